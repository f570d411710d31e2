"""Ledgers: what accounts are spent on as lines of budgets, and their amounts added up."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from planner.base.findings import Finding, Severity
from planner.model.plan import Unread
from planner.model.tables import BUDGET_LINES
from planner.workbook.bringing_in.mapping import Mapping as ColumnMapping
from planner.workbook.bringing_in.notes import NOTHING
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.layout import plain
from planner.workbook.remarks import about_sheet
from planner.workbook.words import shown

_PAY = re.compile(
    r"\b(pay|salar\w*|wages?|staff|superannuation|pensions?|national insurance|ni|ers|overtime|agency|"
    r"enhancements?|senior managers?|admin\w* and clerical|a ?& ?c|apprentic\w*|band \d\w?)\b"
)
_NOT_PAY = re.compile(
    r"\b(non[\s-]?pay|training|travel|recruitment|advertis\w*|supplies|equipment|charges)\b"
)
_INCOME = re.compile(
    r"\b(income|receipts?|recharges? (?:in|received)|grants? received|revenue|sales|sla income)\b"
)
_CENTRE_CODES = frozenset(map(plain, ("cost centre", "cost center", "cc", "cost centre code")))
_CENTRE_NAMES = frozenset(map(plain, ("cost centre name", "cost centre description", "cost centre desc")))
_NAMED = 8


def line_of(text: str) -> tuple[str, bool]:
    """The line of a plan's budgets that an account belongs to, and whether its words say so."""
    words = text.casefold()
    if plain(text) in {plain(one) for one in BUDGET_LINES}:
        return next(one for one in BUDGET_LINES if plain(one) == plain(text)), True
    if _INCOME.search(words):
        return "Income", True
    if _PAY.search(words) and not _NOT_PAY.search(words):
        return "Pay", True
    return "Non-pay", bool(_NOT_PAY.search(words))


def lines_of(cells: Sequence[Any], sheet: str, cell: str) -> tuple[list[Any], list[Finding]]:
    """Accounts as lines of a plan's budgets, and what was taken for what; figures alone stay as they are.

    Args:
        cells: the accounts.
        sheet: where they stand.
        cell: the first cell of the column.
    """
    known = {text: line_of(text) for text in dict.fromkeys(map(shown, cells)) if _has_words(text)}
    read = [known[text][0] if (text := shown(one)) in known else one for one in cells]
    findings = []
    for line in BUDGET_LINES:
        for is_said in (True, False):
            texts = [text for text, found in known.items() if found == (line, is_said)]
            other = [text for text in texts if plain(text) != plain(line)]
            if other:
                findings.append(_taken_for(line, other, sheet, cell, is_said=is_said))
    return read, findings


def _has_words(text: str) -> bool:
    return any(one.isalpha() for one in text)


def _taken_for(line: str, texts: Sequence[str], sheet: str, cell: str, *, is_said: bool) -> Finding:
    named = ", ".join(f"'{one}'" for one in texts[:_NAMED]) + (
        f" and {len(texts) - _NAMED:,} more" if len(texts) > _NAMED else ""
    )
    accounts = "1 account is" if len(texts) == 1 else f"{len(texts):,} accounts are"
    why = "by its name" if len(texts) == 1 else "by their names"
    why = why if is_said else "for nothing in the name speaks of pay or income"
    return about_sheet(
        Severity.NOTE if is_said else Severity.WARNING, sheet,
        f"{accounts} taken for {line}, {why}: {named}.",
        "Check them; a column of your own called Line, with Pay, Non-pay or Income, goes before.",
        "accounts-taken", cell=cell, column="Line", value=texts[0], table="budgets",
    )  # fmt: skip


def names_of_centres(
    sheet: SourceSheet, mapping: ColumnMapping, rows: Sequence[int]
) -> dict[tuple[str, str], str]:
    """The names of cost centres that stand for functions, from a column of names beside that of codes."""
    centre = mapping.column_for("function")
    if centre is None or plain(centre.header) not in _CENTRE_CODES:
        return {}
    place = next((one.place for one in mapping.left_out if plain(one.header) in _CENTRE_NAMES), None)
    if place is None or max(place, centre.place) >= sheet.width:
        return {}
    found: dict[tuple[str, str], str] = {}
    for at in rows:
        code, name = shown(sheet.rows[at][centre.place]).strip(), shown(sheet.rows[at][place]).strip()
        if code and name:
            found.setdefault(("function", code), name)
    return found


def added_up(
    frame: pd.DataFrame, unread: Collection[Unread], rows: Mapping[int, int], sheet: str
) -> tuple[pd.DataFrame, list[Unread], dict[int, int], list[Finding]]:
    """Rows of a ledger added up to one for each organisation, function, line and year.

    Rows with a cell that could not be read stand by themselves, so that each is named and left out alone.

    Args:
        frame: the rows.
        unread: their cells that could not be read.
        rows: row -> the number of its row in the sheet.
        sheet: the sheet, for what is said.

    Returns:
        The same four, of the rows that are left, and what there is to say.
    """
    apart = frame.index.isin([one.row for one in unread])
    keys = ["organisation", "function", "line", "year", "committed_until"]
    whole = frame[~apart]
    first = whole.groupby(keys, dropna=False, sort=False)["amount"]
    sums = first.transform("sum").round(2)
    kept = whole.assign(amount=sums)[~whole.duplicated(keys)]
    joined = pd.concat([kept, frame[apart]]).sort_index()
    at = {int(row): place for place, row in enumerate(joined.index, start=2)}
    told = []
    if len(joined) < len(frame):
        told.append(
            about_sheet(
                Severity.NOTE, sheet,
                f"{len(frame):,} amounts are added up to {len(joined):,}, one for each organisation, "
                "function, line and year.", NOTHING, "ledger-added-up", table="budgets",
            )
        )  # fmt: skip
    moved = [Unread(one.table, at[one.row], one.column, one.text) for one in unread]
    found = {place: rows[row] for row, place in at.items()}
    return joined.set_axis(pd.Index(range(2, 2 + len(joined)), dtype="int64")), moved, found, told


def months_missing(months: Mapping[str, Collection[int]], sheet: str, cell: str) -> list[Finding]:
    """Say of which years a list has some months and not all.

    Args:
        months: year -> the months of it that there are.
        sheet: the sheet.
        cell: the first cell of the first month.
    """
    return [
        about_sheet(
            Severity.WARNING, sheet,
            f"The list has {len(set(found))} of the 12 months of {year.replace('-', '/') or 'the year'}: "
            "what comes in is their sum, and not the whole year's.",
            "Bring in the year's budget, or a list of all twelve months.", "months-missing", cell=cell,
            column="Amount", table="budgets",
        )
        for year, found in months.items()
        if len(set(found)) < 12
    ]  # fmt: skip
