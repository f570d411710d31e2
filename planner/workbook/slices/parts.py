"""One part of a plan: the rows that concern a receiver, an organisation, a family or an establishment."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from planner.base.errors import EditRefusedError
from planner.model.pairing import folded
from planner.model.plan import Plan
from planner.model.scenario import scenario_of
from planner.model.tables import TABLES, Column

RECEIVER, ORGANISATION, FAMILY, ESTABLISHMENT = "receiver", "organisation", "function family", "establishment"
WAYS = (RECEIVER, ORGANISATION, FAMILY, ESTABLISHMENT)
"""By what a part is cut from a plan."""

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "staff": (
            *("employee_number", "assignment_number", "name", "organisation", "function", "position_title"),
            *("band", "fte", "contract", "contract_ends", "criticality", "skills", "scarce"),
            *("leaving_date", "establishment"),
        ),
        "functions": (
            *("code", "name", "family", "kind", "statutory", "fixed_fte", "fte_per_100k", "minimum_cover"),
        ),
        "allocations": TABLES["allocations"].keys,
        "placements": TABLES["placements"].keys,
        "posts": TABLES["posts"].keys,
    }
)
"""The tables of a part and what is sent of each: no pay, birth, service, pension or equality facts."""

FIXED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "staff": frozenset({"employee_number", "assignment_number", "name", "organisation"}),
        "functions": frozenset({"code"}),
        "allocations": frozenset({"scenario", "locked"}),
        "placements": frozenset({"scenario", "employee_number", "locked"}),
        "posts": frozenset({"scenario"}),
    }
)
"""Columns that say what a row is about, and are not to be changed."""

OF_SCENARIOS = ("allocations", "placements", "posts")
"""Tables in which rows may be added and taken out; people come and go with the staff list."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of a plan.

    Attributes:
        by: one of ``WAYS``.
        value: the code of the receiver or organisation, the family, the establishment.
        label: what it is called.
        scenario: the scenario whose rows in force it holds.
        tables: the rows of each table, with the identities that they have in the plan.
        columns: the columns that are sent of each table.
    """

    by: str
    value: str
    label: str
    scenario: str
    tables: Mapping[str, pd.DataFrame]
    columns: Mapping[str, tuple[Column, ...]]


def part_of(plan: Plan, by: str, value: str, scenario: str, *, names: bool = False) -> Part:
    """Cut one part from a plan.

    Args:
        plan: the plan.
        by: one of ``WAYS``.
        value: a code, family or establishment; case and outer spaces do not matter.
        scenario: the scenario whose rows are sent.
        names: whether people's names are sent.

    Raises:
        EditRefusedError: the plan has no such receiver, organisation, family or establishment.
        UnknownScenarioError: it has no such scenario.
    """
    resolved = scenario_of(plan, scenario)
    value, label = _known(plan, by, value)
    in_force = {
        "allocations": resolved.allocations,
        "placements": resolved.placements,
        "posts": resolved.posts,
    }
    rows = _of_receiver(plan, value, in_force) if by == RECEIVER else _of_staff(plan, by, value, in_force)
    columns = {
        table: tuple(TABLES[table].column(key) for key in keys if names or key != "name" or table != "staff")
        for table, keys in COLUMNS.items()
    }
    return Part(by, value, label, scenario, rows, columns)


def _of_receiver(plan: Plan, code: str, in_force: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What concerns a receiver: its claims, its posts, and those who are placed there."""
    claims, placements, posts = (in_force[name] for name in OF_SCENARIOS)
    is_customer = [code in _listed(cell) for cell in claims["customers"]]
    claims = claims[(claims["receiver"] == code) | pd.Series(is_customer, index=claims.index, dtype=bool)]
    posts = posts[posts["receiver"] == code]
    in_post = folded(placements["post"]).isin(list(folded(posts["post"]).dropna()))
    placements = placements[(placements["receiver"] == code) | (placements["receiver"].isna() & in_post)]
    staff = plan.staff
    staff = staff[folded(staff["employee_number"]).isin(list(folded(placements["employee_number"]).dropna()))]
    named = {*claims["function"].dropna(), *posts["function"].dropna(), *staff["function"].dropna()}
    functions = plan.functions[plan.functions["code"].isin(list(named))]
    return {
        "staff": staff, "functions": functions, "allocations": claims, "placements": placements,
        "posts": posts,
    }  # fmt: skip


def _of_staff(
    plan: Plan, by: str, value: str, in_force: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """What concerns some of the staff: they, what they do, who takes it, and where they may go."""
    claims, placements, posts = (in_force[name] for name in OF_SCENARIOS)
    staff = plan.staff
    if by == FAMILY:
        functions = plan.functions[_families(plan) == value]
        staff = staff[staff["function"].isin(list(functions["code"]))]
        senders: set[str] | None = None
    else:
        staff = staff[staff["organisation" if by == ORGANISATION else "establishment"] == value]
        functions = plan.functions[plan.functions["code"].isin(list(staff["function"].dropna()))]
        senders = set(staff["organisation"].dropna())
    codes = list(functions["code"])
    is_theirs = claims["function"].isin(codes)
    if senders is not None:
        is_theirs &= claims["sender"].isna() | claims["sender"].isin(list(senders))
    numbers = list(folded(staff["employee_number"]).dropna())
    return {
        "staff": staff,
        "functions": functions,
        "allocations": claims[is_theirs],
        "placements": placements[folded(placements["employee_number"]).isin(numbers)],
        "posts": posts[posts["function"].isin(codes)],
    }


def _families(plan: Plan) -> "pd.Series[str]":
    """The family of each function; one without is a family of its own."""
    return plan.functions["family"].fillna(plan.functions["code"])


def parts_by(plan: Plan, by: str) -> dict[str, str]:
    """What a plan can be cut into by one of ``WAYS``, in its order: what each is called, by its value."""
    if by in (RECEIVER, ORGANISATION):
        table = plan.receivers if by == RECEIVER else plan.senders
        named = table[table["code"].notna()]
        return dict(zip(named["code"], named["name"].fillna(named["code"]), strict=True))
    cells = _families(plan) if by == FAMILY else plan.staff["establishment"]
    return {str(one): str(one) for one in cells.dropna().unique()}


def _known(plan: Plan, by: str, value: str) -> tuple[str, str]:
    """The value as the plan spells it, and what it is called."""
    labels = parts_by(plan, by)
    spelt = {str(one).strip().casefold(): str(one) for one in labels}
    found = spelt.get(value.strip().casefold())
    if found is None:
        some = ", ".join(f"'{one}'" for one in sorted(spelt.values())[:12])
        raise EditRefusedError(f"The plan has no {by} '{value}'. It has: {some or 'none'}.")
    return found, str(labels[found])


def _listed(cell: object) -> list[str]:
    return [one.strip() for one in cell.split(";")] if isinstance(cell, str) else []
