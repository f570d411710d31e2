"""Money of a scenario as checks look at it: by mode, by function, by customer."""

import pandas as pd

from planner.engine.workings import Workings
from planner.model.results import Results


def first_year(results: Results) -> str:
    """The first year in which receivers do the work; empty where no year is reported."""
    return results.years[0] if results.years else ""


def services(results: Results) -> pd.DataFrame:
    """What each receiver does in the first year."""
    return results.services[results.services["year"] == first_year(results)]


def charges(results: Results) -> pd.DataFrame:
    """Who pays whom in the first year, other than themselves."""
    paid = results.charges[results.charges["year"] == first_year(results)]
    return paid[paid["customer"] != paid["supplier"]]


def receivers(results: Results) -> pd.DataFrame:
    """Each receiver's costs in the first year, by code."""
    frame = results.receivers[results.receivers["year"] == first_year(results)]
    return frame.set_index("receiver")


def function_names(results: Results) -> dict[str, str]:
    """What each function is called."""
    frame = results.functions
    return dict(zip(frame["function"].astype(str), frame["name"].astype(str), strict=True))


def receiver_names(results: Results) -> dict[str, str]:
    """What each receiver is called."""
    frame = results.receivers.drop_duplicates("receiver")
    return dict(zip(frame["receiver"].astype(str), frame["name"].astype(str), strict=True))


def cost_before(results: Results) -> "pd.Series[float]":
    """£ a year by function before anything moves: pay of its holders and its non-pay budget."""
    pay = results.people.groupby("function")["employer_cost"].sum()
    work = results.workings
    if not isinstance(work, Workings) or not len(results.years):
        return pay
    groups = pd.Series(work.money.budgets.total[0]).groupby(work.ground.claims.group_function).sum()
    codes = work.ground.land.functions
    non_pay = pd.Series(groups.to_numpy(), index=[codes[int(at)] for at in groups.index])
    found: pd.Series[float] = pay.add(non_pay, fill_value=0.0)
    return found


def cost_after(results: Results) -> "pd.Series[float]":
    """£ a year by function as the receivers do it in the first year."""
    found: pd.Series[float] = services(results).groupby("function")["cost"].sum()
    return found
