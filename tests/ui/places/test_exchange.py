"""Exchange: parts out and back, copies to release, hand-over lists, history; nothing leaves by accident."""

import shutil
from dataclasses import replace
from io import BytesIO

import msoffcrypto
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from planner.base.errors import SaveFailedError
from planner.model.history import Entry, with_entries
from planner.model.scenario import scenario_of
from planner.model.table_edits import CellEdit, put_cells
from planner.workbook.read import read_plan
from planner.workbook.slices import changes_in, part_of, write_slice
from planner.workbook.write import write_plan
from ui.models.frame_model import HIDDEN
from ui.models.tick_model import TickModel
from ui.places.exchange import change_words as words
from ui.places.exchange import jobs, tab

RECEIVER = "02N"
SECRET = "Wharfe 2013"


@pytest.fixture
def place(window, cluster, tmp_path, rest):
    """Exchange, over a copy of the cluster sample."""
    path = tmp_path / "Cluster.xlsx"
    shutil.copy(cluster, path)
    window.open_file(path)
    rest(window)
    window.go("exchange")
    rest(window)
    return window.place("exchange")


@pytest.fixture
def turn(window, place, rest):
    """Turn to a tab by its name."""

    def to(name):
        place.tabs.setCurrentIndex(["send", "back", "release", "history"].index(name))
        rest(window)
        return place.tab

    return to


@pytest.fixture
def returned(window, place, tmp_path):
    """A part that came back: a title, an FTE that is none, a share, a row taken out and a row put in."""
    path = tmp_path / "Back.xlsx"
    plan = window.document.plan
    write_slice(plan, part_of(plan, "receiver", RECEIVER, window.document.scenario, names=True), path)
    book = openpyxl.load_workbook(path)
    posts, claims, staff = book["Posts"], book["Allocations"], book["Staff"]
    put(posts, 2, "Title", "Chief of all")
    put(posts, 3, "FTE", "lots")
    put(claims, 2, "Share", 11)
    put(staff, 2, "Name", "Somebody Else")
    claims.delete_rows(12)
    posts.append([None, "02N-NEW", None, RECEIVER, posts.cell(2, 5).value, "New post", "7", 1])
    book.save(path)
    return path


def put(sheet, row, head, value):
    sheet.cell(
        row, next(at for at, cell in enumerate(sheet[1], start=1) if head in str(cell.value))
    ).value = value


def pick(box, value):
    at = box.findData(value)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)


def unlocked(path, password):
    with path.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        locked.load_key(password=password, verify_password=True)
        inside = BytesIO()
        locked.decrypt(inside)
    return openpyxl.load_workbook(inside)


def typed(fields, password):
    fields.first.setText(password)
    fields.again.setText(password)


# ---------------------------------------------------------------- send a part


def test_what_a_part_will_hold_is_said_before_it_is_written(window, turn, rest):
    send = turn("send")
    pick(send.which, RECEIVER)
    rest(window)
    part = part_of(window.document.plan, "receiver", RECEIVER, window.document.scenario)
    frame = send.table.model.frame
    assert dict(zip(frame["sheet"], frame["rows"], strict=True)) == {
        "Staff": len(part.tables["staff"]),
        "Functions": len(part.tables["functions"]),
        "Allocations": len(part.tables["allocations"]),
        "Placements": len(part.tables["placements"]),
        "Posts": len(part.tables["posts"]),
    }
    assert "without names" in send.held.text()
    assert "Name" not in frame.set_index("sheet").loc["Staff", "fixed"]
    assert "Position title" in frame.set_index("sheet").loc["Staff", "open"]
    send.names.click()
    rest(window)
    assert "with their names" in send.held.text()
    assert "Name" in send.table.model.frame.set_index("sheet").loc["Staff", "fixed"]


@pytest.mark.parametrize("way", ["receiver", "organisation", "function family", "establishment"])
def test_a_part_is_cut_each_way_and_comes_back_unchanged(window, turn, rest, tmp_path, way):
    send, path = turn("send"), tmp_path / "Part.xlsx"
    pick(send.way, way)
    rest(window)
    assert send.which.count() > 0
    assert send.save_button.isEnabled()
    send._write(path)
    rest(window)
    assert "Wrote Part.xlsx" in window.messages.words
    found = changes_in(window.document.plan, path)
    assert (found.lines, found.part) == ((), f"{way}: {send.which.currentData()}")


def test_a_part_goes_out_under_its_password(window, turn, rest, tmp_path):
    send, path = turn("send"), tmp_path / "Part.xlsx"
    typed(send.password, SECRET)
    send._write(path)
    rest(window)
    assert "Posts" in unlocked(path, SECRET).sheetnames
    assert SECRET not in window.messages.words


