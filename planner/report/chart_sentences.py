"""What each chart of the results says, in one plain sentence."""

import pandas as pd

from planner.base.money import penny, pounds_text
from planner.model.results import Results
from planner.model.tables import BANDS
from planner.report.breakdowns import (
    ONE_OFF,
    SYSTEM,
    cash_parts,
    cover_by_function,
    redundancy_by_band,
    redundancy_by_function,
    redundancy_by_sender,
    talent_by_function,
    years_of,
)
from planner.report.cost_bridge import cost_bridge
from planner.report.positions import positions
from planner.report.redundancy_shares import NOBODY, redundancy_by_receiver
from planner.report.wording import begun, counted, listed, month_name, percent_text, short_name, within

NONE_REDUNDANT = "Nobody is expected to be made redundant."
_SENIOR = BANDS[BANDS.index("8a") :]


def functions_sentence(results: Results) -> str:
    """How much of the redundancy cost arises in the dearest function."""
    table = redundancy_by_function(results)
    whole = results.headline.redundancy_cost
    if not penny(whole):
        return NONE_REDUNDANT
    first = table.iloc[0]
    share = percent_text(first["redundancy_cost"] / whole * 100)
    if len(table) == 1:
        return f"All of the redundancy cost, {pounds_text(whole)}, arises in {within(first['name'])}."
    return (
        f"Redundancy is expected to cost {pounds_text(whole)} in {counted(len(table), 'function')}: "
        f"{share} of it in {within(first['name'])}."
    )


def bands_sentence(results: Results) -> str:
    """How much of the redundancy cost is of senior people."""
    table = redundancy_by_band(results)
    whole = results.headline.redundancy_cost
    if not penny(whole):
        return NONE_REDUNDANT
    senior = float(table.loc[table["band"].isin(_SENIOR), "redundancy_cost"].sum())
    dearest = table.iloc[int(table["redundancy_cost"].to_numpy().argmax())]
    return (
        f"Bands 8a and above carry {percent_text(senior / whole * 100)} of the redundancy cost; the dearest "
        f"is band {dearest['band']}, at {pounds_text(dearest['redundancy_cost'])}."
    )


def receivers_sentence(results: Results) -> str:
    """Whose work costs most in redundancy, and how much is of work that nobody takes."""
    table = redundancy_by_receiver(results)
    if not penny(results.headline.redundancy_cost):
        return NONE_REDUNDANT
    is_nobody = table["receiver"].isin(list(NOBODY))
    taken, nobody = table[~is_nobody], float(table.loc[is_nobody, "redundancy_cost"].sum())
    rest = f"{pounds_text(nobody)} is for work that nobody takes"
    if taken.empty:
        return f"All of the redundancy cost, {pounds_text(nobody)}, is for work that nobody takes."
    first = taken.iloc[0]
    lead = (
        f"Work that goes to {short_name(first['name'])} costs most, {pounds_text(first['redundancy_cost'])}"
    )
    return f"{lead}; {rest}." if penny(nobody) else f"{lead}; no redundancy is for work that nobody takes."


def senders_sentence(results: Results) -> str:
    """At which sender most of the redundancy cost arises."""
    table = redundancy_by_sender(results)
    whole = results.headline.redundancy_cost
    if not penny(whole):
        return NONE_REDUNDANT
    first = table.iloc[0]
    share = percent_text(first["redundancy_cost"] / whole * 100)
    amount = pounds_text(first["redundancy_cost"])
    return f"{share} of the redundancy cost, {amount}, arises at {short_name(first['name'])}."


def talent_sentence(results: Results) -> str:
    """How much talent is lost, and where most of it is."""
    table = talent_by_function(results)
    if table.empty:
        return "No talent is expected to be lost."
    first = table.iloc[0]
    whole = percent_text(results.headline.talent_lost_percent)
    where = f"{first['points']:.1f} points of it in {within(first['name'])}"
    return f"{whole} of talent is likely to be lost, {where}."


def cover_sentence(results: Results) -> str:
    """How many functions open below their minimum, or which is covered least."""
    table = cover_by_function(results)
    if table.empty:
        return "There is no work to cover on day one."
    below = table[table["short_fte"] > 0]
    least = table.iloc[0]
    if below.empty:
        lowest = f"the least covered is {within(least['name'])}, at {percent_text(least['cover_percent'])}"
        if table["minimum_percent"].isna().all():
            return f"The plan gives no minimum cover; {lowest}."
        return f"Every function opens with its minimum cover or more; {lowest}."
    statutory = int(below["is_statutory"].sum())
    also = (
        f", {counted(statutory, 'of them', 'of them')} statutory" if statutory else ", none of them statutory"
    )
    verb = "opens" if len(below) == 1 else "open"
    count = f"{len(below):,} of {counted(len(table), 'function')} {verb} below minimum cover"
    return f"{begun(count)}{also}."


