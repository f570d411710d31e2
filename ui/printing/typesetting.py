"""Measures text and breaks it into lines, the same on every machine that has the same font."""

import re
from collections.abc import Callable

from PySide6.QtGui import QFont, QFontMetricsF

from ui.printing.marks import INK, Face, Words

FAMILIES = ("Arial", "Liberation Sans", "Segoe UI", "DejaVu Sans")
"""Arial is the NHS's font for paper; Liberation Sans has its widths to the hair."""

SMALL, BODY, FIGURE, TITLE = 75, 88, 155, 185
"""The four sizes of type, in units (tenths of a point)."""

LEADING = 1.24
ELLIPSIS = "…"
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
"""Where a line may be broken; not at a space that holds two words together."""


def font_of(face: Face) -> QFont:
    """The font of a face, free of the device: one pixel of it is one unit."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(face.size)
    font.setBold(face.is_bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class Typesetter:
    """Measures text at one scale and sets it in lines."""

    def __init__(self, scale: float = 1.0) -> None:
        self.scale = scale
        self._metrics: dict[tuple[int, bool], QFontMetricsF] = {}

    def face(self, size: int, is_bold: bool = False, colour: str = INK) -> Face:
        """A face of one of the four sizes, at this scale."""
        return Face(round(size * self.scale), is_bold, colour)

    def gap(self, units: float) -> float:
        """A distance at this scale."""
        return units * self.scale

    def width(self, text: str, face: Face) -> float:
        """How wide a line of text is."""
        return self._of(face).horizontalAdvance(text)

    def leading(self, face: Face) -> float:
        """From one baseline to the next."""
        return face.size * LEADING

    def drop(self, face: Face) -> float:
        """From the top of a line to its baseline."""
        metrics = self._of(face)
        return (self.leading(face) + metrics.capHeight()) / 2

    def words(self, x: float, top: float, text: str, face: Face, room: float) -> Words:
        """One line of text from its top left; longer than its room, it is shortened in the middle."""
        held = self.shorten(text, face, room)
        return Words(x, top + self.drop(face), held, face, self.width(held, face), room)

    def words_to_right(self, x: float, top: float, text: str, face: Face, room: float) -> Words:
        """One line of text that ends where its room ends."""
        held = self.words(x, top, text, face, room)
        return Words(x + room - held.width, held.y, held.text, face, held.width, held.width)

    def shorten(self, text: str, face: Face, room: float) -> str:
        """Leave out the middle of a text that is too long for its room."""
        if self.width(text, face) <= room:
            return text
        kept = _most(len(text) - 1, lambda count: self.width(_without_middle(text, count), face) <= room)
        return _without_middle(text, kept)

    def lines(self, text: str, face: Face, room: float, most: int = 0) -> list[str]:
        """Break text into lines; past ``most`` (0: no limit) it ends with an ellipsis."""
        lines = self.runs([(text, face)], room, most)
        return [" ".join(word for word, _ in line) for line in lines]

    def runs(self, parts: list[tuple[str, Face]], room: float, most: int = 0) -> list[list[tuple[str, Face]]]:
        """Break text in several faces into lines of words, each with its face."""
        lines: list[list[tuple[str, Face]]] = []
        used = room
        for word, face in self._pieces(parts, room):
            wide = self.width(word, face)
            space = self.width(" ", face)
            if lines and used + space + wide <= room:
                lines[-1].append((word, face))
                used += space + wide
            else:
                lines.append([(word, face)])
                used = wide
        return self._cut(lines, room, most) if most and len(lines) > most else lines

    def _pieces(self, parts: list[tuple[str, Face]], room: float) -> list[tuple[str, Face]]:
        """The words of a text; one that is wider than a line is cut into pieces that are not."""
        pieces = []
        for text, face in parts:
            for word in _SPACES.split(text):
                rest = word
                while rest:
                    piece = self._start_of(rest, face, room)
                    pieces.append((piece, face))
                    rest = rest[len(piece) :]
        return pieces

    def _start_of(self, word: str, face: Face, room: float) -> str:
        """As much of a word as fits, and a letter at least."""
        if self.width(word, face) <= room:
            return word
        return word[: max(1, _most(len(word), lambda count: self.width(word[:count], face) <= room))]

    def _cut(
        self, lines: list[list[tuple[str, Face]]], room: float, most: int
    ) -> list[list[tuple[str, Face]]]:
        """The first lines, the last of them ended with an ellipsis that fits."""
        kept, last = lines[: most - 1], list(lines[most - 1])
        while len(last) > 1 and self._line_width([*last[:-1], (last[-1][0] + ELLIPSIS, last[-1][1])]) > room:
            last.pop()
        word, face = last[-1]
        before = self._line_width(last[:-1]) + (self.width(" ", face) if len(last) > 1 else 0)
        count = _most(len(word), lambda n: self.width(word[:n] + ELLIPSIS, face) <= room - before)
        return [*kept, [*last[:-1], (word[:count].rstrip(",;:.") + ELLIPSIS, face)]]

    def _line_width(self, line: list[tuple[str, Face]]) -> float:
        words = sum(self.width(word, face) for word, face in line)
        return words + sum(self.width(" ", face) for _, face in line[1:])

    def _of(self, face: Face) -> QFontMetricsF:
        key = (face.size, face.is_bold)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(font_of(face))
        return self._metrics[key]


def _without_middle(text: str, kept: int) -> str:
    """The first and the last letters, ``kept`` in all."""
    head = (kept + 1) // 2
    tail = kept - head
    return text[:head].rstrip() + ELLIPSIS + (text[-tail:].lstrip() if tail else "")


def _most(high: int, fits: Callable[[int], bool]) -> int:
    """The largest count from 0 to ``high`` that fits, when fewer always fit better."""
    low = 0
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low
