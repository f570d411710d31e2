"""Redundancy detail: every person at risk and what the exit would cost, under a pseudonym."""

from collections.abc import Hashable, Mapping
from hashlib import sha256
from typing import Any

import pandas as pd

from planner.base.money import pounds_text
from planner.model.results import Results
from planner.report.pack.material import Material
from planner.report.pack.setting import count_text, figure, function_names, section, whole, words
from planner.report.pages import PERSONAL, Block, Note, Page, Paragraph
from planner.report.wording import begun, counted, fte_text, percent_text, plain_pounds

PSEUDONYMS = (
    "People stand under pseudonyms, in no order that means anything. A pseudonym stays the same for a plan "
    "and a scenario; the program tells whose it is to whoever may open the plan."
)
PARTS = (
    "If redundant: the lump sum, what the cost of a pension drawn at once is above it (borne by the "
    "employer), notice that cannot be worked, and what is promised for staying. Agreed: leaves under the "
    "mutually agreed scheme, whose payment is part of the cost."
)
NUMBERED = "People stand under their employee numbers."
NOT_A_CHOICE = (
    "The odds come from posts and pools, not from anybody’s pay, age or service; nobody has been selected."
)


def redundancy_detail(material: Material) -> tuple[Page, ...]:
    """List everybody with odds of redundancy: pool, service, what is due, and what is expected."""
    results = material.results
    people = at_risk(results, shows_numbers=material.shows_numbers)
    amounts = _amounts(people)
    blocks: tuple[Block, ...] = (
        Paragraph(_opening(results, people)),
        *section(
            "People at risk",
            "People",
            (
                whole("Person"),
                words("Function"),
                whole("Band"),
                figure("FTE"),
                figure("Years"),
                *(figure(f"{title} £") for title in amounts),
                figure("Odds"),
                figure("Expected £"),
            ),
            _rows(people, amounts, function_names(results)),
            (
                f"All {len(people):,}",
                *("", ""),
                fte_text(float(people["fte"].sum())),
                "",
                *(plain_pounds(float(column.sum())) for column in amounts.values()),
                "",
                plain_pounds(float(people["expected_cost"].sum())),
            ),
            "Nobody is expected to be redundant.",
        ),
        *((Note(PARTS),) if len(people) else ()),
        Note(f"{NUMBERED if material.shows_numbers else PSEUDONYMS} {NOT_A_CHOICE}"),
    )
    return (material.page("Redundancy detail", blocks, caution=PERSONAL),)


def _amounts(people: pd.DataFrame) -> dict[str, "pd.Series[float]"]:
    """What would be due by head of column; the last is the sum of those before it."""
    lump, notice, retention = people["lump_sum"], people["pay_in_lieu"], people["retention"]
    cost = people["cost_if_redundant"]
    on_top = (cost - lump - notice - retention).round(2)
    found = {"Lump sum": lump, "Pension on top": on_top, "Notice": notice}
    kept = {"Retention": retention} if (retention > 0).any() else {}
    return {**found, **kept, "If redundant": cost}


def _rows(
    people: pd.DataFrame, amounts: dict[str, "pd.Series[float]"], names: dict[str, str]
) -> list[tuple[str, ...]]:
    due = zip(*(column.tolist() for column in amounts.values()), strict=True)
    return [
        (
            one["who"],
            names.get(one["function"], one["function"]),
            one["band"],
            fte_text(one["fte"]),
            count_text(one["complete_years"]),
            *map(plain_pounds, mine),
            _odds(one),
            plain_pounds(one["expected_cost"]),
        )
        for one, mine in zip(people.to_dict("records"), due, strict=True)
    ]


def at_risk(results: Results, *, shows_numbers: bool) -> pd.DataFrame:
    """Rows of ``results.people`` with a cost to expect, with ``who``: a pseudonym or a number.

    Pseudonyms are in the order of a digest, which says nothing of pay, age, service or number.
    """
    people = results.people[results.people["expected_cost"] > 0]
    if shows_numbers:
        return people.assign(who=people["employee_number"])
    salt = f"{results.plan.facts.plan_name}\0{results.scenario}\0"
    digests = [
        sha256(f"{salt}{number}\0{pool}".encode()).hexdigest()
        for number, pool in zip(people["employee_number"], people["pool"], strict=True)
    ]
    ordered = people.assign(who=digests).sort_values("who", kind="stable")
    width = len(str(len(ordered)))
    return ordered.assign(who=[f"P{at:0{width}d}" for at in range(1, len(ordered) + 1)])


def _opening(results: Results, people: pd.DataFrame) -> str:
    head = results.headline
    if people.empty:
        return "Nobody is expected to be made redundant in this scenario."
    return (
        f"{_who(people)} at some risk. The cost to be expected is "
        f"{pounds_text(head.redundancy_cost)}, for {fte_text(head.redundancies_fte)} FTE; were every one of "
        f"them made redundant it would be {pounds_text(float(people['cost_if_redundant'].sum()))}."
    )


def _who(people: pd.DataFrame) -> str:
    """How many people are listed, and in how many jobs where some have several."""
    heads = people["employee_number"].nunique()
    jobs = f" in {len(people):,} jobs" if len(people) > heads else ""
    return f"{begun(counted(heads, 'person', 'people'))}{jobs} {'is' if heads == 1 else 'are'}"


def _odds(one: Mapping[Hashable, Any]) -> str:
    """Odds in percent; those too small for that are not nil, and an agreed resignation is none."""
    if one["p_mars"] > one["p_redundant"]:
        return "agreed"
    text = percent_text(100 * one["p_redundant"])
    return "< 0.1%" if one["p_redundant"] > 0 and text == "0.0%" else text
