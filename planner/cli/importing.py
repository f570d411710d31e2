"""``import``: lists of other people's making into a plan workbook."""

import json
from argparse import Namespace
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.base.errors import FileRefusedError, PasswordNeededError, WrongUseError
from planner.base.findings import Finding, Severity, in_order
from planner.cli.opening import read_with_password
from planner.cli.terminal import password_in, progress
from planner.workbook.bringing_in import (
    BroughtIn,
    Defaults,
    Mapping,
    PutIn,
    Source,
    SourceSheet,
    bring_in,
    guesses,
    judged,
    open_source,
    put_into,
)
from planner.workbook.bringing_in.fields import BROUGHT_IN
from planner.workbook.bringing_in.remembered import mapping_of

if TYPE_CHECKING:
    from planner.model.plan import Plan
    from planner.workbook.read import Reading

ORDER = ("organisations", "functions", "staff", "posts", "budgets")
"""Tables as they are put in: what others refer to first."""


@dataclass(frozen=True, slots=True)
class Import:
    """One sheet that was brought in.

    Attributes:
        path: its file.
        sheet: the sheet.
        mapping: what it was taken for.
        brought: its rows.
        put: the plan with them.
        findings: all that there is to say about it, worst first.
    """

    path: Path
    sheet: SourceSheet
    mapping: Mapping
    brought: BroughtIn
    put: PutIn
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a command brought in.

    Attributes:
        plan: the plan at the end.
        imports: each sheet that came in.
        findings: on files and sheets that did not come in.
        is_new: whether the plan is a new one.
        backup: the copy that was kept of the plan's workbook, where this was the first save into it.
    """

    plan: "Plan"
    imports: tuple[Import, ...]
    findings: tuple[Finding, ...]
    is_new: bool
    backup: Path | None = None


def imported(arguments: Namespace) -> Imported:
    """Bring the files of a command into its plan, and save it where anything came in.

    Raises:
        WrongUseError: the mapping file is none, or a sheet that is named is not there.
        FileRefusedError: the plan is not opened.
        SaveFailedError: the plan could not be written.
    """
    from planner.rules.rulebook import load_rules

    password = password_in(arguments.password_file) if arguments.password_file else None
    records = _records(arguments.mapping)
    reading = _plan_of(arguments.into, password)
    chosen, findings = _chosen(arguments, records, password)
    rules = load_rules()
    before = reading.plan if reading else None
    plan, imports = before, []
    for path, sheet, guessed in chosen:
        mapping = _without_given(guessed, arguments)
        brought = bring_in(sheet, mapping, _defaults(arguments, plan))
        put = put_into(plan, brought, replace=arguments.replace)
        plan = put.plan
        said = (*brought.findings, *put.findings, *judged(put, brought, rules))
        imports.append(Import(path, sheet, mapping, brought, put, in_order(said)))
    plan = _named(plan, arguments.into, is_new=reading is None)
    backup = None
    if any(one.put.added or one.put.replaced for one in imports):
        backup = _save(plan, arguments.into, reading, password)
    if arguments.save_mapping is not None:
        _save_mappings(arguments.save_mapping, imports)
    return Imported(plan, tuple(imports), findings, reading is None, backup)


def _plan_of(path: Path, password: str | None) -> "Reading | None":
    """The plan that rows go into; None where there is no such file yet."""
    if path.exists():
        return read_with_password(path, password)
    if path.suffix.lower() != ".xlsx":
        raise WrongUseError(f"A new plan is an Excel workbook: write --into {path.stem}.xlsx.")
    return None


def _save(plan: "Plan", path: Path, reading: "Reading | None", password: str | None) -> Path | None:
    """Save a plan: into the workbook that it came from, of which a backup may be kept, or as a new one."""
    from planner.workbook.write import write_plan

    if reading is None:
        return write_plan(plan, path)
    return write_plan(plan, path, reading.original, reading.origin, reading.plan, password)


def _named(plan: "Plan | None", path: Path, *, is_new: bool) -> "Plan":
    from planner.model.plan import Plan

    plan = plan if plan is not None else Plan()
    return plan.with_facts(plan_name=path.stem) if is_new else plan


def _defaults(arguments: Namespace, plan: "Plan | None") -> Defaults:
    """What holds for every row: what the command says, and the organisation of a plan that has but one."""
    from planner.model.tables import Column, Kind
    from planner.workbook.numerals import year_in
    from planner.workbook.sights import is_refused

    year = 0
    if arguments.year:
        sight = year_in(arguments.year, Column("year", "Year", Kind.YEAR))
        if is_refused(sight) or sight.value is None:
            raise WrongUseError(f"--year is '{arguments.year}'; write a financial year such as 2012/13.")
        year = int(sight.value)
    senders = set(plan.senders["code"].dropna()) if plan is not None else set()
    only = str(*senders) if len(senders) == 1 else ""
    return Defaults(
        organisation=arguments.organisation or only, function=arguments.function or "",
        receiver=arguments.receiver or "", line=arguments.line or "", year=year,
    )  # fmt: skip


def _without_given(mapping: Mapping, arguments: Namespace) -> Mapping:
    """Leave out columns of what the command gives for every row."""
    for key in ("organisation", "function", "receiver", "line", "year"):
        column = mapping.column_for(key)
        if getattr(arguments, key) and column is not None:
            mapping = mapping.with_column(column.place, None)
    return mapping


# ------------------------------------------------------------------------- files and sheets

Chosen = tuple[Path, SourceSheet, Mapping]


def _chosen(
    arguments: Namespace, records: Sequence[Any], password: str | None
) -> tuple[list[Chosen], tuple[Finding, ...]]:
    """Each sheet that is to come in with its mapping, and findings on those that are not."""
    chosen: list[Chosen] = []
    findings: list[Finding] = []
    for path in arguments.files:
        try:
            with progress(f"Reading {path.name}"):
                source = open_source(path, password)
                found, said = _sheets_of(source, arguments, records)
        except PasswordNeededError:
            raise
        except FileRefusedError as refusal:
            findings.append(_about(Severity.ERROR, path.name, str(refusal), "file-refused"))
            continue
        chosen += found
        findings += said
    if arguments.sheet and not chosen and not findings:
        raise WrongUseError(f"No file has a sheet '{arguments.sheet}'.")
    return sorted(chosen, key=lambda one: ORDER.index(one[2].table)), tuple(findings)


def _sheets_of(
    source: Source, arguments: Namespace, records: Sequence[Any]
) -> tuple[list[Chosen], list[Finding]]:
    """The sheets of a file that look like a table: the likeliest for each, hidden ones only if named."""
    if arguments.sheet:
        sheet = source.sheet(arguments.sheet)
        mapping = _mapping(sheet, arguments, records)
        if not mapping.table:
            return [], [_unknown(source, sheet, mapping)]
        return [(source.path, sheet, mapping)], []
    best: dict[str, Chosen] = {}
    findings: list[Finding] = []
    for sheet in source.sheets():
        if not any(cell != "" for row in sheet.rows for cell in row):
            continue
        mapping = _mapping(sheet, arguments, records)
        other = best.get(mapping.table)
        if not mapping.table or sheet.is_hidden:
            findings.append(_left(source, sheet, mapping))
        elif other is None:
            best[mapping.table] = (source.path, sheet, mapping)
        else:
            one = (source.path, sheet, mapping)
            winner, loser = (one, other) if mapping.confidence > other[2].confidence else (other, one)
            best[mapping.table] = winner
            findings.append(_second(loser, winner))
    if not best:
        message = "Nothing in it looks like staff, functions, budgets, organisations or posts."
        if len(source.sheet_names) == 1:
            findings.clear()
        findings.append(_about(Severity.ERROR, source.path.name, message, "nothing-known"))
    return list(best.values()), findings


def _mapping(sheet: SourceSheet, arguments: Namespace, records: Sequence[Any]) -> Mapping:
    """The mapping of the file that fits the sheet, else what is guessed."""
    guessed = guesses(sheet, arguments.table)[0]
    fitting = [one for one in records if isinstance(one, dict) and one.get("shape") == guessed.shape]
    if not fitting and records and arguments.sheet:
        fitting = [one for one in records if isinstance(one, dict) and one.get("sheet") == sheet.name]
    if not fitting and len(records) == 1 and (arguments.sheet or len(arguments.files) == 1):
        fitting = list(records)
    return mapping_of(fitting[0], sheet, "as the mapping file says") if fitting else guessed


def _records(path: Path | None) -> list[Any]:
    """The mappings of a mapping file."""
    if path is None:
        return []
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise WrongUseError(f"The mapping file {path} cannot be read.") from None
    except ValueError:
        raise WrongUseError(f"The mapping file {path} is not JSON.") from None
    listed = found.get("mappings") if isinstance(found, dict) and "mappings" in found else [found]
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise WrongUseError(f"The mapping file {path} holds no mappings. --save-mapping writes one.")
    for one in listed:
        if one.get("table") not in BROUGHT_IN:
            raise WrongUseError(f"The mapping file {path} does not say a 'table': {', '.join(BROUGHT_IN)}.")
    return listed


def _save_mappings(path: Path, imports: Sequence[Import]) -> None:
    from planner.workbook.atomic import save_whole

    document: Dictionary[str, Any] = {"mappings": [one.mapping.record() for one in imports]}
    save_whole(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


def _about(severity: Severity, sheet: str, message: str, cause: str) -> Finding:
    remedy = {
        "file-refused": "Choose another file, or mend it.",
        "nothing-known": "Name a sheet with --sheet and say what it is with --table.",
    }.get(cause, "To bring it in, name it with --sheet.")
    return Finding(severity, sheet, "", "", "", message, remedy, cause)


def _unknown(source: Source, sheet: SourceSheet, mapping: Mapping) -> Finding:
    return Finding(
        Severity.ERROR, sheet.title, "", "", source.path.name,
        f"Sheet '{sheet.name}' looks like no table of a plan. {mapping.why}",
        f"Say what it is: --table {', '.join(BROUGHT_IN)}.", "nothing-known",
    )  # fmt: skip


def _left(source: Source, sheet: SourceSheet, mapping: Mapping) -> Finding:
    if sheet.is_hidden:
        looks = f" It looks like {mapping.table}." if mapping.table else ""
        message = f"Sheet '{sheet.name}' of {source.path.name} is hidden, and not brought in.{looks}"
        return _about(Severity.NOTE, sheet.title, message, "hidden-sheet")
    message = f"Sheet '{sheet.name}' of {source.path.name} looks like no table, and is not brought in."
    return _about(Severity.NOTE, sheet.title, message, "sheet-left-out")


def _second(loser: Chosen, winner: Chosen) -> Finding:
    message = (
        f"Sheet '{loser[1].name}' of {loser[0].name} looks like {loser[2].table} too, less than "
        f"'{winner[1].name}', and is not brought in."
    )
    return _about(Severity.WARNING, loser[1].title, message, "second-sheet")
