"""Where the program keeps what it ships, and the progress that nobody hears."""

from planner.base import places
from planner.base.ticks import no_tick


def test_what_is_shipped_is_there():
    assert (places.resources() / "rules" / "book.toml").is_file()
    assert list(places.samples().glob("*.xlsx"))


def test_an_installed_package_keeps_it_inside_and_a_checkout_beside(tmp_path, monkeypatch):
    package = tmp_path / "planner"
    package.mkdir()
    monkeypatch.setattr(places, "_PACKAGE", package)
    assert places.resources() == tmp_path / "resources"
    assert places.samples() == tmp_path / "sample_workbooks"
    (package / "_resources").mkdir()
    (package / "_sample_workbooks").mkdir()
    assert places.resources() == package / "_resources"
    assert places.samples() == package / "_sample_workbooks"


def test_progress_may_be_told_to_nobody():
    assert no_tick(0.5, "Filling posts") is None
