"""``release``, ``handover``, ``slice``, ``changes``, ``refresh`` and ``history``."""

import json
import zipfile

import openpyxl
import pytest

from planner.model.history import Entry, with_entries
from planner.workbook.password import unlocked
from planner.workbook.read import read_plan
from planner.workbook.samples import twelve_people
from planner.workbook.write import write_plan

SCENARIO = "One of each"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.xlsx"
    write_plan(twelve_people(), path)
    return path


@pytest.fixture
def password_file(tmp_path, password):
    path = tmp_path / "password.txt"
    path.write_text(password + "\n", encoding="utf-8")
    return path


def changed(path, sheet, row, title, value):
    book = openpyxl.load_workbook(path)
    column = next(one.column for one in book[sheet][1] if str(one.value).split(" (")[0] == title)
    book[sheet].cell(row, column).value = value
    book.save(path)


# ---------------------------------------------------------------------------- leaving


def test_release_writes_a_copy_without_anybody(run, file, tmp_path):
    out = tmp_path / "release.xlsx"
    code, said, err = run("release", file, "--scenario", "one of each", "--xlsx", out)
    assert (code, err) == (0, "")
    assert str(out) in said
    with zipfile.ZipFile(out) as package:
        assert b"Post-holder" not in b"".join(map(package.read, package.namelist()))


def test_release_locks_with_a_password(run, file, tmp_path, password_file, password):
    out = tmp_path / "release.xlsx"
    assert (
        run("release", file, "--scenario", SCENARIO, "--xlsx", out, "--password-file", password_file)[0] == 0
    )
    assert unlocked(out.read_bytes(), out.name, password).startswith(b"PK")


def test_a_plan_with_errors_is_released_without_those_rows_and_says_so(run, faulty_file, tmp_path):
    out = tmp_path / "release.xlsx"
    code, _, err = run("release", faulty_file, "--scenario", SCENARIO, "--xlsx", out)
    assert code == 1
    assert "1 error" in err
    assert len(list(openpyxl.load_workbook(out)["People"].iter_rows())) == 12
    code, _, err = run("handover", faulty_file, "--scenario", SCENARIO, "--folder", tmp_path / "lists")
    assert code == 1
    assert "1 error" in err


def test_release_over_the_plan_itself_is_wrong_use(run, file):
    before = file.read_bytes()
    code, _, err = run("release", file, "--scenario", SCENARIO, "--xlsx", file)
    assert code == 2
    assert "the plan itself" in err
    assert file.read_bytes() == before


def test_an_unknown_scenario_is_wrong_use(run, file, tmp_path):
    for words in (("release", "--xlsx", tmp_path / "out.xlsx"), ("handover", "--folder", tmp_path / "out")):
        code, _, err = run(words[0], file, "--scenario", "Nowhere", *words[1:])
        assert code == 2
        assert "'One of each'" in err


def test_handover_writes_a_list_for_each_receiver_and_names_only_when_asked(run, file, tmp_path):
    code, said, _ = run("handover", file, "--scenario", SCENARIO, "--folder", tmp_path / "lists")
    assert code == 0
    assert "contain personal data" in said
    assert "not locked" in said
    assert len(list((tmp_path / "lists").iterdir())) == 3
    run(
        "handover",
        file,
        "--scenario",
        SCENARIO,
        "--folder",
        tmp_path / "named",
        "--names",
        "--receivers",
        "C2",
    )
    (path,) = (tmp_path / "named").iterdir()
    assert "Post-holder 0008" in {one.value for row in openpyxl.load_workbook(path)["People"] for one in row}


def test_handover_locks_with_a_password_of_its_own(run, file, tmp_path, password_file, password):
    folder = tmp_path / "lists"
    words = ("--folder", folder, "--one-workbook", "--lock-with", password_file)
    code, said, _ = run("handover", file, "--scenario", SCENARIO, *words)
    assert code == 0
    assert "not locked" not in said
    (path,) = folder.iterdir()
    assert unlocked(path.read_bytes(), path.name, password).startswith(b"PK")


# ------------------------------------------------------------------------ and coming back


def test_a_slice_goes_out_and_its_changes_come_back(run, file, tmp_path):
    out = tmp_path / "part.xlsx"
    code, said, _ = run("slice", file, "--family", "redesign", "--xlsx", out)
    assert code == 0
    assert "pct-planner changes" in said
    assert "0 changes" in run("changes", file, out)[1]
    changed(out, "Staff", 2, "Criticality", 2)
    changed(out, "Staff", 3, "FTE", "tbc")
    code, said, _ = run("changes", file, out)
    assert code == 0
    assert "1  Staff, E05: Criticality: was 4, is now 4, comes back as 2" in said
    assert "Not taken: 'tbc' cannot be taken as FTE." in said
    found = json.loads(run("changes", file, out, "--json")[1])["changes"]
    assert [(one["sent"], one["now"], one["back"]) for one in found] == [(4, 4, 2), (0.8, 0.8, "tbc")]


