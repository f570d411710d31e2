"""What the place has worked out, as plain functions for a worker thread."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from planner.base.errors import EditRefusedError
from planner.base.ticks import Tick

if TYPE_CHECKING:
    from planner.engine.timetable import Step, Timetable
    from planner.model.results import Results
    from ui.document.work import Assessment


@dataclass(frozen=True, slots=True, eq=False)
class LaidOut:
    """A timetable with the table of its steps.

    Attributes:
        timetable: of the scenario in hand.
        steps: the table of its steps.
        changed: what a move that led to it has changed; empty where there was none.
    """

    timetable: "Timetable"
    steps: pd.DataFrame
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ahead:
    """What would change if a step began on another day.

    Attributes:
        words: what the move is called.
        sentences: what it changes.
        refused: why it cannot be; empty where it can.
    """

    words: str
    sentences: tuple[str, ...] = ()
    refused: str = ""


def lay_out(results: "Results", before: "tuple[Results, Timetable] | None", tick: Tick) -> LaidOut:
    """Lay out the timetable of a scenario; ``before`` is what stood there before a step was moved."""
    from planner.engine.timetable import consequences_of, timetable_of
    from planner.report.timetable import consequence_sentences, steps_table

    tick(0.0, "Laying out the timetable")
    found = timetable_of(results)
    changed: tuple[str, ...] = ()
    if before is not None:
        changed = consequence_sentences(consequences_of(before[0], results, before[1], found))
    return LaidOut(found, steps_table(found), changed)


def look_ahead(
    assessment: "Assessment", results: "Results", was: "Timetable", step: "Step", to: date, tick: Tick
) -> Ahead:
    """Work out what would change if a step began on another day; the plan stays as it is."""
    from planner.engine.basis import basis_of
    from planner.engine.evaluate import evaluate
    from planner.engine.timetable import consequences_of, moved
    from planner.report.timetable import consequence_sentences, moving_words

    basis, words = assessment.basis, moving_words(step, to)
    try:
        plan = moved(assessment.plan, results.scenario, step, to)
    except EditRefusedError as error:
        return Ahead(words, refused=str(error))
    after = evaluate(plan, results.scenario, basis.rules, tick, basis_of(plan, basis.rules, before=basis))
    return Ahead(words, consequence_sentences(consequences_of(results, after, was)))
