"""From staff rows to holders: one row for each person and pool, with the person's own facts.

People who share an employee number are one person with one service record; their rows in one pool
are one holding. Order of rows in the plan makes no difference: each fact is taken in a way that does
not depend on it.
"""

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
import pandas as pd

from planner.base.dates import financial_year, financial_years_of
from planner.engine.allocation import Claims
from planner.engine.columns import (
    Booleans,
    Days,
    Floats,
    Integers,
    Texts,
    days,
    divided,
    flags,
    floats,
    positions_in,
    total_by,
)
from planner.engine.folds import Folds, fold
from planner.engine.landscape import Landscape, band_codes, zone_codes
from planner.model.plan import Facts
from planner.rules.on_costs import employer_ni, employer_pension
from planner.rules.pay import full_time_pay, high_cost_area_supplement
from planner.rules.rulebook import RuleBook

NOT_COUNTED_CONTRACTS = ("bank", "honorary", "non-exec", "non exec", "nonexec")
NOT_COUNTED_STATUSES = ("inactive", "suspend no pay", "suspended no pay", "terminat")
FIXED_TERM = ("fixed", "temp", "locum")
SECTIONS = ("1995", "2008")
"""Sections of the pension scheme; their codes are 1 and 2, and 0 is no member."""
ORDINARY_CRITICALITY = 3.0


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


def why_not_counted(staff: pd.DataFrame) -> Texts:
    """(rows,) why a staff row is listed but not counted; empty where it counts."""
    why = np.full(len(staff), "", dtype=object)
    for column, words in (("contract", NOT_COUNTED_CONTRACTS), ("assignment_status", NOT_COUNTED_STATUSES)):
        codes, texts = pd.factorize(staff[column].to_numpy(dtype=object))
        reasons = np.array([text if _has_word(text, words) else "" for text in texts] + [""], dtype=object)
        found = np.flatnonzero((reasons != "")[codes])
        found = found[why[found] == ""]
        why[found] = reasons[codes[found]]
    return why


def _has_word(text: str, words: tuple[str, ...]) -> bool:
    plain = " ".join(text.lower().replace("_", " ").split())
    return any(word in plain for word in words)


def holders_of(
    staff: pd.DataFrame, claims: Claims, facts: Facts, years: Integers, land: Landscape, rules: RuleBook
) -> Holders:
    """Fold the staff rows that count into holdings, and price them in each of ``years``.

    ``years`` are financial years, the closure's among them.
    """
    organisation, band = land.organisation_at(staff["organisation"]), band_codes(staff["band"])
    group = claims.group_of[land.function_at(staff["function"]), organisation]
    folds = fold(staff["employee_number"], group, band, _precedence(staff))
    first = folds.first
    ends = _contract_end(staff)
    row_ended = ~np.isnat(ends) & (ends < claims.group_transfer[group])
    ended = folds.holding_all(row_ended)
    latest = folds.holding_latest(np.where(row_ended, ends, claims.group_last_day[group]))
    transfer = claims.group_transfer[group]
    leaving = folds.person_first_day(days(staff, "leaving_date"))
    last_day = np.where(ended, latest, claims.group_last_day[group[first]])
    last_day = np.where(leaving < np.minimum(transfer[first], last_day), leaving, last_day)
    last_day = last_day.astype("datetime64[D]")
    prices = _priced(staff, organisation, band, facts, years, folds, land, rules)
    share = prices.share
    which = (_year_index(years, last_day), np.arange(len(last_day)))
    return Holders(
        employee=folds.person_of_row[first],
        first_row=first,
        of_row=folds.holding_of_row,
        organisation=organisation[first],
        function=claims.group_function[group[first]],
        band=band[first],
        group=group[first],
        fte=folds.holding_sum(floats(staff, "fte")),
        last_day=last_day,
        ended=ended,
        years=years,
        basic=prices.basic,
        pay=prices.pay,
        cost=prices.cost,
        annual_basic=prices.basic[which],
        annual_pay=prices.pay[which],
        pay_share=share,
        full_time_basic=prices.full_time_basic,
        continuous_from=folds.person_first_day(days(staff, "continuous_from")),
        reckonable_from=folds.person_first_day(days(staff, "reckonable_from")),
        born=folds.person_first_day(days(staff, "born")),
        leaving=leaving,
        reckonable_years=folds.person_most(floats(staff, "reckonable_years")),
        membership_years=folds.person_most(floats(staff, "membership_years")) * share,
        quote=folds.person_most(floats(staff, "pension_quote")) * share,
        notice_weeks=folds.person_most(floats(staff, "notice_weeks")),
        section=folds.person_most(section_codes(staff)).astype(np.int64),
        is_protected=folds.person_any(flags(staff, "protected_pension_age")),
        is_scarce=folds.person_any(flags(staff, "scarce")),
        retention=folds.holding_sum(np.nan_to_num(floats(staff, "retention_payment"))),
        value=folds.holding_sum(floats(staff, "fte") * criticality_weight(staff, rules)),
        employee_numbers=folds.employee_numbers,
    )


