"""A scenario: what differs from the plan, with everything it inherits already in place."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.base.errors import UnknownScenarioError
from planner.model.assumptions import is_acceptance
from planner.model.plan import Plan
from planner.model.tables import BASELINE


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """One scenario of a plan, resolved.

    Attributes:
        name: its label; ``Baseline`` for the plan with nothing moved.
        allocations, posts, placements, assumptions: the rows in force, own and inherited, in the
            columns and with the row identities of the plan's tables.
    """

    name: str
    allocations: pd.DataFrame
    posts: pd.DataFrame
    placements: pd.DataFrame
    assumptions: pd.DataFrame

    @property
    def is_baseline(self) -> bool:
        """Whether nothing moves."""
        return self.name == BASELINE


def lineage(plan: Plan, name: str) -> tuple[str, ...]:
    """The scenario and those it is based on, nearest first; a circle ends where it closes."""
    based_on = dict(zip(plan.scenarios["scenario"], plan.scenarios["based_on"], strict=True))
    chain = [name]
    while isinstance(parent := based_on.get(chain[-1]), str) and parent not in chain:
        chain.append(parent)
    return tuple(one for one in chain if one != BASELINE)


def scenario_of(plan: Plan, name: str) -> Scenario:
    """Resolve a scenario by name.

    For each (function, sender) a scenario's own allocation rows replace those of the scenario it is
    based on; posts do so for each (receiver, function), placements for each employee, assumptions
    for each key. Posts and assumptions without a scenario hold for all. What a scenario accepts of its
    checks, those based on it do not.

    Raises:
        UnknownScenarioError: the plan has no such scenario.
    """
    if name == BASELINE:
        assumptions = plan.assumptions[plan.assumptions["scenario"].isna()]
        return Scenario(
            name,
            plan.allocations.iloc[:0],
            plan.posts.iloc[:0],
            plan.placements.iloc[:0],
            _one_each(assumptions),
        )
    if name not in plan.scenario_names:
        raise UnknownScenarioError(name, plan.scenario_names)
    chain, assumed = lineage(plan, name), _without_others_acceptances(plan.assumptions, name)
    return Scenario(
        name,
        _inherited(plan.allocations, chain, ["function", "sender"]),
        _posts(plan.posts, chain),
        _inherited(plan.placements, chain, ["employee_number"]),
        _one_each(_inherited(assumed, chain, ["key"], shared=True)),
    )


def allocations_in_force(plan: Plan, name: str) -> pd.DataFrame:
    """The rows of ``scenario_of(plan, name).allocations``, without the rest of the scenario."""
    frame = plan.allocations
    return _inherited(frame, lineage(plan, name), ["function", "sender"]) if name != BASELINE else frame[:0]


def _inherited(
    frame: pd.DataFrame, chain: tuple[str, ...], by: list[str], *, shared: bool = False
) -> pd.DataFrame:
    """Rows of the nearest scenario in ``chain`` for each value of ``by``; the plan's own order."""
    scenario = frame["scenario"]
    depth = pd.Index(chain).get_indexer(pd.Index(scenario))
    if shared:
        depth = np.where(scenario.isna(), len(chain), depth)
    held, depth = frame[depth >= 0], depth[depth >= 0]
    if len(depth) == 0 or depth.min() == depth.max():
        return held
    nearest = pd.Series(depth, index=held.index)
    nearest = nearest.groupby([held[key] for key in by], dropna=False).transform("min")
    kept: pd.DataFrame = held[depth == nearest.to_numpy()]
    return kept


def _posts(frame: pd.DataFrame, chain: tuple[str, ...]) -> pd.DataFrame:
    """Posts of the scenarios, and those for all; a post named again replaces the one for all."""
    if frame.empty:
        return frame
    own = _inherited(frame, chain, ["receiver", "function"])
    for_all = frame["scenario"].isna() & ~frame["post"].isin(own["post"])
    return frame[for_all | frame.index.isin(own.index)]


def _without_others_acceptances(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The assumptions, but for what other scenarios than this accept of their checks."""
    others = [
        is_acceptance(key) and scenario != name
        for key, scenario in zip(frame["key"], frame["scenario"], strict=True)
    ]
    return frame[~np.array(others, dtype=bool)] if any(others) else frame


def _one_each(frame: pd.DataFrame) -> pd.DataFrame:
    """One row for each key: the first, as where rows are admitted; one that contradicts it is in error."""
    return frame.drop_duplicates("key")
