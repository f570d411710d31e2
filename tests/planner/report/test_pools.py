"""Pools stage by stage and post by post: every table ties to the results."""

import numpy as np
import pytest

from planner.engine.evaluate import evaluate
from planner.model.placement_edits import Recording, record
from planner.model.results import OUTCOME_ODDS
from planner.model.tables import BASELINE
from planner.report.pools import pool_rows, posts_open_to, stages_of
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds, twelve_people

CASES = {
    "twelve": (twelve_people, 0),
    "cluster": (airedale_bradford_and_leeds, 0),
    "support": (airedale_bradford_and_leeds, 2),
}


@pytest.fixture(params=CASES, scope="module")
def results(request):
    make, scenario = CASES[request.param]
    plan = make()
    return evaluate(plan, plan.scenario_names[scenario], load_rules())


@pytest.fixture(scope="module")
def twelve():
    plan = twelve_people()
    return evaluate(plan, "One of each", load_rules())


def every_pool(results):
    return np.arange(len(results.pools))


def test_the_six_odds_of_a_pool_are_its_fte_by_outcome_and_add_to_one(results):
    rows = pool_rows(results)
    odds = np.array(rows["odds"].tolist())
    assert odds.sum(axis=1) == pytest.approx(np.ones(len(rows)))
    placed = odds[:, OUTCOME_ODDS.index("p_placed")] * rows["fte"]
    assert placed.to_numpy() == pytest.approx(results.pools["placed_fte"].to_numpy())
    assert rows["name"].notna().all()


def test_stages_add_up_to_what_is_placed_of_each_pool(results):
    for pool in range(0, len(results.pools), max(1, len(results.pools) // 25)):
        found = stages_of(results, np.array([pool]))
        assert found["fte"].sum() == pytest.approx(results.pools["placed_fte"].iloc[pool])
    everyone = stages_of(results, every_pool(results))
    assert everyone["fte"].sum() == pytest.approx(results.pools["placed_fte"].sum())


def test_each_stage_places_what_the_results_say_of_it(results):
    found = stages_of(results, every_pool(results)).groupby("stage")["fte"].sum()
    for stage in found.index.drop("locked", errors="ignore"):
        assert found[stage] == pytest.approx(results.pools[stage].sum())


def test_stages_agree_with_the_odds_of_one_person(twelve):
    pool = int(twelve.people["pool_at"].iloc[0])
    share = twelve.placements.of_pool(pool)
    seekers = twelve.pools["seekers_fte"].iloc[pool]
    found = stages_of(twelve, np.array([pool])).set_index(["receiver", "stage"])["fte"].to_dict()
    assert found == pytest.approx({key: seekers * part for key, part in share.items() if part})


def test_everyone_stays_in_the_baseline():
    results = evaluate(twelve_people(), BASELINE, load_rules())
    found = stages_of(results, every_pool(results))
    assert found["stage"].tolist() == ["stays"]
    assert found["fte"].sum() == pytest.approx(results.pools["fte"].sum())
    assert posts_open_to(results, every_pool(results)).empty


def test_posts_tie_to_the_openings_of_the_results(results):
    found = posts_open_to(results, every_pool(results))
    pairs = set(zip(results.pools["function"], results.pools["band"], strict=True))
    here = [pair in pairs for pair in zip(results.posts["function"], results.posts["band"], strict=True)]
    openings = results.posts[here]
    assert found["fte"].sum() == pytest.approx(openings["fte"].sum())
    assert found["filled_fte"].sum() == pytest.approx((openings["filled_fte"] + openings["locked_fte"]).sum())
    assert found["vacant_fte"].sum() == pytest.approx(openings["vacant_fte"].sum())
    assert (found["vacant_fte"] > -1e-9).all()


def test_a_post_says_who_is_in_it_and_how_far_they_are():
    plan = record(twelve_people(), "One of each", "E06", Recording("offered", post="S-RED-1"))
    plan = record(plan, "One of each", "E02", Recording("accepted", receiver="S1"))
    results = evaluate(plan, "One of each", load_rules())
    found = posts_open_to(results, every_pool(results))
    who = found.dropna(subset="post").set_index("post")["who"]
    assert who.to_dict() == {"S-RED-1": "E06 (offered)", "S-RED-2": "E08 (placed, locked)"}
    mine = found[(found["receiver"] == "S1") & (found["band"] == "7") & (found["who"] != "")]
    assert mine["who"].tolist() == ["E02 (accepted)"]


def test_posts_of_one_pool_are_those_of_its_function_and_band(twelve):
    pool = int(np.flatnonzero(twelve.pools["pool"] == "RED 5")[0])
    found = posts_open_to(twelve, np.array([pool]))
    assert set(found["band"]) == {"5"}
    assert found["post"].tolist()[0] == "S-RED-2"
