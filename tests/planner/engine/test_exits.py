"""What an exit costs the employer."""

from datetime import date

import pytest

from tests.planner.engine.small_plans import (
    NOBODY_RESIGNS,
    claim,
    locked,
    of_person,
    person,
)

STOPS = [claim("CON", None, "stop")]
WEEK = 36_500 * 7 / 365
"""£700 a week, so that arithmetic is easy."""


def test_ten_complete_years_are_ten_months_of_4_35_weeks(evaluated):
    row = of_person(evaluated(staff=[person("E1")], allocations=STOPS), "E1")
    assert row["complete_years"] == 10
    assert row["section16"] == pytest.approx(10 * 4.35 * WEEK)
    assert row["statutory"] == pytest.approx((8 + 2 * 1.5) * 450)  # 43: two years from 42 up
    assert row["lump_sum"] == row["cost_if_redundant"] == row["section16"]


def test_expected_cost_is_odds_times_cost_to_the_penny(evaluated):
    row = of_person(evaluated(staff=[person("E1")], allocations=STOPS), "E1")
    assert row["expected_cost"] == pytest.approx(round(row["p_redundant"] * row["cost_if_redundant"], 2))


def test_pay_and_age_and_service_are_judged_on_the_last_day(evaluated):
    results = evaluated(
        facts={"closure": date(2013, 9, 30)}, staff=[person("E1", born=date(1971, 7, 1))], allocations=STOPS
    )
    row = of_person(results, "E1")
    assert row["statutory"] == pytest.approx((9 + 1.5) * 450)  # 42 by then, ten years


@pytest.mark.parametrize(
    ("take_up", "cost"), [(1.0, 60_000), (0.5, (60_000 + 10 * 4.35 * WEEK) / 2), (0.0, 10 * 4.35 * WEEK)]
)
def test_who_may_retire_costs_the_better_of_lump_sum_and_capital_cost_as_far_as_they_do(
    evaluated, take_up, cost
):
    facts = {"pension_section": "1995", "pension_quote": 60_000, "born": date(1957, 1, 1)}
    results = evaluated(
        staff=[person("E1", **facts)],
        allocations=STOPS,
        assumptions={"redundancy_retirement_take_up": take_up},
    )
    assert of_person(results, "E1")["cost_if_redundant"] == pytest.approx(cost)


def test_a_retention_payment_is_part_of_the_cost(evaluated):
    row = of_person(evaluated(staff=[person("E1", retention_payment=1_234.5)], allocations=STOPS), "E1")
    assert row["retention"] == 1_234.5
    assert row["cost_if_redundant"] == pytest.approx(row["lump_sum"] + 1_234.5)


# ------------------------------------------------------------------ notice


def in_lieu(evaluated, announced, heads=1, facts=None, **more):
    """Pay in lieu of everybody when work of some people stops and nobody resigns."""
    staff = [person(f"E{n}", **more) for n in range(heads)]
    results = evaluated(
        facts={"announced": announced} | (facts or {}),
        staff=staff, allocations=STOPS, assumptions=NOBODY_RESIGNS,
    )  # fmt: skip
    assert results.people["p_redundant"].tolist() == pytest.approx([1] * heads)
    return results.people["pay_in_lieu"].tolist()


def weeks_short(start, owed=12, end=date(2013, 3, 31)):
    return owed - (end - start).days / 7


def test_notice_that_can_be_worked_costs_nothing(evaluated):
    assert in_lieu(evaluated, date(2012, 4, 1)) == [0]
    assert in_lieu(evaluated, date(2013, 1, 6)) == [0]  # twelve weeks to the day
    assert in_lieu(evaluated, date(2013, 1, 7)) == [pytest.approx(WEEK / 7 * 1.138, abs=0.005)]


def test_notice_that_does_not_fit_is_paid_with_employer_ni(evaluated):
    expected = weeks_short(date(2013, 3, 1)) * WEEK * 1.138
    assert in_lieu(evaluated, date(2013, 3, 1)) == [pytest.approx(expected, abs=0.005)]


