"""The rules, and the scenarios of every sample plan."""

import pytest

from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds, generated_plan, twelve_people


@pytest.fixture(scope="session")
def rules():
    return load_rules()


@pytest.fixture(scope="session")
def samples(rules):
    """Every scenario of every sample, evaluated, and of a plan made up of 700 people."""
    plans = (airedale_bradford_and_leeds(), twelve_people(), generated_plan(700, 6, 2, 40, seed=3))
    return [evaluate(plan, name, rules) for plan in plans for name in plan.scenario_names]
