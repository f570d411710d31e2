"""Posts are filled in the field's stages, from lift and shift to redeployment.

Each round offers the open posts of a set to the seekers of that set: every seeker has the chance
min(1, posts / seekers) of an offer and takes it with the stage's probability; who refuses leaves and
seeks no further. A round works on whole pools, since all seekers of a pool have the same odds.
"""

from dataclasses import dataclass, field

import numpy as np

from planner.engine.allocation import Claims
from planner.engine.columns import ABSENT, Booleans, Floats, Integers, total_by
from planner.engine.landscape import Landscape
from planner.engine.leaving import OPEN_ENOUGH, Pools
from planner.engine.posts import Openings
from planner.model.assumptions import Assumptions
from planner.model.results import PlacementStep
from planner.model.tables import BANDS, STAGES

(
    LIFT_AND_SHIFT,
    SLOT_IN,
    COMPETITIVE_SLOT_IN,
    RING_FENCE_NARROW,
    RING_FENCE_WIDER,
    REDEPLOYMENT,
    OPEN_COMPETITION,
) = range(len(STAGES))

_ACCEPTANCE = (
    "accept_lift_and_shift",
    "accept_slot_in",
    "accept_competitive_slot_in",
    "accept_ring_fence",
    "accept_ring_fence",
    "accept_redeployment",
)


@dataclass(slots=True, eq=False)
class Filling:
    """The state of filling, and its record when done.

    Attributes:
        seeking: (P,) share of each pool's stayers who still seek.
        refused: (P,) share who refused and left.
        placed: (P, stages 1 to 6) share placed.
        open_fte: (J,) posts' FTE still open.
        filled: (J,) FTE filled by seekers.
        cost: (Y, J) £ a year of those who fill them.
        steps: the rounds, for tracing odds back to receivers.
    """

    seeking: Floats
    refused: Floats
    placed: Floats
    open_fte: Floats
    filled: Floats
    cost: Floats
    steps: list[PlacementStep] = field(default_factory=list)


def stages_on(openings: Openings, land: Landscape, assumptions: Assumptions) -> Booleans:
    """(stages, J) whether each opening takes part in each stage: its receiver's settings, its limit.

    The limit is the last stage in which the senders' people may have the post; what is then still vacant
    goes to open competition like any other vacancy.
    """
    used, back = np.unique(openings.receiver, return_inverse=True)
    table = np.array(
        [[assumptions.is_on(stage, str(land.organisations[at])) for at in used] for stage in STAGES],
        dtype=bool,
    ).reshape(len(STAGES), len(used))
    stage = np.arange(len(STAGES))[:, None]
    reach = (stage <= openings.limit[None, :]) | (stage == OPEN_COMPETITION)
    return np.asarray(table[:, back] & reach)


def fill(
    pools: Pools,
    stayers_fte: Floats,
    stayers_cost: Floats,
    openings: Openings,
    takes_part: Booleans,
    claims: Claims,
    land: Landscape,
    assumptions: Assumptions,
) -> Filling:
    """Hold all rounds.

    Args:
        stayers_fte: (P,) expected FTE who stay to be placed.
        stayers_cost: (Y, P) their cost to an employer, £ a year.
        takes_part: (stages, J), by ``stages_on``.
    """
    state = Filling(
        seeking=np.ones(len(pools)),
        refused=np.zeros(len(pools)),
        placed=np.zeros((len(pools), OPEN_COMPETITION)),
        open_fte=openings.open_fte.copy(),
        filled=np.zeros(len(openings)),
        cost=np.zeros((stayers_cost.shape[0], len(openings))),
    )
    round_ = _Round(pools, stayers_fte, stayers_cost, openings, takes_part, land, assumptions, state)
    _own_pool(round_, claims)
    family = land.family
    bands = len(BANDS)
    pool_key = family[pools.function] * bands + pools.band
    post_key = family[openings.function] * bands + openings.band
    everyone, every_post = np.arange(len(pools)), np.arange(len(openings))
    round_.hold(RING_FENCE_NARROW, everyone, pool_key, every_post, post_key)
    pools_in, posts_in = _by_band(pools.band), _by_band(openings.band)
    for band in reversed(range(bands)):
        near = [posts_in[other] for other in (band - 1, band + 1) if 0 <= other < bands]
        posts = np.sort(np.concatenate(near))
        seekers = pools_in[band]
        round_.hold(
            RING_FENCE_WIDER,
            seekers,
            family[pools.function[seekers]],
            posts,
            family[openings.function[posts]],
        )
    round_.hold(REDEPLOYMENT, everyone, pools.band, every_post, openings.band)
    for band in reversed(range(1, bands)):
        seekers, posts = pools_in[band], posts_in[band - 1]
        round_.hold(REDEPLOYMENT, seekers, np.zeros_like(seekers), posts, np.zeros_like(posts))
    return state


def _by_band(band: Integers) -> list[Integers]:
    """Positions of each band's pools or openings."""
    return [np.flatnonzero(band == one) for one in range(len(BANDS))]


