"""The posts that receivers open: derived, required, or on the Posts sheet."""

import numpy as np
import pytest

from tests.planner.engine.small_plans import (
    FUNCTIONS,
    NOBODY_RESIGNS,
    ORGANISATIONS,
    SCENARIO,
    changed,
    claim,
    locked,
    of_person,
    of_pool,
    person,
    post,
    posts_at,
)

STAFF = [person("E1", band="8a"), person("E2"), person("E3", fte=0.5), person("E4", band="5", fte=0.5)]
"""3 FTE: a third in band 8a, half in band 7, a sixth in band 5."""


@pytest.mark.parametrize(
    ("receiver", "mode", "kept"),
    [("C1", "do", 1.0), ("C1", "share", 0.9), ("S1", "buy", 0.85), ("B1", "board", 1.0), ("L1", "move", 1.0)],
)
def test_posts_are_the_holders_less_the_saving_of_the_mode(evaluated, receiver, mode, kept):
    results = evaluated(staff=STAFF, allocations=[claim("CON", receiver, mode)])
    expected = {("CON", "8a"): kept, ("CON", "7"): 1.5 * kept, ("CON", "5"): 0.5 * kept}
    assert posts_at(results, receiver) == pytest.approx(expected)
    assert set(results.posts["source"]) == {"holders"}
    assert set(results.posts["stage_limit"]) == {"open_competition"}


@pytest.mark.parametrize("mode", ["do", "share", "buy", "board", "move"])
def test_each_mode_has_a_saving_of_its_own(evaluated, mode):
    receiver = {"buy": "S1", "board": "B1", "move": "L1"}.get(mode, "C1")
    results = evaluated(
        staff=STAFF, allocations=[claim("CON", receiver, mode, 40)], assumptions={f"saving_{mode}": 0.25}
    )
    assert posts_at(results, receiver)["CON", "7"] == pytest.approx(1.5 * 0.4 * 0.75)


def test_work_that_stops_opens_no_posts(evaluated):
    assert evaluated(staff=STAFF, allocations=[claim("CON", None, "stop")]).posts.empty


def required(**more):
    return changed(FUNCTIONS, CON={"fixed_fte": 0.5, "fte_per_100k": 2.0} | more)


def test_a_ccg_that_does_the_work_needs_people_for_its_own_population_whatever_its_share(evaluated):
    # 0.5 + 2 x 150,000 / 100,000 = 3.5, spread as the 3 FTE of holders are.
    for share in (100, 40):
        results = evaluated(staff=STAFF, functions=required(), allocations=[claim("CON", "C1", "do", share)])
        expected = {("CON", "8a"): 3.5 / 3, ("CON", "7"): 1.75, ("CON", "5"): 3.5 / 6}
        assert posts_at(results, "C1") == pytest.approx(expected)
        assert set(results.posts["source"]) == {"required"}


@pytest.mark.parametrize(("mode", "receiver"), [("share", "C1"), ("buy", "S1")])
@pytest.mark.parametrize(
    ("customers", "need"), [("C1;C2", 0.5 + 4.0), (None, 0.5 + 4.0), ("C2", 0.5 + 1.0)], ids=str
)
def test_a_host_or_supplier_needs_its_share_for_the_people_of_its_customers(
    evaluated, mode, receiver, customers, need
):
    rows = [claim("CON", receiver, mode, 60, customers=customers)]
    results = evaluated(staff=STAFF, functions=required(), allocations=rows)
    assert sum(posts_at(results, receiver).values()) == pytest.approx(0.6 * need)


def test_two_rows_of_one_supplier_serve_their_customers_together_and_need_one_fixed_part(evaluated):
    # C1's 150,000 for all of the work, C2's 50,000 for four tenths of it.
    rows = [
        claim("CON", "S1", "buy", 60, customers="C1"),
        claim("CON", "S1", "buy", 40, customers="C1;C2"),
    ]
    results = evaluated(staff=STAFF, functions=required(), allocations=rows)
    part = (150_000 * 1.0 + 50_000 * 0.4) / 200_000
    assert sum(posts_at(results, "S1").values()) == pytest.approx((0.5 + 4.0) * part)


def test_two_modes_at_one_receiver_are_two_services_with_a_fixed_part_each(evaluated):
    rows = [claim("CON", "C1", "do", 50), claim("CON", "C1", "share", 50, customers="C2")]
    results = evaluated(staff=STAFF, functions=required(), allocations=rows)
    assert sum(posts_at(results, "C1").values()) == pytest.approx(3.5 + 0.5 * 1.5)


