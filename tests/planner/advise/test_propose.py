"""Proposing: what is promised is what the engine says, and nothing is better."""

import math
from dataclasses import replace

import numpy as np
import pytest

from planner.advise import best as search
from planner.advise.choices import choices_of
from planner.advise.frontier import dominated, frontier
from planner.advise.neighbours import Search
from planner.advise.options_worked_out import terms_of
from planner.advise.proposal import Infeasible, Status
from planner.advise.propose import evaluated, propose
from planner.advise.question import Hold, Limits, Question, ReceiverLimit, Weights
from planner.advise.reasons import reasons_of
from planner.advise.reckoning import reckoned
from planner.advise.terms import rows_of
from planner.advise.written import as_scenario
from planner.base.errors import CancelledError, EditRefusedError
from planner.engine.basis import basis_of
from planner.engine.evaluate import evaluate
from planner.model.scenario import scenario_of
from planner.report.advice import headline_of, pick_words
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds, twelve_people
from tests.planner.advise.small_questions import every_answer, objective_of, small_question

TWELVE, CLUSTER = "One of each", "Share across the six"


@pytest.fixture(scope="module")
def rules():
    return load_rules()


@pytest.fixture(scope="module")
def twelve(rules):
    return basis_of(twelve_people(), rules)


@pytest.fixture(scope="module")
def asked(twelve):
    return Question(TWELVE, choices_of(twelve, TWELVE))


@pytest.fixture(scope="module")
def proposal(twelve, asked):
    return propose(twelve, asked)


@pytest.fixture(scope="module")
def cluster(rules):
    return basis_of(airedale_bradford_and_leeds(), rules)


def test_figures_of_any_combination_are_those_of_the_engine(cluster):
    question = Question(CLUSTER, choices_of(cluster, CLUSTER))
    terms = terms_of(cluster, question)
    rng = np.random.default_rng(7)
    picks = [
        tuple(c.current if c.is_locked else int(rng.integers(len(c.options))) for c in question.choices)
        for _ in range(3)
    ]
    found = reckoned(terms, np.array([rows_of(terms, question, one) for one in picks]))
    for at, one in enumerate(picks):
        results = evaluated(cluster, question, one)
        head = results.headline
        assert found.redundancy_cost[at] == pytest.approx(head.redundancy_cost, abs=1.0)  # pennies of 900
        assert found.talent_lost[at] == pytest.approx(head.talent_lost_percent, abs=1e-9)
        assert found.by_year[at] == pytest.approx(list(head.operating_cost.values()), abs=0.01)
        totals = results.receivers["total"].to_numpy().reshape(len(results.years), -1)
        assert found.totals[at] == pytest.approx(totals, abs=0.01)
        cover = results.functions["cover_percent"].to_numpy()
        known = ~np.isnan(found.cover[at])
        assert known.sum() > 10
        assert found.cover[at][known] == pytest.approx(cover[known], abs=1e-9)


@pytest.mark.parametrize("seed", [1, 8, 41])
def test_the_answer_is_the_best_of_every_combination_evaluated(seed, rules):
    basis, question = small_question(seed, rules)
    answers = every_answer(basis, question)
    best = min(answers.values())
    found = propose(basis, question)
    if math.isinf(best):
        assert isinstance(found, Infeasible)
    else:
        assert found.proof.status is Status.EVERY_ONE
        assert objective_of(evaluated(basis, question, found.picks), question) == pytest.approx(
            best, abs=0.05
        )


@pytest.mark.parametrize("seed", [8, 23, 30, 52])
def test_the_search_finds_the_best_and_its_bound_is_never_above(seed, rules, monkeypatch):
    basis, question = small_question(seed, rules)
    question = replace(question, limits=Limits(targets=Hold.PRICED))
    best = propose(basis, question).evaluated.objective
    monkeypatch.setattr(search, "FEW", 0)
    found = propose(basis, question)
    assert found.evaluated.objective == pytest.approx(best, abs=0.05)
    assert found.proof.surest_bound <= best + 0.05


