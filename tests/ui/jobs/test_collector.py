"""Dead objects that point at each other are collected on the UI thread and nowhere else."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from ui.jobs.collector import Collector


class Witness:
    """Notes on which thread it dies."""

    def __init__(self, deaths):
        self.deaths = deaths
        self.itself = self

    def __del__(self):
        self.deaths.append(threading.current_thread())


@pytest.fixture
def collector(qapp):
    parent = QObject()
    made = Collector(parent)
    made.start()
    yield made
    made.stop()


def make_rubbish(deaths):
    for _ in range(5_000):
        Witness(deaths)


def test_what_a_worker_leaves_dies_on_the_ui_thread(collector, qtbot):
    deaths = []
    worker = threading.Thread(target=make_rubbish, args=(deaths,))
    worker.start()
    worker.join()
    assert deaths == []
    qtbot.waitUntil(lambda: len(deaths) == 5_000, timeout=5_000)
    assert set(deaths) == {threading.main_thread()}


def test_python_collects_by_itself_again_afterwards(qapp):
    assert gc.isenabled()
    parent = QObject()
    made = Collector(parent)
    made.start()
    assert not gc.isenabled()
    made.stop()
    assert gc.isenabled()
