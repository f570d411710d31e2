"""Pounds and pence: the one place where money is rounded and shown."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_HAIR = 1e-7
"""Pence. A sum that is half a penny on paper can miss it by this much in binary."""
_LAST_BITS = 4 * np.finfo(np.float64).eps
"""The same as a share, which is more where there are over a million pounds."""


def to_the_penny(pounds: npt.ArrayLike) -> Floats:
    """Round pounds half up to the penny, away from zero for amounts below nil.

    Args:
        pounds: any shape, in pounds; NaN stays NaN.

    Returns:
        An array of the same shape.
    """
    amount = np.asarray(pounds, dtype=np.float64)
    exact = np.abs(amount) * 100
    pence = np.floor(exact + 0.5 + np.maximum(_HAIR, exact * _LAST_BITS))
    return np.asarray(np.copysign(pence / 100, amount) + 0.0)


def penny(pounds: float) -> float:
    """Round one amount half up to the penny."""
    return float(to_the_penny(pounds))


def pounds_text(amount: Any, pence: bool = False) -> str:
    """Write an amount as a user would: ``£1,234``, ``-£56.70``; a dash where not known."""
    if amount is None or not np.isfinite(amount):
        return "–"
    rounded = float(to_the_penny(amount)) if pence else float(np.floor(abs(amount) + 0.5))
    sign = "-" if amount < 0 and rounded != 0 else ""
    return f"{sign}£{abs(rounded):,.2f}" if pence else f"{sign}£{abs(rounded):,.0f}"
