"""Writes a plan into the workbook that it came from: only the cells that differ are touched.

The user's own columns, sheets, formulas, formats, charts and comments stay as they are. New rows go
under the table; what stands there, such as totals, moves down. A row that was taken out is left empty,
so that whatever points at other rows stays right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import pandas as pd

from planner.model.plan import Facts, Plan
from planner.model.tables import TABLES, Column, Kind, TableSpec
from planner.workbook.cell_styles import CellStyles
from planner.workbook.cell_values import (
    Content,
    check_length,
    column_contents,
    header_of,
    unread_cells,
)
from planner.workbook.layout import FACT_TITLES, letter_of, position_of
from planner.workbook.new_book import fact_content
from planner.workbook.origin import Origin, TableOrigin
from planner.workbook.package import SHARED_TEXTS, STYLES, WORKBOOK, Package
from planner.workbook.references_xml import RowsAdded, formulas_changed, room_made
from planner.workbook.shared_texts import without_texts
from planner.workbook.sheet_xml import SheetEditor, UnusualSheetError, without_comments

_NO_STYLES = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


def written_into(original: bytes, origin: Origin, before: Plan, plan: Plan) -> bytes:
    """The workbook ``original`` with the differences between two plans written into it.

    Args:
        original: the workbook that ``before`` was read from.
        origin: where everything stands in it.
        before: the plan as it was read.
        plan: the plan as it is now.

    Raises:
        SaveFailedError: a text is longer than a cell can hold.
    """
    if plan == before:
        return original
    try:
        return _Book(Package(original)).changed(origin, before, plan)
    except UnusualSheetError:
        return _Book(Package(_in_the_usual_form(original))).changed(origin, before, plan)


def _in_the_usual_form(original: bytes) -> bytes:
    """The same workbook as the usual library writes it, for files that are written in rare ways."""
    from io import BytesIO

    from openpyxl import load_workbook

    content = BytesIO()
    load_workbook(BytesIO(original), keep_vba=Package(original).has_macros).save(content)
    return content.getvalue()


@dataclass(frozen=True, slots=True)
class _Change:
    """One table then and now."""

    spec: TableSpec
    before: pd.DataFrame
    after: pd.DataFrame
    unread_before: Mapping[tuple[int, str], str]
    unread: Mapping[tuple[int, str], str]

    @property
    def is_none(self) -> bool:
        return self.unread == self.unread_before and (
            self.before is self.after or self.before.equals(self.after)
        )

    @property
    def removed(self) -> list[int]:
        return [int(row) for row in self.before.index.difference(self.after.index)]

    @property
    def added(self) -> pd.DataFrame:
        return self.after[~self.after.index.isin(self.before.index)]


class _Book:
    """A workbook while changes are written into it."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = CellStyles(package.read(STYLES) if package.has(STYLES) else _NO_STYLES)
        self._editors: dict[str, SheetEditor] = {}
        self._lost_texts: set[int] = set()

    def changed(self, origin: Origin, before: Plan, plan: Plan) -> bytes:
        """Write every difference and put the workbook together."""
        for name, spec in TABLES.items():
            unread = [unread_cells(one, name) for one in (before, plan)]
            change = _Change(spec, before.table(name), plan.table(name), unread[0], unread[1])
            if not change.is_none:
                self._write_table(change, origin.tables.get(name))
        if before.facts != plan.facts:
            self._write_facts(origin, before.facts, plan.facts)
        return self._together()

    def _together(self) -> bytes:
        parts = self.package.sheets()
        for sheet, editor in self._editors.items():
            self.package.put(parts[sheet], editor.xml())
        if self.package.has(STYLES):
            self.package.put(STYLES, self.styles.xml)
        if any(editor.touched_formulas for editor in self._editors.values()):
            self.package.forget_chain()
        lost = {text for editor in self._editors.values() for text in editor.lost_texts} | self._lost_texts
        if lost and self.package.has(SHARED_TEXTS):
            sheets = (self.package.read(part) for part in self.package.names() if _is_sheet(part))
            texts = without_texts(self.package.read(SHARED_TEXTS), lost, sheets)
            self.package.put(SHARED_TEXTS, texts)
        if any(self.package.holds(part, b"<f") for part in parts.values()):
            self.package.work_out_on_opening()
        return self.package.content()

    def editor(self, sheet: str) -> SheetEditor:
        """The editor of a sheet, which is added where there is none of that name."""
        if sheet not in self._editors:
            part = self.package.sheets().get(sheet) or self.package.add_sheet(sheet)
            self._editors[sheet] = SheetEditor(self.package.read(part), self.styles)
        return self._editors[sheet]

    # ------------------------------------------------------------------------------- tables

    def _write_table(self, change: _Change, place: TableOrigin | None) -> None:
        if place is None:
            place = self._new_table(change.spec)
        place = self._with_columns(change, place)
        self._write_cells(change, place)
        self._empty_rows(change.removed, place.sheet)
        if len(change.added):
            self._add_rows(change, place)

    def _new_table(self, spec: TableSpec) -> TableOrigin:
        """Write the headers of a table that the workbook does not have."""
        editor = self.editor(spec.sheet)
        row = editor.last_row + 1
        for position, column in enumerate(spec.columns):
            editor.put(row, position, header_of(column), like=None)
        columns = {key: letter_of(position) for position, key in enumerate(spec.keys)}
        return TableOrigin(spec.sheet, row, columns, row)

    def _with_columns(self, change: _Change, place: TableOrigin) -> TableOrigin:
        """Add a header for each column that has something to hold and does not stand in the sheet."""
        columns = dict(place.columns)
        for column in change.spec.columns:
            held = change.after[column.key].notna().any() or any(
                key == column.key for _, key in change.unread
            )
            if column.key in columns or not held:
                continue
            editor = self.editor(place.sheet)
            position = editor.last_position + 1
            like = editor.style_at(place.header_row, position_of(next(iter(place.columns.values()), "A")))
            editor.put(place.header_row, position, header_of(column), like=like)
            columns[column.key] = letter_of(position)
        return replace(place, columns=columns)

    def _write_cells(self, change: _Change, place: TableOrigin) -> None:
        """Write the cells that differ in rows that stand in the sheet already."""
        rows = change.after.index[change.after.index.isin(change.before.index)]
        then, now = change.before.loc[rows], change.after.loc[rows]
        for column in change.spec.columns:
            if column.key not in place.columns:
                continue
            if then[column.key].equals(now[column.key]) and change.unread == change.unread_before:
                continue
            old = column_contents(then, column, change.unread_before)
            new = column_contents(now, column, change.unread)
            differ = [at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
            for at in differ:
                self._put(change.spec, place, int(rows[at]), column, new[at])

    def _put(self, spec: TableSpec, place: TableOrigin, row: int, column: Column, content: Content) -> None:
        if isinstance(content, str):
            check_length(content, spec, row, column)
        editor, position = self.editor(place.sheet), position_of(place.columns[column.key])
        like = editor.style_at(place.last_row, position) if place.last_row > place.header_row else None
        editor.put(row, position, content, like=like, is_share=column.kind is Kind.PERCENT)

    def _empty_rows(self, rows: Sequence[int], sheet: str) -> None:
        if not rows:
            return
        editor = self.editor(sheet)
        for row in rows:
            editor.empty(row)
        part = self.package.sheets()[sheet]
        for comments in (
            *self.package.related(part, "comments"),
            *self.package.related(part, "threadedComment"),
        ):
            self.package.put(comments, without_comments(self.package.read(comments), rows))

    def _add_rows(self, change: _Change, place: TableOrigin) -> None:
        """Write new rows under the table, moving down what stands there."""
        added = RowsAdded(place.last_row, len(change.added))
        self._make_room(place.sheet, added)
        contents = {
            column: column_contents(change.added, column, change.unread)
            for column in change.spec.columns
            if column.key in place.columns
        }
        for at in range(added.count):
            for column, cells in contents.items():
                if cells[at] is not None:
                    self._put(change.spec, place, added.after + 1 + at, column, cells[at])

    def _make_room(self, sheet: str, added: RowsAdded) -> None:
        """Stretch what covers the table and move what stands under it, wherever it is pointed at."""
        parts = self.package.sheets()
        xml = self.editor(sheet).xml()
        has_foot = self.editor(sheet).last_row > added.after
        touched = self.editor(sheet).touched_formulas
        self._lost_texts |= self.editor(sheet).lost_texts
        if has_foot:
            xml = room_made(xml, added)
            self._point_elsewhere(sheet, added)
        else:
            xml = _structure_only(xml, added)
        self._editors[sheet] = SheetEditor(xml, self.styles)
        self._editors[sheet].touched_formulas = touched or has_foot
        for kind in ("table", "comments", "threadedComment", "vmlDrawing"):
            for part in self.package.related(parts[sheet], kind):
                self.package.put(part, added.structure(self.package.read(part)))

    def _point_elsewhere(self, sheet: str, added: RowsAdded) -> None:
        """Move what other sheets, names and charts say of the rows that were moved."""
        for editor_sheet, editor in list(self._editors.items()):
            if editor_sheet != sheet:
                moved = formulas_changed(editor.xml(), lambda text: added.formula_elsewhere(text, sheet))
                self._lost_texts |= editor.lost_texts
                self._editors[editor_sheet] = SheetEditor(moved, self.styles)
                self._editors[editor_sheet].touched_formulas = editor.touched_formulas
        edited = {self.package.sheets()[one] for one in self._editors}
        for name in self.package.names():
            is_wanted = name == WORKBOOK or (
                name.startswith(("xl/worksheets/sheet", "xl/charts/chart")) and name not in edited
            )
            if is_wanted and name.endswith(".xml"):
                part = self.package.read(name)
                self.package.put(
                    name, formulas_changed(part, lambda text: added.formula_elsewhere(text, sheet))
                )

    # -------------------------------------------------------------------------------- facts

    def _write_facts(self, origin: Origin, before: Facts, after: Facts) -> None:
        editor = self.editor(origin.plan_sheet)
        cells = {key: _split(cell) for key, cell in origin.facts.items()}
        position = next(iter(cells.values()))[1] if cells else 1
        for fact in fields(after):
            value = getattr(after, fact.name)
            if value == getattr(before, fact.name):
                continue
            if fact.name not in cells:
                cells[fact.name] = (max(editor.last_row, _last_of(cells)) + 1, position)
                editor.put(cells[fact.name][0], position - 1, FACT_TITLES[fact.name], like=None)
            row, at = cells[fact.name]
            editor.put(row, at, fact_content(value), like=None)


def _is_sheet(part: str) -> bool:
    return part.startswith("xl/worksheets/") and part.endswith(".xml")


def _last_of(cells: Mapping[str, tuple[int, int]]) -> int:
    return max((row for row, _ in cells.values()), default=0)


def _split(cell: str) -> tuple[int, int]:
    """The row (from 1) and the column (from 0) of a cell such as ``B7``."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]), position_of(letters)


def _structure_only(xml: bytes, added: RowsAdded) -> bytes:
    """Stretch filters, lists and formats over the new rows."""
    start, end = xml.index(b"<sheetData"), xml.rindex(b"</sheetData>")
    return added.structure(xml[:start]) + xml[start:end] + added.structure(xml[end:])
