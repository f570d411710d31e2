"""Proposals of random small plans against every combination there is, each written out and evaluated.

    python -m tests.oracle.every_combination --times 200 --seed 1

Nothing of the optimiser is used to judge it: a combination's rows are written into a scenario of the plan,
the engine evaluates it, and what counts and what must hold is read from the results here.
"""

import argparse
import math
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import product
from unittest import mock

import numpy as np
import pandas as pd

from planner.advise.choices import Offered, choices_of
from planner.advise.frontier import frontier
from planner.advise.proposal import Frontier, Infeasible, Proposal
from planner.advise.propose import propose
from planner.advise.question import Choice, Hold, Limits, Question, ReceiverLimit, Weights
from planner.advise.reckoning import COVER_WEIGHS, FTE_WEIGHS, TALENT_WEIGHS
from planner.advise.relaxed import relaxed_limits
from planner.engine.basis import Basis, basis_of
from planner.engine.evaluate import evaluate
from planner.model.claims import Claim
from planner.model.plan import Plan
from planner.model.post_rows import PostRow
from planner.model.results import Results
from planner.model.scenario import scenario_of
from planner.model.tables import BASELINE, SUPPORT_KINDS, TABLES
from planner.rules.rulebook import RuleBook, load_rules
from tests.planner.engine.random_plans import random_plan
from tests.planner.engine.small_plans import SCENARIO

