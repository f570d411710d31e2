"""Hand-over lists tell a receiver who and what comes to it, name only the agreed, and can be locked."""

import errno
import os
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from planner.base.errors import SaveFailedError, UnknownScenarioError
from planner.model.placement_edits import Recording, record
from planner.model.table_edits import CellEdit, put_cells
from planner.workbook.handover import hand_overs
from planner.workbook.handover_book import ONE_WORKBOOK, PERSONAL, write_hand_overs
from planner.workbook.password import unlocked
from planner.workbook.samples import twelve_people
from tests.planner.workbook import libreoffice

SCENARIO = "One of each"


@pytest.fixture
def plan():
    """E08 is settled at C2; E06 is offered a lower post there; E01 has accepted at S1, with no post."""
    made = record(twelve_people(), SCENARIO, "E06", Recording("offered", post="S-RED-2"))
    return record(made, SCENARIO, "E01", Recording("accepted", receiver="S1", on=date(2013, 5, 1)))


def list_of(plan, code, **how):
    return next(one for one in hand_overs(plan, SCENARIO, **how) if one.receiver == code)


def test_each_receiver_is_told_of_those_placed_there(plan):
    people = list_of(plan, "C2").people.set_index("employee_number")
    assert list(people.index) == ["E06", "E08"]
    assert people["state"].to_dict() == {"E06": "offered", "E08": "settled"}
    assert people.loc["E08", "continuous_from"] == datetime(2005, 10, 10)
    assert people.loc["E08", "function"] == "Service redesign"
    assert list(list_of(plan, "S1").people["employee_number"]) == ["E01"]
    assert list_of(plan, "C1").people.empty


def test_pay_is_protected_where_the_post_is_of_a_lower_band(plan):
    people = list_of(plan, "C2").people.set_index("employee_number")
    assert people.loc["E06", "protected_pay"] == "Yes: band 7 in a band 5 post"
    assert people.loc["E08", "protected_pay"] == "No"
    assert people.loc["E08", "basic_pay"] == 24_000
    assert people.loc["E06", "basic_pay"] == 40_157  # spine point 34 in 2012/13


def test_the_start_is_the_placements_day_else_the_works_else_the_plans(plan):
    assert list_of(plan, "S1").people["start"].tolist() == [datetime(2013, 5, 1)]
    assert list_of(plan, "C2").people["start"].tolist() == [datetime(2013, 4, 1)] * 2
    rows = plan.allocations
    row = rows.index[(rows["function"] == "RED") & (rows["receiver"] == "C2")][0]
    later = put_cells(plan, "allocations", [CellEdit(row, "date", datetime(2013, 7, 1))])
    starts = list_of(later, "C2").people.set_index("employee_number")["start"]
    assert starts["E06"] == datetime(2013, 7, 1)
    assert starts["E08"] == datetime(2013, 4, 1)


def test_only_the_agreed_are_named_and_only_when_asked(plan):
    assert list_of(plan, "C2").people["name"].isna().all()
    named = list_of(plan, "C2", names=True).people.set_index("employee_number")["name"]
    assert named["E08"] == "Post-holder 0008"
    assert named.isna()["E06"]


def test_posts_say_who_is_placed_in_them_and_what_is_vacant(plan):
    posts = list_of(plan, "C2").posts.set_index("post")
    assert posts.loc["S-RED-2", "who"] == "E06, E08"
    assert (posts.loc["S-RED-1", "filled_fte"], posts.loc["S-RED-1", "vacant_fte"]) == (0, 1)
    assert posts.loc["S-RED-2", "vacant_fte"] == 0


def test_somebody_with_two_jobs_is_handed_over_in_that_of_the_post(plan):
    second = plan.staff[plan.staff["employee_number"] == "E08"].assign(function="INF", fte=0.2)
    staff = plan.staff
    from pandas import concat

    two = plan.with_table("staff", concat([staff, second.set_axis([99])]).astype(staff.dtypes.to_dict()))
    people = list_of(two, "C2").people
    assert people[people["employee_number"] == "E08"]["fte"].tolist() == [0.8]
    moved = record(two, SCENARIO, "E08", Recording("placed", receiver="C1"))
    assert sorted(list_of(moved, "C1").people["fte"]) == [0.2, 0.8]


