"""A save leaves the new file or the old one, whole, whatever goes wrong."""

import errno
import os
import stat

import pytest

from planner.base.errors import SaveFailedError
from planner.workbook.atomic import clear_unfinished, save_whole


@pytest.fixture
def there(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    return path


def test_the_new_content_takes_the_place_of_the_old(there):
    save_whole(there, b"new")
    assert there.read_bytes() == b"new"
    assert [path.name for path in there.parent.iterdir()] == ["plan.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions otherwise")
def test_a_new_file_is_for_its_owner_and_an_old_one_keeps_its_permissions(there):
    there.chmod(0o640)
    save_whole(there, b"new")
    save_whole(there.with_name("fresh.xlsx"), b"new")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (there, there.with_name("fresh.xlsx"))]
    assert modes == [0o640, 0o600]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_is_followed_and_stays_a_link(there):
    link = there.with_name("link.xlsx")
    link.symlink_to(there)
    save_whole(link, b"new")
    assert link.is_symlink()
    assert there.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("step", "error", "words"),
    [
        ("fsync", OSError(errno.ENOSPC, "No space left on device"), "no room left on the disk"),
        ("fsync", OSError(errno.EIO, "Input/output error"), "Input/output error"),
        ("replace", PermissionError(errno.EACCES, "Permission denied"), "open in Excel"),
        ("replace", OSError(errno.ENOSPC, "No space left on device"), "no room left on the disk"),
    ],
)
def test_a_failure_leaves_the_old_file_whole_and_nothing_beside_it(there, monkeypatch, step, error, words):
    def fail(*_):
        raise error

    monkeypatch.setattr("os.fsync" if step == "fsync" else "pathlib.Path.replace", fail)
    with pytest.raises(SaveFailedError, match=words):
        save_whole(there, b"new")
    monkeypatch.undo()
    assert there.read_bytes() == b"old"
    assert [path.name for path in there.parent.iterdir()] == ["plan.xlsx"]


def test_a_disk_that_fills_up_half_way_leaves_the_old_file_whole(there, monkeypatch):
    real = os.fdopen

    class Filling:
        def __init__(self, file):
            self.file = file

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def write(self, content):
            self.file.write(content[: len(content) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fdopen", lambda descriptor, mode: Filling(real(descriptor, mode)))
    with pytest.raises(SaveFailedError, match="no room left"):
        save_whole(there, b"new content")
    assert there.read_bytes() == b"old"
    assert [path.name for path in there.parent.iterdir()] == ["plan.xlsx"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SaveFailedError, match=r"folder .*gone is not there"):
        save_whole(tmp_path / "gone" / "plan.xlsx", b"new")


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path):
    (tmp_path / "plan.xlsx").mkdir()
    with pytest.raises(SaveFailedError, match="a folder has that name"):
        save_whole(tmp_path / "plan.xlsx", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


def test_what_a_save_that_was_cut_off_left_behind_is_cleared_and_nothing_else(there):
    unfinished = there.with_name(f".{there.name}.0123abcd.tmp")
    kept = [
        there.with_name(name)
        for name in (".plan.xlsx.lock", f"{there.name}.0123abcd.tmp", ".other.xlsx.0123abcd.tmp")
    ]
    for one in (unfinished, *kept):
        one.write_bytes(b"half")
    clear_unfinished(there)
    assert set(there.parent.iterdir()) == {there, *kept}
    clear_unfinished(there.parent / "no such folder" / "plan.xlsx")
