"""How many of a small pool are made redundant, through every stage, beside each way it can go."""

from collections import defaultdict
from math import comb

import pytest

from planner.engine.evaluate import evaluate
from planner.risk.simulate import simulate_results
from planner.rules.rulebook import load_rules
from tests.planner.engine.small_plans import SCENARIO, claim, person, plan_of, post

ACCEPTS = {"lift": 0.9, "competes": 0.8, "ring_fence": 0.7, "redeployment": 0.6}
OWN_POSTS, FAMILY_POSTS, OTHER_POSTS, LOWER_POSTS = 2, 1, 1, 1
DRAWS = 40_000


def the_plan(heads):
    """People of one pool, all alike; posts of their own, in the family, elsewhere, and a band lower."""
    return plan_of(
        staff=[person(f"E{at}") for at in range(heads)],
        posts=[
            post("X1", "C1", "CON", "7", OWN_POSTS),
            post("X2", "C2", "PRO", "7", FAMILY_POSTS),
            post("X3", "C2", "RED", "7", OTHER_POSTS),
            post("X4", "C2", "RED", "6", LOWER_POSTS),
        ],
        allocations=[claim("CON", "C1", "do"), claim("PRO", "C2", "do"), claim("RED", "C2", "do")],
        assumptions={
            "leaver_rate": 0.25,
            "accept_lift_and_shift": ACCEPTS["lift"],
            "accept_competitive_slot_in": ACCEPTS["competes"],
            "accept_ring_fence": ACCEPTS["ring_fence"],
            "accept_redeployment": ACCEPTS["redeployment"],
        },
    )


def every_way(heads, stays):
    """The chance of each number made redundant, all ways written out."""
    ways = {(one, OWN_POSTS): chance for one, chance in enumerate(_some_of(heads, stays))}
    ways = _round(ways, lambda seek, posts: ACCEPTS["lift" if posts >= seek else "competes"])
    ways = _round(_more(ways, FAMILY_POSTS), lambda *_: ACCEPTS["ring_fence"])
    ways = _round(_more(ways, OTHER_POSTS), lambda *_: ACCEPTS["redeployment"])
    ways = _round(_only(ways, LOWER_POSTS), lambda *_: ACCEPTS["redeployment"])
    found = defaultdict(float)
    for (seek, _), chance in ways.items():
        found[seek] += chance
    return found


def _some_of(number, chance):
    return [comb(number, k) * chance**k * (1 - chance) ** (number - k) for k in range(number + 1)]


def _more(ways, posts):
    return {(seek, open_ + posts): chance for (seek, open_), chance in ways.items()}


def _only(ways, posts):
    found = defaultdict(float)
    for (seek, _), chance in ways.items():
        found[seek, posts] += chance
    return dict(found)


def _round(ways, accepts):
    """As many offers as there are posts or seekers; who accepts takes the post, who refuses leaves."""
    found = defaultdict(float)
    for (seek, posts), chance in ways.items():
        offers = min(seek, posts)
        for taken, likely in enumerate(_some_of(offers, accepts(seek, posts))):
            found[seek - offers, posts - taken] += chance * likely
    return dict(found)


@pytest.mark.parametrize("heads", [2, 5, 8])
def test_every_stage_takes_as_many_as_it_has_posts(heads):
    results = evaluate(the_plan(heads), SCENARIO, load_rules())
    stays = 1 - float(results.people["p_resigned"].iloc[0])
    exact = every_way(heads, stays)
    assert sum(exact.values()) == pytest.approx(1)
    drawn = simulate_results(results, DRAWS, seed=11, fixed_assumptions=True)
    for number in range(heads + 1):
        chance = exact[number]
        error = (max(chance * (1 - chance), 1e-9) / DRAWS) ** 0.5
        assert (drawn.heads.draws.round(6) == number).mean() == pytest.approx(chance, abs=4 * error + 1e-9)
    each = float(results.people["cost_if_redundant"].iloc[0])
    assert drawn.cost.draws == pytest.approx(drawn.heads.draws * each, rel=1e-4)
    assert drawn.provision.amount == pytest.approx(drawn.cost.draws.mean())
    assert drawn.cost.p10 <= drawn.cost.p50 <= drawn.cost.p90
