"""Findings as tables: their causes, and the cells that a cause is in."""

from collections.abc import Collection, Sequence

import pandas as pd

from planner.base.findings import Finding
from planner.workbook.data_quality import Cause
from ui.models import columns as c

CAUSES = (
    c.words("severity", "Severity"),
    c.count("count", "Cells"),
    c.words("name", "What is wrong", wide=True),
    c.words("column", "Column"),
    c.words("offered", "Offered"),
)
CELLS = (
    c.words("place", "Where"),
    c.words("value", "What is there", wide=True),
    c.words("offered", "Offered"),
)
MOST_LISTED = 5_000
"""Cells of one cause that are listed; what is done for all is done for more."""
DOTS = "••••"
PERSONAL = (("staff", "Name"),)
"""Columns of which nothing is shown until names are."""


def causes_frame(causes: Sequence[Cause]) -> pd.DataFrame:
    """Causes as a table, in their order."""
    frame = pd.DataFrame(
        {
            "severity": [str(one.severity) for one in causes],
            "name": [one.name for one in causes],
            "column": [f"{one.sheet} {one.column}".strip() for one in causes],
            "offered": [_offered(one) for one in causes],
        },
        dtype="str",
    )
    frame.insert(1, "count", pd.Series([one.count for one in causes], dtype="float64"))
    return frame


def cells_frame(cells: Sequence[Finding], masked: bool) -> pd.DataFrame:
    """The cells of a cause as a table, in their order; what is there as dots where ``masked``."""
    listed = cells[:MOST_LISTED]
    return pd.DataFrame(
        {
            "place": [one.place for one in listed],
            "value": [DOTS if masked else one.value for one in listed],
            "offered": ["" if masked and one.fix else _fix_words({one.fix}) for one in listed],
        },
        dtype="str",
    )


def is_personal(finding: Finding) -> bool:
    """Whether what stands in the cell is hidden with names."""
    return (finding.table, finding.column) in PERSONAL


def _offered(cause: Cause) -> str:
    fixes: set[str | None] = set()
    for one in cause.findings:
        fixes |= set(one.fixes) if one.rows else {one.fix}
    return "" if is_personal(cause.findings[0]) else _fix_words(fixes)


def _fix_words(fixes: Collection[str | None]) -> str:
    known = sorted({one for one in fixes if one is not None})
    if not known:
        return ""
    if len(known) > 1:
        return "for each its own"
    return known[0] or "clear it"
