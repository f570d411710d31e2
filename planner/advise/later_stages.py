"""The stages after a function's own pools, held for many combinations at once.

From the ring-fence on, all pools of a family and band have the same chance, whatever function they are
of, and posts alike in family, band and kind are filled alike. So what is left of a combination after its
own pools is a small table, and the rounds that the engine holds over pools are held here over tables.
"""

from dataclasses import dataclass

import numpy as np

from planner.advise.terms import Setting
from planner.engine.columns import Floats
from planner.engine.leaving import OPEN_ENOUGH
from planner.model.tables import BANDS

NARROW, WIDER, REDEPLOYMENT = range(3)
OUTSIDE = 4
ALL = slice(None)


@dataclass(slots=True, eq=False)
class Outcome:
    """What becomes of seekers and posts (N combinations, G families, B bands, T kinds, Y years).

    Attributes:
        seeking: (N, G, B) share of the seekers who are left over.
        placed, outside: (N, G, B) share placed, and of those the share at bodies that do not commission.
        vacant: (N, G, B, T) share of open posts that stays open.
        staff: (N, Y, G, B, T) £ a year of those who fill them, for each FTE that was open.
    """

    seeking: Floats
    placed: Floats
    outside: Floats
    vacant: Floats
    staff: Floats


def later_stages(setting: Setting, seek: Floats, cost: Floats, posts: Floats) -> Outcome:
    """Hold the rounds from the ring-fence to redeployment.

    Args:
        setting: what is the same for all.
        seek: (N, G, B) FTE who seek.
        cost: (N, Y, G, B) £ a year of them.
        posts: (N, G, B, T) FTE open.
    """
    number, families, bands, kinds = posts.shape
    state = Outcome(
        seeking=np.ones((number, families, bands)),
        placed=np.zeros((number, families, bands)),
        outside=np.zeros((number, families, bands)),
        vacant=np.ones((number, families, bands, kinds)),
        staff=np.zeros((number, cost.shape[1], families, bands, kinds)),
    )
    rounds = _Rounds(setting, seek, cost, posts, state)
    rounds.hold(NARROW, ALL, ALL, (), (3,))
    last = len(BANDS) - 1
    for band in reversed(range(bands)):
        near = slice(band - 1, band + 2, 2) if 0 < band < last else slice(abs(band - 1), abs(band - 1) + 1)
        rounds.hold(WIDER, slice(band, band + 1), near, (), (2, 3))
    rounds.hold(REDEPLOYMENT, ALL, ALL, (1,), (1, 3))
    for band in reversed(range(1, bands)):
        rounds.hold(REDEPLOYMENT, slice(band, band + 1), slice(band - 1, band), (1,), (1, 3))
    return state


@dataclass(frozen=True, slots=True, eq=False)
class _Rounds:
    """What every round needs; ``hold`` holds one."""

    setting: Setting
    seek: Floats
    cost: Floats
    posts: Floats
    state: Outcome

    def hold(
        self, stage: int, band: slice, near: slice, over: tuple[int, ...], over_posts: tuple[int, ...]
    ) -> None:
        """Offer posts of the bands ``near`` to the seekers of ``band``.

        Args:
            stage: which acceptance and which openings.
            band, near: bands of seekers and of posts.
            over, over_posts: the axes of seekers (N, G, B) and posts (N, G, B, T) that are one set.
        """
        state, takes_part = self.state, self.setting.kinds[:, stage].astype(bool)
        if not takes_part.any():
            return
        seeking = state.seeking[:, :, band]
        mass = self.seek[:, :, band] * seeking
        still = np.where(takes_part, self.posts[:, :, near] * state.vacant[:, :, near], 0.0)
        if not mass.any() or not still.any():
            return
        wanted = mass.sum(axis=over, keepdims=True) if over else mass
        vacant = still.sum(axis=over_posts, keepdims=True)
        flat = vacant[..., 0]
        with np.errstate(invalid="ignore", divide="ignore"):
            offer = np.where(wanted > 0, np.minimum(1.0, flat / wanted), flat > OPEN_ENOUGH)
            offer = np.where(flat > 0, offer, 0.0)
            accepts = self.setting.accepts[stage]
            filled = np.where(flat > 0, wanted * offer * accepts / flat, 0.0)
            away = np.where(takes_part & (self.setting.kinds[:, OUTSIDE] > 0), still, 0.0)
            part_away = np.where(vacant > 0, away.sum(axis=over_posts, keepdims=True) / vacant, 0.0)[..., 0]
        taken = seeking * offer * accepts
        state.placed[:, :, band] += taken
        state.outside[:, :, band] += taken * part_away
        self._pay(band, near, over, taken, flat, takes_part)
        state.seeking[:, :, band] = seeking - seeking * offer
        gone = np.where(takes_part, filled[..., None], 0.0)
        state.vacant[:, :, near] *= np.maximum(1.0 - gone, 0.0)

    def _pay(
        self,
        band: slice,
        near: slice,
        over: tuple[int, ...],
        taken: Floats,
        vacant: Floats,
        takes_part: Floats,
    ) -> None:
        """Put the cost of those who were placed on the posts that they fill."""
        state = self.state
        pay = self.cost[:, :, :, band] * taken[:, None]
        pay = pay.sum(axis=tuple(one + 1 for one in over), keepdims=True) if over else pay
        with np.errstate(invalid="ignore", divide="ignore"):
            rate = np.where(vacant[:, None] > 0, pay / vacant[:, None], 0.0)
        share = np.where(takes_part, state.vacant[:, :, near], 0.0)
        state.staff[:, :, :, near] += rate[..., None] * share[:, None]
