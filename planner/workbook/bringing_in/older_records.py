"""Looks through the records of .xls and .xlsb sheets for what their values do not tell.

The fast reader gives Excel's errors as blanks, days below nil as noughts, and lays out whatever extent a
sheet claims. What is looked for here: errors and numbers below nil, by cell; how far cells reach; how much
text they repeat.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import pack, unpack, unpack_from

ERROR_TEXTS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip


@dataclass(slots=True)
class Seen:
    """What the records of one sheet tell.

    Attributes:
        faults: the text of each Excel error by row and column counted from 0.
        below_nil: each number below nil by row and column counted from 0.
        hidden: rows that are hidden.
        height, width: how far cells reach.
        text: bytes of shared texts, counted as often as they are used.
    """

    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    below_nil: dict[tuple[int, int], float] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    height: int = 0
    width: int = 0
    text: int = 0

    def reach(self, row: int, place: int) -> None:
        """Note that a cell stands here."""
        self.height, self.width = max(self.height, row + 1), max(self.width, place + 1)


def _short_number(bits: int) -> float:
    """A number that Excel keeps in 30 bits: a whole one or the first of another's, perhaps in hundredths."""
    if bits & 2:
        number = float((bits >> 2) - (1 << 30 if bits & 0x80000000 else 0))
    else:
        number = float(unpack("<d", pack("<II", 0, bits & 0xFFFFFFFC))[0])
    return number / 100 if bits & 1 else number


# ------------------------------------------------------------------------------------- .xlsb

_SHORT_CELL, _NUMBER_CELL = 2, 5
_ROW, _ERROR_CELL, _SHARED_TEXT, _FORMULA_ERROR, _LAST_CELL = 0, 3, 7, 11, 11
_TEXT_ITEM, _BUNDLED_SHEET = 19, 156


def binary_sheet(content: bytes, text_sizes: list[int]) -> Seen:
    """Look through one sheet of an .xlsb.

    Args:
        content: the sheet's part.
        text_sizes: bytes of each shared text.
    """
    seen, row = Seen(), 0
    for kind, at, size in _binary_records(content):
        if kind == _ROW and size >= 17:
            row = unpack_from("<I", content, at)[0]
            if content[at + 11] & 0x10:
                seen.hidden.add(row)
        elif 1 <= kind <= _LAST_CELL and size >= 4:
            place = unpack_from("<I", content, at)[0]
            seen.reach(row, place)
            if kind in (_ERROR_CELL, _FORMULA_ERROR) and size >= 9:
                seen.faults[row, place] = ERROR_TEXTS.get(content[at + 8], "#N/A")
            elif kind == _SHORT_CELL and size >= 12 and content[at + 11] & 0x80:
                seen.below_nil[row, place] = _short_number(unpack_from("<I", content, at + 8)[0])
            elif kind == _NUMBER_CELL and size >= 16 and content[at + 15] & 0x80:
                seen.below_nil[row, place] = unpack_from("<d", content, at + 8)[0]
            elif kind == _SHARED_TEXT and size >= 12:
                number = unpack_from("<I", content, at + 8)[0]
                seen.text += text_sizes[number] if number < len(text_sizes) else 0
    return seen


def binary_text_sizes(content: bytes) -> list[int]:
    """Bytes of each shared text of an .xlsb."""
    return [size for kind, _, size in _binary_records(content) if kind == _TEXT_ITEM]


def binary_sheet_relations(content: bytes) -> list[str]:
    """The relation by which an .xlsb's workbook names each of its sheets, in their order."""
    found = []
    for kind, at, size in _binary_records(content):
        if kind == _BUNDLED_SHEET and size >= 12:
            letters = unpack_from("<I", content, at + 8)[0]
            found.append(content[at + 12 : at + min(12 + 2 * letters, size)].decode("utf-16-le", "replace"))
    return found


