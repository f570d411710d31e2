"""The rules, and people of two sexes whose places are decided."""

import pytest

from planner.engine.fairness.account import account_of
from planner.engine.fairness.characteristics import CHARACTERISTICS
from planner.engine.fairness.question import Question
from planner.rules.rulebook import load_rules
from tests.planner.engine.small_plans import NOBODY_RESIGNS, claim, locked, person, plan_of, tried

BY_KEY = {one.key: one for one in CHARACTERISTICS}


@pytest.fixture(scope="session")
def rules():
    return load_rules()


@pytest.fixture
def evaluated(rules):
    def evaluated_with(**tables):
        given = {"allocations": [claim("CON", "C1", "do")], "assumptions": NOBODY_RESIGNS}
        return tried(plan_of(**(given | tables)), rules)

    return evaluated_with


@pytest.fixture
def answered():
    """Answer a question about results, and give the rows by group."""

    def answer(results, key="sex", **question):
        everyone = results if isinstance(results, tuple) else (results,)
        return account_of(everyone, Question(BY_KEY[key], **question))

    return answer


@pytest.fixture
def decided():
    """Staff and placements: so many of each sex, of whom so many are redundant and the rest placed."""

    def people(women, redundant_women, men, redundant_men, **more):
        staff, placements = [], []
        for sex, count, redundant in (("Female", women, redundant_women), ("Male", men, redundant_men)):
            for at in range(count):
                number = f"{sex[0]}{at}"
                staff.append(person(number, sex=sex, **more))
                fate = ("redundant", {}) if at < redundant else ("placed", {"receiver": "C1"})
                placements.append(locked(number, fate[0], **fate[1]))
        return {"staff": staff, "placements": placements}

    return people
