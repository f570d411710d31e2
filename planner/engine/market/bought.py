"""What is bought: by function, supplier and year, how much work for how many people, and for what money.

The price of commissioning support that was published is of all that a supplier does for a customer; one
function's price per head is a part of that, and is not set against it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.workings import Workings
from planner.model.results import Results

LOTS = ["function", "supplier", "year"]


@dataclass(frozen=True, slots=True)
class PublishedPrice:
    """What commissioning support was published to cost, £ a head: from under ``low`` to over ``high``."""

    low: float
    average: float
    high: float

    def place(self, per_head: float) -> str:
        """Where a price lies; empty where there is none."""
        if np.isnan(per_head):
            return ""
        return "below" if per_head < self.low else "above" if per_head > self.high else "within"


def published_price(results: Results) -> PublishedPrice:
    """The published range, from the rules that the results were made with."""
    work = results.workings
    assert isinstance(work, Workings)  # noqa: S101 - every evaluation keeps its workings
    names = ("support_price_low", "support_price_average", "support_price_high")
    return PublishedPrice(*(work.ground.rules[name].history[-1].value for name in names))


def bought(results: Results) -> pd.DataFrame:
    """Every lot that is bought: function, supplier, year.

    Returns:
        function, name, supplier, supplier_name, year; customers (how many), people (whom they serve; NaN
        where not known), fte (of the supplier's posts for the function), amount (£ a year, what customers
        pay) and per_head. Sorted by function as in the plan, then supplier and year.
    """
    paid = _paid(results)
    names = _names(results)
    rows = [
        (
            function,
            names["function"].get(function, function),
            supplier,
            names["receiver"].get(supplier, supplier),
            year,
            *_volume(results, lots),
            float(lots["amount"].sum()),
        )
        for (function, supplier, year), lots in _lots(paid)
    ]
    columns = ["function", "name", "supplier", "supplier_name", "year", "customers", "people", "amount"]
    found = pd.DataFrame(rows, columns=columns)
    posts = results.posts.groupby(["receiver", "function"])["fte"].sum()
    pairs = pd.MultiIndex.from_arrays([found["supplier"], found["function"]])
    found["fte"] = posts.reindex(pairs).fillna(0.0).to_numpy()
    found["per_head"] = found["amount"] / found["people"]
    return _in_order(results, found)


def bought_by_function(results: Results, year: str) -> pd.DataFrame:
    """Every function of which something is bought in a year, the dearest first.

    Returns:
        function, name, suppliers (how many), supplier_name (where there is one, else blank), customers,
        people, fte, amount, per_head, as in ``bought``; customers who buy from several count once.
    """
    lots = bought(results)
    lots = lots[lots["year"] == year]
    paid = _paid(results)
    paid = paid[paid["year"] == year]
    volumes = {code: _volume(results, rows) for code, rows in paid.groupby("function", sort=False)}
    rows = [
        {
            "function": code,
            "name": mine["name"].iloc[0],
            "suppliers": float(len(mine)),
            "supplier_name": mine["supplier_name"].iloc[0] if len(mine) == 1 else "",
            "customers": volumes[code][0],
            "people": volumes[code][1],
            "fte": float(mine["fte"].sum()),
            "amount": float(mine["amount"].sum()),
        }
        for code, mine in lots.groupby("function", sort=False)
    ]
    columns = ["function", "name", "suppliers", "supplier_name", "customers", "people", "fte", "amount"]
    found = pd.DataFrame(rows, columns=columns)
    found["per_head"] = found["amount"] / found["people"]
    return found.sort_values(
        ["amount", "function"], ascending=[False, True], kind="stable", ignore_index=True
    )


def all_bought(results: Results, year: str) -> tuple[float, float, float]:
    """All that is bought in a year, £, the people whose groups buy, and £ for each; NaN where not known."""
    paid = _paid(results)
    paid = paid[paid["year"] == year]
    amount, (_, people) = float(paid["amount"].sum()), _volume(results, paid)
    return amount, people, amount / people


def _lots(paid: pd.DataFrame) -> Iterator[tuple[tuple[str, str, str], pd.DataFrame]]:
    """What customers pay, lot by lot."""
    for key, lots in paid.groupby(LOTS, sort=True):
        function, supplier, year = map(str, key)
        yield (function, supplier, year), lots


def _paid(results: Results) -> pd.DataFrame:
    """What customers pay for work that is bought."""
    charges = results.charges
    return charges[(charges["mode"] == "buy") & (charges["customer"] != charges["supplier"])]


def _volume(results: Results, lots: pd.DataFrame) -> tuple[float, float]:
    """How many customers there are, and how many people they serve; NaN where none is known."""
    known = results.plan.organisations.drop_duplicates("code").set_index("code")["population"]
    customers = lots["customer"].unique()
    people = float(known.reindex(customers).sum())
    return float(len(customers)), people if people > 0 else np.nan


def _names(results: Results) -> dict[str, dict[str, str]]:
    functions = results.functions
    receivers = results.receivers.drop_duplicates("receiver")
    return {
        "function": dict(zip(functions["function"], functions["name"], strict=True)),
        "receiver": dict(zip(receivers["receiver"], receivers["name"], strict=True)),
    }


def _in_order(results: Results, found: pd.DataFrame) -> pd.DataFrame:
    """Lots by function as in the plan; suppliers and years stay as they are sorted."""
    place = {code: at for at, code in enumerate(results.plan.functions["code"])}
    order = found["function"].map(place).argsort(kind="stable")
    return found.iloc[order.to_numpy()].reset_index(drop=True)
