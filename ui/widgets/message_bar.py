"""The bar inside the window that says what happened, where, and what to do next."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QUndoStack
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from ui.theme import scaled
from ui.widgets.labels import label

FIELD, WIDEST_FIELD = 280, 480
"""Pixels of the field for an answer: at least, and at most for what is suggested."""
SIGNS = {"error": "Error", "warning": "Please note", "note": "Note"}


@dataclass(frozen=True, slots=True)
class Way:
    """Something that the user can do about a message."""

    text: str
    do: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Question:
    """A message that wants a few words.

    Attributes:
        words: what is asked.
        button: what its button says.
        then: called with what was typed.
        suggested: what stands there to begin with.
        is_secret: whether to show dots for what is typed.
    """

    words: str
    button: str
    then: Callable[[str], object]
    suggested: str = ""
    is_secret: bool = False


class MessageBar(QFrame):
    """Shows one message or question at a time; a later one takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAccessibleName("Message")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        self._sign = label()
        self._sign.setStyleSheet("font-weight: 600;")
        self._words = label(wraps=True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.field = QLineEdit()
        self.field.setAccessibleName("Answer")
        self.field.returnPressed.connect(self._answer)
        self._button = QPushButton("Go on")
        self._button.clicked.connect(self._answer)
        self._question: Question | None = None
        self._step = self._said_at = 0
        self._ways = QHBoxLayout()
        self._buttons: list[QPushButton] = []
        self._close = QPushButton("Close")
        self._close.setProperty("rank", "link")
        self._close.setAccessibleName("Close the message")
        self._close.clicked.connect(self.hide)
        for one in (self._sign, self._words, self.field, self._button):
            row.addWidget(one)
        row.addLayout(self._ways)
        row.addWidget(self._close)
        self.hide()

    @property
    def words(self) -> str:
        """What the message says."""
        return self._words.text()

    def follow(self, steps: QUndoStack) -> None:
        """Let go of a note once the step that it tells of is undone: it would say what is no longer so."""
        self._step = steps.index()
        steps.indexChanged.connect(self._forget_undone)

    def say(self, words: str, tone: str = "note", ways: tuple[Way, ...] = ()) -> None:
        """Show a message; ``tone`` is error, warning or note."""
        self._question = None
        self._show(words, tone, ways)

    def ask(self, question: Question) -> None:
        """Ask for a few words."""
        self._question = question
        self._show(question.words, "note", ())
        mode = QLineEdit.EchoMode
        self.field.setEchoMode(mode.Password if question.is_secret else mode.Normal)
        self.field.setAccessibleName(question.words)
        self.field.setText(question.suggested)
        self._give_room(question.suggested)
        self.field.selectAll()
        self._button.setText(question.button)
        self.field.setFocus()

    def _give_room(self, suggested: str) -> None:
        """Let the field show what is suggested whole, up to a limit."""
        wanted = self.field.fontMetrics().horizontalAdvance(suggested) + scaled(48)
        self.field.setFixedWidth(max(scaled(FIELD), min(wanted, scaled(WIDEST_FIELD))))

    def _show(self, words: str, tone: str, ways: tuple[Way, ...]) -> None:
        asks = self._question is not None
        self._clear_ways()
        for way in ways:
            self._add_way(way)
        self._said_at = self._step
        self._sign.setText("" if asks else SIGNS[tone])
        self._sign.setVisible(not asks)
        _tone(self._sign, tone)
        self._words.setText(words)
        self.field.clear()
        self.field.setVisible(asks)
        self._button.setVisible(asks)
        self.setProperty("tone", tone)
        self.setAccessibleDescription(words)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def _forget_undone(self, at: int) -> None:
        self._step = at
        is_note = self.property("tone") == "note" and self._question is None and not self._buttons
        if is_note and at < self._said_at:
            self.hide()

    def _add_way(self, way: Way) -> None:
        button = QPushButton(way.text)
        button.clicked.connect(lambda: self._take(way))
        self._ways.addWidget(button)
        self._buttons.append(button)

    def _clear_ways(self) -> None:
        for button in self._buttons:
            self._ways.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []

    def _take(self, way: Way) -> None:
        self.hide()
        way.do()

    def _answer(self) -> None:
        question, words = self._question, self.field.text()
        if question is not None and (words or not question.is_secret):
            self._question = None
            self.field.clear()
            self.hide()
            question.then(words)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; what was asked is then not done."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


def _tone(sign: QLabel, tone: str) -> None:
    sign.setProperty("tone", tone)
    sign.style().unpolish(sign)
    sign.style().polish(sign)