def targets_sentence(results: Results, year: str) -> str:
    """How many receivers are over target in a year, and by how much."""
    judged = [one for one in positions(results, year) if one.is_judged]
    if not judged:
        return f"No receiver has a target in {year}."
    missed = [one for one in judged if one.is_missed]
    if not missed:
        under = pounds_text(abs(sum(one.over for one in judged)))
        who = f"All {len(judged):,} receivers with a target meet"
        who = "The only receiver with a target meets" if len(judged) == 1 else who
        return f"{who} it in {year}, with {under} to spare."
    over, all_ = pounds_text(sum(one.over for one in missed)), counted(len(judged), "receiver")
    if len(missed) == 1:
        return f"{missed[0].name} is the one of {all_} over target in {year}, by {over}."
    return f"{len(missed):,} of {all_} are over target in {year}, by {over} in all."


def years_sentence(results: Results, receiver: str = SYSTEM) -> str:
    """How a receiver's cost, or the whole system's, changes from the first year to the last."""
    table = years_of(results, receiver)
    if table.empty:
        return "There is no year to show."
    name = "The whole system"
    if receiver != SYSTEM:
        names = results.receivers.drop_duplicates("receiver").set_index("receiver")["name"]
        name = short_name(names[receiver])
    first, last = table.iloc[0], table.iloc[-1]
    opening = f"{name} costs {pounds_text(first['total'])} in {first['year']}"
    if len(table) == 1:
        return f"{opening}{_against(last)}."
    change = float(last["total"] - first["total"])
    if not penny(change):
        return f"{opening} and the same in {last['year']}{_against(last)}."
    moved = f"{pounds_text(abs(change))} {'more' if change > 0 else 'less'}"
    return f"{opening} and {moved} in {last['year']}{_against(last)}."


def _against(row: "pd.Series[float]") -> str:
    """How far a year's cost is from its target, as the end of a sentence."""
    over = float(row["over"])
    if over != over:  # noqa: PLR0124 (NaN is not itself)
        return ", with no target"
    if not penny(over):
        return ", on target"
    return f", {pounds_text(abs(over))} {'over' if over > 0 else 'under'} target"


def bridge_sentence(results: Results, year: str) -> str:
    """How far the scenario's cost is from going on as now, and what moves it most."""
    table = cost_bridge(results, year)
    change = float(table["amount"].iloc[-1] - table["amount"].iloc[0])
    steps = table[~table["is_total"]]
    if steps.empty:
        return f"The scenario costs the same as going on as now in {year}."
    side = "more" if change > 0 else "less"
    opening = f"The scenario costs {pounds_text(abs(change))} {side} than going on as now in {year}"
    if not penny(change):
        opening = f"The scenario costs the same as going on as now in {year}"
    largest = steps.reindex(steps["amount"].abs().sort_values(ascending=False, kind="stable").index)[:2]
    parts = [
        f"{pounds_text(abs(amount))} {'more' if amount > 0 else 'less'} on {within(name)}"
        for name, amount in zip(largest["name"], largest["amount"], strict=True)
    ]
    return f"{opening}: above all {listed(parts)}."


def cash_sentence(results: Results) -> str:
    """When the money is back, and what is saved or spent by the last month."""
    months = results.months
    if months.empty:
        return "There are no months to show."
    end = float(months["cumulative"].iloc[-1])
    last = month_name(str(months["month"].iloc[-1]))
    amount = pounds_text(abs(end))
    if results.headline.payback_month is not None:
        return (
            f"The money is back in {month_name(results.headline.payback_month)}; {amount} is saved by {last}."
        )
    if not penny(end):
        return f"By {last} it has neither saved nor cost anything against going on as now."
    if end > 0:
        return f"It is {amount} better than going on as now by {last}."
    return f"The money is not back by {last}: it is {amount} worse than going on as now."


def months_sentence(results: Results) -> str:
    """What is spent once and when most of it is, and what running costs save in the last month."""
    table = cash_parts(results)
    if table.empty:
        return "There are no months to show."
    once = table[list(ONE_OFF)].sum(axis=1)
    spent, running = -float(once.sum()), float(table["running"].iloc[-1])
    side = "lower" if running >= 0 else "higher"
    last = month_name(str(table["month"].iloc[-1]))
    then = f"running costs are {pounds_text(abs(running))} a month {side} by {last}"
    if not penny(running):
        then = f"running costs are as now by {last}"
    if not penny(spent):
        return f"Nothing is spent once; {then}."
    dearest = month_name(str(table["month"].iloc[int(once.to_numpy().argmin())]))
    return f"{pounds_text(spent)} is spent once, most of it in {dearest}; {then}."
