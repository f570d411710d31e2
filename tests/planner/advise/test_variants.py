"""Proposing also by other days: every sender on one, what is promised holds, and nothing is better."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.advise.choices import Offered, choices_of
from planner.advise.options_worked_out import terms_of
from planner.advise.propose import evaluated, propose
from planner.advise.question import Hold, Limits, Question
from planner.advise.reckoning import reckoned
from planner.advise.terms import rows_of
from planner.advise.variants import dates_fault
from planner.advise.written import as_scenario, picks_as_scenario
from planner.engine.basis import basis_of
from planner.engine.evaluate import evaluate
from planner.engine.ground import ground_of
from planner.model.claims import claims_in_force
from planner.model.plan import Facts
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan
from planner.workbook.samples import airedale_bradford_and_leeds, twelve_people
from planner.workbook.write import write_plan
from tests.planner.advise.small_questions import every_answer, objective_of, small_question

TWELVE, CLUSTER = "One of each", "Share across the six"
EARLY, LATE = date(2012, 10, 1), date(2013, 7, 1)


@pytest.fixture(scope="module")
def rules():
    return load_rules()


@pytest.fixture(scope="module")
def twelve(rules):
    return basis_of(twelve_people(), rules)


@pytest.fixture(scope="module")
def cluster(rules):
    return basis_of(airedale_bradford_and_leeds(), rules)


@pytest.fixture(scope="module")
def dated(twelve):
    return Question(TWELVE, choices_of(twelve, TWELVE, Offered(dates=(LATE, EARLY))))


@pytest.fixture(scope="module")
def proposal(twelve, dated):
    return propose(twelve, dated)


def test_days_are_offered_after_what_is_offered_without_them(twelve, dated):
    for bare, choice in zip(choices_of(twelve, TWELVE), dated.choices, strict=True):
        number = len(bare.options)
        assert choice.options[:number] == bare.options
        assert choice.current == bare.current
        if bare.is_locked:
            assert choice == bare
            continue
        said = [one.label for one in choice.options[number:]]
        assert said[:number] == [f"{one.label}, from 1 October 2012" for one in bare.options]
        assert said[number:] == [f"{one.label}, from 1 July 2013" for one in bare.options]
        assert {one.date for one in choice.options[number:]} == {EARLY, LATE}


def test_the_plans_own_day_and_days_outside_the_plan_offer_nothing_more(twelve):
    facts = twelve.plan.facts
    idle = Offered(dates=(facts.transfer_date, date(2012, 3, 31), date(2016, 4, 1)))
    assert choices_of(twelve, TWELVE, idle) == choices_of(twelve, TWELVE)


def test_a_day_outside_the_plan_is_said_with_the_days_that_may_be():
    facts = Facts()
    assert dates_fault([facts.plan_start, facts.horizon], facts) == ""
    assert dates_fault([LATE, date(2016, 4, 1)], facts) == (
        "1 April 2016 is outside the plan. Offer days from 1 April 2012 to 31 March 2016."
    )


def test_what_is_locked_stays_locked(cluster):
    bare = {one.function: one for one in choices_of(cluster, CLUSTER)}
    choices = choices_of(cluster, CLUSTER, Offered(dates=(LATE,)))
    locked = [one for one in choices if one.is_locked]
    assert locked
    assert all(one == bare[one.function] for one in locked)


def test_all_senders_of_a_function_move_on_the_day_that_is_picked(cluster):
    question = Question(CLUSTER, choices_of(cluster, CLUSTER, Offered(dates=(EARLY,))))
    picks = list(question.present)
    moved = set()
    for at, choice in enumerate(question.choices):
        by_all = [n for n, one in enumerate(choice.options) if one.date == EARLY]
        whole = [n for n in by_all if all(not claim.sender for claim in choice.options[n].claims)]
        if by_all and not choice.is_locked:
            picks[at] = (whole or by_all)[0]
            moved.add(choice.function)
    plan = picks_as_scenario(cluster.plan, question, picks, "Early")
    ground = ground_of(basis_of(plan, cluster.rules, before=cluster), "Early")
    functions = ground.land.functions[ground.claims.group_function[ground.holders.group]]
    days = ground.claims.group_transfer[ground.holders.group]
    early = np.isin(functions, list(moved))
    assert early.sum() > 100
    assert set(days[early].tolist()) == {EARLY}
    assert EARLY not in set(days[~early].tolist())


def test_what_is_promised_of_any_day_is_what_the_engine_says(cluster):
    question = Question(CLUSTER, choices_of(cluster, CLUSTER, Offered(dates=(EARLY, LATE))))
    few = tuple(c if at % 4 == 0 else c.locked() for at, c in enumerate(question.choices))
    question = replace(question, choices=few)
    terms, rng = terms_of(cluster, question), np.random.default_rng(5)
    picks = tuple(
        c.current if c.is_locked else int(rng.integers(len(c.options) // 3, len(c.options))) for c in few
    )
    found = reckoned(terms, rows_of(terms, question, picks)[None])
    results = evaluated(cluster, question, picks)
    head = results.headline
    assert found.redundancy_cost[0] == pytest.approx(head.redundancy_cost, abs=1.0)  # pennies of 900
    assert found.talent_lost[0] == pytest.approx(head.talent_lost_percent, abs=1e-9)
    assert found.by_year[0] == pytest.approx(list(head.operating_cost.values()), abs=0.01)


@pytest.mark.parametrize("seed", [2, 8, 41])
def test_the_answer_is_the_best_of_every_combination_evaluated(seed, rules):
    basis, question = small_question(seed, rules, is_varied=True)
    question = replace(question, limits=Limits(targets=Hold.PRICED))
    assert any(one.date for choice in question.choices for one in choice.options)
    best = min(every_answer(basis, question).values())
    found = propose(basis, question)
    assert objective_of(evaluated(basis, question, found.picks), question) == pytest.approx(best, abs=0.05)
    assert found.largest_difference_percent < 0.1


def test_a_proposal_with_days_comes_to_the_same_after_saving_and_opening(twelve, dated, proposal, tmp_path):
    later = [dated.choices[one.choice].options[one.option].date for one in proposal.reasons]
    assert any(later)
    plan = as_scenario(twelve.plan, proposal, "Best")
    write_plan(plan, tmp_path / "best.xlsx")
    again = read_plan(tmp_path / "best.xlsx").plan
    head = evaluate(again, "Best", twelve.rules).headline
    assert head.redundancy_cost == proposal.evaluated.redundancy_cost
    assert head.talent_lost_percent == pytest.approx(proposal.evaluated.talent_lost_percent)
    for choice, picked in zip(dated.choices, proposal.picks, strict=True):
        days = {claim.date for claim in claims_in_force(again, "Best", choice.function)}
        assert days == {claim.date for claim in choice.options[picked].claims}
