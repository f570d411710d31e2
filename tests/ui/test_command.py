"""``pct-planner``: the command line with the window and the printer behind it."""

import sys

import pypdf
import pytest

from planner.base.errors import NoWindowError
from planner.base.places import samples
from ui import command


@pytest.fixture
def no_screen(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows always has a screen")
def test_without_a_screen_the_demo_stays_in_the_terminal(no_screen, tmp_path, capsys):
    assert command.main(["demo", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "There is no screen here" in said
    assert "Redundancy cost" in said


def test_a_demo_that_nobody_would_see_stays_in_the_terminal(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert command.main(["demo", str(tmp_path)]) == 0
    assert "Redundancy cost" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has screens that do not answer")
def test_a_screen_that_does_not_answer_is_said_and_the_demo_goes_on(no_screen, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DISPLAY", ":987")
    assert command.main(["demo", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "A window cannot be shown here" in said
    assert "Redundancy cost" in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows always has a screen")
def test_without_a_screen_open_says_so(no_screen, tmp_path, capsys):
    assert command.main(["open"]) == 2
    assert "no screen" in capsys.readouterr().err


def test_a_machine_that_cannot_draw_is_told_what_is_missing(monkeypatch, capsys):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    with pytest.raises(NoWindowError, match="README"):
        command.open_window(None)


def test_report_writes_the_boards_page(qapp, tmp_path):
    pdf = tmp_path / "page.pdf"
    plan = samples() / "Twelve people.xlsx"
    assert command.main(["report", str(plan), "--scenario", "One of each", "--pdf", str(pdf)]) == 0
    assert pdf.read_bytes().startswith(b"%PDF")


def test_report_takes_the_size_of_the_paper(qapp, tmp_path):
    pdf = tmp_path / "page.pdf"
    words = ("report", str(samples() / "Twelve people.xlsx"), "--scenario", "One of each", "--pages", "pools")
    assert command.main([*words, "--paper", "A3", "--pdf", str(pdf)]) == 0
    (page,) = pypdf.PdfReader(pdf).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (1191, 842)