def test_what_is_promised_is_what_the_scenario_comes_to(twelve, asked, proposal):
    plan = as_scenario(twelve.plan, proposal, "Best")
    results = evaluate(plan, "Best", twelve.rules)
    assert proposal.evaluated.redundancy_cost == results.headline.redundancy_cost
    assert proposal.largest_difference_percent < 0.001
    assert proposal.evaluated.objective < proposal.present.objective
    own = plan.allocations[plan.allocations["scenario"] == "Best"]
    changed = {asked.choices[at].function for at in proposal.changed}
    assert set(own["function"]) == changed
    assert own["reason"].str.startswith("Proposed").all()
    assert plan.scenarios["description"].iloc[-1].startswith("Proposed from One of each")


def test_a_name_that_is_taken_is_refused(twelve, proposal):
    with pytest.raises(EditRefusedError, match="called One of each already"):
        as_scenario(twelve.plan, proposal, TWELVE)


def test_locked_functions_stay_and_locking_the_best_costs_what_was_said(twelve, asked, proposal):
    at = proposal.changed[0]
    choices = list(asked.choices)
    choices[at] = choices[at].locked()
    again = propose(twelve, replace(asked, choices=tuple(choices)))
    assert again.picks[at] == choices[at].current
    added = again.evaluated.objective - proposal.evaluated.objective
    assert 0 < added <= proposal.reasons[at].price_of_staying + 0.05


def test_what_was_stopped_before_anything_was_found_is_not_called_the_best(asked, proposal):
    stopped = replace(proposal.proof, was_stopped=True)
    still = replace(proposal, picks=asked.present, proof=stopped)
    assert headline_of(still) == f"Nothing better than {TWELVE} was found in the time"
    assert "stays as it is" in headline_of(replace(still, proof=proposal.proof))


def test_a_next_best_that_betters_a_search_that_was_stopped_is_said_to(twelve, asked, proposal):
    terms = terms_of(twelve, asked)
    within = Search(terms, asked, allowed=np.ones(int(terms.start[-1]), dtype=np.bool_))
    at = next(one.choice for one in proposal.reasons if one.price_of_next_best > 1)
    worse = list(proposal.picks)
    worse[at] = proposal.reasons[at].next_best
    found = reasons_of(within, rows_of(terms, asked, tuple(worse)))
    assert found[at].next_best == proposal.picks[at]
    assert found[at].price_of_next_best < -1
    told = pick_words(replace(proposal, picks=tuple(worse), reasons=found), at)[1]
    assert any(one.startswith("Better yet") and " less" in one for one in told)


def test_the_next_best_costs_its_price(twelve, asked, proposal):
    why = next(one for one in proposal.reasons if one.next_best is not None)
    picks = list(proposal.picks)
    picks[why.choice] = why.next_best
    other = objective_of(evaluated(twelve, asked, tuple(picks)), asked)
    assert other - proposal.evaluated.objective == pytest.approx(why.price_of_next_best, abs=0.05)
    assert why.price_of_next_best >= 0


def test_limits_that_cannot_hold_are_named_with_what_would_do(twelve, asked):
    limits = Limits(
        targets=Hold.IGNORED,
        receivers=(ReceiverLimit("C1", Hold.MUST, most=1e9), ReceiverLimit("C2", Hold.MUST, most=1_000.0)),
        talent_lost=90.0,
    )
    found = propose(twelve, replace(asked, limits=limits))
    assert isinstance(found, Infeasible)
    assert found.is_proven
    assert found.clash == ("Example South CCG within £1,000 a year",)
    (gives,) = found.relaxation
    assert (gives.receiver, gives.kind) == ("C2", "receiver")
    eased = replace(limits, receivers=(ReceiverLimit("C2", Hold.MUST, most=gives.needed + 0.01),))
    assert not isinstance(propose(twelve, replace(asked, limits=eased)), Infeasible)


