"""How long an evaluation takes, and how that grows with the plan."""

from functools import partial
from itertools import pairwise
from math import log

from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from planner.workbook.samples import generated_plan
from tests.benchmarks.measure import medians, verdict

SIZES = ((900, 6, 2, 44), (5_000, 30, 12, 44), (60_000, 211, 151, 44))
"""Staff, CCGs, senders, functions."""
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
    steps = zip(pairwise(SIZES), pairwise(times), strict=True)
    met = True
    for ((few, *_), (many, *_)), (before, after) in steps:
        exponent = log(after / before) / log(many / few)
        met &= verdict(f"exponent of growth from {few:,} to {many:,}", exponent, LARGEST_EXPONENT, "")
    return met
