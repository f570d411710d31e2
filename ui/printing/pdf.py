"""Writes pages as a PDF: vectors throughout, fonts inside, nothing personal in its properties."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from planner.report.pages import Page
from planner.workbook.atomic import save_whole
from ui.printing.layout import lay_out
from ui.printing.paint import paint_sheet
from ui.printing.readable import made_readable

DOTS_PER_INCH = 1200
CREATOR = "PCT Planner"


def pdf_of(pages: Sequence[Page]) -> bytes:
    """Paint a pack of pages as a PDF of A4 sheets, titled by the kind of its first page."""
    ensure_application()
    sheets = lay_out(pages)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(pages[0].kind)
    writer.setCreator(CREATOR)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageLayout(a4_without_margins())
    painter = QPainter(writer)
    for at, sheet in enumerate(sheets):
        if at:
            writer.newPage()
        paint_sheet(painter, sheet, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    buffer.close()
    return made_readable(bytes(buffer.data().data()))


def a4_without_margins() -> QPageLayout:
    """A4 upright, edge to edge: a sheet brings its own margins."""
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )


def ensure_application() -> None:
    """Make sure that Qt knows its fonts, also where there is no window and no screen."""
    if QGuiApplication.instance() is None:
        _unseen_application()


@cache
def _unseen_application() -> QGuiApplication:
    """An application without a screen, kept for as long as the process lives."""
    return QGuiApplication(["pct-planner", "-platform", "offscreen"])


def save_pdf(pages: Sequence[Page], path: Path) -> None:
    """Write a pack of pages as a PDF; what stands at ``path`` is replaced whole or not at all.

    Raises:
        SaveFailedError: the file could not be written; the old one is whole.
    """
    save_whole(path, pdf_of(pages))
