"""How the plan workbook is laid out: its sheets, their headers, and the other names these go by."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from planner.model.tables import TABLES

PLAN_SHEET = "Plan"

FACT_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "plan_name": "Plan name",
        "transfer_date": "Transfer date",
        "closure": "Closure",
        "plan_start": "Plan start",
        "announced": "Announced",
        "horizon": "Horizon",
        "format_version": "Format version",
    }
)
"""What the sheet ``Plan`` calls each fact."""

IMPORT_HINT = "To bring in a list of your own, use: pct-planner import"

_UNIT = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")

_ORGANISATION = ("organisation code", "organization", "org", "org code", "employer", "organisation name")
_FUNCTION = ("function code", "functional area", "function name")
_FTE = ("wte", "contracted wte", "contracted fte", "total fte", "total wte", "full time equivalent")
_BAND = ("grade", "pay scale", "pay band", "afc band", "payscale")

ALIASES: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "organisations": {
            "code": ("organisation code", "org code"),
            "name": ("organisation name", "organization name"),
            "kind": ("type", "organisation kind", "organisation type"),
            "population": ("registered population", "list size"),
            "allowance_per_head": ("running cost allowance per head",),
            "fixed_cost": ("fixed cost", "corporate cost"),
            "hcas_zone": ("hcas", "high cost area"),
            "opens": ("open date", "start date"),
            "closes": ("close date", "end date"),
        },
        "staff": {
            "employee_number": (
                "employee no",
                "employee id",
                "emp no",
                "staff number",
                "payroll number",
                "unique nhs identifier",
            ),
            "assignment_number": ("assignment no", "assignment", "asg number"),
            "name": ("full name", "employee name", "staff name"),
            "organisation": (*_ORGANISATION, "organization name"),
            "function": _FUNCTION,
            "position_title": ("position", "job title", "post title", "role"),
            "band": _BAND,
            "spine_point": ("spinal point", "spinal column point", "spine", "pay point", "grade step"),
            "fte": _FTE,
            "annual_salary": ("salary", "basic salary", "full time salary", "annual basic salary"),
            "hcas_zone": ("hcas", "high cost area"),
            "continuous_from": (
                "csd 3 months",
                "csd 3 month",
                "continuous service",
                "continuous service date",
                "continuous service start date",
                "latest start date",
            ),
            "reckonable_from": (
                "csd 12 months",
                "csd 12 month",
                "reckonable service",
                "reckonable service date",
                "reckonable service start date",
                "nhs entry date",
            ),
            "born": ("dob", "birth date"),
            "contract": ("contract type", "assignment category", "asg type of contract", "type of contract"),
            "contract_ends": ("fixed term end date", "contract end date", "contract end"),
            "pension_section": ("pension scheme", "pension scheme section"),
            "membership_years": ("pension membership years", "pensionable years"),
            "notice_weeks": ("notice period weeks",),
            "leaving_date": ("termination date", "actual termination date", "leave date"),
            "sex": ("gender",),
            "ethnicity": ("ethnic origin", "ethnic group"),
            "disability": ("disabled",),
            "religion": ("religious belief", "religion or belief"),
            "pregnancy_or_maternity": ("pregnancy and maternity", "maternity"),
            "gender_reassignment": ("transgender",),
            "assignment_status": ("asg status", "assignment status type"),
        },
        "functions": {
            "code": ("function code",),
            "name": ("function name", "function"),
            "family": ("function family",),
            "kind": ("type", "function kind"),
            "fixed_fte": ("fixed fte", "fixed wte per organisation"),
            "fte_per_100k": ("fte per 100k", "wte per 100,000"),
            "minimum_cover": ("minimum cover percent", "min cover"),
        },
        "budgets": {
            "organisation": _ORGANISATION,
            "function": _FUNCTION,
            "line": ("budget line", "type"),
            "year": ("financial year",),
            "amount": ("budget", "value"),
            "committed_until": ("committed to",),
        },
        "posts": {
            "post": ("post number", "post code", "post id", "position number"),
            "receiver": ("receiving organisation", "receiver code"),
            "function": _FUNCTION,
            "title": ("post title", "position title", "job title"),
            "band": _BAND,
            "fte": _FTE,
        },
        "scenarios": {"scenario": ("scenario name", "name")},
        "allocations": {
            "scenario": ("scenario name",),
            "function": _FUNCTION,
            "receiver": ("receiving organisation", "receiver code"),
            "share": ("share percent", "percentage"),
        },
        "placements": {
            "scenario": ("scenario name",),
            "employee_number": ("employee no", "employee id", "staff number"),
            "match": ("match percent",),
        },
        "assumptions": {"scenario": ("scenario name",), "key": ("assumption",)},
        "practices": {
            "practice": ("practice", "gp practice code", "organisation code"),
            "name": ("practice name", "gp practice"),
            "population": ("registered population", "list size", "registered patients"),
            "ccg": ("ccg name", "clinical commissioning group", "group"),
        },
        "history": {},
    }
)
"""Other headers that a column is known by, the likeliest first."""

DOUBTFUL: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        (
            "reckonable_from",
            "nhsentrydate",
        ): "an entry date does not show breaks of over 12 months, which end reckonable service",
        (
            "continuous_from",
            "lateststartdate",
        ): "a latest start date may be that of a post, later than continuous service began",
    }
)
"""Headers taken for a column for want of a better one: (key, plain header) -> why to look at it."""

EFFECTIVE_END = ("effective end date", "effective end", "effective to", "asg effective end date")
"""Headers of the day on which a row of a staff list with a history stopped being so."""

END_DATES = frozenset({"contract_ends", "leaving_date", "closes", "committed_until"})
"""Date columns in which a far date means that there is no end."""


def plain(text: str) -> str:
    """Reduce a name to what counts in a match: no units, case, spaces or punctuation."""
    return _NOT_A_LETTER.sub("", _UNIT.sub("", text.lower()))


@cache
def headers_of(table: str) -> Mapping[str, tuple[str, int]]:
    """Every plain header that a table knows -> (column key, rank; 0 is the column's own name)."""
    known: dict[str, tuple[str, int]] = {}
    for column in TABLES[table].columns:
        known[plain(column.title)] = (column.key, 0)
    for key, aliases in ALIASES[table].items():
        for rank, alias in enumerate(aliases, start=1):
            known.setdefault(plain(alias), (key, rank))
    return MappingProxyType(known)


@cache
def sheets_known() -> Mapping[str, str]:
    """Plain sheet name -> table name; the sheet ``Plan`` is ``plan``."""
    return MappingProxyType(
        {plain(PLAN_SHEET): "plan"} | {plain(spec.sheet): name for name, spec in TABLES.items()}
    )


def letter_of(position: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def position_of(letters: str) -> int:
    """The column counted from 0 that has these letters: A is 0, AA is 26."""
    position = 0
    for letter in letters.upper():
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1
