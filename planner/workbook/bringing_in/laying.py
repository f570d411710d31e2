"""Lists laid beside a plan, so that all that would change is seen before it does; then put in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from planner.base.findings import Finding, in_order
from planner.base.ticks import Tick, no_tick, share_of
from planner.model.pairing import folded
from planner.model.plan import Facts, Plan
from planner.model.refresh import Choices, Leaver, Reconciliation, SamePerson, affected, apply, reconcile
from planner.model.refresh.applying import renumber
from planner.model.tables import TABLES, frame_of
from planner.rules.rulebook import RuleBook
from planner.workbook.bringing_in.as_before import Offer, offers, with_mended
from planner.workbook.bringing_in.bring_in import BroughtIn, bring_in
from planner.workbook.bringing_in.by_cause import Cause, by_cause
from planner.workbook.bringing_in.differences import differences
from planner.workbook.bringing_in.into import PutIn, in_codes, put_into
from planner.workbook.bringing_in.judged import judged
from planner.workbook.bringing_in.lots import Lot, Way
from planner.workbook.remembered_fixes import RememberedFixes

KNOWN_ENOUGH = 1 / 3
"""Share of a list's people who must be in the plan for it to be taken as next month's list."""


@dataclass(frozen=True, slots=True, eq=False)
class Refresh:
    """A new staff list beside the plan's.

    Attributes:
        found: who joined, left and changed, with those whom the user knows to be one person as one.
        same: who may be one person, whether the user has said so or not.
        touched: the placements that it bears upon.
        unsaid: folded numbers of people of whom the list does not speak: of organisations that it does
            not name, or in another list that comes in with it.
    """

    found: Reconciliation
    same: tuple[SamePerson, ...]
    touched: pd.DataFrame
    unsaid: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A lot laid beside the plan.

    Attributes:
        lot: the lot.
        brought: its rows.
        findings: all that there is to say about it, worst first.
        causes: the same, put together by cause.
        way: how it goes in.
        put: the plan with its rows, where they are added.
        differing: the cells in which its rows differ from rows that are there.
        refresh: the staff list beside the plan's, where it goes in as the newest.
        offers: texts of it that the user put right before.
    """

    lot: Lot
    brought: BroughtIn
    findings: tuple[Finding, ...]
    causes: tuple[Cause, ...] = ()
    way: Way = Way.ADD
    put: PutIn | None = None
    differing: pd.DataFrame = field(default_factory=pd.DataFrame)
    refresh: Refresh | None = None
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """What a user takes of a lot.

    Attributes:
        replacing: cells that take the place of the plan's, by row of the list and column.
        refresh: what is taken of a new staff list.
    """

    replacing: Collection[tuple[int, str]] = ()
    refresh: Choices | None = None


def lay(
    plan: Plan | None,
    lots: Sequence[Lot],
    rules: RuleBook,
    known: Sequence["Laid"] = (),
    tick: Tick = no_tick,
    fixes: RememberedFixes | None = None,
) -> tuple[Laid, ...]:
    """Lay lots beside a plan, each on top of those before it. Changes nothing.

    Args:
        plan: the plan; None for a new one.
        lots: the lots, in the order in which they go in.
        rules: what the plan is judged by.
        known: what was laid before; rows that would be the same are not read again.
        tick: told of progress; may raise ``CancelledError``.
        fixes: what the user put right before, to be offered again.
    """
    plan = plan if plan is not None else Plan()
    brought = []
    for done, lot in enumerate(lots):
        tick(0.6 * done / len(lots), f"Reading the rows of {lot.sheet.title}")
        found = next((one.brought for one in known if _reads_the_same(one.lot, lot)), None)
        part = share_of(tick, 0.6 * done / len(lots), 0.6 * (done + 1) / len(lots))
        brought.append(found if found is not None else _read(lot, part))
    laid: list[Laid] = []
    for done, (lot, rows) in enumerate(zip(lots, brought, strict=True)):
        part = share_of(tick, 0.6 + 0.4 * done / len(lots), 0.6 + 0.4 * (done + 1) / len(lots))
        part(0.0, f"Setting {lot.sheet.title} beside the plan")
        others = [one for one in brought if one is not rows and one.table == rows.table]
        one = _laid(plan, lot, rows, others, rules, part)
        if fixes is not None:
            one = replace(one, offers=offers(lot.sheet, lot.mapping, rows, plan, fixes))
        laid.append(one)
        plan = _with_it(plan, laid[-1])
    return tuple(laid)


def _reads_the_same(one: Lot, other: Lot) -> bool:
    if one.sheet is not other.sheet:
        return False
    return (one.mapping, one.defaults, one.mended) == (other.mapping, other.defaults, other.mended)


def _read(lot: Lot, tick: Tick) -> BroughtIn:
    return bring_in(with_mended(lot.sheet, lot.mapping, lot.mended), lot.mapping, lot.defaults, tick)


