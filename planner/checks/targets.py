"""Targets: whether each receiver meets its operating-cost target."""

from planner.base.money import penny, pounds_text
from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.checks.money import receiver_names, receivers
from planner.model.results import Behind, Results


def _judge(results: Results, threshold: float) -> Verdict:
    frame = receivers(results)
    is_at_work = frame["total"].map(penny).ne(0) | frame["target"].fillna(0.0).map(penny).ne(0)
    judged = frame[frame["over"].notna() & is_at_work]
    if judged.empty:
        return nothing_to_judge("No receiver has a target.")
    missed = judged[[penny(one) > 0 for one in judged["over"]]].sort_values("over", ascending=False)
    names = receiver_names(results)
    message = f"All {len(judged)} receivers with a target meet it."
    if len(missed):
        first = str(missed.index[0])
        message = (
            f"{len(missed)} of {len(judged)} receivers miss their target, {names.get(first, first)} most: by "
            f"{pounds_text(float(missed['over'].iloc[0]))}."
        )
    behind = tuple(Behind("receiver", str(code)) for code in missed.index)
    return Verdict(float(len(missed)), len(missed) <= threshold, message, behind)


TARGETS = Check(
    "Targets met",
    "Does each receiver meet its operating-cost target?",
    Severity.MUST,
    "check_targets_threshold",
    "receivers over",
    _judge,
)
