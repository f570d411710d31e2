"""What may be recorded of a person, and how a recorded placement is said. Numbers, never names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Result:
    """Something that may be recorded of a person.

    Attributes:
        name: as a user chooses it.
        outcome: what stands in the Placements table.
        stage: what stands there as Stage; blank for an exit.
        locks: whether it decides in place of odds unless the user says otherwise.
    """

    name: str
    outcome: str
    stage: str = ""
    locks: bool = True

    @property
    def needs_place(self) -> bool:
        """Whether a post or a receiver goes with it."""
        return self.outcome == "placed"


POOL = Result("in the pool", "pool", locks=False)
"""Undoes in a scenario what another that it is based on has recorded."""

RESULTS = (
    Result("slated", "placed", "slated", locks=False),
    Result("offered", "placed", "offered", locks=False),
    Result("accepted", "placed", "accepted", locks=False),
    Result("placed", "placed", "placed"),
    Result("not selected", "pool", "not selected", locks=False),
    Result("redundant", "redundant"),
    Result("agreed resignation (MARS)", "mars"),
    Result("resigned", "resigned"),
    Result("retired", "retired"),
    Result("contract ended", "contract ended"),
)
"""What a user may record, in the order in which it comes about."""

BY_NAME: Mapping[str, Result] = {one.name: one for one in (*RESULTS, POOL)}
EXITS: Mapping[str, str] = {one.outcome: one.name for one in RESULTS if not one.stage}
_TO_POST: Mapping[str, tuple[str, str]] = {
    "slated": ("slated for", "slated for a post"),
    "offered": ("offered", "offered a post"),
    "accepted": ("accepted", "accepted a post"),
    "placed": ("placed in", "placed"),
}
"""How each stage is said of a post, and of a receiver where no post is named."""


def name_of(plan: Plan, code: str) -> str:
    """An organisation's name; its code where the plan does not list it."""
    rows = plan.organisations
    names = rows.loc[rows["code"] == code, "name"]
    return str(names.iloc[0]) if len(names) and isinstance(names.iloc[0], str) else code


def state_of(outcome: Any, stage: Any) -> str:
    """How far somebody has come, in a word or two: ``offered``, ``placed``, ``redundant``."""
    said = _said(stage)
    if outcome == "placed":
        return said if said in _TO_POST else "placed"
    if outcome == "pool":
        return said or POOL.name
    return EXITS.get(outcome, str(outcome) if isinstance(outcome, str) else "")


def in_words(names: Mapping[str, str], outcome: Any, stage: Any, receiver: Any, post: Any) -> str:
    """A placement in a few words: ``offered P17 at NHS Leeds North CCG``.

    Args:
        names: organisations' names by code.
        outcome, stage, receiver, post: cells of the Placements table.
    """
    state = state_of(outcome, stage)
    if outcome != "placed":
        return state
    to_post, to_receiver = _TO_POST[state]
    said = _said(stage)
    how = f" ({said})" if said and said not in _TO_POST else ""
    where = f" at {names.get(receiver, receiver)}" if isinstance(receiver, str) and receiver else ""
    has_post = isinstance(post, str) and post
    return f"{to_post} {post}{where}{how}" if has_post else f"{to_receiver}{where}{how}"


def in_brief(outcome: Any, stage: Any, receiver: Any, post: Any, locked: Any) -> str:
    """A placement for a narrow column, by codes: ``offered P17``, ``placed 02R, locked``."""
    place = (post if isinstance(post, str) else receiver) if outcome == "placed" else None
    said = f"{state_of(outcome, stage)} {place}" if isinstance(place, str) else state_of(outcome, stage)
    return f"{said}, locked" if locked == "Y" else said


def _said(stage: Any) -> str:
    return stage.replace("_", " ").strip() if isinstance(stage, str) else ""


def names_by_code(plan: Plan) -> dict[str, str]:
    """Organisations' names by their codes."""
    rows = plan.organisations
    pairs = zip(rows["code"], rows["name"], strict=True)
    return {str(code): str(name) for code, name in pairs if isinstance(name, str)}
