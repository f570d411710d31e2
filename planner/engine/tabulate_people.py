"""Tables of people: persons, pools, posts, functions and senders."""

import numpy as np
import pandas as pd

from planner.base.dates import financial_year
from planner.base.money import to_the_penny
from planner.engine.columns import ABSENT, Floats, divided, texts, total_by
from planner.engine.posts import SOURCES
from planner.engine.workings import Workings
from planner.model.tables import BANDS, STAGES
from planner.rules.pension import PENSION_STATES

_FTE_ODDS = ("placed", "resigned", "ended", "mars", "left", "redundant")


def pool_names(work: Workings) -> list[str]:
    """``FUNCTION band``, and ``at SENDER`` where the pool is of one sender."""
    land, pools = work.ground.land, work.filled.pools
    functions, organisations = list(land.functions), list(land.organisations)
    return [
        f"{functions[function]} {BANDS[band]}" + ("" if sender == ABSENT else f" at {organisations[sender]}")
        for function, band, sender in zip(
            pools.function.tolist(), pools.band.tolist(), pools.sender.tolist(), strict=True
        )
    ]


def people_table(work: Workings, names: list[str]) -> pd.DataFrame:
    """One row for each person and pool."""
    holders, land, odds, due, exits = (
        work.ground.holders,
        work.ground.land,
        work.filled.odds,
        work.priced.due,
        work.priced.exits,
    )
    closure = holders.year_at(financial_year(work.ground.facts.closure))
    return pd.DataFrame(
        {
            "employee_number": texts(holders.employee_numbers, holders.employee),
            "pool": texts(names, work.filled.pools.of_holder),
            "organisation": texts(land.organisations, holders.organisation),
            "function": texts(land.functions, holders.function),
            "band": texts(BANDS, holders.band),
            "position_title": work.ground.roster.staff["position_title"].array.take(holders.first_row),
            "fte": holders.fte,
            "annual_pay": to_the_penny(holders.annual_pay),
            "employer_cost": to_the_penny(holders.cost[closure]),
            "complete_years": due.service.reckonable_years,
            "section16": due.section16,
            "statutory": due.statutory,
            "lump_sum": exits.lump_sum,
            "capital_cost": due.capital,
            "pension_state": texts(PENSION_STATES, due.pension_state),
            "pay_in_lieu": exits.pay_in_lieu,
            "retention": exits.retention,
            "mars_payment": due.mars,
            "cost_if_redundant": exits.cost,
            "is_entitled": due.service.qualifies,
            "last_day": holders.last_day.astype("datetime64[s]"),
            "p_placed": odds.placed,
            "p_resigned": odds.resigned,
            "p_ended": odds.ended,
            "p_mars": odds.mars,
            "p_left": odds.left,
            "p_redundant": odds.redundant,
            "expected_cost": work.priced.expected_cost,
            "talent_value": work.money.talent.value,
            "talent_lost": work.money.talent.lost,
            "scarce": holders.is_scarce,
            "pool_at": work.filled.pools.of_holder,
        }
    )


def pools_table(work: Workings, names: list[str]) -> pd.DataFrame:
    """One row for each pool with holders."""
    pools, holders, land, filling = (
        work.filled.pools,
        work.ground.holders,
        work.ground.land,
        work.filled.filling,
    )
    stayers = pools.total(work.filled.departures.stays * holders.fte)
    table = {
        "pool": texts(names, np.arange(len(pools))),
        "function": texts(land.functions, pools.function),
        "band": texts(BANDS, pools.band),
        "sender": texts(land.organisations, pools.sender),
        "heads": pools.total(np.ones(len(holders))),
        "fte": pools.total(holders.fte),
        "seekers_fte": stayers,
        "posts_fte": work.filled.posts_fte,
        "chance_left_over": work.filled.departures.chance_left_over,
    }
    for at, stage in enumerate(STAGES[:-1]):
        table[stage] = stayers * filling.placed[:, at]
    for name in _FTE_ODDS:
        table[f"{name}_fte"] = pools.total(getattr(work.filled.odds, name) * holders.fte)
    table["redundancy_cost"] = pools.total(work.priced.expected_cost)
    return pd.DataFrame(table)


