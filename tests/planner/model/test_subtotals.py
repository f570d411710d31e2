"""Rows in groups: every row once, sums that tie, blanks last."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.subtotals import subtotals
from planner.model.tables import BANDS, TABLES

FRAME = pd.DataFrame(
    {
        "band": pd.Series(["8a", "VSM", None, "5", "8a"], dtype="str"),
        "fte": [0.5, 1.0, 0.25, np.nan, 1.0],
        "born": pd.to_datetime(["1970-01-02", "1960-01-01", None, "1960-01-01", "1980-05-05"]),
    }
)
ALL = np.arange(len(FRAME))


def test_groups_stand_in_the_order_given_and_blanks_last():
    found = subtotals(FRAME, "band", ["fte"], ALL, BANDS)
    assert found.labels == ("5", "8a", "VSM", None)
    assert found.counts.tolist() == [1, 2, 1, 1]
    assert found.sums["fte"].tolist() == [0.0, 1.5, 1.0, 0.25]
    assert found.totals == {"fte": 2.75}
    assert found.rows(1).tolist() == [0, 4]


def test_groups_of_days_and_of_numbers_stand_in_their_order():
    born = subtotals(FRAME, "born", [], ALL)
    assert [str(one)[:10] for one in born.labels] == ["1960-01-01", "1970-01-02", "1980-05-05", "None"]
    assert subtotals(FRAME, "fte", [], ALL).labels == (0.25, 0.5, 1.0, None)


def test_only_the_rows_meant_are_counted_and_keep_their_order():
    found = subtotals(FRAME, "band", ["fte"], np.array([4, 0]))
    assert found.labels == ("8a",)
    assert found.rows(0).tolist() == [4, 0]


def test_no_rows_are_no_groups():
    found = subtotals(FRAME, "band", ["fte"], ALL[:0])
    assert (found.labels, found.totals) == ((), {"fte": 0.0})


@given(st.lists(st.tuples(st.sampled_from(["a", "B", "b", None]), st.floats(0, 1e6)), max_size=30))
def test_every_row_is_in_one_group_and_sums_tie(rows):
    frame = pd.DataFrame(
        {"by": pd.Series([one for one, _ in rows], dtype="str"), "money": [float(two) for _, two in rows]}
    )
    found = subtotals(frame, "by", ["money"], np.arange(len(frame)))
    assert sorted(found.positions.tolist()) == list(range(len(frame)))
    assert found.sums["money"].sum() == pytest.approx(frame["money"].sum())
    assert int(found.counts.sum()) == len(frame)


def test_fte_and_money_add_up_and_points_and_rates_do_not():
    adds_up = {(name, one.key) for name, spec in TABLES.items() for one in spec.columns if one.adds_up}
    assert {("staff", "fte"), ("budgets", "amount"), ("posts", "fte")} <= adds_up
    assert not adds_up & {
        ("staff", "spine_point"),
        ("staff", "notice_weeks"),
        ("staff", "annual_salary"),
        ("organisations", "allowance_per_head"),
        ("functions", "price_per_head"),
        ("budgets", "year"),
    }
