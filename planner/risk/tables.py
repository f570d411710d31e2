"""What draws came to, as tables: the same for the window, paper, the workbook and the command line."""

from typing import TYPE_CHECKING

import pandas as pd

from planner.risk.outcome import HALF_A_PENNY, SURE_WITHIN

if TYPE_CHECKING:
    from planner.model.assumptions import Assumption
    from planner.risk.outcome import Risk, Spread


def spreads(risk: "Risk") -> "tuple[Spread, Spread, Spread]":
    """The three figures whose whole spread is shown."""
    return risk.cost, risk.heads, risk.talent_lost


def spread_rows(risk: "Risk") -> pd.DataFrame:
    """One row for each figure: name, unit, expected, mean, error (95%), p10, p50, p90."""
    return pd.DataFrame(
        [
            {
                "name": one.name,
                "unit": one.unit,
                "expected": one.expected,
                "mean": one.mean,
                "error": SURE_WITHIN * one.standard_error,
                "p10": one.p10,
                "p50": one.p50,
                "p90": one.p90,
            }
            for one in spreads(risk)
        ]
    )


def chances(risk: "Risk", year: str) -> pd.DataFrame:
    """Receivers at work that have a target in a year, the least likely to meet it first.

    Returns:
        receiver, name, year, chance (0 to 100), target, and £ over target, below nil where under: expected,
        mean, p10, p50, p90.
    """
    found = risk.receivers[(risk.receivers["year"] == year) & risk.receivers["target"].notna()]
    # One that costs nothing has nothing to do; its target is no achievement.
    found = found[(found["target"] + found["expected"]).abs() >= HALF_A_PENNY]
    found = found.sort_values(
        ["chance_met", "mean"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return found.assign(chance=100 * found["chance_met"])


def chance_of_all(risk: "Risk", year: str) -> float:
    """0 to 100: the share of draws in which every receiver that has a target meets it; NaN without any."""
    found = risk.years.loc[risk.years["year"] == year, "chance_all_met"]
    return 100 * float(found.iloc[0]) if len(found) else float("nan")


def assumptions_of(risk: "Risk") -> pd.DataFrame:
    """Every assumption that has a range: key, meaning, unit, value, low, high, treated (drawn or held)."""

    def row(one: "Assumption", treated: str) -> dict[str, object]:
        return {
            "key": one.key,
            "meaning": one.meaning,
            "unit": one.unit,
            "value": one.value,
            "low": one.low,
            "high": one.high,
            "treated": treated,
        }

    rows = [*(row(one, "drawn") for one in risk.drawn), *(row(one, "held") for one in risk.held)]
    return pd.DataFrame(rows, columns=["key", "meaning", "unit", "value", "low", "high", "treated"])
