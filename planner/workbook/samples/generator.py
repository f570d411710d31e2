"""Plans of any size, from a handful of people to the whole of England.

Codes, names and populations are the real ones as far as they go and made up beyond that; the people
are made up. Everything follows from the arguments: the same arguments give the same plan.
"""

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.plan import Facts, Plan
from planner.model.tables import (
    ALLOCATIONS,
    ASSUMPTIONS,
    BANDS,
    BUDGETS,
    ORGANISATIONS,
    PLACEMENTS,
    SCENARIOS,
    frame_of,
)
from planner.rules.rulebook import RuleBook, load_rules
from planner.workbook.reference import starting_functions
from planner.workbook.samples import names
from planner.workbook.samples.map import Map, map_of
from planner.workbook.samples.people import Seats, staff_list
from planner.workbook.samples.second_jobs import with_second_jobs
from planner.workbook.samples.shapes import (
    AREA_TEAM,
    BOARD,
    COUNCIL,
    HEALTH_PROTECTION,
    LOCAL,
    NOWHERE,
    PROPERTY,
    SHAPES,
    SUPPORT,
    Shape,
)

Texts = npt.NDArray[np.object_]

DO, SHARE, BUY = "Do most ourselves", "Share with neighbours", "Buy from support units"
SECOND_JOB_EVERY = 180
"""One row in so many is somebody's second assignment."""
SETTLED_EVERY = 20
"""One in so many of those who go to councils is already placed."""


def generated_plan(staff: int, ccgs: int, senders: int, functions: int, seed: int) -> Plan:
    """Make up a plan.

    Args:
        staff: rows of the staff list.
        ccgs: how many CCGs; 211 are England.
        senders: how many PCTs; 151 are England.
        functions: how many functions, at least 1.
        seed: what the people and who sits where are drawn from.

    Returns:
        A plan with three scenarios that move each function of each sender by name.
    """
    rules = load_rules()
    land = map_of(senders, ccgs)
    listed = _functions(functions)
    shapes = [_shape_of(code, scale) for code, scale in zip(listed["code"], listed["scale"], strict=True)]
    people = _people(staff, land, listed, shapes, seed, rules)
    allocations = _allocations(land, listed, shapes)
    return Plan(
        facts=Facts(plan_name=f"Made up: {staff:,} people, {ccgs} CCGs, seed {seed}"),
        organisations=frame_of(ORGANISATIONS, land.organisations(len(people))),
        staff=people,
        functions=listed,
        budgets=_budgets(land, listed, shapes),
        scenarios=frame_of(
            SCENARIOS,
            {
                "scenario": [DO, SHARE, BUY],
                "description": [
                    "Each CCG does for itself what the law lets it do",
                    "The largest CCG of each area hosts what is done at scale",
                    "Support units do what is done at scale; CCGs keep clinical and community insight",
                ],
                "owner": ["Transition manager"] * 3,
            },
        ),
        allocations=allocations,
        placements=_placements(people, listed, shapes, land),
        assumptions=frame_of(
            ASSUMPTIONS,
            {"scenario": [BUY], "key": ["saving_buy"], "value": [0.18], "low": [0.10], "high": [0.25],
             "unit": ["share of FTE"], "status": ["judgement"], "owner": ["Director of finance"]},
        ),
    )  # fmt: skip


def _functions(count: int) -> pd.DataFrame:
    """Functions spread over the starting list; beyond it, further ones made up."""
    listed = starting_functions()
    known = len(listed)
    at = np.arange(count) % known
    if count < known:
        at = np.linspace(0, known - 1, count).astype(np.int64)
    chosen = listed.iloc[at].set_axis(np.arange(2, count + 2))
    beyond = np.arange(count) >= known
    again = [f"{name} {row // known + 1}" for row, name in enumerate(chosen["name"])]
    numbers = [f"F{row + 1:03d}" for row in range(count)]
    return chosen.assign(
        code=chosen["code"].mask(beyond, pd.Series(numbers, index=chosen.index, dtype="str")),
        name=chosen["name"].mask(beyond, pd.Series(again, index=chosen.index, dtype="str")),
    )


def _shape_of(code: str, scale: str) -> Shape:
    """The shape of a listed function, or one for a made-up function of that scale."""
    goes = {"local": LOCAL, "at scale": SUPPORT, "national": BOARD}[scale]
    return SHAPES.get(code) or Shape(8, 10, "manager", goes, 60_000)


def _people(
    count: int, land: Map, listed: pd.DataFrame, shapes: list[Shape], seed: int, rules: RuleBook
) -> pd.DataFrame:
    """Seat people by the size of senders and functions, in the order of an organisation's list."""
    stream = np.random.default_rng([seed, 1])
    sender = _drawn(stream, land.sender_population, count)
    function = _drawn(stream, np.array([shape.people for shape in shapes], dtype=np.float64), count)
    order = np.lexsort((function, sender))
    sender, function = sender[order], function[order]
    band = _bands(stream, [shape.mix for shape in shapes], function)
    codes = listed["code"].to_numpy(dtype=object)
    titles = _titles(listed, function, band)
    seats = Seats(
        organisation=np.array(land.sender_codes, dtype=object)[sender],
        function=codes[function],
        family=listed["family"].to_numpy(dtype=object)[function],
        title=titles,
        establishment=np.array([f"{name} headquarters" for name in land.sender_names], dtype=object)[sender],
        band=band,
    )
    listed_people = staff_list(seats, seed, rules)
    seconds = np.arange(SECOND_JOB_EVERY - 1, count, SECOND_JOB_EVERY)
    return with_second_jobs(listed_people, seconds)


