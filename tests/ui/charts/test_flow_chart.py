"""The flow picture: everything drawn can be pressed and reached by keys, and nothing overlaps."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from planner.engine.evaluate import evaluate
from planner.report.colours import receiver_looks
from planner.report.flows import Kind, Measure, flows
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds, generated_plan, twelve_people
from ui.charts.flow_chart import FlowChart
from ui.charts.flow_keys import Item
from ui.charts.flow_layout import THINNEST, layout_of
from ui.theme import Type, font

NODE, BAND = True, False


@pytest.fixture(scope="module", params=[twelve_people, airedale_bradford_and_leeds])
def results(request):
    plan = request.param()
    return evaluate(plan, plan.scenario_names[-1], load_rules())


@pytest.fixture
def chart(qtbot, results):
    made = FlowChart()
    qtbot.addWidget(made)
    made.resize(760, 480)
    made.set_flows(flows(results), receiver_looks(results.plan.receivers))
    made.show()
    return made


def at(chart, item):
    return QPoint(*(round(one) for one in chart.centre_of(item)))


def test_every_node_opens_when_it_is_pressed(chart, qtbot):
    for number in range(len(chart.flows.nodes)):
        item = Item(number, NODE)
        with qtbot.waitSignal(chart.opened) as opened:
            QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at(chart, item))
        assert opened.args == [item]


def test_every_band_drawn_can_be_pressed_somewhere(chart):
    """However thin, and under however many others: at its beginning it has room of its own."""
    for number, ribbon in chart._layout.ribbons.items():
        spot = ribbon.shape.pointAtPercent(0.0)
        x, y = spot.x() + 6 + 1, spot.y() + 6 + ribbon.thickness / 2
        found = chart.item_at(x, y)
        assert found is not None
        assert not found.is_node
        assert chart.flows.source[found.at] == chart.flows.source[number]
        assert ribbon.thickness >= THINNEST


def test_nodes_of_a_column_never_overlap_and_stay_on_the_paper(chart):
    spots = chart._layout.spots
    for column in range(3):
        inside = [spots[n] for n, one in enumerate(chart.flows.nodes) if one.column == column]
        for one, below in pairwise(inside):
            assert one.words.bottom() <= below.words.top() + 0.01
            assert one.area.bottom() <= below.area.top() + 0.01
        assert inside[-1].area.bottom() <= chart.height()


def test_thickness_follows_the_value_where_there_is_room(chart):
    bands = chart._layout.ribbons
    thick = np.array([one.thickness for one in bands.values()])
    value = chart.flows.value[list(bands)]
    order = np.argsort(value)
    assert (np.diff(thick[order]) >= -1e-9).all()


def test_arrows_go_over_nodes_and_bands_from_one_side_to_the_other(chart):
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    seen = [chart.hand]
    for _ in range(4):
        QTest.keyClick(chart, Qt.Key.Key_Right)
        seen.append(chart.hand)
    assert [one.is_node for one in seen] == [NODE, BAND, NODE, BAND, NODE]
    assert [chart.flows.nodes[one.at].column for one in seen if one.is_node] == [0, 1, 2]
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert not chart.hand.is_node
    assert chart.flows.target[chart.hand.at] == seen[-1].at


def test_up_and_down_go_over_all_nodes_of_a_column(chart):
    inside = [n for n, one in enumerate(chart.flows.nodes) if one.column == 2]
    chart.take(Item(inside[0], NODE))
    for number in inside[1:]:
        QTest.keyClick(chart, Qt.Key.Key_Down)
        assert chart.hand == Item(number, NODE)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.hand == Item(inside[-1], NODE)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert chart.hand == Item(inside[-2], NODE)


def test_up_and_down_go_over_all_bands_of_a_gap(chart):
    drawn = [
        band
        for band in sorted(chart._layout.ribbons)
        if chart.flows.nodes[chart.flows.source[band]].column == 1
    ]
    chart.take(Item(drawn[0], BAND))
    for band in drawn[1:]:
        QTest.keyClick(chart, Qt.Key.Key_Down)
        assert chart.hand == Item(band, BAND)


def test_enter_opens_what_is_in_hand(chart, qtbot):
    chart.take(Item(1, NODE))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(chart.opened) as opened:
            QTest.keyClick(chart, key)
        assert opened.args == [Item(1, NODE)]


def test_what_is_in_hand_is_said_to_a_screen_reader(chart):
    chart.take(Item(0, NODE))
    assert chart.accessibleDescription() == chart.words(Item(0, NODE))
    band = next(iter(chart._layout.ribbons))
    chart.take(Item(band, BAND))
    assert chart.accessibleDescription() == chart.words(Item(band, BAND))
    chart.take(None)
    assert chart.accessibleDescription().startswith("Of ")


def test_the_mouse_takes_in_hand_what_it_is_on_and_lets_go(chart, qtbot):
    QTest.mouseMove(chart, at(chart, Item(0, NODE)))
    qtbot.waitUntil(lambda: chart.hand == Item(0, NODE))
    QTest.mouseMove(chart, QPoint(chart.width() - 2, 1))
    qtbot.waitUntil(lambda: chart.hand is None)


def test_many_receivers_stand_together_until_all_are_shown(qtbot):
    plan = generated_plan(1_500, 100, 12, 40, seed=2)
    results = evaluate(plan, plan.scenario_names[-1], load_rules())
    whole = flows(results, Measure.MONEY)
    chart = FlowChart()
    qtbot.addWidget(chart)
    chart.resize(760, 400)
    chart.set_flows(whole, receiver_looks(plan.receivers))
    chart.show()
    assert chart.is_folded
    assert any(one.kind is Kind.OTHERS for one in chart.flows.nodes)
    others = next(n for n, one in enumerate(chart.flows.nodes) if one.kind is Kind.OTHERS)
    assert "Press to show each" in chart.words(Item(others, NODE))
    chart.show_all(True)
    assert not chart.is_folded
    assert len(chart.flows.nodes) == len(whole.nodes)
    assert chart.minimumHeight() > 100 * QFontMetrics(font(Type.SMALL)).height()


def test_a_layout_fits_whatever_the_room(qapp, results):
    made = flows(results)
    metrics = QFontMetrics(font(Type.SMALL))
    for width, height in ((420, 460), (900, 500), (3_000, 2_000)):
        layout = layout_of(made, width, height, metrics, [one.name for one in made.nodes])
        assert max(one.area.right() for one in layout.spots) <= width
        assert max(one.area.bottom() for one in layout.spots) <= height + 1
        assert min(one.area.left() for one in layout.spots) >= 0
