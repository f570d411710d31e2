"""People and posts as a mixed-integer programme: who is offered a post in each round, what is filled.

For each function one option is taken (x). The shares of a cell's seekers who are offered a post in each
round are the same for all functions of the cell; the product of a share and an option (z) is held by
Σz = share over the options, which is exact for whole x.
"""

from dataclasses import dataclass

import numpy as np

from planner.advise.programme import NO_LIMIT, Programme, Term, less, together
from planner.advise.terms import Terms
from planner.engine.columns import Floats, Integers

NARROW, WIDER, SAME, LOWER = range(4)
"""The rounds: the ring-fence narrow and wider, redeployment at one's own band and at the one below."""
STAGE_OF = (0, 1, 2, 2)
"""The stage of each round, as ``Setting.accepts`` and ``Setting.kinds`` have it."""
ROUNDS = len(STAGE_OF)


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """Options of one function that leave the same seekers in a band: who hosts makes no difference there."""

    row: int
    band: int
    members: Integers


@dataclass(slots=True, eq=False)
class Cell:
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


class Rounds:
    """The programme of one set of terms without what a question asks.

    Args:
        terms: of every option.
        in_order: whether rounds must be held in full before the next; without, the bound is looser and
            sooner found.

    Attributes:
        terms: of every option.
        programme: what holds of any combination.
        x: (N,) columns of the options.
        alike: kinds of options in a band; ``row`` and ``band`` of each, and ``z`` (ROUNDS, kinds) the columns
            of their shares.
        cells: by family and band.
        family: (N,) of each option.
        accepts: (ROUNDS,) acceptance of an offer.
    """

    def __init__(self, terms: Terms, *, in_order: bool = False) -> None:
        self.terms = terms
        self.programme = programme = Programme()
        self.bands, self.accepts = terms.seek.shape[1], terms.setting.accepts[list(STAGE_OF)]
        self.function = np.searchsorted(terms.start, np.arange(len(terms)), side="right") - 1
        self.family = terms.setting.family[self.function]
        self.x = programme.columns(len(terms), 1.0, is_whole=True)
        for function in range(len(terms.choice_at)):
            programme.row([(self.x[terms.options_of(function)], 1.0)], 1.0, 1.0)
        self.alike = _alike(terms, self.function)
        self.z = programme.columns(ROUNDS * len(self.alike), 1.0).reshape(ROUNDS, -1)
        self.row = np.array([one.row for one in self.alike], dtype=np.int64)
        self.band = np.array([one.band for one in self.alike], dtype=np.int64)
        self.cells = self._made_cells()
        self._wider_from: dict[tuple[int, int], dict[tuple[int, int], list[Term]]] = {}
        self._hold_shares()
        self._match_offers()
        if in_order:
            self._hold_rounds_in_full()

    def _made_cells(self) -> dict[tuple[int, int], Cell]:
        """Every family and band in which anybody may seek or a post may be open."""
        terms, bands, found = self.terms, self.bands, {}
        cell_of = self.family[self.row] * bands + self.band
        seek = terms.seek[self.row, self.band]
        for cell in range(terms.setting.families * bands):
            family, band = divmod(cell, bands)
            mine = np.flatnonzero(cell_of == cell)
            rows = np.flatnonzero(self.family == family)
            posts = terms.open[rows, band].sum(axis=1)
            of = self.function[rows]
            most = sum(posts[of == one].max() for one in np.unique(of))
            if not len(mine) and most <= 0:
                continue
            share = self.programme.columns(ROUNDS, 1.0)
            into: list[list[Term]] = [[] for _ in range(ROUNDS)]
            found[family, band] = Cell(self.z[:, mine], seek[mine], share, into, float(most))
        return found

    def _hold_shares(self) -> None:
        """The shares of a cell are those of each of its functions, whatever option it takes."""
        programme = self.programme
        for cell in self.cells.values():
            programme.row([(cell.share, 1.0)], high=1.0)
        for at, one in enumerate(self.alike):
            programme.row([(self.z[:, at], 1.0), (self.x[one.members], -1.0)], high=0.0)
        key = self.function[self.row] * self.bands + self.band
        for one in np.unique(key).tolist():
            mine = np.flatnonzero(key == one)
            function, band = divmod(one, self.bands)
            cell = self.cells[int(self.terms.setting.family[function]), band]
            inside = np.concatenate([self.alike[at].members for at in mine])
            is_all = len(inside) == len(self.terms.options_of(function))
            for round_ in range(ROUNDS):
                parts: list[Term] = [(self.z[round_, mine], 1.0), (cell.share[round_], -1.0)]
                programme.row(parts, 0.0 if is_all else -NO_LIMIT, 0.0)
                if not is_all:
                    programme.row([*parts, (self.x[inside], -1.0)], low=-1.0)

    def _match_offers(self) -> None:
        """Whoever is offered a post is offered one that is open to them; what is taken is filled."""
        programme = self.programme
        for (family, band), cell in self.cells.items():
            cell.into[NARROW].append(cell.offers(NARROW))
            near = [(family, band - 1), (family, band + 1)]
            self._wider_from[family, band] = self._send(cell.offers(WIDER), WIDER, near)
        families = range(self.terms.setting.families)
        for band in range(self.bands):
            for round_, to in ((SAME, band), (LOWER, band - 1)):
                offers = [cell.offers(round_) for (_, at), cell in self.cells.items() if at == band]
                if offers:
                    self._send(together(offers), round_, [(family, to) for family in families])
        for key, cell in self.cells.items():
            for round_ in range(ROUNDS):
                if cell.into[round_]:
                    programme.row([*cell.into[round_], less(self._open(key, STAGE_OF[round_]))], high=0.0)
            programme.row([*self.filled(cell), less(self._open(key, None))], high=0.0)

    def _send(
        self, offers: Term, round_: int, to: list[tuple[int, int]]
    ) -> dict[tuple[int, int], list[Term]]:
        """Let offers be of posts of any of some cells; return how many are of each."""
        ends = [key for key in to if key in self.cells and self.cells[key].most > 0]
        columns = self.programme.columns(len(ends))
        sent: dict[tuple[int, int], list[Term]] = {}
        for column, key in zip(columns, ends, strict=True):
            sent[key] = [(np.array([column]), 1.0)]
            self.cells[key].into[round_] += sent[key]
        self.programme.row([offers, (columns, -1.0)], 0.0, 0.0)
        return sent

    def _open(self, key: tuple[int, int], stage: int | None) -> Term:
        """The FTE of posts of a cell that are open, in one stage or at all."""
        rows = np.flatnonzero(self.family == key[0])
        takes = 1.0 if stage is None else self.terms.setting.kinds[:, stage]
        return self.x[rows], (self.terms.open[rows, key[1]] * takes).sum(axis=1)

    def filled(self, cell: Cell, rounds: tuple[int, ...] = tuple(range(ROUNDS))) -> list[Term]:
        """The FTE of a cell's posts that some rounds fill."""
        return [(at, by * self.accepts[round_]) for round_ in rounds for at, by in cell.into[round_]]

    def _hold_rounds_in_full(self) -> None:
        """In each round either everybody who seeks is offered a post, or every post is offered."""
        for (family, band), cell in self.cells.items():
            if not len(cell.seek):
                continue
            self._in_full([cell], NARROW, [((family, band), [])])
            above = self.cells.get((family, band + 1))
            before: list[tuple[tuple[int, int], list[Term]]] = []
            if (family, band - 1) in self.cells:
                before.append(((family, band - 1), self.filled(self.cells[family, band - 1], (NARROW,))))
            if above is not None:
                sent = self._wider_from.get((family, band + 2), {}).get((family, band + 1), [])
                earlier = [(at, by * self.accepts[WIDER]) for at, by in sent]
                before.append(((family, band + 1), [*self.filled(above, (NARROW,)), *earlier]))
            self._in_full([cell], WIDER, before)
        for band in range(self.bands):
            seekers = [cell for (_, at), cell in self.cells.items() if at == band and len(cell.seek)]
            for round_, to, rounds in (
                (SAME, band, (NARROW, WIDER)),
                (LOWER, band - 1, (NARROW, WIDER, SAME)),
            ):
                posts = [(key, self.filled(cell, rounds)) for key, cell in self.cells.items() if key[1] == to]
                if seekers:
                    self._in_full(seekers, round_, posts)

    def _in_full(
        self, seekers: list[Cell], round_: int, posts: list[tuple[tuple[int, int], list[Term]]]
    ) -> None:
        """Hold one round in full: ``posts`` are its cells, each with what was filled before."""
        programme, most = self.programme, sum(self.cells[key].most for key, _ in posts)
        if most <= 0:
            return
        everyone = programme.columns(1, 1.0, is_whole=True)
        for cell in seekers:
            programme.row([(cell.share[: round_ + 1], 1.0), (everyone, -1.0)], low=0.0)
        parts: list[Term] = [cell.offers(round_) for cell in seekers]
        for key, before in posts:
            parts += [less(self._open(key, STAGE_OF[round_])), *before]
        programme.row([*parts, (everyone, most)], low=0.0)


def _alike(terms: Terms, function: Integers) -> list[Alike]:
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
        found += [Alike(row, band, members) for band in np.flatnonzero(has).tolist()]
    return found
