"""A mixed-integer programme as it is built, and its solution by HiGHS: always the same for the same rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from planner.base.errors import CancelledError, SolverError
from planner.engine.columns import Floats, Integers

SEED = 1
NO_LIMIT = float("inf")
PENALTY = 1_000.0
"""£ of the objective for each £ by which a limit is broken: enough that none is where it can be helped."""

Term = tuple[Integers, Floats | float]
"""Columns, and what each is times."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What the solver found.

    Attributes:
        values: of every column; None where it found nothing before it was stopped.
        objective: of those values; ``bound``: that nothing can be under.
        is_done: whether it reached the gap asked; False where time ran out.
    """

    values: Floats | None
    objective: float
    bound: float
    is_done: bool


@dataclass(slots=True)
class Programme:
    """Columns from nil up and rows between two numbers, as they are added."""

    highest: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    at: list[Integers] = field(default_factory=list)
    by: list[Floats] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def columns(self, number: int, high: float = NO_LIMIT, *, is_whole: bool = False) -> Integers:
        """Add columns from nil to ``high``; return their positions."""
        first = len(self.highest)
        self.highest += [high] * number
        self.whole += [is_whole] * number
        return np.arange(first, first + number)

    def row(self, terms: Sequence[Term], low: float = -NO_LIMIT, high: float = NO_LIMIT) -> None:
        """Hold a sum between two numbers."""
        at = np.concatenate([np.atleast_1d(one) for one, _ in terms])
        by = np.concatenate([np.broadcast_to(by, np.shape(np.atleast_1d(one))) for one, by in terms])
        if len(np.unique(at)) < len(at):
            at, back = np.unique(at, return_inverse=True)
            by = np.bincount(back.reshape(-1), by)
        live = by != 0
        self.at.append(at[live])
        self.by.append(by[live].astype(np.float64))
        self.starts.append(self.starts[-1] + int(live.sum()))
        self.low.append(low)
        self.high.append(high)

    def copy(self) -> "Programme":
        """A programme that can be added to while this one stays."""
        return Programme(*(list(getattr(self, name)) for name in Programme.__slots__))

    def solved(
        self,
        costs: Floats,
        seconds: float,
        gap: float,
        look: Callable[[], None],
        start: Floats | None = None,
    ) -> Solution:
        """Find the least cost.

        Args:
            costs: of every column.
            seconds: to stop after.
            gap: to stop at, as a part of the objective.
            look: called often; may raise ``CancelledError``.
            start: values of the first columns, whole ones, to begin from.

        Raises:
            CancelledError: ``look`` raised it.
        """
        import highspy

        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in {
            "output_flag": False, "threads": 1, "random_seed": SEED, "time_limit": max(seconds, 0.1),
            "mip_rel_gap": gap, "mip_abs_gap": 1e-6, "mip_feasibility_tolerance": 1e-7,
        }.items():  # fmt: skip
            solver.setOptionValue(name, value)
        if solver.passModel(self._model(costs)) == highspy.HighsStatus.kError:
            raise SolverError("The solver does not take the programme.")
        if start is not None:
            solver.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
        stopped: list[BaseException] = []

        def between(event: Any) -> None:
            try:
                look()
            except CancelledError as asked:
                stopped.append(asked)
                event.interrupt()

        solver.cbMipInterrupt += between
        solver.run()
        if stopped:
            raise stopped[0]
        return _read(solver)

    def _model(self, costs: Floats) -> Any:
        import highspy

        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.highest), len(self.low)
        model.col_cost_ = costs
        model.col_lower_ = np.zeros(len(self.highest))
        model.col_upper_ = np.array(self.highest)
        model.row_lower_, model.row_upper_ = np.array(self.low), np.array(self.high)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self.starts, dtype=np.int32)
        model.a_matrix_.index_ = np.concatenate(self.at).astype(np.int32)
        model.a_matrix_.value_ = np.concatenate(self.by)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[one] for one in self.whole]
        return model


def _read(solver: Any) -> Solution:
    import highspy

    status = solver.getModelStatus()
    done = status == highspy.HighsModelStatus.kOptimal
    late = status in (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kInterrupt)
    if not (done or late):
        raise SolverError(f"The solver stopped: {solver.modelStatusToString(status)}.")
    information = solver.getInfo()
    found = information.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(solver.getSolution().col_value) if found else None
    return Solution(values, information.objective_function_value, information.mip_dual_bound, done)


def less(term: Term, times: float = 1.0) -> Term:
    """The same sum, taken off."""
    return term[0], -times * np.asarray(term[1])


def together(terms: list[Term]) -> Term:
    """One sum of several."""
    at = [np.atleast_1d(columns) for columns, _ in terms]
    by = [np.broadcast_to(value, columns.shape) for columns, (_, value) in zip(at, terms, strict=True)]
    return np.concatenate(at), np.concatenate(by)


def whole(values: Floats) -> list[Term]:
    """A sum over all of the first columns."""
    return [(np.arange(len(values)), values)]
