"""A plan written as a new workbook reads back the same, and is a workbook that a manager can use."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given

from planner.base.errors import CancelledError, SaveFailedError
from planner.base.findings import Severity
from planner.model.plan import Plan, Unread
from planner.model.tables import SCENARIOS, STAFF, TABLES, frame_of
from planner.workbook.new_book import COVER, new_book
from planner.workbook.read import read_plan
from planner.workbook.write import write_plan
from tests.planner.workbook.made_plans import plans

PERSON = {
    "employee_number": "0021",
    "name": "=HYPERLINK(0)",
    "organisation": "P1",
    "function": "CON",
    "band": "8b",
    "fte": 0.6,
    "annual_salary": 55_945.5,
    "born": datetime(1957, 5, 20),
}


def staff_of(*people):
    return frame_of(STAFF, {key: [person.get(key) for person in people] for key in STAFF.keys})


@pytest.fixture
def plan():
    return Plan(staff=staff_of(PERSON, {**PERSON, "employee_number": "0022"}))


def opened(plan, path):
    write_plan(plan, path)
    return openpyxl.load_workbook(path)


@given(plan=plans())
def test_every_plan_reads_back_as_it_was_written(plan, tmp_path_factory):
    path = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    path.write_bytes(new_book(plan))
    assert read_plan(path).plan == plan


def test_a_plan_without_rows_has_all_sheets_with_their_headers(tmp_path):
    book = opened(Plan(), tmp_path / "plan.xlsx")
    written = [spec for spec in TABLES.values() if spec.is_written_empty]
    assert book.sheetnames == [COVER, "Plan", *(spec.sheet for spec in written)]
    for spec in written:
        headers = [cell.value for cell in book[spec.sheet][1]]
        assert [header.split(" (")[0] for header in headers] == [column.title for column in spec.columns]
    assert read_plan(tmp_path / "plan.xlsx").plan == Plan()


def test_a_new_workbook_reads_back_without_a_finding_but_for_its_rows(plan, tmp_path):
    write_plan(plan, tmp_path / "plan.xlsx")
    found = [one for one in read_plan(tmp_path / "plan.xlsx").findings if one.severity is not Severity.NOTE]
    assert found == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_is_written_as_text(plan, tmp_path, text):
    named = plan.with_table("staff", plan.staff.assign(name=text))
    sheet = opened(named, tmp_path / "plan.xlsx")["Staff"]
    cell = sheet.cell(2, STAFF.keys.index("name") + 1)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)
    assert read_plan(tmp_path / "plan.xlsx").plan == named


def test_dates_and_pounds_have_their_formats(plan, tmp_path):
    sheet = opened(plan, tmp_path / "plan.xlsx")["Staff"]
    born, salary = (sheet.cell(2, STAFF.keys.index(key) + 1) for key in ("born", "annual_salary"))
    assert (born.number_format, born.value) == ("dd/mm/yyyy", datetime(1957, 5, 20))
    assert "£" in salary.number_format
    assert sheet["A2"].value == "0021", "leading zeros stay"


def test_sheets_are_frozen_filtered_and_offer_choices(plan, tmp_path):
    sheet = opened(plan, tmp_path / "plan.xlsx")["Staff"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:AM3"
    assert sheet.print_title_rows == "$1:$1"
    offered = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "8b" in offered["G2"]
    assert offered["D2"].startswith("'Organisations'!$A$2")
    assert offered["Y2"] == '"Y,N"'


def test_unread_cells_are_written_back_as_they_stood(plan, tmp_path):
    gone = plan.staff.assign(fte=plan.staff["fte"].where(plan.staff.index != 3))
    unread = Plan(staff=gone, unread=(Unread("staff", 3, "fte", "tbc"),))
    write_plan(unread, tmp_path / "plan.xlsx")
    reading = read_plan(tmp_path / "plan.xlsx")
    assert reading.plan == unread
    assert [one.cell for one in reading.findings if one.severity is Severity.ERROR] == ["I3"]


@pytest.mark.parametrize("day", [date(1900, 1, 2), date(1900, 2, 28), date(1900, 3, 1), date(2100, 12, 31)])
def test_days_at_the_ends_of_the_calendar_keep_their_place(plan, tmp_path, day):
    born = plan.with_table("staff", plan.staff.assign(born=datetime(day.year, day.month, day.day)))
    born = born.with_table("staff", born.staff.astype({"born": "datetime64[s]"}))
    write_plan(born, tmp_path / "plan.xlsx")
    assert read_plan(tmp_path / "plan.xlsx").plan == born


def test_a_text_that_no_cell_can_hold_is_refused_and_nothing_is_written(plan, tmp_path):
    notes = plan.with_table("staff", plan.staff.assign(notes="x" * 32_768))
    with pytest.raises(SaveFailedError, match=r"Notes in row 2 of Staff has 32,768 characters"):
        write_plan(notes, tmp_path / "plan.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_longest_text_that_a_cell_can_hold_is_kept(plan, tmp_path):
    notes = plan.with_table("staff", plan.staff.assign(notes="x" * 32_767))
    write_plan(notes, tmp_path / "plan.xlsx")
    assert read_plan(tmp_path / "plan.xlsx").plan == notes


def test_the_cover_is_no_part_of_the_plan(tmp_path):
    scenario = Plan(scenarios=frame_of(SCENARIOS, {"scenario": ["Buy"]}))
    write_plan(scenario, tmp_path / "plan.xlsx")
    reading = read_plan(tmp_path / "plan.xlsx")
    assert COVER not in {finding.sheet for finding in reading.findings}
    assert openpyxl.load_workbook(tmp_path / "plan.xlsx")[COVER]["B1"].value == "Untitled plan"


def test_a_password_locks_the_file_in_the_standard_way(plan, tmp_path):
    import msoffcrypto

    path = tmp_path / "plan.xlsx"
    write_plan(plan, path, password="Öffnen 12")
    inside = BytesIO()
    locked = msoffcrypto.OfficeFile(BytesIO(path.read_bytes()))
    assert locked.is_encrypted()
    locked.load_key(password="Öffnen 12", verify_password=True)
    locked.decrypt(inside, verify_integrity=True)
    assert openpyxl.load_workbook(inside)["Staff"]["A2"].value == "0021"
    assert read_plan(path, "Öffnen 12").plan == plan


def test_saving_tells_of_progress_and_can_be_stopped(plan, tmp_path):
    shares = []
    write_plan(plan, tmp_path / "plan.xlsx", tick=lambda share, _: shares.append(share))
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)

    def stop(share, _):
        if share > 0.3:
            raise CancelledError

    with pytest.raises(CancelledError):
        write_plan(plan, tmp_path / "other.xlsx", tick=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


def test_a_name_that_excel_would_not_open_is_refused(plan, tmp_path):
    with pytest.raises(SaveFailedError, match=r"Save it as \.xlsx"):
        write_plan(plan, tmp_path / "plan.xlsm")


def test_an_original_without_its_origin_is_a_mistake_of_the_caller(plan, tmp_path):
    with pytest.raises(ValueError, match="origin"):
        write_plan(plan, tmp_path / "plan.xlsx", original=b"PK")
