"""The functions board: who takes how much of each function, with its FTE and cost, and receivers' totals.

Rows are functions, each family under a heading that sums it up. Columns are what is unclaimed, what
stops, then the receivers by kind.
"""

import re
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.claims import NOTHING
from planner.model.results import Results
from planner.model.scenario import allocations_in_force
from planner.model.tables import BASELINE, MODES, RECEIVER_KINDS
from planner.report.wording import short_name

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

UNCLAIMED, STOPS, FIRST_RECEIVER = 0, 1, 2
"""The first columns of a board, and where its receivers begin."""
NO_MODE, SEVERAL = -1, -2
"""The mode of a cell that holds nothing, and of one that holds work in more than one mode."""
NO_FAMILY = "Without a family"
NEVER = -1
_ROUNDING = 1e-6

_SHORTER = re.compile(r"^NHS (?=.* (?:CCG|CSU)$)| CCG$| NHS Trust$| Council$")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A function, or the heading of a family.

    Attributes:
        code: the function's code; of a heading, empty.
        name: what it is called.
        family: the family it belongs to, or heads.
    """

    code: str
    name: str
    family: str

    @property
    def is_heading(self) -> bool:
        """Whether it is a family's heading."""
        return not self.code


@dataclass(frozen=True, slots=True)
class BoardReceiver:
    """A receiver as a column: its code, its name, what fits over a column, and its kind."""

    code: str
    name: str
    short: str
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """The board of one scenario, year and sender (N rows, C columns, R receivers; C = R + 2).

    Attributes:
        year: the financial year of the costs.
        sender: whose work is shown; empty for that of all senders.
        rows, receivers: in their order.
        fte_now: (N,) FTE of the holders today.
        share: (N, C) per cent of the row's work; where claims differ by sender, weighted by FTE. In the
            baseline nothing is claimed, and nothing unclaimed.
        mode: (N, C) position in ``MODES``, ``NO_MODE`` or ``SEVERAL``.
        fte: (N, C) FTE of the posts at a receiver; of work that is unclaimed or stops, of its holders.
        placed: (N, C) FTE of those posts that people in post now are expected to fill.
        cost: (N, C) £ a year, staff, vacancies and non-pay; NaN where there is none.
        is_locked: (N, C) whether a claim in the cell is locked.
        is_by_sender: (N,) whether the row's claims name senders.
        total, target, over: (R,) £ a year of each whole receiver; NaN where there is no target.
    """

    year: str
    sender: str
    rows: tuple[BoardRow, ...]
    receivers: tuple[BoardReceiver, ...]
    fte_now: Floats
    share: Floats
    mode: Integers
    fte: Floats
    placed: Floats
    cost: Floats
    is_locked: Booleans
    is_by_sender: Booleans
    total: Floats
    target: Floats
    over: Floats

    @property
    def share_places(self) -> int:
        """Decimal places in which the functions' shares can be read: none where all are whole."""
        shares = self.share[[not row.is_heading for row in self.rows]]
        return 0 if bool((np.abs(shares - np.round(shares)) < _ROUNDING).all()) else 1

    @property
    def receivers_over(self) -> int:
        """How many receivers cost more than their target."""
        return int((self.over > 0).sum())

    def rows_unlike(self, other: "Board") -> Integers:
        """The rows in which something that can be read differs from another board of the same rows.

        FTE are read to two places, costs to £100.
        """
        differs = (self.mode != other.mode) | (self.is_locked != other.is_locked)
        for mine, theirs, places in (
            (self.share, other.share, 2),
            (self.fte, other.fte, 2),
            (self.cost, other.cost, -2),
        ):
            differs |= np.round(np.nan_to_num(mine), places) != np.round(np.nan_to_num(theirs), places)
        unlike = differs.any(axis=1) | (self.fte_now != other.fte_now)
        return np.flatnonzero(unlike | (self.share_places != other.share_places))

    def row_of(self, function: str) -> int:
        """The row of a function, or -1."""
        return next((at for at, row in enumerate(self.rows) if row.code and row.code == function), -1)

    def column_of(self, receiver: str) -> int:
        """The column of a receiver, or -1."""
        codes = [one.code for one in self.receivers]
        return codes.index(receiver) + FIRST_RECEIVER if receiver in codes else -1

    def functions_of(self, row: int) -> tuple[str, ...]:
        """The functions that a row stands for: its own, or all of its family."""
        asked = self.rows[row]
        if not asked.is_heading:
            return (asked.code,)
        return tuple(one.code for one in self.rows if one.code and one.family == asked.family)

    def kind_spans(self) -> tuple[tuple[str, int, int], ...]:
        """Each kind of receiver with its first column and the one after its last."""
        spans: list[tuple[str, int, int]] = []
        for column, one in enumerate(self.receivers, start=FIRST_RECEIVER):
            if spans and spans[-1][0] == one.kind:
                spans[-1] = (one.kind, spans[-1][1], column + 1)
            else:
                spans.append((one.kind, column, column + 1))
        return tuple(spans)


