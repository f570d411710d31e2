"""The styles of a Word document: our paper's sizes and colours, under names that Word's users know."""

from typing import TYPE_CHECKING

from planner.report.colours import BLUE, DARK_BLUE
from ui.printing.marks import INK, QUIET_INK
from ui.printing.typesetting import BODY, FAMILIES, FIGURE, SMALL, TITLE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

STYLES = (
    # name, size in units, bold, colour, points above, points below
    ("Normal", BODY, False, INK, 0.0, 2.0),
    ("Heading 1", TITLE, True, DARK_BLUE, 0.0, 3.0),
    ("Heading 2", BODY, True, DARK_BLUE, 7.0, 2.0),
    ("Page kind", BODY, True, BLUE, 0.0, 0.0),
    ("Small print", SMALL, False, QUIET_INK, 1.0, 1.0),
    ("Table text", SMALL + 4, False, INK, 0.0, 0.0),
    ("Headline figure", FIGURE, True, DARK_BLUE, 0.0, 0.0),
)
"""The paper's four sizes; "Normal", "Heading 1" and "Heading 2" are Word's own, dressed anew."""


def dress(document: "Document", scale: float) -> None:
    """Give a new document the paper's styles, with type at ``scale``."""
    from docx.enum.style import WD_STYLE_TYPE

    for name, size, is_bold, colour, above, below in STYLES:
        known = [style.name for style in document.styles]
        style = document.styles[name] if name in known else None
        if style is None:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles["Normal"]
        _set(style, size * scale / 10, colour, above * scale, below * scale, is_bold=is_bold)


def _set(
    style: "ParagraphStyle", points: float, colour: str, above: float, below: float, *, is_bold: bool
) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.bold, style.font.italic = FAMILIES[0], is_bold, False
    style.font.size = Pt(round(points * 2) / 2)
    style.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    fonts = style.element.rPr.rFonts
    for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{part}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
    style.paragraph_format.line_spacing = 1.0
    style.paragraph_format.keep_with_next = style.name in ("Page kind", "Heading 1", "Heading 2")
