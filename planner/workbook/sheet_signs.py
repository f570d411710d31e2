"""Looks over a sheet's XML for what the values of its cells do not tell: faults, and cells far off.

A large sheet has megabytes of XML and, as a rule, none of this. So its bytes are first compared as
arrays, which misses nothing and may suspect too much; a piece that is suspected is then looked at closely.
"""

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from planner.workbook.safety import PROLOGUE

FAR = re.compile(rb'r="(?:[A-Z]{3}[0-9]|[E-Z][A-Z][0-9]|[A-Z]{1,2}[0-9]{6})')
"""A cell beyond column DZ or row 99,999. Without any, a grid holds 13 million cells at the most."""
ERROR = b't="e"'
FORMULA = re.compile(rb"<f[\s/>]")

_LONGEST = 16
"""Bytes that any of these takes at the most."""

Bytes = npt.NDArray[np.uint8]


def is_of_note(pieces: Iterable[bytes]) -> bool:
    """Whether a sheet has far cells, Excel errors, formulas, or elements that go by a prefix."""
    before = b""
    for piece in pieces:
        joined = before + piece
        if _is_suspect(joined) and (FAR.search(joined) or ERROR in joined or FORMULA.search(joined)):
            return True
        if not before and b":worksheet" in joined[:PROLOGUE]:
            return True
        before = joined[-_LONGEST:]
    return False


def _is_suspect(piece: bytes) -> bool:
    """Whether a piece may hold one of the signs."""
    xml = np.frombuffer(piece + b" " * _LONGEST, dtype=np.uint8)
    if _where(xml, b"<f").any() or _where(xml, ERROR).any():
        return True
    place = np.flatnonzero(_where(xml, b'r="')) + 3
    has_two = _is_from(xml[place + 1], b"A", b"Z")
    wide = has_two & (_is_from(xml[place], b"E", b"Z") | _is_from(xml[place + 2], b"A", b"Z"))
    tall = _is_from(xml[place], b"A", b"Z") & _is_from(xml[place + has_two + 6], b"0", b"9")
    return bool((wide | tall).any())


def _where(xml: Bytes, text: bytes) -> npt.NDArray[np.bool_]:
    """Whether a text stands at each place."""
    found: npt.NDArray[np.bool_] = xml[:-_LONGEST] == text[0]
    for at, letter in enumerate(text[1:], start=1):
        found &= xml[at : at - _LONGEST] == letter
    return found


def _is_from(letters: Bytes, first: bytes, last: bytes) -> npt.NDArray[np.bool_]:
    return (letters >= ord(first)) & (letters <= ord(last))