@pytest.mark.parametrize("given", [{"fixed_fte": None}, {"fte_per_100k": None}], ids=["rate", "fixed"])
def test_a_requirement_may_be_a_fixed_part_or_a_rate_alone(evaluated, given):
    results = evaluated(staff=STAFF, functions=required(**given), allocations=[claim("CON", "C1", "do")])
    assert sum(posts_at(results, "C1").values()) == pytest.approx(0.5 if "fte_per_100k" in given else 3.0)


@pytest.mark.parametrize(("mode", "receiver"), [("board", "B1"), ("move", "L1")])
def test_the_board_and_other_bodies_take_the_holders_whatever_is_required(evaluated, mode, receiver):
    results = evaluated(staff=STAFF, functions=required(), allocations=[claim("CON", receiver, mode)])
    assert sum(posts_at(results, receiver).values()) == pytest.approx(3.0)


def test_people_who_are_not_known_need_the_fixed_part_alone(evaluated):
    bare = changed(ORGANISATIONS, C1={"population": None})
    results = evaluated(
        staff=STAFF, organisations=bare, functions=required(), allocations=[claim("CON", "C1", "do")]
    )
    assert sum(posts_at(results, "C1").values()) == pytest.approx(0.5)
    rows = [claim("CON", "S1", "buy", 50, customers="C1")]
    results = evaluated(staff=STAFF, organisations=bare, functions=required(), allocations=rows)
    assert sum(posts_at(results, "S1").values()) == pytest.approx(0.25)


def test_required_posts_of_several_senders_follow_their_holders(evaluated):
    staff = [person("E1"), person("E2", organisation="P2", band="5"), person("E3", organisation="P2")]
    rows = [claim("CON", "S1", "buy", sender="P1"), claim("CON", "S1", "buy", sender="P2")]
    results = evaluated(staff=staff, functions=required(), allocations=rows)
    posts = results.posts.set_index(["sender", "band"])["fte"].to_dict()
    assert posts == pytest.approx({("P1", "7"): 1.5, ("P2", "7"): 1.5, ("P2", "5"): 1.5})


def test_a_customer_whose_work_is_at_two_senders_is_served_by_each_for_its_part(evaluated):
    # P1's work (1 FTE) goes to S1 for both CCGs; P2's (3 FTE) is done by C1 for itself alone.
    staff = [person("E1"), *(person(f"E{n}", organisation="P2") for n in (2, 3, 4))]
    rows = [claim("CON", "S1", "buy", sender="P1"), claim("CON", "C1", "do", sender="P2")]
    results = evaluated(staff=staff, functions=required(), allocations=rows)
    # S1 does a quarter of C1's work, and all of C2's.
    part = (150_000 * 0.25 + 50_000) / 200_000
    assert sum(posts_at(results, "S1").values()) == pytest.approx((0.5 + 4.0) * part)
    assert sum(posts_at(results, "C1").values()) == pytest.approx(3.5)


def test_customers_of_work_that_nobody_holds_are_served_in_equal_parts(evaluated):
    staff = [person("E1", organisation="P1", fte=0)]
    rows = [claim("CON", "S1", "buy", sender="P1"), claim("CON", "C1", "do", sender="P2")]
    results = evaluated(staff=staff, functions=required(), allocations=rows)
    assert sum(posts_at(results, "S1").values()) == 0  # no band to put them in


def test_a_receiver_of_no_holders_of_its_own_gets_the_bands_of_the_function(evaluated):
    rows = [claim("CON", "C2", "do", sender="P2"), claim("CON", "C1", "do", sender="P1")]
    results = evaluated(staff=STAFF, functions=required(), allocations=rows)
    expected = {("CON", "8a"): 1.5 / 3, ("CON", "7"): 0.75, ("CON", "5"): 0.25}
    assert posts_at(results, "C2") == pytest.approx(expected)


def test_a_row_of_no_share_opens_no_required_posts(evaluated):
    rows = [claim("CON", "C1", "do", 100), claim("CON", "C2", "do", 0)]
    results = evaluated(staff=STAFF, functions=required(), allocations=rows)
    assert posts_at(results, "C2") == {}


def test_posts_on_the_sheet_replace_those_of_their_receiver_and_function(evaluated):
    rows = [claim("CON", "C1", "do", 50), claim("CON", "C2", "do", 50)]
    results = evaluated(staff=STAFF, posts=[post("X1", "C1", "CON", "7", 0.8)], allocations=rows)
    assert posts_at(results, "C1") == {("CON", "7"): 0.8}
    assert posts_at(results, "C2") == {("CON", "8a"): 0.5, ("CON", "7"): 0.75, ("CON", "5"): 0.25}
    assert dict(zip(results.posts["receiver"], results.posts["source"], strict=True)) == {
        "C1": "posts sheet", "C2": "holders",
    }  # fmt: skip


