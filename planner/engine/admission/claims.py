"""Allocations: who may do what, for whom, and shares that come to more than the whole."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.base.dates import day
from planner.base.findings import Severity
from planner.engine.admission.ledger import Fault, Ledger
from planner.engine.admission.network import is_kind
from planner.engine.admission.references import NOWHERE
from planner.engine.admission.rows import Booleans, Integers, Rows
from planner.model.plan import Facts
from planner.model.tables import BOARD_KINDS, SENDER_KINDS, SUPPORT_KINDS

HAIR = 1e-6
"""Per cent. Shares may come to this much above the whole, as a third three times does."""
NAMED_AT_MOST = 8


@dataclass(frozen=True, slots=True, eq=False)
class Pointers:
    """Where the codes of each allocation lead: positions, ``NOWHERE`` where blank or in error."""

    scenario: Integers
    function: Integers
    sender: Integers
    receiver: Integers
    customers: dict[str, tuple[int, ...]]


def judge_claims(rows: Rows, organisations: Rows, at: Pointers, facts: Facts, ledger: Ledger) -> None:
    """Find allocations to or from bodies that cannot take that part."""
    modes = {mode: rows.per_text("mode", {mode: True}, False, np.bool_) for mode in rows.coded("mode")[1]}
    none = np.zeros(len(rows), dtype=bool)
    blank = ~rows.known("receiver") & ~rows.unread("receiver")
    stop = modes.get("stop", none)
    _report(
        rows,
        ledger,
        ("no-receiver", Severity.ERROR, "receiver"),
        blank & ~stop & rows.known("mode"),
        (
            lambda one: f"Mode {rows.text_at('mode', one)} needs a receiver.",
            "Name the receiver, or use mode stop.",
            "have no receiver",
        ),
    )
    _report(
        rows,
        ledger,
        ("stop-with-receiver", Severity.WARNING, "receiver"),
        stop & rows.known("receiver"),
        (
            "Work that stops has no receiver; the one named is not used.",
            "Leave Receiver blank.",
            "stop, yet name a receiver",
        ),
    )
    _report_who_may(rows, organisations, at.receiver, modes, ledger)
    _report_senders(rows, organisations, at.sender, ledger)
    _report_customers(rows, organisations, at.customers, ledger)
    _report_dates(rows, facts, ledger)


def _report_who_may(
    rows: Rows, organisations: Rows, receiver: Integers, modes: dict[str, Booleans], ledger: Ledger
) -> None:
    """Each mode has the kinds of receiver that may take work in it."""
    named, none = receiver != NOWHERE, np.zeros(len(rows), dtype=bool)
    closes = is_kind(organisations, SENDER_KINDS)[receiver]
    ccg = is_kind(organisations, ("CCG",))[receiver]
    board = is_kind(organisations, BOARD_KINDS)[receiver]
    support = is_kind(organisations, SUPPORT_KINDS)[receiver]
    allowed = {
        "do": (ccg, Severity.ERROR, "a CCG does its own work"),
        "share": (ccg, Severity.ERROR, "a CCG hosts what a group shares"),
        "buy": (
            support,
            Severity.WARNING,
            "work is bought from a commissioning support organisation, as a rule",
        ),
        "board": (board, Severity.ERROR, "only a part of the Board can take it"),
        "move": (~ccg, Severity.ERROR, "work that a CCG takes is do or share"),
    }
    live = named & ~modes.get("stop", none)
    _report(
        rows,
        ledger,
        ("receiver-closes", Severity.ERROR, "receiver"),
        live & closes,
        (
            lambda one: (
                f"{rows.text_at('receiver', one)} is a sender, which closes; it cannot be a receiver."
            ),
            "Name the organisation that takes the work on.",
            "name a receiver that closes",
        ),
    )
    for mode, (may, severity, why) in allowed.items():
        _report(
            rows,
            ledger,
            ("mode-and-receiver", severity, "receiver"),
            live & modes.get(mode, none) & ~may & ~closes,
            (
                _who_may_not(rows, organisations, receiver, why),
                "Change the mode or the receiver.",
                f"are {mode}: {why}",
            ),
        )


def _who_may_not(rows: Rows, organisations: Rows, receiver: Integers, why: str) -> Callable[[int], str]:
    return lambda one: (
        f"Mode is {rows.text_at('mode', one)} and {rows.text_at('receiver', one)} is of kind"
        f" {organisations.text_at('kind', int(receiver[one]))}: {why}."
    )


def _report_senders(rows: Rows, organisations: Rows, sender: Integers, ledger: Ledger) -> None:
    _report(
        rows,
        ledger,
        ("sender-stays", Severity.ERROR, "sender"),
        (sender != NOWHERE) & ~is_kind(organisations, SENDER_KINDS)[sender],
        (
            lambda one: f"{rows.text_at('sender', one)} does not close, so it sends no work.",
            "Name a PCT or SHA, or leave Sender blank for all of them.",
            "name a sender that does not close",
        ),
    )


def _report_customers(
    rows: Rows, organisations: Rows, customers: dict[str, tuple[int, ...]], ledger: Ledger
) -> None:
    closes, ccg = is_kind(organisations, SENDER_KINDS), is_kind(organisations, ("CCG",))
    gone = {text: bool(closes[list(at)].any()) for text, at in customers.items()}
    other = {text: bool((~ccg & ~closes)[list(at)].any()) for text, at in customers.items()}
    _report(
        rows,
        ledger,
        ("customer-closes", Severity.ERROR, "customers"),
        rows.per_text("customers", gone, False, np.bool_),
        ("A customer is a sender, which closes.", "Name the CCGs that pay.", "have a customer that closes"),
    )
    _report(
        rows,
        ledger,
        ("customer-no-ccg", Severity.WARNING, "customers"),
        rows.per_text("customers", other, False, np.bool_),
        (
            "A customer is no CCG; cost is shared by population, of which it may have none.",
            "Check the customers.",
            "have a customer that is no CCG",
        ),
    )


def _report_dates(rows: Rows, facts: Facts, ledger: Ledger) -> None:
    when = rows.days("date")
    _report(
        rows,
        ledger,
        ("date-outside-plan", Severity.WARNING, "date"),
        (when < day(facts.plan_start)) | (when > day(facts.horizon)),
        (
            lambda one: (
                f"{rows.text_at('date', one)} is outside the plan, which runs from"
                f" {facts.plan_start:%d/%m/%Y} to {facts.horizon:%d/%m/%Y}."
            ),
            "Correct the date.",
            "have a date outside the plan",
        ),
    )


def judge_shares(rows: Rows, scenarios: Rows, parents: Integers, at: Pointers, ledger: Ledger) -> None:
    """Find functions of which more than the whole is allocated, counting what is inherited.

    Rows that name no sender count towards every sender. The rows of the scenario in which the sum
    goes over are in error, not those it inherits.
    """
    over: dict[int, tuple[float, list[int]]] = {}
    by_scenario: dict[int, dict[tuple[int, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in np.flatnonzero(rows.admitted & (at.scenario != NOWHERE) & (at.function != NOWHERE)):
        by_scenario[int(at.scenario[one])][int(at.function[one]), int(at.sender[one])].append(int(one))
    share = np.nan_to_num(rows.numbers("share"))
    for scenario in np.flatnonzero(scenarios.admitted):
        inherited: dict[tuple[int, int], list[int]] = {}
        here, own = int(scenario), by_scenario.get(int(scenario), {})
        while here != NOWHERE:
            inherited = by_scenario.get(here, {}) | inherited
            here = int(parents[here])
        for (function, sender), held in inherited.items():
            blank = inherited.get((function, NOWHERE), []) if sender != NOWHERE else []
            together = sorted([*held, *blank])
            total = float(share[together].sum())
            if total > 100 + HAIR:
                mine = [one for one in together if one in _rows_of(own)]
                over.update(dict.fromkeys(mine, (total, together)))
    positions = np.array(sorted(over), dtype=np.int64)
    ledger.report(rows, _over_the_whole(rows, over), positions)


def _rows_of(own: dict[tuple[int, int], list[int]]) -> set[int]:
    return {one for held in own.values() for one in held}


def _over_the_whole(rows: Rows, over: dict[int, tuple[float, list[int]]]) -> Fault:
    def message(one: int) -> str:
        total, together = over[one]
        named = ", ".join(str(rows.index[other]) for other in together[:NAMED_AT_MOST])
        more = " …" if len(together) > NAMED_AT_MOST else ""
        return (
            f"Shares of {rows.text_at('function', one)} come to {total:.6g}%, more than the whole"
            f" (rows {named}{more}; a row that names no sender counts towards every sender)."
        )

    return Fault(
        "over-claimed",
        Severity.ERROR,
        "share",
        message,
        "Bring the shares down to 100% or less.",
        "are part of shares that come to more than 100%",
    )


def _report(
    rows: Rows,
    ledger: Ledger,
    slug: tuple[str, Severity, str],
    where: Booleans,
    said: tuple[str | Callable[[int], str], str, str],
) -> None:
    """Report allocations: ``slug`` is cause, severity, column; ``said`` message, remedy, of many."""
    (cause, severity, column), (message, remedy, of_many) = slug, said
    ledger.report(rows, Fault(cause, severity, column, message, remedy, of_many), where)
