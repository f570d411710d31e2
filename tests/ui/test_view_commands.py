"""How the window looks and is laid out: chosen by the user, remembered, never put back unusable."""

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QSplitter

from ui import theme
from ui.app import build_window
from ui.places.directory import PLACES
from ui.settings import Settings
from ui.theme import TEXT_SIZES, Appearance
from ui.tones import DARK, HIGH_CONTRAST, LIGHT
from ui.view_commands import FIRST_SIZE
from ui.widgets.remembered_layout import splitters


@pytest.fixture(autouse=True)
def as_before(qapp):
    yield
    theme.dress(qapp, Appearance.LIGHT, TEXT_SIZES[0])


@pytest.fixture
def again(settings, twelve, rest, let_go, qtbot):
    """Open the window anew on the same settings, with the small sample."""
    made = []

    def build(opens=True):
        window = build_window(settings)
        made.append(window)
        window.show()
        qtbot.waitExposed(window)
        if opens:
            window.open_file(twelve)
            rest(window)
        return window

    yield build
    for window in made:
        window.document.undo_stack.setClean()
        window.close()
        let_go(window)


# ---------------------------------------------------------------- colours


class _Hints:
    """The system's wishes as Qt tells them."""

    def __init__(self, scheme, contrast):
        self._scheme, self._contrast = scheme, contrast

    def colorScheme(self):
        return self._scheme

    def accessibility(self):
        return self

    def contrastPreference(self):
        return self._contrast


@pytest.mark.parametrize(
    ("scheme", "contrast", "expected"),
    [
        (Qt.ColorScheme.Light, "NoPreference", LIGHT),
        (Qt.ColorScheme.Dark, "NoPreference", DARK),
        (Qt.ColorScheme.Light, "HighContrast", HIGH_CONTRAST),
        (Qt.ColorScheme.Dark, "HighContrast", HIGH_CONTRAST),
    ],
)
def test_the_systems_wishes_are_followed(qapp, monkeypatch, scheme, contrast, expected):
    preference = getattr(Qt.ContrastPreference, contrast)
    monkeypatch.setattr(QApplication, "styleHints", staticmethod(lambda: _Hints(scheme, preference)))
    assert theme.tones_of(Appearance.SYSTEM) is expected


def test_an_older_qt_that_cannot_tell_of_contrast_is_no_harm(qapp, monkeypatch):
    hints = _Hints(Qt.ColorScheme.Light, None)
    monkeypatch.delattr(_Hints, "accessibility")
    monkeypatch.setattr(QApplication, "styleHints", staticmethod(lambda: hints))
    assert theme.tones_of(Appearance.SYSTEM) is LIGHT


def test_high_contrast_is_chosen_in_the_menu_and_remembered(opened):
    menus = {action.text(): action for action in opened.findChildren(type(opened.commands["open"]))}
    menus["&High contrast"].trigger()
    assert theme.colours() is HIGH_CONTRAST
    assert opened.session.settings.appearance is Appearance.CONTRAST


# ---------------------------------------------------------------- the size of text


def test_text_grows_and_shrinks_by_its_keys_and_is_remembered(opened, qtbot):
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    small = QApplication.font().pointSizeF()
    opened.commands["larger_text"].trigger()
    assert theme.text_size() == TEXT_SIZES[1]
    for _ in TEXT_SIZES:
        opened.commands["larger_text"].trigger()
    assert theme.text_size() == opened.session.settings.text_size == TEXT_SIZES[-1] == 200
    assert QApplication.font().pointSizeF() == pytest.approx(2 * small)
    opened.commands["smaller_text"].trigger()
    assert theme.text_size() == TEXT_SIZES[-2]
    opened.commands["normal_text"].trigger()
    assert QApplication.font().pointSizeF() == pytest.approx(small)
    keys = [key.toString() for key in opened.commands["larger_text"].shortcuts()]
    assert keys == ["Ctrl++", "Ctrl+="]


def test_the_menu_ticks_the_size_in_use(opened):
    opened.view.set_text_size(150)
    assert [action.data() for action in opened._text_sizes.actions() if action.isChecked()] == [150]


