"""A workbook with all that Excel offers: what a save keeps, what it says it cannot, and the backup."""

import re
import zipfile
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from planner.base.errors import SaveFailedError
from planner.base.findings import Severity
from planner.model.history import Entry, with_entries
from planner.workbook.atomic import locked
from planner.workbook.backup import backup_of
from planner.workbook.losses import CAUSE
from planner.workbook.read import read_plan
from planner.workbook.write import write_plan
from tests.planner.workbook.test_write_in_place import base_book, parts, with_cell

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # by openpyxl, which looks
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02"
    "fea135cd4e0000000049454e44ae426082"
)
STAFF = [
    "Employee number",
    "Organisation",
    "Function",
    "Band",
    "FTE",
    "Annual salary",
    "Date of birth",
    "Desk",
]


def everything(path):
    """The workbook of a user who knows Excel well."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"title": "Ours", "manager": "Pat", "company": "North PCT"})
    book.set_custom_property("Checked by", "Finance")
    pounds, day = book.add_format({"num_format": "£#,##0"}), book.add_format({"num_format": "d mmm yyyy"})
    bold = book.add_format({"bold": True, "font_color": "red", "rotation": 30})
    for name, rows in (
        ("Plan", [["Closure", "31/03/2013"], ["Transfer date", "01/04/2013"], ["Plan name", "x"]]),
        ("Organisations", [["Code", "Name", "Kind"], ["P1", "North", "PCT"]]),
        ("Functions", [["Code", "Name"], ["CON", "Contracting"]]),
    ):
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    staff = book.add_worksheet("Staff")
    staff.write_row(0, 0, STAFF, bold)
    for row in range(1, 7):
        staff.write_row(row, 0, [f"E{row}", "P1", "CON", "5", 1])
        staff.write_number(row, 5, 22_000 + row, pounds)
        staff.write_number(row, 6, 25_000 + row, day)
        staff.write_rich_string(row, 7, "by the ", bold, "window")
    staff.write_formula("K2", "=SUM(E2:E7)", None, 6)
    staff.write_comment("A2", "Ask Jo", {"author": "Pat"})
    staff.set_column("B:B", 27.5)
    staff.set_column("D:D", 9, None, {"hidden": False, "level": 1})
    staff.set_row(3, 31, None, {"level": 1})
    staff.freeze_panes(1, 2)
    staff.autofilter("A1:H7")
    staff.data_validation("D2:D7", {"validate": "list", "source": ["5", "7"], "input_message": "Band"})
    staff.conditional_format("E2:E7", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    staff.conditional_format("F2:F7", {"type": "data_bar", "bar_solid": True})
    staff.add_sparkline("L2", {"range": "Staff!E2:F2"})
    staff.set_landscape()
    staff.set_paper(8)
    staff.print_area("A1:H7")
    staff.repeat_rows(0)
    staff.set_header("&LOurs&RPage &P")
    staff.set_margins(left=0.3)
    staff.set_h_pagebreaks([4])
    staff.set_tab_color("#FF0000")
    staff.protect("", {"autofilter": True})
    staff.insert_textbox("N2", "Do not sort")
    staff.insert_image("N9", "dot.png", {"image_data": BytesIO(PICTURE)})
    staff.write_url("M2", "https://example.org/", string="policy")
    mine = book.add_worksheet("Mine")
    mine.write_formula("A1", "=SUM(Staff!E2:E7)", None, 6)
    mine.add_table("C1:D3", {"columns": [{"header": "One"}, {"header": "Two"}]})
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"categories": "=Staff!$A$2:$A$7", "values": "=Staff!$E$2:$E$7"})
    mine.insert_chart("F2", chart)
    book.add_worksheet("Hidden").hide()
    book.add_chartsheet("A chart").set_chart(_column_chart(book))
    book.define_name("Everyone", "=Staff!$A$2:$A$7")
    book.close()
    return path


def _column_chart(book):
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Staff!$F$2:$F$7"})
    return chart


@pytest.fixture
def rich(tmp_path):
    return everything(tmp_path / "Ours.xlsx")


def save(reading, plan, path, password=None):
    write_plan(plan, path, reading.original, reading.origin, reading.plan, password)
    return path


def with_parts(content, **added):
    """A workbook with further parts, as other programs put there."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, part in added.items():
            new.writestr(name, part)
    return made.getvalue()


