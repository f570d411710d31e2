"""What is done with the selected cells: copied, pasted, cleared, filled."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication

from planner.base.ticks import Tick
from planner.model.new_rows import first_values
from planner.model.plan import Plan
from planner.model.tables import TABLES
from planner.workbook.clipboard import cells_of, text_of_rows
from planner.workbook.overlay import Overlay, Target, lay, lay_columns
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.data.edits import Say, TableEdits
from ui.places.data.facts import COLUMNS, facts_frame
from ui.places.data.paste_panel import PastePanel
from ui.places.data.plan_table import PlanTable

AT_ONCE = 3000
"""Cells up to which the user does not wait; with more the window is kept free."""

Then = Callable[[Overlay], None]


class CellWork:
    """Does with the cells of the table in sight what its keys and menus say.

    Attributes:
        name: the table in sight ("staff").
        hidden: columns that show dots: they are neither copied nor changed.
    """

    def __init__(
        self,
        document: PlanDocument,
        desk: Desk,
        table: PlanTable,
        panel: PastePanel,
        edits: TableEdits,
        say: Say,
    ) -> None:
        self.name = "staff"
        self.hidden: frozenset[str] = frozenset()
        self._document, self._desk, self._table = document, desk, table
        self._panel, self._edits, self._say = panel, edits, say

    # ------------------------------------------------------------ out of the table

    def copy(self) -> None:
        """Copy the selected cells; all rows that are shown, with their heads, where none is."""
        plan = self._document.plan
        if plan is None:
            return
        rows, columns = self._table.cells.rectangle()
        has_heads = not columns
        if has_heads:
            rows, columns = range(self._table.model.rowCount()), self._table.cells.columns_seen()
        job = partial(
            _copied, plan, self.name, self._table.model.identities(rows.start, rows.stop),
            self._table.keys_of(columns), self.hidden, has_heads,
        )  # fmt: skip
        if len(rows) * len(columns) <= AT_ONCE:
            QGuiApplication.clipboard().setText(job(_no_tick))
        else:
            self._desk.runner("copy").start("Copying", job, QGuiApplication.clipboard().setText)

    def copy_all(self) -> None:
        """Copy what is selected where that is more than a cell, else all rows that are shown."""
        rows, columns = self._table.cells.rectangle()
        if len(rows) * len(columns) <= 1:
            self._table.cells.selectionModel().clear()
        self.copy()

    # ------------------------------------------------------------ into the table

    def paste(self) -> None:
        """Show what the cells on the clipboard would change, from the cell in hand on."""
        plan = self._document.plan
        text = QGuiApplication.clipboard().text()
        if plan is None:
            return
        if not text.strip("\r\n"):
            self._say("There is nothing on the clipboard to paste.", "note")
            return
        block = cells_of(text)
        defaults = first_values(plan, self.name, self._document.scenario)
        job = partial(_laid, plan, self.name, block, self._target(), defaults)
        self._do("Looking at what pasting would change", job, len(block) * len(block[0]), self._ask)

    def put_in(self) -> None:
        """Make what the panel shows the plan."""
        overlay = self._panel.overlay
        self._panel.dismiss()
        if overlay is not None and self._edits.put(overlay, "Paste", "into"):
            self._say_unread(overlay)
        self._table.cells.setFocus()

    def leave(self) -> None:
        """Leave the table as it is."""
        self._panel.dismiss()
        self._table.cells.setFocus()

    def clear(self) -> None:
        """Empty the selected cells."""
        self._spread("Clear", lambda _key, _first: "")

    def fill_down(self) -> None:
        """Put the first of the selected cells in those under it, in each column."""
        rows, columns = self._table.cells.rectangle()
        if len(rows) == 1 and rows.start > 0:
            self._table.cells.select_cells(range(rows.start - 1, rows.stop), columns)
        self._spread("Fill", lambda _at, first: first)

    def fill(self) -> None:
        """Put the first selected cell in all of them."""
        rows, columns = self._table.cells.rectangle()
        if columns:
            text = self._table.model.typed(rows.start, columns[0])
            self._spread("Fill", lambda _at, _first: text)

    def use_fix(self, fix: str) -> None:
        """Put what a finding offers in the cell in hand."""
        at = self._table.cells.currentIndex()
        if at.isValid():
            key = self._table.model.columns[at.column()].key
            self._edits.enter(self.name, self._table.model.identity(at.row()), key, fix)

    # ------------------------------------------------------------ inside

    def _spread(self, doing: str, text_for: Callable[[int, str], str]) -> None:
        plan = self._document.plan
        rows, columns = self._table.cells.rectangle()
        if plan is None or not columns:
            return
        identities = self._table.model.identities(rows.start, rows.stop)
        model = self._table.model
        texts = {
            model.columns[at].key: [text_for(at, model.typed(rows.start, at))] * len(rows)
            for at in columns
            if model.columns[at].key not in self.hidden
        }
        job = partial(_laid_columns, plan, self.name, texts, identities)
        self._do(f"{doing}ing", job, len(rows) * len(columns), partial(self._put, doing))

    def _put(self, doing: str, overlay: Overlay) -> None:
        self._edits.put(overlay, doing)
        self._say_unread(overlay)

    def _ask(self, overlay: Overlay) -> None:
        if overlay.before is self._document.plan:
            self._panel.ask(overlay)

    def _do(self, doing: str, job: Callable[[Tick], Overlay], cells: int, then: Then) -> None:
        if cells <= AT_ONCE:
            then(job(_no_tick))
        else:
            self._desk.runner("cells").start(doing, job, then)

    def _target(self) -> Target:
        cells, model = self._table.cells, self._table.model
        rows, columns = cells.rectangle()
        if not columns:  # nothing is in hand: new rows, from the first column on
            return Target([], self._table.keys_of(cells.columns_seen()), kept=self.hidden)
        return Target(
            model.identities(rows.start),
            self._table.keys_of(cells.columns_from(columns[0])),
            (len(rows), len(columns)),
            self.hidden,
        )

    def _say_unread(self, overlay: Overlay) -> None:
        if overlay.unread:
            words = "1 cell" if overlay.unread == 1 else f"{overlay.unread:,} cells"
            self._say(f"{words} could not be read and must be mended; F8 goes from one to the next.", "error")


def _laid(
    plan: Plan, table: str, block: Sequence[Sequence[str]], target: Target, defaults: Mapping[str, object],
    tick: Tick,
) -> Overlay:  # fmt: skip
    tick(0.0, "Looking at what pasting would change")
    return lay(plan, table, block, target, defaults)


def _laid_columns(
    plan: Plan, table: str, texts: Mapping[str, Sequence[str]], rows: Sequence[int], tick: Tick
) -> Overlay:
    tick(0.0, "Looking at what would change")
    return lay_columns(plan, table, texts, rows)


def _copied(
    plan: Plan, table: str, rows: Sequence[int], keys: Sequence[str], hidden: frozenset[str],
    has_heads: bool, tick: Tick,
) -> str:  # fmt: skip
    tick(0.0, "Copying")
    if table not in TABLES:
        cells = facts_frame(plan)[list(keys)].iloc[list(rows)]
        heads = [[one.title for one in COLUMNS if one.key in keys]] if has_heads else []
        return "\n".join("\t".join(line) for line in [*heads, *cells.to_numpy().tolist()])
    unread = {(one.row, one.column): one.text for one in plan.unread if one.table == table}
    frame = plan.table(table)[list(keys)].loc[list(rows)]
    return text_of_rows(frame, TABLES[table], keys, unread, hidden=hidden, has_heads=has_heads)


def _no_tick(_share: float, _doing: str) -> None:
    """Nobody waits."""