def _binary_records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record of a part: its kind, where its content starts, and its size."""
    at, end = 0, len(content)
    while at + 1 < end:
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (content[at] << 7)
            at += 1
        size = shift = 0
        while at < end and shift < 28:
            byte = content[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, at, min(size, end - at)
        at += size


# -------------------------------------------------------------------------------------- .xls

_BEGIN, _END, _XLS_ROW = 0x809, 0x0A, 0x208
_BOOL_OR_ERROR, _FORMULA, _LABEL_SHARED = 0x205, 0x06, 0xFD
_NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS = 0x203, 0x27E, 0xBD
_SHARED_TEXTS, _CONTINUE = 0xFC, 0x3C
_WORKSHEET = 0x10


def older_sheets(stream: bytes) -> list[Seen]:
    """Look through the sheets of an .xls, in the order in which they stand in its stream."""
    sheets: list[Seen] = []
    texts: list[int] = []
    is_sheet, depth = False, 0
    for kind, at, size in _records(stream):
        if kind == _BEGIN and size >= 4:
            depth += 1
            if depth == 1:
                is_sheet = unpack_from("<H", stream, at + 2)[0] == _WORKSHEET
                sheets += [Seen()] if is_sheet else []
        elif kind == _END:
            depth = max(depth - 1, 0)
        elif kind == _SHARED_TEXTS:
            texts = _shared_text_sizes(stream, at)
        elif is_sheet and depth == 1:
            _look_at(kind, stream, at, size, sheets[-1], texts)
    return sheets


def _look_at(kind: int, stream: bytes, at: int, size: int, seen: Seen, texts: list[int]) -> None:
    if kind == _XLS_ROW and size >= 16:
        if stream[at + 12] & 0x20:
            seen.hidden.add(unpack_from("<H", stream, at)[0])
        return
    if kind in (_NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS):
        _look_below_nil(kind, stream, at, size, seen)
        return
    if kind not in (_BOOL_OR_ERROR, _FORMULA, _LABEL_SHARED) or size < 8:
        return
    row, place = unpack_from("<HH", stream, at)
    if kind == _BOOL_OR_ERROR and stream[at + 7] == 1:
        seen.faults[row, place] = ERROR_TEXTS.get(stream[at + 6], "#N/A")
    elif kind == _FORMULA and size >= 14 and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
        seen.faults[row, place] = ERROR_TEXTS.get(stream[at + 8], "#N/A")
    elif kind == _LABEL_SHARED and size >= 10:
        number = unpack_from("<I", stream, at + 6)[0]
        seen.text += texts[number] if number < len(texts) else 0


def _look_below_nil(kind: int, stream: bytes, at: int, size: int, seen: Seen) -> None:
    """Note the numbers below nil of a record that holds one, or several side by side."""
    if kind == _NUMBER and size >= 14 and stream[at + 13] & 0x80:
        row, place, _, number = unpack_from("<HHHd", stream, at)
        seen.below_nil[row, place] = number
    elif kind == _SHORT_NUMBER and size >= 10 and stream[at + 9] & 0x80:
        row, place, _, bits = unpack_from("<HHHI", stream, at)
        seen.below_nil[row, place] = _short_number(bits)
    elif kind == _SHORT_NUMBERS and size >= 12:
        row, first = unpack_from("<HH", stream, at)
        for which in range((size - 6) // 6):
            bits = unpack_from("<I", stream, at + 6 + 6 * which)[0]
            if bits & 0x80000000:
                seen.below_nil[row, first + which] = _short_number(bits)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    at, end = 0, len(stream)
    while at + 4 <= end:
        kind, size = unpack_from("<HH", stream, at)
        yield kind, at + 4, min(size, end - at - 4)
        at += 4 + size


def _shared_text_sizes(stream: bytes, at: int) -> list[int]:
    """Bytes of each shared text, whichever records they run on through."""
    pieces: list[bytes] = []
    position = at - 4
    for kind, start, size in _records(stream[position:]):
        if pieces and kind != _CONTINUE:
            break
        pieces.append(stream[position + start : position + start + size])
    return list(_text_sizes(pieces))


def _text_sizes(pieces: list[bytes]) -> Iterator[int]:
    """The letters of each text; a text that runs on into a piece starts it with a sign of its own."""
    which, at = 0, 8
    while which < len(pieces):
        piece = pieces[which]
        if at + 3 > len(piece):
            which, at = which + 1, max(0, at - len(piece)) if at > len(piece) else 0
            continue
        letters, signs = unpack_from("<HB", piece, at)
        at += 3
        more = 0
        if signs & 8 and at + 2 <= len(piece):
            more += 4 * unpack_from("<H", piece, at)[0]
            at += 2
        if signs & 4 and at + 4 <= len(piece):
            more += unpack_from("<I", piece, at)[0]
            at += 4
        yield letters
        which, at = _past_letters(pieces, which, at, letters, 1 + (signs & 1))
        at += more


def _past_letters(pieces: list[bytes], which: int, at: int, letters: int, width: int) -> tuple[int, int]:
    while letters and which < len(pieces):
        here = min(letters, (len(pieces[which]) - at) // width)
        letters -= here
        at += here * width
        if letters:
            which += 1
            if which < len(pieces) and pieces[which]:
                width, at = 1 + (pieces[which][0] & 1), 1
    return which, at