def _laid(
    plan: Plan, lot: Lot, brought: BroughtIn, others: Sequence[BroughtIn], rules: RuleBook, tick: Tick
) -> Laid:
    way = lot.way or (Way.REFRESH if is_newest_list(plan, brought) else Way.ADD)
    judging = f"Checking the rows of {lot.sheet.title}"
    if way is Way.REFRESH and may_refresh(plan, brought.table):
        alone = put_into(_without_staff(plan), brought)
        tick(0.3, judging)
        said = (*brought.findings, *alone.findings, *judged(alone, brought, rules))
        tick(0.6, f"Comparing {lot.sheet.title} with the plan")
        refresh = _refresh(plan, lot, brought, others)
        said = in_order(said)
        return Laid(lot, brought, said, by_cause(said), Way.REFRESH, refresh=refresh)
    put = put_into(plan, brought)
    tick(0.4, judging)
    told = [one for one in put.findings if one.cause != "row-conflict"]
    said = (*brought.findings, *told, *judged(put, brought, rules))
    said = in_order(said)
    return Laid(lot, brought, said, by_cause(said), Way.ADD, put, differences(put, brought))


def _without_staff(plan: Plan) -> Plan:
    """A plan with nobody in it, so that a list is judged by itself."""
    kept = tuple(one for one in plan.unread if one.table != "staff")
    return replace(plan.with_table("staff", frame_of(TABLES["staff"])), unread=kept)


def _refresh(plan: Plan, lot: Lot, brought: BroughtIn, others: Sequence[BroughtIn]) -> Refresh:
    coded = in_codes(plan, brought)
    found = reconcile(coded.plan, coded.frame, unread=brought.unread)
    same, base = found.same, coded.plan
    if lot.renumbered:
        base = renumber(coded.plan, lot.renumbered)
        found = reconcile(base, coded.frame, unread=brought.unread)
    elsewhere = {number for one in others for number in folded(one.frame["employee_number"]).dropna()}
    unsaid = _of_others(base, coded.frame, found) | frozenset(elsewhere)
    return Refresh(found, same, affected(base, found), unsaid)


def _of_others(plan: Plan, frame: pd.DataFrame, found: Reconciliation) -> frozenset[str]:
    """Those who are not in the list, of organisations that it does not name at all."""
    named = folded(frame["organisation"]).dropna().unique()
    if not len(named):
        return frozenset()
    rows = plan.staff.loc[found.left["row"].tolist()]
    is_other = ~folded(rows["organisation"]).isin(named)
    return frozenset(folded(rows.loc[is_other, "employee_number"]).dropna())


def _with_it(plan: Plan, laid: Laid) -> Plan:
    """The plan that later lots are laid beside."""
    if laid.put is not None:
        return laid.put.plan
    return put_one(plan, laid, Chosen())


# ------------------------------------------------------------------------------- putting in


def put_in(
    plan: Plan | None, laid: Sequence[Laid], chosen: Sequence[Chosen], tick: Tick = no_tick
) -> Plan:  # fmt: skip
    """Put lots into the plan that they were laid beside, as chosen: one new plan."""
    plan = plan if plan is not None else Plan()
    for done, (one, choice) in enumerate(zip(laid, chosen, strict=True)):
        tick(done / len(laid), f"Putting in {one.lot.sheet.title}")
        plan = put_one(plan, one, choice)
    return plan


def put_one(plan: Plan, laid: Laid, chosen: Chosen) -> Plan:
    """Put one lot in."""
    if laid.refresh is None:
        return put_into(plan, laid.brought, replace=chosen.replacing).plan
    coded = in_codes(plan, laid.brought)
    found = reconcile(coded.plan, coded.frame, unread=laid.brought.unread)
    choices = chosen.refresh or first_choices(plan, laid)
    return apply(coded.plan, found, choices)


def first_choices(plan: Plan, laid: Laid) -> Choices:
    """What is taken of a new staff list unless the user says otherwise: all but what it does not speak of."""
    refresh = laid.refresh
    stays = dict.fromkeys(refresh.unsaid, Leaver.STAYS) if refresh is not None else {}
    day = likely_last_day(plan.facts, date.today())
    return Choices(day, exceptions=stays, renumbered=dict(laid.lot.renumbered))


def likely_last_day(facts: Facts, today: date) -> date:
    """The last day of those who left, as far as a guess goes: today, within the time of the plan."""
    return max(facts.plan_start, min(today, facts.closure))


def may_refresh(plan: Plan | None, table: str) -> bool:
    """Whether a list may go in as the newest staff list: the plan has one already."""
    return plan is not None and table == "staff" and not plan.staff.empty


def is_newest_list(plan: Plan, brought: BroughtIn) -> bool:
    """Whether a staff list seems to be a newer one of people whom the plan has already."""
    if not may_refresh(plan, brought.table):
        return False
    numbers = folded(brought.frame["employee_number"]).dropna().drop_duplicates()
    known = numbers.isin(folded(plan.staff["employee_number"]))
    return bool(len(numbers)) and float(known.mean()) >= KNOWN_ENOUGH
