"""Small plans drawn at random, free of errors, with every kind of row in them."""

from datetime import date, timedelta
from typing import Any

import numpy as np
from hypothesis import strategies as st

from planner.model.plan import Plan
from tests.planner.engine.small_plans import (
    ORGANISATIONS,
    SCENARIO,
    Row,
    budget,
    changed,
    claim,
    locked,
    person,
    plan_of,
    post,
)

FUNCTION_CODES = ("CON", "PRO", "RED", "FIN")
BANDS_USED = ("5", "6", "7", "8a")
SKILLS = ("tariff:3", "tendering:2;tariff", "evaluation:4", None)
MODES_AT = {
    "C1": ("do", "share"), "C2": ("do", "share"), "S1": ("buy",), "B1": ("board",), "L1": ("move",),
    "V1": ("move",),
}  # fmt: skip


def plans(most_people: int = 12, *, providers: bool = True) -> st.SearchStrategy[Plan]:
    """Random plans; they shrink towards few people."""
    seeds = st.integers(0, 2**32 - 1)
    return st.builds(random_plan, seeds, st.integers(1, most_people), providers=st.just(providers))


def random_plan(seed: int, heads: int, *, providers: bool = True) -> Plan:
    """A plan of so many people, and the same one for the same seed."""
    rng = np.random.default_rng(seed)
    posts = _posts(rng, providers=providers)
    staff = _staff(rng, heads)
    return plan_of(
        facts={"closure": date(2013, 6, 30)} if rng.random() < 0.3 else {},
        organisations=_organisations(rng),
        functions=_functions(rng),
        staff=staff,
        budgets=_budgets(rng),
        posts=posts,
        scenarios=[{"scenario": "Ground"}, {"scenario": SCENARIO, "based_on": "Ground"}],
        allocations=_allocations(rng, providers=providers),
        placements=_placements(rng, staff, posts),
        assumptions=_assumptions(rng),
    )


def _pick(rng: np.random.Generator, among: Any) -> Any:
    return among[int(rng.integers(len(among)))]


def _some(rng: np.random.Generator, odds: float, value: Any) -> Any:
    return value if rng.random() < odds else None


def _organisations(rng: np.random.Generator) -> list[Row]:
    return changed(
        ORGANISATIONS,
        P1={"hcas_zone": _some(rng, 0.4, "fringe")},
        C1={"fixed_cost": 100_000, "allowance_per_head": _some(rng, 0.5, 22.5)},
        C2={"population": _some(rng, 0.8, 50_000), "hcas_zone": _some(rng, 0.3, "inner")},
        S1={"target": _some(rng, 0.5, 150_000), "fixed_cost": 20_000},
    )


def _functions(rng: np.random.Generator) -> list[Row]:
    families = {"CON": "Buying", "PRO": "Buying", "RED": "Clinical", "FIN": None}
    return [
        {
            "code": code,
            "name": code.title(),
            "family": families[code],
            "kind": "clinical",
            "competencies": _pick(rng, ("7;9", "4", None)),
            "fixed_fte": _some(rng, 0.3, 0.5),
            "fte_per_100k": _some(rng, 0.3, 2.0),
            "price_per_head": _some(rng, 0.3, 1.5),
        }
        for code in FUNCTION_CODES
    ]


def _staff(rng: np.random.Generator, heads: int) -> list[Row]:
    rows = []
    for number in range(1, heads + 1):
        own = _person(rng, number)
        rows.append({**own, "assignment_number": f"A{number}-1"})
        if rng.random() < 0.25:
            second = {key: own[key] for key in ("continuous_from", "reckonable_from", "born", "contract")}
            place = {"organisation": _pick(rng, ("P1", "P2")), "assignment_number": f"A{number}-2"}
            function = _pick(rng, (own["function"], "FIN"))
            rows.append(person(f"E{number}", function, own["band"], fte=0.3, **second, **place))
    return rows


