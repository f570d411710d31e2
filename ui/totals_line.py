"""The control totals of a plan in one line, always in sight, and the rules that the figures stand on."""

from planner.base.money import pounds_text
from ui import figures
from ui.document.plan_document import PlanDocument
from ui.widgets.labels import ElidedLabel


class TotalsLine(ElidedLabel):
    """Follows the document."""

    def __init__(self, document: PlanDocument) -> None:
        super().__init__()
        self.setContentsMargins(10, 0, 8, 0)
        self._document = document
        for signal in (document.assessed, document.evaluated):
            signal.connect(self._follow)

    def _follow(self) -> None:
        assessment, results = self._document.assessment, self._document.results
        if assessment is None:
            return
        totals, left_out = assessment.admission.totals, assessment.admission.left_out
        parts = [
            f"{figures.whole(totals.heads)} people",
            f"{figures.fte(totals.fte)} FTE",
            f"{pounds_text(totals.pay)} basic pay",
        ]
        if left_out.rows:
            parts.append(f"{left_out.rows:,} rows ({figures.fte(left_out.fte)} FTE) in error and left out")
        if results is not None:
            parts.append(f"rules {results.rules_version}")
        self.set_words("    ".join(parts))
