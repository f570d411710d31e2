"""From staff rows to people and pools: who counts, and how rows of one person come together."""

from datetime import date

import numpy as np
import pytest

from tests.planner.engine.small_plans import (
    ORGANISATIONS,
    changed,
    claim,
    of_person,
    person,
)

ALL = [claim("CON", "C1", "do"), claim("RED", "C1", "do")]


@pytest.mark.parametrize(
    "status",
    [
        "Active Assignment", "Maternity & Adoption", "Internal Secondment", "Acting Up", "Suspend With Pay",
        "Career Break", None,
    ],
)  # fmt: skip
def test_people_on_live_contracts_count(evaluated, status):
    results = evaluated(staff=[person("E1", assignment_status=status)], allocations=ALL)
    assert (len(results.people), len(results.not_counted)) == (1, 0)


@pytest.mark.parametrize(
    "facts",
    [
        {"contract": "Bank"},
        {"contract": "Honorary"},
        {"contract": "Non-Executive Director"},
        {"contract": "NON EXEC"},
        {"contract": "nonexec"},
        {"assignment_status": "Inactive Not Worked"},
        {"assignment_status": "SUSPEND_NO_PAY"},
        {"assignment_status": "Suspended  no pay"},
        {"assignment_status": "Terminated"},
    ],
    ids=lambda facts: next(iter(facts.values())),
)
def test_people_without_a_live_contract_are_listed_and_not_counted(evaluated, facts):
    results = evaluated(staff=[person("E1", **facts), person("E2")], allocations=ALL)
    assert results.people["employee_number"].tolist() == ["E2"]
    (row,) = results.not_counted.to_dict("records")
    assert (row["employee_number"], row["fte"]) == ("E1", 1.0)
    assert row["why"] == next(iter(facts.values()))


def test_the_contract_is_said_first_where_there_are_two_reasons(evaluated):
    staff = [person("E1", contract="Bank", assignment_status="Terminated")]
    assert evaluated(staff=staff, allocations=ALL).not_counted["why"].tolist() == ["Bank"]


def test_people_are_in_the_order_in_which_they_are_numbered(evaluated):
    staff = [person(number) for number in ("E10", "E9", "A100", "E2")]
    numbers = evaluated(staff=staff, allocations=ALL).people["employee_number"].tolist()
    assert numbers == ["E2", "E9", "E10", "A100"]


def test_rows_of_one_person_in_one_pool_are_one_job(evaluated):
    staff = [
        person("E1", fte=0.25, annual_salary=30_000, retention_payment=100, criticality=5),
        person("E1", fte=0.5, annual_salary=36_000, retention_payment=200, criticality=2),
    ]
    row = of_person(evaluated(staff=staff, allocations=ALL), "E1")
    assert row["fte"] == 0.75
    assert row["annual_pay"] == 30_000 * 0.25 + 36_000 * 0.5
    assert row["retention"] == 300
    assert row["talent_value"] == 0.25 * 4 + 0.5 * 0.5


def test_rows_of_one_person_are_one_service_record(evaluated):
    known = {"continuous_from": None, "reckonable_from": None, "born": None}
    staff = [
        person("E1", fte=0.5, **known),
        person("E1", "RED", fte=0.25, **(known | {"born": date(1960, 1, 1)})),
        person("E1", "PRO", fte=0.25, **(known | {"reckonable_from": date(1999, 5, 1)})),
    ]
    people = evaluated(staff=staff, allocations=ALL).people
    assert len(people) == 3
    assert people["complete_years"].tolist() == [13, 13, 13]  # from the earliest date given
    assert people["is_entitled"].all()


def test_years_given_on_one_row_hold_for_all_jobs(evaluated):
    blank = {"continuous_from": None, "reckonable_from": None}
    staff = [
        person("E1", fte=0.5, reckonable_years=7, **blank),
        person("E1", "RED", fte=0.5, reckonable_years=4, **blank),
    ]
    people = evaluated(staff=staff, allocations=ALL).people
    assert people["complete_years"].tolist() == [7, 7]


