"""Builds the program, wires it and runs it: the only place that knows everything."""

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.overrides import guard_overrides

guard_overrides()  # before any class of ours is derived from one of Qt's

# isort: split
from ui import theme
from ui.log_file import start_log, stop_log
from ui.main_window import MainWindow
from ui.session import Session
from ui.settings import PROGRAM, Settings

log = logging.getLogger(__name__)

Catcher = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def build_window(settings: Settings | None = None, log_path: Path | None = None) -> MainWindow:
    """Make the window with nothing open; an application must be there."""
    return MainWindow(Session(settings or Settings()), log_path)


def run(arguments: Sequence[str]) -> int:
    """Show the window, open the plan named first among ``arguments``, and stay until it is closed."""
    application = QApplication.instance() or QApplication([PROGRAM, *arguments])
    if not isinstance(application, QApplication):
        raise TypeError("The window needs a whole application, not a core one.")
    application.setApplicationName(PROGRAM)
    log_path = start_log()
    settings = Settings()
    theme.dress(application, settings.appearance, settings.text_size)
    window = build_window(settings, log_path)
    sys.excepthook = _catcher(window)
    plans = [Path(one) for one in arguments if not one.startswith("-")]
    window.show()
    if plans:
        QTimer.singleShot(0, window, lambda: window.open_file(plans[0]))
    try:
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        stop_log()


def _catcher(window: MainWindow) -> Catcher:
    """Catch programming errors once, at the top: into the log, and a sentence for the user."""

    def caught(kind: type[BaseException], error: BaseException, passed: TracebackType | None) -> None:
        log.error("Unexpected error", exc_info=(kind, error, passed))
        window.messages.say(
            "The program met a fault of its own and did not finish what you asked. Your plan is "
            "untouched; save it under another name to be safe. Help > Show the log says where.",
            "error",
        )

    return caught
