"""Plans small enough to reckon by hand, told by what is out of the ordinary in them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from planner.engine.evaluate import evaluate
from planner.model.plan import Facts, Plan
from planner.model.results import Results
from planner.model.tables import TABLES, frame_of
from planner.rules.rulebook import RuleBook

Row = Mapping[str, Any]

SCENARIO = "Tried"
NOBODY_RESIGNS = {"leaver_rate": 0.0}
EVERYONE_ACCEPTS = {
    f"accept_{stage}": 1.0
    for stage in ("lift_and_shift", "slot_in", "competitive_slot_in", "ring_fence", "redeployment")
}

ORGANISATIONS: tuple[Row, ...] = (
    {"code": "P1", "name": "North PCT", "kind": "PCT"},
    {"code": "P2", "name": "South PCT", "kind": "PCT"},
    {"code": "C1", "name": "North CCG", "kind": "CCG", "population": 150_000},
    {"code": "C2", "name": "South CCG", "kind": "CCG", "population": 50_000},
    {"code": "S1", "name": "Support", "kind": "CSO hosted"},
    {"code": "B1", "name": "Area team", "kind": "Board area team"},
    {"code": "L1", "name": "Council", "kind": "Local authority"},
    {"code": "V1", "name": "Hospital", "kind": "Provider"},
)
FUNCTIONS: tuple[Row, ...] = (
    {"code": "CON", "name": "Contracting", "family": "Buying"},
    {"code": "PRO", "name": "Procurement", "family": "Buying"},
    {"code": "RED", "name": "Redesign", "family": "Clinical"},
)


def person(number: str, function: str = "CON", band: str = "7", **more: Any) -> Row:
    """A full-timer at P1 on £36,500 with ten complete years, 43 years old, outside the scheme."""
    return {
        "employee_number": number,
        "organisation": "P1",
        "function": function,
        "band": band,
        "fte": 1.0,
        "annual_salary": 36_500,
        "continuous_from": date(2003, 4, 1),
        "reckonable_from": date(2003, 4, 1),
        "born": date(1970, 1, 5),
        "contract": "Permanent",
    } | more


def claim(function: str, receiver: str | None, mode: str, share: float = 100, **more: Any) -> Row:
    """An allocation of the scenario that is tried."""
    row = {"scenario": SCENARIO, "function": function, "receiver": receiver, "mode": mode, "share": share}
    return row | more


def post(code: str, receiver: str, function: str, band: str, fte: float, **more: Any) -> Row:
    """A row of the Posts sheet, for every scenario."""
    return {"post": code, "receiver": receiver, "function": function, "band": band, "fte": fte} | more


def locked(number: str, outcome: str, **more: Any) -> Row:
    """A locked placement of the scenario that is tried."""
    row = {"scenario": SCENARIO, "employee_number": number, "outcome": outcome, "locked": "Y"}
    return row | more


def budget(function: str, amount: float, year: int = 2012, **more: Any) -> Row:
    """A line of P1's non-pay."""
    row = {"organisation": "P1", "function": function, "line": "Non-pay", "year": year, "amount": amount}
    return row | more


def table(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """A table from its rows; what a row does not say is blank."""
    spec, held = TABLES[name], list(rows)
    unknown = {key for row in held for key in row} - set(spec.keys)
    assert not unknown, f"{name} has no {unknown}"
    return frame_of(spec, {key: [row.get(key) for row in held] for key in spec.keys})


def changed(rows: Iterable[Row], **changes: Row) -> list[Row]:
    """The same organisations or functions with some facts changed: ``C1={"population": 10}``."""
    return [{**row, **changes.get(row["code"], {})} for row in rows]


def plan_of(
    *,
    facts: Mapping[str, Any] | None = None,
    assumptions: Mapping[str, float] | None = None,
    organisations: Iterable[Row] = ORGANISATIONS,
    functions: Iterable[Row] = FUNCTIONS,
    scenarios: Iterable[Row] = ({"scenario": SCENARIO},),
    **tables: Iterable[Row],
) -> Plan:
    """A plan with two PCTs, one of each kind of receiver, three functions and one scenario."""
    set_rows = [{"key": key, "value": value} for key, value in (assumptions or {}).items()]
    held = {
        "organisations": organisations,
        "functions": functions,
        "scenarios": scenarios,
        "assumptions": set_rows,
        **tables,
    }
    return Plan(facts=Facts(**(facts or {})), **{name: table(name, rows) for name, rows in held.items()})


def tried(plan: Plan, rules: RuleBook, scenario: str = SCENARIO) -> Results:
    """Evaluate a plan that is free of errors."""
    results = evaluate(plan, scenario, rules)
    errors = [finding.message for finding in results.findings if finding.severity == "error"]
    assert not errors, errors
    broken = results.ties[results.ties["difference"] > results.ties["allowed"]]
    assert broken.empty, broken.to_string()
    return results


def of_person(results: Results, number: str) -> pd.Series:
    """The one row of a person who is in one pool."""
    people = results.people[results.people["employee_number"] == number]
    assert len(people) == 1
    return people.iloc[0]


def of_pool(results: Results, pool: str) -> pd.Series:
    """A pool by its name."""
    pools = results.pools[results.pools["pool"] == pool]
    assert len(pools) == 1, results.pools["pool"].tolist()
    return pools.iloc[0]


def of_receiver(results: Results, receiver: str, year: str = "2013/14") -> pd.Series:
    """A receiver in a year."""
    rows = results.receivers
    return rows[(rows["receiver"] == receiver) & (rows["year"] == year)].iloc[0]


def posts_at(results: Results, receiver: str) -> dict[tuple[str, str], float]:
    """A receiver's posts: (function, band) -> FTE."""
    posts = results.posts[results.posts["receiver"] == receiver]
    return posts.groupby(["function", "band"])["fte"].sum().to_dict()


def placed_at(results: Results, number: str) -> dict[tuple[str, str], float]:
    """Where a person in one pool may go: (receiver, stage) -> odds above nil."""
    position = results.people["employee_number"].tolist().index(number)
    return {key: odds for key, odds in results.placements.of_person(position).items() if odds > 0}
