"""What chance would do: tests, intervals and corrections, each over whole columns of comparisons.

Every test asks one question: were the outcomes, or the odds, dealt anew among the same people without
regard to group, how often would two groups lie as far apart?

- **Names** are observations. Where a cell of the 2 × 2 table would be expected to hold fewer than five,
  the answer is counted out exactly (Fisher); else it is Pearson's chi-square.
- **Odds** are no observations: nobody has been chosen yet, and a test of "significance" on expected
  numbers would treat a forecast as a count. The odds are taken as scores of the people who have them, and
  the permutation test of Fisher and Pitman asks whether scores dealt without regard to group would part
  the groups as much. Its mean and variance are exact; the normal curve stands for the rest, which holds
  from about ten people a group. A small answer says that a group sits in jobs with other prospects, not
  that anybody was treated unfairly.
- The **range** of a rate on odds is that of the draw: where the group's rate will lie in 95 draws of 100 if
  each person's odds are right. People are drawn apart, so it is a little wide, since posts that one takes
  another cannot have. On names it is Wilson's interval.
- **Several comparisons** at once are corrected after Holm: the chance that any of them is called a
  difference where there is none stays below the level.
"""

from math import erfc, sqrt

import numpy as np

from planner.engine.columns import Booleans, Floats, divided

SURE = 1.959963984540054
"""Standard errors on either side that hold 95 in 100 of the normal curve."""
ENOUGH_EXPECTED = 5.0
"""Expected count of a cell from which Pearson's chi-square is trusted (Cochran's rule)."""
_ALIKE = 1 + 1e-7
"""Tables whose chances part by less than this are as likely as each other."""


def normal_tails(z: Floats) -> Floats:
    """The chance of lying as far from nil as ``z``, on either side."""
    return np.array([erfc(abs(one) / sqrt(2)) for one in np.ravel(z)]).reshape(np.shape(z))


def are_alike(
    n: Floats, mean: Floats, square: Floats, n_other: Floats, mean_other: Floats, square_other: Floats
) -> Booleans:
    """Whether everybody in two groups has the same score, so that there is nothing to compare."""
    return np.asarray(_spread(n, mean, square, n_other, mean_other, square_other) <= 0)


def _spread(
    n: Floats, mean: Floats, square: Floats, n_other: Floats, mean_other: Floats, square_other: Floats
) -> Floats:
    """The sum of squares about the mean of both groups; nil where it is nothing but rounding."""
    grand = divided(n * mean + n_other * mean_other, n + n_other)
    squares = square + square_other
    found = squares - (n + n_other) * grand**2
    return np.where(found > 1e-12 * np.maximum(1.0, squares), found, 0.0)


def dealt_scores(
    n: Floats, mean: Floats, square: Floats, n_other: Floats, mean_other: Floats, square_other: Floats
) -> Floats:
    """The permutation test of two groups' scores, given their people, mean and sum of squares.

    Returns:
        p, two-sided; 1 where all scores are alike.
    """
    whole = n + n_other
    spread = _spread(n, mean, square, n_other, mean_other, square_other)
    between = divided(n * n_other, whole) * (mean - mean_other) ** 2
    return normal_tails(np.sqrt(divided((whole - 1) * between, spread)))


def two_by_two(yes: Floats, n: Floats, yes_other: Floats, n_other: Floats) -> Floats:
    """Return p of each 2 × 2 table of counts, on both sides: Fisher's where it is small, else chi-square."""
    whole, all_yes = n + n_other, yes + yes_other
    least = divided(
        np.minimum(n, n_other) * np.minimum(all_yes, whole - all_yes),
        whole,
    )
    apart = divided(yes, n) - divided(yes_other, n_other)
    share = divided(all_yes, whole)
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.abs(apart) / np.sqrt(share * (1 - share) * (1 / n + 1 / n_other))
    found = normal_tails(np.nan_to_num(z, nan=0.0, posinf=0.0))
    small = np.flatnonzero(least < ENOUGH_EXPECTED)
    found[small] = fisher_exact(yes[small], n[small], yes_other[small], n_other[small])
    return found


