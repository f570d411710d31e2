"""Allocations as they stand when work is taken back: rows for other receivers, and rows split in two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

SAME = ["function", "sender", "receiver", "mode", "customers", "date"]
"""Rows that agree in these are one claim."""


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes work, and in which mode."""

    code: str
    mode: str


def row_for(
    claim: Mapping[Any, Any], taker: Taker, share: float, customers: Sequence[str] = ()
) -> dict[str, Any]:
    """A claim as it is when another takes a share of it; customers are only of work that is shared."""
    return {
        **claim,
        "receiver": taker.code,
        "mode": taker.mode,
        "share": share,
        "customers": ";".join(customers) or None,
        "locked": None,
    }


def split_off(
    claim: Mapping[Any, Any], customers: Sequence[str], gone: str, part: float, mode: str
) -> list[dict[str, Any]]:
    """A claim without one of its customers, who takes its part of the work; the supplier keeps the rest."""
    taken = row_for(claim, Taker(gone, mode), claim["share"] * part)
    rest = [one for one in customers if one != gone]
    if not rest or part >= 1:
        return [{**taken, "share": claim["share"]}]
    return [{**claim, "share": claim["share"] * (1 - part), "customers": ";".join(rest)}, taken]


def merged(rows: Sequence[Mapping[Any, Any]], like: pd.DataFrame) -> pd.DataFrame:
    """Rows as a table, in the columns of another; those that are one claim are brought together."""
    frame = pd.DataFrame(list(rows), columns=list(like.columns))
    if frame.empty:
        return frame
    keys = [frame[key].astype(object).where(frame[key].notna(), "") for key in SAME]
    share = frame["share"].groupby(keys, sort=False).transform("sum")
    found: pd.DataFrame = frame.assign(share=share)[~pd.concat(keys, axis=1).duplicated()]
    return found
