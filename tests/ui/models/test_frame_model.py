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


FRAME = pd.DataFrame({"name": ["b", "c", "a"], "pay": [3.0, 1.0, 2.0]}, index=[7, 8, 9])


@pytest.fixture
def followed(model):
    model.set_frame(FRAME)
    model.sort(0, ASCENDING)
    return model


def test_an_edit_leaves_every_row_where_it_stands(followed, qtbot):
    held = QPersistentModelIndex(followed.index(0, 0))
    with qtbot.assertNotEmitted(followed.modelReset), qtbot.waitSignal(followed.dataChanged):
        assert followed.follow(FRAME.assign(name=["b", "c", "z"]))
    assert shown(followed) == ["z", "b", "c"]
    assert held.row() == 0


def test_rows_added_come_last_and_rows_gone_go(followed, qtbot):
    after = pd.DataFrame({"name": ["b", "a", "0"], "pay": [3.0, 2.0, 9.0]}, index=[7, 9, 10])
    with qtbot.assertNotEmitted(followed.modelReset):
        assert followed.follow(after)
    assert shown(followed) == ["a", "b", "0"]
    assert followed.identities(0) == [9, 7, 10]
    assert [followed.position(row) for row in range(3)] == [1, 0, 2]


def test_a_row_that_does_not_meet_the_filter_any_more_stays_until_it_is_asked_for(followed):
    followed.set_filter("", {"pay": ">1"})
    followed.follow(FRAME.assign(pay=[3.0, 1.0, 0.5]))
    assert shown(followed) == ["a", "b"]
    followed.set_filter("", {"pay": ">1"})
    assert shown(followed) == ["b"]


def test_rows_that_come_back_in_between_are_put_where_they_belong(followed):
    followed.follow(FRAME.drop(8))
    assert shown(followed) == ["a", "b"]
    assert not followed.follow(FRAME)
    assert shown(followed) == ["a", "b", "c"]


def test_only_other_marks_are_told_where_the_frame_is_the_same(followed, qtbot):
    with qtbot.assertNotEmitted(followed.dataChanged):
        followed.follow(FRAME)
    finding = Finding(Severity.NOTE, "Staff", "B7", "Pay", "3", "It is odd.", "Look at it.", "odd")
    with qtbot.waitSignal(followed.dataChanged):
        followed.follow(FRAME, marks={(7, "pay"): finding})
    assert followed.index(1, 1).data(Qt.ItemDataRole.ToolTipRole) == "Note: It is odd. Look at it."


def test_only_columns_that_may_be_edited_can_be(model):
    told = []
    model.allow_edits(lambda *what: told.append(what) is None, ["pay"])
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    assert model.index(0, 1).flags() & Qt.ItemFlag.ItemIsEditable
    assert model.setData(model.index(1, 1), "30")
    assert told == [(8, "pay", "30")]
    model.hide(["pay"])
    assert not model.index(0, 1).flags() & Qt.ItemFlag.ItemIsEditable


def test_what_is_painted_is_what_the_roles_say(model):
    finding = Finding(Severity.ERROR, "Staff", "B7", "Pay", "x", "It is odd.", "Look at it.", "odd")
    model.set_frame(FRAME, marks={(7, "pay"): finding})
    for row in range(3):
        for column in range(2):
            text, is_right, ground, sign, is_bold = model.look(row, column)
            at = model.index(row, column)
            assert text == at.data()
            assert is_right == bool(at.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight)
            assert ground == at.data(Qt.ItemDataRole.BackgroundRole)
            assert (sign is not None) == ((row, column) == (0, 1))
            assert not is_bold


def test_a_model_that_follows_keeps_qts_rules(followed, qtmodeltester):
    qtmodeltester.check(followed)
    followed.allow_edits(lambda *_: True, ["name"])
    followed.follow(FRAME.drop(7))
    followed.follow(pd.concat([FRAME.drop(7), FRAME.head(1).set_axis([12])]))
    qtmodeltester.check(followed)


def test_the_texts_of_a_column_are_those_of_its_cells(model):
    model.sort(0, ASCENDING)
    for column in range(model.columnCount()):
        assert model.texts(column, range(model.rowCount())) == shown(model, column)
    assert model.texts(0, [2, 0]) == [shown(model)[2], shown(model)[0]]
    assert model.texts(0, []) == []
    model.hide({"name"})
    assert model.texts(0, range(model.rowCount())) == shown(model)
