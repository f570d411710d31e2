"""What came back in a part of a plan, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from planner.model.tables import TABLES

CHANGED, ADDED, REMOVED = "changed", "added", "removed"
NOWHERE = -1
ALREADY = -1
"""In place of its line's number: a change that the plan has already."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what came back.

    Attributes:
        line: its number, from 1.
        table: which table.
        row: the row in the plan, or ``NOWHERE``.
        where: what the row is about ("E08", "Contracting to Example North CCG").
        kind: ``CHANGED`` (a cell), ``ADDED`` or ``REMOVED`` (a row).
        key: the column of a cell; empty for a row.
        sent, now, back: the cell as it was sent, is in the plan, and comes back; None for a blank.
        is_conflict: whether the plan was changed in the same place meanwhile.
        fault: why it cannot be taken; empty where it can.
        cells: what an added row holds.
    """

    line: int
    table: str
    row: int
    where: str
    kind: str
    key: str = ""
    sent: Any = None
    now: Any = None
    back: Any = None
    is_conflict: bool = False
    fault: str = ""
    cells: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The header of its column; empty for a row."""
        return TABLES[self.table].column(self.key).title if self.key else ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What came back, line by line.

    Attributes:
        part: what was sent ("receiver: C2").
        scenario: the scenario whose rows were sent.
        sent_on: the day on which it was sent.
        lines: the changes, in the order of the workbook's sheets.
        already: how many changes are in the plan already, made there meanwhile.
        notes: what is odd about the file.
    """

    part: str
    scenario: str
    sent_on: date | None
    lines: tuple[Change, ...]
    already: int
    notes: tuple[str, ...]


def same(one: Any, other: Any) -> bool:
    """Whether two cells say the same, blanks among them."""
    one, other = plain_value(one), plain_value(other)
    if isinstance(one, float) and isinstance(other, float):
        return bool(np.isclose(one, other, rtol=1e-9, atol=0))
    return bool(one == other)


def plain_value(value: Any) -> Any:
    """A cell as a text, a float, a day or None."""
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, datetime):
        return value.date()
    return float(value) if isinstance(value, int | np.number) else value
