"""Rows of two tables that are about the same thing are paired, each once."""

import pandas as pd

from planner.model.pairing import folded, paired


def frame(**columns):
    return pd.DataFrame({key: pd.Series(cells, dtype="str") for key, cells in columns.items()})


def pairs(one, other, *ways):
    found = paired(one, other, ways)
    return list(zip(found[0].tolist(), found[1].tolist(), strict=True))


def test_the_surest_way_comes_first():
    one = frame(a=["1", "1"], b=["x", "y"])
    other = frame(a=["1", "1"], b=["y", "z"])
    assert pairs(one, other, ["a", "b"], ["a"]) == [(0, 1), (1, 0)]


def test_of_several_alike_the_first_goes_with_the_first():
    assert pairs(frame(a=["1", "1", "1"]), frame(a=["1", "1"]), ["a"]) == [(0, 0), (1, 1)]


def test_a_blank_in_the_first_column_pairs_nothing_and_elsewhere_matches_a_blank():
    one, other = frame(a=[None, "1"], b=["x", None]), frame(a=[None, "1"], b=["x", None])
    assert pairs(one, other, ["a", "b"]) == [(1, 1)]


def test_texts_match_whatever_their_case_and_spaces():
    assert pairs(frame(a=["  AbC"]), frame(a=["aBc "]), ["a"]) == [(0, 0)]
    assert folded(pd.Series([" X ", None, "x"], dtype="str")).tolist()[::2] == ["x", "x"]


def test_nothing_pairs_with_nothing():
    assert pairs(frame(a=[]), frame(a=["1"]), ["a"]) == []
