"""What a list has no column for: taken for all rows from what is given, or said to be missing."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from planner.base.dates import year_label
from planner.base.findings import Finding, Severity
from planner.model.tables import TABLES, Kind
from planner.workbook.bringing_in.cells import Reading, Taken
from planner.workbook.bringing_in.fields import AMOUNT, parts_of_amount
from planner.workbook.bringing_in.mapping import Mapping
from planner.workbook.bringing_in.notes import NOTHING
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.bringing_in.titles import organisation_said
from planner.workbook.remarks import about_sheet


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every row of a list that has no column for it; blank where nothing does.

    Attributes:
        organisation, function, receiver: codes.
        line: a line of budgets.
        year: the year in which a financial year begins; 0 where none is given.
        scenario: the scenario that posts are of; blank for all.
    """

    organisation: str = ""
    function: str = ""
    receiver: str = ""
    line: str = ""
    year: int = 0
    scenario: str = ""


def with_organisation_said(
    defaults: Defaults, sheet: SourceSheet, mapping: Mapping, taken: Taken
) -> Defaults:
    """Take the organisation that the list's title, sheet or file names, where one alone is named."""
    said = organisation_said(sheet, mapping.header_row)
    if said is None:
        return defaults
    taken.findings.append(
        about_sheet(
            Severity.WARNING, sheet.title,
            f"The list has no column for Organisation; '{said.text}' names {said.code}, which is proposed.",
            "Check it, or give another (--organisation).", "organisation-from-title", cell=said.cell,
            column="Organisation", value=said.text,
        )
    )  # fmt: skip
    return replace(defaults, organisation=said.code)


def with_defaults(frame: pd.DataFrame, defaults: Defaults, reading: Reading, taken: Taken) -> pd.DataFrame:
    """Fill in, for all rows, what the list has no column for."""
    given: dict[str, Any] = {
        key: getattr(defaults, key, "")
        for key in ("organisation", "function", "receiver", "line", "year", "scenario")
        if key in frame.columns and key not in reading.places and getattr(defaults, key)
    }
    for key, value in given.items():
        column = TABLES[reading.table].column(key)
        held = float(value) if column.kind.is_number else str(value)
        frame = frame.assign(
            **{key: pd.Series([held] * len(frame), index=frame.index, dtype=frame[key].dtype)}
        )
        said = year_label(int(value)) if column.kind is Kind.YEAR else str(value)
        taken.findings.append(
            about_sheet(
                Severity.NOTE, reading.sheet.title,
                f"The list has no column for {column.title}; every row takes '{said}'.", NOTHING,
                "default-taken", column=column.title, value=said, table=reading.table,
            )
        )  # fmt: skip
    known = set(reading.places) | set(given) | _known_by_amounts(reading)
    for column in TABLES[reading.table].columns:
        is_made = column.key == "post" or (
            column.key in ("band", "function") and frame[column.key].notna().any()
        )
        if column.required and column.key not in known and not is_made:
            taken.findings.append(_missing(reading, column.title, column.key))
    return frame


def _known_by_amounts(reading: Reading) -> set[str]:
    """What the headers of amounts that stand side by side say."""
    parts = [parts_of_amount(key) for key in reading.places if key.startswith(f"{AMOUNT}/")]
    if not parts:
        return set()
    has_line, has_year = all(line for line, _ in parts), all(year for _, year in parts)
    return {AMOUNT} | ({"line"} if has_line else set()) | ({"year"} if has_year else set())


def _missing(reading: Reading, title: str, key: str) -> Finding:
    option = {"organisation": "--organisation", "function": "--function", "receiver": "--receiver",
              "line": "--line", "year": "--year"}.get(key, "")  # fmt: skip
    also = f", or give one for all rows ({option})" if option else ""
    return about_sheet(
        Severity.ERROR, reading.sheet.title,
        f"No column is taken for {title}, which every row of {TABLES[reading.table].sheet} needs.",
        f"Say which column holds it{also}.", "missing-column", column=title, table=reading.table,
    )  # fmt: skip
