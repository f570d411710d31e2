"""What a list adds up to, beside the totals that it has of its own."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.base.money import pounds_text
from planner.report.wording import counted
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column
from ui.places.frame_table import FrameTable

if TYPE_CHECKING:
    from planner.workbook.bringing_in.bring_in import BroughtIn
    from planner.workbook.bringing_in.totals import Counted


def _shown(figure: float) -> str:
    """A total as people write it: whole, or to two places; a dash where there is none."""
    return figures.pence(figure).removesuffix(".00")


_SHOW = _shown
TOTALS = (
    c.words("what", "What"),
    Column("read", "Read from the rows", _SHOW, is_number=True),
    Column("own", "The file’s own total", _SHOW, is_number=True),
    c.words("verdict", "Do they agree?", wide=True),
)


class TotalsPane(QWidget):
    """A line for each figure that both the rows and the file's own totals row give."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = FrameTable("Control totals", TOTALS)
        self.table.say_empty("No totals yet", "They are there as soon as the sheet is taken for a table.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_totals(self, brought: "BroughtIn | None") -> None:
        """Show the totals of a list."""
        rows: list[tuple[str, float, float, str]] = []
        if brought is not None:
            said = {one.column for one in brought.totals}
            rows += [
                (one.column, one.our_total, one.file_total, "They agree" if one.agrees else "They differ")
                for one in brought.totals
            ]
            without = "The file has no total of this"
            rows += [
                (what, own, np.nan, without)
                for what, own in _own(brought.counted, brought.table)
                if what not in said
            ]
        self.table.show_frame(pd.DataFrame(rows, columns=[one.key for one in TOTALS]))


def _own(totals: "Counted", table: str) -> list[tuple[str, float]]:
    known = [
        ("Rows", float(totals.rows)),
        ("Head count", totals.heads),
        ("FTE", totals.fte),
        ("Salaries given, £ a year" if table == "staff" else "Amounts, £ a year", totals.amount),
    ]
    return [(what, figure) for what, figure in known if not np.isnan(figure)]


def in_words(brought: "BroughtIn") -> str:
    """What comes in, in a line: rows, people, FTE, money, and whether the file's totals agree."""
    totals = brought.counted
    said = [counted(totals.rows, "row")]
    if not np.isnan(totals.heads):
        said.append(counted(int(totals.heads), "person", "people"))
    if not np.isnan(totals.fte):
        said.append(f"{figures.fte(totals.fte)} FTE")
    if not np.isnan(totals.amount):
        said.append(f"{pounds_text(totals.amount)}{' of salaries given' if brought.table == 'staff' else ''}")
    words = ", ".join(said)
    if brought.totals:
        differ = [one.column for one in brought.totals if not one.agrees]
        words += (
            f". The file’s own total of {', '.join(differ)} differs"
            if differ
            else ". The file’s totals agree"
        )
    return f"{words}."
