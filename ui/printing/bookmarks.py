"""The bookmarks of a pack: one for each kind of page, and under it one for each page of that kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ui.printing.layout import Sheet


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: its words, the number of its sheet from nil, and those under it."""

    words: str
    sheet: int
    under: "tuple[Bookmark, ...]" = ()


def bookmarks_of(sheets: Sequence[Sheet]) -> tuple[Bookmark, ...]:
    """The outline of a pack; a kind of which there is but one page has nothing under it."""
    begun = [(page, at) for at, sheet in enumerate(sheets) for page in sheet.begins]
    found = []
    for kind, group in groupby(begun, key=lambda one: one[0].kind):
        pages = list(group)
        under = tuple(Bookmark(page.title, at) for page, at in pages) if len(pages) > 1 else ()
        found.append(Bookmark(kind, pages[0][1], under))
    return tuple(found)
