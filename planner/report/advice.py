"""A proposal as tables and sentences: what is proposed beside what is now, how sure it is, and why."""

import math
import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from planner.advise.narrowed import Narrowing, key_of
from planner.advise.proposal import Figures, Infeasible, Picked, Proof, Proposal, Room, Status
from planner.advise.question import Choice, Hold
from planner.advise.relaxed import eased
from planner.base.money import pounds_text
from planner.report.wording import counted, short_name

MILLION = 1_000_000
HALF_A_POUND = 0.5
LOCKED, ONE_WAY, KEPT = "locked", "one way only", "kept"
_NAMES = ((re.compile(r"\bNHS ([^;,]+?) CCG\b"), r"\1"), (re.compile(r"\bNHS (?=[^;,]+? CSU\b)"), ""))
_BRIEF = (("Each group does its own", "Each its own"), ("hare, hosted by ", "hare at "))
HOLDS: Mapping[Hold, str] = {
    Hold.MUST: "must be met",
    Hold.PRICED: "count if missed",
    Hold.IGNORED: "left out",
}
"""How firmly targets hold, as a user chooses it."""
MEASURES = (
    ("redundancy_cost", "Redundancy cost", "£"),
    ("talent_lost_percent", "Talent lost", "%"),
    ("operating_cost", "Operating cost, mean", "£ a year"),
    ("over_target", "Over targets, mean", "£ a year"),
    ("objective", "Sum of what counts", "£"),
)


# ---------------------------------------------------------------- the question


def choice_table(choices: Sequence[Choice], narrowing: Narrowing) -> pd.DataFrame:
    """What may be done with each function: function, name, now, may_be (how many ways, or why not)."""
    return pd.DataFrame(
        {
            "function": [one.function for one in choices],
            "name": [f"{one.name} at {one.sender}" if one.sender else one.name for one in choices],
            "family": [one.family for one in choices],
            "now": [brief(one.options[one.current].label) for one in choices],
            "may_be": [_may_be(one, narrowing) for one in choices],
        }
    )


def brief(label: str) -> str:
    """An option as a table says it: ``Share at Leeds West``."""
    for words, fewer in _BRIEF:
        label = label.replace(words, fewer)
    label = short_name(label)
    for name, bare in _NAMES:
        label = name.sub(bare, label)
    return label


def _may_be(choice: Choice, narrowing: Narrowing) -> str:
    if choice.is_locked:
        return LOCKED
    if len(choice.options) < 2:
        return "1"
    if key_of(choice) in narrowing.kept:
        return KEPT
    allowed, every = len(narrowing.allowed(choice)), len(choice.options)
    return f"{every:,}" if allowed == every else f"{allowed:,} of {every:,}"


def option_table(choice: Choice) -> pd.DataFrame:
    """The options of one choice: option, and note (``now``, or the scenario that does it so)."""
    return pd.DataFrame(
        {
            "option": [brief(one.label) for one in choice.options],
            "note": [
                "now" if at == choice.current else f"as in {one.found_in}" if one.found_in else ""
                for at, one in enumerate(choice.options)
            ],
        }
    )


def choice_sentence(choices: Sequence[Choice], combinations: int) -> str:
    """How many functions may change, and in how many combinations."""
    free = sum(one.is_open for one in choices)
    if not free:
        return "Nothing may change: tick a function that has more than one way."
    return f"{counted(free, 'function')} of {len(choices):,} may change, in {_combinations(combinations)}."


def _combinations(number: int) -> str:
    if number < MILLION:
        return counted(number, "combination")
    if number < MILLION**2:
        return f"about {number // MILLION:,} million combinations"
    return "more than a million million combinations"


# ---------------------------------------------------------------- the answer


def headline_of(proposal: Proposal) -> str:
    """What is proposed, in a line."""
    changed = len(proposal.changed)
    if not changed and proposal.proof.was_stopped:
        return f"Nothing better than {proposal.question.scenario} was found in the time"
    if not changed:
        return f"{proposal.question.scenario} stays as it is: nothing found is better"
    return f"{counted(changed, 'function')} of {len(proposal.picks):,} done otherwise"


