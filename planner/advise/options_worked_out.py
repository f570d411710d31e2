"""Works out the terms of every option, as the engine's own steps say.

Up to the third stage a function's people, posts and money depend on nothing but what is done with that
function. So the engine is run once for each place in the lists of options, with every function at its
option of that place, and each run tells the terms of one option of every function.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.advise.question import Question
from planner.advise.terms import WAYS, Setting, Terms, options_offered
from planner.advise.written import resolved
from planner.base.errors import NothingToProposeError
from planner.base.ticks import Tick, no_tick
from planner.engine.basis import Basis
from planner.engine.budgets import non_pay_of, use_of
from planner.engine.cash import double_running
from planner.engine.columns import ABSENT, Floats, Integers, total_by, totals_by
from planner.engine.decisions import PLACED
from planner.engine.exits import entitlements_of, exits_of
from planner.engine.filling import OPEN_COMPETITION, RING_FENCE_NARROW, Filling, fill
from planner.engine.ground import Ground, ground_on
from planner.engine.odds import Filled, filled_posts
from planner.engine.operating_cost import (
    VSM,
    Services,
    charges_of,
    fixed_costs,
    services_of,
    targets,
    vacancy_cost,
)
from planner.engine.talent import DOES_NOT_COMMISSION, talent_of
from planner.engine.workings import whole_pay
from planner.model.tables import BANDS, SUPPORT_KINDS
from planner.rules.notice import consultation_days

LATER = slice(RING_FENCE_NARROW, OPEN_COMPETITION + 1)


def terms_of(basis: Basis, question: Question, tick: Tick = no_tick) -> Terms:
    """Work out the terms of every option.

    Args:
        basis: of the plan.
        question: what may be done; a locked choice has one option, that of the scenario in hand.
        tick: told of progress; may raise ``CancelledError``.

    Raises:
        NothingToProposeError: the plan has no work that anything could be done with.
    """
    if not question.choices:
        raise NothingToProposeError
    choice_at, counts, order = _shape(basis, question)
    runs: list[_Run] = []
    for place in range(int(counts.max(initial=1))):
        tick(place / int(counts.max(initial=1)), "Working out the options")
        picks = [options[min(place, len(options) - 1)] for options in order]
        runs.append(_run(ground_on(basis, resolved(basis, question, picks))))
    kinds = np.unique(np.concatenate([run.post_kinds for run in runs]), axis=0)
    setting = _setting(basis, runs[0], kinds, runs)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    tables = [_table(run, setting) for run in runs]
    rows = [(function, place) for function in range(len(counts)) for place in range(counts[function])]
    columns = {
        name: np.stack([tables[place][name][function] for function, place in rows]) for name in tables[0]
    }
    return Terms(setting=setting, start=start, choice_at=choice_at, **columns)


def _shape(basis: Basis, question: Question) -> tuple[Integers, Integers, list[tuple[int, ...]]]:
    """The choice of each function, how many options each has, and those of each choice."""
    order = options_offered(question)
    place = {choice.function: at for at, choice in enumerate(question.choices)}
    choice_at = np.array([place.get(str(code), ABSENT) for code in basis.land.functions], dtype=np.int64)
    counts = np.array([len(order[at]) if at != ABSENT else 1 for at in choice_at], dtype=np.int64)
    return choice_at, counts, order


# ---------------------------------------------------------------- one run of the engine


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """The engine's steps with every function at one place of its list, up to its own pools."""

    ground: Ground
    filled: Filled
    own: Filling
    post_kinds: Integers


def _run(ground: Ground) -> _Run:
    filled = filled_posts(ground)
    early = filled.takes_part.copy()
    early[RING_FENCE_NARROW:OPEN_COMPETITION] = False
    holders, pools, stays = ground.holders, filled.pools, filled.departures.stays
    cost = np.array([pools.total(stays * row) for row in holders.cost[ground.reported]])
    own = fill(
        pools,
        pools.total(stays * holders.fte),
        cost.reshape(len(ground.years), len(pools)),
        filled.openings,
        early,
        ground.claims,
        ground.land,
        ground.assumptions,
    )
    outside = ground.land.is_kind(DOES_NOT_COMMISSION)[filled.openings.receiver]
    zone = ground.land.zone[filled.openings.receiver]
    kinds = np.column_stack([filled.takes_part[LATER].T, outside, zone])
    return _Run(ground, filled, own, kinds.astype(np.int64))


