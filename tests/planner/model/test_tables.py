"""The tables of a plan: columns, types and blanks."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from planner.model.tables import (
    BANDS,
    STAFF,
    TABLES,
    Kind,
    dtype_of,
    frame_of,
    same_values,
)


def test_every_table_has_a_sheet_and_keys_of_its_own():
    sheets = [spec.sheet for spec in TABLES.values()]
    assert len(set(sheets)) == len(sheets)
    for name, spec in TABLES.items():
        assert spec.name == name
        assert len(set(spec.keys)) == len(spec.keys)
        titles = [column.title for column in spec.columns]
        assert len(set(titles)) == len(titles)


def test_what_a_column_refers_to_is_a_table_with_a_code():
    for spec in TABLES.values():
        for column in spec.columns:
            if column.refers_to:
                assert {"code", "employee_number", "post", "scenario"} & set(TABLES[column.refers_to].keys)


def test_a_plan_cannot_do_without_organisations_staff_and_functions():
    required = {name for name, spec in TABLES.items() if spec.required}
    assert required == {"organisations", "staff", "functions"}


def test_bands_are_in_order_lowest_first():
    assert BANDS == ("1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9", "VSM")


@pytest.mark.parametrize(
    ("kind", "dtype"),
    [
        (Kind.TEXT, "str"), (Kind.CODE, "str"), (Kind.LIST, "str"), (Kind.CHOICE, "str"), (Kind.BAND, "str"),
        (Kind.FLAG, "str"), (Kind.NUMBER, "float64"), (Kind.MONEY, "float64"), (Kind.PERCENT, "float64"),
        (Kind.YEAR, "float64"), (Kind.DATE, "datetime64[s]"),
    ],
)  # fmt: skip
def test_each_kind_is_held_in_its_type(kind, dtype):
    assert dtype_of(kind) == dtype
    assert kind.is_number == (dtype == "float64")


def test_a_column_is_found_by_its_key():
    assert STAFF.column("fte").title == "FTE"
    with pytest.raises(StopIteration):
        STAFF.column("shoe_size")


def test_a_frame_has_every_column_in_order_and_rows_numbered_as_in_a_sheet():
    frame = frame_of(STAFF, {"fte": [1, None], "employee_number": ["E1", ""]})
    assert tuple(frame.columns) == STAFF.keys
    assert frame.index.tolist() == [2, 3]
    assert frame["fte"].iloc[0] == 1.0
    assert np.isnan(frame["fte"].iloc[1])
    assert frame["employee_number"].isna().tolist() == [False, True]
    assert frame["born"].isna().all()
    for column in STAFF.columns:
        assert frame[column.key].dtype == frame_of(STAFF)[column.key].dtype


def test_a_frame_may_say_which_rows_it_holds():
    assert frame_of(STAFF, {"fte": [1, 1]}, rows=[7, 5]).index.tolist() == [7, 5]


def test_dates_are_held_as_days():
    frame = frame_of(STAFF, {"born": [date(1970, 1, 5), None]})
    assert frame["born"].tolist()[0] == pd.Timestamp(1970, 1, 5)
    assert frame["born"].isna().tolist() == [False, True]


def test_a_column_that_the_table_does_not_have_is_refused():
    with pytest.raises(KeyError, match="Staff has no column"):
        frame_of(STAFF, {"shoe_size": [7]})


def test_frames_are_the_same_by_their_values_whatever_their_rows_are_called():
    one = frame_of(STAFF, {"fte": [1, None]})
    assert same_values(one, one)
    assert same_values(one, frame_of(STAFF, {"fte": [1, None]}, rows=[9, 4]))
    assert not same_values(one, frame_of(STAFF, {"fte": [None, 1]}))
    assert not same_values(one, frame_of(STAFF, {"fte": [1]}))
