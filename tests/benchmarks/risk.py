"""How long 10,000 draws of 5,000 people take, beside drawing as many random numbers; and their memory."""

import resource
import sys
from functools import partial
from statistics import median
from time import process_time

import numpy as np

from planner.engine.evaluate import evaluate
from planner.risk.simulate import simulate_results
from planner.rules.rulebook import load_rules
from planner.workbook.samples import generated_plan
from tests.benchmarks.measure import rounds, verdict

DRAWS, PEOPLE = 10_000, 5_000
LONGEST_SECONDS, MOST_MEGABYTES, TIMES_THE_PLAIN_COST = 3.0, 500.0, 4.0
RUNS = 3
AT_ONCE = 500


def _bare_numbers() -> None:
    """A random number for each person in each draw, and nothing made of them."""
    rng = np.random.default_rng(1)
    for _ in range(DRAWS // AT_ONCE):
        rng.random((PEOPLE, AT_ONCE), dtype=np.float32)


def _wide_numbers() -> None:
    """As many in double precision, in one table, as numpy gives them unasked."""
    np.random.default_rng(1).random((DRAWS, PEOPLE))


def _processor_seconds(task: partial[object]) -> float:
    start = process_time()
    task()
    return process_time() - start


def _peak_megabytes() -> float:
    """The most memory that this process ever had."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> bool:
    """Measure; tell whether every bar is met."""
    rules = load_rules()
    plan = generated_plan(PEOPLE, 12, 4, 60, seed=1)
    print(f"Risk, {DRAWS:,} draws of {PEOPLE:,} people, all assumptions drawn:")
    evaluated = [evaluate(plan, name, rules) for name in plan.scenario_names]
    before = _peak_megabytes()
    tasks = [partial(simulate_results, one, DRAWS, 1) for one in evaluated]
    times = [median(one) for one in rounds([*tasks, _bare_numbers], RUNS)]
    for one, taken in zip(evaluated, times, strict=False):
        print(f"  {one.scenario}: {taken:.2f} s")
    peak = _peak_megabytes()
    bare, wide = (
        median([_processor_seconds(partial(one)) for _ in range(RUNS)])
        for one in (_bare_numbers, _wide_numbers)
    )
    ours = median([_processor_seconds(tasks[-1]) for _ in range(RUNS)])
    print(f"  {PEOPLE * DRAWS:,} random numbers alone: {times[-1]:.2f} s")
    print(
        f"  of the processors: {ours:.2f} s of ours, {bare:.2f} s of the numbers alone,"
        f" {wide:.2f} s of them in double precision"
    )
    met = verdict("the slowest", max(times[:-1]), LONGEST_SECONDS, "s")
    print(f"  memory before the draws: {before:,.0f} MB")
    met &= verdict("memory at most", peak, MOST_MEGABYTES, "MB")
    return verdict("against the numbers alone", max(times[:-1]) / times[-1], TIMES_THE_PLAIN_COST) and met
