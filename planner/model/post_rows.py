"""Rows of the Posts sheet as plain values, for what is not in a plan yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True)
class PostRow:
    """One row of posts; the texts that may be blank are empty.

    Attributes:
        post: its code.
        receiver, function, band: whose, of what, at which band.
        fte: hours.
        title, skills, location, stage_limit: as on the sheet.
    """

    post: str
    receiver: str
    function: str
    band: str
    fte: float
    title: str = ""
    skills: str = ""
    location: str = ""
    stage_limit: str = ""


COLUMNS = tuple(one.name for one in fields(PostRow))


def post_rows_of(frame: pd.DataFrame) -> tuple[PostRow, ...]:
    """The rows of a frame with the columns of posts, or with those of them that it has."""
    held = frame[[key for key in COLUMNS if key in frame]]
    rows = held.astype(object).where(held.notna(), "").to_dict("records")
    return tuple(PostRow(**{str(key): cell for key, cell in row.items()}) for row in rows)


def columns_of(rows: Sequence[PostRow], scenario: str) -> dict[str, list[Any]]:
    """The cells of rows of one scenario, column by column, blank where they are empty."""
    columns: dict[str, list[Any]] = {
        key: [value if value != "" else None for value in _cells(rows, key)] for key in COLUMNS
    }
    return columns | {"scenario": [scenario] * len(rows)}


def _cells(rows: Iterable[PostRow], key: str) -> list[Any]:
    return [getattr(one, key) for one in rows]
