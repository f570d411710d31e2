"""The functions board as a value: who takes how much of each function, with its FTE and cost.

Rows are functions, each family under a heading that sums it up. Columns are what is unclaimed, what
stops, then the receivers by kind. ``board_making`` makes it from results.
"""

from dataclasses import dataclass

import numpy as np

from planner.engine.columns import Booleans, Floats, Integers

UNCLAIMED, STOPS, FIRST_RECEIVER = 0, 1, 2
"""The first columns of a board, and where its receivers begin."""
NO_MODE, SEVERAL = -1, -2
"""The mode of a cell that holds nothing, and of one that holds work in more than one mode."""
NEVER = -1
"""Of a row: that it shows no function. Of a figure: that it is in no cell."""
ROUNDING = 1e-6
"""Shares nearer than this are the same."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A function, or the heading of a family.

    Attributes:
        code: the function's code; of a heading, empty.
        name: what it is called.
        family: the family it belongs to, or heads.
    """

    code: str
    name: str
    family: str

    @property
    def is_heading(self) -> bool:
        """Whether it is a family's heading."""
        return not self.code


@dataclass(frozen=True, slots=True)
class BoardReceiver:
    """A receiver as a column: its code, its name, what fits over a column, and its kind."""

    code: str
    name: str
    short: str
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """The board of one scenario, year and sender (N rows, C columns, R receivers; C = R + 2).

    Attributes:
        year: the financial year of the costs.
        sender: whose work is shown; empty for that of all senders.
        rows, receivers: in their order.
        fte_now: (N,) FTE of the holders today.
        share: (N, C) per cent of the row's work; where claims differ by sender, weighted by FTE. In the
            baseline nothing is claimed, and nothing unclaimed.
        mode: (N, C) position in ``MODES``, ``NO_MODE`` or ``SEVERAL``.
        fte: (N, C) FTE of the posts at a receiver; of work that is unclaimed or stops, of its holders.
        placed: (N, C) FTE of those posts that people in post now are expected to fill.
        cost: (N, C) £ a year, staff, vacancies and non-pay; NaN where there is none.
        is_locked: (N, C) whether a claim in the cell is locked.
        is_by_sender: (N,) whether the row's claims name senders.
        total, target, over: (R,) £ a year of each whole receiver; NaN where there is no target.
    """

    year: str
    sender: str
    rows: tuple[BoardRow, ...]
    receivers: tuple[BoardReceiver, ...]
    fte_now: Floats
    share: Floats
    mode: Integers
    fte: Floats
    placed: Floats
    cost: Floats
    is_locked: Booleans
    is_by_sender: Booleans
    total: Floats
    target: Floats
    over: Floats

    @property
    def share_places(self) -> int:
        """Decimal places in which the functions' shares can be read: none where all are whole."""
        shares = self.share[[not row.is_heading for row in self.rows]]
        return 0 if bool((np.abs(shares - np.round(shares)) < ROUNDING).all()) else 1

    @property
    def receivers_over(self) -> int:
        """How many receivers cost more than their target."""
        return int((self.over > 0).sum())

    def rows_unlike(self, other: "Board") -> Integers:
        """The rows in which something that can be read differs from another board of the same rows.

        FTE are read to two places, costs to £100.
        """
        differs = (self.mode != other.mode) | (self.is_locked != other.is_locked)
        for mine, theirs, places in (
            (self.share, other.share, 2),
            (self.fte, other.fte, 2),
            (self.cost, other.cost, -2),
        ):
            differs |= np.round(np.nan_to_num(mine), places) != np.round(np.nan_to_num(theirs), places)
        unlike = differs.any(axis=1) | (self.fte_now != other.fte_now)
        return np.flatnonzero(unlike | (self.share_places != other.share_places))

    def row_of(self, function: str) -> int:
        """The row of a function, or -1."""
        return next((at for at, row in enumerate(self.rows) if row.code and row.code == function), -1)

    def column_of(self, receiver: str) -> int:
        """The column of a receiver, or -1."""
        codes = [one.code for one in self.receivers]
        return codes.index(receiver) + FIRST_RECEIVER if receiver in codes else -1

    def functions_of(self, row: int) -> tuple[str, ...]:
        """The functions that a row stands for: its own, or all of its family."""
        asked = self.rows[row]
        if not asked.is_heading:
            return (asked.code,)
        return tuple(one.code for one in self.rows if one.code and one.family == asked.family)

    def kind_spans(self) -> tuple[tuple[str, int, int], ...]:
        """Each kind of receiver with its first column and the one after its last."""
        spans: list[tuple[str, int, int]] = []
        for column, one in enumerate(self.receivers, start=FIRST_RECEIVER):
            if spans and spans[-1][0] == one.kind:
                spans[-1] = (one.kind, spans[-1][1], column + 1)
            else:
                spans.append((one.kind, column, column + 1))
        return tuple(spans)
