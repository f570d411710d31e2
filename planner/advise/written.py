"""Proposed options as rows: the scenario that they make, resolved or written into the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from planner.advise.proposal import Picked, Proposal
from planner.advise.question import Question
from planner.base.errors import EditRefusedError
from planner.base.money import pounds_text
from planner.engine.basis import Basis
from planner.model.claims import NOTHING, Claim
from planner.model.plan import Plan
from planner.model.post_rows import PostRow, columns_of
from planner.model.scenario import Scenario, allocations_in_force, scenario_of
from planner.model.scenario_edits import add_scenario, name_fault
from planner.model.table_edits import CellEdit, add_rows, put_cells
from planner.model.tables import ALLOCATIONS, POSTS, TableSpec, frame_of

PENDING = "\0proposed"
"""The name under which a combination is worked out before it is a scenario; no plan can hold it."""


def as_scenario(plan: Plan, proposal: Proposal, name: str) -> Plan:
    """Add a proposal to a plan as a scenario of its own, based on the one in hand.

    Only functions that would be done otherwise have rows of their own; each says why.

    Raises:
        EditRefusedError: no scenario can bear that name.
    """
    question = proposal.question
    figures, status = proposal.evaluated, proposal.proof.status
    description = (
        f"Proposed from {question.scenario}: redundancy cost {pounds_text(figures.redundancy_cost)}, "
        f"talent lost {figures.talent_lost_percent:.1f}%, operating cost "
        f"{pounds_text(figures.operating_cost)} a year; {status}"
    )
    reasons = {question.choices[one.choice].function: _reason(question, one) for one in proposal.reasons}
    return picks_as_scenario(plan, question, proposal.picks, name, description, reasons)


def picks_as_scenario(
    plan: Plan,
    question: Question,
    picks: Sequence[int],
    name: str,
    description: str = "",
    reasons: Mapping[str, str] | None = None,
) -> Plan:
    """Add a combination of options to a plan as a scenario, based on the one in hand.

    Args:
        plan: that the question was asked of.
        question: what was asked.
        picks: the option of each of its choices.
        name: of the new scenario.
        description: of the new scenario.
        reasons: why, for the rows of some functions; those of others keep the reason they have.

    Raises:
        EditRefusedError: no scenario can bear that name.
    """
    name, reasons = name.strip(), reasons or {}
    if fault := name_fault(plan, name):
        raise EditRefusedError(fault)
    found = add_scenario(plan, name, question.scenario)
    if description:
        row = int(found.scenarios.index[-1])
        found = put_cells(found, "scenarios", [CellEdit(row, "description", description)])
    cells = [
        one | ({"reason": reasons[function]} if function in reasons else {})
        for function, claims in written(plan, question, picks).items()
        for one in _cells(function, claims)
    ]
    found = add_rows(found, "allocations", _columns(cells, name)) if cells else found
    posts = posts_written(question, picks)
    return add_rows(found, "posts", columns_of(posts, name)) if posts else found


def _reason(question: Question, why: Picked) -> str:
    """Why an option is proposed, for the row that does it."""
    if why.next_best is None:
        return "Proposed: no other option meets the limits"
    other = question.choices[why.choice].options[why.next_best].label
    more = "more" if why.price_of_next_best >= 0 else "less"
    return f"Proposed: next best, {other}, would count {pounds_text(abs(why.price_of_next_best))} {more}"


def written(plan: Plan, question: Question, picks: Sequence[int]) -> Mapping[str, tuple[Claim, ...]]:
    """The rows that a scenario based on the one in hand needs, by function, where something changes.

    For a sender whose rows beneath would show through, a row says that nothing is held, on the day of the
    others: a sender's work moves on the latest day of the claims on it.
    """
    beneath = allocations_in_force(plan, question.scenario)
    senders: dict[str, set[str]] = {}
    for function, sender in zip(beneath["function"], beneath["sender"].fillna(""), strict=True):
        senders.setdefault(str(function), set()).add(str(sender))
    rows = {}
    for choice, picked in zip(question.choices, picks, strict=True):
        if picked == choice.current:
            continue
        claims, day = choice.options[picked].claims, choice.options[picked].date
        bare = sorted(senders.get(choice.function, set()) - {claim.sender for claim in claims})
        nothing = (Claim(sender, "", **NOTHING, date=day) for sender in bare)  # type: ignore[arg-type]
        rows[choice.function] = (*claims, *nothing)
    return rows


def posts_written(question: Question, picks: Sequence[int]) -> list[PostRow]:
    """The rows of posts that a scenario based on the one in hand needs, where their number is another."""
    return [
        post
        for choice, picked in zip(question.choices, picks, strict=True)
        if picked != choice.current
        for post in choice.options[picked].posts
    ]


def resolved(basis: Basis, question: Question, picks: Sequence[int]) -> Scenario:
    """The scenario that a combination of options makes, without writing it into the plan."""
    plan = replace(basis.clean, scenarios=basis.plan.scenarios)
    rows = written(plan, question, picks)
    chosen = scenario_of(add_scenario(plan, PENDING, question.scenario), PENDING)
    kept = chosen.allocations[~chosen.allocations["function"].isin(list(rows))]
    chosen = replace(chosen, posts=_posts_resolved(basis, chosen, posts_written(question, picks)))
    cells = [one for function, claims in rows.items() for one in _cells(function, claims)]
    if not cells:
        return replace(chosen, allocations=kept)
    own = _framed(ALLOCATIONS, _columns(cells, PENDING), basis.plan.allocations)
    return replace(chosen, allocations=pd.concat([kept, own]).astype(own.dtypes.to_dict()))


def _posts_resolved(basis: Basis, chosen: Scenario, posts: Sequence[PostRow]) -> pd.DataFrame:
    """The posts in force with these in the place of what their receivers have for their functions."""
    if not posts:
        return chosen.posts
    own = _framed(POSTS, columns_of(posts, PENDING), basis.plan.posts)
    held, by = chosen.posts, ["receiver", "function"]
    replaced = pd.MultiIndex.from_frame(held[by]).isin(pd.MultiIndex.from_frame(own[by]))
    gone = (replaced & held["scenario"].notna().to_numpy()) | held["post"].isin(own["post"]).to_numpy()
    return pd.concat([held[~gone], own]).astype(own.dtypes.to_dict())


def _framed(spec: TableSpec, columns: Mapping[str, Sequence[Any]], beside: pd.DataFrame) -> pd.DataFrame:
    """New rows of a table, numbered after those that the plan has."""
    first = int(beside.index.max()) + 1 if len(beside) else 2
    size = len(columns["scenario"])
    return frame_of(spec, columns, rows=list(range(first, first + size)))


def _cells(function: str, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    return [
        {
            "function": function,
            "sender": claim.sender or None,
            "receiver": claim.receiver or None,
            "mode": claim.mode,
            "share": claim.share,
            "customers": claim.customers or None,
            "date": claim.date,
            "reason": claim.reason or None,
        }
        for claim in claims
    ]


def _columns(rows: Sequence[dict[str, Any]], scenario: str) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {key: [row[key] for row in rows] for key in rows[0]}
    return columns | {"scenario": [scenario] * len(rows)}
