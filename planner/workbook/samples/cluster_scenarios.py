"""Three honest scenarios for the cluster: do, share, buy. None is a walk-over.

Doing it all keeps the most talent and the closest ties to practices, but asks the smaller CCGs to pay
for teams of their own. Sharing is cheaper and leans on a few hosts. Buying meets the allowance and
costs the most in redundancy.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

from planner.model.tables import ALLOCATIONS, ASSUMPTIONS, PLACEMENTS, POSTS, SCENARIOS
from planner.workbook.samples.map import percent_by
from planner.workbook.samples.rows import table_of
from planner.workbook.samples.shapes import (
    AREA_TEAM,
    BOARD,
    COUNCIL,
    HEALTH_PROTECTION,
    NOWHERE,
    PROPERTY,
    SHAPES,
    SUPPORT,
)

DO, SHARE, BUY = "Do most ourselves", "Share across the six", "Buy from the support organisation"
UNIT, ENTERPRISE, PROVIDER = "0CF", "AVC", "LCH"
HOMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"5NY": ("02N", "02W", "02R"), "5N1": ("02V", "03G", "03C")}
)
_LARGEST = {"5NY": "02R", "5N1": "03C"}
_COUNCIL = {"5NY": "LA-B", "5N1": "LA-L"}

_NOT_WORTH_SPLITTING = ("ITS", "DMG", "FSV", "LND")
"""Bought even by CCGs that do most for themselves."""
_SHARED_IN_A_CITY = (
    "RMH", "RCM", "JCO", "QSP", "SAF", "IPC", "GOV", "STR", "CHC", "MMT", "ACU", "HRO",
)  # fmt: skip
"""Shared by the three CCGs of a city, not by six."""
_HOSTS = {
    "CMH": "02R", "PRO": "03C", "IFR": "02R", "BIA": "03G", "ING": "03G", "PMO": "02V", "COM": "02N",
    "CUS": "02N",
}  # fmt: skip
"""Who hosts what the six share."""

_Row = dict[str, Any]


def scenarios() -> pd.DataFrame:
    """The three scenarios; buying is based on sharing."""
    return table_of(
        SCENARIOS,
        [
            {
                "scenario": DO,
                "description": "Each CCG has its own teams; only IT, data, ledger and learning are bought",
                "owner": "Transition manager",
            },
            {
                "scenario": SHARE,
                "description": "CCGs keep insight; each hosts some of what is done at scale for all six",
                "owner": "Transition manager",
            },
            {
                "scenario": BUY,
                "description": "As sharing, but what is done at scale comes from the support organisation",
                "based_on": SHARE,
                "owner": "Director of commissioning development",
            },
        ],
    )


def allocations(organisations: pd.DataFrame, functions: pd.DataFrame) -> pd.DataFrame:
    """Who takes what in each scenario."""
    known = organisations.set_index("code")["population"]
    shares = {
        sender: dict(zip(homes, percent_by(known[list(homes)].to_numpy()), strict=True))
        for sender, homes in HOMES.items()
    }
    everyone = [code for homes in HOMES.values() for code in homes]
    of_all = dict(zip(everyone, percent_by(known[everyone].to_numpy()), strict=True))
    codes = functions["code"].tolist()
    rows = [row for code in codes for row in _doing(code, shares, of_all)]
    rows += [row for code in codes for row in _sharing(code, shares, of_all)]
    rows += [row for code in codes for row in _buying(code, shares, of_all)]
    return table_of(ALLOCATIONS, rows)


def _row(
    scenario: str,
    function: str,
    sender: str | None,
    receiver: str | None,
    mode: str,
    share: float,
    **more: Any,
) -> _Row:
    return {
        "scenario": scenario, "function": function, "sender": sender, "receiver": receiver, "mode": mode,
        "share": share,
    } | more  # fmt: skip


def _elsewhere(scenario: str, code: str) -> list[_Row]:
    """What goes to the Board, councils and others whatever the CCGs choose; none where CCGs choose."""
    goes = SHAPES[code].goes
    if goes == COUNCIL:
        why = "Public health passes to councils by law"
        return [
            _row(scenario, code, sender, council, "move", 100.0, locked="Y", reason=why)
            for sender, council in _COUNCIL.items()
        ]
    if goes == NOWHERE:
        return [_row(scenario, code, None, None, "stop", 100.0, reason="Ends with the PCTs")]
    if code == "PHS":
        return [
            _row(scenario, code, None, "PHE", "move", 70.0, reason="Health protection"),
            _row(scenario, code, None, "Q52", "board", 30.0, reason="Screening and immunisation"),
        ]
    single = {
        BOARD: ("NCB", "board", "Run once for the country"),
        AREA_TEAM: ("Q52", "board", "Commissioned by the Board"),
        PROPERTY: ("NHSPS", "move", "Follows the estate"),
        HEALTH_PROTECTION: ("PHE", "move", "Health protection"),
    }
    if goes not in single:
        return []
    receiver, mode, why = single[goes]
    return [_row(scenario, code, None, receiver, mode, 100.0, reason=why)]


def _by_each(scenario: str, code: str, shares: Mapping[str, Mapping[str, float]]) -> list[_Row]:
    """Each CCG takes its part of its own PCT's work."""
    return [
        _row(scenario, code, sender, receiver, "do", share)
        for sender, parts in shares.items()
        for receiver, share in parts.items()
    ]


