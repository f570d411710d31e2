"""Framework: whether there is time to buy what is bought, outside a framework or by call-off from one."""

from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.engine.market.routes import PROCUREMENT, routes
from planner.model.results import Behind, Results


def _judge(results: Results, _threshold: float) -> Verdict:
    ways = routes(results)
    judged = ways[~ways["is_framework"].astype(bool) | ways["is_late"].astype(bool)]
    if judged.empty:
        return nothing_to_judge("Nothing is bought outside a framework.")
    judged = judged.sort_values("months", ascending=False, kind="stable")
    late = judged[judged["is_late"].astype(bool)]
    worst = (late if len(late) else judged).iloc[0]
    count = "function" if len(judged) == 1 else "functions"
    message = (
        f"{len(late)} of {len(judged)} {count} bought outside a framework, or by a call-off that comes too "
        f"late, cannot be procured in time: {worst['name']} takes {worst['months']:g} months of the "
        f"{worst['there_are']} there are."
        if len(late)
        else f"There is time for all {len(judged)} bought outside a framework: {worst['name']} takes "
        f"{worst['months']:g} months of the {worst['there_are']} there are."
    )
    return Verdict(
        float(judged["months"].max()),
        late.empty,
        message,
        tuple(Behind("function", str(code)) for code in late["function"]),
    )


FRAMEWORK = Check(
    "Framework",
    "Is there time to procure what has no call-off arrangement, and to call off the rest?",
    Severity.SHOULD,
    PROCUREMENT,
    "months, where none are given",
    _judge,
)
