"""The market as sentences and tables: they are the engine's figures."""

import pytest

from planner.engine.evaluate import evaluate
from planner.engine.market.bought import all_bought, bought_by_function
from planner.engine.market.suppliers import suppliers
from planner.report.market_tables import customer_lines, market_table, support_lines, support_table
from planner.report.market_words import NO_SUPPORT, NOTHING_BOUGHT, market_sentence, support_sentence
from planner.workbook.samples import airedale_bradford_and_leeds


@pytest.fixture(scope="module")
def results(rules):
    plan = airedale_bradford_and_leeds()
    return evaluate(plan, "Buy from the support organisation", rules)


@pytest.fixture(scope="module")
def nothing(rules):
    return evaluate(airedale_bradford_and_leeds(), "Baseline", rules)


def test_the_sentence_of_the_market_says_money_price_and_day(results):
    amount, _, per_head = all_bought(results, "2013/14")
    said = market_sentence(results, "2013/14")
    assert f"£{amount:,.0f}: £{per_head:.2f} a head, within the published £5 to £15 a head" in said
    assert said.endswith("buying must begin by 1 July 2012.")


def test_the_sentence_of_support_says_who_has_least_to_spare_and_what_loses_its_host(results):
    table = suppliers(results).set_index(["supplier", "year"])
    hosted = table.loc[("0CF", "2013/14"), "income"]
    said = support_sentence(results, "2013/14")
    assert said.startswith("Both support organisations earn what they cost in 2013/14, Aire Valley")
    assert f"no host after 31 March 2016, and £{hosted:,.0f} of income" in said


def test_where_nothing_is_bought_it_says_so(nothing):
    year = nothing.years[0]
    assert market_sentence(nothing, year) == NOTHING_BOUGHT
    assert support_sentence(nothing, year) == NO_SUPPORT
    assert market_table(nothing, year).empty
    assert support_table(nothing, year).empty


def test_customers_behind_a_function_add_up_to_it(results):
    for row in bought_by_function(results, "2013/14").to_dict("records"):
        lines = customer_lines(results, row["function"])
        assert lines["2013/14"].sum() == pytest.approx(row["amount"])
        assert lines["2013/14"].is_monotonic_decreasing


def test_customers_behind_a_support_organisation_add_up_to_its_income(results):
    for supplier in support_table(results, "2013/14")["supplier"]:
        lines = support_lines(results, supplier).set_index("line")
        for year in results.years:
            parts = lines.loc[[line for line in lines.index if line.startswith("From ")], year]
            assert parts.sum() == pytest.approx(lines.at["Income", year])
            assert lines.at["Income", year] - lines.at["Cost", year] == pytest.approx(
                lines.at["Surplus", year]
            )
