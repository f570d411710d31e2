"""Non-pay budgets by year and group: what may be saved, and what is committed."""

from dataclasses import dataclass

import numpy as np

from planner.base.dates import MONTHS_IN_A_YEAR, day, first_day
from planner.engine.allocation import STOP, Claims
from planner.engine.columns import Days, Floats, Integers, days, floats, total_by
from planner.engine.landscape import Landscape
from planner.model.assumptions import Assumptions
from planner.model.plan import Plan
from planner.model.tables import MODES


@dataclass(frozen=True, slots=True, eq=False)
class NonPay:
    """Non-pay budgets, £ a year.

    Attributes:
        free, committed: (Y, G) what may be released, and what may not before its date.
        by_sender: (Y, O) both together, by the organisation whose budget it is.
    """

    free: Floats
    committed: Floats
    by_sender: Floats

    @property
    def total(self) -> Floats:
        """(Y, G) both together."""
        return self.free + self.committed

    def in_years(self, which: slice) -> "NonPay":
        """The same budgets in some of the years."""
        return NonPay(self.free[which], self.committed[which], self.by_sender[which])


def non_pay_of(plan: Plan, claims: Claims, years: Integers, land: Landscape) -> NonPay:
    """Read the non-pay budgets; a year without a row carries the last year's rows on."""
    rows = plan.budgets[plan.budgets["line"] == "Non-pay"]
    organisation = land.organisation_at(rows["organisation"])
    function = land.function_at(rows["function"])
    amount = floats(rows, "amount")
    row_year = floats(rows, "year").astype(np.int64)
    until = days(rows, "committed_until")
    group = claims.group_of[function, organisation]
    budget = function * len(land.organisations) + organisation
    groups, size = len(claims.group_function), len(land.functions) * len(land.organisations)
    free, committed = np.zeros((len(years), groups)), np.zeros((len(years), groups))
    by_sender = np.zeros((len(years), len(land.organisations)))
    for at, year in enumerate(years):
        latest = np.full(size, np.iinfo(np.int64).min)
        past = row_year <= year
        np.maximum.at(latest, budget[past], row_year[past])
        live = past & (row_year == latest[budget])
        held = np.where(live, amount * held_part(until, int(year)), 0.0)
        committed[at] = total_by(group, held, groups)
        free[at] = total_by(group, np.where(live, amount, 0.0) - held, groups)
        by_sender[at] = total_by(organisation, np.where(live, amount, 0.0), len(land.organisations))
    return NonPay(free, committed, by_sender)


def held_part(until: Days, year: int) -> Floats:
    """The part of a financial year, by months, up to and with the day a commitment ends."""
    first = day(first_day(year))
    after = np.where(np.isnat(until), first, until + np.timedelta64(1, "D"))
    month = after.astype("datetime64[M]")
    whole = (month - first.astype("datetime64[M]")).astype(np.int64)
    length = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.int64)
    part = (after - month.astype("datetime64[D]")).astype(np.int64) / length
    return np.asarray(np.clip((whole + part) / MONTHS_IN_A_YEAR, 0.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class NonPayUse:
    """Where the non-pay budgets go, £ a year; the four add to the budgets.

    Attributes:
        portions: (Y, P) what goes with each portion of work to its receiver.
        saved, unallocated: (Y,) released by savings or stopping; of unclaimed work.
        held: (Y, G) committed lines of work that stops or is unclaimed.
    """

    portions: Floats
    saved: Floats
    unallocated: Floats
    held: Floats

    @property
    def legacy(self) -> Floats:
        """(Y,) committed lines of work that stops or is unclaimed."""
        return np.asarray(self.held.sum(axis=1))


def use_of(budgets: NonPay, claims: Claims, assumptions: Assumptions) -> NonPayUse:
    """Send the budgets with the work."""
    saving = np.array([assumptions.get(f"non_pay_saving_{mode}", 0.0) for mode in MODES])
    mode = claims.mode[claims.portion_claim]
    share = np.where(mode == STOP, 0.0, claims.portion_share)
    group = claims.portion_group
    freed = budgets.free[:, group] * share
    portions = freed * (1 - saving[mode]) + budgets.committed[:, group] * share
    stopped = claims.of_modes(STOP)
    taken = total_by(group, share, len(claims.group_function))
    unclaimed = np.clip(1 - taken - stopped, 0.0, 1.0)
    return NonPayUse(
        portions=portions,
        saved=(freed * saving[mode]).sum(axis=1) + (budgets.free * stopped).sum(axis=1),
        unallocated=(budgets.free * unclaimed).sum(axis=1),
        held=budgets.committed * np.clip(1 - taken, 0.0, 1.0),
    )
