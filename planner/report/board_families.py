"""What the headings of families show on the functions board: sums, shares by FTE, and modes.

Of each row ``source`` is the function that it shows or ``NEVER``, and ``heads`` its heading's row.
"""

import numpy as np

from planner.engine.columns import Floats, Integers
from planner.model.tables import MODES
from planner.report.board import NEVER, NO_MODE, SEVERAL


def with_headings(values: Floats, source: Integers, heads: Integers) -> Floats:
    """(N, …) the rows' values, and on headings their sums; nothing known sums to nothing known."""
    found = values[np.maximum(source, 0)]
    is_head = source == NEVER
    found[is_head] = 0.0
    known = np.where(is_head[:, None], False, ~np.isnan(found))
    sums, any_known = np.zeros(found.shape), np.zeros(found.shape, dtype=bool)
    np.add.at(sums, heads, np.where(known, found, 0.0))
    np.logical_or.at(any_known, heads, known)
    return np.where(is_head[:, None], np.where(any_known, sums, np.nan), found)


def family_shares(share: Floats, fte: Floats, source: Integers, heads: Integers) -> Floats:
    """(N, C) shares; a family's are those of its functions by their FTE, or plain means without any."""
    by_fte = with_headings(share * fte[:, None], source, heads)
    weight = with_headings(fte[:, None], source, heads)
    plain = with_headings(share, source, heads)
    members = with_headings(np.ones((len(fte), 1)), source, heads)
    found = np.where(weight > 0, by_fte / np.where(weight > 0, weight, 1.0), plain / np.maximum(members, 1.0))
    is_head = source == NEVER
    found[~is_head] = share[source[~is_head]]
    return found


def family_modes(mode: Integers, source: Integers, heads: Integers) -> Integers:
    """(N, C) modes; a family's where all its functions have the same."""
    found = mode[np.maximum(source, 0)]
    least, most = np.full(found.shape, len(MODES)), np.full(found.shape, NO_MODE)
    own = (source != NEVER)[:, None] & (found != NO_MODE)
    np.minimum.at(least, heads, np.where(own, found, len(MODES)))
    np.maximum.at(most, heads, np.where(own, found, NO_MODE))
    is_head = (source == NEVER)[:, None]
    of_family = np.where(least == most, most, np.where(least == len(MODES), NO_MODE, SEVERAL))
    return np.where(is_head, of_family, found)
