"""Getting about the window: places by number, help, search, and every command."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui.actions import COMMANDS
from ui.places.directory import PLACES
from ui.widgets.message_bar import Question


def test_every_place_is_reached_by_its_number(opened, rest):
    for number, kind in enumerate(PLACES, start=1):
        action = opened._go_actions[number - 1]
        keys = f"Ctrl+{number}" if number < 10 else f"Ctrl+Shift+{number - 9}"
        assert action.shortcut().toString() == keys
        action.trigger()
        rest(opened)
        assert opened.current_place.name == kind.name
        assert opened.list.currentRow() == number - 1


class _Windows(QObject):
    """Notes every window that comes up beside the one it watches over."""

    def __init__(self, window):
        super().__init__()
        self.window, self.seen = window, []

    def eventFilter(self, one, event):
        shows = event.type() == QEvent.Type.Show and isinstance(one, QWidget)
        if shows and one.isWindow() and one is not self.window:
            self.seen.append(f"{type(one).__name__} {one.accessibleName()}")
        return False


def test_no_place_flashes_up_a_window_of_its_own_and_the_keyboard_stays(window, cluster, rest, qapp, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    watch = _Windows(window)
    qapp.installEventFilter(watch)
    window.open_file(cluster)
    rest(window)
    for kind in PLACES:
        window.go(kind.name)
        rest(window)
    qapp.removeEventFilter(watch)
    assert watch.seen == []
    assert window.isActiveWindow()


def test_f1_explains_the_place_one_is_in(opened):
    for kind in PLACES:
        opened.go(kind.name)
        opened.help.hide()
        opened.commands["help"].trigger()
        assert opened.help.isVisible()
        assert opened.help.text.toPlainText().startswith(kind.title)
        assert len(opened.help.text.toPlainText()) > 300


def test_ctrl_f_puts_the_cursor_into_the_search_of_the_place(opened, qtbot):
    without_a_table = {"bring_in", "report"}
    for kind in (one for one in PLACES if one.name not in without_a_table):
        opened.go(kind.name)
        opened.activateWindow()
        opened.commands["find"].trigger()
        qtbot.waitUntil(lambda: getattr(QApplication.focusWidget(), "placeholderText", str)() == "Find")


def test_every_command_does_something(opened):
    assert set(opened._doings()) == {command.name for command in COMMANDS}


# ---------------------------------------------------------------- columns by keyboard


@pytest.fixture
def in_table(opened, rest, qtbot):
    """The table of people behind the figures, with a cell in hand."""
    opened.go("compare")
    rest(opened)
    compare = opened.place("compare")
    compare.below.setCurrentIndex(2)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    view = compare.detail.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    return view


def cells(view, column):
    return [view.model().index(row, column).data() for row in range(view.model().rowCount())]


def test_a_column_is_sorted_up_then_down_then_not(opened, in_table):
    as_it_came = cells(in_table, 0)
    in_table.setCurrentIndex(in_table.model().index(0, 0))
    opened.commands["sort_column"].trigger()
    assert cells(in_table, 0) == sorted(as_it_came)
    opened.commands["sort_column"].trigger()
    assert cells(in_table, 0) == sorted(as_it_came, reverse=True)
    opened.commands["sort_column"].trigger()
    assert cells(in_table, 0) == as_it_came


def test_a_column_is_moved_and_made_wider_and_narrower(opened, in_table):
    opened.commands["column_right"].trigger()
    assert in_table.horizontalHeader().visualIndex(0) == 1
    opened.commands["column_left"].trigger()
    opened.commands["column_left"].trigger()
    assert in_table.horizontalHeader().visualIndex(0) == 0
    before = in_table.columnWidth(0)
    opened.commands["wider_column"].trigger()
    assert in_table.columnWidth(0) > before
    in_table.fit()
    assert in_table.columnWidth(0) > before
    opened.commands["narrower_column"].trigger()
    assert in_table.columnWidth(0) == before


def test_without_a_table_in_hand_nothing_is_sorted(opened):
    opened.go("results")
    opened.top.scenario.setFocus()
    for name in ("sort_column", "column_right", "wider_column"):
        opened.commands[name].trigger()


def test_esc_closes_the_bar(opened, qtbot):
    asked = []
    opened.messages.ask(Question("Name of the copy", "Copy", asked.append, suggested="A"))
    qtbot.keyClick(opened.messages.field, Qt.Key.Key_Escape)
    assert opened.messages.isHidden()
    assert asked == []


# ---------------------------------------------------------------- Enter


def test_enter_opens_a_sample_from_welcome_and_presses_what_has_the_focus(window, qtbot, rest):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button = next(one for one in window.welcome.findChildren(QPushButton) if "Twelve" in one.accessibleName())
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    rest(window)
    assert window.document.name == "Twelve people"
    window.go("functions")
    rest(window)
    details = window.place("functions").tools.details
    was = details.isChecked()
    details.setFocus()
    qtbot.keyClick(details, Qt.Key.Key_Enter)
    assert details.isChecked() is not was
