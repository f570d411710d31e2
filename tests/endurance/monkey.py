"""A seeded monkey at the window: it clicks, types and presses keys, and nothing may break.

After every action odds add to 1 and totals tie. At the end undo all the way back gives the plan that was
opened, and redo all the way forth the plan as it was left.

    python -m tests.endurance.monkey [--actions 2000] [--seed 1]
"""

import argparse
import faulthandler
import logging
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exception
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from planner.model.results import OUTCOME_ODDS
from planner.workbook.samples import generated_plan
from planner.workbook.write import write_plan
from ui import theme
from ui.app import build_window
from ui.places.directory import PLACES
from ui.settings import Settings

ACTIONS_IN_A_RUN = 100
PATIENCE = 60.0
STUCK = 90.0
"""Seconds without an action after which the process says where it hangs, and ends."""
HAIR = 1e-9
COMMANDS = (
    "copy_scenario",
    "new_scenario",
    "rename_scenario",
    "delete_scenario",
    "snapshot_scenario",
    "lock_scenario",
    "find",
    "filters",
    "names",
    "help",
)
"""Commands that open no dialog of the system's own."""
KEYS = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space),
    *(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2),
    *(Qt.Key.Key_0, Qt.Key.Key_3, Qt.Key.Key_5, Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_D, Qt.Key.Key_S),
)
CHORDS = "zydvcfa"
"""Letters that mean something with Ctrl: undo, redo, fill down, paste, copy, find, all."""
TEXTS = (
    *("", "0", "50", "100", "0.5", "-1", "1e9", "tbc", "8a", "Band 7", "31/03/2013", "31/02/2013", "£27,625"),
    *("CON", "C1", "=1+1", "Ümlaut & <b>", "1\t2\n3\t4", "Y", ">10", "5..9", "no such thing"),
)
_LUCK = st.randoms(use_true_random=True)
PLACE = _LUCK.map(lambda luck: luck.randrange(10_000))
"""Any place among many, each as likely; hypothesis by itself would mostly draw the first."""
PART = _LUCK.map(lambda luck: luck.uniform(0.02, 0.98))


def any_of(things: Sequence[Any]) -> st.SearchStrategy[Any]:
    """One of some things, each as likely."""
    return _LUCK.map(lambda luck: luck.choice(things))


BOARD_KEYS = (
    *(Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Delete),
    *(Qt.Key.Key_5, Qt.Key.Key_0, Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_B, Qt.Key.Key_X, Qt.Key.Key_M),
)
BUTTONS = ("record", "record", "take_back", "lock", "unlock")
LOOKS = ("As the system", "Light", "Dark", "High contrast", "100%", "125%", "150%", "200%")
ANSWERS = ("Ours", "Theirs", "A third way", "Baseline", "")
INNER = ("qt_", "ScrollLeftButton", "ScrollRightButton")


