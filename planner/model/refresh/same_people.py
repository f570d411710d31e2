"""Who of those who left may have joined under another number. A guess with its reason, never a fact."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.pairing import folded

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame"})
_RIVALRY = 0.6
"""What is left of the confidence where several people answer to one description."""
_CONTRADICTED = 0.5
"""What is left where the birth dates of two people differ."""
_MOST_RIVALS = 5
"""Where more people than this answer to one description, it says nothing."""

_RULES: Sequence[tuple[tuple[str, ...], float, str]] = (
    (("who", "born"), 0.95, "same name and date of birth"),
    (("assignment",), 0.9, "same assignment number"),
    (("born", "continuous_from", "post"), 0.9, "same birth and service dates, in the same position"),
    (("born", "continuous_from"), 0.8, "same birth and service dates"),
    (("who", "continuous_from"), 0.8, "same name and service date"),
    (("post", "continuous_from", "fte_text"), 0.6, "same position, band, FTE and service date"),
    (("who", "post"), 0.6, "same name, in the same position"),
)


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Two employee numbers that may be one person's.

    Attributes:
        old, new: the number in the plan, and in the new list.
        confidence: 0 to 1.
        reason: what they have in common; no name and no date.
    """

    old: str
    new: str
    confidence: float
    reason: str


def same_people(left: pd.DataFrame, joined: pd.DataFrame) -> tuple[SamePerson, ...]:
    """Find who may be one person, the surest first.

    Args:
        left: staff rows of people who are not in the new list.
        joined: staff rows of people who are in the new list only.
    """
    if left.empty or joined.empty:
        return ()
    mine, theirs = _signs(left), _signs(joined)
    found: dict[tuple[str, str], SamePerson] = {}
    for keys, confidence, reason in _RULES:
        for one in _by(mine, theirs, list(keys), confidence, reason):
            held = found.get((one.old, one.new))
            if held is None or one.confidence > held.confidence:
                found[one.old, one.new] = one
    return tuple(sorted(found.values(), key=lambda one: (-one.confidence, one.old, one.new)))


def _signs(rows: pd.DataFrame) -> pd.DataFrame:
    """What each row tells of its person."""
    title, organisation = (folded(rows[key]) for key in ("position_title", "organisation"))
    return pd.DataFrame(
        {
            "number": rows["employee_number"].to_numpy(dtype=object),
            "who": _plain_names(rows["name"]).to_numpy(dtype=object),
            "assignment": folded(rows["assignment_number"]).to_numpy(dtype=object),
            "post": (title + "|" + organisation + "|" + rows["band"]).to_numpy(dtype=object),
            "fte_text": rows["fte"].round(4).astype("str").where(rows["fte"].notna()).to_numpy(dtype=object),
            "born": rows["born"].to_numpy(),
            "continuous_from": rows["continuous_from"].to_numpy(),
        }
    )


def _plain_names(names: "pd.Series[str]") -> "pd.Series[str]":
    """Names without titles, case, punctuation and order: ``SMITH, Mr John`` is ``John Smith``."""
    words = names.str.casefold().str.replace(r"[^\w\s'-]", " ", regex=True).str.split()
    known = words.dropna()
    plain = [" ".join(sorted(word for word in one if word not in _TITLES)) or None for one in known]
    return pd.Series(plain, index=known.index, dtype="str").reindex(names.index)


def _by(
    mine: pd.DataFrame, theirs: pd.DataFrame, keys: list[str], confidence: float, reason: str
) -> list[SamePerson]:
    """Those who have some signs in common, all of them known."""
    one = mine.dropna(subset=keys).drop_duplicates(["number", *keys])
    other = theirs.dropna(subset=keys).drop_duplicates(["number", *keys])
    one, other = _few(one, keys), _few(other, keys)
    both = one.merge(other, on=keys, suffixes=("", "_new"))
    if both.empty:
        return []
    rivals = np.maximum(both["many"].to_numpy(), both["many_new"].to_numpy())
    contradicts = _contradicts(both) if "born" not in keys else np.zeros(len(both), dtype=bool)
    found = []
    columns = (both["number"], both["number_new"], rivals.tolist(), contradicts.tolist())
    for old, new, rival, is_odd in zip(*columns, strict=True):
        sure = confidence * (_RIVALRY if rival > 1 else 1.0) * (_CONTRADICTED if is_odd else 1.0)
        said = reason + (f"; one of {rival} such people" if rival > 1 else "")
        said += "; but another date of birth" if is_odd else ""
        found.append(SamePerson(str(old), str(new), round(sure, 2), said))
    return found


def _few(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The rows whose description not too many answer to, with how many do."""
    many = rows.groupby(keys)["number"].transform("size")
    return rows.assign(many=many)[many <= _MOST_RIVALS]


def _contradicts(both: pd.DataFrame) -> npt.NDArray[np.bool_]:
    one, other = both["born"], both["born_new"]
    return np.asarray(one.notna() & other.notna() & (one != other), dtype=bool)
