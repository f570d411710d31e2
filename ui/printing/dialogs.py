"""The preview and the choice of a printer, over the same sheets that go into a PDF."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from planner.base.errors import NoPrinterError
from planner.report.pages import Page
from ui.printing.layout import Sheet, lay_out
from ui.printing.paint import paint_sheet
from ui.printing.pdf import CREATOR, a4_without_margins


def open_preview(pages: Sequence[Page], parent: QWidget | None) -> QPrintPreviewDialog:
    """Show pages as they will print; Qt deletes the dialog when it is closed."""
    sheets = lay_out(pages)
    dialog = QPrintPreviewDialog(parent)
    dialog.setWindowTitle(f"Preview: {pages[0].kind}")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    set_up(dialog.printer(), pages[0].kind)
    dialog.paintRequested.connect(lambda printer: print_sheets(sheets, printer))
    dialog.resize(900, 700)
    dialog.open()
    return dialog


def open_print(pages: Sequence[Page], parent: QWidget | None) -> QPrintDialog:
    """Ask for a printer and print pages on it; Qt deletes the dialog when it is closed.

    Raises:
        NoPrinterError: there is nothing to print on.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinterError
    sheets = lay_out(pages)
    dialog = QPrintDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    printer = dialog.printer()
    set_up(printer, pages[0].kind)
    dialog.accepted.connect(lambda: print_sheets(sheets, printer))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def set_up(printer: QPrinter, name: str) -> None:
    """Set a printer to A4 upright, edge to edge; the job is named by the kind of page alone."""
    printer.setDocName(name)
    printer.setCreator(CREATOR)
    printer.setFullPage(True)
    printer.setPageLayout(a4_without_margins())


def print_sheets(sheets: Sequence[Sheet], printer: QPrinter) -> None:
    """Paint sheets on a printer, on whatever paper it has."""
    painter = QPainter(printer)
    for at, sheet in enumerate(sheets):
        if at:
            printer.newPage()
        paint_sheet(painter, sheet, QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)))
    painter.end()
