"""Every control has a name for a screen reader, and the keyboard reaches it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QTabBar,
    QTextBrowser,
    QWidget,
)

from ui.places.directory import PLACES
from ui.widgets.odds_bar import OddsBar

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QTabBar,
    QTextBrowser,
    OddsBar,
)
INNER = ("qt_", "ScrollLeftButton", "ScrollRightButton")
"""What Qt builds into its own widgets and names itself."""


def controls(window):
    for one in window.findChildren(QWidget):
        if not isinstance(one, CONTROLS) or isinstance(one, QHeaderView):
            continue
        if one.objectName().startswith(INNER) or _is_inside_a_combo(one) or _is_a_corner(one):
            continue
        yield one


def _is_inside_a_combo(one):
    parent = one.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox):
            return True
        parent = parent.parentWidget()
    return False


def _is_a_corner(one):
    return type(one) is QAbstractButton and isinstance(one.parentWidget(), QAbstractScrollArea)


def _is_reached_otherwise(one):
    """By the arrow keys within a group of buttons, or by the keys that edit a text."""
    return isinstance(one.parentWidget(), QLineEdit) or (isinstance(one, QAbstractButton) and one.group())


@pytest.fixture
def visited(opened, rest):
    """The window with every place built, and everything in it that a user can call up."""
    for kind in PLACES:
        opened.go(kind.name)
        rest(opened)
    opened.place("data").table.toggle_filters()
    opened.help.toggle()
    return opened


def test_every_control_has_a_name(visited):
    found = list(controls(visited))
    nameless = [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__} {one.parentWidget().objectName()}"
        for one in found
        if not (one.accessibleName() or getattr(one, "text", str)().strip())
    ]
    assert len(found) > 80
    assert nameless == []


def test_every_button_and_field_can_be_reached_by_keyboard(visited):
    deaf = [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in controls(visited)
        if isinstance(one, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView)
        and not one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _is_reached_otherwise(one)
    ]
    assert deaf == []


def test_no_two_commands_have_the_same_key(visited):
    keys = [action.shortcut().toString() for action in visited.findChildren(type(visited.commands["open"]))]
    used = [key for key in keys if key]
    assert sorted(used) == sorted(set(used))


def test_charts_say_what_they_show(visited):
    visited.go("results")
    panel = visited.place("results").panel
    assert panel.bars.accessibleName()
    assert panel.bars.accessibleDescription()
