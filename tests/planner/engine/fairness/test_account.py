"""Rates, comparisons and what is held back, on plans small enough to count."""

import numpy as np
import pytest
from scipy import stats

from planner.engine.evaluate import evaluate
from planner.engine.fairness.account import EVERYBODY, account_of
from planner.engine.fairness.characteristics import characteristics_of
from planner.engine.fairness.overview import functions_behind, overview_of
from planner.engine.fairness.question import Basis, Outcome, Question, Verdict
from planner.engine.fairness.side_by_side import key_of, side_by_side
from planner.engine.fairness.small_numbers import LEAST_SHOWN
from planner.engine.fairness.standing import By
from planner.workbook.samples import generated_plan
from tests.planner.engine.fairness.conftest import BY_KEY
from tests.planner.engine.small_plans import claim, locked, person

NAMES = {"basis": Basis.NAMES}


def rows_of(account):
    return account.table.set_index("group")


@pytest.fixture(scope="module")
def generated(rules):
    """Five hundred people, and two of their scenarios."""
    plan = generated_plan(500, 4, 2, 12, seed=4)
    return tuple(evaluate(plan, one, rules) for one in plan.scenario_names[:2])


# ---------------------------------------------------------------- rates


def test_rates_by_name_are_counted_and_compared_with_the_largest_group(evaluated, answered, decided):
    account = answered(evaluated(**decided(30, 6, 20, 12)), **NAMES)
    rows = rows_of(account)
    assert account.reference == "Female"
    assert rows["people"].to_dict() == {"Female": 30, "Male": 20, EVERYBODY: 50}
    assert rows["affected"].to_dict() == {"Female": 6, "Male": 12, EVERYBODY: 18}
    assert rows.loc["Male", "rate"] == pytest.approx(0.6)
    assert rows.loc["Male", "points"] == pytest.approx(40)
    assert rows.loc["Male", "ratio"] == pytest.approx(3)
    known = stats.chi2_contingency([[6, 24], [12, 8]], correction=False).pvalue
    assert rows.loc["Male", "p"] == pytest.approx(known)
    assert rows.loc["Male", "verdict"] == Verdict.BEYOND
    assert rows.loc["Female", "verdict"] == Verdict.REFERENCE


def test_four_fifths_is_of_those_who_are_kept(evaluated, answered, decided):
    account = answered(evaluated(**decided(30, 6, 20, 12)), **NAMES)
    assert rows_of(account).loc["Male", "four_fifths"] == pytest.approx(0.4 / 0.8)
    placed = answered(evaluated(**decided(30, 6, 20, 12)), outcome=Outcome.PLACED, **NAMES)
    assert rows_of(placed).loc["Male", "four_fifths"] == pytest.approx(0.4 / 0.8)
    assert account.four_fifths == 0.8


def test_another_group_may_be_the_one_compared_with(evaluated, answered, decided):
    results = evaluated(**decided(30, 6, 20, 12))
    rows = rows_of(answered(results, reference="Male", **NAMES))
    assert rows.loc["Female", "points"] == pytest.approx(-40)
    assert answered(results, reference="Nobody", **NAMES).reference == "Female"


def test_on_odds_everybody_counts_and_decisions_are_certain(evaluated, answered, decided):
    """Ten more women, undecided, of whom all are placed or leave as their odds say."""
    given = decided(20, 10, 20, 5)
    given["staff"] += [person(f"U{at}", sex="Female") for at in range(10)]
    results = evaluated(**given)
    rows = rows_of(answered(results))
    people = results.people.set_index("employee_number")
    women = people.index.str[0].isin(["F", "U"])
    assert rows.loc["Female", "people"] == 30
    assert rows.loc["Female", "affected"] == pytest.approx(people.loc[women, "p_redundant"].sum())
    leaving = rows_of(answered(results, outcome=Outcome.LEAVING))
    assert leaving.loc["Male", "affected"] == pytest.approx(5)


def test_somebody_in_two_pools_counts_once_by_the_job_of_most_hours(evaluated, answered):
    staff = [
        *(person(f"E{at}", sex="Female") for at in range(9)),
        person("E9", sex="Female", fte=0.4),
        person("E9", function="PRO", sex="Female", fte=0.6),
        *(person(f"M{at}", function="PRO", sex="Male") for at in range(9)),
    ]
    claims = [claim("CON", "C1", "do"), claim("PRO", "C1", "do")]
    account = answered(evaluated(staff=staff, allocations=claims), by=By.FUNCTION, shows_small=True)
    people = account.table.set_index(["line", "group"])["people"]
    assert people["Contracting", EVERYBODY] == 9
    assert people["Procurement", EVERYBODY] == 10
    assert people["Procurement", "Female"] == 1