def proof_sentence(proof: Proof) -> str:
    """How sure it is that nothing is better."""
    if proof.status is Status.EVERY_ONE:
        said = f"Proven best: {_combinations(proof.combinations)} evaluated, every one there is."
    elif proof.status is Status.PROVEN:
        said = f"Proven best within {_gap(proof.gap_percent)}: nothing can count less than "
        said += f"{pounds_text(proof.bound)}."
    elif proof.status is Status.PROVEN_AROUND:
        said = "No change of one function betters it, nor any sum of such changes by more than "
        said += f"{_gap(proof.gap_percent)}. {_surest(proof)}"
    else:
        said = f"Best found, not proven. {_surest(proof)}"
    early = " The search ended before its proof: this is the best so far."
    return f"{said}{early}" if proof.was_stopped else said


def _surest(proof: Proof) -> str:
    """What is certain, however wide."""
    if not math.isfinite(proof.surest_bound) or proof.surest_bound <= 0:  # what counts is never below nil
        return "No bound was found in the time: allow more seconds, or let fewer functions change."
    bound, gap = pounds_text(proof.surest_bound), proof.surest_gap_percent
    return f"For certain nothing counts less than {bound}, which is {gap:,.1f}% below."


def _gap(percent: float) -> str:
    return f"{max(percent, 0.01):.2f}%"


def difference_sentence(proposal: Proposal) -> str:
    """How far what was promised is from what the engine then makes of it."""
    percent = proposal.largest_difference_percent
    if percent < 0.005:
        return "The figures are the engine’s own; what was reckoned agrees with them to the penny or nearly."
    return (
        f"The figures are the engine’s own; the largest difference from what was reckoned is {percent:.2f}%."
    )


def figures_table(proposal: Proposal) -> pd.DataFrame:
    """Each measure now and as proposed: measure, unit, now, proposed, change."""
    now, then = proposal.present, proposal.evaluated
    return pd.DataFrame(
        [
            (name, unit, getattr(now, key), getattr(then, key), getattr(then, key) - getattr(now, key))
            for key, name, unit in MEASURES
        ],
        columns=["measure", "unit", "now", "proposed", "change"],
    )


def pick_table(proposal: Proposal) -> pd.DataFrame:
    """What is proposed for each function, those that change first.

    Returns:
        function, name, was, proposed, changes ("yes" or blank), next_best, price (£ that it would count
        more), staying (£ that leaving the function as it is would count more). Row identities are the
        positions of the choices.
    """
    question = proposal.question
    rows = []
    for why in proposal.reasons:
        choice = question.choices[why.choice]
        next_best = (
            brief(choice.options[why.next_best].label) if why.next_best is not None else _no_other(choice)
        )
        is_changed = why.option != choice.current
        rows.append(
            (
                choice.function,
                choice.name,
                brief(choice.options[choice.current].label),
                brief(choice.options[why.option].label) if is_changed else "as now",
                "yes" if is_changed else None,
                next_best,
                why.price_of_next_best if why.next_best is not None else np.nan,
                np.nan if why.price_of_staying is None else why.price_of_staying,
            )
        )
    keys = ["function", "name", "was", "proposed", "changes", "next_best", "price", "staying"]
    table = pd.DataFrame(rows, columns=keys, index=[why.choice for why in proposal.reasons])
    return table.sort_values("changes", kind="stable", na_position="last")


def _no_other(choice: Choice) -> str:
    return LOCKED if choice.is_locked else "none that the limits allow" if choice.is_open else ONE_WAY


def room_table(proposal: Proposal, names: Mapping[str, str]) -> pd.DataFrame:
    """How each receiver stands to its target or limit: name, year, total, limit, slack, holds.

    ``names`` are of organisations, by code.
    """
    return pd.DataFrame(
        [
            (names.get(one.receiver, one.receiver), one.year, one.total, one.limit, one.slack, _holds(one))
            for one in proposal.room
        ],
        columns=["name", "year", "total", "limit", "slack", "holds"],
    )


