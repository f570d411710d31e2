"""Results: the charts tie to the engine, and a bar opens what is behind it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from planner.base.money import penny
from planner.report import breakdowns
from ui.places.chart_views import GROUPS, VIEWS


@pytest.fixture
def results_place(at):
    return at("results")


def press_bar(chart, at):
    """Press a bar just after where it begins."""
    spot = chart.plot.getViewBox().mapViewToScene(QPoint(0, at))
    where = chart.plot.mapFromScene(spot) + QPoint(8, 0)
    QTest.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=where)


def row_in_hand(place):
    return place.table.model.position(place.table.view.currentIndex().row())


# ---------------------------------------------------------------- figures


@pytest.mark.parametrize("name", ["functions", "bands", "receivers", "senders"])
def test_bars_of_redundancy_add_to_the_headline_to_the_penny(results_place, opened, name):
    headline = opened.document.results.headline.redundancy_cost
    results_place.show_view(name)
    assert penny(sum(bar.value for bar in results_place.panel.bars.bars)) == penny(headline)


def test_points_of_talent_add_to_the_headline(results_place, opened):
    results_place.show_view("talent")
    points = sum(bar.value for bar in results_place.panel.points.bars)
    assert points == pytest.approx(opened.document.results.headline.talent_lost_percent)


def test_cover_stands_beside_its_minimum(results_place, opened):
    results_place.show_view("cover")
    functions = opened.document.results.functions.set_index("name")["cover_percent"]
    minimum = opened.document.plan.functions.set_index("name")["minimum_cover"]
    bars = results_place.panel.points.bars
    assert len(bars) == int((functions.notna()).sum())
    for bar in bars:
        assert bar.value == pytest.approx(functions[bar.name])
        assert bar.target == pytest.approx(minimum[bar.name], nan_ok=True)


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
    assert year in results_place.panel.sentence


def test_every_year_of_every_receiver_is_a_column(results_place, opened):
    results_place.show_view("years")
    results = opened.document.results
    panels = results_place.panel.years.panels
    whole, *parts = panels
    assert [one.value for one in whole.columns] == [results.headline.operating_cost[y] for y in results.years]
    for panel in parts:
        mine = results.receivers[results.receivers["name"] == panel.name].set_index("year")
        assert [one.value for one in panel.columns] == [mine["total"][one.year] for one in panel.columns]


def test_the_waterfall_goes_from_the_baseline_to_the_scenario(results_place, opened):
    results_place.show_view("bridge")
    first, *steps, last = results_place.panel.bars.bars
    results, year = opened.document.results, opened.document.year
    assert first.value == results.system.set_index("year")["baseline"][year]
    assert last.value == results.headline.operating_cost[year]
    level = first.value
    for step in steps:
        assert step.start == pytest.approx(level)
        level = step.value
    assert level == pytest.approx(last.value)
    assert all(step.written[0] in "+-" for step in steps)


def test_the_parts_of_each_month_add_to_its_saving(results_place, opened):
    results_place.show_view("months")
    stacks = results_place.panel.stacks.stacks
    for at, saving in enumerate(opened.document.results.months["saving"]):
        assert sum(one.values[at] for one in stacks) == pytest.approx(saving, abs=0.001)
    assert len({(one.colour, one.pattern) for one in stacks}) == len(stacks)


def test_every_chart_has_its_table_its_sentence_and_what_is_behind_it(results_place):
    for view in VIEWS:
        results_place.show_view(view.name)
        assert results_place.table.model.rowCount() > 0
        assert results_place.behind.model.rowCount() > 0
        assert results_place.panel.sentence.endswith(".")
        assert results_place.panel.shown is not results_place.panel.empty
        assert results_place.panel.shown.accessibleDescription()
        if hasattr(results_place.panel.shown, "bars"):
            assert len(results_place.panel.shown.bars) == results_place.table.model.rowCount()


def test_the_baseline_says_that_there_is_nothing_to_draw(results_place, opened, rest):
    opened.document.choose(opened.document.scenarios[0])
    rest(opened)
    for name in ("functions", "receivers", "senders", "talent"):
        results_place.show_view(name)
        assert results_place.panel.shown is results_place.panel.empty
        assert results_place.panel.empty.advice
        assert not results_place.panel.copy_button.isEnabled()


# ---------------------------------------------------------------- choosing a chart


def test_every_chart_is_two_presses_away(results_place):
    choice = results_place.choice
    for view in VIEWS:
        QTest.mouseClick(choice._of_group[view.group], Qt.MouseButton.LeftButton)
        assert choice._of_view[view.name].isVisible()
        QTest.mouseClick(choice._of_view[view.name], Qt.MouseButton.LeftButton)
        assert results_place._view is view
    assert [one for one in GROUPS if choice._of_group[one].isChecked()] == [VIEWS[-1].group]


def test_a_group_opens_at_the_chart_last_looked_at(results_place):
    results_place.show_view("bands")
    QTest.mouseClick(results_place.choice._of_group["Cash"], Qt.MouseButton.LeftButton)
    assert results_place._view.name == "cash"
    QTest.mouseClick(results_place.choice._of_group["Redundancy"], Qt.MouseButton.LeftButton)
    assert results_place._view.name == "bands"


def test_charts_are_chosen_by_keyboard(results_place, opened, qtbot):
    results_place.show_view("functions")
    opened.activateWindow()
    button = results_place.choice._of_view["functions"]
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Right)
    QTest.keyClick(results_place.choice._of_view["bands"], Qt.Key.Key_Space)
    assert results_place._view.name == "bands"


# ---------------------------------------------------------------- what is behind


def test_pressing_a_bar_shows_the_people_behind_it(results_place):
    results_place.show_view("bands")
    chart = results_place.panel.bars
    press_bar(chart, 2)
    band = results_place.table.model.value(results_place.table.view.currentIndex().row(), "band")
    assert f"Band {band}" == chart.bars[2].name
    assert set(results_place.behind.model.shown_frame()["band"]) == {band}


def test_people_behind_a_receiver_add_to_its_cost(results_place):
    results_place.show_view("receivers")
    for at, bar in enumerate(results_place.panel.bars.bars):
        results_place.table.choose(at)
        behind = results_place.behind.model.shown_frame()
        assert behind["cost_share"].sum() == pytest.approx(bar.value)


def test_people_behind_a_sender_are_its_own(results_place):
    results_place.show_view("senders")
    behind = results_place.behind.model.shown_frame()
    assert set(behind["organisation"]) == {results_place._table["sender"].iloc[0]}


@pytest.mark.parametrize("name", ["functions", "receivers", "senders", "talent", "cover"])
def test_a_person_behind_a_bar_opens_their_card(results_place, opened, rest, name):
    results_place.show_view(name)
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


def test_the_lines_behind_a_step_add_to_its_change(results_place):
    results_place.show_view("bridge")
    for at, amount in enumerate(results_place._table["amount"]):
        results_place.table.choose(at)
        frame = results_place.behind.model.shown_frame()
        assert frame["amount"].sum() == pytest.approx(amount, abs=0.05)


def test_a_month_opens_into_its_lines(results_place, opened):
    results_place.show_view("cash")
    results_place.table.choose(3)
    frame = results_place.behind.model.shown_frame().set_index("line")["amount"]
    assert frame["Total"] == pytest.approx(opened.document.results.months["total"].iloc[3])


def test_a_receivers_years_come_into_sight_with_its_row(results_place, qtbot):
    results_place.show_view("years")
    chart = results_place.panel.years
    chart.resize(300, 200)
    for at, panel in enumerate(chart.panels):
        results_place.table.choose(at)
        assert at in chart.in_sight
        name = results_place._table["name"].iloc[at]
        expected = "The whole system" if at == 0 else name
        assert results_place.panel.sentence.startswith(expected)
        assert panel.name in chart.accessibleDescription()


def test_pressing_a_panel_of_years_takes_its_row_in_hand(results_place):
    results_place.show_view("years")
    chart = results_place.panel.years
    at = chart.in_sight[-1]
    area = dict(chart._areas())[at]
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    assert row_in_hand(results_place) == at


def test_a_bar_hidden_by_the_filter_of_its_table_is_found_all_the_same(results_place):
    results_place.show_view("bands")
    results_place.table.search.setText("no such band")
    results_place.table.filter_now()
    results_place.panel.clicked.emit(1)
    assert row_in_hand(results_place) == 1


def test_the_row_in_hand_stays_in_hand_through_a_change(results_place, opened):
    results_place.show_view("bands")
    results_place.panel.clicked.emit(2)
    opened.document.choose_year(opened.document.results.years[-1])
    results_place.be_current()
    assert row_in_hand(results_place) == 2


# ---------------------------------------------------------------- copying, and little room


def test_a_chart_copies_as_a_sharp_picture_and_as_cells(results_place):
    for view in VIEWS:
        results_place.show_view(view.name)
        QTest.mouseClick(results_place.panel.copy_button, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().image().width() >= 2 * results_place.panel.shown.width()
    results_place.show_view("functions")
    results_place.table.view.copy()
    heads = QGuiApplication.clipboard().text().split("\n")[0].split("\t")
    assert heads == ["Function", "People", "Redundant, FTE", "Redundancy, £"]


def test_all_charts_fit_the_smallest_window(results_place, opened):
    opened.resize(911, 480)
    for view in VIEWS:
        results_place.show_view(view.name)
        assert opened.width() == 911
        assert results_place.panel.shown.height() > 120
        assert results_place.width() <= results_place.parentWidget().width()


def test_what_is_behind_comes_into_sight_with_a_press_where_there_was_no_room(results_place, opened):
    opened.resize(911, 480)
    results_place.show_view("bands")
    assert not results_place.behind.isVisible()
    press_bar(results_place.panel.bars, 1)
    assert results_place.behind.isVisible()
    assert row_in_hand(results_place) == 1


def test_bars_of_receivers_keep_their_colour_and_pattern_in_every_chart(results_place, opened):
    results_place.show_view("targets")
    looks = {bar.name: (bar.colour, bar.pattern) for bar in results_place.panel.bars.bars}
    results_place.show_view("years")
    for panel in results_place.panel.years.panels:
        if not panel.is_whole:
            assert (panel.colour, panel.pattern) == looks[panel.name]
    results_place.show_view("receivers")
    for bar in results_place.panel.bars.bars:
        if bar.name in looks:
            assert (bar.colour, bar.pattern) == looks[bar.name]
    assert breakdowns.SYSTEM not in looks


# ---------------------------------------------------------------- the market


def test_bars_of_what_is_bought_add_to_what_customers_pay(results_place, opened):
    results_place.show_view("market")
    charges, year = opened.document.results.charges, opened.document.year
    paid = charges[(charges["mode"] == "buy") & (charges["year"] == year)]["amount"].sum()
    assert sum(bar.value for bar in results_place.panel.bars.bars) == pytest.approx(paid)
    assert results_place.behind.model.shown_frame()[year].sum() == pytest.approx(
        results_place.panel.bars.bars[0].value
    )


def test_support_organisations_are_drawn_with_their_cost_and_open_their_years(results_place, opened):
    results_place.show_view("support")
    results = opened.document.results
    mine = results.receivers[results.receivers["year"] == opened.document.year].set_index("name")
    (bar,) = results_place.panel.bars.bars
    assert bar.value == pytest.approx(mine["earned"][bar.name])
    assert bar.target == pytest.approx(mine["total"][bar.name] + mine["earned"][bar.name])
    lines = results_place.behind.model.shown_frame()
    assert lines["line"].tolist()[:3] == ["Income", "Cost", "Surplus"]
    assert [column.key for column in results_place.behind.model.columns][1:] == list(results.years)