def _leadership(scenario: str, of_all: Mapping[str, float], part: float = 1.0) -> list[_Row]:
    """Both boards' directors are one pool for the six CCGs' top posts."""
    return [
        _row(
            scenario,
            "EXE",
            None,
            receiver,
            "do",
            round(share * part, 2),
            reason="Posts are on the Posts sheet",
        )
        for receiver, share in of_all.items()
    ]


def _doing(code: str, shares: Mapping[str, Mapping[str, float]], of_all: Mapping[str, float]) -> list[_Row]:
    """The scenario of doing: teams of one's own, whatever they are."""
    if code == "EXE":
        return _leadership(DO, of_all)
    if code in _NOT_WORTH_SPLITTING:
        return [_row(DO, code, None, UNIT, "buy", 100.0, reason="Not worth splitting six ways")]
    return _elsewhere(DO, code) or _by_each(DO, code, shares)


def _sharing(code: str, shares: Mapping[str, Mapping[str, float]], of_all: Mapping[str, float]) -> list[_Row]:
    """The scenario of sharing: in a city, or among the six."""
    if code == "EXE":
        return _leadership(SHARE, of_all)
    if code == "LND":
        why = "The rest of the programme has no taker yet"
        return [_row(SHARE, code, None, UNIT, "buy", 70.0, reason=why)]
    if code in _NOT_WORTH_SPLITTING:
        return [_row(SHARE, code, None, UNIT, "buy", 100.0, reason="No CCG has the systems to host it")]
    if code in _SHARED_IN_A_CITY:
        return [
            _row(SHARE, code, sender, host, "share", 100.0, customers=";".join(HOMES[sender]))
            for sender, host in _LARGEST.items()
        ]
    if code in _HOSTS:
        return [_row(SHARE, code, None, _HOSTS[code], "share", 100.0, reason="One team for the six")]
    return _elsewhere(SHARE, code) or _by_each(SHARE, code, shares)


def _buying(code: str, shares: Mapping[str, Mapping[str, float]], of_all: Mapping[str, float]) -> list[_Row]:
    """The scenario of buying: only what differs from sharing."""
    if code == "EXE":
        why = "The support organisation needs directors too"
        return [*_leadership(BUY, of_all, 0.8), _row(BUY, code, None, UNIT, "buy", 20.0, reason=why)]
    if code == "LND":
        return [_row(BUY, code, None, ENTERPRISE, "buy", 100.0, reason="Offered with medicines management")]
    if code == "IPC":
        why = "Bought with community services"
        return [_row(BUY, code, "5N1", PROVIDER, "move", 100.0, reason=why)]
    if code == "MMT":
        return _bought_by_city(code, ENTERPRISE, "Practices trust a social enterprise that they own")
    if code in ("GOV", "STR", "CHC", "ACU", "HRO"):
        return _bought_by_city(code, UNIT, "A team for each city inside the support organisation")
    if code == "ADM":
        return [row | {"share": round(row["share"] / 2, 2)} for row in _by_each(BUY, code, shares)] + [
            row | {"share": 50.0} for row in _bought_by_city(code, UNIT, "Half follows the work it supports")
        ]
    if SHAPES[code].goes == SUPPORT and code not in _NOT_WORTH_SPLITTING:
        return [_row(BUY, code, None, UNIT, "buy", 100.0, reason="At scale, over three years")]
    return []


def _bought_by_city(code: str, supplier: str, why: str) -> list[_Row]:
    """Each PCT's team goes to a supplier and serves that city's CCGs."""
    return [
        _row(BUY, code, sender, supplier, "buy", 100.0, customers=";".join(homes), reason=why)
        for sender, homes in HOMES.items()
    ]


