"""The market in Results: bars of what is bought and of support organisations, and what is behind each."""

from typing import TYPE_CHECKING

import pandas as pd

from planner.base.money import pounds_text
from planner.report.colours import Pattern, receiver_looks
from planner.report.market_tables import customer_lines, support_lines
from planner.report.wording import bare_name
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column
from ui.places.results_behind import Behind

if TYPE_CHECKING:
    from planner.model.results import Results
    from ui.charts.bars import Bar

NOTHING_BOUGHT = "Give work to a support organisation on the Functions board, and what it sells stands here."
NO_SUPPORT = "Give work to a support organisation on the Functions board, and it stands here."
MARKET = (
    c.words("name", "Function", wide=True),
    c.money("amount", "Bought"),
    Column("per_head", "A head\n£", figures.pence, is_number=True, tip="For each person served"),
    Column("begin_by", "Begin by", figures.day, tip="The latest day to begin buying"),
    c.words("standing", "From the\nplan’s start", tip="Whether there is time to buy it"),
    c.words("route", "Route", tip="A call-off from a framework, or a procurement of its own"),
    c.fte("fte", "Posts", "Posts that suppliers have for it"),
    c.count("people", "People\nserved", "Registered with the groups that buy it"),
    c.words("seller", "From"),
)
SUPPORT = (
    c.words("name", "Organisation", wide=True),
    c.money("income", "Income"),
    c.money("cost", "Cost"),
    c.signed("surplus", "Surplus\n£"),
    Column("per_head", "A head\n£", figures.pence, is_number=True, tip="Income for each person served"),
    c.words("price", "Published\nrange", tip="Where the price a head lies in the range that was published"),
    c.words("largest_name", "Largest customer"),
    c.percentage("largest_percent", "Of income"),
    Column(
        "surplus_without", "Without\nthe Board £", figures.signed, is_number=True,
        tip="The surplus without what the Board itself pays",
    ),
    c.words("host", "Host"),
    Column("exit", "Board leaves\nby", figures.day),
)  # fmt: skip


def market_bars(_results: "Results", table: pd.DataFrame) -> "list[Bar]":
    """What is bought of each function; one that there is no time to buy is written as over."""
    from ui.charts.bars import Bar

    return [
        Bar(
            name=str(row["name"]),
            value=float(row["amount"]),
            written=pounds_text(row["amount"]) + (", too late" if row["standing"] == "too late" else ""),
            tip=f"{row['name']}: {pounds_text(row['amount'])} from {row['seller']}\n"
            f"{figures.fte(row['fte'])} FTE for {figures.whole(row['people'])} people, "
            f"£{figures.pence(row['per_head'])} a head\n"
            f"{row['route']}: begin by {figures.day(row['begin_by'])}",
            is_over=row["standing"] == "too late",
        )
        for row in table.to_dict("records")
    ]


def support_bars(results: "Results", table: pd.DataFrame) -> "list[Bar]":
    """What each support organisation earns, with what it costs as the mark."""
    from ui.charts.bars import Bar
    from ui.charts.patterns import brush_of

    looks, found = receiver_looks(results.plan.receivers), []
    for row in table.to_dict("records"):
        look = looks.get(str(row["supplier"]))
        is_short = round(row["surplus"]) < 0
        side = "short of its cost" if is_short else "above its cost"
        gained = figures.pounds_short(abs(row["surplus"]))
        found.append(
            Bar(
                name=str(row["name"]),
                value=float(row["income"]),
                written=f"{figures.pounds_short(row['income'])}, {gained} {'short' if is_short else 'above'}",
                tip=f"{row['name']}\nIncome {pounds_text(row['income'])}, {gained} {side}\n"
                f"{row['largest_name']} pays {figures.percent(row['largest_percent'])} of it\n"
                f"Without the Board {figures.signed_pounds(row['surplus_without'])}",
                colour=look.colour if look else "",
                pattern=brush_of(look.pattern if look else Pattern.SOLID),
                target=float(row["cost"]),
                is_over=is_short,
                brief=bare_name(str(row["name"])),
            )
        )
    return found


def market_lines(results: "Results", _year: str, table: pd.DataFrame, at: int) -> Behind:
    """Who buys a function from whom, year by year."""
    row = table.iloc[at]
    columns = (
        c.words("supplier", "Supplier", wide=True),
        c.words("customer", "Customer", wide=True),
        *(c.money(year, year) for year in results.years),
    )
    title = f"Who buys {row['name']}, and from whom"
    return Behind(title, customer_lines(results, str(row["function"])), columns)


def support_years(results: "Results", _year: str, table: pd.DataFrame, at: int) -> Behind:
    """A support organisation year by year, with the Board and without it."""
    row = table.iloc[at]
    columns = (c.words("line", "Line", wide=True), *(c.money(year, year) for year in results.years))
    title = f"{row['name']}: with the Board and without, and its customers"
    return Behind(title, support_lines(results, str(row["supplier"])), columns)