def test_a_password_typed_two_ways_locks_nothing(turn):
    send = turn("send")
    send.password.first.setText(SECRET)
    assert not send.save_button.isEnabled()
    assert "not the same" in send.password.remark.text()
    send.password.again.setText(SECRET)
    assert send.save_button.isEnabled()


def test_a_part_never_takes_the_plans_own_place(window, turn, rest):
    send, path = turn("send"), window.document.path
    before = path.read_bytes()
    send._write(path)
    rest(window)
    assert path.read_bytes() == before
    assert "the plan itself" in window.messages.words


def test_a_part_of_which_the_scenario_knows_nothing_is_not_written(window, turn, rest):
    send = turn("send")
    window.document.choose("Baseline")
    rest(window)
    assert "nothing to send" in send.held.text()
    assert not send.save_button.isEnabled()


def test_a_file_that_another_program_holds_says_so(window, turn, rest, tmp_path, monkeypatch):
    send, path = turn("send"), tmp_path / "Part.xlsx"
    path.write_bytes(b"theirs")

    def held(self, _target):
        raise PermissionError(13, "in use")

    monkeypatch.setattr("pathlib.Path.replace", held)
    send._write(path)
    rest(window)
    assert "open in Excel or another program" in window.messages.words
    assert path.read_bytes() == b"theirs"


# ---------------------------------------------------------------- take changes back


def line(back, kind, title=""):
    frame = back.table.model.frame
    found = frame.index[(frame["kind"] == kind) & (frame["title"] == title)]
    return int(found[0])


def test_each_change_stands_beside_what_is_there_now(window, turn, rest, returned):
    back = turn("back")
    back.open(returned)
    rest(window)
    frame = back.table.model.frame
    title = frame.loc[line(back, "Changed", "Title")]
    assert (title["sent"], title["now"], title["back"]) == ("Chief officer", "Chief officer", "Chief of all")
    assert len(frame) == len(back.changes.lines) == 6
    assert "6 changes" in back.told.text()
    assert "NHS Airedale, Wharfedale and Craven CCG" in back.told.text()


def test_faults_have_no_box_and_say_why(window, turn, rest, returned):
    back = turn("back")
    back.open(returned)
    rest(window)
    at = line(back, "Changed", "FTE")
    assert "Cannot be taken" in back.table.model.frame.loc[at, "remark"]
    index = back.model.index(back.model.row_at(at), 0)
    assert back.model.data(index, int(Qt.ItemDataRole.CheckStateRole)) is None
    back.model.tick(range(6))
    assert at not in back.model.ticked


def test_a_conflict_is_named_and_never_ticked_beforehand(window, turn, rest, returned):
    document = window.document
    row = int(document.plan.posts.index[document.plan.posts["post"] == "02N-CO"][0])
    document.edit("Retitle", put_cells(document.plan, "posts", [CellEdit(row, "title", "Someone")]))
    back = turn("back")
    back.open(returned)
    rest(window)
    at = line(back, "Changed", "Title")
    assert back.table.model.frame.loc[at, "remark"] == words.CONFLICT
    assert back.table.model.frame.loc[at, "now"] == "Someone"
    assert at not in back.model.ticked
    assert line(back, "Row taken out") in back.model.ticked


def test_what_is_ticked_is_taken_as_one_step_with_its_reason(window, turn, rest, returned):
    document = window.document
    before, steps = document.plan, document.undo_stack.count()
    back = turn("back")
    back.open(returned)
    rest(window)
    back.model.tick([line(back, "Changed", "Title")])
    assert back.take_button.text() == "Take 1 change"
    back.why.setText("As agreed on the telephone")
    back.take_button.click()
    rest(window)
    assert document.undo_stack.count() == steps + 1
    posts = scenario_of(document.plan, document.scenario).posts.set_index("post")
    assert posts.loc["02N-CO", "title"] == "Chief of all"
    entry = document.draft().entries[-1]
    assert entry.what == "Take 1 change from the part of NHS Airedale, Wharfedale and Craven CCG"
    assert entry.why == "As agreed on the telephone"
    assert "One more is in the plan already" in back.told.text()
    document.undo_stack.undo()
    rest(window)
    assert document.plan is before
    assert len(back.changes.lines) == 6


def test_everything_peaceful_is_taken_and_the_rest_stays_listed(window, turn, rest, returned):
    back = turn("back")
    back.open(returned)
    rest(window)
    taken = len(back.model.ticked)
    assert taken == 4
    back.take_button.click()
    rest(window)
    assert len(back.changes.lines) == 6 - taken
    assert not back.take_button.isEnabled()
    assert "02N-NEW" in set(window.document.plan.posts["post"])


