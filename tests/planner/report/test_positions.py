"""Receivers against their targets, in figures and words."""

from math import nan

import pandas as pd
import pytest

from planner.model.plan import Facts
from planner.report.positions import cost_parts, first_year, position_sentence, positions, verdicts
from tests.planner.report.made_results import ccg, made_results, with_frame


def test_the_furthest_over_comes_first_and_those_without_a_target_last():
    found = positions(made_results(ccgs=3, over={1: 5_000.0, 2: 90_000.0}), "2013/14")
    assert [one.receiver for one in found] == [ccg(2), ccg(1), ccg(0), "CSU"]
    assert [one.verdict for one in found] == ["missed", "missed", "met", "no target"]


def test_a_target_missed_by_less_than_half_a_penny_is_met():
    found = positions(made_results(ccgs=2, over={0: 0.004, 1: 0.006}), "2013/14")
    assert {one.receiver: one.is_missed for one in found if one.is_judged} == {ccg(0): False, ccg(1): True}


def test_a_receiver_that_neither_costs_nor_has_a_target_is_not_listed():
    results = made_results()
    for target in (nan, 0.0):
        idle = with_frame(results, "receivers", total=0.0, target=target, over=-target)
        assert positions(idle, "2013/14") == ()


def test_the_sentence_names_the_amount_and_what_is_most_of_the_cost():
    results = made_results(over={0: 214_000.0})
    assert position_sentence(results, positions(results, "2013/14")[0]) == (
        "NHS Northern Moor and Dale 1 CCG is £214,000 over its allowance in 2013/14, "
        "mostly contracting bought from Northern Commissioning Support."
    )


def test_where_no_one_part_is_half_the_sentence_names_the_largest_source():
    results = made_results(over={0: 214_000.0})
    even = with_frame(results, "charges", amount=700_000.0)
    assert position_sentence(even, positions(even, "2013/14")[0]) == (
        "NHS Northern Moor and Dale 1 CCG is £214,000 over its allowance in 2013/14, "
        "mostly work bought from Northern Commissioning Support (£2,800,000), above all contracting."
    )


def test_where_the_fixed_cost_is_most_of_it_the_sentence_says_so():
    results = with_frame(made_results(over={0: 100.0}), "charges", amount=1_000.0)
    assert position_sentence(results, positions(results, "2013/14")[0]).endswith(
        "mostly its fixed corporate cost."
    )


def test_shared_and_own_work_are_told_apart():
    results = with_frame(made_results(over={0: 100.0}), "charges", mode="share")
    said = position_sentence(results, positions(results, "2013/14")[0])
    assert said.endswith("mostly its part of contracting at Northern Commissioning Support.")
    own = with_frame(with_frame(results, "charges", amount=0.0), "services", cost=[9e6] + [1.0] * 15)
    assert position_sentence(own, positions(own, "2013/14")[0]).endswith(
        "mostly contracting that it does itself."
    )


def test_a_ccg_that_hosts_is_not_charged_by_itself():
    results = made_results()
    to_itself = with_frame(results, "charges", supplier=results.charges["customer"])
    assert "shared" not in set(cost_parts(to_itself, ccg(0), "2013/14")["how"])
    assert "bought" not in set(cost_parts(to_itself, ccg(0), "2013/14")["how"])


def test_work_done_for_others_counts_less_what_they_pay():
    results = made_results(ccgs=1, functions=1)
    parts = cost_parts(with_frame(results, "services", receiver="CSU", cost=3_000_000.0), "CSU", "2013/14")
    assert parts.set_index("how")["amount"].to_dict() == {"own": 500_000.0, "fixed": 0.0}


def test_parts_of_a_cost_add_to_the_total_of_every_receiver(twelve):
    for year in twelve.years:
        for one in positions(twelve, year):
            parts = cost_parts(twelve, one.receiver, year)
            assert parts["amount"].sum() == pytest.approx(one.total)
            assert parts["amount"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (0.0, "meets its allowance exactly in 2013/14."),
        (-5_000.4, "is £5,000 under its allowance in 2013/14,"),
    ],
)
def test_met_targets_are_said_plainly(gap, said):
    results = made_results(ccgs=1, over={0: gap})
    assert said in position_sentence(results, positions(results, "2013/14")[0])


def test_verdicts_are_counted_in_words():
    results = made_results(ccgs=5, over={0: 1.0, 1: 1.0})
    assert verdicts(positions(results, "2013/14")) == "3 met, 2 missed"
    assert verdicts(positions(made_results(ccgs=1), "2013/14")) == "1 met"
    assert verdicts(()) == "no target"


@pytest.mark.parametrize(
    ("transfer", "year"),
    [
        ("2013-04-01", "2013/14"),
        ("2014-03-31", "2013/14"),
        ("2014-04-01", "2014/15"),
        ("2016-04-01", "2014/15"),
    ],
)
def test_the_year_shown_is_that_of_the_transfer_or_the_last(transfer, year):
    facts = Facts(transfer_date=pd.Timestamp(transfer).date())
    assert first_year(made_results(facts=facts)) == year
