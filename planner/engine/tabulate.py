"""From workings to results: the tables that users see, in a canonical order."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from planner.base.dates import year_label
from planner.base.money import to_the_penny
from planner.engine.cash import net_present_value, payback_month
from planner.engine.decisions import PLACED
from planner.engine.holders import financial_year_of_closure
from planner.engine.landscape import ABSENT, Floats, Integers, band_codes
from planner.engine.operating_cost import targets
from planner.engine.posts import SOURCES
from planner.engine.talent import SENIOR_BANDS, competencies_table, skills_table
from planner.engine.ties import tie_checks, ties_table
from planner.model.results import Headline, Placements, Results
from planner.model.tables import BANDS, MODES, STAGES
from planner.rules.pension import PENSION_STATES

if TYPE_CHECKING:
    from planner.engine.evaluate import Workings


def results_of(work: "Workings") -> Results:
    """Lay out every table of the results."""
    names = pool_names(work)
    people = people_table(work, names)
    pools = pools_table(work, names)
    receivers = receivers_table(work)
    functions = functions_table(work)
    system = system_table(work, receivers)
    senders = senders_table(work)
    ties = ties_table(work, people, pools, receivers, senders)
    return Results(
        plan=work.plan,
        scenario=work.scenario.name,
        rules_version=work.rules.version,
        assumptions=work.assumptions,
        headline=headline_of(work, people, receivers, system),
        people=people,
        pools=pools,
        posts=posts_table(work),
        receivers=receivers,
        services=services_table(work),
        charges=charges_table(work),
        functions=functions,
        system=system,
        months=work.months,
        competencies=_competencies(work),
        skills=skills_table(work.staff, _holding_of_rows(work), work.talent.leaves),
        not_counted=_not_counted(work),
        senders=senders,
        ties=ties,
        placements=_placements(work),
        checks=tie_checks(ties),
        findings=work.admission.findings,
        left_out=work.admission.left_out,
        workings=work,
    )


def texts(names: object, at: Integers) -> pd.Series:
    """Names by position; blank where the position is ``ABSENT``."""
    values = pd.array(list(names), dtype="str")  # type: ignore[call-overload]
    return pd.Series(values.take(np.asarray(at, dtype=np.int64), allow_fill=True))


def pool_names(work: "Workings") -> list[str]:
    """``FUNCTION band``, and ``at SENDER`` where the pool is of one sender."""
    land, pools = work.land, work.pools
    functions, organisations = list(land.functions), list(land.organisations)
    return [
        f"{functions[function]} {BANDS[band]}" + ("" if sender == ABSENT else f" at {organisations[sender]}")
        for function, band, sender in zip(
            pools.function.tolist(), pools.band.tolist(), pools.sender.tolist(), strict=True
        )
    ]


def people_table(work: "Workings", names: list[str]) -> pd.DataFrame:
    """One row for each person and pool."""
    holders, land, odds, due, exits = work.holders, work.land, work.odds, work.due, work.exits
    closure = holders.year_at(_closure_year(work))
    first = work.staff.index.get_indexer(holders.first_row)
    return pd.DataFrame(
        {
            "employee_number": texts(holders.employee_numbers, holders.employee),
            "pool": texts(names, work.pools.of_holder),
            "organisation": texts(land.organisations, holders.organisation),
            "function": texts(land.functions, holders.function),
            "band": texts(BANDS, holders.band),
            "position_title": work.staff["position_title"].array.take(first),
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
            "expected_cost": work.expected_cost,
            "talent_value": work.talent.value,
            "talent_lost": work.talent.lost,
            "scarce": holders.is_scarce,
            "pool_at": work.pools.of_holder,
        }
    )


def _closure_year(work: "Workings") -> int:
    return financial_year_of_closure(work.plan.facts)


_FTE_ODDS = ("placed", "resigned", "ended", "mars", "left", "redundant")


def pools_table(work: "Workings", names: list[str]) -> pd.DataFrame:
    """One row for each pool with holders."""
    pools, holders, land, filling = work.pools, work.holders, work.land, work.filling
    stayers = pools.total(work.departures.stays * holders.fte)
    opens = work.pools.at(work.openings.group, work.openings.band)
    live = (opens != ABSENT) & work.takes_part[:3].any(axis=0)
    posts = np.bincount(opens[live], work.openings.open_fte[live], len(pools))
    table = {
        "pool": texts(names, np.arange(len(pools))),
        "function": texts(land.functions, pools.function),
        "band": texts(BANDS, pools.band),
        "sender": texts(land.organisations, pools.sender),
        "heads": pools.total(np.ones(len(holders))),
        "fte": pools.total(holders.fte),
        "seekers_fte": stayers,
        "posts_fte": posts,
        "chance_left_over": work.departures.chance_left_over,
    }
    for at, stage in enumerate(STAGES[:-1]):
        table[stage] = stayers * filling.placed[:, at]
    for name in _FTE_ODDS:
        table[f"{name}_fte"] = pools.total(getattr(work.odds, name) * holders.fte)
    table["redundancy_cost"] = pools.total(work.expected_cost)
    return pd.DataFrame(table)


def posts_table(work: "Workings") -> pd.DataFrame:
    """One row for each opening."""
    openings, land = work.openings, work.land
    sender = np.where(openings.group == ABSENT, ABSENT, work.claims.group_sender[openings.group])
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
            "filled_fte": work.filling.filled,
            "vacant_fte": work.filling.open_fte,
        }
    )


def receivers_table(work: "Workings") -> pd.DataFrame:
    """What each receiver costs in each year, against its target."""
    land, services, charges = work.land, work.services, work.charges
    size = len(land.organisations)

    def by_receiver(at: Integers, values: Floats) -> Floats:
        return np.array([np.bincount(at, row, size) for row in values]).reshape(len(work.years), size)

    staff, vacancies = (by_receiver(services.receiver, one) for one in (services.staff, services.vacancies))
    non_pay = by_receiver(services.receiver, services.non_pay)
    bought = by_receiver(charges.customer, charges.amount)
    earned = by_receiver(charges.supplier, charges.amount)
    fixed = np.broadcast_to(np.where(land.is_sender, 0.0, np.nan_to_num(land.fixed_cost)), staff.shape)
    shown = np.flatnonzero(~land.is_sender)
    if work.scenario.is_baseline:
        non_pay, fixed = work.budgets.by_sender, np.zeros_like(staff)
        shown = np.flatnonzero(land.is_sender | ((staff + non_pay) != 0).any(axis=0))
    total = staff + vacancies + fixed + non_pay + bought - earned
    target = np.broadcast_to(targets(land, work.assumptions), total.shape)
    at = np.tile(shown, len(work.years))
    year = np.repeat(np.arange(len(work.years)), len(shown))
    columns = {"staff": staff, "vacancies": vacancies, "fixed": fixed, "non_pay": non_pay}
    columns |= {"bought": bought, "earned": earned, "total": total, "target": target, "over": total - target}
    with np.errstate(invalid="ignore", divide="ignore"):
        columns["over_percent"] = np.where(target != 0, (total - target) / target * 100, np.nan)
    return pd.DataFrame(
        {
            "receiver": texts(land.organisations, at),
            "name": texts(land.names, at),
            "kind": texts(land.kinds, at),
            "year": texts([year_label(int(one)) for one in work.years], year),
            **{name: values[year, at] for name, values in columns.items()},
            "population": land.population[at],
        }
    )


def services_table(work: "Workings") -> pd.DataFrame:
    """What each receiver does, and what it costs."""
    land, services, years = work.land, work.services, len(work.years)
    at = np.tile(np.arange(len(services.receiver)), years)
    values = {"staff": services.staff, "vacancies": services.vacancies, "non_pay": services.non_pay}
    values |= {"cost": services.cost, "income": services.income}
    return pd.DataFrame(
        {
            "receiver": texts(land.organisations, services.receiver[at]),
            "function": texts(land.functions, services.function[at]),
            "mode": texts(MODES, services.mode[at]),
            "year": _years_column(work, len(services.receiver)),
            **{name: table.reshape(-1) for name, table in values.items()},
        }
    )


def charges_table(work: "Workings") -> pd.DataFrame:
    """Who pays whom for what: one row for each customer, supplier, function, mode and year."""
    land, charges, years = work.land, work.charges, len(work.years)
    at = np.tile(np.arange(len(charges.customer)), years)
    keys = {
        "customer": texts(land.organisations, charges.customer[at]),
        "supplier": texts(land.organisations, charges.supplier[at]),
        "function": texts(land.functions, charges.function[at]),
        "mode": texts(MODES, charges.mode[at]),
        "year": _years_column(work, len(charges.customer)),
    }
    frame = pd.DataFrame({**keys, "amount": charges.amount.reshape(-1)})
    return frame.groupby(list(keys), sort=True, as_index=False)["amount"].sum()


def _years_column(work: "Workings", repeats: int) -> pd.Series:
    labels = [year_label(int(one)) for one in work.years]
    return texts(labels, np.repeat(np.arange(len(labels)), repeats))


def functions_table(work: "Workings") -> pd.DataFrame:
    """What becomes of each function."""
    land, holders, claims, openings = work.land, work.holders, work.claims, work.openings
    size = len(land.functions)

    def by_function(values: Floats) -> Floats:
        return np.bincount(holders.function, values, size)

    fte = by_function(holders.fte)
    group_fte = work.holders_fte.sum(axis=1)
    claimed = np.bincount(claims.group_function, np.clip(claims.claimed, 0, 1) * group_fte, size)
    plain = _plain_claims(work, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        claimed_share = np.where(fte > 0, claimed / fte, plain)
        unclaimed = fte * (1 - claimed_share)
        posts = np.bincount(openings.function, openings.fte, size)
        placed_here = np.bincount(openings.function, work.filling.filled + openings.locked, size)
        required = posts + np.clip(unclaimed, 0, None)
        cover = np.where(required > 0, placed_here / required * 100, np.nan)
        value, lost = by_function(work.talent.value), by_function(work.talent.lost)
        lost_percent = np.where(value > 0, lost / value * 100, np.nan)
    if work.scenario.is_baseline:
        claimed_share, unclaimed = np.ones(size), np.zeros(size)
        posts = placed_here = required = fte
        cover = np.where(fte > 0, 100.0, np.nan)
    families = texts(land.families, land.family)
    return pd.DataFrame(
        {
            "function": texts(land.functions, np.arange(size)),
            "name": texts(land.function_names, np.arange(size)),
            "family": families,
            "kind": work.plan_functions["kind"].reset_index(drop=True),
            "heads": by_function(np.ones(len(holders))),
            "fte": fte,
            "claimed_percent": claimed_share * 100,
            "unclaimed_fte": np.where(np.abs(unclaimed) < 1e-9, 0.0, unclaimed),
            "posts_fte": posts,
            "placed_fte": placed_here,
            "vacant_fte": np.bincount(openings.function, work.filling.open_fte, size),
            "required_fte": required,
            "cover_percent": cover,
            "redundancy_cost": by_function(work.expected_cost),
            "redundant_fte": by_function(work.odds.redundant * holders.fte),
            "talent_value": value,
            "talent_lost": lost,
            "talent_lost_percent": lost_percent,
        }
    )


def _plain_claims(work: "Workings", size: int) -> Floats:
    """(F,) share of each function claimed for all senders alike."""
    rest = np.arange(len(work.claims.group_function)) < size
    return np.clip(work.claims.claimed[rest], 0, 1)


def system_table(work: "Workings", receivers: pd.DataFrame) -> pd.DataFrame:
    """The whole system by year: receivers, double running and what cannot be released."""
    labels = [year_label(int(one)) for one in work.years]
    by_year = receivers.groupby("year", sort=False)
    total = by_year["total"].sum().reindex(labels).fillna(0.0).to_numpy()
    target = by_year["target"].sum(min_count=1).reindex(labels).to_numpy()
    over = by_year["over"].sum(min_count=1).reindex(labels).to_numpy()
    nothing = np.zeros(len(labels))
    running = nothing if work.scenario.is_baseline else work.double_running
    legacy = nothing if work.scenario.is_baseline else work.used.legacy
    baseline = work.holders.cost[-len(labels) :].sum(axis=1) + work.budgets.total.sum(axis=1)
    return pd.DataFrame(
        {
            "year": pd.Series(labels, dtype="str"),
            "receivers": total,
            "double_running": running,
            "legacy": legacy,
            "total": total + running + legacy,
            "baseline": baseline,
            "target": target,
            "over": over,
        }
    )


def senders_table(work: "Workings") -> pd.DataFrame:
    """What becomes of the people and money of each organisation that has any."""
    holders, land = work.holders, work.land
    size = len(land.organisations)

    def by_sender(values: Floats) -> Floats:
        return np.bincount(holders.organisation, values, size)

    heads = by_sender(np.ones(len(holders)))
    shown = np.flatnonzero(land.is_sender | (heads > 0))
    table = {
        "sender": texts(land.organisations, shown),
        "name": texts(land.names, shown),
        "heads": heads[shown],
        "fte": by_sender(holders.fte)[shown],
    }
    for name in _FTE_ODDS:
        table[f"{name}_fte"] = by_sender(getattr(work.odds, name) * holders.fte)[shown]
    table["redundancy_cost"] = by_sender(work.expected_cost)[shown]
    table["pay"] = by_sender(holders.cost[holders.year_at(_closure_year(work))])[shown]
    table["non_pay"] = work.budgets.by_sender[0][shown]
    return pd.DataFrame(table)


def headline_of(
    work: "Workings", people: pd.DataFrame, receivers: pd.DataFrame, system: pd.DataFrame
) -> Headline:
    """The figures that never leave the screen."""
    holders, odds, value = work.holders, work.odds, work.talent.value.sum()
    cost = float(to_the_penny(people["expected_cost"].sum()))
    years = np.nan_to_num(work.due.service.reckonable_years)
    gone = work.talent.leaves
    return Headline(
        redundancy_cost=cost,
        redundancies_fte=float((odds.redundant * holders.fte).sum()),
        redundancies_heads=float(odds.redundant.sum()),
        talent_lost_percent=float(work.talent.lost.sum() / value * 100) if value > 0 else 0.0,
        operating_cost=dict(zip(system["year"], system["total"], strict=True)),
        target=dict(zip(system["year"], system["target"], strict=True)),
        over_target=dict(zip(system["year"], system["over"], strict=True)),
        payback_month=None if work.scenario.is_baseline else payback_month(work.months),
        npv=net_present_value(work.months, work.assumptions["discount_rate"]),
        re_employment_exposure=cost * work.assumptions["re_employment_rate"],
        experience_lost_years=float((years * gone).sum()),
        senior_leaders_lost_fte=float((holders.fte * gone)[np.isin(holders.band, SENIOR_BANDS)].sum()),
    )


def _competencies(work: "Workings") -> pd.DataFrame:
    lists = work.plan_functions["competencies"]
    return competencies_table(lists, work.holders.function, work.holders.fte, work.talent.leaves)


def _holding_of_rows(work: "Workings") -> Integers:
    """(rows of staff) the holding of each row."""
    land, holders = work.land, work.holders
    person = pd.Index(holders.employee_numbers).get_indexer(work.staff["employee_number"])
    function = land.function_at(work.staff["function"])
    group = work.claims.group_of[function, land.organisation_at(work.staff["organisation"])]
    pools = len(work.claims.group_function) * len(BANDS)
    wanted = person * pools + group * len(BANDS) + band_codes(work.staff["band"])
    have = holders.employee * pools + holders.group * len(BANDS) + holders.band
    order = np.argsort(have)
    return np.asarray(order[np.searchsorted(have[order], wanted)])


def _not_counted(work: "Workings") -> pd.DataFrame:
    columns = ["employee_number", "organisation", "function", "band", "fte", "why"]
    return work.not_counted[columns].reset_index(drop=True)


def _placements(work: "Workings") -> Placements:
    locked = np.where(work.decisions.outcome == PLACED, work.decisions.receiver, ABSENT)
    return Placements(
        receivers=tuple(work.land.organisations),
        steps=tuple(work.filling.steps),
        stay=work.departures.stays,
        pool=work.pools.of_holder,
        locked_receiver=locked,
    )
