"""Checks: findings by cause, worst first, put right here or everywhere; the checks of the scenario."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from planner.checks.directory import with_judgement
from planner.workbook.remembered_fixes import RememberedFixes


@pytest.fixture
def spoilt(opened, twelve, tmp_path, rest):
    """The small sample with what next month's list has in it: odd bands, hours for FTE."""

    def spoil(*cells, name="Spoilt.xlsx"):
        book = load_workbook(twelve)
        heads = {cell.value: cell.column for cell in book["Staff"][1]}
        for row, head, value in cells:
            book["Staff"].cell(row, heads[head], value)
        book.save(tmp_path / name)
        opened.open_file(tmp_path / name)
        rest(opened)
        opened.go("checks")
        rest(opened)
        return opened.place("checks")

    return spoil


BANDS = [(row, "Band", "Band 8") for row in (2, 3, 4)]


def choose(checks, name):
    names = checks.table.model.shown_frame()["name"].tolist()
    assert checks.table.choose(names.index(name)), names
    return checks


def values(checks):
    return checks.cells.model.shown_frame()["value"].tolist()


def bands(window):
    return window.document.plan.staff["band"].tolist()


def press(button):
    assert button.isVisible()
    assert button.isEnabled()
    button.click()


# ------------------------------------------------------------------------------- what is shown


def test_findings_are_listed_by_cause_worst_first(spoilt):
    checks = spoilt(*BANDS, (5, "FTE", "tbc"), (6, "FTE", 37.5))
    frame = checks.table.model.shown_frame()
    assert frame["name"].tolist()[:3] == [
        "Band 8 without its letter", "FTE given in hours", "Text where a number should be",
    ]  # fmt: skip
    assert frame["count"].tolist()[:3] == [3, 1, 1]
    assert set(frame["severity"][:3]) == {"error"}
    assert checks._tabs.tabText(0) == f"Findings in the data  {int(frame['count'].sum())}"


def test_the_cells_of_a_cause_are_beside_it(spoilt):
    checks = choose(spoilt(*BANDS), "Band 8 without its letter")
    assert values(checks) == ["Band 8"] * 3
    assert checks.cells.model.shown_frame()["place"].tolist() == ["Staff!G2", "Staff!G3", "Staff!G4"]


def test_the_checks_of_the_scenario_say_whether_they_are_met_those_that_are_not_first(at, opened, qtbot):
    checks = at("checks")
    checks._tabs.setCurrentIndex(1)
    every = with_judgement(opened.document.results).checks
    qtbot.waitUntil(lambda: checks.table.model.rowCount() == len(every))
    frame = checks.table.model.shown_frame()
    assert sorted(frame["name"]) == sorted(one.name for one in every)
    assert frame["passed"].tolist() == sorted(frame["passed"], reverse=True)
    assert checks.panel.isHidden()
    assert checks.cells.isHidden()


def test_a_check_opens_the_people_behind_it(at, opened, qtbot):
    checks = at("checks")
    checks._tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: checks.table.model.rowCount() > 1)
    names = checks.table.model.shown_frame()["name"].tolist()
    checks.table.choose(names.index("Supplier viability: customers"))
    with qtbot.waitSignal(checks.wanted) as wanted:
        checks.table.opened.emit(names.index("Supplier viability: customers"))
    assert wanted.args[0] == "people"
    assert (wanted.args[1].key, wanted.args[1].value) == ("receiver", "S1")


def test_a_finding_opens_its_row(window, cluster, rest):
    window.open_file(cluster, is_sample=True)
    rest(window)
    window.go("checks")
    rest(window)
    press(window.place("checks").panel.go)
    rest(window)
    assert window.current_place.name == "data"


def test_names_stay_hidden_until_they_are_shown(spoilt, opened, rest):
    checks = choose(spoilt((2, "Name", "  Mary Ann Odd ")), "Spaces around a value")
    assert "Odd" not in "".join(values(checks)) + checks.panel._what.text()
    opened.document.show_names(True)
    rest(opened)
    choose(checks, "Spaces around a value")
    assert "Odd" in "".join(values(checks))


# ------------------------------------------------------------------------------- put right


def test_one_cell_is_put_right_here_and_the_next_is_in_hand(spoilt, opened, rest):
    checks = choose(spoilt(*BANDS), "Band 8 without its letter")
    before = bands(opened)
    assert not checks.panel.here.isEnabled()
    checks.panel.field.setText("8a")
    assert checks.panel.here.text() == "Use 8a here"
    press(checks.panel.here)
    rest(opened)
    assert bands(opened) == ["8a", *before[1:]]
    assert values(checks) == ["Band 8"] * 2
    assert checks.cells.model.shown_frame()["place"].tolist()[0] == "Staff!G3"
    assert checks.panel._where.text() == "Staff!G3 Band"
    employee = opened.document.plan.staff["employee_number"].iloc[0]
    assert opened.document.undo_stack.undoText() == f"Change Band of {employee} from Band 8 to 8a"


