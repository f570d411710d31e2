"""The place Risk and the range in the top bar: drawn when at rest, shown with the figures they are of."""

import json

import pytest

from planner.base.money import pounds_text
from planner.cli.program import main
from planner.engine.evaluate import evaluate
from planner.model.table_edits import CellEdit, put_cells
from planner.report import risk_figures
from planner.risk import QUICK_DRAWS, SEED, tables
from planner.risk.simulate import simulate_results
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan
from ui import figures, range_in_hand
from ui.top_bar import RANGE_WORKING

PATIENCE = 30_000


@pytest.fixture(autouse=True)
def soon_at_rest(monkeypatch):
    """Begin to draw a moment after a change: nobody watches."""
    monkeypatch.setattr(range_in_hand, "REST", 20)


@pytest.fixture
def drawn(opened, qtbot):
    """The window once the range of the scenario in hand is there."""
    qtbot.waitUntil(lambda: opened.document.risk is not None, timeout=PATIENCE)
    return opened


@pytest.fixture
def risk_place(drawn, rest):
    drawn.go("risk")
    rest(drawn)
    return drawn.place("risk")


def _edit(window):
    """Change the pay of everybody's first row, so that the figures are others."""
    plan = window.document.plan
    row = int(plan.staff.index[0])
    salary = float(plan.staff["annual_salary"].fillna(30_000).loc[row])
    window.document.edit(
        "Change pay", put_cells(plan, "staff", [CellEdit(row, "annual_salary", salary + 900)])
    )


def test_the_range_follows_by_itself_and_is_that_of_the_engine(opened, qtbot, twelve):
    assert opened.top.redundancy.meaning == RANGE_WORKING
    qtbot.waitUntil(lambda: opened.document.risk is not None, timeout=PATIENCE)
    results = evaluate(read_plan(twelve).plan, opened.document.scenario, load_rules())
    cost = simulate_results(results, QUICK_DRAWS, SEED).cost
    low, high = figures.pounds_short(cost.p10), figures.pounds_short(cost.p90)
    assert opened.top.redundancy.meaning == f"P10 {low} – P90 {high}"
    assert "FTE redundant" in opened.top.redundancy.toolTip()


def test_a_range_is_never_shown_with_a_figure_that_it_is_not_of(drawn, rest, qtbot):
    before = drawn.document.risk
    _edit(drawn)
    assert drawn.document.risk is None
    assert drawn.top.redundancy.is_stale
    rest(drawn)
    assert not drawn.top.redundancy.is_stale
    if drawn.document.risk is None:
        assert drawn.top.redundancy.meaning == RANGE_WORKING
    qtbot.waitUntil(lambda: drawn.document.risk is not None, timeout=PATIENCE)
    assert drawn.document.risk is not before


def test_an_edit_drops_the_draws_that_are_going_on(opened, qtbot):
    runner = opened.session.desk.runner("range")
    qtbot.waitUntil(lambda: runner.is_busy or opened.document.risk is not None, timeout=PATIENCE)
    _edit(opened)
    assert not runner.is_busy
    assert opened.document.risk is None


def test_draws_of_results_that_are_gone_are_not_kept(drawn):
    risk, results = drawn.document.risk, drawn.document.results
    _edit(drawn)
    drawn.document.keep_risk(risk, results)
    assert drawn.document.risk is None


def test_the_place_shows_the_draws_of_the_range(risk_place):
    risk = risk_place.document.risk
    table = risk_place.spread.table.model.frame
    assert table["p90"].iloc[0] == pounds_text(risk.cost.p90)
    assert [one.written for one in risk_place.spread.cost.marks if one.name == "P10"] == [
        pounds_text(risk.cost.p10)
    ]
    assert pounds_text(risk.provision.amount) in risk_place.spread.provision.text()
    assert f"{QUICK_DRAWS:,} draws from seed {SEED}" in risk_place.state.words


def test_as_many_draws_as_asked_for_are_made_and_are_those_of_the_command_line(
    risk_place, rest, drawn, twelve, capsys
):
    risk_place.draws.setValue(3_000)
    risk_place.seed.setValue(7)
    risk_place.run_button.click()
    rest(drawn)
    risk = drawn.document.risk
    assert (risk.draws, risk.seed) == (3_000, 7)
    asked = ["risk", str(twelve), "--scenario", risk.scenario, "--draws", "3000", "--seed", "7", "--json"]
    main(asked)
    said = json.loads(capsys.readouterr().out)
    assert said["redundancy_cost"]["p90"] == pytest.approx(risk.cost.p90)
    assert said["provision"]["amount"] == pytest.approx(risk.provision.amount)
    assert risk_place.spread.table.model.frame["mean"].iloc[0] == pounds_text(said["redundancy_cost"]["mean"])


