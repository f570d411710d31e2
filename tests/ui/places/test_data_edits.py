"""Data: cells and rows are edited where they stand, as in a spreadsheet."""

from datetime import date

import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit

from planner.base.findings import Severity
from planner.model.plan import Unread
from planner.model.scenario_edits import is_locked
from planner.model.tables import TABLES
from ui.places.data import ORDER

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def data(at):
    place = at("data")
    place.table.view.setFocus()
    return place


@pytest.fixture
def document(opened):
    return opened.document


def go_to(data, row, key):
    data.table.cells.go_to(row, data.table.model.column_of(key))


def editor(data):
    """The field or list that is open in the table."""
    port = data.table.cells.viewport()
    found = [*port.findChildren(QComboBox), *port.findChildren(QLineEdit)]
    assert found, "no cell is open"
    return found[0]


def shown(data, row, key):
    return data.table.model.index(row, data.table.model.column_of(key)).data()


@pytest.fixture
def write(data, qtbot, opened, rest):
    """Type a text into a cell as a user does: the first letter opens it, Enter puts it in."""

    def type_in(row, key, text, end=KEY.Key_Return):
        go_to(data, row, key)
        qtbot.keyClick(data.table.cells, text[0])
        qtbot.keyClicks(editor(data), text[1:])
        qtbot.keyClick(editor(data), end)
        rest(opened)

    return type_in


def in_hand(data):
    at = data.table.cells.currentIndex()
    return at.row(), data.table.model.columns[at.column()].key


def test_typing_over_a_cell_changes_it_and_enter_goes_down(data, document, write):
    before = document.plan
    who = before.staff["employee_number"].iloc[2]
    write(2, "fte", "0.35")
    assert document.plan.staff["fte"].iloc[2] == 0.35
    assert in_hand(data) == (3, "fte")
    was = f"{before.staff['fte'].iloc[2]:g}"
    assert document.undo_stack.undoText() == f"Change FTE of {who} from {was} to 0.35"
    document.undo_stack.undo()
    assert document.plan == before


def test_tab_goes_right_and_escape_leaves_the_cell_as_it_was(data, document, write, qtbot):
    before = document.plan
    write(1, "position_title", "Analyst", KEY.Key_Tab)
    assert in_hand(data) == (1, "band")
    assert document.plan.staff["position_title"].iloc[1] == "Analyst"
    qtbot.keyClick(data.table.cells, KEY.Key_F2)
    qtbot.keyClicks(editor(data), "zzz")
    qtbot.keyClick(editor(data), KEY.Key_Escape)
    assert not data.table.cells.is_editing
    document.undo_stack.undo()
    assert document.plan == before


def test_a_cell_opened_and_left_alone_is_no_step(data, document, qtbot):
    go_to(data, 0, "fte")
    qtbot.keyClick(data.table.cells, KEY.Key_F2)
    qtbot.keyClick(editor(data), KEY.Key_Return)
    assert document.undo_stack.count() == 0


def test_keys_for_cells_are_not_the_windows_commands(data, document, opened, qtbot):
    """F2 renames a scenario elsewhere; here it opens the cell."""
    go_to(data, 0, "fte")
    qtbot.keyClick(data.table.cells, KEY.Key_F2)
    assert data.table.cells.is_editing
    assert not opened.messages.isVisible()


def test_what_cannot_be_read_stays_as_typed_with_a_finding_on_its_cell(data, document, opened, write):
    row = int(document.plan.staff.index[4])
    write(4, "fte", "tbc")
    assert document.plan.unread == (Unread("staff", row, "fte", "tbc"),)
    assert shown(data, 4, "fte") == "tbc"
    assert "a number such as 0.8 is expected" in opened.messages.words
    finding = data.table.model.marks[(row, "fte")]
    assert finding.severity is Severity.ERROR
    assert document.assessment.admission.left_out.rows == 1
    write(4, "fte", "0.5")
    assert document.plan.unread == ()
    assert (row, "fte") not in data.table.model.marks


def test_a_code_is_chosen_by_its_name_or_typed_in_any_case(data, document, qtbot, opened, rest):
    body = document.plan.organisations.iloc[0]
    go_to(data, 0, "organisation")
    qtbot.keyClick(data.table.cells, KEY.Key_F2)
    box = editor(data)
    assert isinstance(box, QComboBox)
    offered = [box.itemText(at) for at in range(box.count())]
    assert f"{body['code']}  {body['name']}" in offered
    qtbot.keyClicks(box, body["code"].swapcase())
    qtbot.keyClick(box, KEY.Key_Return)
    rest(opened)
    assert document.plan.staff["organisation"].iloc[0] == body["code"]


def test_an_entry_of_the_list_puts_in_its_code(data, document, qtbot, opened, rest):
    other = document.plan.functions.iloc[-1]
    go_to(data, 0, "function")
    qtbot.keyClick(data.table.cells, KEY.Key_F2)
    box = editor(data)
    box.setCurrentIndex(box.findData(other["code"]))
    qtbot.keyClick(box, KEY.Key_Return)
    rest(opened)
    assert document.plan.staff["function"].iloc[0] == other["code"]


