"""A new password, typed twice and shown as dots: it locks a file that leaves the program."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.labels import label, retone

LONGEST = 255
"""Characters of a password that Excel takes."""
MODES = QLineEdit.EchoMode


class PasswordFields(QWidget):
    """Two fields for a password and its repetition; nobody else keeps what is typed.

    Signals:
        changed: something else is typed.
    """

    changed = Signal()

    def __init__(self, otherwise: str, parent: QWidget | None = None) -> None:
        """``otherwise`` says what holds while no password is typed."""
        super().__init__(parent)
        self._otherwise = otherwise
        self.first, self.again = QLineEdit(), QLineEdit()
        for field, name in ((self.first, "Password"), (self.again, "The password again")):
            field.setAccessibleName(name)
            field.setMaxLength(LONGEST)
            field.setEchoMode(MODES.Password)
            field.textChanged.connect(self._tell)
        self.seen = QCheckBox("Show what is typed")
        self.seen.toggled.connect(self._show_typed)
        self.remark = label(otherwise, tone="muted", wraps=True)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(label("Password", tone="muted"), self.first)
        form.addRow(label("Again", tone="muted"), self.again)
        form.addRow("", self.seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(form)
        column.addWidget(self.remark)

    @property
    def password(self) -> str:
        """What is typed; empty for no password."""
        return self.first.text()

    @property
    def is_settled(self) -> bool:
        """Whether both fields say the same, be it nothing."""
        return self.first.text() == self.again.text()

    def forget(self) -> None:
        """Empty both fields and show dots again."""
        self.first.clear()
        self.again.clear()
        self.seen.setChecked(False)

    def _show_typed(self, is_shown: bool) -> None:
        for field in (self.first, self.again):
            field.setEchoMode(MODES.Normal if is_shown else MODES.Password)

    def _tell(self) -> None:
        if not self.is_settled:
            self._say("The two are not the same yet.", "warning")
        elif self.password:
            self._say("Keep it safe: without it nobody can open the file.", "muted")
        else:
            self._say(self._otherwise, "muted")
        self.changed.emit()

    def _say(self, words: str, tone: str) -> None:
        self.remark.setText(words)
        retone(self.remark, tone)
        self.again.setAccessibleDescription(words)
