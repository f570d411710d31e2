"""Round amounts for scales and classes."""

from collections.abc import Sequence
from math import floor, log10

SIZES = (1, 2, 2.5, 5, 10)


def round_step(least: float, sizes: Sequence[float] = SIZES) -> float:
    """The smallest round amount from ``least`` on: one of ``sizes``, up to 10, times a power of ten.

    Args:
        least: above nil.
        sizes: what counts as round, smallest first; the last is 10.
    """
    power = 10.0 ** floor(log10(least))
    return next(power * size for size in sizes if power * size >= least)
