"""Small questions drawn at random, and their answers by working out every combination with the engine."""

from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np

from planner.advise.choices import Offered, choices_of
from planner.advise.propose import evaluated
from planner.advise.question import Hold, Limits, Question, ReceiverLimit, Weights
from planner.engine.basis import Basis, basis_of
from planner.model.results import Results
from planner.rules.rulebook import RuleBook
from tests.planner.engine.random_plans import random_plan
from tests.planner.engine.small_plans import SCENARIO

MOST_OPTIONS = 3
DAYS = (date(2012, 9, 1), date(2013, 10, 1))
POST_SHARES = (0.75, 1.2)


def small_question(
    seed: int, rules: RuleBook, most_functions: int = 2, *, is_varied: bool = False
) -> tuple[Basis, Question]:
    """A plan of a few people, and a question with at most 9 combinations; the same for the same seed.

    Where it is varied, other days and numbers of posts are offered too.
    """
    rng = np.random.default_rng(seed)
    basis = basis_of(random_plan(seed, int(rng.integers(3, 14))), rules)
    offered = Offered(halves=rng.random() < 0.5, may_stop=frozenset({"FIN"} if rng.random() < 0.5 else ()))
    if is_varied:
        offered = replace(offered, dates=DAYS, post_shares=POST_SHARES)
    choices = []
    for at, choice in enumerate(choices_of(basis, SCENARIO, offered)):
        if at >= most_functions:
            choices.append(choice.locked())
            continue
        kept = rng.permutation(len(choice.options))[:MOST_OPTIONS]
        choices.append(choice.only(set(kept.tolist())))
    weights = Weights(1.0, float(rng.choice([0, 500, 5_000])), float(rng.choice([0.0, 0.2])), 0.5)
    limits = Limits(
        targets=Hold(rng.choice(["priced", "ignored"])),
        receivers=(ReceiverLimit("C1", Hold.MUST, most=float(rng.integers(100_000, 400_000))),)
        if rng.random() < 0.4
        else (),
        talent_lost=float(rng.integers(30, 90)) if rng.random() < 0.3 else None,
    )
    return basis, Question(SCENARIO, tuple(choices), weights, limits)


def objective_of(results: Results, question: Question) -> float:
    """The objective by the engine's own tables; infinite where a limit is broken."""
    weights, limits, head = question.weights, question.limits, results.headline
    frame = results.receivers
    named = {one.receiver: one for one in limits.receivers}
    over = 0.0
    for code, total, target in zip(frame["receiver"], frame["total"], frame["target"], strict=True):
        if code in named:
            if total > named[code].most + 0.005:
                return float("inf")
        elif limits.targets is Hold.PRICED and target == target:  # noqa: PLR0124 - not where it is not known
            over += max(0.0, total - target)
    if limits.talent_lost is not None and head.talent_lost_percent > limits.talent_lost + 1e-7:
        return float("inf")
    years = len(results.years)
    return (
        weights.redundancy_cost * head.redundancy_cost
        + weights.talent * head.talent_lost_percent
        + weights.operating_cost * sum(head.operating_cost.values()) / years
        + weights.over_target * over / years
    )


def every_answer(basis: Basis, question: Question) -> dict[tuple[int, ...], float]:
    """The objective of every combination, each written into a scenario and evaluated."""
    offered = [
        (choice.current,) if choice.is_locked else range(len(choice.options)) for choice in question.choices
    ]
    return {picks: objective_of(evaluated(basis, question, picks), question) for picks in product(*offered)}