def test_assumptions_are_offered_with_what_they_mean(data, qtbot, opened, rest):
    data.show_table("assumptions")
    data.add_row()
    rest(opened)
    assert in_hand(data)[1] == "key"
    data.table.cells.start_editing()
    box = editor(data)
    assert box.findData("leaver_rate") >= 0
    assert len(box.itemText(box.findData("leaver_rate"))) > len("leaver_rate") + 5


def test_the_cell_stays_where_it_is_when_an_edit_would_sort_or_filter_it_away(data, opened, write, qtbot):
    data.table.cells.sortByColumn(data.table.model.column_of("fte"), Qt.SortOrder.AscendingOrder)
    identities = data.table.model.identities(0)
    write(0, "fte", "1.5")
    assert data.table.model.identities(0) == identities
    assert shown(data, 0, "fte") == "1.50"
    data.table.cells.sortByColumn(data.table.model.column_of("fte"), Qt.SortOrder.DescendingOrder)
    assert data.table.model.identities(0)[0] == identities[0]


def test_what_is_typed_next_is_not_written_over_when_the_plan_was_judged(data, opened, write, qtbot, rest):
    write(0, "fte", "0.9")
    go_to(data, 1, "fte")
    data.table.model.setData(data.table.model.index(5, data.table.model.column_of("notes")), "judge me")
    qtbot.keyClick(data.table.cells, "0")
    qtbot.keyClicks(editor(data), ".4")
    rest(opened)
    assert editor(data).text() == "0.4"


def test_delete_clears_the_selected_cells_in_one_step(data, document, qtbot, opened, rest):
    model = data.table.model
    columns = [model.column_of("fte"), model.column_of("annual_salary")]
    data.table.cells.select_cells(range(1, 4), columns)
    filled = int(document.plan.staff.iloc[1:4][["fte", "annual_salary"]].notna().sum().sum())
    qtbot.keyClick(data.table.cells, KEY.Key_Delete)
    rest(opened)
    assert document.plan.staff.iloc[1:4][["fte", "annual_salary"]].isna().all().all()
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == f"Clear {filled} cells of Staff"


def test_ctrl_d_fills_down_and_not_the_windows_command(data, document, qtbot, opened, rest):
    at = data.table.model.column_of("notes")
    data.table.model.setData(data.table.model.index(0, at), "first")
    data.table.cells.select_cells(range(4), [at])
    qtbot.keyClick(data.table.cells, KEY.Key_D, CTRL)
    rest(opened)
    assert document.plan.staff["notes"].iloc[:4].tolist() == ["first"] * 4
    assert document.undo_stack.undoText() == "Fill 3 cells of Staff"


def test_ctrl_enter_fills_the_selection_with_its_first_cell(data, document, qtbot, opened, rest):
    model = data.table.model
    model.setData(model.index(0, model.column_of("establishment")), "Douglas Mill")
    at = model.column_of("establishment")
    data.table.cells.select_cells(range(3), [at])
    qtbot.keyClick(data.table.cells, KEY.Key_Return, CTRL)
    rest(opened)
    assert document.plan.staff["establishment"].iloc[:3].tolist() == ["Douglas Mill"] * 3


def test_a_row_is_added_at_the_end_for_the_scenario_in_hand(data, document, opened, rest, qtbot):
    data.show_table("allocations")
    before = len(document.plan.allocations)
    data.table.view.setFocus()
    qtbot.keyClick(data.table.cells, KEY.Key_Insert, Qt.KeyboardModifier.AltModifier)
    rest(opened)
    row = document.plan.allocations.iloc[-1]
    assert len(document.plan.allocations) == before + 1
    assert (row["scenario"], row["share"]) == (document.scenario, 100.0)
    assert in_hand(data) == (data.table.model.rowCount() - 1, "function")


def test_a_row_added_while_a_filter_hides_it_is_shown(data, document, opened, rest):
    data.table.search.setText("no such person")
    data.table.filter_now()
    assert data.table.model.rowCount() == 0
    data.add_row()
    rest(opened)
    assert data.table.model.identity(in_hand(data)[0]) == int(document.plan.staff.index[-1])


def test_rows_are_duplicated_and_deleted_and_come_back(data, document, opened, rest):
    plan = document.plan
    data.table.cells.select_cells(range(1, 3), [0])
    data.duplicate_rows()
    rest(opened)
    assert len(document.plan.staff) == len(plan.staff) + 2
    assert (
        document.plan.staff["employee_number"].iloc[-2:].tolist()
        == plan.staff["employee_number"][1:3].tolist()
    )
    document.undo_stack.undo()
    rest(opened)
    data.table.cells.select_cells(range(1, 3), [0])
    data.delete_rows()
    rest(opened)
    assert document.plan.staff.index.tolist() == plan.staff.index.delete([1, 2]).tolist()
    assert document.undo_stack.undoText() == "Delete 2 rows of Staff"
    document.undo_stack.undo()
    rest(opened)
    assert document.plan == plan
    assert data.table.model.identities(0) == plan.staff.index.tolist()


