"""A part of a plan goes out with only its rows, and comes back as changes that are taken line by line."""

from datetime import date, datetime

import openpyxl
import pytest

from planner.base.errors import EditRefusedError, FileRefusedError, NotAPlanError, UnknownScenarioError
from planner.model.placement_edits import Recording, record
from planner.model.scenario import scenario_of
from planner.model.scenario_edits import lock_scenario
from planner.model.table_edits import CellEdit, delete_rows, put_cells
from planner.workbook.samples import generated_plan, twelve_people
from planner.workbook.slices import accept, changes_in, part_of, write_slice
from planner.workbook.slices.sending import AS_SENT, COVER, REF
from planner.workbook.write import write_plan

SCENARIO, BASED_ON_IT = "One of each", "Buy information too"
ON = date(2012, 11, 5)


@pytest.fixture
def plan():
    """E05 has been offered a post at C2, not locked; E08 is locked there."""
    return record(twelve_people(), SCENARIO, "E05", Recording("offered", post="S-RED-1"))


@pytest.fixture
def send(plan, tmp_path):
    """Send a part and let a director work on it; returns the path of what comes back."""

    def send_it(work=lambda book: None, by="function family", value="Redesign", scenario=SCENARIO, **how):
        path = tmp_path / "part.xlsx"
        write_slice(plan, part_of(plan, by, value, scenario, **how), path, on=ON)
        book = openpyxl.load_workbook(path)
        work(book)
        book.save(path)
        return path

    return send_it


def cell(book, sheet, key, title):
    """The cell of a column in the first row that holds ``key`` anywhere."""
    rows = book[sheet]
    column = next(one.column for one in rows[1] if str(one.value).split(" (")[0] == title)
    row = next(row for row in rows.iter_rows(min_row=2) if key in {one.value for one in row})
    return rows.cell(row[0].row, column)


def put(sheet, key, title, value):
    def work(book):
        cell(book, sheet, key, title).value = value

    return work


def lines(changes):
    return [(one.table, one.where, one.kind, one.key, one.sent, one.now, one.back) for one in changes.lines]


# ------------------------------------------------------------------------------ going out


def test_a_familys_part_holds_its_people_work_and_posts_and_no_others(plan):
    part = part_of(plan, "function family", "redesign ", SCENARIO)
    assert set(part.tables["staff"]["employee_number"]) == {"E05", "E06", "E07", "E08"}
    assert list(part.tables["functions"]["code"]) == ["RED"]
    assert set(part.tables["allocations"]["receiver"]) == {"C1", "C2"}
    assert set(part.tables["placements"]["employee_number"]) == {"E05", "E08"}
    assert set(part.tables["posts"]["post"]) == {"S-RED-1", "S-RED-2"}


def test_a_receivers_part_holds_only_those_placed_with_it(plan):
    part = part_of(plan, "receiver", "C2", SCENARIO)
    assert set(part.tables["staff"]["employee_number"]) == {"E05", "E08"}
    assert set(part.tables["allocations"]["function"]) == {"RED", "INF"}
    customer = part_of(plan, "receiver", "C1", SCENARIO)
    assert set(customer.tables["allocations"]["function"]) == {"RED", "INF"}, "C1 is a customer of INF"
    assert customer.tables["staff"].empty


def test_parts_of_an_organisation_and_an_establishment(plan):
    whole = part_of(plan, "organisation", "P1", SCENARIO)
    house = part_of(plan, "establishment", "Example House", SCENARIO)
    assert len(whole.tables["staff"]) == len(house.tables["staff"]) == 12
    assert len(whole.tables["allocations"]) == 5


def test_what_cannot_be_cut_is_said(plan):
    with pytest.raises(EditRefusedError, match=r"no receiver 'C9'. It has: 'C1', 'C2', 'S1'"):
        part_of(plan, "receiver", "C9", SCENARIO)
    with pytest.raises(UnknownScenarioError):
        part_of(plan, "receiver", "C1", "Nowhere")


def test_pay_birth_service_notes_equality_and_names_stay_at_home(plan, send):
    said = {
        str(one.value)
        for sheet in openpyxl.load_workbook(send())
        for row in sheet
        for one in row
        if one.value
    }
    for secret in (
        "Post-holder 0005",
        "Female",
        "1966-07-07 00:00:00",
        "Salary",
        "Date of birth",
        "Sex",
        "24000",
    ):
        assert not any(secret in text for text in said), secret
    named = {
        str(one.value)
        for row in openpyxl.load_workbook(send(names=True))["Staff"]
        for one in row
        if one.value
    }
    assert "Post-holder 0005" in named


