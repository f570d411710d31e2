"""Fairness as tables: an account with its ranges in words, all characteristics, and the rates of a chart."""

from dataclasses import dataclass
from math import isnan
from typing import Any

import pandas as pd

from planner.engine.fairness.account import EVERYBODY, Account
from planner.engine.fairness.overview import Overview
from planner.engine.fairness.question import Verdict
from planner.report import equality_words as say
from planner.report.wording import percent_text

HELD = "held back"


@dataclass(frozen=True, slots=True)
class RateRow:
    """One row of a chart of rates, all from 0 to 1.

    Attributes:
        name: the group, and the scenario where there are several.
        rate, low, high: NaN where held back.
        words: the rate, and what may be said of it.
        is_compared: whether enough people are in it to say anything, or others are compared with it.
    """

    name: str
    rate: float
    low: float
    high: float
    words: str
    is_compared: bool


def in_words(account: Account) -> pd.DataFrame:
    """An account's table with ``range``, ``ratio_range`` and ``four_fifths_words``."""
    table = account.table
    ranges = [say.range_text(low, high) for low, high in zip(table["low"], table["high"], strict=True)]
    ratios = [
        say.ratio_range_text(low, high)
        for low, high in zip(table["ratio_low"], table["ratio_high"], strict=True)
    ]
    fifths = [say.four_fifths_text(one, account.four_fifths) for one in table["four_fifths"]]
    return table.assign(range=ranges, ratio_range=ratios, four_fifths_words=fifths)


def overview_table(overview: Overview) -> pd.DataFrame:
    """One row for each characteristic: how many comparisons, and the group that lies furthest off.

    Returns:
        key, characteristic, reference, comparisons, group, rate, points, corrected, verdict; those of the
        group blank or NaN where none has enough people.
    """
    rows = []
    for one in overview.accounts:
        looked = one.table[one.table["p"].notna()]
        found: dict[str, Any] = {
            "key": one.question.characteristic.key,
            "characteristic": say.title_of(one.question.characteristic),
            "reference": one.reference,
            "comparisons": float(len(looked)),
        }
        if len(looked):
            worst = looked.iloc[int(looked["points"].abs().to_numpy().argmax())]
            found |= {key: worst[key] for key in ("group", "rate", "points", "corrected", "verdict")}
        else:
            nothing = dict.fromkeys(("rate", "points", "corrected"), float("nan"))
            is_alike = (one.table["verdict"] == Verdict.ALIKE).any()
            found |= {"group": "", **nothing, "verdict": str(Verdict.ALIKE if is_alike else Verdict.FEW)}
        rows.append(found)
    return pd.DataFrame(rows)


def lines_of(account: Account) -> tuple[str, ...]:
    """The lines of an account's table, in their order."""
    return tuple(dict.fromkeys(account.table["line"]))


def rate_rows(account: Account, line: str) -> tuple[RateRow, ...]:
    """The rates of a line's groups, each scenario below the other."""
    table = account.table[(account.table["line"] == line) & (account.table["group"] != EVERYBODY)]
    order = {name: at for at, name in enumerate(dict.fromkeys(table["group"]))}
    table = table.assign(at=table["group"].map(order)).sort_values("at", kind="stable")
    return tuple(_rate_row(one, len(account.scenarios) > 1) for one in table.to_dict("records"))


def reference_rate(account: Account, line: str) -> float:
    """The rate, 0 to 1, that a line's groups are compared with; NaN with several scenarios or none shown."""
    table = account.table
    found = table.loc[(table["line"] == line) & (table["group"] == account.reference), "rate"]
    return float(found.iloc[0]) if len(found) == 1 else float("nan")


def _rate_row(one: dict[Any, Any], has_several: bool) -> RateRow:
    name = f"{one['group']}, {one['scenario']}" if has_several else str(one["group"])
    verdict, is_known = str(one["verdict"]), not isnan(one["rate"])
    words = f"{percent_text(100 * one['rate'])}  {verdict}" if is_known else HELD
    if not is_known and verdict != Verdict.HELD:
        words = "nobody decided"
    is_compared = verdict in (Verdict.BEYOND, Verdict.CHANCE, Verdict.ALIKE, Verdict.REFERENCE)
    return RateRow(name, one["rate"], one["low"], one["high"], words, is_compared)
