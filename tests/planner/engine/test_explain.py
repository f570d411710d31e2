"""Any figure opens to its steps, and the steps end in the figure."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.engine.explain import STAGE_NAMES, explain_person, explain_receiver
from planner.model.results import OUTCOME_ODDS
from planner.model.tables import BASELINE, STAGES
from tests.planner.engine.random_plans import random_plan
from tests.planner.engine.small_plans import (
    EVERYONE_ACCEPTS,
    NOBODY_RESIGNS,
    ORGANISATIONS,
    SCENARIO,
    budget,
    changed,
    claim,
    locked,
    person,
    post,
    tried,
)

HALF = [claim("CON", "C1", "do", 50)]
FIGURES = {
    "annual_pay": "annual_pay",
    "employer_cost": "employer_cost",
    "complete_years": "complete_years",
    "section16": "section16",
    "statutory": "statutory",
    "capital_cost": "capital_cost",
    "pay_in_lieu": "pay_in_lieu",
    "mars_payment": "mars_payment",
    "lump_sum": "lump_sum",
    "cost_if_redundant": "cost_if_redundant",
    "expected_cost": "expected_cost",
}


def last_steps(results, position, rules):
    return {step.figure: step for step in explain_person(results, position, rules).steps}


def steps_of(results, rules, figure, position=0):
    return [step for step in explain_person(results, position, rules).steps if step.figure == figure]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("scenario", [SCENARIO, BASELINE])
def test_the_last_step_of_each_figure_of_a_person_is_the_figure_of_the_table(rules, seed, scenario):
    results = tried(random_plan(seed, 7), rules, scenario)
    for position, row in enumerate(results.people.to_dict("records")):
        working = explain_person(results, position, rules)
        assert (working.employee_number, working.pool) == (row["employee_number"], row["pool"])
        last = {step.figure: step.result for step in working.steps}
        for figure, column in FIGURES.items():
            assert last[figure] == pytest.approx(row[column], abs=0.00501, nan_ok=True), figure
        if scenario == SCENARIO:
            for odds in OUTCOME_ODDS:
                assert last.get(odds, 0.0) == pytest.approx(row[odds], abs=1e-12), odds
        assert sum(odds for _, _, odds in working.placed) == pytest.approx(row["p_placed"], abs=1e-12)
        assert list(working.placed) == sorted(working.placed, key=lambda one: -one[2])


@pytest.mark.parametrize("seed", range(6))
def test_the_lines_of_a_receiver_add_up_and_end_in_the_table(rules, seed):
    results = tried(random_plan(seed, 7), rules)
    for row in results.receivers.to_dict("records"):
        steps = {step.figure: step for step in explain_receiver(results, row["receiver"], row["year"])}
        for figure in ("staff", "vacancies", "non_pay", "bought", "earned"):
            assert steps[figure].result == row[figure]
            assert sum(amount for _, amount in steps[figure].inputs) == pytest.approx(row[figure], abs=1e-6)
        parts = dict(steps["total"].inputs)
        parts["earned"] *= -1
        assert sum(parts.values()) == pytest.approx(steps["total"].result, abs=1e-6)
        assert steps["total"].result == row["total"]
        assert ("target" in steps) == ("over" in steps) == (not np.isnan(row["target"]))
        if "over" in steps:
            over = dict(steps["over"].inputs)
            assert over["operating cost"] - over["target"] == pytest.approx(row["over"])
            assert steps["over"].result == row["over"]


# ------------------------------------------------------------------ pay


def test_pay_is_explained_for_each_job_in_the_pool_and_then_all_together(evaluated, rules):
    staff = [person("E1", fte=0.5, annual_salary=30_000), person("E1", fte=0.25, annual_salary=36_000)]
    results = evaluated(staff=staff, allocations=HALF)
    steps = steps_of(results, rules, "annual_pay")
    assert [step.result for step in steps] == [15_000, 9_000, 24_000]
    assert steps[-1].inputs == (("job 1", 15_000), ("job 2", 9_000))


def test_pay_of_other_pools_is_not_explained_but_ni_is_on_all_of_it(evaluated, rules):
    staff = [
        person("E1", fte=0.5, annual_salary=30_000), person("E1", "RED", fte=0.25, annual_salary=40_000),
        person("E1", band="5", fte=0.1, annual_salary=20_000),
    ]  # fmt: skip
    results = evaluated(staff=staff, allocations=HALF)
    position = results.people["pool"].tolist().index("CON 7")
    assert [step.result for step in steps_of(results, rules, "annual_pay", position)] == [15_000]
    (ni,) = steps_of(results, rules, "employer_ni", position)
    assert dict(ni.inputs)["pay"] == 27_000
    (cost,) = steps_of(results, rules, "employer_cost", position)
    parts = dict(cost.inputs)
    assert parts["national insurance"] == pytest.approx(ni.result * 15 / 27)
    assert sum(parts.values()) == pytest.approx(cost.result)


def test_pay_on_a_last_day_in_another_year_is_explained_in_that_year(evaluated, rules):
    staff = [person("E1", annual_salary=None, spine_point=34)]
    later = [locked("E1", "redundant", date=date(2013, 6, 30))]
    results = evaluated(staff=staff, allocations=HALF, placements=later)
    last = last_steps(results, 0, rules)
    assert last["annual_pay"].result == 40_558
    assert dict(last["employer_cost"].inputs)["annual pay"] == 40_157  # of the closure's year
    assert sum(dict(last["employer_cost"].inputs).values()) == pytest.approx(last["employer_cost"].result)


def test_pay_on_a_last_day_after_the_years_that_are_priced_is_that_of_the_last(evaluated, rules):
    later = [locked("E1", "redundant", date=date(2019, 6, 30))]
    results = evaluated(staff=[person("E1")], allocations=HALF, placements=later)
    assert dict(steps_of(results, rules, "full_time_pay")[0].inputs)["year"] == "2015/16"


def test_the_supplement_is_that_of_the_persons_zone_else_their_organisations(evaluated, rules):
    inner = changed(ORGANISATIONS, P1={"hcas_zone": "inner"})
    staff = [person("E1"), person("E2", hcas_zone="fringe")]
    results = evaluated(organisations=inner, staff=staff, allocations=HALF)
    extra = [steps_of(results, rules, "high_cost_area_supplement", at)[0].result for at in (0, 1)]
    assert extra == [6_217, 1_616]


# ------------------------------------------------------------------ odds


def test_the_chance_of_being_left_over_is_explained_from_posts_and_holders(evaluated, rules):
    for share, posts, left_over in ((50, 1.0, 0.5), (100, 2.0, 0.0)):
        results = evaluated(staff=[person("E1"), person("E2")], allocations=[claim("CON", "C1", "do", share)])
        step = steps_of(results, rules, "odds")[0]
        assert step.result == left_over
        assert dict(step.inputs) == {"FTE of holders": 2.0, "FTE of posts open to the pool": posts}
    posts = [post("X1", "C1", "CON", "7", 3.0)]
    results = evaluated(staff=[person("E1")], posts=posts, allocations=HALF)
    assert dict(steps_of(results, rules, "odds")[0].inputs)["FTE of posts open to the pool"] == 3.0


def test_holders_who_have_been_decided_are_not_among_those_who_compete(evaluated, rules):
    results = evaluated(
        staff=[person("E1"), person("E2")], allocations=HALF,
        placements=[locked("E2", "placed", receiver="C2")],
    )  # fmt: skip
    assert dict(steps_of(results, rules, "odds")[0].inputs)["FTE of holders"] == 1.0


def test_resigning_names_every_assumption_that_it_rests_on_and_no_other(evaluated, rules):
    staff = [
        person("E1"),
        person("E2", scarce="Y"),
        person("E3", continuous_from=date(2012, 1, 1), reckonable_from=None),
    ]
    results = evaluated(staff=staff, allocations=HALF)
    register = {one.key: one for one in rules.register}
    for position, keys in enumerate(
        (
            ["leaver_rate", "closure_factor", "waiting_effect"],
            ["leaver_rate", "closure_factor", "scarce_factor", "waiting_effect"],
            ["leaver_rate", "closure_factor"],
        )
    ):
        step = steps_of(results, rules, "p_resigned", position)[0]
        assert step.result == results.people["p_resigned"][position]
        assert [rule.label for rule in step.rules] == [register[key].meaning for key in keys]
        inputs = dict(step.inputs)
        assert [inputs[key.replace("_", " ")] for key in keys] == [register[key].value for key in keys]
        assert 1 - (1 - inputs["in any one month"]) ** 12 == pytest.approx(step.result)


def test_an_assumption_that_the_plan_sets_is_named_as_set(evaluated, rules):
    results = evaluated(staff=[person("E1")], allocations=HALF, assumptions={"leaver_rate": 0.2})
    step = steps_of(results, rules, "p_resigned")[0]
    assert dict(step.inputs)["leaver rate"] == 0.2
    assert step.rules[0].source == "Set in the plan"


def test_each_stage_is_named_with_its_odds_and_the_acceptance_that_it_rests_on(evaluated, rules):
    results = evaluated(staff=[person("E1")], allocations=HALF)
    steps = steps_of(results, rules, "p_placed")
    assert [step.label for step in steps] == [
        "Competitive slot-in", "Ring-fenced competition, narrow", "Redeployment", "Placed, all told",
    ]  # fmt: skip
    first = steps[0]
    inputs = dict(first.inputs)
    assert inputs["accepts"] == 0.97
    assert inputs["is offered a post"] == pytest.approx(0.5 / (1 - 0.13 * 0.75))
    assert inputs["is there"] * inputs["is offered a post"] * inputs["accepts"] == pytest.approx(first.result)
    assert [len(step.rules) for step in steps] == [1, 1, 1, 0]
    assert sum(step.result for step in steps[:-1]) == pytest.approx(steps[-1].result)


def test_a_single_stage_needs_no_sum(evaluated, rules):
    results = evaluated(staff=[person("E1")], allocations=[claim("CON", "C1", "do")])
    assert [step.label for step in steps_of(results, rules, "p_placed")] == ["Lift and shift"]


def test_a_stage_that_nobody_accepts_places_nobody(evaluated, rules):
    never = dict.fromkeys(EVERYONE_ACCEPTS, 0.0)
    results = evaluated(staff=[person("E1")], allocations=HALF, assumptions=never | NOBODY_RESIGNS)
    assert steps_of(results, rules, "p_placed") == []
    assert steps_of(results, rules, "p_left")[-1].result == pytest.approx(results.people["p_left"][0])


def test_who_is_left_over_is_redundant_or_leaves_without_payment(evaluated, rules):
    short = person("E2", continuous_from=date(2012, 1, 1), reckonable_from=None)
    results = evaluated(staff=[person("E1"), short], allocations=HALF)
    assert steps_of(results, rules, "p_redundant", 0)[-1].label == "Left over: redundant"
    assert steps_of(results, rules, "p_redundant", 1) == []
    labels = [step.label for step in steps_of(results, rules, "p_left", 1)]
    assert labels == [
        "Refuses a suitable offer",
        "Left over, without the service that earns payment",
        "Leaves without payment, all told",
    ]


@pytest.mark.parametrize(
    ("facts", "why", "figure"),
    [
        ({"leaving_date": date(2012, 6, 1)}, "leaving date given", "p_resigned"),
        (
            {"contract": "Fixed term", "contract_ends": date(2012, 6, 1)},
            "fixed term ends before the transfer",
            "p_redundant",
        ),
    ],
)
def test_who_is_gone_before_the_work_moves_has_no_stages(evaluated, rules, facts, why, figure):
    results = evaluated(staff=[person("E1", **facts)], allocations=HALF)
    last = last_steps(results, 0, rules)
    assert last["odds"].result == why
    assert last[figure].result == 1
    assert "p_placed" not in last
    assert explain_person(results, 0, rules).placed == ()


def test_a_locked_placement_is_the_reason_for_its_odds(evaluated, rules):
    results = evaluated(
        staff=[person("E1")], allocations=HALF, placements=[locked("E1", "placed", receiver="C2")]
    )
    working = explain_person(results, 0, rules)
    last = {step.figure: step for step in working.steps}
    assert (last["odds"].label, last["odds"].result) == ("Decided by a locked placement", "placed")
    assert last["p_placed"].result == 1
    assert working.placed == (("C2", "locked", 1.0),)


def test_in_the_baseline_nothing_moves(evaluated, rules):
    results = evaluated(BASELINE, staff=[person("E1")], allocations=HALF)
    last = last_steps(results, 0, rules)
    assert (last["odds"].label, last["odds"].result) == ("Nothing moves in the baseline", "stays")


# ------------------------------------------------------------------ exits


def test_expected_cost_is_explained_as_odds_times_cost(evaluated, rules):
    results = evaluated(staff=[person("E1")], allocations=HALF)
    step = last_steps(results, 0, rules)["expected_cost"]
    parts = dict(step.inputs)
    assert set(parts) == {"odds of redundancy", "cost if redundant"}
    assert parts["odds of redundancy"] * parts["cost if redundant"] == pytest.approx(step.result, abs=0.005)


def test_an_agreed_resignation_is_explained_with_its_payment(evaluated, rules):
    results = evaluated(staff=[person("E1")], allocations=HALF, placements=[locked("E1", "mars")])
    last = last_steps(results, 0, rules)
    parts = dict(last["expected_cost"].inputs)
    assert parts["odds of agreed resignation"] == 1
    assert parts["payment on agreed resignation"] == last["expected_cost"].result
    assert last["mars_payment"].result == pytest.approx(last["expected_cost"].result, abs=0.005)


def test_notice_is_explained_from_what_is_owed_to_what_does_not_fit(evaluated, rules):
    results = evaluated(facts={"announced": date(2013, 3, 1)}, staff=[person("E1")], allocations=HALF)
    steps = steps_of(results, rules, "notice_weeks")
    assert [step.result for step in steps] == [12]
    inputs = dict(steps[0].inputs)
    assert (inputs["contractual weeks"], inputs["statutory weeks"]) == (12, 10)
    assert dict(steps_of(results, rules, "pay_in_lieu")[0].inputs)["weeks owed"] == 12


def test_a_term_that_runs_out_is_said_to_need_no_notice(evaluated, rules):
    ends = {"contract": "Fixed term", "contract_ends": date(2013, 3, 25)}
    results = evaluated(facts={"announced": date(2013, 3, 1)}, staff=[person("E1", **ends)], allocations=HALF)
    steps = steps_of(results, rules, "notice_weeks")
    assert (steps[-1].label, steps[-1].result) == ("A fixed term that runs out needs no notice", 0)


# ------------------------------------------------------------------ receivers


def test_the_lines_of_a_receiver_name_what_makes_them_up_greatest_first(evaluated):
    results = evaluated(
        staff=[person("E1"), person("E2", "RED", fte=0.5)],
        budgets=[budget("CON", 1_000), budget("RED", 9_000)],
        allocations=[claim("CON", "C1", "do"), claim("RED", "C1", "share"), claim("PRO", "S1", "buy")],
    )
    steps = {step.figure: step for step in explain_receiver(results, "C1", "2013/14")}
    assert [name for name, _ in steps["staff"].inputs] == ["CON", "RED"]
    assert [name for name, _ in steps["non_pay"].inputs] == ["RED", "CON"]
    assert [name for name, _ in steps["bought"].inputs] == ["RED from C1 (share)"]
    assert [name for name, _ in steps["earned"].inputs] == ["RED to C1", "RED to C2"]


def test_a_target_is_explained_by_the_allowance_that_it_rests_on(evaluated, rules):
    given = changed(
        ORGANISATIONS,
        C1={"allowance_per_head": 22.5}, S1={"target": 900}, L1={"target": 800, "population": 5},
    )  # fmt: skip
    results = evaluated(organisations=given)

    def target(receiver):
        steps = explain_receiver(results, receiver, "2014/15")
        return next((step for step in steps if step.figure == "target"), None)

    assert dict(target("C1").inputs) == {"allowance per head": 22.5, "population": 150_000}
    assert target("C1").rules == ()
    assert dict(target("C2").inputs) == {"allowance per head": 25, "population": 50_000}
    register = {one.key: one for one in rules.register}
    (rule,) = target("C2").rules
    assert rule.source == register["running_cost_allowance"].source
    for code in ("C1", "C2"):
        head, people = (amount for _, amount in target(code).inputs)
        assert head * people == target(code).result
    assert (target("S1").result, target("S1").inputs, target("S1").rules) == (900, (), ())
    assert target("L1").inputs == ()
    assert target("B1") is None


def test_a_ccg_whose_people_are_not_known_has_the_target_given(evaluated):
    given = changed(ORGANISATIONS, C1={"population": None, "target": 700})
    steps = explain_receiver(evaluated(organisations=given), "C1", "2013/14")
    (step,) = [step for step in steps if step.figure == "target"]
    assert (step.label, step.result, step.inputs) == ("Target as given", 700, ())


def test_every_stage_has_a_name_that_people_know():
    assert set(STAGE_NAMES) == {*STAGES, "locked"}
    assert len(set(STAGE_NAMES.values())) == len(STAGE_NAMES)


def test_results_from_elsewhere_cannot_be_explained(evaluated, rules):
    results = replace(evaluated(staff=[person("E1")], allocations=HALF), workings=None)
    with pytest.raises(TypeError, match="did not come from the engine"):
        explain_person(results, 0, rules)