def _drawn(
    stream: np.random.Generator, weights: npt.NDArray[np.float64], count: int
) -> npt.NDArray[np.int64]:
    """Positions drawn in proportion to ``weights``; every one at least once where there is room."""
    ends = np.cumsum(weights)
    drawn = np.searchsorted(ends / ends[-1], stream.random(count), side="right")
    if count >= len(weights):
        drawn[: len(weights)] = np.arange(len(weights))
    return np.asarray(np.minimum(drawn, len(weights) - 1), dtype=np.int64)


def _bands(
    stream: np.random.Generator, mixes: list[str], function: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """A band for each seat, by its function's mix."""
    drawn = stream.random(len(function))
    table = np.zeros((len(mixes), len(BANDS)))
    for at, mix in enumerate(mixes):
        for band, share in names.BAND_MIX[mix].items():
            table[at, BANDS.index(band)] = share
    ends = np.cumsum(table, axis=1) / table.sum(axis=1, keepdims=True)
    return np.asarray((drawn[:, None] >= ends[function][:, :-1]).sum(axis=1), dtype=np.int64)


def _titles(listed: pd.DataFrame, function: npt.NDArray[np.int64], band: npt.NDArray[np.int64]) -> Texts:
    """Titles, made once for each function and band."""
    keys, back = np.unique(function * len(BANDS) + band, return_inverse=True)
    made = [
        names.title_of(listed["code"].iloc[key // len(BANDS)], listed["name"].iloc[key // len(BANDS)],
                       BANDS[key % len(BANDS)])
        for key in keys.tolist()
    ]  # fmt: skip
    return np.array(made, dtype=object)[back]


def _budgets(land: Map, listed: pd.DataFrame, shapes: list[Shape]) -> pd.DataFrame:
    """Non-pay of each sender and function, by the sender's size against the cluster sample's."""
    size = land.sender_population / 1_436_000
    amounts = np.array([shape.non_pay for shape in shapes], dtype=np.float64)
    each = np.round(np.outer(size, amounts), -2)
    until = [date.fromisoformat(shape.committed) if shape.committed else None for shape in shapes]
    rows = len(land.sender_codes)
    return frame_of(
        BUDGETS,
        {
            "organisation": np.repeat(land.sender_codes, len(shapes)).tolist(),
            "function": listed["code"].tolist() * rows,
            "line": ["Non-pay"] * each.size,
            "year": [2012.0] * each.size,
            "amount": each.ravel().tolist(),
            "committed_until": until * rows,
        },
    )


def _allocations(land: Map, listed: pd.DataFrame, shapes: list[Shape]) -> pd.DataFrame:
    """Every sender's part of every function, in three scenarios."""
    rows: list[tuple[Any, ...]] = []
    for scenario in (DO, SHARE, BUY):
        for code, shape in zip(listed["code"], shapes, strict=True):
            for sender in range(len(land.sender_codes)):
                rows += _moves(scenario, code, shape, sender, land)
    keys = ("scenario", "function", "sender", "receiver", "mode", "share", "customers")
    columns = [list(column) for column in zip(*rows, strict=True)]
    return frame_of(ALLOCATIONS, dict(zip(keys, columns, strict=True)))


def _moves(scenario: str, code: str, shape: Shape, sender: int, land: Map) -> list[tuple[Any, ...]]:
    """Where one sender's part of one function goes."""
    start = (scenario, code, land.sender_codes[sender])
    elsewhere = {
        BOARD: ("NCB", "board"),
        AREA_TEAM: (land.area_team_of[sender], "board"),
        COUNCIL: (land.council_of[sender], "move"),
        HEALTH_PROTECTION: ("PHE", "move"),
        PROPERTY: ("NHSPS", "move"),
        NOWHERE: (None, "stop"),
    }
    if shape.goes in elsewhere:
        return [(*start, *elsewhere[shape.goes], 100.0, None)]
    customers = ";".join(land.ccg_codes[at] for at in land.homes[sender])
    if shape.goes == SUPPORT and scenario == BUY:
        return [(*start, land.support_of[sender], "buy", 100.0, customers)]
    if shape.goes == SUPPORT and scenario == SHARE:
        return [(*start, land.host_of[sender], "share", 100.0, customers)]
    return [
        (*start, land.ccg_codes[at], "do", share, None)
        for at, share in zip(land.homes[sender], land.shares[sender], strict=True)
    ]


def _placements(people: pd.DataFrame, listed: pd.DataFrame, shapes: list[Shape], land: Map) -> pd.DataFrame:
    """Some people of public health are already placed at their council."""
    goes = dict(zip(listed["code"], (shape.goes for shape in shapes), strict=True))
    to_council = people["function"].map(goes).to_numpy() == COUNCIL
    alone = ~people["employee_number"].duplicated(keep=False).to_numpy()
    live = (people["contract"] == "Permanent").to_numpy() & people["leaving_date"].isna().to_numpy()
    live &= (people["assignment_status"] == "Active Assignment").to_numpy()
    chosen = np.flatnonzero(to_council & alone & live)[::SETTLED_EVERY]
    council = dict(zip(land.sender_codes, land.council_of, strict=True))
    once = {
        "employee_number": people["employee_number"].iloc[chosen].tolist(),
        "receiver": [council[code] for code in people["organisation"].iloc[chosen]],
    }
    count = len(chosen)
    return frame_of(
        PLACEMENTS,
        {
            "scenario": [name for name in (DO, SHARE, BUY) for _ in range(count)],
            "employee_number": once["employee_number"] * 3,
            "outcome": ["placed"] * 3 * count,
            "receiver": once["receiver"] * 3,
            "stage": ["lift_and_shift"] * 3 * count,
            "locked": ["Y"] * 3 * count,
            "reason": ["Agreed with the council"] * 3 * count,
        },
    )
