"""The figures of many combinations at once, the same that the engine gives for each."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.advise.later_stages import Outcome, later_stages
from planner.advise.proposal import Figures
from planner.advise.question import Hold, Question
from planner.advise.terms import WAYS, Setting, Terms
from planner.engine.columns import Booleans, Floats, Integers
from planner.engine.operating_cost import VSM

AT_ONCE = 192
"""Combinations worked out together; more would not fit the processor's memory."""
WHOLE = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class Reckoned:
    """The figures of N combinations; Y years, R receivers.

    Attributes:
        redundancy_cost: (N,) £; ``talent_lost``: (N,) points.
        by_year: (N, Y) £ of operating cost.
        totals: (N, Y, R) £ of each receiver, fixed cost included.
        ways: (N, 3) £ in the first year of what is done, shared and bought.
        posts: (N, R) FTE.
        cover: (N, F) %, NaN where nothing is wanted.
    """

    redundancy_cost: Floats
    talent_lost: Floats
    by_year: Floats
    totals: Floats
    ways: Floats
    posts: Floats
    cover: Floats

    def __len__(self) -> int:
        return len(self.redundancy_cost)

    @property
    def operating_cost(self) -> Floats:
        """(N,) £ a year, the mean of the years."""
        return np.asarray(self.by_year.mean(axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class Broken:
    """How far N combinations are from the limits (£, or what weighs as much), and their objective."""

    objective: Floats
    over_target: Floats
    amount: Floats


def reckoned(terms: Terms, picks: Integers) -> Reckoned:
    """Work out combinations.

    Args:
        terms: of every option.
        picks: (N, F) the row of ``terms`` that each function takes.
    """
    parts = [_reckoned(terms, picks[at : at + AT_ONCE]) for at in range(0, max(len(picks), 1), AT_ONCE)]
    return Reckoned(
        **{name: np.concatenate([getattr(one, name) for one in parts]) for name in Reckoned.__slots__}
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Combinations as one in their middle and where each differs from it, which for neighbours is little.

    Attributes:
        family: (F,) of each function; ``families`` how many.
        picks: (N, F) rows of the terms.
        middle: (F,) the combination in the middle.
        turns: combinations and functions that differ: no combination twice in one turn.
    """

    family: Integers
    families: int
    picks: Integers
    middle: Integers
    turns: tuple[tuple[Integers, Integers], ...]

    def total(self, values: Floats) -> Floats:
        """(N, …) the sum over functions of their values."""
        found = np.repeat(values[self.middle].sum(axis=0)[None], len(self.picks), axis=0)
        for at, function in self.turns:
            found[at] += values[self.picks[at, function]] - values[self.middle[function]]
        return found

    def middle_by_family(self, values: Floats) -> Floats:
        """(G, …) the sums of the middle, family by family."""
        found = np.zeros((self.families, *values.shape[1:]))
        np.add.at(found, self.family, values[self.middle])
        return found

    def by_family(self, values: Floats) -> Floats:
        """(N, G, …) the sums family by family."""
        found = np.repeat(self.middle_by_family(values)[None], len(self.picks), axis=0)
        for at, function in self.turns:
            found[at, self.family[function]] += (
                values[self.picks[at, function]] - values[self.middle[function]]
            )
        return found


def _table(terms: Terms, picks: Integers) -> _Table:
    middle = np.sort(picks, axis=0)[len(picks) // 2]
    at, function = np.nonzero(picks != middle)
    turn = np.arange(len(at)) - np.searchsorted(at, at)
    turns = [(at[turn == one], function[turn == one]) for one in range(int(turn.max(initial=-1)) + 1)]
    return _Table(terms.setting.family, terms.setting.families, picks, middle, tuple(turns))


def _reckoned(terms: Terms, picks: Integers) -> Reckoned:
    setting, table = terms.setting, _table(terms, picks)
    outcome = later_stages(
        setting,
        table.by_family(terms.seek),
        table.by_family(terms.seek_cost).transpose(0, 2, 1, 3),
        table.by_family(terms.open),
    )
    columns = _columns(terms, table, outcome)
    receivers = len(setting.receivers)
    totals = columns[:, :, :receivers] + setting.fixed
    return Reckoned(
        redundancy_cost=_redundancy_cost(terms, table, outcome),
        talent_lost=_talent_lost(terms, table, outcome),
        by_year=totals.sum(axis=2) + _running_on(terms, table, outcome),
        totals=totals,
        ways=columns[:, 0, receivers:] if columns.shape[1] else np.zeros((len(picks), len(WAYS))),
        posts=table.total(terms.posts),
        cover=_cover(terms, picks, outcome),
    )


def _redundancy_cost(terms: Terms, table: _Table, outcome: Outcome) -> Floats:
    """(N,) £, by the length of consultation that the redundancies of each establishment call for."""
    number, left = len(table.picks), outcome.seeking.reshape(len(table.picks), 1, -1)
    heads = table.by_family(terms.proposed_seek).reshape(number, left.shape[2], -1)
    proposed = table.total(terms.proposed) + np.matmul(left, heads)[:, 0]
    costs = table.by_family(terms.exit_seek).reshape(number, left.shape[2], -1)
    cost = table.total(terms.exit_cost) + np.matmul(left, costs).reshape(number, *terms.exit_cost.shape[1:])
    length = (proposed[:, :, None] >= terms.setting.thresholds).sum(axis=2)
    return np.asarray(np.take_along_axis(cost, length[:, :, None], axis=2).sum(axis=(1, 2)))


def _talent_lost(terms: Terms, table: _Table, outcome: Outcome) -> Floats:
    if terms.setting.value <= 0:
        return np.zeros(len(table.picks))
    kept = outcome.placed - outcome.outside
    lost = table.total(terms.talent) - (table.by_family(terms.talent_seek) * kept).sum(axis=(1, 2))
    return np.asarray(lost / terms.setting.value * WHOLE)


def _running_on(terms: Terms, table: _Table, outcome: Outcome) -> Floats:
    """(N, Y) £ of what is not the receivers': legacy and double running."""
    settled = table.total(terms.running_on)
    if not terms.running_seek.any():
        return settled
    seek = table.by_family(terms.running_seek)
    return np.asarray(settled + np.einsum("ngyb,ngb->ny", seek, outcome.seeking))


def price_of_posts(setting: Setting, outcome: Outcome) -> Floats:
    """(N, Y, G, B, T) £ a year of each FTE that was open: who fills it, or what a vacancy costs."""
    vacancies = setting.vacancy[None, :, None] * outcome.vacant[:, None]
    return np.asarray(outcome.staff + vacancies)


def _columns(terms: Terms, table: _Table, outcome: Outcome) -> Floats:
    """(N, Y, R + 3) £ of each receiver without fixed cost, and of each way."""
    total = table.total(terms.total)
    number, years, columns = total.shape
    price = price_of_posts(terms.setting, outcome)
    posts = table.middle_by_family(terms.total_open).transpose(1, 0, 2, 3).reshape(columns, -1)
    total += (price.reshape(number * years, -1) @ posts.T).reshape(number, years, columns)
    for at, function in table.turns:
        more = terms.total_open[table.picks[at, function]] - terms.total_open[table.middle[function]]
        of_family = price[at, :, table.family[function]].reshape(len(at), years, -1)
        total[at] += np.matmul(of_family, more.reshape(len(at), columns, -1).transpose(0, 2, 1))
    if terms.total_vsm.any():
        vsm = table.by_family(terms.total_vsm)
        total += np.einsum("ngyct,ngt->nyc", vsm, outcome.vacant[:, :, VSM])
    return total


def _cover(terms: Terms, picks: Integers, outcome: Outcome) -> Floats:
    setting = terms.setting
    cover = np.full(picks.shape, np.nan)
    filled = 1 - outcome.vacant
    for function in np.flatnonzero(setting.statutory):
        rows = picks[:, function]
        later = np.einsum("nbt,nbt->n", terms.open[rows], filled[:, setting.family[function]])
        wanted = terms.required[rows]
        with np.errstate(invalid="ignore", divide="ignore"):
            cover[:, function] = np.where(wanted > 0, (terms.placed[rows] + later) / wanted * WHOLE, np.nan)
    return cover


# ---------------------------------------------------------------- against a question


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """The limits of a question as columns: ``most`` (R,) £, inf where none; whether they are priced."""

    most: Floats
    priced: Floats
    most_posts: Floats

    @property
    def limit(self) -> Floats:
        """(R,) £ a year against which room is shown; NaN where there is none."""
        both = np.minimum(self.most, self.priced)
        return np.where(np.isinf(both), np.nan, both)

    @property
    def must(self) -> Booleans:
        """(R,) whether it must be met."""
        return np.isfinite(self.most)


def bars_of(terms: Terms, question: Question) -> Bars:
    """The limits on receivers that a question sets."""
    setting, limits = terms.setting, question.limits
    most, priced = np.full((2, len(setting.receivers)), np.inf)
    posts = np.full(len(setting.receivers), np.inf)
    named = {one.receiver: one for one in limits.receivers}
    for at, code in enumerate(setting.receiver_codes):
        own = named.get(code)
        hold = own.hold if own is not None else limits.targets
        target = setting.target[at]
        asked = own.most if own is not None and own.most is not None else target
        if own is not None and own.most_posts is not None:
            posts[at] = own.most_posts
        if np.isnan(asked):
            continue
        if hold is Hold.MUST:
            most[at] = asked
        elif hold is Hold.PRICED:
            priced[at] = asked
    if limits.suppliers_pay_their_way:
        most = np.where(setting.is_supplier, np.minimum(most, 0.0), most)
    return Bars(most, priced, posts)


TALENT_WEIGHS = 100_000.0
FTE_WEIGHS = 50_000.0
COVER_WEIGHS = 10_000.0
"""£ that a point of talent, an FTE and a point of cover count for in saying how far a limit is broken."""
HAIR = 0.005
"""£ and the like below which a limit is not broken."""


def judged(found: Reckoned, terms: Terms, question: Question) -> Broken:
    """The objective of combinations, and how far they are outside the limits."""
    bars, weights = bars_of(terms, question), question.weights
    over = np.maximum(found.totals - np.where(np.isinf(bars.priced), np.nan, bars.priced), 0.0)
    over_target = np.nan_to_num(over).sum(axis=2).mean(axis=1)
    objective = (
        weights.redundancy_cost * found.redundancy_cost
        + weights.talent * found.talent_lost
        + weights.operating_cost * found.operating_cost
        + weights.over_target * over_target
    )
    amount = sum(breaches(found, terms, question).values(), np.zeros(len(found)))
    return Broken(objective, over_target, np.where(amount <= HAIR, 0.0, amount))


def breaches(found: Reckoned, terms: Terms, question: Question) -> Mapping[tuple[str, int, int], Floats]:
    """(N,) how far each limit is broken, weighed in £, by kind of limit, receiver or function, and year."""
    limits, bars, setting = question.limits, bars_of(terms, question), terms.setting
    broken: dict[tuple[str, int, int], Floats] = {}
    for at in np.flatnonzero(bars.must).tolist():
        for year in range(len(setting.years)):
            broken["receiver", at, year] = np.maximum(found.totals[:, year, at] - bars.most[at], 0.0)
    for at in np.flatnonzero(np.isfinite(bars.most_posts)).tolist():
        broken["posts", at, 0] = FTE_WEIGHS * np.maximum(found.posts[:, at] - bars.most_posts[at], 0.0)
    for kind, figure, most, weighs in (
        ("redundancy_cost", found.redundancy_cost, limits.redundancy_cost, 1.0),
        ("talent_lost", found.talent_lost, limits.talent_lost, TALENT_WEIGHS),
        ("operating_cost", found.operating_cost, limits.operating_cost, 1.0),
    ):
        if most is not None:
            broken[kind, 0, 0] = weighs * np.maximum(figure - most, 0.0)
    if limits.keeps_cover:
        for at in np.flatnonzero(setting.statutory).tolist():
            short = np.nan_to_num(setting.least_cover[at] - found.cover[:, at])
            broken["cover", at, 0] = COVER_WEIGHS * np.maximum(short, 0.0)
    if limits.one_mode is not None:
        whole = found.ways.sum(axis=1)
        for at in range(len(WAYS)):
            broken["one_mode", at, 0] = np.maximum(found.ways[:, at] - limits.one_mode / WHOLE * whole, 0.0)
    return broken


def figures_at(found: Reckoned, judged_: Broken, terms: Terms, at: int) -> Figures:
    """The figures of one of the combinations."""
    return Figures(
        objective=float(judged_.objective[at]),
        redundancy_cost=float(found.redundancy_cost[at]),
        talent_lost_percent=float(found.talent_lost[at]),
        operating_cost=float(found.operating_cost[at]),
        over_target=float(judged_.over_target[at]),
        by_year=dict(zip(terms.setting.years, found.by_year[at].tolist(), strict=True)),
    )
