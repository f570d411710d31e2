"""What ``propose`` found, as JSON for scripts.

The JSON holds:

    scenario            the one in hand
    status              "proven" (every combination evaluated, or within the gap of the surest bound),
                        "proven around the answer" (for the linear model whose coefficients are true single
                        changes), "best found", or "infeasible"
    objective, bound, gap_percent, surest_bound, surest_gap_percent, combinations, evaluated_combinations,
    seconds, was_stopped
    promised, evaluated, present
                        {objective, redundancy_cost, talent_lost_percent, operating_cost (£ a year, the mean),
                        over_target, by_year}: by the optimiser, by the engine, and as it is now
    largest_difference_percent
                        of any figure or receiver's total between promised and evaluated
    choices             [{function, name, sender, option, mode, receivers, date, posts_share, was, is_locked,
                        next_best, price_of_next_best, price_of_staying}], prices in £ of the objective; date
                        is null for the plan's own, posts_share 1 for as many as it would have by itself
    receivers           [{receiver, year, total, limit, slack, must, binds}]
    frontier            [{scenario, redundancy_cost, talent_lost_percent, operating_cost, is_dominated,
                        is_proven, gap_percent, options {function: option}}]; empty unless asked for
    infeasible          null, or {clash, relaxation [{limit, amount, needed, unit}], is_proven}
"""

from math import isfinite
from typing import TYPE_CHECKING, Any

from planner.cli.as_json import figures_record

if TYPE_CHECKING:
    from planner.advise.proposal import Figures, Frontier, Infeasible, Proposal


def propose_record(found: "Proposal | Infeasible", line: "Frontier | None") -> dict[str, Any]:
    """What was found, for scripts; the fields stand at the head of this module."""
    from planner.advise.proposal import Infeasible

    question = found.question
    record: dict[str, Any] = {"scenario": question.scenario}
    if isinstance(found, Infeasible):
        record |= {
            "status": "infeasible",
            "infeasible": {
                "clash": list(found.clash),
                "relaxation": [
                    figures_record(
                        {"limit": one.limit, "amount": one.amount, "needed": one.needed, "unit": one.unit},
                        money=("amount", "needed") if one.unit.startswith("£") else (),
                    )
                    for one in found.relaxation
                ],
                "is_proven": found.is_proven,
            },
        }
    else:
        record |= _proposal_record(found) | {"infeasible": None}
    return record | {"frontier": _frontier_record(line) if line is not None else []}


def _proposal_record(found: "Proposal") -> dict[str, Any]:
    proof = found.proof
    return {
        "status": _status_word(found),
        **figures_record(
            {
                "objective": found.evaluated.objective,
                "bound": proof.bound,
                "gap_percent": proof.gap_percent if isfinite(proof.bound) else None,
                "surest_bound": proof.surest_bound,
                "surest_gap_percent": proof.surest_gap_percent if isfinite(proof.surest_bound) else None,
            },
            money=("objective", "bound", "surest_bound"),
        ),
        "combinations": proof.combinations,
        "evaluated_combinations": proof.evaluated,
        "seconds": proof.seconds,
        "was_stopped": proof.was_stopped,
        "promised": _figures_record(found.promised),
        "evaluated": _figures_record(found.evaluated),
        "present": _figures_record(found.present),
        "largest_difference_percent": found.largest_difference_percent,
        "choices": _choices_record(found),
        "receivers": [
            figures_record(
                {
                    "receiver": one.receiver, "year": one.year, "total": one.total, "limit": one.limit,
                    "slack": one.slack, "must": one.must, "binds": one.binds,
                },
                money=("total", "limit", "slack"),
            )
            for one in found.room
        ],
    }  # fmt: skip


def _status_word(found: "Proposal") -> str:
    from planner.advise.proposal import Status

    return {
        Status.EVERY_ONE: "proven",
        Status.PROVEN: "proven",
        Status.PROVEN_AROUND: "proven around the answer",
        Status.BEST_FOUND: "best found",
    }[found.proof.status]


def _figures_record(figures: "Figures") -> dict[str, Any]:
    by_year = dict(figures.by_year)
    found = figures_record(
        {
            "objective": figures.objective,
            "redundancy_cost": figures.redundancy_cost,
            "talent_lost_percent": figures.talent_lost_percent,
            "operating_cost": figures.operating_cost,
            "over_target": figures.over_target,
        },
        money=("objective", "redundancy_cost", "operating_cost", "over_target"),
    )
    return found | {"by_year": figures_record(by_year, money=by_year)}


def _choices_record(found: "Proposal") -> list[dict[str, Any]]:
    rows = []
    for why in found.reasons:
        choice = found.question.choices[why.choice]
        option = choice.options[why.option]
        rows.append(
            {
                "function": choice.function,
                "name": choice.name,
                "sender": choice.sender,
                "option": option.label,
                "mode": option.mode,
                "receivers": list(option.receivers),
                "date": option.date.isoformat() if option.date is not None else None,
                "posts_share": option.posts_share,
                "was": choice.options[choice.current].label,
                "is_locked": choice.is_locked,
                "next_best": None if why.next_best is None else choice.options[why.next_best].label,
            }
            | figures_record(
                {
                    "price_of_next_best": None if why.next_best is None else why.price_of_next_best,
                    "price_of_staying": why.price_of_staying,
                },
                money=("price_of_next_best", "price_of_staying"),
            )
        )
    return rows


def _frontier_record(line: "Frontier") -> list[dict[str, Any]]:
    choices = line.question.choices
    return [
        {
            "scenario": one.name,
            **figures_record(
                {
                    "redundancy_cost": one.figures.redundancy_cost,
                    "talent_lost_percent": one.figures.talent_lost_percent,
                    "operating_cost": one.figures.operating_cost,
                    "is_dominated": one.is_dominated,
                    "is_proven": one.is_proven,
                    "gap_percent": one.gap_percent,
                },
                money=("redundancy_cost", "operating_cost"),
            ),
            "options": {
                choice.function: choice.options[picked].label
                for choice, picked in zip(choices, one.picks, strict=False)
            },
        }
        for one in (*line.points, *line.present)
    ]
