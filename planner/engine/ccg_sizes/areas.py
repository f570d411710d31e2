"""The areas whose CCGs may be looked at: the plan's own, all England, each area team, each cluster."""

from dataclasses import dataclass

import pandas as pd

from planner.engine.ccg_sizes.nation import LEVELS, national_practices, trust_names
from planner.model.plan import Plan
from planner.model.reference_files import read_reference

OWN_LIST, THIS_PLAN, ENGLAND, TEAM, CLUSTER = "list", "plan", "england", "team", "cluster"
NOT_PLACED = "Not in a CCG"
"""Stands for the CCG of practices that have none."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area that may be chosen.

    Attributes:
        kind: ``THIS_PLAN``, ``OWN_LIST``, ``ENGLAND``, ``TEAM`` or ``CLUSTER``.
        title: what it is called.
        trusts: its PCTs, for the plan's own area and for clusters; ``team`` for an area team.
    """

    kind: str
    title: str
    trusts: tuple[str, ...] = ()
    team: str = ""


def areas_of(plan: Plan) -> tuple[Area, ...]:
    """Every area to choose from; the first is the plan's own where it can be told."""
    nation = national_practices()
    teams = tuple(Area(TEAM, f"{one} area team", team=one) for one in sorted(nation["team"].unique()))
    return (*_own_areas(plan), Area(ENGLAND, "All England"), *teams, *_clusters())


def practices_of(area: Area, plan: Plan) -> pd.DataFrame:
    """The practices of an area: practice, name, population, and the columns of ``LEVELS``."""
    nation = national_practices()
    if area.kind == ENGLAND:
        return nation
    if area.kind == OWN_LIST:
        return own_practices(plan)
    inside = nation["team"] == area.team if area.kind == TEAM else nation["trust"].isin(area.trusts)
    return nation[inside].reset_index(drop=True)


def population_served(plan: Plan) -> float:
    """People registered in the area of the plan's PCTs, whatever CCGs there are; NaN where not known."""
    own = next((one for one in _own_areas(plan) if one.kind == THIS_PLAN), None)
    return float(practices_of(own, plan)["population"].sum()) if own is not None else float("nan")


def own_practices(plan: Plan) -> pd.DataFrame:
    """The practices of the plan's own sheet; what it leaves blank is as in the national list.

    A practice that stands twice counts as its first row. One that the national list does not know stands
    in a CCG, locality, area team and region of its own list.
    """
    listed = plan.practices.dropna(subset="practice").drop_duplicates("practice")
    nation = national_practices().set_index("practice").reindex(listed["practice"])
    own = pd.DataFrame({"practice": listed["practice"].to_numpy()})
    for key in ("name", "population"):
        own[key] = listed[key].reset_index(drop=True).fillna(nation[key].reset_index(drop=True))
    own["population"] = own["population"].fillna(0.0)
    given = listed["ccg"].reset_index(drop=True).fillna(NOT_PLACED)
    for level in LEVELS:
        otherwise = given if level == "ccg" else pd.Series("Own list", index=own.index, dtype="str")
        own[level] = nation[level].reset_index(drop=True).fillna(otherwise)
    return own.sort_values([*LEVELS, "practice"], kind="stable").reset_index(drop=True)


def _own_areas(plan: Plan) -> tuple[Area, ...]:
    """The area of the plan's PCTs, else of its CCGs, and that of its own list of practices."""
    found: list[Area] = []
    names, nation = trust_names(), national_practices()
    codes = plan.senders["code"].dropna().astype(str).str.strip().str.upper()
    trusts = tuple(dict.fromkeys(code for code in codes if code in names))
    if not trusts:
        groups = plan.organisations.loc[plan.organisations["kind"] == "CCG", "code"].dropna()
        mine = nation[nation["ccg_code"].isin(groups.astype(str).str.strip().str.upper())]
        trusts = tuple(dict.fromkeys(mine["trust"]))
    if trusts:
        found.append(Area(THIS_PLAN, f"This plan: {_listed([names[one] for one in trusts])}", trusts=trusts))
    own = set(plan.practices["practice"].dropna())
    if own and (not found or own != set(practices_of(found[0], plan)["practice"])):
        found.append(Area(OWN_LIST, f"The plan's own list: {len(own):,} practices"))
    return tuple(found)


def _clusters() -> tuple[Area, ...]:
    frame = read_reference("pct_clusters_unverified.csv")
    return tuple(
        Area(CLUSTER, f"{name} cluster (unverified)", trusts=tuple(codes))
        for name, codes in frame.groupby("cluster_name", sort=True)["pct_code"]
    )


def _listed(names: list[str]) -> str:
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
