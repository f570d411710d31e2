"""The choice as a mixed-integer programme, from which a bound and good combinations come.

It is a relaxation of the engine. People and posts are neither lost nor made; all pools of a family and
band have the same chances; in each round either all who seek are offered a post or all posts are offered,
round after round in the engine's order; a post refused stays open. Only where the engine offers or fills
in proportion (between two bands, between families) may the programme choose. Whatever the engine does is
allowed, so that no combination comes to less than the programme's bound.

For each function one option is taken (x). The shares of a cell's seekers who are offered a post in each
round are the same for all functions of the cell; the product of a share and an option (z) is held by
Σz = share over the options, which is exact for whole x.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.advise.programme import NO_LIMIT, Programme, Term
from planner.advise.question import Question
from planner.advise.reckoning import COVER_WEIGHS, FTE_WEIGHS, TALENT_WEIGHS, WHOLE, bars_of
from planner.advise.terms import WAYS, Terms
from planner.engine.columns import Booleans, Floats, Integers
from planner.engine.operating_cost import VSM

PENALTY = 1_000.0
"""£ of the objective for each £ by which a limit is broken: enough that none is where it can be helped."""
NARROW, WIDER, SAME, LOWER = range(4)
"""The rounds: the ring-fence narrow and wider, redeployment at one's own band and at the one below."""
STAGE_OF = (0, 1, 2, 2)
"""The stage of each round, as ``Setting.accepts`` and ``Setting.kinds`` have it."""
ROUNDS = len(STAGE_OF)


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """What the programme found.

    Attributes:
        picks: (F,) rows of the terms; None where it was stopped before it found any.
        bound: £ of the objective that no combination can be under.
        broken: £ by which the picks break limits, weighed as ``reckoning.breaches`` does.
        is_done: whether it was solved to the gap asked.
    """

    picks: Integers | None
    bound: float
    broken: float
    is_done: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Alike:
    """Options of one function that leave the same seekers in a band: who hosts makes no difference there."""

    row: int
    band: int
    members: Integers


@dataclass(slots=True, eq=False)
class _Cell:
    """One family and band as it goes through the rounds.

    Attributes:
        z: (ROUNDS, m) columns of the shares, by option; ``seek`` (m,) FTE who seek.
        share: (ROUNDS,) columns of the shares.
        into: columns of offers of its posts in each round; ``most`` FTE of posts at the most.
    """

    z: Integers
    seek: Floats
    share: Integers
    into: list[list[Term]]
    most: float

    def offers(self, round_: int) -> Term:
        """What its seekers are offered in a round, FTE."""
        return self.z[round_], self.seek