def posts_table(work: Workings) -> pd.DataFrame:
    """One row for each opening."""
    openings, land = work.filled.openings, work.ground.land
    sender = np.where(openings.group == ABSENT, ABSENT, work.ground.claims.group_sender[openings.group])
    return pd.DataFrame(
        {
            "receiver": texts(land.organisations, openings.receiver),
            "function": texts(land.functions, openings.function),
            "band": texts(BANDS, openings.band),
            "sender": texts(land.organisations, sender),
            "stage_limit": texts(STAGES, openings.limit),
            "source": texts(SOURCES, openings.source),
            "fte": openings.fte,
            "locked_fte": openings.locked,
            "filled_fte": work.filled.filling.filled,
            "vacant_fte": work.filled.filling.open_fte,
        }
    )


def functions_table(work: Workings) -> pd.DataFrame:
    """What becomes of each function."""
    land, holders, claims, openings = (
        work.ground.land,
        work.ground.holders,
        work.ground.claims,
        work.filled.openings,
    )
    size = len(land.functions)

    def by_function(values: Floats) -> Floats:
        return total_by(holders.function, values, size)

    fte = by_function(holders.fte)
    group_fte = work.filled.holders_fte.sum(axis=1)
    claimed = total_by(claims.group_function, np.clip(claims.claimed, 0, 1) * group_fte, size)
    claimed_share = divided(claimed, fte, _plain_claims(work, size))
    unclaimed = np.clip(fte * (1 - claimed_share), 0.0, None)
    posts = total_by(openings.function, openings.fte, size)
    placed_here = total_by(openings.function, work.filled.filling.filled + openings.locked, size)
    required = posts + unclaimed
    cover = divided(placed_here, required, np.nan) * 100
    value, lost = by_function(work.money.talent.value), by_function(work.money.talent.lost)
    if work.ground.scenario.is_baseline:
        claimed_share, unclaimed = np.ones(size), np.zeros(size)
        posts = placed_here = required = fte
        cover = np.where(fte > 0, 100.0, np.nan)
    return pd.DataFrame(
        {
            "function": texts(land.functions, np.arange(size)),
            "name": texts(land.function_names, np.arange(size)),
            "family": texts(land.families, land.family),
            "kind": work.ground.clean.functions["kind"].reset_index(drop=True),
            "heads": by_function(np.ones(len(holders))),
            "fte": fte,
            "claimed_percent": claimed_share * 100,
            "unclaimed_fte": np.where(np.abs(unclaimed) < 1e-9, 0.0, unclaimed),
            "posts_fte": posts,
            "placed_fte": placed_here,
            "vacant_fte": total_by(openings.function, work.filled.filling.open_fte, size),
            "required_fte": required,
            "cover_percent": cover,
            "redundancy_cost": by_function(work.priced.expected_cost),
            "redundant_fte": by_function(work.filled.odds.redundant * holders.fte),
            "talent_value": value,
            "talent_lost": lost,
            "talent_lost_percent": divided(lost, value, np.nan) * 100,
        }
    )


def _plain_claims(work: Workings, size: int) -> Floats:
    """(F,) share of each function claimed for all senders alike."""
    rest = np.arange(len(work.ground.claims.group_function)) < size
    return np.clip(work.ground.claims.claimed[rest], 0, 1)


def senders_table(work: Workings) -> pd.DataFrame:
    """What becomes of the people and money of each organisation that has any."""
    holders, land = work.ground.holders, work.ground.land
    size = len(land.organisations)

    def by_sender(values: Floats) -> Floats:
        return total_by(holders.organisation, values, size)

    heads = by_sender(np.ones(len(holders)))
    shown = np.flatnonzero(land.is_sender | (heads > 0))
    table = {
        "sender": texts(land.organisations, shown),
        "name": texts(land.names, shown),
        "heads": heads[shown],
        "fte": by_sender(holders.fte)[shown],
    }
    for name in _FTE_ODDS:
        table[f"{name}_fte"] = by_sender(getattr(work.filled.odds, name) * holders.fte)[shown]
    table["redundancy_cost"] = by_sender(work.priced.expected_cost)[shown]
    table["pay"] = by_sender(holders.cost[holders.year_at(financial_year(work.ground.facts.closure))])[shown]
    table["non_pay"] = work.money.budgets.by_sender[0][shown]
    return pd.DataFrame(table)
