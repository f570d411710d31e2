"""Writes pages as PowerPoint slides: text, tables and charts that can be edited where they are shown."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from planner.base.ticks import Tick, no_tick
from planner.report.pages import Page
from planner.workbook.atomic import save_whole
from ui.printing.about_file import describe
from ui.printing.pdf import ensure_application


def save_slides(pages: Sequence[Page], path: Path, tick: Tick = no_tick) -> Path:
    """Write pages as slides; what stands at ``path`` is replaced whole or not at all.

    Raises:
        SaveFailedError: the file could not be written; the old one is whole.
        CancelledError: the tick said so.
    """
    save_whole(path, slides_of(pages, tick))
    return path


def slides_of(pages: Sequence[Page], tick: Tick = no_tick) -> bytes:
    """A pack of pages as the bytes of a PowerPoint file; each page takes as many slides as it needs.

    Raises:
        CancelledError: the tick said so.
    """
    from pptx import Presentation
    from pptx.util import Pt

    from ui.printing.slide_blocks import Deck
    from ui.printing.slide_room import HEIGHT, WIDTH

    ensure_application()
    made = Presentation()
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    describe(made.core_properties, pages)
    deck = Deck(made)
    for at, page in enumerate(pages):
        tick(at / len(pages), "Writing the slides")
        deck.add(page)
    deck.number()
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()
