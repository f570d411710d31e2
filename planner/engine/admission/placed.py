"""Posts and placements: where people are put, and whether they can be there."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from planner.base.dates import day
from planner.base.findings import Severity
from planner.engine.admission.ledger import Fault, Ledger
from planner.engine.admission.network import is_kind
from planner.engine.admission.references import NOWHERE, fold
from planner.engine.admission.rows import Floats, Integers, Rows
from planner.model.occupancy import HAIR
from planner.model.plan import Facts
from planner.model.tables import SENDER_KINDS

GONE = ("redundant", "mars", "resigned", "retired", "contract ended")
"""Outcomes in which a person has no receiver."""


def judge_posts(rows: Rows, organisations: Rows, receiver: Integers, facts: Facts, ledger: Ledger) -> None:
    """Find posts at bodies that close and posts without hours."""
    _report_closed(rows, organisations, receiver, facts, ledger)
    ledger.report(
        rows,
        Fault(
            "receiver-closes",
            Severity.ERROR,
            "receiver",
            lambda at: f"{rows.text_at('receiver', at)} is a sender, which closes; it can have no new post.",
            "Name the organisation that has the post.",
            "are posts at an organisation that closes",
        ),
        is_kind(organisations, SENDER_KINDS)[receiver],
    )
    ledger.report(
        rows,
        Fault(
            "fte-nil",
            Severity.WARNING,
            "fte",
            "A post of 0 FTE takes nobody.",
            "Fill in the post's hours, or take the row out.",
            "have an FTE of 0",
        ),
        rows.numbers("fte") == 0,
    )


def _report_closed(rows: Rows, organisations: Rows, receiver: Integers, facts: Facts, ledger: Ledger) -> None:
    closes = np.append(organisations.days("closes"), np.datetime64("NaT"))[receiver]
    ledger.report(
        rows,
        Fault(
            "receiver-closed",
            Severity.WARNING,
            "receiver",
            lambda at: (
                f"{rows.text_at('receiver', at)} closes on"
                f" {organisations.text_at('closes', int(receiver[at]))}, before anybody comes to its posts."
            ),
            "Correct the day it closes, or name a receiver that is open then.",
            "are posts at a receiver that closes before anybody comes to them",
        ),
        (closes <= day(facts.transfer_date)) & ~is_kind(organisations, SENDER_KINDS)[receiver],
    )


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where the codes of each placement lead: positions, ``NOWHERE`` where blank or in error."""

    scenario: Integers
    receiver: Integers
    post: Integers


def judge_placements(rows: Rows, organisations: Rows, posts: Rows, at: Places, ledger: Ledger) -> None:
    """Find people placed nowhere, at a body that closes, or at another than their post's."""
    placed = rows.per_text("outcome", {"placed": True}, False, np.bool_)
    nowhere = ~rows.known("receiver") & ~rows.known("post") & ~rows.unread("receiver") & ~rows.unread("post")
    ledger.report(
        rows,
        Fault(
            "placed-nowhere",
            Severity.ERROR,
            "receiver",
            "The person is placed, but there is neither receiver nor post.",
            "Name the receiver or the post.",
            "are placed without receiver or post",
        ),
        placed & nowhere,
    )
    ledger.report(
        rows,
        Fault(
            "receiver-closes",
            Severity.ERROR,
            "receiver",
            lambda one: (
                f"{rows.text_at('receiver', one)} is a sender, which closes; nobody can be placed there."
            ),
            "Name the organisation that takes the person.",
            "are placed at an organisation that closes",
        ),
        placed & is_kind(organisations, SENDER_KINDS)[at.receiver],
    )
    gone = rows.per_text("outcome", dict.fromkeys(GONE, True), False, np.bool_)
    ledger.report(
        rows,
        Fault(
            "receiver-not-used",
            Severity.WARNING,
            "receiver",
            lambda one: (
                f"The outcome is {rows.text_at('outcome', one)}, so the person goes to no receiver; the one"
                " named is not used."
            ),
            "Leave Receiver blank, or correct the outcome.",
            "name a receiver though their people go to none",
        ),
        gone & rows.known("receiver"),
    )
    _report_other_receiver(rows, posts, at, ledger)
    locked = rows.per_text("locked", {"Y": True}, False, np.bool_)
    ledger.report(
        rows,
        Fault(
            "not-locked",
            Severity.NOTE,
            "locked",
            "The placement is not locked, so the odds decide and not it.",
            "Put Y in Locked once the outcome is agreed.",
            "are not locked, so the odds decide and not they",
        ),
        rows.admitted & ~locked & ~rows.unread("locked"),
    )


