"""``evaluate``: one scenario in words, as JSON, as a results workbook."""

import json
from dataclasses import fields
from math import isclose

import numpy as np
import pytest

from planner.cli.as_json import evaluation_record, json_lines, records
from planner.cli.odds import odds_by_receiver
from planner.engine.evaluate import evaluate
from planner.model.results import OUTCOME_ODDS, Headline
from planner.rules.rulebook import load_rules
from planner.workbook.samples import generated_plan, twelve_people

SCENARIO = "One of each"

HEADLINE = [
    *("redundancy_cost", "redundancies_fte", "redundancies_heads", "talent_lost_percent"),
    *("operating_cost", "target", "over_target", "payback_month", "npv"),
]
PERSON = [
    *("employee_number", "pool", "annual_pay", "employer_cost", "complete_years", "section16"),
    *("statutory", "lump_sum", "capital_cost", "pension_state", "pay_in_lieu", "cost_if_redundant"),
    *("p_placed", "p_resigned", "p_ended", "p_mars", "p_left", "p_redundant"),
    *("placed_at", "expected_cost"),
]
RECEIVER = [
    *("receiver", "year", "staff", "vacancies", "fixed", "non_pay", "bought", "earned"),
    *("total", "target", "over"),
]


@pytest.fixture(scope="module")
def results():
    return evaluate(twelve_people(), SCENARIO, load_rules())


