"""What the mouse does at the heads of a table, done by keyboard for the column of the cell in hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from ui.widgets.table_view import TableView

WIDER = 24
"""Pixels by which a column becomes wider or narrower."""


def table_in_hand() -> QTableView | None:
    """The table that has the focus, with a cell in hand; None elsewhere."""
    held = QApplication.focusWidget()
    return held if isinstance(held, QTableView) and held.currentIndex().isValid() else None


def sort_column() -> None:
    """Sort by the column in hand: upwards, then downwards, then as the rows came."""
    table = table_in_hand()
    if table is None or not table.isSortingEnabled():
        return
    heads, column = table.horizontalHeader(), table.currentIndex().column()
    upwards, downwards = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    if heads.sortIndicatorSection() != column:
        table.sortByColumn(column, upwards)
    elif heads.sortIndicatorOrder() == upwards:
        table.sortByColumn(column, downwards)
    else:
        table.sortByColumn(-1, upwards)


def move_column(step: int) -> None:
    """Move the column in hand one place to the right (1) or to the left (-1)."""
    table = table_in_hand()
    if table is None or not table.horizontalHeader().sectionsMovable():
        return
    heads = table.horizontalHeader()
    here = heads.visualIndex(table.currentIndex().column())
    there = here + step
    while 0 <= there < heads.count() and heads.isSectionHidden(heads.logicalIndex(there)):
        there += step
    if 0 <= there < heads.count():
        heads.moveSection(here, there)
        table.scrollTo(table.currentIndex())


def widen_column(by: int) -> None:
    """Make the column in hand wider, or narrower where ``by`` is below nil."""
    table = table_in_hand()
    if isinstance(table, TableView):
        column = table.currentIndex().column()
        table.set_width(column, table.columnWidth(column) + by)
