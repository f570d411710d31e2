"""Shocks: what may befall a scenario from outside, each as one more scenario based on it.

A shock is written in rows that a user could have put in: dates and receivers of allocations, posts,
assumptions. What a plan already knows is kept; locked placements hold whatever happens.

==================== =======================================================================================
shock                what the scenario made holds
==================== =======================================================================================
Late transfer        all work moves some months later; work that nobody claims ends at the closure as before
Allowance cut        no clinical commissioning group has more for each person than the cut allows
Transfer share       receivers' posts, all in the same proportion, come to a share of the FTE there is now
Customer leaves      the largest customer of each support organisation does its own part of the work again
Policy turns         buying ends: the groups that bought work share it, under the largest of them
More leavers         the leaver rate and the effect of an announced closure are at their highest
==================== =======================================================================================
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.base.errors import EditRefusedError
from planner.engine.market.suppliers import kinds_of, largest_customers
from planner.engine.workings import Workings
from planner.model.plan import Plan
from planner.model.results import Results
from planner.model.scenario_edits import add_scenario, name_fault
from planner.model.table_edits import add_rows
from planner.model.tables import BOARD_KINDS
from planner.risk.moved_work import Taker, merged, row_for, split_off
from planner.risk.scaled_posts import posts_scaled, sheet_posts_scaled

LATE, CUT, CUSTOMER, POLICY, LEAVERS = "late", "allowance", "customer", "policy", "leavers"
TRANSFER = ("transfer_low", "transfer", "transfer_high")


@dataclass(frozen=True, slots=True)
class Shock:
    """One thing that may happen.

    Attributes:
        key: its name in code and files ("late").
        name: in a few words ("Transfer 3 months late").
        says: what it supposes, in a sentence.
        why_not: why it cannot befall this scenario; empty where it can.
    """

    key: str
    name: str
    says: str
    why_not: str = ""

    @property
    def is_possible(self) -> bool:
        """Whether it can befall the scenario."""
        return not self.why_not


def shocks_of(results: Results) -> tuple[Shock, ...]:
    """Every shock, with the figures that the scenario's assumptions give it; none for the baseline."""
    work = results.workings
    if not isinstance(work, Workings) or work.ground.scenario.is_baseline:
        return ()
    given = results.assumptions
    share = given.entry("stress_transfer_share")
    allowance, months = given["stress_allowance"], given["stress_months_late"]
    rates = [given.entry(key) for key in ("leaver_rate", "closure_factor")]
    return (
        Shock(LATE, f"Transfer {months:g} months late", f"All work moves {months:g} months later.",
              "" if len(_claims(results)) else "No work moves in this scenario."),
        Shock(CUT, f"Allowance cut to £{allowance:g}",
              f"No clinical commissioning group has more than £{allowance:g} for each person.",
              _why_not_cut(results, allowance)),
        *(_transfer(results, key, part) for key, part in zip(
            TRANSFER, (share.low, share.value, share.high), strict=True)),
        Shock(CUSTOMER, "Largest customers leave",
              "The largest customer of each support organisation takes its part of the work back.",
              "" if largest_customers(results) else "No support organisation sells anything here."),
        Shock(POLICY, "Policy turns: no buying",
              "Buying ends; the groups that bought work share it, under the largest of them.",
              "" if (_claims(results)["mode"] == "buy").any() else "Nothing is bought in this scenario."),
        Shock(LEAVERS, "Leavers at the highest",
              f"{rates[0].high:.0%} resign a year, {rates[1].high:g} times that once closure is announced.",
              "" if any(one.high > one.value for one in rates) else "They are at their highest already."),
    )  # fmt: skip


def shocked(results: Results, shock: Shock, name: str = "") -> Plan:
    """The plan with one more scenario, in which the shock has befallen the one that was evaluated.

    Args:
        results: of the scenario as planned.
        shock: one of ``shocks_of(results)``.
        name: of the new scenario; ``scenario_name`` where none is given.

    Raises:
        EditRefusedError: it cannot befall this scenario.
    """
    if not shock.is_possible:
        raise EditRefusedError(shock.why_not)
    new = name or scenario_name(results, shock)
    plan = add_scenario(results.plan, new, results.scenario)
    match shock.key:
        case "late":
            return _with_allocations(plan, new, _later(results))
        case "customer":
            return _customers_left(results, plan, new)
        case "policy":
            return _with_allocations(plan, new, _shared_again(results))
        case "allowance":
            values = {"allowance_ceiling": results.assumptions["stress_allowance"]}
            return _with_assumptions(plan, new, values, shock)
        case "leavers":
            entries = [results.assumptions.entry(key) for key in ("leaver_rate", "closure_factor")]
            return _with_assumptions(plan, new, {one.key: one.high for one in entries}, shock)
        case _:
            return _with_posts(plan, new, posts_scaled(results, _part_of(results, shock)))


def scenario_name(results: Results, shock: Shock) -> str:
    """What the scenario of a shock is called, unlike any that the plan has."""
    wanted = f"{results.scenario}: {shock.name[:1].lower()}{shock.name[1:]}"
    name, number = wanted, 2
    while name_fault(results.plan, name):
        name, number = f"{wanted} {number}", number + 1
    return name


# ------------------------------------------------------------ what each supposes


def _claims(results: Results) -> pd.DataFrame:
    """The allocations in force that are free of error."""
    work = results.workings
    assert isinstance(work, Workings)  # noqa: S101 - every evaluation keeps its workings
    return work.ground.scenario.allocations


def _why_not_cut(results: Results, allowance: float) -> str:
    groups = results.receivers[results.receivers["kind"] == "CCG"]
    per_head = (groups["target"] / groups["population"]).dropna()
    if per_head.empty:
        return "No clinical commissioning group has an allowance."
    return "" if per_head.max() > allowance else "No allowance is higher than that now."


