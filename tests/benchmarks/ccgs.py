"""Proposals of CCGs for the whole of England against scipy clustering the same practices by their sizes."""

from collections.abc import Callable
from time import process_time

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from planner.engine.ccg_sizes.nation import national_practices
from planner.engine.ccg_sizes.proposals import propose
from tests.benchmarks.measure import verdict

LONGEST_SECONDS, LARGEST_RATIO = 10.0, 1.0
RUNS = 3


def main() -> bool:
    """Measure by the processor's time; tell whether every bar is met."""
    practices = national_practices()
    most = len(propose(practices))
    ours = _least(lambda: propose(practices))
    theirs = _least(lambda: _clustered(practices["population"].to_numpy(), most))
    print(f"CCGs, 1 to {most} proposed of {len(practices):,} practices:")
    print(f"  of the processor: ours {ours:.2f} s, scipy's clustering by size alone {theirs:.2f} s")
    met = verdict("every proposal", ours, LONGEST_SECONDS, "s")
    return verdict("against scipy", ours / theirs, LARGEST_RATIO) and met


def _clustered(people: np.ndarray, most: int) -> list[np.ndarray]:
    """As many groups, from 1 to ``most``, by average linkage; sizes only, with no thought of evenness."""
    tree = linkage(people[:, None], "average")
    return [fcluster(tree, count, "maxclust") for count in range(1, most + 1)]


def _least(task: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        start = process_time()
        task()
        taken.append(process_time() - start)
    return min(taken)
