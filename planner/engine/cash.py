"""Money by month, from the plan's start to its horizon, against the baseline run on unchanged."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from planner.base.dates import MONTHS_IN_A_YEAR, day, financial_year, first_day, last_day
from planner.engine.allocation import Claims
from planner.engine.budgets import NonPay, NonPayUse
from planner.engine.columns import Booleans, Days, Floats, Integers, divided, total_by, totals_by
from planner.engine.ground import Ground
from planner.engine.holders import Holders
from planner.engine.leaving import Departures
from planner.engine.odds import Filled
from planner.model.plan import Facts

DAYS_IN_A_YEAR = 365.0


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """The receivers' running costs, £ a year: pay by function (Y, F), and fixed cost (Y,)."""

    pay: Floats
    fixed: Floats


def months_of(facts: Facts) -> Days:
    """Every month from the plan's start to its horizon."""
    first = np.datetime64(facts.plan_start, "M")
    return np.arange(first, np.datetime64(facts.horizon, "M") + 1)


def double_running(holders: Holders, claims: Claims, stays_to_the_end: Floats, years: Integers) -> Floats:
    """(Y,) £ of people who stay on the senders' pay after their work has moved.

    Args:
        stays_to_the_end: (H,) odds of being on the pay roll up to the last day, unplaced.
        years: financial years to report.
    """
    start = claims.group_transfer[holders.group]
    cost = np.zeros(len(years))
    if not (holders.last_day >= start).any():
        return cost
    for at, year in enumerate(years):
        days = _overlap(start, holders.last_day, first_day(int(year)), last_day(int(year)))
        yearly = holders.cost[holders.year_at(int(year))]
        cost[at] = (stays_to_the_end * yearly * days).sum() / DAYS_IN_A_YEAR
    return cost


def _overlap(start: Days, end: Days, first: date, last: date) -> Floats:
    """Days from ``start`` to ``end``, both counted, that lie between ``first`` and ``last``."""
    low = np.maximum(start, day(first))
    high = np.minimum(end, day(last))
    return np.asarray(np.maximum((high - low).astype(np.float64) + 1, 0.0))


@dataclass(frozen=True, slots=True, eq=False)
class ExitMoney:
    """Expected cost of exits (H), £: pay in lieu apart from the rest."""

    redundancy: Floats
    pay_in_lieu: Floats


def months_table(
    ground: Ground,
    filled: Filled,
    money: ExitMoney,
    budgets: NonPay,
    used: NonPayUse,
    running: Running,
) -> pd.DataFrame:
    """Lay all money out by month.

    ``budgets`` are in all of ``holders.years``; ``used`` and ``running`` in the years reported.
    """
    facts, holders, years = ground.facts, ground.holders, ground.years
    months = months_of(facts)
    year = np.array([financial_year(one.astype("datetime64[D]").astype(date)) for one in months])
    at_year = year - holders.years[0]
    at_running = np.clip(year - years[0], 0, len(years) - 1)
    after = (months >= np.datetime64(facts.transfer_date, "M")) & ~ground.scenario.is_baseline
    moves = _months_of_moving(ground, months)
    moved = np.arange(len(months))[:, None] >= moves
    sent = totals_by(ground.claims.portion_group, used.portions, len(moves))
    non_pay = budgets.total[at_year]
    baseline = holders.cost.sum(axis=1)[at_year] + non_pay.sum(axis=1)
    exits = np.clip(_month_at(holders.last_day, months), 0, len(months) - 1)
    costs = {
        "senders_pay": _senders_pay(ground, filled.departures, months, at_year, moves) / MONTHS_IN_A_YEAR,
        "senders_non_pay": np.where(moved, used.held[at_running], non_pay).sum(axis=1) / MONTHS_IN_A_YEAR,
        "receivers_pay": (running.pay[at_running] * _moved_part(ground, filled, moved)).sum(axis=1)
        / MONTHS_IN_A_YEAR,
        "receivers_non_pay": (sent[at_running] * moved).sum(axis=1) / MONTHS_IN_A_YEAR,
        "fixed": np.where(after, running.fixed[at_running], 0.0) / MONTHS_IN_A_YEAR,
        "redundancy": total_by(exits, money.redundancy, len(months)),
        "pay_in_lieu": total_by(exits, money.pay_in_lieu, len(months)),
        "double_running": _double_running(holders, ground.claims, filled.unplaced, months, at_year),
    }
    total = np.sum(list(costs.values()), axis=0)
    saving = baseline / MONTHS_IN_A_YEAR - total
    return pd.DataFrame(
        {
            "month": pd.Series(months.astype(str), dtype="str"),
            **costs,
            "total": total,
            "baseline": baseline / MONTHS_IN_A_YEAR,
            "saving": saving,
            "cumulative": saving.cumsum(),
        }
    )


