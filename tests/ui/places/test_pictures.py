"""Pictures for papers and slides: as on white paper, whatever the window looks like."""

import pytest
from PySide6.QtGui import QColor, QGuiApplication

from ui import theme
from ui.theme import Appearance
from ui.tones import LIGHT


@pytest.fixture(params=[Appearance.DARK, Appearance.CONTRAST])
def dressed(request, opened, qapp, rest):
    theme.dress(qapp, request.param)
    opened._follow_looks()
    rest(opened)
    yield opened
    theme.dress(qapp, Appearance.LIGHT)


def corner(picture):
    return QColor(picture.toImage().pixel(picture.width() - 12, picture.height() - 12)).name().upper()


def share_of(picture, colour):
    image, wanted = picture.toImage(), QColor(colour).rgb()
    spots = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    return sum(image.pixel(x, y) == wanted for x, y in spots) / len(spots)


def test_a_chart_is_copied_in_the_colours_of_white_paper(dressed, rest):
    dressed.go("results")
    rest(dressed)
    place = dressed.place("results")
    before = place.panel.grab().toImage()
    copied = place.panel.picture()
    assert corner(copied) == LIGHT.base
    assert share_of(copied, LIGHT.base) > 0.5
    assert place.panel.grab().toImage() == before
    assert theme.colours() is not LIGHT


def test_the_flow_is_copied_in_the_colours_of_white_paper_and_says_so(dressed, rest):
    dressed.go("functions")
    rest(dressed)
    place = dressed.place("functions")
    place.tools.choose_view(2)
    rest(dressed)
    before = place._flow.grab().toImage()
    assert share_of(place._flow.picture(), LIGHT.base) > 0.3
    assert place._flow.grab().toImage() == before
    place._flow.copy()
    assert not QGuiApplication.clipboard().pixmap().isNull()
    assert "on the clipboard" in dressed.messages.words


def test_the_charts_of_compare_are_copied_in_the_colours_of_white_paper(dressed, rest, qtbot):
    dressed.go("compare")
    rest(dressed)
    place = dressed.place("compare")
    place.above.setCurrentIndex(1)
    rest(dressed)
    qtbot.waitUntil(lambda: place.charts is not None and not place.charts._to_draw)
    place.copy_picture.click()
    assert share_of(QGuiApplication.clipboard().pixmap(), LIGHT.base) > 0.3
    assert "on the clipboard" in dressed.messages.words
