"""``pct-planner``: the command line with the window and the printer behind it.

Nothing of the window is imported before a command wants it, so that ``check`` starts as fast as it
does without one.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.errors import NoWindowError
from planner.cli import main as run_command

if TYPE_CHECKING:
    from planner.model.results import Results

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""On Linux, one of these is set where there is something to show a window on."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what a command line asks; return its exit code."""
    return run_command(argv, window=open_window, printer=print_summary)


def has_screen() -> bool:
    """Whether there is something to show a window on."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _SCREENS)


def open_window(plan: Path | None) -> int:
    """Show the window until it is closed.

    Raises:
        NoWindowError: there is no screen, or a part of the system that draws is missing.
    """
    if not has_screen():
        raise NoWindowError("There is no screen here, so no window.")
    _needs_drawing()
    from ui.__main__ import main as show

    return show([str(plan)] if plan else [])


def print_summary(results: "Results", pdf: Path) -> None:
    """Write the board's page on results to a PDF.

    Raises:
        NoWindowError: a part of the system that draws is missing.
    """
    _needs_drawing()
    from ui.printing import write_pdf

    write_pdf(results, pdf)


def _needs_drawing() -> None:
    try:
        import PySide6.QtWidgets  # noqa: F401 - tried, not used
    except ImportError as error:
        missing = str(error).partition(":")[0]
        raise NoWindowError(
            f"This machine cannot draw: {missing} is missing. README.md, 'On Linux', says what to install."
        ) from None


if __name__ == "__main__":
    sys.exit(main())
