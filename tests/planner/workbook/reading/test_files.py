import io
import re
import struct
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from planner.base.errors import (
    FileRefusedError,
    HostileFileError,
    NotAPlanError,
    PasswordNeededError,
    WrongPasswordError,
)
from planner.base.findings import Severity
from planner.workbook import grid, safety
from planner.workbook.read import read_plan

from .conftest import Formatted, plain_sheets, rows_of, write

LIBRARIES = re.compile(
    r"openpyxl|calamine|pandas|zipfile|zlib|msoffcrypto|defused|rust|python|Error\b|0x|\.py",
    re.IGNORECASE,
)


def write_shared(path, sheets):
    """Write sheets with their texts in a part of their own, as Excel does."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


@pytest.fixture
def plain(tmp_path):
    return write_shared(tmp_path / "plan.xlsx", plain_sheets())


def repacked(path, changes, *, drop=(), compression=zipfile.ZIP_DEFLATED):
    """Write the workbook again with some of its parts changed, added or left out."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist() if name not in drop}
    parts |= {name: change(parts[name]) if callable(change) else change for name, change in changes.items()}
    made = path.with_name("made.xlsx")
    with zipfile.ZipFile(made, "w", compression) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return made


def refusal(path, kind=FileRefusedError, **more):
    with pytest.raises(kind) as caught:
        read_plan(path, **more)
    message = str(caught.value)
    assert not LIBRARIES.search(message.replace(str(path), "").replace(path.name, "")), message
    assert message.endswith((".", "import"))
    return message


def read_or_refused(path, password=None):
    """Read a file that may be damaged; anything but a refusal is the test's to fail on."""
    with suppress(FileRefusedError):
        assert read_plan(path, password).plan is not None


STAFF_PART = "xl/worksheets/sheet3.xml"


def test_a_missing_file_is_refused(tmp_path):
    assert "no file" in refusal(tmp_path / "nowhere.xlsx")


def test_a_folder_is_refused(tmp_path):
    assert "folder" in refusal(tmp_path)


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.touch()
    assert "empty" in refusal(path)


def test_a_file_of_over_200_mb_is_refused_unread(tmp_path):
    path = tmp_path / "plan.xlsx"
    with path.open("wb") as file:
        file.truncate(safety.LARGEST_FILE + 1)
    assert "200 MB" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("staff.csv", b"Employee number,FTE\nE1,1\n"),
        ("plan.xlsx", b"Employee number,FTE\nE1,1\n"),
        ("plan.xlsx", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("plan.xlsx", b"%PDF-1.4"),
        ("plan.xlsx", b"\x00" * 4096),
    ],
)
def test_another_kind_of_file_is_sent_to_import(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert "pct-planner import" in refusal(path, NotAPlanError)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("letter.txt", "Dear all")
    refusal(path, NotAPlanError)


@pytest.mark.parametrize("part", ["xl/workbook.bin", "content.xml"], ids=["xlsb", "ods"])
def test_other_spreadsheets_are_sent_to_import(tmp_path, part):
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(part, "<a/>")
    assert "pct-planner import" in refusal(path, NotAPlanError)


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused(plain, share):
    content = plain.read_bytes()
    plain.write_bytes(content[: int(len(content) * share)])
    assert "damaged" in refusal(plain)


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml", STAFF_PART],
)
def test_a_part_that_is_not_xml_is_refused(plain, part):
    refusal(repacked(plain, {part: b"<worksheet><sheetData><row r='1'><c r='A1'><v>"}))


def test_a_workbook_whose_sheet_is_gone_lacks_that_sheet(plain):
    reading = read_plan(repacked(plain, {}, drop=(STAFF_PART,)))
    assert "missing-sheet" in {one.cause for one in reading.findings}


def bomb(path, part, size):
    made = repacked(path, {part: b"<worksheet>" + b" " * size + b"</worksheet>"})
    assert made.stat().st_size < size / 100
    return made


def test_a_part_that_unfolds_too_far_is_refused(plain):
    assert "harm" in refusal(bomb(plain, STAFF_PART, 60_000_000), HostileFileError)


def test_a_part_that_is_never_read_may_not_unfold_too_far_either(plain):
    refusal(bomb(plain, "xl/media/image1.png", 60_000_000), HostileFileError)


def test_parts_that_together_unfold_too_far_are_refused(plain, monkeypatch):
    monkeypatch.setattr(safety, "LARGEST_INFLATED", 1000)
    refusal(plain, HostileFileError)


