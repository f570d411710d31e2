"""What is bought: by function, supplier and year, how much work for how many people, and for what money.

The price of commissioning support that was published is of all that a supplier does for a customer; one
function's price per head is a part of that, and is not set against it.
"""

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
    found = _volumes(results, _paid(results), LOTS)
    posts = results.posts.groupby(["receiver", "function"])["fte"].sum()
    pairs = pd.MultiIndex.from_arrays([found["supplier"], found["function"]])
    functions, receivers = _names(results)
    found = found.assign(
        name=found["function"].map(functions),
        supplier_name=found["supplier"].map(receivers),
        fte=posts.reindex(pairs).fillna(0.0).to_numpy(),
    )
    place = {code: at for at, code in enumerate(results.plan.functions["code"])}
    order = found["function"].map(place).argsort(kind="stable")
    return found.iloc[order.to_numpy()].reset_index(drop=True)


def bought_by_function(results: Results, year: str) -> pd.DataFrame:
    """Every function of which something is bought in a year, the dearest first.

    Returns:
        function, name, suppliers (how many), supplier_name (where there is one, else blank), customers,
        people, fte, amount, per_head, as in ``bought``; customers who buy from several count once.
    """
    lots = bought(results)
    of_function = lots[lots["year"] == year].groupby("function")
    paid = _paid(results)
    found = _volumes(results, paid[paid["year"] == year], ["function"]).set_index("function")
    suppliers = of_function["supplier"].count()
    found = found.assign(
        name=of_function["name"].first(),
        suppliers=suppliers.astype("float64"),
        supplier_name=of_function["supplier_name"].first().where(suppliers == 1, ""),
        fte=of_function["fte"].sum(),
    ).reset_index()
    return found.sort_values(
        ["amount", "function"], ascending=[False, True], kind="stable", ignore_index=True
    )


def all_bought(results: Results, year: str) -> tuple[float, float, float]:
    """All that is bought in a year, £, the people whose groups buy, and £ for each; NaN where not known."""
    paid = _paid(results)
    found = _volumes(results, paid[paid["year"] == year], ["year"])
    if found.empty:
        return 0.0, np.nan, np.nan
    amount, people, per_head = found[["amount", "people", "per_head"]].to_numpy()[0]
    return float(amount), float(people), float(per_head)


def _paid(results: Results) -> pd.DataFrame:
    """What customers pay for work that is bought."""
    charges = results.charges
    return charges[(charges["mode"] == "buy") & (charges["customer"] != charges["supplier"])]


def _volumes(results: Results, paid: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Customers, people, amount and per_head of what is paid, by some of its columns."""
    known = results.plan.organisations.drop_duplicates("code").set_index("code")["population"]
    customers = paid[[*by, "customer"]].drop_duplicates()
    customers = customers.assign(people=customers["customer"].map(known).astype(np.float64))
    counted = customers.groupby(by)
    people = counted["people"].sum()
    found = pd.DataFrame(
        {
            "customers": counted.size().astype(np.float64),
            "people": people.where(people > 0),
            "amount": paid.groupby(by)["amount"].sum(),
        }
    )
    return found.assign(per_head=found["amount"] / found["people"]).reset_index()


def _names(results: Results) -> "tuple[pd.Series[str], pd.Series[str]]":
    """What functions and receivers are called, by code."""
    receivers = results.receivers.drop_duplicates("receiver")
    return results.functions.set_index("function")["name"], receivers.set_index("receiver")["name"]
