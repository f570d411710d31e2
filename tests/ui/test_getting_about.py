"""Getting about the window: places by number, help, search, and every command."""

from PySide6.QtWidgets import QApplication

from ui.actions import COMMANDS
from ui.places.directory import PLACES


def test_every_place_is_reached_by_its_number(opened, rest):
    for number, kind in enumerate(PLACES, start=1):
        action = opened._go_actions[number - 1]
        assert action.shortcut().toString() == f"Ctrl+{number}"
        action.trigger()
        rest(opened)
        assert opened.current_place.name == kind.name
        assert opened.list.currentRow() == number - 1


def test_f1_explains_the_place_one_is_in(opened):
    for kind in PLACES:
        opened.go(kind.name)
        opened.help.hide()
        opened.commands["help"].trigger()
        assert opened.help.isVisible()
        assert opened.help.text.toPlainText().startswith(kind.title)
        assert len(opened.help.text.toPlainText()) > 300


def test_ctrl_f_puts_the_cursor_into_the_search_of_the_place(opened, qtbot):
    for kind in PLACES:
        opened.go(kind.name)
        opened.activateWindow()
        opened.commands["find"].trigger()
        qtbot.waitUntil(lambda: getattr(QApplication.focusWidget(), "placeholderText", str)() == "Find")


def test_every_command_does_something(opened):
    assert set(opened._doings()) == {command.name for command in COMMANDS}
