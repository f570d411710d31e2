"""Breakdowns tie to the headline figures that they break down."""

import pytest

from planner.engine.compare import compare
from planner.engine.evaluate import evaluate
from planner.engine.scenario_keys import difference_of
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


def test_senders_add_to_the_redundancy_cost(every):
    for results in every:
        table = breakdowns.redundancy_by_sender(results)
        assert table["redundancy_cost"].sum() == pytest.approx(results.headline.redundancy_cost)
        assert table["redundancy_cost"].is_monotonic_decreasing


def test_cover_says_which_functions_open_below_their_minimum(every):
    for results in every:
        table = breakdowns.cover_by_function(results)
        assert table["cover_percent"].is_monotonic_increasing
        short = table["required_fte"] * table["minimum_percent"] / 100 - table["placed_fte"]
        assert table["short_fte"].to_numpy() == pytest.approx(short.where(short >= 0.005, 0.0).to_numpy())
        is_open = table["placed_fte"] >= 0.005
        assert (table.loc[is_open & (table["short_fte"] > 0), "standing"] == "below its minimum").all()
        assert (table.loc[~is_open, "standing"] == "nobody in post").all()
        unset = table["minimum_percent"].isna()
        assert (table.loc[unset & is_open, "standing"] == "no minimum given").all()


def test_a_statutory_function_is_said_to_be_one(every):
    results = every[-1]
    statutory = set(results.plan.functions.loc[results.plan.functions["statutory"] == "Y", "code"])
    table = breakdowns.cover_by_function(results)
    assert set(table.loc[table["is_statutory"], "function"]) == statutory & set(table["function"])


def test_costs_across_years_are_those_of_each_year(every):
    for results in every:
        table = breakdowns.cost_across_years(results).set_index("receiver")
        receivers = results.receivers.set_index(["receiver", "year"])["total"]
        for year in results.years:
            assert table.at[breakdowns.SYSTEM, year] == results.headline.operating_cost[year]
            for code in table.index.drop(breakdowns.SYSTEM):
                assert table.at[code, year] == receivers[code, year]


def test_the_lines_of_each_year_end_in_its_cost(every):
    for results in every:
        for receiver in breakdowns.cost_across_years(results)["receiver"]:
            lines = breakdowns.lines_by_year(results, receiver).set_index("line")
            years = breakdowns.years_of(results, receiver).set_index("year")["total"]
            for year in results.years:
                parts = lines.drop("Operating cost")[year].sum()
                assert parts == pytest.approx(lines.at["Operating cost", year], abs=0.01)
                assert lines.at["Operating cost", year] == years[year]


def test_the_parts_of_a_months_cash_add_to_its_saving(every):
    for results in every:
        table = breakdowns.cash_parts(results)
        parts = table[["running", *breakdowns.ONE_OFF]].sum(axis=1)
        assert parts.to_numpy() == pytest.approx(results.months["saving"].to_numpy(), abs=0.001)
        spent = -table[["redundancy", "pay_in_lieu"]].to_numpy().sum()
        assert spent == pytest.approx(results.headline.redundancy_cost, abs=0.01)
