"""Round amounts along an axis."""

from math import ceil, floor

from planner.base.round_steps import round_step


def round_ticks(low: float, high: float, most: int) -> list[float]:
    """Round amounts from ``low`` to ``high``, evenly apart, ``most`` of them at most.

    Returns:
        At least one; those of 1, 2, 2.5 or 5 times a power of ten apart.
    """
    if high <= low:
        return [low]
    step = round_step((high - low) / max(most, 1) * (1 - 1e-9))
    first = ceil(low / step - 1e-9)
    last = floor(high / step + 1e-9)
    return [step * at for at in range(first, last + 1)] or [low]