def fisher_exact(yes: Floats, n: Floats, yes_other: Floats, n_other: Floats) -> Floats:
    """The chance of each table as unlikely as it is or more so, with its margins as they are."""
    if not len(yes):
        return np.zeros(0)
    whole, all_yes = n + n_other, yes + yes_other
    first, last = np.maximum(0.0, all_yes - n_other), np.minimum(n, all_yes)
    steps: Floats = np.arange(float((last - first).max()) + 1)
    cell = first[:, None] + steps
    is_there = cell <= last[:, None]
    cell = np.minimum(cell, last[:, None])
    chances = np.where(is_there, _dealt_exactly(cell, whole, all_yes, n), 0.0)
    own = _dealt_exactly(yes[:, None], whole, all_yes, n)
    unlikely = np.where(chances <= own * _ALIKE, chances, 0.0).sum(axis=1)
    is_table = (n > 0) & (n_other > 0) & (all_yes > 0) & (all_yes < whole)
    return np.where(is_table, np.minimum(1.0, unlikely), 1.0)


def _dealt_exactly(cell: Floats, whole: Floats, all_yes: Floats, n: Floats) -> Floats:
    """The chance that ``cell`` of ``n`` people are among the ``all_yes`` of a whole (hypergeometric)."""
    from scipy.special import gammaln

    def ways(of: Floats, some: Floats) -> Floats:
        return np.asarray(gammaln(of + 1) - gammaln(some + 1) - gammaln(of - some + 1))

    yes, every, mine = all_yes[:, None], whole[:, None], n[:, None]
    return np.exp(ways(yes, cell) + ways(every - yes, mine - cell) - ways(every, mine))


def several_groups(n: Floats, mean: Floats, square: Floats) -> float:
    """Return p of all groups together: the permutation test of their scores; NaN for fewer than two groups.

    On counts (scores of 0 and 1) this is the chi-square test of the whole table, but for a factor of
    (N - 1) / N.
    """
    from scipy.special import gammaincc

    there = n > 0
    if there.sum() < 2:
        return float("nan")
    whole = float(n[there].sum())
    grand = float((n[there] * mean[there]).sum()) / whole
    spread = float(square[there].sum()) - whole * grand**2
    if spread <= 1e-12 * max(1.0, float(square.sum())):
        return 1.0
    far = (whole - 1) * float((n[there] * (mean[there] - grand) ** 2).sum()) / spread
    return float(gammaincc((there.sum() - 1) / 2, far / 2))


def range_of_draw(n: Floats, expected: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Where the rate of a group lies in 95 draws of 100, given the sum of its odds and of p(1 - p)."""
    reach = SURE * np.sqrt(np.maximum(variance, 0.0)) + np.where(variance > 0, 0.5, 0.0)
    low, high = divided(expected - reach, n, np.nan), divided(expected + reach, n, np.nan)
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def wilson(yes: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Wilson's 95% interval of a rate."""
    rate = divided(yes, n, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = (rate + SURE**2 / (2 * n)) / (1 + SURE**2 / n)
        reach = SURE * np.sqrt(rate * (1 - rate) / n + SURE**2 / (4 * n**2)) / (1 + SURE**2 / n)
    return np.clip(middle - reach, 0.0, 1.0), np.clip(middle + reach, 0.0, 1.0)


def ratio_range(
    rate: Floats, relative: Floats, other: Floats, relative_other: Floats
) -> tuple[Floats, Floats, Floats]:
    """The ratio of two rates with its 95% range, from the relative variance of each; NaN where one is nil."""
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(other > 0, rate / other, np.nan)
        reach = np.exp(SURE * np.sqrt(relative + relative_other))
        is_known = (rate > 0) & (other > 0)
        low, high = np.where(is_known, ratio / reach, np.nan), np.where(is_known, ratio * reach, np.nan)
    return ratio, low, high


def holm(p: Floats) -> Floats:
    """Each p corrected for all those that are looked at together; NaN is not looked at."""
    found = np.full(len(p), np.nan)
    looked = np.flatnonzero(~np.isnan(p))
    order = looked[np.argsort(p[looked], kind="stable")]
    steps = p[order] * (len(order) - np.arange(len(order)))
    found[order] = np.minimum(1.0, np.maximum.accumulate(steps))
    return found