def _holds(room: Room) -> str:
    if room.binds:
        return "binds: without it some function would go otherwise"
    if room.must:
        return "met" if room.slack >= 0 else "missed"
    return "within" if room.slack >= 0 else "over"


def pick_words(proposal: Proposal, choice: int) -> tuple[str, tuple[str, ...]]:
    """Why one function is proposed so: its name, and a sentence for each reason."""
    question = proposal.question
    of = question.choices[choice]
    why = next(one for one in proposal.reasons if one.choice == choice)
    said = [f"Proposed: {of.options[why.option].label}."]
    if why.option != of.current:
        said.append(f"Now: {of.options[of.current].label}.")
    if of.is_locked:
        said.append(f"{of.why_locked}.")
    elif why.next_best is not None:
        said.append(_next_best_words(proposal, of, why))
    elif of.is_open:
        said.append("No other option meets the limits.")
    if why.option != of.current:
        said.append(_staying_words(why))
    return of.name, tuple(said)


def _next_best_words(proposal: Proposal, of: Choice, why: Picked) -> str:
    label = of.options[why.next_best].label if why.next_best is not None else ""
    if abs(why.price_of_next_best) < HALF_A_POUND:
        return f"Just as good: {label}."
    said = f"Next best: {label}, which would count {_by(why.price_of_next_best)}"
    if why.price_of_next_best < 0:
        said = f"Better yet, alone: {label}, which would count {_by(why.price_of_next_best)}"
    return f"{said}{_change_words(proposal.evaluated, why.next_best_figures)}."


def _change_words(here: Figures, there: Figures | None) -> str:
    if there is None:
        return ""
    cost = _by(there.redundancy_cost - here.redundancy_cost)
    running = _by(there.operating_cost - here.operating_cost)
    points = there.talent_lost_percent - here.talent_lost_percent
    talent = (
        f"{abs(points):.2f} points {'more' if points > 0 else 'less'}" if abs(points) >= 0.005 else "as much"
    )
    return f": redundancy cost {cost}, talent lost {talent}, operating cost {running} a year"


def _by(amount: float) -> str:
    if abs(amount) < HALF_A_POUND:
        return "as much"
    return f"{pounds_text(abs(amount))} {'more' if amount > 0 else 'less'}"


def _staying_words(why: Picked) -> str:
    if why.price_of_staying is None:
        return "The limits do not allow it to stay as it is."
    return f"To leave it as it is would count {pounds_text(why.price_of_staying)} more."


# ---------------------------------------------------------------- no answer


def clash_lines(found: Infeasible, names: Mapping[str, str]) -> tuple[str, ...]:
    """The limits that cannot hold together, a line each; ``names`` are of organisations, by code."""
    return tuple(f"•  {_named(one, names)}" for one in found.clash)


def _named(limit: str, names: Mapping[str, str]) -> str:
    """A limit with the receiver's name in place of its code."""
    code = max((one for one in names if limit.startswith(f"{one} ")), key=len, default="")
    return f"{names[code]}{limit[len(code) :]}" if code else limit


def clash_sentence(found: Infeasible) -> str:
    """What is known of the clash."""
    sure = "No combination meets" if found.is_proven else "No combination was found that meets"
    if len(found.clash) == 1:
        return f"{sure} this limit:"
    return f"{sure} these {len(found.clash):,} limits together; without any one of them there is one:"


def relaxation_table(found: Infeasible, names: Mapping[str, str]) -> pd.DataFrame:
    """How far limits give in the combination that breaks them least: limit, amount, needed, unit."""
    return pd.DataFrame(
        [(_named(one.limit, names), one.amount, eased(one), one.unit) for one in found.relaxation],
        columns=["limit", "amount", "needed", "unit"],
    )
