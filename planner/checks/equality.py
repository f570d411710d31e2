"""Equality: whether redundancy falls on one group more than on another, by more than chance would do."""

import numpy as np
import pandas as pd

from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.engine.fairness.overview import Overview, functions_behind, overview_of
from planner.engine.fairness.question import Verdict as Said
from planner.engine.workings import Workings
from planner.model.results import Behind, Results


def _judge(results: Results, threshold: float) -> Verdict:
    if not isinstance(results.workings, Workings) or results.people.empty:
        return nothing_to_judge("There are no people to compare.")
    found = overview_of(results, only_protected=True)
    if not found.compared:
        return nothing_to_judge("The staff list has no two groups with enough people to compare.")
    rows = _beyond_chance(found)
    if rows.empty:
        message = (
            f"Of {found.compared} comparisons of groups' odds of redundancy none differs by more than "
            "chance would do."
        )
        return Verdict(0.0, is_passed=True, message=message)
    worst = rows.iloc[int(rows["points"].abs().to_numpy().argmax())]
    account = found.accounts[int(worst["account"])]
    reference = account.table[account.table["group"] == account.reference].iloc[0]
    points = abs(float(worst["points"]))
    passes = points <= threshold
    high, low = (worst, reference) if worst["points"] > 0 else (reference, worst)
    message = (
        f"{account.question.characteristic.title}: odds of redundancy are {100 * high['rate']:.1f}% for "
        f"{high['group']} and {100 * low['rate']:.1f}% for {low['group']}; {len(rows)} of "
        f"{found.compared} comparisons {'is' if len(rows) == 1 else 'are'} more than chance would do."
    )
    behind = functions_behind(
        results, account.question.characteristic, str(worst["group"]), account.reference
    )
    return Verdict(points, passes, message, tuple(Behind("function", one) for one in behind))


def _beyond_chance(found: Overview) -> pd.DataFrame:
    """The comparisons of all characteristics that are more than chance, each with its account's place."""
    tables = [one.table.assign(account=at) for at, one in enumerate(found.accounts)]
    whole = pd.concat(tables, ignore_index=True)
    return whole[np.asarray(whole["verdict"] == Said.BEYOND)]


EQUALITY = Check(
    "Equality",
    "Does redundancy fall on one group more than on another, by more than chance?",
    Severity.SHOULD,
    "check_equality_threshold",
    "percentage points",
    _judge,
)
