"""What happens to work that is not saved: crashes, other people, other programs; as a user meets it."""

import shutil
from dataclasses import replace

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from planner.base.errors import SaveFailedError
from planner.model.history import entries_of, first_broken
from planner.workbook.read import read_plan
from ui.app import build_window
from ui.document import autosave
from ui.document.plan_lock import PlanLock, take_lock
from ui.settings import Settings

PATIENCE = 30_000
PASSWORD = "Sesame, 2012"


@pytest.fixture
def soon(monkeypatch):
    """Keep copies at once: the waits themselves are tested by the kill test."""
    monkeypatch.setattr(autosave, "AFTER_THE_LAST", 20)
    monkeypatch.setattr(autosave, "AFTER_THE_FIRST", 50)


@pytest.fixture
def mine(twelve, tmp_path):
    """A plan of the user's own."""
    path = tmp_path / "plans" / "Mine.xlsx"
    path.parent.mkdir()
    shutil.copy(twelve, path)
    path.chmod(0o644)
    return path


@pytest.fixture
def another(qtbot, let_go, tmp_path):
    """Open more windows, each a session of its own."""
    made = []

    def build(settings=None):
        window = build_window(settings or Settings(tmp_path / "elsewhere" / "settings.ini"))
        window.show()
        made.append(window)
        return window

    yield build
    for window in made:
        window._leave()
        let_go(window)


def rename(window, name):
    window.document.edit("Rename the plan", window.document.plan.with_facts(plan_name=name))


def open_in(window, path, rest, **more):
    window.open_file(path, **more)
    rest(window)
    return window


def copies(folder):
    return sorted(one for one in folder.glob("*.xls*")) if folder.is_dir() else []


def kept(window, qtbot):
    folder = window.session.autosave.folder
    qtbot.waitUntil(lambda: bool(copies(folder)), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not window.session.desk.runner("recovery").is_busy, timeout=PATIENCE)


def crash(window):
    """Let a session go as a crash does: its copies stay behind and its locks are nobody's."""
    slot = window.session.autosave._slot
    slot._held.unlock()
    slot._held = None
    window.session.filing.hold(None)


def press(bar, text):
    QApplication.processEvents()
    button = next(one for one in bar.findChildren(QPushButton) if one.text() == text and not one.isHidden())
    button.click()


# ---------------------------------------------------------------- recovery copies


def test_a_copy_is_kept_while_there_are_changes_and_goes_when_they_are_saved(
    window, mine, rest, qtbot, soon, settings
):
    open_in(window, mine, rest)
    folder = settings.own_folder / "recovery"
    assert window.session.autosave.folder == folder
    rename(window, "Leeds")
    kept(window, qtbot)
    assert read_plan(copies(folder)[0]).plan.facts.plan_name == "Leeds"
    window.commands["save"].trigger()
    rest(window)
    assert copies(folder) == []


def test_a_copy_goes_when_the_changes_are_undone(window, mine, rest, qtbot, soon):
    open_in(window, mine, rest)
    rename(window, "Leeds")
    kept(window, qtbot)
    window.document.undo_stack.undo()
    assert copies(window.session.autosave.folder) == []


def test_a_copy_goes_with_a_window_that_is_closed_without_saving(mine, rest, qtbot, soon, another, settings):
    window = open_in(another(settings), mine, rest)
    rename(window, "Leeds")
    kept(window, qtbot)
    window.close()
    press(window.messages, "Go on without saving")
    assert not window.isVisible()
    folder = settings.own_folder / "recovery"
    assert list(folder.iterdir()) == []
    assert [one.name for one in mine.parent.iterdir()] == ["Mine.xlsx"]


