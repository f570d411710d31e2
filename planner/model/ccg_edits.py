"""Edits of which practice belongs to which CCG, and of the CCGs that a plan has for them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from planner.model.plan import Plan
from planner.model.table_edits import add_rows, delete_rows
from planner.model.tables import PRACTICES, frame_of

SAME_NAME_AGAIN = " ({number})"


@dataclass(frozen=True, slots=True)
class NewCCG:
    """A CCG as it is put into a plan.

    Attributes:
        name: what it is called.
        code: the code it is known by; empty to be given one.
        population: registered people.
        allowance: £ a head; ``fixed_cost`` its corporate cost, £ a year.
    """

    name: str
    code: str
    population: float
    allowance: float
    fixed_cost: float


@dataclass(frozen=True, slots=True, eq=False)
class PutIn:
    """A plan with CCGs put in, and what became of which.

    Attributes:
        plan: the plan then.
        added, kept: names of CCGs that are new, and of those that stood there and stay as they were.
        removed, in_use: names of other CCGs taken out, and of those that something of the plan refers to,
            which therefore stay.
    """

    plan: Plan
    added: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    in_use: tuple[str, ...]


def keep_grouping(plan: Plan, practices: pd.DataFrame, ccgs: Mapping[str, str]) -> Plan:
    """Put a grouping on the plan's sheet of practices, in place of what stood there.

    Args:
        plan: the plan.
        practices: practice, name and population, one row each.
        ccgs: the name of each practice's CCG, by practice code; a practice without one is in none.
    """
    codes = practices["practice"].tolist()
    values = {
        "practice": codes,
        "name": practices["name"].tolist(),
        "population": practices["population"].tolist(),
        "ccg": [ccgs.get(code) for code in codes],
    }
    return plan.with_table("practices", frame_of(PRACTICES, values))


def list_practices(plan: Plan, practices: pd.DataFrame) -> Plan:
    """Put practices on the plan's sheet that are not on it yet, in no CCG.

    Args:
        plan: the plan.
        practices: practice, name and population, one row each.
    """
    new = practices[~practices["practice"].isin(plan.practices["practice"])]
    if new.empty:
        return plan
    return add_rows(plan, "practices", {key: new[key].tolist() for key in ("practice", "name", "population")})


def move_practices(plan: Plan, codes: Collection[str], ccg: str) -> Plan:
    """Put practices of the plan's sheet in a CCG; empty for none."""
    frame = plan.practices
    moved = frame["ccg"].mask(frame["practice"].isin(list(codes)), ccg or None).astype(frame["ccg"].dtype)
    return plan.with_table("practices", frame.assign(ccg=moved))


def rename_ccg(plan: Plan, before: str, after: str) -> Plan:
    """Call a CCG of the plan's sheet of practices something else."""
    frame = plan.practices
    renamed = frame["ccg"].mask(frame["ccg"] == before, after).astype(frame["ccg"].dtype)
    return plan.with_table("practices", frame.assign(ccg=renamed))


def free_name(wanted: str, taken: Collection[str]) -> str:
    """A name that no other has: as wanted, or with a number after it."""
    held = {one.casefold() for one in taken}
    name, number = wanted, 2
    while name.casefold() in held:
        name, number = wanted + SAME_NAME_AGAIN.format(number=number), number + 1
    return name


def unused_ccgs(plan: Plan, but: Collection[str] = ()) -> tuple[str, ...]:
    """The codes of CCGs that nothing in the plan refers to, leaving out some."""
    used, spared = _codes_in_use(plan), {code.casefold() for code in but}
    return tuple(
        code for code in _ccg_codes(plan) if code.casefold() not in used and code.casefold() not in spared
    )


def put_ccgs(plan: Plan, ccgs: Sequence[NewCCG], *, replace_unused: bool) -> PutIn:
    """Add CCGs to the plan's organisations; those that stand there are not touched.

    A CCG stands there already where an organisation has its code, or is a CCG of its name.

    Args:
        plan: the plan.
        ccgs: those that there are to be.
        replace_unused: whether to take out other CCGs that nothing in the plan refers to.
    """
    frame = plan.organisations
    by_code = {str(code).casefold() for code in frame["code"].dropna()}
    is_ccg = frame["kind"] == "CCG"
    by_name = dict(
        zip(frame.loc[is_ccg, "name"].fillna("").str.casefold(), frame.loc[is_ccg, "code"], strict=True)
    )
    new: list[NewCCG] = []
    there: list[str] = []
    held: list[str] = []
    for one in ccgs:
        code = one.code if one.code and one.code.casefold() in by_code else by_name.get(one.name.casefold())
        if isinstance(code, str):
            there.append(code)
            held.append(one.name)
        else:
            new.append(one)
    named = dict(zip(frame["code"], frame["name"].fillna(frame["code"]), strict=True))
    spare = unused_ccgs(plan, there) if replace_unused else ()
    settled = {code.casefold() for code in (*there, *unused_ccgs(plan))}
    in_use = tuple(str(named[code]) for code in _ccg_codes(plan) if code.casefold() not in settled)
    changed = delete_rows(plan, "organisations", frame.index[frame["code"].isin(list(spare))].tolist())
    changed = _with_added(changed, new)
    return PutIn(
        changed,
        tuple(one.name for one in new),
        tuple(held),
        tuple(str(named[code]) for code in spare),
        in_use,
    )


def _with_added(plan: Plan, new: Sequence[NewCCG]) -> Plan:
    if not new:
        return plan
    taken = {str(code).casefold() for code in plan.organisations["code"].dropna()}
    codes = []
    for one in new:
        code, number = one.code, 1
        while not code or code.casefold() in taken:
            code, number = f"CCG{number:02d}", number + 1
        taken.add(code.casefold())
        codes.append(code)
    values: dict[str, list[object]] = {
        "code": list(codes),
        "name": [one.name for one in new],
        "kind": ["CCG"] * len(new),
        "population": [one.population for one in new],
        "allowance_per_head": [one.allowance for one in new],
        "fixed_cost": [one.fixed_cost for one in new],
        "opens": [plan.facts.transfer_date] * len(new),
    }
    return add_rows(plan, "organisations", values)


def _ccg_codes(plan: Plan) -> list[str]:
    frame = plan.organisations
    return [str(code) for code in frame.loc[frame["kind"] == "CCG", "code"].dropna()]


def _codes_in_use(plan: Plan) -> set[str]:
    """Codes of organisations that any row refers to, in small letters."""
    columns = (
        *(plan.allocations[key] for key in ("sender", "receiver")),
        *(plan.allocations["customers"].dropna().str.split(";").explode(),),
        *(plan.placements["receiver"], plan.posts["receiver"]),
        *(plan.staff["organisation"], plan.budgets["organisation"]),
        plan.assumptions["key"].dropna().str.partition("@")[2],
    )
    return {str(one).strip().casefold() for column in columns for one in column.dropna().unique()}