def board(results: Results, year: str, sender: str = "") -> Board:
    """Set out who takes what in a scenario.

    Args:
        results: the scenario, worked out.
        year: the financial year of the costs ("2013/14"); another than those of the results gives none.
        sender: whose work; empty for that of all senders. A receiver's posts and costs are then in
            proportion to the sender's part of what it takes on.
    """
    takers = _takers(results, year)
    receivers = takers.receivers
    functions = pd.Index(results.functions["function"])
    claimed = _claimed(results, functions, pd.Index([one.code for one in receivers]), sender)
    fte_now = claimed.fte
    shape = claimed.share.shape
    part = claimed.part
    fte, placed = np.zeros(shape), np.zeros(shape)
    at = _cells(results.posts, functions, receivers)
    fte[:, FIRST_RECEIVER:] = _summed(at, results.posts["fte"], shape) * part
    filled = results.posts["filled_fte"].to_numpy() + results.posts["locked_fte"].to_numpy()
    placed[:, FIRST_RECEIVER:] = _summed(at, filled, shape) * part
    fte[:, :FIRST_RECEIVER] = claimed.share[:, :FIRST_RECEIVER] / 100 * fte_now[:, None]
    in_year = (results.services["year"] == year).to_numpy()
    cost = np.full(shape, np.nan)
    at = np.where(in_year, _cells(results.services, functions, receivers), NEVER)
    spent = _summed(at, results.services["cost"], shape) * part
    there = (_summed(at, np.ones(len(at)), shape) > 0) & (part > 0)
    cost[:, FIRST_RECEIVER:] = np.where(there, spent, np.nan)
    rows, source, heads = _rows(results)
    return Board(
        year=year,
        sender=sender,
        rows=rows,
        receivers=receivers,
        fte_now=_with_headings(fte_now[:, None], source, heads)[:, 0],
        share=_family_shares(claimed.share, fte_now, source, heads),
        mode=_family_modes(claimed.mode, source, heads),
        fte=_with_headings(fte, source, heads),
        placed=_with_headings(placed, source, heads),
        cost=_with_headings(cost, source, heads),
        is_locked=_with_headings(claimed.is_locked.astype(float), source, heads) > 0,
        is_by_sender=_with_headings(claimed.is_by_sender[:, None].astype(float), source, heads)[:, 0] > 0,
        total=takers.total,
        target=takers.target,
        over=takers.over,
    )


def column_name(name: str, kind: str) -> str:
    """What fits over a column: a name without what most names of its kind have in common."""
    shorter = _SHORTER.sub("", short_name(name))
    return (shorter.removeprefix("NHS ") if kind == "CCG" else shorter).strip() or name


# ---------------------------------------------------------------- who and what


@dataclass(frozen=True, slots=True, eq=False)
class _Takers:
    """Receivers by kind, each kind in the order of the plan, with their totals."""

    receivers: tuple[BoardReceiver, ...]
    total: Floats
    target: Floats
    over: Floats


def _takers(results: Results, year: str) -> _Takers:
    """The receivers of a year; in the baseline, where nobody takes anything, those of the plan."""
    if results.scenario == BASELINE:
        frame = results.plan.receivers.drop_duplicates("code").rename(columns={"code": "receiver"})
        frame = frame[frame["receiver"].notna() & frame["name"].notna()]
    else:
        frame = results.receivers[(results.receivers["year"] == year).to_numpy()]
    codes, names, kinds = (frame[key].tolist() for key in ("receiver", "name", "kind"))
    rank = {kind: place for place, kind in enumerate(RECEIVER_KINDS)}
    order = sorted(range(len(codes)), key=lambda at: rank.get(kinds[at], len(rank)))
    receivers = tuple(
        BoardReceiver(codes[at], str(names[at]), column_name(str(names[at]), kinds[at]), kinds[at])
        for at in order
    )
    if results.scenario == BASELINE:
        unknown = np.full(len(receivers), np.nan)
        return _Takers(receivers, unknown, unknown, unknown)
    totals = (frame[key].to_numpy(dtype=np.float64)[order] for key in ("total", "target", "over"))
    return _Takers(receivers, *totals)