def _precedence(staff: pd.DataFrame) -> Integers:
    """(rows,) which row of a holding speaks for it: one at the organisation of most of its hours.

    The order of the rows, and in how many rows the hours are, make no difference.
    """
    rank = np.zeros(len(staff), dtype=np.int64)
    several = np.flatnonzero(staff["employee_number"].duplicated(keep=False))
    if len(several):
        columns = ("position_title", "establishment", "organisation", "employee_number", "function", "band")
        codes = [pd.factorize(staff[one].iloc[several], sort=True)[0] for one in columns]
        place = np.unique(codes[2:], axis=1, return_inverse=True)[1]
        hours = np.bincount(place, floats(staff, "fte")[several])[place].round(9)
        order = np.lexsort((*codes[:3], -hours))
        rank[several[order]] = np.arange(len(several))
    return rank


def at_last_day(holders: Holders, last_day: Days) -> Holders:
    """The same holders with other last days, and annual pay as it is then."""
    which = (_year_index(holders.years, last_day), np.arange(len(last_day)))
    return replace(
        holders, last_day=last_day, annual_basic=holders.basic[which], annual_pay=holders.pay[which]
    )


def _year_index(years: Integers, on: Days) -> Integers:
    """(H,) position of each day's financial year in ``years``; the nearest where it is not there."""
    return np.searchsorted(years, np.clip(financial_years_of(on), years[0], years[-1]))


def section_codes(staff: pd.DataFrame) -> Floats:
    """(rows,) pension section: 0 no member, 1 the 1995 section, 2 the 2008 section."""
    return positions_in(SECTIONS, staff["pension_section"]).astype(np.float64) + 1


def criticality_weight(staff: pd.DataFrame, rules: RuleBook) -> Floats:
    """(rows,) weight of criticality 1 to 5; blank is 3."""
    weights = np.array([rules[f"criticality_weight_{level}"].latest.value for level in range(1, 6)])
    level = np.nan_to_num(floats(staff, "criticality"), nan=ORDINARY_CRITICALITY)
    return weights[np.clip(np.rint(level), 1, 5).astype(np.int64) - 1]


def _contract_end(staff: pd.DataFrame) -> Days:
    """(rows,) the end of each fixed term; NaT for everyone else."""
    codes, texts = pd.factorize(staff["contract"].to_numpy(dtype=object))
    is_fixed = np.array([_has_word(text, FIXED_TERM) for text in texts] + [True], dtype=bool)
    return np.where(is_fixed[codes], days(staff, "contract_ends"), np.datetime64("NaT", "D"))


@dataclass(frozen=True, slots=True, eq=False)
class _Prices:
    """£ a year by year and holding (Y, H), and each holding's share of its person's pay (H,)."""

    basic: Floats
    pay: Floats
    cost: Floats
    full_time_basic: Floats
    share: Floats


def _priced(
    staff: pd.DataFrame,
    organisation: Integers,
    band: Integers,
    facts: Facts,
    years: Integers,
    folds: Folds,
    land: Landscape,
    rules: RuleBook,
) -> _Prices:
    """Price every row in every year and fold the sums into holdings.

    NI is charged on the person's whole pay and shared by pay.
    """
    base = financial_year(facts.closure)
    salary, point, fte = (floats(staff, key) for key in ("annual_salary", "spine_point", "fte"))
    own_zone = zone_codes(staff["hcas_zone"])
    zone = np.where(own_zone > 0, own_zone, land.zone[organisation])
    is_member = folds.row_any(section_codes(staff) > 0)
    shape = (len(years), len(staff))
    full, pay, cost = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for at, year in enumerate(years.tolist()):
        full[at] = full_time_pay(salary, point, band, year, base, rules)
        pay[at] = (full[at] + high_cost_area_supplement(full[at], zone, year, rules)) * fte
        whole = folds.row_sum(pay[at])
        ni = employer_ni(whole, is_member, year, rules) * divided(pay[at], whole)
        cost[at] = pay[at] + ni + employer_pension(pay[at], is_member, year, rules)
    held_fte, basic, held = folds.holding_sum(fte), folds.holding_sum(full * fte), folds.holding_sum(pay)
    person = folds.person_of_row[folds.first]
    people = len(folds.employee_numbers)
    base_pay = held[np.searchsorted(years, base)]
    pools = total_by(person, np.ones(len(person)), people)
    return _Prices(
        basic=basic,
        pay=held,
        cost=folds.holding_sum(cost),
        full_time_basic=divided(basic, held_fte),
        share=divided(base_pay, total_by(person, base_pay, people)[person], 1 / pools[person]),
    )