def test_the_job_of_most_hours_says_where_the_person_is(evaluated):
    staff = [
        person("E1", fte=0.3, organisation="P1", position_title="Lead"),
        person("E1", fte=0.6, organisation="P2", position_title="Manager"),
    ]
    for rows in (staff, staff[::-1]):
        row = of_person(evaluated(staff=rows, allocations=ALL), "E1")
        assert (row["organisation"], row["position_title"]) == ("P2", "Manager")


def test_hours_at_one_organisation_count_together_in_however_many_rows(evaluated):
    staff = [
        person("E1", fte=0.3, organisation="P2"),
        person("E1", fte=0.2, organisation="P1", assignment_number="1"),
        person("E1", fte=0.2, organisation="P1", assignment_number="2"),
    ]
    assert of_person(evaluated(staff=staff, allocations=ALL), "E1")["organisation"] == "P1"


def test_of_two_jobs_of_the_same_hours_the_first_organisation_by_code_is_the_persons(evaluated):
    staff = [person("E1", fte=0.5, organisation="P2"), person("E1", fte=0.5, organisation="P1")]
    for rows in (staff, staff[::-1]):
        assert of_person(evaluated(staff=rows, allocations=ALL), "E1")["organisation"] == "P1"


# ------------------------------------------------------------------ pay and on-costs


def ni_2012(pay):
    """Of somebody outside the pension scheme."""
    return 0.138 * (pay - 7_488)


def test_ni_is_on_the_whole_pay_of_a_person_and_shared_by_pay(evaluated):
    staff = [
        person("E1", fte=0.5, annual_salary=40_000),
        person("E1", "RED", fte=0.25, annual_salary=40_000),
        person("E2", fte=0.5, annual_salary=40_000),
    ]
    people = evaluated(staff=staff, allocations=ALL).people
    first, second, alone = people["employer_cost"]
    assert first == pytest.approx(20_000 + ni_2012(30_000) * 2 / 3, abs=0.005)
    assert second == pytest.approx(10_000 + ni_2012(30_000) / 3, abs=0.005)
    assert alone == pytest.approx(20_000 + ni_2012(20_000), abs=0.005)


def test_a_member_in_one_job_is_a_member_in_all(evaluated):
    staff = [
        person("E1", fte=0.5, annual_salary=40_000, pension_section="1995"),
        person("E1", "RED", fte=0.25, annual_salary=40_000),
    ]
    people = evaluated(staff=staff, allocations=ALL).people
    ni = 0.104 * (30_000 - 7_488) - 0.034 * (7_488 - 5_564)
    assert people["employer_cost"].tolist() == pytest.approx(
        [20_000 * 1.14 + ni * 2 / 3, 10_000 * 1.14 + ni / 3], abs=0.005
    )
    assert people["pension_state"].tolist() == ["not eligible", "not eligible"]


def test_the_high_cost_area_is_the_persons_own_else_that_of_their_organisation(evaluated):
    inner = changed(ORGANISATIONS, P1={"hcas_zone": "inner"})
    staff = [person("E1"), person("E2", hcas_zone="fringe"), person("E3", organisation="P2")]
    pay = evaluated(organisations=inner, staff=staff, allocations=ALL).people["annual_pay"].tolist()
    assert pay == [36_500 + 6_217, 36_500 + 1_616, 36_500]


