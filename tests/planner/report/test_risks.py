"""The biggest risks, found in results."""

from dataclasses import replace

import pandas as pd
import pytest

from planner.model.results import CheckResult, LeftOut
from planner.report.risks import biggest_risks
from tests.planner.report.made_results import made_results, with_frame, with_headline

MISSED = CheckResult(
    "Targets met", "must", False, 2, 0, "receivers", "2 receivers miss.", key="check_targets"
)


def _leads(results, most=9):
    return [risk.lead for risk in biggest_risks(results, most)]


def _text(results, lead):
    return next(risk.text for risk in biggest_risks(results, 9) if risk.lead == lead)


def _quiet():
    """Results without any risk."""
    results = made_results()
    results = with_frame(results, "functions", talent_lost=0.0)
    results = with_frame(results, "posts", vacant_fte=0.0)
    return with_frame(results, "skills", is_last_expert=False)


def test_results_without_risks_have_none():
    assert biggest_risks(_quiet()) == ()


def test_three_risks_at_most_and_what_must_be_mended_first():
    results = made_results(over={0: 10.0, 1: 10.0}, unclaimed=4.0, left_out=LeftOut(2, 1.5))
    assert _leads(results, 3) == [
        "Work that nobody has claimed.",
        "People missing from the figures.",
        "Targets missed.",
    ]


def test_of_one_weight_the_further_comes_first():
    results = made_results(unclaimed=0.5, left_out=LeftOut(20, 15.0))
    assert _leads(results, 2) == ["People missing from the figures.", "Work that nobody has claimed."]


@pytest.mark.parametrize(
    ("least", "cover", "is_risk"),
    [(95.0, 94.9, True), (95.0, 95.0, False), (None, 50.0, False), (None, 0.0, True)],
    ids=["below its least", "at its least", "no least given, some cover", "no least given, nobody"],
)
def test_statutory_work_is_a_risk_below_its_least_cover(least, cover, is_risk):
    results = with_frame(_quiet(), "functions", cover_percent=cover)
    wording = results.plan.functions.assign(statutory="Y", minimum_cover=least or float("nan"))
    results = replace(results, plan=results.plan.with_table("functions", wording))
    assert ("Statutory work short of cover." in _leads(results)) is is_risk


def test_missed_targets_name_the_worst_receiver_with_its_amount():
    results = made_results(ccgs=3, over={0: 10_000.0, 2: 214_000.0})
    said = _text(results, "Targets missed.")
    assert said.startswith("2 of 3 receivers would miss their targets, by £224,000 in all.")
    assert "NHS Northern Moor and Dale 3 CCG is £214,000 over its allowance in 2013/14" in said


def test_people_who_need_a_pension_quote_are_counted_where_they_are_at_risk():
    results = _quiet()
    states = ["needs a quote"] * 3 + ["estimate"] * (len(results.people) - 3)
    odds = [0.2, 0.1, 0.0] + [0.1] * (len(results.people) - 3)
    results = with_frame(results, "people", pension_state=states, p_redundant=odds)
    assert _text(results, "Redundancy cost not complete.").startswith("2 people at risk")


def test_a_last_expert_is_named_with_the_odds():
    assert _text(made_results(), "Last experts.") == (
        "One skill rests with one or two people; actuarial pricing has a 62% chance of being lost altogether."
    )
    sure = with_frame(made_results(), "skills", p_all_leave=0.84)
    assert "an 84% chance" in _text(sure, "Last experts.")


def test_a_last_expert_who_is_sure_to_stay_is_no_risk():
    assert "Last experts." not in _leads(with_frame(made_results(), "skills", p_all_leave=0.0))


def test_a_check_that_must_hold_and_fails_comes_first():
    check = CheckResult("Totals tie", "must", False, 3, 0, "sums", "Three sums disagree.")
    results = replace(made_results(unclaimed=9.0), checks=(check, replace(check, severity="should")))
    assert _leads(results, 2) == ["Totals tie:", "Work that nobody has claimed."]
    assert _text(results, "Totals tie:") == "Three sums disagree."


def test_no_payback_is_a_risk_only_where_money_is_lost():
    assert "No payback." in _leads(with_headline(made_results(), payback_month=None, npv=-1.0))
    assert "No payback." not in _leads(with_headline(made_results(), payback_month=None, npv=1.0))


def test_figures_of_risks_are_those_of_the_results():
    results = made_results()
    posts: pd.DataFrame = results.posts
    said = _text(results, "Posts empty on day one.")
    assert f"{posts['vacant_fte'].sum():,.2f} FTE of the {posts['fte'].sum():,.2f} FTE" in said
    worst = results.functions.sort_values("talent_lost", ascending=False, kind="stable").iloc[0]
    kept = f"keeps {100 - worst['talent_lost_percent']:.1f}%"
    assert kept in _text(results, "Talent leaving.")


def test_the_baseline_has_no_risks(baseline):
    assert biggest_risks(baseline) == ()


def test_what_a_failed_check_says_is_told_once_and_weighs_as_the_check():
    results = replace(made_results(over={0: 10.0, 1: 10.0}, unclaimed=4.0), checks=(MISSED,))
    assert _leads(results, 2) == ["Targets missed.", "Work that nobody has claimed."]
    assert not [lead for lead in _leads(results) if lead.startswith("Targets met")]


def test_a_failed_check_that_no_risk_tells_of_stands_for_itself():
    assert _leads(replace(_quiet(), checks=(MISSED,)), 2) == ["Targets met:"]
