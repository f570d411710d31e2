"""The choice of a printer, over the same sheets that are on the screen and go into a PDF."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from planner.base.errors import NoPrinterError
from ui.printing.layout import Sheet
from ui.printing.paint import paint_sheet
from ui.printing.pdf import CREATOR, layout_of, title_of


def open_print(
    sheets: Sequence[Sheet], parent: QWidget | None, then: Callable[[int], object] | None = None
) -> QPrintDialog:
    """Ask for a printer and which sheets, and print them; Qt deletes the dialog when it is closed.

    Args:
        sheets: all of the pack; the dialog asks from which to which.
        parent: the window over which it stands.
        then: told how many sheets were printed.

    Raises:
        NoPrinterError: there is nothing to print on.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinterError
    dialog = QPrintDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    printer = dialog.printer()
    set_up(printer, sheets)
    dialog.setMinMax(1, len(sheets))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)

    def print_chosen() -> None:
        count = print_sheets(wanted(sheets, printer), printer)
        if then is not None:
            then(count)

    dialog.accepted.connect(print_chosen)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def set_up(printer: QPrinter, sheets: Sequence[Sheet]) -> None:
    """Set a printer to the first sheet's paper, edge to edge; the job is named by kinds of page alone."""
    printer.setDocName(title_of(sheets))
    printer.setCreator(CREATOR)
    printer.setFullPage(True)
    printer.setPageLayout(layout_of(sheets[0].form))


def wanted(sheets: Sequence[Sheet], printer: QPrinter) -> Sequence[Sheet]:
    """The sheets from which to which the user wants; all, where no range was given."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange or not printer.fromPage():
        return sheets
    return sheets[printer.fromPage() - 1 : printer.toPage() or len(sheets)]


def print_sheets(sheets: Sequence[Sheet], printer: QPrinter) -> int:
    """Paint sheets on a printer, on whatever paper it has; return how many."""
    if not sheets:
        return 0
    printer.setPageOrientation(layout_of(sheets[0].form).orientation())
    painter = QPainter(printer)
    for at, sheet in enumerate(sheets):
        if at:
            printer.setPageOrientation(layout_of(sheet.form).orientation())
            printer.newPage()
        _paint(painter, sheet, QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)))
    painter.end()
    return len(sheets)


def _paint(painter: QPainter, sheet: Sheet, paper: QRectF) -> None:
    """Paint a sheet; on a printer that did not turn its paper, the sheet is turned instead."""
    if sheet.form.is_wide == (paper.width() > paper.height()):
        paint_sheet(painter, sheet, paper)
        return
    painter.save()
    painter.translate(paper.x(), paper.y() + paper.height())
    painter.rotate(-90)
    paint_sheet(painter, sheet, QRectF(0, 0, paper.height(), paper.width()))
    painter.restore()
