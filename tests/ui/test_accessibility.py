"""Every control has a name for a screen reader, the keyboard reaches it, and one sees where one is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QWidget,
)

from ui.places.directory import PLACES
from ui.theme import Appearance
from ui.widgets.message_bar import Question, Way
from ui.widgets.odds_bar import OddsBar

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QTabBar,
    QTextEdit,
    OddsBar,
)
INNER = ("qt_", "ScrollLeftButton", "ScrollRightButton")
"""What Qt builds into its own widgets and names itself."""
MOST_STEPS = 120
"""Presses of Tab after which a way round a place would be no way round."""


def controls(root):
    """Every widget that a user works, and every painted one that can have the focus."""
    for one in root.findChildren(QWidget):
        is_control = isinstance(one, CONTROLS) or (is_ours(one) and takes_tab(one))
        if not is_control or isinstance(one, QHeaderView | QScrollBar | QSplitterHandle):
            continue
        if (
            one.objectName().startswith(INNER)
            or is_within(one, QComboBox)
            or is_within(one, QAbstractSpinBox)
        ):
            continue
        if not is_a_corner(one):
            yield one


def is_ours(one):
    return type(one).__module__.startswith("ui.")


def is_within(one, kind):
    parent = one.parentWidget()
    while parent is not None:
        if isinstance(parent, kind):
            return True
        parent = parent.parentWidget()
    return False


def is_a_corner(one):
    return type(one) is QAbstractButton and isinstance(one.parentWidget(), QAbstractScrollArea)


def takes_tab(one):
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)


def is_reached_otherwise(one):
    """By the arrow keys within a group or another part of a board, or by the keys that edit a text."""
    if isinstance(one, QAbstractItemView):
        beside = one.window().findChildren(QAbstractItemView)
        return any(each.model() is one.model() and takes_tab(each) for each in beside if each is not one)
    return isinstance(one.parentWidget(), QLineEdit) or (isinstance(one, QAbstractButton) and one.group())


def told(one):
    return f"{type(one).__name__} '{one.accessibleName()}' in {type(one.parentWidget()).__name__}"


def nameless(root):
    return [
        f"{told(one)} {one.parentWidget().objectName()}"
        for one in controls(root)
        if not (one.accessibleName() or getattr(one, "text", str)().strip())
    ]


@pytest.fixture
def visited(opened, rest, qtbot):
    """The window with every place built, and everything in it that a user can call up."""
    for kind in PLACES:
        opened.go(kind.name)
        rest(opened)
    opened.place("compare").above.setCurrentIndex(1)
    opened.go("compare")
    rest(opened)
    qtbot.waitUntil(lambda: opened.place("compare").charts.is_drawn)
    opened.place("checks").toggle_filters()
    opened.help.toggle()
    return opened


# ---------------------------------------------------------------- names


def test_every_control_has_a_name(visited):
    assert len(list(controls(visited))) > 120
    assert nameless(visited) == []


@pytest.mark.parametrize("kind", PLACES, ids=lambda one: one.name)
def test_every_control_has_a_name_while_the_filters_of_its_place_are_shown(opened, rest, kind):
    opened.go(kind.name)
    rest(opened)
    opened.place(kind.name).toggle_filters()
    rest(opened)
    assert nameless(opened) == []


def test_the_bar_has_names_in_every_state(opened):
    bar = opened.messages
    for show in (
        lambda: bar.say("It is saved."),
        lambda: bar.say("It is not saved.", "error", (Way("Try again", bar.hide), Way("Leave it", bar.hide))),
        lambda: bar.ask(Question("Name of the copy", "Copy", str)),
        lambda: bar.ask(Question("Password of Plan.xlsx", "Open", str, is_secret=True)),
    ):
        show()
        assert nameless(bar) == []
        assert bar.accessibleDescription() == bar.words
        assert bar.field.accessibleName() in (bar.words, "Answer") or not bar.field.isVisible()


def test_dialogs_have_names(opened):
    opened.commands["about"].trigger()
    dialogs = [one for one in opened.findChildren(QDialog) if one.isVisible()]
    assert dialogs
    for one in dialogs:
        assert one.windowTitle()
        assert nameless(one) == []
        one.close()


def test_places_and_panels_have_names(visited):
    for kind in PLACES:
        assert visited.place(kind.name).accessibleName() == kind.title
    for one in (visited.top, visited.help, visited.list, visited.messages, visited.welcome):
        assert one.accessibleName()


def test_charts_say_what_they_show(visited):
    visited.go("results")
    panel = visited.place("results").panel
    assert panel.bars.accessibleName()
    assert panel.bars.accessibleDescription()
    for chart in (
        visited.place("compare").charts.bars["Talent lost"],
        visited.place("compare").charts.cash[0],
    ):
        assert chart.accessibleName()
        assert chart.accessibleDescription()


# ---------------------------------------------------------------- the keyboard


def test_every_button_and_field_can_be_reached_by_keyboard(visited):
    deaf = [
        told(one)
        for one in controls(visited)
        if isinstance(one, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView | QTabBar | QTextEdit)
        and not takes_tab(one)
        and not is_reached_otherwise(one)
    ]
    assert deaf == []


def way_round(window, qtbot):
    """The controls that Tab goes through from the top of the window until it is back."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.top.scenario.setFocus()
    met = []
    for _ in range(MOST_STEPS):
        now = QApplication.focusWidget()
        if now in met:
            return met
        met.append(now)
        if isinstance(now, QAbstractItemView) and now.tabKeyNavigation():
            window.commands["next_part"].trigger()  # Tab goes from cell to cell there
        else:
            QTest.keyClick(now, Qt.Key.Key_Tab)
    return met


