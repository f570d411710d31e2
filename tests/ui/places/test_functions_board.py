"""The functions board as a user works it, by mouse and by keys."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QComboBox

from planner.model.claims import claims_in_force
from planner.model.scenario_edits import lock_scenario
from planner.model.sender_claims import HAIR, left_by_sender
from planner.report.board import FIRST_RECEIVER, STOPS, UNCLAIMED
from ui.places.functions.board_model import BEFORE, FROZEN, NAME, Second
from ui.places.functions.split_model import COLUMNS
from ui.places.functions.steps import WHOLE_ROW, Held, drop_on_column
from ui.places.targets import PeopleBehind

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(at):
    return at("functions")


@pytest.fixture
def view(place):
    place.board.grid.setFocus()
    return place.board


def held(window, function):
    """The claims on a function in hand: (receiver, mode, share)."""
    document = window.document
    found = claims_in_force(document.plan, document.scenario, function)
    return [(one.receiver, one.mode, round(one.share, 6)) for one in found]


def spot(view, function, column):
    """The row of a function and the column of a receiver, by code."""
    return view.board.row_of(function), view.board.column_of(column) if isinstance(column, str) else column


def on_screen(view, row, column):
    """Where the middle of a cell is on the screen; ``WHOLE_ROW`` is the name."""
    in_model = NAME if column == WHOLE_ROW else column + BEFORE
    grid = view.frozen if in_model < FROZEN else view.grid
    return grid, grid.viewport().mapToGlobal(grid.visualRect(view.model.index(row, in_model)).center())


def drag(qtbot, view, start, end, keys=NONE, steps=4):
    """Drag from a cell to a cell, or to a place on the screen, as a hand does."""
    grid, here = on_screen(view, *start)
    there = end if isinstance(end, QPoint) else on_screen(view, *end)[1]
    inside = grid.viewport()
    qtbot.mousePress(inside, LEFT, keys, inside.mapFromGlobal(here))
    for step in range(1, steps + 1):
        now = here + (there - here) * (step / steps)
        kind = QEvent.Type.MouseMove
        event = QMouseEvent(kind, inside.mapFromGlobal(now), now, Qt.MouseButton.NoButton, LEFT, keys)
        QApplication.sendEvent(inside, event)
    return lambda: qtbot.mouseRelease(inside, LEFT, keys, inside.mapFromGlobal(there))


def press(qtbot, view, *keys):
    for key in keys:
        qtbot.keyClick(view.grid, key)


# ---------------------------------------------------------------- what stands there


def test_the_board_shows_each_functions_shares_and_each_receivers_total(view, opened):
    row, column = spot(view, "RED", "C1")
    assert view.model.index(row, column + BEFORE).data() == "60%"
    words = view.model.index(row, column + BEFORE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Service redesign at Example North CCG: do 60%, posts 1.70 FTE")
    results = opened.document.results
    first = results.receivers[results.receivers["year"] == opened.document.year].iloc[0]
    cost, target, verdict = view.foot.words_at(0)
    assert cost == f"{first['total'] / 1000:,.1f}"
    assert target == f"{first['target'] / 1000:,.1f}"
    assert verdict == f"-{-first['over'] / 1000:,.1f} under"


def test_the_model_of_the_board_keeps_qts_rules(view, qtmodeltester):
    qtmodeltester.check(view.model)


def test_the_model_of_the_split_keeps_qts_rules(view, place, qtmodeltester):
    view.choose(*spot(view, "RED", "C1"))
    qtmodeltester.check(place.panels.split.model)


def test_totals_follow_an_edit_at_once_and_the_board_is_not_reset(qtbot, view, opened, rest):
    before = view.foot.words_at(0)
    resets = []
    view.model.modelReset.connect(lambda: resets.append(True))
    drag(qtbot, view, spot(view, "RED", "C1"), spot(view, "RED", "C2"))()
    rest(opened)
    assert view.foot.words_at(0) != before
    assert not resets


def test_what_stands_below_the_shares_can_be_chosen(view, place):
    high = view.grid.rowHeight(1)
    place.tools.choose_second(Second.NOTHING)
    assert view.grid.rowHeight(1) < high
    place.tools.choose_second(Second.COST)
    assert view.grid.rowHeight(1) == high


def test_a_family_folds_and_the_arrows_pass_over_it(qtbot, view):
    head = view.board.row_of("RED") - 1
    view.choose(head, WHOLE_ROW)
    press(qtbot, view, Key.Key_Return)
    assert view.grid.isRowHidden(head + 1)
    assert view.frozen.isRowHidden(head + 1)
    press(qtbot, view, Key.Key_Down)
    assert view.board.rows[view.current[0]].name == "Information"
    press(qtbot, view, Key.Key_Up, Key.Key_Plus)
    assert not view.grid.isRowHidden(head + 1)


def test_a_click_on_a_familys_arrow_folds_it(qtbot, view):
    head = view.board.row_of("RED") - 1
    box = view.frozen.visualRect(view.model.index(head, NAME))
    qtbot.mouseClick(view.frozen.viewport(), LEFT, pos=QPoint(box.left() + 8, box.center().y()))
    assert view.grid.isRowHidden(head + 1)


# ---------------------------------------------------------------- the mouse


def test_a_cell_dragged_to_another_column_moves_its_share(qtbot, view, opened, rest):
    let_go = drag(qtbot, view, spot(view, "RED", "C1"), spot(view, "RED", "S1"))
    assert view.carrying.hint.text() == (
        "Move Service redesign from Example North CCG to Example support organisation"
    )
    let_go()
    rest(opened)
    assert held(opened, "RED") == [("S1", "buy", 60), ("C2", "do", 40)]
    assert opened.document.undo_stack.undoText() == (
        "Move Service redesign from Example North CCG to Example support organisation"
    )
    assert view.board.share[spot(view, "RED", "S1")] == 60
    opened.document.undo_stack.undo()
    rest(opened)
    assert held(opened, "RED") == [("C1", "do", 60), ("C2", "do", 40)]


def test_with_ctrl_half_of_a_share_is_dragged(qtbot, view, opened):
    drag(qtbot, view, spot(view, "RED", "C1"), spot(view, "RED", "S1"), CONTROL)()
    assert held(opened, "RED") == [("C1", "do", 30), ("C2", "do", 40), ("S1", "buy", 30)]


def test_a_functions_name_dragged_to_a_receiver_gives_it_all(qtbot, view, opened):
    drag(qtbot, view, (view.board.row_of("RED"), WHOLE_ROW), spot(view, "RED", "S1"))()
    assert held(opened, "RED") == [("S1", "buy", 100)]


def test_a_familys_heading_dragged_to_a_receiver_moves_each_of_its_functions(qtbot, view, opened):
    head = view.board.row_of("INF") - 1
    drag(qtbot, view, (head, WHOLE_ROW), (head, view.board.column_of("S1")))()
    assert held(opened, "INF") == [("S1", "buy", 100)]
    assert held(opened, "LEG") == [("S1", "buy", 100)]
    assert opened.document.undo_stack.count() == 1


def test_work_dropped_on_the_head_of_the_ccgs_is_shared_by_population(qtbot, view, opened):
    row = view.board.row_of("CON")
    section = FROZEN + 1
    heads = view.grid.heads
    there = heads.viewport().mapToGlobal(QPoint(heads.sectionViewportPosition(section) + 10, 6))
    let_go = drag(qtbot, view, (row, view.board.column_of("S1")), there)
    assert view.carrying.hint.text() == "Share Contracting among the 2 CCGs by population"
    let_go()
    assert held(opened, "CON") == [("C1", "do", 60), ("C2", "do", 40)]


def test_a_drop_outside_of_the_board_or_back_where_it_was_does_nothing(qtbot, view, opened):
    drag(qtbot, view, spot(view, "RED", "C1"), view.mapToGlobal(QPoint(40, view.height() + 60)))()
    drag(qtbot, view, spot(view, "RED", "C1"), spot(view, "RED", "C1"), steps=2)()
    assert opened.document.undo_stack.count() == 0
    assert not view.carrying.hint.isVisible()


def test_esc_in_the_middle_of_a_drag_lets_go(qtbot, view, opened):
    let_go = drag(qtbot, view, spot(view, "RED", "C1"), spot(view, "RED", "S1"))
    press(qtbot, view, Key.Key_Escape)
    let_go()
    assert opened.document.undo_stack.count() == 0


def test_a_locked_share_says_so_before_it_is_dropped(qtbot, view, place, opened, rest):
    view.choose(*spot(view, "RED", "C1"))
    locked = next(at for at, one in enumerate(COLUMNS) if one.key == "locked")
    model = place.panels.split.model
    model.setData(model.index(0, locked), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    rest(opened)
    let_go = drag(qtbot, view, spot(view, "RED", "C1"), spot(view, "RED", "S1"))
    assert "is locked" in view.carrying.hint.text()
    assert view.carrying.hint.property("tone") == "error"
    let_go()
    assert "is locked" in place.bar.words
    assert held(opened, "RED")[0] == ("C1", "do", 60)


def test_a_double_click_opens_the_people_behind_a_cell(qtbot, view, place):
    row, column = spot(view, "RED", "C1")
    box = view.grid.visualRect(view.model.index(row, column + BEFORE))
    with qtbot.waitSignal(place.wanted) as wanted:
        qtbot.mouseClick(view.grid.viewport(), LEFT, pos=box.center())
        qtbot.mouseDClick(view.grid.viewport(), LEFT, pos=box.center())
    assert wanted.args == ["people", PeopleBehind("function", "RED", also=(("receiver", "C1"),))]


# ---------------------------------------------------------------- the keys


def test_space_arrows_and_enter_carry_a_share(qtbot, view, opened):
    view.choose(*spot(view, "RED", "C1"))
    press(qtbot, view, Key.Key_Space, Key.Key_Right, Key.Key_Right)
    assert view.carrying.hint.text().endswith("to Example support organisation")
    press(qtbot, view, Key.Key_Return)
    assert held(opened, "RED") == [("S1", "buy", 60), ("C2", "do", 40)]


def test_h_carries_half_and_p_shares_by_population(qtbot, view, opened):
    view.choose(*spot(view, "CON", "S1"))
    press(qtbot, view, Key.Key_Space, Key.Key_Left, Key.Key_H, Key.Key_P, Key.Key_Return)
    assert held(opened, "CON") == [("S1", "buy", 50), ("C1", "do", 30), ("C2", "do", 20)]


def test_esc_lets_go_of_what_is_carried(qtbot, view, opened):
    view.choose(*spot(view, "RED", "C1"))
    press(qtbot, view, Key.Key_Space, Key.Key_Right, Key.Key_Escape)
    assert view.carrying.held is None
    assert opened.document.undo_stack.count() == 0


def test_a_number_and_enter_set_a_share(qtbot, view, opened, rest):
    view.choose(*spot(view, "RED", "C1"))
    press(qtbot, view, Key.Key_2)
    assert view.field.isVisible()
    qtbot.keyClicks(view.field, "5.5")
    qtbot.keyClick(view.field, Key.Key_Return)
    rest(opened)
    assert held(opened, "RED") == [("C1", "do", 25.5), ("C2", "do", 40)]
    assert view.board.share[view.board.row_of("RED"), UNCLAIMED] == pytest.approx(34.5)
    assert opened.document.undo_stack.undoText() == "Set Service redesign at Example North CCG to 25.5%"


def test_shares_beyond_the_whole_are_not_put_in_force(qtbot, view, place, opened):
    view.choose(*spot(view, "RED", "C1"))
    press(qtbot, view, Key.Key_9)
    qtbot.keyClicks(view.field, "0")
    qtbot.keyClick(view.field, Key.Key_Return)
    assert "would come to 130%" in place.bar.words
    assert held(opened, "RED")[0] == ("C1", "do", 60)


def test_esc_leaves_the_share_as_it_was(qtbot, view, opened):
    view.choose(*spot(view, "RED", "C1"))
    press(qtbot, view, Key.Key_F2)
    assert view.field.text() == "60"
    qtbot.keyClick(view.field, Key.Key_Escape)
    assert not view.field.isVisible()
    assert opened.document.undo_stack.count() == 0


@pytest.mark.parametrize(
    ("key", "after"),
    [
        (Key.Key_S, [("C1", "share", 60), ("C2", "do", 40)]),
        (Key.Key_X, [("", "stop", 60), ("C2", "do", 40)]),
        (Key.Key_Delete, [("C2", "do", 40)]),
    ],
)
def test_letters_set_the_mode_and_delete_leaves_unclaimed(qtbot, view, opened, key, after):
    view.choose(*spot(view, "RED", "C1"))
    press(qtbot, view, key)
    assert held(opened, "RED") == after


def test_a_mode_that_a_receiver_may_not_take_is_refused_with_the_reason(qtbot, view, place, opened):
    view.choose(*spot(view, "RED", "C1"))
    press(qtbot, view, Key.Key_B)
    assert place.bar.words == "A CCG can do work itself or host; it cannot be bought from."
    assert opened.document.undo_stack.count() == 0
    press(qtbot, view, Key.Key_S)
    assert place.bar.isHidden()


def test_ctrl_enter_gives_all_to_a_cell_and_enter_opens_its_people(qtbot, view, place, opened):
    view.choose(*spot(view, "RED", "C2"))
    qtbot.keyClick(view.grid, Key.Key_Return, CONTROL)
    assert held(opened, "RED") == [("C2", "do", 100)]
    with qtbot.waitSignal(place.wanted) as wanted:
        press(qtbot, view, Key.Key_Return)
    assert wanted.args == ["people", PeopleBehind("function", "RED", also=(("receiver", "C2"),))]


def test_arrows_home_and_end_reach_every_cell(qtbot, view):
    view.choose(1, WHOLE_ROW)
    visited = []
    for _ in range(view.model.columnCount() - BEFORE):
        press(qtbot, view, Key.Key_Right)
        visited.append(view.current[1])
    assert visited == list(range(view.model.columnCount() - BEFORE))
    press(qtbot, view, Key.Key_Home)
    assert view.current == (1, WHOLE_ROW)
    qtbot.keyClick(view.grid, Key.Key_Down, CONTROL)
    assert view.current[0] == view.model.rowCount() - 1


def test_the_board_copies_as_cells(qtbot, view):
    qtbot.keyClick(view.grid, Key.Key_C, CONTROL)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:4] == ["Function", "FTE now", "Unclaimed", "Stop"]
    assert "Service redesign\t3.60\t\t\t60%\t40%\t" in lines


# ---------------------------------------------------------------- scenarios that must stay as they are


def test_on_the_baseline_a_copy_is_offered_and_takes_the_step(qtbot, view, place, opened, rest):
    opened.document.choose("Baseline")
    rest(opened)
    drag(qtbot, view, (view.board.row_of("CON"), WHOLE_ROW), spot(view, "CON", "S1"))()
    assert "Baseline is the plan with nothing moved" in place.bar.words
    place.bar.findChildren(type(place.bar._button))[-1].click()
    rest(opened)
    assert opened.document.scenario == "Scenario 1"
    assert held(opened, "CON") == [("S1", "buy", 100)]
    assert opened.document.undo_stack.count() == 1
    opened.document.undo_stack.undo()
    assert "Scenario 1" not in opened.document.scenarios


def test_a_locked_scenario_is_not_changed_but_a_copy_may_be(qtbot, view, place, opened, rest):
    document = opened.document
    document.edit("Lock", lock_scenario(document.plan, "One of each", locked=True))
    rest(opened)
    view.choose(*spot(view, "RED", "C1"))
    press(qtbot, view, Key.Key_Delete)
    assert "One of each is locked" in place.bar.words
    assert held(opened, "RED")[0] == ("C1", "do", 60)
    way = next(one for one in place.bar._buttons if one.text().startswith("Copy One of each"))
    way.click()
    assert document.scenario == "One of each, changed"
    assert held(opened, "RED") == [("C2", "do", 40)]


# ---------------------------------------------------------------- one function's split


@pytest.fixture
def split(view, place):
    view.choose(*spot(view, "RED", "C1"))
    return place.panels.split


def column_of(key):
    return next(at for at, one in enumerate(COLUMNS) if one.key == key)


def edit(split, row, key, write):
    """Open a cell's editor, put something in it, and leave it."""
    view = split.view
    index = split.model.index(row, column_of(key))
    view.setCurrentIndex(index)
    view.edit(index)
    editor = view.indexWidget(index) or view.findChild(QComboBox) or view.viewport().findChildren(object)[-1]
    write(editor)
    view.itemDelegate().commitData.emit(editor)
    view.itemDelegate().closeEditor.emit(editor)


