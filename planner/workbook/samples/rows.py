"""Tables written out row by row."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from planner.model.tables import TableSpec, frame_of

Row = Mapping[str, Any]


def table_of(spec: TableSpec, rows: Sequence[Row]) -> pd.DataFrame:
    """Build a table from its rows; a key that a row lacks is blank there."""
    unknown = {key for row in rows for key in row} - set(spec.keys)
    if unknown:
        raise KeyError(f"{spec.sheet} has no column {sorted(unknown)}")
    return frame_of(spec, {key: [row.get(key) for row in rows] for key in spec.keys})
