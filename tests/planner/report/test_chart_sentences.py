"""Each chart's sentence says what its figures say."""

import pytest

from planner.base.money import pounds_text
from planner.engine.evaluate import evaluate
from planner.model.tables import BASELINE
from planner.report import breakdowns
from planner.report import chart_sentences as say
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds
from tests.planner.report.made_results import made_results


@pytest.fixture(scope="module")
def cluster():
    return evaluate(airedale_bradford_and_leeds(), "Buy from the support organisation", load_rules())


@pytest.fixture(scope="module")
def unmoved():
    return evaluate(airedale_bradford_and_leeds(), BASELINE, load_rules())


def test_over_target_counts_the_receivers_and_adds_what_they_are_over():
    results = made_results(12, over={1: 400_000.0, 2: 300_000.0, 3: 304_000.0, 5: 200_000.0})
    assert say.targets_sentence(results, "2013/14") == (
        "4 of 12 receivers are over target in 2013/14, by £1,204,000 in all."
    )


def test_one_receiver_over_target_is_named():
    results = made_results(3, name_of="NHS Moor {} CCG", over={1: 5_000.0})
    said = say.targets_sentence(results, "2013/14")
    assert said == "NHS Moor 2 CCG is the one of 3 receivers over target in 2013/14, by £5,000."


def test_targets_met_say_how_much_there_is_to_spare():
    said = say.targets_sentence(made_results(3), "2013/14")
    assert said == "All 3 receivers with a target meet it in 2013/14, with £3,000 to spare."
    said = say.targets_sentence(made_results(1), "2013/14")
    assert said == "The only receiver with a target meets it in 2013/14, with £1,000 to spare."


def test_no_target_is_said(unmoved):
    assert say.targets_sentence(unmoved, "2013/14") == "No receiver has a target in 2013/14."


def test_the_baseline_has_no_redundancy_and_nothing_to_bridge(unmoved):
    none = "Nobody is expected to be made redundant."
    for sentence in (
        say.functions_sentence,
        say.bands_sentence,
        say.receivers_sentence,
        say.senders_sentence,
    ):
        assert sentence(unmoved) == none
    assert say.talent_sentence(unmoved) == "No talent is expected to be lost."
    said = say.bridge_sentence(unmoved, "2013/14")
    assert said == "The scenario costs the same as going on as now in 2013/14."
    assert say.months_sentence(unmoved) == "Nothing is spent once; running costs are as now by March 2016."
    assert say.cash_sentence(unmoved) == (
        "By March 2016 it has neither saved nor cost anything against going on as now."
    )


def test_redundancy_says_its_whole_and_its_dearest_part(cluster):
    whole = pounds_text(cluster.headline.redundancy_cost)
    first = breakdowns.redundancy_by_function(cluster).iloc[0]
    share = first["redundancy_cost"] / cluster.headline.redundancy_cost * 100
    said = say.functions_sentence(cluster)
    assert said == (
        f"Redundancy is expected to cost {whole} in 28 functions: {share:.1f}% of it in "
        "information technology services."
    )
    assert say.receivers_sentence(cluster) == (
        "Work that goes to NHS West and South Yorkshire and Bassetlaw CSU costs most, £943,830; "
        "£279,695 is for work that nobody takes."
    )
    assert say.senders_sentence(cluster).endswith("arises at Leeds PCT.")
    assert say.bands_sentence(cluster).endswith("the dearest is band 6, at £433,322.")


def test_talent_says_its_whole_and_its_largest_part(cluster):
    whole = cluster.headline.talent_lost_percent
    assert say.talent_sentence(cluster).startswith(f"{whole:.1f}% of talent is likely to be lost, 1.4 points")


def test_cover_counts_what_opens_below_its_minimum(cluster, unmoved):
    table = breakdowns.cover_by_function(cluster)
    below = int((table["short_fte"] > 0).sum())
    statutory = int((table["is_statutory"] & (table["short_fte"] > 0)).sum())
    said = say.cover_sentence(cluster)
    assert (
        said == f"{below} of {len(table)} functions open below minimum cover, {statutory} of them statutory."
    )
    assert say.cover_sentence(unmoved).startswith("Every function opens with its minimum cover or more")


def test_years_say_how_cost_changes_and_stands(cluster):
    assert say.years_sentence(cluster) == (
        "The whole system costs £43,313,135 in 2013/14 and £1,433,700 less in 2015/16, "
        "£3,516,992 under target."
    )
    said = say.years_sentence(cluster, "LCH")
    assert said.startswith("Leeds Community Healthcare NHS Trust costs £")
    assert said.endswith(", with no target.")


def test_the_bridge_says_what_moves_the_cost_most(cluster):
    assert say.bridge_sentence(cluster, "2013/14") == (
        "The scenario costs £2,249,212 less than going on as now in 2013/14: above all £5,680,000 more on "
        "fixed corporate cost and £5,598,455 less on staff."
    )


def test_cash_says_when_the_money_is_back(cluster):
    end = pounds_text(cluster.months["cumulative"].iloc[-1])
    assert say.cash_sentence(cluster) == f"The money is back in September 2013; {end} is saved by March 2016."


def test_months_say_what_is_spent_once_and_saved_then(cluster):
    spent = pounds_text(cluster.headline.redundancy_cost)
    last = pounds_text(breakdowns.cash_parts(cluster)["running"].iloc[-1])
    said = say.months_sentence(cluster)
    assert said == (
        f"{spent} is spent once, most of it in March 2013; "
        f"running costs are {last} a month lower by March 2016."
    )