def test_cancel_loses_nothing(risk_place, drawn):
    before = drawn.document.risk
    risk_place.draws.setValue(200_000)
    risk_place.run_button.click()
    assert drawn.session.desk.is_busy
    drawn.session.desk.cancel()
    assert not drawn.session.desk.is_busy
    assert drawn.document.risk is before
    assert risk_place.spread.table.model.frame["p90"].iloc[0] == pounds_text(before.cost.p90)


def test_targets_have_a_bar_and_a_row_for_each_receiver_at_work(risk_place, drawn, rest):
    risk_place.tabs.setCurrentIndex(1)
    rest(drawn)
    found = tables.chances(drawn.document.risk, drawn.document.year)
    assert [bar.name for bar in risk_place.targets.chart.bars] == found["name"].tolist()
    assert risk_place.targets.table.model.total == len(found)
    drawn.document.choose_year(drawn.document.results.years[-1])
    rest(drawn)
    assert drawn.document.results.years[-1] in risk_place.targets.sentence.text()


def test_levers_are_moved_when_they_are_looked_at_and_dead_ones_are_named(risk_place, drawn, rest):
    risk_place.tabs.setCurrentIndex(2)
    rest(drawn)
    levers = risk_place.levers.levers
    live = risk_figures.live_levers(levers, "redundancy_cost")
    assert [bar.name for bar in risk_place.levers.pounds.bars] == live["meaning"].tolist()
    assert risk_place.levers.dead.text().count("; ") + 1 == levers["is_dead"].sum()
    risk_place.levers.measure.setCurrentIndex(1)
    assert risk_place.levers.points.isVisible()
    assert not risk_place.levers.pounds.isVisible()


def test_a_stress_opens_as_a_scenario_and_undo_takes_it_away(risk_place, drawn, rest):
    risk_place.tabs.setCurrentIndex(3)
    rest(drawn)
    stress = risk_place.stress
    assert not stress.open_button.isEnabled()
    at = next(at for at, one in enumerate(stress.found.shocks, start=1) if one.is_possible)
    stress.table.choose(at)
    assert stress.open_button.isEnabled()
    before, names = drawn.document.scenario, drawn.document.scenarios
    stress.open_button.click()
    rest(drawn)
    assert len(drawn.document.scenarios) == len(names) + 1
    assert drawn.document.scenario not in names
    drawn.document.undo_stack.undo()
    rest(drawn)
    assert drawn.document.scenarios == names
    assert before in names


def test_what_was_drawn_and_held_is_listed_beside_the_agreement(risk_place, drawn, rest):
    risk_place.tabs.setCurrentIndex(4)
    rest(drawn)
    risk = drawn.document.risk
    treated = risk_place.basis.treated.model.frame
    assert (treated["treated"] == "drawn").sum() == len(risk.drawn)
    assert (treated["treated"] == "held").sum() == len(risk.held)
    assert set(risk_place.basis.agreement["agrees"]) == {True}


def test_after_an_edit_the_draws_before_it_are_marked_as_such(risk_place, drawn):
    _edit(drawn)
    risk_place.be_current()
    assert "Before the last change" in risk_place.state.words


def test_in_the_baseline_nothing_is_drawn_and_it_says_what_to_do(risk_place, drawn, rest, qtbot):
    drawn.document.choose("Baseline")
    rest(drawn)
    qtbot.waitUntil(lambda: drawn.document.risk is not None, timeout=PATIENCE)
    risk_place.refresh()
    assert risk_place.empty.isVisible()
    assert "Choose a scenario" in risk_place.empty.advice
    assert not risk_place.run_button.isEnabled()


def test_a_tab_not_looked_at_since_never_shows_what_another_plan_came_to(risk_place, drawn):
    risk_place.tabs.setCurrentIndex(1)
    assert risk_place.targets.isVisible()
    risk_place.tabs.setCurrentIndex(0)
    held = risk_place._held
    _edit(drawn)
    risk_place.refresh()
    assert risk_place._held is held
    assert risk_place.spread.isVisible()
    risk_place.tabs.setCurrentIndex(2)
    risk_place.refresh()
    assert not risk_place.levers.isVisible()
    assert risk_place.empty.isVisible()
