"""People with two assignments: one employee number on two rows."""

import numpy as np
import numpy.typing as npt
import pandas as pd

_OF_THE_JOB = (
    "assignment_number", "organisation", "function", "position_title", "band", "spine_point",
    "annual_salary", "fte", "establishment", "notes",
)  # fmt: skip
"""What belongs to an assignment; all else belongs to the person."""


def with_second_jobs(staff: pd.DataFrame, rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Make some rows the second assignment of the person on the row before.

    Both become half-time, and are of one organisation. Rows at which that cannot be, because the
    organisation changes, the person does not work under an ordinary contract, or is a very senior
    manager, stay as they are.

    Args:
        staff: a staff table.
        rows: positions, none next to another, none the first.
    """
    before = rows - 1
    organisation = staff["organisation"].to_numpy(dtype=object)
    senior = (staff["band"] == "VSM").to_numpy()
    ordinary = (staff["contract"] == "Permanent").to_numpy()
    fits = (organisation[rows] == organisation[before]) & ~senior[rows] & ~senior[before] & ordinary[before]
    rows, before = rows[fits], before[fits]
    source = np.arange(len(staff))
    source[rows] = before
    columns = {key: staff[key] if key in _OF_THE_JOB else _taken(staff[key], source) for key in staff.columns}
    made = pd.DataFrame(columns, index=staff.index)
    both = np.concatenate([rows, before])
    fte = staff["fte"].to_numpy(copy=True)
    fte[both] = 0.5
    numbers = staff["assignment_number"].to_numpy(dtype=object, copy=True)
    numbers[rows] = [f"{number}-2" for number in staff["employee_number"].iloc[before]]
    made["fte"] = fte
    made["assignment_number"] = pd.Series(numbers.tolist(), index=staff.index, dtype="str")
    return made


def _taken(column: pd.Series, source: npt.NDArray[np.int64]) -> pd.Series:
    """The values at ``source``, under the column's own row identities."""
    return column.iloc[source].set_axis(column.index)
