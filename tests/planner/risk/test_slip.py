"""The day on which work moves, when it slips."""

import numpy as np
import pytest

from planner.engine.evaluate import evaluate
from planner.engine.tabulate import results_of
from planner.model.tables import BASELINE
from planner.risk.assumed import SLIP
from planner.risk.shocks import LATE, shocked, shocks_of
from planner.risk.simulate import simulate_results
from planner.risk.slip import may_slip, months_of, moved_later, whole_months
from planner.workbook.samples import twelve_people
from tests.planner.engine.small_plans import claim, person, plan_of, tried


@pytest.fixture(scope="module")
def results(rules):
    return evaluate(twelve_people(), "One of each", rules)


def test_three_months_late_is_the_stress_of_a_late_transfer(results, rules):
    late = next(one for one in shocks_of(results) if one.key == LATE)
    plan = shocked(results, late)
    expected = evaluate(plan, plan.scenario_names[-1], rules).headline
    found = results_of(moved_later(results.workings, 3)).headline
    assert found.redundancy_cost == pytest.approx(expected.redundancy_cost, abs=0.005)
    assert found.talent_lost_percent == pytest.approx(expected.talent_lost_percent)


def test_a_slip_is_to_the_nearest_whole_month_and_never_earlier():
    np.testing.assert_array_equal(whole_months(np.array([-1.0, 0.4, 0.5, 2.49, 2.5])), [0, 0, 1, 2, 3])


def test_without_a_range_nothing_slips(results):
    entry = results.assumptions.entry(SLIP)
    assert months_of(entry) == (0, 1, 2, 3)
    assert months_of(type(entry)(**{**_fields(entry), "low": 0.0, "high": 0.0})) == (0,)


def _fields(entry):
    return {name: getattr(entry, name) for name in type(entry).__dataclass_fields__}


def test_in_the_baseline_no_work_moves_that_could_slip(results, rules):
    assert may_slip(results.workings)
    baseline = evaluate(results.plan, BASELINE, rules)
    assert not may_slip(baseline.workings)
    assert SLIP not in {one.key for one in simulate_results(baseline, 100).drawn}


def test_in_later_months_more_people_resign(rules):
    """Nobody is redundant here: work moves whole, so that a longer wait only loses more of them."""
    staff = [person(f"E{at}") for at in range(12)]
    held, slips = (
        simulate_results(
            tried(
                plan_of(staff=staff, allocations=[claim("CON", "C1", "do")], assumptions={SLIP: months}),
                rules,
            ),
            20_000,
        )
        for months in (0, 3)
    )
    apart = slips.talent_lost.mean - held.talent_lost.mean
    assert apart > 4 * (slips.talent_lost.standard_error + held.talent_lost.standard_error)
