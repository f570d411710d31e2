"""The scatter: dots are chosen by mouse and keys, told in words, and their labels do not touch."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.charts.scatter import Dot, ScatterChart, _beside, _touch


@pytest.fixture
def chart(qtbot):
    made = ScatterChart("Frontier")
    qtbot.addWidget(made)
    made.resize(600, 400)
    dots = [Dot(x, y, f"P{x}", f"Point {x}\nat {y}", is_named=x == 3, is_hollow=x == 3) for x, y in
            ((1.0, 9.0), (5.0, 2.0), (3.0, 4.0))]  # fmt: skip
    made.set_dots(dots, ("Cost, £", "Talent, %"), (str, str))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_keys_go_from_left_to_right_and_to_the_ends(chart, qtbot):
    met = []
    chart.chosen.connect(met.append)
    for key in (
        Qt.Key.Key_Home,
        Qt.Key.Key_Right,
        Qt.Key.Key_Right,
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
        Qt.Key.Key_End,
    ):
        QTest.keyClick(chart, key)
    assert met[-6:] == [0, 2, 1, 1, 2, 1]
    assert "In hand: Point 5.0, at 2.0" in chart.accessibleDescription()
    assert "across Cost, £" in chart.accessibleDescription()


def test_a_click_takes_the_dot_under_it_and_none_beside(chart):
    met = []
    chart.chosen.connect(met.append)
    for at, dot in enumerate(chart.dots):
        spot = chart._pixel(dot).toPoint()
        QTest.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert met[-1] == at
    count = len(met)
    spot.setX(spot.x() + 60)
    QTest.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(met) == count


def test_a_label_stands_at_the_side_where_it_touches_nothing(chart):
    spot = chart._pixel(chart.dots[2])
    assert chart._side_of(spot, (40.0, 12.0), []) == 1
    right = _beside(spot, (40.0, 12.0), 1)
    assert chart._side_of(spot, (40.0, 12.0), [right]) == -1
    assert chart._side_of(spot, (40.0, 12.0), [right, _beside(spot, (40.0, 12.0), -1)]) == 0
    assert not _touch(right, _beside(spot, (40.0, 12.0), -1))
