"""A figure of the top bar: its meaning in fewer words where all of it does not fit."""

import pytest

from ui.widgets.figure_tile import FigureTile

FULL, BRIEF = "P10 £266k – P90 £555k", "£266k – £555k"


@pytest.fixture
def tile(qtbot):
    made = FigureTile("Redundancy cost")
    made.set_figure("£401,053", FULL, brief=BRIEF)
    qtbot.addWidget(made)
    return made


def test_a_narrow_tile_says_the_range_in_fewer_words_and_tells_all_of_it(tile):
    tile.resize(tile.width_alone(), 60)
    assert tile.fitting == FULL
    tile.resize(tile.width_alone() - 20, 60)
    assert tile.fitting == BRIEF
    assert FULL in tile.toolTip()
    assert FULL in tile.accessibleName()


def test_a_meaning_without_fewer_words_stays(tile):
    tile.set_figure("9.3%", "of its weighted value")
    tile.resize(60, 60)
    assert tile.fitting == "of its weighted value"
