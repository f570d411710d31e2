"""Each kind of block of a page as parts of a Word document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from planner.base.dates import long_date
from planner.report.colours import DARK_BLUE, PALE_GREY
from planner.report.pages import (
    BarChart,
    Block,
    Figures,
    Heading,
    LineChart,
    Note,
    Page,
    Pair,
    Panel,
    Paragraph,
    Points,
    Table,
)
from ui.printing.marks import HAIRLINE, QUIET_INK, UNITS_IN_A_POINT
from ui.printing.papers import Form
from ui.printing.pictures import as_png, chart_picture
from ui.printing.strips import GUTTER
from ui.printing.typesetting import SMALL, Typesetter
from ui.printing.word_tables import table_xml

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

Holder = Any
"""What holds paragraphs and tables: the document, or a cell."""
INSET = 120.0
SLIVER = 15.0
"""White round a chart: a picture cut to its last figure loses an edge of it on some screens."""
EDGE = 24
"""Eighths of a point: the thickness of a panel's edge."""


def write_head(holder: Holder, page: Page, form: Form, *, starts_sheet: bool) -> None:
    """What kind of page it is, its plan and day, and its title."""
    of_plan = f"{page.stamp.plan}, {long_date(page.stamp.made_at)}"
    line = holder.add_paragraph(style="Page kind")
    line.paragraph_format.page_break_before = starts_sheet
    line.add_run(page.kind)
    _at_right(line, of_plan, form.measure)
    holder.add_paragraph(page.title, style="Heading 1")


@dataclass(frozen=True, slots=True)
class Room:
    """Where blocks are written.

    Attributes:
        width: in units.
        scale: of type.
        is_tight: whether the rows of tables stand close, for all to come on one sheet.
    """

    width: float
    scale: float
    is_tight: bool = False

    def of(self, width: float) -> "Room":
        """The same, of another width."""
        return replace(self, width=width)


def write_blocks(holder: Holder, blocks: Sequence[Block], room: Room) -> None:
    """Blocks, in their order."""
    for block in blocks:
        _write(holder, block, room)


def _write(holder: Holder, block: Block, room: Room) -> None:
    width = room.width
    match block:
        case Heading():
            line = holder.add_paragraph(block.text, style="Heading 2")
            _underline(line)
            if block.working:
                _at_right(line, f"Working: {block.working}", width)
        case Paragraph():
            _write_sentences(holder.add_paragraph(), block)
        case Note():
            holder.add_paragraph(block.text, style="Small print")
        case Points():
            for number, item in enumerate(block.items, start=1):
                _write_point(holder, number, item)
        case Figures():
            _write_figures(holder, block, width)
        case Table():
            _add_table(holder, table_xml(block, Typesetter(room.scale), width, is_tight=room.is_tight))
        case BarChart() | LineChart():
            _write_chart(holder, block, room)
        case Pair():
            half = (width - GUTTER) / 2
            left, _, right = _cells(holder, [half, GUTTER, half])
            _fill(left, block.left, room.of(half))
            _fill(right, block.right, room.of(half))
        case Panel():
            cell = _cells(holder, [width], inset=INSET)[0]
            _adorn(cell, _panel_edge(), _ground())
            _fill(cell, block.blocks, room.of(width - 2 * INSET))


# ------------------------------------------------------------ text


def _write_sentences(line: "WordParagraph", block: Paragraph) -> None:
    if block.lead:
        line.add_run(f"{block.lead} ").bold = True
    line.add_run(block.text)


def _write_point(holder: Holder, number: int, item: Paragraph) -> None:
    line = holder.add_paragraph()
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Pt(14), Pt(-14)
    line.paragraph_format.tab_stops.add_tab_stop(Pt(14))
    line.add_run(f"{number}\t").bold = True
    _write_sentences(line, item)


def _at_right(line: "WordParagraph", text: str, width: float) -> None:
    """A few quiet words at the right end of a line."""
    line.paragraph_format.tab_stops.add_tab_stop(Pt(width / UNITS_IN_A_POINT), WD_TAB_ALIGNMENT.RIGHT)
    quiet = line.add_run(f"\t{text}")
    quiet.bold = False
    quiet.font.size, quiet.font.color.rgb = (
        Pt(SMALL / UNITS_IN_A_POINT),
        RGBColor.from_string(QUIET_INK.lstrip("#")),
    )


