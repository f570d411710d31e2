"""The bar inside the window that says what happened, where, and what to do next."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from ui.widgets.labels import label

SIGNS = {"error": "Error", "warning": "Please note", "note": "Note"}


@dataclass(frozen=True, slots=True)
class Way:
    """Something that the user can do about a message."""

    text: str
    do: Callable[[], None]


class MessageBar(QFrame):
    """Shows one message at a time; a later one takes its place.

    Signals:
        answered: what the user typed where the message asked for a password.
    """

    answered = Signal(str)

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
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret.setAccessibleName("Password")
        self._secret.setPlaceholderText("Password")
        self._secret.setMaximumWidth(240)
        self._secret.returnPressed.connect(self._answer)
        self._open = QPushButton("Open")
        self._open.clicked.connect(self._answer)
        self._ways = QHBoxLayout()
        self._buttons: list[QPushButton] = []
        self._close = QPushButton("Close")
        self._close.setProperty("rank", "link")
        self._close.setAccessibleName("Close the message")
        self._close.clicked.connect(self.hide)
        for one in (self._sign, self._words, self._secret, self._open):
            row.addWidget(one)
        row.addLayout(self._ways)
        row.addWidget(self._close)
        self.hide()

    @property
    def words(self) -> str:
        """What the message says."""
        return self._words.text()

    @property
    def secret(self) -> QLineEdit:
        """Where the password is typed."""
        return self._secret

    def say(self, words: str, tone: str = "note", ways: tuple[Way, ...] = ()) -> None:
        """Show a message; ``tone`` is error, warning or note."""
        self._show(words, tone, ways, asks=False)

    def ask_password(self, words: str) -> None:
        """Show a message that asks for a password; ``answered`` brings it."""
        self._show(words, "note", (), asks=True)
        self._secret.setFocus()

    def _show(self, words: str, tone: str, ways: tuple[Way, ...], *, asks: bool) -> None:
        self._clear_ways()
        for way in ways:
            self._add_way(way)
        self._sign.setText("" if asks else SIGNS[tone])
        self._sign.setVisible(not asks)
        _tone(self._sign, tone)
        self._words.setText(words)
        self._secret.clear()
        self._secret.setVisible(asks)
        self._open.setVisible(asks)
        self.setProperty("tone", tone)
        self.setAccessibleDescription(words)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

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
        words = self._secret.text()
        self._secret.clear()
        if words:
            self.hide()
            self.answered.emit(words)


def _tone(sign: QLabel, tone: str) -> None:
    sign.setProperty("tone", tone)
    sign.style().unpolish(sign)
    sign.style().polish(sign)
