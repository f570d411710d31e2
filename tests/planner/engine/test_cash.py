"""Money by month, worked by hand for one person."""

from datetime import date

import pandas as pd
import pytest

from planner.engine.cash import net_present_value, payback_month
from tests.planner.engine.small_plans import (
    EVERYONE_ACCEPTS,
    NOBODY_RESIGNS,
    ORGANISATIONS,
    budget,
    changed,
    claim,
    locked,
    person,
    post,
)

SURE = NOBODY_RESIGNS | EVERYONE_ACCEPTS
STOPS = [claim("CON", None, "stop")]
ALL = [claim("CON", "C1", "do")]
COST_2012 = 36_500 + 0.138 * (36_500 - 7_488)
PAY_2013 = 36_500 * 40_558 / 40_157
COST_2013 = PAY_2013 + 0.138 * (PAY_2013 - 7_696)
LUMP = 10 * 4.35 * 700


def months(results, name):
    return results.months.set_index("month")[name]


def test_months_run_from_the_plans_start_to_its_horizon(evaluated):
    results = evaluated(facts={"plan_start": date(2012, 7, 15), "horizon": date(2015, 2, 1)}, allocations=ALL)
    assert results.months["month"].iloc[[0, -1]].tolist() == ["2012-07", "2015-02"]
    assert len(results.months) == 32
    assert results.years == ("2013/14", "2014/15")


def test_senders_pay_until_the_transfer_and_receivers_from_then_on(evaluated):
    results = evaluated(
        organisations=changed(ORGANISATIONS, C1={"fixed_cost": 12_000}),
        staff=[person("E1")],
        budgets=[budget("CON", 6_000)],
        posts=[post("X1", "C1", "CON", "7", 1.5)],
        allocations=ALL,
        assumptions=SURE | {"non_pay_saving_do": 0.5},
    )
    vacancies = results.receivers["vacancies"].iloc[0]
    assert vacancies > 0
    last, first = "2013-03", "2013-04"
    assert months(results, "senders_pay")[last] == pytest.approx(COST_2012 / 12)
    assert months(results, "senders_pay")[first] == 0
    assert months(results, "senders_non_pay")[[last, first]].tolist() == pytest.approx([500, 0])
    assert months(results, "receivers_pay")[last] == 0
    assert months(results, "receivers_pay")[first] == pytest.approx((COST_2013 + vacancies) / 12)
    assert months(results, "receivers_non_pay")[[last, first]].tolist() == pytest.approx([0, 250])
    assert months(results, "fixed")[[last, first]].tolist() == pytest.approx([0, 1_000])
    lines = ["senders_pay", "senders_non_pay", "receivers_pay", "receivers_non_pay", "fixed"]
    assert months(results, "total").tolist() == pytest.approx(results.months[lines].sum(axis=1).tolist())


def test_the_baseline_runs_on_unchanged(evaluated):
    tables = {"staff": [person("E1"), person("E2", leaving_date=date(2012, 6, 1))], "allocations": STOPS}
    tables["budgets"] = [budget("CON", 6_000), budget("CON", 9_000, 2014)]
    for scenario in ("Tried", "Baseline"):
        baseline = months(evaluated(scenario, **tables), "baseline")
        assert baseline["2012-04"] == pytest.approx((2 * COST_2012 + 6_000) / 12)
        assert baseline["2013-04"] == pytest.approx((2 * COST_2013 + 6_000) / 12)
        assert baseline["2014-04"] == pytest.approx((2 * COST_2013 + 9_000) / 12)
    nothing = evaluated("Baseline", **tables)
    assert months(nothing, "saving").tolist() == pytest.approx([0] * 48)
    assert months(nothing, "total").tolist() == pytest.approx(months(nothing, "baseline").tolist())
    assert nothing.headline.payback_month is None


def test_people_who_may_resign_do_so_evenly_month_by_month(evaluated):
    pay = months(evaluated(staff=[person("E1")], allocations=ALL), "senders_pay")
    for at, month in enumerate(pay.index[:12]):
        assert pay[month] == pytest.approx(COST_2012 / 12 * 0.87 ** (at / 12)), month


def test_nobody_resigns_before_the_announcement(evaluated):
    results = evaluated(facts={"announced": date(2012, 10, 1)}, staff=[person("E1")], allocations=ALL)
    pay = months(results, "senders_pay") * 12 / COST_2012
    assert pay[["2012-04", "2012-10"]].tolist() == pytest.approx([1, 1])
    assert pay[["2012-11", "2013-03"]].tolist() == pytest.approx([0.87 ** (1 / 12), 0.87 ** (5 / 12)])


