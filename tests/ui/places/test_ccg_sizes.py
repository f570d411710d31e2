"""CCG sizes: an area chosen, a number of CCGs tried, practices moved by hand, CCGs put into the plan."""

import pytest
from PySide6.QtCore import QPoint, Qt

from planner.model.table_edits import CellEdit, add_rows, put_cells
from ui.charts.sizes import Curve, Line, SizeChart, Spot
from ui.places.ccg_sizes.practice_panel import NEW, NOWHERE


@pytest.fixture
def in_leeds(opened, rest):
    """The small sample, whose PCT is that of Leeds, at CCG sizes."""
    plan, document = opened.document.plan, opened.document
    row = int(plan.organisations.index[plan.organisations["code"] == "P1"][0])
    spare = {"code": ["C9"], "name": ["Idle CCG"], "kind": ["CCG"], "population": [1_000.0]}
    changed = put_cells(plan, "organisations", [CellEdit(row, "code", "5N1")])
    staff = [CellEdit(int(at), "organisation", "5N1") for at in plan.staff.index]
    document.edit("Be Leeds", add_rows(put_cells(changed, "staff", staff), "organisations", spare))
    rest(opened)
    opened.go("ccg_sizes")
    rest(opened)
    return opened.place("ccg_sizes")


def names(place):
    return place.view.ccgs.model.frame["ccg"].tolist()


def column(place, key):
    return place.view.numbers.model.frame[key].tolist()


def test_a_plan_of_unknown_places_is_asked_for_an_area_and_shows_the_one_chosen(at, opened, rest):
    place = at("ccg_sizes")
    assert place.study is None
    assert not place.view.put_button.isEnabled()
    title = "Lancashire area team"
    place.view.area.setFocus()
    place.view.area.setCurrentText(title)
    place.view.area.activated.emit(place.view.area.currentIndex())
    rest(opened)
    assert place.study.area.title == title
    assert len(place.grouping) == place.study.today == place.view.count.value()
    assert place.view.chart.accessibleDescription()


def test_a_number_is_tried_by_keyboard_by_slider_and_by_row(in_leeds, qtbot):
    view = in_leeds.view
    assert names(in_leeds) == ["NHS Leeds North CCG", "NHS Leeds South and East CCG", "NHS Leeds West CCG"]
    view.count.setFocus()
    qtbot.keyClick(view.count, Qt.Key.Key_Down)
    assert len(names(in_leeds)) == view.slider.value() == 2
    view.slider.setFocus()
    qtbot.keyClick(view.slider, Qt.Key.Key_Home)
    assert names(in_leeds) == ["NHS Leeds CCG"]
    assert view.numbers.choose(3)
    assert len(names(in_leeds)) == view.count.value() == 4
    assert "4 CCGs of" in view.choice.text()
    drawn = sorted(one.people for one in view.chart.spots if one.kind == "chosen")
    assert drawn == sorted(view.ccgs.model.frame["population"])


def test_practices_move_by_hand_and_undo_brings_them_back(in_leeds, opened, rest, qtbot):
    place, view, document = in_leeds, in_leeds.view, opened.document
    before = document.plan
    view.ccgs.choose(0)
    moved = view.practices.model.frame["practice"].tolist()[:2]
    view.practices.view.setFocus()
    view.practices.view.select_row(0)
    qtbot.keyClick(view.practices.view, Qt.Key.Key_Space)
    view.practices.view.select_row(1)
    qtbot.keyClick(view.practices.view, Qt.Key.Key_Space)
    assert view.practices.ticked == tuple(moved)
    view.practices.to.setCurrentText("NHS Leeds West CCG")
    view.practices.move_button.click()
    rest(opened)
    assert document.undo_stack.undoText() == "Move 2 practices to NHS Leeds West CCG"
    held = dict(zip(document.plan.practices["practice"], document.plan.practices["ccg"], strict=True))
    assert {held[code] for code in moved} == {"NHS Leeds West CCG"}
    assert column(place, "what")[0] == "by hand"
    assert place.grouping.kind == "by hand"
    document.undo_stack.undo()
    rest(opened)
    assert document.plan == before
    assert "by hand" not in column(place, "what")
    assert place.grouping.kind == "today"


