"""The menu of what can be copied of the sheet in hand, and the copying."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from planner.report.pages import Table
from ui.places.report.copying import Piece, cells_of, pieces_of
from ui.places.report.sheet_view import SheetView
from ui.printing.pictures import chart_picture, picture_of


class CopyMenu(QObject):
    """Fills a menu whenever it is about to be shown; tells what is on the clipboard."""

    def __init__(self, menu: QMenu, view: SheetView, tell: Callable[[str, str], object]) -> None:
        super().__init__(menu)
        self._menu, self._view, self._tell = menu, view, tell
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer the sheet in hand, and each table and chart of its pages."""
        self._menu.clear()
        if not self._view.sheets:
            return
        sheet = self._view.sheets[self._view.in_hand]
        self._menu.addAction("This &sheet as a picture").triggered.connect(self.copy_sheet)
        pages = dict.fromkeys((sheet.page, *sheet.begins))
        for page in pages:
            pieces = pieces_of(page)
            if pieces:
                self._menu.addSection(page.title if len(pages) > 1 else page.kind)
            for piece in pieces:
                words = ("Table: " if piece.is_table else "Chart: ") + piece.title.replace("&", "&&")
                self._menu.addAction(words).triggered.connect(partial(self._copy_piece, piece))

    def copy_sheet(self) -> None:
        """Put the sheet in hand on the clipboard as a picture."""
        if self._view.sheets:
            picture = picture_of(self._view.sheets[self._view.in_hand])
            QGuiApplication.clipboard().setImage(picture)
            self._tell(f"Sheet {self._view.in_hand + 1:,} is on the clipboard as a picture.", "note")

    def _copy_piece(self, piece: Piece, _checked: bool = False) -> None:
        clipboard = QGuiApplication.clipboard()
        if isinstance(piece.block, Table):
            clipboard.setMimeData(cells_of(piece.block, piece.title))
        else:
            clipboard.setImage(chart_picture(piece.block))
        self._tell(f"“{piece.title}” is on the clipboard.", "note")
