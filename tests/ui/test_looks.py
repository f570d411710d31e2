"""Colours that can be read, settings that are kept, a log that tells nothing of anybody."""

import logging

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.eyes import contrast
from ui import theme
from ui.log_file import start_log, stop_log
from ui.settings import MOST_RECENT, Settings
from ui.theme import Appearance, Type
from ui.tones import DARK, HIGH_CONTRAST, LIGHT

SETS = {"light": LIGHT, "dark": DARK, "high contrast": HIGH_CONTRAST}
GROUNDS = ("window", "base", "raised", "accent_soft", "error_soft", "warning_soft")


def least_of_text(tones):
    return 7.0 if tones is HIGH_CONTRAST else 4.5


@pytest.fixture(params=SETS.values(), ids=SETS.keys())
def tones(request):
    return request.param


@pytest.mark.parametrize("ground", GROUNDS)
def test_text_stands_out_from_every_ground(tones, ground):
    assert contrast(tones.text, getattr(tones, ground)) >= least_of_text(tones)
    assert contrast(tones.muted, getattr(tones, ground)) >= least_of_text(tones)


@pytest.mark.parametrize("tone", ["accent", "error", "warning", "good"])
def test_coloured_words_can_be_read(tones, tone):
    for ground in ("base", "window"):
        assert contrast(getattr(tones, tone), getattr(tones, ground)) >= least_of_text(tones)
    assert contrast(tones.on_accent, tones.accent) >= least_of_text(tones)
    assert contrast(tones.on_chosen, tones.chosen) >= least_of_text(tones)
    assert contrast(tones.error, tones.error_soft) >= least_of_text(tones)
    assert contrast(tones.warning, tones.warning_soft) >= least_of_text(tones)


@pytest.mark.parametrize("line", ["frame", "focus", "accent", "bar", "disabled"])
def test_lines_of_controls_stand_out_from_every_ground(tones, line):
    for ground in ("window", "base", "raised"):
        assert contrast(getattr(tones, line), getattr(tones, ground)) >= 3


def test_the_focus_ring_stands_out_from_what_is_chosen(tones):
    assert contrast(tones.focus, tones.chosen) >= 3
    assert contrast(tones.focus, tones.accent_soft) >= 3


def test_the_four_sizes_of_type_differ_and_follow_the_systems(qapp):
    sizes = [theme.font(one).pointSizeF() for one in Type]
    assert sizes == sorted(set(sizes))
    assert theme.font(Type.BODY).pointSizeF() == pytest.approx(QApplication.font().pointSizeF())


def test_the_window_turns_dark_and_light_while_it_is_open(opened, rest):
    opened.go("results")
    rest(opened)
    for appearance, tones in (
        (Appearance.DARK, DARK),
        (Appearance.CONTRAST, HIGH_CONTRAST),
        (Appearance.LIGHT, LIGHT),
    ):
        opened.view.set_appearance(appearance)
        assert theme.colours() is tones
        ground = opened.place("results").panel.bars.plot.backgroundBrush().color().name()
        assert ground.upper() == tones.base
        assert opened.session.settings.appearance is appearance


def test_recent_plans_are_kept_the_last_first_and_not_without_end(tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    paths = [tmp_path / f"{number}.xlsx" for number in range(MOST_RECENT + 2)]
    for path in paths:
        path.touch()
        settings.remember(path)
    settings.remember(paths[4])
    assert settings.recent()[0] == paths[4]
    assert len(settings.recent()) == MOST_RECENT
    paths[4].unlink()
    assert paths[4] not in Settings(tmp_path / "settings.ini").recent()


def test_an_appearance_that_nobody_knows_is_that_of_the_system(tmp_path):
    path = tmp_path / "settings.ini"
    path.write_text("[window]\nappearance=purple\n", encoding="utf-8")
    assert Settings(path).appearance is Appearance.SYSTEM


def test_the_log_says_where_and_not_whose(tmp_path):
    path = start_log(tmp_path)
    try:
        float("Ann Other earns £27,625")
    except ValueError:
        logging.getLogger("ui").exception("Unexpected error")
    stop_log()
    said = path.read_text(encoding="utf-8")
    assert "Unexpected error" in said
    assert "ValueError" in said
    assert "test_looks.py" in said
    assert "Ann Other" not in said
    assert "27,625" not in said


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    start_log(blocked)
    stop_log()
