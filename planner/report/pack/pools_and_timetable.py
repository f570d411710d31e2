"""Pools and timetable: how each pool is filled, stage by stage, and by when each step must be done."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from planner.base.dates import long_date
from planner.engine.timetable import MovedBy, timetable_of
from planner.model.results import Results
from planner.report.pack.material import Material
from planner.report.pack.setting import (
    NOT_KNOWN,
    caution_of,
    count_text,
    figure,
    function_names,
    section,
    whole,
    words,
)
from planner.report.pages import Block, Note, Page
from planner.report.timetable import margin_text, overview
from planner.report.wording import counted, fte_text, percent_text

HEADS = {
    "lift_and_shift": "Lift and shift",
    "slot_in": "Slot-in",
    "competitive_slot_in": "Competitive slot-in",
    "ring_fence_narrow": "Ring-fence",
    "ring_fence_wider": "Wider ring-fence",
    "redeployment": "Redeployment",
}
"""The stages in which the senders' own people are placed, as heads of columns."""
SUMMED = ("posts_fte", *HEADS, "placed_fte", "redundant_fte")
LEAST_SHOWN = 0.005
"""FTE that is written as 0.01; less is nobody."""
MOST_POOLS = 40
MEANING = (
    "FTE likely to be placed at each stage. People who resign first, or refuse, are not among them. “Left "
    "over” is the chance that somebody who stays finds no post in the pool’s own stages. All pools stand in "
    "People."
)
TOGETHER = "Functions that move with all the work stand in its row."
STEPS_MEANING = (
    "The last safe day is the last on which a step may begin and all that follows still fits: consultation "
    "before notice, and notice before people leave. What notice cannot be worked is paid in lieu. How long "
    "consultation takes goes by the redundancies that are expected."
)
COLUMNS = (
    figure("People"),
    figure("FTE"),
    figure("Open posts"),
    *(figure(title) for title in HEADS.values()),
    figure("Placed"),
    figure("Redundant"),
)


def pools_and_timetable(material: Material) -> tuple[Page, ...]:
    """Set out the plan's days, the FTE that each stage is likely to place, and the pools with odds."""
    results = material.results
    at_odds = _at_odds(results)
    blocks: tuple[Block, ...] = (
        *_days(results),
        *_steps(results),
        *_by_function(results),
        *_pools(at_odds, function_names(results)),
        Note(MEANING),
    )
    caution = caution_of(at_odds["heads"])
    return (material.page("Pools and timetable", blocks, caution=caution, is_wide=True),)


def _days(results: Results) -> tuple[Block, ...]:
    facts = results.plan.facts
    days = [
        (facts.announced, "Proposals are announced"),
        (facts.plan_start, "The plan begins"),
        (facts.closure, "The senders close: last day of those who are not placed"),
        (facts.transfer_date, "Work and people move"),
        (facts.horizon, "The plan’s figures end"),
    ]
    groups = results.plan.allocations
    own = groups[(groups["scenario"] == results.scenario) & groups["date"].notna()]
    for day, moving in own.groupby("date", sort=True):
        moved = ", ".join(dict.fromkeys(moving["function"].astype(str)))
        days.append((pd.Timestamp(str(day)).date(), f"Moves on a day of its own: {moved}"))
    rows = [(long_date(day), what) for day, what in sorted(days, key=lambda one: one[0])]
    return section("Days of the plan", "Data, Plan", (words("Day"), words("What happens", 4.0, 2)), rows)


def _steps(results: Results) -> tuple[Block, ...]:
    """By when each step must begin; functions that move on the plan's own day stand in one row there."""
    timetable, moves_on = timetable_of(results), results.plan.facts.transfer_date
    shown = [
        step
        for step in timetable.steps
        if not (step.moved_by is MovedBy.FUNCTION and step.begins == moves_on and step.fits)
    ]
    rows = [
        (
            step.name,
            step.group,
            long_date(step.begins) if step.is_known else NOT_KNOWN,
            long_date(step.ends) if step.ends > step.begins else "",
            long_date(step.last_safe) if step.last_safe is not None else "",
            margin_text(step),
        )
        for step in shown
    ]
    columns = (
        words("Step", 2.0),
        words("Of", 1.5),
        whole("Begins"),
        whole("Ends"),
        whole("Last safe day"),
        whole("To spare"),
    )
    blocks = section("Steps and last safe days", "Timetable", columns, rows)
    one_row = f" {TOGETHER}" if len(shown) < len(timetable.steps) else ""
    return (*blocks, Note(f"{overview(timetable)}{one_row} {STEPS_MEANING}"))


def _by_function(results: Results) -> tuple[Block, ...]:
    """Stage by stage, the pools of each function together."""
    names, pools = function_names(results), results.pools
    summed = pools.groupby("function", sort=False)[["heads", "fte", *SUMMED]].sum()
    counts = pools.groupby("function", sort=False).size()
    rows = [
        (
            names.get(str(code), str(code)),
            f"{counts[code]:,}",
            *_stages(one),
        )
        for code, one in zip(summed.index, summed.to_dict("records"), strict=True)
    ]
    total = ("All", f"{len(pools):,}", *_stages(summed.sum().to_dict()))
    columns = (words("Function", 2.0), figure("Pools"), *COLUMNS)
    empty = "There is nobody in the plan yet."
    return section("How posts are filled, FTE", "People", columns, rows, total, empty)


def _at_odds(results: Results) -> pd.DataFrame:
    """The pools in which somebody is likely to be made redundant, most first."""
    pools = results.pools[results.pools["redundant_fte"] >= LEAST_SHOWN]
    return pools.sort_values("redundant_fte", ascending=False, kind="stable")


def _pools(at_odds: pd.DataFrame, names: Mapping[str, str]) -> tuple[Block, ...]:
    """Those pools one by one; the least of very many together."""
    shown, rest = at_odds[:MOST_POOLS], at_odds[MOST_POOLS:]
    rows = [
        (
            str(one["pool"]),
            names.get(str(one["function"]), str(one["function"])),
            percent_text(100 * one["chance_left_over"]),
            *_stages(one),
        )
        for one in shown.to_dict("records")
    ]
    keys = ["heads", "fte", *SUMMED]
    if len(rest):
        rows.append((counted(len(rest), "other pool"), "", "", *_stages(rest[keys].sum().to_dict())))
    total = ("All of these", "", "", *_stages(at_odds[keys].sum().to_dict()))
    columns = (words("Pool"), words("Function", 1.5), figure("Left over"), *COLUMNS)
    empty = "Nobody in any pool is expected to be made redundant."
    return section("Pools with redundancies in view, FTE", "People", columns, rows, total, empty)


def _stages(one: Mapping[Any, Any]) -> tuple[str, ...]:
    """The figures of a pool, or of several; a stage that places nobody is blank."""
    return (
        count_text(one["heads"]),
        fte_text(one["fte"]),
        fte_text(one["posts_fte"]),
        *(fte_text(one[key]) if one[key] >= LEAST_SHOWN else "" for key in HEADS),
        fte_text(one["placed_fte"]),
        fte_text(one["redundant_fte"]),
    )