# ------------------------------------------------------------------------------- what survives


def test_every_part_but_the_sheet_in_hand_stays_byte_for_byte(rich, tmp_path):
    reading = read_plan(rich)
    out = save(reading, with_cell(reading.plan, "staff", 3, fte=0.5, band="7"), tmp_path / "out.xlsx")
    before, after = parts(rich), parts(out)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {"xl/worksheets/sheet4.xml", "xl/workbook.xml"}
    assert len(before) > 25


def test_of_the_sheet_only_the_cells_that_differ_are_others(rich, tmp_path):
    reading = read_plan(rich)
    out = save(reading, with_cell(reading.plan, "staff", 3, fte=0.5), tmp_path / "out.xlsx")
    before, after = (parts(path)["xl/worksheets/sheet4.xml"] for path in (rich, out))
    cell = re.compile(rb'<c r="E3"[^>]*>.*?</c>')
    hint = re.compile(rb'(<row r="[0-9]+") spans="[0-9:]+"')  # what columns a row has: for readers in a hurry
    before, after = hint.sub(rb"\1", before), hint.sub(rb"\1", after)
    assert cell.sub(b"", before) == cell.sub(b"", after)
    assert cell.search(after)[0] != cell.search(before)[0]


def test_of_the_workbook_only_that_it_is_worked_out_on_opening(rich, tmp_path):
    reading = read_plan(rich)
    out = save(reading, with_cell(reading.plan, "staff", 3, fte=0.5), tmp_path / "out.xlsx")
    before, after = (parts(path)["xl/workbook.xml"] for path in (rich, out))
    calc = re.compile(rb"<calcPr[^>]*/>")
    assert calc.sub(b"", before) == calc.sub(b"", after)
    assert b'fullCalcOnLoad="1"' in after


