"""The tools over the pages: size, which sheet, copy, print, PDF, Word, PowerPoint."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QIntValidator, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from ui import theme
from ui.places.report.sheet_view import ZOOMS, Fit, SheetView
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import ElidedLabel, label

OFFICE = (("&Word document…", "docx"), ("&PowerPoint slides…", "pptx"))
ROOM_FOR_STEPS = 640
"""Pixels at which the buttons for one size smaller and larger still have room."""
FITS = {Fit.WIDTH: "Fit width", Fit.WHOLE: "Fit sheet"}


class ViewTools(QWidget):
    """One row that works the view below it.

    Signals:
        print_wanted, pdf_wanted: the pack is to be printed, or written.
        office_wanted: it is to be written for Word ("docx") or PowerPoint ("pptx").
    """

    print_wanted = Signal()
    pdf_wanted = Signal()
    office_wanted = Signal(str)

    def __init__(self, view: SheetView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setAccessibleName("Tools of the pages")
        self.smaller = _tool("−", "Smaller")
        self.larger = _tool("+", "Larger")
        self.zoom = ChoiceBox("Size of the pages", least=6)
        self.number = QLineEdit()
        self.number.setAccessibleName("Number of the sheet")
        self.number.setToolTip("Type a number and press Enter to go to that sheet")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._numbers = QIntValidator(1, 1, self)
        self.number.setValidator(self._numbers)
        self.of = label(tone="muted")
        self.what = ElidedLabel()
        self.copy_button = _tool("Copy", "Copy a table, a chart or the sheet")
        self.copy_button.setProperty("shape", "button")
        self.copy_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.copy_menu = QMenu(self.copy_button)
        self.copy_button.setMenu(self.copy_menu)
        self.print_button = QPushButton("Print…")
        self.pdf_button = QPushButton("PDF…")
        self.pdf_button.setAccessibleName("Save the pages as PDF")
        self.pdf_button.setToolTip("Save the pages as PDF")
        self.pdf_button.setProperty("rank", "first")
        self.office_button = _tool("Word…", "Save the pages for Word or PowerPoint")
        self.office_button.setProperty("shape", "button")
        self.office_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.office_menu = QMenu(self.office_button)
        for words, kind in OFFICE:
            self.office_menu.addAction(words).setData(kind)
        self.office_button.setMenu(self.office_menu)
        self._lay_out()
        self._listen()
        self.let_work(is_ready=False)

    def let_work(self, *, is_ready: bool) -> None:
        """Let what needs pages be used, or not."""
        for one in (
            self.smaller,
            self.larger,
            self.zoom,
            self.number,
            self.copy_button,
            self.print_button,
            self.office_button,
            self.pdf_button,
        ):
            one.setEnabled(is_ready)
        if not is_ready:
            self.what.set_words("")
            self.of.setText("")

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for fit, words in FITS.items():
            self.zoom.addItem(words, fit)
        for percent in ZOOMS:
            self.zoom.addItem(f"{percent}%", percent)
        for one in (self.smaller, self.zoom, self.larger):
            row.addWidget(one)
        row.addSpacing(6)
        row.addWidget(self.number)
        row.addWidget(self.of)
        row.addWidget(self.what, 1)
        for last in (self.copy_button, self.print_button, self.office_button, self.pdf_button):
            row.addWidget(last)

    def _listen(self) -> None:
        view = self._view
        self.smaller.clicked.connect(view.zoom_out)
        self.larger.clicked.connect(view.zoom_in)
        self.zoom.activated.connect(self._zoom)
        self.number.returnPressed.connect(self._go)
        view.turned.connect(self._follow_sheet)
        view.zoomed.connect(self._follow_zoom)
        self.print_button.clicked.connect(self.print_wanted)
        self.pdf_button.clicked.connect(self.pdf_wanted)
        self.office_menu.triggered.connect(self._want_office)

    def _want_office(self, action: QAction) -> None:
        self.office_wanted.emit(action.data())

    def _zoom(self, _at: int) -> None:
        wanted = self.zoom.currentData()
        if isinstance(wanted, Fit) or wanted in tuple(Fit):
            self._view.fit_to(Fit(wanted))
        else:
            self._view.zoom_to(int(wanted))

    def _go(self) -> None:
        self._view.go(int(self.number.text()) - 1)

    def _follow_sheet(self, at: int) -> None:
        sheets = self._view.sheets
        if not sheets:
            return
        self._numbers.setTop(len(sheets))
        self._size_number(len(sheets))
        self.number.setText(f"{at + 1}")
        page = sheets[at].page
        self.of.setText(f"of {len(sheets):,}")
        said = f"{page.kind}: {page.title}"
        self.what.set_words(f"{sheets[at].caution}. {said}" if sheets[at].caution else said)

    def _size_number(self, most: int) -> None:
        """Make the number of the sheet as wide as the largest there is."""
        width = self.number.fontMetrics().horizontalAdvance(f"{max(most, 100)}") + theme.scaled(20)
        self.number.setFixedWidth(width)

    def _follow_zoom(self) -> None:
        fit, percent = self._view.fit, self._view.percent
        with QSignalBlocker(self.zoom):
            at = self.zoom.findData(fit if fit is not None else percent)
            self.zoom.setCurrentIndex(at)
        self.zoom.setToolTip(f"Pages are shown at {percent}% of their size on paper")
        self.smaller.setEnabled(percent > ZOOMS[0])
        self.larger.setEnabled(percent < ZOOMS[-1])

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without the two steps of size where there is no room: the list of sizes has them."""
        super().resizeEvent(event)
        has_room = event.size().width() >= theme.scaled(ROOM_FOR_STEPS)
        for step in (self.smaller, self.larger):
            step.setVisible(has_room)


def _tool(words: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setText(words)
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
