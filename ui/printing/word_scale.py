"""Type brought down on one page of a Word document, so that it stays on one side."""

from itertools import islice
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.shared import Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

HALF_POINTS = 2
TWIPS = 20
"""In a point."""


def shrink(document: "Document", begun: int, factor: float) -> None:
    """Bring down type and the white round it, from the part of the document with the number ``begun`` on."""
    styles = {style.style_id: style for style in document.styles}
    for part in islice(document.element.body, begun, None):
        for line in part.iter(qn("w:p")):
            named = line.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            style = styles["Normal" if named is None else named.get(qn("w:val"))]
            _bring_type_down(line, style, factor)
            _bring_white_down(line, style, factor)


def _bring_type_down(line: Any, style: Any, factor: float) -> None:
    """Set the size of each run of a line: its own or its style's, smaller, down to half a point."""
    usual = _points(style, "size") * HALF_POINTS
    for run in line.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        own = properties.find(qn("w:sz"))
        size = usual if own is None else float(own.get(qn("w:val")))
        properties.sz_val = Pt(int(size * factor) / HALF_POINTS)


def _bring_white_down(line: Any, style: Any, factor: float) -> None:
    """Set the white above and below a line, where the line has none of its own."""
    spacing = line.get_or_add_pPr().get_or_add_spacing()
    for side, points in (("before", _white(style, "space_before")), ("after", _white(style, "space_after"))):
        if spacing.get(qn(f"w:{side}")) is None:
            spacing.set(qn(f"w:{side}"), str(round(points * factor * TWIPS)))


def _points(style: "ParagraphStyle", name: str) -> float:
    size = getattr(style.font, name)
    return float(size.pt) if size is not None else 0.0


def _white(style: "ParagraphStyle", name: str) -> float:
    white = getattr(style.paragraph_format, name)
    return float(white.pt) if white is not None else 0.0
