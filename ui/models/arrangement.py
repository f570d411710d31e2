"""Which rows of a frame are shown, and in what order: whole columns at a time."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ui.models.columns import Column

Positions = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_COMPARISON = re.compile(r"^\s*(<=|>=|<>|!=|=|<|>)\s*(.*?)\s*$")
_RANGE = re.compile(r"^\s*(-?[\d,.]+)\s*\.\.\s*(-?[\d,.]+)\s*$")


def sorted_positions(column: "pd.Series[Any]", *, descending: bool) -> Positions:
    """Positions of a column's cells in order; blanks last either way, equals as they stood."""
    cells = column.reset_index(drop=True)
    if pd.api.types.is_string_dtype(cells.dtype) or cells.dtype == object:
        cells = cells.astype("str").str.casefold()
    found = cells.sort_values(ascending=not descending, kind="stable", na_position="last")
    return found.index.to_numpy(dtype=np.intp)


def searchable_text(frame: pd.DataFrame, columns: Sequence[Column]) -> list[str]:
    """The words of each row in one lower-case text, for finding in all columns at once."""
    parts = [
        frame[one.key].astype("str").fillna("").to_numpy(dtype=object)
        for one in columns
        if not one.is_number and not pd.api.types.is_datetime64_any_dtype(frame[one.key].dtype)
    ]
    joined = ("\n".join(row).casefold() for row in zip(*parts, strict=True))
    return list(joined) if parts else [""] * len(frame)


def rows_with(texts: Sequence[str], sought: str) -> Mask:
    """Which rows hold every word of ``sought``."""
    wanted = sought.casefold().split()
    return np.fromiter((all(word in text for word in wanted) for text in texts), bool, len(texts))


def rows_matching(frame: pd.DataFrame, columns: Sequence[Column], asked: Mapping[str, str]) -> Mask:
    """Which rows meet the filter of every column.

    A filter is words to be found, or a comparison: ``>10``, ``<=5``, ``5..9``, ``=8a`` (exactly),
    ``<>8a`` (anything else), ``=`` (blank), ``<>`` (not blank).
    """
    by_key = {one.key: one for one in columns}
    kept = np.ones(len(frame), bool)
    for key, words in asked.items():
        if words.strip() and key in by_key:
            kept &= _column_matches(frame[key], by_key[key], words)
    return kept


def _column_matches(cells: "pd.Series[Any]", column: Column, words: str) -> Mask:
    comparison = _COMPARISON.match(words)
    sign, operand = comparison.groups() if comparison else ("", words.strip())
    if sign in ("=", "<>", "!=") and not operand:
        blank = cells.isna().to_numpy()
        return np.asarray(blank if sign == "=" else ~blank)
    is_number = column.is_number and pd.api.types.is_numeric_dtype(cells.dtype)
    if is_number and (found := _number_matches(cells, sign, operand)) is not None:
        return found
    if sign in ("<", "<=", ">", ">=") and (found := _ordered_matches(cells, sign, operand)) is not None:
        return found
    shown = _shown(cells, column)
    if sign in ("=", "<>", "!="):
        return np.asarray((shown == operand.casefold()) == (sign == "="))
    return np.asarray(shown.str.contains(words.strip().casefold(), regex=False).to_numpy(bool))


def _shown(cells: "pd.Series[Any]", column: Column) -> "pd.Series[str]":
    """What a user sees in each cell, in lower case; each different cell is written once."""
    places, different = pd.factorize(cells, use_na_sentinel=False)
    written = np.array([column.show(value).casefold() for value in different], dtype=object)
    return pd.Series(written[places] if len(places) else written, dtype="str")


def _number_matches(cells: "pd.Series[Any]", sign: str, operand: str) -> Mask | None:
    """Compare as numbers; None where ``operand`` is not one."""
    values = cells.to_numpy(dtype=np.float64)
    if span := _RANGE.match(operand):
        low, high = (_as_number(part) for part in span.groups())
        return None if low is None or high is None else (values >= low) & (values <= high)
    limit = _as_number(operand)
    if limit is None or not sign:
        return None
    with np.errstate(invalid="ignore"):
        compared = {
            "<": values < limit,
            ">": values > limit,
            "<=": values <= limit,
            ">=": values >= limit,
            "=": values == limit,
        }
    return np.asarray(compared.get(sign, values != limit))


def _ordered_matches(cells: "pd.Series[Any]", sign: str, operand: str) -> Mask | None:
    """Compare days by the calendar and words by the alphabet (bands fall in order); blanks never match."""
    limit: Any = operand.casefold()
    held = cells
    if pd.api.types.is_datetime64_any_dtype(cells.dtype):
        limit = pd.to_datetime(operand, dayfirst=True, errors="coerce")
    elif pd.api.types.is_string_dtype(cells.dtype):
        held = cells.str.casefold()
    else:
        return None
    if pd.isna(limit):
        return None
    compared = {"<": held.lt, "<=": held.le, ">": held.gt, ">=": held.ge}[sign](limit)
    return np.asarray(compared.fillna(False) & cells.notna(), dtype=bool)


def _as_number(words: str) -> float | None:
    try:
        return float(words.replace(",", "").replace("£", "").rstrip("%"))
    except ValueError:
        return None