class Relaxation:
    """The programme of one set of terms; it may be asked many questions.

    Args:
        terms: of every option.
        in_order: whether rounds must be held in full before the next; without, the bound is looser and
            sooner found.
    """

    def __init__(self, terms: Terms, *, in_order: bool = False) -> None:
        self._terms = terms
        self._programme = programme = Programme()
        self._bands, self._accepts = terms.seek.shape[1], terms.setting.accepts[list(STAGE_OF)]
        self._function = np.searchsorted(terms.start, np.arange(len(terms)), side="right") - 1
        self._family = terms.setting.family[self._function]
        self._x = programme.columns(len(terms), 1.0, is_whole=True)
        for function in range(len(terms.choice_at)):
            programme.row([(self._x[terms.options_of(function)], 1.0)], 1.0, 1.0)
        self._alike = _alike(terms, self._function)
        self._z = programme.columns(ROUNDS * len(self._alike), 1.0).reshape(ROUNDS, -1)
        self._row = np.array([one.row for one in self._alike], dtype=np.int64)
        self._band = np.array([one.band for one in self._alike], dtype=np.int64)
        self._cells = self._made_cells()
        self._wider_from: dict[tuple[int, int], dict[tuple[int, int], list[Term]]] = {}
        self._hold_shares()
        self._match_offers()
        if in_order:
            self._hold_rounds_in_full()

    # ------------------------------------------------------------ what always holds

    def _made_cells(self) -> dict[tuple[int, int], _Cell]:
        """Every family and band in which anybody may seek or a post may be open."""
        terms, bands, found = self._terms, self._bands, {}
        cell_of = self._family[self._row] * bands + self._band
        seek = terms.seek[self._row, self._band]
        for cell in range(terms.setting.families * bands):
            family, band = divmod(cell, bands)
            mine = np.flatnonzero(cell_of == cell)
            rows = np.flatnonzero(self._family == family)
            posts = terms.open[rows, band].sum(axis=1)
            of = self._function[rows]
            most = sum(posts[of == one].max() for one in np.unique(of))
            if not len(mine) and most <= 0:
                continue
            share = self._programme.columns(ROUNDS, 1.0)
            into: list[list[Term]] = [[] for _ in range(ROUNDS)]
            found[family, band] = _Cell(self._z[:, mine], seek[mine], share, into, float(most))
        return found

    def _hold_shares(self) -> None:
        """The shares of a cell are those of each of its functions, whatever option it takes."""
        programme = self._programme
        for cell in self._cells.values():
            programme.row([(cell.share, 1.0)], high=1.0)
        for at, one in enumerate(self._alike):
            programme.row([(self._z[:, at], 1.0), (self._x[one.members], -1.0)], high=0.0)
        key = self._function[self._row] * self._bands + self._band
        for one in np.unique(key).tolist():
            mine = np.flatnonzero(key == one)
            function, band = divmod(one, self._bands)
            cell = self._cells[int(self._terms.setting.family[function]), band]
            inside = np.concatenate([self._alike[at].members for at in mine])
            is_all = len(inside) == len(self._terms.options_of(function))
            for round_ in range(ROUNDS):
                parts: list[Term] = [(self._z[round_, mine], 1.0), (cell.share[round_], -1.0)]
                programme.row(parts, 0.0 if is_all else -NO_LIMIT, 0.0)
                if not is_all:
                    programme.row([*parts, (self._x[inside], -1.0)], low=-1.0)

    def _match_offers(self) -> None:
        """Whoever is offered a post is offered one that is open to them; what is taken is filled."""
        programme = self._programme
        for (family, band), cell in self._cells.items():
            cell.into[NARROW].append(cell.offers(NARROW))
            near = [(family, band - 1), (family, band + 1)]
            self._wider_from[family, band] = self._send(cell.offers(WIDER), WIDER, near)
        families = range(self._terms.setting.families)
        for band in range(self._bands):
            for round_, to in ((SAME, band), (LOWER, band - 1)):
                offers = [cell.offers(round_) for (_, at), cell in self._cells.items() if at == band]
                if offers:
                    self._send(_together(offers), round_, [(family, to) for family in families])
        for key, cell in self._cells.items():
            for round_ in range(ROUNDS):
                if cell.into[round_]:
                    programme.row([*cell.into[round_], _less(self._open(key, STAGE_OF[round_]))], high=0.0)
            programme.row([*self._filled(cell), _less(self._open(key, None))], high=0.0)

    def _send(
        self, offers: Term, round_: int, to: list[tuple[int, int]]
    ) -> dict[tuple[int, int], list[Term]]:
        """Let offers be of posts of any of some cells; return how many are of each."""
        ends = [key for key in to if key in self._cells and self._cells[key].most > 0]
        columns = self._programme.columns(len(ends))
        sent: dict[tuple[int, int], list[Term]] = {}
        for column, key in zip(columns, ends, strict=True):
            sent[key] = [(np.array([column]), 1.0)]
            self._cells[key].into[round_] += sent[key]
        self._programme.row([offers, (columns, -1.0)], 0.0, 0.0)
        return sent

    def _open(self, key: tuple[int, int], stage: int | None) -> Term:
        """The FTE of posts of a cell that are open, in one stage or at all."""
        rows = np.flatnonzero(self._family == key[0])
        takes = 1.0 if stage is None else self._terms.setting.kinds[:, stage]
        return self._x[rows], (self._terms.open[rows, key[1]] * takes).sum(axis=1)

    def _filled(self, cell: _Cell, rounds: tuple[int, ...] = tuple(range(ROUNDS))) -> list[Term]:
        """The FTE of a cell's posts that some rounds fill."""
        return [(at, by * self._accepts[round_]) for round_ in rounds for at, by in cell.into[round_]]

    def _hold_rounds_in_full(self) -> None:
        """In each round either everybody who seeks is offered a post, or every post is offered."""
        for (family, band), cell in self._cells.items():
            if not len(cell.seek):
                continue
            self._in_full([cell], NARROW, [((family, band), [])])
            above = self._cells.get((family, band + 1))
            before: list[tuple[tuple[int, int], list[Term]]] = []
            if (family, band - 1) in self._cells:
                before.append(((family, band - 1), self._filled(self._cells[family, band - 1], (NARROW,))))
            if above is not None:
                sent = self._wider_from.get((family, band + 2), {}).get((family, band + 1), [])
                earlier = [(at, by * self._accepts[WIDER]) for at, by in sent]
                before.append(((family, band + 1), [*self._filled(above, (NARROW,)), *earlier]))
            self._in_full([cell], WIDER, before)
        for band in range(self._bands):
            seekers = [cell for (_, at), cell in self._cells.items() if at == band and len(cell.seek)]
            for round_, to, rounds in (
                (SAME, band, (NARROW, WIDER)),
                (LOWER, band - 1, (NARROW, WIDER, SAME)),
            ):
                posts = [
                    (key, self._filled(cell, rounds)) for key, cell in self._cells.items() if key[1] == to
                ]
                if seekers:
                    self._in_full(seekers, round_, posts)

    def _in_full(
        self, seekers: list[_Cell], round_: int, posts: list[tuple[tuple[int, int], list[Term]]]
    ) -> None:
        """Hold one round in full: ``posts`` are its cells, each with what was filled before."""
        programme, most = self._programme, sum(self._cells[key].most for key, _ in posts)
        if most <= 0:
            return
        everyone = programme.columns(1, 1.0, is_whole=True)
        for cell in seekers:
            programme.row([(cell.share[: round_ + 1], 1.0), (everyone, -1.0)], low=0.0)
        parts: list[Term] = [cell.offers(round_) for cell in seekers]
        for key, before in posts:
            parts += [_less(self._open(key, STAGE_OF[round_])), *before]
        programme.row([*parts, (everyone, most)], low=0.0)

    # ------------------------------------------------------------ figures as sums over columns

    def _none(self) -> Floats:
        return np.zeros(len(self._programme.highest))

    def _redundancy_cost(self) -> Floats:
        """£, each at the length of consultation that is cheapest."""
        terms, total = self._terms, self._none()
        total[self._x] = terms.exit_cost.min(axis=-1).sum(axis=1)
        self._of_left_over(total, terms.exit_seek[self._row, self._band].min(axis=-1).sum(axis=1))
        return total

    def _of_left_over(self, total: Floats, worth: Floats) -> None:
        """Add what falls on those who are left over: everyone who seeks, less who is offered a post."""
        for at, one in enumerate(self._alike):
            total[self._x[one.members]] += worth[at]
            total[self._z[:, at]] -= worth[at]

    def _talent_lost(self) -> Floats:
        terms, total = self._terms, self._none()
        if terms.setting.value > 0:
            point = WHOLE / terms.setting.value
            total[self._x] = terms.talent * point
            seek = terms.talent_seek[self._row, self._band] * point
            total[self._z] -= self._accepts[:, None] * seek
        return total

    def _operating_cost(self) -> Floats:
        """£ a year, the mean of the years, without what is fixed; vacancies at the least."""
        terms, setting, total = self._terms, self._terms.setting, self._none()
        receivers = len(setting.receivers)
        vacancy = setting.vacancy.mean(axis=0)
        settled = terms.total[:, :, :receivers].sum(axis=2) + terms.running_on
        settled = settled + terms.total_vsm[:, :, :receivers].sum(axis=(2, 3))
        total[self._x] = settled.mean(axis=1) + (terms.open * vacancy).sum(axis=(1, 2))
        self._of_left_over(total, terms.running_seek[self._row, :, self._band].mean(axis=1))
        staff = terms.seek_cost[self._row, :, self._band].mean(axis=1)
        total[self._z] += self._accepts[:, None] * staff
        dearest = self._vacancy_at_most().mean(axis=0)
        for (_, band), cell in self._cells.items():
            for columns, by in self._filled(cell):
                np.subtract.at(total, columns, by * dearest[band])
        return total

    def _vacancy_at_most(self) -> Floats:
        """(Y, B) £ a year of the dearest vacancy."""
        terms, most = self._terms, self._terms.setting.vacancy.max(axis=2, initial=0.0)
        receivers = len(terms.setting.receivers)
        posts = terms.open[:, VSM].sum(axis=1)[:, None]
        vsm = terms.total_vsm[:, :, :receivers].sum(axis=(2, 3))
        unit = np.divide(vsm, posts, out=np.zeros_like(vsm), where=posts > 0)
        most[:, VSM] = unit.max(axis=0)
        return np.asarray(most)

    # ------------------------------------------------------------ one question

    def solved(
        self,
        question: Question,
        seconds: float,
        gap: float,
        look: Callable[[], None],
        start: Integers | None = None,
        allowed: Booleans | None = None,
    ) -> Solved:
        """Find the best combination by the programme, breaking limits only where none keeps them.

        Args:
            question: weights and limits.
            seconds: to stop after.
            gap: to stop at, as a part of the objective.
            look: called often; may raise ``CancelledError``.
            start: (F,) rows to begin from.
            allowed: (N,) options that may be taken; all by default.
        """
        programme = self._programme.copy()
        totals = self._totals(question, programme)
        priced, slack = self._priced(question, totals, programme), self._limits(question, totals, programme)
        weights, costs = question.weights, np.zeros(len(programme.highest))
        base = weights.redundancy_cost * self._redundancy_cost() + weights.talent * self._talent_lost()
        base += weights.operating_cost * self._operating_cost()
        costs[: len(base)] = base
        costs[priced] = weights.over_target / max(len(self._terms.setting.years), 1)
        costs[slack] = PENALTY
        constant = weights.operating_cost * float(self._terms.setting.fixed.sum())
        if allowed is not None:
            for row in np.flatnonzero(~allowed).tolist():
                programme.highest[row] = 0.0
        begin = None
        if start is not None:
            begin = np.zeros(len(self._x))
            begin[start] = 1.0
        found = programme.solved(costs, seconds, gap, look, begin)
        if found.values is None:
            return Solved(None, found.bound + constant, np.inf, found.is_done)
        rows = [self._terms.options_of(one) for one in range(len(self._terms.choice_at))]
        picks = np.array([one[int(found.values[one].argmax())] for one in rows])
        return Solved(picks, found.bound + constant, float(found.values[slack].sum()), found.is_done)

    def _totals(self, question: Question, programme: Programme) -> "_Totals":
        """What the totals of receivers and ways are made of, where the question asks for any."""
        bars = bars_of(self._terms, question)
        asked = np.isfinite(np.minimum(bars.most, bars.priced))
        if question.limits.one_mode is None and not asked.any():
            return _Totals(self._terms, self._family, {}, {}, np.zeros((1, 1)), np.zeros((1, 1)))
        columns = np.append(asked, np.repeat(question.limits.one_mode is not None, len(WAYS)))
        least, most = _reach(self._terms)
        vacancy = self._vacancy_at_most()[:, None], self._vacancy_at_least()[:, None]
        saved = np.where(np.isfinite(least), np.maximum(vacancy[0] - least, 0.0), 0.0)
        added = np.where(np.isfinite(most), np.maximum(most - vacancy[1], 0.0), 0.0)
        cheaper: dict[int, list[tuple[tuple[int, int], Integers]]] = {}
        dearer: dict[int, list[tuple[tuple[int, int], Integers]]] = {}
        for signs, found in ((1.0, cheaper), (-1.0, dearer)):
            for key, cell in self._cells.items():
                self._share_out(key, cell, signs, np.flatnonzero(columns), programme, found)
        return _Totals(self._terms, self._family, cheaper, dearer, saved, added)

    def _vacancy_at_least(self) -> Floats:
        """(Y, B) £ a year of the cheapest vacancy."""
        vacancy = self._terms.setting.vacancy
        least = vacancy.min(axis=2) if vacancy.shape[2] else np.zeros(vacancy.shape[:2])
        least[:, VSM] = 0.0
        return np.asarray(least)

    def _share_out(
        self,
        key: tuple[int, int],
        cell: _Cell,
        sign: float,
        columns: Integers,
        programme: Programme,
        found: dict[int, list[tuple[tuple[int, int], Integers]]],
    ) -> None:
        """Share what is filled of a cell's posts among those whose totals have it; of one sign.

        No total has more than its posts, and all together no more than is filled, by as much as the posts
        of an option count in all of them.
        """
        if not any(cell.into):
            return
        rows = np.flatnonzero(self._family == key[0])
        posts = np.maximum(sign * self._terms.total_open[rows][:, columns, key[1]].sum(axis=2), 0.0)
        open_ = self._terms.open[rows, key[1]].sum(axis=1)
        used = [at for at in range(len(columns)) if posts[:, at].any()]
        receivers = columns < len(self._terms.setting.receivers)
        made = programme.columns(len(used))
        for column, at in zip(made.tolist(), used, strict=True):
            programme.row([(np.array([column]), 1.0), (self._x[rows], -posts[:, at])], high=0.0)
            programme.row(
                [
                    (np.array([column]), 1.0),
                    *(_less(one, _most(posts[:, at], open_)) for one in self._filled(cell)),
                ],
                high=0.0,
            )
            found.setdefault(int(columns[at]), []).append((key, np.array([column])))
        together = [column for column, at in zip(made.tolist(), used, strict=True) if receivers[at]]
        if together:
            counted = _most(posts[:, receivers].sum(axis=1), open_)
            programme.row(
                [(np.array(together), 1.0), *(_less(one, counted) for one in self._filled(cell))], high=0.0
            )

    def _priced(self, question: Question, totals: "_Totals", programme: Programme) -> Integers:
        """Columns of what receivers are over their priced targets, by year."""
        setting, bars = self._terms.setting, bars_of(self._terms, question)
        made = [np.zeros(0, dtype=np.int64)]
        if question.weights.over_target <= 0:
            return made[0]
        for at in np.flatnonzero(np.isfinite(bars.priced)).tolist():
            for year in range(len(setting.years)):
                over = programme.columns(1)
                programme.row(
                    [*totals.at_least(year, at), (over, -1.0)], high=bars.priced[at] - setting.fixed[at]
                )
                made.append(over)
        return np.concatenate(made)

    def _limits(self, question: Question, totals: "_Totals", programme: Programme) -> Integers:
        """Rows of the limits, each with a column of how far it is broken; these columns."""
        made = [np.zeros(0, dtype=np.int64)]

        def hold(terms: list[Term], most: float) -> None:
            slack = programme.columns(1)
            programme.row([*terms, (slack, -1.0)], high=most)
            made.append(slack)

        terms, setting, limits = self._terms, self._terms.setting, question.limits
        bars = bars_of(terms, question)
        for at in np.flatnonzero(bars.must).tolist():
            for year in range(len(setting.years)):
                hold(totals.at_least(year, at), bars.most[at] - setting.fixed[at])
        for at in np.flatnonzero(np.isfinite(bars.most_posts)).tolist():
            hold([(self._x, FTE_WEIGHS * terms.posts[:, at])], FTE_WEIGHS * bars.most_posts[at])
        if limits.redundancy_cost is not None:
            hold(_whole(self._redundancy_cost()), limits.redundancy_cost)
        if limits.talent_lost is not None:
            hold(_whole(TALENT_WEIGHS * self._talent_lost()), TALENT_WEIGHS * limits.talent_lost)
        if limits.operating_cost is not None:
            hold(_whole(self._operating_cost()), limits.operating_cost - float(setting.fixed.sum()))
        if limits.keeps_cover:
            for function in np.flatnonzero(setting.statutory).tolist():
                hold(self._short_of_cover(function), 0.0)
        if limits.one_mode is not None:
            for way in range(len(WAYS)):
                hold(totals.carried(way, limits.one_mode / WHOLE), 0.0)
        return np.concatenate(made)

    def _short_of_cover(self, function: int) -> list[Term]:
        """Points by which an option falls short of a function's least cover, were all its posts filled."""
        terms, rows = self._terms, self._terms.options_of(function)
        later = (terms.open[rows] * terms.setting.kinds[:, :3].any(axis=1)).sum(axis=(1, 2))
        wanted = terms.required[rows]
        cover = np.divide(terms.placed[rows] + later, wanted, out=np.zeros(len(rows)), where=wanted > 0)
        short = np.where(wanted > 0, terms.setting.least_cover[function] - cover * WHOLE, 0.0)
        return [(self._x[rows], COVER_WEIGHS * short)]


