"""A sender's close-down: what becomes of its people, its money and its commitments."""

from typing import Any

import pandas as pd

from planner.base.dates import long_date, year_label
from planner.base.money import pounds_text
from planner.model.results import Results
from planner.report.pack.material import Material
from planner.report.pack.setting import (
    caution_of,
    day_text,
    figure,
    function_names,
    receiver_names,
    section,
    whole,
    words,
)
from planner.report.pages import Block, Figure, Figures, Page, Paragraph
from planner.report.wording import counted, fte_text, plain_pounds

FATES = (
    ("p_placed", "Placed"),
    ("p_resigned", "Resigned"),
    ("p_ended", "Term ended"),
    ("p_mars", "MARS"),
    ("p_left", "Left unpaid"),
    ("p_redundant", "Redundant"),
)


def close_down_pages(material: Material) -> tuple[Page, ...]:
    """One page for each organisation that closes."""
    results = material.results
    return tuple(_page(material, one) for one in results.senders.to_dict("records"))


def _page(material: Material, sender: dict[Any, Any]) -> Page:
    results, code = material.results, str(sender["sender"])
    people = results.people[results.people["organisation"] == code]
    closes = long_date(results.plan.facts.closure)
    heads = people["employee_number"].nunique()
    opening = (
        f"{counted(heads, 'person', 'people')} ({fte_text(sender['fte'])} FTE) "
        f"{'works' if heads == 1 else 'work'} here until {closes}. "
        f"{fte_text(sender['placed_fte'])} FTE are likely to be placed and "
        f"{fte_text(sender['redundant_fte'])} FTE to be made redundant, "
        f"at {pounds_text(sender['redundancy_cost'])}."
    )
    figures = Figures(
        (
            Figure("Redundancy cost", pounds_text(sender["redundancy_cost"]), "Expected.", "People"),
            Figure(
                "Pay a year", pounds_text(sender["pay"]), "Cost to the employer, until it closes.", "Data"
            ),
            Figure("Non-pay a year", pounds_text(sender["non_pay"]), "As budgeted.", "Data"),
        )
    )
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        figures,
        *_by_function(results, people),
        *_commitments(results, code),
    )
    name = receiver_names(results).get(code, code)
    groups = people.loc[people["p_redundant"] > 0].groupby("function").size()
    return material.page("Close-down", blocks, name, caution=caution_of(groups))


def _by_function(results: Results, people: pd.DataFrame) -> tuple[Block, ...]:
    names = function_names(results)
    fte = people[[key for key, _ in FATES]].mul(people["fte"], axis=0)
    table = (
        fte.assign(fte=people["fte"], cost=people["expected_cost"])
        .groupby(people["function"], sort=False)
        .sum()
    )
    rows = [
        (
            names.get(str(code), str(code)),
            fte_text(one["fte"]),
            *(fte_text(one[key]) for key, _ in FATES),
            plain_pounds(one["cost"]),
        )
        for code, one in zip(table.index, table.to_dict("records"), strict=True)
    ]
    total = (
        "All",
        fte_text(float(table["fte"].sum())),
        *(fte_text(float(table[key].sum())) for key, _ in FATES),
        plain_pounds(float(table["cost"].sum())),
    )
    columns = (
        words("Function", 2.0),
        figure("FTE now"),
        *(figure(title) for _, title in FATES),
        figure("Redundancy £"),
    )
    return section("What becomes of its people, FTE", "People", columns, rows, total, "Nobody works here.")


def _commitments(results: Results, code: str) -> tuple[Block, ...]:
    budgets, names = results.plan.budgets, function_names(results)
    after = pd.Timestamp(results.plan.facts.closure)
    mine = budgets[(budgets["organisation"] == code) & (budgets["committed_until"] > after)]
    title, empty = "Commitments that outlast it", "No budget line is committed beyond its closure."
    if mine.empty:
        return section(title, "Data", (), (), None, empty)
    keys = ["function", "line", "committed_until"]
    known = mine.fillna({"function": "", "line": ""})
    table = known.pivot_table(index=keys, columns="year", values="amount", aggfunc="sum", sort=False)
    table = table[sorted(table.columns)]
    rows = [
        (names.get(str(code), str(code)), str(line), day_text(until), *map(plain_pounds, amounts))
        for (code, line, until), amounts in zip(table.index, table.to_numpy(), strict=True)
    ]
    total = ("All", "", "", *(plain_pounds(float(table[year].sum())) for year in table.columns))
    years = (figure(f"{year_label(int(year))} £") for year in table.columns)
    columns = (words("Function", 2.0), words("Line"), whole("Committed until"), *years)
    return section(title, "Data", columns, rows, total)
