"""What every test stands on: no screen, no traces of the user, nothing left behind."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "house", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("house"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

GRACE_SECONDS = 3.0
"""How long a worker thread may take to end after its test."""


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, caches and documents away from those of whoever runs the tests."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name, inside in (
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_DOCUMENTS_DIR", "Documents"),
    ):
        monkeypatch.setenv(name, str(home / inside))
    return home


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running or a window showing."""
    before = set(threading.enumerate())
    yield
    running, showing = _threads_since(before), _windows_showing()
    assert not running, "left running"
    assert not showing, "left showing"


def _threads_since(before: set[threading.Thread]) -> list[threading.Thread]:
    """Threads started since, once those that are ending have had their time."""
    until = time.monotonic() + GRACE_SECONDS
    while left := [one for one in threading.enumerate() if one not in before and _is_ours(one)]:
        if time.monotonic() > until:
            break
        time.sleep(0.02)
    return left


def _is_ours(thread: threading.Thread) -> bool:
    """Whether a thread is Python's own; those that Qt and xdist made for themselves do not count."""
    return not isinstance(thread, threading._DummyThread) and "execnet" not in thread.name


def _windows_showing() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [repr(window) for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
