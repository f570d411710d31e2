"""Groups open and close, keep every row once, and show sums of what adds up."""

import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import Qt

from planner.model.subtotals import subtotals
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column
from ui.models.group_model import GroupModel

BAND = c.words("band", "Band")
COLUMNS = (Column("fte", "FTE", figures.fte, is_number=True, adds_up=True), c.words("name", "Name"))
FRAME = pd.DataFrame(
    {
        "band": pd.Series(["7", "5", None, "7"], dtype="str"),
        "fte": [0.5, 1.0, 0.25, 1.0],
        "name": ["Ann", "Bob", "Cy", "Di"],
    }
)


def show(model, hidden=frozenset(), positions=None):
    rows = np.arange(len(FRAME)) if positions is None else positions
    model.show_groups(FRAME, COLUMNS, BAND, subtotals(FRAME, "band", ["fte"], rows), hidden)


@pytest.fixture
def model():
    made = GroupModel()
    show(made)
    return made


def cells(model, row):
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_each_group_has_a_heading_with_its_rows_and_sums(model):
    assert [cells(model, row) for row in range(model.rowCount())] == [
        ["▸  5", "1", "1.00", ""],
        ["▸  7", "2", "1.50", ""],
        ["▸  (blank)", "1", "0.25", ""],
        ["All", "4", "2.75", ""],
    ]


def test_a_group_opens_to_its_rows_and_closes_again(model, qtmodeltester):
    model.set_open(1, True)
    assert [cells(model, row) for row in (1, 2, 3)] == [
        ["▾  7", "2", "1.50", ""],
        ["", "", "0.50", "Ann"],
        ["", "", "1.00", "Di"],
    ]
    assert (model.group_at(1), model.group_at(2), model.position(3)) == (1, -1, 3)
    assert model.heading_of(3) == 1
    qtmodeltester.check(model)
    model.set_open(1, False)
    assert model.rowCount() == 4
    qtmodeltester.check(model)


def test_all_open_shows_every_row_once(model):
    model.open_all(True)
    shown = [model.position(row) for row in range(model.rowCount())]
    assert sorted(one for one in shown if one >= 0) == [0, 1, 2, 3]


def test_groups_stay_open_when_the_rows_are_others(model):
    model.set_open(1, True)
    show(model, positions=np.array([0, 1]))
    assert model.is_open(1)
    assert cells(model, 2) == ["", "", "0.50", "Ann"]


def test_hidden_columns_show_dots(model):
    show(model, hidden=frozenset({"name"}))
    model.set_open(0, True)
    assert cells(model, 1)[3] == "•••"


def test_a_screen_reader_hears_whether_a_group_is_open(model):
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 0).data(spoken) == "7, 2 rows, closed"
    model.set_open(1, True)
    assert model.index(1, 0).data(spoken) == "7, 2 rows, open"


def test_the_sums_of_all_neither_open_nor_lead_anywhere(model):
    last = model.rowCount() - 1
    assert (model.group_at(last), model.position(last)) == (-1, -1)
