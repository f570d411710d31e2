"""Asks for the password with which a plan is saved: a new one, another one, or none any more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ui.theme import scaled
from ui.widgets.labels import label
from ui.widgets.password_fields import PasswordFields

WIDE = 420


class PasswordDialog(QDialog):
    """Sets, changes or removes the password of the plan in hand.

    Signals:
        given: the password from now on; empty for none.
    """

    given = Signal(str)

    def __init__(self, has_one: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Change the plan’s password" if has_one else "Set a password for the plan")
        self.setMinimumWidth(scaled(WIDE))
        state = "The plan is saved with a password." if has_one else "The plan is saved without a password."
        self.about = label(
            f"{state} With one, the file and its recovery copies are encrypted, as Excel does it: whoever "
            "opens it, here or in Excel, has to give the password.",
            wraps=True,
        )
        self.fields = PasswordFields("Capitals and small letters are not the same.")
        buttons = QDialogButtonBox()
        self.set_button = buttons.addButton(
            "Change it" if has_one else "Set it", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.off_button = buttons.addButton("Take it off", QDialogButtonBox.ButtonRole.DestructiveRole)
        self.off_button.setVisible(has_one)
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        self.set_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        for one in (self.about, self.fields, buttons):
            column.addWidget(one)
        self.fields.changed.connect(self._follow)
        buttons.accepted.connect(self._set)
        buttons.rejected.connect(self.reject)
        self.off_button.clicked.connect(self._take_off)
        self.finished.connect(self.fields.forget)
        self._follow()

    def _follow(self) -> None:
        self.set_button.setEnabled(bool(self.fields.password) and self.fields.is_settled)

    def _set(self) -> None:
        self.given.emit(self.fields.password)
        self.accept()

    def _take_off(self) -> None:
        self.given.emit("")
        self.accept()
