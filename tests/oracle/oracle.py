# ruff: noqa: E501, ISC004 (a list of long sentences)
"""A plain, slow, person by person calculation of a plan, to compare a fast engine with.

It is written from the specification alone and shares no code with the program. Section numbers in the
comments are those of the model page ("M") and of the rules page ("R").

    from tests.oracle import oracle
    plan = oracle.read_workbook("plan.xlsx")
    result = oracle.evaluate(plan, "Buy contracting")
    other = oracle.evaluate(plan, "Buy contracting", {"heads": "persons"})

The third argument flips one or more of the choices listed in AMBIGUITIES, by name.
"""

from __future__ import annotations

import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl

try:
    from . import tables
except ImportError:  # run as a script
    import tables  # type: ignore[no-redef]

# Where the specification can be read in more than one way. (name or "-", choice made, other reading.)
# A name is a key of READINGS: `evaluate(plan, scenario, {name: other value})` computes the other reading.
AMBIGUITIES: list[tuple[str, str, str]] = [
    (
        "fixed_term_resign",
        "M4.1: a fixed-term contract that ends before the transfer ends with certainty, like a leaving date: "
        "p_resigned is 0 ('none').",
        "They may resign first: over the months to the contract's end ('to_end') or to the transfer ('literal').",
    ),
    (
        "fixed_term_due",
        "M4.1: where redundancy is due on expiry (104 weeks), the odds are p_redundant, T is the last day of the "
        "contract ('redundant').",
        "They stay in p_ended and only the cost is charged ('ended').",
    ),
    (
        "fixed_term_notice",
        "M5: a contract that expires needs no notice: no pay in lieu (False).",
        "Notice is worked out for it as for anyone (True).",
    ),
    (
        "c_holders",
        "M4.1 waiting: H is all counted holders but those with a locked placement, V the posts the locked have not "
        "taken; known leavers and ending contracts are still in H, 'before anyone leaves' ('not_locked').",
        "H and V before locks ('all'); or H without known leavers and ending contracts too ('seekers').",
    ),
    (
        "-",
        "M4.1 waiting: V counts a post that is open in any of stages 1 to 3 by the switches and its stage limit, "
        "whether or not lift and shift turns out to apply.",
        "Only stages that do apply to the pool.",
    ),
    (
        "competitive_when_enough",
        "M4.2/R9: competitive slot-in happens only where holders exceed the posts open at that stage (False). Where "
        "slot-in is switched off and posts suffice, people go on to the ring-fence.",
        "The competition is held whenever seekers and posts are left, at min(1, V/H) (True).",
    ),
    (
        "stage_limit",
        "Posts 'Stage limit' is the last stage at which people of the senders may have the post ('up_to').",
        "It is the only stage at which the post is open ('only'), or the first ('from').",
    ),
    (
        "-",
        "M4.2 stages 2 and 3 are judged with the posts of the receivers where that stage is on.",
        "Judged with all the pool's posts.",
    ),
    ("-", "Two amounts within 1e-9 are equal (V >= H).", "Exact comparison."),
    (
        "-",
        "Stage switches: stage_x@RECEIVER beats stage_x; a scenario's own value beats its base's, which beats the "
        "value for all scenarios. A base scenario's assumptions, posts (by receiver and function) and placements (by "
        "employee) are inherited like its allocations.",
        "Only allocations are inherited.",
    ),
    (
        "-",
        "Posts rows with a blank scenario and rows of the scenario for the same receiver and function add up; among "
        "a chain of scenarios the nearest with rows wins.",
        "The scenario's own rows replace the blank ones.",
    ),
    (
        "-",
        "Posts rows of a receiver without an allocation of the function are posts all the same.",
        "They are ignored.",
    ),
    (
        "-",
        "Pools where a function has both blank and named senders: the named sender's holders are 'F b at S' and have "
        "the named rows and their part of the blank rows; the others are 'F b'.",
        "One pool for all beside pools for named senders, overlapping.",
    ),
    (
        "-",
        "A sender not named, where other senders are and no blank row is: its own pool 'F b at S' without posts. A "
        "function with no rows: one pool 'F b'.",
        "One pool 'F b'.",
    ),
    (
        "-",
        "Posts rows and requirement posts are split among a function's sender pools by FTE x share in the band (then "
        "in the function).",
        "Open to every sender's pool in common.",
    ),
    (
        "-",
        "Requirement, mode do: counted once for a receiver and function however many rows. share and buy: (fixed + per "
        "100,000 x population of the row's customers) x share, row by row.",
        "Fixed FTE counted once per receiver.",
    ),
    (
        "-",
        "A requirement model is one where either figure is given; the other is then 0.",
        "Both are needed.",
    ),
    ("-", "A blank family is a family of its own (the function's code).", "All blanks are one family."),
    ("-", "Only placements with Locked = Y decide; others are ignored.", "Every placement decides."),
    (
        "-",
        "A locked 'placed' takes posts up to the person's FTE: of the named post, else of the receiver's posts of the "
        "person's function and band (own pool first). Where there are none it takes none and is still placed. A "
        "post's remaining hours stay open.",
        "The whole named post is taken.",
    ),
    (
        "-",
        "Locked 'retired' is p_resigned = 1; 'contract ended' is p_ended = 1 without payment; 'redundant' is "
        "p_redundant = 1 with whatever is due (nothing under 104 weeks); 'pool' changes nothing.",
        "'retired' is p_left; 'contract ended' pays where 104 weeks are served; 'redundant' without 104 weeks is p_left.",
    ),
    (
        "-",
        "A locked placement of a person with several rows decides all rows; the named post is taken by their FTE in turn.",
        "It decides one row.",
    ),
    (
        "-",
        "A leaving date before the transfer date makes p_resigned = 1; on or after it, it has no effect.",
        "Leaving dates up to the closure count; or p_left.",
    ),
    (
        "t_of_leavers",
        "T of a person with a leaving date before the transfer, or a locked outcome other than placed or pool with a "
        "date, is that date ('date'): it only moves the figures shown, except for redundant and mars.",
        "T stays the closure except for locked redundant and mars ('closure').",
    ),
    (
        "-",
        "Allocation dates do not change odds, T or yearly operating cost (whole years are shown).",
        "Resigning runs to the allocation's date and the first year is in part.",
    ),
    (
        "mars_in_expected",
        "M5/R7: a locked MARS payment is in expected_cost and so in headline.redundancy_cost (True). Basic pay without "
        "HCAS, no notice, no retention.",
        "Redundancy cost is p_redundant x cost only (False).",
    ),
    (
        "proposed",
        "M5: redundancies proposed at an establishment = sum of p_redundant of its rows, unrounded ('expected'). The "
        "establishment is the Establishment column, or the organisation where blank. The date is 'announced'.",
        "The sum rounded up ('ceiling'); or everyone whose p_redundant is above nil ('at_risk').",
    ),
    (
        "notice_days",
        "M5: notice that starts on N fits where T - N is at least its days ('after'): this gives R15's 8 October 2012. "
        "Part weeks count as days/7.",
        "N is itself a day of notice, T - N + 1 ('inclusive').",
    ),
    (
        "-",
        "Marginal NI: the rate of the slice where the whole person's pay lies, in T's financial year; nil below the "
        "secondary threshold.",
        "The rebate (negative) between LEL and ST.",
    ),
    (
        "statutory_notice_extends",
        "R6: days of statutory notice that do not fit before T are added to T for the years of statutory service only, "
        "not for ages, cap or the 728 days (True).",
        "Service is always judged on T (False), as M1 says of service in general.",
    ),
    (
        "statutory_cap_whole_person",
        "R6: a person with two pools: the weekly cap is applied to each row's pay (False).",
        "To the person's whole pay, shared by pay (True).",
    ),
    (
        "cost_when_not_entitled",
        "cost_if_redundant of a person without 104 weeks is the formula as it stands: nil lump sum + pay in lieu + "
        "retention ('formula'). (Expected cost is nil in either case unless locked redundant.)",
        "Nil ('nil').",
    ),
    ("-", "expected_cost = round(odds x unrounded cost).", "Odds x the cost rounded to the penny."),
    ("-", "A week's pay uses 365/7 in full.", "52.142857 to six places (less than a penny in £1m)."),
    (
        "-",
        "Capital cost: states are tested in the order of the JSON's list, so eligibility comes before a quote, and past "
        "normal age before a quote. No birth date: quote if given, else needs a quote.",
        "A quote is always used.",
    ),
    (
        "-",
        "Capital cost and quotes of a person with several rows are worked on the whole person and shared by pay; "
        "membership not given = complete reckonable years x total FTE.",
        "Each row by itself.",
    ),
    (
        "-",
        "From April 2015 the state and capital cost are still shown but the employer's cost is the lump sum.",
        "Capital cost nil.",
    ),
    (
        "-",
        "A service with only reckonable years: those years, rounded down, are continuous too; with only one date, it "
        "serves for both.",
        "No continuous service known.",
    ),
    (
        "heads",
        "headline.redundancies_heads is the plain sum of p_redundant over rows, so a person in two pools may count twice "
        "('rows').",
        "Each person once, odds weighted by FTE ('persons').",
    ),
    (
        "-",
        "Annual pay at T: a given salary as it stands; a spine point by the table of T's year.",
        "A given salary is uprated to T's year.",
    ),
    (
        "-",
        "Pay in a later year with both salary and point: the point's pay of that year.",
        "The salary uprated.",
    ),
    (
        "-",
        "A given salary is that of the closure's financial year when uprated by the top of its band.",
        "Of the plan start's year.",
    ),
    (
        "vsm_uplift",
        "VSM have no band top in the pay tables: their salary stays ('none').",
        "It moves with the top spot rate, +1% in 2013/14 ('table').",
    ),
    (
        "vsm_hcas",
        "HCAS is paid to VSM like anyone in a zone (True).",
        "VSM are outside Agenda for Change: none (False).",
    ),
    (
        "placed_hcas",
        "M6: a placed person's HCAS zone is their own or, blank, their present organisation's ('sender').",
        "Blank takes the receiver's ('receiver').",
    ),
    (
        "-",
        "M6: placed people keep their own pay wherever they are placed, up or down a band.",
        "A promoted person gets the least of the higher band.",
    ),
    (
        "vsm_mean",
        "Vacant VSM posts cost the simple mean full-time salary of the function's counted VSM holders, or of the plan's "
        "where it has none ('function').",
        "Always the plan's mean ('plan').",
    ),
    (
        "-",
        "open_competition switched off for a receiver: its vacancies stay empty, at no cost.",
        "Switch has no effect.",
    ),
    (
        "part_year",
        "M6: receivers' figures and targets are at full-year rates in every financial year from that of the transfer "
        "to that of the horizon, also where the transfer is inside a year ('full').",
        "Cost and target of the first year by months from the transfer ('months').",
    ),
    (
        "-",
        "headline.operating_cost = receivers' totals + legacy; senders are not in it for years from the transfer on "
        "(closure is taken to be the eve of the transfer).",
        "Senders' own cost up to closure is added.",
    ),
    (
        "-",
        "All organisations of a receiver kind are listed in every year, also those that get nothing.",
        "Only those with something.",
    ),
    (
        "-",
        "Non-pay: only 'Non-pay' lines of the function; Pay and Income lines do not enter receivers' cost.",
        "Income is set against cost.",
    ),
    (
        "-",
        "A year without a row: the rows of the last earlier year for that (organisation, function); before the first "
        "year, nil.",
        "The first year's amount is carried back; or carried line by line.",
    ),
    (
        "committed_year",
        "A committed amount is released from the day after its date, by months within the year ('months').",
        "Committed for the whole financial year in which the date falls ('whole').",
    ),
    (
        "-",
        "Committed amounts bear no non-pay saving until their date; those of stopped and of unclaimed shares are legacy.",
        "Savings apply to all; unclaimed shares are simply released.",
    ),
    (
        "fixed_in_price",
        "M6: a CSO's full cost of a function includes its fixed corporate cost, shared over its functions by direct cost "
        "(True). A host CCG's does not.",
        "Full cost = staff + vacancies + non-pay of the function (False).",
    ),
    (
        "-",
        "Margin and price per head apply to every `buy`; `share` is charged at cost.",
        "Only where the supplier is a CSO.",
    ),
    (
        "price_times_share",
        "Price per head x population x the row's share (True).",
        "Price per head x population, whatever the share (False).",
    ),
    (
        "host_buys",
        "A host CCG that is among the customers is charged its own part: in its bought, and in its earned (True). Its "
        "total is the same either way.",
        "Neither (False).",
    ),
    (
        "-",
        "A supplier with several rows of one function: the function's cost is split over rows by share x FTE.",
        "By the posts of each row.",
    ),
    ("-", "Customers with no population at all share equally.", "Error."),
    ("-", "total = sum of the items rounded to the penny.", "Rounded sum of unrounded items."),
    (
        "-",
        "Target of a CCG = allowance per head (blank: running_cost_allowance) x population in all years; where there is "
        "no population, the Target column.",
        "24.75 and 22.09 a head in later years.",
    ),
    (
        "-",
        "M7: everyone not placed counts as leaving (p_left too: the worked example needs it); placed at kind Provider "
        "counts as leaving.",
        "Also Local authority or Other.",
    ),
    ("-", "People not counted (Bank, ...) are not in `people`.", "Listed with nil odds."),
    (
        "-",
        "Match % and match_threshold do not change anything: only recorded placements could use them.",
        "Below the threshold a person is kept out of slot-in.",
    ),
    ("-", "'Baseline' is refused here: it moves nothing.", "Everyone stays at the sender."),
    (
        "-",
        "Whole months from A to B: the day of the month of B must have reached that of A.",
        "Month ends are special.",
    ),
]

