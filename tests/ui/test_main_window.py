"""What a user does with the window, from an empty one to closing it while it works."""

import os
import threading
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from planner.base.money import pounds_text
from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan
from ui.actions import COMMANDS
from ui.app import build_window
from ui.main_window import MainWindow
from ui.places.directory import PLACES
from ui.places.welcome import sample_plans

PASSWORD = "Sesame, 2012"
PATIENCE = 30_000


def drop(window, path):
    """Drag a file onto the window and let go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, left, none))


# ---------------------------------------------------------------- opening


def test_an_empty_window_welcomes_and_offers_the_samples(window):
    assert window.welcome.isVisible()
    assert window.current_place is None
    assert window.list.isHidden()
    assert not window.commands["save_as"].isEnabled()
    assert [path.stem for path in sample_plans()] == ["Airedale, Bradford and Leeds", "Twelve people"]
    assert [action.text() for action in window.sample_menu.actions()] == [one.stem for one in sample_plans()]


def test_a_plan_chosen_in_the_dialog_opens(window, twelve, rest):
    window.commands["open"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(twelve))
    dialog.close()
    rest(window)
    assert window.document.path == twelve
    assert window.current_place.name == "results"


def test_a_plan_dropped_on_the_window_opens(window, twelve, rest, qtbot):
    drop(window, twelve)
    qtbot.waitUntil(lambda: window.document.plan is not None, timeout=PATIENCE)
    rest(window)
    assert window.document.path == twelve


def test_a_sample_opened_from_welcome_is_not_to_be_overwritten(window, twelve, rest):
    window.welcome.plan_wanted.emit(twelve, True)
    rest(window)
    assert window.document.plan is not None
    assert window.document.path is None
    assert window.session.settings.recent() == ()


def test_a_plan_that_was_opened_is_among_the_recent_ones(opened, twelve):
    assert opened.session.settings.recent() == (twelve,)
    assert [action.text() for action in opened.recent_menu.actions()] == ["Twelve people"]


def test_a_protected_plan_asks_for_its_password_until_it_is_right(window, twelve, tmp_path, rest):
    path = tmp_path / "Protected.xlsx"
    with twelve.open("rb") as plain, path.open("wb") as sealed:
        OOXMLFile(plain).encrypt(PASSWORD, sealed)
    window.open_file(path)
    rest(window)
    assert window.messages.field.isVisible()
    assert "Protected.xlsx" in window.messages.words
    window.messages.field.setText("wrong")
    window.messages.field.returnPressed.emit()
    rest(window)
    assert window.messages.field.isVisible()
    window.messages.field.setText(PASSWORD)
    window.messages.field.returnPressed.emit()
    rest(window)
    assert window.document.path == path
    assert not window.messages.isVisible()


@pytest.mark.parametrize(
    ("name", "content"),
    [("letter.xlsx", b"Dear Sir"), ("empty.xlsx", b""), ("cut short.xlsx", b"PK\x03\x04\x00")],
)
def test_a_broken_file_is_refused_in_a_bar_and_the_open_plan_stays(opened, tmp_path, rest, name, content):
    before = opened.document.plan
    path = tmp_path / name
    path.write_bytes(content)
    opened.open_file(path)
    rest(opened)
    assert opened.messages.isVisible()
    assert f"{name} was not opened" in opened.messages.words
    assert "Traceback" not in opened.messages.words
    assert opened.document.plan is before


def test_a_missing_file_is_refused_in_a_bar(window, tmp_path, rest):
    window.open_file(tmp_path / "gone.xlsx")
    rest(window)
    assert "gone.xlsx was not opened" in window.messages.words


# ---------------------------------------------------------------- the figures


def test_the_four_figures_are_those_of_the_engine(opened, twelve):
    head = evaluate(read_plan(twelve).plan, opened.document.scenario, load_rules()).headline
    assert opened.top.redundancy.value == pounds_text(head.redundancy_cost)
    assert opened.top.talent.value == f"{head.talent_lost_percent:,.1f}%"
    assert opened.top.operating.value == pounds_text(head.operating_cost[opened.document.year])
    assert opened.top.findings.value == str(len(opened.document.findings))


def test_another_scenario_has_other_figures_and_the_old_ones_do_not_stay(opened, rest):
    before = opened.top.redundancy.value
    opened.top.scenario.setCurrentText("Baseline")
    opened.top.scenario.activated.emit(opened.top.scenario.currentIndex())
    assert opened.top.redundancy.value == "…"
    rest(opened)
    assert opened.document.results.scenario == "Baseline"
    assert opened.top.redundancy.value == "£0" != before


def test_another_year_shows_that_years_operating_cost(opened):
    year = opened.document.results.years[-1]
    opened.top.year.setCurrentText(year)
    opened.top.year.activated.emit(opened.top.year.currentIndex())
    cost = opened.document.results.headline.operating_cost[year]
    assert opened.top.operating.value == pounds_text(cost)


def test_control_totals_stay_in_sight(opened):
    totals = opened.document.assessment.admission.totals
    assert f"{totals.fte:,.2f} FTE" in opened.totals.words
    assert pounds_text(totals.pay) in opened.totals.words


def test_a_figure_opens_what_is_behind_it(opened, rest):
    opened.top.operating.click()
    rest(opened)
    assert opened.place("results")._view.name == "targets"
    opened.top.findings.click()
    assert opened.current_place.name == "checks"


# ---------------------------------------------------------------- getting about


def test_every_place_is_reached_by_its_number(opened, rest):
    for number, kind in enumerate(PLACES, start=1):
        action = opened._go_actions[number - 1]
        assert action.shortcut().toString() == f"Ctrl+{number}"
        action.trigger()
        rest(opened)
        assert opened.current_place.name == kind.name
        assert opened.list.currentRow() == number - 1


def test_f1_explains_the_place_one_is_in(opened):
    for kind in PLACES:
        opened.go(kind.name)
        opened.help.hide()
        opened.commands["help"].trigger()
        assert opened.help.isVisible()
        assert opened.help.text.toPlainText().startswith(kind.title)
        assert len(opened.help.text.toPlainText()) > 300


def test_ctrl_f_puts_the_cursor_into_the_search_of_the_place(opened, qtbot):
    for kind in PLACES:
        opened.go(kind.name)
        opened.activateWindow()
        opened.commands["find"].trigger()
        qtbot.waitUntil(lambda: getattr(QApplication.focusWidget(), "placeholderText", str)() == "Find")


def test_every_command_does_something(opened):
    assert set(opened._doings()) == {command.name for command in COMMANDS}


# ---------------------------------------------------------------- writing


def choose_in_dialog(window, path):
    dialog = window.files.asking.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_the_summary_is_written_as_a_pdf(opened, tmp_path, rest):
    path = tmp_path / "summary.pdf"
    opened.commands["save_pdf"].trigger()
    choose_in_dialog(opened, path)
    rest(opened)
    assert path.read_bytes().startswith(b"%PDF")
    assert "Wrote summary.pdf" in opened.messages.words


def test_the_results_are_written_as_a_workbook(opened, tmp_path, rest):
    path = tmp_path / "results.xlsx"
    opened.commands["save_results"].trigger()
    choose_in_dialog(opened, path)
    rest(opened)
    assert path.read_bytes().startswith(b"PK"), opened.messages.words


def test_a_plan_saved_under_another_name_reads_back_as_it_was(opened, tmp_path, rest):
    path = tmp_path / "Copy.xlsx"
    opened.commands["save_as"].trigger()
    choose_in_dialog(opened, path)
    rest(opened)
    assert read_plan(path).plan == opened.document.plan
    assert opened.document.path == path


def test_an_edit_makes_the_plan_dirty_is_worked_out_and_is_saved(opened, tmp_path, rest):
    opened.session.save(tmp_path / "Mine.xlsx")
    rest(opened)
    assert not opened.commands["save"].isEnabled()
    opened.document.edit("Rename the plan", opened.document.plan.with_facts(plan_name="Leeds"))
    rest(opened)
    assert opened.isWindowModified()
    assert opened.document.results is not None
    opened.commands["save"].trigger()
    rest(opened)
    assert not opened.isWindowModified()
    assert read_plan(tmp_path / "Mine.xlsx").plan.facts.plan_name == "Leeds"


def test_a_file_that_cannot_be_written_is_told_in_a_bar(opened, tmp_path, rest):
    opened.session.save(tmp_path / "no such folder" / "Mine.xlsx")
    rest(opened)
    assert opened.messages.isVisible()
    assert opened.messages.property("tone") == "error"
    assert "not written" in opened.messages.words


def test_changes_are_offered_back_before_another_plan_is_opened(opened, cluster, rest):
    opened.document.edit("Rename the plan", opened.document.plan.with_facts(plan_name="Leeds"))
    opened.open_file(cluster)
    rest(opened)
    assert opened.document.name == "Leeds"
    assert "not saved" in opened.messages.words


def test_a_preview_opens_above_the_window(opened, qtbot):
    opened.commands["preview"].trigger()
    dialogs = [one for one in opened.children() if type(one).__name__ == "QPrintPreviewDialog"]
    assert dialogs
    for dialog in dialogs:
        dialog.close()


def test_a_scenario_is_copied_under_a_name_and_undone(opened, rest):
    before, names = opened.top.redundancy.value, opened.document.scenarios
    opened.commands["copy_scenario"].trigger()
    assert opened.messages.field.text() == f"{names[1]} (copy)"
    opened.messages.field.setText("Baseline")
    opened.messages.field.returnPressed.emit()
    assert "nothing moved" in opened.messages.words
    opened.messages.field.setText("Ours")
    opened.messages.field.returnPressed.emit()
    rest(opened)
    assert opened.document.scenario == "Ours"
    assert opened.top.redundancy.value == before
    assert opened.top.scenario.currentText() == "Ours"
    assert opened.document.undo_stack.undoText() == f"Copy scenario {names[1]}"
    opened.document.undo_stack.undo()
    rest(opened)
    assert opened.document.scenarios == names
    assert not opened.isWindowModified()


def test_a_scenario_is_renamed_and_deleted(opened, rest):
    opened.commands["rename_scenario"].trigger()
    opened.messages.field.setText("Ours")
    opened.messages.field.returnPressed.emit()
    rest(opened)
    assert opened.document.scenario == "Ours"
    assert opened.document.results.scenario == "Ours"
    opened.commands["delete_scenario"].trigger()
    rest(opened)
    assert "Ours" not in opened.document.scenarios
    opened.document.choose("Baseline")
    rest(opened)
    assert not opened.commands["delete_scenario"].isEnabled()


# ---------------------------------------------------------------- work and its end


def test_work_shows_progress_and_can_be_cancelled(window, cluster, qtbot, rest):
    window.open_file(cluster)
    assert window.work.words == f"Opening {cluster.name}"
    assert window.work.stop_button.isVisible()
    window.work.stop_button.click()
    assert not window.session.desk.is_busy
    assert not window.work.stop_button.isVisible()
    qtbot.wait(100)
    assert window.document.plan is None


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
