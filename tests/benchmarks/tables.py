"""How long the window is busy while a table of 60,000 rows is scrolled, searched and edited."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING

import numpy as np

from planner.workbook.origin import Origin
from planner.workbook.read import Reading
from planner.workbook.samples import generated_plan
from tests.benchmarks.measure import verdict

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow
    from ui.places.data import DataPlace

SIZE = (60_000, 211, 151, 60)
"""Staff, CCGs, senders, functions."""
LONGEST = 16.0
"""Milliseconds that a frame may take, of 95 in 100."""
SCROLLS, KEYS = 300, 200
IDLE = 0.0005
"""Seconds: a shorter look at the window's events found none."""
WORDS = ("manager", "finance", "officer 7", "2010", "director")
"""What is searched for; typed and taken away again."""
FILTERS = (("born", "196"), ("fte", "<0.8"), ("position_title", "manager"), ("employee_number", "12"))


def main() -> bool:
    """Measure; tell whether every bar is met."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"The staff table of {SIZE[0]:,} rows:")
    with _window() as window:
        data = _data(window)
        met = _verdict("scrolling, a frame", _scrolled(data))
        met &= _verdict("typing into Find, a frame", _typed_into_find(data))
        met &= _verdict("typing into filters, a frame", _typed_into_filters(data))
        met &= _verdict("typing into a cell, a frame", _typed_into_a_cell(data))
        _verdict("putting a value in a cell", _put_in(window, data))
    return met


def _verdict(what: str, frames: list[float]) -> bool:
    milliseconds = 1000 * float(np.percentile(frames, 95))
    return verdict(f"{what} (p95 of {len(frames):,})", milliseconds, LONGEST, "ms")


@contextmanager
def _window() -> "Iterator[MainWindow]":
    """A window with the plan in hand; closed at the end."""
    from PySide6.QtWidgets import QApplication

    from ui import theme
    from ui.app import build_window
    from ui.document.work import Opened
    from ui.settings import Settings

    application = QApplication.instance() or QApplication([])
    theme.dress(application)  # type: ignore[arg-type]
    plan = generated_plan(*SIZE, seed=1)
    with tempfile.TemporaryDirectory() as folder:
        window = build_window(Settings(Path(folder) / "settings.ini"), Path(folder) / "planner.log")
        window.resize(1366, 728)
        window.show()
        path = Path(folder) / "plan.xlsx"
        window.document.take(Opened(path, Reading(plan, (), (), Origin(), None, path), None, is_sample=True))
        _rest(window)
        yield window
        window.document.undo_stack.setClean()
        window.close()


def _data(window: "MainWindow") -> "DataPlace":
    from ui.places.data import DataPlace

    window.go("data")
    _rest(window)
    place = window.place("data")
    assert isinstance(place, DataPlace)
    return place


def _rest(window: "MainWindow") -> None:
    """Wait until nothing is left to work out or to paint."""
    _frames(lambda: window.session.desk.is_busy)


def _frames(is_going: Callable[[], bool]) -> list[float]:
    """Seconds of each turn of the window's events in which anything happened."""
    from PySide6.QtWidgets import QApplication

    found = []
    idle = 0
    while is_going() or idle < 20:
        start = perf_counter()
        QApplication.processEvents()
        taken = perf_counter() - start
        idle = 0 if taken > IDLE else idle + 1
        if taken > IDLE:
            found.append(taken)
        else:
            sleep(IDLE)
    return found


def _scrolled(data: "DataPlace") -> list[float]:
    from PySide6.QtWidgets import QApplication

    bar = data.table.view.verticalScrollBar()
    anywhere = np.random.default_rng(1)
    found = []
    for nth in range(SCROLLS):
        to = bar.value() + 3 if nth % 2 else int(anywhere.integers(bar.maximum()))
        start = perf_counter()
        bar.setValue(to)
        QApplication.processEvents()
        data.table.view.viewport().repaint()
        found.append(perf_counter() - start)
    return found


def _press(widget: "QWidget", keys: str) -> list[float]:
    """Type; each key is a frame."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    found = []
    for key in keys:
        start = perf_counter()
        QTest.keyClicks(widget, key)
        QApplication.processEvents()
        found.append(perf_counter() - start)
    return found


def _typed_into_find(data: "DataPlace") -> list[float]:
    field = data.table.search
    found: list[float] = []
    while len(found) < KEYS:
        for words in WORDS:
            for text in (words, "\b" * len(words)):
                found += _press(field, text)
                found += _frames(lambda: data.table.is_filtering)
    return found


def _typed_into_filters(data: "DataPlace") -> list[float]:
    data.table.toggle_filters()
    _frames(lambda: False)
    found: list[float] = []
    while len(found) < KEYS:
        for key, words in FILTERS:
            field = data.table.view.heads.field(data.table.model.column_of(key))
            for text in (words, "\b" * len(words)):
                found += _press(field, text)
                found += _frames(lambda: data.table.is_filtering)
    data.table.toggle_filters()
    _frames(lambda: data.table.is_filtering)
    return found


def _typed_into_a_cell(data: "DataPlace") -> list[float]:
    from PySide6.QtWidgets import QLineEdit

    cells = data.table.cells
    cells.go_to(100, data.table.model.column_of("position_title"))
    cells.start_editing()
    field = cells.viewport().findChildren(QLineEdit)[0]
    found = _press(field, "Assistant manager of contracts, late of Leeds " * 5)[:KEYS]
    _press(field, "\x1b")
    return found


def _put_in(window: "MainWindow", data: "DataPlace") -> list[float]:
    """The window's part of an edit: until the cell shows what was typed; evaluation goes on beside it."""
    from PySide6.QtWidgets import QApplication

    model = data.table.model
    at = model.column_of("fte")
    found = []
    for row in range(20):
        start = perf_counter()
        model.setData(model.index(row, at), f"0.{row + 11}")
        QApplication.processEvents()
        found.append(perf_counter() - start)
        _rest(window)
    return found
