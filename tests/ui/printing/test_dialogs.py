"""The preview and the printer show and print the very sheets of the PDF."""

import pypdf
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QWidget

from planner.base.errors import NoPrinterError
from planner.report.board_summary import board_summary
from planner.report.colours import PALE_GREY, Look, Pattern
from tests.planner.report.made_results import MADE_AT, made_results
from ui.printing import preview, print_summary
from ui.printing.dialogs import print_sheets, set_up
from ui.printing.layout import HEIGHT, WIDTH, Sheet, lay_out
from ui.printing.marks import Area
from ui.printing.paint import paint_sheet


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def _assert_closing_deletes(qtbot, dialog) -> None:
    gone = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.close()
    qtbot.waitUntil(lambda: bool(gone))


def test_the_preview_shows_one_page(qtbot, parent):
    dialog = preview(made_results(), parent)
    shown = dialog.findChild(QPrintPreviewWidget)
    qtbot.waitUntil(lambda: shown.pageCount() == 1)
    assert dialog.windowTitle() == "Preview: Board summary"
    assert dialog.isModal()
    _assert_closing_deletes(qtbot, dialog)


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="there is a printer here")
def test_without_a_printer_the_remedy_is_named(parent):
    with pytest.raises(NoPrinterError, match="Save the page as a PDF instead"):
        print_summary(made_results(), parent)


def test_the_choice_of_a_printer_opens_over_the_window(qtbot, parent, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Ward 3"]))
    dialog = print_summary(made_results(), parent)
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    assert dialog.printer().docName() == "Board summary"
    _assert_closing_deletes(qtbot, dialog)


def test_printing_paints_the_sheets(qapp, tmp_path):
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    set_up(printer, "Board summary")
    print_sheets(lay_out([board_summary(made_results(), MADE_AT)]), printer)
    reader = pypdf.PdfReader(path)
    assert len(reader.pages) == 1
    assert "£250,003" in reader.pages[0].extract_text()
    assert reader.metadata["/Title"] == "Board summary"


def _painted(sheet: Sheet, paper: QRectF, width: int = 420, height: int = 594) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_sheet(painter, sheet, paper)
    painter.end()
    return image


def test_other_paper_takes_the_whole_page_in_its_middle(qapp):
    ground = Sheet((Area(0, 0, WIDTH, HEIGHT, Look(PALE_GREY), is_outlined=False),))
    image = _painted(ground, QRectF(0, 0, 600, 594), width=600)
    side = (600 - 594 * WIDTH / HEIGHT) / 2
    assert image.pixelColor(int(side) - 3, 300) == QColor("white")
    assert image.pixelColor(int(side) + 3, 300) == QColor(PALE_GREY)
    assert image.pixelColor(600 - int(side) - 4, 300) == QColor(PALE_GREY)
    assert image.pixelColor(600 - int(side) + 3, 300) == QColor("white")


def test_each_pattern_is_another_picture_also_in_grey(qapp):
    pictures = set()
    for pattern in Pattern:
        area = Area(WIDTH * 0.1, HEIGHT * 0.1, WIDTH * 0.8, HEIGHT * 0.05, Look("#005EB8", pattern))
        grey = _painted(Sheet((area,)), QRectF(0, 0, 420, 594)).convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        pictures.add(bytes(grey.constBits()))
    assert len(pictures) == len(Pattern)
