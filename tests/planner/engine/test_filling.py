"""Posts are filled in stages; every chance by hand."""

import numpy as np
import pytest

from planner.model.tables import STAGES
from tests.planner.engine.small_plans import (
    NOBODY_RESIGNS,
    claim,
    of_person,
    of_pool,
    person,
    placed_at,
    post,
)

ALL_STAY = NOBODY_RESIGNS
STOPS = claim("CON", None, "stop")


def only(*stages, **more):
    """Nobody resigns, and every stage but these is switched off."""
    return ALL_STAY | {f"stage_{stage}": float(stage in stages) for stage in STAGES} | more


def placed_by_stage(results, pool):
    row = of_pool(results, pool)
    return {stage: row[stage] for stage in STAGES[:-1] if row[stage] > 1e-9}


# ------------------------------------------------------------------ lift and shift


def test_a_whole_function_that_moves_to_one_receiver_takes_its_people_along(evaluated):
    results = evaluated(staff=[person("E1"), person("E2")], allocations=[claim("CON", "C1", "do")])
    row = of_person(results, "E1")
    assert row["p_placed"] == pytest.approx(0.87 * 0.99)
    assert row["p_left"] == pytest.approx(0.87 * 0.01)
    assert row["p_redundant"] == 0
    assert placed_at(results, "E1") == pytest.approx({("C1", "lift_and_shift"): 0.87 * 0.99})


def test_fewer_posts_than_holders_are_enough_to_lift_and_shift_those_who_stay(evaluated):
    # 1.8 posts for 2 holders: a tenth look left over, so 2 x (1 - 0.13 x 0.95) = 1.753 stay.
    stay = 1 - 0.13 * 0.95
    results = evaluated(staff=[person("E1"), person("E2")], allocations=[claim("CON", "C1", "share")])
    assert placed_by_stage(results, "CON 7") == pytest.approx({"lift_and_shift": 2 * stay * 0.99})


def test_with_fewer_posts_than_stayers_a_whole_function_is_no_lift_and_shift(evaluated):
    results = evaluated(
        staff=[person("E1"), person("E2")], allocations=[claim("CON", "C1", "share")], assumptions=ALL_STAY
    )
    assert of_pool(results, "CON 7")["lift_and_shift"] == 0
    assert of_pool(results, "CON 7")["competitive_slot_in"] == pytest.approx(1.8 * 0.97)


def test_exactly_as_many_posts_as_holders_are_enough(evaluated):
    staff = [person(f"E{n}", fte=0.1) for n in range(3)]  # 0.1 + 0.1 + 0.1 misses 0.3 by a hair
    posts = [post("X1", "C1", "CON", "7", 0.3)]
    results = evaluated(
        staff=staff, posts=posts, allocations=[claim("CON", "C1", "do")], assumptions=ALL_STAY
    )
    assert placed_by_stage(results, "CON 7") == pytest.approx({"lift_and_shift": 0.3 * 0.99})


def test_lift_and_shift_is_judged_pool_by_pool(evaluated):
    staff = [person("E1"), person("E2"), person("E3", band="5")]
    posts = [post("X1", "C1", "CON", "7", 1.0), post("X2", "C1", "CON", "5", 1.0)]
    results = evaluated(
        staff=staff, posts=posts, allocations=[claim("CON", "C1", "do")], assumptions=ALL_STAY
    )
    assert of_pool(results, "CON 5")["lift_and_shift"] == pytest.approx(0.99)
    assert of_pool(results, "CON 7")["lift_and_shift"] == 0


def test_posts_of_another_receiver_do_not_help_to_lift_and_shift(evaluated):
    posts = [post("X1", "C1", "CON", "7", 0.6), post("X2", "C2", "CON", "7", 0.6)]
    results = evaluated(
        staff=[person("E1")], posts=posts, allocations=[claim("CON", "C1", "do")], assumptions=ALL_STAY
    )
    assert placed_by_stage(results, "CON 7") == pytest.approx({"slot_in": 0.99})


# ------------------------------------------------------------------ slot-in


