"""Breakdowns tie to the headline figures that they break down."""

import pytest

from planner.engine.compare import compare
from planner.engine.scenario_keys import difference_of
from planner.engine.evaluate import evaluate
from planner.report import breakdowns
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds, twelve_people


@pytest.fixture(
    scope="module", params=[twelve_people, airedale_bradford_and_leeds], ids=["twelve", "cluster"]
)
def every(request):
    plan, rules = request.param(), load_rules()
    return [evaluate(plan, name, rules) for name in ("Baseline", *plan.scenario_names)]


def test_functions_and_bands_add_to_the_redundancy_cost(every):
    for results in every:
        for table in (breakdowns.redundancy_by_function(results), breakdowns.redundancy_by_band(results)):
            assert table["redundancy_cost"].sum() == pytest.approx(results.headline.redundancy_cost)
            assert table["redundant_fte"].sum() == pytest.approx(results.headline.redundancies_fte)


def test_functions_stand_dearest_first_and_bands_lowest_first(every):
    for results in every:
        assert breakdowns.redundancy_by_function(results)["redundancy_cost"].is_monotonic_decreasing
        bands = list(breakdowns.redundancy_by_band(results)["band"])
        assert bands == [
            band
            for band in ("1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9", "VSM")
            if band in bands
        ]


def test_points_of_talent_add_to_the_headline(every):
    for results in every:
        points = breakdowns.talent_by_function(results)["points"].sum()
        assert points == pytest.approx(results.headline.talent_lost_percent)


def test_receivers_of_a_year_add_to_what_they_are_over_their_targets(every):
    for results in every[1:]:
        for year in results.years:
            table = breakdowns.cost_against_target(results, year)
            assert set(table["year"]) == {year}
            assert table["over"].sum() == pytest.approx(results.headline.over_target[year])


def test_the_lines_of_a_receiver_end_in_its_cost(every):
    results = every[-1]
    for year in results.years:
        for row in breakdowns.cost_against_target(results, year).to_dict("records"):
            lines = breakdowns.receiver_lines(results, row["receiver"], year)
            total = lines.loc[lines["line"] == "Operating cost", "amount"].iloc[0]
            assert total == pytest.approx(row["total"])


def test_a_functions_name_stands_in_for_its_code(every):
    results = every[-1]
    receiver = results.services["receiver"].iloc[0]
    lines = breakdowns.receiver_lines(results, receiver, results.years[0])
    names = set(results.functions["name"])
    placed = lines[(lines["line"] == "Staff placed") & (lines["part"] != "")]
    assert set(placed["part"]) <= names


def test_a_month_says_what_it_is_made_of_without_nil_lines(every):
    results = every[-1]
    for at in (0, len(results.months) - 1):
        lines = breakdowns.month_lines(results, at).set_index("line")["amount"]
        assert lines["Total"] == pytest.approx(results.months["total"].iloc[at])
        assert (lines != 0).all()


def test_receivers_are_compared_with_the_base_in_one_year(every):
    base, *others = every
    comparison = compare(others, base)
    year = base.years[0]
    table = breakdowns.receivers_compared(comparison, year)
    for results in others:
        total = results.receivers[results.receivers["year"] == year].set_index("receiver")["total"]
        before = base.receivers[base.receivers["year"] == year].set_index("receiver")["total"]
        for row in table.to_dict("records"):
            code = row["receiver"]
            expected = total.get(code, 0.0) - before.get(code, 0.0)
            assert row[difference_of(results.scenario)] == pytest.approx(expected)
