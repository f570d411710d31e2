"""A window as a user has it, on the samples, with settings of its own; nothing outlives its test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from planner.base.places import samples
from ui import theme
from ui.app import build_window
from ui.settings import Settings
from ui.theme import Appearance

PATIENCE = 30_000
"""Milliseconds that work may take on a busy machine."""


@pytest.fixture
def twelve():
    return samples() / "Twelve people.xlsx"


@pytest.fixture
def cluster():
    return samples() / "Airedale, Bradford and Leeds.xlsx"


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def let_go(qapp):
    """Take a closed window apart at once; left to Qt, it would stay until the tests are over."""

    def delete(window):
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    return delete


@pytest.fixture
def window(qtbot, qapp, settings, tmp_path, let_go):
    """An empty window, shown; closed with all its work at the end."""
    theme.dress(qapp, Appearance.LIGHT)
    made = build_window(settings, tmp_path / "planner.log")
    made.resize(1366, 728)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.document.undo_stack.setClean()
    made.close()
    let_go(made)


@pytest.fixture
def rest(qtbot):
    """Wait until a window has nothing left to do and has drawn it."""

    def wait(window):
        qtbot.waitUntil(lambda: not window.session.desk.is_busy, timeout=PATIENCE)
        qtbot.wait(20)
        qtbot.waitUntil(lambda: not window.session.desk.is_busy, timeout=PATIENCE)

    return wait


@pytest.fixture
def opened(window, twelve, rest):
    """The window with the small sample open and its first scenario worked out."""
    window.open_file(twelve)
    rest(window)
    assert window.document.results is not None, window.messages.words
    return window