def test_a_new_ccg_takes_practices_and_others_go_to_none(in_leeds, opened, rest):
    view = in_leeds.view
    for where in (NEW, NOWHERE):
        view.practices.model.tick([0])
        view.practices.to.setCurrentText(where)
        view.practices.move_button.click()
        rest(opened)
    assert "New CCG" in names(in_leeds)
    assert in_leeds.grouping.unplaced == 1
    listed = opened.document.plan.practices
    assert listed["ccg"].isna().sum() == 1
    assert len(listed) == len(in_leeds.study.proposals.practices)


def test_a_ccg_is_renamed_but_not_to_the_name_of_another(in_leeds, opened, rest, qtbot):
    view = in_leeds.view
    view.ccgs.choose(1)
    view.ccg_name.setText("nhs leeds west ccg")
    qtbot.keyClick(view.ccg_name, Qt.Key.Key_Return)
    assert "There is a nhs leeds west ccg already" in opened.messages.words
    view.ccg_name.setText("  NHS Leeds  East CCG ")
    qtbot.keyClick(view.ccg_name, Qt.Key.Key_Return)
    rest(opened)
    assert (
        opened.document.undo_stack.undoText() == "Rename NHS Leeds South and East CCG to NHS Leeds East CCG"
    )
    assert "NHS Leeds East CCG" in names(in_leeds)
    assert view.ccg_name.text() == "NHS Leeds East CCG"


def test_ccgs_go_into_the_plan_in_one_step_and_idle_ones_go_only_if_told(in_leeds, opened, rest):
    view, document = in_leeds.view, opened.document
    before = document.plan
    for answer, stays in ((view.put_bar.replace, False), (view.put_bar.leave, True)):
        view.put_button.click()
        assert view.put_bar.isVisible()
        assert "Idle CCG" in view.put_bar.accessibleDescription()
        answer.click()
        rest(opened)
        codes = set(document.plan.organisations["code"])
        assert {"02V", "03G", "03C"} <= codes
        assert ("C9" in codes) is stays
        assert document.undo_stack.undoText() == "Put 3 CCGs into the plan"
        assert "Example North CCG and Example South CCG stay beside them" in opened.messages.words
        document.undo_stack.undo()
        assert document.plan == before


def test_a_proposal_takes_the_place_of_a_grouping_by_hand_and_that_is_said(in_leeds, opened, rest):
    view, document = in_leeds.view, opened.document
    view.practices.model.tick([0])
    view.practices.to.setCurrentText(NEW)
    view.practices.move_button.click()
    rest(opened)
    by_hand = document.plan.practices
    assert view.numbers.choose(2)
    assert in_leeds.grouping.kind == "proposal"
    view.practices.model.tick([0])
    view.practices.move_button.click()
    rest(opened)
    assert "gave way to this one" in opened.messages.words
    document.undo_stack.undo()
    assert document.plan.practices is by_hand


def test_what_was_grouped_for_one_plan_does_not_show_in_the_next(in_leeds, opened, rest, twelve):
    opened.document.undo_stack.setClean()
    opened.open_file(twelve)
    rest(opened)
    opened.go("ccg_sizes")
    rest(opened)
    assert in_leeds.study is None
    assert not in_leeds.view.answer.isVisible()


def test_the_chart_finds_the_point_under_the_mouse(qtbot):
    chart = SizeChart("Sizes")
    qtbot.addWidget(chart)
    chart.resize(500, 300)
    people = [50_000.0, 100_000.0, 1_000_000.0]
    spot, beyond = Spot(100_000, 15.0, "here", "chosen"), Spot(5_000_000, 20.0, "beyond", "plan")
    chart.show_curves(people, [Curve("left", [10.0, 15.0, 22.0], "#005EB8", is_strong=True)], [spot, beyond],
                      [Line(25.0, "Allowance", is_target=True)])  # fmt: skip
    chart.show()
    at = chart.spots.index(spot)
    with qtbot.waitSignal(chart.clicked) as clicked:
        x, y = chart._x(100_000), chart._y(15.0)
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert clicked.args == [at]
    assert "here" in chart.accessibleDescription()
    assert "Allowance" in chart.accessibleDescription()
    assert not chart._is_inside(beyond)


def test_ccgs_that_all_stand_there_are_not_said_to_be_put_in():
    from planner.model.ccg_edits import PutIn
    from planner.model.plan import Plan
    from ui.places.ccg_sizes import steps

    put = PutIn(Plan(), (), ("NHS Leeds West CCG",), (), ())
    assert "has these CCGs already" in steps.put_words(put)
    assert "new ones" not in steps.put_words(put)
    assert steps.putting(0) == "Keep these CCGs as the grouping of practices"