def test_posts_of_one_band_and_last_stage_are_one_opening(evaluated):
    posts = [
        post("X1", "C1", "CON", "7", 0.8),
        post("X2", "C1", "CON", "7", 0.4),
        post("X3", "C1", "CON", "7", 0.3, stage_limit="slot_in"),
    ]
    results = evaluated(staff=STAFF, posts=posts, allocations=[claim("CON", "C1", "do")])
    assert results.posts["stage_limit"].tolist() == ["slot_in", "open_competition"]
    assert results.posts["fte"].tolist() == pytest.approx([0.3, 1.2])


def test_a_post_is_shared_out_among_the_senders_whose_work_its_receiver_takes(evaluated):
    staff = [person("E1"), person("E2", organisation="P2"), person("E3", organisation="P2")]
    rows = [
        claim("CON", "C1", "do", sender="P1"),
        claim("CON", "C1", "do", 50, sender="P2"),
        claim("CON", "C2", "do", 50, sender="P2"),
    ]
    results = evaluated(staff=staff, posts=[post("X1", "C1", "CON", "7", 1.2)], allocations=rows)
    shared = results.posts[results.posts["receiver"] == "C1"].set_index("sender")["fte"].to_dict()
    assert shared == pytest.approx({"P1": 0.6, "P2": 0.6})


def test_a_post_of_a_band_that_nobody_holds_is_shared_out_by_all_of_the_function(evaluated):
    staff = [person("E1"), person("E2", organisation="P2", band="5", fte=0.5)]
    rows = [claim("CON", "C1", "do", sender="P1"), claim("CON", "C1", "do", sender="P2")]
    results = evaluated(staff=staff, posts=[post("X1", "C1", "CON", "9", 0.9)], allocations=rows)
    assert results.posts.set_index("sender")["fte"].to_dict() == pytest.approx({"P1": 0.6, "P2": 0.3})


def test_a_post_at_a_receiver_that_takes_no_work_stands_open_to_the_holders_of_its_band(evaluated):
    staff = [person("E1"), person("E2", organisation="P2"), person("E3", organisation="P2")]
    rows = [claim("CON", "C1", "do", sender="P1"), claim("CON", "C1", "do", sender="P2")]
    results = evaluated(staff=staff, posts=[post("X1", "C2", "CON", "7", 0.9)], allocations=rows)
    shared = results.posts[results.posts["receiver"] == "C2"].set_index("sender")["fte"].to_dict()
    assert shared == pytest.approx({"P1": 0.3, "P2": 0.6})


def test_a_post_that_no_pool_leads_to_waits_for_the_ring_fence(evaluated):
    rows = [claim("CON", "C1", "do", sender="P1"), claim("CON", "C1", "do", sender="P2")]
    results = evaluated(staff=[person("E1")], posts=[post("X1", "C2", "CON", "9", 0.9)], allocations=rows)
    lonely = results.posts[results.posts["receiver"] == "C2"].iloc[0]
    assert isinstance(lonely["sender"], float)
    assert np.isnan(lonely["sender"])
    assert lonely["vacant_fte"] == 0.9


def test_a_post_is_closed_to_the_stages_after_its_last(evaluated):
    # Nobody holds PRO 7, so only the ring-fence and later stages could fill its post.
    rows = [claim("CON", None, "stop")]
    for limit, stage in (
        ("slot_in", None),
        ("ring_fence_narrow", "ring_fence_narrow"),
        (None, "ring_fence_narrow"),
    ):
        posts = [post("X1", "C1", "PRO", "7", 1.0, stage_limit=limit)]
        pool = of_pool(evaluated(staff=[person("E1")], posts=posts, allocations=rows), "CON 7")
        assert pool["placed_fte"] == (pytest.approx(pool[stage]) if stage else 0)
        assert (pool["placed_fte"] > 0) == (stage is not None)


@pytest.mark.parametrize("limit", ["lift_and_shift", "slot_in", "competitive_slot_in"])
def test_posts_closed_before_competition_count_as_open_to_their_own_pool(evaluated, limit):
    posts = [post("X1", "C1", "CON", "7", 0.5, stage_limit=limit)]
    results = evaluated(staff=[person("E1")], posts=posts, allocations=[claim("CON", "C1", "do")])
    assert of_pool(results, "CON 7")["posts_fte"] == 0.5


