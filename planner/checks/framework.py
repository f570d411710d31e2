"""Framework: whether there is time to procure what is bought without a call-off arrangement."""

from planner.base.dates import whole_months
from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.checks.money import function_names
from planner.model.results import Behind, Results


def _judge(results: Results, threshold: float) -> Verdict:
    bought = set(results.charges.loc[results.charges["mode"] == "buy", "function"])
    functions = results.plan.functions
    own = functions[functions["code"].isin(bought) & (functions["framework"] != "Y")]
    if own.empty:
        return nothing_to_judge("Nothing is bought outside a framework.")
    facts = results.plan.facts
    there_are = whole_months(facts.plan_start, facts.transfer_date)
    takes = own["procurement_months"].fillna(threshold).set_axis(own["code"]).sort_values(ascending=False)
    late = takes[takes > there_are]
    names = function_names(results)
    worst = str(takes.index[0])
    said = names.get(worst, worst)
    message = (
        f"{len(late)} of {len(own)} functions bought outside a framework cannot be procured in the "
        f"{there_are} months there are; {said} takes {takes.max():g}."
        if len(late)
        else f"The {there_are} months there are suffice for all {len(own)} bought outside a framework."
    )
    behind = tuple(Behind("function", str(code)) for code in late.index)
    return Verdict(float(takes.max()), late.empty, message, behind)


FRAMEWORK = Check(
    "Framework",
    "Is there time to procure what has no call-off arrangement?",
    Severity.SHOULD,
    "check_framework_threshold",
    "months, where none are given",
    _judge,
)
