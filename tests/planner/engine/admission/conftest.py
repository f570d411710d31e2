"""A small plan without a fault, and a way to put one in."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from planner.engine.admission import Admission, judge
from planner.model.plan import Plan
from planner.model.tables import TABLES, frame_of
from planner.rules.rulebook import RuleBook, load_rules

ROWS: dict[str, list[dict[str, Any]]] = {
    "organisations": [
        {"code": "P1", "name": "North PCT", "kind": "PCT"},
        {"code": "P2", "name": "South PCT", "kind": "PCT"},
        {"code": "C1", "name": "North CCG", "kind": "CCG", "population": 150_000},
        {"code": "C2", "name": "South CCG", "kind": "CCG", "population": 90_000},
        {"code": "S1", "name": "Support", "kind": "CSO hosted", "target": 400_000},
        {"code": "B1", "name": "Area team", "kind": "Board area team", "target": 100_000},
        {"code": "L1", "name": "Council", "kind": "Local authority"},
    ],
    "functions": [
        {"code": "CON", "name": "Contracting", "competencies": "7;9"},
        {"code": "RED", "name": "Redesign"},
    ],
    "staff": [
        {
            "employee_number": f"E{number}",
            "assignment_number": f"E{number}-1",
            "organisation": organisation,
            "function": function,
            "band": band,
            "spine_point": point,
            "fte": fte,
            "continuous_from": datetime(2004, 9, 13),
            "reckonable_from": datetime(2001, 5, 1),
            "born": datetime(1970, 1, 5),
            "contract": "Permanent",
            "pension_section": "1995",
            "membership_years": 10,
        }
        for number, organisation, function, band, point, fte in (
            (1, "P1", "CON", "8b", 42, 1.0),
            (2, "P1", "CON", "7", 34, 0.5),
            (3, "P2", "CON", "5", 23, 1.0),
            (4, "P2", "RED", "7", 30, 0.8),
        )
    ],
    "budgets": [
        {"organisation": "P1", "function": "CON", "line": "Non-pay", "year": 2012, "amount": 12_000},
        {"organisation": "P1", "function": "CON", "line": "Non-pay", "year": 2013, "amount": 12_000},
        {"organisation": "P2", "function": "RED", "line": "Non-pay", "year": 2012, "amount": 4_000},
    ],
    "scenarios": [{"scenario": "Buy"}, {"scenario": "Buy less", "based_on": "Buy"}],
    "posts": [
        {"post": "X1", "receiver": "C1", "function": "CON", "band": "7", "fte": 1.0},
        {"post": "X2", "scenario": "Buy less", "receiver": "S1", "function": "CON", "band": "5", "fte": 1.0},
    ],
    "allocations": [
        {
            "scenario": "Buy",
            "function": "CON",
            "receiver": "S1",
            "mode": "buy",
            "share": 60,
            "customers": "C1;C2",
        },
        {"scenario": "Buy", "function": "CON", "receiver": "C1", "mode": "do", "share": 40},
        {"scenario": "Buy", "function": "RED", "receiver": "C2", "mode": "do", "share": 100},
        {"scenario": "Buy less", "function": "RED", "receiver": "B1", "mode": "board", "share": 50},
    ],
    "placements": [
        {"scenario": "Buy", "employee_number": "E1", "outcome": "placed", "receiver": "S1", "locked": "Y"},
        {
            "scenario": "Buy",
            "employee_number": "E2",
            "outcome": "placed",
            "receiver": "C1",
            "post": "X1",
            "locked": "Y",
        },
    ],
    "assumptions": [
        {"scenario": "Buy", "key": "saving_buy", "value": 0.2},
        {"key": "stage_slot_in@C1", "value": 0},
    ],
}

Change = dict[str, Any]
Judged = tuple[Plan, Admission]


def frame(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    spec = TABLES[name]
    return frame_of(spec, {key: [row.get(key) for row in rows] for key in spec.keys})


@pytest.fixture(scope="session")
def rules() -> RuleBook:
    return load_rules()


@pytest.fixture
def plan() -> Plan:
    return Plan(**{name: frame(name, rows) for name, rows in ROWS.items()})


@pytest.fixture
def judged(rules: RuleBook) -> Callable[..., Judged]:
    """Judge the small plan after changing one row of a table, or after adding rows to it."""

    def judge_with(
        table: str, row: int | None = None, change: Change | None = None, *, add: tuple[Change, ...] = ()
    ) -> Judged:
        rows = {name: [dict(one) for one in many] for name, many in ROWS.items()}
        if row is not None:
            rows[table][row - 2].update(change or {})
        rows[table] += [dict(one) for one in add]
        plan = Plan(**{name: frame(name, many) for name, many in rows.items()})
        return plan, judge(plan, rules)

    return judge_with


@pytest.fixture
def closure() -> date:
    return date(2013, 3, 31)
