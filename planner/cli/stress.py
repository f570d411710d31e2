"""What shocks do to a scenario, for the command ``risk``: in words and as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.base.money import pounds_text
from planner.cli.as_json import records
from planner.cli.columns import table
from planner.cli.in_words import percent_text

if TYPE_CHECKING:
    from planner.risk.stress import StressTable

MONEY = ("redundancy_cost", "operating_cost", "over_target", "saved_by_end")


def stress_record(found: "StressTable") -> dict[str, Any]:
    """Every figure of the stresses, for scripts."""
    money = [f"{one}{end}" for one in MONEY for end in ("", "_change")]
    receivers = ("total", "target", "over", "total_change", "over_change")
    return {
        "stress": {
            "year": found.year,
            "shocks": records(found.rows, money=money),
            "receivers": records(found.receivers, money=receivers),
        }
    }


def stress_in_words(found: "StressTable") -> Iterator[str]:
    """The effect of each shock beside the plan, and why some cannot befall it."""
    if not found.shocks:
        yield "  Nothing moves in this scenario, so nothing can befall it"
        yield ""
        return
    possible = found.rows[found.rows["why_not"] == ""]
    rows = [
        (
            str(row["name"]),
            pounds_text(row["redundancy_cost"]),
            percent_text(row["talent_lost_percent"]),
            percent_text(row["transferred_percent"]),
            pounds_text(row["operating_cost"]),
            f"{row['receivers_over']:,.0f}",
        )
        for row in possible.to_dict("records")
    ]
    heads = (
        "What may happen to it", "Redundancy", "Talent lost", "In posts",
        f"Operating cost {found.year}", "Receivers over",
    )  # fmt: skip
    yield from table(heads, rows)
    for row in found.rows[found.rows["why_not"] != ""].to_dict("records"):
        yield f"  {row['name']}: {row['why_not']}"
    yield ""