def test_a_size_that_is_a_lie_is_refused(plain):
    made = bomb(plain, STAFF_PART, 60_000_000)
    content = bytearray(made.read_bytes())
    told = struct.pack("<I", 60_000_000 + len(b"<worksheet></worksheet>"))
    at, lies = content.find(told), 0
    while at >= 0:
        content[at : at + 4] = struct.pack("<I", 1000)
        lies += 1
        at = content.find(told, at)
    assert lies == 2
    made.write_bytes(content)
    refusal(made)


def test_parts_that_share_their_bytes_are_refused(plain):
    made = repacked(plain, {"a.txt": b"1" * 3000}, compression=zipfile.ZIP_STORED)
    content = made.read_bytes()
    directory = content.rfind(b"PK\x01\x02", 0, content.rfind(b"a.txt"))
    entry = content[directory : content.find(b"PK\x05\x06")]
    copies = b"".join(entry.replace(b"a.txt", b"%05d" % copy) for copy in range(100))
    end = content.find(b"PK\x05\x06")
    count = struct.unpack("<H", content[end + 10 : end + 12])[0] + 100
    start = struct.unpack("<I", content[end + 16 : end + 20])[0]
    tail = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, end + len(copies) - start, start, 0)
    made.write_bytes(content[:end] + copies + tail)
    refusal(made, HostileFileError)


@pytest.mark.parametrize("name", ["xl/more.zip", "inside.7z", "xl/media/x.GZ"])
def test_an_archive_within_is_refused(plain, name):
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as made:
        made.writestr("a", "b")
    assert name in refusal(repacked(plain, {name: inside.getvalue()}), HostileFileError)


def test_two_parts_of_one_name_are_refused(plain):
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(plain, "a") as more:
        more.writestr(STAFF_PART, b"<worksheet/>")
    refusal(plain, HostileFileError)


def test_too_many_parts_are_refused(plain, monkeypatch):
    monkeypatch.setattr(safety, "MOST_PARTS", 5)
    refusal(plain, HostileFileError)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE, b"<!doctype x>", b"<! DOCTYPE x>"])
@pytest.mark.parametrize(
    "part",
    [
        STAFF_PART,
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "docProps/core.xml",
        "_rels/.rels",
    ],
)
def test_declared_entities_are_refused_in_every_part(plain, part, declared):
    made = repacked(plain, {part: lambda content: declared + content})
    assert part in refusal(made, HostileFileError)


def test_a_declaration_behind_a_long_remark_is_refused(plain):
    hidden = b"<!--" + b"x" * 200_000 + b"-->" + ENTITIES
    refusal(repacked(plain, {STAFF_PART: lambda content: hidden + content}), HostileFileError)


@pytest.mark.parametrize("letters", ["utf-16", "utf-16-be"])
def test_a_declaration_in_wide_letters_is_refused(plain, letters):
    wide = (ENTITIES.decode() + "<worksheet/>").encode(letters)
    refusal(repacked(plain, {STAFF_PART: wide}), HostileFileError)


def test_letters_that_could_hide_a_declaration_are_refused(plain):
    odd = b'<?xml version="1.0" encoding="utf-7"?><worksheet/>'
    refusal(repacked(plain, {STAFF_PART: odd}), HostileFileError)


@pytest.mark.parametrize("place", ["XFD1048576", "A9999999", "A4294967295", "ZZ999999", "XFD99999"])
def test_a_cell_in_the_far_corner_is_refused_with_its_remedy(plain, place):
    row = re.sub(r"\D", "", place)
    cell = f'<row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    made = repacked(plain, {STAFF_PART: lambda content: content.replace(b"</sheetData>", cell)})
    message = refusal(made, HostileFileError)
    assert "'Staff'" in message
    assert "Delete the rows and columns" in message


def test_a_stray_cell_that_is_not_so_far_is_no_matter(read, sheets):
    sheets["Staff"][0] += [None] * 300 + ["x"]
    sheets["Staff"] += [[None]] * 3000 + [["E2", "P1", "CON", "7", 1]]
    assert len(read(sheets).plan.staff) == 2


def test_a_text_repeated_until_memory_is_full_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(grid, "LARGEST_TEXT", 200_000)
    sheets = plain_sheets()
    sheets["Staff"] += [[f"E{at}", "P1", "CON", "7", 1, "n" * 900] for at in range(2, 400)]
    assert "unfold" in refusal(write_shared(tmp_path / "plan.xlsx", sheets), HostileFileError)