def test_lines_that_are_accepted_go_into_a_copy_of_the_plan(run, file, tmp_path):
    part, out = tmp_path / "part.xlsx", tmp_path / "new plan.xlsx"
    run("slice", file, "--organisation", "P1", "--scenario", SCENARIO, "--xlsx", part)
    changed(part, "Staff", 2, "Criticality", 2)
    changed(part, "Staff", 3, "FTE", "tbc")
    assert run("changes", file, part, "--accept", "all", "--xlsx", out)[0] == 0
    assert read_plan(out).plan.staff["criticality"].iloc[0] == 2
    code, _, err = run("changes", file, part, "--accept", "2", "--xlsx", out)
    assert code == 1
    assert "Line 2" in err
    assert run("changes", file, part, "--accept", "1")[0] == 2
    assert run("changes", file, part, "--accept", "first", "--xlsx", out)[0] == 2
    assert run("changes", file, part, "--accept", "1", "--xlsx", part)[0] == 2


def test_a_slice_of_nothing_or_of_two_things_is_wrong_use(run, file, tmp_path):
    out = tmp_path / "part.xlsx"
    assert run("slice", file, "--xlsx", out)[0] == 2
    assert run("slice", file, "--receiver", "C1", "--organisation", "P1", "--xlsx", out)[0] == 2
    code, _, err = run("slice", file, "--receiver", "C9", "--xlsx", out)
    assert code == 1
    assert "'C1', 'C2'" in err
    assert not out.exists()


def test_a_plan_is_no_slice(run, file):
    code, _, err = run("changes", file, file)
    assert code == 1
    assert "not a part that was sent" in err


def test_refresh_says_who_joined_left_and_changed(run, file, tmp_path):
    new = tmp_path / "new.xlsx"
    write_plan(read_plan(file).plan, new)
    changed(new, "Staff", 2, "FTE", 0.5)
    changed(new, "Staff", 9, "Employee number", "E88")
    code, said, _ = run("refresh", file, new)
    assert code == 0
    assert "E01, FTE: 1 is now 0.5" in said
    assert "E08 may be E88: same name and date of birth (95% sure)" in said
    assert "E08 in 'One of each': placed at C2, locked; left, or is E88 now" in said
    assert "Post-holder" not in said
    record = json.loads(run("refresh", file, new, "--json")[1])
    assert [one["employee_number"] for one in record["joined"]] == ["E88"]
    assert record["changes"] == [{"row": 2, "employee_number": "E01", "key": "fte", "old": 1, "new": 0.5}]
    assert record["affected"][0]["is_locked"] is True


def test_refresh_takes_the_list_in_where_a_file_is_named(run, file, tmp_path):
    new, out = tmp_path / "new.xlsx", tmp_path / "refreshed.xlsx"
    write_plan(read_plan(file).plan, new)
    changed(new, "Staff", 9, "Employee number", "E88")
    code, _, _ = run("refresh", file, new, "--xlsx", out, "--left-on", "31/10/2012")
    assert code == 0
    staff = read_plan(out).plan.staff.set_index("employee_number")
    assert str(staff.loc["E08", "leaving_date"].date()) == "2012-10-31"
    assert "E88" in staff.index
    run("refresh", file, new, "--xlsx", out, "--same", "E08=E88")
    assert "E88" in set(read_plan(out).plan.placements["employee_number"])
    assert run("refresh", file, new, "--xlsx", out, "--same", "E08")[0] == 2
    assert run("refresh", file, new, "--xlsx", out, "--left-on", "soon")[0] == 2
    assert run("refresh", file, new, "--xlsx", new)[0] == 2


def test_history_says_whether_the_chain_holds_and_where_it_is_broken(run, tmp_path):
    entries = [Entry(f"2012-11-0{day}T09:00:00+00:00", "A user", f"Step {day}") for day in (1, 2, 3)]
    path = tmp_path / "plan.xlsx"
    write_plan(with_entries(twelve_people(), entries), path)
    code, said, _ = run("history", path)
    assert code == 0
    assert "The history is whole: 3 entries" in said
    assert "2012-11-03T09:00:00+00:00, A user: Step 3." in said
    changed(path, "History", 3, "What", "Something else")
    code, said, _ = run("history", path)
    assert code == 1
    assert "broken at entry 2 of 3 (History!E3)" in said
    assert json.loads(run("history", path, "--json")[1]) == {
        "entries": 3, "whole": False, "broken_at": 2, "cell": "History!E3",
    }  # fmt: skip


def test_a_protected_plan_locks_what_leaves_it(run, protected_file, tmp_path, password_file, password):
    out = tmp_path / "part.xlsx"
    words = ("--scenario", SCENARIO, "--password-file", password_file)
    assert run("slice", protected_file, "--receiver", "C2", "--xlsx", out, *words)[0] == 0
    assert unlocked(out.read_bytes(), out.name, password).startswith(b"PK")
    assert run("changes", protected_file, out, "--password-file", password_file)[0] == 0
    assert run("changes", protected_file, out)[0] == 1
