"""A small plan in which people of two functions of one family seek named posts."""

from dataclasses import replace

import pytest

from planner.engine.basis import basis_of
from planner.model.plan import Plan
from planner.model.tables import (
    ALLOCATIONS,
    ASSUMPTIONS,
    FUNCTIONS,
    ORGANISATIONS,
    POSTS,
    SCENARIOS,
    STAFF,
    frame_of,
)
from planner.rules.rulebook import load_rules

SCENARIO = "Named posts"


@pytest.fixture(scope="session")
def rules():
    return load_rules()


def staff(*people):
    """Rows of staff; each person is a dict of what is not as usual."""
    usual = {
        "organisation": "P1", "function": "CON", "band": "7", "fte": 1.0, "annual_salary": 36_000.0,
        "contract": "Permanent", "establishment": "Leeds House",
    }  # fmt: skip
    rows = [usual | {"employee_number": f"E{at}"} | one for at, one in enumerate(people, start=1)]
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return frame_of(STAFF, {key: [row.get(key) for row in rows] for key in keys})


def posts(*wanted):
    """Rows of posts; each is a dict of what is not as usual."""
    usual = {"receiver": "C1", "function": "CON", "band": "7", "fte": 1.0}
    rows = [usual | {"post": f"N{at}"} | one for at, one in enumerate(wanted, start=1)]
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return frame_of(POSTS, {key: [row.get(key) for row in rows] for key in keys})


@pytest.fixture
def plan_of():
    """Make a plan of people and posts; CON and TEN are one family and go to one CCG."""

    def make(people, wanted, **assumptions):
        return Plan(
            organisations=frame_of(
                ORGANISATIONS,
                {
                    "code": ["P1", "C1", "C2"],
                    "name": ["Old PCT", "NHS Leeds North CCG", "NHS Bradford City CCG"],
                    "kind": ["PCT", "CCG", "CCG"],
                    "population": [None, 100_000.0, 50_000.0],
                },
            ),
            functions=frame_of(
                FUNCTIONS,
                {"code": ["CON", "TEN"], "name": ["Contracting", "Tendering"], "family": ["Deals", "Deals"]},
            ),
            staff=people,
            posts=wanted,
            scenarios=frame_of(SCENARIOS, {"scenario": [SCENARIO]}),
            allocations=frame_of(
                ALLOCATIONS,
                {
                    "scenario": [SCENARIO, SCENARIO], "function": ["CON", "TEN"], "receiver": ["C1", "C1"],
                    "mode": ["do", "do"], "share": [100.0, 100.0],
                },
            ),
            assumptions=frame_of(
                ASSUMPTIONS, {"key": list(assumptions), "value": list(assumptions.values())}
            ),
        )  # fmt: skip

    return make


@pytest.fixture
def matched(rules):
    """Match a pool of a plan."""
    from planner.advise.match import match

    def run(plan, pool="CON 7", **how):
        return match(basis_of(plan, rules), SCENARIO, pool, **how)

    return run


@pytest.fixture
def placed():
    """A plan with rows of placements too."""
    from planner.model.tables import PLACEMENTS

    def put(plan, **columns):
        size = len(next(iter(columns.values())))
        return replace(plan, placements=frame_of(PLACEMENTS, {"scenario": [SCENARIO] * size, **columns}))

    return put
