"""Airedale, Bradford and Leeds: a cluster of two PCTs and its six CCGs, as they might have planned in 2012.

Organisations and populations are the real ones; the people, budgets, prices and choices are made up.
"""

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.base.dates import last_day
from planner.model.plan import Facts, Plan
from planner.model.tables import BANDS, BUDGETS, ORGANISATIONS
from planner.rules.on_costs import employer_ni, employer_pension
from planner.rules.pay import full_time_pay
from planner.rules.rulebook import RuleBook, load_rules
from planner.workbook.reference import ccgs, starting_functions, support_units, trusts
from planner.workbook.samples import names
from planner.workbook.samples.cluster_scenarios import (
    allocations,
    assumptions,
    placements,
    posts,
    scenarios,
)
from planner.workbook.samples.people import Seats, staff_list
from planner.workbook.samples.rows import Row, table_of
from planner.workbook.samples.second_jobs import with_second_jobs
from planner.workbook.samples.shapes import SHAPES

NAME = "Airedale, Bradford and Leeds"
BRADFORD, LEEDS = "5NY", "5N1"
SUPPORT_UNIT = "NHS West and South Yorkshire and Bassetlaw Commissioning Support Unit"
SEED = 20_130_401
_YEARS = (2012, 2013, 2014)
_PAY_DRIFT = {2012: 1.0, 2013: 1.01, 2014: 1.02}
_NON_PAY_DRIFT = {2012: 1.0, 2013: 0.97, 2014: 0.94}
_SECOND_JOB_EVERY = 150


@cache
def airedale_bradford_and_leeds() -> Plan:
    """Make the plan; the same every time."""
    rules = load_rules()
    functions = starting_functions()
    staff = _staff(functions, rules)
    organisations = _organisations()
    return Plan(
        facts=Facts(plan_name=NAME, announced=date(2012, 10, 1)),
        organisations=organisations,
        staff=staff,
        functions=functions,
        budgets=_budgets(staff, functions, rules),
        posts=posts(),
        scenarios=scenarios(),
        allocations=allocations(organisations, functions),
        placements=placements(staff),
        assumptions=assumptions(),
    )


def _organisations() -> pd.DataFrame:
    """Two PCTs, six CCGs, and everyone else who may take people or work."""
    pct = trusts().set_index("pct_code")["pct_name"]
    ccg = ccgs().set_index("ccg_code")
    unit = support_units().set_index("csu_name")["csu_code"]
    opened, closed = date(2013, 4, 1), date(2013, 3, 31)
    rows: list[dict[str, Any]] = [
        {"code": code, "name": f"{pct[code]} PCT", "kind": "PCT", "closes": closed}
        for code in (BRADFORD, LEEDS)
    ]
    fixed = {
        "02N": 780_000,
        "02W": 690_000,
        "02R": 1_150_000,
        "02V": 870_000,
        "03G": 990_000,
        "03C": 1_200_000,
    }
    rows += [
        {
            "code": code, "name": f"{ccg['ccg_name'][code]} CCG", "kind": "CCG",
            "population": ccg["registered_population"][code], "allowance_per_head": 25,
            "fixed_cost": cost, "opens": opened,
        }
        for code, cost in fixed.items()
    ]  # fmt: skip
    others = [
        (str(unit[SUPPORT_UNIT]), SUPPORT_UNIT, "CSO hosted", 0),
        (
            "AVC",
            "Aire Valley Commissioning (illustrative community interest company)",
            "CSO social enterprise",
            0,
        ),
        ("NCB", "NHS Commissioning Board", "Board national", 1_000_000),
        ("Q52", "West Yorkshire Area Team of the Board", "Board area team", 2_050_000),
        ("LA-B", "City of Bradford Metropolitan District Council", "Local authority", 1_500_000),
        ("LA-L", "Leeds City Council", "Local authority", 2_050_000),
        ("PHE", "Public Health England", "Other", 420_000),
        ("NHSPS", "NHS Property Services", "Other", 2_250_000),
        ("LCH", "Leeds Community Healthcare NHS Trust", "Provider", None),
    ]
    rows += [
        {
            "code": code, "name": name, "kind": kind, "target": target, "opens": opened,
            "also_provides": "Y" if kind == "Provider" else None,
        }
        for code, name, kind, target in others
    ]  # fmt: skip
    return table_of(ORGANISATIONS, rows)


