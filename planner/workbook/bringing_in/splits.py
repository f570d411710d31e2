"""Assignments whose cost is split over several cost centres: their FTE goes by the percentages."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from planner.base.findings import Finding, Severity
from planner.workbook.bringing_in.notes import Told, about_cells
from planner.workbook.bringing_in.sheet import SourceSheet

_WHOLE = 100.0
_HAIR = 0.005


def split_by_cost(
    frame: pd.DataFrame, shares: pd.Series, sheet: SourceSheet, places: Mapping[str, int]
) -> tuple[pd.DataFrame, list[int], list[Finding]]:  # fmt: skip
    """Give each row of an assignment that is split its part of the FTE, and a number of its own.

    Args:
        frame: the staff rows; the index is the number of the row in the sheet.
        shares: the percentage of each row; NaN where there is none.
        sheet: the sheet.
        places: field -> its column.

    Returns:
        The rows; those whose part of the FTE is not known; what there is to say.
    """
    fte, number = frame["fte"].copy(), frame["assignment_number"].copy()
    named = number.fillna(frame["employee_number"])
    split: list[Told] = []
    odd: list[Told] = []
    unsplit: list[Told] = []
    unknown: list[int] = []
    for name, rows in frame.groupby(named, sort=False).groups.items():
        given = shares.loc[rows]
        first = rows[0]
        cell = sheet.cell(first - 1, places["split"])
        if len(rows) == 1 and (np.isnan(given.iloc[0]) or abs(given.iloc[0] - _WHOLE) < _HAIR):
            continue
        if given.notna().all():
            fte.loc[rows] = _parted(fte.loc[rows], given)
            if frame["assignment_number"].notna().loc[first]:
                number.loc[rows] = [name, *(f"{name}/{part}" for part in range(2, len(rows) + 1))]
            total = float(given.sum())
            words = f"Assignment {name} is split over {len(rows)} rows; each takes its part of the FTE."
            if len(rows) > 1:
                split.append(Told(cell, int(first), f"{given.iloc[0]:g}", words))
            if abs(total - _WHOLE) > _HAIR:
                words = f"The split of assignment {name} comes to {total:,.10g}%, not 100%; FTE goes by it."
                odd.append(Told(cell, int(first), f"{total:g}", words))
        elif given.notna().any():
            blank = int(given.index[given.isna()][0])
            words = f"Assignment {name} is split, but row {blank} has no percentage; its FTE is not known."
            unknown += [int(row) for row in rows]
            unsplit.append(Told(sheet.cell(blank - 1, places["split"]), blank, "", words))
    say = {"table": "staff", "column": "Share of cost"}
    findings = [
        *about_cells(Severity.NOTE, sheet.title, "cost-split", split, **say),
        *about_cells(
            Severity.WARNING, sheet.title, "split-not-100", odd,
            "Check the percentages of the assignment, so that they come to 100.", **say,
        ),
        *about_cells(
            Severity.ERROR, sheet.title, "split-unknown", unsplit,
            "Write the percentage of each row of the assignment.", **say,
        ),
    ]  # fmt: skip
    return frame.assign(fte=fte, assignment_number=number.astype("str")), unknown, findings


def _parted(fte: "pd.Series[float]", shares: "pd.Series[float]") -> "pd.Series[float]":
    """The FTE of each row of a split: as it stands where the rows are split already."""
    whole = fte.sum()
    if len(fte) > 1 and fte.max() > fte.min() and np.allclose(fte, whole * shares / shares.sum(), atol=0.01):
        return fte
    return fte * shares / _WHOLE
