"""Times, medians, and lines of a report."""

import gc
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter


def seconds(do: Callable[[], object]) -> float:
    """How long one call takes."""
    gc.collect()
    start = perf_counter()
    do()
    return perf_counter() - start


def medians(tasks: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """Median seconds of each task, as ``rounds`` takes them."""
    return [median(times) for times in rounds(tasks, runs)]


def rounds(tasks: Sequence[Callable[[], object]], runs: int) -> list[list[float]]:
    """Seconds of each run of each task; their runs take turns, so that a slow spell hits all alike.

    One run of each goes before, uncounted: imports and caches are not what is asked.
    """
    for task in tasks:
        task()
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(runs):
        for times, task in zip(taken, tasks, strict=True):
            times.append(seconds(task))
    return taken


def verdict(what: str, measured: float, bar: float, unit: str = "times") -> bool:
    """Print a measure beside its bar; tell whether it is within."""
    within = measured <= bar
    print(f"  {what}: {measured:.2f} {unit}, bar {bar:g}: {'within' if within else 'OVER'}")
    return within


def at_least(what: str, measured: float, bar: float) -> bool:
    """Print how many times faster, beside its bar; tell whether it is enough."""
    is_enough = measured >= bar
    print(f"  {what}: {measured:.1f} times, bar {bar:g}: {'within' if is_enough else 'UNDER'}")
    return is_enough