def test_no_more_holders_than_posts_slot_in(evaluated):
    rows = [claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 40)]
    results = evaluated(staff=[person("E1")], allocations=rows, assumptions=ALL_STAY)
    assert placed_by_stage(results, "CON 7") == pytest.approx({"slot_in": 0.99})
    assert of_person(results, "E1")["p_left"] == pytest.approx(0.01)


def test_more_holders_than_posts_compete_and_the_unplaced_are_redundant(evaluated):
    only_competition = only("competitive_slot_in")
    results = evaluated(
        staff=[person("E1"), person("E2", fte=0.5)],
        allocations=[claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 20)],
        assumptions=only_competition,
    )
    for number in ("E1", "E2"):
        row = of_person(results, number)
        assert row["p_placed"] == pytest.approx(0.8 * 0.97)
        assert row["p_left"] == pytest.approx(0.8 * 0.03)
        assert row["p_redundant"] == pytest.approx(0.2)


def test_a_pools_placements_fall_among_receivers_in_proportion_to_their_open_posts(evaluated):
    rows = [claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 20)]
    results = evaluated(staff=[person("E1")], allocations=rows, assumptions=only("competitive_slot_in"))
    assert placed_at(results, "E1") == pytest.approx({
        ("C1", "competitive_slot_in"): 0.6 * 0.97,
        ("C2", "competitive_slot_in"): 0.2 * 0.97,
    })  # fmt: skip
    posts = results.posts.set_index("receiver")
    assert posts["filled_fte"].to_dict() == pytest.approx({"C1": 0.6 * 0.97, "C2": 0.2 * 0.97})
    assert posts["vacant_fte"].to_dict() == pytest.approx({"C1": 0.6 * 0.03, "C2": 0.2 * 0.03})


def test_who_refuses_seeks_no_further_and_the_post_stays_open_to_others(evaluated):
    # E1 slots in or refuses; what E1 leaves of PRO's post goes to E2 in the family's ring-fence.
    results = evaluated(
        staff=[person("E1", "PRO"), person("E2", "CON")],
        allocations=[claim("PRO", "C1", "do"), STOPS],
        assumptions=ALL_STAY,
    )
    assert of_person(results, "E1")["p_left"] == pytest.approx(0.01)
    assert of_person(results, "E1")["p_redundant"] == 0
    second = of_person(results, "E2")
    assert second["p_placed"] == pytest.approx(0.01 * 0.93 + 0.01 * 0.07 * 0.8)
    assert second["p_left"] == pytest.approx(0.01 * 0.07 + 0.01 * 0.07 * 0.2)
    assert second["p_redundant"] == pytest.approx(1 - 0.01 - 0.01 * 0.07)


# ------------------------------------------------------------------ ring-fence


def test_the_narrow_ring_fence_is_the_family_in_the_same_band(evaluated):
    staff = [person("E1", "CON"), person("E2", "RED"), person("E3", "CON", band="5")]
    posts = [post("X1", "C1", "PRO", "7", 0.6)]
    results = evaluated(staff=staff, posts=posts, allocations=[STOPS], assumptions=only("ring_fence_narrow"))
    assert of_person(results, "E1")["p_placed"] == pytest.approx(0.6 * 0.93)
    assert of_person(results, "E1")["p_left"] == pytest.approx(0.6 * 0.07)
    assert of_person(results, "E2")["p_placed"] == of_person(results, "E3")["p_placed"] == 0


def test_pools_of_one_family_share_its_posts_by_hours(evaluated):
    staff = [person("E1", "CON"), person("E2", "PRO", fte=0.5)]
    posts = [post("X1", "C1", "PRO", "7", 0.6, stage_limit="ring_fence_narrow")]
    results = evaluated(staff=staff, posts=posts, allocations=[STOPS], assumptions=only("ring_fence_narrow"))
    for number in ("E1", "E2"):
        assert of_person(results, number)["p_placed"] == pytest.approx(0.6 / 1.5 * 0.93)


