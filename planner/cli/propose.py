"""The command ``propose``: the best combination of options, why, and how surely."""

from argparse import Namespace
from datetime import date
from math import inf, isfinite
from typing import TYPE_CHECKING

from planner.base.errors import WrongUseError
from planner.cli.arguments import STANDARD_OUTPUT
from planner.cli.means import Means
from planner.cli.opening import OpenedPlan, opened_plan, scenario_named
from planner.cli.output import code_of_work, keep_apart, say_written, write_json
from planner.cli.terminal import complain, password_in, progress

if TYPE_CHECKING:
    from planner.advise.choices import Offered
    from planner.advise.proposal import Proposal
    from planner.advise.question import Limits, Question
    from planner.model.plan import Plan

NAME_OF_SCENARIO = "Proposed"
MOST_POINTS = 100
WHOLE = 100.0


def propose(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Find the best combination of options for one scenario."""
    from planner.advise import propose as advice
    from planner.advise.frontier import frontier
    from planner.advise.proposal import Infeasible
    from planner.cli.propose_record import propose_record
    from planner.cli.propose_words import frontier_in_words, infeasible_in_words, propose_in_words

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
    if not 0 < arguments.seconds < inf or not 0 <= arguments.gap < inf:
        raise WrongUseError("--seconds is more than 0, and --gap is 0 or more.")
    for name in ("weight_redundancy", "weight_talent", "weight_operating", "weight_over"):
        if not 0 <= getattr(arguments, name) < inf:
            raise WrongUseError(f"{_option(name)} is an amount of 0 or more.")
    for name in ("most_redundancy", "most_operating"):
        most = getattr(arguments, name)
        if most is not None and not isfinite(most):
            raise WrongUseError(f"{_option(name)} is an amount.")
    for name in ("most_talent", "one_mode"):
        most = getattr(arguments, name)
        if most is not None and not 0 <= most <= WHOLE:
            raise WrongUseError(f"{_option(name)} is a percentage from 0 to 100.")


def _option(name: str) -> str:
    """An option as it is typed."""
    return f"--{name.replace('_', '-')}"


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
        WrongUseError: they name a function or receiver that the plan does not have, or a day or a number
            of posts that cannot be offered.
    """
    from planner.advise.choices import choices_of
    from planner.advise.question import Question, Weights

    scenario = scenario_named(opened.plan, arguments.scenario)
    known = [str(code) for code in opened.plan.functions["code"].dropna()]
    may_stop, locked = (_known(asked, known, "function") for asked in (arguments.may_stop, arguments.keep))
    choices = choices_of(opened.basis, scenario, _offered(opened, arguments, may_stop))
    kept = tuple(one.locked() if one.function in locked else one for one in choices)
    weights = Weights(
        arguments.weight_redundancy,
        arguments.weight_talent,
        arguments.weight_operating,
        arguments.weight_over,
    )
    return Question(scenario, kept, weights, _limits(opened, arguments))


def _offered(opened: OpenedPlan, arguments: Namespace, may_stop: list[str]) -> "Offered":
    """What may be chosen beside what the plan's scenarios do and its receivers could."""
    from planner.advise.choices import Offered
    from planner.advise.post_numbers import shares_fault
    from planner.advise.variants import dates_fault

    days, shares = tuple(_day(text) for text in arguments.dates or ()), tuple(arguments.post_shares)
    if fault := dates_fault(days, opened.plan.facts) or shares_fault(shares):
        raise WrongUseError(fault)
    return Offered(arguments.halves, frozenset(may_stop), days, shares)


def _day(text: str) -> date:
    from planner.model.tables import ALLOCATIONS
    from planner.workbook.calendar_days import date_in

    seen = date_in(text, ALLOCATIONS.column("date")).value
    if not isinstance(seen, date):
        raise WrongUseError(f"--dates takes days, such as 1/7/2013, not '{text}'.")
    return seen


def _limits(opened: OpenedPlan, arguments: Namespace) -> "Limits":
    from planner.advise.question import Hold, Limits, ReceiverLimit

    known = [str(code) for code in opened.plan.organisations["code"].dropna()]
    must_meet = _known(arguments.must_meet, known, "receiver")
    return Limits(
        targets=Hold(arguments.targets),
        receivers=tuple(ReceiverLimit(code, Hold.MUST) for code in must_meet),
        redundancy_cost=arguments.most_redundancy,
        talent_lost=arguments.most_talent,
        operating_cost=arguments.most_operating,
        keeps_cover=arguments.cover,
        one_mode=arguments.one_mode,
        suppliers_pay_their_way=arguments.suppliers_break_even,
    )


def _known(asked: list[str] | None, known: list[str], what: str) -> list[str]:
    """The codes asked for, as the plan writes them."""
    alike = {code.casefold(): code for code in known}
    for code in asked or []:
        if code.casefold() not in alike:
            raise WrongUseError(f"The plan has no {what} '{code}'.")
    return [alike[code.casefold()] for code in asked or []]
