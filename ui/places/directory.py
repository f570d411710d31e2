"""Every place, in the order of the work. A new place is added here."""

from PySide6.QtWidgets import QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.checks import ChecksPlace
from ui.places.compare import ComparePlace
from ui.places.data import DataPlace
from ui.places.functions import FunctionsPlace
from ui.places.people import PeoplePlace
from ui.places.place import Place
from ui.places.results import ResultsPlace

PLACES: tuple[type[Place], ...] = (
    DataPlace,
    FunctionsPlace,
    PeoplePlace,
    ResultsPlace,
    ComparePlace,
    ChecksPlace,
)


def make_place(name: str, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> Place:
    """Build a place by its name ("data")."""
    kind = next(one for one in PLACES if one.name == name)
    return kind(document, desk, parent)
