"""The same old pattern: whether the split of money between functions has moved at all."""

from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.checks.money import cost_after, cost_before
from planner.model.results import Behind, Results
from planner.model.tables import BASELINE


def _judge(results: Results, threshold: float) -> Verdict:
    before, after = cost_before(results), cost_after(results)
    if results.scenario == BASELINE or before.sum() <= 0 or after.sum() <= 0:
        return nothing_to_judge("There is no money to compare before and after.")
    shares = (after / after.sum()).sub(before / before.sum(), fill_value=0.0) * 100
    moved = float(shares.abs().sum()) / 2
    order = shares.abs().sort_values(ascending=False).index
    return Verdict(
        moved,
        moved >= threshold,
        f"{moved:.1f}% of the money goes to other functions than now.",
        tuple(Behind("function", str(code)) for code in order[:5]),
    )


SAME_OLD_PATTERN = Check(
    "The same old pattern",
    "Has the split of money between functions moved at all?",
    Severity.NOTE,
    "check_same_old_pattern_threshold",
    "% moved, at least",
    _judge,
    more_is_worse=False,
)
