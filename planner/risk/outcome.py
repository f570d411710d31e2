"""What the draws of a scenario came to: spreads, chances, and what to provide for."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd

from planner.engine.columns import Booleans, Floats
from planner.model.assumptions import Assumption
from planner.model.results import Results
from planner.risk.positions import Positions
from planner.risk.rows import Singles

HALF_A_PENNY = 0.005
STEPS_OF_CONVERGENCE = 50
SURE_WITHIN = 1.96
"""Standard errors either side of a mean between which the true mean lies in 95 of 100 cases."""


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """One figure over all draws.

    Attributes:
        name, unit: what it is; ``£``, ``people`` or ``%``.
        expected: the evaluation's figure, worked out from expected numbers at the assumptions' values.
        draws: (D,) the figure of each draw.
    """

    name: str
    unit: str
    expected: float
    draws: Floats

    @property
    def mean(self) -> float:
        """The mean of the draws."""
        return float(self.draws.mean())

    @property
    def standard_error(self) -> float:
        """How far the mean may be off by the chance of the draws: one standard error."""
        return float(self.draws.std(ddof=1) / sqrt(len(self.draws))) if len(self.draws) > 1 else float("nan")

    def percentile(self, per_cent: float) -> float:
        """The figure that ``per_cent`` of the draws do not pass."""
        return float(np.percentile(self.draws, per_cent))

    @property
    def p10(self) -> float:
        """One draw in ten is at or below this."""
        return self.percentile(10)

    @property
    def p50(self) -> float:
        """As many draws are above this as below."""
        return self.percentile(50)

    @property
    def p90(self) -> float:
        """One draw in ten is above this."""
        return self.percentile(90)

    def share_at_or_below(self, figure: float) -> float:
        """0 to 1: the share of draws that do not pass a figure."""
        return float((self.draws <= figure).mean())

    def histogram(self, bins: int = 40) -> pd.DataFrame:
        """The whole spread in bins of one width: low, high, draws, share (0 to 1)."""
        counts, edges = np.histogram(self.draws, bins)
        return pd.DataFrame(
            {"low": edges[:-1], "high": edges[1:], "draws": counts, "share": counts / max(len(self.draws), 1)}
        )

    def convergence(self) -> pd.DataFrame:
        """How the mean settles: draws so far, mean, low and high of its 95% error bar."""
        total = len(self.draws)
        steps = STEPS_OF_CONVERGENCE if total > 1 else 0
        count = np.unique(np.linspace(2, total, steps).astype(np.int64))
        # Sums of differences from the first draw, so that large figures keep their last digits.
        away = self.draws - self.draws[:1]
        sums, squares = np.cumsum(away), np.cumsum(away**2)
        mean = sums[count - 1] / count
        variance = np.maximum(squares[count - 1] - count * mean**2, 0.0) / np.maximum(count - 1, 1)
        error = SURE_WITHIN * np.sqrt(variance / count)
        mean = mean + self.draws[:1]
        return pd.DataFrame({"draws": count, "mean": mean, "low": mean - error, "high": mean + error})


@dataclass(frozen=True, slots=True)
class Provision:
    """What to book for redundancies.

    Attributes:
        amount: £, the mean of the draws: the expected value.
        percentile: 0 to 100, the share of draws that it covers.
        reserve: £ to hold beside it, up to ``reserve_percentile``.
        why: why that figure, in sentences.
    """

    amount: float
    percentile: float
    reserve: float
    reserve_percentile: float
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Risk:
    """How sure a scenario's figures are.

    Attributes:
        scenario, draws, seed: what was drawn, how often, from which seed.
        cost: redundancy cost, £; ``heads`` people made redundant with payment; ``talent_lost`` %.
        provision: what to book for redundancy cost.
        receivers: by receiver and year: receiver, name, year, target, expected, mean, standard_error,
            p10, p50, p90 (£ a year over target, below nil where under), chance_met (0 to 1; NaN where
            there is no target).
        years: by year: year, expected, mean, standard_error, p10, p50, p90 (£ over target, the sum of all
            receivers that have one), chance_all_met.
        over: (rows of ``receivers``, draws) £ a year over target.
        drawn: the assumptions that were drawn; none where they were fixed.
        held: those that have a range and were not: no drawn figure depends on them, or they were fixed.
    """

    scenario: str
    draws: int
    seed: int
    cost: Spread
    heads: Spread
    talent_lost: Spread
    provision: Provision
    receivers: pd.DataFrame
    years: pd.DataFrame
    over: Singles
    drawn: tuple[Assumption, ...]
    held: tuple[Assumption, ...]

    def position(self, receiver: str, year: str) -> Spread:
        """One receiver's operating cost over target in one year."""
        rows = (self.receivers["receiver"] == receiver) & (self.receivers["year"] == year)
        at = int(np.flatnonzero(rows.to_numpy())[0])
        name = f"{self.receivers['name'].iloc[at]}, {year}"
        expected = float(self.receivers["expected"].iloc[at])
        return Spread(name, "£", expected, self.over[at].astype(np.float64))


