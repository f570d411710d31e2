"""From what the system costs now to what it costs in a scenario, step by step, in one financial year."""

import numpy as np
import pandas as pd

from planner.engine.workings import Workings
from planner.model.results import Results
from planner.report.wording import short_name

STEPS = {
    "staff": "Staff",
    "vacancies": "Vacancies filled from outside",
    "fixed": "Fixed corporate cost",
    "non_pay": "Non-pay",
    "traded": "Bought less earned",
    "legacy": "Committed, for work that stops",
    "double_running": "Senders until they close",
}
"""The steps between the two totals, in their order."""
BASELINE, SCENARIO = "baseline", "scenario"
_OF_RECEIVERS = ("staff", "vacancies", "fixed", "non_pay")
HALF_A_PENNY = 0.005


def cost_bridge(results: Results, year: str) -> pd.DataFrame:
    """The baseline's operating cost, what each line changes, and the scenario's operating cost.

    Returns:
        ``step``, ``name``, ``amount`` (£: a total, or a change), ``start`` and ``end`` (£: where its bar
        begins and ends), ``is_total``, ``change`` (£, NaN for a total). The first end, and all changes,
        add to the last amount.
    """
    system = results.system[results.system["year"] == year].iloc[0]
    changes = {step: float(lines["amount"].sum()) for step, lines in _lines(results, year).items()}
    rows: list[tuple[str, str, float, float, float, bool]] = []
    level = float(system["baseline"])
    rows.append((BASELINE, "Going on as now", level, 0.0, level, True))
    for step, name in STEPS.items():
        if abs(changes[step]) >= HALF_A_PENNY:
            rows.append((step, name, changes[step], level, level + changes[step], False))
            level += changes[step]
    total = float(system["total"])
    rows.append((SCENARIO, results.scenario, total, 0.0, total, True))
    table = pd.DataFrame(rows, columns=["step", "name", "amount", "start", "end", "is_total"])
    return table.assign(change=table["amount"].mask(table["is_total"]))


def bridge_lines(results: Results, year: str, step: str) -> pd.DataFrame:
    """What one bar of the bridge is made of: line, amount (£); nil lines are left out."""
    lines = _lines(results, year)
    if step == BASELINE:
        pay, non_pay = _now(results, year)
        found = pd.DataFrame(
            {"line": ["Pay of everyone in post", "Non-pay budgets"], "amount": [pay, non_pay]}
        )
    elif step == SCENARIO:
        pay, non_pay = _now(results, year)
        sums = {name: float(lines[one]["amount"].sum()) for one, name in STEPS.items()}
        sums[STEPS["staff"]] += pay
        sums[STEPS["non_pay"]] += non_pay
        found = pd.DataFrame({"line": list(sums), "amount": list(sums.values())})
    else:
        found = lines[step]
    return found[found["amount"].abs() >= HALF_A_PENNY].reset_index(drop=True)


def _now(results: Results, year: str) -> tuple[float, float]:
    """Pay and non-pay of the senders, £, if nothing moved."""
    work = results.workings
    if not isinstance(work, Workings):
        raise TypeError("these results did not come from the engine")
    at = results.years.index(year)
    pay = float(work.ground.holders.cost[work.ground.reported][at].sum())
    return pay, float(work.money.budgets.total[at].sum())


def _lines(results: Results, year: str) -> dict[str, pd.DataFrame]:
    """Each step as what makes it up: what goes now, less, and what each receiver pays."""
    table = results.receivers[results.receivers["year"] == year]
    system = results.system[results.system["year"] == year].iloc[0]
    names = [short_name(name) for name in table["name"]]
    pay, non_pay = _now(results, year)
    now = {"staff": ("Pay now", -pay), "non_pay": ("Non-pay now", -non_pay)}
    found = {}
    for step in _OF_RECEIVERS:
        first = [now[step]] if step in now else []
        found[step] = _frame([*first, *zip(names, table[step].tolist(), strict=True)])
    found["traded"] = _frame(list(zip(names, (table["bought"] - table["earned"]).tolist(), strict=True)))
    found["legacy"] = _frame([(STEPS["legacy"], float(system["legacy"]))])
    found["double_running"] = _frame([(STEPS["double_running"], float(system["double_running"]))])
    return found


def _frame(rows: list[tuple[str, float]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "line": pd.array([name for name, _ in rows], dtype="str"),
            "amount": np.array([amount for _, amount in rows], dtype=np.float64),
        }
    )
