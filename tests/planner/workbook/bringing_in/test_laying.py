"""Lists laid beside a plan: which sheets are meant, how each goes in, and what is taken of it."""

from dataclasses import replace
from datetime import date

import pytest

from planner.base.errors import CancelledError
from planner.base.findings import Finding, Severity
from planner.base.places import samples
from planner.model.plan import Facts, Plan
from planner.model.refresh import Leaver
from planner.rules.rulebook import load_rules
from planner.workbook.bringing_in import open_source
from planner.workbook.bringing_in.laying import (
    Chosen,
    first_choices,
    lay,
    likely_last_day,
    put_in,
)
from planner.workbook.bringing_in.lots import Way, in_order, lots_of, only_sender, step_name
from planner.workbook.bringing_in.remembered import RememberedMappings
from planner.workbook.kind_of_file import is_plan_workbook
from planner.workbook.remembered_fixes import RememberedFixes


@pytest.fixture
def lots(write_csv, table):
    def make(rows=None, name="Staff.csv", plan=None):
        return lots_of(open_source(write_csv(rows or table(), name)), None, plan)

    return make


@pytest.fixture
def plan(lots):
    """A plan of the four people of the list."""
    return put_in(None, lay(None, lots(), load_rules()), [Chosen()])


def laid(plan, lots):
    return lay(plan, lots, load_rules())


def test_a_first_list_becomes_a_plan(plan):
    assert plan.staff["fte"].tolist() == [1, 0.5, 0.8, 1]
    assert only_sender(plan) == str(plan.senders["code"].iloc[0])


def test_nothing_changes_while_a_list_is_laid(plan, lots, table):
    before = Plan(**{name: frame.copy() for name, frame in plan.tables().items()}, facts=plan.facts)
    laid(plan, lots(table({"FTE": "0.3"})))
    assert plan == before


def test_a_list_of_the_same_people_goes_in_as_the_newest(plan, lots, table):
    (one,) = laid(plan, lots(table({"FTE": "0.3"}), "October.csv"))
    assert one.way is Way.REFRESH
    assert one.refresh.found.changes["new"].tolist() == [0.3]
    assert put_in(plan, [one], [Chosen()]).staff["fte"].tolist() == [0.3, 0.5, 0.8, 1]


def test_a_list_of_other_people_is_added(plan, lots, table):
    others = ({"Employee Number": "20000002", "Assignment Number": "20000002-1", "FTE": "0.5"},)
    rows = table({"Employee Number": "20000001", "Assignment Number": "20000001-1"}, others=others)
    (one,) = laid(plan, lots(rows, "Others.csv"))
    assert one.way is Way.ADD
    assert (one.put.added, one.put.conflicts) == (2, 0)


def test_whom_the_list_does_not_speak_of_stays(plan, lots, table):
    staff = plan.staff.assign(organisation=plan.staff["organisation"].where(plan.staff["fte"] < 1, "OTHER"))
    mixed = plan.with_table("staff", staff)
    rows = table(others=())
    rows[1][rows[0].index("Employee Number")] = "10000002"
    rows[1][rows[0].index("Assignment Number")] = "10000002-1"
    (lot,) = lots(rows, "One.csv")
    (one,) = laid(mixed, [replace(lot, way=Way.REFRESH)])
    choices = first_choices(mixed, one)
    assert set(choices.exceptions) == {"10000001", "10000004"}
    assert set(choices.exceptions.values()) == {Leaver.STAYS}
    after = put_in(mixed, [one], [Chosen(refresh=choices)]).staff.set_index("employee_number")
    assert after["leaving_date"].notna().to_dict() == {
        "10000001": False,
        "10000002": False,
        "10000003": True,
        "10000004": False,
    }


def test_people_of_two_lists_that_come_in_together_do_not_leave_by_the_other(plan, lots, table):
    first = lots(table(others=()), "First.csv")
    rest = lots([table()[0], *table()[2:]], "Second.csv")
    both = laid(plan, [*first, *(replace(one, way=Way.REFRESH) for one in rest)])
    after = put_in(plan, both, [Chosen(), Chosen()])
    assert after.staff["leaving_date"].isna().all()


def test_conflicts_are_listed_cell_by_cell_and_taken_cell_by_cell(plan, lots, table):
    rows = table({"FTE": "0.3", "Position Title": "Head"})
    (lot,) = lots(rows)
    (one,) = laid(plan, [replace(lot, way=Way.ADD)])
    assert one.differing[["column", "mine", "theirs"]].to_numpy().tolist() == [
        ["Position title", "Manager", "Head"],
        ["FTE", "1", "0.3"],
    ]
    row = int(one.differing["incoming"].iloc[0])
    after = put_in(plan, [one], [Chosen(replacing=[(row, "fte")])])
    assert after.staff[["fte", "position_title"]].iloc[0].tolist() == [0.3, "Manager"]
    assert put_in(plan, [one], [Chosen()]) == plan