def test_a_share_changed_in_the_split_is_one_step_and_the_sum_says_what_is_left(split, opened):
    edit(split, 0, "share", lambda field: field.setValue(45))
    assert held(opened, "RED") == [("C1", "do", 45), ("C2", "do", 40)]
    assert opened.document.undo_stack.undoText() == "Change the share of Service redesign"
    assert split.sum.words == "Shares come to 85%, 15% unclaimed"


def test_opening_and_leaving_a_field_changes_nothing(split, opened):
    for key in ("share", "customers", "date", "reason"):
        edit(split, 0, key, lambda field: None)
    assert opened.document.undo_stack.count() == 0


def test_more_than_the_whole_is_refused_in_the_split_too(split, place, opened):
    edit(split, 0, "share", lambda field: field.setValue(80))
    assert "would come to 120%" in place.bar.words
    assert held(opened, "RED")[0] == ("C1", "do", 60)


def test_mode_customers_and_date_are_changed_claim_by_claim(split, opened):
    edit(split, 0, "mode", lambda choice: choice.setCurrentIndex(choice.findData("share")))
    edit(split, 0, "customers", lambda field: field.setText("C1;C2"))
    edit(split, 0, "date", lambda field: field.setText("1 July 2013"))
    edit(split, 0, "reason", lambda field: field.setText("One team for both"))
    found = claims_in_force(opened.document.plan, "One of each", "RED")[0]
    assert (found.mode, found.customers, found.reason) == ("share", "C1;C2", "One team for both")
    assert f"{found.date:%d/%m/%Y}" == "01/07/2013"
    shown = split.model.index(0, column_of("date")).data()
    assert shown == "1 July 2013"