@pytest.fixture
def said(run, good_file):
    code, out, err = run("evaluate", good_file, "--scenario", SCENARIO, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_json_has_the_keys_that_scripts_rely_on(said):
    assert list(said["headline"])[:9] == HEADLINE
    assert {tuple(person) for person in said["people"]} == {tuple(PERSON)}
    assert {tuple(row) for row in said["receivers"]} == {tuple(RECEIVER)}
    assert {"functions", "months", "checks", "findings"} <= said.keys()
    assert said["left_out"] == {"rows": 0, "fte": 0}


def test_the_headline_is_the_sum_of_the_people(said):
    people = said["people"]
    cost = sum(person["expected_cost"] for person in people)
    assert isclose(said["headline"]["redundancy_cost"], cost, abs_tol=1e-6)
    heads = sum(person["p_redundant"] for person in people)
    assert isclose(said["headline"]["redundancies_heads"], heads, abs_tol=1e-9)


def test_odds_add_up_and_placed_at_divides_them_by_receiver(said):
    for person in said["people"]:
        assert isclose(sum(person[key] for key in OUTCOME_ODDS), 1, abs_tol=1e-9)
        assert isclose(sum(person["placed_at"].values()), person["p_placed"], abs_tol=1e-9)
    locked = next(person for person in said["people"] if person["employee_number"] == "E08")
    assert locked["placed_at"] == {"C2": 1.0}


def test_json_says_what_the_engine_says(said, results):
    by_name = results.people.set_index("employee_number")
    assert [person["employee_number"] for person in said["people"]] == list(by_name.index)
    for person in said["people"]:
        row = by_name.loc[person["employee_number"]]
        assert person["p_redundant"] == pytest.approx(row["p_redundant"], abs=1e-12)
        assert person["lump_sum"] == round(row["lump_sum"], 2)
    assert [row["receiver"] for row in said["receivers"]] == list(results.receivers["receiver"])


def test_every_part_of_the_headline_is_in_json(said):
    assert {field.name for field in fields(Headline)} == set(said["headline"])


def test_money_is_to_the_penny_counts_are_whole_and_odds_are_not_rounded(said):
    money = [person["employer_cost"] for person in said["people"]]
    money += [row[key] for row in said["receivers"] for key in RECEIVER[2:] if row[key] is not None]
    money += [row["total"] for row in said["months"]]
    assert all(amount == round(amount, 2) for amount in money)
    assert all(isinstance(person["complete_years"], int) for person in said["people"])
    assert any(person["p_resigned"] != round(person["p_resigned"], 6) for person in said["people"])


def test_what_is_not_known_is_null_and_nil_is_0(results):
    blank = results.receivers.assign(target=np.nan, over=np.nan, bought=0.0)
    row = records(blank[["target", "over", "bought"]], money=("target", "over", "bought"))[0]
    assert row == {"target": None, "over": None, "bought": 0.0}


def test_baseline_may_be_evaluated_and_costs_no_one_their_work(run, good_file):
    code, out, _ = run("evaluate", good_file, "--scenario", "baseline", "--json")
    headline = json.loads(out)["headline"]
    assert code == 0
    assert headline["redundancy_cost"] == 0
    assert headline["redundancies_fte"] == 0


def test_rows_in_error_are_left_out_counted_and_make_exit_code_1(run, faulty_file):
    code, out, _ = run("evaluate", faulty_file, "--scenario", SCENARIO, "--json")
    said = json.loads(out)
    assert code == 1
    assert said["left_out"] == {"rows": 1, "fte": 1.0}
    assert len(said["people"]) == 11
    assert [one["cell"] for one in said["findings"] if one["severity"] == "error"] == ["Staff!J3"]


def test_words_say_the_figures_that_json_says(run, good_file, said):
    code, out, _ = run("evaluate", good_file, "--scenario", SCENARIO)
    assert code == 0
    assert f"£{said['headline']['redundancy_cost']:,.0f}" in out
    assert f"{said['headline']['talent_lost_percent']:.1f}%" in out
    assert "Example South CCG (C2)" in out


def test_words_say_how_much_was_left_out(run, faulty_file):
    code, out, err = run("evaluate", faulty_file, "--scenario", SCENARIO)
    assert code == 1
    assert "The plan has 1 error; 'pct-planner check' names" in err
    assert "1 staff row in error, 1.00 FTE" in out


def test_the_results_workbook_is_written_beside_the_words(run, good_file, tmp_path):
    out_file = tmp_path / "results.xlsx"
    code, out, _ = run("evaluate", good_file, "--scenario", SCENARIO, "--xlsx", out_file)
    assert code == 0
    assert out_file.read_bytes()[:2] == b"PK"
    assert "Redundancy cost" in out


@pytest.mark.parametrize("asked", ["one of each", "  One of Each "])
def test_case_and_outer_spaces_of_a_scenario_do_not_matter(run, good_file, asked):
    code, out, _ = run("evaluate", good_file, "--scenario", asked)
    assert code == 0
    assert SCENARIO in out


def test_an_unknown_scenario_is_wrong_use_and_the_nearest_is_offered(run, good_file):
    code, out, err = run("evaluate", good_file, "--scenario", "One of eech")
    assert (code, out) == (2, "")
    assert "Did you mean 'One of each'?" in err
    assert "'Buy information too'" in err
    assert "'Baseline'" in err


def test_no_scenario_is_wrong_use_and_they_are_listed(run, good_file):
    code, _, err = run("evaluate", good_file)
    assert code == 2
    assert "--scenario" in err
    assert "'One of each'" in err


@pytest.mark.parametrize("option", ["--json", "--xlsx"])
def test_a_folder_that_is_not_there_is_said_and_leaves_nothing(run, good_file, tmp_path, option):
    code, _, err = run("evaluate", good_file, "--scenario", SCENARIO, option, tmp_path / "no" / "out")
    assert code == 1
    assert "Traceback" not in err
    assert "out" in err
    assert list(tmp_path.iterdir()) == []


def test_odds_for_whole_tables_are_those_of_each_person():
    plan = generated_plan(staff=300, ccgs=4, senders=2, functions=12, seed=7)
    placements = evaluate(plan, plan.scenario_names[0], load_rules()).placements
    pools = int(placements.pool.max()) + 1
    for person, found in enumerate(odds_by_receiver(placements, pools)):
        expected: dict[str, float] = {}
        for (receiver, _), odds in placements.of_person(person).items():
            expected[receiver] = expected.get(receiver, 0.0) + odds
        expected = {receiver: odds for receiver, odds in expected.items() if odds}
        assert found == pytest.approx(expected, abs=1e-12)


def test_a_document_is_valid_json_with_one_line_for_each_record(results):
    document = evaluation_record(results)
    text = "".join(json_lines(document))
    assert json.loads(text) == document
    assert len([line for line in text.splitlines() if '"employee_number": "E01"' in line]) == 1
