"""The rules, and a way to put one check to a small plan in one line."""

import pytest

from planner.checks.directory import CHECKS
from planner.rules.rulebook import load_rules
from tests.planner.engine.small_plans import plan_of, tried


@pytest.fixture(scope="session")
def rules():
    return load_rules()


@pytest.fixture
def judged(rules):
    """Judge the small plan with the tables given by the check of a name."""

    def judged_with(name, **tables):
        check = next(one for one in CHECKS if one.name == name)
        return check.result(tried(plan_of(**tables), rules))

    return judged_with