def test_new_rows_take_filters_lists_formats_and_print_areas_with_them(rich, tmp_path):
    reading = read_plan(rich)
    more = reading.plan.staff.loc[[7]].assign(employee_number="E9").set_axis([8])
    plan = reading.plan.with_table("staff", pd.concat([reading.plan.staff, more]))
    out = save(reading, plan, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(out)["Staff"]
    assert sheet.auto_filter.ref == "A1:H8"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "D2:D8"
    assert {str(area.sqref) for area in sheet.conditional_formatting} == {"E2:E8", "F2:F8"}
    assert sheet["F8"].number_format == "£#,##0"
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["B"].width == pytest.approx(27.5, abs=1)
    assert sheet.protection.sheet
    assert read_plan(out).plan == plan
    kept = {
        name for name in parts(rich) if name.startswith(("xl/media", "xl/drawings", "xl/charts", "docProps"))
    }
    assert {name for name in kept if parts(rich)[name] != parts(out)[name]} <= {
        name for name in kept if "vmlDrawing" in name or "charts/chart" in name
    }


def test_what_libreoffice_makes_of_it_has_the_new_value(rich, tmp_path):
    from tests.planner.workbook.libreoffice import PROGRAM, worked_out_again

    if PROGRAM is None:
        pytest.skip("LibreOffice is not installed")
    reading = read_plan(rich)
    out = save(reading, with_cell(reading.plan, "staff", 3, fte=0.5), tmp_path / "out.xlsx")
    assert worked_out_again(out, tmp_path / "profile")["Mine"]["A1"].value == 5.5


# ------------------------------------------------------------------------------- what does not


@pytest.mark.parametrize(
    ("part", "severity", "word"),
    [
        ("_xmlsignatures/sig1.xml", Severity.WARNING, "signed"),
        ("xl/revisions/revisionHeaders.xml", Severity.WARNING, "shared"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", Severity.NOTE, "Pivot"),
        ("xl/model/item.data", Severity.NOTE, "data model"),
    ],
)
def test_what_a_save_cannot_keep_is_said_on_opening(rich, part, severity, word):
    rich.write_bytes(with_parts(rich.read_bytes(), **{part: b"<x/>"}))
    found = [one for one in read_plan(rich).findings if one.cause == CAUSE]
    assert [one.severity for one in found] == [severity]
    assert word in found[0].message
    assert found[0].remedy


def test_nothing_is_said_where_all_is_kept(rich):
    assert not [one for one in read_plan(rich).findings if one.cause == CAUSE]


def test_a_workbook_that_will_be_written_anew_says_what_that_loses(tmp_path):
    content = BytesIO()
    base_book().save(content)
    odd = {
        "xl/worksheets/sheet3.xml": lambda part: re.sub(rb' r="[A-Z]*\d+"', b"", part),
    }
    made = BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, odd.get(name, bytes)(old.read(name)))
    path = tmp_path / "odd.xlsx"
    path.write_bytes(made.getvalue())
    found = [one for one in read_plan(path).findings if one.cause == CAUSE]
    assert len(found) == 1
    assert "charts" in found[0].message


# ------------------------------------------------------------------------------- the backup


def test_the_users_own_workbook_is_kept_as_it_was_the_first_time(rich):
    reading, original = read_plan(rich), rich.read_bytes()
    save(reading, with_cell(reading.plan, "staff", 3, fte=0.5), rich)
    backup = backup_of(rich)
    assert backup.name == "Ours (before PCT Planner).xlsx"
    assert backup.read_bytes() == original
    assert rich.read_bytes() != original


def test_a_second_save_leaves_the_backup_as_it_is(rich):
    reading, original = read_plan(rich), rich.read_bytes()
    save(reading, with_cell(reading.plan, "staff", 3, fte=0.5), rich)
    later = read_plan(rich)
    save(later, with_cell(later.plan, "staff", 3, fte=0.4), rich)
    assert backup_of(rich).read_bytes() == original


def test_nothing_is_kept_twice_where_nothing_changes_or_it_goes_elsewhere(rich, tmp_path):
    reading = read_plan(rich)
    save(reading, reading.plan, rich)
    save(reading, with_cell(reading.plan, "staff", 3, fte=0.5), tmp_path / "Elsewhere.xlsx")
    assert sorted(one.name for one in tmp_path.glob("*.xlsx")) == ["Elsewhere.xlsx", "Ours.xlsx"]


def test_a_file_of_another_content_is_not_taken_for_the_original(rich, tmp_path):
    reading, other = read_plan(rich), tmp_path / "Other.xlsx"
    other.write_bytes(b"something else")
    save(reading, with_cell(reading.plan, "staff", 3, fte=0.5), other)
    assert not backup_of(other).exists()


def test_a_workbook_that_the_program_made_or_saved_before_needs_no_backup(rich, tmp_path):
    made = tmp_path / "Made.xlsx"
    plan = read_plan(rich).plan
    write_plan(plan, made)
    reading = read_plan(made)
    save(reading, with_cell(reading.plan, "staff", 3, fte=0.5), made)
    assert not backup_of(made).exists()
    first = read_plan(rich)
    entry = Entry("2012-11-22T14:05:33+00:00", "Pat", "Change FTE")
    save(first, with_entries(with_cell(first.plan, "staff", 3, fte=0.5), [entry]), rich)
    backup_of(rich).unlink()
    again = read_plan(rich)
    save(again, with_cell(again.plan, "staff", 3, fte=0.4), rich)
    assert not backup_of(rich).exists()


def test_the_backup_of_a_protected_workbook_stays_protected(rich):
    rich.write_bytes(locked(rich.read_bytes(), "four words"))
    original = rich.read_bytes()
    reading = read_plan(rich, "four words")
    save(reading, with_cell(reading.plan, "staff", 3, fte=0.5), rich, "four words")
    assert backup_of(rich).read_bytes() == original


def test_where_the_backup_cannot_be_written_nothing_is_saved(rich, monkeypatch):
    reading, original = read_plan(rich), rich.read_bytes()

    def full(path, _content):
        raise SaveFailedError(f"{path.name} was not saved: there is no room left on the disk.")

    monkeypatch.setattr("planner.workbook.backup.save_whole", full)
    with pytest.raises(SaveFailedError, match="before PCT Planner"):
        save(reading, with_cell(reading.plan, "staff", 3, fte=0.5), rich)
    assert rich.read_bytes() == original
