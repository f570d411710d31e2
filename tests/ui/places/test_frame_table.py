"""A table with its heading: in a narrow pane the heading stays whole, and what stands beside it says less."""

import pandas as pd
import pytest

from ui.models.columns import words
from ui.places.frame_table import FrameTable

ROOMY = 1_400
"""Pixels beside the heading in which everything has room, at any size of text."""


@pytest.fixture
def table(qtbot):
    made = FrameTable("Proposed for each function", [words("name", "Function", wide=True)])
    made.show_frame(pd.DataFrame({"name": ["Contracting", "Redesign"]}))
    qtbot.addWidget(made)
    made.show()
    return made


def beside(table, width):
    table.resize(width, 200)
    return table._by_column.text(), table._count.isVisible()


def test_the_heading_is_whole_and_its_neighbours_give_way(table):
    widths = range(table._title.whole_width + ROOMY, table.minimumSizeHint().width(), -8)
    found = {width: beside(table, width) for width in widths}
    said = [("Filter by column", True), ("Filter", True), ("Filter", False)]
    assert list(dict.fromkeys(found.values())) == said
    for width in (one for one in widths if found[one] != said[2]):
        table.resize(width, 200)
        table.layout().activate()
        assert table._title.text() == table._title.words
        assert table._by_column.width() >= table._by_column.sizeHint().width()
    assert beside(table, widths[0]) == said[0]


def test_how_many_rows_a_search_leaves_is_always_said(table):
    table.resize(table.minimumSizeHint().width(), 200)
    assert not table._count.isVisible()
    table.search.setText("Contracting")
    table.filter_now()
    assert table._count.isVisible()
    assert table._count.text() == "1 of 2 rows"


def test_the_full_words_of_the_filter_hold_no_pane_open(table):
    assert beside(table, table._title.whole_width + ROOMY) == ("Filter by column", True)
    least = table.minimumSizeHint().width()
    assert beside(table, least)[0] == "Filter"
    assert table.minimumSizeHint().width() <= least


def test_in_data_the_filter_is_whole_or_brief_and_never_cut(opened, rest):
    opened.go("data")
    for width in (1366, 1000, 911):
        opened.resize(width, 480)
        rest(opened)
        button = opened.place("data").table._by_column
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()