TRIED = "Every one of them"
WAYS = ("do", "share", "buy")
PROMISE = 0.005
"""The part of a figure by which what was promised may differ from what is evaluated."""
PENNY, PENNIES = 0.011, 0.05
"""What one figure, and what the sum of people of which each is rounded, may be apart."""
Picks = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one combination comes to, and by how much it breaks each limit (£, or what weighs as much)."""

    objective: float
    redundancy_cost: float
    talent_lost: float
    operating_cost: float
    over_target: float
    broken: Mapping[str, float]

    @property
    def is_kept(self) -> bool:
        """Whether every limit is kept, to a penny or so."""
        return all(amount <= PENNY for amount in self.broken.values())

    @property
    def amount(self) -> float:
        """By how much all limits together are broken."""
        return sum(max(0.0, amount) for amount in self.broken.values())


# ---------------------------------------------------------------- one combination, by the engine alone


def written_out(plan: Plan, question: Question, picks: Picks) -> Plan:
    """The plan with a scenario that does each function as picked, every claim of it in a row of its own."""
    scenario = {"scenario": TRIED, "based_on": question.scenario if question.scenario != BASELINE else None}
    plan = replace(plan, scenarios=_with(plan.scenarios, "scenarios", [scenario]))
    beneath = scenario_of(plan, question.scenario).allocations
    rows: list[dict[str, object]] = []
    posts: list[dict[str, object]] = []
    for choice, picked in zip(question.choices, picks, strict=True):
        claims, day = choice.options[picked].claims, choice.options[picked].date
        posts += [_post(one) for one in choice.options[picked].posts]
        held = set(beneath.loc[beneath["function"] == choice.function, "sender"].fillna(""))
        rows += [_row(choice.function, claim) for claim in claims]
        for sender in held - {claim.sender for claim in claims}:
            rows.append(_row(choice.function, Claim(sender, "", "stop", 0.0, date=day)))
    return replace(
        plan,
        allocations=_with(plan.allocations, "allocations", rows),
        posts=_with(plan.posts, "posts", posts),
    )


def _post(one: PostRow) -> dict[str, object]:
    return {"scenario": TRIED} | {key: value for key, value in asdict(one).items() if value != ""}


def _row(function: str, claim: Claim) -> dict[str, object]:
    return {
        "scenario": TRIED, "function": function, "sender": claim.sender or None,
        "receiver": claim.receiver or None, "mode": claim.mode, "share": claim.share,
        "customers": claim.customers or None, "date": claim.date,
    }  # fmt: skip


def _with(frame: pd.DataFrame, name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    if not rows:
        return frame
    first = int(frame.index.max()) + 1 if len(frame) else 2
    keys = TABLES[name].keys
    more = pd.DataFrame(
        {key: pd.array([row.get(key) for row in rows], dtype="object") for key in keys},
        index=range(first, first + len(rows)),
    )
    return pd.concat([frame, more.astype(frame.dtypes.to_dict())])


def judged(results: Results, question: Question) -> Judged:
    """Read what counts and what must hold from the results of one evaluation."""
    head, weights, limits = results.headline, question.weights, question.limits
    named = {one.receiver: one for one in limits.receivers}
    broken: dict[str, float] = {}
    over_by_year = dict.fromkeys(results.years, 0.0)
    for row in results.receivers.itertuples():
        own = named.get(row.receiver)
        hold = own.hold if own else limits.targets
        most = own.most if own and own.most is not None else row.target
        if limits.suppliers_pay_their_way and row.kind in SUPPORT_KINDS:
            most = 0.0 if hold is not Hold.MUST or math.isnan(most) else min(most, 0.0)
            broken[f"receiver {row.receiver} {row.year}"] = row.total - most
            if hold is not Hold.PRICED:
                continue
            most = own.most if own and own.most is not None else row.target
        over = row.total - most if not math.isnan(most) else 0.0
        if hold is Hold.MUST:
            broken[f"receiver {row.receiver} {row.year}"] = over
        elif hold is Hold.PRICED:
            over_by_year[row.year] += max(0.0, over)
    for own in limits.receivers:
        if own.most_posts is not None:
            posts = results.posts.loc[results.posts["receiver"] == own.receiver, "fte"].sum()
            broken[f"posts {own.receiver}"] = FTE_WEIGHS * (posts - own.most_posts)
    operating_cost = float(np.mean(list(head.operating_cost.values())))
    for name, figure, most, weighs in (
        ("redundancy", head.redundancy_cost, limits.redundancy_cost, 1.0),
        ("talent", head.talent_lost_percent, limits.talent_lost, TALENT_WEIGHS),
        ("operating", operating_cost, limits.operating_cost, 1.0),
    ):
        if most is not None:
            broken[name] = weighs * (figure - most)
    if limits.keeps_cover:
        broken |= {f"cover {of}": COVER_WEIGHS * short for of, short in _short_of_cover(results).items()}
    if limits.one_mode is not None:
        broken |= _over_one_mode(results, limits.one_mode)
    over_target = float(np.mean(list(over_by_year.values())))
    objective = (
        weights.redundancy_cost * head.redundancy_cost
        + weights.talent * head.talent_lost_percent
        + weights.operating_cost * operating_cost
        + weights.over_target * over_target
    )
    return Judged(
        objective, head.redundancy_cost, head.talent_lost_percent, operating_cost, over_target, broken
    )


def _short_of_cover(results: Results) -> dict[str, float]:
    """Points of cover that each statutory function lacks on day one."""
    given = results.plan.functions
    least = dict(zip(given["code"], given["minimum_cover"], strict=True))
    statutory = set(given.loc[given["statutory"] == "Y", "code"])
    usual = results.assumptions["check_statutory_cover_threshold"]
    return {
        str(row.function): (usual if math.isnan(least[row.function]) else least[row.function])
        - row.cover_percent
        for row in results.functions.itertuples()
        if row.function in statutory and not math.isnan(row.cover_percent)
    }


def _over_one_mode(results: Results, most: float) -> dict[str, float]:
    """£ by which each way of working carries more than it may, of the money in the first year."""
    done = results.services[results.services["year"] == results.years[0]]
    by_mode = done[done["mode"].isin(WAYS)].groupby("mode")["cost"].sum()
    over = by_mode - most / 100 * by_mode.sum()
    return {f"one mode {mode}": float(amount) for mode, amount in over.items()}


def every_one(plan: Plan, question: Question, rules: RuleBook) -> dict[Picks, Results]:
    """Every combination that the question allows, written out and evaluated."""
    allowed = [range(len(one.options)) if not one.is_locked else (one.current,) for one in question.choices]
    basis, found = basis_of(plan, rules), {}
    for picks in product(*allowed):
        tried = written_out(plan, question, picks)
        found[picks] = evaluate(tried, TRIED, rules, basis=basis_of(tried, rules, basis))
    return found


# ---------------------------------------------------------------- a random question


def plan_with_duties(seed: int, heads: int) -> Plan:
    """A random plan with some functions statutory, some at scale and some local."""
    plan, rng = random_plan(seed, heads), np.random.default_rng([seed, 9])
    size = len(plan.functions)
    told = {
        "statutory": rng.choice(["Y", "N"], size).tolist(),
        "minimum_cover": rng.choice([20.0, 50.0, 80.0, np.nan], size).tolist(),
        "scale": rng.choice(["local", "at scale", "national"], size, p=[0.3, 0.6, 0.1]).tolist(),
    }
    kinds = plan.functions.dtypes.to_dict()
    return replace(plan, functions=plan.functions.assign(**told).astype(kinds))


def random_question(basis: Basis, seed: int, most: int) -> Question:
    """Ask something of a plan: a few options of each function, and weights; now and then one is locked."""
    rng = np.random.default_rng([seed, 7])
    scenario = (SCENARIO, SCENARIO, SCENARIO, "Ground", BASELINE)[int(rng.integers(5))]
    halves, stops = bool(rng.random() < 0.5), frozenset(basis.plan.functions["code"][:1])
    dates = (date(2013, 10, 1),) if rng.random() < 0.4 else ()
    numbers = (0.75, 1.25) if rng.random() < 0.4 else ()
    offered = choices_of(basis, scenario, Offered(halves, stops, dates, numbers))
    choices = [_fewer(one, rng) for one in offered]
    while math.prod(len(one.options) for one in choices if one.is_open) > most:
        at = int(np.argmax([len(one.options) if one.is_open else 0 for one in choices]))
        choices[at] = choices[at].only(set(range(len(choices[at].options) - 1)))
    if rng.random() < 0.3 and choices:
        at = int(rng.integers(len(choices)))
        choices[at] = choices[at].locked()
    weights = Weights(
        redundancy_cost=float(rng.choice([0.0, 1.0, 2.0])),
        talent=float(rng.choice([0.0, 5_000.0, 50_000.0])),
        operating_cost=float(rng.choice([0.0, 0.5, 1.0])),
        over_target=float(rng.choice([0.0, 1.0])),
    )
    return Question(scenario, tuple(choices), weights)


def _fewer(choice: Choice, rng: np.random.Generator) -> Choice:
    return choice.only({int(one) for one in rng.permutation(len(choice.options))[: int(rng.integers(1, 5))]})


def random_limits(rng: np.random.Generator, known: list[Judged], basis: Basis) -> Limits:
    """Limits that some combinations keep and others do not; now and then none keeps them all."""

    def between(values: list[float]) -> float | None:
        low, high = min(values), max(values)
        found = float(low + (high - low) * rng.uniform(-0.1, 1.1))
        return found if rng.random() < 0.5 else None

    organisations = basis.plan.organisations
    able = organisations.loc[~organisations["kind"].isin(["PCT", "SHA"]), "code"].tolist()
    receivers = tuple(
        ReceiverLimit(
            code,
            list(Hold)[int(rng.integers(3))],
            None if rng.random() < 0.4 else float(rng.integers(0, 500_000)),
            float(rng.integers(0, 12)) if rng.random() < 0.3 else None,
        )
        for code in able
        if rng.random() < 0.3
    )
    return Limits(
        targets=list(Hold)[int(rng.integers(3))],
        receivers=receivers,
        redundancy_cost=between([one.redundancy_cost for one in known]),
        talent_lost=between([one.talent_lost for one in known]),
        operating_cost=between([one.operating_cost for one in known]),
        keeps_cover=bool(rng.random() < 0.2),
        one_mode=float(rng.integers(40, 101)) if rng.random() < 0.3 else None,
        suppliers_pay_their_way=bool(rng.random() < 0.2),
    )


# ---------------------------------------------------------------- the two side by side


def faults_of(
    answer: Proposal | Infeasible, known: Mapping[Picks, Judged], *, is_sure: bool
) -> Iterator[str]:
    """What is wrong with an answer, judged by every combination there is.

    Args:
        answer: of the program.
        known: every combination.
        is_sure: whether it must be the best; else only what it says of itself must hold.
    """
    kept = {picks: one.objective for picks, one in known.items() if one.is_kept}
    if isinstance(answer, Infeasible):
        if kept and (is_sure or answer.is_proven):
            yield f"said to be infeasible, but {len(kept)} of {len(known)} combinations keep every limit"
        return
    if not kept:
        yield "a proposal, but no combination keeps every limit"
        return
    best, own = min(kept.values()), known[answer.picks]
    if not own.is_kept:
        yield f"the proposal breaks {[key for key, amount in own.broken.items() if amount > PENNY]}"
    if is_sure and own.objective > best + max(1.0, 1e-6 * abs(best)):
        yield f"£{own.objective:,.2f}, but the best is £{best:,.2f} ({answer.proof.status})"
    if answer.proof.surest_bound > best + max(1.0, 1e-6 * abs(best)):
        yield f"surest bound £{answer.proof.surest_bound:,.2f} is above the best, £{best:,.2f}"
    for told in (answer.promised, answer.evaluated):
        for name, one, other in (
            ("objective", told.objective, own.objective),
            ("redundancy cost", told.redundancy_cost, own.redundancy_cost),
            ("talent lost", told.talent_lost_percent, own.talent_lost),
            ("operating cost", told.operating_cost, own.operating_cost),
            ("over target", told.over_target, own.over_target),
        ):
            if abs(one - other) > PROMISE * abs(other) + PENNY:
                yield f"{name} {one:,.4f} promised or told, {other:,.4f} evaluated"


def faults_of_clash(
    answer: Infeasible, known: Mapping[Picks, Judged], results: Mapping[Picks, Results]
) -> Iterator[str]:
    """What is wrong with how far limits are said to have to give."""
    own = judged(results[answer.picks], replace(answer.question, limits=relaxed_limits(answer)))
    if not own.is_kept:
        yield f"eased as told, still broken: {[key for key, amount in own.broken.items() if amount > PENNY]}"
    if not answer.clash:
        yield "infeasible, but nothing clashes"
    if not answer.relaxation:
        yield "infeasible, but nothing has to give"
    organisations = next(iter(results.values())).plan.organisations
    names = dict(zip(organisations["code"], organisations["name"], strict=True))
    yield from _faults_of_clashing(answer, known, names)
    least = min(one.amount for one in known.values())
    if known[answer.picks].amount > least + 1.0:
        yield f"limits have to give {known[answer.picks].amount:,.2f}, but {least:,.2f} would do"
    if not answer.is_proven:
        yield "infeasible by every combination, but not said to be proven"


def _keys(words: str, names: Mapping[str, str], every: set[str]) -> frozenset[str]:
    """The limits of ``Judged.broken`` that a clash means by its words."""
    starts = {
        "Redundancy cost": "redundancy", "Talent lost": "talent", "Operating cost": "operating",
        "No way of working": "one mode", "Every statutory": "cover",
    }  # fmt: skip
    for opening, key in starts.items():
        if words.startswith(opening):
            return frozenset(each for each in every if each.startswith(key))
    whose = next((code for code, name in names.items() if words.startswith((f"{code} ", f"{name} "))), "")
    kind = "posts" if "FTE of posts" in words else "receiver"
    return (
        frozenset(each for each in every if f"{each} ".startswith(f"{kind} {whose} "))
        if whose
        else frozenset()
    )


def _faults_of_clashing(
    answer: Infeasible, known: Mapping[Picks, Judged], names: Mapping[str, str]
) -> Iterator[str]:
    """Together the limits named must clash, and without any one of them they must not."""
    every = {key for one in known.values() for key in one.broken}
    named = [_keys(words, names, every) for words in answer.clash]
    if not all(named):
        yield f"it is not clear which limits these are: {answer.clash}"
        return

    def can_hold(some: list[frozenset[str]]) -> bool:
        keys = frozenset().union(*some)
        return any(all(one.broken.get(key, 0.0) <= PENNY for key in keys) for one in known.values())

    if can_hold(named):
        yield f"said to clash, but can hold together: {answer.clash}"
    for at, words in enumerate(answer.clash):
        if not can_hold(named[:at] + named[at + 1 :]):
            yield f"clashes without it: {words}"


def faults(
    seed: int, rules: RuleBook, *, most: int = 16, heads: int = 8, searches: bool = True
) -> Iterator[str]:
    """Ask a random question of a random plan, with and without limits, and compare.

    One limit is that which the best combination breaks by a pound.

    Args:
        seed: of the plan and the question.
        rules: the dated rules.
        most: combinations.
        heads: people.
        searches: whether to answer also by the search that is used where combinations are many; it may find
            less than the best, but what it says of itself must hold.
    """
    plan = plan_with_duties(seed, heads)
    basis = basis_of(plan, rules)
    question = random_question(basis, seed, most)
    results = every_one(plan, question, rules)
    known = [judged(one, question) for one in results.values()]
    limits = random_limits(np.random.default_rng([seed, 8]), known, basis)
    best = min(known, key=lambda one: one.objective)
    by_a_pound = Limits(redundancy_cost=best.redundancy_cost - 1.0)
    for asked in (question, replace(question, limits=limits), replace(question, limits=by_a_pound)):
        under = {picks: judged(one, asked) for picks, one in results.items()}
        answer = propose(basis, asked)
        yield from faults_of(answer, under, is_sure=True)
        if isinstance(answer, Infeasible):
            yield from faults_of_clash(answer, under, results)
        if searches or asked is question:
            yield from _faults_of_frontier(frontier(basis, asked), under)
        if searches:
            with mock.patch("planner.advise.best.FEW", 0):
                searched = propose(basis, asked, seconds=5.0)
            yield from (f"searched: {one}" for one in faults_of(searched, under, is_sure=False))


def _faults_of_frontier(line: Frontier, known: Mapping[Picks, Judged]) -> Iterator[str]:
    """The points must be what they are evaluated as, and all that nothing dominates."""
    kept = {picks: _three(one) for picks, one in known.items() if one.is_kept}
    best = {picks for picks, own in kept.items() if not any(_dominates(one, own) for one in kept.values())}
    for point in line.points:
        figures = point.figures
        told = (figures.redundancy_cost, figures.talent_lost_percent, figures.operating_cost)
        if point.picks not in kept:
            yield f"frontier: {point.picks} breaks a limit"
        elif any(abs(one - other) > PENNIES for one, other in zip(told, kept[point.picks], strict=True)):
            yield f"frontier: {told} told, {kept[point.picks]} evaluated"
        elif point.picks not in best:
            yield f"frontier: {told} is dominated"
    shown = [kept[point.picks] for point in line.points if point.picks in kept]
    for picks in best:
        if not any(max(abs(a - b) for a, b in zip(kept[picks], one, strict=True)) <= 1.0 for one in shown):
            yield f"frontier: {kept[picks]} is not there"


def _three(one: Judged) -> tuple[float, float, float]:
    return one.redundancy_cost, one.talent_lost, one.operating_cost


def _dominates(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether one is no worse in any, and better by more than a hair in some."""
    hairs = [max(1e-4, 4e-6 * abs(each)) for each in other]
    pairs = list(zip(one, other, hairs, strict=True))
    return all(a <= b for a, b, _ in pairs) and any(a < b - hair for a, b, hair in pairs)


def main(words: list[str]) -> int:
    """Try so many plans; 0 where every answer is right."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=16, help="combinations of a plan at the most")
    asked = parser.parse_args(words)
    rules, wrong = load_rules(), 0
    for seed in range(asked.seed, asked.seed + asked.times):
        found = list(faults(seed, rules, most=asked.most))
        wrong += bool(found)
        for one in found:
            print(f"seed {seed}: {one}", flush=True)
    print(f"{asked.times - wrong} of {asked.times} plans are answered rightly")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
