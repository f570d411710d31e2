"""Judges a plan: which rows may be part of a figure, and what is wrong or odd about the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.base.findings import Finding, in_order
from planner.engine.admission.claims import Pointers, judge_claims, judge_shares
from planner.engine.admission.columns import judge_columns, judge_fte
from planner.engine.admission.duplicates import judge_jobs, judge_keys
from planner.engine.admission.early_days import judge_day_in_plan, judge_facts_early
from planner.engine.admission.employee_numbers import judge_numbers
from planner.engine.admission.ledger import Ledger
from planner.engine.admission.network import (
    is_kind,
    judge_budgets,
    judge_functions,
    judge_organisations,
    judge_reserved,
    judge_scenarios,
    judge_unclaimed,
)
from planner.engine.admission.people import judge_dates, judge_employers, judge_pay
from planner.engine.admission.placed import (
    Places,
    judge_occupancy,
    judge_placements,
    judge_posts,
    judge_repeats,
    posts_in_force,
)
from planner.engine.admission.references import (
    NOWHERE,
    Directory,
    directory_of,
    resolve,
    resolve_list,
)
from planner.engine.admission.rows import Booleans, Floats, Integers, Rows
from planner.engine.admission.service import judge_contracts, judge_pension, judge_service, judge_skills
from planner.engine.admission.settings import judge_assumptions, judge_facts
from planner.model.plan import Facts, Plan, Unread
from planner.model.results import LeftOut
from planner.model.tables import BASELINE, SENDER_KINDS, TABLES
from planner.rules.rulebook import RuleBook

STANDING = ("organisations", "staff", "functions", "budgets")
"""The tables that hold for every scenario."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Control totals of the staff rows that are not in error.

    Attributes:
        heads: distinct employee numbers.
        fte: the sum of FTE.
        pay: £, basic pay at the contracted FTE in the closure's financial year.
    """

    heads: int
    fte: float
    pay: float


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What was found in the tables that no scenario changes, for a plan that shares them.

    Attributes:
        plan: the plan that was judged, and ``rules`` by which.
        tables: those tables' rows, with the rows in error refused.
        organisations, functions: their codes.
        pay: (staff,) £, full-time basic pay.
        findings: what was found.
    """

    plan: Plan
    rules: RuleBook
    tables: Mapping[str, Rows]
    organisations: Directory
    functions: Directory
    pay: Floats
    findings: tuple[Finding, ...]

    def holds_for(self, plan: Plan, rules: RuleBook) -> bool:
        """Whether a plan shares all that was judged here."""
        return (
            rules is self.rules
            and plan.facts == self.plan.facts
            and all(plan.table(name) is self.plan.table(name) for name in STANDING)
            and _unread_in(plan) == _unread_in(self.plan)
        )


def _unread_in(plan: Plan) -> list[Unread]:
    return [one for one in plan.unread if one.table in STANDING]


