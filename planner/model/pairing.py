"""Pairs the rows of two tables that are about the same thing, though cells of them differ."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

Positions = npt.NDArray[np.int64]


def paired(
    one: pd.DataFrame, other: pd.DataFrame, ways: Sequence[Sequence[str]]
) -> tuple[Positions, Positions]:
    """Pair the rows of two frames by what they have in common; each row is in one pair at most.

    Ways are tried in turn, each on the rows that those before it left alone. Rows that agree in all the
    columns of a way are a pair; where several do, the first goes with the first. A row with a blank in
    the first column of a way is not paired by it.

    Args:
        one, other: the frames; both have the columns that the ways name.
        ways: the columns of each way, the surest way first. Texts match whatever their case.

    Returns:
        The positions of the pairs in ``one`` and in ``other``, in the order of ``one``.
    """
    codes_one, codes_other = _codes(one, other, {key for way in ways for key in way})
    left, right = np.arange(len(one)), np.arange(len(other))
    found: list[tuple[Positions, Positions]] = []
    for way in ways:
        if not len(left) or not len(right):
            break
        mine, theirs = _by(codes_one, left, way), _by(codes_other, right, way)
        both = mine.merge(theirs, on=[*way, "nth"], how="inner")
        pair = both["at_x"].to_numpy(dtype=np.int64), both["at_y"].to_numpy(dtype=np.int64)
        found.append(pair)
        left = left[~np.isin(left, pair[0])]
        right = right[~np.isin(right, pair[1])]
    if not found:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    ones, others = (np.concatenate(side) for side in zip(*found, strict=True))
    order = np.argsort(ones, kind="stable")
    return ones[order], others[order]


def folded(cells: "pd.Series[str]") -> "pd.Series[str]":
    """Texts without what does not distinguish them: case and outer spaces; blanks stay blank."""
    codes, distinct = pd.factorize(cells)
    plain = pd.Index(distinct).astype("str").str.strip().str.casefold().to_numpy(dtype=object)
    values = np.append(plain, np.nan)[codes] if len(codes) else np.empty(0, dtype=object)
    return pd.Series(values, index=cells.index, dtype="str")


def _codes(one: pd.DataFrame, other: pd.DataFrame, keys: set[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The columns as whole numbers that are the same where cells are; below nil where blank."""
    frames: tuple[dict[str, Positions], dict[str, Positions]] = ({}, {})
    for key in sorted(keys):
        columns = [_plain(frame[key]) for frame in (one, other)]
        codes, _ = pd.factorize(pd.concat(columns, ignore_index=True))
        frames[0][key], frames[1][key] = codes[: len(one)], codes[len(one) :]
    return pd.DataFrame(frames[0], index=range(len(one))), pd.DataFrame(frames[1], index=range(len(other)))


def _plain(cells: "pd.Series[str]") -> "pd.Series[str]":
    return folded(cells) if cells.dtype == "str" else cells


def _by(codes: pd.DataFrame, rows: Positions, way: Sequence[str]) -> pd.DataFrame:
    """The rows that a way can tell apart, each with how many like it stand before it."""
    keys = codes.loc[rows, list(way)].assign(at=rows)
    keys = keys[keys[way[0]] >= 0]
    return keys.assign(nth=keys.groupby(list(way), sort=False).cumcount())