def test_a_pension_quote_and_membership_are_shared_by_pay(evaluated):
    facts = {"pension_section": "1995", "born": date(1957, 1, 1), "annual_salary": 30_000}
    staff = [
        person("E1", fte=0.6, pension_quote=90_000, **facts),
        person("E1", "RED", fte=0.3, **facts),
        person("E2", fte=0.6, membership_years=20, **facts),
        person("E2", "RED", fte=0.3, **facts),
        person("E3", fte=0.9, membership_years=20, **facts),
    ]
    people = evaluated(staff=staff, allocations=ALL).people
    capital, state = people["capital_cost"].tolist(), people["pension_state"].tolist()
    assert capital[:2] == pytest.approx([60_000, 30_000])
    assert state == ["quote", "quote", "estimate", "estimate", "estimate"]
    assert capital[2] + capital[3] == pytest.approx(capital[4], abs=0.011)
    assert capital[2] == pytest.approx(2 * capital[3], abs=0.011)


def test_people_without_pay_bear_equal_parts_of_what_is_theirs(evaluated):
    facts = {"pension_section": "1995", "born": date(1957, 1, 1), "fte": 0, "pension_quote": 90_000}
    people = evaluated(staff=[person("E1", **facts), person("E1", "RED", **facts)], allocations=ALL).people
    assert people["capital_cost"].tolist() == [45_000, 45_000]


@pytest.mark.parametrize(("level", "weight"), [(1, 0.25), (2, 0.5), (3, 1), (4, 2), (5, 4), (None, 1)])
def test_the_value_of_a_person_is_hours_times_the_weight_of_criticality(evaluated, level, weight):
    row = of_person(evaluated(staff=[person("E1", fte=0.5, criticality=level)], allocations=ALL), "E1")
    assert row["talent_value"] == 0.5 * weight


def test_any_row_that_says_so_makes_a_person_scarce(evaluated):
    people = evaluated(
        staff=[person("E1", fte=0.5), person("E1", "RED", fte=0.5, scarce="Y"), person("E2")],
        allocations=ALL,
    ).people
    assert people["scarce"].tolist() == [True, True, False]


def test_a_term_of_which_one_row_goes_on_is_not_over(evaluated):
    ending = {"contract": "Fixed term", "contract_ends": date(2012, 9, 30), "fte": 0.5}
    later = {"contract": "Fixed term", "contract_ends": date(2012, 12, 31), "fte": 0.4}
    staff = [
        person("E1", **ending), person("E1", fte=0.5),
        person("E2", **ending), person("E2", **later),
    ]  # fmt: skip
    results = evaluated(staff=staff, allocations=ALL)
    assert of_person(results, "E1")["p_redundant"] == 0
    assert of_person(results, "E2")["p_redundant"] == 1
    assert of_person(results, "E2")["last_day"].date() == date(2012, 12, 31)


def test_only_some_holders_are_the_same_table_with_fewer_rows(evaluated):
    holders = evaluated(staff=[person("E1"), person("E2", "RED")], allocations=ALL).workings.ground.holders
    one = holders.only(np.array([1]))
    assert (len(holders), len(one)) == (2, 1)
    assert one.cost.shape == (len(holders.years), 1)
    assert one.employee_numbers is holders.employee_numbers


def test_pay_on_a_day_outside_the_years_that_are_priced_is_that_of_the_nearest(evaluated):
    from tests.planner.engine.small_plans import locked

    staff = [person("E1", annual_salary=None, spine_point=34)]
    for when, pay in ((date(2011, 5, 1), 40_157), (date(2018, 5, 1), 40_558)):
        placements = [locked("E1", "redundant", date=when)]
        row = of_person(evaluated(staff=staff, allocations=ALL, placements=placements), "E1")
        assert row["annual_pay"] == pay


def test_the_jobs_of_one_person_are_in_the_order_of_functions_and_bands(evaluated):
    staff = [
        person("E2"),
        person("E1", "RED", "5", fte=0.2),
        person("E1", "CON", "7", fte=0.2),
        person("E1", "CON", "8a", fte=0.2),
        person("E1", "RED", "4", fte=0.2),
    ]
    people = evaluated(staff=staff, allocations=ALL).people
    assert people["pool"].tolist() == ["CON 7", "CON 8a", "RED 4", "RED 5", "CON 7"]
    assert people["fte"].tolist() == [0.2] * 4 + [1.0]
