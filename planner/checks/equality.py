"""Equality: whether redundancy falls on one group more than on another, by more than chance would do."""

from typing import Any

import numpy as np
import pandas as pd

from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.engine.fairness.account import Account, account_of
from planner.engine.fairness.overview import Overview, functions_behind, overview_of
from planner.engine.fairness.question import Question
from planner.engine.fairness.question import Verdict as Said
from planner.engine.fairness.standing import Standing, standing_of
from planner.engine.workings import Workings
from planner.model.results import Behind, Results


def _judge(results: Results, threshold: float) -> Verdict:
    if not isinstance(results.workings, Workings) or results.people.empty:
        return nothing_to_judge("There are no people to compare.")
    stand = standing_of(results)
    found = overview_of(results, only_protected=True, shows_small=True, standing=stand)
    if not found.compared:
        return nothing_to_judge("No two groups have people enough, and odds that differ, to be compared.")
    rows = _beyond_chance(found)
    if rows.empty:
        message = (
            f"Of {found.compared} {'comparison' if found.compared == 1 else 'comparisons'} of groups' odds "
            "of redundancy none differs by more than chance would do."
        )
        return Verdict(0.0, is_passed=True, message=message)
    worst = rows.iloc[int(rows["points"].abs().to_numpy().argmax())]
    account = found.accounts[int(worst["account"])]
    group, other = str(worst["group"]), account.reference
    points = abs(float(worst["points"]))
    may_show = _may_show(results, account, group, stand)
    behind = functions_behind(results, account.question.characteristic, group, other, stand)
    return Verdict(
        points if may_show else float("nan"),
        points <= threshold,
        f"{_said(account, worst, may_show=may_show)}; {len(rows)} of {found.compared} comparisons "
        f"{'is' if len(rows) == 1 else 'are'} more than chance would do.",
        tuple(Behind("function", one) for one in behind),
    )


def _may_show(results: Results, account: Account, group: str, stand: Standing) -> bool:
    """Whether the rates of a group and of the one compared with give no small number away."""
    shown = account_of((results,), Question(account.question.characteristic), (stand,)).table
    rates = shown.loc[shown["group"].isin([group, account.reference]), "rate"]
    return bool(rates.notna().all())


def _said(account: Account, worst: "pd.Series[Any]", *, may_show: bool) -> str:
    """Both rates, the higher first; without figures where they would give a small number away."""
    title = account.question.characteristic.title
    reference = account.table[account.table["group"] == account.reference].iloc[0]
    high, low = (worst, reference) if worst["points"] > 0 else (reference, worst)
    if not may_show:
        return (
            f"{title}: odds of redundancy are higher for {high['group']} than for {low['group']} (figures "
            "held back for small numbers)"
        )
    return (
        f"{title}: odds of redundancy are {100 * high['rate']:.1f}% for {high['group']} and "
        f"{100 * low['rate']:.1f}% for {low['group']}"
    )


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
