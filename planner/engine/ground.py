"""What a scenario stands on: admitted rows, rules and assumptions, holders and their groups."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.base.dates import financial_year
from planner.engine.admission import Admission
from planner.engine.allocation import Claims, claims_of
from planner.engine.columns import Integers
from planner.engine.decisions import Decisions, decisions_of, stay_as_they_are, with_dates
from planner.engine.holders import Holders, holders_of, why_not_counted
from planner.engine.landscape import Landscape, landscape_of
from planner.model.assumptions import Assumptions
from planner.model.plan import Facts, Plan
from planner.model.scenario import Scenario, scenario_of
from planner.rules.register import assumptions_for
from planner.rules.rulebook import RuleBook

LISTED = ("employee_number", "organisation", "function", "band", "fte")
"""What is said of staff who are not counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a scenario stands on.

    Attributes:
        plan: as it was given; ``clean`` is the plan without the rows in error.
        years: the financial years reported, from the transfer's; ``holders.years`` begins earlier.
        staff: the rows that count; ``not_counted`` what is ``LISTED`` of the others, with ``why``.
    """

    plan: Plan
    clean: Plan
    admission: Admission
    scenario: Scenario
    rules: RuleBook
    assumptions: Assumptions
    land: Landscape
    years: Integers
    staff: pd.DataFrame
    not_counted: pd.DataFrame
    claims: Claims
    holders: Holders
    decisions: Decisions

    @property
    def facts(self) -> Facts:
        """The plan's dates."""
        return self.clean.facts

    @property
    def reported(self) -> slice:
        """Where the reported years stand in ``holders.years``."""
        first = self.holders.year_at(int(self.years[0]))
        return slice(first, first + len(self.years))


def ground_of(plan: Plan, scenario: str, rules: RuleBook, admission: Admission) -> Ground:
    """Lay the ground for a scenario that the plan has."""
    clean = admission.admitted(plan)
    chosen = scenario_of(replace(clean, scenarios=plan.scenarios), scenario)
    land = landscape_of(clean)
    years, priced = _years(clean.facts)
    claims = claims_of(chosen, clean.facts, land)
    why = why_not_counted(clean.staff)
    counts = why == ""
    staff = clean.staff if counts.all() else clean.staff[counts]
    holders = holders_of(staff, claims, clean.facts, priced, land, rules)
    decisions = stay_as_they_are(holders) if chosen.is_baseline else decisions_of(chosen, holders, land)
    return Ground(
        plan=plan,
        clean=clean,
        admission=admission,
        scenario=chosen,
        rules=rules,
        assumptions=assumptions_for(chosen.assumptions, rules, clean.organisations["code"]),
        land=land,
        years=years,
        staff=staff,
        not_counted=clean.staff.loc[~counts, list(LISTED)].assign(why=why[~counts]),
        claims=claims,
        holders=with_dates(holders, decisions),
        decisions=decisions,
    )


def _years(facts: Facts) -> tuple[Integers, Integers]:
    """The financial years reported, from the transfer's; and those priced, from the plan's start."""
    first, last = financial_year(facts.transfer_date), financial_year(facts.horizon)
    closure, start = financial_year(facts.closure), financial_year(facts.plan_start)
    years = np.arange(first, max(first, last) + 1)
    return years, np.arange(min(start, closure, first), max(int(years[-1]), closure) + 1)
