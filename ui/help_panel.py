"""Help beside the place one is in: what it shows, how to work it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from planner.base.places import resources
from ui.theme import Type, font, scaled
from ui.widgets.labels import label

WIDTH = 320


class HelpPanel(QWidget):
    """Shows the help of one place; Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Help")
        self.setFixedWidth(scaled(WIDTH))
        self._place = "welcome"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 12, 8)
        head = QHBoxLayout()
        head.addWidget(label("Help", Type.HEADING), 1)
        close = QPushButton("Close")
        close.setProperty("rank", "link")
        close.setAccessibleName("Close help")
        close.clicked.connect(self.hide)
        head.addWidget(close)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Help text")
        self.text.setOpenExternalLinks(False)
        self.text.document().setDocumentMargin(12)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        self.hide()

    def show_place(self, name: str) -> None:
        """Turn to the help of a place; it is read when it is looked at."""
        self._place = name
        if self.isVisible():
            self._read()

    def toggle(self) -> None:
        """Show the help, or put it away."""
        if self.isVisible():
            self.hide()
        else:
            self.open_up()
            self.text.setFocus()

    def open_up(self) -> None:
        """Show the help of the place in hand."""
        self._read()
        self.show()

    def follow_looks(self) -> None:
        """Follow the size of text in use."""
        self.setFixedWidth(scaled(WIDTH))
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        path = resources() / "help" / f"{self._place}.md"
        self.text.setMarkdown(path.read_text(encoding="utf-8"))
        block = self.text.document().begin()
        while block.isValid():
            if level := block.blockFormat().headingLevel():
                self._set_heading(block, level)
            block = block.next()

    def _set_heading(self, block: QTextBlock, level: int) -> None:
        """Give a heading one of the four sizes of type instead of the browser's own."""
        form = QTextCharFormat()
        form.setFont(font(Type.HEADING if level == 1 else Type.BODY, bold=True))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
