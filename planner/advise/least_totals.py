"""What receivers' totals come to at the least: all open posts vacant, but for what is filled."""

from dataclasses import dataclass

import numpy as np

from planner.advise.programme import Programme, Term, less
from planner.advise.question import Question
from planner.advise.reckoning import bars_of
from planner.advise.rounds import Cell, Rounds
from planner.advise.terms import WAYS, Terms
from planner.engine.columns import Floats, Integers
from planner.engine.operating_cost import VSM


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Sums over columns that no total is under.

    Attributes:
        cheaper, dearer: by receiver or way, the columns of posts filled of each cell, that add to a total
            and that take from it.
        saved, added: (Y, G, B) £ a year by which who fills a post is cheaper or dearer than a vacancy.
    """

    terms: Terms
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
        cheaper, dearer = (self.cheaper, self.dearer) if times > 0 else (self.dearer, self.cheaper)
        size = abs(times)
        for key, at in cheaper.get(column, []):
            parts.append((at, -size * self.saved[year][key]))
        for key, at in dearer.get(column, []):
            parts.append((at, -size * self.added[year][key]))
        return parts

    def carried(self, way: int, part: float) -> list[Term]:
        """£ by which a way carries more than its part of what is done, shared and bought, at the least."""
        first, found = len(self.terms.setting.receivers), []
        for column in range(len(WAYS)):
            found += self.at_least(0, first + column, (1.0 if column == way else 0.0) - part)
        return found


def totals_asked(rounds: Rounds, question: Question, programme: Programme) -> Totals:
    """What the totals of receivers and ways are made of, where the question asks for any."""
    bars = bars_of(rounds.terms, question)
    asked = np.isfinite(np.minimum(bars.most, bars.priced))
    if question.limits.one_mode is None and not asked.any():
        return Totals(rounds.terms, {}, {}, np.zeros((1, 1)), np.zeros((1, 1)))
    columns = np.append(asked, np.repeat(question.limits.one_mode is not None, len(WAYS)))
    least, most = _reach(rounds.terms)
    vacancy = vacancy_at_most(rounds.terms)[:, None], _vacancy_at_least(rounds.terms)[:, None]
    saved = np.where(np.isfinite(least), np.maximum(vacancy[0] - least, 0.0), 0.0)
    added = np.where(np.isfinite(most), np.maximum(most - vacancy[1], 0.0), 0.0)
    cheaper: dict[int, list[tuple[tuple[int, int], Integers]]] = {}
    dearer: dict[int, list[tuple[tuple[int, int], Integers]]] = {}
    for sign, found in ((1.0, cheaper), (-1.0, dearer)):
        for key, cell in rounds.cells.items():
            _share_out(rounds, key, cell, sign, np.flatnonzero(columns), programme, found)
    return Totals(rounds.terms, cheaper, dearer, saved, added)


def _share_out(
    rounds: Rounds,
    key: tuple[int, int],
    cell: Cell,
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
    rows = np.flatnonzero(rounds.family == key[0])
    posts = np.maximum(sign * rounds.terms.total_open[rows][:, columns, key[1]].sum(axis=2), 0.0)
    open_ = rounds.terms.open[rows, key[1]].sum(axis=1)
    used = [at for at in range(len(columns)) if posts[:, at].any()]
    receivers = columns < len(rounds.terms.setting.receivers)
    made = programme.columns(len(used))
    for column, at in zip(made.tolist(), used, strict=True):
        programme.row([(np.array([column]), 1.0), (rounds.x[rows], -posts[:, at])], high=0.0)
        programme.row(
            [
                (np.array([column]), 1.0),
                *(less(one, _most(posts[:, at], open_)) for one in rounds.filled(cell)),
            ],
            high=0.0,
        )
        found.setdefault(int(columns[at]), []).append((key, np.array([column])))
    together = [column for column, at in zip(made.tolist(), used, strict=True) if receivers[at]]
    if together:
        counted = _most(posts[:, receivers].sum(axis=1), open_)
        programme.row(
            [(np.array(together), 1.0), *(less(one, counted) for one in rounds.filled(cell))], high=0.0
        )


def vacancy_at_most(terms: Terms) -> Floats:
    """(Y, B) £ a year of the dearest vacancy."""
    most = terms.setting.vacancy.max(axis=2, initial=0.0)
    receivers = len(terms.setting.receivers)
    posts = terms.open[:, VSM].sum(axis=1)[:, None]
    vsm = terms.total_vsm[:, :, :receivers].sum(axis=(2, 3))
    unit = np.divide(vsm, posts, out=np.zeros_like(vsm), where=posts > 0)
    most[:, VSM] = unit.max(axis=0)
    return np.asarray(most)


def _vacancy_at_least(terms: Terms) -> Floats:
    """(Y, B) £ a year of the cheapest vacancy."""
    vacancy = terms.setting.vacancy
    least = vacancy.min(axis=2) if vacancy.shape[2] else np.zeros(vacancy.shape[:2])
    least[:, VSM] = 0.0
    return np.asarray(least)


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
