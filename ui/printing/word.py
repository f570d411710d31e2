"""Writes pages as a Word document: text and tables to be edited, real headings, charts as pictures."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.base.ticks import Tick, no_tick
from planner.report.pages import Page
from planner.workbook.atomic import save_whole
from ui.printing.about_file import describe
from ui.printing.marks import UNITS_IN_A_MM
from ui.printing.papers import FOOT, SIDE, TOP, USUAL, Form, Setting
from ui.printing.pdf import CREATOR, ensure_application

if TYPE_CHECKING:
    from docx.document import Document

FOOT_MM = 15.0
ROOM_FOR_WORD = 0.98
"""Word sets lines further apart than our paper does: a page of one side is set so much smaller there."""


def save_word(pages: Sequence[Page], path: Path, setting: Setting = USUAL, tick: Tick = no_tick) -> Path:
    """Write pages as a Word document; what stands at ``path`` is replaced whole or not at all.

    Raises:
        SaveFailedError: the file could not be written; the old one is whole.
        CancelledError: the tick said so.
    """
    save_whole(path, word_of(pages, setting, tick))
    return path


def word_of(pages: Sequence[Page], setting: Setting = USUAL, tick: Tick = no_tick) -> bytes:
    """A pack of pages as the bytes of a Word document; each page begins a sheet.

    Raises:
        DoesNotFitError: a page that must be one side is longer at the smallest type.
        CancelledError: the tick said so.
    """
    from docx import Document

    from ui.printing.layout import one_side_scale
    from ui.printing.word_blocks import Room, write_blocks, write_head
    from ui.printing.word_scale import shrink
    from ui.printing.word_styles import dress

    ensure_application()
    document = Document()
    dress(document, setting.form_of(pages[0]).scale)
    describe(document.core_properties, pages)
    before: tuple[Form, str] | None = None
    for at, page in enumerate(pages):
        tick(at / len(pages), "Writing the Word document")
        form = setting.form_of(page)
        shares = before == (form, page.caution) and page.may_share and pages[at - 1].kind == page.kind
        if before != (form, page.caution):
            _begin_section(document, page, form, is_first=at == 0)
        begun = len(document.element.body) - 1  # what comes stands before the section's own part
        write_head(document, page, form, starts_sheet=before == (form, page.caution) and not shares)
        factor = one_side_scale(page, form) * ROOM_FOR_WORD if page.is_one_side else 1.0
        write_blocks(
            document, page.blocks, Room(form.measure, form.scale * factor, is_tight=page.is_one_side)
        )
        if page.is_one_side:
            shrink(document, begun, factor)
        before = (form, page.caution)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _begin_section(document: "Document", page: Page, form: Form, *, is_first: bool) -> None:
    """Begin sheets of another size, way or caution."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    section = document.sections[0] if is_first else document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if form.is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(_mm(form.width)), Mm(_mm(form.height))
    section.left_margin = section.right_margin = Mm(_mm(SIDE))
    section.top_margin, section.bottom_margin = Mm(_mm(TOP)), Mm(FOOT_MM)
    section.footer_distance, section.header_distance = Mm(_mm(FOOT) / 2), Mm(5)
    section.footer.is_linked_to_previous = False
    _write_foot(section.footer, page, form)


def _write_foot(footer: Any, page: Page, form: Form) -> None:
    """Plan, scenario, date and time, rules version, which sheet of how many, and what caution it asks."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Pt

    stamp = page.stamp
    first = footer.paragraphs[0]
    second = footer.add_paragraph()
    for line in (first, second):
        line.style = "Small print"
        for stop in list(line.paragraph_format.tab_stops):
            line.paragraph_format.tab_stops.remove(stop)
        line.paragraph_format.tab_stops.add_tab_stop(Pt(form.measure / 10), WD_TAB_ALIGNMENT.RIGHT)
    first.add_run(f"Plan: {stamp.plan}    Scenario: {stamp.scenario}\tPage ")
    _add_field(first, "PAGE")
    first.add_run(" of ")
    _add_field(first, "NUMPAGES")
    second.add_run(f"Made {stamp.when}    Rules {stamp.rules_version}    {CREATOR}\t")
    second.add_run(page.caution).bold = True


def _add_field(paragraph: Any, code: str) -> None:
    """A number that Word works out."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    field = f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))  # noqa: SLF001 - the library has no call for fields


def _mm(units: float) -> float:
    return units / UNITS_IN_A_MM
