"""What holds for every scenario of a plan: the rows admitted, and the staff list as priced columns."""

from dataclasses import dataclass

import numpy as np

from planner.base.dates import financial_year
from planner.base.errors import ImpossibleDatesError
from planner.engine.admission import Admission, judge
from planner.engine.columns import Integers
from planner.engine.landscape import Landscape, landscape_of
from planner.engine.roster import Roster, roster_of
from planner.model.plan import Facts, Plan
from planner.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """What every scenario of a plan is worked out from.

    Attributes:
        plan: as it was given; ``clean`` is the plan without the rows in error.
        years: the financial years reported, from the transfer's; ``roster.years`` begins earlier.
    """

    plan: Plan
    rules: RuleBook
    admission: Admission
    clean: Plan
    land: Landscape
    years: Integers
    roster: Roster


def basis_of(
    plan: Plan, rules: RuleBook, before: Basis | None = None, admission: Admission | None = None
) -> Basis:
    """Judge a plan and read its staff list.

    Args:
        plan: may hold rows in error; they are left out and counted.
        rules: the dated rules.
        before: the basis of the plan that this one was made from. What stands on tables that the two
            share is taken over, so that a change to a scenario does not read the staff again.
        admission: ``judge(plan, rules)``, where the caller has it already.
    """
    admission = admission or judge(plan, rules, before.admission if before is not None else None)
    if before is not None and admission.standing is before.admission.standing:
        clean = admission.admitted(plan, before.clean)
        return Basis(plan, rules, admission, clean, before.land, before.years, before.roster)
    clean = admission.admitted(plan)
    land = landscape_of(clean)
    years, priced = _years(clean.facts)
    roster = roster_of(clean.staff, clean.facts, priced, land, rules)
    return Basis(plan, rules, admission, clean, land, years, roster)


def _years(facts: Facts) -> tuple[Integers, Integers]:
    """The financial years reported, from the transfer's; and those priced, from the plan's start."""
    first, last = financial_year(facts.transfer_date), financial_year(facts.horizon)
    if facts.horizon < facts.transfer_date:
        raise ImpossibleDatesError(facts.transfer_date, facts.horizon)
    closure, start = financial_year(facts.closure), financial_year(facts.plan_start)
    years = np.arange(first, max(first, last) + 1)
    return years, np.arange(min(start, closure, first), max(int(years[-1]), closure) + 1)
