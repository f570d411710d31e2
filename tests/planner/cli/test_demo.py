"""``demo``: copies of the samples, and one of them shown."""

import json

import pytest

from planner.base.errors import NoWindowError
from planner.base.places import samples
from planner.cli.sample_copies import OPENED_FIRST, copy_samples, default_folder


def test_samples_are_copied_as_they_are(tmp_path):
    copies = copy_samples(tmp_path / "new" / "folder")
    assert [copy.path.name for copy in copies] == sorted(one.name for one in samples().glob("*.xlsx"))
    assert all(copy.as_shipped for copy in copies)
    assert all(copy.path.read_bytes() == (samples() / copy.path.name).read_bytes() for copy in copies)


def test_a_copy_that_the_user_changed_is_left_as_it_is(run, tmp_path):
    copy_samples(tmp_path)
    changed = tmp_path / "Twelve people.xlsx"
    changed.write_bytes(b"mine")
    code, out, _ = run("demo", tmp_path, "--no-window")
    assert code == 0
    assert changed.read_bytes() == b"mine"
    assert "Twelve people.xlsx  (yours, changed since; left as it is)" in out


def test_without_a_window_the_scenarios_of_the_sample_stand_side_by_side(run, tmp_path):
    code, out, err = run("demo", tmp_path)
    assert (code, err) == (0, "")
    assert "Redundancy cost" in out
    assert "Talent lost" in out
    comparison = json.loads(run("compare", tmp_path / OPENED_FIRST, "--json")[1])
    assert len(comparison["scenarios"]) == 3
    for one in comparison["scenarios"]:
        assert f"£{one['headline']['redundancy_cost']:,.0f}" in out
    assert max(len(line) for line in out.splitlines() if str(tmp_path) not in line) <= 100


def test_with_a_window_the_first_sample_opens_in_it(run, tmp_path):
    opened = []
    code, out, _ = run("demo", tmp_path, window=lambda plan: opened.append(plan) or 0)
    assert code == 0
    assert opened == [tmp_path / OPENED_FIRST]
    assert "Redundancy cost" not in out


def test_a_window_that_cannot_be_shown_gives_way_to_the_terminal(run, tmp_path):
    def no_screen(plan):
        raise NoWindowError("There is no screen here, so no window.")

    code, out, _ = run("demo", tmp_path, window=no_screen)
    assert code == 0
    assert "no screen" in out
    assert "Redundancy cost" in out


def test_the_default_folder_is_among_the_users_documents(own_home):
    assert default_folder().name == "PCT Planner samples"
    assert own_home in default_folder().parents


@pytest.mark.parametrize("made", ["a file", "a file's child"])
def test_a_folder_that_cannot_be_made_is_said(run, tmp_path, made):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    folder = tmp_path / "taken" if made == "a file" else tmp_path / "taken" / "inside"
    code, _, err = run("demo", folder)
    assert code == 1
    assert "Name another folder" in err
