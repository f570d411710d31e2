"""What the market and its support organisations say, in a plain sentence each."""

import pandas as pd

from planner.base.dates import long_date
from planner.base.money import pounds_text
from planner.engine.market.bought import all_bought, bought_by_function, published_price
from planner.engine.market.routes import routes
from planner.engine.market.suppliers import HOSTED, exit_day, suppliers
from planner.model.results import Results
from planner.report.wording import begun, counted, listed, percent_text, short_name, within

NOTHING_BOUGHT = "This scenario buys nothing from commissioning support or any other supplier."
NO_SUPPORT = "No support organisation is at work in this scenario."
FRAMEWORK, PROCUREMENT = "call-off from a framework", "procurement of its own"
"""The two ways to buy."""


def route_words(is_framework: bool) -> str:
    """The way to buy, in words."""
    return FRAMEWORK if is_framework else PROCUREMENT


def market_sentence(results: Results, year: str) -> str:
    """How much is bought in a year, at what price, and whether there is time to buy it."""
    table = bought_by_function(results, year)
    if table.empty:
        return NOTHING_BOUGHT
    amount, _, per_head = all_bought(results, year)
    opening = f"{begun(counted(len(table), 'function'))} would be bought in {year}, for {pounds_text(amount)}"
    return f"{opening}{price_words(results, per_head)}; {_time_words(results)}."


def price_words(results: Results, per_head: float) -> str:
    """What a price is for each person, and where in the published range; nothing where it is not known."""
    published = published_price(results)
    place = published.place(per_head)
    if not place:
        return ""
    ends = f"£{published.low:g} to £{published.high:g} a head"
    return f": £{per_head:,.2f} a head, {place} the published {ends}"


def _time_words(results: Results) -> str:
    ways = routes(results)
    late = ways[ways["is_late"].astype(bool)]
    if late.empty:
        first = ways["begin_by"].min()
        return f"buying must begin by {long_date(first.date())}"
    names = listed([within(str(one)) for one in late["name"]], most=2)
    return f"there is no time left to buy {names}"


def support_sentence(results: Results, year: str) -> str:
    """Whether each support organisation lives on what it earns, and what the Board's leaving does."""
    table = suppliers(results)
    table = table[table["year"] == year]
    if table.empty:
        return NO_SUPPORT
    return f"{_earning_words(table, year)}; {board_words(results, table)}."


def _earning_words(table: pd.DataFrame, year: str) -> str:
    """Whether what is earned pays for what is spent, from rows of ``suppliers`` for one year."""
    worst = table.sort_values("surplus", kind="stable").iloc[0]
    name, gained = short_name(str(worst["name"])), pounds_text(abs(worst["surplus"]))
    short = int((table["surplus"].round(2) < 0).sum())
    if len(table) == 1:
        return f"{name} earns {gained} {'less' if short else 'more'} than it costs in {year}"
    count = counted(len(table), "support organisation")
    if not short:
        every = "Both support organisations" if len(table) == 2 else f"All {count}"
        return f"{every} earn what they cost in {year}, {name} with least to spare, {gained}"
    verb = "earns less than it costs" if short == 1 else "earn less than they cost"
    return f"{begun(f'{short:,} of {count}')} {verb} in {year}, {name} most: by {gained}"


def board_words(results: Results, table: pd.DataFrame) -> str:
    """What the Board's leaving takes away, from rows of ``suppliers`` for one year."""
    hosted, paid = table[table["kind"] == HOSTED], float(table["from_board"].sum())
    if hosted.empty and not paid:
        return "nothing hangs on the Board"
    parts = []
    if len(hosted):
        who = f"{counted(len(hosted), 'hosted support organisation')} {'has' if len(hosted) == 1 else 'have'}"
        who = "it has" if len(table) == 1 else f"one{who[1:]}" if len(hosted) == 1 else who
        parts.append(
            f"{who} no host after {long_date(exit_day(results))}, and {pounds_text(hosted['income'].sum())} "
            "of income a year needs another home"
        )
    if paid:
        parts.append(f"{pounds_text(paid)} a year comes from the Board itself")
    return ", and ".join(parts)


def dependence_words(row: "pd.Series[float]", names: dict[str, str]) -> str:
    """On whom a support organisation depends most: a customer and its part of the income."""
    if not row["largest_customer"]:
        return "–"
    who = names.get(str(row["largest_customer"]), str(row["largest_customer"]))
    return f"{short_name(who)}, {percent_text(row['largest_percent'])}"