def test_a_date_that_is_none_is_refused_in_words(split, place, opened):
    edit(split, 0, "date", lambda field: field.setText("soon"))
    assert "'soon' is not a date" in place.bar.words
    assert opened.document.undo_stack.count() == 0


def test_receivers_are_added_removed_and_share_alike(split, opened):
    split.add.activated.emit(split.add.findData("S1"))
    assert held(opened, "RED")[-1] == ("S1", "buy", 0)
    split.equally.click()
    assert [share for *_, share in held(opened, "RED")] == pytest.approx([100 / 3] * 3)
    split.view.setCurrentIndex(split.model.index(2, 0))
    split.remove.click()
    split.by_people.click()
    assert held(opened, "RED") == [("C1", "do", 60), ("C2", "do", 40)]
    assert opened.document.undo_stack.undoText() == "Share Service redesign out by population"


def test_the_other_tabs_show_what_it_costs_and_its_pools(split, place, opened):
    panels, results = place.panels, opened.document.results
    panels.tabs.setCurrentIndex(1)
    done = results.services[
        (results.services["function"] == "RED") & (results.services["year"] == opened.document.year)
    ]
    assert panels.services.model.rowCount() == len(done)
    panels.tabs.setCurrentIndex(2)
    assert set(panels.pools.model.shown_frame()["function"]) == {"RED"}