def test_people_elsewhere_are_in_no_part_of_the_file(plan, send):
    import zipfile

    with zipfile.ZipFile(send()) as package:
        said = b"".join(package.read(name) for name in package.namelist())
        assert b'state="hidden"' not in package.read("xl/workbook.xml")
    for number in ("E01", "E09", "E12"):
        assert f">{number}<".encode() not in said
    assert b">E05<" in said


def test_a_cover_says_what_may_be_changed(send):
    cover = openpyxl.load_workbook(send())[COVER]
    said = " ".join(str(one.value) for row in cover for one in row if one.value)
    assert "What may be changed" in said
    assert "5 November 2012" in said
    assert "personal data" in said


# ----------------------------------------------------------------------------- coming back


def test_a_part_that_comes_back_untouched_says_nothing(plan, send):
    changes = changes_in(plan, send())
    assert changes.lines == ()
    assert (changes.part, changes.scenario, changes.sent_on) == ("function family: Redesign", SCENARIO, ON)
    assert changes.notes == ()


@pytest.mark.parametrize("by", [("receiver", 1), ("organisation", 1), ("function family", 0)])
def test_a_part_of_a_large_plan_comes_back_the_same(by, tmp_path):
    plan = generated_plan(300, 4, 3, 20, seed=2)
    scenario = plan.scenario_names[-1]
    way, at = by
    values = {
        "receiver": plan.receivers["code"],
        "organisation": plan.senders["code"],
        "function family": plan.functions["family"].dropna(),
    }
    path = tmp_path / "part.xlsx"
    write_slice(plan, part_of(plan, way, values[way].iloc[at], scenario), path, on=ON)
    changes = changes_in(plan, path)
    assert (changes.lines, changes.already, changes.notes) == ((), 0, ())


def test_a_cell_is_shown_as_sent_as_it_is_and_as_it_comes_back(plan, send):
    changes = changes_in(plan, send(put("Staff", "E05", "Criticality", 5)))
    assert lines(changes) == [("staff", "E05", "changed", "criticality", 4.0, 4.0, 5.0)]
    assert not changes.lines[0].is_conflict
    after = accept(plan, changes, [1])
    assert after.staff.set_index("employee_number").loc["E05", "criticality"] == 5
    assert after.placements is plan.placements
    assert accept(plan, changes, []) == plan


def test_both_changed_is_a_conflict_and_says_all_three(plan, send):
    path = send(put("Staff", "E05", "Criticality", 5))
    row = int(plan.staff.index[plan.staff["employee_number"] == "E05"][0])
    meanwhile = put_cells(plan, "staff", [CellEdit(row, "criticality", 2.0)])
    (line,) = changes_in(meanwhile, path).lines
    assert (line.sent, line.now, line.back, line.is_conflict) == (4, 2, 5, True)


def test_the_same_change_made_in_both_is_no_line(plan, send):
    path = send(put("Staff", "E05", "Criticality", 5))
    row = int(plan.staff.index[plan.staff["employee_number"] == "E05"][0])
    changes = changes_in(put_cells(plan, "staff", [CellEdit(row, "criticality", 5.0)]), path)
    assert (changes.lines, changes.already) == ((), 1)


def test_what_changed_only_in_the_plan_is_left_alone(plan, send):
    path = send()
    row = int(plan.staff.index[plan.staff["employee_number"] == "E05"][0])
    assert changes_in(put_cells(plan, "staff", [CellEdit(row, "fte", 0.5)]), path).lines == ()


def test_rows_are_known_after_sorting_and_after_the_plan_was_written_anew(plan, send, tmp_path):
    def reverse(book):
        sheet = book["Staff"]
        rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=2)]
        for row, values in zip(sheet.iter_rows(min_row=2), reversed(rows), strict=True):
            for one, value in zip(row, values, strict=True):
                one.value = value
        cell(book, "Staff", "E05", "Skills").value = "pathway design:3"

    path = send(reverse)
    from planner.workbook.read import read_plan

    write_plan(delete_rows(plan, "staff", plan.staff.index[:3]), tmp_path / "plan.xlsx")
    anew = read_plan(tmp_path / "plan.xlsx").plan
    changes = changes_in(anew, path)
    assert [(one.where, one.key, one.back) for one in changes.lines] == [
        ("E05", "skills", "pathway design:3")
    ]
    assert (
        accept(anew, changes, [1]).staff.set_index("employee_number").loc["E05", "skills"]
        == "pathway design:3"
    )


