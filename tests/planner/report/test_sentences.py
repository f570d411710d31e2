"""Sentences made from results."""

from dataclasses import replace

import pytest

from planner.base.findings import Finding, Severity
from planner.base.money import pounds_text
from planner.model.results import CheckResult
from planner.report.sentences import (
    assumptions_sentence,
    cost_meaning,
    decisions,
    description,
    findings_meaning,
    operating_meaning,
    outlook,
    talent_meaning,
)
from tests.planner.report.made_results import made_results, with_headline


def test_the_outlook_says_what_becomes_of_all_the_fte(twelve):
    people = twelve.people
    said = outlook(twelve)
    assert f"Of {people['fte'].sum():,.2f} FTE now, " in said
    for odds in ("p_placed", "p_resigned", "p_ended", "p_left", "p_redundant"):
        assert f"{(people[odds] * people['fte']).sum():,.2f}" in said


def test_the_outlook_dates_the_payback_from_the_start_of_the_plan():
    said = outlook(made_results())
    assert "It pays back in July 2014, after 2 years and 4 months, and is £1,234,567 better" in said


@pytest.mark.parametrize(
    ("npv", "said"),
    [
        (-2_000.0, "It does not pay back in that time: it is £2,000 worse"),
        (5.0, "It costs less from the start: it is £5 better"),
    ],
)
def test_the_outlook_says_why_there_is_no_payback_month(npv, said):
    assert said in outlook(with_headline(made_results(), payback_month=None, npv=npv))


def test_a_description_ends_as_a_sentence():
    assert description(made_results()) == "Half of all work is bought."


def test_the_baseline_stays_as_it_is(baseline):
    assert description(baseline).startswith("The plan with nothing moved")
    assert outlook(baseline) == "All 11.00 FTE stay as they are."


def test_the_cost_is_given_a_head(twelve):
    headline = twelve.headline
    each = pounds_text(headline.redundancy_cost / headline.redundancies_heads)
    assert f"{headline.redundancies_fte:,.2f} FTE" in cost_meaning(twelve)
    assert f"{each} each" in cost_meaning(twelve)


def test_no_redundancies_are_said_in_words(baseline):
    assert cost_meaning(baseline) == "Nobody is expected to be made redundant."
    assert talent_meaning(baseline) == "Weighed by how critical posts are."


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({}, "£3,000 under the targets together; all 3 receivers meet theirs."),
        ({0: 5_000.0}, "£3,000 over the targets together; 1 of 3 receivers misses theirs."),
        ({0: 900.0}, "£1,100 under the targets together; 1 of 3 receivers misses theirs."),
        ({0: 5_000.0, 1: 1.0}, "£4,001 over the targets together; 2 of 3 receivers miss theirs."),
    ],
)
def test_operating_cost_is_judged_together_and_each_for_itself(over, said):
    assert operating_meaning(made_results(ccgs=3, over=over), "2013/14") == said


def test_cost_that_no_target_is_set_for_is_named_so_that_cost_less_target_can_be_checked(twelve):
    year = "2013/14"
    headline, outside = twelve.headline, float(twelve.system.query("year == @year")["legacy"].sum())
    assert outside > 0
    assert f"({pounds_text(outside)} has no target)" in operating_meaning(twelve, year)
    judged = headline.operating_cost[year] - outside
    assert judged - headline.target[year] == pytest.approx(headline.over_target[year], abs=0.01)


def test_one_receiver_is_judged_alone():
    assert operating_meaning(made_results(ccgs=1), "2013/14") == "£1,000 under the only target that is set."
    assert (
        operating_meaning(made_results(ccgs=1, over={0: 5.0}), "2013/14")
        == "£5 over the only target that is set."
    )


def test_operating_cost_without_targets_is_not_judged(baseline):
    assert operating_meaning(baseline, "2013/14") == "No receiver has a target yet."


def _finding(severity: Severity) -> Finding:
    return Finding(severity, "Staff", "H2", "Salary", "x", "wrong", "mend", "salary")


@pytest.mark.parametrize(
    ("severities", "failed", "said"),
    [
        ((), 0, "Nothing to mend; all checks hold."),
        ((Severity.WARNING,), 0, "One warning; all checks hold."),
        ((Severity.ERROR, Severity.NOTE, Severity.ERROR), 1, "2 errors and 1 note; 1 check fails."),
        ((Severity.WARNING,) * 3, 2, "3 warnings; 2 checks fail."),
    ],
)
def test_findings_and_checks_are_counted_in_words(severities, failed, said):
    checks = [CheckResult("A check", "must", at >= failed, 1, 2, "%", "It says so.") for at in range(3)]
    results = replace(made_results(), findings=tuple(map(_finding, severities)), checks=tuple(checks))
    assert findings_meaning(results) == said


def test_the_board_is_asked_for_what_stands_most_in_the_way():
    def third(results):
        return " ".join(tuple(decisions(results))[2])

    assert third(made_results()) == "Ask for a report when selection is complete, before 1 April 2013."
    assert third(made_results(over={0: 9.0})) == (
        "Ask for plans to meet targets by 1 April 2013, from NHS Northern Moor and Dale 1 CCG."
    )
    assert third(made_results(over={0: 9.0}, unclaimed=2.5)) == (
        "Name receivers for the 2.50 FTE of work that nobody has claimed, or say that it stops."
    )


def test_the_board_is_asked_to_note_the_cost_without_a_range(twelve):
    said = " ".join(tuple(decisions(twelve))[1])
    assert pounds_text(twelve.headline.redundancy_cost) in said
    assert "range" in said


def test_the_baseline_asks_for_no_agreement(baseline):
    assert [words for words, _ in decisions(baseline)] == ["Note the baseline", "Choose the scenarios"]


def test_assumptions_name_what_the_plan_has_set(twelve):
    said = assumptions_sentence(twelve)
    assert "buying saves 30% of posts (set by this plan; else 15%)" in said
    assert "10% of staff leave in an ordinary year" in said


def test_assumptions_of_ways_that_are_not_used_are_left_out(baseline):
    assert "buying" not in assumptions_sentence(baseline)
    assert "suppliers" not in assumptions_sentence(baseline)
