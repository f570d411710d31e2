"""The sample of twelve people, evaluated once."""

import pytest

from planner.engine.evaluate import evaluate
from planner.model.results import Results
from planner.model.tables import BASELINE
from planner.rules.rulebook import RuleBook, load_rules
from planner.workbook.samples.twelve_people import twelve_people


@pytest.fixture(scope="session")
def rules() -> RuleBook:
    return load_rules()


@pytest.fixture(scope="session")
def twelve(rules) -> Results:
    return evaluate(twelve_people(), "One of each", rules)


@pytest.fixture(scope="session")
def baseline(rules) -> Results:
    return evaluate(twelve_people(), BASELINE, rules)
