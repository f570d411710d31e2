"""The plans that CCG sizes makes: practices moved, CCGs renamed, a grouping kept, CCGs put in."""

from collections.abc import Sequence

from planner.engine.ccg_sizes.for_plan import new_ccgs
from planner.engine.ccg_sizes.groupings import Grouping
from planner.engine.ccg_sizes.terms import Terms
from planner.model.ccg_edits import (
    PutIn,
    free_name,
    keep_grouping,
    list_practices,
    move_practices,
    put_ccgs,
    rename_ccg,
    unused_ccgs,
)
from planner.model.plan import Plan

BY_HAND = "by hand"


def kept(plan: Plan, grouping: Grouping) -> Plan:
    """The plan with this grouping on its sheet of practices; one by hand stands there already."""
    if grouping.kind == BY_HAND:
        return list_practices(plan, grouping.practices)
    return keep_grouping(plan, grouping.practices, grouping.ccg_of_practices())


def moved(plan: Plan, grouping: Grouping, practices: Sequence[str], ccg: str) -> Plan:
    """The plan with the grouping kept and some practices moved."""
    return move_practices(kept(plan, grouping), practices, ccg)


def renamed(plan: Plan, grouping: Grouping, before: str, after: str) -> Plan:
    """The plan with the grouping kept and a CCG of it called something else."""
    return rename_ccg(kept(plan, grouping), before, after)


def put(plan: Plan, grouping: Grouping, terms: Terms, *, replaces: bool) -> PutIn:
    """The plan with the grouping kept and its CCGs among the organisations, and what became of which."""
    return put_ccgs(kept(plan, grouping), new_ccgs(grouping, terms), replace_unused=replaces)


def spare(plan: Plan, grouping: Grouping, terms: Terms) -> list[str]:
    """The names of CCGs in the plan that nothing refers to and that are not of the grouping."""
    wanted = {one.casefold() for one in grouping.names}
    wanted |= {one.code.casefold() for one in new_ccgs(grouping, terms) if one.code}
    frame = plan.organisations
    codes = unused_ccgs(plan)
    names = dict(zip(frame["code"], frame["name"].fillna(frame["code"]), strict=True))
    return [str(names[one]) for one in codes if not {one.casefold(), str(names[one]).casefold()} & wanted]


def fresh_name(grouping: Grouping) -> str:
    """A name for a CCG that is not there yet."""
    return free_name("New CCG", grouping.names)
