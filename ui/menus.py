"""The menus: where each command stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.theme import TEXT_SIZES, Appearance

Commands = Mapping[str, QAction]
_Choice = TypeVar("_Choice", Appearance, int)
FILE = (
    *("save", "save_as", "password", "", "save_results", "save_pdf", ""),
    *("send_part", "take_back", "release", "hand_over", "", "preview", "print", "", "quit"),
)
APPEARANCES = {
    Appearance.SYSTEM: "As the &system",
    Appearance.LIGHT: "&Light",
    Appearance.DARK: "&Dark",
    Appearance.CONTRAST: "&High contrast",
}
SCENARIO = (
    *("new_scenario", "new_based_scenario", "copy_scenario", "snapshot_scenario", ""),
    *("rename_scenario", "lock_scenario", "", "delete_scenario"),
)

DIGITS = 9
"""Places that have a digit of their own; those after them have one with Shift."""


def file_menu(window: QMainWindow, commands: Commands) -> tuple[QMenu, QMenu]:
    """Make the File menu; returns its menus of recent and of sample plans, to be filled."""
    menu = window.menuBar().addMenu("&File")
    menu.addAction(commands["open"])
    recent, samples = menu.addMenu("Open &recent"), menu.addMenu("Open a sa&mple")
    menu.addAction(commands["bring_in"])
    menu.addSeparator()
    _add(menu, commands, FILE)
    return recent, samples


def edit_menu(window: QMainWindow, commands: Commands, undo_stack: QUndoStack) -> tuple[QAction, QAction]:
    """Make the Edit menu; returns undo and redo, which name what they would undo or redo."""
    menu = window.menuBar().addMenu("&Edit")
    undo = undo_stack.createUndoAction(window, "&Undo")
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    redo = undo_stack.createRedoAction(window, "&Redo")
    redo.setShortcut(QKeySequence.StandardKey.Redo)
    menu.addActions([undo, redo])
    menu.addSeparator()
    _add(menu, commands, ("find", "filters", "sort_column"))
    columns = menu.addMenu("&Column")
    _add(columns, commands, ("column_left", "column_right", "", "wider_column", "narrower_column"))
    return undo, redo


def scenario_menu(window: QMainWindow, commands: Commands) -> QMenu:
    """Make the Scenario menu, which also stands beside the scenario in hand."""
    menu = window.menuBar().addMenu("&Scenario")
    _add(menu, commands, SCENARIO)
    return menu


def view_menu(
    window: QMainWindow,
    commands: Commands,
    appearance: tuple[Appearance, Callable[[Appearance], object]],
    text_size: tuple[int, Callable[[int], object]],
) -> QActionGroup:
    """Make the View menu; of appearance and size of text it takes the present one and what chooses another.

    Returns:
        The sizes of text, each with its size as data: the one in use is to be checked.
    """
    menu = window.menuBar().addMenu("&View")
    _add(menu, commands, ("names", ""))
    _add_choices(menu.addMenu("&Appearance"), APPEARANCES, *appearance)
    sizes = menu.addMenu("&Text size")
    group = _add_choices(sizes, {size: f"{size}%" for size in TEXT_SIZES}, *text_size)
    sizes.addSeparator()
    _add(sizes, commands, ("larger_text", "smaller_text", "normal_text"))
    menu.addSeparator()
    _add(menu, commands, ("next_part", "previous_part", "dividers", "layout"))
    return group


def _add_choices(
    menu: QMenu, choices: Mapping[_Choice, str], current: _Choice, choose: Callable[[_Choice], object]
) -> QActionGroup:
    group = QActionGroup(menu)
    for value, text in choices.items():
        action = group.addAction(text)
        action.setCheckable(True)
        action.setData(value)
        action.setChecked(value == current)
        action.triggered.connect(_without_arguments(partial(choose, value)))
        menu.addAction(action)
    return group


def go_menu(
    window: QMainWindow, places: Sequence[tuple[str, str]], go: Callable[[str], object]
) -> list[QAction]:
    """Make the Go menu: every place by its key."""
    menu = window.menuBar().addMenu("&Go")
    made = []
    for number, (name, title) in enumerate(places, start=1):
        action = menu.addAction(f"&{number}  {title}" if number <= DIGITS else title)
        action.setShortcut(QKeySequence(place_key(number)))
        action.triggered.connect(lambda _=False, one=name: go(one))
        made.append(action)
    return made


def place_key(number: int) -> str:
    """The key of a place by its number in the list: Ctrl+1 to Ctrl+9, then Ctrl+Shift+1 and on."""
    return f"Ctrl+{number}" if number <= DIGITS else f"Ctrl+Shift+{number - DIGITS}"


def help_menu(window: QMainWindow, commands: Commands) -> None:
    """Make the Help menu."""
    _add(window.menuBar().addMenu("&Help"), commands, ("help", "log", "", "about"))


def fill_with_plans(menu: QMenu, plans: Iterable[Path], choose: Callable[[Path], object]) -> None:
    """List plans in a menu; an empty menu cannot be opened."""
    menu.clear()
    for path in plans:
        action = menu.addAction(path.stem.replace("&", "&&"))
        action.setToolTip(str(path))
        action.triggered.connect(lambda _=False, one=path: choose(one))
    menu.setEnabled(bool(menu.actions()))


def _add(menu: QMenu, commands: Commands, names: Iterable[str]) -> None:
    for name in names:
        if name:
            menu.addAction(commands[name])
        else:
            menu.addSeparator()


def _without_arguments(do: Callable[[], object]) -> Callable[[bool], None]:
    def run(_checked: bool = False) -> None:
        do()

    return run