@pytest.mark.parametrize(("men", "verdict"), [(10, Verdict.CHANCE), (9, Verdict.FEW)])
def test_ten_people_are_enough_to_say_something_and_nine_are_not(evaluated, answered, decided, men, verdict):
    rows = rows_of(answered(evaluated(**decided(20, 10, men, 5)), shows_small=True, **NAMES))
    assert rows.loc["Male", "verdict"] == verdict
    assert np.isnan(rows.loc["Male", "ratio"]) == (verdict == Verdict.FEW)
    assert rows.loc["Male", "people"] == men


def test_people_of_whom_nothing_is_known_are_counted_and_not_compared(evaluated, answered, decided):
    given = decided(20, 10, 20, 8)
    given["staff"] += [person(f"U{at}") for at in range(12)]
    rows = rows_of(answered(evaluated(**given)))
    assert rows.loc["Not known", "people"] == 12
    assert rows.loc["Not known", "verdict"] == Verdict.UNKNOWN
    assert np.isnan(rows.loc["Not known", "p"])


def test_groups_of_whom_nobody_is_redundant_are_no_comparison(evaluated, answered, decided):
    account = answered(evaluated(**decided(20, 0, 20, 0)), **NAMES)
    assert rows_of(account).loc["Male", "verdict"] == Verdict.ALIKE
    assert rows_of(account).loc["Male", "points"] == 0
    assert account.compared == 0


def test_pools_explain_what_comes_with_the_job(evaluated, answered):
    """Women are in the function that stops, men in the one that goes on."""
    staff = [person(f"F{at}", "CON", sex="Female") for at in range(20)]
    staff += [person(f"M{at}", "PRO", sex="Male") for at in range(20)]
    claims = [claim("CON", None, "stop"), claim("PRO", "C1", "do")]
    rows = rows_of(answered(evaluated(staff=staff, allocations=claims)))
    assert rows.loc["Female", "rate"] - rows.loc["Male", "rate"] > 0.5
    assert rows["pools_rate"].to_dict() == pytest.approx(rows["rate"].to_dict())


def test_stages_add_up_to_those_placed(generated, answered):
    by_stage = answered(generated[0], by=By.STAGE, shows_small=True)
    whole = rows_of(answered(generated[0], outcome=Outcome.PLACED, shows_small=True))
    added = by_stage.table.groupby("group")["affected"].sum()
    assert by_stage.question.outcome is Outcome.PLACED
    for group in whole.index:
        assert added[group] == pytest.approx(whole.loc[group, "affected"])


def test_stages_that_are_recorded_are_counted_by_name(evaluated, answered, decided):
    given = decided(12, 0, 12, 0)
    for row in given["placements"]:
        row["stage"] = "slot_in" if row["employee_number"][0] == "F" else "Lift and shift"
    table = answered(evaluated(**given), by=By.STAGE, shows_small=True, **NAMES).table
    counts = table.set_index(["line", "group"])["affected"]
    assert (counts["Slot in", "Female"], counts["Lift and shift", "Male"]) == (12, 12)
    assert counts["Slot in", "Male"] == 0


@pytest.mark.parametrize("by", [By.FUNCTION, By.BAND, By.POOL])
def test_lines_add_up_to_the_whole_plan(generated, answered, by):
    lines = answered(generated[0], "ethnicity", by=by, shows_small=True).table.groupby("group")
    whole = rows_of(answered(generated[0], "ethnicity", shows_small=True))
    for figure in ("people", "affected"):
        for group in whole.index:
            assert lines[figure].sum()[group] == pytest.approx(whole.loc[group, figure])


def test_scenarios_stand_side_by_side(generated, answered):
    both = answered(generated)
    table = side_by_side(both).set_index("group")
    for results in generated:
        alone = rows_of(answered(results))
        for group in ("Female", "Male"):
            assert table.loc[group, key_of("rate", results.scenario)] == alone.loc[group, "rate"]


def test_the_baseline_has_nobody_decided(generated, answered, rules):
    account = answered(evaluate(generated[0].plan, "Baseline", rules), **NAMES)
    assert account.decided == {"Baseline": 0}
    assert not account.compared


# ---------------------------------------------------------------- held back