def test_ticks_stay_with_their_lines_while_the_plan_changes(window, turn, rest, returned):
    document = window.document
    back = turn("back")
    back.open(returned)
    rest(window)
    wanted = line(back, "New row")
    back.model.tick([wanted])
    row = int(document.plan.functions.index[0])
    document.edit("Rename", put_cells(document.plan, "functions", [CellEdit(row, "name", "Another name")]))
    rest(window)
    assert back.model.ticked == (line(back, "New row"),)


def test_space_ticks_all_selected_rows_and_takes_the_ticks_away_again(window, turn, rest, returned, qtbot):
    back = turn("back")
    back.open(returned)
    rest(window)
    back.view.setFocus()
    back.view.selectAll()
    qtbot.keyClick(back.view, Qt.Key.Key_Space)
    assert back.model.ticked == ()
    qtbot.keyClick(back.view, Qt.Key.Key_Space)
    assert list(back.model.ticked) == words.takeable(back.changes)


def test_a_box_is_ticked_by_the_mouse(window, turn, rest, returned, qtbot):
    back = turn("back")
    back.open(returned)
    rest(window)
    at = back.model.ticked[0]
    room = back.view.visualRect(back.model.index(back.model.row_at(at), 0))
    qtbot.mouseClick(
        back.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=room.topLeft() + room.center() / 50 + _in_box(room),
    )
    assert at not in back.model.ticked