class _Watch(logging.Handler):
    """Takes errors that the program writes into its log: work in the background ended in them."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        """Take one."""
        self._errors.append(logging.Formatter().format(record))


class Monkey(RuleBasedStateMachine):
    """One run at a fresh window with the same plan."""

    path: Path
    """Of the plan; a copy of it is opened."""
    counted = 0
    edits = 0
    """Actions of all runs, and the steps that could be undone at their ends."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.errors: list[str] = []
        self._hook, sys.excepthook = sys.excepthook, self._caught
        self._watch = _Watch(self.errors)
        logging.getLogger().addHandler(self._watch)
        home = Path(self.folder.name)
        mine = home / "plan.xlsx"
        mine.write_bytes(self.path.read_bytes())
        self.window = build_window(Settings(home / "settings.ini"), home / "planner.log")
        self.window.resize(1366, 728)
        self.window.show()
        self.window.open_file(mine)
        self._rest()
        self.document = self.window.document
        assert self.document.plan is not None, self.window.messages.words
        self.first = self.document.plan
        self._closer = QTimer()
        self._closer.timeout.connect(_close_what_popped_up)
        self._closer.start(50)

    # ------------------------------------------------------------ what it does

    @rule(at=PLACE)
    def go(self, at: int) -> None:
        """Go to a place."""
        self.window.go(PLACES[at % len(PLACES)].name)

    @rule(which=PLACE, x=PART, y=PART, twice=st.booleans())
    def click(self, which: int, x: float, y: float, twice: bool) -> None:
        """Click somewhere on a control in sight."""
        if widget := self._one_of(self._controls(), which):
            spot = QPoint(int(widget.width() * x), int(widget.height() * y))
            target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=spot)
            if twice and isValid(target):
                QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=spot)

    @rule(which=PLACE, keys=st.lists(any_of(KEYS), min_size=1, max_size=6))
    def press(self, which: int, keys: Sequence[Qt.Key]) -> None:
        """Press keys on a control in sight, and on whatever has the focus then."""
        widget = self._one_of(self._controls(), which)
        if widget is not None:
            widget.setFocus()
        for key in keys:
            QTest.keyClick(self._focus(widget), key)

    @rule(which=PLACE, letter=any_of(CHORDS), text=any_of(TEXTS))
    def chord(self, which: int, letter: str, text: str) -> None:
        """Press Ctrl and a letter on a table, with something on the clipboard."""
        QApplication.clipboard().setText(text)
        tables = [one for one in self._controls() if isinstance(one, QAbstractItemView)]
        widget = self._one_of(tables, which)
        if widget is not None:
            widget.setFocus()
        QTest.keyClick(self._focus(widget), letter, Qt.KeyboardModifier.ControlModifier)

    @rule(which=PLACE, text=any_of(TEXTS), enters=st.booleans())
    def write(self, which: int, text: str, enters: bool) -> None:
        """Type into a field, or into the cell in hand of a table."""
        wanted = (QLineEdit, QAbstractItemView)
        widget = self._one_of([one for one in self._controls() if isinstance(one, wanted)], which)
        if widget is None:
            return
        widget.setFocus()
        QTest.keyClicks(self._focus(widget), text.partition("\t")[0].partition("\n")[0])
        if enters:
            QTest.keyClick(self._focus(widget), Qt.Key.Key_Return)

    @rule(which=PLACE, at=PLACE)
    def choose(self, which: int, at: int) -> None:
        """Choose from a drop-down."""
        boxes = [one for one in self._controls() if isinstance(one, QComboBox) and one.count()]
        if isinstance(box := self._one_of(boxes, which), QComboBox):
            box.setCurrentIndex(at % box.count())
            box.activated.emit(box.currentIndex())

    @rule(name=any_of(COMMANDS), answer=any_of(ANSWERS))
    def command(self, name: str, answer: str) -> None:
        """Give a command of the menus, and answer what it asks."""
        action = self.window.commands[name]
        if action.isEnabled():
            action.trigger()
            field = self.window.messages.field
            if field.isVisible():
                field.setText(answer)
                QTest.keyClick(field, Qt.Key.Key_Return)

    @rule(tab=PLACE, row=PLACE, column=PLACE, text=any_of(TEXTS))
    def type_in_a_cell(self, tab: int, row: int, column: int, text: str) -> None:
        """Type into a cell of one of the plan's tables."""
        table = self._data(tab)
        if table is None or not table.model().rowCount():
            return
        model = table.model()
        cell = model.index(row % model.rowCount(), column % model.columnCount())
        table.scrollTo(cell)
        table.setCurrentIndex(cell)
        table.setFocus()
        QTest.keyClick(self._focus(table), Qt.Key.Key_F2)
        QTest.keyClicks(self._focus(table), text.partition("\t")[0].partition("\n")[0])
        QTest.keyClick(self._focus(table), Qt.Key.Key_Return)

    @rule(tab=PLACE, row=PLACE, column=PLACE, text=any_of(TEXTS), keeps=st.booleans())
    def paste(self, tab: int, row: int, column: int, text: str, keeps: bool) -> None:
        """Paste over cells, and put it in or leave it."""
        table = self._data(tab)
        if table is None or not table.model().rowCount():
            return
        model = table.model()
        QApplication.clipboard().setText(text)
        table.setCurrentIndex(model.index(row % model.rowCount(), column % model.columnCount()))
        table.setFocus()
        QTest.keyClick(table, "v", Qt.KeyboardModifier.ControlModifier)
        self._rest()
        wanted = "Put them in" if keeps else "Leave it"
        for one in self.window.place("data").findChildren(QAbstractButton):
            if one.isVisible() and one.isEnabled() and one.text() == wanted:
                QTest.mouseClick(one, Qt.MouseButton.LeftButton)

    @rule(tab=PLACE, name=any_of(("Add row", "Duplicate", "Delete")), row=PLACE)
    def change_rows(self, tab: int, name: str, row: int) -> None:
        """Add, copy or delete a row of one of the plan's tables."""
        table = self._data(tab)
        if table is not None and table.model().rowCount():
            table.setCurrentIndex(table.model().index(row % table.model().rowCount(), 0))
        for one in self.window.place("data").findChildren(QAbstractButton):
            if one.isVisible() and one.isEnabled() and one.text() == name:
                QTest.mouseClick(one, Qt.MouseButton.LeftButton)

    @rule(row=PLACE, column=PLACE, keys=st.lists(any_of(BOARD_KEYS), min_size=1, max_size=4))
    def work_the_board(self, row: int, column: int, keys: Sequence[Qt.Key]) -> None:
        """Move, split, stop and unclaim work by keys."""
        self.window.go("functions")
        self._rest()
        board = self.window.place("functions").board
        model = board.grid.model()
        if not (board.grid.isVisible() and model.rowCount() and model.columnCount()):
            return
        board.grid.setCurrentIndex(model.index(row % model.rowCount(), column % model.columnCount()))
        board.grid.setFocus()
        for key in keys:
            QTest.keyClick(self._focus(board.grid), key)

    @rule(
        person=PLACE,
        result=PLACE,
        where=PLACE,
        button=any_of(("record", "take_back", "lock", "unlock")),
    )
    def record(self, person: int, result: int, where: int, button: str) -> None:
        """Record what came of somebody, or take it back."""
        self.window.go("people")
        self._rest()
        place = self.window.place("people")
        rows = place.people.model.rowCount()
        if not rows:
            return
        place.people.view.select_row(person % rows)
        panel = place.card.record
        for one in place.card.findChildren(QTabBar):
            one.setCurrentIndex(1)
        self._rest()
        panel.result.setCurrentIndex(result % panel.result.count())
        if panel.place.count():
            panel.place.setCurrentIndex(where % panel.place.count())
        if getattr(panel, button).isVisible() and getattr(panel, button).isEnabled():
            QTest.mouseClick(getattr(panel, button), Qt.MouseButton.LeftButton)

    @rule(times=st.integers(1, 8))
    def undo(self, times: int) -> None:
        """Undo a few steps, quicker than they are worked out."""
        for _ in range(times):
            self.document.undo_stack.undo()

    @rule(times=st.integers(1, 8))
    def redo(self, times: int) -> None:
        """Redo a few steps."""
        for _ in range(times):
            self.document.undo_stack.redo()

    @rule()
    def save(self) -> None:
        """Save the plan; it can be undone past that."""
        if self.window.commands["save"].isEnabled():
            self.window.commands["save"].trigger()

    @rule(which=PLACE)
    def dress(self, which: int) -> None:
        """Look otherwise: other colours, or another size of text."""
        looks = [one for one in self.window.findChildren(QAction) if one.text().replace("&", "") in LOOKS]
        looks[which % len(looks)].trigger()

    @rule(width=st.integers(880, 1700), height=st.integers(460, 1000))
    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self.window.resize(width, height)

    # ------------------------------------------------------------ what must hold

    @invariant()
    def nothing_breaks(self) -> None:
        """No exception, no dialog left, and figures that tie."""
        type(self).counted += 1
        faulthandler.dump_traceback_later(STUCK, exit=True)
        self._rest()
        assert not self.errors, self.errors[0]
        results = self.document.results
        assert results is not None, self.window.messages.words
        assert results.plan is self.document.plan
        assert np.allclose(results.people[list(OUTCOME_ODDS)].sum(axis=1), 1.0, rtol=0, atol=HAIR)
        assert (results.ties["difference"].abs() <= results.ties["allowed"]).all(), results.ties

    def teardown(self) -> None:
        """Undo everything, redo everything, and close."""
        try:
            stack = self.document.undo_stack
            while stack.canRedo():
                stack.redo()
            last = self.document.plan
            type(self).edits += stack.count()
            while stack.canUndo():
                stack.undo()
            assert self.document.plan == self.first
            while stack.canRedo():
                stack.redo()
            assert self.document.plan == last
            self._rest()
            assert not self.errors, self.errors[0]
        finally:
            self._closer.stop()
            self.document.undo_stack.setClean()
            self.window.close()
            self.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            sys.excepthook = self._hook
            logging.getLogger().removeHandler(self._watch)
            faulthandler.cancel_dump_traceback_later()
            self.folder.cleanup()

    # ------------------------------------------------------------ inside

    def _caught(self, _kind: type[BaseException], error: BaseException, _passed: object) -> None:
        self.errors.append("".join(format_exception(error)))

    def _rest(self) -> None:
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            QApplication.processEvents()
            _close_what_popped_up()
            if not self.window.session.desk.is_busy:
                QApplication.processEvents()
                return
            time.sleep(0.001)
        raise TimeoutError("The window did not come to rest.")

    def _controls(self) -> list[QWidget]:
        """Controls in sight that a user could use, in the order they were made."""
        kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)
        place = self.window.current_place or self.window
        found = [*place.findChildren(QWidget), *self.window.top.findChildren(QWidget)]
        found += self.window.messages.findChildren(QWidget)
        return [
            one
            for one in found
            if one.isVisible()
            and one.isEnabled()
            and not one.objectName().startswith(INNER)
            and (isinstance(one, kinds) or one.focusPolicy() & Qt.FocusPolicy.TabFocus)
            and not _asks_for_a_file(one)
        ]

    def _data(self, tab: int) -> QAbstractItemView | None:
        """The view of one of the plan's tables, in sight; None where the table is empty."""
        self.window.go("data")
        self._rest()
        place = self.window.place("data")
        tabs = place.findChild(QTabBar)
        tabs.setCurrentIndex(tab % tabs.count())
        self._rest()
        return next((one for one in place.findChildren(QTableView) if one.isVisible()), None)

    def _one_of(self, widgets: Sequence[QWidget], which: int) -> QWidget | None:
        return widgets[which % len(widgets)] if widgets else None

    def _focus(self, otherwise: QWidget | None) -> QWidget:
        focus = self.window.focusWidget()
        if focus is not None and isValid(focus):
            return focus
        return otherwise if otherwise is not None and isValid(otherwise) else self.window