@pytest.mark.parametrize("kind", PLACES, ids=lambda one: one.name)
def test_tab_reaches_every_control_of_a_place_and_comes_back(opened, rest, qtbot, kind):
    opened.go(kind.name)
    rest(opened)
    met = way_round(opened, qtbot)
    assert 5 < len(met) < MOST_STEPS
    held = [one for one in met if isinstance(one, QAbstractItemView) and one.tabKeyNavigation()]
    place = opened.place(kind.name)
    missed = [
        told(one)
        for one in controls(place)
        if one.isVisible() and one.isEnabled() and takes_tab(one) and one not in met
        if not held and not is_reached_otherwise(one)
    ]
    assert missed == []


@pytest.mark.parametrize("kind", PLACES, ids=lambda one: one.name)
def test_tab_enters_a_place_at_its_top(opened, rest, qtbot, kind):
    opened.go(kind.name)
    rest(opened)
    place = opened.place(kind.name)
    met = [one for one in way_round(opened, qtbot) if place.isAncestorOf(one)]
    top = {one: one.mapTo(place, one.rect().topLeft()).y() for one in met}
    assert met
    assert top[met[0]] <= min(top.values()) + 40


def test_f6_goes_round_the_parts_of_the_window_and_back(opened, rest, qtbot):
    opened.go("checks")
    rest(opened)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    opened.list.setFocus()
    opened.messages.say("It is saved.")
    parts = []
    for _ in range(4):
        opened.commands["next_part"].trigger()
        now = QApplication.focusWidget()
        parts.append(next(one for one in opened._parts() if one is now or one.isAncestorOf(now)))
    assert parts == [opened.stack, opened.messages, opened.top, opened.list]
    opened.commands["previous_part"].trigger()
    assert opened.top.isAncestorOf(QApplication.focusWidget())


def test_f6_comes_back_to_where_one_was(opened, rest, qtbot):
    opened.go("checks")
    rest(opened)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    search = opened.place("checks").table.search
    search.setFocus()
    opened.commands["next_part"].trigger()
    assert QApplication.focusWidget() is not search
    opened.commands["previous_part"].trigger()
    assert QApplication.focusWidget() is search


def test_a_divider_is_moved_by_the_arrow_keys(opened, rest, qtbot):
    opened.go("compare")
    rest(opened)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    search = opened.place("compare").detail.search
    search.setFocus()
    opened.commands["dividers"].trigger()
    handle = QApplication.focusWidget()
    assert isinstance(handle, QSplitterHandle)
    assert "Divider" in handle.accessibleName()
    before = handle.splitter().sizes()
    qtbot.keyClick(handle, Qt.Key.Key_Up)
    assert handle.splitter().sizes()[0] < before[0]
    qtbot.keyClick(handle, Qt.Key.Key_Down)
    assert handle.splitter().sizes() == before
    qtbot.keyClick(handle, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is search


def test_no_two_commands_have_the_same_key(visited):
    keys = [
        key.toString()
        for action in visited.findChildren(type(visited.commands["open"]))
        for key in action.shortcuts()
        if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut
    ]
    assert sorted(keys) == sorted(set(keys))


# ---------------------------------------------------------------- seeing where one is


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST])
def test_the_focus_is_seen_on_every_control(opened, rest, qtbot, appearance):
    opened.view.set_appearance(appearance)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    unseen = set()
    for kind in PLACES:
        opened.go(kind.name)
        rest(opened)
        for one in list(controls(opened)):
            if one.isVisible() and one.isEnabled() and takes_tab(one) and not _is_seen(one, opened.top.year):
                unseen.add(told(one))
    opened.view.set_appearance(Appearance.LIGHT)
    assert unseen == set()


def _is_seen(one, elsewhere):
    (elsewhere if one is not elsewhere else one.window().list).setFocus()
    QApplication.processEvents()
    without = one.grab().toImage()
    one.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    if QApplication.focusWidget() is not one and not one.isAncestorOf(QApplication.focusWidget()):
        return True  # it hands the focus on, to what is looked at by itself
    return one.grab().toImage() != without
