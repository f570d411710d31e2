"""The table over a frame keeps Qt's rules and shows what it was given."""

import pandas as pd
import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from planner.base.findings import Finding, Severity
from planner.model.tables import TABLES, frame_of
from planner.workbook.samples import twelve_people
from ui.models import columns as c
from ui.models.columns import plan_columns
from ui.models.frame_model import HIDDEN, SORT_ROLE, FrameModel
from ui.places.people import POOLS

COLUMNS = (c.words("name", "Name", wide=True), c.money("pay", "Pay"))
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def model():
    made = FrameModel(COLUMNS)
    made.set_frame(
        pd.DataFrame({"name": ["b", "c", "a"], "pay": [2000.4, -0.2, float("nan")]}, index=[7, 8, 9])
    )
    return made


def shown(model, column=0):
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_figures_are_written_with_separators_and_a_dash_where_not_known(model):
    assert shown(model, 1) == ["2,000", "0", "–"]


def test_numbers_stand_right_and_words_left(model):
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.index(0, 0).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignLeft


def test_sorting_by_a_column_goes_by_its_values(model):
    model.sort(1, DESCENDING)
    assert shown(model) == ["b", "c", "a"]
    model.sort(1, ASCENDING)
    assert shown(model) == ["c", "b", "a"]
    assert model.index(0, 1).data(SORT_ROLE) == pytest.approx(-0.2)


def test_sorting_by_no_column_puts_the_rows_back(model):
    model.sort(0, ASCENDING)
    model.sort(-1)
    assert shown(model) == ["b", "c", "a"]


def test_an_index_that_is_held_follows_its_row_through_a_sort(model):
    held = QPersistentModelIndex(model.index(0, 0))
    model.sort(0, ASCENDING)
    assert held.data() == "b"


def test_the_filter_stays_in_force_when_the_frame_is_another(model):
    model.set_filter("", {"name": "c"})
    model.set_frame(pd.DataFrame({"name": pd.Series(["cc", "d"], dtype="str"), "pay": [1.0, 2.0]}))
    assert shown(model) == ["cc"]


def test_other_columns_take_sort_and_column_filters_away(model):
    model.sort(1, DESCENDING)
    model.set_filter("", {"name": "zzz"})
    model.set_frame(pd.DataFrame({"name": pd.Series(["d", "e"], dtype="str")}), COLUMNS[:1])
    assert shown(model) == ["d", "e"]


def test_a_hidden_column_shows_dots_and_is_not_searched(model):
    model.hide(["name"])
    assert shown(model) == [HIDDEN] * 3
    model.set_filter("c", {})
    assert shown(model) == []
    model.set_filter("", {"name": "c"})
    assert len(shown(model)) == 3


def test_positions_lead_back_to_the_frame(model):
    model.sort(0, ASCENDING)
    assert model.position(0) == 2
    assert model.row_at(2) == 0
    model.set_filter("b", {})
    assert model.row_at(2) == -1


def test_a_cell_with_a_finding_says_so(model):
    finding = Finding(Severity.WARNING, "Staff", "B7", "Pay", "2000.4", "It is odd.", "Look at it.", "odd")
    frame = pd.DataFrame({"name": ["x"], "pay": [1.0]}, index=[7])
    model.set_frame(frame, marks={(7, "pay"): finding})
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "Warning: It is odd. Look at it."
    assert model.index(0, 1).data(Qt.ItemDataRole.BackgroundRole) is not None
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_an_unread_cell_shows_what_the_user_typed(model):
    model.set_frame(
        pd.DataFrame({"name": ["x"], "pay": [float("nan")]}, index=[7]),
        unread={(7, "pay"): "tbc"},
    )
    assert shown(model, 1) == ["tbc"]


def test_the_model_keeps_qts_rules(model, qtmodeltester):
    qtmodeltester.check(model)
    model.sort(1, DESCENDING)
    model.set_filter("a", {})
    qtmodeltester.check(model)


@pytest.mark.parametrize("name", list(TABLES))
@pytest.mark.parametrize("is_empty", [False, True], ids=["twelve people", "empty"])
def test_every_table_of_a_plan_keeps_qts_rules(name, is_empty, qtmodeltester):
    frame = frame_of(TABLES[name]) if is_empty else twelve_people().table(name)
    model = FrameModel(plan_columns(TABLES[name]))
    model.set_frame(frame)
    qtmodeltester.check(model)
    for column in range(model.columnCount()):
        model.sort(column, DESCENDING)
        assert model.rowCount() == len(frame)


def test_a_model_without_a_frame_is_empty(qtmodeltester):
    model = FrameModel(POOLS)
    assert (model.rowCount(), model.columnCount()) == (0, len(POOLS))
    qtmodeltester.check(model)
