"""Draws of whole scenarios: exact oracles, agreement with the evaluation, repeatability."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from planner.base.errors import CancelledError, UnknownScenarioError
from planner.engine.evaluate import evaluate
from planner.model.tables import BASELINE
from planner.risk.agreement import agreement
from planner.risk.exact import exact_bill
from planner.risk.simulate import simulate, simulate_results
from planner.workbook.samples import twelve_people
from tests.planner.engine.random_plans import plans
from tests.planner.engine.small_plans import (
    EVERYONE_ACCEPTS,
    NOBODY_RESIGNS,
    SCENARIO,
    claim,
    locked,
    person,
    plan_of,
    post,
    tried,
)

COMPARED = ["cost", "heads", "talent_lost"]


def _pool(count, **more):
    """People of one pool with different pay and service, so that each costs something else."""
    return [
        person(f"E{at}", annual_salary=30_000 + 1_500 * at, continuous_from=None, reckonable_from=None,
               reckonable_years=3 + at, **more)
        for at in range(count)
    ]  # fmt: skip


def test_independent_people_have_the_exact_distribution(rules):
    """Work that nobody claims: each of its people resigns or is redundant, whatever the others do."""
    results = tried(plan_of(staff=_pool(9), assumptions={"leaver_rate": 0.3}), rules)
    risk = simulate_results(results, 20_000, fixed_assumptions=True)
    people = results.people
    exact = exact_bill(people["cost_if_redundant"].to_numpy(), people["p_redundant"].to_numpy())
    cost = risk.cost
    assert cost.mean == pytest.approx(exact.mean, abs=4 * cost.standard_error)
    assert cost.draws.std() == pytest.approx(exact.deviation, rel=0.03)
    for bill in np.linspace(exact.percentile(2), exact.percentile(98), 25):
        chance = min(exact.chance_at_or_below(bill), 1.0)
        # Bills are whole pounds in the oracle: look half a step about.
        about = exact.chance_at_or_below(bill + len(people)) - exact.chance_at_or_below(bill - len(people))
        error = 4 * np.sqrt(0.25 / risk.draws) + about
        assert cost.share_at_or_below(bill) == pytest.approx(chance, abs=error)


def test_three_posts_for_four_leave_exactly_one_each_as_often_as_any(rules):
    plan = plan_of(
        staff=_pool(4),
        allocations=[claim("CON", "C1", "do")],
        posts=[post("X", "C1", "CON", "7", 3.0)],
        assumptions=NOBODY_RESIGNS | EVERYONE_ACCEPTS,
    )
    results = tried(plan, rules)
    risk = simulate_results(results, 8_000, fixed_assumptions=True)
    costs = results.people["cost_if_redundant"].to_numpy()
    np.testing.assert_allclose(risk.heads.draws, 1.0)
    who = np.abs(risk.cost.draws[:, None] - costs[None, :]).argmin(axis=1)
    np.testing.assert_allclose(risk.cost.draws, costs[who], atol=0.01)
    np.testing.assert_allclose(np.bincount(who) / 8_000, 0.25, atol=4 * np.sqrt(0.1875 / 8_000))


def test_people_of_a_pool_are_left_over_together_less_often_than_by_chance(rules):
    """Two posts for four: the number left over is always two, while independent people would vary."""
    plan = plan_of(
        staff=_pool(4),
        allocations=[claim("CON", "C1", "do")],
        posts=[post("X", "C1", "CON", "7", 2.0)],
        assumptions=NOBODY_RESIGNS | EVERYONE_ACCEPTS,
    )
    assert simulate_results(tried(plan, rules), 2_000, fixed_assumptions=True).heads.draws.std() == 0


def test_the_ring_fence_takes_as_many_as_it_has_posts(rules):
    """Nobody claims contracting; two posts in procurement, of the same family and band, stand open."""
    plan = plan_of(
        staff=_pool(5),
        allocations=[claim("PRO", "C1", "do")],
        posts=[post("X", "C1", "PRO", "7", 2.0)],
        assumptions=NOBODY_RESIGNS | EVERYONE_ACCEPTS,
    )
    risk = simulate_results(tried(plan, rules), 1_000, fixed_assumptions=True)
    np.testing.assert_allclose(risk.heads.draws, 3.0)


@pytest.mark.parametrize("taken", ["6", "7"], ids=["a band lower", "the same band"])
def test_redeployment_takes_as_many_as_it_has_posts(rules, taken):
    plan = plan_of(
        staff=_pool(3),
        allocations=[claim("RED", "C1", "do")],
        posts=[post("X", "C1", "RED", taken, 1.0)],
        assumptions=NOBODY_RESIGNS | EVERYONE_ACCEPTS,
    )
    risk = simulate_results(tried(plan, rules), 600, fixed_assumptions=True)
    np.testing.assert_allclose(risk.heads.draws, 2.0)


def test_a_locked_redundancy_is_in_every_draw(rules):
    plan = plan_of(
        staff=_pool(2), placements=[locked("E0", "redundant"), locked("E1", "placed", receiver="C1")]
    )
    results = tried(plan, rules)
    risk = simulate_results(results, 300, fixed_assumptions=True)
    np.testing.assert_allclose(risk.cost.draws, results.headline.redundancy_cost)
    np.testing.assert_allclose(risk.heads.draws, 1.0)


def test_with_posts_by_expected_odds_the_mean_is_the_evaluations_on_every_sample(samples):
    for results in samples:
        found = agreement(results, 3_000)
        assert found["agrees"].all(), f"{results.scenario}\n{found[~found['agrees']].to_string()}"


@settings(max_examples=25)
@given(plans(10))
def test_with_posts_by_expected_odds_the_mean_is_the_evaluations_on_random_plans(plan):
    from planner.rules.rulebook import load_rules

    risk = simulate_results(evaluate(plan, SCENARIO, load_rules()), 3_000, by_expected_odds=True)
    for name in COMPARED:
        spread = getattr(risk, name)
        allowed = 5 * spread.standard_error + 1e-4 * max(abs(spread.expected), 1.0)
        assert spread.mean == pytest.approx(spread.expected, abs=allowed), name
    over = risk.receivers[risk.receivers["target"].notna()]
    away = (over["mean"] - over["expected"]).abs()
    assert (away <= 5 * over["standard_error"] + 1e-5 * over["target"].abs()).all(), over.to_string()


@settings(max_examples=25)
@given(plans(10))
def test_no_draw_is_beyond_what_can_happen(plan):
    from planner.rules.rulebook import load_rules

    results = evaluate(plan, SCENARIO, load_rules())
    risk = simulate_results(results, 400, fixed_assumptions=True)
    most = (results.people["cost_if_redundant"] + results.people["mars_payment"].fillna(0)).sum()
    assert (risk.cost.draws >= -0.01).all()
    assert (risk.cost.draws <= most * (1 + 1e-6) + 0.01).all()
    assert (risk.heads.draws <= len(results.people)).all()
    assert ((risk.talent_lost.draws >= -1e-3) & (risk.talent_lost.draws <= 100 + 1e-3)).all()


def test_in_the_baseline_nothing_is_in_doubt(samples, rules):
    results = evaluate(samples[0].plan, BASELINE, rules)
    risk = simulate_results(results, 200)
    np.testing.assert_allclose(risk.cost.draws, 0.0)
    np.testing.assert_allclose(risk.talent_lost.draws, 0.0, atol=1e-9)


def test_a_plan_without_people_has_a_spread_of_nothing(rules):
    risk = simulate_results(tried(plan_of(), rules), 200)
    assert (risk.cost.mean, risk.talent_lost.mean) == (0.0, 0.0)


def test_the_same_seed_gives_the_same_draws_and_another_gives_others(rules):
    plan = twelve_people()
    once, again, other = (simulate(plan, "One of each", rules, 500, seed) for seed in (7, 7, 8))
    np.testing.assert_array_equal(once.cost.draws, again.cost.draws)
    np.testing.assert_array_equal(once.over, again.over)
    assert (once.cost.draws != other.cost.draws).any()


def test_more_draws_only_add_to_those_before(rules):
    few, many = (simulate(twelve_people(), "One of each", rules, draws) for draws in (300, 2_500))
    np.testing.assert_array_equal(few.cost.draws, many.cost.draws[:300])
    assert len(many.cost.draws) == many.draws == 2_500


def test_drawn_assumptions_spread_the_bill_wider(samples):
    results = samples[1]
    fixed, drawn = (simulate_results(results, 2_000, fixed_assumptions=one) for one in (True, False))
    assert drawn.cost.draws.std() > 1.2 * fixed.cost.draws.std()
    assert fixed.drawn == ()
    keys = {one.key for one in drawn.drawn}
    assert {"leaver_rate", "saving_buy", "accept_ring_fence", "vacancy_fill"} <= keys
    assert {one.key for one in drawn.held} == {"match_threshold", "re_employment_rate"}


def test_a_run_can_be_stopped(rules):
    def stop(share, doing):
        if share > 0.3:
            raise CancelledError

    with pytest.raises(CancelledError):
        simulate(twelve_people(), "One of each", rules, 10_000, tick=stop)


def test_progress_goes_up_to_one(rules):
    told = []
    simulate(twelve_people(), "One of each", rules, 3_000, tick=lambda share, doing: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_scenario_that_is_not_there_is_named(rules):
    with pytest.raises(UnknownScenarioError):
        simulate(twelve_people(), "Nowhere", rules, 10)


def test_people_with_two_jobs_resign_from_both(rules):
    rows = [person("E1", "CON", fte=0.5), person("E1", "RED", fte=0.5)]
    results = tried(plan_of(staff=rows, assumptions={"leaver_rate": 0.4}), rules)
    risk = simulate_results(results, 2_000, fixed_assumptions=True)
    assert set(risk.heads.draws.tolist()) == {0.0, 2.0}


def test_the_tables_by_receiver_and_year_have_every_row(samples):
    results = samples[0]
    risk = simulate_results(results, 400)
    assert len(risk.receivers) == len(results.receivers)
    both = risk.receivers.merge(results.receivers, on=["receiver", "year"], suffixes=("", "_evaluated"))
    pd.testing.assert_series_equal(both["expected"], both["over"], check_names=False)
    known = risk.receivers["target"].notna()
    assert risk.receivers.loc[known, "chance_met"].between(0, 1).all()
    assert risk.receivers.loc[~known, "chance_met"].isna().all()
    ordered = risk.receivers.loc[known, ["p10", "p50", "p90"]].to_numpy()
    assert (np.diff(ordered, axis=1) >= 0).all()
    one = risk.position(risk.receivers["receiver"].iloc[0], risk.receivers["year"].iloc[0])
    assert one.mean == pytest.approx(risk.receivers["mean"].iloc[0])