def test_a_copy_of_a_protected_plan_is_protected(window, twelve, mine, rest, qtbot, soon):
    with twelve.open("rb") as plain, mine.open("wb") as sealed:
        OOXMLFile(plain).encrypt(PASSWORD, sealed)
    open_in(window, mine, rest)
    window.messages.field.setText(PASSWORD)
    window.messages.field.returnPressed.emit()
    rest(window)
    rename(window, "Leeds")
    kept(window, qtbot)
    (copy,) = copies(window.session.autosave.folder)
    assert copy.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert read_plan(copy, password=PASSWORD).plan.facts.plan_name == "Leeds"


def test_a_copy_that_cannot_be_kept_is_told_once(window, mine, rest, qtbot, soon, monkeypatch):
    said, tried = [], []
    window.session.told.connect(lambda words, tone: said.append(words))

    def full(*_arguments, **_named):
        tried.append(1)
        raise SaveFailedError("There is no room left on the disk.")

    open_in(window, mine, rest)
    monkeypatch.setattr("ui.document.work.save_plan", full)
    for number in range(3):
        rename(window, f"Leeds {number}")
        qtbot.waitUntil(lambda number=number: len(tried) > number, timeout=PATIENCE)
        qtbot.waitUntil(lambda: not window.session.desk.runner("recovery").is_busy, timeout=PATIENCE)
    assert [one for one in said if "no room" in one] == [
        (
            "Changes are not being kept for the case of a crash. Save the plan. "
            "There is no room left on the disk."
        )
    ]


# ---------------------------------------------------------------- after a crash


@pytest.fixture
def crashed(mine, rest, qtbot, soon, another, settings):
    """A session that ended with changes to ``mine`` not saved; its settings are those of ``settings``."""
    window = open_in(another(settings), mine, rest)
    rename(window, "Leeds")
    window.document.edit("Change FTE", window.document.plan.with_table("staff", _halved(window)))
    kept(window, qtbot)
    window.session.autosave._keep()
    kept(window, qtbot)
    crash(window)
    return window


def _halved(window):
    staff = window.document.plan.staff
    return staff.assign(fte=staff["fte"].where(staff.index != staff.index[0], 0.5))


@pytest.fixture
def after(crashed, another, qtbot, settings):
    """The window that is opened after the crash."""
    window = another(settings)
    qtbot.waitUntil(window.offers.bar.isVisible, timeout=PATIENCE)
    return window


def test_after_a_crash_the_changes_are_offered_and_brought_back(after, crashed, mine, rest):
    said = after.offers.bar.words
    assert said.startswith("PCT Planner ended unexpectedly with changes to Mine.xlsx not saved, ")
    assert said.endswith(" today.")
    press(after.offers.bar, "Bring them back")
    rest(after)
    assert after.document.plan.staff["fte"].iloc[0] == 0.5
    assert after.document.plan == crashed.document.draft().whole()
    assert after.document.is_dirty
    assert after.document.path == mine
    assert not after.offers.bar.isVisible()


def test_changes_brought_back_are_saved_into_the_users_file_and_lose_nothing_of_it(after, mine, rest):
    from openpyxl import load_workbook

    book = load_workbook(mine)
    press(after.offers.bar, "Bring them back")
    rest(after)
    after.document.edit("Rename", after.document.plan.with_facts(plan_name="Leeds again"))
    after.commands["save"].trigger()
    rest(after)
    assert "Saved Mine.xlsx" in after.messages.words
    read = read_plan(mine).plan
    assert (read.facts.plan_name, read.staff["fte"].iloc[0]) == ("Leeds again", 0.5)
    assert [one.what for one in entries_of(read)] == [
        "Rename the plan", "Change FTE", "Brought back changes that were not saved", "Rename",
    ]  # fmt: skip
    assert first_broken(read) is None
    assert load_workbook(mine).sheetnames == book.sheetnames
    assert not after.document.is_dirty
    assert copies(after.session.autosave.folder) == []


