"""Who stands where in a made-up plan: senders, CCGs, and who serves them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.workbook.reference import ccgs, clusters_unverified, support_units, trust_to_ccg, trusts

Floats = npt.NDArray[np.float64]
_MADE_UP_POPULATION = 250_000.0
_CCGS_TO_A_SUPPORT_UNIT = 10


@dataclass(frozen=True)
class Map:
    """The organisations of a plan and how they belong together.

    Attributes:
        sender_codes, sender_names: PCTs.
        sender_population: people registered with the CCGs at home there.
        ccg_codes, ccg_names, ccg_population: CCGs.
        homes: for each sender, the positions of its CCGs; never none.
        area_team_of, support_of, host_of, council_of: for each sender, a code.
        names: name and kind of every receiver that is not a CCG, by code.
    """

    sender_codes: list[str]
    sender_names: list[str]
    ccg_codes: list[str]
    ccg_names: list[str]
    ccg_population: Floats
    homes: list[list[int]]
    area_team_of: list[str]
    support_of: list[str]
    host_of: list[str]
    council_of: list[str]
    names: dict[str, tuple[str, str]]

    @cached_property
    def sender_population(self) -> Floats:
        """People at home at each sender; a CCG at home at two counts half at each."""
        sharing = np.zeros(len(self.ccg_codes))
        for homes in self.homes:
            sharing[homes] += 1
        return np.array([(self.ccg_population[homes] / sharing[homes]).sum() for homes in self.homes])

    @cached_property
    def shares(self) -> list[list[float]]:
        """For each sender, the share of its work that goes to each of its CCGs, in per cent; 100 in all."""
        return [percent_by(self.ccg_population[homes]) for homes in self.homes]

    def organisations(self, staff: int) -> dict[str, Any]:
        """The columns of the Organisations sheet; targets in proportion to ``staff``."""
        others = list(self.names)
        kinds = ["PCT"] * len(self.sender_codes) + ["CCG"] * len(self.ccg_codes)
        kinds += [self.names[code][1] for code in others]
        targets = _targets(kinds, staff)
        blanks = [None] * len(self.sender_codes)
        rest: list[float | None] = [None] * len(others)
        fixed = np.round(450_000 + 1.1 * self.ccg_population, -3)
        return {
            "code": self.sender_codes + self.ccg_codes + others,
            "name": self.sender_names + self.ccg_names + [self.names[code][0] for code in others],
            "kind": kinds,
            "population": blanks + self.ccg_population.tolist() + rest,
            "allowance_per_head": blanks + [25.0] * len(self.ccg_codes) + rest,
            "fixed_cost": blanks + fixed.tolist() + rest,
            "target": targets,
        }


def percent_by(weights: Floats) -> list[float]:
    """Per cent to one decimal, by weight, that add to 100 exactly."""
    tenths = np.floor(1000 * weights / weights.sum())
    owed = int(1000 - tenths.sum())
    tenths[np.argsort(-weights, kind="stable")[:owed]] += 1
    return [float(part) for part in tenths / 10]


_COST_OF_A_PERSON = 39_000
_PART_OF_STAFF = {"Board area team": 0.05, "Board national": 0.035, "Local authority": 0.085, "Other": 0.05}
"""Share of all staff that go to the receivers of a kind, so that their targets are within reach."""


def _targets(kinds: list[str], staff: int) -> list[float | None]:
    """A support unit is to break even; councils, the Board and others have a share; CCGs an allowance."""
    found: list[float | None] = []
    for kind in kinds:
        if kind == "CSO hosted":
            found.append(0.0)
        elif kind in _PART_OF_STAFF:
            whole = staff * _PART_OF_STAFF[kind] * _COST_OF_A_PERSON
            found.append(float(round(whole / kinds.count(kind), -3)))
        else:
            found.append(None)
    return found


def map_of(senders: int, ccg_count: int) -> Map:
    """Choose senders and CCGs that belong together, and give each sender those who serve it."""
    sender = _chosen_senders(senders)
    home = _home_of_ccgs(sender["pct_code"].tolist())
    known = ccgs()
    known = known.assign(home=known["ccg_code"].map(home))
    known = known.sort_values("home", kind="stable").head(ccg_count)
    extra = max(0, ccg_count - len(known))
    codes = known["ccg_code"].tolist() + [f"Y{at:03d}" for at in range(1, extra + 1)]
    population = np.concatenate(
        [known["registered_population"].to_numpy(dtype=np.float64), np.full(extra, _MADE_UP_POPULATION)]
    )
    homes = _homes(known, codes, senders)
    areas = known["area_team_code"].tolist() + known["area_team_code"].tolist()[-1:] * extra
    area_names = dict(zip(known["area_team_code"], known["area_team_name"], strict=True))
    units = _units(sorted(area_names), ccg_count)
    first = [inside[0] for inside in homes]
    hosts = _largest_in_area(areas, population)
    councils = [f"LA-{code}" for code in sender["pct_code"]]
    names = {"NCB": ("NHS Commissioning Board", "Board national")}
    names |= {code: (f"{name} of the Board", "Board area team") for code, name in area_names.items()}
    names |= {code: (name, "CSO hosted") for code, name in units.values()}
    names |= {
        code: (f"Council for {name}", "Local authority")
        for code, name in zip(councils, sender["pct_name"], strict=True)
    }
    names |= {"PHE": ("Public Health England", "Other"), "NHSPS": ("NHS Property Services", "Other")}
    return Map(
        sender_codes=sender["pct_code"].tolist(),
        sender_names=sender["pct_name"].tolist(),
        ccg_codes=codes,
        ccg_names=known["ccg_name"].tolist() + [f"Made-up CCG {at}" for at in range(1, extra + 1)],
        ccg_population=population,
        homes=homes,
        area_team_of=[areas[at] for at in first],
        support_of=[units[areas[at]][0] for at in first],
        host_of=[codes[hosts[areas[at]]] for at in first],
        council_of=councils,
        names=names,
    )


def _chosen_senders(count: int) -> pd.DataFrame:
    """PCTs in the order of their clusters, then made-up ones."""
    listed = clusters_unverified()[["pct_code"]].merge(trusts()[["pct_code", "pct_name"]], on="pct_code")
    chosen = listed.head(count)
    extra = range(1, count - len(chosen) + 1)
    made = pd.DataFrame(
        {"pct_code": [f"X{at:03d}" for at in extra], "pct_name": [f"Made-up PCT {at}" for at in extra]},
        dtype="str",
    )
    return pd.concat([chosen, made], ignore_index=True)


def _home_of_ccgs(senders: list[str]) -> dict[str, int]:
    """For each CCG, the position of the sender that overlaps it most."""
    position = {code: at for at, code in enumerate(senders)}
    links = trust_to_ccg()
    links = links[links["pct_code"].isin(senders)]
    links = links.sort_values(["percent_of_postcodes", "pct_code"], ascending=[False, True], kind="stable")
    most = links.drop_duplicates("ccg_code")
    return {ccg: position[pct] for ccg, pct in zip(most["ccg_code"], most["pct_code"], strict=True)}


def _homes(known: pd.DataFrame, codes: list[str], senders: int) -> list[list[int]]:
    """Positions of each sender's CCGs; a sender without one shares another's."""
    homes: list[list[int]] = [[] for _ in range(senders)]
    own = known["home"].tolist() + [np.nan] * (len(codes) - len(known))
    for at, home in enumerate(own):
        homes[at % senders if np.isnan(home) else int(home)].append(at)
    return [inside or [sender % len(codes)] for sender, inside in enumerate(homes)]


def _units(areas: list[str], ccg_count: int) -> dict[str, tuple[str, str]]:
    """For each area, code and name of the support unit that serves it."""
    listed = support_units()
    count = int(np.clip(round(ccg_count / _CCGS_TO_A_SUPPORT_UNIT), 1, min(len(listed), len(areas))))
    codes = [
        code if isinstance(code, str) else f"CSU{at}" for at, code in enumerate(listed["csu_code"], start=1)
    ]
    named = list(zip(codes, listed["csu_name"].tolist(), strict=True))
    return {area: named[at * count // len(areas)] for at, area in enumerate(areas)}


def _largest_in_area(areas: list[str], population: Floats) -> dict[str, int]:
    """For each area, the position of its largest CCG."""
    found: dict[str, int] = {}
    for at, area in enumerate(areas):
        if area not in found or population[at] > population[found[area]]:
            found[area] = at
    return found
