"""What a scenario stands on: its claims, its holders and their groups, and what is decided already."""

from dataclasses import dataclass, replace

from planner.engine.admission import Admission
from planner.engine.allocation import Claims, claims_of
from planner.engine.basis import Basis
from planner.engine.columns import Integers
from planner.engine.decisions import Decisions, decisions_of, stay_as_they_are, with_dates
from planner.engine.holders import Holders, holders_of
from planner.engine.landscape import Landscape
from planner.engine.roster import Roster
from planner.model.assumptions import Assumptions
from planner.model.plan import Facts, Plan
from planner.model.scenario import Scenario, scenario_of
from planner.rules.register import assumptions_for
from planner.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a scenario stands on, over what holds for every scenario of the plan."""

    basis: Basis
    scenario: Scenario
    assumptions: Assumptions
    claims: Claims
    holders: Holders
    decisions: Decisions

    @property
    def plan(self) -> Plan:
        """The plan as it was given."""
        return self.basis.plan

    @property
    def clean(self) -> Plan:
        """The plan without the rows in error."""
        return self.basis.clean

    @property
    def admission(self) -> Admission:
        """What was found in the plan."""
        return self.basis.admission

    @property
    def rules(self) -> RuleBook:
        """The dated rules."""
        return self.basis.rules

    @property
    def land(self) -> Landscape:
        """Organisations and functions."""
        return self.basis.land

    @property
    def roster(self) -> Roster:
        """The staff who count."""
        return self.basis.roster

    @property
    def years(self) -> Integers:
        """The financial years reported, from the transfer's; ``holders.years`` begins earlier."""
        return self.basis.years

    @property
    def facts(self) -> Facts:
        """The plan's dates."""
        return self.clean.facts

    @property
    def reported(self) -> slice:
        """Where the reported years stand in ``holders.years``."""
        first = self.holders.year_at(int(self.years[0]))
        return slice(first, first + len(self.years))


def ground_of(basis: Basis, scenario: str) -> Ground:
    """Lay the ground for a scenario that the plan has."""
    return ground_on(basis, scenario_of(replace(basis.clean, scenarios=basis.plan.scenarios), scenario))


def ground_on(basis: Basis, chosen: Scenario) -> Ground:
    """Lay the ground for a scenario that has been resolved, whether or not the plan has it."""
    clean, land = basis.clean, basis.land
    claims = claims_of(chosen, clean.facts, land)
    holders = holders_of(basis.roster, claims)
    decisions = stay_as_they_are(holders) if chosen.is_baseline else decisions_of(chosen, holders, land)
    return Ground(
        basis=basis,
        scenario=chosen,
        assumptions=assumptions_for(chosen.assumptions, basis.rules, clean.organisations["code"]),
        claims=claims,
        holders=with_dates(holders, decisions),
        decisions=decisions,
    )
