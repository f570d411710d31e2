"""Data: cells from Excel are pasted once the user has seen what they change."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def data(at):
    place = at("data")
    place.table.view.setFocus()
    return place


@pytest.fixture
def document(opened):
    return opened.document


@pytest.fixture
def paste(data, qtbot, opened, rest):
    """Paste a text into a cell by its key; the panel then asks."""

    def put(text, row=0, key="fte"):
        QGuiApplication.clipboard().setText(text)
        if row >= 0:
            data.table.cells.go_to(row, data.table.model.column_of(key))
        qtbot.keyClick(data.table.cells, KEY.Key_V, CTRL)
        rest(opened)
        return data.panel

    return put


def test_nothing_changes_until_it_is_put_in(data, document, paste, opened, rest, qtbot):
    before = document.plan
    panel = paste("0.5\r\n0.4\r\nsoon\r\n", 3)
    assert panel.isVisible()
    assert panel.words.text().startswith("Staff: 3 cells change. 1 cell cannot be read")
    assert document.plan is before
    of = panel.table.model
    shown = [[of.index(row, at).data() for at in (0, 1, 3)] for row in range(of.rowCount())]
    who = before.staff["employee_number"].tolist()
    assert shown == [[who[5], "FTE", "soon"], [who[3], "FTE", "0.5"], [who[4], "FTE", "0.4"]]
    qtbot.mouseClick(panel.put, Qt.MouseButton.LeftButton)
    rest(opened)
    assert not panel.isVisible()
    assert document.plan.staff["fte"].iloc[3:5].tolist() == [0.5, 0.4]
    assert document.plan.unread[0].text == "soon"
    assert document.undo_stack.undoText() == "Paste 3 cells into Staff"
    document.undo_stack.undo()
    assert document.plan == before


def test_it_can_be_left_by_keyboard(document, paste, qtbot):
    before = document.plan
    panel = paste("0.5")
    qtbot.keyClick(panel, KEY.Key_Escape)
    assert not panel.isVisible()
    assert document.plan is before


def test_rows_past_the_last_are_added(data, document, paste, opened, rest):
    last = data.table.model.rowCount() - 1
    panel = paste("E901\r\nE902\r\n", last, "employee_number")
    assert "1 row is added" in panel.words.text()
    panel.put.click()
    rest(opened)
    assert document.plan.staff["employee_number"].tolist()[-2:] == ["E901", "E902"]
    assert data.table.model.rowCount() == last + 2


def test_an_empty_table_is_filled_from_titles_and_rows(data, document, paste, opened, rest):
    emptied = document.plan.with_table("budgets", document.plan.budgets.iloc[:0])
    document.edit("Empty the budgets", emptied)
    data.show_table("budgets")
    rest(opened)
    assert data.table.empty.isVisible()
    QGuiApplication.clipboard().setText(
        "Year\tOrganisation\tFunction\tLine\tAmount (£)\n2012/13\tA\tB\tnon-pay\t£1,200\n"
    )
    data.table.button("Paste").click()
    rest(opened)
    data.panel.put.click()
    rest(opened)
    row = document.plan.budgets.iloc[0]
    assert (row["year"], row["line"], row["amount"]) == (2012.0, "Non-pay", 1200.0)


def test_a_single_cell_fills_the_selection(data, document, paste, opened, rest):
    at = data.table.model.column_of("notes")
    data.table.cells.select_cells(range(4), [at])
    panel = paste("one", -1)
    panel.put.click()
    rest(opened)
    assert document.plan.staff["notes"].iloc[:4].tolist() == ["one"] * 4


def test_hidden_names_are_neither_copied_nor_pasted_over(data, document, paste, opened, rest):
    named = document.plan.with_table("staff", document.plan.staff.assign(name="Somebody"))
    document.edit("Name people", named)
    rest(opened)
    data.table.cells.selectAll()
    data.work.copy()
    rest(opened)
    assert "Somebody" not in QGuiApplication.clipboard().text()
    panel = paste("E1\tA1\tOther", 0, "employee_number")
    assert "Name stays as it is while names are hidden" in panel.words.text()
    panel.put.click()
    rest(opened)
    assert set(document.plan.staff["name"]) == {"Somebody"}


def test_what_was_copied_pastes_back_without_a_change(data, paste, opened, rest):
    data.table.cells.selectAll()
    data.work.copy()
    rest(opened)
    panel = paste(QGuiApplication.clipboard().text(), 0, "employee_number")
    assert panel.table.model.rowCount() == 0
    assert not panel.put.isEnabled()


def test_a_plan_that_changed_meanwhile_asks_no_longer(data, document, paste, opened, rest):
    panel = paste("0.5")
    document.edit("Rename", document.plan.with_facts(plan_name="Another"))
    rest(opened)
    assert not panel.isVisible()


def test_nothing_on_the_clipboard_is_said(data, paste, opened):
    paste("")
    assert "nothing on the clipboard" in opened.messages.words
    assert not data.panel.isVisible()


def test_many_cells_are_laid_off_the_ui_thread(data, document, paste, opened, rest, monkeypatch):
    monkeypatch.setattr("ui.places.data.cell_work.AT_ONCE", 5)
    panel = paste("\n".join(["0.5"] * 8), 0)
    assert panel.overlay is not None
    panel.put.click()
    rest(opened)
    assert (document.plan.staff["fte"].iloc[:8] == 0.5).all()


def test_targets_follow_the_order_in_which_columns_are_seen(data, document, paste, opened, rest):
    data.table.show_columns(["fte", "employee_number", "notes"])
    panel = paste("0.5\tE1\tx", 0, "fte")
    panel.put.click()
    rest(opened)
    row = document.plan.staff.iloc[0]
    assert (row["fte"], row["employee_number"], row["notes"]) == (0.5, "E1", "x")
