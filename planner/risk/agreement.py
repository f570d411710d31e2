"""Whether draws agree with the evaluation, and what the evaluation leaves out.

The evaluation works with expected numbers: a pool of three of whom 2.7 are expected to stay has, with 2.7
posts, a post for each of them. In life there are three on most days, and one of them has none. The mean of
the draws is therefore not the evaluation's figure, even with assumptions fixed. Two runs tell the two apart:
with posts offered to the share of seekers that the evaluation expects, the mean must be the evaluation's to
within the chance of the draws; with as many winners as there are posts, what is left is what competition for
whole posts adds.
"""

import numpy as np
import pandas as pd

from planner.base.ticks import Tick, no_tick
from planner.model.results import Results
from planner.risk import DRAWS, SEED
from planner.risk.outcome import Risk
from planner.risk.simulate import simulate_results

AGREES_WITHIN = 3.0
"""Standard errors."""


def agreement(results: Results, draws: int = DRAWS, seed: int = SEED, tick: Tick = no_tick) -> pd.DataFrame:
    """Set the evaluation beside draws with assumptions fixed.

    Returns:
        One row for redundancy cost, people made redundant, talent lost, and each receiver's first year
        over target: measure, unit, expected (the evaluation), mean_by_odds, error_by_odds (one standard
        error), errors_apart, agrees (within ``AGREES_WITHIN``); mean_by_posts, error_by_posts, and
        added_by_whole_posts, the mean by posts less the evaluation's figure.
    """
    by_odds = simulate_results(
        results, draws, seed, lambda share, doing: tick(share / 2, doing), by_expected_odds=True
    )
    by_posts = simulate_results(
        results, draws, seed, lambda share, doing: tick(0.5 + share / 2, doing), fixed_assumptions=True
    )
    one, other = _measures(by_odds), _measures(by_posts)
    apart = one["mean"] - one["expected"]
    exact = apart.abs() <= 1e-6 * one["expected"].abs().clip(lower=1.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        errors = np.where(exact, 0.0, apart / one["error"])
    return pd.DataFrame(
        {
            "measure": one["measure"],
            "unit": one["unit"],
            "expected": one["expected"],
            "mean_by_odds": one["mean"],
            "error_by_odds": one["error"],
            "errors_apart": errors,
            "agrees": np.abs(errors) <= AGREES_WITHIN,
            "mean_by_posts": other["mean"],
            "error_by_posts": other["error"],
            "added_by_whole_posts": other["mean"] - one["expected"],
        }
    )


def _measures(risk: Risk) -> pd.DataFrame:
    """Each measure's expected figure, mean and standard error."""
    spreads = [
        (one.name, one.unit, one.expected, one.mean, one.standard_error)
        for one in (risk.cost, risk.heads, risk.talent_lost)
    ]
    table = risk.receivers
    first = table[(table["year"] == table["year"].iloc[:1].squeeze()) & table["target"].notna()]
    spreads += [
        (f"{name} ({code}) over target, {year}", "£", expected, mean, error)
        for name, code, year, expected, mean, error in zip(
            first["name"], first["receiver"], first["year"], first["expected"], first["mean"],
            first["standard_error"], strict=True,
        )
    ]  # fmt: skip
    return pd.DataFrame(spreads, columns=["measure", "unit", "expected", "mean", "error"])