def test_changes_brought_back_are_kept_safe_again_before_their_copy_goes(after, rest, qtbot):
    folder = after.session.autosave.folder
    (before,) = copies(folder)
    press(after.offers.bar, "Bring them back")
    rest(after)
    qtbot.waitUntil(lambda: copies(folder) and before not in copies(folder), timeout=PATIENCE)
    assert read_plan(copies(folder)[0]).plan.facts.plan_name == "Leeds"


def test_what_was_brought_back_and_saved_is_not_offered_again(after, mine, rest, qtbot):
    press(after.offers.bar, "Bring them back")
    rest(after)
    after.commands["save"].trigger()
    rest(after)
    open_in(after, mine, rest)
    qtbot.wait(20)
    assert not after.offers.bar.isVisible()
    assert not after.document.is_dirty


def test_changes_thrown_away_are_not_offered_again(after, another, settings, qtbot):
    press(after.offers.bar, "Throw them away")
    assert copies(after.session.autosave.folder) == []
    later = another(settings)
    qtbot.waitUntil(lambda: not later.session.desk.runner("orphans").is_busy, timeout=PATIENCE)
    qtbot.wait(20)
    assert not later.offers.bar.isVisible()


def test_an_offer_that_is_closed_comes_again_when_its_plan_is_opened(after, mine, twelve, rest, qtbot):
    press(after.offers.bar, "Close")
    open_in(after, twelve, rest)
    qtbot.wait(20)
    assert not after.offers.bar.isVisible()
    open_in(after, mine, rest)
    assert "changes to Mine.xlsx" in after.offers.bar.words
    assert after.offers.bar.isVisible()


def test_several_offers_come_one_after_the_other(crashed, mine, rest, qtbot, another, settings):
    second = open_in(another(settings), mine, rest)
    rename(second, "Bradford")
    qtbot.waitUntil(lambda: len(copies(second.session.autosave.folder)) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not second.session.desk.runner("recovery").is_busy, timeout=PATIENCE)
    second.offers.end()
    crash(second)
    window = another(settings)
    qtbot.waitUntil(window.offers.bar.isVisible, timeout=PATIENCE)
    press(window.offers.bar, "Throw them away")
    qtbot.waitUntil(window.offers.bar.isVisible, timeout=PATIENCE)
    press(window.offers.bar, "Throw them away")
    qtbot.wait(20)
    assert not window.offers.bar.isVisible()
    assert copies(window.session.autosave.folder) == []


def test_a_broken_copy_is_said_to_be_broken_and_stays_until_it_is_thrown_away(
    crashed, another, settings, qtbot
):
    (copy,) = copies(crashed.session.autosave.folder)
    copy.write_bytes(copy.read_bytes()[:-100])
    window = another(settings)
    qtbot.waitUntil(window.offers.bar.isVisible, timeout=PATIENCE)
    assert "cannot be brought back: it is damaged" in window.offers.bar.words
    assert copy.exists()
    press(window.offers.bar, "Throw it away")
    assert not copy.exists()


def test_a_copy_whose_changes_stand_in_the_file_by_now_is_not_offered(
    crashed, mine, another, settings, qtbot
):
    (copy,) = copies(crashed.session.autosave.folder)
    shutil.copy(copy, mine)
    window = another(settings)
    qtbot.waitUntil(lambda: not window.session.desk.runner("orphans").is_busy, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not copy.exists(), timeout=PATIENCE)
    assert not window.offers.bar.isVisible()


def test_changes_brought_back_are_not_saved_over_what_somebody_changed_since(after, mine, rest):
    press(after.offers.bar, "Bring them back")
    rest(after)
    mine.write_bytes(mine.read_bytes() + b"\0")
    after.commands["save"].trigger()
    rest(after)
    assert "changed by another program or person" in after.messages.words


