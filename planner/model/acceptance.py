"""What a scenario's authors accept of what a check found, with the reason: a row among its assumptions.

The row's key is the check's with ``_accepted``, its value the measure as it was then, its source the reason,
its owner who accepted it. It holds for the one scenario that it names, and as long as the measure gets no
worse; a copy of the scenario takes it along.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from planner.base.dates import long_date
from planner.base.errors import EditRefusedError
from planner.model.assumptions import ACCEPTANCE, is_acceptance
from planner.model.plan import Plan
from planner.model.scenario_edits import refusal
from planner.model.table_edits import CellEdit, add_rows, delete_rows, put_cells

ACCEPTED = "accepted"
"""The status of such a row."""
NOT_MEASURED = "not measured"
"""Its unit where the check could give no figure."""
SHOWN_TO = 0.05
"""How far a measure may be from what it was and still show the same."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That what a check found is known and borne.

    Attributes:
        key: the check's ("check_balance").
        measure: what it found then; NaN where it could give no figure.
        reason: why it is borne.
        who: who accepted it; empty where nobody is named.
        day: when; None where that is not known.
    """

    key: str
    measure: float
    reason: str
    who: str = ""
    day: date | None = None

    def words(self) -> str:
        """Reason, who and when, in a line."""
        return ", ".join(
            one for one in (self.reason, self.who, long_date(self.day) if self.day else "") if one
        )

    def covers(self, measure: float, *, more_is_worse: bool) -> bool:
        """Whether it still holds for what the check finds now; not where that has got worse."""
        if self.measure != self.measure:
            return True
        if measure != measure:  # noqa: PLR0124
            return False
        worse = measure - self.measure if more_is_worse else self.measure - measure
        return worse < SHOWN_TO


def acceptances(plan: Plan, scenario: str) -> dict[str, Acceptance]:
    """What a scenario accepts, by the key of the check; the last row where there are several."""
    frame = plan.assumptions
    rows = frame[(frame["scenario"] == scenario) & frame["value"].notna() & frame["key"].notna()]
    rows = rows[[is_acceptance(str(key)) for key in rows["key"]]]
    found = (_acceptance(row) for row in rows.to_dict("records"))
    return {one.key: one for one in found}


def accept_check(plan: Plan, scenario: str, acceptance: Acceptance) -> Plan:
    """Accept what a check finds in a scenario, in place of what was accepted of it before.

    Raises:
        EditRefusedError: no reason is given, or the scenario cannot be changed.
    """
    if not acceptance.reason.strip():
        raise EditRefusedError("Say why this can be borne; the reason stands wherever the check does.")
    _refuse(plan, scenario)
    is_known = acceptance.measure == acceptance.measure
    cells: dict[str, Any] = {
        "value": acceptance.measure if is_known else 0.0,
        "unit": None if is_known else NOT_MEASURED,
        "status": ACCEPTED,
        "source": " ".join(acceptance.reason.split()),
        "owner": acceptance.who or None,
        "date": pd.Timestamp(acceptance.day) if acceptance.day else None,
    }
    rows = _rows_of(plan, scenario, acceptance.key)
    if rows:
        return put_cells(plan, "assumptions", [CellEdit(rows[-1], key, cell) for key, cell in cells.items()])
    row = {"scenario": scenario, "key": acceptance.key + ACCEPTANCE, **cells}
    return add_rows(plan, "assumptions", {key: [cell] for key, cell in row.items()})


def withdraw_acceptance(plan: Plan, scenario: str, key: str) -> Plan:
    """Take back that what a check finds is accepted; the same plan where nothing was.

    Raises:
        EditRefusedError: the scenario cannot be changed.
    """
    rows = _rows_of(plan, scenario, key)
    if not rows:
        return plan
    _refuse(plan, scenario)
    return delete_rows(plan, "assumptions", rows)


def _refuse(plan: Plan, scenario: str) -> None:
    why = refusal(plan, scenario)
    if why:
        raise EditRefusedError(why)


def _rows_of(plan: Plan, scenario: str, key: str) -> list[int]:
    frame = plan.assumptions
    named = frame["key"].str.strip().str.lower() == key + ACCEPTANCE
    return [int(row) for row in frame.index[(frame["scenario"] == scenario) & named]]


def _acceptance(row: dict[Any, Any]) -> Acceptance:
    is_known = row["unit"] != NOT_MEASURED
    return Acceptance(
        key=str(row["key"]).strip().lower().removesuffix(ACCEPTANCE),
        measure=float(row["value"]) if is_known else float("nan"),
        reason=_text(row["source"]) or "no reason given",
        who=_text(row["owner"]),
        day=None if pd.isna(row["date"]) else row["date"].date(),
    )


def _text(cell: Any) -> str:
    return cell.strip() if isinstance(cell, str) else ""
