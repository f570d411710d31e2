"""All that can be said of how sure a scenario is: its draws, what moves them, and what shocks would do."""

from dataclasses import dataclass

import pandas as pd

from planner.base.ticks import Tick, no_tick
from planner.engine.workings import Workings
from planner.model.results import Results
from planner.risk.outcome import Risk
from planner.risk.stress import StressTable, stress_results
from planner.risk.tornado import tornado_results
from planner.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """How sure a scenario is.

    Attributes:
        risk: draws of it.
        levers: each assumption on its own, as ``tornado`` has it.
        stress: what each shock does to it.
    """

    risk: Risk
    levers: pd.DataFrame
    stress: StressTable


def doubt_about(results: Results, risk: Risk, rules: RuleBook, tick: Tick = no_tick) -> Doubt:
    """Add to draws what each assumption moves on its own, and what each shock would do.

    Args:
        results: of the scenario.
        risk: draws of it.
        rules: the dated rules.
        tick: told of progress; may raise ``CancelledError``.
    """
    work = results.workings
    assert isinstance(work, Workings)  # noqa: S101 - every evaluation keeps its workings
    levers = tornado_results(results, lambda share, doing: tick(share / 2, doing))
    stress = stress_results(
        results, rules, work.ground.basis, lambda share, doing: tick(0.5 + share / 2, doing)
    )
    return Doubt(risk, levers, stress)
