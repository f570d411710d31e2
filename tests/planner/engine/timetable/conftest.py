"""A PCT whose work stops, with as many people as a test wants, and its timetable in one line."""

from datetime import date

import pytest

from planner.engine.timetable import timetable_of
from tests.planner.engine.small_plans import EVERYONE_ACCEPTS, NOBODY_RESIGNS, claim, person, plan_of, tried

CERTAIN = NOBODY_RESIGNS | EVERYONE_ACCEPTS


@pytest.fixture(scope="session")
def stopping(rules):
    """Evaluate a plan in which contracting stops, and all its holders are redundant."""

    def evaluated(heads=1, *, announced=date(2012, 4, 1), facts=None, staff=None, **tables):
        people = staff if staff is not None else [person(f"E{nth}") for nth in range(heads)]
        given = {"allocations": [claim("CON", None, "stop")], "assumptions": CERTAIN} | tables
        plan = plan_of(facts={"announced": announced} | (facts or {}), staff=people, **given)
        return tried(plan, rules)

    return evaluated


@pytest.fixture(scope="session")
def rules():
    from planner.rules.rulebook import load_rules

    return load_rules()


@pytest.fixture
def step_of():
    """The one step of a kind, by a part of its name."""

    def find(results, kind, name=""):
        found = [one for one in timetable_of(results).steps if one.kind == kind and name in one.name]
        assert len(found) == 1, [one.name for one in found]
        return found[0]

    return find
