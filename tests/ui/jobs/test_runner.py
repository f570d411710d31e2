"""Work off the UI thread: one run of a kind at a time, progress, cancel, and a clean end."""

import threading
import time

import pytest

from planner.base.errors import NotAPlanError
from ui.jobs.desk import Desk

WAIT = 10_000


@pytest.fixture
def desk(qapp):
    made = Desk()
    yield made
    made.shut()


def endless(tick):
    while True:
        tick(0.1, "going round")
        time.sleep(0.002)


def test_work_is_done_on_another_thread_and_delivered_on_this_one(desk, qtbot):
    told = []
    runner = desk.runner("one")
    with qtbot.waitSignal(runner.ended, timeout=WAIT):
        runner.start(
            "Asking",
            lambda _tick: threading.get_ident(),
            lambda found: told.append((found, threading.get_ident())),
        )
    ((worker, here),) = told
    assert worker != here == threading.get_ident()


def test_a_new_run_takes_the_place_of_the_old_one(desk, qtbot):
    runner = desk.runner("one")
    told = []
    runner.start("Going round", endless, told.append)
    with qtbot.assertNotEmitted(runner.cancelled), qtbot.waitSignal(runner.succeeded, timeout=WAIT):
        runner.start("Counting", lambda _tick: 42, told.append)
    assert told == [42]


def test_cancel_ends_a_run_at_once_and_nothing_comes_after(desk, qtbot):
    runner = desk.runner("one")
    with qtbot.waitSignal(runner.progressed, timeout=WAIT):
        runner.start("Going round", endless)
    with qtbot.waitSignal(runner.cancelled, timeout=WAIT):
        desk.cancel()
    assert not desk.is_busy
    with qtbot.assertNotEmitted(runner.progressed, wait=80):
        pass


def test_progress_says_what_is_being_done(desk, qtbot):
    with qtbot.waitSignal(desk.busy, check_params_cb=lambda doing, share: share == 0.1, timeout=WAIT) as seen:
        desk.runner("one").start("Going round", endless)
    assert seen.args == ["going round", 0.1]


def test_an_error_is_handed_on_and_the_desk_rests(desk, qtbot):
    def refuse(_tick):
        raise NotAPlanError("It is a letter.")

    told = []
    desk.failed.connect(told.append)
    with qtbot.waitSignal(desk.idle, timeout=WAIT):
        desk.runner("one").start("Opening", refuse)
    assert [str(error) for error in told] == ["It is a letter."]


def test_a_desk_that_is_shut_starts_nothing_more(qapp):
    desk = Desk()
    runner = desk.runner("one")
    desk.shut()
    for one in (runner, desk.runner("two")):
        one.start("Counting", lambda _tick: 42)
        assert not one.is_busy


def test_shutting_the_desk_waits_for_work_and_silences_it(qapp, qtbot):
    desk = Desk()
    desk.runner("one").start("Going round", endless)
    qtbot.wait(30)
    with qtbot.assertNotEmitted(desk.idle, wait=50):
        desk.shut()
    assert not [one for one in threading.enumerate() if one.name.startswith("planner")]
