"""Who is in which post by recorded placements, and how much of it is free."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.model.plan import Plan
from planner.model.scenario import Scenario

HAIR = 0.005
"""FTE. Two half-time people fill a post, give or take what rounding leaves."""

OWN, FAMILY, OTHER = range(3)
"""How near a post is to a job: its function and band, its function's family, or neither."""


@dataclass(frozen=True, slots=True)
class Occupant:
    """Somebody whom a recorded placement puts into a post.

    Attributes:
        employee: the employee number.
        fte: of all their jobs.
        stage: how far it has come ("offered"), or blank.
        is_locked: whether it decides in place of odds.
    """

    employee: str
    fte: float
    stage: str
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Post:
    """A post in force in a scenario.

    Attributes:
        code: as on the Posts sheet.
        receiver: the organisation that has it.
        function: the work.
        fte: its hours.
        occupants: who is in it.
    """

    code: str
    receiver: str
    function: str
    fte: float
    occupants: tuple[Occupant, ...] = ()

    @property
    def is_overfull(self) -> bool:
        """Whether several people are in it who do not fit."""
        return len(self.occupants) > 1 and sum(one.fte for one in self.occupants) > self.fte + HAIR


def fold(code: object) -> str:
    """A code without what does not distinguish it: case and outer spaces; blank for none."""
    return code.strip().casefold() if isinstance(code, str) else ""


def fte_of(plan: Plan, employees: Iterable[str]) -> dict[str, float]:
    """The FTE of each of these people, over all their jobs."""
    staff = plan.staff
    mine = staff["employee_number"].isin(list(employees))
    summed = staff.loc[mine, "fte"].fillna(0.0).groupby(staff.loc[mine, "employee_number"]).sum()
    return {str(number): float(fte) for number, fte in summed.items()}


def occupants_of(plan: Plan, scenario: Scenario) -> Mapping[str, tuple[Occupant, ...]]:
    """Who is in each post by the placements in force, locked or not; by the post's folded code."""
    rows = scenario.placements
    rows = rows[(rows["outcome"] == "placed") & rows["post"].notna()]
    fte = fte_of(plan, rows["employee_number"].dropna())
    found: dict[str, list[Occupant]] = {}
    columns = (rows[key] for key in ("employee_number", "post", "stage", "locked"))
    for employee, post, stage, locked in zip(*columns, strict=True):
        one = Occupant(
            str(employee), fte.get(str(employee), 0.0), stage if isinstance(stage, str) else "", locked == "Y"
        )
        found.setdefault(fold(post), []).append(one)
    return {post: tuple(sorted(inside, key=lambda one: one.employee)) for post, inside in found.items()}


def posts_of(plan: Plan, scenario: Scenario) -> dict[str, Post]:
    """Every post in force with who is in it, by its folded code; of several rows the first holds."""
    inside = occupants_of(plan, scenario)
    posts = scenario.posts
    columns = (posts[key] for key in ("post", "receiver", "function", "fte"))
    found: dict[str, Post] = {}
    for code, receiver, function, fte in zip(*columns, strict=True):
        key = fold(code)
        if key and key not in found:
            found[key] = Post(str(code), str(receiver), str(function), float(fte), inside.get(key, ()))
    return found


def posts_nearest_first(
    plan: Plan, scenario: Scenario, function: str, band: str, fte: float, besides: Collection[str] = ()
) -> pd.DataFrame:
    """The posts in force, those of a job's function and band first, then of its family, then others.

    Args:
        plan, scenario: where.
        function, band: the job's.
        fte: of the person for whom there must be room.
        besides: people whose own places count as free.

    Returns:
        the columns of ``posts`` and ``who`` (employee numbers), ``has_room`` (nobody is in it, or the
        person fits beside those who are) and ``nearness`` (``OWN``, ``FAMILY`` or ``OTHER``).
    """
    posts = scenario.posts
    inside = occupants_of(plan, scenario)
    held = [
        [one for one in inside.get(fold(code), ()) if one.employee not in besides] for code in posts["post"]
    ]
    taken = np.array([sum(one.fte for one in people) for people in held], dtype=np.float64)
    free = posts["fte"].to_numpy(dtype=np.float64) - taken
    found = posts.assign(
        has_room=(taken == 0) | (free + HAIR >= fte),
        who=[", ".join(one.employee for one in people) for people in held],
        nearness=_nearness(plan, posts, function, band),
    )
    return found.sort_values(["nearness", "receiver", "post"], kind="stable")


def _nearness(
    plan: Plan, posts: pd.DataFrame, function: str, band: str
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    functions = plan.functions.drop_duplicates("code").set_index("code")["family"]
    family = functions.get(function)
    kin = {function} | (
        {str(code) for code in functions.index[functions == family]} if isinstance(family, str) else set()
    )
    own = (posts["function"] == function) & (posts["band"] == band)
    return np.where(own, OWN, np.where(posts["function"].isin(kin), FAMILY, OTHER)).astype(np.int64)


def receivers_nearest_first(plan: Plan, scenario: Scenario, function: str) -> tuple[tuple[str, str], ...]:
    """The receivers of the plan as (code, name), those who take a function's work first."""
    claims = scenario.allocations
    takers = set(claims.loc[claims["function"] == function, "receiver"].dropna())
    rows = plan.receivers.drop_duplicates("code")
    pairs = [
        (str(code), name if isinstance(name, str) else str(code))
        for code, name in zip(rows["code"], rows["name"], strict=True)
    ]
    return tuple(sorted(pairs, key=lambda one: one[0] not in takers))
