"""The plan's password: set, changed and taken off in the window; the file and its recovery copies follow."""

import shutil
from io import BytesIO

import msoffcrypto
import pytest
from openpyxl import load_workbook

from planner.model.history import entries_of
from planner.workbook.read import read_plan
from tests.planner.workbook.libreoffice import PROGRAM, first_sheet

SECRET, OTHER = "Aire Wharfe 1", "another one"


@pytest.fixture
def own(window, twelve, tmp_path, rest):
    """The window with a copy of the small sample in hand, saved nowhere but there."""
    path = tmp_path / "Mine.xlsx"
    shutil.copy(twelve, path)
    window.open_file(path)
    rest(window)
    return window, path


def give(window, first, again=None):
    window.commands["password"].trigger()
    dialog = window.files._lock
    dialog.fields.first.setText(first)
    dialog.fields.again.setText(first if again is None else again)
    return dialog


def set_and_save(window, rest, password):
    give(window, password).set_button.click()
    window.commands["save"].trigger()
    rest(window)


def sheets_inside(path, password):
    with path.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        assert locked.is_encrypted()
        locked.load_key(password=password, verify_password=True)
        inside = BytesIO()
        locked.decrypt(inside)
    return load_workbook(inside).sheetnames


def test_a_plan_saved_with_a_password_opens_with_it_alone(own, rest):
    window, path = own
    set_and_save(window, rest, SECRET)
    assert not path.read_bytes().startswith(b"PK")
    assert "Staff" in sheets_inside(path, SECRET)
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        sheets_inside(path, OTHER)


def test_setting_a_password_is_a_change_that_wants_saving(own, rest):
    window, path = own
    assert not window.document.is_dirty
    give(window, SECRET).set_button.click()
    assert window.document.is_dirty
    assert window.commands["save"].isEnabled()
    assert window.isWindowModified()
    assert path.read_bytes().startswith(b"PK")
    window.commands["save"].trigger()
    rest(window)
    assert not window.document.is_dirty
    assert not window.isWindowModified()
    assert not window.commands["save"].isEnabled()


def test_a_password_is_changed_and_taken_off_again(own, rest):
    window, path = own
    set_and_save(window, rest, SECRET)
    set_and_save(window, rest, OTHER)
    assert "Staff" in sheets_inside(path, OTHER)
    dialog = give(window, "")
    assert dialog.off_button.isVisible()
    dialog.off_button.click()
    window.commands["save"].trigger()
    rest(window)
    assert read_plan(path).plan.facts.plan_name == window.document.name


def test_the_history_says_that_the_password_changed_and_never_what_it_is(own, rest):
    window, path = own
    set_and_save(window, rest, SECRET)
    said = [one.what for one in entries_of(read_plan(path, password=SECRET).plan)]
    assert said == ["Set a password for the plan"]
    assert SECRET not in window.messages.words


def test_both_fields_must_say_the_same(own):
    window, _ = own
    dialog = give(window, SECRET, SECRET.lower())
    assert not dialog.set_button.isEnabled()
    assert "not the same" in dialog.fields.remark.text()
    assert not dialog.off_button.isVisible()
    dialog.fields.again.setText(SECRET)
    assert dialog.set_button.isEnabled()
    dialog.reject()
    assert not window.document.is_dirty


def test_undoing_edits_leaves_the_new_password_to_be_saved(own, rest):
    window, _ = own
    give(window, SECRET).set_button.click()
    window.document.edit("Add a scenario", _with_another_scenario(window.document.plan))
    window.document.undo_stack.undo()
    assert window.document.is_dirty
    set_and_save(window, rest, OTHER)
    assert not window.document.is_dirty


def _with_another_scenario(plan):
    from planner.model.scenario_edits import add_scenario

    return add_scenario(plan, "Another")


def test_recovery_copies_have_the_new_password_at_once(own, rest, qtbot, settings):
    window, _ = own
    folder = settings.own_folder / "recovery"
    window.document.edit("Add a scenario", _with_another_scenario(window.document.plan))
    qtbot.waitUntil(lambda: len(list(folder.glob("*.xlsx"))) == 1, timeout=20_000)
    assert read_plan(next(folder.glob("*.xlsx"))).plan.scenario_names[-1] == "Another"
    give(window, SECRET).set_button.click()
    qtbot.waitUntil(lambda: _all_locked(folder), timeout=20_000)
    copy = next(folder.glob("*.xlsx"))
    assert read_plan(copy, password=SECRET).plan.scenario_names[-1] == "Another"
    window.commands["save"].trigger()
    rest(window)
    assert not list(folder.glob("*.xlsx"))


def _all_locked(folder):
    copies = list(folder.glob("[!.]*.xlsx"))
    return bool(copies) and all(not one.read_bytes().startswith(b"PK") for one in copies)


@pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_plan_with_its_password(own, rest, tmp_path):
    window, path = own
    set_and_save(window, rest, SECRET)
    cells = first_sheet(path, tmp_path, SECRET)
    assert "Twelve people" in " ".join(cells)
