"""Which organisation or function of a plan a text in a list names, and rows proposed for those it lacks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from planner.base.findings import Finding, Severity
from planner.model.plan import Plan
from planner.model.tables import SENDER_KINDS, TABLES
from planner.workbook.bringing_in.compound import code_for
from planner.workbook.bringing_in.notes import NOTHING
from planner.workbook.layout import plain
from planner.workbook.reference import ccgs, starting_functions, support_units, trusts
from planner.workbook.remarks import about_sheet

_LEGAL = re.compile(
    r"\b(nhs|pct|primary care trust|teaching|ccg|clinical commissioning group|the)\b", re.IGNORECASE
)
_AUTHORITY = re.compile(r"\b(sha|strategic health authority)\b", re.IGNORECASE)
_GROUP = re.compile(r"\b(ccg|clinical commissioning group)\b", re.IGNORECASE)
_SUPPORT = re.compile(r"\b(csu|cso|commissioning support)\b", re.IGNORECASE)
_COUNCIL = re.compile(r"\b(council|local authority|borough)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """What the texts of a column name.

    Attributes:
        codes: text -> code.
        proposed: rows for what the plan does not have, as values by column.
        findings: what there is to say.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    proposed: Sequence[Mapping[str, Any]] = ()
    findings: tuple[Finding, ...] = ()


def name_all(
    texts: Iterable[str], table: str, plan: Plan, names: Mapping[str, str], *, sheet: str, column: str,
    is_receiver: bool = False,
) -> Named:  # fmt: skip
    """Find the row of a plan that each text names by its code or name, or propose one.

    Args:
        texts: what stands in the column.
        table: "organisations" or "functions".
        plan: the plan.
        names: names that stood beside codes: code -> name.
        sheet: where the texts stand, for findings.
        column: the title of the column, for findings.
        is_receiver: whether organisations take work, rather than close.
    """
    frame = plan.table(table)
    by_code = {str(code).casefold(): str(code) for code in reversed(frame["code"].dropna().tolist())}
    known = frame[frame["code"].notna() & frame["name"].notna()]
    by_name = {_short(str(name)): str(code) for code, name in zip(known["code"], known["name"], strict=True)}
    codes: dict[str, str] = {}
    proposed: list[Mapping[str, Any]] = []
    findings: list[Finding] = []
    say = {"sheet": sheet, "column": column}
    for text in dict.fromkeys(texts):
        if text.casefold() in by_code:
            codes[text] = by_code[text.casefold()]
            continue
        if _short(text) and _short(text) in by_name:
            codes[text] = by_name[_short(text)]
            findings.append(_matched(text, codes[text], **say))
            continue
        row = _proposal(text, names.get(text, ""), table, tuple(by_code.values()), is_receiver=is_receiver)
        code = str(row["code"])
        if code.casefold() not in by_code:
            proposed.append(row)
            findings.append(_proposed(text, row, table, **say))
            if is_receiver and _by_code().get(code, {}).get("kind") in SENDER_KINDS:
                findings.append(_closes(text, row, **say))
        codes[text] = by_code.setdefault(code.casefold(), code)
        by_name.setdefault(_short(str(row["name"])), codes[text])
    return Named(codes, proposed, tuple(findings))


def _proposal(
    text: str, name: str, table: str, taken: Sequence[str], *, is_receiver: bool
) -> Mapping[str, Any]:
    """A row for what a text names: from the public lists where they know it, else made from the text."""
    if table == "functions":
        return _listed_function(text, name) or {"code": code_for(text, taken), "name": name or text}
    found = _listed_organisation(text, name, is_receiver=is_receiver)
    if found and is_receiver and found["kind"] in SENDER_KINDS:
        return {**found, "kind": "Other"}  # what closes can have no new posts
    if found:
        return found
    return {
        "code": code_for(text, taken),
        "name": name or text,
        "kind": _kind_of(name or text, is_receiver=is_receiver),
    }


def _kind_of(name: str, *, is_receiver: bool) -> str:
    for pattern, kind in (
        (_AUTHORITY, "SHA"),
        (_GROUP, "CCG"),
        (_SUPPORT, "CSO hosted"),
        (_COUNCIL, "Local authority"),
    ):
        if pattern.search(name):
            return kind
    return "Other" if is_receiver else "PCT"


