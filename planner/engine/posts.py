"""The posts that receivers open: those on the Posts sheet, those required, else those of the holders.

An **opening** is the FTE of posts of one function and band at one receiver that stand open to the
pool of one group, up to one last stage.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from planner.engine.allocation import BUY, DO, SHARE, STOP, Claims
from planner.engine.columns import (
    ABSENT,
    Booleans,
    Floats,
    Integers,
    Texts,
    divided,
    floats,
    positions_in,
    total_by,
)
from planner.engine.landscape import Landscape, band_codes
from planner.engine.serving import served_by, served_parts
from planner.model.assumptions import Assumptions
from planner.model.scenario import Scenario
from planner.model.tables import BANDS, MODES, STAGES

POSTS_SHEET, REQUIRED, HOLDERS = "posts sheet", "required", "holders"
SOURCES = (POSTS_SHEET, REQUIRED, HOLDERS)
LAST_STAGE = len(STAGES) - 1
PER = 100_000
"""Requirement models are in FTE per this many people."""


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """Openings (J).

    Attributes:
        receiver, function, band, group, limit, source: (J,) positions; ``group`` is ``ABSENT`` for
            posts that no holder's own pool leads to; ``limit`` is the last stage (into ``STAGES``).
        fte: (J,) established.
        locked: (J,) taken by locked placements.
        required: (F,) FTE that the functions' requirement models ask for, NaN where they have none.
    """

    receiver: Integers
    function: Integers
    band: Integers
    group: Integers
    limit: Integers
    source: Integers
    fte: Floats
    locked: Floats
    required: Floats

    def __len__(self) -> int:
        return len(self.fte)

    @property
    def open_fte(self) -> Floats:
        """(J,) FTE that nobody has been placed in for certain."""
        return self.fte - self.locked


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """The Posts sheet's rows in force, as positions."""

    post: Texts
    receiver: Integers
    function: Integers
    band: Integers
    limit: Integers
    fte: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Batch:
    """Openings as they are made, one source at a time."""

    receiver: Integers
    function: Integers
    band: Integers
    group: Integers
    limit: Integers
    fte: Floats


def holders_by_pool(group: Integers, band: Integers, fte: Floats, groups: int) -> Floats:
    """(G, B) FTE of the holders of each pool."""
    pool = group * len(BANDS) + band
    return total_by(pool, fte, groups * len(BANDS)).reshape(groups, len(BANDS))


def openings_of(
    scenario: Scenario,
    claims: Claims,
    holders_fte: Floats,
    placed: pd.DataFrame,
    land: Landscape,
    assumptions: Assumptions,
) -> Openings:
    """Work out every receiver's posts.

    ``holders_fte`` (G, B) is the FTE now, by ``holders_by_pool``; ``placed`` are the locked placements:
    post, receiver, function, band, group, fte (positions).
    """
    sheet = _sheet_rows(scenario.posts, land)
    from_sheet = _from_sheet(sheet, claims, holders_fte, land)
    taken = np.unique(sheet.receiver * len(land.functions) + sheet.function)
    portion_receiver = claims.receiver[claims.portion_claim]
    portion_function = claims.function[claims.portion_claim]
    portion_mode = claims.mode[claims.portion_claim]
    free = (portion_mode != STOP) & (portion_receiver != ABSENT) & (claims.portion_share > 0)
    free &= ~np.isin(portion_receiver * len(land.functions) + portion_function, taken)
    is_required = free & land.has_requirement[portion_function] & np.isin(portion_mode, (DO, SHARE, BUY))
    required, asked = _required(claims, np.flatnonzero(is_required), holders_fte, land)
    derived = _derived(claims, np.flatnonzero(free & ~is_required), holders_fte, assumptions)
    batches = (from_sheet, required, derived)
    return _with_locked(_merged(batches, asked), placed, sheet)


def _sheet_rows(posts: pd.DataFrame, land: Landscape) -> _Sheet:
    """Read the posts in force."""
    limit = positions_in(STAGES, posts["stage_limit"])
    return _Sheet(
        post=posts["post"].to_numpy(dtype=object),
        receiver=land.organisation_at(posts["receiver"]),
        function=land.function_at(posts["function"]),
        band=band_codes(posts["band"]),
        limit=np.where(limit == ABSENT, LAST_STAGE, limit),
        fte=floats(posts, "fte"),
    )


