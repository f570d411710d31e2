"""The last edit: what the figures in hand were before it, and so what it did to them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.document.plan_document import PlanDocument

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.report.headline_change import HeadlineChange


class LastEdit(QObject):
    """Remembers the results before the last edit, undo or redo, until another scenario is taken in hand."""

    def __init__(self, document: PlanDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._before: Results | None = None
        self._findings = self._findings_before = 0
        self._step = self._step_before = 0
        self._scenario = document.scenario
        document.changed.connect(self._remember)
        document.chosen.connect(self._forget)
        document.evaluated.connect(self._count)

    @property
    def before(self) -> "Results | None":
        """The results of the scenario in hand before the last edit; None where there was none."""
        return self._before

    @property
    def change(self) -> "HeadlineChange | None":
        """What the last edit did to the figures; None where there was none, or it is not known yet."""
        now = self._document.results
        if self._before is None or now is None:
            return None
        from planner.report.headline_change import headline_change

        findings = (self._findings_before, len(self._document.findings))
        return headline_change(self._before, now, self._document.year, findings)

    @property
    def words(self) -> str:
        """Which edit that was: "by the last edit: Move Contracting to NHS Leeds North CCG"."""
        steps = self._document.undo_stack
        if steps.index() < self._step_before:
            return f"by undoing: {steps.text(steps.index())}"
        return f"by the last edit: {steps.text(steps.index() - 1)}"

    def _remember(self) -> None:
        self._scenario = self._document.scenario
        known = self._document.latest_results
        self._before = next((one for one in known if one.scenario == self._scenario), None)
        self._findings_before, self._step_before = self._findings, self._step

    def _forget(self) -> None:
        if self._document.scenario != self._scenario:
            self._scenario, self._before = self._document.scenario, None

    def _count(self) -> None:
        self._findings = len(self._document.findings)
        self._step = self._document.undo_stack.index()
