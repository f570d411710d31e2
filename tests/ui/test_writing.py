"""Writing files and paper: the plan, the results, the summary."""

from PySide6.QtWidgets import QFileDialog

from planner.workbook.read import read_plan


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
