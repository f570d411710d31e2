"""Reads the sheet Plan: the plan's name and dates, as keys with their values beside them."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from planner.base.dates import long_date
from planner.base.findings import Finding, Severity
from planner.model.plan import FORMAT_VERSION, Facts, a_year_before
from planner.model.tables import Column, Kind
from planner.workbook.calendar_days import date_in, month_in
from planner.workbook.clean import Remark
from planner.workbook.layout import FACT_TITLES, letter_of, plain
from planner.workbook.numerals import number_in
from planner.workbook.recognise import is_blank
from planner.workbook.remarks import about_sheet, findings_on
from planner.workbook.sights import Sight, is_refused
from planner.workbook.words import shown, text_in

Row = Sequence[Any]

_KEYS = {plain(title): key for key, title in FACT_TITLES.items()} | {
    "plan": "plan_name",
    "name": "plan_name",
    "closuredate": "closure",
    "dateofclosure": "closure",
    "dateoftransfer": "transfer_date",
    "planstarts": "plan_start",
    "startdate": "plan_start",
    "announceddate": "announced",
    "announcement": "announced",
    "version": "format_version",
}
_HEADER_WORDS = frozenset({"key", "item", "field", "setting", "fact"})
_DEFAULTS = Facts()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A fact as it stands in the sheet: its value, and where (counted from 0)."""

    value: Any
    row: int
    place: int


def read_facts(rows: Sequence[Row], sheet: str) -> tuple[Facts, Mapping[str, str], list[Finding]]:
    """Read the facts of a plan.

    Returns:
        The facts, defaults where there is none; the cell of each value found; the findings.
    """
    entries, findings = _entries(rows, sheet)
    values: dict[str, Any] = {}
    for key, entry in entries.items():
        sight = fact_in(key, entry.value)
        if sight.cause:
            column = fact_column(key)
            remark = Remark(0, entry.value, sight)
            findings += findings_on([remark], column, "", sheet, letter_of(entry.place), [entry.row + 1])
            if is_refused(sight):
                findings[-1] = _with_default(findings[-1], key)
        if sight.value is not None and not is_refused(sight):
            values[key] = sight.value
    findings += _missing(entries, sheet)
    cells = {key: f"{letter_of(entry.place)}{entry.row + 1}" for key, entry in entries.items()}
    return facts_of(values), cells, findings


def facts_of(values: Mapping[str, Any]) -> Facts:
    """Fill in what a plan does not say: it starts a year before the transfer, and is announced then."""
    transfer = values.get("transfer_date", _DEFAULTS.transfer_date)
    start = values.get("plan_start", a_year_before(transfer))
    filled = {"transfer_date": transfer, "plan_start": start, "announced": start} | dict(values)
    filled["format_version"] = int(values.get("format_version", FORMAT_VERSION))
    return Facts(**filled)


def _entries(rows: Sequence[Row], sheet: str) -> tuple[dict[str, _Entry], list[Finding]]:
    """Find each key and the value to its right; say which keys are unknown or stand twice."""
    entries: dict[str, _Entry] = {}
    findings: list[Finding] = []
    place = _key_column(rows)
    for at, row in enumerate(rows):
        text = row[place] if place < len(row) else ""
        value = row[place + 1] if place + 1 < len(row) else ""
        if not isinstance(text, str) or is_blank(text):
            continue
        key = _KEYS.get(plain(text))
        cell = f"{letter_of(place)}{at + 1}"
        if key is None:
            if not is_blank(value) and plain(text) not in _HEADER_WORDS:
                findings.append(_unknown(text.strip(), sheet, cell))
        elif is_blank(value):
            continue
        elif key not in entries:
            entries[key] = _Entry(value, at, place + 1)
        elif entries[key].value != value:
            findings.append(_said_twice(key, entries[key], value, sheet, f"{letter_of(place + 1)}{at + 1}"))
    return entries, findings


def _key_column(rows: Sequence[Row]) -> int:
    """The column in which the most keys stand."""
    counts: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and plain(cell) in _KEYS:
                counts[place] = counts.get(place, 0) + 1
    return max(counts, key=lambda place: (counts[place], -place), default=0)


def fact_column(key: str) -> Column:
    """Describe one fact as the column of a table is described."""
    kind = {"plan_name": Kind.TEXT, "format_version": Kind.NUMBER}.get(key, Kind.DATE)
    return Column(key, FACT_TITLES[key], kind, required=key in ("closure", "transfer_date"))


def fact_in(key: str, cell: Any) -> Sight:
    """Read a cell that holds one fact of the plan."""
    column = fact_column(key)
    if column.kind is Kind.TEXT:
        return text_in(cell, column)
    if column.kind is Kind.NUMBER:
        return number_in(cell, column)
    sight = date_in(cell, column)
    if (
        is_refused(sight)
        and isinstance(cell, str)
        and key in ("horizon", "plan_start")
        and (month := month_in(cell))
    ):
        last = monthrange(*month)[1] if key == "horizon" else 1
        return Sight(date(*month, last), "date-form")
    return sight


def _with_default(finding: Finding, key: str) -> Finding:
    """Offer the usual date in place of one that could not be read."""
    usual = getattr(_DEFAULTS, key)
    if not isinstance(usual, date) or finding.fix:
        return finding
    return replace(finding, fix=f"{usual:%d/%m/%Y}")


def _missing(entries: Mapping[str, _Entry], sheet: str) -> list[Finding]:
    findings = []
    for key in ("transfer_date", "closure"):
        if key not in entries:
            usual = getattr(_DEFAULTS, key)
            findings.append(
                about_sheet(
                    Severity.ERROR, sheet, f"The plan does not say its {FACT_TITLES[key].lower()}.",
                    f"Add a row '{FACT_TITLES[key]}' with a date. {long_date(usual)} is offered.",
                    "missing-fact", column=FACT_TITLES[key], fix=f"{usual:%d/%m/%Y}",
                )
            )  # fmt: skip
    if "plan_name" not in entries:
        findings.append(
            about_sheet(
                Severity.WARNING, sheet, f"The plan has no name, and is called '{_DEFAULTS.plan_name}'.",
                "Add a row 'Plan name' with a name.", "missing-fact", column=FACT_TITLES["plan_name"],
                fix=_DEFAULTS.plan_name,
            )
        )  # fmt: skip
    version = entries.get("format_version")
    if version and isinstance(version.value, float | int) and version.value > FORMAT_VERSION:
        findings.append(
            about_sheet(
                Severity.WARNING, sheet,
                f"The plan was kept by a newer version of this program (format {version.value:g}; this one "
                f"knows {FORMAT_VERSION}). What is new in it is not read.",
                "Open it with the newer version, or check that nothing is missing.", "newer-format",
                cell=f"{letter_of(version.place)}{version.row + 1}", column=FACT_TITLES["format_version"],
                value=shown(version.value),
            )
        )  # fmt: skip
    return findings


def _unknown(text: str, sheet: str, cell: str) -> Finding:
    known = ", ".join(FACT_TITLES.values())
    return about_sheet(
        Severity.WARNING, sheet, f"'{text}' is not something that a plan knows, and is left alone.",
        f"The keys are: {known}.", "unknown-key", cell=cell, value=text,
    )  # fmt: skip


def _said_twice(key: str, first: _Entry, value: Any, sheet: str, cell: str) -> Finding:
    title = FACT_TITLES[key]
    return about_sheet(
        Severity.ERROR, sheet,
        f"{title} stands here as {shown(value)} and above as {shown(first.value)}. The first is used.",
        "Keep one of the two rows.", "said-twice", cell=cell, column=title, value=shown(value),
    )  # fmt: skip
