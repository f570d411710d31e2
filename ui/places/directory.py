"""Every place, in the order of the work. A new place is added here.

A place's module is read when the place is first gone to: a window is there before all its places are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QWidget

from planner.base.ticks import Tick
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.place import Place

Build = Callable[[PlanDocument, Desk, QWidget | None], Place]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the list: its name in code, its title, how it is built, and whether it needs a plan."""

    name: str
    title: str
    build: Build
    needs_plan: bool = True


def _bring_in(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.bring_in import BringInPlace

    return BringInPlace(document, desk, parent)


def _data(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.data import DataPlace

    return DataPlace(document, desk, parent)


def _functions(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.functions import FunctionsPlace

    return FunctionsPlace(document, desk, parent)


def _people(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.people.place import PeoplePlace

    return PeoplePlace(document, desk, parent)


def _results(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.results import ResultsPlace

    return ResultsPlace(document, desk, parent)


def _compare(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.compare import ComparePlace

    return ComparePlace(document, desk, parent)


def _propose(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.propose import ProposePlace

    return ProposePlace(document, desk, parent)


def _risk(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.risk import RiskPlace

    return RiskPlace(document, desk, parent)


def _fairness(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.fairness import FairnessPlace

    return FairnessPlace(document, desk, parent)


def _timetable(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.timetable import TimetablePlace

    return TimetablePlace(document, desk, parent)


def _ccg_sizes(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.ccg_sizes import CCGSizesPlace

    return CCGSizesPlace(document, desk, parent)


def _exchange(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.exchange import ExchangePlace

    return ExchangePlace(document, desk, parent)


def _checks(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.checks import ChecksPlace

    return ChecksPlace(document, desk, parent)


def _report(document: PlanDocument, desk: Desk, parent: QWidget | None) -> Place:
    from ui.places.report import ReportPlace

    return ReportPlace(document, desk, parent)


PLACES = (
    Entry("bring_in", "Bring in", _bring_in, needs_plan=False),
    Entry("data", "Data", _data),
    Entry("functions", "Functions", _functions),
    Entry("people", "People", _people),
    Entry("results", "Results", _results),
    Entry("compare", "Compare", _compare),
    Entry("propose", "Propose", _propose),
    Entry("risk", "Risk", _risk),
    Entry("fairness", "Fairness", _fairness),
    Entry("timetable", "Timetable", _timetable),
    Entry("ccg_sizes", "CCG sizes", _ccg_sizes),
    Entry("exchange", "Exchange", _exchange),
    Entry("checks", "Checks", _checks),
    Entry("report", "Report", _report),
)


def load_places(tick: Tick) -> None:
    """Read the modules of every place, on a worker thread: the places are then there at once."""
    tick(0.0, "Getting the places ready")
    for entry in sorted(PLACES, key=lambda one: one.name != "results"):
        import_module(f"ui.places.{entry.name}")
        tick(0.5, "Getting the places ready")


def make_place(name: str, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> Place:
    """Build a place by its name ("data")."""
    return next(one for one in PLACES if one.name == name).build(document, desk, parent)


def needs_plan(name: str) -> bool:
    """Whether a place shows nothing where no plan is open."""
    return next(one for one in PLACES if one.name == name).needs_plan
