"""From workings to results: every table that users see, in a canonical order."""

import numpy as np
import pandas as pd

from planner.engine.columns import ABSENT
from planner.engine.decisions import PLACED
from planner.engine.skills import skills_table
from planner.engine.tabulate_money import (
    charges_table,
    headline_of,
    receivers_table,
    services_table,
    system_table,
)
from planner.engine.tabulate_people import (
    functions_table,
    people_table,
    pool_names,
    pools_table,
    posts_table,
    senders_table,
)
from planner.engine.talent import competencies_table
from planner.engine.ties import tie_checks, ties_table
from planner.engine.workings import Workings
from planner.model.results import Placements, Results


def results_of(work: Workings) -> Results:
    """Lay out every table of the results."""
    names = pool_names(work)
    people = people_table(work, names)
    pools = pools_table(work, names)
    receivers = receivers_table(work)
    functions = functions_table(work)
    system = system_table(work, receivers)
    senders = senders_table(work)
    ties = ties_table(work, people, pools, receivers, senders)
    return Results(
        plan=work.ground.plan,
        scenario=work.ground.scenario.name,
        rules_version=work.ground.rules.version,
        assumptions=work.ground.assumptions,
        headline=headline_of(work, people, system),
        people=people,
        pools=pools,
        posts=posts_table(work),
        receivers=receivers,
        services=services_table(work),
        charges=charges_table(work),
        functions=functions,
        system=system,
        months=work.money.months,
        competencies=_competencies(work),
        skills=_skills(work),
        not_counted=work.ground.roster.not_counted,
        senders=senders,
        ties=ties,
        placements=_placements(work),
        checks=tie_checks(ties),
        findings=work.ground.admission.findings,
        left_out=work.ground.admission.left_out,
        workings=work,
    )


def _competencies(work: Workings) -> pd.DataFrame:
    lists = work.ground.clean.functions["competencies"]
    return competencies_table(
        lists, work.ground.holders.function, work.ground.holders.fte, work.money.talent.leaves
    )


def _skills(work: Workings) -> pd.DataFrame:
    roster, leaves = work.ground.roster, work.money.talent.leaves
    return skills_table(roster.skills, roster.people.of_row, leaves[work.ground.holders.of_row])


def _placements(work: Workings) -> Placements:
    locked = np.where(work.ground.decisions.outcome == PLACED, work.ground.decisions.receiver, ABSENT)
    return Placements(
        receivers=tuple(work.ground.land.organisations),
        steps=tuple(work.filled.filling.steps),
        stay=work.filled.departures.stays,
        pool=work.filled.pools.of_holder,
        locked_receiver=locked,
    )
