"""One instance a file: the lock beside a plan, who has it, and Excel's own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from ui.document import plan_lock
from ui.document.plan_lock import Holder, PlanLock, excel_user, take_lock

HOLD = """
import sys
from pathlib import Path
from ui.document.plan_lock import take_lock
held = take_lock(Path(sys.argv[1]), Path(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plans" / "Plan.xlsx"
    path.parent.mkdir()
    path.write_bytes(b"plan")
    return path


@pytest.fixture
def own(tmp_path):
    return tmp_path / "own"


def beside(plan):
    return sorted(one.name for one in plan.parent.iterdir() if one != plan)


def test_a_lock_is_held_released_and_leaves_nothing(plan, own):
    lock = take_lock(plan, own)
    assert beside(plan) == [".Plan.xlsx.lock", ".Plan.xlsx.who"]
    lock.release()
    assert beside(plan) == []
    assert isinstance(take_lock(plan, own), PlanLock)


def test_who_has_a_plan_open_is_named(plan, own):
    lock = take_lock(plan, own)
    note = plan.with_name(".Plan.xlsx.who")
    note.write_text(json.dumps(asdict_of("jsmith", "LAPTOP-12")), encoding="utf-8")
    holder = take_lock(plan, own)
    assert holder.sentence("Plan.xlsx") == (
        "Plan.xlsx is open by jsmith on LAPTOP-12 since 14:05 on 22 November 2012."
    )
    lock.release()


def asdict_of(user, machine):
    return {"user": user, "machine": machine, "since": "2012-11-22T14:05:00"}


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b"\xff\xfe", b'{"user": 1}', b'{"user": "a\\u0007\\n"}'])
def test_a_note_that_cannot_be_read_names_nobody(plan, own, note):
    lock = take_lock(plan, own)
    plan.with_name(".Plan.xlsx.who").write_bytes(note)
    holder = take_lock(plan, own)
    assert isinstance(holder, Holder)
    assert holder.sentence("Plan.xlsx").startswith("Plan.xlsx is open by ")
    assert holder.sentence("Plan.xlsx").isprintable()
    lock.release()


def test_a_lock_of_a_program_that_was_killed_is_taken_over(plan, own):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(plan), str(own)],
        cwd=Path(__file__).resolve().parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout.readline().strip() == b"held"
        assert isinstance(take_lock(plan, own), Holder)
        other.kill()
    lock = take_lock(plan, own)
    assert isinstance(lock, PlanLock)
    lock.release()
    assert beside(plan) == []


def test_a_lock_can_be_taken_from_whoever_has_it(plan, own):
    first = take_lock(plan, own)
    second = take_lock(plan, own, by_force=True)
    assert isinstance(second, PlanLock)
    second.release()
    first.release()


def test_where_the_folder_cannot_be_written_the_lock_stands_at_home(plan, own, monkeypatch):
    # As nobody is refused anything under root, a file in the folder's place stands for one without rights.
    monkeypatch.setattr(plan_lock, "_beside", lambda path: plan / ".Plan.xlsx.lock")
    lock = take_lock(plan, own)
    assert isinstance(lock, PlanLock)
    assert beside(plan) == []
    assert [one.suffix for one in sorted((own / "locks").iterdir())] == [".lock", ".who"]
    assert isinstance(take_lock(plan, own), Holder)
    lock.release()


def test_where_no_lock_can_be_written_at_all_there_is_none(plan, monkeypatch):
    monkeypatch.setattr(plan_lock, "_beside", lambda path: plan / ".Plan.xlsx.lock")
    assert take_lock(plan, plan) is None


def test_a_lock_goes_with_the_object_that_holds_it(plan, own):
    lock = take_lock(plan, own)
    del lock
    assert beside(plan) == []


def test_the_lock_is_one_that_qt_knows(plan, own):
    lock = take_lock(plan, own)
    other = QLockFile(str(plan.with_name(".Plan.xlsx.lock")))
    assert not other.tryLock(0)
    lock.release()


def owner_file(name, wide=True):
    """What Excel writes beside a workbook that it has open."""
    old = bytes([len(name)]) + name.encode("cp1252", "replace").ljust(54)
    new = len(name).to_bytes(2, "little") + name.encode("utf-16-le").ljust(108, b" \0"[:1])
    return old + (new if wide else b"")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (owner_file("Jane Smith"), "Jane Smith"),
        (owner_file("Zoë Brontë"), "Zoë Brontë"),
        (owner_file("Łukasz"), "Łukasz"),
        (owner_file("Jane Smith", wide=False), "Jane Smith"),
        (b"", ""),
        (b"\xff", ""),
    ],
    ids=["both", "accents", "only in UTF-16", "only in the old form", "empty", "cut short"],
)
def test_who_has_a_workbook_open_in_excel_is_read(plan, content, name):
    plan.with_name("~$Plan.xlsx").write_bytes(content)
    assert excel_user(plan) == name


def test_nobody_has_a_workbook_open_that_has_no_owner_file(plan):
    assert excel_user(plan) is None
