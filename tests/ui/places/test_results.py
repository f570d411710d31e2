"""Results: the charts tie to the engine, and a bar opens what is behind it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui.places.chart_views import VIEWS


@pytest.fixture
def results_place(at):
    return at("results")


def test_bars_of_redundancy_add_to_the_headline(results_place, opened):
    headline = opened.document.results.headline.redundancy_cost
    for name in ("functions", "bands"):
        results_place.show_view(name)
        assert sum(bar.value for bar in results_place.panel.bars.bars) == pytest.approx(headline)


def test_points_of_talent_add_to_the_headline(results_place, opened):
    results_place.show_view("talent")
    points = sum(bar.value for bar in results_place.panel.points.bars)
    assert points == pytest.approx(opened.document.results.headline.talent_lost_percent)


def test_receivers_are_drawn_with_their_target_in_the_year_in_hand(results_place, opened):
    results_place.show_view("targets")
    year = opened.document.results.years[-1]
    opened.document.choose_year(year)
    results_place.be_current()
    receivers = opened.document.results.receivers
    of_year = receivers[receivers["year"] == year].set_index("name")
    for bar in results_place.panel.bars.bars:
        assert bar.value == pytest.approx(of_year["total"][bar.name])
        assert bar.is_over == (of_year["over"][bar.name] >= 0.5)


def test_every_chart_has_its_table(results_place):
    for view in VIEWS:
        results_place.show_view(view.name)
        table = results_place.table.model
        assert table.rowCount() > 0
        if hasattr(results_place.panel.shown, "bars"):
            assert len(results_place.panel.shown.bars) == table.rowCount()


def test_pressing_a_bar_shows_the_people_behind_it(results_place, opened, qtbot):
    results_place.show_view("bands")
    chart = results_place.panel.bars
    at = 2
    spot = chart.plot.getViewBox().mapViewToScene(QPoint(0, at))
    where = chart.plot.mapFromScene(spot) + QPoint(8, 0)
    QTest.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=where)
    band = results_place.table.model.value(results_place.table.view.currentIndex().row(), "band")
    assert f"Band {band}" == chart.bars[at].name
    assert set(results_place.behind.model.shown_frame()["band"]) == {band}


def test_a_person_behind_a_bar_opens_their_card(results_place, opened, rest):
    results_place.show_view("functions")
    number = results_place.behind.model.value(1, "employee_number")
    results_place.behind.opened.emit(results_place.behind.model.position(1))
    rest(opened)
    people = opened.place("people")
    assert opened.current_place is people
    assert opened.document.results.people["employee_number"].iloc[people.card.position] == number


def test_the_lines_behind_a_receiver_add_to_its_cost(results_place, opened):
    results_place.show_view("targets")
    frame = results_place.behind.model.shown_frame().reset_index(drop=True)
    end = int((frame["line"] == "Operating cost").to_numpy().argmax())
    earned = frame["line"].iloc[:end].str.startswith("Earned")
    lines = frame["amount"].iloc[:end]
    assert lines[~earned].sum() - lines[earned].sum() == pytest.approx(frame["amount"].iloc[end])
    assert frame["amount"].iloc[end] == pytest.approx(opened.document.results.receivers["total"].iloc[0])


def test_a_month_opens_into_its_lines(results_place, opened):
    results_place.show_view("cash")
    results_place.table.choose(3)
    frame = results_place.behind.model.shown_frame().set_index("line")["amount"]
    assert frame["Total"] == pytest.approx(opened.document.results.months["total"].iloc[3])


def test_a_chart_copies_as_a_picture_and_as_cells(results_place):
    results_place.panel.copy()
    assert QGuiApplication.clipboard().image().width() > 200
    results_place.table.view.copy()
    heads = QGuiApplication.clipboard().text().split("\n")[0].split("\t")
    assert heads == ["Function", "People", "Redundant, FTE", "Redundancy, £"]


def test_a_bar_hidden_by_the_filter_of_its_table_is_found_all_the_same(results_place):
    results_place.show_view("bands")
    results_place.table.search.setText("no such band")
    results_place.table.filter_now()
    results_place.panel.clicked.emit(1)
    assert results_place.table.model.position(results_place.table.view.currentIndex().row()) == 1
