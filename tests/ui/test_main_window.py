"""Work in the window and its end: progress, closing, faults, and what fits a small screen."""

import os
import threading
from pathlib import Path

from ui.app import build_window
from ui.main_window import MainWindow
from ui.places.directory import PLACES

PATIENCE = 30_000


def test_work_that_takes_a_while_shows_progress_and_can_be_cancelled(window, qtbot):
    is_to_end = threading.Event()
    window.session.desk.runner("open").start("Opening a plan", lambda _tick: is_to_end.wait(PATIENCE / 1000))
    assert window.work.words == "Opening a plan"
    assert not window.work.stop_button.isVisible()
    qtbot.waitUntil(window.work.stop_button.isVisible)
    window.work.stop_button.click()
    is_to_end.set()
    assert not window.session.desk.is_busy
    assert not window.work.stop_button.isVisible()


def test_opening_that_is_cancelled_opens_nothing(window, cluster, qtbot):
    window.open_file(cluster)
    window.session.desk.cancel()
    qtbot.wait(100)
    assert window.document.plan is None


def test_work_that_is_soon_done_is_not_shown(opened, qtbot, rest):
    with qtbot.waitSignal(opened.document.evaluated, timeout=PATIENCE):
        opened.document.choose("Baseline")
        assert not opened.work.stop_button.isVisible()
    rest(opened)
    assert opened.work.words == ""


def test_the_window_answers_while_a_plan_is_opened(window, cluster, qtbot, rest):
    window.open_file(cluster)
    beats = 0
    while window.session.desk.is_busy:
        qtbot.wait(5)
        beats += 1
    assert beats > 5


def test_a_window_closed_while_it_works_leaves_no_thread(settings, cluster, qtbot, let_go):
    window = build_window(settings)
    window.show()
    window.open_file(cluster)
    qtbot.wait(50)
    window.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("planner")]
    let_go(window)


def test_a_plan_with_changes_is_not_closed_without_asking(settings, twelve, rest, let_go):
    window = build_window(settings)
    window.show()
    window.open_file(twelve)
    rest(window)
    window.document.edit("Rename the plan", window.document.plan.with_facts(plan_name="Leeds"))
    assert not window.close()
    assert window.isVisible()
    assert "Save them before leaving" in window.messages.words
    window._leave()
    assert not window.isVisible()
    let_go(window)


def test_the_window_fits_a_small_laptop_at_150_percent(opened, rest):
    for kind in PLACES:
        opened.go(kind.name)
        rest(opened)
    hint = opened.minimumSizeHint()
    assert hint.width() <= 911
    assert hint.height() <= 480


def test_a_fault_in_the_program_is_told_without_a_traceback(opened, rest, monkeypatch, caplog):
    def broken(*_arguments, **_named):
        raise ZeroDivisionError("E123 has no pay")

    monkeypatch.setattr("planner.engine.evaluate.evaluate", broken)
    opened.document.choose("Baseline")
    rest(opened)
    assert "fault of its own" in opened.messages.words
    assert "E123" not in opened.messages.words


def test_the_plan_named_on_the_command_line_opens(monkeypatch, twelve, qapp, qtbot, let_go):
    seen = []

    def stay():
        windows = [one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow)]
        window = next(one for one in windows if one.isVisible())
        try:
            qtbot.waitUntil(lambda: window.document.results is not None, timeout=PATIENCE)
            seen.append(window.document.path)
        finally:
            window.close()
            let_go(window)
        return 0

    monkeypatch.setattr(type(qapp), "exec", staticmethod(stay))
    from ui.__main__ import main

    assert main([os.fspath(twelve)]) == 0
    assert seen == [Path(twelve)]
