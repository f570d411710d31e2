"""A save into the user's own workbook changes what differs and nothing else."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from planner.base.errors import SaveFailedError
from planner.base.findings import Severity
from planner.model.plan import Plan, Unread
from planner.model.tables import PLACEMENTS, TABLES, frame_of
from planner.workbook.new_book import new_book
from planner.workbook.read import Reading, read_plan
from planner.workbook.references_xml import RowsAdded
from planner.workbook.write import write_plan
from tests.planner.workbook.made_plans import plans

HEADERS = (
    "Emp no",
    "Organisation",
    "Function",
    "Band",
    "FTE",
    "Annual salary",
    "Date of birth",
    "Desk",
    "Twice",
)
PEOPLE = (
    ("E1", "P1", "CON", "7", 1, 35_184, datetime(1966, 7, 7), "4.12"),
    ("E2", "P1", "CON", "5", 0.6, 24_554, datetime(1985, 8, 17), "4.13"),
    ("E3", "P1", "RED", "5", 0.8, 24_554, datetime(1990, 2, 2), "4.14"),
)


def base_book():
    """A workbook as a user might have made it, with things of their own in it."""
    book = openpyxl.Workbook()
    plan = book.active
    plan.title = "Plan"
    for row in (
        ("Plan name", "Mine"),
        ("Closure", datetime(2013, 3, 31)),
        ("Transfer date", datetime(2013, 4, 1)),
    ):
        plan.append(row)
    tables = {
        "Organisations": [("Code", "Name", "Kind"), ("P1", "North", "PCT"), ("S1", "Support", "CSO hosted")],
        "Functions": [("Code", "Name"), ("CON", "Contracting"), ("RED", "Redesign")],
        "Scenarios": [("Scenario",), ("Buy",)],
        "Allocations": [
            ("Scenario", "Function", "Receiver", "Mode", "Share"),
            ("Buy", "CON", "S1", "buy", 0.6),
            ("Buy", "RED", "S1", "buy", 100),
        ],
    }
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book["Allocations"]["E2"].number_format = "0%"
    staff = book.create_sheet("Staff")
    staff.append(("Our staff",))
    staff.append(HEADERS)
    for at, person in enumerate(PEOPLE, start=3):
        staff.append((*person, f"=E{at}*2"))
        staff[f"G{at}"].number_format = "dd-mmm-yy"
        staff[f"F{at}"].number_format = "£#,##0"
    staff["A3"].font = Font(bold=True, color="FF0000")
    staff["A3"].fill = PatternFill("solid", fgColor="FFFF00")
    staff["B4"].comment = Comment("Ask Jo about E2", "Pat")
    staff.column_dimensions["C"].width = 33.5
    staff.freeze_panes = "A3"
    staff.auto_filter.ref = "A2:I5"
    choice = DataValidation(type="list", formula1='"5,7"')
    choice.add("D3:D5")
    staff.add_data_validation(choice)
    staff.conditional_formatting.add("E3:E5", CellIsRule(operator="lessThan", formula=["1"]))
    mine = book.create_sheet("My sums")
    mine["A1"] = "=SUM(Staff!E3:E5)"
    chart = BarChart()
    chart.add_data(Reference(staff, min_col=5, min_row=2, max_row=5), titles_from_data=True)
    mine.add_chart(chart, "C3")
    return book


@pytest.fixture
def read(tmp_path):
    """Save a workbook as a file and read it."""

    def read_book(book=None, name="plan.xlsx") -> Reading:
        (book or base_book()).save(tmp_path / name)
        return read_plan(tmp_path / name)

    return read_book


def saved(reading, plan, name="out.xlsx", **more):
    """Save into the original and return what reads back, and the workbook."""
    path = reading.path.with_name(name)
    write_plan(plan, path, reading.original, reading.origin, reading.plan, **more)
    return read_plan(path, more.get("password")), path


def person(staff, number, like=3):
    """A new row at the end of the staff."""
    row = staff.loc[[like]].assign(employee_number=number)
    return pd.concat([staff, row.set_axis([int(staff.index.max()) + 1])])


def with_cell(plan, table, row, **values):
    frame = plan.table(table).copy()
    for key, value in values.items():
        frame.loc[row, key] = value
    return plan.with_table(table, frame)


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --------------------------------------------------------------------------- nothing, one cell


def test_a_save_without_changes_is_the_same_file_byte_for_byte(read):
    reading = read()
    _, path = saved(reading, reading.plan)
    assert path.read_bytes() == reading.path.read_bytes()


def test_a_changed_cell_changes_one_part_of_the_file(read):
    reading = read()
    after, path = saved(reading, with_cell(reading.plan, "organisations", 2, name="North & East <PCT>"))
    assert after.plan.organisations.loc[2, "name"] == "North & East <PCT>"
    before, now = parts(reading.path), parts(path)
    assert before.keys() == now.keys()
    assert {name for name in now if now[name] != before[name]} == {
        "xl/worksheets/sheet2.xml",
        "xl/workbook.xml",
    }


def test_all_that_is_the_users_own_survives(read):
    reading = read()
    plan = with_cell(reading.plan, "staff", 4, fte=0.7)
    _, path = saved(reading, plan)
    book = openpyxl.load_workbook(path)
    staff, before = book["Staff"], base_book()["Staff"]
    assert [[cell.value for cell in row] for row in staff.iter_rows(min_col=8)] == [
        [cell.value for cell in row] for row in before.iter_rows(min_col=8)
    ]
    assert staff["A3"].font.color.rgb == "00FF0000"
    assert staff["G4"].number_format == "dd-mmm-yy"
    assert staff["B4"].comment.text == "Ask Jo about E2"
    assert staff.column_dimensions["C"].width == 33.5
    assert (staff.freeze_panes, staff.auto_filter.ref) == ("A3", "A2:I5")
    assert str(staff.data_validations.dataValidation[0].sqref) == "D3:D5"
    assert [str(area.sqref) for area in staff.conditional_formatting] == ["E3:E5"]
    assert staff["A1"].value == "Our staff"
    assert book["My sums"]["A1"].value == "=SUM(Staff!E3:E5)"
    assert len(book["My sums"]._charts) == 1


def test_values_of_formulas_that_were_worked_out_before_are_kept(tmp_path):
    path = tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, rows in (
        ("Plan", [["Closure", "31/03/2013"], ["Transfer date", "01/04/2013"], ["Plan name", "x"]]),
        ("Organisations", [["Code", "Name", "Kind"], ["P1", "North", "PCT"]]),
        ("Functions", [["Code", "Name"], ["CON", "Contracting"]]),
    ):
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    staff = book.add_worksheet("Staff")
    staff.write_row(0, 0, ["Employee number", "Organisation", "Function", "Band", "FTE", "Annual salary"])
    for row in (1, 2):
        staff.write_row(row, 0, [f"E{row}", "P1", "CON", "7", 1])
        staff.write_formula(row, 5, f"=30000+{row}", None, 30_000 + row)
    book.close()
    reading = read_plan(path)
    after, out = saved(reading, with_cell(reading.plan, "staff", 2, fte=0.5))
    assert list(after.plan.staff["annual_salary"]) == [30_001, 30_002]
    assert openpyxl.load_workbook(out)["Staff"]["F2"].value == "=30000+1"
    assert b'fullCalcOnLoad="1"' in parts(out)["xl/workbook.xml"]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-", "@x", "a\nb", "_x0041_", "tab\there", "é😀", "a\x01b"])
def test_text_is_written_as_text_whatever_it_begins_with(read, text):
    reading = read()
    plan = with_cell(reading.plan, "functions", 2, name=text)
    after, path = saved(reading, plan)
    assert after.plan == plan
    assert openpyxl.load_workbook(path)["Functions"]["B2"].data_type == "s"


def test_a_cell_that_was_blank_takes_the_look_of_its_column(read):
    book = base_book()
    book["Staff"]["G4"].value = None
    reading = read(book)
    plan = with_cell(reading.plan, "staff", 4, born=pd.Timestamp(1970, 1, 5))
    after, path = saved(reading, plan)
    assert after.plan == plan
    assert openpyxl.load_workbook(path)["Staff"]["G4"].number_format == "dd-mmm-yy"


def test_a_date_in_a_cell_without_a_format_is_shown_as_a_date(read):
    reading = read()
    plan = reading.plan.with_facts(closure=date(2013, 6, 30), horizon=date(2017, 3, 31))
    after, path = saved(reading, plan)
    assert after.plan.facts == plan.facts
    assert not [one for one in after.findings if one.sheet == "Plan" and one.severity is not Severity.NOTE]
    sheet = openpyxl.load_workbook(path)["Plan"]
    assert (sheet["A4"].value, sheet["B4"].value, sheet["B4"].is_date) == (
        "Horizon",
        datetime(2017, 3, 31),
        True,
    )


def test_a_cell_that_shows_percentages_goes_on_doing_so(read):
    reading = read()
    assert reading.plan.allocations.loc[2, "share"] == 60
    plan = with_cell(with_cell(reading.plan, "allocations", 2, share=35.0), "allocations", 3, share=65.0)
    after, path = saved(reading, plan)
    assert list(after.plan.allocations["share"]) == [35.0, 65.0]
    sheet = openpyxl.load_workbook(path)["Allocations"]
    assert (sheet["E2"].value, sheet["E2"].number_format, sheet["E3"].value) == (0.35, "0%", 65)


def test_a_cell_is_emptied(read):
    reading = read()
    plan = with_cell(reading.plan, "staff", 4, annual_salary=float("nan"))
    after, _ = saved(reading, plan)
    assert after.plan == plan


# --------------------------------------------------------------------------------------- rows


def test_new_rows_go_under_the_table_and_look_like_it(read):
    reading = read()
    plan = reading.plan.with_table("staff", person(person(reading.plan.staff, "E8"), "E9", like=4))
    after, path = saved(reading, plan)
    assert after.plan == plan
    staff = openpyxl.load_workbook(path)["Staff"]
    assert [staff[f"A{row}"].value for row in range(3, 8)] == ["E1", "E2", "E3", "E8", "E9"]
    assert staff["G7"].number_format == "dd-mmm-yy"
    assert str(staff.data_validations.dataValidation[0].sqref) == "D3:D7"
    assert staff.auto_filter.ref == "A2:I7"
    assert [str(area.sqref) for area in staff.conditional_formatting] == ["E3:E7"]


def test_totals_and_remarks_under_the_table_move_down(read):
    book = base_book()
    staff = book["Staff"]
    staff["A6"], staff["E6"], staff["F6"] = "Total", "=SUM(E3:E5)", '=IF(E6>"9:E5",E6,$E$6)'
    staff["I3"] = "=E3/E$6"
    staff["A8"] = "Checked by Pat"
    staff["A8"].comment = Comment("on paper", "Pat")
    staff.merge_cells("A8:C8")
    book["My sums"]["A2"] = "=Staff!E6+'Staff'!E3"
    reading = read(book)
    plan = reading.plan.with_table("staff", person(reading.plan.staff, "E8"))
    after, path = saved(reading, plan)
    assert after.plan == plan
    book = openpyxl.load_workbook(path)
    staff = book["Staff"]
    assert [staff[f"A{row}"].value for row in range(6, 10)] == ["E8", "Total", None, "Checked by Pat"]
    assert (staff["E7"].value, staff["F7"].value) == ("=SUM(E3:E6)", '=IF(E7>"9:E5",E7,$E$7)')
    assert staff["I3"].value == "=E3/E$7"
    assert [str(area) for area in staff.merged_cells.ranges] == ["A9:C9"]
    assert staff["A9"].comment.text == "on paper"
    assert staff["B4"].comment.text == "Ask Jo about E2"
    assert book["My sums"]["A2"].value == "=Staff!E7+'Staff'!E3"


def test_a_table_of_excels_own_grows_with_its_rows(read):
    book = base_book()
    book["Functions"].add_table(Table(displayName="Fns", ref="A1:B3"))
    reading = read(book)
    functions = pd.concat(
        [reading.plan.functions, frame_of(TABLES["functions"], {"code": ["HR"], "name": ["HR"]}, [4])]
    )
    after, path = saved(reading, reading.plan.with_table("functions", functions))
    assert list(after.plan.functions["code"]) == ["CON", "RED", "HR"]
    assert openpyxl.load_workbook(path)["Functions"].tables["Fns"].ref == "A1:B4"


def test_a_row_taken_out_leaves_nothing_of_the_person(read):
    reading = read()
    plan = reading.plan.with_table("staff", reading.plan.staff.drop(index=4))
    after, path = saved(reading, plan)
    assert after.plan == plan
    staff = openpyxl.load_workbook(path)["Staff"]
    assert [cell.value for cell in staff[4]] == [None] * 9, "the user's own columns too"
    assert staff["A5"].value == "E3", "other rows stay where formulas look for them"
    assert staff["I5"].value == "=E5*2"
    everything = b"".join(parts(path).values())
    assert b"Ask Jo" not in everything
    assert b">E2<" not in everything
    assert b">4.13<" not in everything
    assert b">E3<" in everything


def test_a_text_that_another_cell_still_shows_stays(read):
    reading = read()
    plan = with_cell(reading.plan, "staff", 3, function="RED", position_title="Lead")
    after, _ = saved(reading, plan)
    assert list(after.plan.staff["function"]) == ["RED", "CON", "RED"]


def test_a_row_taken_out_and_put_back_is_as_it_was(read):
    reading = read()
    dropped = reading.plan.with_table("staff", reading.plan.staff.drop(index=4))
    saved(reading, dropped)
    after, path = saved(reading, reading.plan)
    assert after.plan == reading.plan
    assert openpyxl.load_workbook(path)["Staff"]["H4"].value == "4.13"


def test_a_formula_that_others_share_leaves_them_their_own(read):
    reading = read(_with_shared_formulas())
    plan = with_cell(reading.plan, "staff", 3, annual_salary=1.0)
    _, path = saved(reading, plan)
    staff = openpyxl.load_workbook(path)["Staff"]
    assert [staff[f"F{row}"].value for row in (3, 4, 5)] == [1, "=E4*30000", "=E5*30000"]


class _with_shared_formulas:  # noqa: N801 - stands in for a workbook
    """A workbook in which Excel has shared one formula between cells."""

    def save(self, path: Path) -> None:
        content = BytesIO()
        base_book().save(content)
        shared = (
            (b"<v>35184</v>", b'<f t="shared" ref="F3:F5" si="0">E3*30000</f><v>30000</v>'),
            (b"<v>24554</v>", b'<f t="shared" si="0"/><v>18000</v>'),
        )
        with zipfile.ZipFile(content) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                for before, after in shared if b"35184" in part else ():
                    part = part.replace(before, after)
                new.writestr(name, part)


# ----------------------------------------------------------------------------- columns, sheets


def test_a_column_that_the_sheet_does_not_have_is_added_on_the_right(read):
    reading = read()
    plan = with_cell(reading.plan, "staff", 4, leaving_date=pd.Timestamp(2012, 12, 1), notes="Going")
    after, path = saved(reading, plan)
    assert after.plan == plan
    staff = openpyxl.load_workbook(path)["Staff"]
    assert [cell.value for cell in staff[2]][8:] == ["Twice", "Leaving date", "Notes"]
    assert staff["J4"].is_date


def test_a_table_that_the_workbook_does_not_have_is_added_as_a_sheet(read):
    reading = read()
    rows = frame_of(
        PLACEMENTS,
        {
            "scenario": ["Buy"],
            "employee_number": ["E1"],
            "outcome": ["placed"],
            "date": [datetime(2013, 1, 2)],
        },
    )
    plan = reading.plan.with_table("placements", rows)
    after, path = saved(reading, plan)
    assert after.plan == plan
    assert [
        one for one in after.findings if one.sheet == "Placements" and one.severity is not Severity.NOTE
    ] == []
    assert openpyxl.load_workbook(path).sheetnames[-1] == "Placements"


def test_an_empty_sheet_of_a_tables_name_is_used(read):
    book = base_book()
    book.create_sheet("Placements")
    reading = read(book)
    rows = frame_of(PLACEMENTS, {"scenario": ["Buy"], "employee_number": ["E1"], "outcome": ["mars"]})
    after, _ = saved(reading, reading.plan.with_table("placements", rows))
    assert list(after.plan.placements["outcome"]) == ["mars"]


def test_unread_cells_stay_until_they_are_mended(read):
    book = base_book()
    book["Staff"]["E4"] = "tbc"
    book["Staff"]["G5"] = "04/23/1990"
    reading = read(book)
    assert len(reading.plan.unread) == 2
    one_left = tuple(cell for cell in reading.plan.unread if cell.column != "fte")
    mended = with_cell(reading.plan, "staff", 4, fte=0.6)
    plan = Plan(facts=mended.facts, unread=one_left, **{name: mended.table(name) for name in TABLES})
    after, _ = saved(reading, plan)
    assert after.plan == plan
    assert after.plan.unread == (Unread("staff", 5, "born", "04/23/1990"),)


# ------------------------------------------------------------------------------ whole workbooks


def test_a_workbook_written_in_a_rare_way_is_saved_all_the_same(read):
    class Prefixed:
        """A workbook in which every cell goes without its place, as some programs write it."""

        def save(self, path: Path) -> None:
            import re

            content = BytesIO()
            base_book().save(content)
            with zipfile.ZipFile(content) as old, zipfile.ZipFile(path, "w") as new:
                for name in old.namelist():
                    part = old.read(name)
                    if name == "xl/worksheets/sheet3.xml":
                        part = re.sub(rb' r="[A-Z]*\d+"', b"", part)
                    new.writestr(name, part)

    reading = read(Prefixed())
    plan = with_cell(reading.plan, "functions", 2, name="Contracts")
    after, _ = saved(reading, plan)
    assert after.plan == plan


def test_macros_need_their_own_kind_of_file(read, tmp_path):
    reading = read()
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(reading.original)) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            part = part.replace(
                b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
            )
            new.writestr(name, part)
    with pytest.raises(SaveFailedError, match=r"Save it as \.xlsm"):
        write_plan(reading.plan, tmp_path / "out.xlsx", content.getvalue(), reading.origin, reading.plan)
    write_plan(reading.plan, tmp_path / "out.xlsm", content.getvalue(), reading.origin, reading.plan)


def test_a_save_in_place_can_be_locked(read):
    reading = read()
    plan = with_cell(reading.plan, "staff", 4, fte=0.7)
    after, path = saved(reading, plan, password="four words")
    assert after.plan == plan
    assert b"CON" not in path.read_bytes()


def test_a_text_too_long_for_a_cell_leaves_the_file_as_it_was(read):
    reading = read()
    before = reading.path.read_bytes()
    plan = with_cell(reading.plan, "functions", 2, name="x" * 40_000)
    with pytest.raises(SaveFailedError, match="Name in row 2 of Functions"):
        write_plan(plan, reading.path, reading.original, reading.origin, reading.plan)
    assert reading.path.read_bytes() == before


@given(before=plans(most_rows=2), data=st.data())
def test_any_change_reads_back_as_it_was_made(before, data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    (folder / "plan.xlsx").write_bytes(new_book(before))
    reading = read_plan(folder / "plan.xlsx")
    plan = reading.plan
    other = data.draw(plans(most_rows=2), label="other")
    for name in TABLES:
        if data.draw(st.booleans(), label=f"change {name}"):
            plan = _mixed(plan, other, name, data)
    plan = plan.with_facts(closure=other.facts.closure)
    after, _ = saved(reading, plan)
    assert after.plan == plan


def _mixed(plan, other, name, data):
    """Drop some rows of a table, and change some columns of free text, numbers and dates."""
    frame = plan.table(name)
    gone = data.draw(st.sets(st.sampled_from(list(frame.index))) if len(frame) else st.just(set()))
    unread = tuple(cell for cell in plan.unread if cell.table != name or cell.row not in gone)
    frame = frame.drop(index=list(gone))
    for column in TABLES[name].columns:
        values = other.table(name)[column.key].dropna()
        is_free = not (column.required or column.refers_to or column is TABLES[name].columns[0])
        if is_free and len(values) and len(frame):
            row = data.draw(st.sampled_from(list(frame.index)))
            frame = frame.copy()
            frame.loc[row, column.key] = values.iloc[0]
            unread = tuple(
                cell for cell in unread if (cell.table, cell.row, cell.column) != (name, row, column.key)
            )
    tables = {one: plan.table(one) for one in TABLES} | {name: frame}
    return Plan(facts=plan.facts, unread=unread, **tables)


# -------------------------------------------------------------------------------- references


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("SUM(A2:A10)", "SUM(A2:A12)"),
        ("SUM(A2:A9)", "SUM(A2:A9)"),
        ("A11*$B$11", "A13*$B$13"),
        ("A1:A11", "A1:A13"),
        ("A10", "A10"),
        ("Mine!A11+'My A11'!B11", "Mine!A11+'My A11'!B11"),
        ('"A11"&A11', '"A11"&A13'),
        ("LOG10(A11)", "LOG10(A13)"),
        ("Rate_A11", "Rate_A11"),
    ],
)
def test_formulas_under_a_table_follow_rows_that_are_added(formula, moved):
    assert RowsAdded(after=10, count=2).formula(formula, grows=True) == moved


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("Staff!A11", "Staff!A13"),
        ("'Staff'!$A$11+A11", "'Staff'!$A$13+A11"),
        ("SUM(Staff!A2:A10)", "SUM(Staff!A2:A10)"),
        ("OldStaff!A11", "OldStaff!A11"),
    ],
)
def test_formulas_elsewhere_follow_rows_that_are_moved(formula, moved):
    assert RowsAdded(after=10, count=2).formula_elsewhere(formula, "Staff") == moved