def test_four_men_are_held_back_and_the_women_with_them(evaluated, answered, decided):
    results = evaluated(**decided(20, 8, 4, 2))
    rows = rows_of(answered(results))
    assert rows.loc[["Female", "Male"], "people"].isna().all()
    assert set(rows.loc[["Female", "Male"], "verdict"]) == {Verdict.HELD}
    assert rows.loc[EVERYBODY, "people"] == 24
    assert np.isnan(rows.loc[EVERYBODY, "affected"])
    assert rows_of(answered(results, shows_small=True)).loc["Male", "people"] == 4


@pytest.mark.parametrize(("redundant", "is_held"), [(5, False), (4, True), (0, False)])
def test_four_redundant_men_are_held_back_and_five_are_not(evaluated, answered, decided, redundant, is_held):
    results = evaluated(**decided(20, 10, 20, redundant))
    for basis in Basis:
        rows = rows_of(answered(results, basis=basis))
        assert np.isnan(rows.loc["Male", "affected"]) == is_held
        assert np.isnan(rows.loc["Female", "affected"]) == is_held
    for outcome in Outcome:
        rows = rows_of(answered(results, outcome=outcome, **NAMES))
        assert np.isnan(rows.loc["Male", "affected"]) == is_held


def test_what_is_held_back_of_one_scenario_is_held_back_beside_it(rules, evaluated, decided):
    many, few = evaluated(**decided(20, 10, 20, 8)), evaluated(**decided(20, 10, 20, 3))
    alone = account_of((many,), Question(BY_KEY["sex"], **NAMES)).table
    both = account_of((many, few), Question(BY_KEY["sex"], **NAMES)).table
    assert alone["affected"].notna().all()
    assert both["affected"].isna().all()


@pytest.mark.parametrize("by", list(By))
@pytest.mark.parametrize("basis", list(Basis))
def test_no_count_of_1_to_4_is_ever_shown(generated, answered, by, basis):
    shown = 0
    for one in characteristics_of(generated[0]):
        table = answered(generated, one.key, by=by, basis=basis).table
        counts = table["people"].to_numpy()
        if basis is Basis.NAMES:
            counts = np.concatenate([counts, table["affected"].to_numpy()])
        assert not ((counts > 0) & (counts < LEAST_SHOWN)).any()
        shown += int((counts >= LEAST_SHOWN).sum())
    assert shown or basis is Basis.NAMES


def test_what_is_held_back_says_nothing_else_of_itself(generated, answered):
    table = answered(generated[0], "religion", by=By.FUNCTION).table
    held = table[table["verdict"] == Verdict.HELD]
    said = ["affected", "rate", "low", "high", "pools_rate", "points", "ratio", "four_fifths", "p"]
    assert len(held)
    assert held[said].isna().all(axis=None)


def test_the_smallest_count_shown_is_that_of_the_rules(rules):
    assert rules["smallest_count_shown"].latest.value == LEAST_SHOWN


# ---------------------------------------------------------------- all characteristics


def test_all_characteristics_are_corrected_together(generated):
    overview = overview_of(generated[0])
    p = np.concatenate([one.table["p"].to_numpy() for one in overview.accounts])
    corrected = np.concatenate([one.table["corrected"].to_numpy() for one in overview.accounts])
    looked = ~np.isnan(p)
    assert overview.compared == looked.sum() > 5
    least = np.nanargmin(p)
    assert corrected[least] == pytest.approx(min(1.0, p[least] * looked.sum()))


def test_the_functions_behind_a_difference_are_those_where_the_groups_differ(evaluated):
    staff = [person(f"F{at}", "CON", sex="Female") for at in range(20)]
    staff += [person(f"M{at}", "PRO", sex="Male") for at in range(20)]
    staff += [person(f"{sex[0]}R{at}", "RED", sex=sex) for at in range(5) for sex in ("Female", "Male")]
    claims = [claim("CON", None, "stop"), claim("PRO", "C1", "do"), claim("RED", "C1", "do")]
    results = evaluated(staff=staff, allocations=claims)
    assert functions_behind(results, BY_KEY["sex"], "Female", "Male") == ["CON"]
    assert functions_behind(results, BY_KEY["sex"], "Male", "Female") == ["CON"]


def test_one_persons_locked_row_decides_them(evaluated, answered):
    staff = [person(f"E{at}", sex="Female") for at in range(12)]
    placements = [locked(f"E{at}", "resigned") for at in range(6)]
    account = answered(evaluated(staff=staff, placements=placements), outcome=Outcome.LEAVING, **NAMES)
    assert account.decided == {"Tried": 6}
    assert rows_of(account).loc["Female", "affected"] == 6