def test_who_resigned_before_the_plan_starts_is_not_paid_in_it(evaluated):
    results = evaluated(facts={"announced": date(2012, 1, 1)}, staff=[person("E1")], allocations=ALL)
    assert months(results, "senders_pay")["2012-04"] == pytest.approx(COST_2012 / 12 * 0.87 ** (3 / 12))


def test_who_leaves_on_a_day_is_paid_to_the_end_of_its_month(evaluated):
    fixed = {"contract": "Fixed term", "contract_ends": date(2012, 9, 30)}
    short = fixed | {"continuous_from": date(2012, 1, 1), "reckonable_from": None}
    for facts in ({"leaving_date": date(2012, 9, 10)}, fixed, short):
        pay = months(evaluated(staff=[person("E1", **facts)], allocations=ALL), "senders_pay")
        assert pay[["2012-08", "2012-09", "2012-10"]].tolist() == pytest.approx(
            [COST_2012 / 12, COST_2012 / 12, 0]
        )


def test_who_has_been_decided_is_paid_to_their_last_day(evaluated):
    placements = [locked("E1", "redundant", date=date(2012, 9, 30)), locked("E2", "placed", receiver="C1")]
    results = evaluated(staff=[person("E1"), person("E2")], allocations=ALL, placements=placements)
    pay = months(results, "senders_pay") * 12 / COST_2012
    assert pay[["2012-09", "2012-10", "2013-03"]].tolist() == pytest.approx([2, 1, 1])


def test_redundancy_is_paid_in_the_month_of_the_exit_and_pays_back_from_then(evaluated):
    results = evaluated(staff=[person("E1")], allocations=STOPS, assumptions=SURE)
    redundancy = months(results, "redundancy")
    assert redundancy["2013-03"] == redundancy.sum() == pytest.approx(LUMP)
    saving = months(results, "saving")
    assert saving["2012-04"] == pytest.approx(0)
    assert saving["2013-03"] == pytest.approx(-LUMP)
    assert saving["2013-04"] == pytest.approx(COST_2013 / 12)
    # 30,450 over 3,422.41 a month is 8.9 months: the ninth is December.
    assert months(results, "cumulative")["2013-11"] == pytest.approx(-LUMP + 8 * COST_2013 / 12)
    assert results.headline.payback_month == "2013-12"
    value = -LUMP * 1.035 ** (-11 / 12) + sum(COST_2013 / 12 * 1.035 ** (-at / 12) for at in range(12, 48))
    assert results.headline.npv == pytest.approx(value)


def test_an_exit_outside_the_months_is_paid_in_the_nearest(evaluated):
    for when, month in ((date(2010, 5, 1), "2012-04"), (date(2019, 5, 1), "2016-03")):
        placements = [locked("E1", "redundant", date=when)]
        results = evaluated(staff=[person("E1")], allocations=ALL, placements=placements)
        paid = months(results, "redundancy") + months(results, "pay_in_lieu")
        assert paid[month] == paid.sum() == results.headline.redundancy_cost > 0


def test_who_is_left_over_is_paid_on_to_a_closure_after_the_transfer(evaluated):
    results = evaluated(
        facts={"closure": date(2013, 6, 14)},
        staff=[person("E1", reckonable_from=date(2003, 4, 1))],
        allocations=[claim("CON", "C1", "do", 25)],
        assumptions=NOBODY_RESIGNS
        | {f"stage_{stage}": 0 for stage in ("ring_fence_narrow", "ring_fence_wider", "redeployment")},
    )
    assert results.people["p_redundant"].tolist() == pytest.approx([0.75])
    cost = 36_500 + 0.138 * (36_500 - 7_696)  # the salary is that of the closure's year
    running = months(results, "double_running")
    assert running[["2013-03", "2013-04", "2013-05", "2013-06", "2013-07"]].tolist() == pytest.approx(
        [0, 0.75 * cost * 30 / 365, 0.75 * cost * 31 / 365, 0.75 * cost * 14 / 365, 0]
    )
    assert results.system["double_running"].tolist() == pytest.approx([0.75 * cost * 75 / 365, 0, 0])
    assert results.system["total"].tolist() == pytest.approx(
        (results.system["receivers"] + results.system["double_running"]).tolist()
    )


def test_double_running_is_shared_out_by_financial_year(evaluated):
    results = evaluated(
        facts={"closure": date(2014, 4, 30)}, staff=[person("E1")], allocations=STOPS, assumptions=SURE
    )
    running = results.system["double_running"].tolist()
    assert running[0] == pytest.approx(results.system["baseline"][0])
    assert running[1] == pytest.approx(results.system["baseline"][1] * 30 / 365)
    assert running[2] == 0


