"""How to buy what is bought, by call-off from a framework or a procurement of its own, and when to begin."""

from math import ceil

import pandas as pd

from planner.base.dates import whole_months
from planner.engine.workings import Workings
from planner.model.results import Results

PROCUREMENT, CALL_OFF = "check_framework_threshold", "check_call_off_threshold"
"""The assumptions that say how many months each takes where the plan does not."""
ROUTES = (
    "function", "name", "is_framework", "months", "is_given", "needed", "begin_by", "there_are", "is_late",
)  # fmt: skip


def routes(results: Results) -> pd.DataFrame:
    """The way to buy each function of which something is bought, in the order of the plan's functions.

    Returns:
        function, name, is_framework; months it takes, and is_given, whether the plan says so (the months of
        a call-off are always assumed: those of the plan are of a procurement); needed, the day on which the
        first of the work moves; begin_by, the latest day to start; there_are, whole months from the plan's
        start to that day; is_late, whether it takes longer.
    """
    work = results.workings
    assert isinstance(work, Workings)  # noqa: S101 - every evaluation keeps its workings
    facts, claims = results.plan.facts, work.ground.scenario.allocations
    claims = claims[claims["mode"] == "buy"]
    dates = claims["date"].fillna(pd.Timestamp(facts.transfer_date))
    needed = dates.groupby(claims["function"]).min()
    functions = results.plan.functions.drop_duplicates("code")
    paid = set(results.charges.loc[results.charges["mode"] == "buy", "function"])
    rows = []
    for one in functions[functions["code"].isin(paid & set(needed.index))].to_dict("records"):
        day = needed[one["code"]]
        is_framework = one["framework"] == "Y"
        is_given = not is_framework and not pd.isna(one["procurement_months"])
        assumed = results.assumptions[CALL_OFF if is_framework else PROCUREMENT]
        months = float(one["procurement_months"]) if is_given else assumed
        there_are = whole_months(facts.plan_start, day.date())
        begin_by = day - pd.DateOffset(months=ceil(months))
        rows.append(
            (
                one["code"],
                one["name"],
                is_framework,
                months,
                is_given,
                day,
                begin_by,
                there_are,
                months > there_are,
            )
        )
    return pd.DataFrame(rows, columns=list(ROUTES))
