"""The flow view: switches, its table, its pictures, and what a press asks for."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from planner.report.flows import Kind, Measure
from ui.charts.flow_keys import Item
from ui.places.flows import FlowView
from ui.places.targets import PeopleBehind


@pytest.fixture
def view(opened, qtbot):
    made = FlowView(opened.document, opened.session.desk)
    qtbot.addWidget(made)
    made.resize(1200, 560)
    made.refresh()
    made.show()
    return made


def node(view, **facts):
    nodes = view.chart.flows.nodes
    return next(at for at, one in enumerate(nodes) if all(getattr(one, k) == v for k, v in facts.items()))


def asked(view, qtbot, item):
    """What the view asks for when a part of the picture is pressed."""
    with qtbot.waitSignal(view.wanted) as wanted:
        if item.is_node:
            spot = QPoint(*(round(one) for one in view.chart.centre_of(item)))
            QTest.mouseClick(view.chart, Qt.MouseButton.LeftButton, pos=spot)
        else:
            view.chart.take(item)
            QTest.keyClick(view.chart, Qt.Key.Key_Return)
    place, target = wanted.args
    assert place == "people"
    return target


def test_pressing_a_node_asks_for_its_people(view, qtbot):
    view.show_families(False)
    found = {
        Kind.SENDER: "organisation",
        Kind.FUNCTION: "function",
        Kind.RECEIVER: "receiver",
        Kind.OUTCOME: "outcome",
    }
    for kind, key in found.items():
        at = node(view, kind=kind)
        code = view.chart.flows.nodes[at].code
        assert asked(view, qtbot, Item(at, is_node=True)) == PeopleBehind(key, code)


def test_opening_a_band_asks_for_the_people_of_both_its_ends(view, qtbot):
    view.show_families(False)
    drawn = view.chart.flows
    for band in range(len(drawn.value)):
        source, target = drawn.nodes[drawn.source[band]], drawn.nodes[drawn.target[band]]
        wanted = asked(view, qtbot, Item(band, is_node=False))
        if source.kind is Kind.SENDER:
            assert wanted == PeopleBehind("organisation", source.code, also=(("function", target.code),))
        else:
            key = "outcome" if target.kind is Kind.OUTCOME else "receiver"
            assert wanted == PeopleBehind("function", source.code, also=((key, target.code),))


def test_a_family_asks_for_the_people_of_its_functions(view, qtbot):
    view.show_families(True)
    at = node(view, kind=Kind.FAMILY)
    code = view.chart.flows.nodes[at].code
    assert asked(view, qtbot, Item(at, is_node=True)) == PeopleBehind("family", code)


def test_money_and_people_and_families_have_a_switch_each(view):
    people = view.chart.flows.total
    QTest.mouseClick(view._measures[Measure.MONEY], Qt.MouseButton.LeftButton)
    assert view.chart.flows.measure is Measure.MONEY
    assert view.chart.flows.total > people
    QTest.mouseClick(view._families[True], Qt.MouseButton.LeftButton)
    assert view.chart.flows.is_by_family
    assert view.chart.flows.measure is Measure.MONEY
    QTest.mouseClick(view._families[False], Qt.MouseButton.LeftButton)
    assert not view.chart.flows.is_by_family
    QTest.mouseClick(view._measures[Measure.PEOPLE], Qt.MouseButton.LeftButton)
    assert view.chart.flows.total == pytest.approx(people)


def test_the_table_has_every_band_and_opens_its_people(view, qtbot):
    view.show_families(False)
    frame = view.table.model.shown_frame()
    assert len(frame) == len(view._flows.value)
    assert frame["value"].sum() == pytest.approx(2 * view._flows.total)
    with qtbot.waitSignal(view.wanted) as wanted:
        view.table.opened.emit(0)
    first = view._flows.nodes[view._flows.source[0]]
    assert wanted.args[1].value == first.code


def test_the_flow_copies_as_a_sharp_picture_and_as_cells(view):
    view.copy()
    image = QGuiApplication.clipboard().image()
    assert image.width() >= 2 * view.chart.width()
    view.table.view.copy()
    heads = QGuiApplication.clipboard().text().split("\n")[0].split("\t")
    assert heads[:3] == ["From", "To", "People, FTE"]


def test_it_follows_the_scenario(view, opened, rest):
    before = view.chart.flows.value.copy()
    opened.document.choose(opened.document.scenarios[0])
    rest(opened)
    view.refresh()
    ends = [one for one in view.chart.flows.nodes if one.column == 2]
    assert all(one.kind is Kind.RECEIVER for one in ends)
    assert len(before) != len(view.chart.flows.value)


def test_a_narrow_view_leaves_the_room_to_the_picture_unless_asked(view):
    assert view.table.isVisible()
    view.resize(700, 400)
    assert not view.table.isVisible()
    QTest.mouseClick(view._figures, Qt.MouseButton.LeftButton)
    assert view.table.isVisible()
    view.resize(690, 400)
    assert view.table.isVisible()


def test_what_is_in_hand_stands_below_the_picture(view):
    assert "arrow keys" in view._in_hand.words
    view.chart.take(Item(0, is_node=True))
    assert view._in_hand.words == view.chart.words(Item(0, is_node=True))
