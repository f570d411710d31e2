"""Draw what may happen thousands of times over: how sure the figures of a scenario are."""

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from itertools import islice
from threading import Event

import numpy as np

from planner.base.errors import CancelledError
from planner.base.ticks import Tick, no_tick
from planner.engine.basis import Basis
from planner.engine.evaluate import evaluate
from planner.engine.workings import Workings
from planner.model.assumptions import Assumption
from planner.model.plan import Plan
from planner.model.results import Results
from planner.risk import DRAWS, SEED
from planner.risk.assumed import SLIP, DrawnAssumptions, drawn, has_range, in_doubt
from planner.risk.draws import Drawn, draw_chunk
from planner.risk.field import Field, field_of
from planner.risk.outcome import Risk, Spread, joined, provision_of, receivers_of, years_of
from planner.risk.positions import Positions, positions_of
from planner.risk.rows import GoOn
from planner.risk.slip import NO_MONTHS, may_slip, months_of, moved_later, whole_months
from planner.rules.rulebook import RuleBook

CHUNK = 2000
"""Draws that are held in memory together; the last of them may be more than are asked for."""

WORKERS = 2
"""Chunks drawn at the same time. Each has a generator of its own, so that the draws do not depend on it."""

FIGURES = tuple(one.name for one in fields(Drawn))

SET_OUT = 0.1
"""The part of a run's progress that goes before the first draw."""

BETWEEN_TICKS = 0.05
"""Seconds between two looks at whether the draws are still wanted."""


def simulate(
    plan: Plan,
    scenario: str,
    rules: RuleBook,
    draws: int = DRAWS,
    seed: int = SEED,
    tick: Tick = no_tick,
    basis: Basis | None = None,
    *,
    fixed_assumptions: bool = False,
    by_expected_odds: bool = False,
) -> Risk:
    """Draw what may happen to everybody, and what it comes to.

    In each draw people resign or stay; posts are competed for, stage by stage, with as many winners as
    there are posts; winners accept or refuse. Each assumption with a low and a high is drawn between them,
    and so is by how many months the work moves late.

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
    draws: int = DRAWS,
    seed: int = SEED,
    tick: Tick = no_tick,
    *,
    fixed_assumptions: bool = False,
    by_expected_odds: bool = False,
    workers: int = WORKERS,
) -> Risk:
    """As ``simulate``, for a scenario that is evaluated already, by so many workers at a time."""
    work = results.workings
    assert isinstance(work, Workings)  # noqa: S101 - every evaluation keeps its workings
    fixed = fixed_assumptions or by_expected_odds
    doubtful = (
        ()
        if fixed
        else tuple(one for one in in_doubt(work.ground.assumptions) if one.key != SLIP or may_slip(work))
    )
    settings = _settings(work, doubtful, tick)
    positions = settings[NO_MONTHS].positions

    def chunk(begin: int, go_on: GoOn) -> Drawn:
        rng = np.random.Generator(np.random.SFC64([seed, begin]))
        values = drawn(work.ground.assumptions, doubtful, CHUNK, rng)
        return _draw(settings, values, rng, go_on, by_expected_odds=by_expected_odds)

    chunks = _in_chunks(chunk, draws, tick, workers)
    tick(1.0, "Done")
    return _risk(results, chunks, positions, doubtful, draws, seed)


@dataclass(frozen=True, slots=True, eq=False)
class _Setting:
    """A scenario as draws need it, on the days of its plan or some months later."""

    field: Field
    positions: Positions


def _settings(work: Workings, doubtful: tuple[Assumption, ...], tick: Tick) -> dict[int, _Setting]:
    """The scenario by how many months its work moves late, nil always among them."""
    slip = next((months_of(one) for one in doubtful if one.key == SLIP), ())
    found: dict[int, _Setting] = {}
    for at, months in enumerate(sorted({NO_MONTHS, *slip})):
        tick(SET_OUT * at / (len(slip) + 1), "Setting out the draws")
        late = moved_later(work, months)
        field = field_of(late, doubtful)
        first = found.get(NO_MONTHS)
        # Costs against targets are of full years, whichever month the work moves in.
        is_alike = first is not None and field.lots.are_as(first.field.lots)
        positions = first.positions if first and is_alike else positions_of(late, field.lots, doubtful)
        found[months] = _Setting(field, positions)
    return found


def _draw(
    settings: dict[int, _Setting],
    values: DrawnAssumptions,
    rng: np.random.Generator,
    go_on: GoOn,
    *,
    by_expected_odds: bool,
) -> Drawn:
    """Draw one chunk: each draw on the scenario as many months late as it has them."""
    late = np.broadcast_to(whole_months(values[SLIP]), (CHUNK,))
    parts, places = [], []
    for months, setting in settings.items():
        mine = np.flatnonzero(late == months)
        if len(mine):
            part = draw_chunk(
                setting.field, setting.positions, values.part(mine), len(mine), rng, go_on,
                by_expected_odds=by_expected_odds,
            )  # fmt: skip
            parts.append(part)
            places.append(mine)
    order = np.argsort(np.concatenate(places))
    return Drawn(
        *(np.concatenate([getattr(one, name) for one in parts], axis=-1)[..., order] for name in FIGURES)
    )


def _in_chunks(chunk: Callable[[int, GoOn], Drawn], draws: int, tick: Tick, workers: int) -> list[Drawn]:
    """Draw all chunks, some at a time, in order; what the tick raises stops them."""
    is_stopped, chunks = Event(), list[Drawn]()

    def go_on() -> None:
        if is_stopped.is_set():
            raise CancelledError

    with ThreadPoolExecutor(min(workers, os.cpu_count() or 1)) as pool:
        begins = iter(range(0, draws, CHUNK))
        waiting = deque(pool.submit(chunk, begin, go_on) for begin in islice(begins, workers))
        try:
            while waiting:
                done = min(len(chunks) * CHUNK, draws)
                tick(SET_OUT + (1 - SET_OUT) * done / draws, f"Draw {done:,} of {draws:,}")
                try:
                    chunks.append(waiting[0].result(timeout=BETWEEN_TICKS))
                except TimeoutError:
                    continue
                waiting.popleft()
                waiting.extend(pool.submit(chunk, begin, go_on) for begin in islice(begins, 1))
        finally:
            is_stopped.set()
    return chunks


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