def test_a_save_that_was_the_last_act_before_the_crash_is_not_taken_for_anothers(
    mine, rest, qtbot, soon, another, settings
):
    first = open_in(another(settings), mine, rest)
    rename(first, "Leeds")
    kept(first, qtbot)
    session, document = first.session, first.document
    told = session.autosave.note_save
    session.filing.write(mine, document.begin_save(), document.stamp, document.source, told, lambda *_: None)
    rename(first, "Bradford")
    session.autosave._keep()
    kept(first, qtbot)
    crash(first)
    window = another(settings)
    qtbot.waitUntil(window.offers.bar.isVisible, timeout=PATIENCE)
    press(window.offers.bar, "Bring them back")
    rest(window)
    window.commands["save"].trigger()
    rest(window)
    assert "Saved Mine.xlsx" in window.messages.words
    assert read_plan(mine).plan.facts.plan_name == "Bradford"


def test_a_protected_plan_asks_for_its_password_before_changes_are_brought_back(
    twelve, mine, rest, qtbot, soon, another, settings
):
    with twelve.open("rb") as plain, mine.open("wb") as sealed:
        OOXMLFile(plain).encrypt(PASSWORD, sealed)
    first = open_in(another(settings), mine, rest)
    first.session.give_password(PASSWORD)
    rest(first)
    rename(first, "Leeds")
    kept(first, qtbot)
    crash(first)
    window = another(settings)
    qtbot.waitUntil(window.offers.bar.isVisible, timeout=PATIENCE)
    press(window.offers.bar, "Bring them back")
    rest(window)
    assert window.messages.field.isVisible()
    window.messages.field.setText(PASSWORD)
    window.messages.field.returnPressed.emit()
    rest(window)
    assert (window.document.name, window.document.path) == ("Leeds", mine)


def test_changes_to_a_sample_are_brought_back_and_saved_elsewhere(
    twelve, rest, qtbot, soon, another, settings
):
    first = open_in(another(settings), twelve, rest, is_sample=True)
    rename(first, "Leeds")
    kept(first, qtbot)
    crash(first)
    window = another(settings)
    qtbot.waitUntil(window.offers.bar.isVisible, timeout=PATIENCE)
    assert "changes to Leeds not saved" in window.offers.bar.words
    press(window.offers.bar, "Bring them back")
    rest(window)
    assert (window.document.name, window.document.path) == ("Leeds", None)
    window.commands["save"].trigger()
    assert isinstance(window.files.asking.dialog, QFileDialog)
    window.files.asking.dialog.close()


# ---------------------------------------------------------------- one instance a file


def test_a_plan_that_is_open_elsewhere_is_opened_as_a_copy(window, mine, rest, another):
    first = open_in(another(), mine, rest)
    assert first.document.path == mine
    open_in(window, mine, rest)
    assert window.document.plan is None
    assert window.messages.words.startswith("Mine.xlsx is open by ")
    assert " today. " in window.messages.words
    press(window.messages, "Open a copy")
    rest(window)
    assert window.document.plan == first.document.plan
    assert window.document.path is None


def test_a_plan_that_is_open_elsewhere_is_opened_all_the_same(window, mine, rest, another):
    open_in(another(), mine, rest)
    open_in(window, mine, rest)
    press(window.messages, "Open all the same")
    rest(window)
    assert window.document.path == mine


def test_a_lock_goes_when_another_plan_is_opened_and_moves_when_the_plan_is_saved_elsewhere(
    window, mine, twelve, rest, tmp_path
):
    own = tmp_path / "elsewhere"
    open_in(window, mine, rest)
    assert not isinstance(take_lock(mine, own), PlanLock)
    window.session.save(tmp_path / "plans" / "Other.xlsx")
    rest(window)
    take_lock(mine, own).release()
    assert not isinstance(take_lock(tmp_path / "plans" / "Other.xlsx", own), PlanLock)
    open_in(window, twelve, rest)
    assert sorted(one.name for one in mine.parent.iterdir()) == ["Mine.xlsx", "Other.xlsx"]