def test_pay_in_lieu_is_part_of_the_cost_and_falls_in_the_month_of_the_exit(evaluated):
    results = evaluated(
        facts={"announced": date(2013, 3, 1)}, staff=[person("E1")], allocations=STOPS,
        assumptions=NOBODY_RESIGNS,
    )  # fmt: skip
    row = of_person(results, "E1")
    assert row["cost_if_redundant"] == pytest.approx(row["lump_sum"] + row["pay_in_lieu"])
    months = results.months.set_index("month")
    assert months.loc["2013-03", "pay_in_lieu"] == pytest.approx(row["pay_in_lieu"])
    assert months.loc["2013-03", "redundancy"] == pytest.approx(row["lump_sum"])
    assert months["pay_in_lieu"].sum() == pytest.approx(row["pay_in_lieu"])


def test_notice_starts_no_earlier_than_the_plan(evaluated):
    facts = {"plan_start": date(2013, 2, 1)}
    expected = weeks_short(date(2013, 2, 1)) * WEEK * 1.138
    assert in_lieu(evaluated, date(2012, 4, 1), facts=facts) == [pytest.approx(expected, abs=0.005)]


@pytest.mark.parametrize(("band", "owed"), [("4", 10), ("5", 10), ("7", 12), ("VSM", 26)], ids=str)
def test_notice_owed_is_the_longer_of_statutory_and_contractual(evaluated, band, owed):
    # Ten complete years: ten weeks by statute; by contract 4, 8, 12 and 26.
    expected = weeks_short(date(2013, 3, 1), owed) * WEEK * 1.138
    assert in_lieu(evaluated, date(2013, 3, 1), band=band) == [pytest.approx(expected, abs=0.005)]


def test_notice_weeks_in_the_staff_list_beat_the_assumption(evaluated):
    expected = weeks_short(date(2013, 3, 1), 20) * WEEK * 1.138
    assert in_lieu(evaluated, date(2013, 3, 1), notice_weeks=20) == [pytest.approx(expected, abs=0.005)]


@pytest.mark.parametrize(("heads", "days"), [(19, 0), (20, 30)])
def test_notice_follows_consultation_which_depends_on_how_many_go(evaluated, heads, days):
    announced = date(2013, 1, 20)
    start = date.fromordinal(announced.toordinal() + days)
    expected = weeks_short(start) * WEEK * 1.138
    assert in_lieu(evaluated, announced, heads) == [pytest.approx(expected, abs=0.005)] * heads


def test_a_hundred_redundancies_need_the_longer_consultation(evaluated):
    announced = date(2012, 11, 1)
    start = date(2013, 1, 30)  # ninety days on
    expected = weeks_short(start) * WEEK * 1.138
    assert in_lieu(evaluated, announced, 100)[0] == pytest.approx(expected, abs=0.005)
    assert in_lieu(evaluated, announced, 99)[0] == 0  # thirty days leave seventeen weeks


def test_redundancies_are_counted_for_each_establishment(evaluated):
    def short(places):
        staff = [person(f"E{n}", **place) for n, place in enumerate(places)]
        results = evaluated(
            facts={"announced": date(2013, 1, 20)}, staff=staff, allocations=STOPS, assumptions=NOBODY_RESIGNS
        )
        return set(results.people["pay_in_lieu"])

    without = round(weeks_short(date(2013, 1, 20)) * WEEK * 1.138, 2)
    after = round(weeks_short(date(2013, 2, 19)) * WEEK * 1.138, 2)
    house, hall = {"establishment": "House"}, {"establishment": "Hall"}
    north, south = {"organisation": "P1"}, {"organisation": "P2"}
    assert short([house] * 10 + [hall] * 10) == {without}
    assert short([house | north] * 10 + [house | south] * 10) == {after}
    assert short([north] * 10 + [south] * 10) == {without}
    assert short([north] * 20) == {after}
    assert short([house] * 20 + [hall] * 3) == {without, after}
    assert short([house] * 10 + [north] * 10) == {without}
    assert short([house] * 10 + [hall | south] + [{"organisation": "C1"}] * 10) == {without}


