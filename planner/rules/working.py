"""The steps that led to a figure: nothing when all rows are worked, everything for one row.

Rule functions report their steps to a ``Working``. ``NO_WORKING`` drops them; a ``Recorder`` keeps
those of its row, so that a person's working comes from the same arithmetic as the totals.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np

from planner.base.dates import Days, as_days, long_date
from planner.rules.dated import DatedValue, Parameter

NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Reference:
    """The dated rule that a step used."""

    label: str
    start: date | None
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a working: ``inputs`` under ``rules`` gave ``result``.

    Attributes:
        figure: the figure that it belongs to ("section16").
        label: what was worked out.
        result: a number in ``unit``, or text.
        inputs: what went in, by name.
        rules: the dated rules in force for the row.
    """

    figure: str
    label: str
    result: float | str
    unit: str
    inputs: tuple[tuple[str, float | str], ...]
    rules: tuple[Reference, ...]


class ByRow(Protocol):
    """A rule that may differ from row to row."""

    def reference(self, row: int) -> Reference | None:
        """The rule that the row used, if it used any."""


Cited = DatedValue | Reference | ByRow
"""A rule as a step may name it."""


class Working(Protocol):
    """What a rule function reports its steps to."""

    def step(
        self,
        figure: str,
        label: str,
        result: Any,
        unit: str = "£",
        rules: Sequence[Cited] = (),
        **inputs: Any,
    ) -> None:
        """Take one step; ``result`` and ``inputs`` are arrays (one entry a row), scalars or text."""


class Silent:
    """Keeps no steps."""

    def step(
        self,
        figure: str,
        label: str,
        result: Any,
        unit: str = "£",
        rules: Sequence[Cited] = (),
        **inputs: Any,
    ) -> None:
        """Drop the step."""


NO_WORKING: Working = Silent()
"""What rule functions report to unless told otherwise."""


class Recorder:
    """Keeps the steps of one row."""

    def __init__(self, row: int) -> None:
        self._row = row
        self._steps: list[Step] = []

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps so far, in order."""
        return tuple(self._steps)

    def step(
        self,
        figure: str,
        label: str,
        result: Any,
        unit: str = "£",
        rules: Sequence[Cited] = (),
        **inputs: Any,
    ) -> None:
        """Keep the step as it is for the row."""
        row = self._row
        if isinstance(result, Only):
            if not pick(result.where, row):
                return
            result = result.values
        found = (_reference(rule, row) for rule in rules)
        self._steps.append(
            Step(
                figure,
                label,
                _shown(result, row),
                unit,
                tuple((name.replace("_", " "), _shown(value, row)) for name, value in inputs.items()),
                tuple(one for one in found if one is not None),
            )
        )


@dataclass(frozen=True, slots=True)
class InForce:
    """The value of a rule in force on each row's own day."""

    parameter: Parameter
    days: Days

    def reference(self, row: int) -> Reference | None:
        """The dated value of the row; none where its day is not known."""
        on = pick(self.days, row)
        return None if on is None else cite(self.parameter.at(on))


@dataclass(frozen=True, slots=True)
class Written:
    """Codes that are shown as text: ``write`` turns the row's own into words."""

    values: Any
    write: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class OneOf:
    """The rule that each row's own code chooses."""

    codes: Any
    rules: Sequence[ByRow]

    def reference(self, row: int) -> Reference | None:
        """The reference of the rule chosen by the row."""
        chosen: ByRow = self.rules[pick(self.codes, row)]
        return chosen.reference(row)


@dataclass(frozen=True, slots=True)
class Only:
    """A result that some rows do not have: theirs is a working without the step."""

    values: Any
    where: Any


def in_force(days: Days, *parameters: Parameter) -> tuple[InForce, ...]:
    """Cite several rules as they are on each row's own day."""
    days = as_days(days)
    return tuple(InForce(parameter, days) for parameter in parameters)


def cite(value: DatedValue) -> Reference:
    """Turn a dated value into the reference that is shown."""
    return Reference(value.label, value.start, value.source, value.status)


def pick(values: Any, row: int) -> Any:
    """Take a row's own entry as a plain value; what holds for all rows holds for each."""
    array = np.asarray(values)
    return array.item(row if array.size > 1 else 0)


def _reference(rule: Cited, row: int) -> Reference | None:
    if isinstance(rule, Reference):
        return rule
    if isinstance(rule, DatedValue):
        return cite(rule)
    return rule.reference(row)


def _shown(values: Any, row: int) -> float | str:
    if isinstance(values, Written):
        return values.write(pick(values.values, row))
    value = pick(values, row)
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case date():
            return long_date(value)
        case None:
            return NOT_KNOWN
    return float(value)
