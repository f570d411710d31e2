"""The command ``propose``: the best combination of options, why, and how surely; in words and as JSON.

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
    choices             [{function, name, sender, option, mode, receivers, was, is_locked, next_best,
                        price_of_next_best, price_of_staying}], prices in £ of the objective
    receivers           [{receiver, year, total, limit, slack, must, binds}]
    frontier            [{scenario, redundancy_cost, talent_lost_percent, operating_cost, is_dominated,
                        is_proven, gap_percent, options {function: option}}]; empty unless asked for
    infeasible          null, or {clash, relaxation [{limit, amount, needed, unit}], is_proven}
"""

from argparse import Namespace
from collections.abc import Iterator
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

from planner.base.errors import WrongUseError
from planner.base.money import penny, pounds_text
from planner.cli.arguments import STANDARD_OUTPUT
from planner.cli.columns import table
from planner.cli.in_words import counted, percent_text
from planner.cli.means import Means
from planner.cli.opening import OpenedPlan, opened_plan, scenario_named
from planner.cli.output import code_of_work, keep_apart, say_written, write_json
from planner.cli.terminal import complain, password_in, progress

if TYPE_CHECKING:
    from planner.advise.proposal import Figures, Frontier, Infeasible, Proposal
    from planner.advise.question import Hold, Limits, Question, ReceiverLimit
    from planner.model.plan import Plan

NAME_OF_SCENARIO = "Proposed"
MOST_POINTS = 100


