"""Where each receiver stands against its target in one year, and what its cost is mostly made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import pandas as pd

from planner.base.dates import financial_year, year_label
from planner.base.money import penny, pounds_text
from planner.model.results import Results
from planner.report.wording import short_name, within


@dataclass(frozen=True, slots=True)
class Position:
    """One receiver in one year; money in pounds, NaN where not known."""

    receiver: str
    name: str
    kind: str
    year: str
    total: float
    target: float
    over: float

    @property
    def is_judged(self) -> bool:
        """Whether it has a target."""
        return isfinite(self.over)

    @property
    def is_missed(self) -> bool:
        """Whether it costs more than its target, by a penny or more."""
        return self.is_judged and penny(self.over) > 0

    @property
    def verdict(self) -> str:
        """Met or missed, in words."""
        if not self.is_judged:
            return "no target"
        return "missed" if self.is_missed else "met"

    @property
    def yardstick(self) -> str:
        """What it is judged against, in the trade's word."""
        return "allowance" if self.kind == "CCG" else "target"


def first_year(results: Results) -> str:
    """The first financial year in which the receivers have the work, or the last one known."""
    year = year_label(financial_year(results.plan.facts.transfer_date))
    return year if year in results.years or not results.years else results.years[-1]


def positions(results: Results, year: str) -> tuple[Position, ...]:
    """Every receiver that costs or earns anything, or may: the furthest over comes first."""
    frame = results.receivers[results.receivers["year"] == year]
    found = [
        Position(receiver, short_name(name), kind, year, total, target, over)
        for receiver, name, kind, total, target, over in zip(
            *(frame[key] for key in ("receiver", "name", "kind", "total", "target", "over")), strict=True
        )
        if penny(total) or (isfinite(target) and penny(target))
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.is_judged, -one.over if one.is_judged else -one.total))
    )


def verdicts(found: Sequence[Position]) -> str:
    """How many meet and miss their targets, in words: ``5 met, 3 missed``."""
    missed = sum(one.is_missed for one in found)
    met = sum(one.is_judged for one in found) - missed
    said = [f"{count:,} {word}" for count, word in ((met, "met"), (missed, "missed")) if count]
    return ", ".join(said) or "no target"


def position_sentence(results: Results, position: Position) -> str:
    """Say how far a receiver is from its target and what it mostly pays for."""
    where = f"in {position.year}"
    if not position.is_judged:
        return f"{position.name} costs {pounds_text(position.total)} {where}{_mostly(results, position)}."
    amount = pounds_text(abs(position.over))
    if not penny(position.over):
        return f"{position.name} meets its {position.yardstick} exactly {where}."
    side = "over" if position.is_missed else "under"
    return f"{position.name} is {amount} {side} its {position.yardstick} {where}{_mostly(results, position)}."


def _mostly(results: Results, position: Position) -> str:
    """What makes up at least half of a receiver's cost, or its largest part."""
    parts = cost_parts(results, position.receiver, position.year)
    parts = parts[parts["amount"] > 0]
    if parts.empty or position.total <= 0:
        return ""
    gross = float(parts["amount"].sum())
    largest = parts.iloc[0]
    if largest["amount"] >= gross / 2:
        return f", mostly {_phrase(largest)}"
    sources = parts.groupby(["how", "source"], sort=False, as_index=False)["amount"].sum()
    top = sources.loc[sources["amount"].idxmax()]
    share = "mostly" if top["amount"] >= gross / 2 else "the largest part"
    whole = f", {share} {_whole_phrase(top['how'], top['source'], top['amount'])}"
    inside = parts[(parts["how"] == top["how"]) & (parts["source"] == top["source"])]
    return whole if len(inside) == 1 else f"{whole}, above all {within(inside.iloc[0]['function'])}"


def cost_parts(results: Results, receiver: str, year: str) -> pd.DataFrame:
    """What a receiver's cost is made of, largest first; the parts add to its total.

    Work that it does for others is its own cost less what they pay.

    Returns:
        Columns ``how`` ("bought", "shared", "own", "fixed"), ``source`` (the supplier's name),
        ``function`` (its name), ``amount`` (£).
    """
    names = results.plan.organisations.set_index("code")["name"].fillna("").map(short_name)
    charges = results.charges[results.charges["year"] == year]
    charges = charges[charges["supplier"] != charges["customer"]]
    paid = charges[charges["customer"] == receiver]
    earned = charges[charges["supplier"] == receiver]
    services = _rows_of(results.services, receiver, year)
    fixed = _rows_of(results.receivers, receiver, year)["fixed"]
    parts = pd.concat(
        [
            pd.DataFrame(
                {
                    "how": paid["mode"].map({"buy": "bought"}).fillna("shared"),
                    "source": paid["supplier"].map(names).fillna(paid["supplier"]),
                    "function": paid["function"],
                    "amount": paid["amount"],
                }
            ),
            pd.DataFrame({"how": "own", "function": services["function"], "amount": services["cost"]}),
            pd.DataFrame({"how": "own", "function": earned["function"], "amount": -earned["amount"]}),
            pd.DataFrame({"how": "fixed", "amount": fixed}),
        ],
        ignore_index=True,
    ).fillna({"source": "", "function": ""})
    sums = parts.groupby(["how", "source", "function"], sort=False, as_index=False).agg({"amount": "sum"})
    functions = results.functions.set_index("function")["name"]
    sums["function"] = sums["function"].map(functions).fillna(sums["function"])
    return sums.sort_values("amount", ascending=False, kind="stable")


def _rows_of(frame: pd.DataFrame, receiver: str, year: str) -> pd.DataFrame:
    return frame[(frame["receiver"] == receiver) & (frame["year"] == year)]


def _phrase(part: "pd.Series[Any]") -> str:
    """One part of a cost in words."""
    function = within(part["function"])
    match part["how"]:
        case "bought":
            return f"{function} bought from {part['source']}"
        case "shared":
            return f"its part of {function} at {part['source']}"
        case "own":
            return f"{function} that it does itself"
        case _:
            return "its fixed corporate cost"


def _whole_phrase(how: str, source: str, amount: float) -> str:
    """All of one source of cost in words."""
    of_it = f" ({pounds_text(amount)})"
    match how:
        case "bought":
            return f"work bought from {source}{of_it}"
        case "shared":
            return f"its part of work shared at {source}{of_it}"
        case "own":
            return f"work that it does itself{of_it}"
        case _:
            return f"its fixed corporate cost{of_it}"