READINGS: dict[str, Any] = {
    "fixed_term_resign": "none",
    "fixed_term_due": "redundant",
    "fixed_term_notice": False,
    "c_holders": "not_locked",
    "competitive_when_enough": False,
    "stage_limit": "up_to",
    "t_of_leavers": "date",
    "mars_in_expected": True,
    "proposed": "expected",
    "notice_days": "after",
    "statutory_notice_extends": True,
    "statutory_cap_whole_person": False,
    "cost_when_not_entitled": "formula",
    "heads": "rows",
    "vsm_uplift": "none",
    "vsm_hcas": True,
    "placed_hcas": "sender",
    "vsm_mean": "function",
    "part_year": "full",
    "committed_year": "months",
    "fixed_in_price": True,
    "price_times_share": True,
    "host_buys": True,
}

BAND_ORDER = ("1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9", "VSM")
STAGES = (
    "lift_and_shift",
    "slot_in",
    "competitive_slot_in",
    "ring_fence_narrow",
    "ring_fence_wider",
    "redeployment",
    "open_competition",
)
WEEKS_IN_YEAR = 365 / 7
CRITICALITY = {1: 0.25, 2: 0.5, 3: 1.0, 4: 2.0, 5: 4.0}
EQUAL = 1e-9


# ------------------------------------------------------------------------------------------ small helpers


def squash(text: object) -> str:
    """A word without case, spaces and punctuation, and without units in brackets."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\([^)]*\)", "", str(text)).casefold())


def code(value: object) -> str:
    """A code as text: outer spaces off, whole numbers without their decimal part."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def number(value: object) -> float | None:
    """A number, or None for a blank."""
    if value is None or value == "":
        return None
    return float(value)  # type: ignore[arg-type]


def day(value: object) -> date | None:
    """A date, or None for a blank. Text is day first, or year-month-day."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if "/" in text:
        d, m, y = (int(part) for part in text.split("/"))
        return date(y, m, d)
    return date.fromisoformat(text)


def yes(value: object) -> bool:
    """Is the cell a yes?"""
    return squash(value or "") in {"y", "yes", "true", "1"}


def pennies(amount: float) -> float:
    """Round half up to the penny."""
    rounded = float(Decimal(repr(float(amount))).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    return rounded + 0.0  # no minus nought


def band_of(value: object) -> str:
    """A band's plain name: '5', '8a', 'VSM'."""
    text = code(value)
    return "VSM" if text.upper() == "VSM" else text.lower()


def financial_year(when: date) -> str:
    """The financial year of a day, as '2012/13'."""
    first = when.year if when.month >= 4 else when.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def years_between(first: str, last: str) -> list[str]:
    """All financial years from one to another."""
    return [f"{y}/{(y + 1) % 100:02d}" for y in range(int(first[:4]), int(last[:4]) + 1)]


def anniversary(start: date, years: int) -> date:
    """The anniversary of a day; 29 February has it on 1 March in common years (R3)."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


def whole_years(start: date, on: date) -> int:
    """How many anniversaries of `start` fall on or before `on`."""
    years = max(0, on.year - start.year)
    while years > 0 and anniversary(start, years) > on:
        years -= 1
    return years


def complete_years(start: date, last_day: date) -> int:
    """R3: complete years of service, the last day counted as served."""
    return whole_years(start, last_day + timedelta(days=1))


def whole_months(start: date, end: date) -> int:
    """Whole months from one day to another, never negative."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (1 if end.day < start.day else 0))


# ---------------------------------------------------------------------------------------------- reading


def read_workbook(path: str | Path) -> dict[str, list[dict[str, Any]]]:
    """Sheets as lists of rows, each row a dict by header; dates as datetime.date; blank rows left out."""
    book = openpyxl.load_workbook(path, data_only=True)
    plan: dict[str, list[dict[str, Any]]] = {}
    for sheet in book:
        lines = list(sheet.iter_rows(values_only=True))
        if not lines:
            plan[sheet.title] = []
            continue
        headers = [code(cell) for cell in lines[0]]
        plan[sheet.title] = [
            {
                header: (cell.date() if isinstance(cell, datetime) else cell)
                for header, cell in zip(headers, line, strict=False)
                if header
            }
            for line in lines[1:]
            if any(cell is not None and cell != "" for cell in line)
        ]
    return plan


class Row:
    """One row of a sheet; headers match without case, spaces and punctuation."""

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self.cells = {squash(header): value for header, value in cells.items()}

    def __call__(self, header: str) -> Any:
        """The cell under a header, None where blank."""
        value = self.cells.get(squash(header))
        return None if isinstance(value, str) and not value.strip() else value


