"""Writes pages for Word or PowerPoint, as the file's name asks."""

from collections.abc import Sequence
from pathlib import Path

from planner.base.errors import WrongUseError
from planner.base.ticks import Tick, no_tick
from planner.report.pages import Page
from ui.printing.papers import USUAL, Setting

WORD, POWERPOINT = ".docx", ".pptx"


def save_office(pages: Sequence[Page], path: Path, setting: Setting = USUAL, tick: Tick = no_tick) -> Path:
    """Write pages to a file that ends in ``.docx`` or ``.pptx``.

    Raises:
        WrongUseError: it ends in something else.
        SaveFailedError: the file could not be written; the old one is whole.
        CancelledError: the tick said so.
    """
    match path.suffix.lower():
        case ".docx":
            from ui.printing.word import save_word

            return save_word(pages, path, setting, tick)
        case ".pptx":
            from ui.printing.slides import save_slides

            return save_slides(pages, path, tick)
        case _:
            raise WrongUseError(
                f"{path.name}: end the name in {WORD} for Word or {POWERPOINT} for PowerPoint."
            )
