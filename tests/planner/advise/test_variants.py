"""Other days and numbers of posts: what is offered, that the promise holds, and that nothing is better."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.advise.choices import Offered, choices_of
from planner.advise.narrowed import Narrowing
from planner.advise.options_worked_out import terms_of
from planner.advise.post_numbers import shares_fault
from planner.advise.propose import evaluated, propose
from planner.advise.question import Hold, Limits, Question
from planner.advise.reckoning import reckoned
from planner.advise.terms import rows_of
from planner.advise.variants import dates_fault
from planner.advise.written import as_scenario, picks_as_scenario
from planner.base.findings import Severity
from planner.engine.basis import basis_of
from planner.engine.evaluate import evaluate
from planner.engine.ground import ground_of
from planner.model.claims import claims_in_force
from planner.model.plan import Facts
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan
from planner.workbook.samples import airedale_bradford_and_leeds, twelve_people
from planner.workbook.write import write_plan
from tests.planner.advise.small_questions import DAYS, POST_SHARES, every_answer, objective_of, small_question

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


def test_what_is_promised_of_any_day_and_number_of_posts_is_what_the_engine_says(cluster):
    offered = Offered(dates=(EARLY, LATE), post_shares=(0.8,))
    question = Question(CLUSTER, choices_of(cluster, CLUSTER, offered))
    rng = np.random.default_rng(5)
    few = tuple(c.only(set(rng.permutation(len(c.options))[:2].tolist())) for c in question.choices)
    question = replace(question, choices=few)
    terms = terms_of(cluster, question)
    picks = tuple(c.current if c.is_locked else int(rng.integers(len(c.options))) for c in few)
    taken = [choice.options[at] for choice, at in zip(few, picks, strict=True)]
    assert any(one.date == EARLY and one.posts_share == 1 for one in taken)
    assert any(one.date == LATE and one.posts_share != 1 for one in taken)
    found = reckoned(terms, rows_of(terms, question, picks)[None])
    results = evaluated(cluster, question, picks)
    head = results.headline
    assert found.redundancy_cost[0] == pytest.approx(head.redundancy_cost, abs=1.0)  # pennies of 900
    assert found.talent_lost[0] == pytest.approx(head.talent_lost_percent, abs=1e-9)
    assert found.by_year[0] == pytest.approx(list(head.operating_cost.values()), abs=0.01)


def test_varied_questions_hold_other_days_and_numbers_of_posts(rules):
    question = small_question(2, rules, is_varied=True)[1]
    options = [one for choice in question.choices for one in choice.options]
    assert {one.date for one in options} >= set(DAYS)
    assert {one.posts_share for one in options} >= set(POST_SHARES)


@pytest.mark.parametrize("seed", [2, 41])
def test_the_answer_is_the_best_of_every_combination_evaluated(seed, rules):
    basis, question = small_question(seed, rules, is_varied=True)
    question = replace(question, limits=Limits(targets=Hold.PRICED))
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


def test_new_days_of_what_is_ruled_out_are_ruled_out_until_they_are_allowed(twelve, dated):
    before = choices_of(twelve, TWELVE)
    choice, later = before[0], dated.choices[0]
    narrowing = Narrowing().allowing(choice, [0, 2, 3])
    out = choice.options[1].label
    followed = narrowing.followed(before, dated.choices)
    gone = [one.label for at, one in enumerate(later.options) if at not in followed.allowed(later)]
    assert gone == [out, f"{out}, from 1 October 2012", f"{out}, from 1 July 2013"]
    again = followed.allowing(later, [*followed.allowed(later), 5]).followed(dated.choices, dated.choices)
    gone = [one.label for at, one in enumerate(later.options) if at not in again.allowed(later)]
    assert gone == [out, f"{out}, from 1 July 2013"]


# ---------------------------------------------------------------- numbers of posts


def opened(plan, rules, scenario):
    """FTE of posts, and of those taken, by receiver, function and band."""
    found = evaluate(plan, scenario, rules).posts
    return found.groupby(["receiver", "function", "band"])[["fte", "locked_fte"]].sum()


def picked_with(basis, share):
    """The plan with each function done as it is now, but for so many posts."""
    question = Question(TWELVE, choices_of(basis, TWELVE, Offered(post_shares=(share,))))
    picks = []
    for choice in question.choices:
        now = choice.options[choice.current]
        alike = [n for n, one in enumerate(choice.options) if one.posts and one.claims == now.claims]
        picks.append(alike[0] if alike else choice.current)
    return picks_as_scenario(basis.plan, question, picks, "Otherwise")


@pytest.mark.parametrize("share", [0.9, 1.1])
def test_posts_are_so_many_for_each_one_that_the_engine_opens(twelve, share):
    plan = picked_with(twelve, share)
    before, after = opened(twelve.plan, twelve.rules, TWELVE), opened(plan, twelve.rules, "Otherwise")
    wanted = np.maximum(share * before["fte"], before["locked_fte"])
    assert after["fte"].to_dict() == pytest.approx(wanted.to_dict())
    assert (wanted != before["fte"]).sum() > 3


def test_posts_of_the_sheet_keep_their_words_and_are_never_smaller_than_who_holds_them(twelve):
    plan = picked_with(twelve, 0.5)
    was, rows = (plan.posts[plan.posts["scenario"] == one].set_index("post") for one in (TWELVE, "Otherwise"))
    assert rows["fte"]["S-RED-1"] == was["fte"]["S-RED-1"] / 2
    assert rows["fte"]["S-RED-2"] == 0.8  # whoever has it by a locked placement works four days
    assert rows["title"][was.index].tolist() == was["title"].tolist()
    assert not [
        one for one in basis_of(plan, twelve.rules).admission.findings if one.severity is Severity.ERROR
    ]


def test_numbers_of_posts_come_to_the_same_after_saving_and_opening(twelve, tmp_path):
    plan = picked_with(twelve, 0.9)
    write_plan(plan, tmp_path / "fewer.xlsx")
    again = read_plan(tmp_path / "fewer.xlsx").plan
    assert (
        evaluate(again, "Otherwise", twelve.rules).headline
        == evaluate(plan, "Otherwise", twelve.rules).headline
    )


def test_shares_that_cannot_be_offered_are_said_and_left_out(twelve):
    assert shares_fault([0.5, 1.0, 1.5]) == ""
    assert "Posts cannot be 90000% of what they would be" in shares_fault([900.0])
    assert choices_of(twelve, TWELVE, Offered(post_shares=(1.0, 0.1, 9.0))) == choices_of(twelve, TWELVE)


def test_as_many_posts_as_by_itself_come_to_the_same(cluster):
    hardly = 1 + 1e-9
    choices = []
    for choice in choices_of(cluster, CLUSTER, Offered(post_shares=(hardly,))):
        now = choice.options[choice.current].claims
        alike = {at for at, one in enumerate(choice.options) if one.posts and one.claims == now}
        choices.append(choice.only(alike))
    question = Question(CLUSTER, tuple(choices))
    staffed = tuple(len(one.options) - 1 for one in choices)
    assert sum(staffed) > 20
    terms = terms_of(cluster, question)
    rows = np.array([rows_of(terms, question, one) for one in (question.present, staffed)])
    found = reckoned(terms, rows)
    assert found.redundancy_cost[1] == pytest.approx(found.redundancy_cost[0], abs=1.0)
    assert found.totals[1] == pytest.approx(found.totals[0], abs=1.0)
    assert found.posts[1] == pytest.approx(found.posts[0])
