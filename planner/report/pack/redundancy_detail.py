"""Redundancy detail: every person at risk and what the exit would cost, under a pseudonym."""

from hashlib import sha256

import pandas as pd

from planner.base.money import pounds_text
from planner.model.results import Results
from planner.report.pack.material import Material
from planner.report.pack.setting import count_text, figure, function_names, section, whole, words
from planner.report.pages import PERSONAL, Block, Note, Page, Paragraph
from planner.report.wording import fte_text, percent_text, plain_pounds

PSEUDONYMS = (
    "People stand under pseudonyms, in no order that means anything. A pseudonym stays the same for a plan "
    "and a scenario; the program tells whose it is to whoever may open the plan."
)
NUMBERED = "People stand under their employee numbers."
NOT_A_CHOICE = (
    "The odds come from posts and pools, not from anybody’s pay, age or service; nobody has been selected."
)


def redundancy_detail(material: Material) -> tuple[Page, ...]:
    """List everybody with odds of redundancy: pool, service, what is due, and what is expected."""
    results = material.results
    people = at_risk(results, shows_numbers=material.shows_numbers)
    names = function_names(results)
    rows = [
        (
            one["who"],
            names.get(one["function"], one["function"]),
            one["band"],
            fte_text(one["fte"]),
            count_text(one["complete_years"]),
            plain_pounds(one["lump_sum"]),
            plain_pounds(one["capital_cost"]),
            plain_pounds(one["pay_in_lieu"]),
            plain_pounds(one["cost_if_redundant"]),
            percent_text(100 * one["p_redundant"]),
            plain_pounds(one["expected_cost"]),
        )
        for one in people.to_dict("records")
    ]
    columns = (
        whole("Person"),
        words("Function"),
        whole("Band"),
        figure("FTE"),
        figure("Years"),
        figure("Lump sum £"),
        figure("Pension £"),
        figure("Notice £"),
        figure("If redundant £"),
        figure("Odds"),
        figure("Expected £"),
    )
    total = (
        f"All {len(people):,}",
        "",
        "",
        fte_text(float(people["fte"].sum())),
        *("",) * 5,
        "",
        plain_pounds(float(people["expected_cost"].sum())),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(_opening(results, people)),
        *section("People at risk", "People", columns, rows, total, "Nobody is expected to be redundant."),
        Note(f"{NUMBERED if material.shows_numbers else PSEUDONYMS} {NOT_A_CHOICE}"),
    )
    return (material.page("Redundancy detail", blocks, caution=PERSONAL),)


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
        f"{len(people):,} people and posts carry some risk. The cost to be expected is "
        f"{pounds_text(head.redundancy_cost)}, for {fte_text(head.redundancies_fte)} FTE; were every one of "
        f"them made redundant it would be {pounds_text(float(people['cost_if_redundant'].sum()))}."
    )
