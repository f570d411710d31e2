"""The findings on the cells of each table, kept until others are there."""

from planner.base.findings import Finding
from planner.model.tables import TABLES
from ui.document.plan_document import PlanDocument
from ui.models.frame_model import Marks


class FindingMarks:
    """Sorts the document's findings by table, once for each time that it was judged.

    While an edit is being judged, what was found before still stands there.
    """

    def __init__(self) -> None:
        self._of: tuple[object, object] = (None, None)
        self._by_table: dict[str, Marks] = {}

    def of(self, document: PlanDocument, table: str) -> Marks:
        """The findings of one table by row identity and column key; of several the worst."""
        judged = (document.assessment, document.results)
        is_known = judged[0] is self._of[0] and judged[1] is self._of[1]
        if judged[0] is not None and not is_known:
            self._of, self._by_table = judged, _sorted(document)
        return self._by_table.get(table, {})


def _sorted(document: PlanDocument) -> dict[str, Marks]:
    keys = {(name, one.title): one.key for name, spec in TABLES.items() for one in spec.columns}
    found: dict[str, dict[tuple[int, str], Finding]] = {}
    for one in document.findings:
        if one.row >= 0:
            key = keys.get((one.table, one.column), one.column)
            found.setdefault(one.table, {}).setdefault((one.row, key), one)
    return dict(found)


def where_findings_are(document: PlanDocument, table: str) -> str:
    """Say where there is something to mend, since none of the rows shown of a table has anything."""
    found = {one.table for one in document.findings if one.row >= 0}
    if table in found:
        return "The rows shown have no findings; the filter hides those that have."
    here = f"There is nothing to mend in {TABLES[table].sheet}."
    others = [spec.sheet for name, spec in TABLES.items() if name in found]
    return f"{here} There are findings in {', '.join(others)}." if others else here
