"""Timetable: what a user sees of days, and what moving one by mouse, by keys or by typing does."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from planner.base.dates import long_date
from planner.engine.timetable import Kind, MovedBy, timetable_of
from planner.model.plan import Facts, Plan
from planner.model.scenario_edits import lock_scenario
from ui.document import work
from ui.document.plan_document import BASELINE
from ui.places.timetable.chart_rows import row_of

NEW_YEAR = date(2013, 1, 14)
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def place(at):
    found = at("timetable")
    assert found.timetable is not None
    return found


@pytest.fixture
def look(qtbot):
    """Wait until what is aimed at has been worked out."""

    def wait(place):
        runner = place.desk.runner("timetable ahead", is_quiet=True)
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)

    return wait


def place_of(place, kind, moved_by=None):
    """The place in the timetable of the first step of a kind."""
    steps = place.timetable.steps
    return next(
        at
        for at, one in enumerate(steps)
        if one.kind == kind and (moved_by is None or one.moved_by == moved_by)
    )


def press(qtbot, place, key, keys=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(place.chart, key, keys)


# ---------------------------------------------------------------- what is seen


def test_the_chart_and_the_table_have_every_step_of_the_engine(place, opened):
    steps = timetable_of(opened.document.results).steps
    assert place.timetable.steps == steps
    assert [row.at for row in place.chart.rows if not row.is_head] == list(range(len(steps)))
    frame = place.steps.model.shown_frame()
    assert frame["name"].tolist() == [one.name for one in steps]
    column = [one.key for one in place.steps.model.columns].index("last_safe")
    shown = [place.steps.model.index(row, column).data() for row in range(len(steps))]
    assert shown == [long_date(one.last_safe) if one.last_safe else "" for one in steps]


def test_the_row_in_hand_is_one_in_chart_and_table_and_says_how_it_stands(place, opened, rest, qtbot):
    assert place.words.overview.text() == "! 1 of 11 steps with a last safe day does not fit."
    late = place.timetable.late[0]
    place.chart.choose(place.timetable.steps.index(late))
    assert place.words.words.text() == late.said
    assert "No day is given" in late.said
    at = place_of(place, Kind.NOTICE)
    place.chart.setFocus()
    place.chart.choose(at)
    assert place.steps.model.position(place.steps.view.currentIndex().row()) == at
    place.steps.choose(0)
    assert place.chart.at == 0
    qtbot.keyClick(place.chart, Qt.Key.Key_Down)
    assert place.chart.at == 1
    assert long_date(place.timetable.steps[1].begins) in place.chart.accessibleDescription()
    name = place.timetable.steps[1].name
    opened.document.edit("Close sooner", opened.document.plan.with_facts(closure=date(2013, 3, 1)))
    rest(opened)
    assert place.chart.step.name == name, "it stays in hand when figures change"


def test_people_at_risk_have_their_days_and_no_names_until_asked(place, opened, rest):
    people = timetable_of(opened.document.results).people
    frame = place.people.model.shown_frame()
    assert frame["employee_number"].tolist() == people["employee_number"].tolist()
    assert frame["last_notice"].tolist() == people["last_notice"].tolist()
    assert frame["pay_in_lieu"].tolist() == people["pay_in_lieu"].tolist()
    assert "name" not in frame
    place.names.click()
    rest(opened)
    assert place.people.model.shown_frame()["name"].ne("").all()
    place.names.click()
    rest(opened)
    assert "name" not in place.people.model.shown_frame()


def test_a_person_opens_their_card(place, opened, rest):
    number = place.timetable.people["employee_number"].iloc[0]
    place.people.opened.emit(0)
    rest(opened)
    assert opened.current_place.name == "people"
    assert opened.place("people").card.employee == number


def test_groups_fold_by_keys_and_by_mouse_and_months_are_shown_on_demand(place, qtbot):
    chart = place.chart
    chart.setFocus()
    press(qtbot, place, Qt.Key.Key_Home)
    before = len(chart.rows)
    press(qtbot, place, LEFT)
    assert len(chart.rows) == before - 3
    press(qtbot, place, RIGHT)
    assert len(chart.rows) == before
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, chart._head_height() + 5))
    assert len(chart.rows) == before - 3
    chart.choose(0)
    assert len(chart.rows) == before
    assert chart.at == 0
    short = chart.axis.last
    place.tools.whole.click()
    assert chart.axis.last == date(2016, 3, 31) > short


def test_the_baseline_says_that_nothing_moves(place, opened, rest):
    opened.document.choose(BASELINE)
    rest(opened)
    assert place.timetable.people.empty
    assert "Choose a scenario" in place.people.empty.advice
    assert all(row.is_head or place.timetable.steps[row.at].kind != Kind.NOTICE for row in place.chart.rows)


def test_a_plan_with_nothing_in_it_says_what_to_do(place, opened, rest):
    opened.document.undo_stack.setClean()
    opened.document.take(work.begun(Facts(plan_name="Blank")))
    rest(opened)
    opened.go("timetable")
    rest(opened)
    assert opened.document.plan == Plan(Facts(plan_name="Blank"))
    assert place.views.currentWidget() is place.empty
    assert "Data" in place.empty.advice


# ---------------------------------------------------------------- moving


def test_keys_aim_by_a_day_a_week_and_a_month_and_enter_moves(place, opened, rest, qtbot):
    chart, stack = place.chart, opened.document.undo_stack
    chart.setFocus()
    chart.choose(0)
    for key, keys, to in (
        (RIGHT, Qt.KeyboardModifier.NoModifier, date(2012, 4, 2)),
        (RIGHT, SHIFT, date(2012, 4, 9)),
        (RIGHT, CONTROL, date(2012, 5, 9)),
        (LEFT, Qt.KeyboardModifier.NoModifier, date(2012, 5, 8)),
    ):
        qtbot.keyClick(chart, key, keys)
        assert chart.ghost.to == to
        assert place.tools.field.text() == long_date(to)
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.ghost is None
    assert place.tools.field.text() == "1 April 2012"
    assert place.words.words.text() == place.timetable.steps[0].said
    assert not stack.canUndo()
    qtbot.keyClick(chart, RIGHT, CONTROL)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    rest(opened)
    assert opened.document.plan.facts.announced == date(2012, 5, 1)
    assert (stack.count(), stack.undoText()) == (1, "Announce proposals on 1 May 2012")
    assert chart.ghost is None
    stack.undo()
    rest(opened)
    assert place.timetable.steps[0].begins == date(2012, 4, 1)


def test_what_would_change_is_said_while_aiming_and_holds_once_dropped(place, opened, rest, qtbot, look):
    place.chart.setFocus()
    place.chart.choose(0)
    place.chart.aim(date(2013, 2, 20))
    look(place)
    ahead = place.words.words.text()
    assert place.words.lead.text() == "Announce proposals on 20 February 2013"
    assert ahead.startswith("Redundancy cost up £")
    assert "No longer fits: Proposals are announced (45 days too late)" in ahead
    before = opened.document.results.headline.redundancy_cost
    place.chart.drop()
    rest(opened)
    assert place.words.words.text() == ahead
    assert place.words.hint.text().startswith("Done")
    rise = opened.document.results.headline.redundancy_cost - before
    assert f"£{rise:,.0f}" in ahead


def test_of_days_aimed_at_in_a_row_the_last_is_worked_out(place, look):
    place.chart.choose(0)
    for day in range(1, 21):
        place.chart.aim(date(2013, 2, day))
    look(place)
    assert place.words.lead.text() == "Announce proposals on 20 February 2013"


def test_a_mark_is_dragged_by_the_mouse_and_a_press_alone_moves_nothing(place, opened, rest, qtbot):
    chart, at = place.chart, place_of(place, Kind.TRANSFER, MovedBy.FUNCTION)
    spot = QPoint(chart.box_of(at).left(), chart.box_of(at).center().y())
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chart.at == at
    assert not opened.document.undo_stack.canUndo()
    step = place.timetable.steps[at]
    begin = chart.box_of(at).center()
    begin.setX(chart.box_of(at).left())
    away = QPoint(round(begin.x() - 60 * chart.axis.day_width), begin.y())
    qtbot.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(chart.viewport(), away)
    assert chart.ghost is not None
    to = chart.ghost.to
    assert abs((step.begins - to).days - 60) <= 2
    qtbot.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton, pos=away)
    rest(opened)
    after = opened.document.plan.allocations
    assert after.loc[after["function"] == step.code, "date"].dt.date.tolist()[0] == to
    assert opened.document.undo_stack.undoText() == f"Move {step.name} to {long_date(to)}"
    assert place.timetable.steps[at].begins == to
    assert opened.document.undo_stack.count() == 1


def test_a_day_is_typed(place, opened, rest, qtbot):
    place.chart.choose(0)
    place.tools.field.setText("14/01/2013")
    qtbot.keyClick(place.tools.field, Qt.Key.Key_Return)
    rest(opened)
    assert opened.document.plan.facts.announced == NEW_YEAR
    place.tools.field.setText("soon")
    place.tools.move_button.click()
    assert "“soon” is not a day" in place.bar.words
    assert opened.document.plan.facts.announced == NEW_YEAR


def test_a_day_that_cannot_be_is_refused_with_the_reason(place, opened, rest, look):
    place.chart.choose(0)
    place.chart.aim(date(2013, 5, 1))
    look(place)
    assert place.words.words.text().startswith("Work moves on 1 April 2013")
    place.chart.drop()
    rest(opened)
    assert place.bar.words.startswith("Work moves on 1 April 2013")
    assert opened.document.plan.facts.announced == date(2012, 4, 1)


def test_what_follows_from_other_dates_is_not_moved_and_says_why(place, qtbot):
    place.chart.setFocus()
    place.chart.choose(place_of(place, Kind.NOTICE))
    press(qtbot, place, RIGHT)
    assert place.chart.ghost is None
    assert not place.tools.field.isEnabled()
    assert place.words.hint.text().startswith("Notice follows consultation")


def test_in_a_locked_scenario_a_function_is_moved_in_a_copy_and_the_plans_own_days_all_the_same(
    place, opened, rest
):
    document = opened.document
    document.edit("Lock", lock_scenario(document.plan, document.scenario, locked=True))
    rest(opened)
    place.chart.choose(0)
    place.chart.aim(NEW_YEAR)
    place.chart.drop()
    rest(opened)
    assert document.plan.facts.announced == NEW_YEAR
    at = place_of(place, Kind.TRANSFER, MovedBy.FUNCTION)
    place.chart.choose(at)
    place.chart.aim(date(2013, 1, 21))
    place.chart.drop()
    assert "is locked" in place.bar.words
    was = document.scenario
    next(one for one in place.bar.findChildren(QPushButton) if one.text().startswith("Copy")).click()
    rest(opened)
    assert document.scenario != was
    assert place.timetable.steps[at].begins == date(2013, 1, 21)


def test_an_edit_elsewhere_meanwhile_lets_go(place, opened, rest):
    place.chart.choose(0)
    place.chart.aim(NEW_YEAR)
    opened.document.edit("Rename", opened.document.plan.with_facts(plan_name="Another"))
    rest(opened)
    assert place.chart.ghost is None
    assert opened.document.plan.facts.announced == date(2012, 4, 1)


# ---------------------------------------------------------------- many steps


def test_with_many_steps_families_in_which_all_is_well_begin_folded(window, cluster, rest):
    window.open_file(cluster)
    rest(window)
    window.go("timetable")
    rest(window)
    place = window.place("timetable")
    folded = {row.group for row in place.chart.rows if row.is_folded}
    late = {one.group for one in place.timetable.late}
    assert folded
    assert not folded & late
    assert "The plan" not in folded
    deep = place_of(place, Kind.TRANSFER, MovedBy.FUNCTION)
    assert place.chart.rows[row_of(place.chart.rows, deep)].is_head
    place.steps.opened.emit(deep)
    assert place.chart.at == deep
    assert QApplication.focusWidget() is place.chart or not window.isActiveWindow()
