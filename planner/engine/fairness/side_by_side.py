"""One account of several scenarios as a table with the scenarios side by side."""

import pandas as pd

from planner.engine.fairness.account import Account

BESIDE = ("people", "rate", "points", "verdict")
"""What is shown of each scenario."""


def key_of(column: str, scenario: str) -> str:
    """The column of the table that holds something of one scenario."""
    return f"{column} {scenario}"


def side_by_side(account: Account) -> pd.DataFrame:
    """A row for each line and group, in their order.

    Returns:
        line, code, group, then ``key_of`` each of ``BESIDE`` for each scenario.
    """
    parts = []
    for scenario in account.scenarios:
        mine = account.of(scenario).set_index(["line", "code", "group"])[list(BESIDE)]
        parts.append(mine.rename(columns={one: key_of(one, scenario) for one in BESIDE}))
    return pd.concat(parts, axis=1).reset_index()
