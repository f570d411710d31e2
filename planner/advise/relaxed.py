"""Limits eased by the least that would do."""

import math
from dataclasses import replace

from planner.advise.proposal import Infeasible, Relaxed
from planner.advise.question import Hold, Limits, ReceiverLimit

PLAIN = ("redundancy_cost", "talent_lost", "operating_cost", "one_mode")
"""Limits that are one figure."""
PENNIES, POINTS = 100, 100
"""Parts of a pound, and of a point or an FTE, to which a limit is eased upwards."""


def relaxed_limits(found: Infeasible) -> Limits:
    """The limits of a question, each that gives way set to what it would have to be, rounded up.

    The target of a receiver that cannot be met gives way to an amount of its own. Cover is given up, and so
    is that no support organisation makes a loss where one has to.
    """
    limits = found.question.limits
    own = {one.receiver: one for one in limits.receivers}
    for one in found.relaxation:
        if one.kind in PLAIN:
            limits = _with_figure(limits, one.kind, eased(one))
        elif one.kind == "keeps_cover":
            limits = replace(limits, keeps_cover=False)
        elif one.receiver:
            if one.kind == "receiver" and one.amount <= 0:
                limits = replace(limits, suppliers_pay_their_way=False)
            before = own.get(one.receiver) or ReceiverLimit(one.receiver, limits.targets)
            own[one.receiver] = (
                replace(before, most_posts=eased(one))
                if one.kind == "posts"
                else replace(before, hold=Hold.MUST, most=eased(one))
            )
    return replace(limits, receivers=tuple(own.values()))


def eased(one: Relaxed) -> float:
    """What a limit would have to be, rounded up so that there is an answer within it."""
    parts = PENNIES if one.unit.startswith("£") else POINTS
    return math.ceil(one.needed * parts - 1e-6) / parts


def _with_figure(limits: Limits, kind: str, figure: float) -> Limits:
    match kind:
        case "redundancy_cost":
            return replace(limits, redundancy_cost=figure)
        case "talent_lost":
            return replace(limits, talent_lost=figure)
        case "operating_cost":
            return replace(limits, operating_cost=figure)
        case _:
            return replace(limits, one_mode=figure)
