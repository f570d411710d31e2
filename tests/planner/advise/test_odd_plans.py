"""Proposals for plans in which something that others have is missing."""

import pytest

from planner.advise.choices import Offered, choices_of
from planner.advise.frontier import frontier
from planner.advise.proposal import Infeasible, Proposal
from planner.advise.propose import propose
from planner.advise.question import Hold, Limits, Question
from planner.base.errors import NothingToProposeError
from planner.engine.basis import basis_of
from tests.planner.engine.small_plans import ORGANISATIONS, SCENARIO, claim, person, plan_of

STAFF = [person("E1"), person("E2", "PRO"), person("E3", "RED", "8a")]
STRICT = Limits(Hold.MUST, keeps_cover=True, one_mode=60, suppliers_pay_their_way=True, redundancy_cost=1.0)


def asked(plan, rules, limits):
    basis = basis_of(plan, rules)
    choices = choices_of(basis, SCENARIO, Offered(halves=True, may_stop=frozenset(plan.functions["code"])))
    return basis, Question(SCENARIO, choices, limits=limits)


@pytest.mark.parametrize("find", [propose, frontier])
def test_a_plan_without_work_is_told_that_there_is_nothing_to_propose(rules, find):
    with pytest.raises(NothingToProposeError, match="staff or budgets"):
        find(*asked(plan_of(), rules, Limits()))


@pytest.mark.parametrize(
    "plan",
    [
        plan_of(staff=STAFF, organisations=ORGANISATIONS[:1]),
        plan_of(staff=STAFF, allocations=[claim(code, None, "stop") for code in ("CON", "PRO", "RED")]),
    ],
    ids=["nobody to take work", "all work stops"],
)
def test_a_plan_whose_work_nobody_takes_is_answered(rules, plan):
    found = propose(*asked(plan, rules, Limits()))
    assert isinstance(found, Proposal)
    assert found.largest_difference_percent < 0.01


def test_where_nobody_can_take_work_the_cost_is_what_has_to_give(rules):
    found = propose(*asked(plan_of(staff=STAFF, organisations=ORGANISATIONS[:1]), rules, STRICT))
    assert isinstance(found, Infeasible)
    assert found.is_proven
    assert found.clash == ("Redundancy cost at most £1",)
    assert found.relaxation[0].needed > 50_000
