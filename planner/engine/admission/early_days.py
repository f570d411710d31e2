"""Days before the rules are known: nothing that happens then can be worked out."""

from datetime import date

import numpy as np

from planner.base.dates import day, first_day, long_date
from planner.base.findings import Severity
from planner.engine.admission.ledger import Fault, Ledger
from planner.engine.admission.rows import Booleans, Rows
from planner.model.plan import Facts
from planner.rules.rulebook import RuleBook

TOO_EARLY = "before-the-tables"


def known_from(rules: RuleBook) -> date:
    """The first day for which pay, employer costs and limits are all known."""
    return first_day(rules.employer_costs.first_year)


def judge_early(rows: Rows, key: str, rules: RuleBook, ledger: Ledger, where: Booleans | None = None) -> None:
    """Find days before the rules are known; ``where`` says in which rows, all if left out."""
    begins = known_from(rules)
    early = rows.days(key) < day(begins)
    ledger.report(
        rows,
        Fault(
            TOO_EARLY,
            Severity.ERROR,
            key,
            lambda at: (
                f"{rows.column(key).title} is {rows.text_at(key, at)}, before {long_date(begins)}, from when"
                " pay and employer costs are known."
            ),
            "Correct the date, or take the row out.",
            f"have a {rows.column(key).title} before pay and employer costs are known",
        ),
        early if where is None else early & where,
    )


def judge_day_in_plan(rows: Rows, key: str, facts: Facts, rules: RuleBook, ledger: Ledger) -> None:
    """Find days outside the plan, and those that nothing is known of."""
    when, begins = rows.days(key), day(known_from(rules))
    ledger.report(
        rows,
        Fault(
            "date-outside-plan",
            Severity.WARNING,
            key,
            lambda at: (
                f"{rows.text_at(key, at)} is outside the plan, which runs from"
                f" {facts.plan_start:%d/%m/%Y} to {facts.horizon:%d/%m/%Y}."
            ),
            "Correct the date.",
            "have a date outside the plan",
        ),
        np.asarray(((when < day(facts.plan_start)) & (when >= begins)) | (when > day(facts.horizon))),
    )
    judge_early(rows, key, rules, ledger)


def judge_facts_early(facts: Facts, rules: RuleBook, ledger: Ledger) -> None:
    """Find dates of the plan before the rules are known."""
    begins = known_from(rules)
    for key, title in (("plan_start", "Plan start"), ("announced", "Announced")):
        value = getattr(facts, key)
        if value < begins and not (key == "announced" and value == facts.plan_start):
            ledger.fact(
                TOO_EARLY,
                Severity.ERROR,
                title,
                f"{title}, {long_date(value)}, is before {long_date(begins)}, from when pay and employer"
                " costs are known.",
                "Correct the date.",
                f"{value:%d/%m/%Y}",
            )
