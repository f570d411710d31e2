"""The size of a CCG: whether its fixed cost leaves enough of its allowance for the work."""

from planner.base.money import pounds_text
from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.checks.money import receiver_names, receivers
from planner.model.results import Behind, Results


def _judge(results: Results, threshold: float) -> Verdict:
    frame = receivers(results)
    groups = frame[(frame["kind"] == "CCG") & (frame["target"] > 0) & (frame["fixed"] > 0)]
    if groups.empty:
        return nothing_to_judge("No CCG has both an allowance and a fixed cost.")
    part = 100 * groups["fixed"] / groups["target"]
    worst = str(part.idxmax())
    fixed, target, population = (groups[key].to_dict()[worst] for key in ("fixed", "target", "population"))
    needed = fixed / (threshold / 100) / (target / population)
    failing = part[part > threshold].sort_values(ascending=False)
    name = receiver_names(results).get(worst, worst)
    message = (
        f"{name} spends {part.max():.1f}% of its allowance on fixed cost "
        f"({pounds_text(fixed)}); at {threshold:g}% that needs {needed:,.0f} people."
    )
    behind = tuple(Behind("receiver", str(code)) for code in failing.index)
    return Verdict(float(part.max()), failing.empty, message, behind)


CCG_SIZE = Check(
    "CCG size",
    "Does the fixed cost of a CCG leave too little of its allowance?",
    Severity.SHOULD,
    "check_ccg_size_threshold",
    "% of allowance",
    _judge,
)
