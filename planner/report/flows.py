"""Where the people and their pay are likely to go: senders, what they do, and where that ends.

Flows stand in three columns: senders; functions, or families of functions; receivers and the ways out.
What comes into a node of the middle goes out of it, and each column adds to the same whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from planner.engine.columns import Floats, Integers, total_by
from planner.model.results import PlacementStep, Results
from planner.report.wording import short_name

MOST_FUNCTIONS = 15
"""More functions than this are shown by family unless the caller says otherwise."""
NIL = 1e-9
"""Less than this is nothing."""
ENDS: Mapping[str, str] = {
    "p_redundant": "Left over: redundant",
    "p_resigned": "Out: resigned",
    "p_ended": "Out: contract ended",
    "p_mars": "Out: agreed resignation",
    "p_left": "Out: refused, or no payment due",
}
"""The odds that do not lead to a receiver, and what each is called as an end of the flow."""


class Measure(StrEnum):
    """What flows: expected FTE, or what it costs an employer in the year of the closure."""

    PEOPLE = "people"
    MONEY = "money"


class Kind(StrEnum):
    """What a node stands for."""

    SENDER = "sender"
    FUNCTION = "function"
    FAMILY = "family"
    RECEIVER = "receiver"
    OUTCOME = "outcome"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Node:
    """One sender, function, family, receiver or way out.

    Attributes:
        column: 0, 1 or 2.
        code: its code; of an outcome, the odds ("p_redundant"); empty where several were put together.
        name: what it is called.
        value: what flows through it, FTE or £.
        count: how many it stands for.
    """

    column: int
    kind: Kind
    code: str
    name: str
    value: float
    count: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """Nodes and the bands between them.

    Attributes:
        measure: what flows.
        is_by_family: whether families stand in the middle, not functions.
        nodes: by column, each column in the plan's order, ways out last; none without a value.
        source, target: (bands,) positions in ``nodes``, sorted by both.
        value: (bands,) FTE or £.
    """

    measure: Measure
    is_by_family: bool
    nodes: tuple[Node, ...]
    source: Integers
    target: Integers
    value: Floats

    @property
    def total(self) -> float:
        """All that flows."""
        return sum(one.value for one in self.nodes if one.column == 0)


def is_by_family(results: Results) -> bool:
    """Whether there are so many functions with people that their families are easier to read."""
    return int((results.functions["heads"] > 0).sum()) > MOST_FUNCTIONS


def flows(results: Results, measure: Measure = Measure.PEOPLE, *, by_family: bool | None = None) -> Flows:
    """Trace everyone's FTE or pay from their sender through their function to where it is likely to end.

    Args:
        results: of any scenario; in the baseline everyone ends where they began.
        measure: FTE, or £ a year to the employer; both are weighed by the odds.
        by_family: families in the middle, or functions; by default as ``is_by_family`` says.
    """
    families = is_by_family(results) if by_family is None else by_family
    people = results.people
    weight = people["fte" if measure is Measure.PEOPLE else "employer_cost"].to_numpy(dtype=np.float64)
    middle, of_function = _middle(results, families)
    of_pool = of_function[pd.Index(results.functions["function"]).get_indexer(results.pools["function"])]
    at = of_pool[people["pool_at"].to_numpy()] if len(people) else np.zeros(0, dtype=np.int64)
    sender_at, senders = pd.factorize(people["organisation"])
    sent = total_by(sender_at * len(middle) + at, weight, len(senders) * len(middle))
    placed = _placed(results, weight, at, of_pool, len(middle))
    out = [total_by(at, weight * people[odds].to_numpy(), len(middle)) for odds in ENDS]
    columns = (
        _organisations(results, Kind.SENDER, senders),
        [replace(one, column=1) for one in middle],
        [
            *_organisations(results, Kind.RECEIVER, pd.Index(results.placements.receivers)),
            *(Node(2, Kind.OUTCOME, odds, name, 0.0) for odds, name in ENDS.items()),
        ],
    )
    into = sent.reshape(len(senders), len(middle))
    onward = np.column_stack([placed, *out]) if len(middle) else np.zeros((0, len(columns[2])))
    return _laid_out(measure, families, columns, into, onward, _plan_order(results, senders))


def folded(whole: Flows, most: int) -> Flows:
    """The same flows with at most ``most`` nodes a column: the least of one kind stand together.

    Ways out are never put together. What is put together is named by its number ("12 other receivers").
    """
    rank = np.arange(len(whole.nodes), dtype=np.float64)
    nodes = dict(zip(rank.tolist(), whole.nodes, strict=True))
    for column in range(3):
        inside = [at for at, one in enumerate(whole.nodes) if one.column == column]
        mergeable = [at for at in inside if whole.nodes[at].kind is not Kind.OUTCOME]
        room = max(1, most - (len(inside) - len(mergeable)))
        if len(mergeable) <= room:
            continue
        least = sorted(mergeable, key=lambda at: -whole.nodes[at].value)[room - 1 :]
        kind = _plural(whole.nodes[least[0]].kind)
        name = f"{len(least):,} other {kind}" if room > 1 else f"All {len(least):,} {kind}"
        value = sum(whole.nodes[at].value for at in least)
        rank[least] = mergeable[-1] + 0.5
        nodes[mergeable[-1] + 0.5] = Node(column, Kind.OTHERS, "", name, value, len(least))
    kept, new = np.unique(rank, return_inverse=True)
    size = len(kept)
    pairs, back = np.unique(new[whole.source] * size + new[whole.target], return_inverse=True)
    return replace(
        whole,
        nodes=tuple(nodes[at] for at in kept.tolist()),
        source=pairs // max(size, 1),
        target=pairs % max(size, 1),
        value=total_by(back, whole.value, len(pairs)),
    )


def bands_table(whole: Flows) -> pd.DataFrame:
    """Every band as a row, from each column to the next, in the order of the nodes.

    Returns:
        ``source`` and ``target`` (names), ``value`` (FTE or £), ``of_source`` and ``of_whole`` (percent).
    """
    names = np.array([one.name for one in whole.nodes], dtype=object)
    values = np.array([one.value for one in whole.nodes])
    return pd.DataFrame(
        {
            "source": pd.array(names[whole.source], dtype="str"),
            "target": pd.array(names[whole.target], dtype="str"),
            "value": whole.value,
            "of_source": whole.value / values[whole.source] * 100,
            "of_whole": whole.value / whole.total * 100,
        }
    )


# ---------------------------------------------------------------------- columns


def _middle(results: Results, families: bool) -> tuple[list[Node], Integers]:
    """The nodes of the middle, and which of them each function is in."""
    frame = results.functions
    names = frame["name"].where(frame["name"] != "", frame["function"])
    if not families:
        made = [
            Node(1, Kind.FUNCTION, str(code), str(name), 0.0)
            for code, name in zip(frame["function"], names, strict=True)
        ]
        return made, np.arange(len(frame))
    at, found = pd.factorize(frame["family"])
    has_family = set(results.plan.functions["family"].dropna())
    lone = {code: name for code, name in zip(frame["function"], names, strict=True) if code not in has_family}
    made = [
        Node(1, Kind.FAMILY if one in has_family else Kind.FUNCTION, str(one), str(lone.get(one, one)), 0.0)
        for one in found
    ]
    return made, at.astype(np.int64)


def _organisations(results: Results, kind: Kind, codes: "pd.Index[str]") -> list[Node]:
    listed = results.plan.organisations
    names = dict(zip(listed["code"], listed["name"].fillna(""), strict=True))
    column = 0 if kind is Kind.SENDER else 2
    return [
        Node(column, kind, str(code), short_name(names.get(code, "") or str(code)), 0.0) for code in codes
    ]


def _plan_order(results: Results, senders: "pd.Index[str]") -> Integers:
    """The senders in the plan's order, whichever of their people comes first."""
    order = pd.Index(results.plan.organisations["code"]).get_indexer(senders)
    return np.asarray(np.argsort(order, kind="stable"), dtype=np.int64)


