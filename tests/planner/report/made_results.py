"""Results made by hand, of any size, in which every sum ties; for what no engine run gives at will."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from math import nan

import numpy as np
import pandas as pd

from planner.base.findings import Finding, Severity
from planner.model.assumptions import Assumption, Assumptions
from planner.model.plan import Facts, Plan
from planner.model.results import CheckResult, Headline, LeftOut, Placements, Results
from planner.model.tables import TABLES, frame_of

MADE_AT = datetime(2012, 9, 14, 9, 5)
NORTHERN = Facts(plan_name="Northern cluster")
NOTHING_LEFT_OUT = LeftOut(0, 0.0)
YEARS = ("2013/14", "2014/15")


def made_results(
    ccgs: int = 2,
    functions: int = 4,
    *,
    name_of: str = "NHS Northern Moor and Dale {} Clinical Commissioning Group",
    over: Mapping[int, float] | None = None,
    unclaimed: float = 0.0,
    left_out: LeftOut = NOTHING_LEFT_OUT,
    facts: Facts = NORTHERN,
    plan: Plan | None = None,
) -> Results:
    """Make results in which CCG ``n`` is ``over[n]`` pounds over its allowance, else £1,000 under.

    Each function has ten FTE now; the CCGs do half of them and buy half from one support organisation.
    """
    plan = plan or _plan(ccgs, functions, name_of, facts)
    receivers = _receivers(plan, ccgs, over or {})
    table = _functions(plan, functions, unclaimed)
    people = _people(functions)
    total = {year: float(receivers.loc[receivers["year"] == year, "total"].sum()) for year in YEARS}
    gap = {year: float(receivers.loc[receivers["year"] == year, "over"].sum()) for year in YEARS}
    return Results(
        plan=plan,
        scenario="Buy half",
        rules_version="2012-09-01 1a2b3c4d",
        assumptions=_assumptions(),
        headline=Headline(
            redundancy_cost=float(table["redundancy_cost"].sum()),
            redundancies_fte=float(table["redundant_fte"].sum()),
            redundancies_heads=float(table["redundant_fte"].sum()),
            talent_lost_percent=float(table["talent_lost"].sum() / table["talent_value"].sum() * 100),
            operating_cost=total,
            target={year: total[year] - gap[year] for year in YEARS},
            over_target=gap,
            payback_month="2014-07",
            npv=1_234_567.4,
            re_employment_exposure=0.0,
            experience_lost_years=412.4,
            senior_leaders_lost_fte=1.25,
        ),
        people=people,
        pools=pd.DataFrame(),
        posts=_posts(plan, ccgs, functions),
        receivers=receivers,
        services=_services(ccgs, functions),
        charges=_charges(ccgs, functions),
        functions=table,
        system=pd.DataFrame({"year": YEARS, "double_running": 0.0, "legacy": 0.0}),
        months=pd.DataFrame(),
        competencies=pd.DataFrame(),
        skills=pd.DataFrame(
            {"skill": ["Actuarial pricing"], "people": [1], "p_all_leave": [0.62], "is_last_expert": [True]}
        ),
        not_counted=pd.DataFrame(),
        senders=pd.DataFrame(),
        ties=pd.DataFrame(),
        placements=Placements((), (), np.zeros(0), np.zeros(0, np.int64), np.zeros(0, np.int64)),
        checks=(CheckResult("Totals tie", "must", True, 0, 0, "£", "They do."),),
        findings=(Finding(Severity.WARNING, "Staff", "H2", "Salary", "1", "low", "look", "salary"),),
        left_out=left_out,
        workings=None,
    )


def with_headline(results: Results, **figures: object) -> Results:
    """The same results with other headline figures."""
    return replace(results, headline=replace(results.headline, **figures))


def with_frame(results: Results, name: str, **columns: object) -> Results:
    """The same results with other columns in one frame."""
    return replace(results, **{name: getattr(results, name).assign(**columns)})


def ccg(number: int) -> str:
    """The code of a CCG."""
    return f"C{number:03}"


def _plan(ccgs: int, functions: int, name_of: str, facts: Facts) -> Plan:
    codes = ["P1", *(ccg(n) for n in range(ccgs)), "CSU"]
    organisations = {
        "code": codes,
        "name": [
            "Northern PCT",
            *(name_of.format(n + 1) for n in range(ccgs)),
            "Northern Commissioning Support",
        ],
        "kind": ["PCT", *["CCG"] * ccgs, "CSO hosted"],
    }
    held = [f"F{n}" for n in range(functions)]
    names = ["Contracting", "Redesign", "Business intelligence", "Safeguarding children"]
    wording = {
        "code": held,
        "name": [_name(names, n) for n in range(functions)],
        "statutory": ["N"] * functions,
    }
    rows = [(one, ccg(n), "do", 50.0 / ccgs) for one in held for n in range(ccgs)]
    rows += [(one, "CSU", "buy", 50.0) for one in held]
    allocations = {
        "scenario": ["Buy half"] * len(rows),
        "function": [row[0] for row in rows],
        "receiver": [row[1] for row in rows],
        "mode": [row[2] for row in rows],
        "share": [row[3] for row in rows],
    }
    scenarios = {"scenario": ["Buy half"], "description": ["Half of all work is bought"]}
    return Plan(
        facts,
        organisations=frame_of(TABLES["organisations"], organisations),
        functions=frame_of(TABLES["functions"], wording),
        scenarios=frame_of(TABLES["scenarios"], scenarios),
        allocations=frame_of(TABLES["allocations"], allocations),
    )


def _name(names: list[str], at: int) -> str:
    return names[at] if at < len(names) else f"{names[at % len(names)]} {at}"


def _functions(plan: Plan, functions: int, unclaimed: float) -> pd.DataFrame:
    count = np.arange(functions, dtype=float)
    value, lost = np.full(functions, 12.0), 1.0 + count % 3
    return pd.DataFrame(
        {
            "function": plan.functions["code"].to_numpy(),
            "name": plan.functions["name"].to_numpy(),
            "heads": 10,
            "fte": 10.0,
            "unclaimed_fte": np.where(count == 0, unclaimed, 0.0),
            "cover_percent": 95.0,
            "redundancy_cost": 25_000.25 * (count + 1),
            "redundant_fte": 0.5,
            "talent_value": value,
            "talent_lost": lost,
            "talent_lost_percent": lost / value * 100,
        }
    )


def _people(functions: int) -> pd.DataFrame:
    count = functions * 10
    return pd.DataFrame(
        {
            "employee_number": [f"E{n}" for n in range(count)],
            "organisation": "P1",
            "function": [f"F{n // 10}" for n in range(count)],
            "band": "7",
            "fte": 1.0,
            "pension_state": "not a member",
            "p_placed": 0.85,
            "p_resigned": 0.1,
            "p_ended": 0.0,
            "p_mars": 0.0,
            "p_left": 0.0,
            "p_redundant": 0.05,
        }
    )


def _posts(plan: Plan, ccgs: int, functions: int) -> pd.DataFrame:
    rows = [(ccg(n), f"F{f}", 5.0 / ccgs) for f in range(functions) for n in range(ccgs)]
    rows += [("CSU", f"F{f}", 4.25) for f in range(functions)]
    frame = pd.DataFrame(rows, columns=["receiver", "function", "fte"])
    return frame.assign(vacant_fte=frame["fte"] * 0.04)


def _receivers(plan: Plan, ccgs: int, over: Mapping[int, float]) -> pd.DataFrame:
    names = plan.organisations.set_index("code")
    rows = []
    for year in YEARS:
        for n in range(ccgs):
            total, gap = 4_000_000.0 + 1_000.5 * n, over.get(n, -1_000.0)
            rows.append((ccg(n), year, 900_000.0, total, total - gap, gap))
        rows.append(("CSU", year, 0.0, -3_552.88, nan, nan))
    frame = pd.DataFrame(rows, columns=["receiver", "year", "fixed", "total", "target", "over"])
    return frame.assign(
        name=frame["receiver"].map(names["name"]),
        kind=frame["receiver"].map(names["kind"]),
        over_percent=frame["over"] / frame["target"] * 100,
    )


def _services(ccgs: int, functions: int) -> pd.DataFrame:
    rows = [
        (ccg(n), f"F{f}", "do", year, 400_000.0 / functions)
        for n in range(ccgs)
        for f in range(functions)
        for year in YEARS
    ]
    return pd.DataFrame(rows, columns=["receiver", "function", "mode", "year", "cost"])


def _charges(ccgs: int, functions: int) -> pd.DataFrame:
    """Contracting (the first function) is most of what is bought, and of what each CCG costs."""
    rows = [
        (ccg(n), "CSU", f"F{f}", "buy", year, 2_500_000.0 if f == 0 else 100_000.0 / functions)
        for n in range(ccgs)
        for f in range(functions)
        for year in YEARS
    ]
    return pd.DataFrame(rows, columns=["customer", "supplier", "function", "mode", "year", "amount"])


def _assumptions() -> Assumptions:
    values = {
        "leaver_rate": 0.1,
        "closure_factor": 1.3,
        "saving_buy": 0.15,
        "vacancy_fill": 0.9,
        "cso_margin": 0.03,
    }
    return Assumptions({key: _assumption(key, value) for key, value in values.items()})


def _assumption(key: str, value: float) -> Assumption:
    return Assumption(key, value, nan, nan, "share", "judgement", "", "", "", value)
