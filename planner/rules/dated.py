"""A dated value of a rule, and the history of a rule that has several."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.base.dates import Days, Floats, as_days, day, to_date
from planner.base.errors import RuleNotInForceError

Numbers = npt.NDArray[Any] | float
"""What a rule takes for a column: an array with one entry a row, or one number for all rows."""

STATUSES = ("published", "recalled", "derived", "judgement")
"""How sure a figure is, as users are told."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a rule and the first day that it is in force.

    Attributes:
        start: first day in force.
        value: in ``unit``.
        source: where it was read.
        status: one of ``STATUSES``.
        label: what it is, for a user.
    """

    start: date
    value: float
    unit: str
    source: str
    status: str
    label: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named rule value, oldest first.

    Attributes:
        name: its name in code.
        label, unit: for a user.
        history: the values, each from its day until the next.
        known_to: the last day on which the newest value is known to hold, or None where no end is known.
    """

    name: str
    label: str
    unit: str
    history: tuple[DatedValue, ...]
    known_to: date | None = None
    _starts: npt.NDArray[np.int64] = field(init=False, repr=False, compare=False)
    _values: Floats = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = np.array([day(one.start) for one in self.history]).view(np.int64)
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_values", np.array([one.value for one in self.history], dtype=np.float64))

    @property
    def latest(self) -> DatedValue:
        """The newest value."""
        return self.history[-1]

    def at(self, day: date) -> DatedValue:
        """Return the value in force on ``day``.

        Raises:
            RuleNotInForceError: ``day`` is before the first value.
        """
        position = bisect_right(self.history, day, key=lambda one: one.start)
        if position == 0:
            raise RuleNotInForceError(self.label, day, self.history[0].start)
        return self.history[position - 1]

    def on(self, days: Days) -> Floats:
        """Return the values in force on each of ``days``; NaN where there is no day.

        Raises:
            RuleNotInForceError: one of ``days`` is before the first value.
        """
        days = as_days(days)
        numbers = days.view(np.int64)
        if days.size == 0:
            return np.zeros(days.shape)
        first, last = np.searchsorted(self._starts, (numbers.min(), numbers.max()), side="right")
        if first == last and first > 0:
            return np.full(days.shape, self._values[last - 1])
        missing = np.isnat(days)
        position = np.searchsorted(self._starts, numbers, side="right")
        if np.any((position == 0) & ~missing):
            raise RuleNotInForceError(self.label, to_date(days[~missing].min()), self.history[0].start)
        return np.where(missing, np.nan, self._values[position - 1])

    def is_known_on(self, day: date) -> bool:
        """Tell whether the value in force on ``day`` is known, not carried on from an earlier day."""
        return self.known_to is None or day <= self.known_to
