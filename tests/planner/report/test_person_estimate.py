"""One person's estimate."""

import pytest

from planner.base.money import pounds_text
from planner.engine.explain import explain_person
from planner.report.pages import Figures, Panel, Table
from planner.report.person_estimate import person_estimate
from tests.planner.report.made_results import MADE_AT


def _position(results, number):
    return results.people["employee_number"].tolist().index(number)


@pytest.fixture
def page(twelve, rules):
    return person_estimate(twelve, _position(twelve, "E02"), rules, MADE_AT)


def _table(page):
    return next(block for block in page.blocks if isinstance(block, Table))


def test_its_figures_are_those_of_the_results(twelve, page):
    person = twelve.people.iloc[_position(twelve, "E02")]
    figures = next(block for block in page.blocks if isinstance(block, Figures)).items
    assert [figure.value for figure in figures] == [
        pounds_text(person["lump_sum"], pence=True),
        pounds_text(person["cost_if_redundant"], pence=True),
        "17 years",
    ]


def test_the_working_ends_in_the_cost(twelve, page):
    person = twelve.people.iloc[_position(twelve, "E02")]
    assert _table(page).rows[-1].cells[-1] == pounds_text(person["cost_if_redundant"], pence=True)


def test_each_rule_stands_with_its_day_and_how_sure_it_is(page):
    rules = " ".join(str(row.cells[2]) for row in _table(page).rows)
    assert "(from 1 February 2013, published)" in rules
    assert "recalled)" in rules


def test_odds_and_other_people_stay_out_of_it(twelve, rules, page):
    position = _position(twelve, "E02")
    odds = [step for step in explain_person(twelve, position, rules).steps if step.figure.startswith("p_")]
    said = repr(page)
    assert odds
    assert not [step.label for step in odds if step.label in said]
    assert "Expected cost" not in said
    assert not [number for number in twelve.people["employee_number"] if number != "E02" and number in said]


def test_a_supplement_that_is_not_paid_is_not_shown(page):
    assert "high cost area" not in repr(page)


@pytest.mark.parametrize(("number", "said"), [("E01", "ask NHS Pensions for a quote"), ("E03", None)])
def test_an_estimated_pension_cost_is_said_to_be_one(twelve, rules, number, said):
    page = person_estimate(twelve, _position(twelve, number), rules, MADE_AT)
    panel = next(block for block in page.blocks if isinstance(block, Panel))
    assert len(panel.blocks) == (2 if said else 1)
    if said:
        assert said in panel.blocks[1].text


def test_somebody_without_entitlement_is_told_so(twelve, rules):
    page = person_estimate(twelve, _position(twelve, "E07"), rules, MADE_AT)
    figures = next(block for block in page.blocks if isinstance(block, Figures)).items
    assert figures[0].value == "£0.00"
    assert figures[2].meaning.startswith("Without")


def test_what_goes_into_a_step_stands_with_its_unit(twelve, rules):
    page = person_estimate(twelve, _position(twelve, "E01"), rules, MADE_AT)
    table = next(block for block in page.blocks if isinstance(block, Table))
    worked = {str(row.cells[0]): str(row.cells[1]) for row in table.rows}
    assert worked["Contracted pay"] == "full time £55,945; FTE 1"
    assert worked["Section 16 redundancy pay"] == "months 12; month of pay £4,667.19"
    assert worked["Pay in lieu of notice"].endswith("employer NI rate 13.8%")
    assert "days 4,595" in worked["Service qualifies for redundancy pay"]
    assert "least full time pay" not in worked["A month's pay"]


def test_the_title_of_a_named_estimate_keeps_the_number_as_it_is_written(twelve, rules):
    page = person_estimate(twelve, _position(twelve, "E01"), rules, MADE_AT, shows_name=True)
    assert page.title.endswith(", employee number E01")
