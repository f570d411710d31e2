"""Six people whose figures were reckoned apart from the planner: every one of them agrees.

The support organisation contracts with four tenths fewer posts; the CCG redesigns.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.planner.engine.small_plans import SCENARIO, budget, claim, of_receiver, person, plan_of, tried

CASE = json.loads((Path(__file__).parent / "cases" / "six_people.json").read_text("utf-8"))
PENNY = 1e-6
"""Two figures to the same penny; sums of pennies differ in their last bits."""

STAFF = (
    person(
        "E1", band="8b", annual_salary=None, spine_point=42, continuous_from=date(1995, 6, 1),
        reckonable_from=date(1992, 6, 1), born=date(1957, 5, 20), pension_section="1995",
        membership_years=19, criticality=5, scarce="Y",
    ),
    person(
        "E2", annual_salary=None, spine_point=34, continuous_from=date(2004, 9, 13),
        reckonable_from=date(2004, 9, 13), pension_section="1995", criticality=3,
    ),
    person(
        "E3", annual_salary=None, spine_point=31, fte=0.6, continuous_from=date(2011, 4, 2),
        reckonable_from=date(2011, 4, 2), born=date(1982, 11, 30), criticality=3,
    ),
    person(
        "E4", band="5", annual_salary=None, spine_point=23, continuous_from=date(2008, 2, 29),
        reckonable_from=date(2008, 2, 29), born=date(1985, 8, 17), pension_section="2008", criticality=2,
    ),
    person(
        "E5", "RED", annual_salary=None, spine_point=30, continuous_from=date(2001, 1, 8),
        reckonable_from=date(1999, 3, 1), born=date(1966, 7, 7), pension_section="1995", criticality=4,
    ),
    person(
        "E6", "RED", band="5", fte=0.8, annual_salary=24_554, continuous_from=date(2010, 10, 4),
        reckonable_from=date(2010, 10, 4), born=date(1990, 2, 2), criticality=3,
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def results(rules):
    plan = plan_of(
        organisations=[
            {"code": "P1", "name": "Sender", "kind": "PCT"},
            {
                "code": "C1", "name": "Group", "kind": "CCG", "population": 20_000,
                "allowance_per_head": 25, "fixed_cost": 100_000,
            },
            {"code": "S1", "name": "Supplier", "kind": "CSO hosted", "target": 250_000},
        ],
        functions=[
            {"code": "CON", "name": "Contracting", "family": "Contracting"},
            {"code": "RED", "name": "Redesign", "family": "Redesign"},
        ],
        staff=STAFF,
        budgets=[budget("CON", 12_000, 2013), budget("RED", 4_000, 2013)],
        allocations=[claim("CON", "S1", "buy", customers="C1"), claim("RED", "C1", "do")],
        assumptions={"saving_buy": 0.4},
    )  # fmt: skip
    return tried(plan, rules, SCENARIO)


@pytest.mark.parametrize("expected", CASE["people"], ids=lambda one: one["employee_number"])
def test_every_figure_of_a_person_agrees(results, expected):
    at = results.people["employee_number"].tolist().index(expected["employee_number"])
    person, expected = results.people.iloc[at], dict(expected)
    where: dict[str, float] = {}
    for (receiver, _), odds in results.placements.of_person(at).items():
        where[receiver] = where.get(receiver, 0.0) + odds
    assert where == pytest.approx(expected.pop("placed_at"), abs=1e-9)
    for key, figure in expected.items():
        if isinstance(figure, str):
            assert person[key] == figure, key
        else:
            close = 1e-9 if key.startswith("p_") else PENNY
            assert person[key] == pytest.approx(figure, rel=0, abs=close), key


@pytest.mark.parametrize("expected", CASE["receivers"], ids=lambda one: f"{one['receiver']} {one['year']}")
def test_every_figure_of_a_receiver_agrees_to_the_penny(results, expected):
    row = of_receiver(results, expected["receiver"], expected["year"])
    for key in ("staff", "vacancies", "fixed", "non_pay", "bought", "earned", "total", "target", "over"):
        assert row[key] == pytest.approx(expected[key], rel=0, abs=0.005), key


def test_the_headline_agrees(results):
    head, expected = results.headline, CASE["headline"]
    assert head.redundancy_cost == pytest.approx(expected["redundancy_cost"], abs=PENNY)
    assert head.redundancies_fte == pytest.approx(expected["redundancies_fte"], abs=1e-9)
    assert head.redundancies_heads == pytest.approx(expected["redundancies_heads"], abs=1e-9)
    assert head.talent_lost_percent == pytest.approx(expected["talent_lost_percent"], abs=1e-9)
    assert head.operating_cost == pytest.approx(expected["operating_cost"], abs=0.01)


def test_nobody_is_left_out(results):
    assert (results.left_out.rows, results.left_out.fte) == (0, 0.0)
    assert len(results.people) == len(CASE["people"])
    assert len(results.receivers) == len(CASE["receivers"])
