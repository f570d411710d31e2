"""Pictures of every place, light and dark, for whoever looks at the window; in ``screenshots/``."""

from pathlib import Path

import pytest

from ui import theme
from ui.places.chart_views import VIEWS
from ui.places.directory import PLACES
from ui.theme import Appearance

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("size", [(1366, 728), (911, 480)], ids=["laptop", "at 150 percent"])
def test_every_place_has_its_picture(window, cluster, rest, qapp, appearance, size):
    theme.dress(qapp, appearance)
    window.resize(*size)
    FOLDER.mkdir(exist_ok=True)
    taken = [take(window, f"welcome {appearance} {size[0]}")]
    window.open_file(cluster, is_sample=True)
    rest(window)
    for kind in PLACES:
        window.go(kind.name)
        rest(window)
        taken.append(take(window, f"{kind.name} {appearance} {size[0]}"))
    window.go("results")
    for view in VIEWS:
        window.place("results").show_view(view.name)
        rest(window)
        taken.append(take(window, f"results {view.name} {appearance} {size[0]}"))
    theme.dress(qapp, Appearance.LIGHT)
    assert all(path.stat().st_size > 8_000 for path in taken)
    assert (window.width(), window.height()) == size


def take(window, name):
    path = FOLDER / f"{name}.png"
    assert window.grab().save(str(path))
    return path
