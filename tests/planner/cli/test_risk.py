"""``risk``: how sure one scenario's figures are, in words and as JSON."""

import json

import pytest

from planner.risk.simulate import simulate
from planner.risk.stress import stress
from planner.rules.rulebook import load_rules
from planner.workbook.samples import twelve_people

SCENARIO = "One of each"
WORDS = ("--scenario", SCENARIO, "--draws", "600", "--seed", "5")


@pytest.fixture
def found():
    return simulate(twelve_people(), SCENARIO, load_rules(), 600, 5)


def test_json_says_what_the_draws_say(run, good_file, found):
    code, out, err = run("risk", good_file, *WORDS, "--json")
    assert (code, err) == (0, "")
    said = json.loads(out)
    assert (said["scenario"], said["draws"], said["seed"]) == (SCENARIO, 600, 5)
    assert said["redundancy_cost"]["mean"] == pytest.approx(found.cost.mean, abs=0.01)
    assert said["talent_lost_percent"]["p90"] == pytest.approx(found.talent_lost.p90, abs=0.01)
    assert sum(one["draws"] for one in said["redundancy_cost"]["histogram"]) == 600
    assert said["redundancy_cost"]["convergence"][-1]["draws"] == 600
    assert len(said["receivers"]) == len(found.receivers)
    assert "leaver_rate" in said["assumptions_drawn"]
    assert said["provision"]["amount"] == pytest.approx(found.provision.amount, abs=0.01)
    assert {row["key"] for row in said["tornado"]} >= {"leaver_rate", "match_threshold"}


def test_the_baseline_has_no_targets_and_says_null(run, good_file):
    code, out, err = run("risk", good_file, "--scenario", "Baseline", "--draws", "100", "--json")
    assert (code, err) == (0, "")
    said = json.loads(out)
    assert said["redundancy_cost"]["p90"] == 0
    assert all(one["target"] is None and one["chance_met"] is None for one in said["receivers"])
    assert all(one["chance_all_met"] is None for one in said["years"])


def test_money_is_to_the_penny(run, good_file):
    _, out, _ = run("risk", good_file, *WORDS, "--json")
    said = json.loads(out)
    spread, first = said["redundancy_cost"], said["receivers"][0]
    amounts = [spread["mean"], spread["p90"], spread["convergence"][-1]["high"], said["provision"]["amount"]]
    amounts += [first["mean"], first["standard_error"], said["tornado"][0]["redundancy_cost_high"]]
    assert amounts == [round(one, 2) for one in amounts]


def test_words_name_the_spread_the_chances_and_the_levers(run, good_file, found):
    code, out, err = run("risk", good_file, *WORDS)
    assert (code, err) == (0, "")
    assert "600 draws from seed 5" in out
    assert f"£{found.cost.p90:,.0f}" in out
    assert "Chance of meeting its target, 2013/14" in " ".join(out.split())
    assert "Moves nothing: " in out
    assert "match_threshold" in out


def test_fixed_assumptions_are_not_drawn(run, good_file):
    _, out, _ = run("risk", good_file, *WORDS, "--fixed-assumptions", "--json")
    assert json.loads(out)["assumptions_drawn"] == []


@pytest.mark.parametrize("words", [("--draws", "1"), ("--draws", "5000000"), ("--seed", "-1")])
def test_a_number_out_of_reach_is_wrong_use(run, good_file, words):
    code, out, err = run("risk", good_file, "--scenario", SCENARIO, *words)
    assert (code, out) == (2, "")
    assert words[0] in err


def test_shocks_stand_beside_the_plan_where_they_are_asked_for(run, good_file):
    _, out, _ = run("risk", good_file, *WORDS)
    assert "As planned" not in out
    code, out, err = run("risk", good_file, *WORDS, "--stress")
    assert (code, err) == (0, "")
    assert "As planned" in out
    assert "Posts for 60% of staff" in out
    _, out, _ = run("risk", good_file, *WORDS, "--stress", "--json")
    shocks = json.loads(out)["stress"]["shocks"]
    table = stress(twelve_people(), SCENARIO, load_rules())
    assert [one["key"] for one in shocks] == table.rows["key"].tolist()
    assert shocks[-1]["redundancy_cost"] == pytest.approx(table.rows["redundancy_cost"].iloc[-1], abs=0.01)
