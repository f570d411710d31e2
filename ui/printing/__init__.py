"""Paper: draws the pages of ``planner.report`` alike for the screen, the printer and PDF."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planner.model.results import Results
from planner.report.board_summary import board_summary
from ui.printing.pdf import save_pdf

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog
    from PySide6.QtWidgets import QWidget

    from planner.risk.outcome import Risk


def write_pdf(
    results: Results, path: Path, made_at: datetime | None = None, risk: "Risk | None" = None
) -> None:
    """Write the board summary of a scenario as a PDF of one page.

    Works on any thread, with a window or without.

    Args:
        results: of the scenario.
        path: the file; what stands there is replaced once the whole of the new one is written.
        made_at: the date and time on the page; now, where none is given.
        risk: draws of the scenario, where there are any.

    Raises:
        SaveFailedError: the file could not be written; the old one is whole.
    """
    save_pdf((board_summary(results, made_at or datetime.now(), risk),), path)


def print_summary(
    results: Results, parent: "QWidget | None" = None, risk: "Risk | None" = None
) -> "QPrintDialog":
    """Ask for a printer, over ``parent``, and print the board summary on it.

    Raises:
        NoPrinterError: there is nothing to print on.
    """
    from ui.printing.dialogs import open_print
    from ui.printing.layout import lay_out

    return open_print(lay_out((board_summary(results, datetime.now(), risk),)), parent)
