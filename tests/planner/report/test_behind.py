"""The people behind a figure, their odds at a receiver, what is recorded of them, and their history."""

from datetime import date

import numpy as np
import pytest

from planner.engine.evaluate import evaluate
from planner.model.placement_edits import Recording, record
from planner.report.behind import odds_at, people_where, recorded_of
from planner.report.person_history import recorded_anywhere, recorded_in, staff_dates
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds, twelve_people


@pytest.fixture(
    params=[twelve_people, airedale_bradford_and_leeds], ids=["twelve", "cluster"], scope="module"
)
def results(request):
    plan = request.param()
    return evaluate(plan, plan.scenario_names[0], load_rules())


def test_odds_at_a_receiver_are_those_of_each_person(results):
    some = range(0, len(results.people), max(1, len(results.people) // 40))
    for receiver in results.placements.receivers:
        found = odds_at(results, receiver)
        for person in some:
            stages = results.placements.of_person(person)
            wanted = sum(odds for (where, _), odds in stages.items() if where == receiver)
            assert found[person] == pytest.approx(wanted, abs=1e-12)


def test_odds_at_all_receivers_add_up_to_the_odds_of_being_placed(results):
    summed = sum(odds_at(results, receiver) for receiver in results.placements.receivers)
    assert summed == pytest.approx(results.people["p_placed"].to_numpy())
    assert not odds_at(results, "nowhere").any()


@pytest.mark.parametrize("key", ["function", "band", "pool", "organisation", "scarce"])
def test_people_of_a_value_are_those_rows(results, key):
    value = str(results.people[key].iloc[-1])
    wanted = np.flatnonzero(results.people[key].astype("str") == value)
    assert people_where(results, [(key, value)]).tolist() == wanted.tolist()


def test_all_pairs_hold(results):
    receiver = results.receivers["receiver"].iloc[0]
    band = str(results.people["band"].iloc[0])
    found = people_where(results, [("receiver", receiver), ("outcome", "p_resigned"), ("band", band)])
    people = results.people
    wanted = (odds_at(results, receiver) > 0) & (people["p_resigned"] > 0) & (people["band"] == band)
    assert found.tolist() == np.flatnonzero(wanted).tolist()


@pytest.mark.parametrize(
    "pair", [("receiver", "nowhere"), ("outcome", "p_nothing"), ("colour", "blue"), ("pool", "X 1")]
)
def test_what_is_so_of_nobody_finds_nobody(results, pair):
    assert people_where(results, [pair]).tolist() == []


def test_without_pairs_everyone_is_found(results):
    assert len(people_where(results, [])) == len(results.people)


def test_what_is_recorded_stands_beside_each_person():
    plan = record(twelve_people(), "One of each", "E02", Recording("offered", post="S-RED-1"))
    results = evaluate(plan, "Buy information too", load_rules())
    said = recorded_of(results).dropna()
    numbers = results.people.loc[said.index, "employee_number"]
    assert dict(zip(numbers, said, strict=True)) == {
        "E02": "offered S-RED-1",
        "E08": "placed S-RED-2, locked",
    }


def test_history_tells_what_every_scenario_records_and_where_it_comes_from():
    plan = record(
        twelve_people(), "Buy information too", "E02", Recording("slated", receiver="S1", reason="Why")
    )
    (mine,) = recorded_anywhere(plan, "E02")
    assert (mine.scenario, mine.origin, mine.is_locked, mine.reason) == (
        "Buy information too",
        "",
        False,
        "Why",
    )
    own, inherited = recorded_anywhere(plan, "E08")
    assert (own.scenario, own.origin, own.on) == ("One of each", "", date(2013, 4, 1))
    assert (inherited.scenario, inherited.origin) == ("Buy information too", "One of each")
    assert own.words == inherited.words == "placed in S-RED-2 at Example South CCG (slot in)"
    assert recorded_in(plan, "One of each", "E02") == ()
    assert recorded_anywhere(plan, "E12") == ()


def test_dates_of_service_are_said_once_each():
    plan = twelve_people()
    assert staff_dates(plan, "E01") == (
        ("Continuous service from", date(2000, 9, 1)),
        ("Reckonable service from", date(2000, 9, 1)),
    )
    assert staff_dates(plan, "nobody") == ()