def posts() -> pd.DataFrame:
    """Top posts of each CCG, and of the support organisation where it is used most."""
    rows: list[_Row] = []
    for receiver in ("02N", "02W", "02R", "02V", "03G", "03C"):
        is_large = receiver in ("02R", "03G", "03C")
        place = "Bradford" if receiver.startswith("02") and receiver != "02V" else "Leeds"
        rows += [
            _post(f"{receiver}-CO", receiver, "Chief officer", "VSM", place),
            _post(f"{receiver}-CFO", receiver, "Chief finance officer", "9" if is_large else "8d", place),
            _post(f"{receiver}-EA", receiver, "Executive assistant", "5", place),
        ]
    in_unit = (
        ("MD", "Managing director", "VSM"),
        ("DCO", "Director of customer services", "9"),
        ("DOP", "Director of operations", "9"),
        ("EA", "Executive assistant", "5"),
    )
    rows += [
        _post(f"{UNIT}-{short}", UNIT, title, band, "Bradford") | {"scenario": BUY}
        for short, title, band in in_unit
    ]
    return table_of(POSTS, rows)


def _post(post: str, receiver: str, title: str, band: str, location: str) -> _Row:
    return {
        "post": post, "receiver": receiver, "function": "EXE", "title": title, "band": band, "fte": 1.0,
        "location": location, "skills": "system leadership" if band != "5" else None,
        "stage_limit": None if band == "5" else "ring_fence_wider",
    }  # fmt: skip


def placements(staff: pd.DataFrame) -> pd.DataFrame:
    """What is settled: four chief officers, consultants in public health, one departure by agreement."""
    rows = []
    directors = _settled(staff, "EXE", "VSM")
    for scenario in (DO, SHARE):
        for number, receiver in zip(directors, ("02R", "03C", "03G", "02N"), strict=False):
            rows.append(
                {
                    "scenario": scenario, "employee_number": number, "outcome": "placed",
                    "receiver": receiver, "post": f"{receiver}-CO", "date": date(2013, 4, 1),
                    "stage": "ring_fence_narrow", "match": 85, "locked": "Y",
                    "reason": "Chief officer designate, appointed by the CCG in the autumn",
                }
            )  # fmt: skip
        rows += [
            {
                "scenario": scenario, "employee_number": number, "outcome": "placed",
                "receiver": _COUNCIL[sender], "date": date(2013, 4, 1), "stage": "lift_and_shift",
                "match": 100, "locked": "Y", "reason": "Named in the transfer scheme",
            }
            for sender in _COUNCIL
            for number in _settled(staff[staff["organisation"] == sender], "PHI", "8c")[:1]
        ]  # fmt: skip
        rows += [
            {
                "scenario": scenario, "employee_number": number, "outcome": "mars",
                "date": date(2012, 12, 31), "locked": "Y",
                "reason": "Agreed under the resignation scheme of October 2012",
            }
            for number in _settled(staff, "GOV", "8a")[:1]
        ]  # fmt: skip
    return table_of(PLACEMENTS, rows)


def _settled(staff: pd.DataFrame, function: str, band: str) -> list[str]:
    """Employee numbers of ordinary holders of a function and band, in the order of the list."""
    fits = (staff["function"] == function) & (staff["band"] == band) & (staff["contract"] == "Permanent")
    fits &= staff["leaving_date"].isna() & ~staff["employee_number"].duplicated(keep=False)
    return [str(number) for number in staff.loc[fits, "employee_number"]]


def assumptions() -> pd.DataFrame:
    """What the cluster sets for itself, for all scenarios or for one."""
    finance, people = "Director of finance", "HR business partner"
    rows = [
        (None, "leaver_rate", 0.09, 0.07, 0.11, "Leavers of the two PCTs in 2011/12", people),
        (None, "closure_factor", 1.25, 1.1, 1.6, "Neighbouring clusters in 2011/12", people),
        (None, "stage_ring_fence_wider@LA-B", 0, None, None, "The council's own transfer terms", people),
        (None, "stage_redeployment@LA-B", 0, None, None, "The council's own transfer terms", people),
        (None, "stage_ring_fence_wider@LA-L", 0, None, None, "The council's own transfer terms", people),
        (None, "stage_redeployment@LA-L", 0, None, None, "The council's own transfer terms", people),
        (DO, "vacancy_fill", 0.95, 0.85, 1.0, "CCGs recruit early where teams are their own", people),
        (SHARE, "saving_share", 0.08, 0.03, 0.15, "Workshop of chief finance officers, June 2012", finance),
        (BUY, "saving_buy", 0.34, 0.20, 0.40, "The support organisation's outline business case", finance),
        (BUY, "cso_margin", 0.03, 0.0, 0.06, "The support organisation's outline business case", finance),
    ]
    keys = ("scenario", "key", "value", "low", "high", "source", "owner")
    return table_of(
        ASSUMPTIONS,
        [
            dict(zip(keys, row, strict=True)) | {"status": "judgement", "date": date(2012, 7, 2)}
            for row in rows
        ],
    )
