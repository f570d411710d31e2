"""How many CCGs an area can pay for: everything about it at once, for the screen and for paper."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.base.ticks import Tick, no_tick
from planner.engine.ccg_sizes.areas import Area, population_served, practices_of
from planner.engine.ccg_sizes.configurations import ccgs_of, configurations, judged
from planner.engine.ccg_sizes.curves import Curves, curves_of, real_ccgs
from planner.engine.ccg_sizes.groupings import Grouping, by_hand, proposed
from planner.engine.ccg_sizes.needs import Needs, needs_of
from planner.engine.ccg_sizes.proposals import Proposals, propose
from planner.engine.ccg_sizes.terms import Terms, mean_fte_cost, terms_of
from planner.engine.columns import floats
from planner.model.plan import Plan
from planner.model.results import Results
from planner.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """What an area's CCGs could be, and what each number of them can afford.

    Attributes:
        area: what was looked at, and its ``proposals``.
        scenario: whose claims say what falls to CCGs, and whose assumptions hold.
        terms, needs: money, and what the functions take.
        table: one row for each number of CCGs, as ``configurations`` gives it.
        curves: affordability against size.
        real: the CCGs of April 2013, with those of the plan.
    """

    area: Area
    scenario: str
    proposals: Proposals
    terms: Terms
    needs: Needs
    table: pd.DataFrame
    curves: Curves
    real: pd.DataFrame

    @property
    def population(self) -> float:
        """People of the area."""
        return float(np.nansum(floats(self.proposals.practices, "population")))

    @property
    def today(self) -> int:
        """How many CCGs the area had in April 2013."""
        return self.proposals.today

    def most_affordable(self) -> tuple[int, int, int]:
        """The most CCGs of which what is left pays in every one for all functions by do, share and buy.

        0 for none; one CCG has nobody to share with.
        """
        if not self.needs.known:
            return 0, 0, 0
        count, smallest = floats(self.table, "ccgs"), floats(self.table, "smallest")
        do, share, buy = (
            int(max(count[(smallest >= people) & (count > least)], default=0))
            for people, least in zip(self.curves.breaks, (0, 1, 0), strict=True)
        )
        return do, share, buy

    def grouping(self, count: int) -> Grouping:
        """The proposal for a number of CCGs."""
        return proposed(self.proposals, count)

    def kept(self, plan: Plan) -> Grouping | None:
        """The grouping that the plan keeps for the area; None where it keeps none."""
        return by_hand(self.proposals.practices, plan)

    def row_of(self, grouping: Grouping) -> pd.DataFrame:
        """What a grouping can afford, as a row of ``table``."""
        return judged(grouping, self.needs, self.terms)

    def ccgs(self, grouping: Grouping) -> pd.DataFrame:
        """What each CCG of a grouping can afford."""
        return ccgs_of(grouping, self.needs, self.terms)


def study_of(
    area: Area,
    results: Results,
    rules: RuleBook,
    tick: Tick = no_tick,
    known: Proposals | None = None,
) -> Study:
    """Look at an area with the money and the functions of a scenario.

    Args:
        area: one that has practices.
        results: of the scenario in hand.
        rules: the dated rules.
        tick: told how far it is; may stop it.
        known: the area's proposals, where they were worked out before.
    """
    proposals = known if known is not None else propose(practices_of(area, results.plan), tick=tick)
    people = float(np.nansum(floats(proposals.practices, "population")))
    terms = terms_of(results.assumptions, rules, mean_fte_cost(results))
    needs = needs_of(results.plan, results.scenario, people, terms, population_served(results.plan))
    tick(0.95, "Judging what each can afford")
    table = configurations(proposals, needs, terms)
    real = real_ccgs(results.plan, terms)
    curves = curves_of(needs, terms, floats(real, "population"))
    return Study(area, results.scenario, proposals, terms, needs, table, curves, real)