def test_a_function_without_a_family_is_a_family_of_its_own(evaluated):
    functions = [{"code": "CON", "name": "Contracting"}, {"code": "PRO", "name": "Procurement"}]
    results = evaluated(
        functions=functions,
        staff=[person("E1", "CON")],
        posts=[post("X1", "C1", "PRO", "7", 1.0)],
        allocations=[STOPS],
        assumptions=only("ring_fence_narrow", "ring_fence_wider"),
    )
    assert of_person(results, "E1")["p_placed"] == 0
    assert results.functions["family"].tolist() == ["CON", "PRO"]


@pytest.mark.parametrize(
    ("post_band", "is_near"), [("8b", False), ("8a", True), ("7", False), ("6", True), ("5", False)]
)
def test_the_wider_ring_fence_is_one_band_either_side(evaluated, post_band, is_near):
    results = evaluated(
        staff=[person("E1")],
        posts=[post("X1", "C1", "PRO", post_band, 0.5)],
        allocations=[STOPS],
        assumptions=only("ring_fence_wider"),
    )
    assert of_person(results, "E1")["p_placed"] == pytest.approx(0.5 * 0.93 if is_near else 0)


@pytest.mark.parametrize(("band", "near"), [("VSM", "9"), ("1", "2"), ("9", "VSM"), ("2", "1")])
def test_the_first_and_the_last_band_have_one_neighbour(evaluated, band, near):
    results = evaluated(
        staff=[person("E1", band=band)],
        posts=[post("X1", "C1", "PRO", near, 0.5)],
        allocations=[STOPS],
        assumptions=only("ring_fence_wider"),
    )
    assert of_person(results, "E1")["p_placed"] == pytest.approx(0.5 * 0.93)


def test_the_bands_above_and_below_are_one_set_of_posts(evaluated):
    posts = [post("X1", "C1", "PRO", "8a", 0.3), post("X2", "C2", "PRO", "6", 0.2)]
    results = evaluated(
        staff=[person("E1")], posts=posts, allocations=[STOPS], assumptions=only("ring_fence_wider")
    )
    assert placed_at(results, "E1") == pytest.approx({
        ("C1", "ring_fence_wider"): 0.3 * 0.93, ("C2", "ring_fence_wider"): 0.2 * 0.93,
    })  # fmt: skip


def test_the_wider_ring_fence_serves_the_highest_band_first(evaluated):
    # One post in band 7: band 8a's seeker has the first offer, band 6's what that one refused.
    results = evaluated(
        staff=[person("E1", band="6"), person("E2", band="8a")],
        posts=[post("X1", "C1", "PRO", "7", 1.0)],
        allocations=[STOPS],
        assumptions=only("ring_fence_wider"),
    )
    assert of_person(results, "E2")["p_placed"] == pytest.approx(0.93)
    assert of_person(results, "E1")["p_placed"] == pytest.approx(0.07 * 0.93)
    assert of_person(results, "E1")["p_left"] == pytest.approx(0.07 * 0.07)


# ------------------------------------------------------------------ redeployment


def test_redeployment_is_across_families_in_the_same_band(evaluated):
    results = evaluated(
        staff=[person("E1", "CON")],
        posts=[post("X1", "C1", "RED", "7", 0.5)],
        allocations=[STOPS],
        assumptions=only("redeployment"),
    )
    row = of_person(results, "E1")
    assert row["p_placed"] == pytest.approx(0.5 * 0.8)
    assert row["p_left"] == pytest.approx(0.5 * 0.2)
    assert row["p_redundant"] == pytest.approx(0.5)


@pytest.mark.parametrize(("post_band", "is_open"), [("8a", False), ("6", True), ("5", False)])
def test_redeployment_goes_down_by_one_band_and_never_up(evaluated, post_band, is_open):
    results = evaluated(
        staff=[person("E1")],
        posts=[post("X1", "C1", "RED", post_band, 0.5)],
        allocations=[STOPS],
        assumptions=only("redeployment"),
    )
    assert of_person(results, "E1")["p_placed"] == pytest.approx(0.5 * 0.8 if is_open else 0)


