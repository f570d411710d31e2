"""Allocations: who may do what, for whom, and shares that come to more than the whole."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.base.dates import day
from planner.base.findings import Severity
from planner.engine.admission.columns import HAIR
from planner.engine.admission.ledger import Fault, Ledger
from planner.engine.admission.network import is_kind
from planner.engine.admission.references import NOWHERE
from planner.engine.admission.rows import Booleans, Integers, Rows
from planner.model.plan import Facts
from planner.model.tables import BOARD_KINDS, SENDER_KINDS, SUPPORT_KINDS

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
    _report_closed(rows, organisations, at.receiver, facts, ledger)


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


def _report_closed(rows: Rows, organisations: Rows, receiver: Integers, facts: Facts, ledger: Ledger) -> None:
    """Work that comes to a receiver which has closed by then."""
    when = rows.days("date").copy()
    when[np.isnat(when)] = day(facts.transfer_date)
    closes = np.append(organisations.days("closes"), np.datetime64("NaT"))[receiver]
    _report(
        rows,
        ledger,
        ("receiver-closed", Severity.WARNING, "receiver"),
        (closes <= when) & ~is_kind(organisations, SENDER_KINDS)[receiver],
        (
            lambda one: (
                f"{rows.text_at('receiver', one)} closes on"
                f" {organisations.text_at('closes', int(receiver[one]))}, before the work comes to it."
            ),
            "Correct the day it closes, or name a receiver that is open then.",
            "go to a receiver that has closed by then",
        ),
    )


def judge_shares(rows: Rows, scenarios: Rows, parents: Integers, at: Pointers, ledger: Ledger) -> None:
    """Find functions of which more than the whole is allocated, counting what is inherited.

    Rows that name no sender count towards every sender. The rows of the scenario in which the sum
    goes over are in error, not those it inherits.
    """
    over: dict[int, tuple[float, list[int]]] = {}
    usable = rows.admitted & (at.scenario != NOWHERE) & (at.function != NOWHERE)
    share = np.where(usable, np.nan_to_num(rows.numbers("share")), 0.0)
    for scenario in np.flatnonzero(scenarios.admitted):
        depth = _depths(int(scenario), parents)[at.scenario]
        held = np.flatnonzero(usable & (depth >= 0))
        held = held[depth[held] == _nearest(at, held, depth)]
        function, sender = at.function[held], at.sender[held]
        for_all = np.bincount(function, np.where(sender == NOWHERE, share[held], 0.0), minlength=1)
        pair, _ = pd.factorize(function * (sender.max(initial=0) + 2) + sender)
        own = np.bincount(pair, share[held], minlength=1)
        total = own[pair] + np.where(sender == NOWHERE, 0.0, for_all[function])
        for one in held[total > 100 + HAIR]:
            together = held[(function == at.function[one]) & np.isin(sender, (NOWHERE, at.sender[one]))]
            mine = [int(other) for other in together if depth[other] == 0]
            over.update(dict.fromkeys(mine, (float(share[together].sum()), together.tolist())))
    positions = np.array(sorted(over), dtype=np.int64)
    ledger.report(rows, _over_the_whole(rows, over), positions)


def _depths(scenario: int, parents: Integers) -> Integers:
    """How many steps of inheritance each scenario is away, -1 where none leads there; last, nowhere."""
    depth = np.full(len(parents) + 1, -1, dtype=np.int64)
    steps = 0
    while scenario != NOWHERE and depth[scenario] < 0:
        depth[scenario] = steps
        scenario, steps = int(parents[scenario]), steps + 1
    return depth


def _nearest(at: Pointers, held: Integers, depth: Integers) -> Integers:
    """The least depth among the rows of each row's function and sender."""
    pair, distinct = pd.factorize(at.function[held] * (at.sender.max(initial=0) + 2) + at.sender[held])
    least = np.full(len(distinct), np.iinfo(np.int64).max)
    np.minimum.at(least, pair, depth[held])
    return least[pair]


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
