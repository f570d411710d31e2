"""The names before bars: whole where all fit, else all of them in fewer words."""

import pytest

from ui.charts.bars import Bar, BarChart

NAMES = {"NHS Leeds South and East CCG": "Leeds South and East", "NHS Leeds West CCG": "Leeds West"}


@pytest.fixture
def chart(qtbot):
    made = BarChart("Chance of meeting the target", str)
    qtbot.addWidget(made)
    made.set_bars([Bar(name, 1.0, "1", brief=brief) for name, brief in NAMES.items()])
    return made


def test_names_that_do_not_all_fit_are_all_said_in_fewer_words(chart):
    metrics = chart.plot.fontMetrics()
    longest = max(map(metrics.horizontalAdvance, NAMES))
    assert chart.names_within(longest + 2) == list(NAMES)
    assert chart.names_within(longest - 2) == list(NAMES.values())
    assert chart.names_within(metrics.horizontalAdvance("Leeds West") + 8)[1] == "Leeds West"
