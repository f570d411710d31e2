"""Who takes which share of whose function, and from what day."""

from datetime import date

import numpy as np
import pytest

from tests.planner.engine.small_plans import claim, of_person, of_pool, person, posts_at

TWO_SENDERS = [person("E1"), person("E2", organisation="P2", fte=0.5)]


def test_an_allocation_without_a_sender_makes_one_pool_of_all_holders(evaluated):
    results = evaluated(staff=TWO_SENDERS, allocations=[claim("CON", "C1", "do")])
    assert results.pools["pool"].tolist() == ["CON 7"]
    assert of_pool(results, "CON 7")["fte"] == 1.5
    assert of_pool(results, "CON 7")["heads"] == 2


def test_an_allocation_that_names_a_sender_makes_a_pool_of_its_holders(evaluated):
    rows = [claim("CON", "C1", "do", sender="P1"), claim("CON", "C2", "do", sender="P2")]
    results = evaluated(staff=TWO_SENDERS, allocations=rows)
    assert results.pools["pool"].tolist() == ["CON 7 at P1", "CON 7 at P2"]
    assert results.pools["sender"].tolist() == ["P1", "P2"]
    assert results.people["pool"].tolist() == ["CON 7 at P1", "CON 7 at P2"]
    assert posts_at(results, "C1") == {("CON", "7"): 1.0}
    assert posts_at(results, "C2") == {("CON", "7"): 0.5}


def test_a_named_and_a_blank_sender_add_up_at_the_one_and_leave_the_rest_together(evaluated):
    staff = [*TWO_SENDERS, person("E3", organisation="P2")]
    rows = [claim("CON", "C1", "do", 60, sender="P1"), claim("CON", "B1", "board", 40)]
    results = evaluated(staff=staff, allocations=rows)
    assert results.pools["pool"].tolist() == ["CON 7", "CON 7 at P1"]
    posts = results.posts.set_index(["receiver", results.posts["sender"].fillna("")])["fte"].to_dict()
    assert posts == pytest.approx({("C1", "P1"): 0.6, ("B1", "P1"): 0.4, ("B1", ""): 0.6})


def test_a_sender_that_is_named_for_one_function_is_in_the_common_pool_of_another(evaluated):
    staff = [*TWO_SENDERS, person("E3", "RED"), person("E4", "RED", organisation="P2")]
    rows = [claim("CON", "C1", "do", sender="P1"), claim("CON", "C2", "do", 50), claim("RED", "C1", "do")]
    with pytest.raises(AssertionError, match="come to 150%"):
        evaluated(staff=staff, allocations=rows)
    rows[0]["share"] = 50
    results = evaluated(staff=staff, allocations=rows)
    assert results.pools["pool"].tolist() == ["CON 7", "CON 7 at P1", "RED 7"]


def test_what_is_not_claimed_has_no_posts_and_its_holders_compete(evaluated):
    results = evaluated(staff=[person("E1")], allocations=[claim("CON", "C1", "do", 60)])
    function = results.functions.set_index("function").loc["CON"]
    assert function["claimed_percent"] == pytest.approx(60)
    assert function["unclaimed_fte"] == pytest.approx(0.4)
    assert function["required_fte"] == pytest.approx(1.0)
    assert of_pool(results, "CON 7")["chance_left_over"] == pytest.approx(0.4)


def test_work_that_stops_is_neither_unclaimed_nor_needed(evaluated):
    rows = [claim("CON", "C1", "do", 60), claim("CON", None, "stop", 40)]
    function = evaluated(staff=[person("E1")], allocations=rows).functions.set_index("function").loc["CON"]
    assert function["claimed_percent"] == pytest.approx(100)
    assert function["unclaimed_fte"] == 0
    assert function["required_fte"] == pytest.approx(0.6)


def test_a_function_that_nobody_holds_is_claimed_by_its_rows(evaluated):
    functions = evaluated(allocations=[claim("RED", "C1", "do", 30)]).functions.set_index("function")
    assert functions["claimed_percent"].to_dict() == pytest.approx({"CON": 0, "PRO": 0, "RED": 30})
    assert np.isnan(functions["cover_percent"]).all()


