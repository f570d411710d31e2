"""``pct-planner``: the command line with the window and the printer behind it.

Nothing of the window is imported before a command wants it, so that ``check`` starts as fast as it
does without one.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.errors import NoWindowError
from planner.cli import main as run_command

if TYPE_CHECKING:
    from planner.report.pages import Page

_UNSEEN = ("offscreen", "minimal")
"""Ways to draw that nobody sees."""
_PROBE = "from PySide6.QtWidgets import QApplication; QApplication([])"
_PROBE_SECONDS = 30


def main(argv: Sequence[str] | None = None) -> int:
    """Do what a command line asks; return its exit code."""
    return run_command(argv, window=open_window, printer=print_pages, has_screen=has_screen())


def has_screen() -> bool:
    """Whether somebody could see a window."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(_UNSEEN):
        return False
    return not _is_linux() or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def open_window(plan: Path | None) -> int:
    """Show the window until it is closed.

    Raises:
        NoWindowError: there is no screen, or a part of the system that draws is missing.
    """
    if not has_screen() and "QT_QPA_PLATFORM" not in os.environ:
        raise NoWindowError("There is no screen here, so no window.")
    _needs_drawing()
    if _is_linux():
        _try_a_window()
    from ui.__main__ import main as show

    return show([str(plan)] if plan else [])


def _is_linux() -> bool:
    return sys.platform.startswith("linux")


def _try_a_window() -> None:
    """Try in another process first: where a system library is missing, the process that asks dies."""
    tried = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", _PROBE], capture_output=True, check=False, timeout=_PROBE_SECONDS
    )
    if tried.returncode != 0:
        raise NoWindowError(
            "A window cannot be shown here: the screen does not answer, or a system library is missing."
            " README.md, 'On Linux', says what to install."
        )


def print_pages(pages: "Sequence[Page]", path: Path, paper: str) -> None:
    """Write pages for Word, for PowerPoint or as a PDF, as the name asks, on paper of a size ("A4").

    Raises:
        NoWindowError: a part of the system that draws is missing.
    """
    _needs_drawing()
    from ui.printing.office import POWERPOINT, WORD, save_office
    from ui.printing.papers import Paper, Setting
    from ui.printing.pdf import save_pdf

    if path.suffix.lower() in (WORD, POWERPOINT):
        save_office(pages, path, Setting(Paper(paper)))
    else:
        save_pdf(pages, path, Setting(Paper(paper)), has_contents=True)


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