def _staff(functions: pd.DataFrame, rules: RuleBook) -> pd.DataFrame:
    """Everyone in post, by trust and function, highest band first."""
    sender, code, band = [], [], []
    for trust in (BRADFORD, LEEDS):
        for function in functions["code"]:
            shape = SHAPES[function]
            heads = shape.bradford if trust == BRADFORD else shape.leeds
            held = _bands(heads, shape.mix)
            sender += [trust] * heads
            code += [function] * heads
            band += sorted(held, reverse=True)
    name = dict(zip(functions["code"], functions["name"], strict=True))
    family = dict(zip(functions["code"], functions["family"], strict=True))
    place = {BRADFORD: "Bradford headquarters", LEEDS: "Leeds headquarters"}
    seats = Seats(
        organisation=_texts(sender),
        function=_texts(code),
        family=_texts([family[one] for one in code]),
        title=_texts([names.title_of(one, name[one], BANDS[at]) for one, at in zip(code, band, strict=True)]),
        establishment=_texts([place[one] for one in sender]),
        band=np.array(band, dtype=np.int64),
    )
    listed = staff_list(seats, SEED, rules)
    return with_second_jobs(listed, np.arange(70, len(listed), _SECOND_JOB_EVERY))


def _texts(values: list[str]) -> npt.NDArray[np.object_]:
    return np.array(values, dtype=object)


def _bands(heads: int, mix: str) -> list[int]:
    """Bands of a team of ``heads``, as near to its mix as whole people come."""
    shares = names.BAND_MIX[mix]
    wanted = np.array(list(shares.values())) * heads / sum(shares.values())
    held = np.floor(wanted).astype(int)
    short = heads - int(held.sum())
    held[np.argsort(-(wanted - held), kind="stable")[:short]] += 1
    return [
        BANDS.index(band) for band, count in zip(shares, held.tolist(), strict=True) for _ in range(count)
    ]


def _budgets(staff: pd.DataFrame, functions: pd.DataFrame, rules: RuleBook) -> pd.DataFrame:
    """Pay as the staff list costs it, and non-pay shared by heads, for three years."""
    pay = _pay_by_team(staff, rules)
    rows: list[Row] = []
    for trust in (BRADFORD, LEEDS):
        for function in functions["code"]:
            shape = SHAPES[function]
            heads = shape.bradford if trust == BRADFORD else shape.leeds
            non_pay = shape.non_pay * heads / shape.people
            until = date.fromisoformat(shape.committed) if shape.committed else None
            team = {"organisation": trust, "function": function}
            for year in _YEARS:
                cost = round(pay[trust, function] * _PAY_DRIFT[year], -2)
                rows.append(team | {"line": "Pay", "year": year, "amount": cost})
            for year in _YEARS:
                held = until is not None and until > last_day(year - 1)
                spent = round(non_pay * (1.0 if held else _NON_PAY_DRIFT[year]), -2)
                line = {"line": "Non-pay", "year": year, "amount": spent}
                rows.append(team | line | {"committed_until": until if held else None})
    return table_of(BUDGETS, rows)


def _pay_by_team(staff: pd.DataFrame, rules: RuleBook) -> dict[tuple[str, str], float]:
    """What each function of each trust costs in pay and on-costs in 2012/13."""
    year = _YEARS[0]
    band = np.array([BANDS.index(one) for one in staff["band"]])
    full_time = full_time_pay(
        staff["annual_salary"].to_numpy(), staff["spine_point"].to_numpy(), band, year, year, rules
    )
    pay = full_time * staff["fte"].to_numpy()
    member = staff["pension_section"].notna().to_numpy()
    cost = pay + employer_ni(pay, member, year, rules) + employer_pension(pay, member, year, rules)
    found: dict[tuple[str, str], float] = {}
    for trust, code, amount in zip(staff["organisation"], staff["function"], cost.tolist(), strict=True):
        found[trust, code] = found.get((trust, code), 0.0) + amount
    return found
