import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.workbook.sheet_signs import ERROR, FAR, FORMULA, is_of_note

SCRAPS = st.sampled_from(
    ["<c ", "r=", '"', "t=", "e", "s", "A", "D", "E", "Z", "1", "99999", "100000", "<f", "<f>", " ", "/>"]
)  # fmt: skip


def in_pieces(xml, length):
    return [xml[at : at + length] for at in range(0, len(xml), length)]


@given(st.lists(SCRAPS, max_size=40), st.integers(1, 30))
def test_a_sheet_is_of_note_exactly_where_it_holds_one_of_the_signs(scraps, length):
    xml = "".join(scraps).encode()
    holds = bool(FAR.search(xml) or ERROR in xml or FORMULA.search(xml))
    assert is_of_note(in_pieces(xml, length)) == holds


@pytest.mark.parametrize(
    ("sign", "is_sign"),
    [
        ('<c r="DZ99999" s="123456">', False),
        ('<c r="EA1">', True),
        ('<c r="ZZ1">', True),
        ('<c r="AAA1">', True),
        ('<c r="A100000">', True),
        ('<c r="DZ100000">', True),
        ('<row r="100000">', False),
        ('<c r="A1" t="e">', True),
        ('<c r="A1" t="str">', False),
        ("<f>", True),
        ('<f t="shared" si="0"/>', True),
        ("<f/>", True),
        ("<formula1>", False),
        ("<x:worksheet>", True),
        ("<worksheet>", False),
    ],
)
def test_what_is_a_sign(sign, is_sign):
    assert is_of_note([sign.encode()]) is is_sign