def _from_sheet(sheet: _Sheet, claims: Claims, holders_fte: Floats, land: Landscape) -> _Batch:
    """Open each post of the sheet to the groups whose work its receiver takes.

    Where there are several, the post is shared out by the FTE of its band that the receiver takes
    from each, else by all the FTE of its band, else it stands open to no pool of its own.
    """
    parts: list[tuple[int, int, float]] = []
    groups_of = _groups_by_function(claims, len(land.functions))
    weight_of = _taken_share(claims) if len(sheet.fte) else {}
    for row in range(len(sheet.fte)):
        function, receiver, band = int(sheet.function[row]), int(sheet.receiver[row]), int(sheet.band[row])
        groups = groups_of[function]
        if len(groups) == 1:
            parts.append((row, int(groups[0]), 1.0))
            continue
        share = np.array([weight_of.get((int(group), receiver), 0.0) for group in groups])
        weights = holders_fte[groups, band] * share
        weights = weights if weights.sum() > 0 else holders_fte[groups].sum(axis=1) * share
        weights = weights if weights.sum() > 0 else holders_fte[groups, band]
        if weights.sum() <= 0:
            parts.append((row, ABSENT, 1.0))
            continue
        parts += [
            (row, int(group), float(part))
            for group, part in zip(groups, weights / weights.sum(), strict=True)
            if part > 0
        ]
    at = np.array([row for row, _, _ in parts], dtype=np.int64)
    part = np.array([share for _, _, share in parts], dtype=np.float64)
    return _Batch(
        receiver=sheet.receiver[at],
        function=sheet.function[at],
        band=sheet.band[at],
        group=np.array([group for _, group, _ in parts], dtype=np.int64),
        limit=sheet.limit[at],
        fte=sheet.fte[at] * part,
    )


def _groups_by_function(claims: Claims, functions: int) -> list[Integers]:
    """The groups of each function."""
    order = np.argsort(claims.group_function, kind="stable")
    starts = np.searchsorted(claims.group_function[order], np.arange(functions + 1))
    return [order[starts[at] : starts[at + 1]] for at in range(functions)]


def _taken_share(claims: Claims) -> dict[tuple[int, int], float]:
    """Share of each group that each receiver takes, by (group, receiver)."""
    taken: dict[tuple[int, int], float] = {}
    receivers = claims.receiver[claims.portion_claim]
    for group, receiver, share in zip(claims.portion_group, receivers, claims.portion_share, strict=True):
        key = (int(group), int(receiver))
        taken[key] = taken.get(key, 0.0) + float(share)
    return taken


def _derived(claims: Claims, portions: Integers, holders_fte: Floats, assumptions: Assumptions) -> _Batch:
    """Posts for the work as it is done now: FTE × share × (1 - the mode's saving)."""
    saving = np.array([assumptions.get(f"saving_{mode}", 0.0) for mode in MODES])
    claim = claims.portion_claim[portions]
    kept = claims.share[claim] * (1 - saving[claims.mode[claim]])
    fte = holders_fte[claims.portion_group[portions]] * kept[:, None]
    return _spread(claims, portions, fte)


def _spread(claims: Claims, portions: Integers, fte: Floats) -> _Batch:
    """Openings from a (portions, bands) table of FTE."""
    at, band = np.nonzero(fte > 0)
    portion = portions[at]
    claim = claims.portion_claim[portion]
    return _Batch(
        receiver=claims.receiver[claim],
        function=claims.function[claim],
        band=band.astype(np.int64),
        group=claims.portion_group[portion],
        limit=np.full(len(at), LAST_STAGE, dtype=np.int64),
        fte=fte[at, band],
    )


def _required(
    claims: Claims, portions: Integers, holders_fte: Floats, land: Landscape
) -> tuple[_Batch, Floats]:
    """Posts by the functions' requirement models, spread over bands as the holders are now.

    Returns:
        The openings, and (F,) the FTE asked for; NaN for functions without a model or a claim.
    """
    asked = np.full(len(land.functions), np.nan)
    claim = claims.portion_claim[portions]
    triples = np.column_stack([claims.function[claim], claims.receiver[claim], claims.mode[claim]])
    services, service = np.unique(triples.reshape(-1, 3), axis=0, return_inverse=True)
    service = service.reshape(-1)
    need = _needs(services, service, claim, claims, holders_fte, land)
    for function in np.unique(services[:, 0]):
        asked[function] = need[services[:, 0] == function].sum()
    weights = holders_fte[claims.portion_group[portions]] * claims.share[claim][:, None]
    total = total_by(service, weights.sum(axis=1), len(services))
    bare = total[service] <= 0
    if bare.any():
        weights[bare] = [_function_bands(claims, holders_fte, at) for at in claims.function[claim[bare]]]
        total = total_by(service, weights.sum(axis=1), len(services))
    return _spread(claims, portions, weights * divided(need, total)[service][:, None]), asked