def _report_other_receiver(rows: Rows, posts: Rows, at: Places, ledger: Ledger) -> None:
    """A placement's receiver must be that of its post."""
    receivers, mine, spelled = (
        posts.texts("receiver"),
        rows.texts("receiver"),
        rows.spelled.get("receiver", {}),
    )
    differs = np.zeros(len(rows), dtype=bool)
    for one in np.flatnonzero((at.post != NOWHERE) & (at.receiver != NOWHERE)):
        there = receivers[at.post[one]]
        there = posts.spelled.get("receiver", {}).get(there, there)
        differs[one] = there != spelled.get(mine[one], mine[one])
    ledger.report(
        rows,
        Fault(
            "post-of-another",
            Severity.ERROR,
            "receiver",
            lambda one: (
                f"Post {rows.text_at('post', one)} is at {posts.text_at('receiver', int(at.post[one]))},"
                f" not at {rows.text_at('receiver', one)}."
            ),
            "Correct the post or the receiver, or leave Receiver blank.",
            "name another receiver than their post's",
        ),
        differs,
    )


def posts_in_force(
    rows: Rows, posts: Rows, scenario: Integers, post_scenario: Integers, parents: Integers, ledger: Ledger
) -> Integers:
    """Find the post that each placement means: the scenario's own, an inherited one, or one for all.

    Args:
        rows: placements, whose posts are known to exist.
        posts: the posts.
        scenario: (placements,) position of each placement's scenario.
        post_scenario: (posts,) position of each post's scenario; ``NOWHERE`` for all of them.
        parents: (scenarios,) position of the scenario that each is based on.
        ledger: where findings go.

    Returns:
        (placements,) positions of posts; ``NOWHERE`` where there is none.
    """
    by_code = {
        (fold(str(code)), int(where)): at
        for at, (code, where) in enumerate(zip(posts.texts("post"), post_scenario, strict=True))
        if posts.admitted[at]
    }
    found = np.full(len(rows), NOWHERE, dtype=np.int64)
    codes = rows.texts("post")
    for one in np.flatnonzero(rows.known("post") & (scenario != NOWHERE)):
        code, here = fold(str(codes[one])), int(scenario[one])
        while here != NOWHERE and (code, here) not in by_code:
            here = int(parents[here])
        found[one] = by_code.get((code, here), NOWHERE)
    ledger.report(
        rows,
        Fault(
            "post-of-another-scenario",
            Severity.ERROR,
            "post",
            lambda one: f"Post {rows.text_at('post', one)} is not a post of {rows.text_at('scenario', one)}.",
            "Name a post of this scenario, or leave the post's Scenario blank so that it holds for all.",
            "name a post of another scenario",
        ),
        rows.admitted & rows.known("post") & (found == NOWHERE) & (scenario != NOWHERE),
    )
    return found


def judge_repeats(rows: Rows, jobs: Integers, ledger: Ledger) -> None:
    """Find people with more placements in one scenario than they have ``jobs`` (of each row's person)."""
    count: dict[tuple[int, int], int] = defaultdict(int)
    scenario, person = rows.coded("scenario")[0], rows.coded("employee_number")[0]
    numbers = rows.texts("employee_number")
    extra = np.zeros(len(rows), dtype=bool)
    for one in np.flatnonzero(rows.admitted):
        key = int(scenario[one]), int(person[one])
        count[key] += 1
        extra[one] = count[key] > jobs[one]
    ledger.report(
        rows,
        Fault(
            "placed-twice",
            Severity.ERROR,
            "employee_number",
            lambda one: (
                f"Employee {numbers[one]} has more placements in {rows.text_at('scenario', one)} than jobs;"
                " this one is left out."
            ),
            "Keep the placement that is right.",
            "are placements of people who have more of them than jobs",
        ),
        extra,
    )


def judge_occupancy(rows: Rows, posts: Rows, at: Places, fte: Floats, ledger: Ledger) -> None:
    """Find posts that hold more people than they have hours for; ``fte`` is of each row's person."""
    size: Floats = posts.numbers("fte")
    locked = rows.per_text("locked", {"Y": True}, False, np.bool_)
    placed = rows.per_text("outcome", {"placed": True}, False, np.bool_)
    people, held = rows.texts("employee_number"), defaultdict(list)
    for one in np.flatnonzero(rows.admitted & placed & (at.post != NOWHERE)):
        held[int(at.scenario[one]), int(at.post[one]), bool(locked[one])].append(int(one))
    for is_locked, severity in ((True, Severity.ERROR), (False, Severity.WARNING)):
        others = {
            one: [two for two in together if two != one]
            for (_, post, lock), together in held.items()
            if lock is is_locked and len(together) > 1 and fte[together].sum() > size[post] + HAIR
            for one in together
        }
        ledger.report(
            rows,
            Fault(
                "two-in-one-post",
                severity,
                "post",
                lambda one, others=others: (  # type: ignore[misc]
                    f"Post {rows.text_at('post', one)} is too small for all who are placed in it: employee"
                    f" {people[one]} here, and "
                    + ", ".join(f"{people[two]} on {rows.place(two)}" for two in others[one][:4])
                    + "."
                ),
                "Place one of them elsewhere, or correct the post's FTE.",
                "are in a post that is too small for all who are placed in it",
            ),
            np.array(sorted(others), dtype=np.int64),
        )
