"""What the program is and which version of it."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtWidgets import QMessageBox, QWidget

from ui.settings import PROGRAM


def about_box(parent: QWidget) -> QMessageBox:
    """A box that says what the program is; the caller opens it."""
    words = (
        f"<b>{PROGRAM} {_number()}</b><p>Plans the moves, the exits and the costs of the "
        "NHS transition of 2011 to 2013.</p><p>Works on this computer alone; it sends nothing.</p>"
    )
    close = QMessageBox.StandardButton.Close
    return QMessageBox(QMessageBox.Icon.NoIcon, f"About {PROGRAM}", words, close, parent)


def _number() -> str:
    try:
        return version("pct-planner")
    except PackageNotFoundError:
        return "run from its source"