def test_all_like_it_are_put_right_in_one_step_that_can_be_undone(spoilt, opened, rest):
    checks = choose(spoilt(*BANDS), "Band 8 without its letter")
    before = opened.document.plan
    checks.panel.field.setText("8b")
    assert checks.panel.same.text() == "Use 8b for all 3"
    press(checks.panel.same)
    rest(opened)
    assert bands(opened)[:3] == ["8b"] * 3
    assert "Band 8 without its letter" not in checks.table.model.shown_frame()["name"].tolist()
    assert opened.document.undo_stack.undoText() == "Change Band of 3 rows of Staff to 8b"
    opened.document.undo_stack.undo()
    rest(opened)
    assert opened.document.plan == before
    assert "Band 8 without its letter" in checks.table.model.shown_frame()["name"].tolist()


def test_what_is_offered_for_each_is_put_in_for_all(spoilt, opened, rest):
    checks = choose(spoilt((2, "FTE", "60%"), (3, "FTE", "80%")), "Percentage as text")
    assert checks.panel.field.text() == "0.6"
    assert checks.panel.every.text() == "Use what is offered for all 2"
    press(checks.panel.every)
    rest(opened)
    assert opened.document.plan.staff["fte"].tolist()[:2] == [0.6, 0.8]
    assert opened.document.undo_stack.undoText() == "Change FTE of 2 rows of Staff as offered"


def test_those_with_another_value_are_left(spoilt, opened, rest):
    cells = [(2, "Band", "Band 8"), (3, "Band", "8"), (4, "Band", "Band 8")]
    checks = choose(spoilt(*cells), "Band 8 without its letter")
    checks.panel.field.setText("8c")
    assert checks.panel.same.text() == "Use 8c for all 2 with “Band 8”"
    press(checks.panel.same)
    rest(opened)
    assert bands(opened)[0] == bands(opened)[2] == "8c"
    assert values(checks) == ["8"]


def test_what_cannot_stand_there_is_not_taken(spoilt):
    checks = choose(spoilt(*BANDS), "Band 8 without its letter")
    checks.panel.field.setText("Director")
    assert not checks.panel.here.isEnabled()
    assert "Director" in checks.panel._hint.text()


def test_it_works_by_the_keyboard_alone(spoilt, opened, rest, qtbot):
    checks = choose(spoilt(*BANDS), "Band 8 without its letter")
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    checks.table.view.setFocus()
    qtbot.keyClick(checks.table.view, Qt.Key.Key_Return)
    assert checks.cells.view.hasFocus()
    checks.panel.field.setFocus()
    qtbot.keyClicks(checks.panel.field, "8d")
    qtbot.keyClick(checks.panel.field, Qt.Key.Key_Return)
    rest(opened)
    assert bands(opened)[0] == "8d"
    assert checks.panel.field.hasFocus()
    assert checks.panel._where.text() == "Staff!G3 Band"


def test_nothing_is_taken_while_the_plan_is_being_judged(spoilt, opened, rest):
    checks = choose(spoilt(*BANDS), "Band 8 without its letter")
    checks.panel.field.setText("8a")
    checks.panel.here.click()
    steps = opened.document.undo_stack.count()
    checks._mend(tuple(checks._found))
    assert opened.document.undo_stack.count() == steps
    rest(opened)
    assert opened.document.undo_stack.count() == steps == 1


def test_what_was_put_in_is_offered_for_the_next_list_and_not_put_in(spoilt, opened, rest, settings, qtbot):
    checks = choose(spoilt(*BANDS), "Band 8 without its letter")
    checks.panel.field.setText("8a")
    press(checks.panel.same)
    rest(opened)
    qtbot.waitUntil((settings.own_folder / "fixes.json").exists)
    opened.document.undo_stack.setClean()
    checks = choose(spoilt((6, "Band", "Band 8"), name="Next month.xlsx"), "Band 8 without its letter")
    assert opened.document.undo_stack.count() == 0
    assert checks.panel.field.text() == "8a"
    assert "before" in checks.panel._hint.text()
    press(checks.panel.here)
    rest(opened)
    assert bands(opened)[4] == "8a"


def test_what_was_put_in_is_kept_without_anybodys_name(spoilt, opened, rest, settings):
    checks = choose(spoilt((2, "Name", "  Mary Ann Odd ")), "Spaces around a value")
    opened.document.show_names(True)
    rest(opened)
    checks.panel.field.setText("Mary Odd")
    press(checks.panel.here)
    rest(opened)
    assert opened.document.plan.staff["name"].iloc[0] == "Mary Odd"
    assert "Mary" not in opened.document.undo_stack.undoText()
    assert not (settings.own_folder / "fixes.json").exists()
    assert RememberedFixes(settings.own_folder)._fixes() == {}
