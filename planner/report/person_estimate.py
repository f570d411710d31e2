"""One person's estimate with its working, fit to go with a letter; odds and other people stay out of it."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from math import isfinite
from typing import Any

import numpy as np

from planner.base.dates import long_date, to_date
from planner.base.money import pounds_text
from planner.engine.explain import explain_person
from planner.model.results import Results
from planner.report.board_summary import stamp_of
from planner.report.pages import (
    PERSONAL,
    Block,
    Figure,
    Figures,
    Heading,
    Note,
    Page,
    Panel,
    Paragraph,
    Row,
    Table,
    TableColumn,
)
from planner.report.risks import PENSION_QUOTE
from planner.report.wording import counted, fte_text, short_name
from planner.rules.rulebook import RuleBook
from planner.rules.working import Reference, Step

Person = Mapping[Hashable, Any]
"""One row of ``results.people``."""

SHOWN = (
    "full_time_pay",
    "high_cost_area_supplement",
    "annual_pay",
    "qualifies",
    "continuous_years",
    "complete_years",
    "section16",
    "statutory",
    "capital_cost",
    "pay_in_lieu",
    "lump_sum",
    "cost_if_redundant",
)
"""The figures whose working a person is shown."""
MONEY = frozenset(
    (
        "salary given",
        "full time basic",
        "full time",
        "annual pay",
        "least full time pay",
        "most full time pay",
        "annual pay counted",
        "month of pay",
        "week of pay",
        "cap on a week",
        "week of pay counted",
        "full time pensionable pay",
        "pension a year",
        "lump sum",
        "section16",
        "statutory",
        "capital cost",
        "pension shortfall",
        "quote",
        "pay in lieu",
        "retention",
    )
)
"""Inputs in pounds."""
RATES = frozenset(("share", "discount rate", "employer NI rate", "take up", "share on employer"))
"""Inputs that are parts of a whole."""
FLOORS = frozenset(("least full time pay",))
"""Inputs that limit nothing where they are nil."""

CAUTION = (
    "This is an estimate for planning. It is not a notice of redundancy and not an offer: selection has not "
    "taken place, and the amount depends on pay and service on the last day. Nothing is due to somebody who "
    "takes up, or unreasonably refuses, suitable work in the NHS, or whose work moves and takes them with it."
)
CHECK = (
    "Each rule stands with the day from which it holds and how sure it is. What is marked recalled, derived "
    "or judgement is to be checked before anybody relies on it."
)


def person_estimate(
    results: Results, position: int, rules: RuleBook, made_at: datetime, *, shows_name: bool = False
) -> Page:
    """Set out what one person would be paid if redundant, and how it is worked out.

    The page names an employee number and a post; the person only where that is asked for.

    Args:
        results: of an evaluation.
        position: the row of ``results.people``.
        rules: the rules that the evaluation used.
        made_at: the date and time on the page.
        shows_name: whether the person is named.
    """
    person: Person = results.people.iloc[position].to_dict()
    steps = explain_person(results, position, rules).steps
    shown = [step for step in steps if step.figure in SHOWN and not _is_idle(step)]
    blocks: tuple[Block, ...] = (
        Paragraph(_who(results, person)),
        _figures(person),
        Panel((Paragraph(CAUTION, lead="An estimate."), *_pension(person))),
        Heading("How it is worked out", working=f"People, {person['employee_number']}"),
        _working(shown),
        Note(CHECK),
    )
    number = str(person["employee_number"])
    named = _names(results, number) if shows_name else ()
    title = f"{named[0]}, employee number {number}" if named else f"Employee number {number}"
    return Page("Redundancy estimate", title, blocks, stamp_of(results, made_at), caution=PERSONAL)


def _names(results: Results, number: str) -> tuple[str, ...]:
    """What the person is called, where the staff list says so."""
    staff = results.plan.staff
    named = staff.loc[staff["employee_number"] == number, "name"].dropna()
    return (str(named.iloc[0]),) if len(named) else ()


def _is_idle(step: Step) -> bool:
    """Whether a step says only that a supplement is not paid."""
    return step.figure == "high_cost_area_supplement" and step.result == 0


def _who(results: Results, person: Person) -> str:
    """The post, its FTE and the last day."""
    organisations = results.plan.organisations.set_index("code")["name"]
    functions = results.functions.set_index("function")["name"]
    code, function = str(person["organisation"]), str(person["function"])
    title = person["position_title"]
    post = f"{title}, band {person['band']}" if isinstance(title, str) else f"Band {person['band']}"
    where = f"{functions.get(function, function)}, {short_name(str(organisations.get(code, code)))}"
    posts = int((results.people["employee_number"] == person["employee_number"]).sum())
    more = f" One of {counted(posts, 'post')}; each has its own estimate." if posts > 1 else ""
    return f"{post}, {fte_text(person['fte'])} FTE. {where}. Last day {_day(person)}.{more}"


def _day(person: Person) -> str:
    return long_date(to_date(np.datetime64(person["last_day"])))


def _figures(person: Person) -> Figures:
    """What the person would be paid, what it costs the employer, and the service that it rests on."""
    paid, cost = person["lump_sum"], person["cost_if_redundant"]
    years = person["complete_years"]
    service = f"{years:,.0f} years" if isfinite(years) else "not known"
    entitled = "With" if person["is_entitled"] else "Without"
    parts = [
        f"{name} {pounds_text(amount, pence=True)}"
        for name, key in (("notice", "pay_in_lieu"), ("retention", "retention"))
        if (amount := person[key]) > 0
    ]
    beside = f", with {' and '.join(parts)}" if parts else ""
    return Figures(
        (
            Figure(
                "Redundancy payment", pounds_text(paid, pence=True), "The better of the two rules.", "below"
            ),
            Figure(
                "Cost to the employer", pounds_text(cost, pence=True), f"If made redundant{beside}.", "below"
            ),
            Figure("Reckonable service", service, f"{entitled} the service that earns payment.", "below"),
        )
    )


def _pension(person: Person) -> tuple[Block, ...]:
    """What is not known, or only estimated, of the pension."""
    match person["pension_state"]:
        case "estimate":
            return (
                Paragraph("The capital cost is estimated: ask NHS Pensions for a quote.", lead="Pension."),
            )
        case state if state == PENSION_QUOTE:
            return (
                Paragraph(
                    "The cost leaves the pension out until NHS Pensions has given a quote.", lead="Pension."
                ),
            )
        case _:
            return ()


def _working(steps: list[Step]) -> Table:
    """One row for each step: what it is, from what, by which rule, and what comes of it."""
    return Table(
        (
            TableColumn("Step", weight=1.1, most_lines=0),
            TableColumn("Worked from", weight=1.5, most_lines=0),
            TableColumn("By the rule", weight=1.7, most_lines=0),
            TableColumn("Result", is_number=True),
        ),
        tuple(Row((step.label, _inputs(step), _rules(step.rules), _result(step))) for step in steps),
    )


def _inputs(step: Step) -> str:
    """What went in; what is not known, or has no limit, is left out."""
    known = [
        (name, value) for name, value in step.inputs if _is_known(value) and (value or name not in FLOORS)
    ]
    return "; ".join(f"{_named(name)} {_input(name, value)}" for name, value in known)


def _named(name: str) -> str:
    """An input's name as the trade writes it."""
    return {"fte": "FTE", "section16": "section 16"}.get(name, name)


def _is_known(value: float | str) -> bool:
    return isinstance(value, str) or isfinite(value)


def _input(name: str, value: float | str) -> str:
    """An input with its unit: pounds, a percentage, or as it is."""
    if isinstance(value, str):
        return value
    if name in MONEY:
        return pounds_text(value, pence=not value.is_integer())
    return f"{100 * value:.4g}%" if name in RATES else _plain(value)


def _plain(value: float | str) -> str:
    """An input as a person would write it: whole where it is whole, else to the penny or finer."""
    if isinstance(value, str):
        return value
    if value.is_integer():
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) >= 10 else f"{value:.4g}"


def _rules(references: tuple[Reference, ...]) -> str:
    """Each source once, with the day from which it holds and how sure it is."""
    said = [
        f"{one.source} ({f'from {long_date(one.start)}, ' if one.start else ''}{one.status})"
        for one in references
    ]
    return "; ".join(dict.fromkeys(said))


def _result(step: Step) -> str:
    if isinstance(step.result, str):
        return step.result
    if not isfinite(step.result):
        return "not known"
    if step.unit == "£":
        return pounds_text(step.result, pence=True)
    return f"{_plain(step.result)} {step.unit}".strip()
