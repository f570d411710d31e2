"""The market statement: what there is for suppliers, by function and year, and by when to begin buying it."""

from datetime import date

import pandas as pd

from planner.base.dates import long_date
from planner.model.results import Results
from planner.report.pack.material import Material
from planner.report.pack.setting import (
    NOT_KNOWN,
    figure,
    function_names,
    receiver_names,
    section,
    whole,
    words,
)
from planner.report.pages import Block, Note, Page, Paragraph
from planner.report.wording import counted, plain_pounds

MOST_YEARS = 4
MOST_ROWS = 60
"""Pairs of function and supplier; where they are more, suppliers are counted."""
ORDINARY_MONTHS = 9
"""Months that a procurement takes where the plan does not say (judgement)."""
NO_PEOPLE = "Nothing here is of any person; prices are what the plan reckons with, not offers."


def market_statement(material: Material) -> tuple[Page, ...]:
    """Set out what is bought, from whom as the scenario stands, for how much, and the way to buy it."""
    results = material.results
    bought = results.charges[results.charges["mode"] == "buy"]
    blocks: tuple[Block, ...] = (
        Paragraph(_opening(results, bought)),
        *_volumes(results, bought),
        *_routes(results, bought),
        Note(NO_PEOPLE),
    )
    return (material.page("Market statement", blocks),)


def _opening(results: Results, bought: pd.DataFrame) -> str:
    if bought.empty:
        return "This scenario buys nothing from commissioning support or any other supplier."
    functions, customers = bought["function"].nunique(), bought["customer"].nunique()
    return (
        f"{counted(customers, 'customer')} would buy {counted(functions, 'function')} from "
        f"{counted(bought['supplier'].nunique(), 'supplier')}, beginning on "
        f"{long_date(results.plan.facts.transfer_date)}."
    )


def _volumes(results: Results, bought: pd.DataFrame) -> tuple[Block, ...]:
    functions, organisations = function_names(results), receiver_names(results)
    years = results.years[:MOST_YEARS]
    people = _customers(results)
    by = ["function", "supplier"]
    if bought.groupby(by).ngroups > MOST_ROWS:
        by = ["function"]
    rows = []
    for key, lots in bought.groupby(by, sort=False):
        population = sum(people.get(str(one), 0.0) for one in lots["customer"].unique())
        amounts = lots.groupby("year")["amount"].sum().reindex(list(years)).fillna(0.0).tolist()
        suppliers = [organisations.get(str(one), str(one)) for one in lots["supplier"].unique()]
        rows.append(
            (
                functions.get(str(key[0]), str(key[0])),
                suppliers[0] if len(suppliers) == 1 else counted(len(suppliers), "supplier"),
                f"{population:,.0f}" if population else NOT_KNOWN,
                f"{amounts[0] / population:,.2f}" if population and amounts else NOT_KNOWN,
                *(plain_pounds(one) for one in amounts),
            )
        )
    sums = bought.groupby("year")["amount"].sum().reindex(list(years)).fillna(0.0)
    total = ("All", "", "", "", *(plain_pounds(float(one)) for one in sums))
    columns = (
        words("Function", 1.6),
        words("Supplier as planned", 1.4),
        figure("People served"),
        figure("£ a head"),
        *(figure(f"{year} £") for year in years),
    )
    return section("What is bought", "Results", columns, rows, total)


def _customers(results: Results) -> dict[str, float]:
    frame = results.plan.organisations
    return {
        str(code): float(people)
        for code, people in zip(frame["code"], frame["population"].fillna(0.0), strict=True)
    }


def _routes(results: Results, bought: pd.DataFrame) -> tuple[Block, ...]:
    functions = results.plan.functions.drop_duplicates("code").set_index("code")
    rows = []
    for code in bought["function"].drop_duplicates():
        one = functions.loc[code]
        months = one["procurement_months"]
        given = not pd.isna(months)
        takes = int(months) if given else ORDINARY_MONTHS
        is_framework = one["framework"] == "Y"
        rows.append(
            (
                str(one["name"]),
                "call-off from a framework" if is_framework else "procurement of its own",
                f"{takes}" if given else f"{takes} (judgement)",
                long_date(begin_by(results.plan.facts.transfer_date, takes)),
            )
        )
    columns = (words("Function", 2.0), words("Route", 1.5), whole("Months it takes"), whole("Begin by"))
    return section("How to buy it, and by when to begin", "Data, Functions", columns, rows)


def begin_by(needed: date, months: int) -> date:
    """The day a number of months before another; the end of the month where that day is not there."""
    return (pd.Timestamp(needed) - pd.DateOffset(months=months)).date()