# ---------------------------------------------------------------- views and senders


def test_the_list_shows_every_function_and_keeps_the_one_in_hand(view, place, opened):
    view.choose(*spot(view, "INF", "C2"))
    place.tools.choose_view(1)
    results = opened.document.results
    table = place.list.table
    assert table.model.rowCount() == len(results.functions)
    cell = table.model.index(0, table.model.column_of("redundancy_cost"))
    assert cell.data() == f"{results.functions['redundancy_cost'].iloc[0]:,.0f}"
    assert place.panels.function == "INF"
    table.choose(1)
    place.tools.choose_view(0)
    assert view.board.rows[view.current[0]].code == results.functions["function"].iloc[1]


def test_opening_a_function_of_the_list_shows_its_people(place, opened, rest):
    place.tools.choose_view(1)
    code = opened.document.results.functions["function"].iloc[0]
    place.list.table.opened.emit(0)
    rest(opened)
    assert opened.current_place.name == "people"
    assert set(opened.place("people").people.model.shown_frame()["function"]) == {code}


def test_one_senders_work_is_shown_and_moved_alone(qtbot, window, cluster, rest):
    window.open_file(cluster, is_sample=True)
    rest(window)
    window.go("functions")
    rest(window)
    place = window.place("functions")
    view, document = place.board, window.document
    place.tools.senders.setCurrentIndex(2)
    place.tools.senders.activated.emit(2)
    sender = place.tools.whose
    row, column = view.board.row_of("CLD"), view.board.column_of("02V")
    assert sender == "5N1"
    assert view.board.share[row, column] == pytest.approx(24.7)
    view.asked.emit(drop_on_column(view.board, Held(row, column), STOPS))
    found = claims_in_force(document.plan, document.scenario, "CLD")
    assert [(one.sender, one.mode) for one in found if not one.receiver] == [("5N1", "stop")]
    assert all(one.mode == "do" for one in found if one.sender == "5NY")