def test_a_plan_opened_again_in_the_same_window_keeps_its_lock(window, mine, rest, tmp_path):
    open_in(window, mine, rest)
    open_in(window, mine, rest)
    assert window.document.path == mine
    assert not isinstance(take_lock(mine, tmp_path / "elsewhere"), PlanLock)


def test_a_plan_is_not_saved_over_one_that_is_open_elsewhere(window, mine, twelve, rest, another):
    open_in(another(), mine, rest)
    open_in(window, twelve, rest)
    before = mine.read_bytes()
    window.session.save(mine)
    rest(window)
    assert "Mine.xlsx is open by " in window.messages.words
    assert "another name" in window.messages.words
    assert mine.read_bytes() == before


def test_a_sample_is_not_locked(window, twelve, rest, another):
    open_in(another(), twelve, rest)
    open_in(window, twelve, rest)
    assert window.document.plan is not None
    assert not twelve.with_name(f".{twelve.name}.lock").exists()


def test_a_plan_that_is_open_in_excel_is_said_to_be(window, mine, rest):
    mine.with_name("~$Mine.xlsx").write_bytes(bytes([10]) + b"Jane Smith".ljust(54))
    open_in(window, mine, rest)
    assert "open in Excel by Jane Smith" in window.messages.words


# ---------------------------------------------------------------- changed on the disk


@pytest.fixture
def meddled(window, mine, rest):
    """A plan in hand with changes, whose file somebody has changed as well."""
    open_in(window, mine, rest)
    rename(window, "Leeds")
    mine.write_bytes(mine.read_bytes() + b"\0")
    window.commands["save"].trigger()
    rest(window)
    return window


def test_what_others_have_written_is_not_saved_over_without_asking(meddled, mine):
    assert "changed by another program or person" in meddled.messages.words
    assert mine.read_bytes().endswith(b"\0")
    assert meddled.document.is_dirty


def test_it_is_saved_over_when_the_user_says_so_and_then_no_more_asked(meddled, mine, rest):
    press(meddled.messages, "Save all the same")
    rest(meddled)
    assert read_plan(mine).plan.facts.plan_name == "Leeds"
    rename(meddled, "Bradford")
    meddled.commands["save"].trigger()
    rest(meddled)
    assert read_plan(mine).plan.facts.plan_name == "Bradford"


def test_it_can_be_saved_under_another_name(meddled, tmp_path, rest):
    press(meddled.messages, "Save under another name")
    meddled.files.asking.dialog.fileSelected.emit(str(tmp_path / "Other.xlsx"))
    meddled.files.asking.dialog.close()
    rest(meddled)
    assert meddled.document.path == tmp_path / "Other.xlsx"


# ---------------------------------------------------------------- saves


def test_each_save_between_undo_and_redo_writes_what_is_in_hand(window, mine, rest):
    open_in(window, mine, rest)
    original = window.document.plan
    document, seen = window.document, []
    rename(window, "Leeds")
    document.edit("Drop a person", document.plan.with_table("staff", document.plan.staff.iloc[1:]))
    for go in (None, "undo", "undo", "redo", "redo"):
        if go:
            getattr(document.undo_stack, go)()
        assert document.is_dirty
        window.commands["save"].trigger()
        rest(window)
        assert not document.is_dirty
        read = read_plan(mine).plan
        assert replace(read, history=original.history) == document.plan
        assert first_broken(read) is None
        seen.append((document.name, len(read.staff)))
    full = len(original.staff)
    assert seen == [
        ("Leeds", full - 1), ("Leeds", full), (original.facts.plan_name, full),
        ("Leeds", full), ("Leeds", full - 1),
    ]  # fmt: skip


def test_an_edit_made_while_a_save_runs_stays_unsaved(window, mine, rest):
    open_in(window, mine, rest)
    rename(window, "Leeds")
    window.commands["save"].trigger()
    rename(window, "Bradford")
    rest(window)
    assert read_plan(mine).plan.facts.plan_name == "Leeds"
    assert window.document.is_dirty
    window.document.undo_stack.undo()
    assert not window.document.is_dirty


