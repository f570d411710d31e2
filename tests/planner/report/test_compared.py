"""A comparison in the words and figures that the screen lists and draws."""

import numpy as np
import pytest

from planner.engine.compare import compare
from planner.engine.evaluate import evaluate
from planner.engine.scenario_keys import difference_of, figure_of, odds_of, place_odds_of, place_of
from planner.model.tables import BASELINE
from planner.report.compared import OUTCOMES, cash_span, drawn, headline_of_year, people_in_words
from planner.workbook.samples.twelve_people import twelve_people


@pytest.fixture(scope="module")
def every(rules):
    plan = twelve_people()
    return [evaluate(plan, name, rules) for name in (BASELINE, *plan.scenario_names)]


@pytest.fixture(scope="module")
def comparison(every):
    return compare(every, every[0])


def test_each_person_is_told_what_is_likeliest_and_where(comparison):
    told = people_in_words(comparison).set_index("employee_number")
    held = comparison.people.set_index("employee_number")
    assert set(told.index) == set(held.index)
    for name in comparison.everyone:
        for number, words in told[figure_of(name)].items():
            row = held.loc[number]
            assert OUTCOMES[row[figure_of(name)]] in words
            certain = row[odds_of(name)] > 0.9995
            assert ("certain" if certain else f"{row[odds_of(name)]:.1%}") in words
            if row[figure_of(name)] == "placed":
                assert row[place_of(name)] in words
                part_only = abs(row[odds_of(name)] - row[place_odds_of(name)]) >= 0.0005
                assert ("; at " in words) == part_only


def test_who_is_moved_most_stands_first_in_percentage_points(comparison):
    told = people_in_words(comparison)
    columns = [difference_of(name) for name in comparison.scenarios]
    assert told[columns].abs().max(axis=1).is_monotonic_decreasing
    assert told[columns].abs().to_numpy().max() > 1
    assert figure_of(BASELINE) in told
    assert difference_of(BASELINE) not in told


def test_the_headline_is_that_of_one_year_and_ties_to_the_comparison(every, comparison):
    year, other = every[0].years[:2]
    found = headline_of_year(comparison, year).set_index("measure")
    assert f"Operating cost {year}" in found.index
    assert f"Operating cost {other}" not in found.index
    name = comparison.scenarios[0]
    less = found[figure_of(name)] - found[figure_of(BASELINE)]
    np.testing.assert_allclose(found[difference_of(name)], less)


def test_only_what_differs_leaves_out_what_is_the_same_everywhere(every, comparison):
    year = every[0].years[0]
    few = headline_of_year(comparison, year, only_what_differs=True)
    differences = few[[difference_of(name) for name in comparison.scenarios]]
    assert 0 < len(few) < len(headline_of_year(comparison, year))
    assert (differences.abs() >= 0.005).any(axis=1).all()
    alone = compare(every[:1], every[0])
    assert headline_of_year(alone, year, only_what_differs=True).empty
    assert people_in_words(alone).empty


def test_what_is_drawn_is_the_headline_and_the_cumulative_cash(every):
    year = every[0].years[0]
    found = [drawn(one, year) for one in every]
    for one, results in zip(found, every, strict=True):
        head = results.headline
        assert (one.redundancy_cost, one.talent_lost) == (head.redundancy_cost, head.talent_lost_percent)
        assert one.operating_cost == head.operating_cost[year]
        assert one.months.tolist() == results.months["cumulative"].tolist()
    low, high = cash_span(found)
    assert low <= 0 <= high
    assert low == min(0, *(float(one.months.min()) for one in found))
    assert high == max(0, *(float(one.months.max()) for one in found))
    assert cash_span([]) == (0, 0)


def test_a_year_that_is_not_there_draws_nothing(every):
    assert np.isnan(drawn(every[0], "2099/00").operating_cost)
