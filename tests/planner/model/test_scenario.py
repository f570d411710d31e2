"""A scenario holds what differs and inherits the rest."""

import pytest

from planner.base.errors import UnknownScenarioError
from planner.model.plan import Plan
from planner.model.scenario import lineage, scenario_of
from planner.model.tables import BASELINE, TABLES, frame_of

SCENARIOS = [
    ("Ground", None),
    ("Middle", "Ground"),
    ("Top", "Middle"),
    ("Alone", None),
    ("From baseline", BASELINE),
]


def frame(name, columns, rows):
    return frame_of(TABLES[name], {key: [row[at] for row in rows] for at, key in enumerate(columns)})


def plan(scenarios=SCENARIOS, **tables):
    columns = {
        "allocations": ("scenario", "function", "sender", "receiver"),
        "posts": ("scenario", "post", "receiver", "function"),
        "placements": ("scenario", "employee_number", "outcome"),
        "assumptions": ("scenario", "key", "value"),
    }
    frames = {name: frame(name, columns[name], rows) for name, rows in tables.items()}
    return Plan(scenarios=frame("scenarios", ("scenario", "based_on"), scenarios), **frames)


def test_lineage_is_the_scenario_and_those_it_is_based_on_nearest_first():
    assert lineage(plan(), "Top") == ("Top", "Middle", "Ground")
    assert lineage(plan(), "Alone") == ("Alone",)
    assert lineage(plan(), "From baseline") == ("From baseline",)


def test_a_circle_ends_where_it_closes():
    round_ = plan(scenarios=[("A", "B"), ("B", "A")])
    assert lineage(round_, "A") == ("A", "B")


def test_an_unknown_scenario_is_refused():
    with pytest.raises(UnknownScenarioError):
        scenario_of(plan(), "Nowhere")


def receivers(found, name):
    return scenario_of(found, name).allocations["receiver"].tolist()


def test_allocations_are_replaced_for_each_function_and_sender():
    found = plan(
        allocations=[
            ("Ground", "CON", None, "a"),
            ("Ground", "CON", None, "b"),
            ("Ground", "CON", "P1", "c"),
            ("Ground", "RED", None, "d"),
            ("Top", "CON", None, "e"),
            ("Middle", "RED", None, "f"),
            ("Alone", "RED", None, "g"),
        ]
    )
    assert receivers(found, "Ground") == ["a", "b", "c", "d"]
    assert receivers(found, "Middle") == ["a", "b", "c", "f"]
    assert receivers(found, "Top") == ["c", "e", "f"]
    assert receivers(found, "Alone") == ["g"]
    assert receivers(found, "From baseline") == []


def test_rows_keep_their_identity_and_their_order():
    found = plan(allocations=[("Top", "CON", None, "a"), ("Ground", "RED", None, "b")])
    assert scenario_of(found, "Top").allocations.index.tolist() == [2, 3]


def test_posts_are_those_for_all_and_those_of_the_scenarios():
    found = plan(
        posts=[
            (None, "X1", "C1", "CON"),
            (None, "X2", "C1", "CON"),
            ("Ground", "X2", "C1", "CON"),
            ("Ground", "X3", "C2", "CON"),
            ("Top", "X4", "C2", "CON"),
            ("Alone", "X5", "C2", "CON"),
        ]
    )

    def posts(name):
        return list(
            zip(scenario_of(found, name).posts["post"], scenario_of(found, name).posts.index, strict=True)
        )

    assert posts("Ground") == [("X1", 2), ("X2", 4), ("X3", 5)]
    assert posts("Top") == [("X1", 2), ("X2", 4), ("X4", 6)]
    assert posts("From baseline") == [("X1", 2), ("X2", 3)]


def test_placements_are_replaced_for_each_person():
    found = plan(
        placements=[
            ("Ground", "E1", "placed"), ("Ground", "E1", "mars"), ("Ground", "E2", "placed"),
            ("Top", "E1", "pool"),
        ]
    )  # fmt: skip
    held = scenario_of(found, "Top").placements
    assert list(zip(held["employee_number"], held["outcome"], strict=True)) == [
        ("E2", "placed"),
        ("E1", "pool"),
    ]
    assert len(scenario_of(found, "Middle").placements) == 3


def values(found, name):
    held = scenario_of(found, name).assumptions
    return dict(zip(held["key"], held["value"], strict=True))


def test_assumptions_for_all_hold_unless_the_scenario_or_one_it_is_based_on_sets_them():
    found = plan(
        assumptions=[
            (None, "a", 1), (None, "b", 2), ("Ground", "b", 3), ("Top", "a", 4), ("Alone", "b", 5),
        ]
    )  # fmt: skip
    assert values(found, BASELINE) == {"a": 1, "b": 2}
    assert values(found, "Ground") == {"a": 1, "b": 3}
    assert values(found, "Top") == {"a": 4, "b": 3}
    assert values(found, "Alone") == {"a": 1, "b": 5}
    assert values(found, "From baseline") == {"a": 1, "b": 2}


def test_of_a_key_given_twice_the_first_row_counts_as_where_rows_are_admitted():
    assert values(plan(assumptions=[(None, "a", 1), (None, "a", 2)]), "Top") == {"a": 1}
    assert values(plan(assumptions=[(None, "a", 1), (None, "a", 2)]), BASELINE) == {"a": 1}


def test_in_the_baseline_nothing_moves():
    found = plan(
        allocations=[("Top", "CON", None, "a")], posts=[(None, "X1", "C1", "CON")],
        placements=[("Top", "E1", "placed")],
    )  # fmt: skip
    baseline = scenario_of(found, BASELINE)
    assert baseline.is_baseline
    assert baseline.allocations.empty
    assert baseline.posts.empty
    assert baseline.placements.empty
    assert not scenario_of(found, "Top").is_baseline