def test_two_saves_at_once_leave_the_later_plan_in_the_file(window, mine, rest):
    open_in(window, mine, rest)
    for name in ("Leeds", "Bradford", "Airedale"):
        rename(window, name)
        window.commands["save"].trigger()
    rest(window)
    assert read_plan(mine).plan.facts.plan_name == "Airedale"
    assert not window.document.is_dirty
    assert "Saved" in window.messages.words


def test_a_save_before_leaving_leaves_once_it_is_done(mine, rest, another, qtbot):
    window = open_in(another(), mine, rest)
    rename(window, "Leeds")
    window.close()
    press(window.messages, "Save")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert read_plan(mine).plan.facts.plan_name == "Leeds"


def test_going_on_without_saving_to_a_plan_that_does_not_open_loses_nothing(window, mine, rest, tmp_path):
    open_in(window, mine, rest)
    rename(window, "Leeds")
    window.open_file(tmp_path / "gone.xlsx")
    press(window.messages, "Go on without saving")
    rest(window)
    assert window.document.name == "Leeds"
    assert window.document.is_dirty


# ---------------------------------------------------------------- scenarios


def answer(window, words):
    window.messages.field.setText(words)
    window.messages.field.returnPressed.emit()


def test_a_new_scenario_is_added_empty_or_following_the_one_in_hand(opened, rest):
    first = opened.document.scenario
    opened.commands["new_scenario"].trigger()
    answer(opened, "")
    assert "needs a name" in opened.messages.words
    answer(opened, "Ours")
    rest(opened)
    assert opened.document.scenario == "Ours"
    opened.document.choose(first)
    opened.commands["new_based_scenario"].trigger()
    answer(opened, "Heir")
    rest(opened)
    frame = opened.document.plan.scenarios.set_index("scenario")
    assert frame.loc["Heir", "based_on"] == first
    assert opened.document.results.scenario == "Heir"


def test_a_snapshot_is_kept_locked_while_its_original_stays_in_hand(opened, rest):
    first = opened.document.scenario
    opened.commands["snapshot_scenario"].trigger()
    name = opened.messages.field.text()
    assert name.startswith(f"{first}, ")
    opened.messages.field.returnPressed.emit()
    rest(opened)
    assert opened.document.scenario == first
    assert not opened.commands["lock_scenario"].isChecked()
    opened.document.choose(name)
    rest(opened)
    assert opened.commands["lock_scenario"].isChecked()
    opened.commands["delete_scenario"].trigger()
    assert "is locked" in opened.messages.words
    press(opened.messages, "Copy it")
    answer(opened, "Ours")
    rest(opened)
    assert opened.document.scenario == "Ours"
    assert opened.document.may_edit


def test_a_change_to_another_scenario_that_is_locked_is_refused_without_touching_the_one_in_hand(
    opened, rest
):
    first = opened.document.scenario
    opened.commands["lock_scenario"].trigger()
    opened.document.choose(opened.document.scenarios[-1])
    assert opened.document.scenario != first
    plan = opened.document.plan
    opened.document.edit("Clear", plan.with_table("allocations", plan.allocations.iloc[:0]))
    assert opened.messages.words.startswith(f"{first} is locked")
    QApplication.processEvents()
    shown = [one.text() for one in opened.messages.findChildren(QPushButton) if one.isVisible()]
    assert shown == ["Close"]


def test_a_scenario_is_locked_and_unlocked_by_its_command(opened, rest):
    lock = opened.commands["lock_scenario"]
    lock.trigger()
    rest(opened)
    assert opened.document.is_locked
    assert lock.isChecked()
    opened.commands["rename_scenario"].trigger()
    press(opened.messages, "Unlock it")
    rest(opened)
    assert not opened.document.is_locked
    assert not lock.isChecked()
    assert opened.document.undo_stack.undoText().startswith("Unlock scenario")
