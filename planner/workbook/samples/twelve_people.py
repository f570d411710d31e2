"""Twelve people: a plan small enough to check by hand.

Each stage of filling posts has someone in it, and the awkward cases each stand once: a locked
placement, a fixed term that ends early, a pension estimate, a pension quote, a person to whom only
statutory pay is due, one who is short of 104 weeks, a function that stops with its lease still to pay.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from planner.model.plan import Facts, Plan
from planner.model.tables import TABLES
from planner.workbook.samples.rows import Row, table_of

NAME = "Twelve people"
SCENARIO = "One of each"


def twelve_people() -> Plan:
    """Make the plan; the same every time."""
    plan = Plan(facts=Facts(plan_name=NAME))
    for name, rows in _TABLES.items():
        plan = plan.with_table(name, table_of(TABLES[name], rows))
    return plan


def _person(number: int, function: str, title: str, band: str, **more: Any) -> dict[str, Any]:
    return {
        "employee_number": f"E{number:02d}",
        "name": f"Post-holder {number:04d}",
        "organisation": "P1",
        "function": function,
        "position_title": title,
        "band": band,
        "fte": 1.0,
        "contract": "Permanent",
        "assignment_status": "Active Assignment",
        "establishment": "Example House",
    } | more


_STAFF = [
    _person(
        1, "CON", "Head of contracting", "8b", spine_point=42, continuous_from=date(2000, 9, 1),
        reckonable_from=date(2000, 9, 1), born=date(1957, 5, 20), pension_section="1995",
        membership_years=30, criticality=5, skills="contract law:4; negotiation:4", sex="Female",
        notes="Capital cost is estimated, and above the lump sum: most membership came from elsewhere",
    ),
    _person(
        2, "CON", "Contract manager", "7", spine_point=34, continuous_from=date(1996, 1, 2),
        born=date(1956, 2, 3), pension_section="1995", membership_years=22, pension_quote=61_250,
        criticality=4, skills="negotiation:4; tariff:3", sex="Male",
        notes="The pension scheme has quoted; one service date serves for both",
    ),
    _person(
        3, "CON", "Contract manager", "7", spine_point=31, fte=0.6, continuous_from=date(2003, 4, 1),
        reckonable_from=date(2003, 4, 1), born=date(1969, 8, 17), pension_section="1995",
        retention_payment=500, skills="tariff:2", sex="Female",
        notes="Ten complete years to the day",
    ),
    _person(
        4, "CON", "Contract specialist", "6", spine_point=29, continuous_from=date(2009, 9, 14),
        reckonable_from=date(2009, 9, 14), born=date(1979, 11, 30), pension_section="2008",
        scarce="Y", skills="tariff:3", sex="Female",
    ),
    _person(
        5, "RED", "Pathway redesign manager", "7", spine_point=30, continuous_from=date(2001, 1, 8),
        reckonable_from=date(1999, 3, 1), born=date(1966, 7, 7), pension_section="1995",
        criticality=4, skills="pathway design:4", sex="Female",
    ),
    _person(
        6, "RED", "Pathway redesign manager", "7", spine_point=34, fte=0.8,
        continuous_from=date(2008, 6, 6), reckonable_from=date(2008, 6, 6), born=date(1974, 1, 5),
        pension_section="2008", skills="pathway design:3; facilitation:3", sex="Male",
    ),
    _person(
        7, "RED", "Project officer", "5", spine_point=20, continuous_from=date(2011, 8, 15),
        reckonable_from=date(2011, 8, 15), born=date(1987, 3, 12), contract="Fixed term",
        contract_ends=date(2013, 1, 14), criticality=2, sex="Male",
        notes="The fixed term ends before the transfer, short of 104 weeks",
    ),
    _person(
        8, "RED", "Project officer", "5", annual_salary=24_000, fte=0.8,
        continuous_from=date(2005, 10, 10), reckonable_from=date(2005, 10, 10),
        born=date(1981, 6, 21), pension_section="1995", skills="facilitation:2", sex="Female",
        notes="Already placed by agreement",
    ),
    _person(
        9, "INF", "Information specialist", "6", spine_point=27, continuous_from=date(2004, 2, 29),
        reckonable_from=date(2004, 2, 29), born=date(1976, 9, 9), pension_section="1995",
        skills="data warehouse:4", sex="Male", notes="Started on 29 February",
    ),
    _person(
        10, "INF", "Information analyst", "5", spine_point=23, fte=0.8,
        continuous_from=date(2007, 11, 5), reckonable_from=date(2007, 11, 5), born=date(1983, 12, 24),
        pension_section="1995", scarce="Y", skills="data warehouse:2; tariff:2", sex="Female",
    ),
    _person(
        11, "LEG", "Legacy systems officer", "5", spine_point=22, continuous_from=date(2001, 5, 1),
        reckonable_from=date(2012, 6, 1), born=date(1965, 4, 2), criticality=1, sex="Female",
        notes="Earlier years were paid for in a redundancy in 2012: only statutory pay is due",
    ),
    _person(
        12, "LEG", "Legacy systems manager", "7", spine_point=28, continuous_from=date(2011, 5, 2),
        reckonable_from=date(2011, 5, 2), born=date(1978, 10, 1), pension_section="2008",
        criticality=2, sex="Male", notes="28 days short of 104 weeks",
    ),
]  # fmt: skip

_ORGANISATIONS: list[Row] = [
    {"code": "P1", "name": "Example PCT", "kind": "PCT"},
    {
        "code": "C1", "name": "Example North CCG", "kind": "CCG", "population": 12_000,
        "allowance_per_head": 25, "fixed_cost": 40_000,
    },
    {
        "code": "C2", "name": "Example South CCG", "kind": "CCG", "population": 8_000,
        "allowance_per_head": 25, "fixed_cost": 35_000,
    },
    {"code": "S1", "name": "Example support organisation", "kind": "CSO hosted", "target": 0},
]  # fmt: skip

_FUNCTIONS = [
    {
        "code": "CON", "name": "Contracting", "family": "Contracting", "kind": "transactional",
        "competencies": "9;10", "statutory": "Y", "scale": "at scale", "minimum_cover": 60,
        "framework": "Y", "procurement_months": 6,
    },
    {
        "code": "RED", "name": "Service redesign", "family": "Redesign", "kind": "clinical",
        "competencies": "4;8", "statutory": "N", "scale": "local", "fixed_fte": 0.5,
        "fte_per_100k": 10, "minimum_cover": 70,
    },
    {
        "code": "INF", "name": "Information", "family": "Information", "kind": "transactional",
        "competencies": "5", "statutory": "N", "scale": "at scale", "minimum_cover": 75,
        "framework": "Y", "procurement_months": 9,
    },
    {
        "code": "LEG", "name": "Legacy systems", "family": "Information", "kind": "transactional",
        "competencies": "5", "statutory": "N", "scale": "national", "minimum_cover": 0,
    },
]  # fmt: skip


def _budget(function: str, line: str, amount: float, committed: date | None = None) -> dict[str, Any]:
    return {
        "organisation": "P1", "function": function, "line": line, "year": 2012, "amount": amount,
        "committed_until": committed,
    }  # fmt: skip


_BUDGETS = [
    _budget("CON", "Pay", 186_000),
    _budget("RED", "Pay", 139_000),
    _budget("INF", "Pay", 65_000),
    _budget("LEG", "Pay", 70_000),
    _budget("CON", "Non-pay", 12_000),
    _budget("RED", "Non-pay", 4_000),
    _budget("INF", "Non-pay", 6_000),
    _budget("LEG", "Non-pay", 5_000, date(2015, 3, 31)),
]

_POSTS = [
    {
        "post": "S-RED-1", "scenario": SCENARIO, "receiver": "C2", "function": "RED",
        "title": "Redesign manager", "band": "7", "fte": 1.0, "skills": "pathway design",
    },
    {
        "post": "S-RED-2", "scenario": SCENARIO, "receiver": "C2", "function": "RED",
        "title": "Redesign officer", "band": "5", "fte": 0.8, "skills": "facilitation",
    },
]  # fmt: skip

_SCENARIOS = [
    {
        "scenario": SCENARIO,
        "description": "Buy contracting, share information, redesign in each CCG, stop the legacy systems",
        "owner": "Transition manager",
    },
    {
        "scenario": "Buy information too",
        "description": "As One of each, but the support organisation takes information",
        "based_on": SCENARIO,
        "owner": "Transition manager",
    },
]


def _allocated(function: str, mode: str, share: float, receiver: str | None, **more: Any) -> dict[str, Any]:
    return {
        "scenario": SCENARIO, "function": function, "receiver": receiver, "mode": mode, "share": share,
    } | more  # fmt: skip


_ALLOCATIONS = [
    _allocated("CON", "buy", 100, "S1", reason="At scale; both CCGs are customers"),
    _allocated("RED", "do", 60, "C1", reason="Clinical insight stays with the CCGs"),
    _allocated("RED", "do", 40, "C2", reason="Clinical insight stays with the CCGs"),
    _allocated("INF", "share", 100, "C2", customers="C1;C2", reason="One team for both, in the South"),
    _allocated("LEG", "stop", 100, None, reason="The systems are switched off at closure"),
    _allocated("INF", "buy", 100, "S1", reason="One supplier for both") | {"scenario": "Buy information too"},
]

_PLACEMENTS = [
    {
        "scenario": SCENARIO, "employee_number": "E08", "outcome": "placed", "receiver": "C2",
        "post": "S-RED-2", "date": date(2013, 4, 1), "stage": "slot_in", "match": 90, "locked": "Y",
        "reason": "Agreed by both parties in January",
    },
]  # fmt: skip

_ASSUMPTIONS = [
    {
        "scenario": SCENARIO, "key": "saving_buy", "value": 0.3, "unit": "share of FTE", "low": 0.2,
        "high": 0.35, "status": "judgement", "source": "The support organisation's first offer",
        "owner": "Director of finance", "date": date(2012, 6, 1),
    },
]  # fmt: skip

_TABLES: dict[str, Sequence[Row]] = {
    "organisations": _ORGANISATIONS,
    "staff": _STAFF,
    "functions": _FUNCTIONS,
    "budgets": _BUDGETS,
    "posts": _POSTS,
    "scenarios": _SCENARIOS,
    "allocations": _ALLOCATIONS,
    "placements": _PLACEMENTS,
    "assumptions": _ASSUMPTIONS,
}