def test_texts_that_are_long_but_few_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(grid, "LARGEST_TEXT", 20_000)
    sheets = plain_sheets()
    sheets["Staff"][0].append("Notes")
    sheets["Staff"][1].append("n" * 900)
    plan = read_plan(write_shared(tmp_path / "plan.xlsx", sheets)).plan
    assert plan.staff["notes"].str.len().tolist() == [900]


def test_links_and_macros_are_there_and_nothing_comes_of_them(plain):
    made = repacked(
        plain,
        {
            "xl/vbaProject.bin": b"Sub Auto_Open()",
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": (
                b'<Relationships><Relationship Id="r" Type="t" Target="http://127.0.0.1:9/x.xlsx" '
                b'TargetMode="External"/></Relationships>'
            ),
        },
    )
    macro = made.rename(made.with_suffix(".xlsm"))
    assert read_plan(macro).findings == ()


def locked(path: Path, password: str) -> Path:
    made = path.with_name("locked.xlsx")
    with path.open("rb") as inside, made.open("wb") as outside:
        msoffcrypto.format.ooxml.OOXMLFile(inside).encrypt(password, outside)
    return made


def test_a_protected_plan_opens_with_its_password_and_keeps_its_content(plain):
    reading = read_plan(locked(plain, "sesame"), "sesame")
    assert reading.plan == read_plan(plain).plan
    assert reading.original == plain.read_bytes()


@pytest.mark.parametrize("password", [None, ""])
def test_a_protected_plan_without_a_password_says_that_it_needs_one(plain, password):
    assert "needs a password" in refusal(locked(plain, "sesame"), PasswordNeededError, password=password)


@pytest.mark.parametrize("password", ["Sesame", "sesame ", "£", "x" * 300])
def test_a_protected_plan_does_not_open_with_another_password(plain, password):
    refusal(locked(plain, "sesame"), WrongPasswordError, password=password)


def test_a_password_for_a_plan_that_is_not_protected_is_no_matter(plain):
    assert read_plan(plain, "sesame").findings == ()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_protected_plan_cut_short_is_refused(plain, share):
    made = locked(plain, "sesame")
    content = made.read_bytes()
    made.write_bytes(content[: int(len(content) * share)])
    refusal(made, password="sesame")


def test_a_protected_bomb_is_a_bomb(plain):
    made = locked(bomb(plain, STAFF_PART, 60_000_000), "sesame")
    refusal(made, HostileFileError, password="sesame")


def test_a_file_that_only_begins_as_an_old_workbook_is_refused(tmp_path):
    path = tmp_path / "plan.xls"
    path.write_bytes(safety.OLE_STARTS + b"\x00" * 5000)
    refusal(path)


FORMATS = [
    (0.6, "0%", 60),
    (0.07, "0%", 7),
    (1, "0%", 100),
    (0.123, "0.0%", 12.3),
    (0.6, "0%;[Red]-0%", 60),
    (0.6, '0 "per cent"', 0.6),
    (60, '0"%"', 60),
    (60, "General", 60),
]


@pytest.mark.parametrize(("value", "number_format", "share"), FORMATS)
def test_a_cell_that_shows_a_percentage_is_read_by_its_format(read, sheets, value, number_format, share):
    sheets["Allocations"] = rows_of(
        {
            "Scenario": "Buy",
            "Function": "CON",
            "Receiver": "C1",
            "Mode": "do",
            "Share": Formatted(value, number_format),
        },
        {"Scenario": "Buy", "Function": "CON", "Receiver": "C2", "Mode": "do", "Share": 30},
    )
    reading = read(sheets)
    assert reading.plan.allocations["share"].tolist() == [share, 30]
    by_format = [one for one in reading.findings if one.cause == "per-cent-format"]
    assert [one.place for one in by_format] == (["Allocations!E2"] if share != value else [])
    assert all(one.severity is Severity.NOTE for one in by_format)


def test_faults_are_found_in_sheets_that_other_programs_write(read, sheets):
    sheets["Staff"][1][2:] = ["CON", "#N/A", "=1/2"]
    made = repacked(
        read(sheets).path,
        {
            STAFF_PART: lambda xml: re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", xml).replace(
                b"xmlns=", b"xmlns:x=", 1
            )
        },
    )
    reading = read_plan(made)
    assert reading.plan.staff["employee_number"].tolist() == ["E1"]
    assert [(one.cell, one.cause) for one in reading.findings] == [
        ("D2", "excel-error"),
        ("E2", "formula-without-value"),
    ]