# ---------------------------------------------------------------- whatever a user does

KEYS = st.sampled_from(
    (
        Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_Down, Key.Key_Space, Key.Key_Return, Key.Key_Delete,
        Key.Key_D, Key.Key_S, Key.Key_B, Key.Key_C, Key.Key_M, Key.Key_X, Key.Key_H, Key.Key_P,
        Key.Key_Escape, Key.Key_Plus, Key.Key_Minus, Key.Key_Home, Key.Key_End, Key.Key_F2,
    )
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KEYS, max_size=25))
def test_whatever_is_pressed_shares_stay_within_the_whole_and_undo_goes_all_the_way_back(
    qtbot, opened, rest, keys
):
    document = opened.document
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    first = document.plan
    opened.go("functions")
    rest(opened)
    view = opened.place("functions").board
    view.carrying.let_go()
    for key in keys:
        target = view.field if view.field.isVisible() else view.grid
        qtbot.keyClick(target, key)
        for function in ("CON", "RED", "INF", "LEG"):
            left = left_by_sender(claims_in_force(document.plan, document.scenario, function))
            assert min(left.values()) >= -HAIR
    rest(opened)
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert document.plan == first


def test_receivers_begin_after_what_is_unclaimed_and_what_stops():
    assert (UNCLAIMED, STOPS, FIRST_RECEIVER) == (0, 1, 2)