def _in_box(room):
    from PySide6.QtCore import QPoint

    return QPoint(12, room.height() // 2)


def test_all_of_a_kind_are_ticked_from_the_menu(window, turn, rest, returned):
    back = turn("back")
    back.open(returned)
    rest(window)
    back._fill_menu()
    offered = {one.text().partition("  (")[0]: one for one in back._menu.actions()}
    offered["Only: new row"].trigger()
    assert back.model.ticked == (line(back, "New row"),)
    offered["None"].trigger()
    assert back.model.ticked == ()
    assert not back.take_button.isEnabled()


def test_names_stay_hidden_until_they_are_shown(window, turn, rest, returned):
    back = turn("back")
    back.open(returned)
    rest(window)
    at = line(back, "Changed", "Name")
    assert set(back.table.model.frame.loc[at, ["sent", "now", "back"]]) == {HIDDEN}
    window.document.show_names(True)
    rest(window)
    assert back.table.model.frame.loc[at, "back"] == "Somebody Else"


def test_a_protected_part_asks_for_its_password(window, turn, rest, tmp_path):
    plan, path = window.document.plan, tmp_path / "Locked.xlsx"
    write_slice(plan, part_of(plan, "receiver", RECEIVER, window.document.scenario), path, SECRET)
    back = turn("back")
    back.open(path)
    rest(window)
    assert back.password.isVisible()
    assert back.password.echoMode() == QLineEdit.EchoMode.Password
    back.password.setText("wrong")
    back.open_button.click()
    rest(window)
    assert "does not open" in back.told.text()
    back.password.setText(SECRET)
    back.open_button.click()
    rest(window)
    assert back.changes is not None
    assert not back.password.isVisible()


def test_a_file_that_is_no_part_is_refused_in_words(window, turn, rest, twelve):
    back = turn("back")
    back.open(twelve)
    rest(window)
    assert back.changes is None
    assert not back.take_button.isEnabled()
    assert back.table.empty.isVisible()
    assert back.told.text() == back.table.empty.advice


def test_another_plan_lets_go_of_everything_of_the_one_before(window, turn, rest, returned, twelve):
    back = turn("back")
    back.open(returned)
    rest(window)
    send = turn("send")
    typed(send.password, SECRET)
    send.names.setChecked(True)
    window.open_file(twelve)
    rest(window)
    assert back.changes is None
    assert back.model.ticked == ()
    assert send.password.password == ""
    assert not send.names.isChecked()


# ---------------------------------------------------------------- copies


def test_what_a_release_leaves_out_is_listed_before_it_is_written(window, turn, rest, tmp_path):
    release, path = turn("release").release, tmp_path / "Open.xlsx"
    listed = release.list.toPlainText()
    assert "Names, employee numbers" in listed
    release._write(path)
    rest(window)
    front = openpyxl.load_workbook(path)["About this copy"]
    said = {str(cell.value) for row in front for cell in row if cell.value}
    lines = [one.strip("•\t ") for one in listed.splitlines() if "not shown:" not in one]
    assert lines
    assert set(lines) <= said


def test_too_few_people_are_never_released(window, turn, rest):
    document = window.document
    release = turn("release").release
    few = replace(document.results, people=document.results.people.head(4))
    release._show(release._looked, jobs.left_out(few, lambda _share, _doing: None))
    assert "fewer than 5" in release.list.toPlainText()
    assert not release.write_button.isEnabled()


def test_hand_over_lists_go_to_the_receivers_ticked_under_a_password(window, turn, rest, tmp_path):
    lists, folder = turn("release").lists, tmp_path / "lists"
    assert lists.table.model.rowCount() == len(lists.model.ticked) > 3
    lists.model.tick([0, 2])
    assert lists.write_button.text() == "Write 2 lists…"
    typed(lists.password, SECRET)
    lists._write(folder)
    rest(window)
    written = sorted(folder.iterdir())
    assert len(written) == 2
    heads = [cell.value for cell in unlocked(written[0], SECRET)["People"][4]]
    assert "Name" not in heads
    assert "personal data" in window.messages.words


def test_lists_without_a_password_are_said_to_be_open(window, turn, rest, tmp_path):
    lists = turn("release").lists
    lists.one.setChecked(True)
    lists._write(tmp_path / "lists")
    rest(window)
    assert [one.name for one in (tmp_path / "lists").iterdir()] == ["Hand-over lists.xlsx"]
    assert "not locked" in window.messages.words


def test_lists_name_people_only_when_asked(window, turn):
    lists = turn("release").lists
    assert lists.wish.names is False
    lists.names.click()
    assert lists.wish.names is True


# ---------------------------------------------------------------- history


@pytest.fixture
def chronicled(window, twelve, tmp_path, rest):
    """Opens a copy of the small sample with three entries in its history."""

    def open_with(change=lambda plan: plan):
        path = tmp_path / "Told.xlsx"
        moments = ("2012-11-20T09:00:00+00:00", "2012-11-21T09:00:00+00:00", "2012-11-22T09:00:00+00:00")
        entries = [Entry(one, "a.user", f"Step {at}", "a reason") for at, one in enumerate(moments, start=1)]
        write_plan(change(with_entries(read_plan(twelve).plan, entries)), path)
        window.open_file(path)
        rest(window)
        window.go("exchange")
        place = window.place("exchange")
        place.tabs.setCurrentIndex(3)
        rest(window)
        return place.history

    return open_with


def test_history_stands_newest_first_and_is_said_to_be_whole(chronicled):
    history = chronicled()
    frame = history.table.model.shown_frame()
    assert frame["what"].tolist() == ["Step 3", "Step 2", "Step 1"]
    assert frame["why"].tolist() == ["a reason"] * 3
    assert "is whole: 3 entries" in history.told.text()
    assert set(frame["seal"]) == {"as written"}


def test_a_history_altered_by_hand_says_where(chronicled):
    def falsify(plan):
        told = plan.history.copy()
        told.loc[told.index[1], "what"] = "Something else"
        return plan.with_table("history", told)

    history = chronicled(falsify)
    frame = history.table.model.shown_frame()
    assert "broken at entry 2 of 3 (History!" in history.told.text()
    assert history.told.property("tone") == "error"
    assert frame["seal"].tolist() == ["after the break", "broken here", "as written"]


def test_what_is_done_now_is_listed_at_once_and_found_by_its_words(window, chronicled, rest):
    history = chronicled()
    document = window.document
    row = int(document.plan.functions.index[0])
    after = put_cells(document.plan, "functions", [CellEdit(row, "name", "Another name")])
    document.edit("Rename a function", after, why="So said")
    rest(window)
    assert history.table.model.shown_frame()["what"].tolist()[0] == "Rename a function"
    assert "One entry of this session" in history.told.text()
    history.table.search.setText("rename")
    history.table.filter_now()
    assert len(history.table.model.shown_frame()) == 1


# ---------------------------------------------------------------- getting there


@pytest.mark.parametrize(
    ("command", "title"),
    [
        ("send_part", "Send a part"),
        ("take_back", "Take changes back"),
        ("release", "Copies to release"),
        ("hand_over", "Copies to release"),
    ],
)
def test_the_file_menu_goes_to_the_tab(opened, rest, command, title):
    opened.commands[command].trigger()
    rest(opened)
    assert opened.current_place.name == "exchange"
    assert opened.current_place.tab.title == title


def test_every_tab_stands_on_its_own_with_a_plan_that_has_next_to_nothing(opened, rest):
    opened.document.choose("Baseline")
    opened.go("exchange")
    place = opened.current_place
    for at in range(4):
        place.tabs.setCurrentIndex(at)
        rest(opened)
    assert place.copies.lists.table.empty.isVisibleTo(place.copies)
    assert not place.copies.lists.write_button.isEnabled()


def test_a_fault_of_the_program_is_told_without_its_insides():
    assert tab.reason(SaveFailedError("No room.")) == "No room."
    assert "KeyError" not in tab.reason(KeyError("secret"))


def test_tick_model_keeps_qts_rules(qtmodeltester, place, window, returned):
    model = TickModel(words.COLUMNS)
    found = changes_in(window.document.plan, returned)
    model.set_frame(words.change_frame(found, names=False))
    model.offer(words.takeable(found), words.peaceful(found))
    qtmodeltester.check(model)
