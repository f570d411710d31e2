"""From the roster to holders: one row for each person and pool, with the person's own facts.

People who share an employee number are one person with one service record; their rows in one pool
are one holding. Order of rows in the plan makes no difference: each fact is taken in a way that does
not depend on it.
"""

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np

from planner.base.dates import financial_years_of
from planner.engine.allocation import Claims
from planner.engine.columns import Booleans, Days, Floats, Integers, Texts, divided, total_by
from planner.engine.folds import Folds, fold
from planner.engine.roster import Roster


@dataclass(frozen=True, slots=True, eq=False)
class Holders:
    """Holdings (H), sorted by employee number and pool.

    Attributes:
        employee: (H,) position in ``employee_numbers``, which is in natural order.
        first_row: (H,) place among the staff rows that count of the one that speaks for the holding.
        of_row: (rows,) the holding of each staff row that counts.
        organisation, function, band, group: (H,) positions.
        fte: (H,) contracted FTE in this pool.
        last_day: (H,) the person's last day if not placed: the closure, or earlier where a fixed term
            ends or a leaving date is given.
        ended: (H,) whether a fixed term ends before the work moves.
        years: the financial years priced, as calendar years of their beginning.
        basic, pay: (Y, H) £ a year contracted: basic, and with high cost area supplement.
        cost: (Y, H) £ a year to the employer: pay, NI and pension.
        annual_basic, annual_pay: (H,) £ in the financial year of ``last_day``.
        pay_share: (H,) this holding's part of the person's whole pay.
        full_time_basic: (Y, H) full-time basic pay, mean by FTE.
        continuous_from, reckonable_from, born, leaving: (H,) NaT where not given.
        reckonable_years, membership_years, quote, notice_weeks: (H,) NaN where not given;
            membership and quote are the person's, shared by pay where a person has several pools.
        section: (H,) 0 no member, 1 the 1995 section, 2 the 2008 section.
        is_protected, is_scarce: (H,).
        retention: (H,) £ promised.
        value: (H,) FTE × weight of criticality.
        employee_numbers: every person counted, in natural order.
    """

    employee: Integers
    first_row: Integers
    of_row: Integers
    organisation: Integers
    function: Integers
    band: Integers
    group: Integers
    fte: Floats
    last_day: Days
    ended: Booleans
    years: Integers
    basic: Floats
    pay: Floats
    cost: Floats
    annual_basic: Floats
    annual_pay: Floats
    pay_share: Floats
    full_time_basic: Floats
    continuous_from: Days
    reckonable_from: Days
    born: Days
    leaving: Days
    reckonable_years: Floats
    membership_years: Floats
    quote: Floats
    notice_weeks: Floats
    section: Integers
    is_protected: Booleans
    is_scarce: Booleans
    retention: Floats
    value: Floats
    employee_numbers: Texts

    def __len__(self) -> int:
        return len(self.employee)

    def only(self, at: Integers) -> Self:
        """The same table with only some of its holdings."""
        return replace(
            self,
            **{
                one.name: getattr(self, one.name)[..., at]
                for one in fields(self)
                if one.name not in ("of_row", "years", "employee_numbers")
            },
        )

    def year_at(self, year: int) -> int:
        """The position of a financial year in ``years``."""
        return int(np.flatnonzero(self.years == year)[0])


def holders_of(roster: Roster, claims: Claims) -> Holders:
    """Fold the staff rows that count into holdings, by the groups that the claims make."""
    people = roster.people
    group = claims.group_of[roster.function, roster.organisation]
    folds = fold(people, group, roster.band, roster.precedence)
    first = folds.first
    employee = people.of_row[first]
    ended, last_day = _last_days(roster, claims, folds, group, roster.leaving[employee])
    basic, pay = folds.sum(roster.basic), folds.sum(roster.pay)
    fte = folds.sum(roster.fte)
    share = _pay_share(pay[roster.base], employee, len(people))
    which = (_year_index(roster.years, last_day), np.arange(len(last_day)))
    return Holders(
        employee=employee,
        first_row=first,
        of_row=folds.of_row,
        organisation=roster.organisation[first],
        function=claims.group_function[group[first]],
        band=roster.band[first],
        group=group[first],
        fte=fte,
        last_day=last_day,
        ended=ended,
        years=roster.years,
        basic=basic,
        pay=pay,
        cost=folds.sum(roster.cost),
        annual_basic=basic[which],
        annual_pay=pay[which],
        pay_share=share,
        full_time_basic=divided(basic, fte),
        continuous_from=roster.continuous_from[employee],
        reckonable_from=roster.reckonable_from[employee],
        born=roster.born[employee],
        leaving=roster.leaving[employee],
        reckonable_years=roster.reckonable_years[employee],
        membership_years=roster.membership_years[employee] * share,
        quote=roster.quote[employee] * share,
        notice_weeks=roster.notice_weeks[employee],
        section=roster.section[employee],
        is_protected=roster.is_protected[employee],
        is_scarce=roster.is_scarce[employee],
        retention=folds.sum(roster.retention),
        value=folds.sum(roster.value),
        employee_numbers=people.numbers,
    )


def _last_days(
    roster: Roster, claims: Claims, folds: Folds, group: Integers, leaving: Days
) -> tuple[Booleans, Days]:
    """(H,) whether a fixed term ends before the work moves, and the last day of who is not placed."""
    first = folds.first
    transfer = claims.group_transfer[group]
    row_ended = ~np.isnat(roster.contract_end) & (roster.contract_end < transfer)
    ended = folds.all(row_ended)
    latest = folds.latest(np.where(row_ended, roster.contract_end, claims.group_last_day[group]))
    last_day = np.where(ended, latest, claims.group_last_day[group[first]])
    last_day = np.where(leaving < np.minimum(transfer[first], last_day), leaving, last_day)
    return ended, last_day.astype("datetime64[D]")


def _pay_share(base_pay: Floats, employee: Integers, people: int) -> Floats:
    """(H,) each holding's part of its person's pay in the closure's financial year."""
    pools = total_by(employee, np.ones(len(employee)), people)
    return divided(base_pay, total_by(employee, base_pay, people)[employee], 1 / pools[employee])


def at_last_day(holders: Holders, last_day: Days) -> Holders:
    """The same holders with other last days, and annual pay as it is then."""
    which = (_year_index(holders.years, last_day), np.arange(len(last_day)))
    return replace(
        holders, last_day=last_day, annual_basic=holders.basic[which], annual_pay=holders.pay[which]
    )


def _year_index(years: Integers, on: Days) -> Integers:
    """(H,) position of each day's financial year in ``years``; the nearest where it is not there."""
    return np.searchsorted(years, np.clip(financial_years_of(on), years[0], years[-1]))