def _month_at(days: Days | np.datetime64, months: Days) -> Integers:
    """The position of each day's month."""
    return np.asarray((days.astype("datetime64[M]") - months[0]).astype(np.int64))


def _months_of_moving(ground: Ground, months: Days) -> Integers:
    """(G,) the position of the month in which each group's work moves; past the last in the baseline."""
    moves = _month_at(ground.claims.group_transfer, months)
    return np.full(len(moves), len(months)) if ground.scenario.is_baseline else moves


def _moved_part(ground: Ground, filled: Filled, moved: Booleans) -> Floats:
    """(months, F) the part of each function that has moved, by the FTE of its groups' holders."""
    function, functions = ground.claims.group_function, len(ground.land.functions)
    fte = filled.holders_fte.sum(axis=1)
    whole = np.broadcast_to(total_by(function, fte, functions), (len(moved), functions))
    return divided(
        totals_by(function, moved * fte, functions), whole, moved[:, :functions].astype(np.float64)
    )


def _senders_pay(
    ground: Ground,
    departures: Departures,
    months: Days,
    at_year: Integers,
    moves: Integers,
) -> Floats:
    """£ a year of senders' pay in each month: people resign month by month, terms and dates end."""
    holders = ground.holders
    if ground.scenario.is_baseline:
        return np.asarray(holders.cost.sum(axis=1)[at_year])
    announced = int(_month_at(day(ground.facts.announced), months))
    gone = np.where(departures.is_over, _month_at(holders.last_day, months), len(months))
    stays = 1 - np.where(departures.is_locked | departures.is_over, 0.0, departures.monthly)
    there = stays ** max(0, -announced)
    pay = np.zeros(len(months))
    gone = np.minimum(gone, moves[holders.group] - 1)
    for at in range(min(int(gone.max(initial=-1)) + 1, len(months))):
        pay[at] = (holders.cost[at_year[at]] * there)[gone >= at].sum()
        there *= stays if at >= announced else 1.0
    return pay


def _double_running(
    holders: Holders, claims: Claims, stays_to_the_end: Floats, months: Days, at_year: Integers
) -> Floats:
    """£ in each month of people who stay on after their work has moved."""
    start = claims.group_transfer[holders.group]
    late = np.flatnonzero(holders.last_day >= start)
    cost = np.zeros(len(months))
    for at in range(len(months)) if len(late) else ():
        first = months[at].astype("datetime64[D]")
        last = (months[at] + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
        days = _overlap(start[late], holders.last_day[late], first.astype(date), last.astype(date))
        cost[at] = (stays_to_the_end[late] * holders.cost[at_year[at], late] * days).sum() / DAYS_IN_A_YEAR
    return cost


def payback_month(months: pd.DataFrame, transfer: date) -> str | None:
    """The month, not before the work moves, from which cumulative cash is never again below nil.

    None where it ends below, or where the plan's months end before the work moves.
    """
    below = months["cumulative"].to_numpy() < 0
    after = np.flatnonzero(months["month"].to_numpy() >= f"{transfer:%Y-%m}")
    if not len(after) or below[-1]:
        return None
    last_below = np.flatnonzero(below)
    return str(months["month"].iloc[max(after[0], last_below[-1] + 1 if len(last_below) else 0)])


def net_present_value(months: pd.DataFrame, annual_rate: float) -> float:
    """£ of the monthly savings, discounted by whole months from the plan's start."""
    factor = (1 + annual_rate) ** (-np.arange(len(months)) / MONTHS_IN_A_YEAR)
    return float((months["saving"].to_numpy() * factor).sum())
