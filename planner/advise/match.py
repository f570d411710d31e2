"""Matching the people of a pool to named posts by suitability; ties are left to a real competition."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.advise.candidates import (
    Candidates,
    candidates_of,
    opened_posts,
    pool_names_of,
    pools_of_ring_fence,
)
from planner.advise.match_outcome import Judged, Outcome
from planner.advise.matched import Match
from planner.advise.optimal_pairs import best_pairs
from planner.advise.suitability import PARTS, parts_of, percent_of
from planner.base.errors import UnknownPoolError
from planner.base.ticks import Tick, no_tick
from planner.engine.basis import Basis
from planner.engine.columns import ABSENT
from planner.engine.ground import ground_of
from planner.engine.landscape import band_codes
from planner.engine.odds import filled_posts
from planner.model.assumptions import Assumptions


@dataclass(frozen=True, slots=True)
class MatchPool:
    """A pool that could be matched.

    Attributes:
        pool: its name ("CON 7"); ``function`` is its function's name.
        people: how many are in it.
        posts: how many named posts stand open to it.
        ring_fence_posts: how many do to its whole function family and band.
    """

    pool: str
    function: str
    people: int
    posts: int
    ring_fence_posts: int


def match(basis: Basis, scenario: str, pool: str, *, ring_fence: bool = False, tick: Tick = no_tick) -> Match:
    """Match the people of a pool to the named posts that stand open to them.

    As many posts as possible are filled with people whom they suit by the threshold and, of all ways to do
    so, those count that suit best in sum. Somebody is matched where all of these give them the same post.

    Args:
        basis: ``basis_of(plan, rules)``.
        scenario: its name.
        pool: a pool's name ("CON 7").
        ring_fence: whether people and posts of its whole family and band are matched together.
        tick: told of progress; may raise ``CancelledError``.

    Raises:
        UnknownScenarioError: the plan has no such scenario.
        UnknownPoolError: the scenario has no such pool.
    """
    tick(0.0, "Reading who is in the pool")
    ground = ground_of(basis, scenario)
    filled = filled_posts(ground)
    names = pool_names_of(ground, filled)
    if pool not in names:
        raise UnknownPoolError(pool, scenario)
    at = names.index(pool)
    chosen = pools_of_ring_fence(ground, filled, at) if ring_fence else [at]
    candidates = candidates_of(ground, filled, chosen, ring_fence=ring_fence)
    tick(0.4, "Judging how well posts suit")
    threshold = 100 * ground.assumptions["match_threshold"]
    judged = _judged(candidates, weights_of(ground.assumptions))
    score = np.where(candidates.may, judged.percent, ABSENT)
    fits = np.where(score >= threshold, score, ABSENT)
    tick(0.6, "Finding the best match")
    found = best_pairs(fits)
    tick(0.9, "Looking for matches as good")
    outcome = Outcome.of(candidates, judged, score, found, threshold)
    return Match(
        scenario=scenario,
        pool=pool,
        is_ring_fence=ring_fence,
        threshold=threshold,
        pairs=outcome.pairs(),
        ties=outcome.ties(),
        unmatched=outcome.unmatched(),
        posts_left=outcome.posts_left(),
        settled=candidates.settled,
        seekers=len(candidates.seekers),
        posts=len({one.post for one in candidates.vacancies}),
    )


def matchable_pools(basis: Basis, scenario: str, tick: Tick = no_tick) -> tuple[MatchPool, ...]:
    """List a scenario's pools with the named posts open to them, those that have some first."""
    tick(0.0, "Looking for named posts")
    ground = ground_of(basis, scenario)
    filled = filled_posts(ground)
    pools, land = filled.pools, ground.land
    heads = np.bincount(pools.of_holder, minlength=len(pools))
    family = land.family[pools.function]
    posts, fenced = np.zeros(len(pools), dtype=np.int64), np.zeros(len(pools), dtype=np.int64)
    sheet = ground.scenario.posts
    sheet_family = land.family[land.function_at(sheet["function"])]
    sheet_band = band_codes(sheet["band"])
    for one in opened_posts(ground, filled):
        own = np.isin(np.arange(len(pools)), sorted(one.pools))
        posts[own] += 1
        is_kin = (family == sheet_family[one.row]) & (pools.band == sheet_band[one.row])
        fenced[own | (is_kin & one.is_ring_fenced)] += 1
    rows = [
        MatchPool(name, land.function_names[function], int(people), int(own), int(kin))
        for name, function, people, own, kin in zip(
            pool_names_of(ground, filled), pools.function, heads, posts, fenced, strict=True
        )
    ]
    return tuple(sorted(rows, key=lambda one: (one.posts == 0, one.ring_fence_posts == 0)))


def weights_of(assumptions: Assumptions) -> dict[str, float]:
    """What each part of suitability counts for, by the assumptions ``match_weight_<part>``."""
    return {name: max(0.0, assumptions[f"match_weight_{name}"]) for name in PARTS}


def _judged(candidates: Candidates, weights: Mapping[str, float]) -> Judged:
    parts = [
        [parts_of(seeker, vacancy, weights) for vacancy in candidates.vacancies]
        for seeker in candidates.seekers
    ]
    percent = np.array([[percent_of(one) for one in row] for row in parts], dtype=np.int64)
    return Judged(parts, percent.reshape(candidates.may.shape))
