"""Who claims what on the functions board: shares, modes and locks by cell, of all senders or of one."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from planner.engine.columns import Booleans, Floats, Integers
from planner.model.claims import NOTHING
from planner.model.results import Results
from planner.model.scenario import allocations_in_force
from planner.model.tables import BASELINE, MODES
from planner.report.board import FIRST_RECEIVER, NO_MODE, ROUNDING, SEVERAL, STOPS, UNCLAIMED


@dataclass(frozen=True, slots=True, eq=False)
class Claimed:
    """Claims by function and column: share, mode, locks; FTE now; the sender's part of what is taken."""

    fte: Floats
    share: Floats
    mode: Integers
    is_locked: Booleans
    is_by_sender: Booleans
    part: Floats


def claims_on_board(
    results: Results, functions: "pd.Index[str]", receivers: "pd.Index[str]", sender: str
) -> Claimed:
    """Claims in force by function and receiver, of all senders or of one."""
    rows = allocations_in_force(results.plan, results.scenario)
    function = functions.get_indexer(pd.Index(rows["function"]))
    share = np.nan_to_num(rows["share"].to_numpy(dtype=np.float64))
    mode = pd.Index(MODES).get_indexer(pd.Index(rows["mode"]))
    column = receivers.get_indexer(pd.Index(rows["receiver"])) + FIRST_RECEIVER
    column = np.where(mode == MODES.index(NOTHING["mode"]), STOPS, column)
    live = (function >= 0) & (column >= STOPS) & (mode >= 0) & ((share > 0) | (column > STOPS))
    if in_error := _rows_in_error(results):
        live &= ~rows.index.isin(in_error)
    function, column, mode, share = function[live], column[live], mode[live], share[live]
    organisation, senders = pd.factorize(rows["sender"])
    organisation = organisation[live]
    is_locked = (rows["locked"] == "Y").to_numpy()[live]
    shape = (len(functions), len(receivers) + FIRST_RECEIVER)
    now, of_sender = _holders(results, functions)
    fte = now if not sender else of_sender.get(sender, np.zeros(len(functions)))
    work = partial(_weights, function, organisation, senders, now, of_sender)
    weight, is_named = work(sender), organisation >= 0
    cells = function * shape[1] + column
    shares = np.bincount(cells, share * weight, shape[0] * shape[1]).astype(np.float64).reshape(shape)
    if results.scenario != BASELINE:
        shares[:, UNCLAIMED] = np.maximum(0.0, 100.0 - shares.sum(axis=1))
    shares[np.abs(shares) < ROUNDING] = 0.0
    held = weight > 0
    modes = np.full(shape[0] * shape[1], NO_MODE, dtype=np.int64)
    modes[cells[held]] = mode[held]
    differs = held & (modes[cells] != mode)
    modes[cells[differs]] = SEVERAL
    locked = np.zeros(shape[0] * shape[1], dtype=bool)
    locked[cells[held & is_locked]] = True
    by_sender = np.zeros(shape[0], dtype=bool)
    by_sender[function[is_named]] = True
    part = np.ones((shape[0], len(receivers)))
    if sender:
        taken = np.bincount(cells, share * work(""), shape[0] * shape[1]).reshape(shape) * now[:, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            part = np.nan_to_num((shares * fte[:, None]) / taken)[:, FIRST_RECEIVER:]
    return Claimed(fte, shares, modes.reshape(shape), locked.reshape(shape), by_sender, part)


def _rows_in_error(results: Results) -> list[int]:
    return [one.row for one in results.findings if one.table == "allocations" and one.severity == "error"]


def _holders(results: Results, functions: "pd.Index[str]") -> tuple[Floats, dict[str, Floats]]:
    """FTE now by function, of all senders and of each."""
    people = results.people
    function = functions.get_indexer(pd.Index(people["function"]))
    organisation, codes = pd.factorize(people["organisation"])
    fte, size = people["fte"].to_numpy(dtype=np.float64), len(functions)
    cells = np.bincount(organisation * size + function, fte, len(codes) * size).reshape(len(codes), size)
    return results.functions["fte"].to_numpy(dtype=np.float64), dict(zip(codes, cells, strict=True))


def _weights(
    function: Integers,
    organisation: Integers,
    codes: "pd.Index[str]",
    now: Floats,
    of_sender: dict[str, Floats],
    sender: str,
) -> Floats:
    """What part of a function's work each claim is on; ``organisation`` is the sender it names."""
    weight = np.ones(len(function))
    for at, code in enumerate(codes):
        inside = organisation == at
        if sender:
            weight[inside] = float(code == sender)
            continue
        own = of_sender.get(str(code), np.zeros(len(now)))[function[inside]]
        whole = now[function[inside]]
        alike = np.full(len(own), 1 / len(codes))
        weight[inside] = np.divide(own, whole, out=alike, where=whole > 0)
    return weight
