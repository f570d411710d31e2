"""What the marks of the chart mean, below it: in one line, or in two where there is little room."""

from PySide6.QtWidgets import QLabel

from ui.theme import Type
from ui.widgets.labels import label

MARKS = (
    "◆ day",
    "■ closure",
    "◇ HR1, opening, or no day given",
    "▬ runs",
    "◥ last safe day",
    "┄ to spare",
    "━ ! too late",
    "▸ folded",
)
UNBROKEN = "\N{NO-BREAK SPACE}"


def legend() -> QLabel:
    """The marks; a line ends between two of them, never within one."""
    whole = (one.replace(" ", UNBROKEN) for one in MARKS)
    return label(f"{UNBROKEN * 2} ".join(whole), Type.SMALL, "muted", wraps=True)
