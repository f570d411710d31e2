"""Compare and Checks."""

import pytest

from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from ui.document.plan_document import BASELINE
from ui.places.compare import OF_DIFFERENCE, OF_SCENARIO


def test_all_scenarios_are_worked_out_and_set_beside_the_baseline(at, opened):
    compare = at("compare")
    assert {one.scenario for one in opened.document.known_results} == set(opened.document.scenarios)
    assert compare.comparison.base == BASELINE
    frame = compare.headline.model.shown_frame().set_index("measure")
    for name in opened.document.plan.scenario_names:
        cost = evaluate(opened.document.plan, name, load_rules()).headline.redundancy_cost
        assert frame.loc["Redundancy cost", OF_SCENARIO.format(name)] == f"{cost:,.0f}"
        assert frame.loc["Redundancy cost", OF_DIFFERENCE.format(name)] == (
            f"+{cost:,.0f}" if round(cost) else "0"
        )


def test_only_the_year_in_hand_is_shown(at, opened):
    compare = at("compare")
    measures = set(compare.headline.model.shown_frame()["measure"])
    years = {name.rpartition(" ")[2] for name in measures if "/" in name}
    assert years == {opened.document.year}


def test_another_base_gives_other_differences(at, opened, rest):
    compare = at("compare")
    base = opened.document.plan.scenario_names[0]
    compare.base.setCurrentText(base)
    compare.base.activated.emit(compare.base.currentIndex())
    rest(opened)
    assert compare.comparison.base == base
    frame = compare.headline.model.shown_frame().set_index("measure")
    assert OF_DIFFERENCE.format(BASELINE) in frame


def test_a_scenario_that_is_unticked_goes(at, opened, rest):
    compare = at("compare")
    name = opened.document.plan.scenario_names[-1]
    compare.box(name).click()
    rest(opened)
    assert name not in compare.comparison.scenarios


@pytest.mark.parametrize("tab", [0, 1, 2], ids=["receivers", "functions", "people"])
def test_only_what_differs_is_listed_below(at, tab, qtmodeltester):
    compare = at("compare")
    compare._tabs.setCurrentIndex(tab)
    expected = (compare.comparison.receivers, compare.comparison.functions, compare.comparison.people)[tab]
    assert 0 < compare.detail.model.rowCount() <= len(expected)
    qtmodeltester.check(compare.detail.model)


def test_findings_are_listed_worst_first_with_what_to_do(at, opened):
    checks = at("checks")
    frame = checks.table.model.shown_frame()
    assert frame["message"].tolist() == [one.message for one in opened.document.findings]


def test_the_checks_of_the_scenario_say_whether_they_are_met(at, opened):
    checks = at("checks")
    checks._tabs.setCurrentIndex(1)
    checks.be_current()
    frame = checks.table.model.shown_frame()
    assert frame["name"].tolist() == [one.name for one in opened.document.results.checks]
    assert set(frame["passed"]) <= {"met", "not met"}
