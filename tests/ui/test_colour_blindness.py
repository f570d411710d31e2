"""Palettes told apart by eyes that see colours otherwise, and without colour at all.

Either two looks have different patterns, or their colours are far enough apart as each eye sees them.
"""

from itertools import combinations

import pandas as pd
import pytest

from planner.model.tables import MODES
from planner.report.colours import MODE_COLOURS, receiver_looks
from tests.ui.eyes import EYES, contrast, distance
from ui import theme
from ui.places.functions.mode_looks import mode_looks
from ui.places.people.odds_parts import parts_of_pool
from ui.places.results_months import PARTS
from ui.theme import Appearance

FAR = 10.0
"""CIEDE2000 that is seen at a glance."""
FAR_IN_GREY = 7.5
KINDS = {
    "CCG": 12,
    "CSO hosted": 4,
    "Board area team": 4,
    "Local authority": 6,
    "Provider": 6,
    "Other": 6,
}
"""As many of each kind as one cluster has, and more."""


@pytest.fixture(params=[Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST])
def tones(request, qapp):
    theme.dress(qapp, request.param)
    yield theme.colours()
    theme.dress(qapp, Appearance.LIGHT)


@pytest.fixture
def looks():
    kinds = [kind for kind, number in KINDS.items() for _ in range(number)]
    codes = [f"{kind} {number}" for number, kind in enumerate(kinds)]
    return receiver_looks(pd.DataFrame({"code": codes, "kind": kinds}))


def kind_of(code):
    return code.rpartition(" ")[0]


def confused(pairs, eye):
    """Pairs of looks that an eye could take for each other."""
    least = FAR_IN_GREY if eye == "grey" else FAR
    return [
        (one, other)
        for (one, look), (other, beside) in pairs
        if look.pattern is beside.pattern
        and distance(theme.seen(look.colour), theme.seen(beside.colour), eye) < least
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
    ids=["pair 1", "pair 7", "pair 17", "pair 34"],
)
def test_the_distance_is_that_of_the_published_pairs(one, other, expected, monkeypatch):
    # Sharma, Wu and Dalal 2005, table 1.
    monkeypatch.setattr("tests.ui.eyes.lab", lambda colour, _eye: {"one": one, "other": other}[colour])
    assert distance("one", "other") == pytest.approx(expected, abs=0.0001)


def test_grey_stays_grey_to_every_eye():
    for eye in EYES:
        assert distance("#808080", "#808080", eye) == 0
        assert distance("#7F7F7F", "#818181", eye) < 1


@pytest.mark.parametrize("eye", EYES)
def test_receivers_of_a_kind_are_told_apart(tones, looks, eye):
    pairs = [
        (one, other) for one, other in combinations(looks.items(), 2) if kind_of(one[0]) == kind_of(other[0])
    ]
    assert len(pairs) > 100
    assert confused(pairs, eye) == []


@pytest.mark.parametrize("eye", EYES)
def test_the_first_two_of_each_kind_are_told_apart_from_those_of_every_other(tones, looks, eye):
    first = [
        one for kind in KINDS for one in [item for item in looks.items() if kind_of(item[0]) == kind][:2]
    ]
    pairs = [(one, other) for one, other in combinations(first, 2) if kind_of(one[0]) != kind_of(other[0])]
    assert confused(pairs, eye) == []


def test_every_look_stands_out_from_its_ground(tones, looks):
    for colour in {*(look.colour for look in looks.values()), *MODE_COLOURS.values()}:
        assert contrast(theme.seen(colour), tones.base) >= 3, colour


def test_lighter_shades_stay_lighter_on_a_dark_ground(tones, looks):
    colours = sorted({look.colour for look in looks.values()}, key=lambda one: contrast(one, "#000000"))
    seen = [contrast(theme.seen(one), "#000000") for one in colours]
    for earlier, later in combinations(seen, 2):
        assert later > earlier - 0.1


def test_the_parts_of_a_bar_of_odds_have_each_a_pattern_of_their_own():
    patterns = [part.pattern for part in parts_of_pool((1 / 6,) * 6)]
    assert len(set(patterns)) == 6


def test_the_parts_of_a_months_saving_have_each_a_pattern_of_their_own():
    assert len({pattern for _, _, pattern in PARTS.values()}) == len(PARTS)


def test_modes_have_each_a_letter_that_can_be_read(tones):
    looks = mode_looks()
    letters = [looks[at].letter for at in range(len(MODES))]
    assert len(set(letters)) == len(MODES)
    for look in looks.values():
        assert contrast(look.on_badge.name(), look.badge.name()) >= 3


@pytest.mark.parametrize("eye", ["protanopia", "deuteranopia", "tritanopia"])
def test_what_is_chosen_or_marked_is_told_from_what_is_not(tones, eye):
    for tint in (tones.chosen, tones.error_soft, tones.warning_soft):
        assert distance(tint, tones.base, eye) >= 3
