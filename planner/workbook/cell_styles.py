"""The cell styles of a workbook: which show dates, which percentages, and one for new dates."""

import re

from planner.workbook.package import attribute

_FORMAT = re.compile(rb"<numFmt\b[^>]*>")
_CELL_STYLES = re.compile(rb"(<cellXfs\b[^>]*>)(.*?)(</cellXfs>)", re.DOTALL)
_STYLE = re.compile(rb"<xf\b[^>]*?(?:/>|>.*?</xf>)", re.DOTALL)
_COUNT = re.compile(rb"""\bcount\s*=\s*["']\d+["']""")
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PER_CENTS = frozenset({9, 10})
_SHORT_DATE = b'<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'


class CellStyles:
    """The styles that cells point to by number. ``xml`` changes when one is added."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        codes = {
            int(attribute(tag, "numFmtId") or 0): attribute(tag, "formatCode") for tag in _FORMAT.findall(xml)
        }
        plain = {number: _NOT_CODE.sub("", code).lower() for number, code in codes.items()}
        dates = _DATES | {number for number, code in plain.items() if re.search("[dmy]", code)}
        dates -= {number for number, code in plain.items() if not re.search("[dmy]", code)}
        per_cents = _PER_CENTS | {number for number, code in plain.items() if "%" in code}
        match = _CELL_STYLES.search(xml)
        formats = (
            [int(attribute(_tag(style), "numFmtId") or 0) for style in _STYLE.findall(match[2])]
            if match
            else []
        )
        self._dates = {at for at, number in enumerate(formats) if number in dates}
        self._per_cents = frozenset(at for at, number in enumerate(formats) if number in per_cents)
        self._count = len(formats)
        self._own_date: int | None = None

    def is_date(self, style: int) -> bool:
        """Whether a style shows a number as a date."""
        return style in self._dates

    def is_per_cent(self, style: int) -> bool:
        """Whether a style shows a number as a percentage."""
        return style in self._per_cents

    def date_style(self) -> int:
        """The number of a plain style for dates, which is added where it is first needed."""
        if self._own_date is None:
            match = _CELL_STYLES.search(self.xml)
            if match is None:
                return min(self._dates, default=0)
            opening = _COUNT.sub(b'count="%d"' % (self._count + 1), match[1])
            styles = opening + match[2] + _SHORT_DATE + match[3]
            self.xml = self.xml[: match.start()] + styles + self.xml[match.end() :]
            self._own_date = self._count
            self._dates.add(self._count)
        return self._own_date


def _tag(element: bytes) -> bytes:
    """The opening tag of an element."""
    return element[: element.index(b">") + 1]
