"""A check that is not met is accepted with a reason, in one step that can be undone."""

import pytest
from PySide6.QtCore import Qt

from planner.model.acceptance import acceptances
from ui.document.journal import user_name


@pytest.fixture
def checks(at, qtbot):
    """The checks of the small sample's scenario, with one that is not met in hand."""
    place = at("checks")
    place._tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: place.table.model.rowCount() > 1)
    return place


def row(checks, name):
    frame = checks.table.model.shown_frame()
    return frame[frame["name"] == name].iloc[0]


@pytest.fixture
def is_now(qtbot, checks):
    """Wait until a check says something else."""

    def wait(name, words):
        qtbot.waitUntil(lambda: row(checks, name)["passed"] == words, timeout=10_000)

    return wait


def not_met(checks):
    frame = checks.table.model.shown_frame()
    return frame.loc[frame["passed"] == "not met", "name"].iloc[0]


def choose(checks, name):
    names = checks.table.model.shown_frame()["name"].tolist()
    assert checks.table.choose(names.index(name))


def test_it_is_accepted_by_the_keyboard_with_a_reason_and_withdrawn(checks, opened, is_now, qtbot):
    name = not_met(checks)
    choose(checks, name)
    assert not checks.verdict.accept.isEnabled()
    checks.verdict.reason.setFocus()
    qtbot.keyClicks(checks.verdict.reason, "Agreed by the board")
    qtbot.keyClick(checks.verdict.reason, Qt.Key.Key_Return)
    is_now(name, "accepted")
    assert checks._tabs.tabText(1).endswith(", 1 accepted")
    assert f"Accepted: Agreed by the board, {user_name()}" in checks.verdict._standing.text()
    assert opened.document.undo_stack.undoText() == f"Accept “{name}”"
    assert opened.document.history_of(name)[0].why == "Agreed by the board"
    assert checks.verdict.withdraw.isVisible()
    checks.verdict.withdraw.click()
    is_now(name, "not met")
    assert acceptances(opened.document.plan, opened.document.scenario) == {}
    opened.document.undo_stack.undo()
    is_now(name, "accepted")


def test_a_check_that_is_met_and_the_totals_take_no_acceptance(checks):
    choose(checks, "Totals tie")
    assert not checks.verdict.reason.isVisible()
    assert not checks.verdict.withdraw.isVisible()
    assert checks.verdict._name.text() == "Totals tie: met"


def test_in_a_locked_scenario_nothing_is_accepted_and_it_says_why(checks, opened, rest):
    from planner.model.scenario_edits import lock_scenario

    document = opened.document
    document.edit("Lock", lock_scenario(document.plan, document.scenario, locked=True))
    rest(opened)
    choose(checks, not_met(checks))
    assert not checks.verdict.reason.isVisible()
    assert "is locked" in checks.verdict._standing.text()


def test_who_is_behind_it_opens(checks, qtbot):
    choose(checks, "Supplier viability: customers")
    with qtbot.waitSignal(checks.wanted) as wanted:
        checks.verdict.behind.click()
    assert (wanted.args[0], wanted.args[1].value) == ("people", "S1")


def test_the_panel_is_of_the_checks_alone(checks, rest, opened):
    assert checks.verdict.isVisible()
    checks._tabs.setCurrentIndex(0)
    rest(opened)
    assert not checks.verdict.isVisible()


def test_what_checks_say_of_one_scenario_is_never_shown_as_anothers(checks, opened, qtbot):
    assert len(checks._checks) > 1
    opened.document.choose("Baseline")
    checks.refresh()
    assert checks.table.model.rowCount() == 0
    assert checks._tabs.tabText(1) == "Checks of the scenario"
    qtbot.waitUntil(lambda: checks.table.model.rowCount() == 1, timeout=10_000)
