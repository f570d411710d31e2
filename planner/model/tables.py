"""The tables of a plan: the one description of their columns and types.

A table is a pandas DataFrame. Its columns are those of its ``TableSpec``, always all of them and in
that order; its index is the identity of each row (where it came from a file, the row of the sheet).
Frames are never changed in place.

    text, code, list, choice, flag   ``str`` (NaN where blank); flags are "Y" or "N"
    number, money, percent, year     ``float64`` (NaN where blank); a year is the one it begins in
    date                             ``datetime64[s]`` (NaT where blank)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

BANDS = ("1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9", "VSM")
"""Pay bands in order, lowest first."""

SENDER_KINDS = ("PCT", "SHA")
SUPPORT_KINDS = ("CSO hosted", "CSO social enterprise", "CSO private")
BOARD_KINDS = ("Board national", "Board area team")
RECEIVER_KINDS = ("CCG", *SUPPORT_KINDS, *BOARD_KINDS, "Local authority", "Provider", "Other")
MODES = ("do", "share", "buy", "board", "move", "stop")
OUTCOMES = ("placed", "redundant", "mars", "resigned", "retired", "contract ended", "pool")
STAGES = (
    "lift_and_shift",
    "slot_in",
    "competitive_slot_in",
    "ring_fence_narrow",
    "ring_fence_wider",
    "redeployment",
    "open_competition",
)
"""How posts are filled, in order; as in the assumptions ``stage_<name>``."""
FUNCTION_KINDS = ("insight", "clinical", "transactional", "statutory", "leadership")
BUDGET_LINES = ("Pay", "Non-pay", "Income")
HCAS_ZONES = ("inner", "outer", "fringe")


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    CODE = "code"
    LIST = "list"
    CHOICE = "choice"
    BAND = "band"
    FLAG = "flag"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    YEAR = "year"
    DATE = "date"

    @property
    def is_number(self) -> bool:
        """Whether cells are held as ``float64``."""
        return self in (Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.YEAR)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        key: the name in code (``employee_number``).
        title: the header in the workbook ("Employee number").
        kind: what it holds.
        required: whether each row must have a value.
        unit: the unit in brackets ("£ a year"), not part of the name.
        choices: the values allowed, where they are few.
        low, high: the range that a number must be in (outside it is an error).
        refers_to: the table whose code this must be.
        adds_up: whether the sum over some rows means something (FTE does, a spine point does not).
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    unit: str = ""
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    refers_to: str = ""
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table, which is one sheet of the plan workbook.

    Attributes:
        name: in code; ``sheet`` is what users call it.
        columns: in the order of the sheet.
        required: whether a plan cannot do without the sheet.
        is_written_empty: whether a new workbook has the sheet where there are no rows for it.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    required: bool = False
    is_written_empty: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns' names in code, in order."""
        return tuple(column.key for column in self.columns)

    def column(self, key: str) -> Column:
        """Return the column with this key."""
        return next(column for column in self.columns if column.key == key)


C, K = Column, Kind

ORGANISATIONS = TableSpec(
    "organisations",
    "Organisations",
    (
        C("code", "Code", K.CODE, required=True),
        C("name", "Name", required=True),
        C("kind", "Kind", K.CHOICE, required=True, choices=SENDER_KINDS + RECEIVER_KINDS),
        C("population", "Population", K.NUMBER, low=0, adds_up=True),
        C("allowance_per_head", "Allowance per head", K.MONEY, unit="£", low=0),
        C("target", "Target", K.MONEY, unit="£ a year", adds_up=True),
        C("fixed_cost", "Fixed corporate cost", K.MONEY, unit="£ a year", low=0, adds_up=True),
        C("hcas_zone", "HCAS zone", K.CHOICE, choices=HCAS_ZONES),
        C("opens", "Opens", K.DATE),
        C("closes", "Closes", K.DATE),
        C("also_provides", "Also provides", K.FLAG),
    ),
    required=True,
)

