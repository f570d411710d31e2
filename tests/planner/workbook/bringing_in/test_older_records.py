"""What the records of .xls and .xlsb tell: errors, hidden rows, extent, and texts used over and over."""

import struct

from planner.workbook.bringing_in.older_records import binary_sheet, binary_text_sizes, older_sheets


def _record(kind, content=b""):
    return struct.pack("<HH", kind, len(content)) + content


def _begin(kind):
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0x600))


def _texts(*texts):
    return b"".join(struct.pack("<HB", len(text), 0) + text.encode("latin-1") for text in texts)


def _shared(row, place, number):
    return _record(0xFD, struct.pack("<HHHI", row, place, 0, number))


def test_texts_of_an_older_workbook_are_counted_as_often_as_they_are_used():
    book = _begin(5) + _record(0xFC, struct.pack("<II", 3, 2) + _texts("abc", "z" * 1000)) + _record(0x0A)
    sheet = _begin(0x10) + _shared(0, 0, 0) + _shared(1, 0, 1) + _shared(2, 0, 1) + _record(0x0A)
    assert [seen.text for seen in older_sheets(book + sheet)] == [2003]


def test_a_text_that_runs_on_into_another_record_is_one_text():
    first = struct.pack("<II", 2, 2) + struct.pack("<HB", 10, 0) + b"abcd"
    rest = b"\x01" + "efghij".encode("utf-16-le") + _texts("last")
    book = _begin(5) + _record(0xFC, first) + _record(0x3C, rest) + _record(0x0A)
    sheet = _begin(0x10) + _shared(0, 0, 0) + _shared(0, 1, 1) + _record(0x0A)
    assert [seen.text for seen in older_sheets(book + sheet)] == [14]


def test_texts_with_marks_and_phonetics_are_passed_over_whole():
    marked = struct.pack("<HBHI", 3, 0x0C, 2, 5) + b"abc" + b"\0" * 8 + b"\0" * 5
    book = _begin(5) + _record(0xFC, struct.pack("<II", 2, 2) + marked + _texts("defg")) + _record(0x0A)
    sheet = _begin(0x10) + _shared(0, 0, 1) + _record(0x0A)
    assert [seen.text for seen in older_sheets(book + sheet)] == [4]


def test_errors_of_values_and_of_formulas_and_hidden_rows_are_seen():
    value = _record(0x205, struct.pack("<HHHBB", 4, 2, 0, 0x2A, 1))
    truth = _record(0x205, struct.pack("<HHHBB", 4, 3, 0, 1, 0))
    formula = _record(
        0x06, struct.pack("<HHH", 5, 1, 0) + bytes([2, 0, 0x07, 0, 0, 0, 0xFF, 0xFF]) + b"\0" * 8
    )
    hidden = _record(0x208, struct.pack("<H", 7) + b"\0" * 10 + bytes([0x20]) + b"\0" * 3)
    (seen,) = older_sheets(_begin(0x10) + hidden + value + truth + formula + _record(0x0A))
    assert seen.faults == {(4, 2): "#N/A", (5, 1): "#DIV/0!"}
    assert seen.hidden == {7}


def test_charts_within_a_sheet_are_not_sheets_of_their_own():
    chart = _begin(0x20) + _record(0x205, struct.pack("<HHHBB", 0, 0, 0, 0x2A, 1)) + _record(0x0A)
    after = _record(0x205, struct.pack("<HHHBB", 8, 1, 0, 0x17, 1))
    one = _begin(0x10) + chart + after + _record(0x0A)
    sheets = older_sheets(_begin(5) + _record(0x0A) + one + _begin(0x20) + _record(0x0A) + _begin(0x10))
    assert [seen.faults for seen in sheets] == [{(8, 1): "#REF!"}, {}]


def test_records_cut_short_end_the_look():
    assert older_sheets(b"\x09\x08\xff\xff\0") == []
    assert binary_text_sizes(b"\x13") == []
    assert binary_sheet(b"\x00\xff\xff\xff\xff", []).height == 0


def _binary(kind, content):
    return bytes([kind, len(content)]) + content


def test_a_binary_sheet_tells_its_errors_its_hidden_rows_and_its_extent():
    row = _binary(0, struct.pack("<I", 9) + b"\0" * 7 + b"\x10" + b"\0" * 5)
    error = _binary(3, struct.pack("<II", 4, 0) + b"\x17")
    text = _binary(7, struct.pack("<III", 6, 0, 1))
    seen = binary_sheet(row + error + text, [3, 500])
    assert seen.faults == {(9, 4): "#REF!"}
    assert (seen.height, seen.width, seen.text) == (10, 7, 500)
    assert seen.hidden == {9}


def _short(number, *, in_hundredths=False):
    return ((number << 2) & 0xFFFFFFFC) | 2 | in_hundredths


def test_numbers_below_nil_are_seen_however_they_are_kept():
    whole = _record(0x203, struct.pack("<HHHd", 1, 0, 0, -2.5))
    above = _record(0x203, struct.pack("<HHHd", 1, 1, 0, 2.5))
    short = _record(0x27E, struct.pack("<HHHI", 2, 0, 0, _short(-40)))
    beside = struct.pack("<HI", 0, _short(-525, in_hundredths=True)) + struct.pack("<HI", 0, _short(7))
    several = _record(0xBD, struct.pack("<HH", 3, 4) + beside + struct.pack("<H", 5))
    (seen,) = older_sheets(_begin(0x10) + whole + above + short + several + _record(0x0A))
    assert seen.below_nil == {(1, 0): -2.5, (2, 0): -40.0, (3, 4): -5.25}
    row = _binary(0, struct.pack("<I", 9) + b"\0" * 13)
    cells = _binary(5, struct.pack("<IId", 4, 0, -1.5)) + _binary(2, struct.pack("<III", 5, 0, _short(-3)))
    assert binary_sheet(row + cells, []).below_nil == {(9, 4): -1.5, (9, 5): -3.0}