def test_a_workbook_for_each_receiver_says_that_it_holds_personal_data(plan, tmp_path):
    paths = write_hand_overs(plan, SCENARIO, tmp_path / "new" / "lists")
    assert [path.name for path in paths] == [
        "Hand-over to Example North CCG (C1).xlsx",
        "Hand-over to Example South CCG (C2).xlsx",
        "Hand-over to Example support organisation (S1).xlsx",
    ]
    book = openpyxl.load_workbook(paths[1])
    assert book.sheetnames == ["People", "Posts", "Work"]
    for sheet in book:
        assert sheet["A2"].value == PERSONAL
        assert "personal data" in sheet.oddHeader.left.text
    cells = {cell.value for row in book["People"] for cell in row}
    assert {"E06", "E08", datetime(2005, 10, 10)} <= cells
    assert not any("Post-holder" in str(cell) for cell in cells)
    assert openpyxl.load_workbook(paths[0])["People"]["A4"].value == "Nobody is recorded as placed here yet."


def test_one_workbook_has_a_sheet_for_each_receiver(plan, tmp_path):
    (path,) = write_hand_overs(plan, SCENARIO, tmp_path, one_workbook=True, names=True)
    assert path.name == ONE_WORKBOOK
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 3
    cells = {cell.value for row in book.worksheets[1] for cell in row}
    assert {"E08", "Post-holder 0008", "S-RED-1", "share"} <= cells


def test_names_that_no_file_or_sheet_can_have_are_made_safe(plan, tmp_path):
    organisations = plan.organisations.copy()
    organisations.loc[organisations["kind"] == "CCG", "name"] = "A/B: \\the 'same'? [CCG]* " + "long " * 40
    odd = plan.with_table("organisations", organisations)
    assert len(write_hand_overs(odd, SCENARIO, tmp_path)) == 3
    write_hand_overs(odd, SCENARIO, tmp_path, one_workbook=True)
    assert len(list(tmp_path.iterdir())) == 4


def test_text_like_a_formula_stays_text(plan, tmp_path):
    staff = plan.staff.assign(position_title="=HYPERLINK(1)")
    paths = write_hand_overs(plan.with_table("staff", staff), SCENARIO, tmp_path, receivers=["C2"])
    cells = [cell for row in openpyxl.load_workbook(paths[0])["People"] for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"] == ["s", "s"]


def test_a_disk_that_fills_up_says_how_many_lists_there_are(plan, tmp_path, monkeypatch):
    real, calls = os.fsync, []

    def fill_up(descriptor):
        calls.append(descriptor)
        if len(calls) > 2:  # the first list is a file and its folder
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr("os.fsync", fill_up)
    with pytest.raises(SaveFailedError, match=r"no room left.* 1 of 3 lists were written"):
        write_hand_overs(plan, SCENARIO, tmp_path)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["Hand-over to Example North CCG (C1).xlsx"]


def test_nothing_to_hand_over_is_said(plan, tmp_path):
    with pytest.raises(SaveFailedError, match="No list was written"):
        write_hand_overs(plan, "Baseline", tmp_path)
    with pytest.raises(UnknownScenarioError):
        write_hand_overs(plan, "Nowhere", tmp_path)
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(SaveFailedError, match="cannot be made"):
        write_hand_overs(plan, SCENARIO, tmp_path / "a file")


def test_a_password_locks_each_list(plan, tmp_path):
    for path in write_hand_overs(plan, SCENARIO, tmp_path, password="Öffnen 12"):
        inside = unlocked(path.read_bytes(), path.name, "Öffnen 12")
        assert openpyxl.load_workbook(BytesIO(inside)).sheetnames[0] == "People"


@pytest.mark.skipif(libreoffice.PROGRAM is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_a_locked_list_with_its_password(plan, tmp_path):
    (path,) = write_hand_overs(plan, SCENARIO, tmp_path / "lists", password="Sesame2012", receivers=["C2"])
    cells = libreoffice.first_sheet(path, tmp_path, "Sesame2012")
    assert cells[0] == "People for Example South CCG"
    assert "E08" in cells
