"""The parts of a workbook, looked through a piece at a time."""

import zipfile
from io import BytesIO

import pytest

from planner.workbook.package import PIECE, Package
from planner.workbook.sheet_xml import _in_pieces


@pytest.fixture
def package():
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("part", b"x" * (PIECE * 3))
    return Package(content.getvalue())


@pytest.mark.parametrize("at", [0, 5, PIECE - 1, PIECE, 2 * PIECE - 1, 3 * PIECE - 2])
def test_a_mark_is_found_wherever_it_stands(package, at):
    part = package.read("part")
    assert not package.holds("part", b"<f")
    package.put("part", part[:at] + b"<f" + part[at + 2 :])
    assert package.holds("part", b"<f")


def test_a_part_is_read_whole(package):
    assert package.read("part") == b"x" * (PIECE * 3)


def test_pieces_of_a_sheet_end_between_rows_and_make_the_whole():
    row = b'<row r="1"><c r="A1"/></row>'
    body = row * (3 * PIECE // len(row))
    pieces = list(_in_pieces(body))
    assert len(pieces) > 2
    assert b"".join(pieces) == body
    assert all(one.startswith(b"</row>") for one in pieces[1:])
    assert list(_in_pieces(b"")) == []
