"""Data: columns are chosen, moved and remembered; rows stand in groups with subtotals."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.places.data import DataPlace
from ui.places.targets import DataCell

KEY = Qt.Key


@pytest.fixture
def data(at):
    place = at("data")
    place.table.view.setFocus()
    return place


@pytest.fixture
def staff(opened):
    return opened.document.plan.staff


def columns(data):
    return [one.key for one in data.table.columns_shown()]


def tick(data, key):
    """Tick or untick a column in the menu."""
    data.table.columns_menu.aboutToShow.emit()
    next(one for one in data.table.columns_menu.actions() if one.data() == key).trigger()


def test_columns_are_put_away_and_brought_back_where_they_belong(data):
    everything = columns(data)
    tick(data, "band")
    tick(data, "fte")
    assert columns(data) == [one for one in everything if one not in ("band", "fte")]
    tick(data, "fte")
    assert columns(data) == [one for one in everything if one != "band"]


def test_columns_chosen_and_their_order_are_remembered_for_each_table(data, opened, settings):
    tick(data, "assignment_number")
    heads = data.table.view.heads
    heads.moveSection(heads.visualIndex(data.table.model.column_of("fte")), 0)
    wanted = columns(data)
    assert wanted[0] == "fte"
    data.show_table("functions")
    assert "assignment_number" not in columns(data)
    assert columns(data)[0] == "code"
    data.show_table("staff")
    assert columns(data) == wanted
    another = DataPlace(opened.document, opened.session.desk)
    another.settings = settings
    another.refresh()
    assert columns(another) == wanted
    another.deleteLater()


def test_all_columns_come_back_in_their_own_order(data):
    everything = columns(data)
    tick(data, "band")
    data.table.columns_menu.aboutToShow.emit()
    data.table.columns_menu.actions()[0].trigger()
    assert columns(data) == everything


def test_the_last_column_cannot_be_put_away(data):
    data.table.show_columns(["fte"])
    tick(data, "fte")
    assert columns(data) == ["fte"]


def test_a_finding_in_a_column_put_away_brings_it_back(data, staff):
    tick(data, "fte")
    data.bring(DataCell("staff", int(staff.index[3]), "FTE"))
    assert "fte" in columns(data)


def group_by(data, key):
    data.table.group_menu.aboutToShow.emit()
    next(one for one in data.table.group_menu.actions() if one.data() == key).trigger()
    return data.grouped


def cells(grouped, row):
    return [grouped.model.index(row, at).data() for at in range(3)]


def test_rows_are_grouped_with_their_number_and_fte(data, staff):
    grouped = group_by(data, "organisation")
    assert grouped.isVisible()
    sums = staff.groupby("organisation")["fte"].sum()
    counts = staff.groupby("organisation").size()
    found = [cells(grouped, row) for row in range(grouped.model.rowCount())]
    expected = [[f"▸  {one}", f"{counts[one]}", f"{sums[one]:.2f}"] for one in sorted(sums.index)]
    assert found[:-1] == expected
    assert found[-1] == ["All", f"{len(staff)}", f"{staff['fte'].sum():.2f}"]


def test_groups_open_and_close_by_keyboard(data, qtbot, staff):
    grouped = group_by(data, "organisation")
    first = min(staff["organisation"].unique())
    size = int((staff["organisation"] == first).sum())
    closed = grouped.model.rowCount()
    grouped.view.setFocus()
    qtbot.keyClick(grouped.view, KEY.Key_Right)
    assert grouped.model.rowCount() == closed + size
    qtbot.keyClick(grouped.view, KEY.Key_Down)
    qtbot.keyClick(grouped.view, KEY.Key_Left)
    assert grouped.view.currentIndex().row() == 0
    qtbot.keyClick(grouped.view, KEY.Key_Return)
    assert grouped.model.rowCount() == closed


def test_only_the_rows_that_a_filter_shows_are_grouped(data, staff):
    data.table.search.setText(str(staff["employee_number"].iloc[0]))
    data.table.filter_now()
    grouped = group_by(data, "band")
    assert cells(grouped, grouped.model.rowCount() - 1)[:2] == ["All", "1"]


def test_a_row_of_a_group_leads_back_to_its_cell(data, qtbot, staff):
    grouped = group_by(data, "organisation")
    grouped.open_all()
    place = grouped.model.position(1)
    grouped.view.select_row(1)
    qtbot.keyClick(grouped.view, KEY.Key_Return)
    assert data.table.isVisible()
    assert data.table.model.identity(data.table.view.currentIndex().row()) == int(staff.index[place])


def test_groups_follow_an_edit(data, opened, rest, staff):
    grouped = group_by(data, "organisation")
    data.edits.enter("staff", int(staff.index[0]), "fte", "0.01")
    rest(opened)
    total = staff["fte"].sum() - staff["fte"].iloc[0] + 0.01
    assert cells(grouped, grouped.model.rowCount() - 1)[2] == f"{total:.2f}"
    back = next(one for one in grouped.findChildren(QPushButton) if one.text() == "Back to the table")
    back.click()
    assert data.table.isVisible()


def test_bands_stand_in_their_own_order(data, staff):
    grouped = group_by(data, "band")
    shown = [cells(grouped, row)[0].split()[-1] for row in range(grouped.model.rowCount() - 1)]
    present = set(staff["band"])
    assert shown == [
        one for one in ("2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9", "VSM") if one in present
    ]