@dataclass(frozen=True, slots=True, eq=False)
class _Totals:
    """What receivers' totals come to at the least: all open posts vacant, but for what is filled.

    Attributes:
        family: (N,) of each option.
        cheaper, dearer: by receiver or way, the columns of posts filled of each cell, that add to a total
            and that take from it.
        saved, added: (Y, G, B) £ a year by which who fills a post is cheaper or dearer than a vacancy.
    """

    terms: Terms
    family: Integers
    cheaper: dict[int, list[tuple[tuple[int, int], Integers]]]
    dearer: dict[int, list[tuple[tuple[int, int], Integers]]]
    saved: Floats
    added: Floats

    def at_least(self, year: int, column: int, times: float = 1.0) -> list[Term]:
        """£ a year of a receiver, without fixed cost, or of a way, at the least."""
        terms = self.terms
        vacant = (terms.total_open[:, column] * terms.setting.vacancy[year]).sum(axis=(1, 2))
        falls = terms.total[:, year, column] + vacant + terms.total_vsm[:, year, column].sum(axis=1)
        parts: list[Term] = [(np.arange(len(terms)), times * falls)]
        less, more = (self.cheaper, self.dearer) if times > 0 else (self.dearer, self.cheaper)
        size = abs(times)
        for key, at in less.get(column, []):
            parts.append((at, -size * self.saved[year][key]))
        for key, at in more.get(column, []):
            parts.append((at, -size * self.added[year][key]))
        return parts

    def carried(self, way: int, part: float) -> list[Term]:
        """£ by which a way carries more than its part of what is done, shared and bought, at the least."""
        first, found = len(self.terms.setting.receivers), []
        for column in range(len(WAYS)):
            found += self.at_least(0, first + column, (1.0 if column == way else 0.0) - part)
        return found


