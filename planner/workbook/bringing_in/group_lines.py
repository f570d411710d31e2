"""Lines that stand over groups of rows, ``Contracting`` over its people, as the function of each row."""

from itertools import pairwise

import pandas as pd

from planner.base.findings import Severity
from planner.workbook.bringing_in.body import Body
from planner.workbook.bringing_in.cells import Reading, Taken
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.recognise import is_blank
from planner.workbook.remarks import about_sheet

FEWEST = 2
"""Groups that there must be: one line over all rows is a title."""
_LONGEST = 60


def with_functions_of_groups(frame: pd.DataFrame, body: Body, reading: Reading, taken: Taken) -> pd.DataFrame:
    """Propose the line over each group for the function of its rows; the same frame where there are none."""
    sheet = reading.sheet
    lines = _lines_over_groups(sheet, body)
    if len(set(lines.values())) < FEWEST:
        return frame
    said, over = [], ""
    for at in range(max(body.kept) + 1):
        over = lines.get(at, over)
        if at + 1 in frame.index:
            said.append(over)
    first, *_ = lines
    named = ", ".join(f"'{text}'" for text in list(dict.fromkeys(lines.values()))[:3])
    more = " …" if len(set(lines.values())) > 3 else ""
    taken.findings.append(
        about_sheet(
            Severity.WARNING, sheet.title,
            f"The list has no function; the lines over its groups ({named}{more}) are proposed to stand for"
            " it.",
            "Check them on the sheet Functions, or say which column holds the function.",
            "function-from-groups", cell=sheet.cell(first, _place(sheet, first)), column="Function",
            value=lines[first], table=reading.table,
        )
    )  # fmt: skip
    return frame.assign(function=pd.Series(said, index=frame.index, dtype="str"))


def _lines_over_groups(sheet: SourceSheet, body: Body) -> dict[int, str]:
    """The place of each line -> its text; none where any line stands otherwise than over rows."""
    kept = sorted(body.kept)
    if not kept:
        return {}
    texts = [at for at in sorted(body.texts) if at < kept[-1]]
    if not texts or texts[0] > kept[0]:
        return {}
    parts = sorted({*kept, *texts, *body.totals, *body.headers})
    follows = dict(pairwise(parts))
    rows = frozenset(kept)
    lines = {}
    for at in texts:
        given = [cell for cell in sheet.rows[at] if not is_blank(cell)]
        if len(given) != 1 or follows[at] not in rows or len(text := str(given[0]).strip()) > _LONGEST:
            return {}
        lines[at] = text
    return lines


def _place(sheet: SourceSheet, at: int) -> int:
    return next(place for place, cell in enumerate(sheet.rows[at]) if not is_blank(cell))
