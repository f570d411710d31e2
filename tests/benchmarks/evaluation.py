"""How long an evaluation takes, and how that grows with the plan."""

from functools import partial
from math import log

from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from planner.workbook.samples import generated_plan
from tests.benchmarks.measure import medians, verdict

SIZES = ((900, 6, 2, 60), (5_000, 12, 4, 60), (60_000, 211, 151, 60))
"""Staff, CCGs, senders, functions."""
LONGEST = (None, 60, 1_000)
"""Milliseconds, on a machine of the kind that a manager has."""
LARGEST_EXPONENT = 1.1


def main() -> bool:
    """Measure; tell whether every bar is met."""
    rules = load_rules()
    print("Evaluation, every function of every sender moved by name:")
    times = []
    for size in SIZES:
        plan = generated_plan(*size, seed=1)
        tasks = [partial(evaluate, plan, name, rules) for name in plan.scenario_names]
        each = medians(tasks, 5)
        times.append(max(each))
        print(
            f"  {size[0]:>6,} staff, {size[1]:>3} CCGs, {size[2]:>3} senders: "
            + ", ".join(
                f"{name} {1000 * one:,.0f} ms" for name, one in zip(plan.scenario_names, each, strict=True)
            )
        )
    met = True
    for (staff, *_), taken, longest in zip(SIZES, times, LONGEST, strict=True):
        if longest is not None:
            met &= verdict(f"the slowest at {staff:,} staff", 1000 * taken, longest, "ms")
    few, many = SIZES[0][0], SIZES[-1][0]
    exponent = log(times[-1] / times[0]) / log(many / few)
    return verdict(f"exponent of growth from {few:,} to {many:,}", exponent, LARGEST_EXPONENT, "") and met
