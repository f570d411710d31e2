"""Tables of money: receivers, services, charges and the system by year, and the headline."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from planner.base.dates import year_label
from planner.base.money import to_the_penny
from planner.engine.cash import net_present_value, payback_month
from planner.engine.columns import Integers, texts, totals_by
from planner.engine.operating_cost import fixed_costs, targets
from planner.engine.talent import SENIOR_BANDS
from planner.engine.workings import Workings
from planner.model.results import Headline
from planner.model.tables import MODES


def receivers_table(work: Workings) -> pd.DataFrame:
    """What each receiver costs in each year, against its target."""
    land, services, charges = work.ground.land, work.money.services, work.money.charges
    size = len(land.organisations)

    staff = totals_by(services.receiver, services.staff, size)
    vacancies = totals_by(services.receiver, services.vacancies, size)
    non_pay = totals_by(services.receiver, services.non_pay, size)
    bought = totals_by(charges.customer, charges.amount, size)
    earned = totals_by(charges.supplier, charges.amount, size)
    fixed = np.broadcast_to(fixed_costs(land), staff.shape)
    shown = np.flatnonzero(~land.is_sender)
    if work.ground.scenario.is_baseline:
        non_pay, fixed = work.money.budgets.by_sender, np.zeros_like(staff)
        shown = np.flatnonzero(land.is_sender | ((staff + non_pay) != 0).any(axis=0))
    total = staff + vacancies + fixed + non_pay + bought - earned
    target = np.broadcast_to(targets(land, work.ground.assumptions), total.shape)
    at = np.tile(shown, len(work.ground.years))
    year = np.repeat(np.arange(len(work.ground.years)), len(shown))
    columns = {"staff": staff, "vacancies": vacancies, "fixed": fixed, "non_pay": non_pay}
    columns |= {"bought": bought, "earned": earned, "total": total, "target": target, "over": total - target}
    with np.errstate(invalid="ignore", divide="ignore"):
        columns["over_percent"] = np.where(target != 0, (total - target) / target * 100, np.nan)
    return pd.DataFrame(
        {
            "receiver": texts(land.organisations, at),
            "name": texts(land.names, at),
            "kind": texts(land.kinds, at),
            "year": texts([year_label(int(one)) for one in work.ground.years], year),
            **{name: values[year, at] for name, values in columns.items()},
            "population": land.population[at],
        }
    )


def services_table(work: Workings) -> pd.DataFrame:
    """What each receiver does, and what it costs."""
    land, services, years = work.ground.land, work.money.services, len(work.ground.years)
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


def charges_table(work: Workings) -> pd.DataFrame:
    """Who pays whom for what: one row for each customer, supplier, function, mode and year."""
    land, charges, years = work.ground.land, work.money.charges, len(work.ground.years)
    of_organisation = _alphabetic(land.organisations)
    columns = [
        of_organisation[charges.customer],
        of_organisation[charges.supplier],
        _alphabetic(land.functions)[charges.function],
        _alphabetic(MODES)[charges.mode],
    ]
    order = np.lexsort(columns[::-1])
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = np.any([np.diff(column[order]) != 0 for column in columns], axis=0)
    start = np.flatnonzero(is_new)
    at = np.tile(order[start], years)
    amount = charges.amount[:, order]
    return pd.DataFrame(
        {
            "customer": texts(land.organisations, charges.customer[at]),
            "supplier": texts(land.organisations, charges.supplier[at]),
            "function": texts(land.functions, charges.function[at]),
            "mode": texts(MODES, charges.mode[at]),
            "year": _years_column(work, len(start)),
            "amount": (np.add.reduceat(amount, start, axis=1) if len(start) else amount).reshape(-1),
        }
    )


def _alphabetic(names: Iterable[str]) -> Integers:
    """The place of each name in alphabetical order."""
    text = np.array(list(names), dtype=str)
    place = np.empty(len(text), dtype=np.int64)
    place[np.argsort(text, kind="stable")] = np.arange(len(text))
    return place


def _years_column(work: Workings, repeats: int) -> pd.Series:
    labels = [year_label(int(one)) for one in work.ground.years]
    return texts(labels, np.repeat(np.arange(len(labels)), repeats))


def system_table(work: Workings, receivers: pd.DataFrame) -> pd.DataFrame:
    """The whole system by year: receivers, double running and what cannot be released."""
    labels = [year_label(int(one)) for one in work.ground.years]
    by_year = receivers.groupby("year", sort=False)
    total = by_year["total"].sum().reindex(labels).fillna(0.0).to_numpy()
    target = by_year["target"].sum(min_count=1).reindex(labels).to_numpy()
    over = by_year["over"].sum(min_count=1).reindex(labels).to_numpy()
    nothing = np.zeros(len(labels))
    running = nothing if work.ground.scenario.is_baseline else work.money.double_running
    legacy = nothing if work.ground.scenario.is_baseline else work.money.used.legacy
    baseline = work.ground.holders.cost[work.ground.reported].sum(axis=1) + work.money.budgets.total.sum(
        axis=1
    )
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


def headline_of(work: Workings, people: pd.DataFrame, system: pd.DataFrame) -> Headline:
    """The figures that never leave the screen."""
    holders, odds, value = work.ground.holders, work.filled.odds, work.money.talent.value.sum()
    cost = float(to_the_penny(people["expected_cost"].sum()))
    years = np.nan_to_num(work.priced.due.service.reckonable_years)
    gone = work.money.talent.leaves
    return Headline(
        redundancy_cost=cost,
        redundancies_fte=float((odds.redundant * holders.fte).sum()),
        redundancies_heads=float(odds.redundant.sum()),
        talent_lost_percent=float(work.money.talent.lost.sum() / value * 100) if value > 0 else 0.0,
        operating_cost=dict(zip(system["year"], system["total"], strict=True)),
        target=dict(zip(system["year"], system["target"], strict=True)),
        over_target=dict(zip(system["year"], system["over"], strict=True)),
        payback_month=_payback(work),
        npv=net_present_value(work.money.months, work.ground.assumptions["discount_rate"]),
        re_employment_exposure=cost * work.ground.assumptions["re_employment_rate"],
        experience_lost_years=float((years * holders.pay_share * gone).sum()),
        senior_leaders_lost_fte=float((holders.fte * gone)[np.isin(holders.band, SENIOR_BANDS)].sum()),
    )


def _payback(work: Workings) -> str | None:
    """The month in which the scenario has paid for itself; none where nobody's work moves."""
    if work.ground.scenario.is_baseline or not len(work.ground.holders):
        return None
    return payback_month(work.money.months, work.ground.facts.transfer_date)