STAFF = TableSpec(
    "staff",
    "Staff",
    (
        C("employee_number", "Employee number", K.CODE, required=True),
        C("assignment_number", "Assignment number", K.CODE),
        C("name", "Name"),
        C("organisation", "Organisation", K.CODE, required=True, refers_to="organisations"),
        C("function", "Function", K.CODE, required=True, refers_to="functions"),
        C("position_title", "Position title"),
        C("band", "Band", K.BAND, required=True, choices=BANDS),
        C("spine_point", "Spine point", K.NUMBER, low=1, high=54),
        C("fte", "FTE", K.NUMBER, required=True, low=0, high=1.5, adds_up=True),
        C("annual_salary", "Annual salary", K.MONEY, unit="full-time basic £", low=0),
        C("hcas_zone", "HCAS zone", K.CHOICE, choices=HCAS_ZONES),
        C("continuous_from", "Continuous service from", K.DATE),
        C("reckonable_from", "Reckonable service from", K.DATE),
        C("reckonable_years", "Reckonable years", K.NUMBER, low=0, high=60),
        C("born", "Date of birth", K.DATE),
        C("contract", "Contract"),
        C("contract_ends", "Contract ends", K.DATE),
        C("pension_section", "Pension section", K.CHOICE, choices=("1995", "2008")),
        C("membership_years", "Membership years", K.NUMBER, low=0, high=60),
        C("protected_pension_age", "Protected pension age", K.FLAG),
        C("pension_quote", "Pension quote", K.MONEY, unit="£", low=0, adds_up=True),
        C("notice_weeks", "Notice weeks", K.NUMBER, low=0, high=104),
        C("criticality", "Criticality", K.NUMBER, unit="1-5", low=1, high=5),
        C("skills", "Skills", K.LIST),
        C("scarce", "Scarce", K.FLAG),
        C("leaving_date", "Leaving date", K.DATE),
        C("retention_payment", "Retention payment", K.MONEY, unit="£", low=0, adds_up=True),
        C("establishment", "Establishment"),
        C("sex", "Sex"),
        C("ethnicity", "Ethnicity"),
        C("disability", "Disability"),
        C("age_band", "Age band"),
        C("religion", "Religion"),
        C("sexual_orientation", "Sexual orientation"),
        C("marital_status", "Marital status"),
        C("pregnancy_or_maternity", "Pregnancy or maternity"),
        C("gender_reassignment", "Gender reassignment"),
        C("assignment_status", "Assignment status"),
        C("notes", "Notes"),
    ),
    required=True,
)

FUNCTIONS = TableSpec(
    "functions",
    "Functions",
    (
        C("code", "Code", K.CODE, required=True),
        C("name", "Name", required=True),
        C("family", "Family"),
        C("kind", "Kind", K.CHOICE, choices=FUNCTION_KINDS),
        C("competencies", "Competencies", K.LIST, unit="1-11"),
        C("statutory", "Statutory", K.FLAG),
        C("scale", "Scale", K.CHOICE, choices=("local", "at scale", "national")),
        C("fixed_fte", "Fixed FTE per organisation", K.NUMBER, low=0),
        C("fte_per_100k", "FTE per 100,000", K.NUMBER, low=0),
        C("minimum_cover", "Minimum cover %", K.PERCENT, low=0),
        C("price_per_head", "Price per head", K.MONEY, unit="£", low=0),
        C("framework", "Framework", K.FLAG),
        C("procurement_months", "Procurement months", K.NUMBER, low=0),
    ),
    required=True,
)

BUDGETS = TableSpec(
    "budgets",
    "Budgets",
    (
        C("organisation", "Organisation", K.CODE, required=True, refers_to="organisations"),
        C("function", "Function", K.CODE, required=True, refers_to="functions"),
        C("line", "Line", K.CHOICE, required=True, choices=BUDGET_LINES),
        C("year", "Year", K.YEAR, required=True),
        C("amount", "Amount", K.MONEY, required=True, unit="£", adds_up=True),
        C("committed_until", "Committed until", K.DATE),
    ),
)

POSTS = TableSpec(
    "posts",
    "Posts",
    (
        C("post", "Post", K.CODE, required=True),
        C("scenario", "Scenario", K.CODE, refers_to="scenarios"),
        C("receiver", "Receiver", K.CODE, required=True, refers_to="organisations"),
        C("function", "Function", K.CODE, required=True, refers_to="functions"),
        C("title", "Title"),
        C("band", "Band", K.BAND, required=True, choices=BANDS),
        C("fte", "FTE", K.NUMBER, required=True, low=0, adds_up=True),
        C("skills", "Skills", K.LIST),
        C("location", "Location"),
        C("stage_limit", "Stage limit", K.CHOICE, choices=STAGES),
    ),
)

SCENARIOS = TableSpec(
    "scenarios",
    "Scenarios",
    (
        C("scenario", "Scenario", K.CODE, required=True),
        C("description", "Description"),
        C("based_on", "Based on", K.CODE, refers_to="scenarios"),
        C("owner", "Owner"),
        C("locked", "Locked", K.FLAG),
    ),
)

ALLOCATIONS = TableSpec(
    "allocations",
    "Allocations",
    (
        C("scenario", "Scenario", K.CODE, required=True, refers_to="scenarios"),
        C("function", "Function", K.CODE, required=True, refers_to="functions"),
        C("sender", "Sender", K.CODE, refers_to="organisations"),
        C("receiver", "Receiver", K.CODE, refers_to="organisations"),
        C("mode", "Mode", K.CHOICE, required=True, choices=MODES),
        C("share", "Share", K.PERCENT, required=True, unit="%", low=0, high=100),
        C("customers", "Customers", K.LIST, refers_to="organisations"),
        C("date", "Date", K.DATE),
        C("locked", "Locked", K.FLAG),
        C("reason", "Reason"),
    ),
)

