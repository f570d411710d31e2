"""Pools and timetable: how each pool is filled, stage by stage, and by when each step must be done."""

import pandas as pd

from planner.base.dates import long_date
from planner.model.results import Results
from planner.model.tables import STAGES
from planner.report.pack.material import Material
from planner.report.pack.setting import count_text, figure, section, words
from planner.report.pages import Block, Note, Page
from planner.report.wording import fte_text

HEADS = {
    "lift_and_shift": "Lift and shift",
    "slot_in": "Slot-in",
    "competitive_slot_in": "Compet. slot-in",
    "ring_fence_narrow": "Ring-fence",
    "ring_fence_wider": "Wider",
    "redeployment": "Redepl.",
}
"""The stages in which the senders' own people are placed, as heads of columns."""


def pools_and_timetable(material: Material) -> tuple[Page, ...]:
    """Set out the FTE that each stage is likely to place from each pool, and the plan's days."""
    results = material.results
    blocks: tuple[Block, ...] = (
        *_days(results),
        *_pools(results),
        Note(
            "FTE likely to be placed at each stage. People who resign first, or refuse, are not among them."
        ),
    )
    return (material.page("Pools and timetable", blocks),)


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


def _pools(results: Results) -> tuple[Block, ...]:
    pools = results.pools
    keys = [stage for stage in STAGES if stage in HEADS]
    rows = [
        (
            one["pool"],
            count_text(one["heads"]),
            fte_text(one["fte"]),
            fte_text(one["posts_fte"]),
            *(fte_text(one[key]) if one[key] else "" for key in keys),
            fte_text(one["placed_fte"]),
            fte_text(one["redundant_fte"]),
        )
        for one in pools.to_dict("records")
    ]
    sums = ["fte", "posts_fte", *keys, "placed_fte", "redundant_fte"]
    total = (
        "All",
        count_text(float(pools["heads"].sum())),
        *(fte_text(float(pools[key].sum())) for key in sums),
    )
    columns = (
        words("Pool", 2.0),
        figure("People"),
        figure("FTE"),
        figure("Posts"),
        *(figure(HEADS[key]) for key in keys),
        figure("Placed"),
        figure("Redundant"),
    )
    return section("Pools", "People", columns, rows, total, "There is nobody in the plan yet.")