def test_a_blank_list_of_customers_is_every_ccg(evaluated):
    results = evaluated(staff=[person("E1")], allocations=[claim("CON", "S1", "buy")])
    assert results.charges.loc[results.charges["year"] == "2013/14", "customer"].tolist() == ["C1", "C2"]


def test_a_customer_that_is_named_twice_pays_once(evaluated):
    twice = evaluated(staff=[person("E1")], allocations=[claim("CON", "S1", "buy", customers="C1; C1;")])
    once = evaluated(staff=[person("E1")], allocations=[claim("CON", "S1", "buy", customers="C1")])
    assert twice.charges["amount"].tolist() == once.charges["amount"].tolist()


def test_work_with_a_date_moves_then_and_the_last_day_is_the_day_before(evaluated):
    rows = [claim("CON", "C1", "do", date=date(2013, 7, 1)), claim("RED", "C1", "do")]
    results = evaluated(staff=[person("E1"), person("E2", "RED")], allocations=rows)
    assert of_person(results, "E1")["last_day"].date() == date(2013, 6, 30)
    assert of_person(results, "E2")["last_day"].date() == date(2013, 3, 31)
    assert of_person(results, "E1")["p_resigned"] == pytest.approx(1 - 0.87 ** (15 / 12))


def test_of_several_dates_the_latest_counts_and_a_blank_one_is_the_transfer(evaluated):
    early, late = date(2012, 10, 1), date(2013, 7, 1)
    rows = [claim("CON", "C1", "do", 50, date=early), claim("CON", "C2", "do", 50, date=late)]
    results = evaluated(staff=[person("E1")], allocations=rows)
    assert of_person(results, "E1")["last_day"].date() == date(2013, 6, 30)
    rows[1]["date"] = None
    results = evaluated(staff=[person("E1")], allocations=rows)
    assert of_person(results, "E1")["last_day"].date() == date(2013, 3, 31)
    rows[1]["date"] = early
    results = evaluated(staff=[person("E1")], allocations=rows)
    assert of_person(results, "E1")["last_day"].date() == date(2012, 9, 30)


def test_the_last_day_of_who_moves_with_the_plan_is_the_closure(evaluated):
    results = evaluated(
        facts={"closure": date(2013, 6, 30)}, staff=[person("E1")], allocations=[claim("CON", "C1", "do")]
    )
    assert of_person(results, "E1")["last_day"].date() == date(2013, 6, 30)


@pytest.mark.parametrize(
    ("rows", "is_lifted"),
    [
        ([claim("CON", "C1", "do", 100)], True),
        ([claim("CON", "C1", "do", 70), claim("CON", "C1", "do", 30)], True),
        ([claim("CON", "C1", "do", 99.9)], False),
        ([claim("CON", "C1", "do", 50), claim("CON", "C2", "do", 50)], False),
        ([claim("CON", "C1", "do", 50), claim("CON", None, "stop", 50)], False),
        ([claim("CON", "C1", "do", 100), claim("CON", "C2", "do", 0)], True),
    ],
    ids=["one row", "two rows", "not quite all", "two receivers", "half stops", "a row of nothing"],
)
def test_a_receiver_is_the_only_one_when_all_of_the_work_is_its_own(evaluated, rows, is_lifted):
    results = evaluated(staff=[person("E1")], allocations=rows)
    assert (of_pool(results, "CON 7")["lift_and_shift"] > 0) == is_lifted


def test_a_sole_receiver_is_judged_for_each_sender(evaluated):
    rows = [claim("CON", "C1", "do", 50, sender="P1"), claim("CON", "C1", "do", 50)]
    results = evaluated(staff=TWO_SENDERS, allocations=rows)
    assert of_pool(results, "CON 7 at P1")["lift_and_shift"] > 0
    assert of_pool(results, "CON 7")["lift_and_shift"] == 0
