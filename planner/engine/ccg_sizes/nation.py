"""The general practices of England, with what is known of where each belongs.

The data hold no maps, addresses or coordinates. What is known: a practice belongs to a CCG of April 2013,
a CCG to an area team and a region, and a PCT's postcodes lie in one CCG or in several. CCGs that share a
PCT are taken for neighbours; beyond that only the area team and the region say who is near whom.
"""

from functools import cache

import numpy as np
import pandas as pd

from planner.model.reference_files import read_reference

SHARED_PERCENT = 10.0
"""Of a PCT's postcodes that must lie in a CCG before the two count as overlapping: less is an edge."""
LEVELS = ("region", "team", "locality", "ccg")
"""The columns that say where a practice belongs, from the widest to the narrowest."""


@cache
def national_practices() -> pd.DataFrame:
    """Every practice, in the order of region, area team, locality, CCG and practice code.

    Returns:
        practice, name, population, ccg (its name), ccg_code, trust (the PCT with most of the CCG),
        locality (CCGs of one area team that share PCTs), team, region.
    """
    groups = _groups()
    frame = read_reference("practices.csv").rename(
        columns={"practice_code": "practice", "practice_name": "name", "registered_population": "population"}
    )
    frame = frame.merge(groups, on="ccg_code", how="left", validate="many_to_one")
    frame = frame.sort_values(["region", "team", "locality", "ccg", "practice"], kind="stable")
    return frame.reset_index(drop=True)[["practice", "name", "population", "ccg_code", "trust", *LEVELS]]


@cache
def national_groups() -> pd.DataFrame:
    """Every CCG of April 2013: ccg_code, ccg, population, practices, trust, locality, team, region."""
    counted = read_reference("ccg.csv")[["ccg_code", "registered_population", "practices"]]
    counted = counted.rename(columns={"registered_population": "population"})
    return _groups().merge(counted, on="ccg_code", how="left", validate="one_to_one")


@cache
def trust_names() -> dict[str, str]:
    """The names of the PCTs, by code."""
    frame = read_reference("pct.csv")
    return dict(zip(frame["pct_code"], frame["pct_name"], strict=True))


def _groups() -> pd.DataFrame:
    frame = read_reference("ccg.csv")
    links = read_reference("pct_to_ccg.csv")
    team = frame["area_team_name"].str.replace(r"\s+Area Team$", "", regex=True)
    for said, meant in ((",(?! )", ", "), (r"\s*&\s*", " & "), (r"\bAnd\b", "and"), (r"\bOf\b", "of")):
        team = team.str.replace(said, meant, regex=True)
    found = pd.DataFrame(
        {
            "ccg_code": frame["ccg_code"],
            "ccg": frame["ccg_name"].where(
                frame["ccg_name"].str.endswith("CCG"), frame["ccg_name"].astype(str) + " CCG"
            ),
            "team": team,
            "region": frame["region_name"],
        }
    )
    most = links.sort_values(["percent_of_postcodes", "pct_code"], ascending=[False, True], kind="stable")
    main = most.drop_duplicates("ccg_code").set_index("ccg_code")["pct_code"]
    found["trust"] = found["ccg_code"].map(main)
    found["locality"] = _localities(found, links)
    return found


def _localities(groups: pd.DataFrame, links: pd.DataFrame) -> list[str]:
    """The name of each CCG's locality: CCGs of one area team joined by the PCTs that they share."""
    shared = links[links["percent_of_postcodes"] >= SHARED_PERCENT]
    at = {code: place for place, code in enumerate(groups["ccg_code"])}
    team, leader = groups["team"].tolist(), list(range(len(groups)))

    def head(place: int) -> int:
        while leader[place] != place:
            place = leader[place]
        return place

    for _, codes in shared.groupby("pct_code", sort=True)["ccg_code"]:
        members = [at[code] for code in codes]
        for one in members:
            for other in members:
                if team[one] == team[other]:
                    first, second = sorted((head(one), head(other)))
                    leader[second] = first
    heads = np.array([head(place) for place in range(len(groups))])
    names = trust_names()
    trusts = groups["trust"].map(names).fillna("")
    by_head = {
        int(one): " and ".join(sorted(set(trusts[heads == one]))) + f" ({groups['ccg_code'].iloc[one]})"
        for one in np.unique(heads)
    }
    return [by_head[int(one)] for one in heads]