def test_every_band_seeks_its_own_before_any_goes_down(evaluated):
    # Band 7 could have the post in band 6, but band 6's own seeker has the first offer.
    results = evaluated(
        staff=[person("E1", band="7"), person("E2", band="6")],
        posts=[post("X1", "C1", "RED", "6", 1.0)],
        allocations=[STOPS],
        assumptions=only("redeployment"),
    )
    assert of_person(results, "E2")["p_placed"] == pytest.approx(0.8)
    assert of_person(results, "E1")["p_placed"] == pytest.approx(0.2 * 0.8)
    assert of_person(results, "E1")["p_redundant"] == pytest.approx(0.8)


def test_the_lowest_band_that_goes_down_is_band_2(evaluated):
    results = evaluated(
        staff=[person("E1", band="2")],
        posts=[post("X1", "C1", "RED", "1", 0.5)],
        allocations=[STOPS],
        assumptions=only("redeployment"),
    )
    assert of_person(results, "E1")["p_placed"] == pytest.approx(0.5 * 0.8)


# ------------------------------------------------------------------ stages, off and on


@pytest.mark.parametrize("stage", STAGES[:-1])
@pytest.mark.parametrize("scope", ["everywhere", "at the receiver"])
def test_a_stage_that_is_switched_off_places_nobody(evaluated, stage, scope):
    staff = [person("E1"), person("E2", "RED"), person("E3", "PRO", band="6")]
    rows = [claim("CON", "C1", "do"), claim("RED", "C1", "do", 60), claim("PRO", None, "stop")]
    key = f"stage_{stage}" + ("@C1" if scope == "at the receiver" else "")
    results = evaluated(staff=staff, allocations=rows, assumptions={key: 0})
    assert results.pools[stage].sum() == 0


def test_a_stage_switched_off_at_one_receiver_is_on_at_others(evaluated):
    posts = [post("X1", "C1", "PRO", "7", 0.3), post("X2", "C2", "PRO", "7", 0.3)]
    results = evaluated(
        staff=[person("E1")],
        posts=posts,
        allocations=[STOPS],
        assumptions=only("ring_fence_narrow") | {"stage_ring_fence_narrow@C2": 0},
    )
    assert placed_at(results, "E1") == pytest.approx({("C1", "ring_fence_narrow"): 0.3 * 0.93})


def test_a_stage_switched_off_everywhere_may_be_on_at_one_receiver(evaluated):
    posts = [post("X1", "C1", "PRO", "7", 0.3), post("X2", "C2", "PRO", "7", 0.3)]
    results = evaluated(
        staff=[person("E1")],
        posts=posts,
        allocations=[STOPS],
        assumptions=only() | {"stage_ring_fence_narrow@C2": 1},
    )
    assert placed_at(results, "E1") == pytest.approx({("C2", "ring_fence_narrow"): 0.3 * 0.93})


def test_without_lift_and_shift_the_holders_slot_in(evaluated):
    results = evaluated(
        staff=[person("E1")], allocations=[claim("CON", "C1", "do")],
        assumptions=ALL_STAY | {"stage_lift_and_shift@C1": 0},
    )  # fmt: skip
    assert placed_by_stage(results, "CON 7") == pytest.approx({"slot_in": 0.99})


def test_posts_without_any_of_the_first_three_stages_are_not_open_to_their_pool(evaluated):
    off = {f"stage_{stage}@C1": 0 for stage in STAGES[:3]}
    results = evaluated(staff=[person("E1")], allocations=[claim("CON", "C1", "do")], assumptions=off)
    pool = of_pool(results, "CON 7")
    assert (pool["posts_fte"], pool["chance_left_over"]) == (0, 1)
    assert pool["ring_fence_narrow"] > 0


