"""Writing files and paper: the plan, the results, the summary."""

from zipfile import ZipFile

from openpyxl import load_workbook
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


def test_the_first_save_into_a_users_own_workbook_says_where_it_is_kept_as_it_was(
    window, twelve, tmp_path, rest
):
    path = tmp_path / "Mine.xlsx"
    book = load_workbook(twelve)
    book.properties.description = "Our transition plan"
    book.save(path)
    before = path.read_bytes()
    window.open_file(path)
    rest(window)
    for name, says_so in (("Leeds", True), ("Bradford", False)):
        window.document.edit("Rename the plan", window.document.plan.with_facts(plan_name=name))
        rest(window)
        window.commands["save"].trigger()
        rest(window)
        assert "Saved Mine.xlsx" in window.messages.words
        assert ("kept beside it: Mine (before PCT Planner).xlsx" in window.messages.words) is says_so
    assert (tmp_path / "Mine (before PCT Planner).xlsx").read_bytes() == before


def test_what_a_save_would_not_keep_is_said_as_the_plan_opens(window, twelve, tmp_path, rest):
    path = tmp_path / "Signed.xlsx"
    with ZipFile(twelve) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    window.open_file(path)
    rest(window)
    assert window.messages.isVisible()
    assert window.messages.property("tone") == "warning"
    assert "digitally signed" in window.messages.words
    assert "another name" in window.messages.words
    assert any(one.cause == "not-kept-by-a-save" for one in window.document.findings)
