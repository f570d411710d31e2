"""What a column of somebody's list can be taken for, and the names that such columns go by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from planner.model.tables import BUDGET_LINES, TABLES, Column, Kind
from planner.workbook.bringing_in.ledger_heads import ACCOUNTS, month_key, month_name
from planner.workbook.layout import ALIASES, DOUBTFUL, EFFECTIVE_END, plain
from planner.workbook.numerals import year_in
from planner.workbook.sights import is_refused

BROUGHT_IN = ("staff", "functions", "budgets", "organisations", "posts")
"""Tables that lists are brought into."""

AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column can hold.

    Attributes:
        column: the plan's column, or one made for what helps to read a list and is in no plan.
        names: what it is called, its own name first.
        is_kept: whether the plan has a column for it.
    """

    column: Column
    names: tuple[str, ...]
    is_kept: bool = True

    @property
    def key(self) -> str:
        """The name in code."""
        return self.column.key

    @property
    def title(self) -> str:
        """The name that users read."""
        return self.column.title


_OF_AMOUNTS = frozenset({"budget", "amount", "annual", "plan", "cost", "costs", "total", "budgets"})
"""Words beside a line, year or month that say no more than that it is an amount."""

_MORE_NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "staff": {
        "employee_number": (
            "employee", "personnel number", "payroll no", "payroll ref", "staff id", "staff no", "emp num",
            "employee num", "pay number", "employee ref", "esr number", "esr no", "person number",
        ),
        "assignment_number": ("assignment id", "asg no", "asg id", "assignment num"),
        "name": ("surname and forename", "employee full name", "person name", "surname forename"),
        "organisation": ("trust", "trust name", "pct", "pct name", "employing organisation", "employer name",
                         "organisation name"),
        "function": ("functions", "work area"),
        "position_title": ("job role", "job", "post", "position name", "designation", "generic job title"),
        "band": ("grade name", "pay grade", "afc pay band", "band grade", "payband", "current band",
                 "agenda for change band"),
        "spine_point": ("grade step", "scp", "spine pt", "incremental point", "increment point", "step",
                        "afc point"),
        "fte": ("assignment fte", "actual fte", "fte actual", "actual wte", "wte actual", "in post wte",
                "in post fte", "sip wte", "sip fte", "wte contracted", "fte contracted",
                "whole time equivalent", "number of wte"),
        "annual_salary": ("basic pay", "full time equivalent salary", "fte salary", "wte salary",
                          "salary fte", "full time annual salary", "annual salary fte", "salary full time",
                          "basic pay per annum", "salary per annum", "salary pa"),
        "continuous_from": ("csd", "nhs csd", "continuous service from date", "start date", "date started",
                            "hire date", "start date in trust"),
        "reckonable_from": ("date joined nhs", "nhs start date", "date of joining nhs", "reckonable date"),
        "born": ("d o b", "birthdate", "date birth"),
        "contract": ("employment type", "contract status", "permanent or temporary", "perm temp",
                     "employee category"),
        "contract_ends": ("fixed term end", "end of contract", "ftc end date", "contract expiry date"),
        "pension_section": ("nhs pension section", "pension"),
        "leaving_date": ("leaver date", "date left", "last working day", "leaving on", "end date"),
        "hcas_zone": ("hcas zone", "london weighting", "high cost area supplement zone"),
        "establishment": ("site", "base", "work location", "location", "work base"),
        "notes": ("comments", "remarks", "comment"),
        "age_band": ("age range", "age group"),
        "assignment_status": ("status", "employment status"),
    },
    "posts": {
        "post": ("post ref", "post no", "position id", "position no", "post unique reference"),
        "receiver": ("organisation", "organization", "new organisation", "destination organisation",
                     "employer", "organisation code", "organisation name", "organization name"),
        "function": ("unit", "directorate", "team", "department"),
        "title": ("generic job title", "job", "role", "post name"),
        "band": ("payband", "grade name"),
        "fte": ("number of posts in fte", "posts fte", "posts in fte", "fte of posts", "budgeted wte",
                "budgeted fte", "established wte", "establishment wte", "funded wte", "fte budget",
                "wte budget"),
        "location": ("base", "site", "work location"),
    },
    "budgets": {
        "organisation": ("entity", "trust", "pct", "organisation"),
        "function": ("directorate", "department"),
        "line": ("pay non pay", "expense type", "category", "budget type", "pay or non pay", "cost type"),
        "year": ("fin year", "fy", "budget year"),
        "amount": ("annual budget", "full year budget", "amount gbp", "total", "cost", "budget amount",
                   "recurrent budget", "annual plan", "net budget"),
        "committed_until": ("contract end date", "committed until date", "lease end", "contract end"),
    },
    "organisations": {
        "code": ("ods code", "nacs code", "ccg code", "pct code", "csu code"),
        "name": ("organisation", "organization", "ccg", "pct", "ccg name", "pct name", "csu name"),
        "population": ("patients", "registered patients", "registered list", "list population",
                       "registered population"),
        "allowance_per_head": ("running cost per head", "allowance"),
        "target": ("running cost target", "running cost allowance", "running costs", "rca"),
    },
    "functions": {
        "name": ("description", "function description", "service"),
        "code": ("ref", "function ref", "id"),
        "family": ("group", "directorate"),
        "competencies": ("competency", "competences"),
        "statutory": ("statutory duty", "is statutory"),
    },
}  # fmt: skip