def test_a_fixed_term_that_runs_out_needs_no_notice(evaluated):
    ends = {"contract": "Fixed term", "contract_ends": date(2013, 3, 25)}
    results = evaluated(
        facts={"announced": date(2013, 3, 25)}, staff=[person("E1", **ends), person("E2")], allocations=STOPS
    )
    assert of_person(results, "E1")["p_redundant"] == 1
    assert of_person(results, "E1")["pay_in_lieu"] == 0
    assert of_person(results, "E2")["pay_in_lieu"] > 0


def test_ni_on_pay_in_lieu_is_at_the_rate_of_the_persons_whole_pay(evaluated):
    # Two jobs of £6,000: each alone is below the threshold of £7,488, both together above it.
    staff = [
        person("E1", fte=0.2, annual_salary=30_000),
        person("E1", "RED", fte=0.2, annual_salary=30_000),
        person("E2", fte=0.2, annual_salary=30_000),
    ]
    rows = [*STOPS, claim("RED", None, "stop")]
    paid = evaluated(facts={"announced": date(2013, 3, 1)}, staff=staff, allocations=rows).people
    plain = weeks_short(date(2013, 3, 1)) * 6_000 * 7 / 365
    assert paid["pay_in_lieu"].tolist() == pytest.approx([plain * 1.138, plain * 1.138, plain], abs=0.005)


@pytest.mark.parametrize("section", ["1995", "2008"])
def test_members_earn_the_rebate_on_pay_in_lieu_up_to_the_accrual_point(evaluated, section):
    plain = weeks_short(date(2013, 3, 1)) * WEEK
    paid = in_lieu(evaluated, date(2013, 3, 1), pension_section=section)
    assert paid == [pytest.approx(plain * 1.104, abs=0.005)]


def test_an_agreed_resignation_needs_twelve_months_of_service(evaluated):
    staff = [person("E1", continuous_from=date(2012, 6, 1), reckonable_from=None)]
    row = of_person(evaluated(staff=staff, allocations=STOPS, placements=[locked("E1", "mars")]), "E1")
    assert (row["mars_payment"], row["expected_cost"]) == (0, 0)


def test_an_agreed_resignation_is_paid_on_basic_pay_alone(evaluated):
    staff = [person("E1", hcas_zone="inner")]
    row = of_person(evaluated(staff=staff, allocations=STOPS, placements=[locked("E1", "mars")]), "E1")
    assert row["mars_payment"] == pytest.approx(5 * 36_500 / 12, abs=0.005)
    assert row["annual_pay"] == 36_500 + 6_217


def test_statutory_notice_that_cannot_be_worked_counts_towards_statutory_years(evaluated):
    # Nine complete years and nine weeks' notice, none of it worked: the tenth year is reached in May.
    facts = {"announced": date(2013, 3, 31)}
    started = {"continuous_from": date(2003, 5, 1), "reckonable_from": date(2003, 5, 1)}
    row = of_person(evaluated(facts=facts, staff=[person("E1", **started)], allocations=STOPS), "E1")
    assert row["complete_years"] == 9
    assert row["statutory"] == pytest.approx((8 + 2 * 1.5) * 450)
    only_reckonable = started | {"continuous_from": None}
    row = of_person(evaluated(facts=facts, staff=[person("E1", **only_reckonable)], allocations=STOPS), "E1")
    assert row["statutory"] == pytest.approx((8 + 2 * 1.5) * 450)
    worked = evaluated(staff=[person("E1", **started)], allocations=STOPS)
    assert of_person(worked, "E1")["statutory"] == pytest.approx((7 + 2 * 1.5) * 450)
    ends = {"contract": "Fixed term", "contract_ends": date(2013, 3, 31)}
    expiry = evaluated(facts=facts, staff=[person("E1", **started, **ends)], allocations=STOPS)
    assert of_person(expiry, "E1")["statutory"] == pytest.approx((7 + 2 * 1.5) * 450)
