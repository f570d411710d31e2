"""Support organisations: what each earns and from whom, what it costs, how it stands without the Board."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from planner.model.results import Results
from planner.model.tables import BOARD_KINDS, SUPPORT_KINDS

HOSTED = "CSO hosted"
SUPPLIERS = (
    "supplier", "name", "kind", "year", "income", "cost", "surplus", "surplus_percent", "customers",
    "people", "per_head", "largest_customer", "largest_percent", "from_board", "income_without",
    "surplus_without", "exit",
)  # fmt: skip


def sales(results: Results) -> pd.DataFrame:
    """Who pays each support organisation how much: supplier, customer, year, amount (£ a year).

    The greatest customer of each supplier and year comes first; of equals, the first by code.
    """
    kinds = kinds_of(results)
    charges = results.charges
    is_sold = charges["supplier"].map(kinds).isin(SUPPORT_KINDS) & (
        charges["customer"] != charges["supplier"]
    )
    found = (
        charges[is_sold].groupby(["supplier", "year", "customer"], sort=True)["amount"].sum().reset_index()
    )
    return found.sort_values(
        ["supplier", "year", "amount"], ascending=[True, True, False], kind="stable", ignore_index=True
    )


def largest_customers(results: Results) -> dict[str, str]:
    """The customer from whom each support organisation has most in the first year, by supplier."""
    if not results.years:
        return {}
    sold = sales(results)
    first = sold[(sold["year"] == results.years[0]) & (sold["amount"] > 0)].drop_duplicates("supplier")
    return dict(zip(first["supplier"].astype(str), first["customer"].astype(str), strict=True))


def suppliers(results: Results) -> pd.DataFrame:
    """Each support organisation that is at work, year by year, with the Board and without it.

    Without the Board the income from its parts is gone and the cost is not: staff who are there for it
    cannot go at once. A hosted organisation loses its host on top, of which no figure is known.

    Returns:
        supplier, name, kind, year; income, cost and surplus (£ a year); surplus_percent (of cost);
        customers (how many) and people (whom they serve), per_head (income over people, NaN where they
        are not known); largest_customer (code, blank where there is none) and largest_percent (of income);
        from_board, income_without, surplus_without (£ a year); exit (the day by which the Board leaves,
        NaT where the organisation neither sells to it nor is hosted). In the plan's order, then by year.
    """
    table = results.receivers
    table = table[table["kind"].isin(SUPPORT_KINDS) & (table["total"] + table["earned"] > 0)]
    sold = sales(results)
    sold["is_board"] = sold["customer"].map(kinds_of(results)).isin(BOARD_KINDS)
    by_pair = dict(list(sold.groupby(["supplier", "year"], sort=False)))
    people = dict(
        zip(results.plan.organisations["code"], results.plan.organisations["population"], strict=True)
    )
    leaves = _exits(results)
    rows = [
        _row(row, by_pair.get((row["receiver"], row["year"]), sold[:0]), people, leaves)
        for row in table.to_dict("records")
    ]
    found = pd.DataFrame(rows, columns=list(SUPPLIERS))
    order = {code: at for at, code in enumerate(results.plan.organisations["code"])}
    place = found["supplier"].map(order)
    return found.iloc[np.lexsort([found["year"].astype(str), place])].reset_index(drop=True)


def _row(
    receiver: Mapping[Any, Any], sold: pd.DataFrame, people: dict[str, float], leaves: dict[str, date]
) -> dict[str, object]:
    """One organisation in one year."""
    code, year = str(receiver["receiver"]), str(receiver["year"])
    income = float(sold["amount"].sum())
    cost = float(receiver["total"]) + float(receiver["earned"])
    paying = sold[sold["amount"] > 0]
    served = sum(known for one in paying["customer"] if (known := people.get(one, 0.0)) == known)
    board = float(sold.loc[sold["is_board"], "amount"].sum())
    left = leaves.get(code) if board > 0 or receiver["kind"] == HOSTED else None
    return {
        "supplier": code,
        "name": receiver["name"],
        "kind": receiver["kind"],
        "year": year,
        "income": income,
        "cost": cost,
        "surplus": income - cost,
        "surplus_percent": 100 * (income - cost) / cost,
        "customers": float(len(paying)),
        "people": served or np.nan,
        "per_head": income / served if served else np.nan,
        "largest_customer": paying["customer"].iloc[0] if len(paying) else "",
        "largest_percent": 100 * float(paying["amount"].iloc[0]) / income if len(paying) else np.nan,
        "from_board": board,
        "income_without": income - board,
        "surplus_without": income - board - cost,
        "exit": pd.Timestamp(left) if left is not None else pd.NaT,
    }


def _exits(results: Results) -> dict[str, date]:
    """The day by which the Board leaves each organisation: its own where earlier, else the latest."""
    latest = exit_day(results)
    organisations = results.plan.organisations
    return {
        str(code): min(latest, closes.date()) if closes == closes else latest  # noqa: PLR0124 — NaT
        for code, closes in zip(organisations["code"], organisations["closes"], strict=True)
    }


def exit_day(results: Results) -> date:
    """The last day on which the Board may host commissioning support."""
    return date(int(results.assumptions["check_board_exit_threshold"]), 3, 31)


def kinds_of(results: Results) -> dict[str, str]:
    """The kind of each organisation, by code."""
    organisations = results.plan.organisations
    return dict(zip(organisations["code"], organisations["kind"], strict=True))