def rows_of(plan: Mapping[str, list[dict[str, Any]]], sheet: str) -> list[Row]:
    """The rows of a sheet, whatever the case of its name."""
    for name, rows in plan.items():
        if squash(name) == squash(sheet):
            return [Row(cells) for cells in rows]
    return []


# ----------------------------------------------------------------------------------------------- records


@dataclass
class Organisation:
    """An organisation of the plan."""

    code: str
    kind: str
    population: float | None
    allowance: float | None
    target: float | None
    fixed: float
    zone: str

    @property
    def is_sender(self) -> bool:
        return squash(self.kind) in {"pct", "sha"}

    @property
    def is_cso(self) -> bool:
        return squash(self.kind).startswith("cso")


@dataclass
class Function:
    """A function of the plan."""

    code: str
    family: str
    fixed_fte: float | None
    per_100k: float | None
    price_per_head: float | None


@dataclass
class Allocation:
    """One row of the Allocations sheet, as it holds for the scenario."""

    function: str
    sender: str
    receiver: str
    mode: str
    share: float
    customers: tuple[str, ...]


@dataclass
class Part:
    """One counted row of the staff list."""

    employee: str
    organisation: str
    function: str
    band: str
    point: int | None
    salary: float | None
    fte: float
    zone: str
    fixed_term: bool
    contract_ends: date | None
    leaving: date | None
    retention: float
    notice_weeks: float | None
    establishment: str
    criticality: int
    competence: dict[str, float]


@dataclass
class Person:
    """One employee number: service and pension belong to the person."""

    number: str
    continuous: date | None = None
    reckonable: date | None = None
    reckonable_years: float | None = None
    born: date | None = None
    scarce: bool = False
    section: str = ""
    membership: float | None = None
    protected: bool = False
    quote: float | None = None
    parts: list[Part] = field(default_factory=list)


@dataclass
class Holding:
    """One person in one pool: the unit of odds."""

    person: Person
    function: str
    band: str
    scope: str
    parts: list[Part]
    last_day: date = date.min
    seek: float = 1.0
    placed: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    resigned: float = 0.0
    ended: float = 0.0
    mars: float = 0.0
    left: float = 0.0
    redundant: float = 0.0
    locked: bool = False
    expires: bool = False
    known_leaver: bool = False

    @property
    def fte(self) -> float:
        return math.fsum(part.fte for part in self.parts)

    @property
    def pool(self) -> str:
        return pool_name(self.function, self.band, self.scope)

    @property
    def p_placed(self) -> float:
        return math.fsum(self.placed.values())


@dataclass
class Post:
    """Posts of one receiver, function, band and sender pool; `name` for a row of the Posts sheet."""

    receiver: str
    function: str
    band: str
    scope: str
    fte: float
    limit: str = ""
    name: str = ""
    open: float = 0.0


def pool_name(function: str, band: str, scope: str) -> str:
    """M4: the name of a pool."""
    return f"{function} {band}" + (f" at {scope}" if scope else "")


# -------------------------------------------------------------------------------------------- calculation


