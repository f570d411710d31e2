"""The printer gets the very sheets of the PDF, turned as it needs them."""

from dataclasses import replace

import pypdf
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from planner.base.errors import NoPrinterError
from planner.report.board_summary import board_summary
from planner.report.colours import PALE_GREY, Look, Pattern
from planner.report.pages import Page, Stamp
from planner.report.receivers_by_year import receivers_by_year
from tests.planner.report.made_results import MADE_AT, made_results
from tests.ui.printing.sheets import text_of
from ui.printing import print_summary
from ui.printing.dialogs import print_sheets, set_up, wanted
from ui.printing.layout import Sheet, lay_out
from ui.printing.marks import Area
from ui.printing.paint import paint_sheet
from ui.printing.papers import USUAL

PAGE = Page("A page", "Its title", (), Stamp("A plan", "A scenario", "2012-09-01 1a2b3c4d", MADE_AT))
FORM = USUAL.form_of(PAGE)
WIDTH, HEIGHT = FORM.width, FORM.height


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


def _printer(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_printing_paints_the_sheets(qapp, tmp_path):
    path = tmp_path / "printed.pdf"
    printer = _printer(path)
    sheets = lay_out([board_summary(made_results(), MADE_AT)])
    set_up(printer, sheets)
    assert print_sheets(sheets, printer) == 1
    reader = pypdf.PdfReader(path)
    assert len(reader.pages) == 1
    assert "£250,003" in reader.pages[0].extract_text()
    assert reader.metadata["/Title"] == "Board summary"


def _upright_and_wide():
    page = receivers_by_year(made_results(), MADE_AT)
    return lay_out([replace(page, is_wide=False), replace(page, is_wide=True), replace(page, is_wide=False)])


def test_each_sheet_lies_as_it_needs(qapp, tmp_path):
    path = tmp_path / "printed.pdf"
    printer = _printer(path)
    sheets = _upright_and_wide()
    set_up(printer, sheets)
    print_sheets(sheets, printer)
    boxes = [page.mediabox for page in pypdf.PdfReader(path).pages]
    assert [box.width > box.height for box in boxes] == [False, True, False]


def test_on_a_printer_that_does_not_turn_its_paper_the_sheet_is_turned(qapp, tmp_path, monkeypatch):
    path = tmp_path / "printed.pdf"
    printer = _printer(path)
    sheets = _upright_and_wide()
    set_up(printer, sheets)
    monkeypatch.setattr(QPrinter, "setPageOrientation", lambda *_: False)
    print_sheets(sheets, printer)
    pages = pypdf.PdfReader(path).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False] * 3
    said = ["".join(page.extract_text().split()) for page in pages]
    assert [f"Page{n}of3" in words for n, words in enumerate(said, 1)] == [True] * 3


@pytest.mark.parametrize(("first", "last", "printed"), [(0, 0, [1, 2, 3]), (2, 3, [2, 3]), (2, 2, [2])])
def test_only_the_sheets_asked_for_are_printed(qapp, first, last, printed):
    printer = QPrinter()
    if first:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(first, last)
    chosen = wanted(_upright_and_wide(), printer)
    assert [f"Page {n} of 3" in text_of(sheet) for n, sheet in zip(printed, chosen, strict=True)] == [
        True
    ] * len(printed)


def _sheet(*marks) -> Sheet:
    return Sheet(marks, FORM, PAGE, (PAGE,), "")


def _painted(sheet: Sheet, paper: QRectF, width: int = 420, height: int = 594) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_sheet(painter, sheet, paper)
    painter.end()
    return image


def test_other_paper_takes_the_whole_page_in_its_middle(qapp):
    ground = _sheet(Area(0, 0, WIDTH, HEIGHT, Look(PALE_GREY), is_outlined=False))
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
        grey = _painted(_sheet(area), QRectF(0, 0, 420, 594)).convertToFormat(QImage.Format.Format_Grayscale8)
        pictures.add(bytes(grey.constBits()))
    assert len(pictures) == len(Pattern)
