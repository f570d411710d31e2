"""Non-pay: what goes with the work, what is saved, and what is committed."""

from datetime import date

import numpy as np
import pytest

from planner.engine.budgets import held_part
from tests.planner.engine.small_plans import budget, claim, of_receiver, person, post

YEARS = ("2013/14", "2014/15", "2015/16")


def non_pay(results, receiver):
    return [of_receiver(results, receiver, year)["non_pay"] for year in YEARS]


def legacy(results):
    return results.system["legacy"].tolist()


ALL = [claim("CON", "C1", "do")]


def test_a_year_without_a_row_carries_the_last_years_rows_on(evaluated):
    rows = [budget("CON", 5_000, 2012), budget("CON", 2_000, 2014), budget("CON", 3_000, 2014)]
    assert non_pay(evaluated(budgets=rows, allocations=ALL), "C1") == [5_000, 5_000, 5_000]


def test_before_its_first_row_there_is_no_budget(evaluated):
    results = evaluated(budgets=[budget("CON", 5_000, 2014)], allocations=ALL)
    assert non_pay(results, "C1") == [0, 5_000, 5_000]


def test_each_sender_and_function_carries_its_own_rows_on(evaluated):
    rows = [
        budget("CON", 5_000, 2012),
        budget("CON", 700, 2014, organisation="P2"),
        budget("RED", 90, 2013),
    ]
    results = evaluated(budgets=rows, allocations=[*ALL, claim("RED", "C1", "do")])
    assert non_pay(results, "C1") == [5_090, 5_790, 5_790]


@pytest.mark.parametrize("line", ["Pay", "Income"])
def test_other_lines_are_not_non_pay(evaluated, line):
    rows = [budget("CON", 5_000) | {"line": line}]
    assert non_pay(evaluated(budgets=rows, allocations=ALL), "C1") == [0, 0, 0]


@pytest.mark.parametrize("mode", ["do", "share", "buy", "board", "move"])
def test_each_mode_saves_what_is_assumed_and_nothing_by_default(evaluated, mode):
    receiver = {"buy": "S1", "board": "B1", "move": "L1"}.get(mode, "C1")
    rows = [claim("CON", receiver, mode, 40)]
    plain = evaluated(budgets=[budget("CON", 10_000)], allocations=rows)
    assert of_receiver(plain, receiver)["non_pay"] == pytest.approx(4_000)
    saving = evaluated(
        budgets=[budget("CON", 10_000)], allocations=rows, assumptions={f"non_pay_saving_{mode}": 0.25}
    )
    assert of_receiver(saving, receiver)["non_pay"] == pytest.approx(3_000)


def test_work_that_stops_or_is_not_claimed_releases_its_budget(evaluated):
    rows = [claim("CON", "C1", "do", 50), claim("CON", None, "stop", 20)]
    results = evaluated(budgets=[budget("CON", 10_000)], allocations=rows)
    assert non_pay(results, "C1") == [5_000, 5_000, 5_000]
    used = results.workings.money.used
    assert used.saved.tolist() == pytest.approx([2_000] * 3)
    assert used.unallocated.tolist() == pytest.approx([3_000] * 3)
    assert legacy(results) == [0, 0, 0]


def test_a_commitment_of_work_that_stops_stays_as_legacy_until_its_day(evaluated):
    rows = [budget("CON", 12_000, committed_until=date(2015, 3, 31))]
    results = evaluated(budgets=rows, allocations=[claim("CON", None, "stop")])
    assert legacy(results) == pytest.approx([12_000, 12_000, 0])


def test_a_commitment_of_work_that_nobody_claims_is_legacy_too(evaluated):
    rows = [budget("CON", 12_000, committed_until=date(2016, 3, 31))]
    results = evaluated(budgets=rows, allocations=[claim("CON", "C1", "do", 75)])
    assert legacy(results) == pytest.approx([3_000] * 3)
    assert non_pay(results, "C1") == pytest.approx([9_000] * 3)


def test_a_commitment_goes_with_the_work_and_saves_nothing_until_its_day(evaluated):
    rows = [budget("CON", 12_000, committed_until=date(2014, 3, 31))]
    results = evaluated(budgets=rows, allocations=ALL, assumptions={"non_pay_saving_do": 0.5})
    assert non_pay(results, "C1") == pytest.approx([12_000, 6_000, 6_000])


def test_a_commitment_that_ends_within_a_year_holds_that_part_of_it(evaluated):
    rows = [budget("CON", 12_000, committed_until=date(2014, 9, 30))]
    results = evaluated(budgets=rows, allocations=ALL, assumptions={"non_pay_saving_do": 0.5})
    assert non_pay(results, "C1") == pytest.approx([12_000, 6_000 + 3_000, 6_000])


@pytest.mark.parametrize(
    ("until", "part"),
    [
        ("NaT", 0.0),
        ("2013-03-31", 0.0),
        ("2013-04-30", 1 / 12),
        ("2013-09-30", 0.5),
        ("2013-12-31", 0.75),
        ("2014-03-31", 1.0),
        ("2014-04-01", 1.0),
        ("2020-01-01", 1.0),
        ("1999-01-01", 0.0),
    ],
)
def test_the_part_of_a_year_that_is_held(until, part):
    assert held_part(np.array([until], dtype="datetime64[D]"), 2013).tolist() == pytest.approx([part])


def test_a_commitment_that_ends_within_a_month_holds_part_of_it():
    first, last = held_part(np.array(["2013-04-01", "2013-04-29"], dtype="datetime64[D]"), 2013)
    assert 0 < first < last < 1 / 12


def test_the_budget_of_a_sender_follows_its_own_allocation(evaluated):
    rows = [claim("CON", "C1", "do", sender="P1"), claim("CON", "C2", "do", sender="P2")]
    budgets = [budget("CON", 1_000), budget("CON", 300, organisation="P2")]
    results = evaluated(budgets=budgets, allocations=rows)
    assert (non_pay(results, "C1")[0], non_pay(results, "C2")[0]) == (1_000, 300)
    assert results.senders.set_index("sender")["non_pay"].to_dict() == {"P1": 1_000, "P2": 300}


def test_posts_without_a_claim_bring_no_budget(evaluated):
    posts = [post("X1", "C2", "CON", "7", 1.0)]
    results = evaluated(staff=[person("E1")], posts=posts, budgets=[budget("CON", 1_000)], allocations=ALL)
    assert (non_pay(results, "C1")[0], non_pay(results, "C2")[0]) == (1_000, 0)
