"""Mends what Qt leaves amiss in a PDF: words that cannot be searched for, a language not named."""

import re
from io import BytesIO
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PdfWriter

    from ui.printing.bookmarks import Bookmark

_IN_BRACKETS = re.compile(rb"\[[^\]]*\]")
_TAB, _SPACE = b"<0009>", b"<0020>"
LANGUAGE = "en-GB"


def made_readable(content: bytes, bookmarks: "Sequence[Bookmark]" = ()) -> bytes:
    """Return the same PDF with spaces that read as spaces, bookmarks, its language, and its title shown.

    Qt says that the glyph of a space stands for a tab, so that a search for two words finds nothing.
    """
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, StreamObject, TextStringObject

    writer = PdfWriter(clone_from=BytesIO(content))
    for page in writer.pages:
        resources = cast(DictionaryObject, page["/Resources"])
        for font in cast(DictionaryObject, resources.get("/Font", DictionaryObject())).values():
            stream = font.get_object()["/ToUnicode"].get_object()
            if isinstance(stream, StreamObject):
                stream.set_data(_IN_BRACKETS.sub(_with_spaces, stream.get_data()))
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(LANGUAGE)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    _add_bookmarks(writer, bookmarks)
    mended = BytesIO()
    writer.write(mended)
    return mended.getvalue()


def _add_bookmarks(writer: "PdfWriter", bookmarks: "Sequence[Bookmark]") -> None:
    """Give the PDF its outline, closed but for its first level, and have readers show it."""
    for kind in bookmarks:
        parent = writer.add_outline_item(title=kind.words, page_number=kind.sheet, is_open=False)
        for page in kind.under:
            writer.add_outline_item(title=page.words, page_number=page.sheet, parent=parent)
    if bookmarks:
        writer.page_mode = "/UseOutlines"


def _with_spaces(codes: re.Match[bytes]) -> bytes:
    return codes.group().replace(_TAB, _SPACE)
