"""Fairness: what a user asks by keyboard, what is held back, and what is copied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from planner.engine.fairness.account import EVERYBODY, account_of
from planner.engine.fairness.characteristics import CHARACTERISTICS
from planner.engine.fairness.question import Basis, Outcome, Question
from planner.engine.fairness.side_by_side import key_of
from planner.engine.fairness.standing import By
from planner.model.table_edits import CellEdit, put_cells
from planner.workbook.samples import generated_plan
from planner.workbook.write import write_plan
from ui.document.plan_document import BASELINE
from ui.places.fairness.choices import LARGEST
from ui.places.fairness.place import CHART, DRAFT, EVERY, IS_BASELINE, NOTHING_SAID, TABS
from ui.places.targets import PeopleBehind
from ui.widgets.scenarios_beside import MOST_BESIDE


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """A hundred and sixty people of two PCTs, with what they say of themselves."""
    path = tmp_path_factory.mktemp("fairness") / "Small cluster.xlsx"
    write_plan(generated_plan(160, 3, 2, 8, seed=2), path)
    return path


@pytest.fixture
def fairness(window, workbook, rest):
    window.open_file(workbook)
    rest(window)
    window.go("fairness")
    rest(window)
    return window.place("fairness")


def frame_of(fairness):
    return fairness.table.model.frame.set_index("group")


def choose(box, value):
    box.setCurrentIndex(box.findData(str(value)))
    box.activated.emit(box.currentIndex())


def answer(fairness, **question):
    question.setdefault("characteristic", CHARACTERISTICS[0])
    return account_of((fairness.document.results,), Question(**question)).table.set_index("group")


def test_scenarios_stand_side_by_side(fairness, window, rest):
    names = window.document.plan.scenario_names
    fairness.choices.beside.tick(names[1:])
    rest(window)
    shown = frame_of(fairness)
    for name in names:
        assert shown[key_of("rate", name)].notna().any()
    assert len(names[1:]) <= MOST_BESIDE
    assert {one.scenario for one in window.document.known_results} >= set(names)


def test_a_list_that_says_nothing_of_anybody_says_what_to_bring(window, twelve, rest):
    window.open_file(twelve)
    rest(window)
    window.go("fairness")
    rest(window)
    fairness = window.place("fairness")
    assert not fairness.empty.isVisible()
    plan = window.document.plan
    blanks = [CellEdit(int(row), key, None) for row in plan.staff.index for key in ("sex", "born")]
    assert window.document.edit("Blank what people say", put_cells(plan, "staff", blanks))
    rest(window)
    assert fairness.empty.isVisible()
    assert fairness.empty.advice == NOTHING_SAID[1]


def test_it_opens_with_the_odds_of_redundancy_by_sex_on_bands_of_the_draw(fairness):
    shown, known = frame_of(fairness), answer(fairness)
    assert list(shown.index) == ["Female", "Male", EVERYBODY]
    assert shown["rate"].to_dict() == known["rate"].to_dict()
    assert "expected numbers, not observations" in fairness.remark.text()
    assert "One comparison was made" in fairness.remark.text()
    assert not fairness.choices.small.isChecked()
    assert fairness.below.tabText(fairness.below.currentIndex()) == CHART
    assert [bar.name for bar in fairness.chart.plot.bars] == ["Female", "Male"]
    for bar in fairness.chart.plot.bars:
        assert bar.start <= bar.target <= bar.value
    assert "Broken line: Female." in fairness.chart.key


def test_the_question_is_put_together_by_keyboard(fairness, window, rest, qtbot):
    choices = fairness.choices
    choose(choices.outcome, Outcome.LEAVING)
    choices.reference.setCurrentIndex(choices.reference.findText("Male"))
    choose(choices.basis, Basis.ODDS)
    rest(window)
    known = answer(fairness, outcome=Outcome.LEAVING, reference="Male")
    assert frame_of(fairness)["points"].dropna().to_dict() == known["points"].dropna().to_dict()
    choices.characteristic.setFocus()
    qtbot.keyClick(choices.characteristic, Qt.Key.Key_Down)
    rest(window)
    assert choices.characteristic.currentText() == "Ethnicity"
    assert "White British" in frame_of(fairness).index
    assert choices.reference.currentText() == LARGEST
    assert choices.reference.findText("White British") > 0
    choose(choices.basis, Basis.NAMES)
    rest(window)
    assert "by name" in fairness.remark.text()
    assert fairness.table.model.columns[1].title == "Decided"
    choose(choices.by, By.STAGE)
    rest(window)
    assert not choices.outcome.isEnabled()
    assert choices.outcome.currentText() == "Placed"


def test_small_numbers_are_shown_only_while_that_is_ticked(fairness, window, twelve, rest, qtbot):
    choose(fairness.choices.by, By.FUNCTION)
    rest(window)

    def small():
        people = fairness.table.model.frame["people"]
        return int(((people > 0) & (people < 5)).sum())

    assert small() == 0
    assert not fairness.warning.isVisible()
    fairness.choices.small.setFocus()
    qtbot.keyClick(fairness.choices.small, Qt.Key.Key_Space)
    rest(window)
    assert small() > 0
    assert "people may be recognised" in fairness.warning.text()
    assert fairness.warning.isVisible()
    window.open_file(twelve)
    rest(window)
    assert not fairness.choices.small.isChecked()
    assert not fairness.warning.isVisible()


def test_a_function_in_hand_is_drawn_and_opens_its_people(fairness, window, rest, qtbot):
    choose(fairness.choices.by, By.FUNCTION)
    rest(window)
    frame = fairness.table.model.frame
    line, code = frame["line"].iloc[-1], frame["code"].iloc[0]
    fairness.table.choose(len(frame) - 1)
    rest(window)
    assert fairness.chart.plot.accessibleName().endswith(f", {line}")
    groups = frame.loc[(frame["line"] == line) & (frame["group"] != EVERYBODY), "group"]
    assert [bar.name for bar in fairness.chart.plot.bars] == list(groups)
    with qtbot.waitSignal(fairness.wanted) as asked:
        fairness.table.opened.emit(0)
    assert asked.args == ["people", PeopleBehind("function", code)]


def test_draft_and_chart_are_copied_and_any_characteristic_is_opened(fairness, window, rest, qtbot):
    QGuiApplication.clipboard().clear()
    fairness.copy_picture.click()
    assert not QGuiApplication.clipboard().pixmap().isNull()
    fairness.below.setCurrentIndex(TABS.index(DRAFT))
    assert fairness.copy_draft.isVisible()
    with qtbot.waitSignal(fairness.said) as said:
        fairness.copy_draft.click()
    assert said.args[0].startswith("The draft is copied")
    copied = QGuiApplication.clipboard().text()
    assert "Section 149 of the Equality Act 2010" in copied
    assert copied == fairness.draft.toPlainText()
    fairness.below.setCurrentIndex(TABS.index(EVERY))
    keys = list(fairness.every.model.frame["key"])
    assert "hours" in keys
    fairness.every.opened.emit(keys.index("age_band"))
    rest(window)
    assert fairness.choices.wanted.characteristic == "age_band"
    assert "35-44" in frame_of(fairness).index


def test_edits_and_the_baseline_are_followed(fairness, window, rest):
    plan = window.document.plan
    edits = [CellEdit(int(row), "sex", "Female") for row in plan.staff.index]
    assert window.document.edit("Call everybody a woman", put_cells(plan, "staff", edits))
    rest(window)
    assert list(frame_of(fairness).index) == ["Female", EVERYBODY]
    window.document.undo_stack.undo()
    rest(window)
    assert "Male" in frame_of(fairness).index
    window.document.choose(BASELINE)
    rest(window)
    assert fairness.empty.isVisible()
    assert fairness.empty.advice == IS_BASELINE[1]
    assert not fairness.remark.isVisible()
