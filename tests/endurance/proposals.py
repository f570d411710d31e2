"""Propose on small plans, beside every combination: ``python -m tests.endurance.proposals``."""

import argparse
import math
import sys
import time

from planner.advise import best as searching
from planner.advise import propose as advice
from planner.advise.proposal import Infeasible
from planner.rules.rulebook import load_rules
from tests.planner.advise.small_questions import every_answer, objective_of, small_question

HAIR = 0.05
"""£ of the objective by which pennies of a few people may differ."""


def fault_of(seed: int, functions: int, *, is_varied: bool) -> str:
    """Say what is wrong with the answers to one question; nothing where they are right."""
    basis, question = small_question(seed, load_rules(), functions, is_varied=is_varied)
    best = min(every_answer(basis, question).values())
    for few, way in ((searching.FEW, "all of them"), (0, "the search")):
        kept, searching.FEW = searching.FEW, few
        found = advice.propose(basis, question)
        searching.FEW = kept
        if isinstance(found, Infeasible):
            if not math.isinf(best):
                return f"{way}: said to be infeasible, but {best:,.2f} can be had"
            continue
        reached = objective_of(advice.evaluated(basis, question, found.picks), question)
        if not abs(reached - best) <= HAIR:
            return f"{way}: {reached:,.2f}, but {best:,.2f} can be had"
        if found.proof.surest_bound > best + HAIR:
            return f"{way}: the bound {found.proof.surest_bound:,.2f} is above the best, {best:,.2f}"
        if found.largest_difference_percent > 0.1:
            return f"{way}: promised and evaluated differ by {found.largest_difference_percent:.3f}%"
    return ""


def main(words: list[str]) -> int:
    """Try so many questions; 0 where every answer is right."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--functions", type=int, default=2, help="that may be done otherwise, 3 ways each")
    parser.add_argument("--varied", action="store_true", help="offer other days and numbers of posts too")
    asked = parser.parse_args(words)
    begun, faults = time.monotonic(), 0
    for seed in range(asked.seed, asked.seed + asked.times):
        if fault := fault_of(seed, asked.functions, is_varied=asked.varied):
            faults += 1
            print(f"seed {seed}: {fault}", flush=True)
    right = asked.times - faults
    print(f"{right} of {asked.times} proposals are right, in {time.monotonic() - begun:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
