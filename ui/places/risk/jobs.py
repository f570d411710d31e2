"""What Risk has worked out on worker threads."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from planner.base.ticks import Tick
    from planner.model.results import Results
    from planner.risk.outcome import Risk
    from planner.risk.stress import StressTable
    from ui.document.work import Assessment

BESIDE = 4_000
"""Draws that tell whether the mean agrees with the evaluation."""


def draw(results: "Results", draws: int, seed: int, tick: "Tick") -> "Risk":
    """Draw what may happen, as often as the user asks."""
    from planner.risk.simulate import simulate_results

    return simulate_results(results, draws, seed, tick)


def move_levers(results: "Results", tick: "Tick") -> "pd.DataFrame":
    """Move each assumption from its low to its high."""
    from planner.risk.tornado import tornado_results

    return tornado_results(results, tick)


def set_beside(results: "Results", tick: "Tick") -> "pd.DataFrame":
    """Set the mean of draws beside the evaluation."""
    from planner.risk.agreement import agreement

    return agreement(results, BESIDE, tick=tick)


def let_befall(assessment: "Assessment", results: "Results", tick: "Tick") -> "StressTable":
    """Let each shock befall a scenario."""
    from planner.risk.stress import stress_results

    return stress_results(results, assessment.basis.rules, assessment.basis, tick)
