"""``propose``: the best combination for one scenario, in words, as JSON and as a plan."""

import json

import pytest

from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan

WORDS = ("--scenario", "One of each")


def test_json_says_what_is_proposed_why_and_how_surely(run, good_file):
    code, out, err = run("propose", good_file, *WORDS, "--frontier", "5", "--json")
    assert (code, err) == (0, "")
    said = json.loads(out)
    assert (said["status"], said["gap_percent"], said["infeasible"]) == ("proven", 0.0, None)
    assert said["evaluated_combinations"] == said["combinations"]
    assert said["evaluated"]["objective"] < said["present"]["objective"]
    assert said["largest_difference_percent"] < 0.01
    changed = [one for one in said["choices"] if one["option"] != one["was"]]
    assert changed
    assert all(one["price_of_next_best"] >= 0 for one in said["choices"] if one["next_best"])
    assert {one["receiver"] for one in said["receivers"]} >= {"C1", "C2"}
    told = [said["bound"], *said["promised"]["by_year"].values(), said["frontier"][0]["redundancy_cost"]]
    told += [one["slack"] for one in said["receivers"]] + [said["choices"][0]["price_of_next_best"] or 0]
    assert told == [round(one, 2) for one in told], "money is to the penny"
    assert {one["scenario"] for one in said["frontier"]} == {"", "One of each", "Buy information too"}


def test_the_plan_that_is_written_comes_to_what_was_said(run, good_file, tmp_path):
    target = tmp_path / "proposed.xlsx"
    code, out, _ = run("propose", good_file, *WORDS, "--xlsx", target)
    assert code == 0
    plan = read_plan(target).plan
    assert plan.scenario_names[-1] == "Proposed"
    head = evaluate(plan, "Proposed", load_rules()).headline
    assert f"£{head.redundancy_cost:,.0f}" in out
    assert f"{head.talent_lost_percent:.1f}%" in out


def test_limits_that_clash_are_said_in_words_and_json(run, good_file):
    words = (*WORDS, "--most-talent", "1")
    code, out, _ = run("propose", good_file, *words)
    assert code == 0
    assert "No combination keeps all the limits" in out
    assert "Talent lost at most 1%" in out
    _, out, _ = run("propose", good_file, *words, "--json")
    said = json.loads(out)
    assert said["status"] == "infeasible"
    assert said["infeasible"]["clash"] == ["Talent lost at most 1%"]
    assert said["infeasible"]["relaxation"][0]["needed"] > 1


def test_days_and_numbers_of_posts_are_offered_and_stand_in_the_json(run, good_file):
    words = (
        *WORDS,
        "--dates",
        "1/7/2013",
        "1/10/12",
        "--post-shares",
        "1.05",
        "--keep",
        "RED",
        "INF",
        "--json",
    )
    code, out, _ = run("propose", good_file, *words)
    assert code == 0
    choices = {one["function"]: one for one in json.loads(out)["choices"]}
    assert (choices["RED"]["date"], choices["RED"]["posts_share"]) == (None, 1.0)
    assert (choices["CON"]["date"], choices["CON"]["posts_share"]) == ("2012-10-01", 1.05)
    assert choices["CON"]["option"].endswith(", 105% of posts, from 1 October 2012")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--keep", "NOPE"), "no function 'NOPE'"),
        (("--must-meet", "NOPE"), "no receiver 'NOPE'"),
        (("--seconds", "0"), "--seconds is more than 0"),
        (("--seconds", "nan"), "--seconds is more than 0"),
        (("--weight-talent", "inf"), "--weight-talent is an amount of 0 or more"),
        (("--weight-redundancy", "-1"), "--weight-redundancy is an amount of 0 or more"),
        (("--most-redundancy", "nan"), "--most-redundancy is an amount"),
        (("--one-mode", "101"), "--one-mode is a percentage from 0 to 100"),
        (("--frontier", "-1"), "--frontier is a number"),
        (("--dates", "31/2/2013"), "--dates takes days, such as 1/7/2013, not '31/2/2013'"),
        (("--dates", "1/7/2019"), "1 July 2019 is outside the plan"),
        (("--post-shares", "90"), "Posts cannot be 9000% of what they would be"),
    ],
)
def test_words_that_cannot_be_are_refused(run, good_file, words, says):
    code, _, err = run("propose", good_file, *WORDS, *words)
    assert code == 2
    assert says in err
