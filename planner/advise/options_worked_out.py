"""Works out the terms of every option, as the engine's own steps say.

Up to the third stage a function's people, posts and money depend on nothing but what is done with that
function. So the engine is run once for each place in the lists of options, with every function at its
option of that place, and each run tells the terms of one option of every function.
"""

from collections.abc import Sequence

import numpy as np

from planner.advise.engine_run import Run, filled_cost, kind_at, run_of
from planner.advise.money_terms import money_terms
from planner.advise.people_terms import people_terms
from planner.advise.question import Question
from planner.advise.terms import Setting, Terms, options_offered
from planner.advise.written import resolved
from planner.base.dates import year_label
from planner.base.errors import NothingToProposeError
from planner.base.ticks import Tick, no_tick
from planner.engine.basis import Basis
from planner.engine.columns import ABSENT, Floats, Integers
from planner.engine.ground import ground_on
from planner.engine.operating_cost import (
    VSM,
    fixed_costs,
    targets,
)
from planner.model.tables import BANDS, SUPPORT_KINDS


def terms_of(basis: Basis, question: Question, tick: Tick = no_tick) -> Terms:
    """Work out the terms of every option.

    Args:
        basis: of the plan.
        question: what may be done; a locked choice has one option, that of the scenario in hand.
        tick: told of progress; may raise ``CancelledError``.

    Raises:
        NothingToProposeError: the plan has no work that anything could be done with.
    """
    if not question.choices:
        raise NothingToProposeError
    choice_at, counts, order = _shape(basis, question)
    runs: list[Run] = []
    for place in range(int(counts.max(initial=1))):
        tick(place / int(counts.max(initial=1)), "Working out the options")
        picks = [options[min(place, len(options) - 1)] for options in order]
        runs.append(run_of(ground_on(basis, resolved(basis, question, picks))))
    kinds = np.unique(np.concatenate([run.post_kinds for run in runs]), axis=0)
    setting = _setting(basis, runs[0], kinds, runs)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    tables = [_table(run, setting) for run in runs]
    rows = [(function, place) for function in range(len(counts)) for place in range(counts[function])]
    columns = {
        name: np.stack([tables[place][name][function] for function, place in rows]) for name in tables[0]
    }
    return Terms(setting=setting, start=start, choice_at=choice_at, **columns)


def _shape(basis: Basis, question: Question) -> tuple[Integers, Integers, list[tuple[int, ...]]]:
    """The choice of each function, how many options each has, and those of each choice."""
    order = options_offered(question)
    place = {choice.function: at for at, choice in enumerate(question.choices)}
    choice_at = np.array([place.get(str(code), ABSENT) for code in basis.land.functions], dtype=np.int64)
    counts = np.array([len(order[at]) if at != ABSENT else 1 for at in choice_at], dtype=np.int64)
    return choice_at, counts, order


def _setting(basis: Basis, run: Run, kinds: Integers, runs: Sequence[Run]) -> Setting:
    ground, land = run.ground, basis.land
    receivers = np.flatnonzero(~land.is_sender)
    assumptions, functions = ground.assumptions, ground.clean.functions
    announced = ground.facts.announced
    given = functions["minimum_cover"].to_numpy(dtype=np.float64)
    least = np.where(np.isnan(given), assumptions["check_statutory_cover_threshold"], given)
    target = np.broadcast_to(targets(land, assumptions), (len(land.organisations),))
    return Setting(
        families=len(land.families),
        family=land.family,
        kinds=kinds,
        accepts=np.array([assumptions["accept_ring_fence"]] * 2 + [assumptions["accept_redeployment"]]),
        vacancy=_vacancy(runs, kinds),
        receivers=receivers,
        receiver_codes=tuple(str(code) for code in land.organisations[receivers]),
        receiver_names=tuple(land.names[at] or str(land.organisations[at]) for at in receivers.tolist()),
        target=target[receivers],
        fixed=fixed_costs(land)[receivers],
        is_supplier=land.is_kind(*SUPPORT_KINDS)[receivers],
        value=float(ground.holders.value.sum()),
        years=tuple(year_label(int(one)) for one in ground.years),
        statutory=(functions["statutory"] == "Y").to_numpy(dtype=bool),
        least_cover=least,
        thresholds=np.array(
            [basis.rules[f"consultation_{name}_number"].at(announced).value for name in ("smaller", "larger")]
        ),
    )


def _vacancy(runs: Sequence[Run], kinds: Integers) -> Floats:
    table = np.zeros((len(runs[0].ground.years), len(BANDS), len(kinds)))
    for run in runs:
        kind = kind_at(run, kinds)
        table[:, run.filled.openings.band, kind] = filled_cost(run)
    table[:, VSM] = 0.0
    return table


def _table(run: Run, setting: Setting) -> dict[str, Floats]:
    """(F, …) every term, by the function that it is of."""
    return people_terms(run) | money_terms(run, setting)