def propose(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Find the best combination of options for one scenario."""
    from planner.advise import propose as advice
    from planner.advise.frontier import frontier
    from planner.advise.proposal import Infeasible

    for out in (arguments.json, arguments.xlsx):
        keep_apart(arguments.plan, out)
    _refuse(arguments)
    opened = opened_plan(arguments)
    question = question_asked(opened, arguments)
    with progress("Searching") as tick:
        found = advice.propose(
            opened.basis, question, tick, arguments.seconds, arguments.gap / 100, surely=arguments.surely
        )
    line = None
    if arguments.frontier:
        with progress("Finding the frontier") as tick:
            line = frontier(opened.basis, question, arguments.frontier, tick, arguments.seconds)
    if arguments.json is not None:
        from planner.cli.as_json import findings_record

        write_json(propose_record(found, line) | findings_record(opened.findings), arguments.json)
    if arguments.json != STANDARD_OUTPUT:
        print(f"{opened.plan.facts.plan_name}: {question.scenario}", "", sep="\n")
        words = infeasible_in_words(found) if isinstance(found, Infeasible) else propose_in_words(found)
        print(*words, *(frontier_in_words(line) if line is not None else ()), sep="\n")
    if arguments.xlsx is not None and not isinstance(found, Infeasible):
        _write(opened, found, arguments)
    return code_of_work(opened.findings)


def _refuse(arguments: Namespace) -> None:
    if not 0 <= arguments.frontier <= MOST_POINTS:
        raise WrongUseError(f"--frontier is a number up to {MOST_POINTS}.")
    if arguments.seconds <= 0 or arguments.gap < 0:
        raise WrongUseError("--seconds is more than 0, and --gap is 0 or more.")


def _write(opened: OpenedPlan, found: "Proposal", arguments: Namespace) -> None:
    """Write the plan with the proposal as one more scenario."""
    from planner.advise.written import as_scenario
    from planner.workbook.write import write_plan

    name, reading, file = free_name(opened.plan), opened.reading, arguments.password_file
    write_plan(
        as_scenario(opened.plan, found, name), arguments.xlsx, reading.original, reading.origin, reading.plan,
        password_in(file) if file else None,
    )  # fmt: skip
    complain(f"The proposal is the scenario '{name}' of the copy.")
    say_written(arguments.xlsx)


def free_name(plan: "Plan") -> str:
    """The first of "Proposed", "Proposed 2", … that no scenario bears."""
    taken = {name.casefold() for name in plan.scenario_names}
    name, number = NAME_OF_SCENARIO, 1
    while name.casefold() in taken:
        number += 1
        name = f"{NAME_OF_SCENARIO} {number}"
    return name


# ---------------------------------------------------------------- the question


def question_asked(opened: OpenedPlan, arguments: Namespace) -> "Question":
    """The question that the words of a command ask.

    Raises:
        WrongUseError: they name a function or receiver that the plan does not have.
    """
    from planner.advise.choices import Offered, choices_of
    from planner.advise.question import Question, Weights

    scenario = scenario_named(opened.plan, arguments.scenario)
    known = [str(code) for code in opened.plan.functions["code"].dropna()]
    may_stop, locked = (_known(asked, known, "function") for asked in (arguments.may_stop, arguments.keep))
    choices = choices_of(opened.basis, scenario, Offered(arguments.halves, frozenset(may_stop)))
    kept = tuple(one.locked() if one.function in locked else one for one in choices)
    weights = Weights(
        arguments.weight_redundancy,
        arguments.weight_talent,
        arguments.weight_operating,
        arguments.weight_over,
    )
    return Question(scenario, kept, weights, _limits(opened, arguments))


def _limits(opened: OpenedPlan, arguments: Namespace) -> "Limits":
    from planner.advise.question import Hold, Limits

    known = [str(code) for code in opened.plan.organisations["code"].dropna()]
    return Limits(
        targets=Hold(arguments.targets),
        receivers=tuple(
            _receiver_limit(code, Hold.MUST) for code in _known(arguments.must_meet, known, "receiver")
        ),
        redundancy_cost=arguments.most_redundancy,
        talent_lost=arguments.most_talent,
        operating_cost=arguments.most_operating,
        keeps_cover=arguments.cover,
        one_mode=arguments.one_mode,
        suppliers_pay_their_way=arguments.suppliers_break_even,
    )


def _receiver_limit(code: str, hold: "Hold") -> "ReceiverLimit":
    from planner.advise.question import ReceiverLimit

    return ReceiverLimit(code, hold)


def _known(asked: list[str] | None, known: list[str], what: str) -> list[str]:
    """The codes asked for, as the plan writes them."""
    alike = {code.casefold(): code for code in known}
    for code in asked or []:
        if code.casefold() not in alike:
            raise WrongUseError(f"The plan has no {what} '{code}'.")
    return [alike[code.casefold()] for code in asked or []]


# ---------------------------------------------------------------- JSON


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
                    {"limit": one.limit, "amount": one.amount, "needed": one.needed, "unit": one.unit}
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
        "objective": found.evaluated.objective,
        "bound": proof.bound if isfinite(proof.bound) else None,
        "gap_percent": proof.gap_percent if isfinite(proof.bound) else None,
        "surest_bound": proof.surest_bound if isfinite(proof.surest_bound) else None,
        "surest_gap_percent": proof.surest_gap_percent if isfinite(proof.surest_bound) else None,
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
            {
                "receiver": one.receiver, "year": one.year, "total": one.total, "limit": one.limit,
                "slack": one.slack, "must": one.must, "binds": one.binds,
            }
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
    return {
        "objective": figures.objective,
        "redundancy_cost": figures.redundancy_cost,
        "talent_lost_percent": figures.talent_lost_percent,
        "operating_cost": figures.operating_cost,
        "over_target": figures.over_target,
        "by_year": dict(figures.by_year),
    }


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
                "was": choice.options[choice.current].label,
                "is_locked": choice.is_locked,
                "next_best": None if why.next_best is None else choice.options[why.next_best].label,
                "price_of_next_best": None if why.next_best is None else why.price_of_next_best,
                "price_of_staying": why.price_of_staying,
            }
        )
    return rows


def _frontier_record(line: "Frontier") -> list[dict[str, Any]]:
    choices = line.question.choices
    return [
        {
            "scenario": one.name,
            "redundancy_cost": one.figures.redundancy_cost,
            "talent_lost_percent": one.figures.talent_lost_percent,
            "operating_cost": one.figures.operating_cost,
            "is_dominated": one.is_dominated,
            "is_proven": one.is_proven,
            "gap_percent": None if isnan(one.gap_percent) else one.gap_percent,
            "options": {
                choice.function: choice.options[picked].label
                for choice, picked in zip(choices, one.picks, strict=False)
            },
        }
        for one in (*line.points, *line.present)
    ]


# ---------------------------------------------------------------- words


def propose_in_words(found: "Proposal") -> Iterator[str]:
    """The figures beside those of now, how sure, what changes and why, and what is over its limit."""
    now, then = found.present, found.evaluated
    rows = [
        ("Redundancy cost", pounds_text(now.redundancy_cost), pounds_text(then.redundancy_cost)),
        ("Talent lost", percent_text(now.talent_lost_percent), percent_text(then.talent_lost_percent)),
        ("Operating cost a year", pounds_text(now.operating_cost), pounds_text(then.operating_cost)),
        ("Over priced targets a year", pounds_text(now.over_target), pounds_text(then.over_target)),
        ("What counts, in all", pounds_text(now.objective), pounds_text(then.objective)),
    ]
    yield from table(("", "Now", "Proposed"), rows)
    yield ""
    yield from _sure(found)
    yield ""
    yield from _changes(found)
    over = [one for one in found.room if one.slack < 0 and one.year == found.room[0].year]
    if over:
        yield ""
        rows = [(one.receiver, pounds_text(one.total), pounds_text(-one.slack)) for one in over]
        yield from table((f"Over target, {over[0].year}", "Total", "Over by"), rows)
    yield ""


def _sure(found: "Proposal") -> Iterator[str]:
    proof = found.proof
    if proof.evaluated >= proof.combinations:
        yield f"  Every one of {counted(proof.combinations, 'combination')} was worked out: none is better."
    else:
        gap = f"; gap {proof.gap_percent:.2f}%" if isfinite(proof.bound) else ""
        yield f"  {str(proof.status).capitalize()}{gap}. {proof.evaluated:,} combinations were worked out."
        if isfinite(proof.surest_bound):
            least = pounds_text(proof.surest_bound)
            yield f"  Nothing at all counts under {least}, {proof.surest_gap_percent:.1f}% less than this."
    yield f"  Promised and evaluated figures differ by {found.largest_difference_percent:.4f}% at most."
    if proof.was_stopped:
        yield "  It was stopped: more time may find better."


def _changes(found: "Proposal") -> Iterator[str]:
    choices = found.question.choices
    rows = []
    for why in found.reasons:
        choice = choices[why.choice]
        if why.option == choice.current:
            continue
        other = "none within the limits" if why.next_best is None else choice.options[why.next_best].label
        price = "" if why.next_best is None else f", {_more(why.price_of_next_best)}"
        rows.append((f"{choice.name} ({choice.function})", choice.options[why.option].label, other, price))
    if not rows:
        yield "  Nothing is better than what the scenario does."
        return
    yield f"  {counted(len(rows), 'function')} would be done otherwise:"
    for name, option, other, price in rows:
        yield f"  {name}"
        yield f"      {option}"
        yield f"      next best: {other}{price}"


def _more(price: float) -> str:
    """How much worse, in words."""
    return f"{pounds_text(price)} more" if penny(price) >= 1 else "just as good"


def infeasible_in_words(found: "Infeasible") -> Iterator[str]:
    """Which limits clash, and what would have to give."""
    sure = "No combination keeps" if found.is_proven else "No combination was found that keeps"
    yield f"  {sure} all the limits. These clash:"
    yield from (f"    {one}" for one in found.clash)
    yield ""
    yield "  The combination that breaks them least would need:"
    for one in found.relaxation:
        shown = pounds_text(one.needed) if one.unit.startswith("£") else f"{one.needed:,.2f} {one.unit}"
        yield f"    {one.limit}: {shown}"
    yield ""


def frontier_in_words(line: "Frontier") -> Iterator[str]:
    """Points and present scenarios, by redundancy cost."""
    every = sorted((*line.points, *line.present), key=lambda one: one.figures.redundancy_cost)
    rows = [
        (
            one.name or "New combination",
            pounds_text(one.figures.redundancy_cost),
            percent_text(one.figures.talent_lost_percent),
            pounds_text(one.figures.operating_cost),
            "another is better in all" if one.is_dominated else "",
        )
        for one in every
    ]
    yield from table(("Frontier", "Redundancy", "Talent lost", "Operating a year", ""), rows)
    yield ""
