"""Text measured, broken into lines and shortened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.printing.typesetting import BODY, ELLIPSIS, Typesetter

pytestmark = pytest.mark.usefixtures("qapp")

TEXT = "NHS Airedale, Wharfedale and Craven Clinical Commissioning Group"


@pytest.fixture(scope="module")
def setter(qapp):
    return Typesetter()


def test_short_text_is_left_alone(setter):
    assert setter.shorten("Short", setter.face(BODY), 10_000) == "Short"


def test_long_text_keeps_its_beginning_and_its_end(setter):
    face = setter.face(BODY)
    room = setter.width(TEXT, face) * 0.6
    held = setter.shorten(TEXT, face, room)
    assert setter.width(held, face) <= room
    assert held.startswith("NHS Airedale")
    assert held.endswith("Group")
    assert ELLIPSIS in held


@given(
    st.text(alphabet=st.characters(codec="latin-1", exclude_categories=("Cc",)), max_size=200),
    st.integers(60, 3_000),
)
def test_lines_lose_no_letter_and_fit(setter, text, room):
    face = setter.face(BODY)
    lines = setter.lines(text, face, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(setter.width(line, face) <= room or len(line) == 1 for line in lines)


@given(st.text(alphabet="abc de", max_size=200), st.integers(200, 1_500), st.integers(1, 4))
def test_text_past_its_most_lines_ends_with_an_ellipsis(setter, text, room, most):
    face = setter.face(BODY)
    whole = setter.lines(f"{text}a", face, room)
    held = setter.lines(f"{text}a", face, room, most)
    assert len(held) == min(len(whole), most)
    assert held[-1].endswith(ELLIPSIS) == (len(whole) > most)
    assert all(setter.width(line, face) <= room for line in held)


def test_figures_are_as_wide_as_each_other(setter):
    face = setter.face(BODY)
    assert len({setter.width(digit * 10, face) for digit in "0123456789"}) == 1


def test_words_to_the_right_end_where_their_room_ends(setter):
    held = setter.words_to_right(100, 0, "1,234", setter.face(BODY), 900)
    assert held.x + held.width == pytest.approx(1_000)
