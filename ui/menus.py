"""The menus: where each command stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.theme import Appearance

Commands = Mapping[str, QAction]
FILE = ("save", "save_as", "", "save_results", "save_pdf", "", "preview", "print", "", "quit")
APPEARANCES = {
    Appearance.SYSTEM: "As the &system",
    Appearance.LIGHT: "&Light",
    Appearance.DARK: "&Dark",
}


def file_menu(window: QMainWindow, commands: Commands) -> tuple[QMenu, QMenu]:
    """Make the File menu; returns its menus of recent and of sample plans, to be filled."""
    menu = window.menuBar().addMenu("&File")
    menu.addAction(commands["open"])
    recent, samples = menu.addMenu("Open &recent"), menu.addMenu("Open a sa&mple")
    menu.addSeparator()
    _add(menu, commands, FILE)
    return recent, samples


def edit_menu(window: QMainWindow, commands: Commands, undo_stack: QUndoStack) -> None:
    """Make the Edit menu; undo and redo name what they would undo or redo."""
    menu = window.menuBar().addMenu("&Edit")
    undo = undo_stack.createUndoAction(window, "&Undo")
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    redo = undo_stack.createRedoAction(window, "&Redo")
    redo.setShortcut(QKeySequence.StandardKey.Redo)
    menu.addActions([undo, redo])
    menu.addSeparator()
    _add(menu, commands, ("find", "filters"))


def scenario_menu(window: QMainWindow, commands: Commands) -> None:
    """Make the Scenario menu."""
    names = ("copy_scenario", "rename_scenario", "", "delete_scenario")
    _add(window.menuBar().addMenu("&Scenario"), commands, names)


def view_menu(
    window: QMainWindow, commands: Commands, current: Appearance, choose: Callable[[Appearance], object]
) -> None:
    """Make the View menu."""
    menu = window.menuBar().addMenu("&View")
    _add(menu, commands, ("names", ""))
    inner = menu.addMenu("&Appearance")
    group = QActionGroup(inner)
    for appearance, text in APPEARANCES.items():
        action = group.addAction(text)
        action.setCheckable(True)
        action.setChecked(appearance is current)
        action.triggered.connect(lambda _=False, one=appearance: choose(one))
        inner.addAction(action)


def go_menu(
    window: QMainWindow, places: Sequence[tuple[str, str]], go: Callable[[str], object]
) -> list[QAction]:
    """Make the Go menu: every place by Ctrl and its number."""
    menu = window.menuBar().addMenu("&Go")
    made = []
    for number, (name, title) in enumerate(places, start=1):
        action = menu.addAction(f"&{number}  {title}")
        action.setShortcut(QKeySequence(f"Ctrl+{number}"))
        action.triggered.connect(lambda _=False, one=name: go(one))
        made.append(action)
    return made


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
