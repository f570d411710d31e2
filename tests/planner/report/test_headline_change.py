"""What an edit did to the four figures ties with the figures as they are shown."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from planner.engine.evaluate import evaluate
from planner.report.headline_change import headline_change
from planner.rules.rulebook import load_rules
from planner.workbook.samples.twelve_people import twelve_people


@pytest.fixture
def results():
    return evaluate(twelve_people(), twelve_people().scenario_names[0], load_rules())


def altered(results, **figures):
    return SimpleNamespace(headline=replace(results.headline, **figures))


def test_nothing_changed_is_nil(results):
    year = results.years[0]
    change = headline_change(results, results, year, (3, 3))
    assert (change.redundancy_cost, change.talent_lost, change.operating_cost, change.findings) == (
        0,
        0,
        0,
        0,
    )


def test_differences_are_those_of_the_figures_as_shown(results):
    year = results.years[0]
    before = altered(results, redundancy_cost=100.49, talent_lost_percent=9.34, operating_cost={year: 10.0})
    after = altered(results, redundancy_cost=100.50, talent_lost_percent=9.36, operating_cost={year: 4.0})
    change = headline_change(before, after, year, (7, 8))
    assert change.redundancy_cost == 1.0
    assert change.talent_lost == pytest.approx(0.1)
    assert change.operating_cost == -6.0
    assert change.findings == 1


def test_what_is_not_known_stays_unknown(results):
    year = results.years[0]
    assert np.isnan(headline_change(altered(results, operating_cost={}), results, year).operating_cost)
