"""Organisations, functions, budgets and scenarios: what the rest of a plan refers to."""

import numpy as np

from planner.base.dates import financial_year, year_label
from planner.base.findings import Severity
from planner.engine.admission.ledger import Fault, Ledger
from planner.engine.admission.references import NOWHERE, Directory, directory_of, fold, resolve
from planner.engine.admission.rows import Booleans, Integers, Rows
from planner.model.plan import Facts
from planner.model.tables import BASELINE, BOARD_KINDS, SENDER_KINDS, SUPPORT_KINDS

YEARS_BEFORE = 1
"""Budgets of so many years before the plan's first are as good a beginning as any."""
LEAST_POPULATION = 5_000
"""People: what is below is no commissioning group's list, and more likely counted in thousands."""
LEAST_TARGET = 5_000
"""£ a year: what is below keeps nobody, and is more likely of another unit."""
COMPETENCIES = frozenset(str(number) for number in range(1, 12))


def is_kind(organisations: Rows, kinds: tuple[str, ...]) -> Booleans:
    """(organisations + 1,) whether each is of one of these kinds; False in the last place, for nowhere."""
    found = organisations.per_text("kind", dict.fromkeys(kinds, True), False, np.bool_)
    return np.append(found, False)


def judge_organisations(rows: Rows, ledger: Ledger) -> None:
    """Find CCGs without people, and bodies that close before they open."""
    early = rows.days("closes") < rows.days("opens")
    ledger.report(
        rows,
        Fault(
            "impossible-date",
            Severity.ERROR,
            "closes",
            lambda at: f"It closes on {rows.text_at('closes', at)}, before it opens.",
            "Correct the dates.",
            "close before they open",
        ),
        early,
    )
    ccg = is_kind(rows, ("CCG",))[:-1]
    population = rows.numbers("population")
    empty = ccg & ~(population > 0) & ~rows.unread("population")
    ledger.report(
        rows,
        Fault(
            "ccg-without-population",
            Severity.WARNING,
            "population",
            "A CCG without a population has no allowance, and bears no part of what is shared by population.",
            "Fill in the registered population.",
            "are CCGs without a population",
        ),
        empty,
    )
    _report_sizes(rows, ccg, ledger)
    no_target = is_kind(rows, SUPPORT_KINDS + BOARD_KINDS)[:-1] & ~rows.known("target")
    ledger.report(
        rows,
        Fault(
            "no-target",
            Severity.NOTE,
            "target",
            "There is no target, so its cost is shown without over or under.",
            "Fill in Target (£ a year) where one has been set.",
            "have no target, so their cost is shown without over or under",
        ),
        no_target & ~rows.unread("target"),
    )


def _report_sizes(rows: Rows, ccg: Booleans, ledger: Ledger) -> None:
    """Populations and targets so small that they are of another unit."""
    population, target = rows.numbers("population"), rows.numbers("target")
    ledger.report(
        rows,
        Fault(
            "small-population",
            Severity.WARNING,
            "population",
            lambda at: (
                f"A CCG of {population[at]:,.10g} people is smaller than any there was; the figure may be in"
                " thousands."
            ),
            "Write the registered population in full.",
            "are CCGs of fewer people than any there was; the figures may be in thousands",
        ),
        ccg & (population > 0) & (population < LEAST_POPULATION),
    )
    ledger.report(
        rows,
        Fault(
            "small-target",
            Severity.WARNING,
            "target",
            lambda at: (
                f"A target of £{target[at]:,.10g} a year is less than one person's pay; the figure may be an"
                " allowance a head, or in thousands."
            ),
            "Write the target in pounds a year, and an allowance a head under Allowance per head.",
            "have a target that is less than one person's pay",
        ),
        (target > 0) & (target < LEAST_TARGET),
    )


def judge_functions(rows: Rows, ledger: Ledger) -> None:
    """Find competencies that are none of the eleven, and covers above the whole."""
    odd = {str(text): _odd_competencies(str(text)) for text in rows.coded("competencies")[1]}
    where = rows.per_text("competencies", {text: bool(bad) for text, bad in odd.items()}, False, np.bool_)
    ledger.report(
        rows,
        Fault(
            "odd-competency",
            Severity.WARNING,
            "competencies",
            lambda at: f"There is no competency {', '.join(odd[rows.text_at('competencies', at)])}.",
            "Write the numbers 1 to 11, separated by ;",
            "have a competency that is none of 1 to 11",
        ),
        where,
    )
    ledger.report(
        rows,
        Fault(
            "cover-above-whole",
            Severity.WARNING,
            "minimum_cover",
            lambda at: (
                f"A minimum cover of {rows.text_at('minimum_cover', at)}% is more than every post filled."
            ),
            "Write a percentage from 0 to 100.",
            "have a minimum cover above 100%",
        ),
        rows.numbers("minimum_cover") > 100,
    )


def _odd_competencies(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(";")]
    return [part for part in parts if part and part not in COMPETENCIES]


def judge_budgets(rows: Rows, organisations: Rows, at: Integers, facts: Facts, ledger: Ledger) -> None:
    """Find budgets of bodies that do not close, ``at`` their positions, and of years far from the plan's."""
    _report_budget_years(rows, facts, ledger)
    elsewhere = (at != NOWHERE) & ~is_kind(organisations, SENDER_KINDS)[at]
    ledger.report(
        rows,
        Fault(
            "budget-of-receiver",
            Severity.WARNING,
            "organisation",
            "This organisation does not close; only budgets of those that do pass to receivers.",
            "Enter what a receiver spends as its fixed corporate cost.",
            "are budgets of organisations that do not close",
        ),
        elsewhere,
    )