def test_undo_keeps_the_cell_in_hand(data, document, opened, write, rest):
    write(6, "fte", "0.3")
    go_to(data, 8, "band")
    document.undo_stack.undo()
    rest(opened)
    assert in_hand(data) == (8, "band")


def test_names_are_edited_only_while_they_are_shown_and_never_stand_in_a_step(
    data, document, opened, rest, write
):
    column = data.table.model.column_of("name")
    go_to(data, 0, "name")
    data.table.cells.start_editing()
    assert not data.table.cells.is_editing
    data.work.clear()
    assert document.undo_stack.count() == 0
    opened.commands["names"].trigger()
    rest(opened)
    write(0, "name", "Somebody")
    assert document.plan.staff.iloc[0, column] == "Somebody"
    assert "Somebody" not in document.undo_stack.undoText()
    assert document.undo_stack.undoText().startswith("Change Name of ")


def test_the_plans_name_and_dates_are_the_first_tab(data, document, opened, rest, write):
    data.show_table("plan")
    data.table.view.setFocus()
    assert shown(data, 0, "value") == document.plan.facts.plan_name
    write(1, "value", "1 May 2013")
    assert document.plan.facts.transfer_date == date(2013, 5, 1)
    assert document.undo_stack.undoText() == "Change Transfer date from 1 April 2013 to 1 May 2013"
    write(2, "value", "soon")
    assert document.plan.facts.closure == date(2013, 3, 31)
    assert "It stays 31 March 2013" in opened.messages.words
    assert not data.table.button("Add row").isVisible()


def test_the_plans_facts_are_copied_with_their_heads(data, qtbot):
    data.show_table("plan")
    data.table.cells.selectionModel().clear()
    qtbot.keyClick(data.table.cells, KEY.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Fact\tValue")
    assert "Transfer date\t" in "\n".join(lines)


def test_rows_of_a_locked_scenario_are_refused_with_what_to_do(data, document, opened, rest, write):
    name = document.plan.scenario_names[0]
    scenarios = document.plan.scenarios
    locked = scenarios.assign(locked=scenarios["locked"].mask(scenarios["scenario"] == name, "Y"))
    document.edit("Lock", document.plan.with_table("scenarios", locked))
    rest(opened)
    assert is_locked(document.plan, name)
    data.show_table("allocations")
    plan = document.plan
    of = data.table.model
    row = next(one for one in range(of.rowCount()) if of.value(one, "scenario") == name)
    write(row, "share", "7")
    assert document.plan is plan
    assert "locked" in opened.messages.words


def test_next_finding_goes_from_cell_to_cell_and_offers_what_to_use(
    data, document, opened, write, rest, qtbot
):
    write(1, "annual_salary", "27k")
    write(5, "born", "04/23/1970")
    go_to(data, 0, "employee_number")
    seen = set()
    for _ in range(len(data.table.model.marks)):
        qtbot.keyClick(data.table.cells, KEY.Key_F8)
        seen.add(in_hand(data))
    assert {(1, "annual_salary"), (5, "born")} <= seen
    assert len(seen) == len(data.table.model.marks)
    go_to(data, 5, "born")
    offered = next(one for one in data.table.cells.menu().actions() if one.text().startswith("Use "))
    assert offered.text() == "Use 23/04/1970"
    offered.trigger()
    rest(opened)
    assert document.plan.staff["born"].iloc[5] == pd.Timestamp("1970-04-23")


@pytest.mark.parametrize("name", ORDER)
def test_every_table_is_edited_in_every_column(name, data, document, opened):
    data.show_table(name)
    spec = TABLES[name]
    if not data.table.model.rowCount():
        data.add_row()
    flags = [data.table.model.index(0, at).flags() for at in range(len(spec.columns))]
    closed = [spec.columns[at].key for at, one in enumerate(flags) if not one & Qt.ItemFlag.ItemIsEditable]
    assert closed == (["name"] if name == "staff" else [])


def test_the_first_copy_has_heads_and_a_rectangle_has_none(data, qtbot, document):
    model = data.table.model
    data.table.cells.select_cells(range(2), [model.column_of("fte"), model.column_of("born")])
    qtbot.keyClick(data.table.cells, KEY.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().split("\n")
    staff = document.plan.staff
    expected = [
        f"{fte:g}\t{born:%d/%m/%Y}" if pd.notna(born) else f"{fte:g}\t"
        for fte, born in zip(staff["fte"][:2], staff["born"][:2], strict=True)
    ]
    between = model.column_of("born") - model.column_of("fte") - 1
    assert [line.split("\t")[0] for line in lines] == [line.split("\t")[0] for line in expected]
    assert [line.split("\t")[-1] for line in lines] == [line.split("\t")[-1] for line in expected]
    assert lines[0].count("\t") == between + 1
