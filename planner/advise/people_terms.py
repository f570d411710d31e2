"""The terms of options that go by people: seekers, exits, talent lost, and pay that runs on."""

from dataclasses import dataclass

import numpy as np

from planner.advise.engine_run import Run
from planner.engine.budgets import non_pay_of, use_of
from planner.engine.cash import double_running
from planner.engine.columns import ABSENT, Floats, Integers, total_by, totals_by
from planner.engine.decisions import PLACED
from planner.engine.exits import entitlements_of, exits_of
from planner.engine.ground import Ground
from planner.engine.talent import talent_of
from planner.engine.workings import whole_pay
from planner.model.tables import BANDS
from planner.rules.notice import consultation_days


def people_terms(run: Run) -> dict[str, Floats]:
    """(F, …) the terms of one run that go by people, by their names in ``Terms``."""
    ground, pools = run.ground, run.filled.pools
    holders, functions = ground.holders, len(ground.land.functions)
    bands, years = len(BANDS), len(ground.years)
    seeking = run.filled.departures.stays * run.own.seeking[pools.of_holder]
    of_person = _cells(run)

    def by_cell(values: Floats) -> Floats:
        return total_by(of_person, values, functions * bands).reshape(functions, bands)

    running, running_seek = _running_on(run, seeking)
    seek_cost = [by_cell(seeking * row) for row in holders.cost[ground.reported]]
    return {
        "seek": by_cell(seeking * holders.fte),
        "seek_cost": np.stack(seek_cost, axis=1) if years else np.zeros((functions, 0, bands)),
        "talent": total_by(holders.function, _talent_lost(run), functions),
        "talent_seek": by_cell(seeking * holders.value),
        "running_on": running,
        "running_seek": running_seek,
        **_exit_terms(run, seeking),
    }


def _cells(run: Run) -> Integers:
    """(H,) the function and the band of each holding's pool, as one number."""
    pools = run.filled.pools
    return np.asarray((pools.function * len(BANDS) + pools.band)[pools.of_holder])


def _exit_terms(run: Run, seeking: Floats) -> dict[str, Floats]:
    """What exits cost and how many are proposed, by establishment: settled, and of those who still seek."""
    ground, filled = run.ground, run.filled
    functions, bands = len(ground.land.functions), len(BANDS)
    place, places = _establishments(ground)
    by_function = place + places * ground.holders.function
    by_cell = place + places * _cells(run)

    def of_function(values: Floats) -> Floats:
        return total_by(by_function, values, functions * places).reshape(functions, places)

    def of_cell(values: Floats) -> Floats:
        return total_by(by_cell, values, functions * bands * places).reshape(functions, bands, places)

    left, settled = seeking * filled.service.qualifies, filled.departures.redundant
    costs = _exit_costs(run)
    mars = filled.odds.mars * costs.mars
    return {
        "exit_cost": np.stack([of_function(settled * cost + mars) for cost in costs.by_length], axis=-1),
        "exit_seek": np.stack([of_cell(left * cost) for cost in costs.by_length], axis=-1),
        "proposed": of_function(settled),
        "proposed_seek": of_cell(left),
    }


def _establishments(ground: Ground) -> tuple[Integers, int]:
    """(H,) the establishment of each holding, or its organisation; and how many there are in the plan."""
    import pandas as pd

    names = pd.factorize(ground.roster.staff["establishment"].to_numpy(dtype=object))[0]
    rows = np.where(names == ABSENT, ABSENT - 1 - ground.roster.organisation, names)
    every, place = np.unique(rows, return_inverse=True)
    return place.reshape(-1)[ground.holders.first_row].astype(np.int64), max(len(every), 1)


@dataclass(frozen=True, slots=True, eq=False)
class _ExitCosts:
    """(H,) £ of each exit by length of consultation, shortest first, and of an agreed resignation."""

    by_length: tuple[Floats, ...]
    mars: Floats


def _exit_costs(run: Run) -> _ExitCosts:
    ground, holders, rules = run.ground, run.ground.holders, run.ground.rules
    facts = ground.facts
    numbers = [
        rules[f"consultation_{name}_number"].at(facts.announced).value for name in ("smaller", "larger")
    ]
    pay, costs, mars = whole_pay(holders), [], np.zeros(len(holders))
    for number in (0.0, *numbers):
        length = np.timedelta64(consultation_days(number, facts.announced, rules), "D")
        first = max(np.datetime64(facts.announced, "D") + length, np.datetime64(facts.plan_start, "D"))
        starts = np.full(len(holders), first)
        due = entitlements_of(holders, run.filled.service, starts, ground.assumptions, rules)
        exits = exits_of(holders, due, starts, pay, holders.ended, ground.assumptions, rules)
        costs.append(np.nan_to_num(exits.cost))
        mars = np.nan_to_num(due.mars)
    return _ExitCosts(tuple(costs), mars)


def _talent_lost(run: Run) -> Floats:
    """(H,) value lost if nobody is placed after their own pools."""
    ground, filled = run.ground, run.filled
    decisions = ground.decisions
    by_stages = filled.departures.stays * run.own.placed.sum(axis=1)[filled.pools.of_holder]
    placed = np.where(decisions.is_outcome(PLACED), 1.0, by_stages)
    receiver = np.where(decisions.outcome == PLACED, decisions.receiver, ABSENT)
    return talent_of(
        ground.holders, filled.pools, filled.departures, run.own, placed, receiver, ground.land
    ).lost


def _running_on(run: Run, seeking: Floats) -> tuple[Floats, Floats]:
    """(F, Y) £ of legacy and of double running that is settled; (F, Y, B) of those who still seek."""
    ground, filled = run.ground, run.filled
    claims, holders, functions = ground.claims, ground.holders, len(ground.land.functions)
    budgets = non_pay_of(ground.clean, claims, holders.years, ground.land).in_years(ground.reported)
    legacy = totals_by(claims.group_function, use_of(budgets, claims, ground.assumptions).held, functions).T
    seek = np.zeros((functions, len(ground.years), len(BANDS)))
    settled = filled.unplaced - filled.departures.stays * filled.filling.seeking[filled.pools.of_holder]
    late = holders.last_day >= claims.group_transfer[holders.group]
    for function in np.unique(holders.function[late]):
        mine = late & (holders.function == function)
        legacy[function] += double_running(holders, claims, np.where(mine, settled, 0.0), ground.years)
        for band in np.unique(holders.band[mine]):
            some = mine & (holders.band == band)
            seek[function, :, band] = double_running(
                holders, claims, np.where(some, seeking, 0.0), ground.years
            )
    return legacy, seek
