"""How long 10,000 draws of 5,000 people take, beside drawing as many random numbers; and their memory."""

import resource
import sys
from functools import partial
from statistics import median
from time import process_time

import numpy as np

from planner.engine.evaluate import evaluate
from planner.model.results import Results
from planner.risk.simulate import simulate_results
from planner.rules.rulebook import load_rules
from planner.workbook.samples import generated_plan
from tests.benchmarks.measure import rounds, verdict

DRAWS, PEOPLE = 10_000, 5_000
LONGEST_SECONDS, MOST_MEGABYTES, TIMES_THE_PLAIN_COST = 3.0, 500.0, 4.0
RUNS = 3
AT_ONCE = 500


def _bare_numbers(each: int = PEOPLE) -> None:
    """So many random numbers in each draw, and nothing made of them."""
    rng = np.random.default_rng(1)
    for _ in range(DRAWS // AT_ONCE):
        rng.random((each, AT_ONCE), dtype=np.float32)


def _asked_for(results: Results) -> int:
    """How many random numbers the model asks for in a draw: one for each person, one for each pool's ring."""
    return len(results.people) + len(results.pools)


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
    each = _asked_for(evaluated[0])
    times = [median(one) for one in rounds([*tasks, partial(_bare_numbers, each)], RUNS)]
    for one, taken in zip(evaluated, times, strict=False):
        print(f"  {one.scenario}: {taken:.2f} s")
    peak = _peak_megabytes()
    asked, bare, wide = (
        median([_processor_seconds(partial(one)) for _ in range(RUNS)])
        for one in (partial(_bare_numbers, each), _bare_numbers, _wide_numbers)
    )
    ours = median([_processor_seconds(tasks[-1]) for _ in range(RUNS)])
    print(f"  {each * DRAWS:,} random numbers alone, as many as are asked for: {times[-1]:.2f} s")
    print(
        f"  of the processors: {ours:.2f} s of ours;"
        f" {asked:.2f} s of those numbers, {ours / asked:.1f} times;"
        f" {bare:.2f} s of one a person, {ours / bare:.1f} times; {wide:.2f} s of one a person in double"
        f" precision, {ours / wide:.1f} times"
    )
    met = verdict("the slowest", max(times[:-1]), LONGEST_SECONDS, "s")
    print(f"  memory before the draws: {before:,.0f} MB")
    met &= verdict("memory at most", peak, MOST_MEGABYTES, "MB")
    return verdict("against the numbers alone", max(times[:-1]) / times[-1], TIMES_THE_PLAIN_COST) and met