def _report_budget_years(rows: Rows, facts: Facts, ledger: Ledger) -> None:
    years = rows.numbers("year")
    first, last = financial_year(facts.plan_start), financial_year(facts.horizon)
    ledger.report(
        rows,
        Fault(
            "budget-after-plan",
            Severity.WARNING,
            "year",
            lambda at: (
                f"{year_label(int(years[at]))} is after the plan's last year, {year_label(last)}; no figure"
                " uses this budget."
            ),
            "Correct the year, or move the plan's Horizon.",
            "are budgets of years after the plan's last, which no figure uses",
        ),
        years > last,
    )
    ledger.report(
        rows,
        Fault(
            "budget-before-plan",
            Severity.WARNING,
            "year",
            lambda at: (
                f"{year_label(int(years[at]))} is long before the plan's first year, {year_label(first)}; the"
                " budget is carried on to each year that has none of its own."
            ),
            "Correct the year, or enter the plan's own years.",
            "are budgets of years long before the plan's first, carried on to years that have none",
        ),
        years < first - YEARS_BEFORE,
    )


def judge_unclaimed(functions: Rows, claimed: set[str], used: set[str], ledger: Ledger) -> None:
    """Note functions that have people or money and that no scenario allocates."""
    codes = functions.texts("code")
    idle = np.array([code in used and code not in claimed for code in codes], dtype=bool)
    if not claimed:
        return
    ledger.report(
        functions,
        Fault(
            "never-allocated",
            Severity.WARNING,
            "code",
            lambda at: f"No scenario allocates {codes[at]}, so in all of them it is unclaimed.",
            "Allocate it, with mode stop where nobody is to do it.",
            "have people or money and are allocated in no scenario",
        ),
        idle & functions.admitted,
    )


def judge_scenarios(rows: Rows, ledger: Ledger) -> Directory:
    """Find circles and reserved names, and return the scenarios that rows may name."""
    names = rows.texts("scenario")
    reserved = np.array(
        [isinstance(name, str) and fold(name) == fold(BASELINE) for name in names], dtype=bool
    )
    ledger.report(
        rows,
        Fault(
            "reserved-name",
            Severity.WARNING,
            "scenario",
            f"{BASELINE} is the plan with nothing moved; it is always there and needs no row.",
            "Take the row out, or give the scenario another name.",
            f"are called {BASELINE}, which is reserved",
        ),
        reserved,
    )
    rows.repeated |= reserved
    directory = directory_of(rows, "scenario")
    based_on_baseline = {
        text: True for text in rows.coded("based_on")[1] if fold(str(text)) == fold(BASELINE)
    }
    rows.spelled["based_on"] = {text: BASELINE for text in based_on_baseline if text != BASELINE}
    parents = resolve(rows, "based_on", directory.with_reserved(BASELINE), ledger)
    _report_circles(rows, parents, ledger)
    return _without_heirs(rows, parents, ledger)


def _report_circles(rows: Rows, parents: Integers, ledger: Ledger) -> None:
    circles: dict[int, str] = {}
    for start in range(len(rows)):
        chain, here = [start], int(parents[start])
        while here not in (NOWHERE, *chain):
            chain.append(here)
            here = int(parents[here])
        if here == start:
            circles[start] = " → ".join(rows.text_at("scenario", one) for one in [*chain, start])
    ledger.report(
        rows,
        Fault(
            "circular",
            Severity.ERROR,
            "based_on",
            lambda at: f"The scenario is based on itself: {circles[at]}.",
            "Leave Based on blank in one of them.",
            "are scenarios based on themselves",
        ),
        np.array(sorted(circles), dtype=np.int64),
    )


def _without_heirs(rows: Rows, parents: Integers, ledger: Ledger) -> Directory:
    """Refuse scenarios that are based on one that is in error, and index the rest."""
    while True:
        heirs = rows.admitted & (parents != NOWHERE) & np.append(~rows.admitted, False)[parents]
        if not heirs.any():
            return directory_of(rows, "scenario")
        ledger.report(
            rows,
            Fault(
                "left-out-with",
                Severity.ERROR,
                "based_on",
                lambda at: f"It is based on '{rows.text_at('based_on', at)}', which has an error of its own.",
                "Mend that scenario and this one counts again.",
                "are based on a scenario that has an error of its own",
            ),
            heirs,
        )


def judge_reserved(rows: Rows, ledger: Ledger) -> None:
    """Find rows that claim to belong to Baseline, in which nothing moves."""
    reserved = {text: True for text in rows.coded("scenario")[1] if fold(str(text)) == fold(BASELINE)}
    if not reserved:
        return
    ledger.report(
        rows,
        Fault(
            "reserved-scenario",
            Severity.ERROR,
            "scenario",
            f"{BASELINE} is the plan with nothing moved, so no row can belong to it.",
            "Name one of the scenarios, or leave it blank where it holds for all and may be blank.",
            f"belong to {BASELINE}, in which nothing moves",
        ),
        rows.per_text("scenario", reserved, False, np.bool_),
    )