def _person(rng: np.random.Generator, number: int) -> Row:
    start = date(1992, 1, 1) + timedelta(days=int(rng.integers(0, 7_600)))
    is_fixed = rng.random() < 0.2
    ends = max(date(2012, 6, 1), start) + timedelta(days=int(rng.integers(0, 600)))
    return person(
        f"E{number}",
        _pick(rng, FUNCTION_CODES),
        _pick(rng, BANDS_USED),
        organisation=_pick(rng, ("P1", "P2")),
        fte=_pick(rng, (0.4, 0.5, 0.8, 1.0, 1.0)),
        annual_salary=float(rng.integers(21_000, 60_000)),
        continuous_from=start,
        reckonable_from=start - timedelta(days=int(rng.integers(0, 900))),
        born=date(1955, 1, 1) + timedelta(days=int(rng.integers(0, 7_000))),
        contract="Fixed term" if is_fixed else "Permanent",
        contract_ends=ends if is_fixed else None,
        pension_section=_pick(rng, ("1995", "2008", None)),
        criticality=_pick(rng, (1, 2, 3, 4, 5, None)),
        skills=_pick(rng, SKILLS),
        scarce=_some(rng, 0.2, "Y"),
        leaving_date=_some(rng, 0.1, date(2012, 12, 31)),
        retention_payment=_some(rng, 0.1, 750.0),
        establishment=_some(rng, 0.3, "Main street"),
    )


def _budgets(rng: np.random.Generator) -> list[Row]:
    return [
        budget(
            code,
            float(rng.integers(1_000, 90_000)),
            int(rng.integers(2011, 2015)),
            organisation=_pick(rng, ("P1", "P2")),
            committed_until=_some(rng, 0.4, date(2014, 9, 30)),
        )
        for code in FUNCTION_CODES
        if rng.random() < 0.7
    ]


def _posts(rng: np.random.Generator, *, providers: bool) -> list[Row]:
    receivers = ("C1", "C2", "S1", "B1", "L1") + (("V1",) if providers else ())
    return [
        post(
            f"X{number}",
            _pick(rng, receivers),
            _pick(rng, FUNCTION_CODES),
            _pick(rng, BANDS_USED),
            _pick(rng, (0.5, 1.0, 2.0)),
            stage_limit=_some(rng, 0.2, _pick(rng, ("slot_in", "ring_fence_narrow"))),
        )
        for number in range(int(rng.integers(0, 4)))
    ]


def _allocations(rng: np.random.Generator, *, providers: bool) -> list[Row]:
    """Each function in up to three parts, the first at times only of one sender."""
    rows: list[Row] = []
    for code in FUNCTION_CODES:
        shares = rng.multinomial(20, (0.4, 0.3, 0.2, 0.1))[:3] * 5.0
        scenario = _pick(rng, (SCENARIO, "Ground"))
        receivers = [at for at in rng.permutation(list(MODES_AT)).tolist() if providers or at != "V1"]
        for part, share in enumerate(shares.tolist()):
            sender = "P1" if part == 0 and rng.random() < 0.4 else None
            stops = part == 2 and rng.random() < 0.4
            mode = "stop" if stops else _pick(rng, MODES_AT[receivers[part]])
            rows.append(
                claim(
                    code, None if stops else receivers[part], mode, share, scenario=scenario, sender=sender,
                    customers=_some(rng, 0.3, "C1"), date=_some(rng, 0.15, date(2013, 10, 1)),
                )
            )  # fmt: skip
    return rows


def _placements(rng: np.random.Generator, staff: list[Row], posts: list[Row]) -> list[Row]:
    """A few people placed, one of them in a post, and a few who go."""
    rows: list[Row] = []
    numbers = sorted({str(row["employee_number"]) for row in staff})
    for number in numbers:
        drawn = rng.random()
        if drawn < 0.1:
            rows.append(locked(number, "placed", receiver=_pick(rng, ("C1", "S1"))))
        elif drawn < 0.2:
            when = _some(rng, 0.5, date(2013, 1, 31))
            outcome = _pick(rng, ("redundant", "mars", "resigned", "retired", "contract ended"))
            rows.append(locked(number, outcome, date=when))
        elif drawn < 0.25 and posts and not any("post" in row for row in rows):
            rows.append(locked(number, "placed", post=posts[0]["post"]))
        elif drawn < 0.3:
            rows.append(locked(number, "pool"))
    return rows


def _assumptions(rng: np.random.Generator) -> dict[str, float]:
    drawn = {
        "leaver_rate": float(rng.uniform(0.0, 0.3)),
        "saving_buy": float(rng.uniform(0.0, 0.6)),
        "non_pay_saving_board": 0.1,
        "accept_ring_fence": float(rng.uniform(0.80, 0.97)),
        "stage_ring_fence_wider@C1": 0.0,
        "stage_slot_in@S1": 0.0,
        "fixed_term_redundancy_due": float(rng.integers(0, 2)),
    }
    return {key: value for key, value in drawn.items() if rng.random() < 0.5}
