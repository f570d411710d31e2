"""From staff rows to holders: one row for each person and pool, with the person's own facts.

People who share an employee number are one person with one service record; their rows in one pool
are one holding. Order of rows in the plan makes no difference: each fact is taken in a way that does
not depend on it.
"""

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.base.dates import financial_years_of
from planner.engine.allocation import Claims
from planner.engine.landscape import (
    ABSENT,
    Booleans,
    Floats,
    Integers,
    Landscape,
    band_codes,
    natural_order,
    zone_codes,
)
from planner.model.plan import Facts
from planner.model.tables import BANDS
from planner.rules.on_costs import employer_ni, employer_pension
from planner.rules.pay import full_time_pay, high_cost_area_supplement
from planner.rules.rulebook import RuleBook

Days = npt.NDArray[np.datetime64]

NOT_COUNTED_CONTRACTS = ("bank", "honorary", "non-exec", "non exec", "nonexec")
NOT_COUNTED_STATUSES = ("inactive", "suspend no pay", "suspended no pay", "terminat")
FIXED_TERM = ("fixed", "temp", "locum")
NO_SECTION, SECTION_1995, SECTION_2008 = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Holders:
    """Holdings (H), sorted by employee number and pool.

    Attributes:
        employee: (H,) position in ``employee_numbers``, which is in natural order.
        first_row: (H,) identity of a staff row of the holding.
        organisation, function, band, group: (H,) positions.
        fte: (H,) contracted FTE in this pool.
        last_day: (H,) the person's last day if not placed; a fixed term's own end where earlier.
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
    employee_numbers: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.employee)

    def only(self, at: Integers) -> Self:
        """The same table with only some of its holdings."""
        return replace(
            self,
            **{
                one.name: getattr(self, one.name)[..., at]
                for one in fields(self)
                if one.name not in ("years", "employee_numbers")
            },
        )

    def year_at(self, year: int) -> int:
        """The position of a financial year in ``years``."""
        return int(np.flatnonzero(self.years == year)[0])


def why_not_counted(staff: pd.DataFrame) -> npt.NDArray[np.object_]:
    """(rows,) why a staff row is listed but not counted; empty where it counts."""
    why = np.full(len(staff), "", dtype=object)
    for column, words in (("contract", NOT_COUNTED_CONTRACTS), ("assignment_status", NOT_COUNTED_STATUSES)):
        codes, texts = pd.factorize(staff[column])
        reason = [text if _has_word(text, words) else "" for text in texts] + [""]
        found = np.array(reason, dtype=object)[codes]
        why = np.where(why == "", found, why)
    return why


def _has_word(text: str, words: tuple[str, ...]) -> bool:
    plain = " ".join(text.lower().replace("_", " ").split())
    return any(word in plain for word in words)


def _is_any(column: pd.Series, words: tuple[str, ...]) -> Booleans:
    codes, texts = pd.factorize(column)
    return np.array([_has_word(text, words) for text in texts] + [False], dtype=bool)[codes]


@dataclass(frozen=True, slots=True, eq=False)
class _Folds:
    """How staff rows fold into people and holdings: each a run of the sorted rows."""

    order: Integers
    person_of_row: Integers
    person_start: Integers
    holding_start: Integers

    def holding_sum(self, values: Floats) -> Floats:
        """Sum over the rows of each holding; ``values`` (…, rows) in the plan's order."""
        return np.add.reduceat(values[..., self.order], self.holding_start, axis=-1)

    def holding_least(self, values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """Least over the rows of each holding."""
        return np.minimum.reduceat(values[self.order], self.holding_start)

    def person_least(self, values: Floats) -> Floats:
        """Least known value of each person, for each holding; NaN where none is known."""
        least = np.fmin.reduceat(values[self.order], self.person_start)
        return least[self._person_of_holding]

    def person_most(self, values: Floats) -> Floats:
        """Greatest known value of each person, for each holding."""
        most = np.fmax.reduceat(values[self.order], self.person_start)
        return most[self._person_of_holding]

    def person_first_day(self, days: Days) -> Days:
        """Earliest known day of each person, for each holding; NaT where none is known."""
        earliest = np.fmin.reduceat(days[self.order], self.person_start)
        return earliest[self._person_of_holding]

    def person_sum(self, values: Floats) -> Floats:
        """Sum over the rows of each person, for each row in the plan's order; (…, rows)."""
        return np.add.reduceat(values[..., self.order], self.person_start, axis=-1)[..., self.person_of_row]

    @property
    def _person_of_holding(self) -> Integers:
        return self.person_of_row[self.order][self.holding_start]


def _fold(numbers: pd.Series, group: Integers, band: Integers, rows: Integers) -> tuple[_Folds, npt.NDArray[np.object_]]:
    """Sort rows by person and pool and find where each begins."""
    codes, unique = pd.factorize(numbers.to_numpy(dtype=object))
    in_order = natural_order(np.asarray(unique, dtype=object))
    rank = np.empty(len(unique), dtype=np.int64)
    rank[in_order] = np.arange(len(unique))
    person = rank[codes]
    pool = group * len(BANDS) + band
    order = np.lexsort((rows, pool, person))
    new_person = np.diff(person[order], prepend=-1) != 0
    new_pool = new_person | (np.diff(pool[order], prepend=-1) != 0)
    folds = _Folds(order, person, np.flatnonzero(new_person), np.flatnonzero(new_pool))
    return folds, np.asarray(unique, dtype=object)[in_order]


def holders_of(
    staff: pd.DataFrame, claims: Claims, facts: Facts, years: Integers, land: Landscape, rules: RuleBook
) -> Holders:
    """Fold the counted staff rows into holdings and price them in each year.

    Args:
        staff: admitted rows that count.
        years: the financial years to price; the closure's is among them.
    """
    function = land.function_at(staff["function"])
    organisation = land.organisation_at(staff["organisation"])
    band = band_codes(staff["band"])
    group = claims.group_of[function, organisation]
    rows = staff.index.to_numpy(dtype=np.int64)
    folds, numbers = _fold(staff["employee_number"], group, band, rows)
    first = folds.order[folds.holding_start]
    ends = _contract_end(staff)
    transfer = claims.group_transfer[group]
    row_ended = ~np.isnat(ends) & (ends < transfer)
    row_last = np.where(row_ended, ends, claims.group_last_day[group])
    ended = folds.holding_least(row_ended)
    latest = np.maximum.reduceat(row_last[folds.order], folds.holding_start)
    last_day = np.where(ended, latest, claims.group_last_day[group[first]]).astype("datetime64[D]")
    prices = _priced(staff, organisation, band, facts, years, last_day, folds, land, rules)
    fte = folds.holding_sum(_floats(staff, "fte"))
    share = prices.pay_share
    return Holders(
        employee=folds.person_of_row[first],
        first_row=rows[first],
        organisation=organisation[first],
        function=function[first],
        band=band[first],
        group=group[first],
        fte=fte,
        last_day=last_day,
        ended=ended,
        years=years,
        basic=prices.basic,
        pay=prices.pay,
        cost=prices.cost,
        annual_basic=prices.annual_basic,
        annual_pay=prices.annual_pay,
        pay_share=share,
        full_time_basic=prices.full_time_basic,
        continuous_from=folds.person_first_day(_days(staff, "continuous_from")),
        reckonable_from=folds.person_first_day(_days(staff, "reckonable_from")),
        born=folds.person_first_day(_days(staff, "born")),
        leaving=folds.person_first_day(_days(staff, "leaving_date")),
        reckonable_years=folds.person_most(_floats(staff, "reckonable_years")),
        membership_years=folds.person_most(_floats(staff, "membership_years")) * share,
        quote=folds.person_most(_floats(staff, "pension_quote")) * share,
        notice_weeks=folds.person_most(_floats(staff, "notice_weeks")),
        section=folds.person_most(section_codes(staff)).astype(np.int64),
        is_protected=folds.person_most(_flags(staff, "protected_pension_age")) > 0,
        is_scarce=folds.person_most(_flags(staff, "scarce")) > 0,
        retention=folds.holding_sum(np.nan_to_num(_floats(staff, "retention_payment"))),
        value=folds.holding_sum(_floats(staff, "fte") * criticality_weight(staff, rules)),
        employee_numbers=numbers,
    )


def at_last_day(holders: Holders, last_day: Days) -> Holders:
    """The same holders with other last days, and annual pay as it is then."""
    which = (_year_index(holders.years, last_day), np.arange(len(last_day)))
    return replace(
        holders, last_day=last_day, annual_basic=holders.basic[which], annual_pay=holders.pay[which]
    )


def _year_index(years: Integers, days: Days) -> Integers:
    """(H,) position of each day's financial year in ``years``; the nearest where it is not there."""
    return np.searchsorted(years, np.clip(financial_years_of(days), years[0], years[-1]))


def section_codes(staff: pd.DataFrame) -> Floats:
    """(rows,) pension section: 0 no member, 1 the 1995 section, 2 the 2008 section."""
    return (pd.Index(["1995", "2008"]).get_indexer(staff["pension_section"]) + 1).astype(np.float64)


def criticality_weight(staff: pd.DataFrame, rules: RuleBook) -> Floats:
    """(rows,) weight of criticality 1 to 5; blank is 3."""
    weights = np.array([rules[f"criticality_weight_{level}"].history[0].value for level in range(1, 6)])
    level = np.nan_to_num(_floats(staff, "criticality"), nan=3.0)
    return weights[np.clip(np.rint(level), 1, 5).astype(np.int64) - 1]


def _contract_end(staff: pd.DataFrame) -> Days:
    """(rows,) the end of each fixed term; NaT for everyone else."""
    ends = _days(staff, "contract_ends")
    is_fixed = _is_any(staff["contract"], FIXED_TERM) | staff["contract"].isna().to_numpy()
    return np.where(is_fixed, ends, np.datetime64("NaT", "D"))


@dataclass(frozen=True, slots=True, eq=False)
class _Prices:
    basic: Floats
    pay: Floats
    cost: Floats
    annual_basic: Floats
    annual_pay: Floats
    pay_share: Floats
    full_time_basic: Floats


def _priced(
    staff: pd.DataFrame,
    organisation: Integers,
    band: Integers,
    facts: Facts,
    years: Integers,
    last_day: Days,
    folds: _Folds,
    land: Landscape,
    rules: RuleBook,
) -> _Prices:
    """Price every row in every year and fold the sums into holdings."""
    base = financial_year_of_closure(facts)
    salary, point = _floats(staff, "annual_salary"), _floats(staff, "spine_point")
    fte = _floats(staff, "fte")
    own_zone = zone_codes(staff["hcas_zone"])
    zone = np.where(own_zone > 0, own_zone, land.zone[organisation])
    is_member = folds.person_most(section_codes(staff))  # by holding
    member_row = np.zeros(len(staff), dtype=bool)
    member_row[folds.order] = np.repeat(is_member > 0, np.diff(folds.holding_start, append=len(staff)))
    full_time, basic, pay, cost = [], [], [], []
    for year in years:
        full = full_time_pay(salary, point, band, int(year), base, rules)
        supplement = high_cost_area_supplement(full, zone, int(year), rules)
        row_pay = (full + supplement) * fte
        whole = folds.person_sum(row_pay)
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(whole > 0, row_pay / whole, 0.0)
        ni = employer_ni(whole, member_row, int(year), rules) * share
        pension = employer_pension(row_pay, member_row, int(year), rules)
        full_time.append(full * fte)
        basic.append(folds.holding_sum(full * fte))
        pay.append(folds.holding_sum(row_pay))
        cost.append(folds.holding_sum(row_pay + ni + pension))
    holding_fte = folds.holding_sum(fte)
    stacked = np.array(full_time).reshape(len(years), len(staff))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = folds.holding_sum(stacked) / holding_fte
    plain = folds.holding_sum(np.zeros_like(stacked))
    which = (_year_index(years, last_day), np.arange(len(last_day)))
    basic_by_year, pay_by_year = np.array(basic), np.array(pay)
    person_of_holding = folds.person_of_row[folds.order][folds.holding_start]
    base_pay = pay_by_year[int(np.flatnonzero(years == base)[0])]
    whole_base = np.bincount(person_of_holding, base_pay, minlength=person_of_holding[-1] + 1)[person_of_holding] if len(base_pay) else base_pay
    count = np.bincount(person_of_holding)[person_of_holding] if len(base_pay) else base_pay
    with np.errstate(invalid="ignore", divide="ignore"):
        pay_share = np.where(whole_base > 0, base_pay / whole_base, 1.0 / count)
    return _Prices(
        basic=basic_by_year,
        pay=pay_by_year,
        cost=np.array(cost),
        annual_basic=basic_by_year[which],
        annual_pay=pay_by_year[which],
        pay_share=pay_share,
        full_time_basic=np.where(holding_fte > 0, mean, plain),
    )


def financial_year_of_closure(facts: Facts) -> int:
    """The calendar year in which the closure's financial year begins."""
    return int(financial_years_of(np.array([facts.closure], dtype="datetime64[D]"))[0])


def _floats(staff: pd.DataFrame, key: str) -> Floats:
    return staff[key].to_numpy(dtype=np.float64)


def _days(staff: pd.DataFrame, key: str) -> Days:
    return staff[key].to_numpy().astype("datetime64[D]")


def _flags(staff: pd.DataFrame, key: str) -> Floats:
    return (staff[key] == "Y").to_numpy(dtype=np.float64, na_value=False)


__all__ = ["ABSENT", "Holders", "financial_year_of_closure", "holders_of", "why_not_counted"]
