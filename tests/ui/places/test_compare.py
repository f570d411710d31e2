"""Compare: what a user sees of several scenarios, in figures, in charts and person by person."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from planner.engine.evaluate import evaluate
from planner.engine.scenario_keys import difference_of, figure_of
from planner.model.scenario_edits import copy_scenario, rename_scenario
from planner.rules.rulebook import load_rules
from ui.document.plan_document import BASELINE
from ui.places.compare.choices import MOST
from ui.places.compare.place import ASSUMPTIONS, FUNCTIONS, PEOPLE, POSTS, RECEIVERS, TABS


@pytest.fixture
def compare(at):
    return at("compare")


def turn_to(compare, tab):
    compare.below.setCurrentIndex(TABS.index(tab))


def headline(compare):
    return compare.headline.model.shown_frame().set_index("measure")


def test_all_scenarios_are_worked_out_and_set_beside_the_baseline(compare, opened):
    assert {one.scenario for one in opened.document.known_results} == set(opened.document.scenarios)
    assert compare.comparison.base == BASELINE
    frame = headline(compare)
    for name in opened.document.plan.scenario_names:
        cost = evaluate(opened.document.plan, name, load_rules()).headline.redundancy_cost
        assert frame.loc["Redundancy cost", figure_of(name)] == f"{cost:,.0f}"
        written = f"+{cost:,.0f}" if round(cost) else "0"
        assert frame.loc["Redundancy cost", difference_of(name)] == written


def test_only_the_year_in_hand_is_shown(compare, opened):
    years = {name.rpartition(" ")[2] for name in headline(compare).index if "/" in name}
    assert years == {opened.document.year}


def test_another_base_gives_other_differences(compare, opened, rest, qtbot):
    base = opened.document.plan.scenario_names[0]
    compare.choices.base.setFocus()
    qtbot.keyClick(compare.choices.base, Qt.Key.Key_Down)
    rest(opened)
    assert compare.comparison.base == base
    assert difference_of(BASELINE) in headline(compare)
    assert not compare.choices.box(base).isVisible()
    assert compare.choices.box(BASELINE).isVisible()


def test_a_scenario_is_unticked_by_keyboard_and_goes(compare, opened, rest, qtbot):
    name = opened.document.plan.scenario_names[-1]
    compare.choices.box(name).setFocus()
    qtbot.keyClick(compare.choices.box(name), Qt.Key.Key_Space)
    rest(opened)
    assert name not in compare.comparison.scenarios


def test_what_was_chosen_stays_while_scenarios_come_and_are_renamed(compare, opened, rest):
    document, names = opened.document, opened.document.plan.scenario_names
    compare.choices.box(names[-1]).click()
    rest(opened)
    document.edit("Copy", copy_scenario(document.plan, names[0], "Another"))
    rest(opened)
    assert names[-1] not in compare.choices.ticked
    assert "Another" in compare.comparison.scenarios
    document.edit("Rename", rename_scenario(document.plan, "Another", "Name"))
    rest(opened)
    assert "Name" in compare.comparison.scenarios
    assert names[-1] not in compare.comparison.scenarios


def test_six_are_compared_at_most_and_the_window_says_so(compare, opened, rest):
    document, plan = opened.document, opened.document.plan
    for number in range(MOST):
        plan = copy_scenario(plan, plan.scenario_names[0], f"Copy {number}")
    document.edit("Copies", plan)
    rest(opened)
    assert len(compare.comparison.scenarios) == MOST
    left = [name for name in compare.choices.names if name not in (BASELINE, *compare.choices.ticked)]
    assert left
    assert not compare.choices.box(left[0]).isEnabled()
    assert "at most" in compare.choices.box(left[0]).toolTip()


@pytest.mark.parametrize("name", ["name", "measure", "unit", "target", "function", "difference"])
def test_a_scenario_may_be_called_like_a_column(compare, opened, rest, name):
    document = opened.document
    before = headline(compare).loc["Redundancy cost", figure_of(document.scenario)]
    called = rename_scenario(document.plan, document.scenario, name)
    document.edit("Rename", called, scenario=name)
    rest(opened)
    assert headline(compare).loc["Redundancy cost", figure_of(name)] == before
    for tab in TABS:
        turn_to(compare, tab)
        assert compare.detail.model.columnCount() > 2


@pytest.mark.parametrize("tab", TABS)
def test_only_what_differs_is_listed_until_all_is_asked_for(compare, opened, rest, tab, qtmodeltester):
    compare.choices.base.setCurrentIndex(1)
    compare.choices.base.activated.emit(1)
    compare.choices.box(BASELINE).setChecked(False)
    compare.choices.chosen.emit()
    rest(opened)
    turn_to(compare, tab)
    found = compare.comparison
    few = compare.detail.model.rowCount()
    expected = {
        RECEIVERS: int((found.receivers["year"] == opened.document.year).sum()),
        FUNCTIONS: len(found.functions),
        PEOPLE: len(found.people),
        POSTS: len(found.posts),
        ASSUMPTIONS: len(found.assumptions),
    }
    assert few == expected[tab]
    qtmodeltester.check(compare.detail.model)
    compare.only_detail.click()
    rest(opened)
    many = compare.detail.model.rowCount()
    assert many > few or tab == RECEIVERS  # all receivers of the sample differ
    if tab == PEOPLE:
        assert many == opened.document.results.people.groupby(["employee_number", "function", "band"]).ngroups


def test_the_headline_shows_only_what_differs_when_asked(compare):
    everything = len(headline(compare))
    compare.only_headline.click()
    few = headline(compare)
    assert 0 < len(few) < everything
    differences = [key for key in few.columns if key.startswith("difference")]
    assert (few[differences] != "0").any(axis=1).all()


def test_people_stand_by_how_much_likelier_redundancy_is_and_open_their_card(compare, opened, rest):
    turn_to(compare, PEOPLE)
    frame = compare.detail.model.shown_frame()
    changes = frame[[difference_of(name) for name in compare.comparison.scenarios]].abs().max(axis=1)
    assert changes.is_monotonic_decreasing
    compare.detail.view.opened.emit(0)
    rest(opened)
    assert opened.current_place.name == "people"
    shown = " ".join(one.text() for one in opened.current_place.findChildren(QLabel))
    assert str(frame["employee_number"].iloc[0]) in shown


def test_each_table_copies_as_cells(compare):
    compare.headline.view.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Measure\tUnit")
    assert len(lines) == 1 + compare.headline.model.rowCount()
    turn_to(compare, PEOPLE)
    compare.detail.view.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + compare.detail.model.rowCount()


def test_charts_stand_side_by_side_on_one_scale(compare, opened, rest, qtbot):
    compare.above.setCurrentIndex(1)
    rest(opened)
    qtbot.waitUntil(lambda: compare.charts.is_drawn)
    charts, found = compare.charts, compare.comparison
    for chart in charts.bars.values():
        assert [bar.name for bar in chart.bars] == list(found.everyone)
    costs = {one.scenario: one.headline.redundancy_cost for one in opened.document.known_results}
    assert {bar.name: bar.value for bar in charts.bars["Redundancy cost"].bars} == costs
    shown = charts.cash
    assert len(shown) == len(found.scenarios)
    assert len({str(one.plot.viewRange()[1]) for one in shown}) == 1
    charts.copy()
    assert not QGuiApplication.clipboard().pixmap().isNull()


def test_a_bar_takes_its_scenario_in_hand(compare, opened, rest, qtbot):
    compare.above.setCurrentIndex(1)
    rest(opened)
    qtbot.waitUntil(lambda: compare.charts.is_drawn)
    compare.charts.bars["Redundancy cost"].clicked.emit(0)
    rest(opened)
    assert opened.document.scenario == BASELINE
    assert opened.current_place.name == "results"


def test_with_nothing_beside_the_base_the_place_says_what_to_do(compare, opened, rest):
    for name in compare.choices.ticked:
        compare.choices.box(name).click()
    rest(opened)
    compare.only_headline.click()
    assert "Choose a scenario" in compare.headline.empty.advice
    assert compare.detail.model.rowCount() == 0
