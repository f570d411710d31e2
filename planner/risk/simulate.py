"""Draw what may happen thousands of times over: how sure the figures of a scenario are."""

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import numpy as np

from planner.base.ticks import Tick, no_tick
from planner.engine.basis import Basis
from planner.engine.evaluate import evaluate
from planner.engine.workings import Workings
from planner.model.assumptions import Assumption
from planner.model.plan import Plan
from planner.model.results import Results
from planner.risk.assumed import drawn, has_range, in_doubt
from planner.risk.draws import Drawn, draw_chunk
from planner.risk.field import field_of
from planner.risk.outcome import Risk, Spread, joined, provision_of, receivers_of, years_of
from planner.risk.positions import Positions, positions_of
from planner.rules.rulebook import RuleBook

CHUNK = 1000
"""Draws that are held in memory together; the last of them may be more than are asked for."""

WORKERS = 2
"""Chunks drawn at the same time. Each has a generator of its own, so that the draws do not depend on it."""


def simulate(
    plan: Plan,
    scenario: str,
    rules: RuleBook,
    draws: int = 10_000,
    seed: int = 1,
    tick: Tick = no_tick,
    basis: Basis | None = None,
    *,
    fixed_assumptions: bool = False,
    by_expected_odds: bool = False,
) -> Risk:
    """Draw what may happen to everybody, and what it comes to.

    In each draw people resign or stay; posts are competed for, stage by stage, with as many winners as
    there are posts; winners accept or refuse. Each assumption with a low and a high is drawn between them;
    the days on which work moves are the plan's, since no assumption says how far they may slip.

    Args:
        plan: may hold rows in error; they are left out.
        scenario: its name.
        rules: the dated rules.
        draws: how many; the first of them are the same whatever the number.
        seed: the same seed gives the same draws.
        tick: told of progress; may raise ``CancelledError``.
        basis: ``basis_of(plan, rules)``, where the caller has it already.
        fixed_assumptions: leave assumptions at their values, so that only people are drawn.
        by_expected_odds: offer posts in the proportions that the evaluation expects. Its mean is then the
            evaluation's, as ``planner.risk.agreement`` shows. Assumptions are then fixed too.

    Raises:
        UnknownScenarioError: the plan has no such scenario.
    """
    tick(0.0, "Evaluating the scenario")
    results = evaluate(plan, scenario, rules, basis=basis)
    return simulate_results(
        results, draws, seed, tick, fixed_assumptions=fixed_assumptions, by_expected_odds=by_expected_odds
    )


def simulate_results(
    results: Results,
    draws: int = 10_000,
    seed: int = 1,
    tick: Tick = no_tick,
    *,
    fixed_assumptions: bool = False,
    by_expected_odds: bool = False,
) -> Risk:
    """As ``simulate``, for a scenario that is evaluated already."""
    work = results.workings
    assert isinstance(work, Workings)  # noqa: S101 - every evaluation keeps its workings
    fixed = fixed_assumptions or by_expected_odds
    doubtful = () if fixed else in_doubt(work.ground.assumptions)
    field = field_of(work, doubtful)
    positions = positions_of(work, field.lots, doubtful)

    def chunk(begin: int) -> Drawn:
        rng = np.random.Generator(np.random.SFC64([seed, begin]))
        values = drawn(work.ground.assumptions, doubtful, CHUNK, rng)
        return draw_chunk(field, positions, values, CHUNK, rng, by_expected_odds=by_expected_odds)

    chunks: list[Drawn] = []
    with ThreadPoolExecutor(min(WORKERS, os.cpu_count() or 1)) as workers:
        begins = iter(range(0, draws, CHUNK))
        waiting = deque(workers.submit(chunk, begin) for begin in islice(begins, WORKERS))
        while waiting:
            tick(0.05 + 0.95 * len(chunks) * CHUNK / draws, f"Draw {len(chunks) * CHUNK:,} of {draws:,}")
            chunks.append(waiting.popleft().result())
            waiting.extend(workers.submit(chunk, begin) for begin in islice(begins, 1))
    tick(1.0, "Done")
    return _risk(results, chunks, positions, doubtful, draws, seed)


def _risk(
    results: Results,
    chunks: list[Drawn],
    positions: Positions,
    doubtful: tuple[Assumption, ...],
    draws: int,
    seed: int,
) -> Risk:
    """Bring the chunks together."""
    headline = results.headline
    paid = float(results.people["p_redundant"].sum())
    cost = Spread(
        "Redundancy cost", "£", headline.redundancy_cost, joined([one.cost for one in chunks], draws)
    )
    heads = Spread("People made redundant", "people", paid, joined([one.heads for one in chunks], draws))
    lost = joined([one.talent_lost for one in chunks], draws)
    over = np.concatenate([one.over for one in chunks], axis=1)[:, :draws]
    receivers = receivers_of(results, positions, over)
    return Risk(
        scenario=results.scenario,
        draws=draws,
        seed=seed,
        cost=cost,
        heads=heads,
        talent_lost=Spread("Talent lost", "%", headline.talent_lost_percent, lost),
        provision=provision_of(cost, heads),
        receivers=receivers,
        years=years_of(positions, receivers, over),
        over=over,
        drawn=doubtful,
        held=tuple(
            one
            for one in results.assumptions.entries()
            if has_range(one) and one.key not in {other.key for other in doubtful}
        ),
    )