def _reach(terms: Terms) -> tuple[Floats, Floats]:
    """(Y, G, B) the least and the greatest cost a year of an FTE who might fill a post of a cell.

    They come from the bands beside it in its family, and from its own and the next in any.
    """
    setting, bands = terms.setting, terms.seek.shape[1]
    shape = (len(setting.years), setting.families, bands + 2)
    least, most = np.full(shape, np.inf), np.full(shape, -np.inf)
    for function, family in enumerate(setting.family.tolist()):
        rows = terms.options_of(function)
        seek = terms.seek[rows][:, None]
        has = np.broadcast_to(seek > 0, terms.seek_cost[rows].shape)
        cost = np.divide(terms.seek_cost[rows], seek, out=np.zeros(has.shape), where=has)
        inner = least[:, family, 1:-1]
        inner[:] = np.minimum(inner, np.where(has, cost, np.inf).min(axis=0))
        inner = most[:, family, 1:-1]
        inner[:] = np.maximum(inner, np.where(has, cost, -np.inf).max(axis=0))
    return _around(least, np.minimum), _around(most, np.maximum)


def _around(table: Floats, of: np.ufunc) -> Floats:
    """The least or greatest of a cell's neighbours in its family, and of its band and the next in any."""
    every = np.broadcast_to(of.reduce(table, axis=1, keepdims=True), table.shape)
    near = of(of(table[..., :-2], table[..., 1:-1]), table[..., 2:])
    return np.asarray(of(of(near, every[..., 1:-1]), every[..., 2:]))


