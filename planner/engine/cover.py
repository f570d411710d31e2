"""When a function has the cover that it needs on day one."""

from typing import TypeVar

import numpy as np
import pandas as pd

Figures = TypeVar("Figures", float, pd.Series, np.ndarray)

AS_WRITTEN = 0.05
"""Percentage points: cover that is written like the least, to a tenth of a percent, is enough."""


def least_enough(least: Figures) -> Figures:
    """The cover in percent from which on the least is met."""
    return least - AS_WRITTEN
