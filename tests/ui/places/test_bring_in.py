"""Bring in: files of other people's making are looked at, confirmed, and put in as one step."""

from datetime import date
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTabBar, QWidget

from planner.workbook.read import read_plan
from ui.places.targets import Lists
from ui.widgets.table_view import TableView

KEY = Qt.Key
HEADS = ("Emp No", "Surname", "Forename", "Org L3", "Directorate", "Job Role", "Grade", "WTE", "DOB", "CSD")


def row(number, fte=1.0, band="Band 6"):
    return (
        number, f"Surname{number}", "Anna", "NHS Leeds", "Contracting", "Officer", band, fte,
        date(1970, 2, 3), date(1999, 4, 5),
    )  # fmt: skip


@pytest.fixture
def staff_file(tmp_path):
    """An export with title rows, merged cells, a totals row and a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "STAFF"
    sheet["A1"] = "NHS Leeds: staff in post"
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(HEADS)
    for number in range(21_000_001, 21_000_007):
        sheet.append(row(str(number)))
    sheet.append(row("21000007", fte=37.5))
    sheet.append(["Total", *[None] * 6, 43.5])
    hidden = book.create_sheet("Old")
    hidden.append(HEADS)
    hidden.append(row("1"))
    hidden.sheet_state = "hidden"
    path = tmp_path / "list.xlsx"
    book.save(path)
    return path


@pytest.fixture
def text_file(tmp_path):
    """A list of functions as an old program writes it: cp1252, semicolons."""
    path = tmp_path / "functions.csv"
    path.write_bytes("Code;Name;Family\nQ1;Quality – urgent;Quality\nQ2;Safety;Quality\n".encode("cp1252"))
    return path


@pytest.fixture
def next_month(tmp_path, twelve):
    """The twelve people a month later: E03 left, E05 is E905 now, E06 works less, E950 joined."""
    staff = read_plan(twelve).plan.staff
    book = Workbook()
    sheet = book.active
    sheet.title = "Staff in post"
    keys = ("employee_number", "name", "organisation", "function", "position_title", "band", "spine_point")
    sheet.append(
        ["Employee number", "Name", "Organisation", "Function", "Position title", "Band", "Spine point",
         "FTE", "Annual salary", "Date of birth", "Continuous service from"]
    )  # fmt: skip
    for one in staff.to_dict("records"):
        if one["employee_number"] == "E03":
            continue
        number = "E905" if one["employee_number"] == "E05" else one["employee_number"]
        fte = 0.5 if number == "E06" else one["fte"]
        cells = [one[key] if one[key] == one[key] else None for key in keys[1:]]
        salary = one["annual_salary"] if one["annual_salary"] == one["annual_salary"] else None
        sheet.append([number, *cells, fte, salary, one["born"].date(), one["continuous_from"].date()])
    sheet.append(
        ["E950", None, "P1", "CON", "New officer", "5", 23, 1.0, None, date(1980, 2, 3), date(2010, 4, 5)]
    )
    path = tmp_path / "next month.xlsx"
    book.save(path)
    return path


@pytest.fixture
def bring(window, rest):
    """Bring files in and wait until they are laid beside the plan."""

    def go(*paths):
        window.go("bring_in", Lists(tuple(paths)))
        rest(window)
        return window.place("bring_in")

    return go


def cells(model, key):
    at = model.column_of(key)
    return [model.index(row, at).data() for row in range(model.rowCount())]


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(event)


# ---------------------------------------------------------------- without a plan


def test_there_is_a_way_in_and_back_while_no_plan_is_open(window, rest):
    window.go("bring_in")
    rest(window)
    place = window.place("bring_in")
    assert window.current_place is place
    assert place.empty.isVisible()
    assert "Choose" in place.empty.advice
    assert not place.put_button.isVisible()
    place.back_button.click()
    assert window.current_place is None


def test_each_sheet_says_what_it_is_taken_for_and_hidden_ones_stay_out(bring, staff_file):
    place = bring(staff_file)
    assert cells(place.sheets.lines, "sheet") == ["STAFF", "Old"]
    assert cells(place.sheets.lines, "used") == ["yes", "no"]
    assert cells(place.sheets.lines, "table")[0] == "Staff"
    assert "Hidden" in cells(place.sheets.lines, "remark")[1]


def test_columns_show_head_first_values_and_how_sure_and_names_are_hidden(bring, staff_file):
    columns = bring(staff_file).columns_pane.columns
    assert cells(columns, "header")[:2] == ["Emp No", "Surname"]
    assert cells(columns, "first")[:3] == ["21000001; 21000002; 21000003", "•••", "•••"]
    assert cells(columns, "taken")[:3] == ["Employee number", "Last name", "First name"]
    assert all("%" in words for words in cells(columns, "sure") if words)


def test_a_doubtful_column_is_marked(bring, staff_file):
    columns = bring(staff_file).columns_pane.columns
    where = cells(columns, "header").index("Directorate")
    assert columns.look(where, columns.column_of("taken"))[2] is not None


def test_first_rows_are_shown_with_their_findings(bring, staff_file):
    place = bring(staff_file)
    preview = place.columns_pane.preview
    assert preview.rowCount() == 7
    assert preview.headerData(0, Qt.Orientation.Vertical) == "4"
    told = [one for one in preview.marks.values() if one.column == "FTE"]
    assert [one.value for one in told] == ["37.5"]


def test_findings_are_grouped_and_control_totals_stand_beside_the_files_own(bring, staff_file):
    place = bring(staff_file)
    place.show_side(1)
    causes = place.findings_pane.causes.model
    assert cells(causes, "severity")[0] == "error"
    assert sum(causes.frame["cells"]) == len(place.lists.laid_lot.findings)
    assert place.findings_pane.cells.model.rowCount() >= 1
    assert not any("--" in words for words in cells(causes, "remedy"))
    place.show_side(2)
    totals = place.totals_pane.table.model.frame.set_index("what")
    assert totals.loc["FTE", "own"] == totals.loc["FTE", "read"] == 43.5
    assert totals.loc["FTE", "verdict"] == "They agree"


def test_a_new_plan_asks_its_name_and_takes_the_lists_as_one_step(window, bring, staff_file, rest):
    place = bring(staff_file)
    assert place.new_plan.isVisible()
    assert not place.put_button.isEnabled()
    place.new_plan.fields["plan_name"].setText("Leeds")
    assert place.put_button.isEnabled()
    place.new_plan.fields["closure"].setText("soon")
    assert not place.put_button.isEnabled()
    place.new_plan.fields["closure"].setText("30 June 2013")
    place.put_button.click()
    rest(window)
    document = window.document
    assert document.name == "Leeds"
    assert document.plan.facts.closure == date(2013, 6, 30)
    assert len(document.plan.staff) == 7
    assert document.is_dirty
    assert document.path is None
    assert document.undo_stack.undoText() == "Bring in STAFF from list.xlsx"
    document.undo_stack.undo()
    assert document.plan.staff.empty


def test_lists_that_are_dropped_are_brought_in_and_a_plan_is_opened(window, staff_file, twelve, rest, qtbot):
    drop(window, staff_file)
    qtbot.waitUntil(lambda: window.current_place is not None)
    rest(window)
    assert window.current_place.name == "bring_in"
    assert len(window.current_place.lists.lots) == 2
    drop(window, twelve)
    qtbot.waitUntil(lambda: window.document.plan is not None, timeout=30_000)
    rest(window)
    assert window.document.name == "Twelve people"
    assert window.current_place.name != "bring_in"


def test_opening_a_list_as_a_plan_offers_to_bring_it_in(window, text_file, rest, qtbot):
    window.open_file(text_file)
    rest(window)
    assert "import" not in window.messages.words
    (button,) = window.messages._buttons
    assert button.text() == "Bring it in"
    button.click()
    rest(window)
    assert window.current_place.name == "bring_in"
    assert cells(window.current_place.sheets.lines, "table") == ["Functions"]


def test_files_that_cannot_be_read_are_named_and_the_others_come_in(window, bring, text_file, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a zip")
    place = bring(broken, text_file)
    assert len(place.lists.lots) == 1
    assert "broken.xlsx" in window.messages.words


def test_a_password_is_asked_in_the_bar(window, staff_file, tmp_path, rest, qtbot):
    locked = tmp_path / "locked.xlsx"
    with staff_file.open("rb") as plain, locked.open("wb") as out:
        OOXMLFile(plain).encrypt("secret", out)
    window.go("bring_in", Lists((locked,)))
    rest(window)
    place = window.place("bring_in")
    assert place.lists.lots == ()
    assert "password" in window.messages.words
    window.messages.field.setText("wrong")
    qtbot.keyClick(window.messages.field, KEY.Key_Return)
    rest(window)
    assert "does not open" in window.messages.words
    window.messages.field.setText("secret")
    qtbot.keyClick(window.messages.field, KEY.Key_Return)
    rest(window)
    assert len(place.lists.lots) == 2


# ---------------------------------------------------------------- what is what


def test_a_column_can_be_taken_for_something_else_by_keyboard(window, bring, staff_file, rest, qtbot):
    place = bring(staff_file)
    pane = place.columns_pane
    at = cells(pane.columns, "header").index("Job Role")
    pane.cells.setFocus()
    pane.cells.go_to(at, pane.columns.column_of("taken"))
    assert pane.columns.setData(pane.cells.currentIndex(), "Notes", Qt.ItemDataRole.EditRole)
    rest(window)
    assert cells(pane.columns, "taken")[at] == "Notes"
    assert place.lists.laid_lot.brought.frame["notes"].tolist()[0] == "Officer"
    assert pane.columns.setData(pane.cells.currentIndex(), "not brought in", Qt.ItemDataRole.EditRole)
    rest(window)
    assert place.lists.lot.mapping.column_for("notes") is None
    assert not pane.columns.setData(pane.cells.currentIndex(), "Nonsense", Qt.ItemDataRole.EditRole)


def test_a_sheet_comes_in_or_not_by_the_space_bar(window, bring, staff_file, rest, qtbot):
    place = bring(staff_file)
    place.sheets.setFocus()
    qtbot.keyClick(place.sheets, KEY.Key_Space)
    rest(window)
    assert cells(place.sheets.lines, "used") == ["no", "no"]
    assert not place.put_button.isEnabled()
    assert "No sheet comes in" in place.words.words


def test_another_row_of_heads_and_another_table_can_be_said(window, bring, staff_file, rest):
    place = bring(staff_file)
    heads = place.settings_rows.header
    assert heads.currentText().startswith("3: Emp No, Surname")
    heads.setCurrentIndex(heads.findData(3))
    heads.activated.emit(heads.currentIndex())
    rest(window)
    assert place.lists.lot.mapping.header_row == 3
    place.lists.take_for("posts", 2)
    rest(window)
    assert place.lists.lot.mapping.table == place.lists.laid_lot.brought.table == "posts"


def test_what_every_row_needs_can_be_given(opened, bring, tmp_path, rest):
    path = tmp_path / "budget.csv"
    path.write_text("Function,Amount\nCON,1000\nRED,2000\n")
    place = bring(path)
    if place.lists.lot.mapping.table != "budgets":
        place.lists.take_for("budgets")
        rest(opened)
    rows = place.settings_rows
    for key, value in (("organisation", "P1"), ("line", "Non-pay"), ("year", "2013/14")):
        box = rows._given[key]
        assert box.isVisible()
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
        rest(opened)
    frame = place.lists.laid_lot.brought.frame
    assert set(frame["organisation"]) == {"P1"}
    assert set(frame["line"]) == {"Non-pay"}
    assert set(frame["year"]) == {2013.0}


def test_a_confirmed_mapping_is_remembered_and_said_so(opened, bring, text_file, rest, settings):
    place = bring(text_file)
    where = cells(place.columns_pane.columns, "header").index("Family")
    place.lists.take_column(where, "")
    rest(opened)
    place.put_in()
    rest(opened)
    assert (settings.own_folder / "mappings.json").exists()
    again = bring(text_file)
    assert "confirmed them before" in cells(again.sheets.lines, "remark")[0]
    assert again.lists.lot.mapping.column_for("family") is None


# ---------------------------------------------------------------- into a plan


def test_rows_with_other_content_stay_unless_the_lists_cells_are_taken(opened, bring, tmp_path, rest):
    path = tmp_path / "functions.csv"
    path.write_text("Code,Name,Family\nCON,Buying,Contracts\nNEW,Brand new,Contracts\n")
    before = opened.document.plan
    place = bring(path)
    place.show_side(3)
    conflicts = place.into_pane.conflicts
    assert "conflict" in place._tabs.tabText(3)
    assert set(cells(conflicts.model, "choice")) == {"keep mine"}
    where = cells(conflicts.model, "column").index("Name")
    conflicts.choose_for([where], 0)
    place.put_in()
    rest(opened)
    functions = opened.document.plan.functions.set_index("code")
    was = before.functions.set_index("code")
    assert functions.loc["CON", "name"] == "Buying"
    assert functions.loc["CON", "family"] == was.loc["CON", "family"]
    assert "NEW" in functions.index
    opened.document.undo_stack.undo()
    assert opened.document.plan == before


def test_a_newer_staff_list_is_offered_as_a_refresh(opened, bring, next_month):
    place = bring(next_month)
    place.show_side(3)
    pane = place.into_pane
    assert place._tabs.tabText(3) == "Refresh: 2 joined, 2 left, 1 changed"
    assert cells(pane.changed.model, "column") == ["FTE"]
    assert (cells(pane.changed.model, "mine"), cells(pane.changed.model, "theirs")) == (["0.8"], ["0.5"])
    pane._tabs.setCurrentIndex(1)
    assert cells(pane.joined.model, "employee_number") == ["E905", "E950"]
    pane._tabs.setCurrentIndex(2)
    assert cells(pane.left.model, "employee_number") == ["E03", "E05"]


def test_a_new_number_is_confirmed_one_by_one_and_the_placement_follows(opened, bring, next_month, rest):
    place = bring(next_month)
    place.show_side(3)
    pane = place.into_pane
    pane._tabs.setCurrentIndex(3)
    assert cells(pane.same.model, "old") == ["E05"]
    assert cells(pane.same.model, "choice") == ["two people"]
    pane.same.choose_for([0], 0)
    rest(opened)
    assert place._tabs.tabText(3) == "Refresh: 1 joined, 1 left, 1 changed"
    assert cells(pane.same.model, "choice") == ["one person"]
    before = opened.document.plan
    place.put_in()
    rest(opened)
    plan = opened.document.plan
    numbers = plan.staff["employee_number"].tolist()
    assert "E905" in numbers
    assert "E05" not in numbers
    assert len(numbers) == len(before.staff) + 1
    assert opened.document.undo_stack.undoText() == "Bring in Staff in post from next month.xlsx"
    opened.document.undo_stack.undo()
    assert opened.document.plan == before


def test_lines_of_a_refresh_are_taken_as_chosen(opened, bring, next_month, rest, qtbot):
    place = bring(next_month)
    place.show_side(3)
    pane = place.into_pane
    pane.changed.view.setFocus()
    pane.changed.view.select_row(0)
    qtbot.keyClick(pane.changed.view, KEY.Key_Space)
    assert cells(pane.changed.model, "choice") == ["keep mine"]
    pane._tabs.setCurrentIndex(2)
    pane.left.choose_for([0], 2)
    pane.last_day.setText("30 November 2012")
    pane.last_day.editingFinished.emit()
    place.put_in()
    rest(opened)
    staff = opened.document.plan.staff.set_index("employee_number")
    assert staff.loc["E06", "fte"] == 0.8
    assert staff["leaving_date"].isna().loc["E03"]
    assert staff.loc["E05", "leaving_date"].date() == date(2012, 11, 30)


def test_a_staff_list_can_be_added_instead(opened, bring, next_month, rest):
    place = bring(next_month)
    place.lists.take_way(is_refresh=False)
    rest(opened)
    assert place.lists.laid_lot.refresh is None
    assert place.lists.laid_lot.put.added == 2
    place.put_in()
    rest(opened)
    assert len(opened.document.plan.staff) == 14


def test_a_list_of_other_people_is_added_and_nobody_leaves(opened, bring, staff_file, rest):
    place = bring(staff_file)
    assert place.lists.laid_lot.refresh is None
    place.put_in()
    rest(opened)
    assert len(opened.document.plan.staff) == 19
    assert opened.document.plan.staff["leaving_date"].isna().sum() >= 18


def test_a_plan_that_changes_meanwhile_is_laid_beside_anew(opened, bring, next_month, rest):
    place = bring(next_month)
    plan = opened.document.plan
    staff = plan.staff.assign(fte=plan.staff["fte"].where(plan.staff["employee_number"] != "E06", 0.5))
    opened.document.edit("Change E06", plan.with_table("staff", staff))
    rest(opened)
    assert place._tabs.tabText(3) == "Refresh: 2 joined, 2 left, 0 changed"


def test_what_was_stopped_can_be_gone_on_with(opened, bring, next_month, rest):
    place = bring(next_month)
    place.lists.take_way(is_refresh=False)
    opened.session.desk.cancel()
    assert place.go_on_button.isVisible()
    assert not place.put_button.isEnabled()
    place.go_on_button.click()
    rest(opened)
    assert not place.go_on_button.isVisible()
    assert place.put_button.isEnabled()


def test_starting_again_lets_go_of_everything(window, bring, staff_file):
    place = bring(staff_file)
    place.clear_button.click()
    assert place.lists.lots == ()
    assert place.empty.isVisible()


def test_several_files_come_in_together_in_the_order_they_need(opened, bring, staff_file, text_file, rest):
    place = bring(staff_file, text_file)
    place.put_in()
    rest(opened)
    assert opened.document.undo_stack.undoText() == "Bring in 2 sheets from 2 files"
    assert {"Q1", "Q2"} <= set(opened.document.plan.functions["code"])
    assert opened.current_place.name == "data"


def test_names_are_shown_when_they_are_asked_for(opened, bring, staff_file, rest):
    place = bring(staff_file)
    assert cells(place.columns_pane.columns, "first")[1] == "•••"
    opened.document.show_names(True)
    rest(opened)
    assert cells(place.columns_pane.columns, "first")[1].startswith("Surname21000001")


def test_a_file_that_went_away_is_said(window, bring, tmp_path):
    place = bring(Path(tmp_path / "gone.xlsx"))
    assert place.lists.lots == ()
    assert "gone.xlsx" in window.messages.words


# ---------------------------------------------------------------- the keyboard and screen readers


def test_every_control_has_a_name_and_is_reached_by_tab(opened, bring, next_month, rest, qtbot):
    place = bring(next_month)
    for tab in range(4):
        place.show_side(tab)
        rest(opened)
        shown = [
            one
            for one in place.findChildren(QWidget)
            if one.isVisible()
            and isinstance(one, QAbstractButton | QComboBox | QLineEdit | QTabBar | TableView)
            and not isinstance(one.parentWidget(), QComboBox | QLineEdit | TableView)
        ]  # fmt: skip
        assert len(shown) >= 8
        assert [one for one in shown if not (one.accessibleName() or getattr(one, "text", str)())] == []
        deaf = [one for one in shown if not one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert deaf == []


def test_ctrl_enter_puts_the_lists_in(opened, bring, text_file, rest, qtbot):
    place = bring(text_file)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    place.sheets.setFocus()
    qtbot.keyClick(place.sheets, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(opened)
    assert "Q1" in set(opened.document.plan.functions["code"])


# ---------------------------------------------------------------- put right before


def test_what_was_put_right_before_is_offered_and_read_so_only_where_it_is_said(
    window, bring, staff_file, rest, settings
):
    from planner.base.findings import Finding, Severity
    from planner.workbook.remembered_fixes import RememberedFixes

    fault = Finding(Severity.ERROR, "Staff", "H9", "Band", "Bnd Six", "", "", "unknown-band", "staff", 9, "6")
    RememberedFixes(settings.own_folder).remember([fault])
    book = load_workbook(staff_file)
    for at in (4, 5):
        book["STAFF"].cell(at, 7).value = "Bnd Six"
    book.save(staff_file)
    place = bring(staff_file)
    place.show_side(1)
    bar = place.findings_pane.before
    assert bar.isVisible()
    assert "Band “Bnd Six” as 6 in 2 cells" in bar.words.words
    assert place.lists.laid_lot.brought.frame["band"].isna().sum() == 2
    bar.button.click()
    rest(window)
    assert "Read as you put right before" in bar.words.words
    assert set(place.lists.laid_lot.brought.frame["band"]) == {"6"}
    assert any("as you put it right before" in one.message for one in place.lists.laid_lot.findings)
    bar.button.click()
    rest(window)
    assert place.lists.laid_lot.brought.frame["band"].isna().sum() == 2


def test_nothing_is_offered_where_nothing_was_put_right(bring, staff_file):
    place = bring(staff_file)
    place.show_side(1)
    assert not place.findings_pane.before.isVisible()


def test_first_rows_of_a_ledger_bear_the_numbers_of_the_file_and_the_mark_of_a_bad_month(bring, tmp_path):
    path = tmp_path / "ledger.csv"
    months = [f"{name}-12" for name in ("Apr", "May", "Jun", "Jul", "Aug", "Sep")]
    lines = [["Entity", "Cost Centre", "Subjective Description", *months]]
    lines += [["5N1", "004310", account, *["10"] * 6] for account in ("Salaries", "Agency staff", "Rent")]
    lines.append(["5N1", "004311", "Rent", "10", "10", "tbc", "10", "10", "10"])
    path.write_text("\n".join(map(",".join, lines)))
    place = bring(path)
    preview = place.columns_pane.preview
    heads = [preview.headerData(at, Qt.Orientation.Vertical) for at in range(preview.rowCount())]
    assert heads == ["2", "4", "5"]
    assert {one.cell for one in preview.marks.values() if one.column == "Amount, 2012/13 June"} == {"F5"}
    assert cells(place.columns_pane.columns, "taken")[3] == "Amount, 2012/13 April"
