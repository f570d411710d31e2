"""Cells as spreadsheets pass them on."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.tables import TABLES, frame_of
from planner.workbook.clipboard import cells_of, text_of, text_of_rows

CELLS = st.text(alphabet='ab \t\n"', max_size=6)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\r\nb\tc", [["a", ""], ["b", "c"]]),
        ('"two\nlines"\tx\r\n', [["two\nlines", "x"]]),
        ('"says ""no"""\t1', [['says "no"', "1"]]),
        ('5" pipe\t1', [['5" pipe', "1"]]),
        ('"never closed', [['"never closed']]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("", [[""]]),
    ],
)
def test_lines_and_tabs_are_taken_apart(text, cells):
    assert cells_of(text) == cells


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_written_is_taken_apart_again(block):
    assert cells_of(text_of(block) + "\n") == block


def test_rows_of_a_table_are_written_exactly():
    spec = TABLES["staff"]
    values = {
        "employee_number": ["007", "008"],
        "name": ["A", "B"],
        "fte": [0.6, None],
        "annual_salary": [27625.0, 1234567.5],
        "born": pd.to_datetime(["1962-11-07", None]),
        "notes": ['two\n"lines"', None],
    }
    frame = frame_of(spec, values)
    text = text_of_rows(frame, spec, list(values), {(3, "fte"): "tbc"}, hidden={"name"}, has_heads=True)
    assert cells_of(text) == [
        ["Employee number", "Name", "FTE", "Annual salary", "Date of birth", "Notes"],
        ["007", "", "0.6", "27625", "07/11/1962", 'two\n"lines"'],
        ["008", "", "tbc", "1234567.5", "", ""],
    ]