def test_limits_that_clash_only_together_are_both_named(twelve, asked):
    points = frontier(twelve, asked).points
    cheap = min(points, key=lambda one: one.figures.operating_cost).figures
    kind = min(points, key=lambda one: one.figures.talent_lost_percent).figures
    limits = Limits(
        targets=Hold.IGNORED,
        talent_lost=kind.talent_lost_percent + 0.01,
        operating_cost=cheap.operating_cost + 1.0,
        redundancy_cost=1e9,
    )
    found = propose(twelve, replace(asked, limits=limits))
    assert isinstance(found, Infeasible)
    assert len(found.clash) == 2
    assert not any("Redundancy" in one for one in found.clash)


def test_limits_hold_in_the_answer(twelve, asked, proposal):
    most = proposal.evaluated.operating_cost - 20_000
    found = propose(twelve, replace(asked, limits=Limits(operating_cost=most)))
    assert found.evaluated.operating_cost <= most + 0.01
    assert found.evaluated.objective > proposal.evaluated.objective


def test_the_same_question_has_the_same_answer(cluster):
    question = Question(CLUSTER, choices_of(cluster, CLUSTER), Weights(1.0, 0.0, 0.0, 0.0))
    few = tuple(c if at in (2, 5, 12, 20, 31) else c.locked() for at, c in enumerate(question.choices))
    question = replace(question, choices=few)
    one, other = (propose(cluster, question) for _ in range(2))
    assert one.picks == other.picks
    assert one.evaluated == other.evaluated


def test_it_stops_when_asked(twelve, asked):
    def tick(share, doing):
        raise CancelledError

    with pytest.raises(CancelledError):
        propose(twelve, asked, tick)


def test_enough_ends_a_search_with_the_best_so_far(cluster):
    question = Question(CLUSTER, choices_of(cluster, CLUSTER))
    found = propose(cluster, question, seconds=0.5, enough=lambda: True)
    assert found.proof.was_stopped
    assert found.evaluated.objective <= found.present.objective + 1.0  # pennies of 900 people
    assert found.largest_difference_percent < 0.001


def test_the_frontier_holds_what_nothing_dominates(twelve, asked):
    found = frontier(twelve, asked)
    table = np.array(
        [
            (one.figures.redundancy_cost, one.figures.talent_lost_percent, one.figures.operating_cost)
            for one in found.points
        ]
    )
    assert len(table) > 5
    assert not any(dominated(table))
    assert all(one.is_proven for one in found.points)
    assert [one.name for one in found.present] == list(twelve.plan.scenario_names)
    assert all(one.is_dominated for one in found.present)


def test_one_point_dominates_another_where_it_is_no_worse_and_somewhere_better():
    table = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 4.0], [0.5, 9.0, 9.0], [1.0, 2.0, 3.0]])
    assert dominated(table) == [False, True, False, False]


def test_choices_keep_what_the_plan_has_and_offer_what_receivers_may(cluster):
    choices = {one.function: one for one in choices_of(cluster, CLUSTER)}
    assert choices["PHI"].is_locked
    assert len(choices["EST"].options) == 1  # passes to the property company, whatever groups choose
    modes = {option.mode for option in choices["BIA"].options}
    assert modes == {"do", "share", "buy"}
    assert {option.mode for option in choices["RUC"].options} == {"do", "share"}  # local: not bought
    held = scenario_of(cluster.plan, CLUSTER).allocations
    for choice in choices.values():
        now = choice.options[choice.current]
        assert {claim.receiver for claim in now.claims if claim.receiver} == set(
            held.loc[held["function"] == choice.function, "receiver"].dropna()
        )
        labels = [option.label for option in choice.options]
        assert len(labels) == len(set(labels))
        for option in choice.options:
            if option.found_in:
                continue
            by_sender = {}
            for claim in option.claims:
                by_sender[claim.sender] = by_sender.get(claim.sender, 0.0) + claim.share
            assert all(share == pytest.approx(100.0, abs=1e-9) for share in by_sender.values())