def _close_what_popped_up() -> None:
    """Close menus and dialogs, also those that wait for an answer."""
    for one in QApplication.topLevelWidgets():
        if one.isVisible() and isinstance(one, QDialog | QMenu):
            one.close()
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def _asks_for_a_file(one: QWidget) -> bool:
    """Whether a button opens the system's own dialogs, which a monkey offscreen cannot close."""
    if not isinstance(one, QAbstractButton):
        return False
    action = getattr(one, "defaultAction", lambda: None)()
    name = action.objectName() if action is not None else ""
    words = f"{name} {one.text()} {one.accessibleName()}".casefold()
    return any(part in words for part in ("print", "open", "preview", "save"))


def let_loose(plan: Path, actions: int, number: int) -> tuple[int, int]:
    """Run the monkey on a plan; returns how many actions there were, and steps to undo at the end.

    Raises:
        AssertionError: something broke; hypothesis says by what steps.
    """
    wanted = settings(
        max_examples=max(1, actions // ACTIONS_IN_A_RUN),
        stateful_step_count=min(actions, ACTIONS_IN_A_RUN),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        print_blob=False,
    )
    machine = type("SeededMonkey", (Monkey,), {"path": plan, "counted": 0, "edits": 0})
    run_state_machine_as_test(seed(number)(machine), settings=wanted)
    return int(machine.counted), int(machine.edits)


def main(words: Sequence[str] | None = None) -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description="A seeded monkey at the window.")
    parser.add_argument("--actions", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    application = QApplication.instance() or QApplication([])
    theme.dress(application)
    with TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.xlsx"
        write_plan(generated_plan(60, 3, 2, 10, seed=asked.seed), plan)
        done, edits = let_loose(plan, asked.actions, asked.seed)
    print(f"{done:,} actions with seed {asked.seed}, {edits:,} edits to undo and redo: nothing broke.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