def _rows(results: Results) -> tuple[tuple[BoardRow, ...], Integers, Integers]:
    """Rows by family; for each, the function it shows or ``NEVER``, and the heading's row above it."""
    listed = results.plan.functions
    own = dict(zip(reversed(listed["code"].tolist()), reversed(listed["family"].tolist()), strict=True))
    codes, names = results.functions["function"].tolist(), results.functions["name"].tolist()
    given = [own.get(code) for code in codes]
    families = [family if isinstance(family, str) and family else NO_FAMILY for family in given]
    members: dict[str, list[int]] = {}
    for at, family in enumerate(families):
        members.setdefault(family, []).append(at)
    if NO_FAMILY in members:
        members[NO_FAMILY] = members.pop(NO_FAMILY)
    rows: list[BoardRow] = []
    source: list[int] = []
    heads: list[int] = []
    for family, inside in members.items():
        head = len(rows)
        rows.append(BoardRow("", family, family))
        rows += [BoardRow(codes[at], str(names[at]), family) for at in inside]
        source += [NEVER, *inside]
        heads += [head] * (len(inside) + 1)
    return tuple(rows), np.array(source, dtype=np.int64), np.array(heads, dtype=np.int64)


# ---------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True, eq=False)
class _Claimed:
    """Claims by function and column: share, mode, locks; FTE now; the sender's part of what is taken."""

    fte: Floats
    share: Floats
    mode: Integers
    is_locked: Booleans
    is_by_sender: Booleans
    part: Floats


