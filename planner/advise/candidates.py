"""Who seeks a post in a pool, and which named posts stand open to them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.advise.suitability import Seeker, Vacancy, stated_preference
from planner.engine.columns import ABSENT, Booleans
from planner.engine.filling import COMPETITIVE_SLOT_IN, LIFT_AND_SHIFT, RING_FENCE_NARROW
from planner.engine.ground import Ground
from planner.engine.odds import Filled
from planner.engine.posts import POSTS_SHEET, SOURCES
from planner.model.occupancy import HAIR, fold, posts_of
from planner.model.tables import BANDS, STAGES


@dataclass(frozen=True, slots=True)
class SettledAlready:
    """Somebody of the pool who seeks no post, and why."""

    employee: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Seekers (S) and vacancies (V), in the order of their codes.

    Attributes:
        may: (S, V) whether the stages that are on let the seeker have the post, and its hours are enough.
        settled: people of the pool who are left out.
    """

    seekers: tuple[Seeker, ...]
    vacancies: tuple[Vacancy, ...]
    may: Booleans
    settled: tuple[SettledAlready, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A named post as the stages open it.

    Attributes:
        row: its place among the posts in force.
        pools: the pools of its own function and band that it stands open to.
        is_ring_fenced: whether it is open to the family's people of its band.
    """

    row: int
    pools: frozenset[int]
    is_ring_fenced: bool


def pool_names_of(ground: Ground, filled: Filled) -> tuple[str, ...]:
    """``FUNCTION band`` of each pool with holders, and ``at SENDER`` where it is of one sender."""
    land, pools = ground.land, filled.pools
    return tuple(
        f"{land.functions[function]} {BANDS[band]}"
        + (f" at {land.organisations[sender]}" if sender != ABSENT else "")
        for function, band, sender in zip(pools.function, pools.band, pools.sender, strict=True)
    )


def opened_posts(ground: Ground, filled: Filled) -> list[Opened]:
    """Find for each post of the Posts sheet the pools that may have it, by the stages that are on."""
    openings, takes, pools = filled.openings, filled.takes_part, filled.pools
    pool = pools.at(openings.group, openings.band)
    on_sheet = openings.source == SOURCES.index(POSTS_SHEET)
    in_own = takes[LIFT_AND_SHIFT : COMPETITIVE_SLOT_IN + 1].any(axis=0)
    posts, land = ground.scenario.posts, ground.land
    receiver, function = land.organisation_at(posts["receiver"]), land.function_at(posts["function"])
    found = []
    for row, (band, limit) in enumerate(zip(posts["band"], posts["stage_limit"], strict=True)):
        last = STAGES.index(limit) if isinstance(limit, str) else len(STAGES) - 1
        mine = on_sheet & (openings.receiver == receiver[row]) & (openings.function == function[row])
        mine &= (openings.band == BANDS.index(band)) & (openings.limit == last)
        own = frozenset(pool[mine & in_own & (pool != ABSENT)].tolist())
        found.append(Opened(row, own, bool((mine & takes[RING_FENCE_NARROW]).any())))
    return found


def candidates_of(ground: Ground, filled: Filled, pools: Sequence[int], *, ring_fence: bool) -> Candidates:
    """Gather the people of some pools and the named posts that they may have.

    Args:
        ground, filled: the scenario.
        pools: positions of pools, all of one function family and band.
        ring_fence: whether posts of the whole family count, or of each pool's own function alone.
    """
    people = _People.of(ground, filled)
    holdings = np.flatnonzero(np.isin(filled.pools.of_holder, np.asarray(pools, dtype=np.int64)))
    seekers: list[tuple[int, Seeker]] = []
    settled = []
    for holding in holdings.tolist():
        seeker = people.seeker(holding)
        if why := people.settled_because(holding, seeker):
            settled.append(SettledAlready(seeker.employee, why))
        else:
            seekers.append((int(filled.pools.of_holder[holding]), seeker))
    vacancies = _vacancies(ground, _kin(ground, filled, pools, ring_fence=ring_fence))
    may = [
        [
            (pool in post.pools or (ring_fence and post.is_ring_fenced)) and seeker.fte <= vacancy.fte + HAIR
            for post, vacancy in vacancies
        ]
        for pool, seeker in seekers
    ]
    return Candidates(
        tuple(seeker for _, seeker in seekers),
        tuple(vacancy for _, vacancy in vacancies),
        np.array(may, dtype=np.bool_).reshape(len(seekers), len(vacancies)),
        tuple(settled),
    )


def pools_of_ring_fence(ground: Ground, filled: Filled, pool: int) -> list[int]:
    """The pools of the same function family and band."""
    family, pools = ground.land.family[filled.pools.function], filled.pools
    return [int(at) for at in np.flatnonzero((family == family[pool]) & (pools.band == pools.band[pool]))]


def _kin(ground: Ground, filled: Filled, pools: Sequence[int], *, ring_fence: bool) -> list[Opened]:
    """The posts that may go to anybody of these pools."""
    posts, land = ground.scenario.posts, ground.land
    at = np.asarray(pools, dtype=np.int64)
    family = land.family[land.function_at(posts["function"])]
    is_kin = np.isin(family, land.family[filled.pools.function[at]])
    is_kin &= posts["band"].isin([BANDS[band] for band in filled.pools.band[at]]).to_numpy()
    return [
        one
        for one in opened_posts(ground, filled)
        if not one.pools.isdisjoint(pools) or (ring_fence and one.is_ring_fenced and is_kin[one.row])
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _People:
    """What may be looked at of the people of a scenario: nothing of pay, age or service."""

    ground: Ground
    filled: Filled
    names: tuple[str, ...]
    rows_of: Mapping[int, list[int]]
    recorded: Mapping[str, list[str]]

    @classmethod
    def of(cls, ground: Ground, filled: Filled) -> "_People":
        """Look up each holding's rows, and the functions of the posts in which people are recorded."""
        rows_of: dict[int, list[int]] = {}
        for row, holding in enumerate(ground.holders.of_row.tolist()):
            rows_of.setdefault(holding, []).append(row)
        placed = ground.scenario.placements
        placed = placed[placed["outcome"] == "placed"]
        posts = ground.scenario.posts.drop_duplicates("post")
        function = {fold(post): str(of) for post, of in zip(posts["post"], posts["function"], strict=True)}
        recorded: dict[str, list[str]] = {}
        for employee, post in zip(placed["employee_number"], placed["post"], strict=True):
            recorded.setdefault(str(employee), []).append(function.get(fold(post), ""))
        return cls(ground, filled, pool_names_of(ground, filled), rows_of, recorded)

    def seeker(self, holding: int) -> Seeker:
        """Describe one holding by its rows' skills, places and stated preferences."""
        holders, land, roster = self.ground.holders, self.ground.land, self.ground.roster
        rows = self.rows_of[holding]
        function = int(holders.function[holding])
        stated = {stated_preference(note) for note in _texts(roster.staff["notes"], rows)}
        return Seeker(
            employee=str(holders.employee_numbers[holders.employee[holding]]),
            function=str(land.functions[function]),
            family=land.families[land.family[function]],
            band=BANDS[holders.band[holding]],
            fte=float(holders.fte[holding]),
            skills=_texts(roster.staff["skills"], rows),
            places=(
                *_texts(roster.staff["establishment"], rows),
                *sorted({land.names[at] for at in roster.organisation[rows].tolist()}),
            ),
            preference="; ".join(sorted(one for one in stated if one)),
            pool=self.names[int(self.filled.pools.of_holder[holding])],
        )

    def settled_because(self, holding: int, seeker: Seeker) -> str:
        """Say why somebody seeks no post; blank where they do.

        Of several jobs, a placement recorded in a post of another job's function says nothing of this one.
        """
        if self.ground.decisions.is_decided[holding]:
            return "a locked placement decides"
        if self.filled.departures.is_over[holding]:
            return "gone before the work moves"
        holders, land = self.ground.holders, self.ground.land
        mine = holders.function[holders.employee == holders.employee[holding]]
        others = {str(land.functions[at]) for at in mine} - {seeker.function}
        about = [one for one in self.recorded.get(seeker.employee, []) if one not in others]
        return "a placement is recorded" if about else ""


def _texts(column: "pd.Series[str]", rows: Sequence[int]) -> tuple[str, ...]:
    """The different texts of some rows, in the order of the alphabet."""
    return tuple(sorted({str(one) for one in column.iloc[list(rows)].dropna()}))


def _vacancies(ground: Ground, opened: Sequence[Opened]) -> list[tuple[Opened, Vacancy]]:
    """What is free of each post, as posts of one person each; in the order of receivers and codes."""
    held = posts_of(ground.clean, ground.scenario)
    found = []
    for one in opened:
        vacancy = _vacancy(ground, one.row)
        taken = sum(occupant.fte for occupant in held[fold(vacancy.post)].occupants)
        found += [(one, replace(vacancy, fte=hours)) for hours in _single_posts(vacancy.fte - taken)]
    return sorted(found, key=lambda pair: (pair[1].receiver, pair[1].post, -pair[1].fte))


def _vacancy(ground: Ground, row: int) -> Vacancy:
    land, post = ground.land, ground.scenario.posts.iloc[row]
    function = list(land.functions).index(post["function"])
    receiver = list(land.organisations).index(post["receiver"])
    told = {key: "" if pd.isna(post[key]) else str(post[key]) for key in ("title", "skills", "location")}
    return Vacancy(
        post=str(post["post"]),
        receiver=str(post["receiver"]),
        receiver_name=land.names[receiver],
        function=str(post["function"]),
        family=land.families[land.family[function]],
        function_name=land.function_names[function],
        band=str(post["band"]),
        fte=float(post["fte"]),
        **told,
    )


def _single_posts(fte: float) -> list[float]:
    """The hours of the posts that so many FTE are: whole ones, and what is left."""
    whole = math.floor(fte + HAIR)
    rest = fte - whole
    return [1.0] * whole + ([rest] if rest > HAIR else [])
