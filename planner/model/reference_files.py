"""The files of public reference data, each read once.

Origins and cautions stand in ``resources/reference/ATTRIBUTION.md``.
"""

from functools import cache

import pandas as pd

from planner.base.places import resources

_NUMBERS = ("registered_population", "practices", "percent_of_postcodes")


@cache
def read_reference(name: str) -> pd.DataFrame:
    """Read one reference file ("ccg.csv"): text columns, but for populations, counts and shares."""
    frame = pd.read_csv(
        resources() / "reference" / name, dtype="str", encoding="utf-8", keep_default_na=False, na_values=[""]
    )
    numbers = {key: "float64" for key in _NUMBERS if key in frame.columns}
    return frame.astype(numbers)
