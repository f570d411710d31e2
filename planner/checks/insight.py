"""Transaction over insight: whether transactional work takes more of the posts than it does now."""

from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.model.results import Behind, Results


def _judge(results: Results, threshold: float) -> Verdict:
    frame = results.functions
    now, then = frame["fte"], frame["posts_fte"]
    if now.sum() <= 0 or then.sum() <= 0:
        return nothing_to_judge("There are no posts to compare with those of now.")
    is_transactional = frame["kind"] == "transactional"
    before = 100 * float(now[is_transactional].sum() / now.sum())
    after = 100 * float(then[is_transactional].sum() / then.sum())
    gained = (then / then.sum() - now / now.sum())[is_transactional].sort_values(ascending=False)
    return Verdict(
        after - before,
        after - before <= threshold,
        f"Transactional functions have {after:.1f}% of the posts' FTE; now they have {before:.1f}%.",
        tuple(Behind("function", str(frame["function"].at[at])) for at in gained.index if gained[at] > 0),
    )


INSIGHT = Check(
    "Transaction over insight",
    "Has the share of transactional work risen?",
    Severity.SHOULD,
    "check_insight_threshold",
    "percentage points",
    _judge,
)