def _own_pool(round_: "_Round", claims: Claims) -> None:
    """Stages 1 to 3: the posts of a pool's own function and band."""
    pools, openings = round_.pools, round_.openings
    pool_of_post = pools.at(openings.group, openings.band)
    everyone = np.arange(len(pools))
    sole = claims.sole_receiver()[pools.group]
    own = np.flatnonzero(pool_of_post != ABSENT)
    at_sole = own[openings.receiver[own] == sole[pool_of_post[own]]]
    for stage, posts in ((LIFT_AND_SHIFT, at_sole), (SLOT_IN, own), (COMPETITIVE_SLOT_IN, own)):
        live = posts[round_.takes_part[stage, posts]]
        open_fte = np.bincount(pool_of_post[live], round_.state.open_fte[live], len(pools))
        enough = open_fte >= round_.seekers_fte(everyone) - OPEN_ENOUGH
        chosen = everyone[enough != (stage == COMPETITIVE_SLOT_IN)]
        if stage == LIFT_AND_SHIFT:
            chosen = chosen[sole[chosen] != ABSENT]
        round_.hold(stage, chosen, chosen, live, pool_of_post[live])


@dataclass(frozen=True, slots=True, eq=False)
class _Round:
    """What every round needs; ``hold`` holds one."""

    pools: Pools
    stayers_fte: Floats
    stayers_cost: Floats
    openings: Openings
    takes_part: Booleans
    land: Landscape
    assumptions: Assumptions
    state: Filling

    def seekers_fte(self, pools: Integers) -> Floats:
        """Expected FTE still seeking in some pools."""
        return self.stayers_fte[pools] * self.state.seeking[pools]

    def hold(
        self, stage: int, seekers: Integers, seeker_key: Integers, posts: Integers, post_key: Integers
    ) -> None:
        """Offer posts to the seekers whose key is theirs.

        Args:
            stage: which stage this is a round of.
            seekers, posts: positions of pools and of openings.
            seeker_key, post_key: the set that each belongs to.
        """
        state = self.state
        posts, post_key = _kept(posts, post_key, self.takes_part[stage, posts] & (state.open_fte[posts] > 0))
        seekers, seeker_key = _kept(seekers, seeker_key, state.seeking[seekers] > 0)
        if not len(posts) or not len(seekers):
            return
        size = int(max(post_key.max(), seeker_key.max())) + 1
        vacant = np.bincount(post_key, state.open_fte[posts], size)
        is_sought = np.bincount(seeker_key, minlength=size) > 0
        posts, post_key = _kept(posts, post_key, is_sought[post_key])
        seekers, seeker_key = _kept(seekers, seeker_key, vacant[seeker_key] > 0)
        wanted = np.bincount(seeker_key, self.seekers_fte(seekers), size)
        with np.errstate(invalid="ignore", divide="ignore"):
            offer = np.where(wanted > 0, np.minimum(1.0, vacant / wanted), vacant > OPEN_ENOUGH)
        offered = state.seeking[seekers] * offer[seeker_key]
        accepts = self.assumptions[_ACCEPTANCE[stage]]
        taken = offered * accepts
        state.placed[seekers, stage] += taken
        state.refused[seekers] += offered - taken
        state.seeking[seekers] -= offered
        part = state.open_fte[posts] / vacant[post_key]
        self._fill_posts(posts, post_key, part, seekers, seeker_key, taken)
        split = _split(post_key, self.openings.receiver[posts], part, len(self.land.organisations))
        state.steps.append(PlacementStep(STAGES[stage], seekers, seeker_key, taken, *split))

    def _fill_posts(
        self,
        posts: Integers,
        post_key: Integers,
        part: Floats,
        seekers: Integers,
        seeker_key: Integers,
        taken: Floats,
    ) -> None:
        """Fill the posts of each set in proportion to what is open at each."""
        state, size = self.state, int(post_key.max(initial=seeker_key.max(initial=0))) + 1
        accepted = np.bincount(seeker_key, self.stayers_fte[seekers] * taken, size)[post_key] * part
        state.filled[posts] += accepted
        state.open_fte[posts] = np.maximum(state.open_fte[posts] - accepted, 0.0)
        for year, cost in enumerate(self.stayers_cost):
            state.cost[year, posts] += np.bincount(seeker_key, cost[seekers] * taken, size)[post_key] * part


def _kept(positions: Integers, keys: Integers, where: Booleans) -> tuple[Integers, Integers]:
    return positions[where], keys[where]


def _split(
    post_key: Integers, receiver: Integers, part: Floats, receivers: int
) -> tuple[Integers, Integers, Floats]:
    """Each set's posts by receiver: set, receiver, share; shares add to 1 in a set."""
    pairs, back = np.unique(post_key * receivers + receiver, return_inverse=True)
    return pairs // receivers, pairs % receivers, total_by(back, part, len(pairs))