@pytest.mark.parametrize("outcome", ["redundant", "mars", "resigned"])
def test_who_goes_later_than_the_work_by_decision_is_double_running_if_paid_to_go(evaluated, outcome):
    placements = [locked("E1", outcome, date=date(2013, 4, 30))]
    results = evaluated(staff=[person("E1")], allocations=STOPS, placements=placements)
    expected = 0 if outcome == "resigned" else COST_2013 * 30 / 365
    assert months(results, "double_running")["2013-04"] == pytest.approx(expected)


def test_a_commitment_that_cannot_be_released_is_paid_on(evaluated):
    rows = [budget("CON", 12_000, committed_until=date(2014, 3, 31))]
    paid = months(evaluated(budgets=rows, allocations=STOPS), "senders_non_pay")
    assert paid[["2013-03", "2013-04", "2014-03", "2014-04"]].tolist() == [1_000, 1_000, 1_000, 0]


def table(*cumulative, first="2013-01"):
    names = pd.period_range(first, periods=len(cumulative), freq="M").astype(str)
    return pd.DataFrame({"month": names, "cumulative": [float(one) for one in cumulative]})


TRANSFER = date(2013, 3, 1)


@pytest.mark.parametrize(
    ("cumulative", "month"),
    [
        ((0, -5, -3, -1, 2, 4), "2013-05"),
        ((0, -5, 1, -1, 0, 4), "2013-05"),
        ((0, -5, -3, -1, -1, 0), "2013-06"),
        ((0, -5, -3, -1, -1, -0.01), None),
        ((0, 1, 2, 3, 4, 5), "2013-03"),
        ((0, -1, 2, 3, 4, 5), "2013-03"),
        ((-1, 1, 2, 3, 4, 5), "2013-03"),
        ((3, 4), None),
        ((), None),
    ],
)
def test_payback_is_when_cash_is_never_again_below_nil_and_not_before_the_work_moves(cumulative, month):
    assert payback_month(table(*cumulative), TRANSFER) == month


def test_net_present_value_discounts_by_months_from_the_plans_start():
    frame = pd.DataFrame({"saving": [100.0] + [0.0] * 11 + [100.0]})
    assert net_present_value(frame, 0.25) == pytest.approx(100 + 80)
    assert net_present_value(frame, 0.0) == pytest.approx(200)


def test_the_discount_rate_is_an_assumption(evaluated):
    results = evaluated(staff=[person("E1")], allocations=STOPS, assumptions={"discount_rate": 0.0})
    assert results.headline.npv == pytest.approx(results.months["saving"].sum())


def test_re_employment_is_shown_apart(evaluated):
    head = evaluated(staff=[person("E1")], allocations=STOPS).headline
    assert head.re_employment_exposure == pytest.approx(0.22 * head.redundancy_cost)
    other = evaluated(staff=[person("E1")], allocations=STOPS, assumptions={"re_employment_rate": 0.3})
    assert other.headline.re_employment_exposure == pytest.approx(0.3 * head.redundancy_cost)
    assert other.headline.redundancy_cost == head.redundancy_cost


@pytest.mark.parametrize("moves", [date(2012, 10, 1), date(2013, 7, 1)], ids=["early", "late"])
def test_work_that_moves_on_a_day_of_its_own_is_paid_by_its_sender_up_to_then(evaluated, moves):
    results = evaluated(
        staff=[person("E1")],
        budgets=[budget("CON", 6_000)],
        allocations=[claim("CON", "C1", "do", date=moves)],
        assumptions=SURE,
    )
    is_before = results.months["month"] < f"{moves:%Y-%m}"
    for theirs, ours in (("senders_pay", "receivers_pay"), ("senders_non_pay", "receivers_non_pay")):
        assert ((results.months[theirs] > 0) == is_before).all()
        assert ((results.months[ours] > 0) == ~is_before).all()


def test_nobody_is_paid_for_work_once_it_has_stopped(evaluated):
    stops = claim("CON", None, "stop", date=date(2012, 10, 1))
    results = evaluated(staff=[person("E1")], allocations=[stops], assumptions=SURE)
    assert months(results, "senders_pay")["2012-09"] == pytest.approx(COST_2012 / 12)
    assert months(results, "redundancy")["2012-09"] > 0
    paid = results.months.set_index("month")[["senders_pay", "receivers_pay"]]
    assert not paid.loc["2012-10":].any(axis=None)
