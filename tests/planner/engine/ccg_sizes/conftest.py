"""The sample of three places, studied once."""

import pytest

from planner.base.places import samples
from planner.engine.ccg_sizes.areas import areas_of
from planner.engine.ccg_sizes.study import study_of
from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan


@pytest.fixture(scope="session")
def rules():
    return load_rules()


@pytest.fixture(scope="session")
def cluster():
    return read_plan(samples() / "Airedale, Bradford and Leeds.xlsx").plan


@pytest.fixture(scope="session")
def cluster_study(cluster, rules):
    results = evaluate(cluster, "Do most ourselves", rules)
    return study_of(areas_of(cluster)[0], results, rules)
