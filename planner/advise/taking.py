"""Taking a match into the plan: people recorded as slated for posts, unlocked, so that odds still decide."""

from collections.abc import Sequence

from planner.advise.matched import Pair
from planner.model.placement_edits import Recording, people_words, record_each
from planner.model.placement_faults import crowding, scenario_fault
from planner.model.plan import Plan

SLATED = "slated"


def take_pairs(plan: Plan, scenario: str, pairs: Sequence[Pair]) -> Plan:
    """Record each of these people as slated for their post, with how well it suits and why.

    Where the post is one of several that are alike, the receiver alone is recorded.
    """
    return record_each(plan, scenario, [(one.seeker.employee, _recording(one)) for one in pairs])


def take_fault(plan: Plan, scenario: str, pairs: Sequence[Pair]) -> str:
    """Say why these pairs cannot be recorded; nothing where they can."""
    if found := scenario_fault(plan, scenario):
        return found
    after = take_pairs(plan, scenario, pairs)
    return crowding(plan, after, scenario, [one.seeker.employee for one in pairs])


def take_name(pairs: Sequence[Pair]) -> str:
    """The step as the menu calls it: ``Slate E1, E2 and E3 for the posts that suit them``."""
    who = people_words([one.seeker.employee for one in pairs])
    what = "the post that suits them" if len(pairs) == 1 else "the posts that suit them"
    return f"Slate {who} for {what}"


def _recording(pair: Pair) -> Recording:
    return Recording(
        SLATED,
        receiver=pair.vacancy.receiver,
        post=pair.post,
        reason=pair.reason,
        is_locked=False,
        job=pair.seeker.function,
        match=float(pair.percent),
    )
