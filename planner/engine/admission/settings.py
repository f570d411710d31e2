"""The plan's facts and its assumptions: dates in order, values that can be."""

import numpy as np

from planner.base.dates import long_date
from planner.base.findings import Severity
from planner.engine.admission.ledger import Fault, Ledger
from planner.engine.admission.references import Directory
from planner.engine.admission.rows import Booleans, Floats, Rows, shown
from planner.model.assumptions import Assumption
from planner.model.plan import Facts
from planner.rules.register import canonical_key, is_known_key
from planner.rules.rulebook import RuleBook

SWITCH = "0 or 1"
PARTS_OF_ONE = ("probability", "share")
RATES = ("a year",)


def judge_facts(facts: Facts, ledger: Ledger) -> None:
    """Find dates of the plan in an order that cannot be."""
    orders = (
        ("transfer_date", "Transfer date", "plan_start", "is before the plan starts", Severity.ERROR),
        ("closure", "Closure", "plan_start", "is before the plan starts", Severity.ERROR),
        ("horizon", "Horizon", "closure", "is before the closure", Severity.ERROR),
        ("horizon", "Horizon", "transfer_date", "is before the transfer date", Severity.ERROR),
        ("transfer_date", "Transfer date", "announced", "is before the announcement", Severity.WARNING),
        ("transfer_date", "Transfer date", "closure", "is before the closure", Severity.WARNING),
    )
    for key, title, other, what, severity in orders:
        value, limit = getattr(facts, key), getattr(facts, other)
        if value < limit:
            message = f"{title}, {long_date(value)}, {what}, {long_date(limit)}."
            remedy = "Correct one of the two dates."
            ledger.fact("impossible-date", severity, title, message, remedy, f"{value:%d/%m/%Y}")


def judge_assumptions(
    rows: Rows, rules: RuleBook, organisations: Directory, senders: Booleans, ledger: Ledger
) -> None:
    """Find assumptions that nothing reads, and values that cannot be."""
    keys = [key if isinstance(key, str) else "" for key in rows.texts("key")]
    register = {entry.key: entry for entry in rules.register}
    entries = [register.get(canonical_key(key).partition("@")[0]) for key in keys]
    values = rows.numbers("value")
    unknown = [bool(key) and not is_known_key(key, rules) for key in keys]
    ledger.report(
        rows,
        Fault(
            "unknown-assumption",
            Severity.WARNING,
            "key",
            lambda at: f"No figure depends on an assumption called '{keys[at]}'.",
            "Correct the key; the assumptions page lists them all.",
            "have a key on which no figure depends",
        ),
        np.array(unknown, dtype=bool),
    )
    _report_receivers(rows, keys, organisations, senders, ledger)
    faults = [_impossible(entry, value) for entry, value in zip(entries, values, strict=True)]
    ledger.report(
        rows,
        Fault(
            "impossible-value",
            Severity.ERROR,
            "value",
            lambda at: f"{keys[at]} is {shown(values[at])}; {faults[at]}.",
            "Correct the value.",
            "have a value that cannot be",
            fix=lambda at: (
                f"{values[at] / 100:g}" if "share" in faults[at] and 1 < values[at] <= 100 else None
            ),
        ),
        np.array([bool(fault) for fault in faults], dtype=bool),
    )
    _report_ranges(rows, entries, values, ledger)


def _impossible(entry: Assumption | None, value: float) -> str:
    """Why an assumption cannot have a value; empty where it can."""
    if entry is None or np.isnan(value):
        return ""
    if entry.unit == SWITCH:
        return "" if value in (0, 1) else "it is a switch, 0 for off or 1 for on"
    if entry.unit.startswith(PARTS_OF_ONE):
        return "" if 0 <= value <= 1 else "a share is from 0 to 1, so 40% is 0.4"
    if entry.unit.startswith(RATES):
        return "" if 0 <= value < 1 else "a yearly rate as a share is from 0 to less than 1, so 10% is 0.1"
    return "" if value >= 0 and np.isfinite(value) else "it cannot be below 0"


def _report_receivers(
    rows: Rows, keys: list[str], organisations: Directory, senders: Booleans, ledger: Ledger
) -> None:
    receivers = [key.partition("@")[2].strip() for key in keys]
    stray = [bool(code) and not organisations.counts(organisations.spelling(code)) for code in receivers]
    ledger.report(
        rows,
        Fault(
            "unknown-receiver",
            Severity.WARNING,
            "key",
            lambda at: (
                f"'{receivers[at]}' in the key is not on the Organisations sheet, so nothing depends on it."
            ),
            "Correct the code after the @.",
            "name a receiver that is not on the Organisations sheet",
        ),
        np.array(stray, dtype=bool),
    )
    ledger.report(
        rows,
        Fault(
            "sender-for-receiver",
            Severity.WARNING,
            "key",
            lambda at: (
                f"{receivers[at]} is a sender, which closes and fills no posts; nothing depends on it."
            ),
            "Write the code of a receiver after the @.",
            "name a sender after the @, which fills no posts",
        ),
        np.array([_is_sender(code, organisations, senders) for code in receivers], dtype=bool),
    )


def _is_sender(code: str, organisations: Directory, senders: Booleans) -> bool:
    spelling = organisations.spelling(code) if code else None
    return spelling is not None and bool(senders[organisations.positions[spelling]])


def _report_ranges(rows: Rows, entries: list[Assumption | None], values: Floats, ledger: Ledger) -> None:
    low, high = rows.numbers("low"), rows.numbers("high")
    ledger.report(
        rows,
        Fault(
            "range-reversed",
            Severity.ERROR,
            "low",
            lambda at: f"Low is {shown(low[at])}, above High, {shown(high[at])}.",
            "Let them change places.",
            "have a Low above their High",
        ),
        low > high,
    )
    own = (values < low) | (values > high)
    _warn_range(rows, own, "the range on its row", ledger)
    least = np.array([np.nan if entry is None else entry.low for entry in entries])
    most = np.array([np.nan if entry is None else entry.high for entry in entries])
    outside = ((values < least) | (values > most)) & np.isnan(low) & np.isnan(high)
    _warn_range(rows, outside & rows.admitted, "the range that the register gives", ledger)


def _warn_range(rows: Rows, where: Booleans, which: str, ledger: Ledger) -> None:
    ledger.report(
        rows,
        Fault(
            "outside-its-range",
            Severity.WARNING,
            "value",
            lambda at: f"{rows.text_at('key', at)} is {rows.text_at('value', at)}, outside {which}.",
            "Check the value, or widen Low and High.",
            f"have a value outside {which}",
        ),
        where,
    )
