"""What was brought in, as a person reads it at a terminal and as JSON."""

from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING, Any

from planner.base.findings import in_order
from planner.base.money import pounds_text, to_the_penny
from planner.cli.as_json import findings_record
from planner.cli.columns import table
from planner.cli.in_words import counted, findings_in_words, own_total_in_words, severities_in_words
from planner.model.tables import TABLES
from planner.workbook.bringing_in.fields import field_of

if TYPE_CHECKING:
    from pathlib import Path

    from planner.cli.importing import Import, Imported
    from planner.workbook.bringing_in.totals import Counted

SURE = 0.8


def import_in_words(done: "Imported", into: "Path") -> Iterator[str]:
    """Each sheet: what its columns were taken for and how sure that is, totals, findings."""
    for one in done.imports:
        yield from _sheet_in_words(one)
    if done.findings:
        yield "Not brought in"
        yield from findings_in_words(in_order(done.findings))
        yield ""
    changed = [one for one in done.imports if one.put.added or one.put.replaced]
    if changed:
        yield f"{'New plan' if done.is_new else 'Plan'} saved: {into}"
        if done.backup is not None:
            yield f"The workbook as it was before is kept beside it: {done.backup.name}"
    else:
        yield "Nothing was brought in; no plan was written." if done.is_new else f"{into} is left as it was."


def _sheet_in_words(one: "Import") -> Iterator[str]:
    name = one.path.name if one.sheet.is_text else f"{one.path.name}, sheet '{one.sheet.name}'"
    mapping = one.mapping
    yield f"{name}: {TABLES[mapping.table].sheet} ({mapping.confidence:.0%} sure)"
    # What columns were taken for stands in the table.
    findings = [said for said in one.findings if said.cause != "header-alias"]
    at = f"headers in row {mapping.header_row + 1}" if mapping.header_row >= 0 else "without headers"
    yield f"  {at}; {severities_in_words(findings)}"
    yield ""
    yield from table(
        ("Column", "is taken for", "sure", "because of"),
        [
            (
                f"{column.letters}  {column.header or '(no header)'}",
                field_of(mapping.table, column.key).title,
                f"{column.confidence:.0%}",
                str(column.how) + ("" if column.confidence >= SURE else " – look at it"),
            )
            for column in mapping.columns
        ],
    )
    yield ""
    yield f"  Brought in: {_counted_in_words(one.brought.counted, mapping.table)}"
    for total in one.brought.totals:
        yield f"  {own_total_in_words(total)}"
    yield f"  {_put_in_words(one)}"
    yield from findings_in_words(findings)
    yield ""


def _counted_in_words(totals: "Counted", of: str) -> str:
    said = [counted(totals.rows, "row")]
    if isfinite(totals.heads):
        said.append(counted(int(totals.heads), "person", "people"))
    if isfinite(totals.fte):
        said.append(f"{totals.fte:,.2f} FTE")
    if isfinite(totals.amount):
        said.append(f"{'basic pay' if of == 'staff' else 'amounts of'} {pounds_text(totals.amount)}")
    return ", ".join(said)


def _put_in_words(one: "Import") -> str:
    put = one.put
    said = [
        counted(count, f"row {what}", f"rows {what}")
        for count, what in (
            (put.added, "added"),
            (put.replaced, "replaced"),
            (put.same, "there already"),
            (put.conflicts, "in conflict with the plan's own, which are left as they are"),
        )
        if count
    ]
    return f"Into the plan: {', '.join(said) or 'nothing'}"


def import_record(done: "Imported", into: "Path") -> dict[str, Any]:
    """What was brought in, as ``import --json`` writes it."""
    everything = [finding for one in done.imports for finding in one.findings]
    return {
        "into": str(into),
        "is_new": done.is_new,
        "imports": [_record_of(one) for one in done.imports],
        **findings_record(in_order((*done.findings, *everything))),
    }


def _record_of(one: "Import") -> dict[str, Any]:
    mapping, totals = one.mapping, one.brought.counted
    columns = [
        {
            "column": column.letters,
            "header": column.header,
            "is": column.key,
            "title": field_of(mapping.table, column.key).title,
            "confidence": column.confidence,
            "how": str(column.how),
            "why": column.why,
        }
        for column in mapping.columns
    ]
    left = [{"column": it.letters, "header": it.header, "why": it.why} for it in mapping.left_out]
    own = [
        {"column": it.column, "file": it.file_total, "read": it.our_total, "agrees": it.agrees}
        for it in one.brought.totals
    ]
    put = one.put
    return {
        "file": str(one.path),
        "sheet": one.sheet.name,
        "confidence": mapping.confidence,
        "mapping": mapping.record() | {"columns": columns, "left_out": left},
        "totals": {
            "rows": totals.rows,
            "heads": int(totals.heads) if isfinite(totals.heads) else None,
            "fte": round(totals.fte, 10) if isfinite(totals.fte) else None,
            "amount": float(to_the_penny(totals.amount)) if isfinite(totals.amount) else None,
        },
        "own_totals": own,
        "added": put.added,
        "replaced": put.replaced,
        "same": put.same,
        "conflicts": put.conflicts,
    }