def _plural(kind: Kind) -> str:
    return "families" if kind is Kind.FAMILY else f"{kind}s"


def _laid_out(
    measure: Measure,
    families: bool,
    columns: tuple[list[Node], list[Node], list[Node]],
    into: Floats,
    onward: Floats,
    sender_order: Integers,
) -> Flows:
    """Number the nodes that something flows through, and list the bands between them."""
    values = (into.sum(axis=1), into.sum(axis=0), onward.sum(axis=0))
    order = (sender_order, np.arange(len(columns[1])), np.arange(len(columns[2])))
    nodes: list[Node] = []
    numbers = []
    for column, value, places in zip(columns, values, order, strict=True):
        number = np.full(len(column), -1, dtype=np.int64)
        for at in places[value[places] > NIL].tolist():
            number[at] = len(nodes)
            nodes.append(replace(column[at], value=float(value[at])))
        numbers.append(number)
    parts = [
        (numbers[step][rows], numbers[step + 1][across], table[rows, across])
        for step, table in enumerate((into, onward))
        for rows, across in (np.nonzero(table > NIL),)
    ]
    source, target, value = (np.concatenate(one) for one in zip(*parts, strict=True))
    by_node = np.lexsort((target, source))
    return Flows(measure, families, tuple(nodes), source[by_node], target[by_node], value[by_node])


# ---------------------------------------------------------------------- who is placed where


def _placed(results: Results, weight: Floats, at: Integers, of_pool: Integers, middles: int) -> Floats:
    """(middle, receivers) what is placed with each receiver: by locked placements, and by the stages."""
    placements = results.placements
    receivers = len(placements.receivers)
    locked = placements.locked_receiver >= 0
    placed = total_by(
        at[locked] * receivers + placements.locked_receiver[locked],
        weight[locked] * results.people["p_placed"].to_numpy()[locked],
        middles * receivers,
    )
    stayers = total_by(placements.pool, np.where(locked, 0.0, weight * placements.stay), len(results.pools))
    for key, value in _by_step(placements.steps, stayers, of_pool, middles, receivers):
        placed += total_by(key, value, middles * receivers)
    return placed.reshape(middles, receivers)


def _by_step(
    steps: tuple[PlacementStep, ...], stayers: Floats, of_pool: Integers, middles: int, receivers: int
) -> Iterator[tuple[Integers, Floats]]:
    """Each round's placements by middle and receiver, as one key, and how much.

    The pools of one middle that are offered the same set of posts are added up before the set is split.
    """
    for step in steps:
        pairs, back = np.unique(step.sets * middles + of_pool[step.pools], return_inverse=True)
        taken = total_by(back, stayers[step.pools] * step.taken, len(pairs))
        order = np.argsort(step.split_set, kind="stable")
        sets = step.split_set[order]
        start, end = (np.searchsorted(sets, pairs // middles, side) for side in ("left", "right"))
        count = end - start
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        split = order[np.repeat(start, count) + within]
        yield (
            np.repeat(pairs % middles, count) * receivers + step.split_receiver[split],
            np.repeat(taken, count) * step.split_share[split],
        )
