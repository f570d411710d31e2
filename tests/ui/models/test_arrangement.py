"""Sorting and filtering whole columns at a time."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import figures
from ui.models import columns as c
from ui.models.arrangement import Arrangement, done, rows_matching, sorted_positions
from ui.models.columns import Column

COLUMNS = (
    c.words("name", "Name"),
    c.words("band", "Band"),
    c.money("pay", "Pay"),
    Column("from", "From", figures.day),
)
FRAME = pd.DataFrame(
    {
        "name": pd.Series(["Contracting", "redesign", None, "Continuing care"], dtype="str"),
        "band": ["7", "8a", "9", "VSM"],
        "pay": [20_000.0, 35_500.5, np.nan, 50_000.0],
        "from": pd.to_datetime(["2001-04-01", "2013-03-31", None, "2013-04-01"]),
    }
)


@pytest.mark.parametrize(
    ("key", "words", "rows"),
    [
        ("name", "cont", [0, 3]),
        ("name", "=redesign", [1]),
        ("name", "<>redesign", [0, 2, 3]),
        ("name", "=", [2]),
        ("name", "<>", [0, 1, 3]),
        ("name", ".*", []),
        ("pay", ">20000", [1, 3]),
        ("pay", ">=20,000", [0, 1, 3]),
        ("pay", "<£35,500.50", [0]),
        ("pay", "20000..35501", [0, 1]),
        ("pay", "=50000", [3]),
        ("pay", "35,50", [1]),
        ("pay", "=", [2]),
        ("from", "march 2013", [1]),
        ("from", "2013", [1, 3]),
        ("from", ">=31/03/2013", [1, 3]),
        ("from", "<1 April 2013", [0, 1]),
        ("from", ">no day", []),
        ("name", ">=continuing care", [0, 1, 3]),
        ("band", ">=8a", [1, 2, 3]),
        ("band", "<8a", [0]),
        ("name", "   ", [0, 1, 2, 3]),
        ("unheard of", "x", [0, 1, 2, 3]),
    ],
)
def test_a_column_filter_keeps_the_rows_that_meet_it(key, words, rows):
    kept = rows_matching(FRAME, COLUMNS, {key: words})
    assert np.flatnonzero(kept).tolist() == rows


def test_filters_of_several_columns_must_all_be_met():
    kept = rows_matching(FRAME, COLUMNS, {"name": "cont", "pay": ">30000"})
    assert np.flatnonzero(kept).tolist() == [3]


def test_find_wants_every_word_in_any_order_and_any_case():
    cells = [FRAME[one.key].to_numpy() for one in COLUMNS]
    kept = done(Arrangement().rows_with(COLUMNS, cells, "CARE cont"))
    assert np.flatnonzero(kept).tolist() == [3]


@pytest.mark.parametrize("descending", [False, True])
def test_blanks_are_last_whichever_way_a_column_is_sorted(descending):
    assert sorted_positions(FRAME["pay"], descending=descending)[-1] == 2
    assert sorted_positions(FRAME["name"], descending=descending)[-1] == 2


def test_words_are_sorted_without_regard_to_capitals():
    assert sorted_positions(FRAME["name"], descending=False).tolist()[:3] == [3, 0, 1]


@given(st.lists(st.floats(allow_nan=True, allow_infinity=False), max_size=40))
def test_sorting_keeps_every_row_once(values):
    found = sorted_positions(pd.Series(values, dtype="float64"), descending=True)
    assert sorted(found.tolist()) == list(range(len(values)))
