"""The register of assumptions as one scenario sets it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from planner.model.assumptions import Assumption, Assumptions, is_acceptance
from planner.model.tables import STAGES
from planner.rules.rulebook import RuleBook

UNKNOWN = "unknown"
"""The status of an assumption that nothing reads."""

_SET_HERE = "Set in the plan"
_STAGE = "stage_"
_CHECK, _THRESHOLD = "check_", "_threshold"


def is_known_key(key: str, rules: RuleBook) -> bool:
    """Tell whether anything may read an assumption of this name.

    Beside the register's own these are ``stage_<name>@RECEIVER``, which switches a stage of filling
    posts for one receiver, ``check_<name>_threshold``, which sets what a check judges against, and
    ``check_<name>_accepted``, which says that what it found is accepted.
    """
    name = canonical_key(key)
    return any(one.key == name for one in rules.register) or _is_patterned(name) or is_acceptance(name)


def canonical_key(key: str, receivers: Iterable[str] = ()) -> str:
    """Write a key as the register does: no outer spaces, lower case but for the receiver.

    Args:
        key: as a plan has it.
        receivers: codes to match the receiver against, ignoring case; as typed where none matches.
    """
    name, at, receiver = (part.strip() for part in key.partition("@"))
    written = {code.casefold(): code for code in receivers} if at else {}
    return name.lower() + at + written.get(receiver.casefold(), receiver)


def assumptions_for(
    scenario_rows: pd.DataFrame, rules: RuleBook, receivers: Iterable[str] = ()
) -> Assumptions:
    """Lay a scenario's rows over the register.

    A value outside the register's range widens the range, so that low ≤ value ≤ high. Rows without
    a value are passed over; a key given twice counts as its last row. That a check is accepted is no value.

    Args:
        scenario_rows: columns of ``tables.ASSUMPTIONS``, those in force for one scenario.
        rules: the book of rules.
        receivers: codes that ``stage_<name>@RECEIVER`` is matched against, ignoring case.
    """
    entries = {one.key: one for one in rules.register}
    codes = tuple(receivers)
    for row in scenario_rows.to_dict("records"):
        if isinstance(row["key"], str) and not np.isnan(row["value"]) and not is_acceptance(row["key"]):
            key = canonical_key(row["key"], codes)
            entries[key] = _laid_over(entries.get(key) or _outside_the_register(key, entries), row)
    return Assumptions(entries)


def _is_patterned(name: str) -> bool:
    stage, at, receiver = name.partition("@")
    if at:
        return stage.removeprefix(_STAGE) in STAGES and stage.startswith(_STAGE) and receiver != ""
    return name.startswith(_CHECK) and name.endswith(_THRESHOLD) and len(name) > len(_CHECK + _THRESHOLD)


def _outside_the_register(key: str, entries: dict[str, Assumption]) -> Assumption:
    """The entry of a key that the register does not list by itself."""
    nan = float("nan")
    if not _is_patterned(key):
        return Assumption(key, nan, nan, nan, "", UNKNOWN, "", "", "", default=nan)
    stage, at, receiver = key.partition("@")
    if at:
        general = entries[stage]
        return replace(general, key=key, meaning=f"{general.meaning} (for {receiver})")
    return Assumption(key, nan, nan, nan, "", "judgement", "What a check judges against", "", "", default=nan)


def _laid_over(entry: Assumption, row: dict[Any, Any]) -> Assumption:
    value = float(row["value"])
    is_unknown = entry.status == UNKNOWN
    return replace(
        entry,
        value=value,
        low=_least(_given(row["low"], entry.low), value),
        high=-_least(-_given(row["high"], entry.high), -value),
        unit=entry.unit or _text(row["unit"]),
        status=UNKNOWN if is_unknown else _text(row["status"]) or "judgement",
        source=_text(row["source"]) or _SET_HERE,
        owner=_text(row["owner"]) or entry.owner,
        is_set=True,
    )


def _given(value: float, otherwise: float) -> float:
    return otherwise if np.isnan(value) else float(value)


def _least(low: float, value: float) -> float:
    """The lower of the two, not known where there is no low."""
    return float(np.minimum(low, value))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