def _transfer(results: Results, key: str, part: float) -> Shock:
    says = f"Receivers have posts for {part:.0%} of the FTE there is now, in the same proportions."
    none = results.posts["fte"].sum() <= 0
    return Shock(key, f"Posts for {part:.0%} of staff", says, "No receiver has posts." if none else "")


def _part_of(results: Results, shock: Shock) -> float:
    """How many posts there are for each one as planned."""
    share = results.assumptions.entry("stress_transfer_share")
    part = dict(zip(TRANSFER, (share.low, share.value, share.high), strict=True))[shock.key]
    return float(part * results.people["fte"].sum() / results.posts["fte"].sum())


def _later(results: Results) -> pd.DataFrame:
    claims = _claims(results)
    transfer = pd.Timestamp(results.plan.facts.transfer_date)
    months = pd.DateOffset(months=int(results.assumptions["stress_months_late"]))
    dates = claims["date"].fillna(transfer) + months
    return claims.assign(date=dates.astype(claims["date"].dtype))


def _shared_again(results: Results) -> pd.DataFrame:
    """The allocations of every function and sender of which something is bought, bought no more."""
    claims = _claims(results)
    people, ccgs = _people(results), _ccgs(results)
    rows: list[Mapping[Any, Any]] = []
    for claim in _together(claims, claims["mode"] == "buy").to_dict("records"):
        if claim["mode"] != "buy":
            rows.append(claim)
            continue
        customers = _customers(claim, ccgs)
        groups = [one for one in customers if one in ccgs]
        if len(groups) > 1:
            host = max(groups, key=lambda one: people.get(one, 0.0))
            rows.append(row_for(claim, Taker(host, "share"), claim["share"], customers))
        else:
            rows += [
                row_for(claim, Taker(one, _own_mode(results, one)), claim["share"] * part)
                for one, part in _parts(customers, people).items()
            ]
    return merged(rows, claims)


def _customers_left(results: Results, plan: Plan, new: str) -> Plan:
    """Each support organisation's largest customer does its own part; posts go by what is left."""
    claims, leaving = _claims(results), largest_customers(results)
    people, ccgs = _people(results), _ccgs(results)

    def is_left(claim: Mapping[Any, Any]) -> bool:
        return claim["mode"] == "buy" and leaving.get(claim["receiver"]) in _customers(claim, ccgs)

    is_hit = pd.Series([is_left(one) for one in claims.to_dict("records")], index=claims.index, dtype=bool)
    rows: list[Mapping[Any, Any]] = []
    kept: dict[tuple[str, str], float] = {}
    for claim in _together(claims, is_hit).to_dict("records"):
        if not is_left(claim):
            rows.append(claim)
            continue
        gone, customers = leaving[claim["receiver"]], _customers(claim, ccgs)
        part = _parts(customers, people)[gone]
        rows += split_off(claim, customers, gone, part, _own_mode(results, gone))
        kept[claim["receiver"], claim["function"]] = 1 - part
    plan = _with_allocations(plan, new, merged(rows, claims))
    return _with_posts(plan, new, sheet_posts_scaled(results, kept))


def _own_mode(results: Results, code: str) -> str:
    """How an organisation does work itself."""
    kind = kinds_of(results).get(code, "")
    return "do" if kind == "CCG" else "board" if kind in BOARD_KINDS else "move"


def _people(results: Results) -> dict[str, float]:
    known = results.plan.organisations
    return dict(zip(known["code"], known["population"].fillna(0.0), strict=True))


def _ccgs(results: Results) -> tuple[str, ...]:
    known = results.plan.organisations
    return tuple(known.loc[known["kind"] == "CCG", "code"].astype(str))


def _customers(claim: Mapping[Any, Any], ccgs: tuple[str, ...]) -> list[str]:
    """Who pays for a claim; every CCG where none is named."""
    text = claim["customers"]
    named = [one.strip() for one in text.split(";") if one.strip()] if isinstance(text, str) else []
    return list(dict.fromkeys(named)) or list(ccgs)


def _parts(customers: list[str], people: dict[str, float]) -> dict[str, float]:
    """Each customer's part by population; equal parts where none is known."""
    whole = sum(people.get(one, 0.0) for one in customers)
    return {one: people.get(one, 0.0) / whole if whole > 0 else 1 / len(customers) for one in customers}


def _together(claims: pd.DataFrame, is_hit: "pd.Series[bool]") -> pd.DataFrame:
    """All claims on each function and sender of which one is hit: a scenario's own rows replace them all."""
    pairs = claims["function"].astype(str) + "\0" + claims["sender"].fillna("").astype(str)
    found: pd.DataFrame = claims[pairs.isin(pairs[is_hit])]
    return found


# ------------------------------------------------------------ rows of the new scenario


def _with_allocations(plan: Plan, new: str, rows: pd.DataFrame) -> Plan:
    return _with_rows(plan, "allocations", rows.assign(scenario=new))


def _with_posts(plan: Plan, new: str, rows: pd.DataFrame) -> Plan:
    return _with_rows(plan, "posts", rows.assign(scenario=new))


def _with_assumptions(plan: Plan, new: str, values: dict[str, float], shock: Shock) -> Plan:
    rows = pd.DataFrame({"key": list(values), "value": list(values.values())})
    return _with_rows(plan, "assumptions", rows.assign(scenario=new, status="judgement", source=shock.says))


def _with_rows(plan: Plan, table: str, rows: pd.DataFrame) -> Plan:
    return add_rows(plan, table, {str(key): rows[key].tolist() for key in rows}) if len(rows) else plan