@dataclass(frozen=True, slots=True, eq=False)
class Admission:
    """What may be part of a figure.

    Attributes:
        findings: what is wrong or odd, worst first; cells as in the default layout.
        refused: table -> identities of the rows that are left out, because they are in error or
            repeat another row in every cell.
        left_out: staff rows in error and their FTE; an FTE that is none counts 0, and a row that
            repeats another is not missing from any figure.
        totals: control totals of what is left.
        spelled: (table, column) -> text -> the code that it means, where case or spaces differ.
        standing: what was found in the tables that no scenario changes.
    """

    findings: tuple[Finding, ...]
    refused: Mapping[str, frozenset[int]]
    left_out: LeftOut
    totals: Totals
    spelled: Mapping[tuple[str, str], Mapping[str, str]]
    standing: Standing

    def admitted(self, plan: Plan, like: Plan | None = None) -> Plan:
        """The plan that was judged, without the rows left out; tables without any are shared.

        Where another admission with the same ``standing`` gave the plan ``like``, the tables that no
        scenario changes are shared with it.
        """
        touched = {*self.refused, *(name for name, _ in self.spelled)}
        if not touched and not plan.unread:
            return plan
        admitted = replace(plan, unread=())
        for name in touched:
            if like is not None and name in STANDING:
                frame = like.table(name)
            else:
                frame = self._admitted(name, plan.table(name))
            admitted = admitted.with_table(name, frame)
        return admitted

    def _admitted(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        if refused := self.refused.get(name):
            frame = frame[~frame.index.isin(list(refused))]
        for (table, key), spelling in self.spelled.items():
            if table == name:
                frame = frame.assign(**{key: frame[key].replace(dict(spelling)).astype("str")})
        return frame


def judge(plan: Plan, rules: RuleBook, before: Admission | None = None) -> Admission:
    """Judge every row of a plan. Changes nothing.

    A row with a cell that could not be read is left out; the reader has said why. Rows that refer
    to a row in error are left out with it.

    Args:
        plan: what to judge.
        rules: by which pay and assumptions are judged.
        before: an earlier admission; what it found in tables that this plan shares holds again.
    """
    ledger = Ledger()
    held = before is not None and before.standing.holds_for(plan, rules)
    standing = before.standing if before is not None and held else _stand(plan, rules)
    ledger.findings += standing.findings
    tables = {name: standing.tables[name] if name in STANDING else Rows(plan, name) for name in TABLES}
    for name, rows in tables.items():
        if name not in STANDING:
            judge_columns(rows, ledger)
    parents, scenarios = _judge_scenarios(tables["scenarios"], ledger)
    organisations = standing.organisations
    directories = (organisations, standing.functions, scenarios)
    _judge_scenario_rows(tables, plan, rules, directories, parents, ledger)
    senders = is_kind(tables["organisations"], SENDER_KINDS)
    judge_assumptions(tables["assumptions"], rules, organisations, senders, ledger)
    judge_keys(tables["assumptions"], ("scenario", "key"), ledger)
    judge_keys(tables["practices"], ("practice",), ledger)
    _judge_idle(tables, ledger)
    return _verdict(tables, standing, ledger)


def _stand(plan: Plan, rules: RuleBook) -> Standing:
    """Judge the facts and the tables that no scenario changes."""
    ledger = Ledger()
    tables = {name: Rows(plan, name) for name in STANDING}
    judge_facts(plan.facts, ledger)
    judge_facts_early(plan.facts, rules, ledger)
    for rows in tables.values():
        judge_columns(rows, ledger)
    organisations, functions = _judge_network(tables, ledger)
    senders = is_kind(tables["organisations"], SENDER_KINDS)
    pay = _judge_staff(tables["staff"], plan, (organisations, functions), senders, rules, ledger)
    _judge_budgets(tables, organisations, functions, plan.facts, ledger)
    return Standing(plan, rules, tables, organisations, functions, pay, tuple(ledger.findings))


def _judge_network(tables: Mapping[str, Rows], ledger: Ledger) -> tuple[Directory, Directory]:
    organisations, functions = tables["organisations"], tables["functions"]
    for rows in (organisations, functions):
        judge_keys(rows, ("code",), ledger)
    judge_organisations(organisations, ledger)
    judge_functions(functions, ledger)
    return directory_of(organisations, "code"), directory_of(functions, "code")


def _judge_staff(
    rows: Rows,
    plan: Plan,
    directories: tuple[Directory, Directory],
    senders: Booleans,
    rules: RuleBook,
    ledger: Ledger,
) -> Floats:
    """Judge the staff rows and return their full-time basic pay."""
    if not len(rows):
        return np.zeros(0)
    organisations, functions = directories
    judge_fte(rows, ledger)
    at = resolve(rows, "organisation", organisations, ledger)
    judge_employers(rows, ~senders[at] & (at != NOWHERE), ledger)
    resolve(rows, "function", functions, ledger)
    judge_dates(rows, plan.facts, ledger)
    pay = judge_pay(rows, plan.facts, rules, ledger)
    judge_jobs(rows, ledger)
    judge_numbers(rows, ledger)
    judge_contracts(rows, plan.facts, rules, ledger)
    judge_service(rows, plan.facts, ledger)
    judge_pension(rows, plan.facts, ledger)
    judge_skills(rows, ledger)
    return pay


def _judge_scenarios(rows: Rows, ledger: Ledger) -> tuple[Integers, Directory]:
    """Judge the scenarios; return the position of the one that each is based on, and their names."""
    judge_keys(rows, ("scenario",), ledger)
    directory = judge_scenarios(rows, ledger)
    codes, distinct = rows.coded("based_on")
    known = [directory.positions.get(directory.spelling(str(text)) or "", NOWHERE) for text in distinct]
    return np.array([*known, NOWHERE], dtype=np.int64)[codes], directory.with_reserved(BASELINE)


def _judge_budgets(
    tables: Mapping[str, Rows], organisations: Directory, functions: Directory, facts: Facts, ledger: Ledger
) -> None:
    rows = tables["budgets"]
    if len(rows):
        at = resolve(rows, "organisation", organisations, ledger)
        resolve(rows, "function", functions, ledger)
        judge_budgets(rows, tables["organisations"], at, facts, ledger)
        judge_keys(rows, ("organisation", "function", "year", "line"), ledger, may_add_up=True)


def _judge_scenario_rows(
    tables: Mapping[str, Rows],
    plan: Plan,
    rules: RuleBook,
    directories: tuple[Directory, Directory, Directory],
    parents: Integers,
    ledger: Ledger,
) -> None:
    """Judge posts, allocations and placements, which may belong to scenarios."""
    organisations, functions, scenarios = directories
    for name in ("posts", "allocations", "placements", "assumptions"):
        judge_reserved(tables[name], ledger)
    in_scenario = {
        name: resolve(tables[name], "scenario", scenarios, ledger)
        for name in ("posts", "allocations", "placements", "assumptions")
    }
    posts, claims = tables["posts"], tables["allocations"]
    if len(posts):
        receiver = resolve(posts, "receiver", organisations, ledger)
        resolve(posts, "function", functions, ledger)
        judge_posts(posts, tables["organisations"], receiver, plan.facts, ledger)
        judge_keys(posts, ("scenario", "post"), ledger)
    if len(claims):
        pointers = Pointers(
            in_scenario["allocations"],
            resolve(claims, "function", functions, ledger),
            resolve(claims, "sender", organisations, ledger),
            resolve(claims, "receiver", organisations, ledger),
            resolve_list(claims, "customers", organisations, ledger),
        )
        judge_claims(claims, tables["organisations"], pointers, plan.facts, ledger)
        judge_day_in_plan(claims, "date", plan.facts, rules, ledger)
        judge_keys(claims, ("scenario", "function", "sender", "receiver", "mode"), ledger, may_add_up=True)
        judge_shares(claims, tables["scenarios"], parents, pointers, ledger)
    if len(tables["placements"]):
        judge_day_in_plan(tables["placements"], "date", plan.facts, rules, ledger)
        _judge_placements(tables, organisations, in_scenario, parents, ledger)


def _judge_placements(
    tables: Mapping[str, Rows],
    organisations: Directory,
    in_scenario: Mapping[str, Integers],
    parents: Integers,
    ledger: Ledger,
) -> None:
    rows, staff, posts = tables["placements"], tables["staff"], tables["posts"]
    person = resolve(rows, "employee_number", directory_of(staff, "employee_number"), ledger)
    receiver = resolve(rows, "receiver", organisations, ledger)
    resolve(rows, "post", directory_of(posts, "post"), ledger)
    post = posts_in_force(rows, posts, in_scenario["placements"], in_scenario["posts"], parents, ledger)
    places = Places(in_scenario["placements"], receiver, post)
    judge_placements(rows, tables["organisations"], posts, places, ledger)
    codes = staff.coded("employee_number")[0]
    at_work, who = staff.admitted, np.append(codes, NOWHERE)[person]
    jobs = np.bincount(codes[at_work], minlength=1)
    fte = np.bincount(codes[at_work], np.nan_to_num(staff.numbers("fte")[at_work]), minlength=1)
    judge_repeats(rows, np.where(who == NOWHERE, 1, jobs[who]), ledger)
    judge_occupancy(rows, posts, places, np.where(who == NOWHERE, 0.0, fte[who]), ledger)


def _judge_idle(tables: Mapping[str, Rows], ledger: Ledger) -> None:
    claimed = {str(text) for text in tables["allocations"].coded("function")[1]}
    used = {str(text) for name in ("staff", "budgets") for text in tables[name].coded("function")[1]}
    judge_unclaimed(tables["functions"], claimed, used, ledger)


def _verdict(tables: Mapping[str, Rows], standing: Standing, ledger: Ledger) -> Admission:
    staff = tables["staff"]
    fte = staff.numbers("fte")
    most = staff.column("fte").high or 0
    credible = np.where((fte >= 0) & (fte <= most), fte, 0.0)
    in_error, admitted = staff.refused & ~staff.repeated, staff.admitted
    totals = Totals(
        heads=int(np.count_nonzero(np.bincount(staff.coded("employee_number")[0][admitted]))),
        fte=float(credible[admitted].sum()),
        pay=float(np.nansum((standing.pay * credible)[admitted])),
    )
    return Admission(
        findings=in_order(ledger.findings),
        refused={
            name: frozenset(rows.index[~rows.admitted].tolist())
            for name, rows in tables.items()
            if not rows.admitted.all()
        },
        left_out=LeftOut(int(in_error.sum()), float(credible[in_error].sum())),
        totals=totals,
        spelled={
            (name, key): spelling
            for name, rows in tables.items()
            for key, spelling in rows.spelled.items()
            if spelling
        },
        standing=standing,
    )