def _helping(key: str, title: str, kind: Kind, *names: str) -> Field:
    return Field(Column(key, title, kind), (title.lower(), *names), is_kept=False)


_HELPING: Mapping[str, tuple[Field, ...]] = {
    "staff": (
        _helping("first_name", "First name", Kind.TEXT, "forename", "forenames", "given name", "first names",
                 "known as"),
        _helping("last_name", "Last name", Kind.TEXT, "surname", "family name"),
        _helping("effective_from", "Effective from", Kind.DATE, "effective start date", "effective start",
                 "asg effective start date", "assignment effective start date"),
        _helping("effective_to", "Effective to", Kind.DATE, *EFFECTIVE_END, "effective to date",
                 "assignment effective end date"),
        _helping("split", "Share of cost", Kind.PERCENT, "percentage split", "split", "split percentage",
                 "split percent", "costing percentage", "costing split", "costing", "cost centre percentage",
                 "proportion", "cost share", "percentage", "percent"),
    ),
    "posts": (
        _helping("pay_low", "Payscale minimum", Kind.MONEY, "pay scale minimum", "minimum salary",
                 "salary minimum", "pay floor", "actual pay floor", "grade minimum"),
        _helping("pay_high", "Payscale maximum", Kind.MONEY, "pay scale maximum", "maximum salary",
                 "salary maximum", "pay ceiling", "actual pay ceiling", "grade maximum"),
        _helping("reports_to", "Reporting senior post", Kind.CODE, "reports to", "reporting post",
                 "reports to senior post"),
    ),
    "budgets": (),
    "organisations": (),
    "functions": (),
}  # fmt: skip

STAND_INS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("staff", "function"): (
            "directorate", "department", "division", "service area", "area of work", "service", "team",
            "unit", "section", "business unit", "org l5", "org l6", "org l4", "org l7", "org l8",
            "organization name", "organisation name", "cost centre", "cost center", "cost centre name",
            "cost centre description", "cc",
        ),
        ("staff", "organisation"): ("org l3", "org l2", "org l1", "org l4", "entity", "parent department"),
        ("budgets", "function"): (
            "service", "team", "division", "cost centre", "cost center", "cost centre name",
            "cost centre description", "cc", "cost centre code",
        ),
        ("budgets", "line"): ACCOUNTS,
        ("posts", "receiver"): ("org l3", "parent department"),
    }
)  # fmt: skip
"""Columns that can stand for one that a list does not have, the best first."""

_PERHAPS_OF_POST = "a start date may be that of a post, later than continuous service began"
DOUBTS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        **DOUBTFUL,
        **{
            ("continuous_from", plain(name)): _PERHAPS_OF_POST
            for name in ("start date", "date started", "hire date", "start date in trust")
        },
        ("leaving_date", "enddate"): "an end date may be that of a contract, or of a row of a history",
        ("amount", "total"): "a total may be the sum of other columns",
        ("amount", "cost"): "a cost may be what was spent, not what is budgeted",
    }
)
"""Names taken for a field for want of a better one: (key, plain name) -> why to look at it."""