def test_a_new_placement_is_added_under_the_scenario(plan, send):
    def add(book):
        book["Placements"].append([None, None, "E06", "placed", "C1", None, datetime(2013, 4, 1)])

    (line,) = (changes := changes_in(plan, send(add))).lines
    assert (line.kind, line.where, line.fault) == ("added", "E06", "")
    added = accept(plan, changes, [1]).placements.iloc[-1]
    assert (added["scenario"], added["receiver"], added["date"]) == (SCENARIO, "C1", datetime(2013, 4, 1))


def test_somebody_recorded_meanwhile_is_a_conflict(plan, send):
    def add(book):
        book["Placements"].append([None, SCENARIO, "E06", "placed", "C1"])

    path = send(add)
    meanwhile = record(plan, SCENARIO, "E06", Recording("resigned"))
    (line,) = changes_in(meanwhile, path).lines
    assert line.is_conflict
    same = record(plan, SCENARIO, "E06", Recording("placed", receiver="C1", is_locked=False))
    row = same.placements.index[-1]
    same = put_cells(same, "placements", [CellEdit(row, "stage", None)])
    assert (changes_in(same, path).lines, changes_in(same, path).already) == ((), 1)


def test_a_row_taken_out_is_a_line_of_its_own(plan, send):
    def take_out(book):
        book["Placements"].delete_rows(cell(book, "Placements", "E05", "Outcome").row)

    path = send(take_out)
    (line,) = (changes := changes_in(plan, path)).lines
    assert (line.kind, line.where, line.is_conflict, line.fault) == ("removed", "E05", False, "")
    assert set(accept(plan, changes, [1]).placements["employee_number"]) == {"E08"}
    meanwhile = record(plan, SCENARIO, "E05", Recording("accepted", post="S-RED-1"))
    assert changes_in(meanwhile, path).lines[0].is_conflict
    gone = delete_rows(plan, "placements", [line.row])
    assert changes_in(gone, path).lines == ()


def test_a_claim_taken_out_is_not_sought_among_those_of_other_receivers(tmp_path):
    plan = generated_plan(60, 4, 1, 6, seed=3)
    scenario = plan.scenario_names[0]
    claims = scenario_of(plan, scenario).allocations
    shared = claims[claims.duplicated(["function", "sender"], keep=False) & (claims["scenario"] == scenario)]
    row = int(shared.index[0])
    path = tmp_path / "part.xlsx"
    write_slice(plan, part_of(plan, "receiver", shared["receiver"].iloc[0], scenario), path)
    assert changes_in(delete_rows(plan, "allocations", [row]), path).lines == ()
    book = openpyxl.load_workbook(path)
    about = (shared["function"].iloc[0], shared["receiver"].iloc[0])
    sheet = book["Allocations"]
    sheet.delete_rows(next(one[0].row for one in sheet if {*about} <= {cell.value for cell in one}))
    book.save(path)
    changes = changes_in(plan, path)
    assert [(one.kind, one.row) for one in changes.lines] == [("removed", row)]
    assert changes_in(accept(plan, changes, [1]), path).lines == ()


@pytest.mark.parametrize(
    ("work", "fault"),
    [
        (put("Staff", "E05", "FTE", "tbc"), "'tbc' cannot be taken as FTE"),
        (put("Staff", "E05", "FTE", 9), "FTE is at least 0 and at most 1.5, not 9"),
        (put("Staff", "E05", "FTE", None), "FTE may not be blank"),
        (put("Staff", "E05", "Function", "XYZ"), "The plan has no function 'XYZ'"),
        (put("Staff", "E05", "Employee number", "E99"), "says what the row is about"),
        (put("Placements", "E08", "Post", "S-RED-1"), "locked in the plan"),
        (put("Placements", "E05", "Post", "S-RED-9"), "no post 'S-RED-9'"),
        (
            lambda book: book["Staff"].append([None, "E50", None, "P1", "RED"]),
            "come into the plan with a staff list",
        ),
        (lambda book: book["Staff"].delete_rows(2), "not taken out by a part"),
        (
            lambda book: book["Placements"].append([None, "Elsewhere", "E06", "placed", "C1"]),
            "It is for 'Elsewhere'",
        ),
    ],
)
def test_what_cannot_be_taken_says_why_and_is_not(plan, send, work, fault):
    changes = changes_in(plan, send(work))
    assert fault in changes.lines[0].fault
    with pytest.raises(EditRefusedError, match="Line 1"):
        accept(plan, changes, [1])


