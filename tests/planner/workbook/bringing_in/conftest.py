"""Other people's files, made with the cells that a test is about."""

import csv
import struct
import zipfile
from datetime import date, datetime
from io import BytesIO, StringIO
from xml.sax.saxutils import escape

import openpyxl
import pytest

from planner.workbook.bringing_in import bring_in, guess, open_source

STAFF = {
    "Employee Number": "10000001",
    "Assignment Number": "10000001-1",
    "Name": "Ann Smith",
    "Organisation": "5N1",
    "Function": "CON",
    "Position Title": "Manager",
    "Band": "Band 7",
    "Spinal Point": "31",
    "FTE": "1",
    "Annual Salary": "35000",
    "CSD 3 Months": "01/04/2003",
    "Date of Birth": "14/02/1960",
    "Fixed Term End Date": "",
}
OTHERS = (
    {"Employee Number": "10000002", "Assignment Number": "10000002-1", "Name": "Bea Jones", "FTE": "0.5"},
    {"Employee Number": "10000003", "Assignment Number": "10000003-1", "Name": "Cy Brown", "FTE": "0.8"},
    {"Employee Number": "10000004", "Assignment Number": "10000004-1", "Name": "Di Green", "FTE": "1"},
)


def _table(first=None, *, others=OTHERS):
    """A staff list as rows: headers, a row with the cells given, and plain rows under it."""
    first = first or {}
    headers = list(dict.fromkeys([*STAFF, *first]))
    records = [STAFF | first, *(STAFF | other for other in others)]
    return [headers, *([record.get(header, "") for header in headers] for record in records)]


@pytest.fixture
def table():
    return _table


@pytest.fixture
def write_csv(tmp_path):
    def write(rows, name="Staff.csv", encoding="utf-8", delimiter=","):
        text = StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
        path = tmp_path / name
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return write


@pytest.fixture
def write_xlsx(tmp_path):
    def write(sheets, name="Staff.xlsx", *, hidden=(), change=None):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in (sheets if isinstance(sheets, dict) else {"Staff list": sheets}).items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append([None if cell == "" else cell for cell in row])
            if title in hidden:
                sheet.sheet_state = "hidden"
        if change:
            change(book)
        path = tmp_path / name
        book.save(path)
        return path

    return write


@pytest.fixture
def brought(write_csv):
    """Bring in one sheet of a file, or rows as a text file, by what is guessed."""

    def bring(rows, defaults=None, **guessing):
        path = rows if hasattr(rows, "suffix") else write_csv(rows)
        source = open_source(path)
        sheet = source.sheet(source.sheet_names[0])
        return bring_in(sheet, guess(sheet, **guessing), defaults)

    return bring


@pytest.fixture
def sheet_of(write_csv):
    def sheet(rows, **how):
        source = open_source(rows if hasattr(rows, "suffix") else write_csv(rows, **how))
        return source.sheet(source.sheet_names[0])

    return sheet


# --------------------------------------------------------------------- OpenDocument, by hand

_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def _ods_cell(cell):
    if isinstance(cell, float | int):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
    if cell == "#N/A":
        return (
            '<table:table-cell office:value-type="string" calcext:value-type="error">'
            "<text:p>#N/A</text:p></table:table-cell>"
        )
    if cell in ("", None):
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'


@pytest.fixture
def write_ods(tmp_path):
    def write(rows, name="Staff.ods", *, extra="", parts=None):
        body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        content = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}><office:body>'
            f'<office:spreadsheet><table:table table:name="Staff list">{body}{extra}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"
        )
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", content)
            for part, text in (parts or {}).items():
                archive.writestr(part, text)
        return path

    return write


# -------------------------------------------------------------------------- .xls, by hand


def _record(kind, content=b""):
    return struct.pack("<HH", kind, len(content)) + content


def _wide(text):
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _xls_cell(row, place, cell):
    at = struct.pack("<HHH", row, place, 0)
    if isinstance(cell, float | int):
        return _record(0x203, at + struct.pack("<d", cell))
    if cell == "#N/A":
        return _record(0x205, at + bytes([0x2A, 1]))
    return _record(0x204, at + _wide(cell)) if cell else b""


def _compound(stream):
    """A compound document with one stream, 'Workbook'."""
    stream += b"\0" * (max(4096, -(-len(stream) // 512) * 512) - len(stream))
    count = len(stream) // 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0,
                          0xFFFFFFFE, 0, 0)  # fmt: skip
    header += b"\xff" * (512 - len(header))
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(chain)}I", *chain)
    fat += b"\xff" * (512 - len(fat))

    def entry(name, kind, child, start, size):
        letters = (name + "\0").encode("utf-16-le")
        content = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
        content += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36
        return content + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return header + fat + folder.ljust(512, b"\0") + stream


@pytest.fixture
def write_xls(tmp_path):
    def write(rows, name="Staff.xls"):
        begin = struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0x600)
        cells = b"".join(
            _xls_cell(at, place, cell) for at, row in enumerate(rows) for place, cell in enumerate(row)
        )
        sheet = _record(0x809, begin) + cells + _record(0x0A)
        title = "Staff list"
        lead = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0x600))
        size = len(lead) + 4 + 8 + 2 * len(title) + 4
        bound = struct.pack("<IBBBB", size, 0, 0, len(title), 1) + title.encode("utf-16-le")
        path = tmp_path / name
        path.write_bytes(_compound(lead + _record(0x85, bound) + _record(0x0A) + sheet))
        return path

    return write


# ------------------------------------------------------------------------- .xlsb, by hand


def _binary(kind, content=b""):
    lead = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(content)
    sizes = b""
    while True:
        size, low = size >> 7, size & 0x7F
        sizes += bytes([low | (0x80 if size else 0)])
        if not size:
            return lead + sizes + content


def _binary_text(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _binary_cell(place, cell):
    at = struct.pack("<II", place, 0)
    if isinstance(cell, float | int):
        return _binary(5, at + struct.pack("<d", cell))
    if cell == "#N/A":
        return _binary(3, at + b"\x2a")
    return _binary(6, at + _binary_text(cell)) if cell else b""


@pytest.fixture
def write_xlsb(tmp_path):
    def write(rows, name="Staff.xlsb", first_row=0):
        body = b""
        for at, row in enumerate(rows):
            number = at + (first_row if at else 0)
            body += _binary(0, struct.pack("<IIH", number, 0, 300) + b"\0" * 7)
            body += b"".join(_binary_cell(place, cell) for place, cell in enumerate(row))
        extent = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
        sheet = _binary(129) + _binary(148, extent) + _binary(145) + body + _binary(146) + _binary(130)
        bundle = struct.pack("<II", 0, 1) + _binary_text("rId1") + _binary_text("Staff list")
        book = _binary(131) + _binary(143) + _binary(156, bundle) + _binary(144) + _binary(132)
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        path = tmp_path / name
        content = BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("xl/workbook.bin", book)
            archive.writestr("xl/worksheets/sheet1.bin", sheet)
            archive.writestr(
                "xl/_rels/workbook.bin.rels",
                f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{office}/worksheet" '
                'Target="worksheets/sheet1.bin"/></Relationships>',
            )
        path.write_bytes(content.getvalue())
        return path

    return write


@pytest.fixture
def moment():
    """A day with a time of day, as spreadsheets keep it."""
    return datetime(2003, 4, 1, 9, 30)