def _needs(
    services: Integers,
    service: Integers,
    claim: Integers,
    claims: Claims,
    holders_fte: Floats,
    land: Landscape,
) -> Floats:
    """FTE that each service (function, receiver, mode) requires.

    A CCG that does the work serves its own people; others serve those of their customers, for the
    share of the work that they have.
    """
    function, receiver, mode = services.T
    people, share = np.nan_to_num(land.population[receiver]), np.ones(len(services))
    parts: dict[int, dict[tuple[int, int], float]] = {}
    for at in np.flatnonzero(mode != DO):
        of_function = int(function[at])
        if of_function not in parts:
            parts[of_function] = served_parts(claims, of_function, holders_fte)
        mine = np.unique(claim[service == at])
        people[at], share[at] = served_by(claims, mine, parts[of_function], land)
    per_head = np.nan_to_num(land.fte_per_100k[function]) * people / PER
    return np.asarray((np.nan_to_num(land.fixed_fte[function]) + per_head) * share)


def _function_bands(claims: Claims, holders_fte: Floats, function: int) -> Floats:
    """(B,) FTE now of a function over all its groups."""
    return np.asarray(holders_fte[claims.group_function == function].sum(axis=0))


def _merged(batches: tuple[_Batch, ...], required: Floats) -> Openings:
    """One opening for each receiver, function, band, group, last stage and source."""
    source = np.repeat(np.arange(len(batches)), [len(one.fte) for one in batches])
    keys = [
        np.concatenate([getattr(one, name) for one in batches])
        for name in ("receiver", "function", "band", "group", "limit")
    ]
    fte = np.concatenate([one.fte for one in batches])
    order = np.lexsort((source, *reversed(keys)))
    columns = [key[order] for key in (*keys, source)]
    changed = np.zeros(len(order), dtype=bool)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    start = np.flatnonzero(changed)
    summed = np.add.reduceat(fte[order], start) if len(start) else np.zeros(0)
    receiver, function, band, group, limit, origin = (column[start] for column in columns)
    return Openings(receiver, function, band, group, limit, origin, summed, np.zeros(len(start)), required)


def _with_locked(openings: Openings, placed: pd.DataFrame, sheet: _Sheet) -> Openings:
    """Take the posts of locked placements out of what is open.

    A person takes their FTE of the post that is named, else of the receiver's posts of their function
    and band, those open to their own pool first.
    """
    if placed.empty:
        return openings
    locked = openings.locked.copy()
    post_at = positions_in(pd.Index(sheet.post), placed["post"])
    for row, fte in zip(post_at.tolist(), placed["fte"].tolist(), strict=True):
        if row == ABSENT:
            continue
        same = openings.source == SOURCES.index(POSTS_SHEET)
        for key in ("receiver", "function", "band", "limit"):
            same &= getattr(openings, key) == getattr(sheet, key)[row]
        _take(locked, openings.fte, same, min(fte, float(sheet.fte[row])))
    unnamed: dict[tuple[Any, ...], float] = {}
    pools = zip(*(placed[key].tolist() for key in ("receiver", "function", "band", "group")), strict=True)
    for pool, post, fte in zip(pools, post_at.tolist(), placed["fte"].tolist(), strict=True):
        if post == ABSENT:
            unnamed[pool] = unnamed.get(pool, 0.0) + fte
    for (receiver, function, band, group), fte in sorted(unnamed.items()):
        same = (openings.receiver == receiver) & (openings.function == function) & (openings.band == band)
        left = _take(locked, openings.fte, same & (openings.group == group), float(fte))
        _take(locked, openings.fte, same, left)
    return replace(openings, locked=locked)


def _take(locked: Floats, fte: Floats, where: Booleans, asked: float) -> float:
    """Lock up to ``asked`` FTE of the openings ``where``, in proportion; return what is left to find."""
    free = np.where(where, fte - locked, 0.0)
    total = free.sum()
    if total <= 0 or asked <= 0:
        return asked
    taken = min(asked, total)
    locked += free * (taken / total)
    return float(asked - taken)