def _claimed(
    results: Results, functions: "pd.Index[str]", receivers: "pd.Index[str]", sender: str
) -> _Claimed:
    rows = allocations_in_force(results.plan, results.scenario)
    function = functions.get_indexer(pd.Index(rows["function"]))
    share = np.nan_to_num(rows["share"].to_numpy(dtype=np.float64))
    mode = pd.Index(MODES).get_indexer(pd.Index(rows["mode"]))
    column = receivers.get_indexer(pd.Index(rows["receiver"])) + FIRST_RECEIVER
    column = np.where(mode == MODES.index(NOTHING["mode"]), STOPS, column)
    live = (function >= 0) & (column >= STOPS) & (mode >= 0) & ((share > 0) | (column > STOPS))
    if in_error := _rows_in_error(results):
        live &= ~rows.index.isin(in_error)
    function, column, mode, share = function[live], column[live], mode[live], share[live]
    organisation, senders = pd.factorize(rows["sender"])
    organisation = organisation[live]
    is_locked = (rows["locked"] == "Y").to_numpy()[live]
    shape = (len(functions), len(receivers) + FIRST_RECEIVER)
    now, of_sender = _holders(results, functions)
    fte = now if not sender else of_sender.get(sender, np.zeros(len(functions)))
    work = partial(_weights, function, organisation, senders, now, of_sender)
    weight, is_named = work(sender), organisation >= 0
    cells = function * shape[1] + column
    shares = np.bincount(cells, share * weight, shape[0] * shape[1]).astype(np.float64).reshape(shape)
    if results.scenario != BASELINE:
        shares[:, UNCLAIMED] = np.maximum(0.0, 100.0 - shares.sum(axis=1))
    shares[np.abs(shares) < _ROUNDING] = 0.0
    held = weight > 0
    modes = np.full(shape[0] * shape[1], NO_MODE, dtype=np.int64)
    modes[cells[held]] = mode[held]
    differs = held & (modes[cells] != mode)
    modes[cells[differs]] = SEVERAL
    locked = np.zeros(shape[0] * shape[1], dtype=bool)
    locked[cells[held & is_locked]] = True
    by_sender = np.zeros(shape[0], dtype=bool)
    by_sender[function[is_named]] = True
    part = np.ones((shape[0], len(receivers)))
    if sender:
        taken = np.bincount(cells, share * work(""), shape[0] * shape[1]).reshape(shape) * now[:, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            part = np.nan_to_num((shares * fte[:, None]) / taken)[:, FIRST_RECEIVER:]
    return _Claimed(fte, shares, modes.reshape(shape), locked.reshape(shape), by_sender, part)


def _rows_in_error(results: Results) -> list[int]:
    return [one.row for one in results.findings if one.table == "allocations" and one.severity == "error"]


def _holders(results: Results, functions: "pd.Index[str]") -> tuple[Floats, dict[str, Floats]]:
    """FTE now by function, of all senders and of each."""
    people = results.people
    function = functions.get_indexer(pd.Index(people["function"]))
    organisation, codes = pd.factorize(people["organisation"])
    fte, size = people["fte"].to_numpy(dtype=np.float64), len(functions)
    cells = np.bincount(organisation * size + function, fte, len(codes) * size).reshape(len(codes), size)
    return results.functions["fte"].to_numpy(dtype=np.float64), dict(zip(codes, cells, strict=True))


def _weights(
    function: Integers,
    organisation: Integers,
    codes: "pd.Index[str]",
    now: Floats,
    of_sender: dict[str, Floats],
    sender: str,
) -> Floats:
    """What part of a function's work each claim is on; ``organisation`` is the sender it names."""
    weight = np.ones(len(function))
    for at, code in enumerate(codes):
        inside = organisation == at
        if sender:
            weight[inside] = float(code == sender)
            continue
        own = of_sender.get(str(code), np.zeros(len(now)))[function[inside]]
        whole = now[function[inside]]
        alike = np.full(len(own), 1 / len(codes))
        weight[inside] = np.divide(own, whole, out=alike, where=whole > 0)
    return weight


# ---------------------------------------------------------------- figures by cell


def _cells(frame: pd.DataFrame, functions: "pd.Index[str]", receivers: tuple[BoardReceiver, ...]) -> Integers:
    """Which cell each row is about; ``NEVER`` where the board has none."""
    function = functions.get_indexer(pd.Index(frame["function"]))
    receiver = pd.Index([one.code for one in receivers]).get_indexer(pd.Index(frame["receiver"]))
    return np.where((function < 0) | (receiver < 0), NEVER, function * len(receivers) + receiver)


def _summed(cells: Integers, values: "pd.Series | Floats", shape: tuple[int, ...]) -> Floats:
    """(functions, receivers) sums of values by cell."""
    size = shape[0] * (shape[1] - FIRST_RECEIVER)
    known = cells >= 0
    numbers = np.asarray(values, dtype=np.float64)[known]
    return (
        np.bincount(cells[known], numbers, size)
        .astype(np.float64)
        .reshape(shape[0], shape[1] - FIRST_RECEIVER)
    )


# ---------------------------------------------------------------- headings


def _with_headings(values: Floats, source: Integers, heads: Integers) -> Floats:
    """(N, …) the rows' values, and on headings their sums; nothing known sums to nothing known."""
    found = values[np.maximum(source, 0)]
    is_head = source == NEVER
    found[is_head] = 0.0
    known = np.where(is_head[:, None], False, ~np.isnan(found))
    sums, any_known = np.zeros(found.shape), np.zeros(found.shape, dtype=bool)
    np.add.at(sums, heads, np.where(known, found, 0.0))
    np.logical_or.at(any_known, heads, known)
    return np.where(is_head[:, None], np.where(any_known, sums, np.nan), found)


def _family_shares(share: Floats, fte: Floats, source: Integers, heads: Integers) -> Floats:
    """(N, C) shares; a family's are those of its functions by their FTE, or plain means without any."""
    by_fte = _with_headings(share * fte[:, None], source, heads)
    weight = _with_headings(fte[:, None], source, heads)
    plain = _with_headings(share, source, heads)
    members = _with_headings(np.ones((len(fte), 1)), source, heads)
    found = np.where(weight > 0, by_fte / np.where(weight > 0, weight, 1.0), plain / np.maximum(members, 1.0))
    is_head = source == NEVER
    found[~is_head] = share[source[~is_head]]
    return found


def _family_modes(mode: Integers, source: Integers, heads: Integers) -> Integers:
    """(N, C) modes; a family's where all its functions have the same."""
    found = mode[np.maximum(source, 0)]
    least, most = np.full(found.shape, len(MODES)), np.full(found.shape, NO_MODE)
    own = (source != NEVER)[:, None] & (found != NO_MODE)
    np.minimum.at(least, heads, np.where(own, found, len(MODES)))
    np.maximum.at(most, heads, np.where(own, found, NO_MODE))
    is_head = (source == NEVER)[:, None]
    of_family = np.where(least == most, most, np.where(least == len(MODES), NO_MODE, SEVERAL))
    return np.where(is_head, of_family, found)
