"""The rules, and a way to evaluate a small plan in one line."""

from collections.abc import Callable

import pytest

from planner.model.results import Results
from planner.rules.rulebook import RuleBook, load_rules
from tests.planner.engine.small_plans import SCENARIO, plan_of, tried


@pytest.fixture(scope="session")
def rules() -> RuleBook:
    return load_rules()


@pytest.fixture
def evaluated(rules: RuleBook) -> Callable[..., Results]:
    """Evaluate the small plan with the tables given; ``scenario`` names another than the one tried."""

    def evaluated_with(scenario: str = SCENARIO, **tables: object) -> Results:
        return tried(plan_of(**tables), rules, scenario)

    return evaluated_with