def test_rows_that_were_read_are_not_read_again(plan, lots):
    (lot,) = lots()
    first = laid(plan, [lot])
    again = lay(plan, [replace(lot, way=Way.ADD)], load_rules(), first)
    assert again[0].brought is first[0].brought


def test_findings_of_a_refresh_name_the_cells_of_the_list(plan, lots, table):
    (one,) = laid(plan, lots(table({"FTE": "37.5"})))
    assert any(found.cell == "I2" and found.column == "FTE" for found in one.findings)
    assert sum(len(cause.findings) for cause in one.causes) == len(one.findings)


def test_a_doubtful_sheet_stays_out_until_it_is_chosen(lots):
    (lot,) = lots([["Code", "Name"], ["F1", "Contracting"], ["F2", "Finance"]], "centres.csv")
    assert not lot.is_used
    assert "Doubtful" in lot.remark


def test_a_remembered_mapping_is_said(write_csv, table, tmp_path, lots):
    path = write_csv(table())
    kept = RememberedMappings(tmp_path / "settings")
    kept.remember(lots()[0].mapping.with_column("F", None))
    (lot,) = lots_of(open_source(path), kept)
    assert lot.is_remembered
    assert lot.mapping.column_for("position_title") is None


def test_lists_go_in_what_others_refer_to_first_and_the_step_is_named(lots):
    staff = lots()[0]
    functions = replace(staff, mapping=replace(staff.mapping, table="functions"))
    assert in_order([staff, functions]) == [functions, staff]
    assert step_name([staff]) == "Bring in Staff.csv"
    assert step_name([staff, functions]) == "Bring in 2 sheets from Staff.csv"


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2011, 5, 1), date(2012, 4, 1)),
        (date(2012, 10, 31), date(2012, 10, 31)),
        (date(2026, 1, 1), date(2013, 3, 31)),
    ],
    ids=["before the plan", "within it", "after closure"],
)
def test_the_likely_last_day_is_within_the_plan(today, day):
    assert likely_last_day(Facts(), today) == day


def test_a_plan_is_told_from_a_list(write_csv, table, tmp_path):
    assert is_plan_workbook(samples() / "Twelve people.xlsx")
    assert not is_plan_workbook(write_csv(table()))
    assert not is_plan_workbook(tmp_path / "gone.xlsx")


def test_progress_goes_on_within_a_list_and_never_back(plan, lots):
    told = []
    lay(plan, lots(), load_rules(), tick=lambda share, doing: told.append((share, doing)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert all(0 <= one <= 1 for one in shares)
    assert len({doing for _, doing in told}) > 8
    assert any("Reading Band" in doing for _, doing in told)


def test_looking_at_a_file_can_be_stopped_between_its_sheets(write_xlsx, table):
    def stop(share, doing):
        if "Looking" in doing:
            raise CancelledError

    with pytest.raises(CancelledError):
        lots_of(open_source(write_xlsx({"One": table(), "Two": table()})), tick=stop)


def test_what_was_put_right_before_is_offered_for_what_is_at_fault_alone(lots, table, tmp_path):
    known = RememberedFixes(tmp_path)
    fixes = (("Band", "Bnd Seven", "7"), ("FTE", "tbc", "1"), ("Function", "CON", "CTR"), ("Sex", "F", "M"))
    known.remember(
        Finding(Severity.ERROR, "Staff", "A1", column, value, "", "", "any", "staff", 2, fix)
        for column, value, fix in fixes
    )
    rows = table({"Band": "Bnd Seven", "FTE": " tbc "})
    (one,) = lay(None, lots(rows), load_rules(), fixes=known)
    found = {(offer.key, offer.text): (offer.fix, offer.cells) for offer in one.offers}
    assert found == {
        ("band", "Bnd Seven"): ("7", 1),
        ("fte", "tbc"): ("1", 1),
        ("function", "CON"): ("CTR", 4),
    }
    mended = replace(one.lot, mended={(offer.key, offer.text): offer.fix for offer in one.offers})
    (again,) = lay(None, [mended], load_rules(), fixes=known)
    assert again.brought.frame["band"].tolist()[0] == "7"
    assert again.brought.frame["fte"].tolist()[0] == 1.0
    assert set(again.brought.frame["function"]) == {"CTR"}
    assert not again.brought.unread
    assert sum(said.cause == "put-right-as-before" for said in again.findings) == 3
    assert again.offers == one.offers


def test_a_code_that_the_plan_has_is_not_offered_to_be_put_right(plan, lots, tmp_path):
    known = RememberedFixes(tmp_path)
    known.remember(
        [Finding(Severity.ERROR, "Staff", "A1", "Function", "CON", "", "", "any", "staff", 2, "CTR")]
    )
    (one,) = lay(plan, lots(), load_rules(), fixes=known)
    assert one.offers == ()
