"""A button that says itself in a word where there is no room for more."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class BriefButton(QPushButton):
    """Shows its full words, or its brief ones while it is told to."""

    def __init__(self, full: str, brief: str, parent: QWidget | None = None) -> None:
        super().__init__(full, parent)
        self._full, self._brief = full, brief
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def full_width(self) -> int:
        """Pixels that the full words take."""
        return self._width_of(self._full)

    @property
    def brief_width(self) -> int:
        """Pixels that the brief words take."""
        return self._width_of(self._brief)

    def be_brief(self, is_brief: bool) -> None:
        """Show the brief words, or the full ones again."""
        words = self._brief if is_brief else self._full
        if words != self.text():
            self.setText(words)

    def _width_of(self, words: str) -> int:
        """As Qt measures a button's text, so that both forms come out to the pixel."""
        metrics, mnemonic = self.fontMetrics(), Qt.TextFlag.TextShowMnemonic
        beside = super().sizeHint().width() - metrics.size(mnemonic, self.text()).width()
        return beside + metrics.size(mnemonic, words).width()

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        """Room for the brief words, so that the full ones never hold a pane open."""
        return QSize(self.brief_width, super().minimumSizeHint().height())
