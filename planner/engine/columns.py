"""What columnar arithmetic is made of: array types, codes to positions, sums by position."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.tables import TEXT

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]
Texts = npt.NDArray[np.object_]

ABSENT = -1
"""The position of a code that is blank or not there."""


def positions_in(codes: Sequence[str] | pd.Index, wanted: Iterable[object]) -> Integers:
    """The position in ``codes`` of each of ``wanted``; ``ABSENT`` where it is not there."""
    index = codes if isinstance(codes, pd.Index) else pd.Index(codes)
    found = index.get_indexer(pd.Index(wanted))
    return np.asarray(found, dtype=np.int64)


def total_by(at: Integers, values: Floats | Booleans, size: int) -> Floats:
    """Sum ``values`` (n,) by position into (size,)."""
    return np.bincount(at, values, size).astype(np.float64)


def totals_by(at: Integers, values: Floats, size: int) -> Floats:
    """Sum the rows of ``values`` (Y, n) by position into (Y, size)."""
    return np.array([total_by(at, row, size) for row in values]).reshape(len(values), size)


def natural_order(codes: Texts) -> Integers:
    """The order in which people expect codes: E2 before E10."""
    text = codes.astype(str)
    return np.lexsort((text, np.char.str_len(text))).astype(np.int64)


def divided(one: Floats, by: Floats, otherwise: float | Floats = 0.0) -> Floats:
    """``one / by``, and ``otherwise`` where ``by`` is not above nil."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(by > 0, one / by, otherwise))


def floats(frame: pd.DataFrame, key: str) -> Floats:
    """A number column as ``float64``."""
    return frame[key].to_numpy(dtype=np.float64)


def days(frame: pd.DataFrame, key: str) -> Days:
    """A date column as ``datetime64[D]``."""
    return frame[key].to_numpy().astype("datetime64[D]")


def flags(frame: pd.DataFrame, key: str) -> Booleans:
    """A Y/N column as booleans; blank is no."""
    return np.asarray(frame[key].to_numpy(dtype=object) == "Y", dtype=np.bool_)


def texts(names: Iterable[str], at: Integers) -> pd.Series:
    """Names by position; blank where the position is ``ABSENT``."""
    values = pd.array(np.array(list(names), dtype=object), dtype=TEXT)
    return pd.Series(values.take(at, allow_fill=True))