def test_a_locked_scenario_takes_nothing_of_its_rows(plan, send):
    path = send(put("Allocations", "C1", "Share", 50))
    (line,) = changes_in(lock_scenario(plan, SCENARIO, locked=True), path).lines
    assert "is locked" in line.fault


def test_a_row_that_left_the_plan_is_a_conflict_that_cannot_be_taken(plan, send):
    path = send(put("Staff", "E05", "Criticality", 5))
    row = plan.staff.index[plan.staff["employee_number"] == "E05"]
    (line,) = changes_in(delete_rows(plan, "staff", row), path).lines
    assert line.is_conflict
    assert "no longer in the plan" in line.fault


# --------------------------------------------------------------------------- what is inherited


def test_a_change_of_what_is_inherited_becomes_the_scenarios_own(plan, send):
    path = send(put("Allocations", "C1", "Share", 55), scenario=BASED_ON_IT)
    after = accept(plan, changes := changes_in(plan, path), [1])
    assert changes.lines[0].fault == ""
    own = scenario_of(after, BASED_ON_IT).allocations
    assert own[own["function"] == "RED"].set_index("receiver")["share"].to_dict() == {"C1": 55, "C2": 40}
    base = scenario_of(after, SCENARIO).allocations
    assert base[base["function"] == "RED"].set_index("receiver")["share"].to_dict() == {"C1": 60, "C2": 40}


def test_a_row_added_beside_inherited_ones_leaves_them_in_force(plan, send):
    def add(book):
        book["Allocations"].append([None, None, "RED", None, "S1", "buy", 5])
        cell(book, "Allocations", "C1", "Share").value = 55

    changes = changes_in(plan, send(add, scenario=BASED_ON_IT))
    after = accept(plan, changes, [one.line for one in changes.lines])
    own = scenario_of(after, BASED_ON_IT).allocations
    shares = own[own["function"] == "RED"].set_index("receiver")["share"].to_dict()
    assert shares == {"C1": 55, "C2": 40, "S1": 5}


def test_what_is_inherited_is_taken_out_where_it_stands(plan, send):
    def take_out(book):
        book["Placements"].delete_rows(cell(book, "Placements", "E05", "Outcome").row)

    (line,) = changes_in(plan, send(take_out, scenario=BASED_ON_IT)).lines
    assert f"It comes from '{SCENARIO}'" in line.fault


# ------------------------------------------------------------------------------ odd files


def test_a_plan_is_no_part(plan, tmp_path):
    write_plan(plan, tmp_path / "plan.xlsx")
    with pytest.raises(NotAPlanError, match="not a part that was sent"):
        changes_in(plan, tmp_path / "plan.xlsx")


def test_a_part_without_its_references_is_refused(plan, send):
    path = send(lambda book: book["Staff"].delete_cols(1))
    with pytest.raises(FileRefusedError, match=f"no column '{REF}'"):
        changes_in(plan, path)


def test_a_part_whose_cover_was_emptied_is_refused(plan, send):
    path = send(lambda book: book[COVER].delete_rows(1, 60))
    with pytest.raises(FileRefusedError, match="does not say its plan"):
        changes_in(plan, path)


def test_a_sheet_that_did_not_come_back_and_a_changed_record_are_noted(plan, send):
    def work(book):
        del book["Posts"]
        book[AS_SENT]["D2"].value = "E77"

    changes = changes_in(plan, send(work))
    assert any("'Posts' did not come back" in note for note in changes.notes)
    assert any("is not as it was sent" in note for note in changes.notes)


def test_a_column_that_did_not_come_back_changes_nothing(plan, send):
    def work(book):
        sheet = book["Staff"]
        at = next(one.column for one in sheet[1] if one.value == "Skills")
        sheet.delete_cols(at)

    assert changes_in(plan, send(work)).lines == ()


def test_a_row_copied_with_its_reference_is_a_new_row(plan, send):
    def copy(book):
        sheet = book["Posts"]
        values = [one.value for one in sheet[2]]
        values[1] = "S-RED-3"
        sheet.append(values)

    (line,) = changes_in(plan, send(copy)).lines
    assert (line.kind, line.where) == ("added", "S-RED-3")


def test_a_locked_part_opens_with_its_password(plan, tmp_path):
    path = tmp_path / "part.xlsx"
    write_slice(plan, part_of(plan, "receiver", "C2", SCENARIO), path, password="Sesame", on=ON)
    assert changes_in(plan, path, "Sesame").lines == ()


def test_it_is_said_where_a_part_is_of_another_plan(plan, send):
    changes = changes_in(plan.with_facts(plan_name="Another"), send())
    assert changes.notes == ("It was sent from a plan called 'Twelve people'.",)
