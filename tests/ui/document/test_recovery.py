"""Recovery copies: never half replaced, found when their session is gone, and never taken on trust."""

import json
import os
import stat

import pytest

from planner.base.errors import SaveFailedError
from ui.document.recovery import RecoverySlot, Sidecar, orphans, tidy
from ui.document.stamp import Stamp, is_changed, stamp_of

SIDECAR = Sidecar("/plans/Plan.xlsx", "The plan", "2012-11-22T14:05:33+00:00", base=Stamp(1, 2, "three"))


def content(text):
    return lambda path: path.write_bytes(text)


@pytest.fixture
def slot(tmp_path):
    made = RecoverySlot(tmp_path / "recovery")
    yield made
    made.close()


def abandon(slot):
    """End a session as a crash does: its files stay, and its lock is nobody's."""
    slot._held.unlock()
    slot._held = None


def names(slot):
    return sorted(one.suffix for one in slot.folder.iterdir())


def test_a_copy_is_a_workbook_a_sidecar_and_a_lock_for_their_owner_alone(slot):
    assert slot.keep(SIDECAR, ".xlsx", content(b"one"), slot.turn)
    assert names(slot) == [".json", ".lock", ".xlsx"]
    sidecar = next(slot.folder.glob("*.json"))
    if os.name == "posix":
        assert stat.S_IMODE(sidecar.stat().st_mode) == 0o600
        assert stat.S_IMODE(slot.folder.stat().st_mode) == 0o700
    assert set(json.loads(sidecar.read_text())) == {"format", *Sidecar.__slots__}


def test_a_copy_of_a_living_session_is_nobody_elses(slot):
    slot.keep(SIDECAR, ".xlsx", content(b"one"), slot.turn)
    assert orphans(slot.folder) == []


def test_the_last_copy_of_a_session_that_is_gone_is_found_whole(slot):
    for text in (b"one", b"two"):
        slot.keep(SIDECAR, ".xlsx", content(text), slot.turn)
    abandon(slot)
    (found,) = orphans(slot.folder)
    assert found.fault == ""
    assert found.workbook.read_bytes() == b"two"
    assert found.sidecar.label == "Plan.xlsx"
    assert found.sidecar.base == SIDECAR.base
    assert len(list(slot.folder.glob("*.xlsx"))) == 1
    assert orphans(slot.folder) == [], "it is held while it is offered"
    found.let_go()
    (again,) = orphans(slot.folder)
    again.discard()
    assert list(slot.folder.iterdir()) == []


def test_a_copy_that_was_discarded_leaves_nothing_that_could_be_offered(slot):
    slot.keep(SIDECAR, ".xlsx", content(b"one"), slot.turn)
    slot.discard()
    assert names(slot) == [".lock"]
    slot.close()
    assert list(slot.folder.iterdir()) == []


def test_a_copy_that_is_discarded_while_it_is_written_does_not_come_back(slot):
    def write(path):
        path.write_bytes(b"one")
        slot.discard()

    assert not slot.keep(SIDECAR, ".xlsx", write, slot.turn)
    assert names(slot) == [".lock"]


def test_a_copy_wanted_before_the_last_discard_is_not_begun(slot):
    turn = slot.turn
    slot.keep(SIDECAR, ".xlsx", content(b"one"), turn)
    slot.discard()
    assert not slot.keep(SIDECAR, ".xlsx", content(b"two"), turn)
    assert names(slot) == [".lock"]


def test_a_copy_that_cannot_be_written_leaves_the_one_before(slot):
    def full(path):
        path.with_name(f".{path.name}.tmp").write_bytes(b"hal")
        raise SaveFailedError("There is no room left on the disk.")

    slot.keep(SIDECAR, ".xlsx", content(b"one"), slot.turn)
    with pytest.raises(SaveFailedError):
        slot.keep(SIDECAR, ".xlsx", full, slot.turn)
    abandon(slot)
    (found,) = orphans(slot.folder)
    assert found.fault == ""
    assert found.workbook.read_bytes() == b"one"
    found.discard()
    assert list(slot.folder.iterdir()) == []


def test_a_first_copy_that_was_never_finished_is_said_to_be_so(slot):
    def killed(path):
        path.with_name(f".{path.name}.tmp").write_bytes(b"hal")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        slot.keep(SIDECAR, ".xlsx", killed, slot.turn)
    abandon(slot)
    (found,) = orphans(slot.folder)
    assert found.workbook is None
    assert "not finished" in found.fault
    assert found.sidecar.name == "The plan"


@pytest.mark.parametrize(
    "harm", ["cut short", "altered", "gone", "no sidecar", "half a sidecar", "odd sidecar"]
)
def test_a_broken_copy_is_neither_offered_as_good_nor_thrown_away(slot, harm):
    slot.keep(SIDECAR, ".xlsx", content(b"one and only"), slot.turn)
    abandon(slot)
    workbook, sidecar = next(slot.folder.glob("*.xlsx")), next(slot.folder.glob("*.json"))
    match harm:
        case "cut short":
            workbook.write_bytes(b"one")
        case "altered":
            workbook.write_bytes(b"one and ONLY")
        case "gone":
            workbook.unlink()
        case "no sidecar":
            sidecar.unlink()
        case "half a sidecar":
            sidecar.write_bytes(sidecar.read_bytes()[:40])
        case "odd sidecar":
            sidecar.write_text('{"format": 1, "base": 3}')
    (found,) = orphans(slot.folder)
    assert found.fault
    found.let_go()
    assert [one for one in slot.folder.iterdir() if one.suffix in (".json", ".xlsx")]


def test_locks_that_lock_nothing_are_tidied_away(slot):
    slot.keep(SIDECAR, ".xlsx", content(b"one"), slot.turn)
    slot.discard()
    tidy(slot.folder)
    assert names(slot) == [".lock"], "a living session keeps its lock"
    lock = next(slot.folder.iterdir())
    left_by_the_dead = lock.read_text().replace(str(os.getpid()), "999999999", 1)
    abandon(slot)
    lock.write_text(left_by_the_dead)
    tidy(slot.folder)
    assert list(slot.folder.iterdir()) == []


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    tidy(tmp_path / "nowhere")
    assert orphans(tmp_path / "nowhere") == []


# ---------------------------------------------------------------- stamps


def test_a_file_is_changed_when_its_content_is_another(tmp_path):
    path = tmp_path / "Plan.xlsx"
    path.write_bytes(b"one")
    stamp = stamp_of(path)
    assert not is_changed(path, stamp)
    os.utime(path, (1, 1))
    assert not is_changed(path, stamp), "a mere touch"
    path.write_bytes(b"two")
    os.utime(path, (2, 2))
    assert is_changed(path, stamp)


def test_a_file_that_is_gone_or_was_never_looked_at_is_not_changed(tmp_path):
    assert stamp_of(tmp_path / "gone.xlsx") is None
    assert not is_changed(tmp_path / "gone.xlsx", Stamp(1, 2, "three"))
    assert not is_changed(tmp_path / "gone.xlsx", None)