def _most(posts: Floats, open_: Floats) -> float:
    """The most that an FTE of open posts counts for in any option."""
    return float(np.divide(posts, open_, out=np.zeros_like(posts), where=open_ > 0).max(initial=0.0))


def _less(term: Term, times: float = 1.0) -> Term:
    return term[0], -times * np.asarray(term[1])


def _together(terms: list[Term]) -> Term:
    """One sum of several."""
    at = [np.atleast_1d(columns) for columns, _ in terms]
    by = [np.broadcast_to(value, columns.shape) for columns, (_, value) in zip(at, terms, strict=True)]
    return np.concatenate(at), np.concatenate(by)


def _whole(values: Floats) -> list[Term]:
    return [(np.arange(len(values)), values)]


def _alike(terms: Terms, function: Integers) -> list[_Alike]:
    """Every band of every kind of option that leaves anybody seeking."""
    people = [terms.seek, terms.seek_cost, terms.talent_seek, terms.exit_seek, terms.proposed_seek]
    people.append(terms.running_seek)
    flat = np.column_stack([function, *(np.round(one.reshape(len(terms), -1), 6) for one in people)])
    _, kind = np.unique(flat, axis=0, return_inverse=True)
    kind = kind.reshape(-1)
    found = []
    for one in np.unique(kind).tolist():
        members = np.flatnonzero(kind == one)
        row = int(members[0])
        has = (
            (terms.seek[row] > 0) | (terms.talent_seek[row] > 0) | (terms.exit_seek[row] > 0).any(axis=(1, 2))
        )
        found += [_Alike(row, band, members) for band in np.flatnonzero(has).tolist()]
    return found