def _listed_function(text: str, name: str) -> Mapping[str, Any] | None:
    """The function of the list to start from that has this code or name."""
    listed = starting_functions()
    for wanted in (name, text):
        found = listed[(listed["code"] == wanted) | (listed["name"].map(plain) == plain(wanted))]
        if wanted and len(found):
            row = {key: value for key, value in found.iloc[0].items() if pd.notna(value)}
            # A code that the list uses is kept: later lists will use it too.
            return {str(key): value for key, value in row.items()} | ({"code": text} if name else {})
    return None


def _listed_organisation(text: str, name: str, *, is_receiver: bool) -> Mapping[str, Any] | None:
    for wanted in (text, name):
        if not wanted:
            continue
        row = _by_code().get(wanted.upper())
        if row is None:
            prefers_groups = is_receiver or bool(_GROUP.search(wanted))
            lists = (_groups(), _trusts()) if prefers_groups else (_trusts(), _groups())
            row = next((one[_short(wanted)] for one in lists if _short(wanted) in one), None)
        if row is not None:
            return row
    return None


@cache
def _trusts() -> Mapping[str, Mapping[str, Any]]:
    rows = {}
    for code, name, people in zip(
        trusts()["pct_code"], trusts()["pct_name"], trusts()["registered_population"], strict=True
    ):
        row = {"code": str(code), "name": f"{name} PCT", "kind": "PCT"}
        rows[_short(str(name))] = row | ({"population": float(people)} if people == people else {})  # noqa: PLR0124
    return rows


@cache
def _groups() -> Mapping[str, Mapping[str, Any]]:
    rows: dict[str, Mapping[str, Any]] = {}
    for code, name, people in zip(
        ccgs()["ccg_code"], ccgs()["ccg_name"], ccgs()["registered_population"], strict=True
    ):
        row = {"code": str(code), "name": f"{name} CCG", "kind": "CCG"}
        rows[_short(str(name))] = row | ({"population": float(people)} if people == people else {})  # noqa: PLR0124
    return rows


@cache
def _by_code() -> Mapping[str, Mapping[str, Any]]:
    units = support_units().dropna(subset=["csu_code"])
    support = [
        {"code": str(code), "name": str(name), "kind": "CSO hosted"}
        for code, name in zip(units["csu_code"], units["csu_name"], strict=True)
    ]
    return {str(row["code"]): row for row in (*support, *_groups().values(), *_trusts().values())}


def _short(name: str) -> str:
    """A name without what every such body is called."""
    return plain(_LEGAL.sub(" ", name)) or plain(name)


def _matched(text: str, code: str, sheet: str, column: str) -> Finding:
    return about_sheet(
        Severity.NOTE, sheet, f"{column} '{text}' is the name of '{code}', and is read as that code.",
        NOTHING, "name-for-code", column=column, value=text,
    )  # fmt: skip


def _proposed(text: str, row: Mapping[str, Any], table: str, sheet: str, column: str) -> Finding:
    what = TABLES[table].sheet.lower().removesuffix("s")
    kind = f", of the kind {row['kind']}" if table == "organisations" else ""
    known = "" if str(row["code"]) == text else f" for '{text}'"
    is_doubtful = table == "organisations" and row["code"] not in _by_code()
    return about_sheet(
        Severity.WARNING if is_doubtful else Severity.NOTE, sheet,
        f"The plan has no such {what}; '{row['code']}' is proposed{known}: {row['name']}{kind}.",
        f"Check its name{' and kind' if kind else ''} on the sheet {TABLES[table].sheet}.",
        f"{what}-proposed", column=column, value=text,
    )  # fmt: skip


def _closes(text: str, row: Mapping[str, Any], sheet: str, column: str) -> Finding:
    return about_sheet(
        Severity.WARNING, sheet,
        f"'{text}' closes, so that people cannot move to its posts; it is taken as a body of the kind "
        f"{row['kind']}.",
        "Say which receiver will have the posts (--receiver), if these are not its own as they are now.",
        "posts-of-a-sender", column=column, value=text,
    )  # fmt: skip
