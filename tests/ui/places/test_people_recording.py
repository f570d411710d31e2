"""People: results recorded, locked, taken back and refused on the card, as a user does it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.model.placement_edits import Recording, record
from planner.model.placement_words import RESULTS
from planner.model.scenario import scenario_of
from planner.model.tables import BASELINE
from ui.places.people.person_card import HISTORY, RECORD

HERE = "One of each"
NAMES = [one.name for one in RESULTS]


@pytest.fixture
def people(at):
    place = at("people")
    place.card.tabs.setCurrentIndex(RECORD)
    return place


@pytest.fixture
def take(people, opened, rest):
    """Take people in hand by their numbers: the first is on the card, all are selected."""

    def choose(*numbers):
        shown = list(people.people.model.shown_frame()["employee_number"])
        people.people.view.clearSelection()
        for number in reversed(numbers):
            index = people.people.model.index(shown.index(number), 0)
            flags = people.people.view.selectionModel().SelectionFlag
            people.people.view.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)
        rest(opened)
        return people.card.record

    return choose


@pytest.fixture
def do(opened, rest):
    """Record something with the panel as it is, and wait."""

    def fill(panel, result, place=("", ""), on="", reason=""):
        panel.result.setCurrentIndex(NAMES.index(result))
        if any(place):
            panel.filled_too.setChecked(True)
            assert panel.place.choose(*place)
        panel.on.setText(on)
        panel.reason.setText(reason)
        panel.record.click()
        rest(opened)
        return panel

    return fill


def recorded(opened, number):
    rows = scenario_of(opened.document.plan, opened.document.scenario).placements
    return rows[rows["employee_number"] == number]


def test_an_offer_is_recorded_and_can_be_undone(people, opened, take, do, rest):
    before = opened.document.plan
    do(take("E01"), "offered", ("C2", "S-RED-1"), "1/4/2013", "Panel of March")
    (row,) = recorded(opened, "E01").to_dict("records")
    assert (row["outcome"], row["stage"], row["post"], row["receiver"]) == (
        "placed",
        "offered",
        "S-RED-1",
        "C2",
    )
    assert row["locked"] != "Y"
    assert f"{row['date']:%d %B %Y}" == "01 April 2013"
    assert opened.document.undo_stack.undoText() == "Record E01: offered S-RED-1 at Example South CCG"
    assert "Offered S-RED-1 at Example South CCG" in people.card._recorded.words
    assert people.people.model.value(0, "recorded") == "offered S-RED-1"
    opened.document.undo_stack.undo()
    rest(opened)
    assert opened.document.plan == before
    assert people.card._recorded.words == "Nothing recorded in this scenario"


def test_placed_is_locked_and_decides(people, opened, take, do):
    do(take("E01"), "placed", ("C2", "S-RED-1"))
    assert people.card.odds.parts[0].written == "100.0%"
    assert "locked" in people.card._recorded.words


def test_after_recording_the_same_person_stays_in_hand_where_they_were(people, opened, take, do):
    panel = do(take("E09"), "slated", ("S1", ""))
    assert people.card.employee == "E09"
    row = people.people.view.currentIndex().row()
    assert people.people.model.value(row, "employee_number") == "E09"
    do(panel, "not selected")
    assert recorded(opened, "E09")["outcome"].tolist() == ["pool"]


def test_two_into_one_post_are_refused_by_post_hours_and_number(people, opened, take, do):
    do(take("E01"), "offered", ("C2", "S-RED-1"))
    before = opened.document.plan
    panel = do(take("E02"), "offered", ("C2", "S-RED-1"))
    assert opened.document.plan is before
    assert panel.said.isVisible()
    for part in ("S-RED-1", "1.00 FTE", "E01"):
        assert part in panel.said.text()
    panel.result.setCurrentIndex(NAMES.index("resigned"))
    assert not panel.said.isVisible()


def test_filled_posts_are_offered_only_when_asked_for(people, take):
    panel = take("E01")
    assert panel.place.choose("C2", "S-RED-1")
    assert not panel.place.choose("C2", "S-RED-2")
    assert "(1)" in panel.filled_too.text()
    panel.filled_too.setChecked(True)
    assert panel.place.choose("C2", "S-RED-2")
    assert "E08" in panel.place.currentText()


def test_a_locked_placement_is_unlocked_before_another_is_recorded(people, opened, take, do, rest):
    panel = do(take("E08"), "resigned")
    assert "Unlock first" in panel.said.text()
    panel.unlock.click()
    rest(opened)
    assert opened.document.undo_stack.undoText() == "Unlock E08"
    do(panel, "resigned")
    assert recorded(opened, "E08")["outcome"].tolist() == ["resigned"]


def test_a_date_that_is_none_is_said_and_nothing_is_recorded(people, opened, take, do):
    before = opened.document.plan
    panel = do(take("E01"), "resigned", on="31/13/2012")
    assert panel.said.isVisible()
    assert opened.document.plan is before


def test_the_same_is_recorded_of_all_who_are_selected_and_taken_back(people, opened, take, do, rest):
    before = opened.document.plan
    panel = take("E01", "E02", "E03")
    assert "3 people" in panel.whom.text()
    do(panel, "not selected")
    assert opened.document.undo_stack.undoText() == "Record E01, E02 and E03: not selected"
    assert set(people.people.people()) == {"E01", "E02", "E03"}
    panel.take_back.click()
    rest(opened)
    assert opened.document.plan == before


def test_lock_all_placed_locks_those_who_have_accepted_and_leaves_those_who_were_offered(
    people, opened, take, do, rest
):
    do(take("E01"), "accepted", ("C2", "S-RED-1"))
    do(take("E02"), "offered", ("S1", ""))
    panel = take("E01", "E02", "E03")
    assert panel.lock.text() == "Lock all placed"
    panel.lock.click()
    rest(opened)
    assert recorded(opened, "E01")["locked"].tolist() == ["Y"]
    assert recorded(opened, "E02")["locked"].isna().all()
    assert not panel.lock.isEnabled()


def test_what_is_inherited_is_put_aside_in_the_scenario_in_hand_alone(people, opened, take, rest):
    document = opened.document
    document.choose("Buy information too")
    rest(opened)
    panel = take("E08")
    assert "from One of each" in people.card._recorded.words
    panel.unlock.click()
    rest(opened)
    assert recorded(opened, "E08")["locked"].isna().all()
    panel.take_back.click()
    rest(opened)
    assert recorded(opened, "E08")["scenario"].tolist() == [HERE]


def test_nothing_is_recorded_in_the_baseline_but_a_copy_is_offered(people, opened, take, do, rest):
    opened.document.choose(BASELINE)
    rest(opened)
    panel = take("E01")
    assert "nothing moved" in panel.refusal.text()
    assert not panel.record.isEnabled()
    panel.copy.click()
    rest(opened)
    assert opened.document.scenario == "Baseline (copy)"
    assert panel.record.isEnabled()
    assert not panel.refusal.isVisible()
    do(panel, "resigned")
    assert recorded(opened, "E01")["outcome"].tolist() == ["resigned"]


def test_nothing_is_recorded_in_a_locked_scenario(people, opened, take, rest):
    plan = opened.document.plan
    opened.document.edit("Lock", plan.with_table("scenarios", plan.scenarios.assign(locked="Y")))
    rest(opened)
    panel = take("E01")
    assert "is locked" in panel.refusal.text()
    assert not panel.record.isEnabled()
    assert not panel.unlock.isEnabled()


def test_a_user_records_by_the_keyboard_alone(people, opened, take, rest):
    panel = take("E04")
    panel.result.setFocus()
    QTest.keyClicks(panel.result, "red")
    assert panel.result.currentText() == "Redundant"
    for field in (panel.on, panel.reason, panel.locked, panel.record):
        QTest.keyClick(opened.focusWidget(), Qt.Key.Key_Tab)
        assert opened.focusWidget() is field
    QTest.keyClick(panel.record, Qt.Key.Key_Space)
    rest(opened)
    assert recorded(opened, "E04")["outcome"].tolist() == ["redundant"]


def test_history_tells_placements_dates_and_what_was_done_newest_first(people, opened, take, do, rest):
    do(take("E01"), "offered", ("C2", "S-RED-1"), reason="Panel of March")
    do(people.card.record, "accepted", ("C2", "S-RED-1"))
    people.card.tabs.setCurrentIndex(HISTORY)
    said = people.card.history.toPlainText()
    assert "Accepted S-RED-1 at Example South CCG; not locked" in said
    assert "Continuous service from: 1 September 2000" in said
    assert "Panel of March" in said
    assert 0 < said.index("Record E01: accepted") < said.index("Record E01: offered")
    opened.document.undo_stack.undo()
    rest(opened)
    assert "Offered S-RED-1 at Example South CCG; not locked" in people.card.history.toPlainText()


def test_an_edit_elsewhere_is_seen_on_the_card(people, opened, take, rest):
    take("E02")
    plan = opened.document.plan
    opened.document.edit("From elsewhere", record(plan, HERE, "E02", Recording("retired")))
    rest(opened)
    assert people.card._recorded.words == "Retired; locked"
    assert people.card.employee == "E02"