NOT_TAKEN: Mapping[str, str] = MappingProxyType(
    {
        plain(name): why
        for names, why in (
            (("tm year month", "year month", "month", "period"), "it says of which month the list is"),
            (
                ("contracted hours", "hours", "weekly hours", "hours per week", "standard hours"),
                "it holds hours, and the plan needs FTE: 37.5 hours a week are 1",
            ),
            (
                ("actual salary", "actual annual salary", "pro rata salary", "actual pay", "salary actual",
                 "part time salary", "pro rata pay"),
                "it is what is paid for the hours worked, and the plan needs the full-time salary",
            ),
            (
                ("fte budget", "wte budget", "budgeted wte", "budgeted fte", "funded wte"),
                "it is what is budgeted, not who is in post",
            ),
            (("age", "length of service", "headcount", "head count"), "it follows from other columns"),
            (("professional occupational group", "staff group", "occupation code"),
             "the plan does not use it"),
            (("title", "ni number", "nino", "national insurance number", "initials", "home address",
              "address", "postcode", "bank account"), "the plan does not use it, and need not hold it"),
        )
        for name in names
    }
)  # fmt: skip
"""Columns of staff lists that are known, and why they are left out."""


@cache
def fields_of(table: str) -> Mapping[str, Field]:
    """Every field of a table by its key, in the order of the plan's columns."""
    spec = TABLES[table]
    names = {
        column.key: (
            column.title,
            *ALIASES[table].get(column.key, ()),
            *_MORE_NAMES[table].get(column.key, ()),
        )
        for column in spec.columns
    }
    own = {column.key: Field(column, names[column.key]) for column in spec.columns}
    return MappingProxyType(own | {one.key: one for one in _HELPING[table]})


def field_of(table: str, key: str) -> Field:
    """One field of a table, amounts by line and year among them.

    Raises:
        KeyError: there is no such field.
    """
    found = fields_of(table).get(key)
    if found is not None:
        return found
    if table == "budgets" and key.startswith(f"{AMOUNT}/") and key.count("/") in (2, 3):
        line, year = parts_of_amount(key)
        month = month_of_amount(key)
        said = month_name(month) if month else ""
        words = " ".join(word for word in (line, year.replace("-", "/"), said) if word)
        return Field(
            Column(key, f"Amount, {words}", Kind.MONEY, unit="£", adds_up=True), (words,), is_kept=False
        )
    raise KeyError(f"{TABLES[table].sheet} cannot take '{key}'")


def amount_key(header: str) -> str | None:
    """The key of a column that holds the amounts of one line or year, by its header; None where it does not.

    ``2013/14``, ``Budget 2013/14``, ``Pay``, ``Non-pay 2012/13``, ``Apr-12``, ``Month 3``.
    """
    words = header.replace("£", " ").replace("'000s", " ").strip()
    line = year = ""
    rest = []
    for word in words.replace("Non pay", "Non-pay").replace("Non Pay", "Non-pay").split():
        choice = next((one for one in BUDGET_LINES if plain(one) == plain(word)), "")
        sight = year_in(word.strip("(),"), Column("year", "Year", Kind.YEAR))
        if choice and not line:
            line = choice
        elif (
            sight.value is not None and not is_refused(sight) and sight.cause != "calendar-year" and not year
        ):
            year = f"{int(sight.value)}-{(int(sight.value) + 1) % 100:02d}"
        elif plain(word):
            rest.append(word)
    rest = [word for word in rest if plain(word) not in _OF_AMOUNTS]
    if not rest:
        return f"{AMOUNT}/{line}/{year}" if line or year else None
    month = month_key(" ".join(rest))
    if month is None or (year and month[0]):
        return None
    return f"{AMOUNT}/{line}/{month[0] or year}/{month[1]:02d}"


def parts_of_amount(key: str) -> tuple[str, str]:
    """The line and the year ("2013-14") of such a key; blank where it does not name one."""
    line, year = key.split("/")[1:3]
    return line, year


def month_of_amount(key: str) -> int:
    """The month of the financial year, 1 for April, of such a key; 0 where it is of the whole year."""
    return int(key.rpartition("/")[2]) if key.count("/") == 3 else 0


@cache
def names_of(table: str) -> Mapping[str, tuple[str, int, str]]:
    """Every plain name that a table's columns go by -> (key, rank, the name as written); 0 is its own."""
    known: dict[str, tuple[str, int, str]] = {}
    for rank_of in (0, 1):
        for field in fields_of(table).values():
            for rank, name in enumerate(field.names):
                if (rank > 0) == (rank_of > 0):
                    known.setdefault(plain(name), (field.key, rank, name))
    return MappingProxyType(known)
