"""The roster: the staff list as columns, before any scenario.

Who counts, who is one person, what each row costs in each year, and what is known of each person:
the same in every scenario of a plan, and so worked out once.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.base.dates import financial_year
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
)
from planner.engine.folds import People, people_of
from planner.engine.landscape import Landscape, band_codes, zone_codes
from planner.engine.skills import Skills, skills_of
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
LISTED = ("employee_number", "organisation", "function", "band", "fte")
"""What is said of staff who are not counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """Staff rows that count (R) and their people (P).

    Attributes:
        staff: the rows; ``not_counted`` is what is ``LISTED`` of the others, with ``why``.
        people: which rows are one person's.
        organisation, function, band: (R,) positions.
        precedence: (R,) which row of a holding speaks for it, least first.
        fte: (R,) contracted.
        contract_end: (R,) the end of a fixed term; NaT for everyone else.
        retention: (R,) £ promised.
        value: (R,) FTE × weight of criticality.
        years: the financial years priced, the closure's among them.
        base: the position in ``years`` of the closure's.
        basic, pay, cost: (Y, R) £ a year contracted: basic, with high cost area supplement, and to
            the employer. NI is charged on the person's whole pay and shared by pay.
        continuous_from, reckonable_from, born, leaving: (P,) NaT where not given.
        reckonable_years, membership_years, quote, notice_weeks: (P,) NaN where not given.
        section: (P,) 0 no member, 1 the 1995 section, 2 the 2008 section.
        is_protected, is_scarce: (P,).
        skills: who has which skill.
    """

    staff: pd.DataFrame
    not_counted: pd.DataFrame
    people: People
    organisation: Integers
    function: Integers
    band: Integers
    precedence: Integers
    fte: Floats
    contract_end: Days
    retention: Floats
    value: Floats
    years: Integers
    base: int
    basic: Floats
    pay: Floats
    cost: Floats
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
    skills: Skills


def roster_of(
    listed: pd.DataFrame, facts: Facts, years: Integers, land: Landscape, rules: RuleBook
) -> Roster:
    """Read the staff rows that were admitted, and price those that count in each of ``years``."""
    why = why_not_counted(listed)
    counts = why == ""
    staff = listed if counts.all() else listed[counts]
    people = people_of(staff["employee_number"])
    organisation, band = land.organisation_at(staff["organisation"]), band_codes(staff["band"])
    basic, pay, cost = _priced(staff, organisation, band, facts, years, people, land, rules)
    fte = floats(staff, "fte")
    return Roster(
        staff=staff,
        not_counted=listed.loc[~counts, list(LISTED)].assign(why=why[~counts]).reset_index(drop=True),
        people=people,
        organisation=organisation,
        function=land.function_at(staff["function"]),
        band=band,
        precedence=_precedence(staff),
        fte=fte,
        contract_end=_contract_end(staff),
        retention=np.nan_to_num(floats(staff, "retention_payment")),
        value=fte * criticality_weight(staff, rules),
        years=years,
        base=int(np.searchsorted(years, financial_year(facts.closure))),
        basic=basic,
        pay=pay,
        cost=cost,
        continuous_from=people.first_day(days(staff, "continuous_from")),
        reckonable_from=people.first_day(days(staff, "reckonable_from")),
        born=people.first_day(days(staff, "born")),
        leaving=people.first_day(days(staff, "leaving_date")),
        reckonable_years=people.most(floats(staff, "reckonable_years")),
        membership_years=people.most(floats(staff, "membership_years")),
        quote=people.most(floats(staff, "pension_quote")),
        notice_weeks=people.most(floats(staff, "notice_weeks")),
        section=people.most(section_codes(staff)).astype(np.int64),
        is_protected=people.any(flags(staff, "protected_pension_age")),
        is_scarce=people.any(flags(staff, "scarce")),
        skills=skills_of(staff["skills"], fte),
    )


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


def section_codes(staff: pd.DataFrame) -> Floats:
    """(rows,) pension section: 0 no member, 1 the 1995 section, 2 the 2008 section."""
    return positions_in(SECTIONS, staff["pension_section"]).astype(np.float64) + 1


def criticality_weight(staff: pd.DataFrame, rules: RuleBook) -> Floats:
    """(rows,) weight of criticality 1 to 5; blank is 3."""
    weights = np.array([rules[f"criticality_weight_{level}"].latest.value for level in range(1, 6)])
    level = np.nan_to_num(floats(staff, "criticality"), nan=ORDINARY_CRITICALITY)
    return weights[np.clip(np.rint(level), 1, 5).astype(np.int64) - 1]


def _has_word(text: str, words: tuple[str, ...]) -> bool:
    plain = " ".join(text.lower().replace("_", " ").split())
    return any(word in plain for word in words)


def _contract_end(staff: pd.DataFrame) -> Days:
    """(rows,) the end of each fixed term; NaT for everyone else."""
    codes, texts = pd.factorize(staff["contract"].to_numpy(dtype=object))
    is_fixed = np.array([_has_word(text, FIXED_TERM) for text in texts] + [True], dtype=bool)
    return np.where(is_fixed[codes], days(staff, "contract_ends"), np.datetime64("NaT", "D"))


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


def _priced(
    staff: pd.DataFrame,
    organisation: Integers,
    band: Integers,
    facts: Facts,
    years: Integers,
    people: People,
    land: Landscape,
    rules: RuleBook,
) -> tuple[Floats, Floats, Floats]:
    """Price every row in every year: basic, pay and cost."""
    base = financial_year(facts.closure)
    salary, point, fte = (floats(staff, key) for key in ("annual_salary", "spine_point", "fte"))
    own_zone = zone_codes(staff["hcas_zone"])
    zone = np.where(own_zone > 0, own_zone, land.zone[organisation])
    is_member = people.any(section_codes(staff) > 0)[people.of_row]
    shape = (len(years), len(staff))
    basic, pay, cost = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for at, year in enumerate(years.tolist()):
        full = full_time_pay(salary, point, band, year, base, rules)
        basic[at] = full * fte
        pay[at] = (full + high_cost_area_supplement(full, zone, year, rules)) * fte
        whole = people.sum(pay[at])[people.of_row]
        ni = employer_ni(whole, is_member, year, rules) * divided(pay[at], whole)
        cost[at] = pay[at] + ni + employer_pension(pay[at], is_member, year, rules)
    return basic, pay, cost