PLACEMENTS = TableSpec(
    "placements",
    "Placements",
    (
        C("scenario", "Scenario", K.CODE, required=True, refers_to="scenarios"),
        C("employee_number", "Employee number", K.CODE, required=True, refers_to="staff"),
        C("outcome", "Outcome", K.CHOICE, required=True, choices=OUTCOMES),
        C("receiver", "Receiver", K.CODE, refers_to="organisations"),
        C("post", "Post", K.CODE, refers_to="posts"),
        C("date", "Date", K.DATE),
        C("stage", "Stage"),
        C("match", "Match %", K.PERCENT, low=0, high=100),
        C("locked", "Locked", K.FLAG),
        C("reason", "Reason"),
    ),
)

ASSUMPTIONS = TableSpec(
    "assumptions",
    "Assumptions",
    (
        C("scenario", "Scenario", K.CODE, refers_to="scenarios"),
        C("key", "Key", K.CODE, required=True),
        C("value", "Value", K.NUMBER, required=True),
        C("unit", "Unit"),
        C("low", "Low", K.NUMBER),
        C("high", "High", K.NUMBER),
        C("status", "Status"),
        C("source", "Source"),
        C("owner", "Owner"),
        C("date", "Date", K.DATE),
    ),
)

PRACTICES = TableSpec(
    "practices",
    "CCG practices",
    (
        C("practice", "Practice code", K.CODE, required=True),
        C("name", "Practice"),
        C("population", "Population", K.NUMBER, low=0, adds_up=True),
        C("ccg", "CCG"),
    ),
    is_written_empty=False,
)

HISTORY = TableSpec(
    "history",
    "History",
    (
        C("when", "When"),
        C("who", "Who"),
        C("what", "What"),
        C("why", "Why"),
        C("hash", "Hash"),
    ),
)

TABLES: Mapping[str, TableSpec] = MappingProxyType(
    {
        spec.name: spec
        for spec in (
            ORGANISATIONS,
            STAFF,
            FUNCTIONS,
            BUDGETS,
            POSTS,
            SCENARIOS,
            ALLOCATIONS,
            PLACEMENTS,
            ASSUMPTIONS,
            PRACTICES,
            HISTORY,
        )
    }
)
"""Every table of a plan by name, in the order of the workbook's sheets."""

BASELINE = "Baseline"
"""The reserved name of the scenario in which nothing has moved."""


TEXT = pd.array([], dtype="str").dtype
"""The type that the name ``str`` stands for: looking the name up takes longer than a short column."""


def dtype_of(kind: Kind) -> str:
    """The pandas type that holds cells of this kind."""
    if kind.is_number:
        return "float64"
    return "datetime64[s]" if kind is Kind.DATE else "str"


def frame_of(
    spec: TableSpec, values: Mapping[str, Sequence[Any]] | None = None, rows: Sequence[int] | None = None
) -> pd.DataFrame:
    """Build a frame that holds to ``spec``; columns not given are blank.

    Args:
        spec: the table.
        values: key -> cells, all of one length; None and "" are blanks.
        rows: the identity of each row; 2, 3, … by default, as in a sheet with one header row.
    """
    values = values or {}
    unknown = set(values) - set(spec.keys)
    if unknown:
        raise KeyError(f"{spec.sheet} has no column {sorted(unknown)}")
    length = len(next(iter(values.values()))) if values else 0
    index = pd.Index(np.arange(2, 2 + length) if rows is None else np.asarray(rows), dtype="int64")
    columns = {}
    for column in spec.columns:
        cells = values.get(column.key)
        if cells is None:
            cells = [None] * length
        if dtype_of(column.kind) == "str":
            cells = [None if cell is None or cell == "" else cell for cell in cells]
        columns[column.key] = pd.Series(cells, dtype=dtype_of(column.kind), index=index)
    return pd.DataFrame(columns, index=index)


def same_values(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Tell whether two frames hold the same rows in the same order, whatever their identities."""
    if one is other:
        return True
    if one.shape != other.shape or tuple(one.columns) != tuple(other.columns):
        return False
    return all(_same_cells(one[key], other[key]) for key in one.columns)


def _same_cells(one: "pd.Series[Any]", other: "pd.Series[Any]") -> bool:
    """Tell whether two columns hold the same; columns that share their memory are not looked through."""
    return is_shared(one.to_numpy(), other.to_numpy()) or one.reset_index(drop=True).equals(
        other.reset_index(drop=True)
    )


def is_shared(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> bool:
    """Tell whether two arrays are one and the same stretch of memory."""
    if one is other:
        return True
    mine, theirs = one.__array_interface__, other.__array_interface__
    return all(mine[key] == theirs[key] for key in ("data", "shape", "strides", "typestr"))