@pytest.mark.parametrize(
    ("key", "stage"),
    [
        ("accept_lift_and_shift", "lift_and_shift"),
        ("accept_slot_in", "slot_in"),
        ("accept_competitive_slot_in", "competitive_slot_in"),
        ("accept_ring_fence", "ring_fence_narrow"),
        ("accept_ring_fence", "ring_fence_wider"),
        ("accept_redeployment", "redeployment"),
    ],
)
def test_each_stage_has_its_own_odds_of_acceptance(evaluated, key, stage):
    tables = {
        "lift_and_shift": {"allocations": [claim("CON", "C1", "do")]},
        "slot_in": {"allocations": [claim("CON", "C1", "do")]},
        "competitive_slot_in": {"allocations": [claim("CON", "C1", "do", 50)]},
        "ring_fence_narrow": {"allocations": [STOPS], "posts": [post("X1", "C1", "PRO", "7", 1.0)]},
        "ring_fence_wider": {"allocations": [STOPS], "posts": [post("X1", "C1", "PRO", "6", 1.0)]},
        "redeployment": {"allocations": [STOPS], "posts": [post("X1", "C1", "RED", "7", 1.0)]},
    }[stage]
    offered = 0.5 if stage == "competitive_slot_in" else 1.0
    results = evaluated(staff=[person("E1")], assumptions=only(stage, **{key: 0.6}), **tables)
    row = of_person(results, "E1")
    assert row["p_placed"] == pytest.approx(offered * 0.6)
    assert row["p_left"] == pytest.approx(offered * 0.4)


# ------------------------------------------------------------------ edges


def test_who_is_left_without_104_weeks_leaves_without_payment(evaluated):
    from datetime import date

    short = {"continuous_from": date(2012, 1, 1), "reckonable_from": None}
    results = evaluated(staff=[person("E1", **short)], allocations=[STOPS], assumptions=ALL_STAY)
    row = of_person(results, "E1")
    assert (row["p_left"], row["p_redundant"], row["expected_cost"]) == (1, 0, 0)


def test_somebody_of_no_hours_is_offered_any_post_that_is_open(evaluated):
    posts = [post("X1", "C1", "CON", "7", 0.5)]
    results = evaluated(
        staff=[person("E1", fte=0)], posts=posts, allocations=[claim("CON", "C1", "do", 50)],
        assumptions=ALL_STAY,
    )  # fmt: skip
    assert of_person(results, "E1")["p_placed"] == pytest.approx(0.99)
    assert results.posts["filled_fte"].tolist() == [0.0]
    assert of_person(results, "E1")["expected_cost"] == 0


def test_somebody_of_no_hours_is_left_over_where_no_post_is_open(evaluated):
    results = evaluated(staff=[person("E1", fte=0)], allocations=[STOPS], assumptions=ALL_STAY)
    assert of_person(results, "E1")["p_redundant"] == 1
    assert of_pool(results, "CON 7")["chance_left_over"] == 0


def test_posts_and_seekers_are_brought_up_to_date_after_every_stage(evaluated):
    # 0.6 posts for E1: competitive slot-in leaves 0.018 open and 0.4 seeking, and so on down.
    rows = [claim("CON", "C1", "do", 60)]
    results = evaluated(staff=[person("E1")], allocations=rows, assumptions=ALL_STAY)
    open_posts, seeking, placed = 0.6, 1.0, 0.0
    for accepts in (0.97, 0.93, 0.80):  # competitive slot-in, narrow, redeployment; nothing one band away
        offered = open_posts
        placed += offered * accepts
        seeking -= offered
        open_posts -= offered * accepts
    row = of_person(results, "E1")
    assert row["p_placed"] == pytest.approx(placed, abs=1e-12)
    assert row["p_redundant"] == pytest.approx(seeking, abs=1e-12)
    assert results.posts["vacant_fte"].sum() == pytest.approx(open_posts, abs=1e-12)


def test_the_record_of_rounds_says_who_was_offered_what(evaluated):
    rows = [claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 20)]
    results = evaluated(staff=[person("E1")], allocations=rows, assumptions=only("competitive_slot_in"))
    (step,) = results.placements.steps
    assert step.stage == "competitive_slot_in"
    assert step.taken.tolist() == pytest.approx([0.8 * 0.97])
    assert step.split_share.tolist() == pytest.approx([0.75, 0.25])
    assert [results.placements.receivers[at] for at in step.split_receiver] == ["C1", "C2"]
    assert np.array_equal(step.pools, [0])