def _setting(basis: Basis, run: _Run, kinds: Integers, runs: Sequence[_Run]) -> Setting:
    from planner.base.dates import year_label

    ground, land = run.ground, basis.land
    receivers = np.flatnonzero(~land.is_sender)
    assumptions, functions = ground.assumptions, ground.clean.functions
    announced = ground.facts.announced
    given = functions["minimum_cover"].to_numpy(dtype=np.float64)
    least = np.where(np.isnan(given), assumptions["check_statutory_cover_threshold"], given)
    target = np.broadcast_to(targets(land, assumptions), (len(land.organisations),))
    return Setting(
        families=len(land.families),
        family=land.family,
        kinds=kinds,
        accepts=np.array([assumptions["accept_ring_fence"]] * 2 + [assumptions["accept_redeployment"]]),
        vacancy=_vacancy(runs, kinds),
        receivers=receivers,
        receiver_codes=tuple(str(code) for code in land.organisations[receivers]),
        receiver_names=tuple(land.names[at] or str(land.organisations[at]) for at in receivers.tolist()),
        target=target[receivers],
        fixed=fixed_costs(land)[receivers],
        is_supplier=land.is_kind(*SUPPORT_KINDS)[receivers],
        value=float(ground.holders.value.sum()),
        years=tuple(year_label(int(one)) for one in ground.years),
        statutory=(functions["statutory"] == "Y").to_numpy(dtype=bool),
        least_cover=least,
        thresholds=np.array(
            [basis.rules[f"consultation_{name}_number"].at(announced).value for name in ("smaller", "larger")]
        ),
    )


def _unit(run: _Run) -> Floats:
    """(Y, J) £ a year of one FTE of each opening, for the part of a vacancy that is filled."""
    ground, openings = run.ground, run.filled.openings
    unit = vacancy_cost(openings, ground.holders, ground.years, ground.land, ground.rules)
    taken = run.filled.takes_part[OPEN_COMPETITION] * ground.assumptions["vacancy_fill"]
    return np.asarray(unit * taken)


def _vacancy(runs: Sequence[_Run], kinds: Integers) -> Floats:
    table = np.zeros((len(runs[0].ground.years), len(BANDS), len(kinds)))
    for run in runs:
        kind = _kind_at(run, kinds)
        table[:, run.filled.openings.band, kind] = _unit(run)
    table[:, VSM] = 0.0
    return table


def _kind_at(run: _Run, kinds: Integers) -> Integers:
    """(J,) the kind of each opening."""
    if not len(run.post_kinds):
        return np.zeros(0, dtype=np.int64)
    both, back = np.unique(np.vstack([kinds, run.post_kinds]), axis=0, return_inverse=True)
    assert len(both) == len(kinds)  # noqa: S101 - kinds are those of all runs
    return np.asarray(back.reshape(-1)[len(kinds) :], dtype=np.int64)


# ---------------------------------------------------------------- the terms of one run, by function


def _table(run: _Run, setting: Setting) -> dict[str, Floats]:
    """(F, …) every term, by the function that it is of."""
    return _people_terms(run) | _money_terms(run, setting)


