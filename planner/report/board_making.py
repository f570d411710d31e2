"""Makes the functions board of a scenario from its results: who is on it, and the figures of each cell."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.columns import Floats, Integers, total_by
from planner.model.results import Results
from planner.model.tables import BASELINE, RECEIVER_KINDS
from planner.report.board import FIRST_RECEIVER, NEVER, Board, BoardReceiver, BoardRow
from planner.report.board_claims import claims_on_board
from planner.report.board_families import family_modes, family_shares, with_headings
from planner.report.wording import bare_name

NO_FAMILY = "Without a family"


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
    claimed = claims_on_board(results, functions, pd.Index([one.code for one in receivers]), sender)
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
        fte_now=with_headings(fte_now[:, None], source, heads)[:, 0],
        share=family_shares(claimed.share, fte_now, source, heads),
        mode=family_modes(claimed.mode, source, heads),
        fte=with_headings(fte, source, heads),
        placed=with_headings(placed, source, heads),
        cost=with_headings(cost, source, heads),
        is_locked=with_headings(claimed.is_locked.astype(float), source, heads) > 0,
        is_by_sender=with_headings(claimed.is_by_sender[:, None].astype(float), source, heads)[:, 0] > 0,
        total=takers.total,
        target=takers.target,
        over=takers.over,
    )


def column_name(name: str, kind: str) -> str:
    """What fits over a column: a name without what most names of its kind have in common."""
    shorter = bare_name(name)
    return shorter.removeprefix("NHS ") if kind == "CCG" else shorter


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
    return total_by(cells[known], numbers, size).reshape(shape[0], shape[1] - FIRST_RECEIVER)
