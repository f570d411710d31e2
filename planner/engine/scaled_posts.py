"""Posts that receivers open of themselves as rows of the Posts sheet, so many for each one."""

from collections.abc import Collection

import numpy as np
import pandas as pd

PLACE = ["receiver", "function", "band"]


def derived_posts_scaled(
    derived: pd.DataFrame, part: float, taken: Collection[str], mark: str
) -> pd.DataFrame:
    """One row for each receiver, function and band, with a part of its FTE; posts that are taken stay.

    Args:
        derived: what receivers open without the sheet: receiver, function, band, fte, locked_fte.
        part: FTE for each one.
        taken: codes that posts bear already.
        mark: follows a code that is taken, in brackets ("C1-CON-7 (stress)").
    """
    sums = derived.groupby(PLACE, sort=False)[["fte", "locked_fte"]].sum().reset_index()
    codes = sums["receiver"] + "-" + sums["function"] + "-" + sums["band"]
    return pd.DataFrame(
        {
            "post": [f"{one} ({mark})" if one in taken else one for one in codes],
            **{key: sums[key] for key in PLACE},
            "fte": np.maximum(sums["fte"] * part, sums["locked_fte"]),
        }
    )
