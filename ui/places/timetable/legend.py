"""What the marks of the chart mean, in one line below it."""

from PySide6.QtWidgets import QWidget

from ui.theme import Type
from ui.widgets.labels import ElidedLabel

MEANING = (
    "◆ day   ■ closure   ◇ HR1, opening, or no day given   ▬ runs   ◥| last safe day   ┄ to spare   "
    "━ ! too late   ▸ folded"
)


def legend(parent: QWidget | None = None) -> ElidedLabel:
    """The line of signs."""
    made = ElidedLabel(MEANING, Type.SMALL, parent)
    made.setProperty("tone", "muted")
    return made
