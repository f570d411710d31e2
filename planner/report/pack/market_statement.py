"""The market statement: what there is for suppliers, by function and year, and by when to begin buying it."""

import pandas as pd

from planner.base.dates import long_date
from planner.engine.market.bought import all_bought, bought, bought_by_function, published_price
from planner.engine.market.routes import routes
from planner.engine.market.suppliers import suppliers
from planner.model.results import Results
from planner.report.market_words import (
    NO_SUPPORT,
    NOTHING_BOUGHT,
    board_words,
    dependence_words,
    price_words,
    route_words,
)
from planner.report.pack.material import Material
from planner.report.pack.setting import (
    NOT_KNOWN,
    count_text,
    figure,
    receiver_names,
    section,
    whole,
    words,
)
from planner.report.pages import Block, Note, Page, Paragraph
from planner.report.wording import begun, counted, fte_text, plain_pounds, short_name

MOST_YEARS = 4
MOST_ROWS = 60
"""Pairs of function and supplier; where they are more, suppliers are counted."""
NO_PEOPLE = "Nothing here is of any person; prices are what the plan reckons with, not offers."


def market_statement(material: Material) -> tuple[Page, ...]:
    """Set out what is bought, from whom, for how much, and the way to buy it; no page where nothing is."""
    results = material.results
    lots = bought(results)
    if lots.empty and _first_year(results).empty:
        return ()
    blocks: tuple[Block, ...] = (
        Paragraph(_opening(results, lots)),
        Note(NO_PEOPLE),
        *_volumes(results, lots),
        *_routes(results),
        *_suppliers(results),
    )
    return (material.page("Market statement", blocks),)


def _opening(results: Results, lots: pd.DataFrame) -> str:
    if lots.empty:
        return NOTHING_BOUGHT
    charges = results.charges[results.charges["mode"] == "buy"]
    *_, per_head = all_bought(results, results.years[0])
    published = published_price(results)
    return (
        f"{counted(charges['customer'].nunique(), 'customer')} would buy "
        f"{counted(lots['function'].nunique(), 'function')} from "
        f"{counted(lots['supplier'].nunique(), 'supplier')}, beginning on "
        f"{long_date(results.plan.facts.transfer_date)}{price_words(results, per_head)} "
        f"(on average just over £{published.average:g}). {begun(board_words(results, _first_year(results)))}."
    )


def _volumes(results: Results, lots: pd.DataFrame) -> tuple[Block, ...]:
    years = results.years[:MOST_YEARS]
    is_short = lots.groupby(["function", "supplier"]).ngroups <= MOST_ROWS
    rows = _by_supplier(lots, years) if is_short else _by_function(results, lots, years)
    sums = _by_year(lots, years)
    fte = float(lots.loc[lots["year"] == years[0], "fte"].sum()) if years else 0.0
    total = ("All", "", fte_text(fte), "", "", *map(plain_pounds, sums))
    columns = (
        words("Function", 1.6, 2),
        words("Supplier as planned", 1.6, 2),
        figure("FTE"),
        figure("People served"),
        figure("£ a head"),
        *(figure(f"{year} £") for year in years),
    )
    return section("What is bought", "Results", columns, rows, total)


def _by_supplier(lots: pd.DataFrame, years: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A row for each function and supplier."""
    return [
        (
            str(mine["name"].iloc[0]),
            short_name(str(mine["supplier_name"].iloc[0])),
            fte_text(float(mine["fte"].iloc[0])),
            count_text(float(mine["people"].iloc[0])),
            _price(float(mine["per_head"].iloc[0])),
            *map(plain_pounds, _by_year(mine, years)),
        )
        for _, mine in lots.groupby(["function", "supplier"], sort=False)
    ]


def _by_function(results: Results, lots: pd.DataFrame, years: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A row for each function, where the suppliers are too many to name."""
    sums = {str(code): _by_year(mine, years) for code, mine in lots.groupby("function", sort=False)}
    table = bought_by_function(results, years[0]).set_index("function").reindex(list(sums))
    return [
        (
            str(one["name"]),
            counted(one["suppliers"], "supplier"),
            fte_text(one["fte"]),
            count_text(one["people"]),
            _price(one["per_head"]),
            *map(plain_pounds, sums[str(code)]),
        )
        for code, one in table.iterrows()
    ]


def _by_year(lots: pd.DataFrame, years: tuple[str, ...]) -> list[float]:
    sums = lots.groupby("year")["amount"].sum().reindex(list(years)).fillna(0.0)
    return [float(one) for one in sums]


def _price(per_head: float) -> str:
    return f"{per_head:,.2f}" if per_head == per_head else NOT_KNOWN  # noqa: PLR0124 — NaN


def _routes(results: Results) -> tuple[Block, ...]:
    rows = [
        (
            str(one["name"]),
            route_words(bool(one["is_framework"])),
            f"{one['months']:g}" if one["is_given"] else f"{one['months']:g} (judgement)",
            long_date(one["begin_by"].date()),
            "too late" if one["is_late"] else "in time",
        )
        for one in routes(results).to_dict("records")
    ]
    columns = (
        words("Function", 2.0),
        words("Route", 1.5),
        whole("Months it takes"),
        whole("Begin by"),
        whole("From the plan’s start"),
    )
    return section("How to buy it, and by when to begin", "Data, Functions", columns, rows)


def _suppliers(results: Results) -> tuple[Block, ...]:
    """Each support organisation in the first year, and how it stands without the Board."""
    table = _first_year(results)
    names = receiver_names(results)
    rows = [
        (
            short_name(str(one["name"])),
            plain_pounds(one["income"]),
            plain_pounds(one["cost"]),
            plain_pounds(one["surplus"]),
            _price(one["per_head"]),
            dependence_words(one, names),
            plain_pounds(one["surplus_without"]),
        )
        for _, one in table.iterrows()
    ]
    columns = (
        words("Support organisation", 1.6, 2),
        figure("Income £"),
        figure("Cost £"),
        figure("Surplus £"),
        figure("£ a head"),
        words("Largest customer, of income", 1.4, 2),
        figure("Without the Board £"),
    )
    year = f" in {results.years[0]}" if results.years else ""
    return section(f"How each support organisation stands{year}", "Results", columns, rows, None, NO_SUPPORT)


def _first_year(results: Results) -> pd.DataFrame:
    """Support organisations in the first year."""
    table = suppliers(results)
    return table[table["year"] == results.years[0]] if results.years else table[:0]
