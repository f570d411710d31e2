"""The terms of options that go by posts: what receivers pay, posts still open, and cover, by function."""

from dataclasses import replace

import numpy as np

from planner.advise.engine_run import Run, filled_cost, kind_at
from planner.advise.terms import WAYS, Setting
from planner.engine.budgets import non_pay_of, use_of
from planner.engine.columns import ABSENT, Floats, total_by
from planner.engine.operating_cost import (
    VSM,
    Services,
    charges_of,
    services_of,
)
from planner.model.tables import BANDS


def money_terms(run: Run, setting: Setting) -> dict[str, Floats]:
    """(F, …) the terms of one run that go by posts, by their names in ``Terms``."""
    ground, filled, own = run.ground, run.filled, run.own
    openings, functions, bands = filled.openings, len(ground.land.functions), len(BANDS)
    kind, kinds, years = kind_at(run, setting.kinds), len(setting.kinds), len(ground.years)
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
    worth = (filled_cost(run) * own.open_fte).T[is_vsm]
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


def _services(run: Run, setting: Setting) -> tuple[Services, Floats, Floats]:
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


def _unclaimed(run: Run) -> Floats:
    """(F,) FTE of work that nobody has claimed."""
    claims, functions = run.ground.claims, len(run.ground.land.functions)
    group_fte = run.filled.holders_fte.sum(axis=1)
    claimed = total_by(claims.group_function, np.clip(claims.claimed, 0, 1) * group_fte, functions)
    fte = total_by(claims.group_function, group_fte, functions)
    return np.clip(fte - claimed, 0.0, None)
