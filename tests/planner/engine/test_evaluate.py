"""The whole: the baseline, empty tables, scenarios, progress, and ties."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from planner.base.errors import CancelledError, UnknownScenarioError
from planner.engine.basis import basis_of
from planner.engine.columns import positions_in
from planner.engine.evaluate import evaluate
from planner.engine.ties import tie_checks
from planner.model.plan import Plan
from planner.model.tables import BASELINE
from tests.planner.engine.small_plans import (
    FUNCTIONS,
    NOBODY_RESIGNS,
    ORGANISATIONS,
    SCENARIO,
    budget,
    claim,
    locked,
    of_person,
    of_receiver,
    person,
    plan_of,
    posts_at,
    tried,
)

ALL = [claim("CON", "C1", "do")]


# ------------------------------------------------------------------ the baseline


@pytest.fixture
def baseline(evaluated):
    return evaluated(
        BASELINE,
        staff=[person("E1"), person("E2", "RED", organisation="P2", contract="Bank"), person("E3", "RED")],
        budgets=[budget("CON", 10_000), budget("RED", 4_000, organisation="P2")],
        allocations=ALL,
        placements=[locked("E1", "redundant")],
        assumptions=NOBODY_RESIGNS,
    )


def test_in_the_baseline_everyone_stays_with_their_own_organisation(baseline):
    assert baseline.people["p_placed"].tolist() == [1, 1]
    assert baseline.headline.redundancy_cost == 0
    assert baseline.headline.talent_lost_percent == 0
    assert baseline.posts.empty


def test_the_baseline_costs_pay_and_non_pay_of_the_senders(baseline):
    assert baseline.receivers["receiver"].unique().tolist() == ["P1", "P2"]
    first, second = of_receiver(baseline, "P1"), of_receiver(baseline, "P2")
    assert first["staff"] > 80_000
    assert first["non_pay"] == 10_000
    assert (second["staff"], second["non_pay"], second["total"]) == (0, 4_000, 4_000)
    assert first["total"] == first["staff"] + 10_000
    assert (baseline.receivers[["vacancies", "fixed", "bought", "earned"]] == 0).all(axis=None)
    assert baseline.system["total"].tolist() == pytest.approx(baseline.system["baseline"].tolist())
    assert baseline.system["double_running"].tolist() == [0, 0, 0]
    assert baseline.system["legacy"].tolist() == [0, 0, 0]


def test_in_the_baseline_every_function_is_covered(baseline):
    functions = baseline.functions.set_index("function")
    assert functions["claimed_percent"].tolist() == [100, 100, 100]
    assert functions["unclaimed_fte"].tolist() == [0, 0, 0]
    assert functions.loc[["CON", "RED"], "cover_percent"].tolist() == [100, 100]
    assert np.isnan(functions.loc["PRO", "cover_percent"])
    assert functions["required_fte"].tolist() == functions["fte"].tolist()


def test_the_baseline_takes_the_assumptions_that_hold_for_all_scenarios(rules):
    plan = plan_of(staff=[person("E1")])
    rows = pd.DataFrame({"scenario": [None, SCENARIO], "key": ["cso_margin"] * 2, "value": [0.01, 0.02]})
    plan = plan.with_table(
        "assumptions", plan.assumptions.reindex(range(2)).assign(**rows.astype({"key": "str"}))
    )
    assert evaluate(plan, BASELINE, rules).assumptions["cso_margin"] == 0.01
    assert evaluate(plan, SCENARIO, rules).assumptions["cso_margin"] == 0.02


# ------------------------------------------------------------------ little or nothing to go by


@pytest.mark.parametrize("scenario", [BASELINE, SCENARIO])
@pytest.mark.parametrize(
    "tables",
    [
        {},
        {"staff": [person("E1")]},
        {"allocations": ALL},
        {"functions": (), "organisations": ORGANISATIONS},
        {"functions": FUNCTIONS, "organisations": ()},
        {"functions": (), "organisations": ()},
        {"staff": [person("E1", contract="Bank")], "allocations": ALL},
    ],
    ids=[
        "no tables", "only staff", "only allocations", "no functions", "no organisations", "neither",
        "nobody counts",
    ],
)  # fmt: skip
def test_a_plan_of_which_little_is_there_is_evaluated(evaluated, scenario, tables):
    results = evaluated(scenario, **tables)
    heads = 1 if tables.get("staff") and tables["staff"][0]["contract"] == "Permanent" else 0
    assert len(results.people) == heads
    assert results.years == ("2013/14", "2014/15", "2015/16")
    assert len(results.months) == 48
    assert all(check.passed for check in results.checks)


def test_an_empty_plan_has_a_baseline(rules):
    results = evaluate(Plan(), BASELINE, rules)
    assert results.headline.redundancy_cost == 0
    assert results.people.empty
    assert results.skills.empty
    assert results.competencies.empty


def test_without_allocations_nobody_has_a_post(evaluated):
    results = evaluated(staff=[person("E1")], assumptions=NOBODY_RESIGNS)
    assert of_person(results, "E1")["p_redundant"] == 1
    assert results.functions.set_index("function").loc["CON", "unclaimed_fte"] == 1


def test_a_locked_placement_needs_no_posts_sheet(evaluated):
    results = evaluated(
        staff=[person("E1")], allocations=ALL, placements=[locked("E1", "placed", receiver="C1")]
    )
    assert of_person(results, "E1")["p_placed"] == 1


# ------------------------------------------------------------------ scenarios


def test_a_scenario_that_the_plan_does_not_have_is_refused_by_name(rules):
    with pytest.raises(UnknownScenarioError, match=r"no scenario 'Other'\. Its scenarios are: 'Tried'"):
        evaluate(plan_of(), "Other", rules)


CHAIN = [
    {"scenario": "Ground"},
    {"scenario": SCENARIO, "based_on": "Ground"},
    {"scenario": "Further", "based_on": SCENARIO},
]


def test_a_scenario_holds_only_what_differs_by_function_and_sender(evaluated):
    rows = [
        claim("CON", "C1", "do", scenario="Ground"),
        claim("RED", "C1", "do", scenario="Ground"),
        claim("PRO", "C1", "do", sender="P1", scenario="Ground"),
        claim("CON", "C2", "do"),
        claim("PRO", "C2", "do", sender="P2"),
        claim("RED", "B1", "board", 50, scenario="Further"),
    ]
    staff = [person("E1"), person("E2", "RED"), person("E3", "PRO"), person("E4", "PRO", organisation="P2")]
    tables = {"scenarios": CHAIN, "staff": staff, "allocations": rows}
    assert posts_at(evaluated(**tables), "C1") == {("RED", "7"): 1, ("PRO", "7"): 1}
    assert posts_at(evaluated(**tables), "C2") == {("CON", "7"): 1, ("PRO", "7"): 1}
    assert posts_at(evaluated("Ground", **tables), "C2") == {}
    further = evaluated("Further", **tables)
    assert posts_at(further, "C1") == {("PRO", "7"): 1}
    assert posts_at(further, "B1") == {("RED", "7"): 0.5}


def test_rows_in_error_are_left_out_and_counted(rules):
    staff = [person("E1"), person("E2", function="NONE", fte=0.5), person("E3", fte=37.5)]
    results = evaluate(plan_of(staff=staff, allocations=ALL), SCENARIO, rules)
    assert results.people["employee_number"].tolist() == ["E1"]
    assert (results.left_out.rows, results.left_out.fte) == (2, 0.5)
    assert [finding.cause for finding in results.findings if finding.severity == "error"]


def test_a_judgement_made_before_is_used_and_changes_nothing(rules):
    plan = plan_of(staff=[person("E1")], allocations=ALL)
    basis = basis_of(plan, rules)
    results = evaluate(plan, SCENARIO, rules, basis=basis)
    assert results.findings is basis.admission.findings
    assert repr(results.headline) == repr(tried(plan, rules).headline)


def test_progress_is_told_from_nothing_to_done(rules):
    told = []
    evaluate(plan_of(staff=[person("E1")]), SCENARIO, rules, lambda share, doing: told.append((share, doing)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (told[0][0], told[-1]) == (0.0, (1.0, "Done"))
    assert all(doing for _, doing in told)


def test_work_that_is_told_to_stop_stops(rules):
    def stop(share, doing):
        if share > 0.3:
            raise CancelledError

    with pytest.raises(CancelledError):
        evaluate(plan_of(staff=[person("E1")]), SCENARIO, rules, stop)


def test_results_say_what_they_came_from(rules):
    plan = plan_of(staff=[person("E1")], allocations=ALL, assumptions={"leaver_rate": 0.2})
    results = tried(plan, rules)
    assert (results.plan, results.scenario, results.rules_version) == (plan, SCENARIO, rules.version)
    assert results.assumptions.entry("leaver_rate").is_set
    assert results.assumptions["leaver_rate"] == 0.2


@pytest.mark.parametrize(
    ("facts", "years"),
    [
        ({}, ("2013/14", "2014/15", "2015/16")),
        ({"horizon": date(2013, 4, 1)}, ("2013/14",)),
        ({"transfer_date": date(2013, 3, 31)}, ("2012/13", "2013/14", "2014/15", "2015/16")),
    ],
)
def test_the_years_are_those_from_the_transfer_to_the_horizon(evaluated, facts, years):
    results = evaluated(facts=facts, staff=[person("E1")], allocations=ALL)
    assert results.years == years
    assert results.receivers["year"].unique().tolist() == list(years)


def test_a_closure_in_a_later_year_than_the_horizon_is_priced_all_the_same(evaluated):
    facts = {"plan_start": date(2010, 10, 1), "announced": date(2010, 10, 1)}
    results = evaluated(facts=facts, staff=[person("E1")], allocations=ALL)
    assert results.workings.ground.holders.years.tolist() == [2010, 2011, 2012, 2013, 2014, 2015]
    assert results.months["month"].iloc[0] == "2010-10"


# ------------------------------------------------------------------ senders and ties


def test_senders_are_listed_with_what_becomes_of_their_people(evaluated):
    results = evaluated(
        staff=[person("E1"), person("E2", fte=0.5), person("E3", organisation="C1")],
        allocations=[claim("CON", None, "stop")],
        placements=[locked("E2", "mars")],
        assumptions=NOBODY_RESIGNS,
    )
    senders = results.senders.set_index("sender")
    assert senders.index.tolist() == ["P1", "P2", "C1"]
    assert senders["heads"].tolist() == [2, 0, 1]
    assert senders["fte"].tolist() == [1.5, 0, 1]
    assert senders.loc["P1", ["mars_fte", "redundant_fte"]].tolist() == [0.5, 1]
    assert senders["redundancy_cost"].sum() == pytest.approx(results.headline.redundancy_cost)
    assert senders.loc["P1", "pay"] == pytest.approx(
        of_person(results, "E1")["employer_cost"] + of_person(results, "E2")["employer_cost"], abs=0.02
    )


def test_every_tie_holds_and_the_check_says_so(evaluated):
    results = evaluated(staff=[person("E1")], budgets=[budget("CON", 5_000)], allocations=ALL)
    assert len(results.ties) == 10
    assert set(results.ties["allowed"]) == {1e-6, 0.01}  # odds and FTE; pounds
    (check,) = results.checks
    assert (check.name, check.severity, check.passed, check.measure) == ("Totals tie", "must", True, 0)
    assert check.message == "People, posts and money agree at every step."


def test_a_tie_that_does_not_hold_is_named(evaluated):
    ties = evaluated(staff=[person("E1")], allocations=ALL).ties
    for by, is_broken in ((ties["allowed"], False), (ties["allowed"] * 1.01, True)):
        (check,) = tie_checks(ties.assign(difference=np.where(ties.index == 2, by, 0.0)))
        assert check.passed != is_broken
        assert ("FTE of pools is the FTE of people" in check.message) == is_broken
        assert check.measure == float(is_broken)


def test_the_baseline_has_no_ties_of_money_between_receivers(baseline):
    assert len(baseline.ties) == 6


def test_a_position_is_the_same_in_a_list_and_in_an_index_of_codes():
    codes = ["P1", "C1"]
    assert positions_in(codes, ["C1", "P1", "X", None]).tolist() == [1, 0, -1, -1]
    assert positions_in(pd.Index(codes), pd.Series(["C1", None])).tolist() == [1, -1]


def test_two_evaluations_share_nothing_that_one_could_spoil(rules):
    plan = plan_of(staff=[person("E1")], allocations=ALL)
    first = tried(plan, rules)
    first.people.loc[0, "p_placed"] = -1
    assert tried(plan, rules).people.loc[0, "p_placed"] > 0
    assert tried(replace(plan), rules).people.loc[0, "p_placed"] > 0
