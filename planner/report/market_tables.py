"""The market as tables: what is bought and the way to buy it, support organisations, what is behind each."""

import pandas as pd

from planner.engine.market.bought import bought_by_function, published_price
from planner.engine.market.routes import routes
from planner.engine.market.suppliers import HOSTED, sales, suppliers
from planner.model.placement_words import names_by_code
from planner.model.results import Results
from planner.report.market_words import route_words
from planner.report.wording import counted, short_name


def market_table(results: Results, year: str) -> pd.DataFrame:
    """Functions of which something is bought in a year, the dearest first.

    Columns of ``bought_by_function``, and: seller (the supplier's name, or how many there are), route,
    months, begin_by (the latest day), standing ("in time", "too late").
    """
    table = bought_by_function(results, year)
    ways = routes(results).set_index("function").reindex(table["function"])
    is_late = ways["is_late"].fillna(False).to_numpy(dtype=bool)
    return table.assign(
        seller=[
            short_name(str(name)) if name else counted(number, "supplier")
            for name, number in zip(table["supplier_name"], table["suppliers"], strict=True)
        ],
        route=[route_words(bool(one)) for one in ways["is_framework"]],
        months=ways["months"].to_numpy(),
        begin_by=ways["begin_by"].to_numpy(),
        standing=["too late" if late else "in time" for late in is_late],
    )


def customer_lines(results: Results, function: str) -> pd.DataFrame:
    """Who buys a function from whom, the greatest first: supplier, customer, and £ in each year."""
    charges = results.charges
    mine = charges[(charges["function"] == function) & (charges["mode"] == "buy")]
    mine = mine[mine["customer"] != mine["supplier"]]
    names = names_by_code(results.plan)
    wide = mine.pivot_table(
        index=["supplier", "customer"], columns="year", values="amount", aggfunc="sum", sort=False
    )
    wide = wide.reindex(columns=list(results.years)).fillna(0.0)
    wide = wide.sort_values(list(results.years)[:1], ascending=False, kind="stable").reset_index()
    named = {
        key: [short_name(names.get(str(one), str(one))) for one in wide[key]] for key in wide.columns[:2]
    }
    return wide.assign(**named)


def support_table(results: Results, year: str) -> pd.DataFrame:
    """Support organisations at work in a year, in the plan's order.

    Columns of ``suppliers``, and: largest_name (the customer's), price ("below", "within" or "above" the
    published range; blank where not known), host ("the Board" or blank).
    """
    table = suppliers(results)
    table = table[table["year"] == year].reset_index(drop=True)
    names, published = names_by_code(results.plan), published_price(results)
    return table.assign(
        largest_name=[
            short_name(names.get(str(one), str(one))) if one else "" for one in table["largest_customer"]
        ],
        price=[published.place(float(one)) for one in table["per_head"]],
        host=["the Board" if one == HOSTED else "" for one in table["kind"]],
    )


def support_lines(results: Results, supplier: str) -> pd.DataFrame:
    """A support organisation year by year: line, and £ in each year; its customers stand below."""
    table = suppliers(results)
    table = table[table["supplier"] == supplier].set_index("year")
    sold, names = sales(results), names_by_code(results.plan)
    sold = sold[(sold["supplier"] == supplier) & (sold["amount"] > 0)]
    lines = {words: table[key] for key, words in _LINES.items()}
    for customer, mine in sold.groupby("customer", sort=False):
        name = short_name(names.get(str(customer), str(customer)))
        lines[f"From {name}"] = mine.set_index("year")["amount"]
    return pd.DataFrame(
        [{"line": line, **amounts.reindex(list(results.years)).to_dict()} for line, amounts in lines.items()],
        columns=["line", *results.years],
    )


_LINES = {
    "income": "Income",
    "cost": "Cost",
    "surplus": "Surplus",
    "from_board": "Income from the Board",
    "income_without": "Income without the Board",
    "surplus_without": "Surplus without the Board",
}
