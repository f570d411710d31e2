"""The texts that a workbook keeps once for all of its cells."""

import re
from collections.abc import Collection, Iterable

_ENTRY = re.compile(rb"<si\b[^>]*?(?:/>|>.*?</si>)", re.DOTALL)
_USE = re.compile(rb"""<c\b[^>]*\bt="s"[^>]*>\s*<v>(\d+)</v>""")
_NOTHING = b"<si><t/></si>"


def without_texts(texts: bytes, candidates: Collection[int], sheets: Iterable[bytes]) -> bytes:
    """Take out the words of texts that no cell shows any more, so that nothing of a person stays behind.

    Args:
        texts: the part that holds the texts; their numbers stay as they are.
        candidates: numbers of texts that some cell showed and may show no more.
        sheets: every sheet as it is now.
    """
    left = set(candidates)
    for sheet in sheets:
        uses = _USE.findall(sheet)
        if len(uses) != sheet.count(b't="s"'):
            return texts  # cells written in a way that is not known here: better too much than a text too few
        left.difference_update(map(int, uses))
    if not left:
        return texts
    entries = iter(range(texts.count(b"<si")))
    return _ENTRY.sub(lambda entry: _NOTHING if next(entries) in left else entry[0], texts)