@pytest.mark.parametrize("piece", range(1, 13))
@pytest.mark.parametrize(
    ("cell", "cause"), [("#N/A", "excel-error"), ("=1/2", "formula-without-value")], ids=["error", "formula"]
)
def test_a_fault_is_found_wherever_the_pieces_of_a_sheet_meet(read, sheets, monkeypatch, piece, cell, cause):
    monkeypatch.setattr(safety, "PIECE", piece)
    sheets["Staff"][1][4] = cell
    found = [(one.cell, one.cause) for one in read(sheets).findings]
    assert found == [("E2", cause)]


def test_a_number_that_is_no_percentage_is_not_read_by_its_format(read, sheets):
    sheets["Staff"][1][4] = Formatted(0.6, "0%")
    reading = read(sheets)
    assert reading.plan.staff["fte"].tolist() == [0.6]
    assert reading.findings == ()


def test_days_counted_from_1904_are_the_days_they_show(plain):
    made = repacked(
        plain,
        {
            "xl/workbook.xml": lambda xml: xml.replace(b"<workbookPr ", b'<workbookPr date1904="1" '),
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<v>41365</v>", b"<v>39903</v>"),
        },
    )
    assert read_plan(made).plan.facts.transfer_date == date(2013, 4, 1)


@given(content=st.binary(max_size=3000), start=st.sampled_from([b"", safety.ZIP_STARTS, safety.OLE_STARTS]))
def test_no_bytes_whatever_cause_anything_but_a_refusal(tmp_path_factory, content, start):
    path = tmp_path_factory.mktemp("any") / "plan.xlsx"
    path.write_bytes(start + content)
    with pytest.raises(FileRefusedError):
        read_plan(path)


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    plan = write_shared(folder / "plan.xlsx", plain_sheets())
    return plan, locked(plan, "sesame")


@given(
    is_locked=st.booleans(),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_workbook_with_changed_bytes_is_read_or_refused(tmp_path_factory, whole, is_locked, changes):
    content = bytearray(whole[is_locked].read_bytes())
    for at, byte in changes:
        content[at % len(content)] = byte
    path = tmp_path_factory.mktemp("changed") / "plan.xlsx"
    path.write_bytes(content)
    read_or_refused(path, "sesame")


PARTS = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml", STAFF_PART]
PUT = [b"", b"<", b'"', b"\xff", b"</row>", b"99999999999", b"-1", b"&x;"]


@given(
    part=st.sampled_from(PARTS),
    at=st.integers(0, 10**6),
    length=st.integers(0, 40),
    put=st.sampled_from(PUT),
)
def test_a_workbook_with_a_changed_part_is_read_or_refused(tmp_path_factory, whole, part, at, length, put):
    def changed(content):
        start = at % len(content)
        return content[:start] + put + content[start + length :]

    path = tmp_path_factory.mktemp("part") / "plan.xlsx"
    path.write_bytes(whole[0].read_bytes())
    read_or_refused(repacked(path, {part: changed}))


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["60%", "27k", "0,8", "nan", "(20,000)", "04/23/2003", "Total", "#N/A", "8", "XN08"]),
)


@given(cells=st.lists(CELLS, min_size=12, max_size=12))
def test_whatever_a_sheet_holds_is_a_plan_with_findings_and_nothing_is_lost_in_silence(
    tmp_path_factory, cells
):
    sheets = plain_sheets()
    headers = [
        "Employee number", "Organisation", "Function", "Band", "FTE", "Annual salary",
        "Date of birth", "Contract ends", "Scarce", "Skills", "HCAS zone", "Name",
    ]  # fmt: skip
    texts = [None if isinstance(one, str) and one.startswith("=") else one for one in cells]
    sheets["Staff"] = [headers, ["E1", "P1", "CON", "7", 1], texts]
    path = write(tmp_path_factory.mktemp("cells") / "plan.xlsx", sheets)
    reading = read_plan(path)
    said = {one.cell for one in reading.findings}
    if 3 not in reading.plan.staff.index:
        assert all(one is None or not str(one).strip() for one in texts) or "A3" in said
        return
    row = reading.plan.staff.loc[3]
    for place, (header, cell) in enumerate(zip(headers, texts, strict=True)):
        key = {"Date of birth": "born"}.get(header, header.lower().replace(" ", "_"))
        is_blank = cell is None or not str(cell).strip()
        if not is_blank and row[key] != row[key]:
            assert f"{chr(65 + place)}3" in said


def test_what_is_packed_is_checked_against_its_sum(plain):
    content = plain.read_bytes()
    with zipfile.ZipFile(plain) as parts:
        crc = struct.pack("<I", parts.getinfo(STAFF_PART).CRC)
    plain.write_bytes(content.replace(crc, b"\x01\x02\x03\x04"))
    refusal(plain)
