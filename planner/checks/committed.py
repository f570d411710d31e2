"""Concreted in: how much of what must be saved is committed and cannot be released."""

from planner.base.money import pounds_text
from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.checks.money import first_year
from planner.engine.workings import Workings
from planner.model.results import Behind, Results


def _judge(results: Results, threshold: float) -> Verdict:
    work = results.workings
    system = results.system[results.system["year"] == first_year(results)]
    if not isinstance(work, Workings) or system.empty:
        return nothing_to_judge("No year is reported.")
    committed = work.money.budgets.committed[0]
    fixed = float(committed.sum())
    to_save = float(system["baseline"].iloc[0] - system["target"].iloc[0])
    if not to_save > 0:
        return nothing_to_judge("The targets ask for no saving on what is spent now.")
    part = 100 * fixed / to_save
    codes = work.ground.land.functions
    order = committed.argsort()[::-1]
    held = dict.fromkeys(
        codes[int(work.ground.claims.group_function[at])] for at in order if committed[at] > 0
    )
    message = (
        f"{pounds_text(fixed)} is committed in {first_year(results)}, {part:.1f}% of the "
        f"{pounds_text(to_save)} that the targets ask to be saved."
    )
    return Verdict(part, part <= threshold, message, tuple(Behind("function", str(code)) for code in held))


COMMITTED = Check(
    "Concreted in",
    "How much of what must be saved is committed?",
    Severity.NOTE,
    "check_committed_threshold",
    "% of the saving asked for",
    _judge,
)
