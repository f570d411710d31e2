"""Any spreadsheet or text file is read, told by its bytes; what could do harm is refused."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from planner.base.errors import (
    FileRefusedError,
    HostileFileError,
    PasswordNeededError,
    WrongPasswordError,
    WrongUseError,
)
from planner.workbook.bringing_in import bring_in, guess, open_source
from planner.workbook.sights import ExcelFault


def _causes(sheet):
    return {finding.cause for finding in sheet.findings}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_is_read_in_every_usual_encoding_and_separator(write_csv, table, encoding, delimiter):
    rows = table({"Name": "Zoë O’Brien-Münch", "Annual Salary": "£35,000.00"})
    path = write_csv(rows, encoding=encoding, delimiter=delimiter)
    sheet = open_source(path).sheet("Staff")
    assert [list(row) for row in sheet.rows] == rows
    said = next(one for one in sheet.findings if one.cause == "text-file")
    assert "(" in said.message, "it says why"


@pytest.mark.parametrize("name", ["list.csv", "list.txt", "list.tsv", "list.xls", "list.dat", "list"])
def test_what_a_file_is_shows_in_its_bytes_not_its_name(write_csv, table, name):
    assert guess(open_source(write_csv(table(), name)).sheets()[0]).table == "staff"


def test_excels_own_line_about_the_separator_is_heeded(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("sep=;\nEmployee Number;FTE, actual\n1;0,5\n", encoding="utf-8")
    sheet = open_source(path).sheets()[0]
    assert sheet.rows[1][1] == "FTE, actual"
    assert sheet.cell(1, 1) == "B2", "rows count as Excel shows the file"


def test_commas_within_texts_do_not_outvote_the_true_separator(write_csv, table):
    rows = table({"Name": "Smith, Ann, Mrs"})
    assert open_source(write_csv(rows, delimiter=";")).sheets()[0].rows[1][2] == "Smith, Ann, Mrs"


def test_strokes_within_staff_record_fields_do_not_part_cells(write_csv, table):
    rows = table({"Band": "NHS|XR07|Review Body Band 7", "Position Title": "3560241|Consultant|021|Surgery|"})
    assert open_source(write_csv(rows)).sheets()[0].width == len(rows[0])


def test_texts_over_several_lines_are_one_cell(write_csv, table):
    rows = table({"Name": "Ann\nSmith"})
    assert open_source(write_csv(rows)).sheets()[0].rows[1][2] == "Ann\nSmith"


def test_a_quotation_mark_never_closed_swallows_nothing(tmp_path, table):
    lines = [",".join(row) for row in table()]
    lines[1] = lines[1].replace("Ann Smith", '"Ann Smith')
    path = tmp_path / "list.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    sheet = open_source(path).sheets()[0]
    assert len(sheet.rows) == len(lines)
    assert "quote-not-closed" in _causes(sheet)


def test_lost_letters_are_named_with_their_cell(write_csv, table):
    sheet = open_source(write_csv(table({"Name": "Zo\ufffd Smith"}))).sheets()[0]
    lost = next(one for one in sheet.findings if one.cause == "lost-letters")
    assert (lost.cell, lost.value) == ("C2", "Zo\ufffd Smith")


def test_excel_errors_in_a_text_file_are_errors(write_csv, table):
    assert isinstance(open_source(write_csv(table({"FTE": "#N/A"}))).sheets()[0].rows[1][8], ExcelFault)


def test_a_line_end_of_any_kind_ends_a_line(tmp_path):
    for ending in ("\n", "\r\n", "\r"):
        path = tmp_path / "list.csv"
        path.write_bytes(ending.join(["Employee Number,FTE", "1,1", "2,1"]).encode())
        assert len(open_source(path).sheets()[0].rows) == 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n\n , ,\n", "nothing but blanks"),
        (b"\x00\x01\x02\x03\x80\x90" * 900, "not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x07\x08" * 200, "not text"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"%PDF-1.4\n1 0 obj\n", "document"),
        (b"{\\rtf1\\ansi Staff}", "document"),
        (b"PRA~1~123~Smith~\nASA~2~123~1.0~\n", "raw interface file"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
    ],
    ids=[
        "empty",
        "blanks",
        "bytes",
        "picture",
        "page",
        "xml",
        "pdf",
        "rtf",
        "interface",
        "cut zip",
        "cut xls",
    ],
)
def test_what_is_no_list_is_refused_in_plain_words(tmp_path, content, says):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match=says) as refused:
        open_source(path)
    assert "list.csv" in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(FileRefusedError, match="no file"):
        open_source(tmp_path / "none.csv")
    with pytest.raises(FileRefusedError, match="folder"):
        open_source(tmp_path)


# -------------------------------------------------------------------------------- workbooks


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls", "xlsb"])
def test_every_kind_of_workbook_gives_the_same_rows(request, table, brought, kind):
    write = request.getfixturevalue(f"write_{kind}")
    came = brought(write([["Staff of NHS Leeds"], [], *table({"FTE": 0.5})]))
    assert came.table == "staff"
    assert came.frame["employee_number"].tolist()[0] == "10000001"
    assert came.frame["fte"].tolist() == [0.5, 0.5, 0.8, 1.0]
    assert came.frame["band"].tolist() == ["7"] * 4
    assert came.cell(4, "fte") == "I4"


@pytest.mark.parametrize("kind", ["ods", "xls", "xlsb"])
def test_excel_errors_are_seen_in_every_kind_of_workbook(request, table, brought, kind):
    came = brought(request.getfixturevalue(f"write_{kind}")(table({"FTE": "#N/A"})))
    error = next(one for one in came.findings if one.cause == "excel-error")
    assert (error.cell, error.value) == ("I2", "#N/A")
    assert [(one.row, one.column, one.text) for one in came.unread] == [(2, "fte", "#N/A")]


def test_macros_do_not_matter(write_xlsx, table, tmp_path):
    plain = write_xlsx(table())
    path = tmp_path / "with macros.xlsm"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"never run")
    assert guess(open_source(path).sheets()[0]).table == "staff"


def test_hidden_sheets_and_rows_are_known_and_said(write_xlsx, table):
    def hide(book):
        book["Old"].row_dimensions[3].hidden = True

    source = open_source(write_xlsx({"Data": table(), "Old": table()}, hidden=["Old"], change=hide))
    assert (source.sheet_names, source.hidden) == (("Data", "Old"), {"Old"})
    sheet = source.sheet("old ")
    assert sheet.hidden_rows == {2}
    causes = {one.cause: one for one in bring_in(sheet, guess(sheet)).findings}
    assert causes["hidden-rows"].cell == "A3"
    assert "hidden-sheet" in causes


def test_hidden_rows_of_open_document_sheets_are_known(write_ods, table):
    extra = (
        '<table:table-row table:visibility="filter">'
        '<table:table-cell office:value-type="float" office:value="9"/></table:table-row>'
    )
    assert open_source(write_ods(table(), extra=extra)).sheets()[0].hidden_rows == {5}


def test_a_sheet_that_is_not_there_is_wrong_use_and_those_there_are_named(write_xlsx, table):
    with pytest.raises(WrongUseError, match="'Staff list'"):
        open_source(write_xlsx(table())).sheet("Sheet9")


def test_dates_of_open_document_are_dates(write_ods, brought, table):
    came = brought(write_ods(table({"Date of Birth": date(1960, 2, 14)})))
    assert str(came.frame["born"].iloc[0].date()) == "1960-02-14"


# --------------------------------------------------------------------------------- passwords


def test_a_protected_workbook_opens_with_its_password(write_xlsx, table, tmp_path):
    path = tmp_path / "locked.xlsx"
    with path.open("wb") as out:
        OOXMLFile(BytesIO(write_xlsx(table()).read_bytes())).encrypt("Sesame", out)
    assert guess(open_source(path, "Sesame").sheets()[0]).table == "staff"
    with pytest.raises(PasswordNeededError):
        open_source(path)
    with pytest.raises(WrongPasswordError):
        open_source(path, "sesame")


def test_a_protected_open_document_is_refused_with_what_to_do(write_ods, table):
    path = write_ods(table(), parts={"META-INF/manifest.xml": "<m><encryption-data/></m>"})
    with pytest.raises(FileRefusedError, match="Save it as an Excel workbook"):
        open_source(path, "Sesame")


# ------------------------------------------------------------------------------------ hostile


def test_repeated_rows_that_ask_for_billions_are_refused(write_ods, table):
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000"/>'
    )
    bomb = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    with pytest.raises(HostileFileError):
        open_source(write_ods(table(), extra=bomb))


def test_repeated_blank_rows_are_nothing(write_ods, table):
    blanks = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert len(open_source(write_ods(table(), extra=blanks)).sheets()[0].rows) == 5


def test_a_document_type_in_an_open_document_is_refused(write_ods, table, tmp_path):
    path = tmp_path / "bomb.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(HostileFileError, match="entities"):
        open_source(path)


def test_a_cell_in_the_far_corner_of_a_binary_workbook_is_refused(write_xlsb, table):
    wide = [*table(), ["x"] * 20]
    with pytest.raises(HostileFileError):
        open_source(write_xlsb([["x"] * 30, *wide], first_row=1_000_000))


def test_a_zip_bomb_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 30_000_000)
    with pytest.raises(HostileFileError):
        open_source(path)


def test_a_line_of_a_million_cells_is_refused_or_read_within_reason(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text("a,b\n" * 5000 + "," * 1_000_000 + "x\n", encoding="utf-8")
    with pytest.raises(HostileFileError):
        open_source(path)


def test_a_zip_that_is_no_spreadsheet_is_refused(tmp_path):
    path = tmp_path / "notes.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "hello")
    with pytest.raises(FileRefusedError, match="no spreadsheet"):
        open_source(path)


def test_a_line_of_more_cells_than_a_sheet_has_columns_is_refused(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text("Employee number,FTE\n" + "1," * 20_000)
    with pytest.raises(HostileFileError, match="a line of 20,001 cells"):
        open_source(path)


def test_columns_far_out_are_told_by_their_exact_names(sheet_of, table):
    rows = table()
    wide = [[*(f"Local {at}" for at in range(600)), *rows[0]], *([*[""] * 600, *row] for row in rows[1:])]
    mapping = guess(sheet_of(wide))
    assert mapping.table == "staff"
    assert mapping.column_for("employee_number").place == 600
    assert mapping.column_for("fte").header == "FTE"
