"""How long proposing takes, by the processor's time, beside evaluating as many combinations one by one."""

from functools import partial
from statistics import median
from time import process_time

from planner.advise.choices import choices_of
from planner.advise.frontier import frontier
from planner.advise.propose import propose
from planner.advise.question import Question
from planner.engine.basis import basis_of
from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds, generated_plan
from tests.benchmarks.measure import at_least, verdict

CLUSTER_SECONDS, FRONTIER_SECONDS, LARGE_SECONDS = 10.0, 60.0, 60.0
CLUSTER_GAP, LARGE_GAP = 0.1, 0.5
POINTS, TIMES_ONE_BY_ONE = 20, 10.0
UNHURRIED = 600.0


def _seconds(task: partial[object]) -> tuple[float, object]:
    start = process_time()
    found = task()
    return process_time() - start, found


def main() -> bool:
    """Measure; tell whether every bar is met."""
    rules, met = load_rules(), True
    sample, large = airedale_bradford_and_leeds(), generated_plan(5_000, 12, 4, 60, seed=1)
    for name, plan, gap, bar in (
        ("the sample cluster", sample, CLUSTER_GAP, CLUSTER_SECONDS),
        ("5,000 staff, 12 receivers, 60 functions", large, LARGE_GAP, LARGE_SECONDS),
    ):
        basis, scenario = basis_of(plan, rules), plan.scenario_names[1]
        question = Question(scenario, choices_of(basis, scenario))
        taken, found = _seconds(partial(propose, basis, question, seconds=UNHURRIED, gap=gap / 100))
        proof = found.proof
        print(f"Propose, {name}: {proof.status}, surest gap {proof.surest_gap_percent:.1f}%")
        met &= verdict("processor time", taken, bar, "s")
        met &= verdict("gap", proof.gap_percent, gap, "%")
        met &= verdict("promised against evaluated", found.largest_difference_percent, 0.5, "%")
        ones = [_seconds(partial(evaluate, plan, scenario, rules, basis=basis))[0] for _ in range(5)]
        one_by_one = median(ones) * proof.evaluated
        print(f"  {proof.evaluated:,} combinations evaluated one by one: {one_by_one:.0f} s")
        met &= at_least("against that", one_by_one / taken, TIMES_ONE_BY_ONE)
    basis, scenario = basis_of(sample, rules), sample.scenario_names[1]
    question = Question(scenario, choices_of(basis, scenario))
    taken, line = _seconds(partial(frontier, basis, question, POINTS, seconds=UNHURRIED))
    proven = sum(one.is_proven for one in line.points)
    print(f"Frontier of the sample: {len(line.points)} points, {proven} proven")
    met &= verdict("processor time", taken, FRONTIER_SECONDS, "s")
    return at_least("proven points", proven, POINTS) and met