# ------------------------------------------------------------------ locked placements take posts

TWO_SEVENS = [person("E1"), person("E2")]


def test_a_placement_takes_its_post_and_the_rest_of_the_pool_competes_for_what_is_left(evaluated):
    posts = [post("X1", "C1", "CON", "7", 1.0), post("X2", "C1", "CON", "7", 0.5)]
    results = evaluated(
        staff=TWO_SEVENS,
        posts=posts,
        allocations=[claim("CON", "C1", "do")],
        placements=[locked("E1", "placed", post="X1")],
        assumptions=NOBODY_RESIGNS,
    )
    opening = results.posts.iloc[0]
    assert (opening["fte"], opening["locked_fte"]) == (1.5, 1.0)
    assert of_person(results, "E1")["p_placed"] == 1
    assert of_pool(results, "CON 7")["posts_fte"] == 0.5
    assert of_pool(results, "CON 7")["chance_left_over"] == 0.5  # E2's alone
    assert of_pool(results, "CON 7")["competitive_slot_in"] == pytest.approx(0.5 * 0.97)


def test_a_placement_takes_as_much_of_its_post_as_the_person_works(evaluated):
    results = evaluated(
        staff=[person("E1", fte=0.6), person("E2")],
        posts=[post("X1", "C1", "CON", "7", 1.0)],
        allocations=[claim("CON", "C1", "do")],
        placements=[locked("E1", "placed", post="X1")],
    )
    assert results.posts["locked_fte"].tolist() == pytest.approx([0.6])


def test_a_post_holds_no_more_than_its_own_hours(evaluated):
    results = evaluated(
        staff=TWO_SEVENS,
        posts=[post("X1", "C1", "CON", "7", 0.4), post("X2", "C1", "CON", "7", 1.0)],
        allocations=[claim("CON", "C1", "do")],
        placements=[locked("E1", "placed", post="X1")],
    )
    assert results.posts["locked_fte"].tolist() == pytest.approx([0.4])


def test_a_named_post_of_another_band_is_the_one_that_is_taken(evaluated):
    posts = [post("X1", "C1", "CON", "8a", 1.0), post("X2", "C1", "CON", "7", 1.0)]
    results = evaluated(
        staff=TWO_SEVENS,
        posts=posts,
        allocations=[claim("CON", "C1", "do")],
        placements=[locked("E1", "placed", post="X1")],
    )
    assert results.posts.set_index("band")["locked_fte"].to_dict() == {"7": 0.0, "8a": 1.0}


def test_a_placement_without_a_post_takes_hours_of_the_persons_function_and_band(evaluated):
    staff = [person("E1", fte=0.6), person("E2"), person("E3", "RED"), person("E4", band="5")]
    rows = [claim("CON", "C1", "do"), claim("RED", "C1", "do")]
    results = evaluated(staff=staff, allocations=rows, placements=[locked("E1", "placed", receiver="C1")])
    taken = results.posts.set_index(["function", "band"])["locked_fte"].to_dict()
    assert taken == pytest.approx({("CON", "5"): 0, ("CON", "7"): 0.6, ("RED", "7"): 0})


def test_a_placement_takes_the_posts_of_its_own_pool_first_and_then_those_of_others(evaluated):
    staff = [person("E1"), person("E2", organisation="P2")]
    rows = [claim("CON", "C1", "do", 40, sender="P1"), claim("CON", "C1", "do", sender="P2")]
    results = evaluated(staff=staff, allocations=rows, placements=[locked("E1", "placed", receiver="C1")])
    taken = results.posts.set_index("sender")["locked_fte"].to_dict()
    assert taken == pytest.approx({"P1": 0.4, "P2": 0.6})


def test_a_person_placed_where_there_is_no_post_is_placed_all_the_same(evaluated):
    results = evaluated(
        staff=TWO_SEVENS,
        allocations=[claim("CON", "C1", "do")],
        placements=[locked("E1", "placed", receiver="C2")],
    )
    assert of_person(results, "E1")["p_placed"] == 1
    assert results.posts["locked_fte"].sum() == 0


def test_a_post_of_the_scenario_replaces_the_one_for_all_that_has_its_code(evaluated):
    posts = [post("X1", "C1", "CON", "7", 1.0), post("X1", "C1", "CON", "7", 0.3, scenario=SCENARIO)]
    results = evaluated(staff=TWO_SEVENS, posts=posts, allocations=[claim("CON", "C1", "do")])
    assert results.posts["fte"].tolist() == [0.3]