def _people_terms(run: _Run) -> dict[str, Floats]:
    ground, filled, own = run.ground, run.filled, run.own
    holders, pools, functions = ground.holders, filled.pools, len(ground.land.functions)
    bands, years = len(BANDS), len(ground.years)
    stays, of_holder = filled.departures.stays, filled.pools.of_holder
    seeking = stays * own.seeking[of_holder]
    cell = pools.function * bands + pools.band
    of_person = cell[of_holder]
    establishment, establishments = _establishments(ground)

    def by_cell(values: Floats) -> Floats:
        return total_by(of_person, values, functions * bands).reshape(functions, bands)

    qualifies = filled.service.qualifies
    left = seeking * qualifies
    settled = filled.departures.redundant
    costs = _exit_costs(run)
    mars = filled.odds.mars * costs.mars
    by_place = establishment + establishments * holders.function
    by_place_and_band = establishment + establishments * of_person
    exit_cost = [
        total_by(by_place, settled * cost + mars, functions * establishments).reshape(
            functions, establishments
        )
        for cost in costs.by_length
    ]
    exit_seek = [
        total_by(by_place_and_band, left * cost, functions * bands * establishments).reshape(
            functions, bands, establishments
        )
        for cost in costs.by_length
    ]
    running, running_seek = _running_on(run, seeking)
    seek_cost = [by_cell(seeking * row) for row in holders.cost[ground.reported]]
    return {
        "seek": by_cell(seeking * holders.fte),
        "seek_cost": np.stack(seek_cost, axis=1) if years else np.zeros((functions, 0, bands)),
        "talent": total_by(holders.function, _talent_lost(run), functions),
        "talent_seek": by_cell(seeking * holders.value),
        "exit_cost": np.stack(exit_cost, axis=-1),
        "exit_seek": np.stack(exit_seek, axis=-1),
        "proposed": total_by(by_place, settled, functions * establishments).reshape(
            functions, establishments
        ),
        "proposed_seek": total_by(by_place_and_band, left, functions * bands * establishments).reshape(
            functions, bands, establishments
        ),
        "running_on": running,
        "running_seek": running_seek,
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


def _exit_costs(run: _Run) -> _ExitCosts:
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


def _talent_lost(run: _Run) -> Floats:
    """(H,) value lost if nobody is placed after their own pools."""
    ground, filled = run.ground, run.filled
    decisions = ground.decisions
    by_stages = filled.departures.stays * run.own.placed.sum(axis=1)[filled.pools.of_holder]
    placed = np.where(decisions.is_outcome(PLACED), 1.0, by_stages)
    receiver = np.where(decisions.outcome == PLACED, decisions.receiver, ABSENT)
    return talent_of(
        ground.holders, filled.pools, filled.departures, run.own, placed, receiver, ground.land
    ).lost


def _running_on(run: _Run, seeking: Floats) -> tuple[Floats, Floats]:
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


def _money_terms(run: _Run, setting: Setting) -> dict[str, Floats]:
    ground, filled, own = run.ground, run.filled, run.own
    openings, functions, bands = filled.openings, len(ground.land.functions), len(BANDS)
    kind, kinds, years = _kind_at(run, setting.kinds), len(setting.kinds), len(ground.years)
    services, falls, by_head = _services(run, setting)
    columns = falls.shape[1]
    service = np.searchsorted(
        services.receiver * functions + services.function, openings.receiver * functions + openings.function
    )
    total = np.zeros((functions, years, columns))
    np.add.at(
        total,
        (services.function[:, None, None], np.arange(years)[None, :, None], np.arange(columns)[None, None]),
        services.cost.T[:, :, None] * falls[:, None, :],
    )
    of_cell = (openings.function * bands + openings.band) * kinds + kind
    total_open = np.zeros((functions * bands * kinds, columns))
    np.add.at(total_open, of_cell, own.open_fte[:, None] * falls[service])
    is_vsm = openings.band == VSM
    total_vsm = np.zeros((functions * kinds, years, columns))
    worth = (_unit(run) * own.open_fte).T[is_vsm]
    np.add.at(
        total_vsm,
        (openings.function * kinds + kind)[is_vsm],
        worth[:, :, None] * falls[service[is_vsm]][:, None, :],
    )
    size = len(ground.land.organisations)
    posts = total_by(openings.function * size + openings.receiver, openings.fte, functions * size)
    required = total_by(openings.function, openings.fte, functions) + _unclaimed(run)
    return {
        "open": total_by(of_cell, own.open_fte, functions * bands * kinds).reshape(functions, bands, kinds),
        "total": total + by_head,
        "total_open": total_open.reshape(functions, bands, kinds, columns).transpose(0, 3, 1, 2),
        "total_vsm": total_vsm.reshape(functions, kinds, years, columns).transpose(0, 2, 3, 1),
        "posts": posts.reshape(functions, size)[:, setting.receivers],
        "placed": total_by(openings.function, own.filled + openings.locked, functions),
        "required": required,
    }


def _services(run: _Run, setting: Setting) -> tuple[Services, Floats, Floats]:
    """What each receiver does; how a £ of it falls; and (F, Y, R + 3) what is paid by head.

    Returns:
        The services with staff placed so far and non-pay; (S, R + 3) what each receiver's total, and the
        cost of each way, has of a £ that a service costs; and what prices by head move between receivers.
    """
    ground, filled = run.ground, run.filled
    claims, land, functions = ground.claims, ground.land, len(ground.land.functions)
    budgets = non_pay_of(ground.clean, claims, ground.holders.years, land).in_years(ground.reported)
    used = use_of(budgets, claims, ground.assumptions)
    no_vacancies = np.zeros((len(ground.years), len(filled.openings)))
    services = services_of(
        claims,
        filled.openings,
        run.own,
        no_vacancies,
        used.portions,
        ground.decisions,
        ground.holders.cost[ground.reported],
        functions,
    )
    nothing = np.zeros((1, len(services.receiver)))
    free = replace(services, staff=nothing, vacancies=nothing, non_pay=nothing)
    a_pound = replace(free, staff=nothing + 1.0)
    by_head = charges_of(claims, free, filled.holders_fte, land, ground.assumptions)
    charges = charges_of(claims, a_pound, filled.holders_fte, land, ground.assumptions)
    at = np.full(len(land.organisations), ABSENT, dtype=np.int64)
    at[setting.receivers] = np.arange(len(setting.receivers))
    columns = len(setting.receivers) + len(WAYS)
    falls = np.zeros((len(services.receiver), columns + 1))
    of_service = np.searchsorted(
        services.receiver * functions + services.function, charges.supplier * functions + charges.function
    )
    price = (charges.amount - by_head.amount)[0]
    own_column = at[services.receiver]
    np.add.at(falls, (np.arange(len(services.receiver)), own_column), 1.0)
    np.add.at(falls, (of_service, at[charges.customer]), price)
    np.add.at(falls, (of_service, at[charges.supplier]), -price)
    for place, way in enumerate(WAYS):
        falls[:, len(setting.receivers) + place] = services.mode == way
    paid = np.zeros((functions, columns + 1))
    np.add.at(paid, (by_head.function, at[by_head.customer]), by_head.amount[0])
    np.add.at(paid, (by_head.function, at[by_head.supplier]), -by_head.amount[0])
    return services, falls[:, :columns], np.repeat(paid[:, None, :columns], len(ground.years), axis=1)


def _unclaimed(run: _Run) -> Floats:
    """(F,) FTE of work that nobody has claimed."""
    claims, functions = run.ground.claims, len(run.ground.land.functions)
    group_fte = run.filled.holders_fte.sum(axis=1)
    claimed = total_by(claims.group_function, np.clip(claims.claimed, 0, 1) * group_fte, functions)
    fte = total_by(claims.group_function, group_fte, functions)
    return np.clip(fte - claimed, 0.0, None)
