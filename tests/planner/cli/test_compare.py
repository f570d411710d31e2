"""``compare``: scenarios beside each other and against a base."""

import json

import pytest

SCENARIOS = ("One of each", "Buy information too")


def _evaluated(run, file, scenario):
    return json.loads(run("evaluate", file, "--scenario", scenario, "--json")[1])["headline"]


def test_json_has_each_scenarios_own_headline_and_its_difference_from_the_base(run, good_file):
    code, out, _ = run("compare", good_file, "--scenarios", *SCENARIOS, "--json")
    said = json.loads(out)
    assert code == 0
    assert said["base"] == SCENARIOS[0]
    assert [one["scenario"] for one in said["scenarios"]] == list(SCENARIOS)
    heads = [_evaluated(run, good_file, scenario) for scenario in SCENARIOS]
    assert [one["headline"] for one in said["scenarios"]] == heads
    less_base = said["scenarios"][1]["less_base"]["Redundancy cost"]
    assert less_base == pytest.approx(heads[1]["redundancy_cost"] - heads[0]["redundancy_cost"], abs=0.011)
    assert set(said["scenarios"][0]["less_base"].values()) <= {0.0, None}


def test_json_lists_only_what_differs_under_each_scenarios_name(run, good_file):
    said = json.loads(run("compare", good_file, "--scenarios", *SCENARIOS, "--json")[1])
    assert [one["function"] for one in said["functions"]] == ["INF"]
    assert said["functions"][0]["done_by"].keys() == set(SCENARIOS)
    assert all(person["odds"].keys() == set(SCENARIOS) for person in said["people"])
    assert all(row["total"].keys() == set(SCENARIOS) for row in said["receivers"])


def test_words_put_scenarios_side_by_side(run, good_file):
    code, out, _ = run("compare", good_file)
    assert code == 0
    assert "Difference from 'One of each'" in out
    assert "Buy information" in out
    assert "1 function is done differently" in out


def test_another_base_goes_first(run, good_file):
    said = json.loads(run("compare", good_file, "--base", "baseline", "--json")[1])
    assert said["base"] == "Baseline"
    assert [one["scenario"] for one in said["scenarios"]] == ["Baseline", *SCENARIOS]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["One of each"], "at least two"),
        (["One of each", " one of EACH"], "at least two"),
        (["One of each", "Nothing like it"], "no scenario 'Nothing like it'"),
    ],
)
def test_too_few_or_unknown_scenarios_are_wrong_use(run, good_file, asked, says):
    code, _, err = run("compare", good_file, "--scenarios", *asked)
    assert code == 2
    assert says in err