@pytest.mark.parametrize("size", [150, 200])
def test_rows_lists_and_heads_follow_the_size_of_text(opened, rest, size):
    opened.go("checks")
    rest(opened)
    view = opened.place("checks").table.view
    rows, width, tile = (
        view.rowHeight(0) or theme.row_height(),
        opened.list.width(),
        opened.top.talent.height(),
    )
    opened.view.set_text_size(size)
    rest(opened)
    line = QFontMetrics(QApplication.font()).height()
    assert view.verticalHeader().defaultSectionSize() >= max(line, rows * size // 100)
    assert opened.list.width() > width
    assert opened.list.item(0).sizeHint().height() > line
    assert opened.top.talent.height() > tile


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_nothing_asks_for_more_than_a_small_laptop_has(opened, rest, size):
    opened.view.set_text_size(size)
    for kind in PLACES:
        opened.go(kind.name)
        rest(opened)
    opened.resize(1366, 728)
    rest(opened)
    assert (opened.width(), opened.height()) == (1366, 728)
    hint = opened.minimumSizeHint()
    assert hint.width() <= 1366
    assert hint.height() <= 728


def test_a_size_of_text_that_nobody_offers_is_the_systems(tmp_path):
    path = tmp_path / "settings.ini"
    path.write_text("[window]\ntext_size=7000\n", encoding="utf-8")
    assert Settings(path).text_size == 100


# ---------------------------------------------------------------- layout


def drag(splitter, share):
    whole = sum(splitter.sizes())
    splitter.setSizes([round(whole * share), whole - round(whole * share)])
    splitter.splitterMoved.emit(round(whole * share), 1)


def share_of(splitter):
    return splitter.sizes()[0] / sum(splitter.sizes())


def test_dividers_stand_where_they_were_left(again):
    first = again()
    first.go("compare")
    drag(first.place("compare").findChild(QSplitter), 0.35)
    left = share_of(first.place("compare").findChild(QSplitter))
    first.close()
    second = again()
    second.go("compare")
    assert share_of(second.place("compare").findChild(QSplitter)) == pytest.approx(left, abs=0.03)


def test_a_divider_nobody_moved_is_not_kept(again, settings):
    window = again()
    window.go("compare")
    window.close()
    assert settings.kept("layout/compare/headlineAndDetail") is None


@pytest.mark.parametrize("kept", [["0", "1000"], ["1000"], ["5", "995"], ["x", "y"], "nonsense", ["-3", "7"]])
def test_a_layout_that_would_hide_a_panel_is_not_put_back(again, settings, kept):
    settings.keep("layout/compare/headlineAndDetail", kept)
    window = again()
    window.go("compare")
    assert min(window.place("compare").findChild(QSplitter).sizes()) > 60


def test_the_layout_is_put_back_as_it_was(again):
    window = again()
    window.go("compare")
    splitter = window.place("compare").findChild(QSplitter)
    before = share_of(splitter)
    drag(splitter, 0.3)
    window.help.toggle()
    window.resize(1000, 600)
    window.commands["layout"].trigger()
    assert share_of(splitter) == pytest.approx(before, abs=0.04)
    assert window.help.isHidden()
    assert window.size() == FIRST_SIZE.boundedTo(window.screen().availableSize())


def people_behind(window, rest):
    window.go("checks")
    rest(window)
    return window.place("checks").table.view


def test_columns_keep_their_width_and_their_order(again, rest):
    first = people_behind(window := again(), rest)
    first.set_width(1, 171)
    first.heads.moveSection(0, 2)
    window.close()
    second = people_behind(again(), rest)
    assert second.columnWidth(1) == 171
    assert second.heads.visualIndex(0) == 2


def test_columns_are_put_back_with_the_layout(again, rest):
    view = people_behind(window := again(), rest)
    before = view.columnWidth(1)
    view.set_width(1, before + 90)
    view.heads.moveSection(0, 2)
    window.commands["layout"].trigger()
    assert view.heads.visualIndex(0) == 0
    assert view.columnWidth(1) != before + 90


def test_columns_of_one_table_are_not_given_to_another(opened, rest):
    view = people_behind(opened, rest)
    view.heads.moveSection(0, 2)
    opened.place("checks")._tabs.setCurrentIndex(1)
    rest(opened)
    assert view.heads.visualIndex(0) == 0
    opened.place("checks")._tabs.setCurrentIndex(0)
    rest(opened)
    assert view.heads.visualIndex(0) == 2


@pytest.mark.parametrize("kept", ["nonsense", ["1:2"], ["a:b", "7"], ["99:300"], [":"]])
def test_widths_that_make_no_sense_do_no_harm(again, settings, rest, kept):
    view = people_behind(window := again(), rest)
    view.set_width(1, 171)
    key = next(key for key in settings._file.allKeys() if key.endswith("/widths"))
    window.close()
    settings.keep(key, kept)
    settings.keep(key.replace("widths", "order"), kept)
    other = people_behind(again(), rest)
    assert other.columnWidth(1) > 24
    assert other.heads.visualIndex(0) == 0


def test_every_divider_of_every_place_can_be_told_from_the_others(opened, rest):
    for kind in PLACES:
        opened.go(kind.name)
        rest(opened)
        assert len(splitters(opened.place(kind.name))) == len(opened.place(kind.name).findChildren(QSplitter))


def test_the_window_comes_back_where_and_as_it_was(again):
    first = again(opens=False)
    first.resize(760, 500)
    first.help.toggle()
    first.close()
    second = again(opens=False)
    assert (second.width(), second.height()) == (760, 500)
    assert second.help.isVisible()


@pytest.mark.parametrize("kept", [QByteArray(), QByteArray(b"nonsense")])
def test_a_window_kept_unusably_is_as_large_as_the_first_time(again, settings, kept):
    settings.geometry = kept
    window = again(opens=False)
    assert window.size() == FIRST_SIZE.boundedTo(window.screen().availableSize())


def test_a_window_kept_far_too_small_is_as_large_as_the_first_time(again):
    first = again(opens=False)
    first.centralWidget().setMinimumSize(1, 1)
    first.setMinimumSize(1, 1)
    first.resize(300, 200)
    first.close()
    second = again(opens=False)
    assert second.width() >= 480


def test_a_plan_opens_in_the_place_it_was_left_in(again):
    first = again()
    first.go("people")
    first.close()
    assert again().current_place.name == "people"


def test_settings_tell_no_figure_and_no_path_but_of_recent_plans(again, settings, twelve):
    window = again()
    window.go("compare")
    window.close()
    settings._file.sync()
    kept = settings.path.read_text(encoding="utf-8")
    lines = [line for line in kept.splitlines() if not line.startswith("plans=")]
    assert twelve.stem not in "\n".join(lines)
