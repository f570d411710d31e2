"""Pools: their odds, what each stage places and where, and the posts that stand open to them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from planner.model.occupancy import Occupant, fold, occupants_of
from planner.model.placement_words import names_by_code, state_of
from planner.model.results import OUTCOME_ODDS, Floats, Integers, Results
from planner.model.scenario import Scenario, scenario_of
from planner.model.tables import BASELINE, STAGES
from planner.report.behind import set_count

LOCKED, STAYS = "locked", "stays"
"""The stage of those whom a locked placement puts where they go; and of everyone in the baseline."""
_WORKED_OUT = {"required": "Worked out: what the work requires", "holders": "Worked out: those who do it now"}
_OPENING = ["receiver", "function", "band", "stage_limit"]


def pool_rows(results: Results) -> pd.DataFrame:
    """The pools with the function's name and ``odds``: the six of the pool by FTE, as a tuple."""
    pools = results.pools
    names = results.functions.drop_duplicates("function").set_index("function")["name"]
    fte = pools[[f"{key.removeprefix('p_')}_fte" for key in OUTCOME_ODDS]].to_numpy(dtype=np.float64)
    whole = pools["fte"].to_numpy(dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.where(whole[:, None] > 0, fte / whole[:, None], 0.0)
    odds = pd.Series(list(map(tuple, shares.tolist())), index=pools.index, dtype=object)
    return pools.assign(name=pools["function"].map(names).fillna(pools["function"]), odds=odds)


# ---------------------------------------------------------------- stages


def stages_of(results: Results, pools: Integers) -> pd.DataFrame:
    """What each stage places of some pools (positions), and at which receivers.

    Returns:
        stage (one of ``STAGES``, ``locked`` or ``stays``), receiver, name, fte, and share (0 to 1) of
        the pools' FTE; in the order of the stages, most first. The FTE add up to ``placed_fte``.
    """
    found = results.placements
    wanted = np.zeros(len(results.pools), dtype=np.bool_)
    wanted[pools] = True
    seekers = results.pools["seekers_fte"].to_numpy(dtype=np.float64)
    placed: dict[tuple[str, int], float] = {}
    for step in found.steps:
        at = np.flatnonzero(wanted[step.pools])
        fte = np.bincount(step.sets[at], step.taken[at] * seekers[step.pools[at]], set_count(step))
        parts = fte[step.split_set] * step.split_share
        for one in np.flatnonzero(parts > 0):
            key = (step.stage, int(step.split_receiver[one]))
            placed[key] = placed.get(key, 0.0) + float(parts[one])
    locked = np.flatnonzero(wanted[found.pool] & (found.locked_receiver >= 0))
    by_receiver = np.bincount(
        found.locked_receiver[locked], results.people["fte"].to_numpy()[locked], len(found.receivers)
    )
    placed |= {(LOCKED, int(one)): float(by_receiver[one]) for one in np.flatnonzero(by_receiver)}
    return _stage_table(results, placed, float(results.pools["fte"].to_numpy()[pools].sum()))


def _stage_table(results: Results, placed: dict[tuple[str, int], float], whole: float) -> pd.DataFrame:
    names, codes = names_by_code(results.plan), results.placements.receivers
    is_baseline = results.scenario == BASELINE
    order = {stage: at for at, stage in enumerate((LOCKED, *STAGES))}
    rows = sorted(placed.items(), key=lambda one: (order[one[0][0]], -one[1], codes[one[0][1]]))
    return pd.DataFrame(
        {
            "stage": [STAYS if is_baseline else stage for (stage, _), _ in rows],
            "receiver": [codes[at] for (_, at), _ in rows],
            "name": [names.get(codes[at], codes[at]) for (_, at), _ in rows],
            "fte": np.array([fte for _, fte in rows], dtype=np.float64),
            "share": np.array([fte / whole if whole > 0 else 0.0 for _, fte in rows], dtype=np.float64),
        }
    )


# ---------------------------------------------------------------- posts


def posts_open_to(results: Results, pools: Integers) -> pd.DataFrame:
    """The posts of the functions and bands of some pools, with who is in them by recorded placement.

    Posts of the Posts sheet stand one by one; others as the FTE that is worked out for a receiver.

    Returns:
        receiver, name, post (blank where it is worked out), title, band, fte, filled_fte (expected,
        with those placed for certain), vacant_fte, source, who.
    """
    chosen = results.pools.iloc[pools]
    key = pd.MultiIndex.from_frame(chosen[["function", "band"]])
    openings = results.posts[pd.MultiIndex.from_frame(results.posts[["function", "band"]]).isin(key)]
    scenario = scenario_of(results.plan, results.scenario)
    sheet = scenario.posts
    sheet = sheet[pd.MultiIndex.from_frame(sheet[["function", "band"]]).isin(key)]
    on_sheet = openings["source"] == "posts sheet"
    named = _sheet_posts(results, scenario, sheet, openings[on_sheet])
    senders = chosen["sender"].fillna("").unique()
    others = _derived_posts(
        results, scenario, openings[~on_sheet & openings["sender"].fillna("").isin(senders)]
    )
    names = names_by_code(results.plan)
    table = pd.concat([named, others], ignore_index=True)
    return table.assign(name=table["receiver"].map(lambda code: names.get(code, code)))


def _sheet_posts(
    results: Results, scenario: Scenario, sheet: pd.DataFrame, openings: pd.DataFrame
) -> pd.DataFrame:
    """Each post of the sheet with its part of what is expected to be filled of its like."""
    inside = occupants_of(results.plan, scenario)
    held = [inside.get(fold(code), ()) for code in sheet["post"]]
    fte = sheet["fte"].to_numpy(dtype=np.float64)
    locked = [sum(one.fte for one in people if one.is_locked) for people in held]
    certain = np.minimum(np.array(locked, dtype=np.float64), fte)
    filled = certain + (fte - certain) * _rates(sheet, fte, certain, openings)
    return pd.DataFrame(
        {
            "receiver": sheet["receiver"].to_numpy(),
            "post": sheet["post"].to_numpy(),
            "title": sheet["title"].to_numpy(),
            "band": sheet["band"].to_numpy(),
            "fte": fte,
            "filled_fte": filled,
            "vacant_fte": fte - filled,
            "source": "posts sheet",
            "who": [_who(people) for people in held],
        }
    )


def _rates(sheet: pd.DataFrame, fte: Floats, certain: Floats, openings: pd.DataFrame) -> Floats:
    """(posts,) how much of what nobody is certain to have of a post is expected to be filled."""
    if sheet.empty:
        return np.zeros(0)
    like = pd.MultiIndex.from_frame(sheet[_OPENING].fillna({"stage_limit": STAGES[-1]}))
    place, groups = like.factorize()
    summed = openings.groupby(_OPENING)[["locked_fte", "filled_fte"]].sum().sum(axis=1)
    taken = summed.reindex(groups).fillna(0.0).to_numpy(dtype=np.float64)
    free = np.bincount(place, fte - certain, len(groups))
    rest = np.maximum(0.0, taken - np.bincount(place, certain, len(groups)))
    rate = np.where(free > 0, rest / np.where(free > 0, free, 1.0), 0.0)
    return np.asarray(np.minimum(1.0, rate)[place])


def _derived_posts(results: Results, scenario: Scenario, openings: pd.DataFrame) -> pd.DataFrame:
    """Posts that are worked out, with those recorded at the receiver for work of that function."""
    keys = ["receiver", "function", "band", "source"]
    summed = openings.groupby(keys, as_index=False, sort=False)[
        ["fte", "locked_fte", "filled_fte", "vacant_fte"]
    ].sum()
    recorded = _recorded_without_post(results, scenario)
    who = [
        "; ".join(recorded.get(one, ()))
        for one in zip(summed["receiver"], summed["function"], summed["band"], strict=True)
    ]
    return pd.DataFrame(
        {
            "receiver": summed["receiver"],
            "post": pd.Series([None] * len(summed), dtype="str"),
            "title": summed["source"].map(_WORKED_OUT).astype("str"),
            "band": summed["band"],
            "fte": summed["fte"],
            "filled_fte": summed["locked_fte"] + summed["filled_fte"],
            "vacant_fte": summed["vacant_fte"],
            "source": summed["source"],
            "who": who,
        }
    )


def _recorded_without_post(results: Results, scenario: Scenario) -> dict[tuple[str, str, str], list[str]]:
    """Who is recorded at a receiver with no post named, by (receiver, function, band) of their job."""
    rows = scenario.placements
    rows = rows[(rows["outcome"] == "placed") & rows["post"].isna() & rows["receiver"].notna()]
    people = results.people
    mine = people[people["employee_number"].isin(rows["employee_number"])]
    jobs: dict[str, list[tuple[str, str]]] = {}
    for number, function, band in zip(mine["employee_number"], mine["function"], mine["band"], strict=True):
        jobs.setdefault(str(number), []).append((str(function), str(band)))
    found: dict[tuple[str, str, str], list[str]] = {}
    columns = (rows[key] for key in ("employee_number", "receiver", "stage", "locked"))
    for number, receiver, stage, locked in zip(*columns, strict=True):
        for function, band in jobs.get(str(number), []):
            said = _said(str(number), stage, locked == "Y")
            found.setdefault((str(receiver), function, band), []).append(said)
    return found


def _who(people: Sequence[Occupant]) -> str:
    return "; ".join(_said(one.employee, one.stage, one.is_locked) for one in people)


def _said(number: str, stage: object, is_locked: bool) -> str:
    return f"{number} ({state_of('placed', stage)}{', locked' if is_locked else ''})"
