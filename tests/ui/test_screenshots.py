"""Pictures of every place in every appearance, for whoever looks at the window; in ``screenshots/``."""

from pathlib import Path

import pytest

from ui import theme
from ui.places.chart_views import VIEWS
from ui.places.compare.place import TABS
from ui.places.directory import PLACES
from ui.theme import TEXT_SIZES, Appearance

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
LAPTOP, SMALL = (1366, 728), (911, 480)
"""What a laptop of 1366 by 768 leaves a window, as it is and at 150%."""


@pytest.fixture
def take(window, rest, qapp):
    """Takes a picture of the window at a size and returns its path."""

    def picture(name, size):
        window.resize(*size)
        rest(window)
        text = "" if theme.text_size() == TEXT_SIZES[0] else f" text {theme.text_size()}"
        path = FOLDER / f"{name} {window.session.settings.appearance} {size[0]}{text}.png"
        assert window.grab().save(str(path))
        assert (window.width(), window.height()) == size
        return path

    FOLDER.mkdir(exist_ok=True)
    yield picture
    theme.dress(qapp, Appearance.LIGHT, TEXT_SIZES[0])


@pytest.mark.parametrize(
    ("appearance", "text", "sizes"),
    [
        (Appearance.LIGHT, 100, (LAPTOP, SMALL)),
        (Appearance.DARK, 100, (LAPTOP, SMALL)),
        (Appearance.CONTRAST, 100, (LAPTOP, SMALL)),
        (Appearance.LIGHT, 150, (LAPTOP,)),
        (Appearance.LIGHT, 200, (LAPTOP,)),
    ],
    ids=["light", "dark", "high contrast", "text 150%", "text 200%"],
)
def test_every_place_has_its_picture(window, cluster, rest, take, qtbot, appearance, text, sizes):
    window.view.set_appearance(appearance)
    window.view.set_text_size(text)
    taken = [take("welcome", size) for size in sizes]
    window.open_file(cluster, is_sample=True)
    rest(window)
    for kind in PLACES:
        window.go(kind.name)
        rest(window)
        taken += [take(kind.name, size) for size in sizes]
    if appearance is Appearance.LIGHT and text == TEXT_SIZES[0]:
        taken += views_of(window, rest, take, qtbot)
    assert all(path.stat().st_size > 8_000 for path in taken)
    assert len({path.read_bytes() for path in taken}) == len(taken)


def views_of(window, rest, take, qtbot):
    """Every chart of Results and every table of Compare."""
    taken = []
    window.go("results")
    for view in VIEWS[1:]:
        window.place("results").show_view(view.name)
        rest(window)
        taken.append(take(f"results {view.name}", LAPTOP))
    window.go("compare")
    compare = window.place("compare")
    compare.above.setCurrentIndex(1)
    rest(window)
    qtbot.waitUntil(lambda: compare.charts.is_drawn)
    for at, title in enumerate(TABS):
        compare.below.setCurrentIndex(at)
        rest(window)
        taken.append(take(f"compare {title.lower()}", LAPTOP))
    return taken