def _underline(line: "WordParagraph") -> None:
    colour = DARK_BLUE.lstrip("#")
    border = (
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="{colour}"/></w:pBdr>'
    )
    properties = line._p.get_or_add_pPr()  # noqa: SLF001 - no call for borders
    properties.insert_element_before(
        parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


# ------------------------------------------------------------ figures and charts


def _write_figures(holder: Holder, block: Figures, width: float) -> None:
    """Headline figures side by side, each under a line."""
    count = len(block.items)
    room = (width - GUTTER * (count - 1)) / count
    widths = [room, *[part for _ in range(count - 1) for part in (GUTTER, room)]]
    for cell, item in zip(_cells(holder, widths)[::2], block.items, strict=True):
        _adorn(cell, _top_line())
        cell.paragraphs[0].add_run(item.label).bold = True
        cell.add_paragraph(item.value, style="Headline figure")
        cell.add_paragraph(item.meaning, style="Small print")
        if item.working:
            cell.add_paragraph(f"Working: {item.working}", style="Small print")


def _write_chart(holder: Holder, block: BarChart | LineChart, room: Room) -> None:
    """A chart as a picture that says in words what it shows; an empty one says why."""
    if not (block.bars if isinstance(block, BarChart) else block.values):
        holder.add_paragraph(block.when_empty, style="Small print")
        return
    drawn = chart_picture(block, room.width - 2 * SLIVER, margin=SLIVER, scale=room.scale)
    run = holder.add_paragraph().add_run()
    shape = run.add_picture(BytesIO(as_png(drawn)), width=Pt(room.width / UNITS_IN_A_POINT))
    inline = shape._inline  # noqa: SLF001 - no call for words in place of a picture, nor for white around it
    inline.docPr.set("descr", _in_words(block))
    inline.docPr.set("name", "Chart")
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")


def _in_words(block: BarChart | LineChart) -> str:
    """What a chart shows, for whoever cannot see it."""
    if isinstance(block, BarChart):
        return "Bars: " + "; ".join(f"{bar.label} {bar.text}" for bar in block.bars)
    said = "; ".join(moment.words for moment in block.moments)
    return f"A line over time that ends at {block.ending}. {said}".strip()


# ------------------------------------------------------------ tables


def _add_table(holder: Holder, xml: str) -> None:
    """Put a table below what is there, and a little white below it."""
    body: Any = getattr(holder, "_body", holder)
    element = body._element  # noqa: SLF001 - a table as a whole is far faster than cell by cell
    table = parse_xml(xml)
    end = element.find(qn("w:sectPr"))
    element.append(table) if end is None else end.addprevious(table)
    _end(holder)


def _cells(holder: Holder, widths: Sequence[float], inset: float = 0.0) -> list[Any]:
    """Cells of these widths beside each other, without lines and never parted."""
    points = [Pt(wide / UNITS_IN_A_POINT) for wide in widths]
    table = holder.add_table(1, len(widths))
    table.style, table.autofit = None, False
    margins = "".join(f'<w:{side} w:w="{round(inset * 2)}" w:type="dxa"/>' for side in ("left", "right"))
    properties = table._tbl.tblPr  # noqa: SLF001 - no call for margins
    properties.insert_element_before(
        parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"), "w:tblLook"
    )
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))  # noqa: SLF001
    cells = list(table.rows[0].cells)
    for column, cell, wide in zip(table.columns, cells, points, strict=True):
        column.width = cell.width = wide
    _end(holder)
    return cells


def _fill(cell: Any, blocks: Sequence[Block], room: Room) -> None:
    """Blocks within a cell, without the empty line that a new cell begins with."""
    first = cell.paragraphs[0]
    write_blocks(cell, blocks, room)
    if len(cell._tc) > 2:  # noqa: SLF001 - its properties and one line at least stay
        first._p.getparent().remove(first._p)  # noqa: SLF001


def _end(holder: Holder) -> None:
    """The low line below a table; a cell's new table brings one of its own."""
    is_there = not hasattr(holder, "sections") and holder._tc[-1] is holder.paragraphs[-1]._p  # noqa: SLF001
    _shrink(holder.paragraphs[-1] if is_there else holder.add_paragraph())


def _shrink(line: "WordParagraph") -> None:
    """Make an empty line as low as can be: Word wants one below a table."""
    line.paragraph_format.space_after = line.paragraph_format.space_before = Pt(0)
    line.paragraph_format.line_spacing = Pt(4)


def _adorn(cell: Any, *parts: Any) -> None:
    """Give a cell lines or a ground, for which the library has no call."""
    for part in parts:
        cell._tc.get_or_add_tcPr().append(part)  # noqa: SLF001


def _ground() -> Any:
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{PALE_GREY.lstrip("#")}"/>')


def _panel_edge() -> Any:
    colour = DARK_BLUE.lstrip("#")
    left = f'<w:left w:val="single" w:sz="{EDGE}" w:space="0" w:color="{colour}"/>'
    return parse_xml(f"<w:tcBorders {nsdecls('w')}>{left}</w:tcBorders>")


def _top_line() -> Any:
    colour = HAIRLINE.lstrip("#")
    top = f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{colour}"/>'
    return parse_xml(f"<w:tcBorders {nsdecls('w')}>{top}</w:tcBorders>")
