"""What must hold of every sheet: nothing clipped, nothing over the edge, no words on words."""

from itertools import combinations

from ui.printing.layout import Sheet
from ui.printing.marks import Words
from ui.printing.papers import SIDE
from ui.printing.typesetting import LEADING

HAIR = 2.0
"""Units (fifths of a point) that measuring may be out by."""


def faults(sheet: Sheet) -> list[str]:
    """Everything on a sheet that a reader would complain of."""
    words = [mark for mark in sheet.marks if isinstance(mark, Words)]
    found = [f"wider than its room: {one.text}" for one in words if one.width > one.room + HAIR]
    found += [f"nothing written at {one.x:.0f}, {one.y:.0f}" for one in words if not one.text.strip("…")]
    for mark in sheet.marks:
        right = mark.x + mark.width
        if mark.x < SIDE - HAIR or right > sheet.form.width - SIDE + HAIR:
            found.append(f"over the side: {mark}")
        if not 0 < mark.y < sheet.form.height:
            found.append(f"over the top or the foot: {mark}")
    return found + [f"on each other: {one.text} | {other.text}" for one, other in _overlaps(words)]


def _overlaps(words: list[Words]) -> list[tuple[Words, Words]]:
    """Pairs of words whose boxes (from cap height to a little below the baseline) meet."""
    return [
        (one, other)
        for one, other in combinations(sorted(words, key=lambda mark: mark.y), 2)
        if other.y - 0.72 * other.face.size < one.y + 0.2 * one.face.size
        and one.x + one.width > other.x + HAIR
        and other.x + other.width > one.x + HAIR
    ]


def text_of(sheet: Sheet) -> str:
    """All words of a sheet, line by line."""
    return "\n".join(mark.text.replace("\u00a0", " ") for mark in sheet.marks if isinstance(mark, Words))


def lowest(sheet: Sheet) -> float:
    """Where the lowest words above the foot end."""
    words = [mark for mark in sheet.marks if isinstance(mark, Words)]
    return max(mark.y + (LEADING - 1) * mark.face.size for mark in words[: -4 if sheet.caution else -3])
