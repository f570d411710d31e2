"""Colours that can be read, settings that are kept, a log that tells nothing of anybody."""

import logging

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.log_file import start_log, stop_log
from ui.settings import MOST_RECENT, Settings
from ui.theme import DARK, LIGHT, Appearance, Type


def contrast(one, other):
    """The contrast of two colours as WCAG 2 measures it."""

    def light(colour):
        parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "base", "raised", "accent_soft", "error_soft", "warning_soft"])
def test_text_stands_out_from_every_ground(tones, ground):
    assert contrast(tones.text, getattr(tones, ground)) >= 4.5
    assert contrast(tones.muted, getattr(tones, ground)) >= 4.5


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", ["accent", "error", "warning", "good"])
def test_coloured_words_can_be_read(tones, tone):
    assert contrast(getattr(tones, tone), tones.base) >= 4.5
    assert contrast(getattr(tones, tone), tones.window) >= 4.5
    assert contrast(tones.on_accent, tones.accent) >= 4.5


def test_the_four_sizes_of_type_differ_and_follow_the_systems(qapp):
    sizes = [theme.font(one).pointSizeF() for one in Type]
    assert sizes == sorted(set(sizes))
    assert theme.font(Type.BODY).pointSizeF() == pytest.approx(QApplication.font().pointSizeF())


def test_the_window_turns_dark_and_light_while_it_is_open(opened, rest):
    opened.go("results")
    rest(opened)
    for appearance, tones in ((Appearance.DARK, DARK), (Appearance.LIGHT, LIGHT)):
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
