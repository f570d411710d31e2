"""Writes pages as a PDF: vectors throughout, fonts inside, bookmarks, nothing personal in its properties."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from planner.base.ticks import Tick, no_tick
from planner.report.pages import Page
from planner.report.wording import listed
from planner.workbook.atomic import save_whole
from ui.printing.bookmarks import bookmarks_of
from ui.printing.contents import with_contents
from ui.printing.layout import Sheet, bodies_of, numbered
from ui.printing.marks import UNITS_IN_A_POINT
from ui.printing.paint import paint_sheet
from ui.printing.papers import USUAL, Form, Setting
from ui.printing.readable import made_readable

DOTS_PER_INCH = 1200
CREATOR = "PCT Planner"


def pdf_of(pages: Sequence[Page], setting: Setting = USUAL, *, has_contents: bool = False) -> bytes:
    """Lay a pack of pages out and paint it as a PDF; a long one may begin with its contents."""
    ensure_application()
    bodies = bodies_of(pages, setting)
    return pdf_of_sheets(numbered(with_contents(bodies, setting) if has_contents else bodies))


def pdf_of_sheets(sheets: Sequence[Sheet], tick: Tick = no_tick) -> bytes:
    """Paint sheets as a PDF, each on paper of its own size, titled by the kinds of its pages.

    Raises:
        CancelledError: the tick said so.
    """
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title_of(sheets))
    writer.setCreator(CREATOR)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageLayout(layout_of(sheets[0].form))
    painter = QPainter(writer)
    for at, sheet in enumerate(sheets):
        tick(at / len(sheets), "Writing the PDF")
        if at:
            writer.setPageLayout(layout_of(sheet.form))
            writer.newPage()
        paint_sheet(painter, sheet, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    buffer.close()
    return made_readable(bytes(buffer.data().data()), bookmarks_of(sheets))


def title_of(sheets: Sequence[Sheet]) -> str:
    """What a pack is called: the kinds of its pages, and nothing that a user wrote."""
    return title_of_pages([page for sheet in sheets for page in sheet.begins])


def title_of_pages(pages: Sequence[Page]) -> str:
    """What a pack of these pages is called."""
    return listed(list(dict.fromkeys(page.kind for page in pages)), most=2)


def layout_of(form: Form) -> QPageLayout:
    """The paper of a sheet, edge to edge: a sheet brings its own margins."""
    short, long = sorted((form.width / UNITS_IN_A_POINT, form.height / UNITS_IN_A_POINT))
    way = QPageLayout.Orientation.Landscape if form.is_wide else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QSizeF(short, long), QPageSize.Unit.Point), way, QMarginsF(0, 0, 0, 0))


def ensure_application() -> None:
    """Make sure that Qt knows its fonts, also where there is no window and no screen."""
    if QGuiApplication.instance() is None:
        _unseen_application()


@cache
def _unseen_application() -> QGuiApplication:
    """An application without a screen, kept for as long as the process lives."""
    return QGuiApplication(["pct-planner", "-platform", "offscreen"])


def save_pdf(
    pages: Sequence[Page], path: Path, setting: Setting = USUAL, *, has_contents: bool = False
) -> None:
    """Write a pack of pages as a PDF; what stands at ``path`` is replaced whole or not at all.

    Raises:
        SaveFailedError: the file could not be written; the old one is whole.
    """
    save_whole(path, pdf_of(pages, setting, has_contents=has_contents))


def save_sheets(sheets: Sequence[Sheet], path: Path, tick: Tick = no_tick) -> Path:
    """Write sheets as a PDF; what stands at ``path`` is replaced whole or not at all.

    Raises:
        SaveFailedError: the file could not be written; the old one is whole.
        CancelledError: the tick said so.
    """
    save_whole(path, pdf_of_sheets(sheets, tick))
    return path