RESERVE_PERCENTILE = 90.0
FEW_PEOPLE = 20.0
"""Expected redundancies below which the mean says little of any one outcome."""


def provision_of(cost: Spread, heads: Spread) -> Provision:
    """What to book: the expected value, as accounts require where many people each may or may not leave."""
    covered = cost.share_at_or_below(cost.mean) * 100
    reserve = max(cost.percentile(RESERVE_PERCENTILE) - cost.mean, 0.0)
    why = (
        "IAS 37 asks for the expected value of an obligation to many people: each outcome weighed by its"
        f" chance, which is the mean of the draws. It covers {covered:.0f} draws in 100. What lies between"
        f" it and the figure that covers {RESERVE_PERCENTILE:.0f} in 100 is not booked: hold it as a reserve,"
        " or disclose it."
    )
    if heads.mean < FEW_PEOPLE:
        why += (
            " Few redundancies are expected here, so that one outcome differs much from the next; where a"
            " single outcome is by far the likeliest, IAS 37 lets that one be booked."
        )
    return Provision(cost.mean, covered, reserve, RESERVE_PERCENTILE, why)


def spreads_of(over: Singles) -> dict[str, Floats]:
    """Mean, standard error and percentiles of each row (n, draws)."""
    exact = over.astype(np.float64)
    low, middle, high = np.percentile(exact, [10, 50, 90], axis=1) if exact.size else np.zeros((3, len(over)))
    error = (
        exact.std(axis=1, ddof=1) / sqrt(over.shape[1]) if over.shape[1] > 1 else np.full(len(over), np.nan)
    )
    return {"mean": exact.mean(axis=1), "standard_error": error, "p10": low, "p50": middle, "p90": high}


def receivers_of(results: Results, positions: Positions, over: Singles) -> pd.DataFrame:
    """The receivers' table of ``Risk``."""
    names, years = len(positions.receivers), len(positions.years)
    by_year = results.receivers["over"].to_numpy(dtype=np.float64).reshape(years, names)
    known = ~np.isnan(positions.target)
    return pd.DataFrame(
        {
            "receiver": pd.Series(np.repeat(np.array(positions.receivers, dtype=object), years), dtype="str"),
            "name": pd.Series(np.repeat(np.array(positions.names, dtype=object), years), dtype="str"),
            "year": pd.Series(list(positions.years) * names, dtype="str"),
            "target": positions.target,
            "expected": by_year.T.reshape(-1),
            **spreads_of(over),
            "chance_met": np.where(known, _is_met(over).mean(axis=1), np.nan),
        }
    )


def years_of(positions: Positions, receivers: pd.DataFrame, over: Singles) -> pd.DataFrame:
    """The table by year of ``Risk``, over all receivers that have a target."""
    years = len(positions.years)
    table = over.reshape(len(positions.receivers), years, over.shape[1])
    known = ~np.isnan(positions.target).reshape(-1, years)[:, 0] if years else np.zeros(0, dtype=bool)
    expected = receivers["expected"].to_numpy().reshape(-1, years)
    if not known.any():
        nothing = np.full(years, np.nan)
        spread = dict.fromkeys(("mean", "standard_error", "p10", "p50", "p90"), nothing)
        summed, chance = nothing, nothing
    else:
        spread = spreads_of(table[known].sum(axis=0, dtype=np.float64).astype(np.float32))
        summed = expected[known].sum(axis=0)
        chance = _is_met(table[known]).all(axis=0).mean(axis=1)
    year = pd.Series(list(positions.years), dtype="str")
    return pd.DataFrame({"year": year, "expected": summed, **spread, "chance_all_met": chance})


def _is_met(over: Singles) -> Booleans:
    """Whether each figure is within its target, to the penny."""
    return np.asarray(over < HALF_A_PENNY)


def joined(parts: Sequence[Floats], draws: int) -> Floats:
    """The draws of all chunks, ``draws`` of them."""
    return np.concatenate(parts, axis=-1)[..., :draws]
