"""Data: every table, sorted, filtered and copied; names hidden; findings marked where they stand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from planner.model.tables import TABLES
from ui.models.frame_model import HIDDEN
from ui.places.data import ORDER
from ui.places.targets import DataCell


@pytest.mark.parametrize("name", ORDER)
def test_each_table_shows_its_rows_or_says_why_there_are_none(at, opened, name):
    data = at("data")
    data.show_table(name)
    assert data.table.model.rowCount() == len(opened.document.plan.table(name))
    assert [one.key for one in data.table.model.columns] == list(TABLES[name].keys)
    if data.table.model.rowCount() == 0:
        assert data.table.empty.isVisible()
        assert data.table.empty.advice


def test_typing_in_find_narrows_the_rows(at, opened, qtbot):
    data = at("data")
    sought = str(opened.document.plan.staff["employee_number"].iloc[3])
    qtbot.keyClicks(data.table.search, sought)
    qtbot.waitUntil(lambda: data.table.model.rowCount() < data.table.model.total)
    assert data.table.model.value(0, "employee_number") == sought


def test_a_column_filter_narrows_the_rows_and_goes_when_it_is_hidden(at, opened, qtbot):
    data = at("data")
    total = data.table.model.total
    opened.commands["filters"].trigger()
    field = data.table.view.heads.field(data.table.model.column_of("fte"))
    qtbot.keyClicks(field, "<1")
    part_time = int((opened.document.plan.staff["fte"] < 1).sum())
    assert 0 < part_time < total
    qtbot.waitUntil(lambda: data.table.model.rowCount() == part_time)
    opened.commands["filters"].trigger()
    assert data.table.model.rowCount() == total


def test_pressing_a_head_sorts_by_it(at, qtbot):
    data = at("data")
    heads = data.table.view.heads
    column = data.table.model.column_of("fte")
    where = heads.sectionViewportPosition(column) + 12
    for _ in range(2):
        QTest.mouseClick(
            heads.viewport(),
            Qt.MouseButton.LeftButton,
            pos=heads.viewport().rect().topLeft().__class__(where, 12),
        )
    values = [data.table.model.value(row, "fte") for row in range(data.table.model.rowCount())]
    assert values in (sorted(values), sorted(values, reverse=True))
    assert len(set(values)) > 1


def test_names_are_dots_until_they_are_asked_for(at, opened, rest):
    data = at("data")
    plan = opened.document.plan
    named = plan.staff.assign(name="Post-holder")
    opened.document.edit("Name people", plan.with_table("staff", named))
    rest(opened)
    cell = data.table.model.index(0, data.table.model.column_of("name"))
    assert cell.data() == HIDDEN
    assert "Post-holder" not in data.table.view.as_text()
    opened.commands["names"].trigger()
    rest(opened)
    assert data.table.model.index(0, data.table.model.column_of("name")).data() == "Post-holder"


def test_ctrl_c_copies_the_rows_with_their_heads(at):
    data = at("data")
    data.show_table("organisations")
    QTest.keySequence(data.table.view, QKeySequence(QKeySequence.StandardKey.Copy))
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["Code", "Name", "Kind"]
    assert len(lines) == data.table.model.rowCount() + 1


def test_a_cell_in_error_is_marked_and_shows_what_was_typed(opened, twelve, tmp_path, rest):
    path = tmp_path / "Typed.xlsx"
    write_with_a_word_for_a_salary(path, twelve)
    opened.open_file(path)
    rest(opened)
    assert "1 staff row is in error" in opened.messages.words
    finding = next(one for one in opened.document.findings if one.value == "tbc")
    opened.go("checks")
    checks = opened.place("checks")
    rest(opened)
    checks.table.choose(
        checks.table.model.shown_frame()["name"].tolist().index("Text where a number should be")
    )
    checks.cells.opened.emit(checks.cells.model.shown_frame()["value"].tolist().index("tbc"))
    rest(opened)
    assert opened.current_place.name == "data"
    view = opened.place("data").table.view
    cell = view.currentIndex()
    assert cell.data() == "tbc"
    assert cell.data(Qt.ItemDataRole.ToolTipRole).startswith("Error: ")
    assert finding.cell in finding.place


def write_with_a_word_for_a_salary(path, source):
    """Copy a workbook with one word where a number must be."""
    from openpyxl import load_workbook

    book = load_workbook(source)
    sheet = book["Staff"]
    heads = [str(cell.value).partition(" (")[0] for cell in sheet[1]]
    sheet.cell(row=4, column=heads.index("FTE") + 1).value = "tbc"
    book.save(path)


def test_going_to_a_row_undoes_a_filter_that_hides_it(at, opened, rest):
    data = at("data")
    data.table.search.setText("no such person")
    data.table.filter_now()
    assert data.table.model.rowCount() == 0
    last = int(opened.document.plan.staff.index[-1])
    data.bring(DataCell("staff", last, "FTE"))
    assert data.table.view.currentIndex().row() == data.table.model.rowCount() - 1


def test_a_long_text_elides_in_the_middle(at):
    assert at("data").table.view.textElideMode() == Qt.TextElideMode.ElideMiddle