class Calculation:
    """One plan under one scenario."""

    def __init__(
        self, plan: Mapping[str, list[dict[str, Any]]], scenario: str, readings: Mapping[str, Any]
    ) -> None:
        self.plan = plan
        self.reading = {**READINGS, **readings}
        unknown = set(readings) - set(READINGS)
        if unknown:
            raise KeyError(f"no such reading: {sorted(unknown)}")
        self.chain = self.scenario_chain(scenario)
        self.read_dates()
        self.organisations = self.read_organisations()
        self.functions = self.read_functions()
        self.values = self.read_assumptions()
        self.allocations = self.read_allocations()
        self.people = self.read_staff()
        self.parts = [part for person in self.people.values() for part in person.parts]
        self.holdings = self.make_holdings()
        self.posts = self.make_posts()

    # ---- M1, M2: the plan and the scenario

    def scenario_chain(self, scenario: str) -> list[str]:
        """M2: the scenario, then what it is based on, and so on."""
        if squash(scenario) == "baseline":
            raise ValueError("the baseline moves nothing and is not calculated here")
        based = {code(row("Scenario")).casefold(): row for row in rows_of(self.plan, "Scenarios")}
        chain: list[str] = []
        name = code(scenario).casefold()
        while name and name != "baseline":
            if name in chain:
                raise ValueError("circular Based on")
            if name not in based and not chain:
                raise KeyError(f"no scenario {scenario!r}")
            chain.append(name)
            name = code(based[name]("Based on")).casefold() if name in based else ""
        return chain

    def read_dates(self) -> None:
        """M1: the dates of the plan, with their defaults."""
        facts = {squash(row("Key")): row("Value") for row in rows_of(self.plan, "Plan")}
        self.transfer = day(facts.get("transferdate")) or date(2013, 4, 1)
        self.closure = day(facts.get("closure")) or date(2013, 3, 31)
        self.start = day(facts.get("planstart")) or anniversary(self.transfer, -1)
        self.announced = day(facts.get("announced")) or self.start
        self.horizon = day(facts.get("horizon")) or date(2016, 3, 31)
        self.closing_year = financial_year(self.closure)
        self.years = years_between(financial_year(self.transfer), financial_year(self.horizon))

    def read_organisations(self) -> dict[str, Organisation]:
        """The Organisations sheet by code."""
        found: dict[str, Organisation] = {}
        for row in rows_of(self.plan, "Organisations"):
            name = code(row("Code"))
            found[name] = Organisation(
                name,
                code(row("Kind")),
                number(row("Population")),
                number(row("Allowance per head")),
                number(row("Target")),
                number(row("Fixed corporate cost")) or 0.0,
                squash(row("HCAS zone") or ""),
            )
        self.org_codes = {name.casefold(): name for name in found}
        return found

    def org(self, value: object) -> str:
        """The organisation's code as the Organisations sheet spells it; blank for none."""
        name = code(value)
        return self.org_codes[name.casefold()] if name else ""

    def read_functions(self) -> dict[str, Function]:
        """The Functions sheet by code."""
        found: dict[str, Function] = {}
        for row in rows_of(self.plan, "Functions"):
            name = code(row("Code"))
            found[name] = Function(
                name,
                code(row("Family")).casefold() or f"\0{name}",
                number(row("Fixed FTE per organisation")),
                number(row("FTE per 100,000")),
                number(row("Price per head")),
            )
        self.function_codes = {name.casefold(): name for name in found}
        return found

    def fun(self, value: object) -> str:
        """The function's code as the Functions sheet spells it."""
        return self.function_codes[code(value).casefold()]

    def read_assumptions(self) -> dict[str, float]:
        """M1: defaults, then values for all scenarios, then those of the base, then the scenario's own."""
        values: dict[str, float] = {key.casefold(): float(value) for key, value in tables.ASSUMPTIONS.items()}
        rows = rows_of(self.plan, "Assumptions")
        for owner in ["", *reversed(self.chain)]:
            for row in rows:
                value = number(row("Value"))
                if code(row("Scenario")).casefold() == owner and value is not None:
                    values[code(row("Key")).casefold()] = value
        return values

    def stage_on(self, stage: str, receiver: str) -> bool:
        """M4.2: each stage can be switched off, for all or per receiver."""
        key = f"stage_{stage}"
        value = self.values.get(f"{key}@{receiver}".casefold(), self.values.get(key, 1.0))
        return value != 0

    def ccgs(self) -> tuple[str, ...]:
        """All CCGs of the plan."""
        return tuple(sorted(name for name, org in self.organisations.items() if squash(org.kind) == "ccg"))

    def read_allocations(self) -> list[Allocation]:
        """M2: for each (function, sender) the rows of the nearest scenario that has any."""
        by_key: dict[tuple[str, str], dict[str, list[Allocation]]] = defaultdict(lambda: defaultdict(list))
        for row in rows_of(self.plan, "Allocations"):
            owner = code(row("Scenario")).casefold()
            if owner not in self.chain:
                continue
            named = tuple(self.org(part) for part in code(row("Customers")).split(";") if part.strip())
            allocation = Allocation(
                self.fun(row("Function")),
                self.org(row("Sender")),
                self.org(row("Receiver")),
                squash(row("Mode")),
                (number(row("Share")) or 0.0) / 100,
                named or self.ccgs(),
            )
            by_key[allocation.function, allocation.sender][owner].append(allocation)
        kept: list[Allocation] = []
        for owners in by_key.values():
            kept += next(owners[name] for name in self.chain if name in owners)
        return sorted(kept, key=lambda a: (a.function, a.sender, a.receiver, a.mode, a.share, a.customers))

    # ---- M4: who counts

    @staticmethod
    def counts(row: Row) -> bool:
        """M4: Bank, Honorary, Non-Executive, Inactive Not Worked and Suspend No Pay do not count."""
        words = (squash(row("Contract") or ""), squash(row("Assignment status") or ""))
        return not any(
            word.startswith(("bank", "honorary", "nonexec")) or word in {"inactivenotworked", "suspendnopay"}
            for word in words
        )

    def read_staff(self) -> dict[str, Person]:
        """M4: the counted rows of the staff list, under one person for each employee number."""
        people: dict[str, Person] = {}
        for row in rows_of(self.plan, "Staff"):
            if not self.counts(row):
                continue
            name = code(row("Employee number"))
            person = people.setdefault(name, Person(name))
            person.continuous = earliest(person.continuous, day(row("Continuous service from")))
            person.reckonable = earliest(person.reckonable, day(row("Reckonable service from")))
            person.reckonable_years = largest(person.reckonable_years, number(row("Reckonable years")))
            person.born = earliest(person.born, day(row("Date of birth")))
            person.scarce = person.scarce or yes(row("Scarce"))
            person.section = max(person.section, code(row("Pension section")))
            person.membership = largest(person.membership, number(row("Membership years")))
            person.protected = person.protected or yes(row("Protected pension age"))
            person.quote = largest(person.quote, number(row("Pension quote")))
            organisation = self.org(row("Organisation"))
            point = number(row("Spine point"))
            person.parts.append(
                Part(
                    name,
                    organisation,
                    self.fun(row("Function")),
                    band_of(row("Band")),
                    None if point is None else int(point),
                    number(row("Annual salary")),
                    number(row("FTE")) or 0.0,
                    squash(row("HCAS zone") or ""),
                    squash(row("Contract") or "").startswith("fixed"),
                    day(row("Contract ends")),
                    day(row("Leaving date")),
                    number(row("Retention payment")) or 0.0,
                    number(row("Notice weeks")),
                    code(row("Establishment")) or organisation,
                    int(number(row("Criticality")) or 3),
                    skills(code(row("Skills"))),
                )
            )
        for person in people.values():
            person.parts.sort(key=repr)
        return dict(sorted(people.items()))

    # ---- M2, M4: pools

    def named_senders(self, function: str) -> set[str]:
        """The senders that a function's rows name."""
        return {a.sender for a in self.allocations if a.function == function and a.sender}

    def scope_of(self, function: str, sender: str) -> str:
        """M2: a named sender has a pool of its own; the rest share one where a blank row or no row speaks for them."""
        named = self.named_senders(function)
        if sender in named:
            return sender
        blank = any(a.function == function and not a.sender for a in self.allocations)
        return "" if blank or not named else sender

    def make_holdings(self) -> list[Holding]:
        """M4: one row for each person and pool."""
        grouped: dict[tuple[str, str, str, str], list[Part]] = defaultdict(list)
        for part in self.parts:
            scope = self.scope_of(part.function, part.organisation)
            grouped[part.employee, part.function, part.band, scope].append(part)
        return [
            Holding(
                self.people[employee],
                function,
                band,
                scope,
                sorted(parts, key=lambda p: (p.organisation, p.fte)),
            )
            for (employee, function, band, scope), parts in sorted(grouped.items())
        ]

    def fte_now(self, function: str, sender: str = "") -> dict[tuple[str, str], float]:
        """FTE now by (sender pool, band), of one sender where it is named."""
        found: dict[tuple[str, str], float] = defaultdict(float)
        for part in self.parts:
            if part.function == function and (not sender or part.organisation == sender):
                found[self.scope_of(function, part.organisation), part.band] += part.fte
        return dict(sorted(found.items()))

    # ---- M3: posts

    def population(self, names: Iterable[str]) -> float:
        """People registered with some organisations."""
        return math.fsum(self.organisations[name].population or 0.0 for name in names)

    def make_posts(self) -> list[Post]:
        """M3: for each receiver and function, the rows of the Posts sheet, else derived posts."""
        listed = self.listed_posts()
        posts: list[Post] = []
        for key in sorted(set(listed) | {(a.receiver, a.function) for a in self.allocations if a.receiver}):
            rows = [a for a in self.allocations if (a.receiver, a.function) == key]
            posts += self.sheet_posts(rows, listed[key]) if key in listed else self.derived_posts(rows)
        for post in posts:
            post.open = post.fte
        return [post for post in posts if post.fte > 0]

    def listed_posts(self) -> dict[tuple[str, str], list[Post]]:
        """M3: the Posts sheet by (receiver, function): rows for all scenarios, and the nearest scenario's own."""
        found: dict[tuple[str, str], dict[str, list[Post]]] = defaultdict(lambda: defaultdict(list))
        for row in rows_of(self.plan, "Posts"):
            owner = code(row("Scenario")).casefold()
            if owner and owner not in self.chain:
                continue
            post = Post(
                self.org(row("Receiver")),
                self.fun(row("Function")),
                band_of(row("Band")),
                "",
                number(row("FTE")) or 0.0,
                stage_named(row("Stage limit")),
                code(row("Post")).casefold(),
            )
            found[post.receiver, post.function][owner].append(post)
        chosen: dict[tuple[str, str], list[Post]] = {}
        for key, owners in found.items():
            own = next((owners[name] for name in self.chain if name in owners), [])
            chosen[key] = sorted(owners.get("", []) + own, key=lambda p: p.name)
        return chosen

    def sheet_posts(self, rows: list[Allocation], listed: list[Post]) -> list[Post]:
        """Posts of the sheet, shared over the function's sender pools by FTE x share."""
        posts: list[Post] = []
        for post in listed:
            weights: dict[str, float] = defaultdict(float)
            wide: dict[str, float] = defaultdict(float)
            claims = [(a.sender, a.share) for a in rows] or [("", 1.0)]
            for sender, share in claims:
                for (scope, band), fte in self.fte_now(post.function, sender).items():
                    wide[scope] += fte * share
                    if band == post.band:
                        weights[scope] += fte * share
            if math.fsum(weights.values()) <= 0:
                weights = wide
            if math.fsum(weights.values()) <= 0:
                weights = defaultdict(
                    float, {self.scope_of(post.function, sender): 1.0 for sender, _ in claims}
                )
            total = math.fsum(weights.values())
            posts += [
                Post(
                    post.receiver,
                    post.function,
                    post.band,
                    scope,
                    post.fte * weight / total,
                    post.limit,
                    post.name,
                )
                for scope, weight in sorted(weights.items())
            ]
        return posts

    def derived_posts(self, rows: list[Allocation]) -> list[Post]:
        """M3: posts by the requirement model where it applies, else FTE now x share x (1 - saving)."""
        function = self.functions[rows[0].function]
        modelled = function.fixed_fte is not None or function.per_100k is not None
        total: dict[tuple[str, str], float] = defaultdict(float)

        def required(population: float) -> float:
            return (function.fixed_fte or 0.0) + (function.per_100k or 0.0) * population / 100_000

        def spread(fte: float, weights: Mapping[tuple[str, str], float]) -> None:
            whole = math.fsum(weights.values())
            for cell, weight in weights.items():
                if whole > 0:
                    total[cell] += fte * weight / whole

        doing: dict[tuple[str, str], float] = defaultdict(float)
        for row in rows:
            now = self.fte_now(row.function, row.sender)
            if not modelled or row.mode not in {"do", "share", "buy"}:
                for cell, fte in now.items():
                    total[cell] += fte * row.share * (1 - self.values[f"saving_{row.mode}"])
            elif row.mode == "do":
                for cell, fte in now.items():
                    doing[cell] += fte * row.share
            else:
                spread(required(self.population(row.customers)) * row.share, now)
        if doing:
            spread(required(self.population([rows[0].receiver])), doing)
        return [
            Post(rows[0].receiver, function.code, band, scope, fte)
            for (scope, band), fte in sorted(total.items())
        ]

    # ---- M4: locked placements

    def apply_locks(self) -> None:
        """M4: an explicit, locked placement decides, and takes its post; named posts first."""
        chosen: dict[str, tuple[int, Row]] = {}
        for row in rows_of(self.plan, "Placements"):
            owner = code(row("Scenario")).casefold()
            if owner in self.chain and yes(row("Locked")):
                name, rank = code(row("Employee number")), self.chain.index(owner)
                if name not in chosen or rank < chosen[name][0]:
                    chosen[name] = (rank, row)
        decided = [(h, chosen[h.person.number][1]) for h in self.holdings if h.person.number in chosen]
        for holding, row in sorted(
            decided, key=lambda pair: (not code(pair[1]("Post")), pair[0].person.number)
        ):
            self.lock(holding, row)

    def lock(self, holding: Holding, row: Row) -> None:
        """One locked placement."""
        outcome, when = squash(row("Outcome")), day(row("Date"))
        if outcome == "pool":
            return
        holding.locked, holding.seek = True, 0.0
        if outcome == "placed":
            self.take_post(holding, code(row("Post")).casefold(), self.org(row("Receiver")))
            return
        if when and (outcome in {"redundant", "mars"} or self.reading["t_of_leavers"] == "date"):
            holding.last_day = when
        if outcome == "redundant":
            holding.redundant = 1.0
        elif outcome == "mars":
            holding.mars = 1.0
        elif outcome == "contractended":
            holding.ended = 1.0
        elif outcome in {"resigned", "retired"}:
            holding.resigned = 1.0
        else:
            raise ValueError(f"unknown outcome {outcome!r}")

    def take_post(self, holding: Holding, name: str, receiver: str) -> None:
        """M4: the person's FTE comes off the named post, or off the receiver's posts of function and band."""
        if name:
            wanted = [post for post in self.posts if post.name == name]
            receiver = receiver or wanted[0].receiver
            function = wanted[0].function if wanted else holding.function
        else:
            function = holding.function
            wanted = [
                post
                for post in self.posts
                if (post.receiver, post.function, post.band) == (receiver, function, holding.band)
            ]
        left = holding.fte
        for group in (
            [post for post in wanted if post.scope == holding.scope],
            [post for post in wanted if post.scope != holding.scope],
        ):
            there = math.fsum(post.open for post in group)
            if there > 0 and left > 0:
                taken = min(left, there)
                for post in group:
                    post.open = max(0.0, post.open * (1 - taken / there))
                left -= taken
        holding.placed[receiver, function] = 1.0

    # ---- M4.1: before the transfer

    def qualifies(self, person: Person, last_day: date) -> bool:
        """R3: 728 days of continuous service at T."""
        start = person.continuous or person.reckonable
        if start:
            return (last_day - start).days + 1 >= 728
        return (person.reckonable_years or 0.0) >= 2

    def open_in(self, post: Post, stage: str) -> bool:
        """Is the post open at a stage: by the receiver's switch and by its stage limit?"""
        if not self.stage_on(stage, post.receiver):
            return False
        if not post.limit:
            return True
        now, limit = STAGES.index(stage), STAGES.index(post.limit)
        return {"up_to": now <= limit, "only": now == limit, "from": now >= limit}[
            self.reading["stage_limit"]
        ]

    def pools(self) -> dict[str, dict[str, float]]:
        """M4.1: for each pool its holders' FTE, the posts open to it in stages 1 to 3, and c."""
        found: dict[str, dict[str, float]] = {}
        everyone = self.reading["c_holders"] == "all"
        cells = {(h.function, h.band, h.scope) for h in self.holdings}
        cells |= {(p.function, p.band, p.scope) for p in self.posts}
        for function, band, scope in sorted(cells):
            fte = math.fsum(
                h.fte
                for h in self.holdings
                if (h.function, h.band, h.scope) == (function, band, scope)
                and (everyone or not h.locked)
                and not (self.reading["c_holders"] == "seekers" and (h.expires or h.known_leaver))
            )
            posts = math.fsum(
                p.fte if everyone else p.open
                for p in self.posts
                if (p.function, p.band, p.scope) == (function, band, scope)
                and any(self.open_in(p, stage) for stage in STAGES[:3])
            )
            found[pool_name(function, band, scope)] = {
                "fte": fte,
                "posts": posts,
                "c": max(0.0, 1 - posts / fte) if fte > 0 else 0.0,
            }
        return found

    def mark_known_leavers(self) -> None:
        """M4.1: contracts that end and leaving dates given, before the transfer date."""
        for holding in self.holdings:
            if holding.locked:
                continue
            leaving = [part.leaving for part in holding.parts]
            ends = [part.contract_ends if part.fixed_term else None for part in holding.parts]
            if all(when and when < self.transfer for when in leaving):
                holding.known_leaver = True
                if self.reading["t_of_leavers"] == "date":
                    holding.last_day = max(when for when in leaving if when)
            elif all(when and when < self.transfer for when in ends):
                holding.expires = True
                holding.last_day = max(when for when in ends if when)

    def before_transfer(self, holding: Holding, c: float) -> None:
        """M4.1: resigning, contracts that end, and leaving dates."""
        if holding.locked:
            return
        if holding.known_leaver:
            holding.resigned, holding.seek = 1.0, 0.0
            return
        until = self.transfer
        if holding.expires and self.reading["fixed_term_resign"] == "to_end":
            until = holding.last_day
        a = self.values["leaver_rate"] * self.values["closure_factor"]
        if holding.person.scarce:
            a *= self.values["scarce_factor"]
        if self.qualifies(holding.person, self.closure):
            a *= 1 - self.values["waiting_effect"] * c
        m = 1 - (1 - a) ** (1 / 12)
        resign = 1 - (1 - m) ** whole_months(self.announced, until)
        if holding.expires:
            if self.reading["fixed_term_resign"] == "none":
                resign = 0.0
            due = self.values["fixed_term_redundancy_due"] != 0 and self.qualifies(
                holding.person, holding.last_day
            )
            if due and self.reading["fixed_term_due"] == "redundant":
                holding.redundant = 1 - resign
            else:
                holding.ended = 1 - resign
            holding.resigned, holding.seek = resign, 0.0
            return
        holding.resigned, holding.seek = resign, 1 - resign

    # ---- M4.2 to M4.4: the stages

    def offer(self, seekers: list[Holding], posts: list[Post], accept: float) -> None:
        """M4.2: one round of offers: chance min(1, V/H); who refuses leaves; the post stays open."""
        seeking = math.fsum(h.fte * h.seek for h in seekers)
        there = math.fsum(p.open for p in posts)
        if seeking <= 0 or there <= 0:
            return
        chance = min(1.0, there / seeking)
        split: dict[tuple[str, str], float] = defaultdict(float)
        for post in posts:
            split[post.receiver, post.function] += post.open / there
        for holding in seekers:
            offered = holding.seek * chance
            for place, part in split.items():
                holding.placed[place] += offered * accept * part
            holding.left += offered * (1 - accept)
            holding.seek = max(0.0, holding.seek - offered)
        filled = min(1.0, chance * seeking * accept / there)
        for post in posts:
            post.open *= 1 - filled

    def run_stages(self) -> None:
        """M4.2 to M4.4: the six stages in the order of R9."""
        self.own_pool_stages()
        self.ring_fence_narrow()
        self.ring_fence_wider()
        self.redeployment()

    def own_pool_stages(self) -> None:
        """Stages 1 to 3, pool by pool."""
        for function, band, scope in sorted({(h.function, h.band, h.scope) for h in self.holdings}):
            seekers = [h for h in self.holdings if (h.function, h.band, h.scope) == (function, band, scope)]
            posts = [p for p in self.posts if (p.function, p.band, p.scope) == (function, band, scope)]

            def now(seekers: list[Holding] = seekers) -> float:
                return math.fsum(h.fte * h.seek for h in seekers)

            def at(stage: str, posts: list[Post] = posts) -> list[Post]:
                return [p for p in posts if self.open_in(p, stage)]

            # M4.3: the whole function to one receiver, and no fewer posts than those who stay.
            sole = self.sole_receiver(function, scope)
            group = [p for p in at("lift_and_shift") if p.receiver == sole]
            if sole and math.fsum(p.open for p in group) >= now() - EQUAL:
                self.offer(seekers, group, self.values["accept_lift_and_shift"])
            # R9.2: no more holders than posts.
            group = at("slot_in")
            if math.fsum(p.open for p in group) >= now() - EQUAL:
                self.offer(seekers, group, self.values["accept_slot_in"])
            # R9.3: more holders than posts.
            group = at("competitive_slot_in")
            if now() > math.fsum(p.open for p in group) + EQUAL or self.reading["competitive_when_enough"]:
                self.offer(seekers, group, self.values["accept_competitive_slot_in"])

    def sole_receiver(self, function: str, scope: str) -> str:
        """M4.3: the one receiver that has 100% of the function, for a pool; blank where there is none."""
        rows = [a for a in self.allocations if a.function == function and a.sender in {"", scope}]
        if len({a.receiver for a in rows}) != 1 or math.fsum(a.share for a in rows) < 1 - EQUAL:
            return ""
        return rows[0].receiver

    def ring_fence_narrow(self) -> None:
        """M4.4: (family, band)."""
        accept = self.values["accept_ring_fence"]
        for family in sorted({f.family for f in self.functions.values()}):
            for band in BAND_ORDER:
                self.offer(
                    self.seekers_in(band, family),
                    self.posts_in("ring_fence_narrow", {band}, family),
                    accept,
                )

    def ring_fence_wider(self) -> None:
        """M4.4: from the highest band down, the family's posts one above and one below as one set."""
        accept = self.values["accept_ring_fence"]
        for family in sorted({f.family for f in self.functions.values()}):
            for place in reversed(range(len(BAND_ORDER))):
                beside = {BAND_ORDER[i] for i in (place - 1, place + 1) if 0 <= i < len(BAND_ORDER)}
                self.offer(
                    self.seekers_in(BAND_ORDER[place], family),
                    self.posts_in("ring_fence_wider", beside, family),
                    accept,
                )

    def redeployment(self) -> None:
        """M4.4: the same band over all families, for every band first; then one band lower, from the highest down."""
        accept = self.values["accept_redeployment"]
        for band in BAND_ORDER:
            self.offer(self.seekers_in(band), self.posts_in("redeployment", {band}), accept)
        for place in reversed(range(1, len(BAND_ORDER))):
            lower = {BAND_ORDER[place - 1]}
            self.offer(self.seekers_in(BAND_ORDER[place]), self.posts_in("redeployment", lower), accept)

    def seekers_in(self, band: str, family: str | None = None) -> list[Holding]:
        """Everyone in a band, of one family where it is given."""
        return [
            h
            for h in self.holdings
            if h.band == band and (family is None or self.functions[h.function].family == family)
        ]

    def posts_in(self, stage: str, bands: set[str], family: str | None = None) -> list[Post]:
        """Posts open at a stage in some bands, of one family where it is given."""
        return [
            p
            for p in self.posts
            if p.band in bands
            and (family is None or self.functions[p.function].family == family)
            and self.open_in(p, stage)
        ]

    def who_is_left(self) -> None:
        """M4.5: redundant where entitled, else leaves without payment."""
        for holding in self.holdings:
            if self.qualifies(holding.person, self.closure):
                holding.redundant += holding.seek
            else:
                holding.left += holding.seek
            holding.seek = 0.0

    def run(self) -> None:
        """M4: everyone's odds."""
        for holding in self.holdings:
            holding.last_day = self.closure
        self.apply_locks()
        self.mark_known_leavers()
        self.pool_figures = self.pools()
        for holding in self.holdings:
            self.before_transfer(holding, self.pool_figures[holding.pool]["c"])
        self.run_stages()
        self.who_is_left()

    # ---- R1, R2: pay and what it costs the employer

    def basic(self, part: Part, year: str, own: bool = False) -> float:
        """M6: full-time basic pay in a year. `own`: a given salary as it stands, for pay at T (R1)."""
        if part.salary is not None and own:
            return part.salary
        if part.point is not None:
            return float(tables.SPINE[part.point][pay_column(year)])
        if part.salary is None:
            raise ValueError(f"{part.employee}: neither salary nor spine point")
        return part.salary * self.uplift(part.band, year)

    def uplift(self, band: str, year: str) -> float:
        """M6: the change of the top of the band from the closure's year."""
        if band == "VSM":
            if self.reading["vsm_uplift"] == "none":
                return 1.0
            rate = {y: tables.VSM_TOP[1 if y >= "2013/14" else 0] for y in (year, self.closing_year)}
            return rate[year] / rate[self.closing_year]
        tops = tables.BANDS[band][2]
        return tops[pay_column(year)] / tops[pay_column(self.closing_year)]

    def supplement(self, basic: float, zone: str, year: str, band: str) -> float:
        """R1: the high cost area supplement on full-time basic pay."""
        if not zone or (band == "VSM" and not self.reading["vsm_hcas"]):
            return 0.0
        years = sorted(tables.HCAS)
        percent, least, most = tables.HCAS[min(max(year, years[0]), years[-1])][zone]
        return min(max(basic * percent / 100, least), most)

    def pay(self, part: Part, year: str, own: bool = False, zone: str | None = None) -> float:
        """Annual pay of one row: basic and supplement, pro rata."""
        basic = self.basic(part, year, own)
        area = part.zone or (self.organisations[part.organisation].zone if zone is None else zone)
        return part.fte * (basic + self.supplement(basic, area, year, part.band))

    def on_costs(
        self, holding: Holding, year: str, own: bool = False, zone: str | None = None
    ) -> tuple[float, float]:
        """M4, R2: the holding's pay, and its part by pay of the NI and pension of the whole person."""
        mine = math.fsum(self.pay(part, year, own, zone) for part in holding.parts)
        whole = math.fsum(self.pay(part, year, own, zone) for part in holding.person.parts)
        member = bool(holding.person.section)
        cost = national_insurance(whole, year, member) + (0.14 * whole if member else 0.0)
        return mine, cost * mine / whole if whole > 0 else 0.0

    # ---- R3, R4, R6: service and lump sums

    def reckonable(self, person: Person, last_day: date) -> int:
        """R3: complete reckonable years; a date wins over a number."""
        if person.reckonable:
            return complete_years(person.reckonable, last_day)
        if person.reckonable_years is not None:
            return math.floor(person.reckonable_years + EQUAL)
        return complete_years(person.continuous, last_day) if person.continuous else 0

    def continuous_years(self, person: Person, last_day: date) -> int:
        """R3: complete years of continuous service."""
        start = person.continuous or person.reckonable
        if start:
            return complete_years(start, last_day)
        return math.floor((person.reckonable_years or 0.0) + EQUAL)

    def section_16(self, holding: Holding, annual: float) -> float:
        """R4: a month's pay for each complete year, at most 24."""
        last = holding.last_day
        if not self.qualifies(holding.person, last):
            return 0.0
        months = min(24, self.reckonable(holding.person, last))
        if last >= date(2015, 4, 1):
            fte = holding.fte
            return months * fte * min(max(annual / fte, 23_000), 80_000) / 12 if fte > 0 else 0.0
        return months * max(annual / 12, 4.35 * annual / WEEKS_IN_YEAR)

    def statutory(self, holding: Holding, annual: float, whole: float, extra_days: float) -> float:
        """R6: weeks by age and years, at a capped week's pay."""
        person, last = holding.person, holding.last_day
        served_to = last
        if self.reading["statutory_notice_extends"]:
            served_to = last + timedelta(days=math.ceil(extra_days))
        years = self.continuous_years(person, served_to)
        if years < 2:
            return 0.0
        age = whole_years(person.born, last) if person.born else 30
        weeks = 0.0
        for i in range(1, min(20, years) + 1):
            held = age - i + 1
            weeks += 0.5 if held <= 22 else 1.0 if held <= 41 else 1.5
        cap = [amount for first, amount in tables.STATUTORY_CAPS if first <= last][-1]
        if self.reading["statutory_cap_whole_person"] and whole > 0:
            return weeks * min(whole / WEEKS_IN_YEAR, cap) * annual / whole
        return weeks * min(annual / WEEKS_IN_YEAR, cap)

    # ---- R5: pension on redundancy

    def capital_cost(self, holding: Holding, annual: float, whole: float) -> tuple[str, float]:
        """R5: the state, and the capital cost by quote or estimate, shared by pay."""
        person, last = holding.person, holding.last_day
        if not person.section:
            return "not a member", 0.0
        total_fte = math.fsum(part.fte for part in person.parts)
        part = annual / whole if whole > 0 else 0.0
        years = self.reckonable(person, last)
        served = person.reckonable or person.continuous or person.reckonable_years is not None
        if person.membership is not None and total_fte > 0:
            calendar: float = person.membership / total_fte
        else:
            calendar = years
        if not person.born:
            return ("quote", person.quote * part) if person.quote is not None else ("needs a quote", 0.0)
        age = whole_years(person.born, last)
        if age < (50 if person.protected else 55) or not self.qualifies(person, last) or calendar < 2:
            return "not eligible", 0.0
        normal = 60 if person.section.startswith("1995") else 65
        if age >= normal:
            return "past normal age", 0.0
        if person.quote is not None:
            return "quote", person.quote * part
        if person.membership is None and not served:
            return "needs a quote", 0.0
        membership = person.membership if person.membership is not None else years * total_fte
        full_time = whole / total_fte if total_fte > 0 else 0.0
        pension = membership * full_time / (80 if normal == 60 else 60)
        lump = 3 * pension if normal == 60 else 0.0
        rate = self.values["pension_discount_rate"]
        v = 1 / (1 + rate)
        n = (anniversary(person.born, normal) - last).days / 365.25
        annuity = (1 - v**n) / math.log(1 + rate) if rate else n
        return "estimate", (pension * annuity + lump * (1 - v**n)) * part

    # ---- M5, R8, R15: notice

    def consultation_days(self, proposed: float) -> int:
        """R15: days of consultation by the number proposed and the date."""
        if proposed >= 100 - EQUAL:
            return 45 if self.announced >= date(2013, 4, 6) else 90
        return 30 if proposed >= 20 - EQUAL else 0

    def proposed_by_establishment(self) -> dict[str, float]:
        """M5: redundancies proposed at each establishment."""
        found: dict[str, float] = defaultdict(float)
        for holding in self.holdings:
            odds = holding.redundant
            if self.reading["proposed"] == "at_risk":
                odds = float(odds > 0)
            found[holding.parts[0].establishment] += odds
        if self.reading["proposed"] == "ceiling":
            return {place: math.ceil(odds - EQUAL) for place, odds in found.items()}
        return dict(found)

    def notice(self, holding: Holding, proposed: Mapping[str, float]) -> tuple[float, float]:
        """R8, M5: weeks of notice that do not fit before T, and the days of statutory notice among them."""
        if holding.expires and not self.reading["fixed_term_notice"]:
            return 0.0, 0.0
        person, last = holding.person, holding.last_day
        years = self.continuous_years(person, last)
        start = person.continuous or person.reckonable
        a_month = whole_months(start, last + timedelta(days=1)) >= 1 if start else years >= 1
        statutory = float(min(12, years)) if years >= 2 else float(a_month)
        given = [part.notice_weeks for part in holding.parts if part.notice_weeks is not None]
        contractual = max(given) if given else self.default_notice(holding.band)
        starts = max(
            self.start,
            self.announced + timedelta(days=self.consultation_days(proposed[holding.parts[0].establishment])),
        )
        days = (last - starts).days + (1 if self.reading["notice_days"] == "inclusive" else 0)
        days = max(0, days)
        return max(0.0, max(statutory, contractual) - days / 7), max(0.0, statutory * 7 - days)

    def default_notice(self, band: str) -> float:
        """R8: contractual notice by band."""
        if band == "VSM":
            return self.values["notice_weeks_vsm"]
        place = BAND_ORDER.index(band)
        group = "1_4" if place <= 3 else "5_6" if place <= 5 else "7_9"
        return self.values[f"notice_weeks_bands_{group}"]

    # ---- M5: the cost of one exit

    def exit_figures(self, holding: Holding, proposed: Mapping[str, float]) -> dict[str, Any]:
        """M5: everything that one exit costs."""
        year = financial_year(holding.last_day)
        person = holding.person
        annual = math.fsum(self.pay(part, year, own=True) for part in holding.parts)
        whole = math.fsum(self.pay(part, year, own=True) for part in person.parts)
        weeks_short, statutory_days = self.notice(holding, proposed)
        section16 = self.section_16(holding, annual)
        statutory = self.statutory(holding, annual, whole, statutory_days)
        lump = max(section16, statutory)
        state, capital = self.capital_cost(holding, annual, whole)
        in_lieu = weeks_short * annual / WEEKS_IN_YEAR
        in_lieu *= 1 + marginal_rate(whole, year, bool(person.section))
        cost = lump
        if state in {"quote", "estimate"} and holding.last_day < date(2015, 4, 1):
            q = self.values["redundancy_retirement_take_up"]
            cost = q * max(lump, capital) + (1 - q) * lump
        cost += in_lieu + math.fsum(part.retention for part in holding.parts)
        if self.reading["cost_when_not_entitled"] == "nil" and not self.qualifies(person, holding.last_day):
            cost = 0.0
        expected = holding.redundant * cost
        if holding.expires and holding.ended and self.reading["fixed_term_due"] == "ended":
            due = self.values["fixed_term_redundancy_due"] != 0 and self.qualifies(person, holding.last_day)
            expected += holding.ended * cost if due else 0.0
        if self.reading["mars_in_expected"]:
            expected += holding.mars * self.mars_payment(holding, year)
        return {
            "annual_pay": annual,
            "complete_years": self.reckonable(person, holding.last_day),
            "section16": section16,
            "statutory": statutory,
            "lump_sum": lump,
            "capital_cost": capital,
            "pension_state": state,
            "pay_in_lieu": in_lieu,
            "cost_if_redundant": cost,
            "expected_cost": expected,
        }

    def mars_payment(self, holding: Holding, year: str) -> float:
        """R7: half a month's basic pay for each complete reckonable year, from 3 to 12; 12 months' service needed."""
        if self.continuous_years(holding.person, holding.last_day) < 1:
            return 0.0
        basic = math.fsum(part.fte * self.basic(part, year, own=True) for part in holding.parts)
        months = min(12.0, max(3.0, 0.5 * self.reckonable(holding.person, holding.last_day)))
        return months * basic / 12

    def people_rows(self) -> list[dict[str, Any]]:
        """One published row for each person and pool."""
        proposed = self.proposed_by_establishment()
        rows = []
        for h in self.holdings:
            money = self.exit_figures(h, proposed)
            mine, costs = self.on_costs(h, self.closing_year, own=True)
            at: dict[str, float] = defaultdict(float)
            for (receiver, _), odds in h.placed.items():
                at[receiver] += odds
            row: dict[str, Any] = {"employee_number": h.person.number, "pool": h.pool}
            row["employer_cost"] = pennies(mine + costs)
            row |= {
                key: pennies(value) if isinstance(value, float) else value for key, value in money.items()
            }
            row |= {
                "p_placed": h.p_placed,
                "p_resigned": h.resigned,
                "p_ended": h.ended,
                "p_mars": h.mars,
                "p_left": h.left,
                "p_redundant": h.redundant,
                "placed_at": {receiver: odds for receiver, odds in sorted(at.items()) if odds > 0},
            }
            rows.append(row)
        return rows

    # ---- M6: operating cost of each receiver

    def staff_cost(self, year: str) -> dict[tuple[str, str], float]:
        """M6: odds x the employer's cost of that year, by (receiver, function of the post)."""
        items: dict[tuple[str, str], list[float]] = defaultdict(list)
        for holding in self.holdings:
            for (receiver, function), odds in holding.placed.items():
                zone = (
                    self.organisations[receiver].zone if self.reading["placed_hcas"] == "receiver" else None
                )
                items[receiver, function].append(odds * math.fsum(self.on_costs(holding, year, zone=zone)))
        return {key: math.fsum(values) for key, values in items.items()}

    def vacancy_cost(self, year: str) -> dict[tuple[str, str], float]:
        """M6: what is still open, 90% filled, at the band's middle point, as members, with the receiver's HCAS."""
        items: dict[tuple[str, str], list[float]] = defaultdict(list)
        for post in self.posts:
            if post.open <= 0 or not self.stage_on("open_competition", post.receiver):
                continue
            if post.band == "VSM":
                basic = self.vsm_mean(post.function, year)
            else:
                first, last, _ = tables.BANDS[post.band]
                basic = float(tables.SPINE[(first + last) // 2][pay_column(year)])
            pay = basic + self.supplement(basic, self.organisations[post.receiver].zone, year, post.band)
            cost = pay + national_insurance(pay, year, member=True) + 0.14 * pay
            items[post.receiver, post.function].append(post.open * self.values["vacancy_fill"] * cost)
        return {key: math.fsum(values) for key, values in items.items()}

    def vsm_mean(self, function: str, year: str) -> float:
        """M6: the mean full-time salary of the VSM holders."""
        vsm = [part for part in self.parts if part.band == "VSM"]
        own = [part for part in vsm if part.function == function]
        chosen = own if own and self.reading["vsm_mean"] == "function" else vsm
        return math.fsum(self.basic(part, year) for part in chosen) / len(chosen) if chosen else 0.0

    def budget(self, organisation: str, function: str, year: str) -> tuple[float, float]:
        """M6: the non-pay budget of a year: what may be released, and what is still committed."""
        by_year: dict[str, list[tuple[float, date | None]]] = defaultdict(list)
        for row in self.budget_rows:
            if (self.org(row("Organisation")), self.fun(row("Function"))) == (organisation, function):
                by_year[code(row("Year"))].append((number(row("Amount")) or 0.0, day(row("Committed until"))))
        known = [y for y in by_year if y <= year]
        if not known:
            return 0.0, 0.0
        free = held = 0.0
        for amount, until in sorted(by_year[max(known)], key=str):
            part = self.committed_part(until, year)
            held += amount * part
            free += amount * (1 - part)
        return free, held

    def committed_part(self, until: date | None, year: str) -> float:
        """M6: how much of a year lies before a commitment's end."""
        first = date(int(year[:4]), 4, 1)
        if until is None or until < first:
            return 0.0
        months = whole_months(first, until + timedelta(days=1))
        return 1.0 if self.reading["committed_year"] == "whole" else min(1.0, months / 12)

    def non_pay(self, year: str) -> tuple[dict[tuple[str, str], float], float]:
        """M6: non-pay by (receiver, function), and the legacy of what is stopped or unclaimed."""
        items: dict[tuple[str, str], list[float]] = defaultdict(list)
        legacy: list[float] = []
        pairs = {(self.org(row("Organisation")), self.fun(row("Function"))) for row in self.budget_rows}
        for sender, function in sorted(pairs):
            if not self.organisations[sender].is_sender:
                continue
            free, held = self.budget(sender, function, year)
            rows = [a for a in self.allocations if a.function == function and a.sender in {"", sender}]
            claimed = 0.0
            for row in rows:
                if row.receiver:
                    claimed += row.share
                    saving = self.values[f"non_pay_saving_{row.mode}"]
                    items[row.receiver, function].append(row.share * (held + free * (1 - saving)))
            legacy.append(held * max(0.0, 1 - claimed))
        return {key: math.fsum(values) for key, values in items.items()}, math.fsum(legacy)

    def trade(self, direct: Mapping[tuple[str, str], float]) -> tuple[dict[str, float], dict[str, float]]:
        """M2, M6: what is bought and earned: at cost when shared; when bought at cost + margin, or a price per head."""
        bought: dict[str, list[float]] = defaultdict(list)
        earned: dict[str, list[float]] = defaultdict(list)
        for supplier, function in sorted({(a.receiver, a.function) for a in self.allocations if a.receiver}):
            rows = [a for a in self.allocations if (a.receiver, a.function) == (supplier, function)]
            weights = [a.share * math.fsum(self.fte_now(function, a.sender).values()) for a in rows]
            if math.fsum(weights) <= 0:
                weights = [a.share for a in rows]
            whole = math.fsum(weights)
            full = direct.get((supplier, function), 0.0) + self.overhead(supplier, function, direct)
            for row, weight in zip(rows, weights, strict=True):
                if row.mode not in {"share", "buy"}:
                    continue
                price = full * weight / whole if whole > 0 else 0.0
                if row.mode == "buy":
                    price *= 1 + self.values["cso_margin"]
                self.charge(row, price, bought, earned)
        return (
            {name: math.fsum(values) for name, values in bought.items()},
            {name: math.fsum(values) for name, values in earned.items()},
        )

    def charge(
        self, row: Allocation, price: float, bought: dict[str, list[float]], earned: dict[str, list[float]]
    ) -> None:
        """M2: a price over the customers by population, or each at the price per head."""
        total = self.population(row.customers)
        per_head = self.functions[row.function].price_per_head if row.mode == "buy" else None
        for customer in row.customers:
            people = self.organisations[customer].population or 0.0
            if per_head is not None:
                part = per_head * people * (row.share if self.reading["price_times_share"] else 1.0)
            else:
                part = price * (people / total if total > 0 else 1 / len(row.customers))
            if customer == row.receiver and not self.reading["host_buys"]:
                continue
            bought[customer].append(part)
            earned[row.receiver].append(part)

    def overhead(self, supplier: str, function: str, direct: Mapping[tuple[str, str], float]) -> float:
        """A support organisation's fixed cost, shared over its functions by direct cost."""
        org = self.organisations[supplier]
        if not (org.is_cso and self.reading["fixed_in_price"]):
            return 0.0
        whole = math.fsum(cost for (name, _), cost in direct.items() if name == supplier)
        return org.fixed * direct.get((supplier, function), 0.0) / whole if whole > 0 else 0.0

    def target(self, org: Organisation) -> float | None:
        """M6: allowance per head x population for a CCG; the target given for anyone else."""
        if squash(org.kind) == "ccg" and org.population is not None:
            allowance = self.values["running_cost_allowance"] if org.allowance is None else org.allowance
            return allowance * org.population
        return org.target

    def receiver_rows(self) -> tuple[list[dict[str, Any]], dict[str, float]]:
        """M6: each receiver in each financial year; and the legacy by year."""
        self.budget_rows = [row for row in rows_of(self.plan, "Budgets") if squash(row("Line")) == "nonpay"]
        rows: list[dict[str, Any]] = []
        legacies: dict[str, float] = {}
        for year in self.years:
            factor = self.year_part(year)
            staff, vacancies = self.staff_cost(year), self.vacancy_cost(year)
            non_pay, legacy = self.non_pay(year)
            legacies[year] = pennies(legacy)
            direct = {
                key: staff.get(key, 0.0) + vacancies.get(key, 0.0) + non_pay.get(key, 0.0)
                for key in sorted({*staff, *vacancies, *non_pay})
            }
            bought, earned = self.trade(direct)

            def of(items: Mapping[tuple[str, str], float], name: str) -> float:
                return math.fsum(cost for (receiver, _), cost in items.items() if receiver == name)

            for name, org in sorted(self.organisations.items()):
                if org.is_sender:
                    continue
                row: dict[str, Any] = {
                    "staff": of(staff, name),
                    "vacancies": of(vacancies, name),
                    "fixed": org.fixed,
                    "non_pay": of(non_pay, name),
                    "bought": bought.get(name, 0.0),
                    "earned": earned.get(name, 0.0),
                }
                row = {key: pennies(value * factor) for key, value in row.items()}
                total = math.fsum(row.values()) - 2 * row["earned"]
                target = self.target(org)
                row["total"] = pennies(total)
                row["target"] = None if target is None else pennies(target * factor)
                row["over"] = None if target is None else pennies(row["total"] - row["target"])
                rows.append({"receiver": name, "year": year, **row})
        return rows, legacies

    def year_part(self, year: str) -> float:
        """How much of a financial year the receivers' figures stand for."""
        first = date(int(year[:4]), 4, 1)
        if self.reading["part_year"] == "full" or self.transfer <= first:
            return 1.0
        return whole_months(self.transfer, anniversary(first, 1)) / 12

    # ---- M7: talent

    def leaves(self, holding: Holding) -> float:
        """M7: the odds of leaving commissioning: not placed, or placed with a provider."""
        stays = math.fsum(
            odds
            for (receiver, _), odds in holding.placed.items()
            if squash(self.organisations[receiver].kind) != "provider"
        )
        return 1 - stays

    def talent(self) -> dict[str, Any]:
        """M7: value lost in %, years of experience, skills, cover, last experts and senior leaders."""
        lost, value, years = [], [], []
        skilled: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
        for holding in self.holdings:
            goes = self.leaves(holding)
            worth = math.fsum(part.fte * CRITICALITY[part.criticality] for part in holding.parts)
            value.append(worth)
            lost.append(worth * goes)
            years.append(goes * self.reckonable(holding.person, holding.last_day))
            for part in holding.parts:
                for skill, level in part.competence.items():
                    skilled[skill].append((part.fte * level, goes, part.fte))
        total = math.fsum(value)
        cover: dict[str, float | None] = {}
        for function in sorted({post.function for post in self.posts}):
            required = math.fsum(post.fte for post in self.posts if post.function == function)
            filled = math.fsum(
                h.fte * odds
                for h in self.holdings
                for (_, where), odds in h.placed.items()
                if where == function
            )
            cover[function] = filled / required if required > 0 else None
        return {
            "lost_percent": 100 * math.fsum(lost) / total if total > 0 else 0.0,
            "years_lost": math.fsum(years),
            "skills": {
                skill: {
                    "now": math.fsum(weight for weight, _, _ in held),
                    "kept": math.fsum(weight * (1 - goes) for weight, goes, _ in held),
                    "last_expert": len(held) == 1 or (len(held) == 2 and held[0][1] + held[1][1] > 0.5),
                }
                for skill, held in sorted(skilled.items())
            },
            "cover": cover,
            "senior_leaders_lost": math.fsum(
                self.leaves(h) for h in self.holdings if h.band in {"8d", "9", "VSM"}
            ),
        }

    # ---- all together

    def heads(self) -> float:
        """Expected redundancies, by head."""
        if self.reading["heads"] == "rows":
            return math.fsum(h.redundant for h in self.holdings)
        odds: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for h in self.holdings:
            odds[h.person.number].append((h.fte, h.redundant))
        return math.fsum(
            math.fsum(f * p for f, p in held) / whole
            for held in odds.values()
            if (whole := math.fsum(f for f, _ in held)) > 0
        )

    def result(self) -> dict[str, Any]:
        """The whole evaluation, in the shape of the program's JSON."""
        self.run()
        people = self.people_rows()
        receivers, legacy = self.receiver_rows()
        talent = self.talent()
        by_year = {year: [row for row in receivers if row["year"] == year] for year in self.years}
        targets = {
            year: pennies(math.fsum(row["target"] for row in rows if row["target"] is not None))
            for year, rows in by_year.items()
        }
        return {
            "headline": {
                "redundancy_cost": pennies(math.fsum(row["expected_cost"] for row in people)),
                "redundancies_fte": math.fsum(h.redundant * h.fte for h in self.holdings),
                "redundancies_heads": self.heads(),
                "talent_lost_percent": talent["lost_percent"],
                "operating_cost": {
                    year: pennies(math.fsum(row["total"] for row in rows) + legacy[year])
                    for year, rows in by_year.items()
                },
                "target": targets,
            },
            "people": people,
            "receivers": receivers,
            "pools": self.pool_figures,
            "legacy": legacy,
            "talent": talent,
            "left_out": {"rows": 0, "fte": 0.0},
        }


# ------------------------------------------------------------------------------------- rates and merging


def pay_column(year: str) -> int:
    """Which column of the pay tables a year has; beyond the last, the last."""
    years = tables.YEARS_OF_PAY
    return years.index(min(max(year, years[0]), years[-1]))


def ni_row(year: str) -> tuple[int, int, int, float, float]:
    """LEL, ST, UAP, rate and rebate of a year; beyond the last, the last."""
    years = sorted(tables.NATIONAL_INSURANCE)
    lel, st, uap, rate, rebate = tables.NATIONAL_INSURANCE[min(max(year, years[0]), years[-1])]
    return lel, st, uap, rate / 100, rebate / 100


def national_insurance(pay: float, year: str, member: bool) -> float:
    """R2: the employer's national insurance on annual pay."""
    lel, st, uap, rate, rebate = ni_row(year)
    if not member:
        return rate * max(0.0, pay - st)
    if pay > st:
        return (rate - rebate) * (min(pay, uap) - st) + rate * max(0.0, pay - uap) - rebate * (st - lel)
    return -rebate * max(0.0, pay - lel)


def marginal_rate(pay: float, year: str, member: bool) -> float:
    """M5: the employer's rate on the next pound."""
    _, st, uap, rate, rebate = ni_row(year)
    if pay <= st:
        return 0.0
    return rate - rebate if member and pay <= uap else rate


def earliest(one: date | None, two: date | None) -> date | None:
    """The earlier of two days, either of which may be unknown."""
    return min((when for when in (one, two) if when), default=None)


def largest(one: float | None, two: float | None) -> float | None:
    """The larger of two numbers, either of which may be unknown."""
    return max((value for value in (one, two) if value is not None), default=None)


def skills(text: str) -> dict[str, float]:
    """`name:proficiency` separated by `;`; without a number, proficiency 1."""
    found: dict[str, float] = {}
    for item in text.split(";"):
        name, _, level = item.partition(":")
        if name.strip():
            found[name.strip().casefold()] = float(level) if level.strip() else 1.0
    return found


def stage_named(value: object) -> str:
    """A stage by its key or by the field's name for it; blank for none."""
    word = squash(value or "").replace("ringfencedcompetition", "ringfence")
    if not word:
        return ""
    for stage in STAGES:
        if word == squash(stage):
            return stage
    raise ValueError(f"unknown stage {value!r}")


def evaluate(
    plan: Mapping[str, list[dict[str, Any]]], scenario: str, readings: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Calculate a scenario of a plan, as read by `read_workbook`.

    `readings` flips choices listed in AMBIGUITIES, by name. The result has the shape of the program's JSON
    (`headline`, `people`, `receivers`, `left_out`), and `pools`, `legacy` and `talent` beside them.
    """
    return Calculation(plan, scenario, readings or {}).result()


if __name__ == "__main__":
    import json

    json.dump(evaluate(read_workbook(sys.argv[1]), sys.argv[2]), sys.stdout, indent=1)
