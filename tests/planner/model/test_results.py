"""Odds by receiver, from rounds held for whole pools."""

import numpy as np
import pytest

from planner.model.results import OUTCOME_ODDS, Placements, PlacementStep

ROUNDS = (
    PlacementStep(
        stage="slot_in",
        pools=np.array([0, 1]),
        sets=np.array([0, 1]),
        taken=np.array([0.5, 0.25]),
        split_set=np.array([0, 0, 1]),
        split_receiver=np.array([0, 1, 1]),
        split_share=np.array([0.75, 0.25, 1.0]),
    ),
    PlacementStep(
        stage="redeployment",
        pools=np.array([0]),
        sets=np.array([2]),
        taken=np.array([0.1]),
        split_set=np.array([2]),
        split_receiver=np.array([1]),
        split_share=np.array([1.0]),
    ),
    PlacementStep(
        stage="redeployment",
        pools=np.array([0]),
        sets=np.array([0]),
        taken=np.array([0.2]),
        split_set=np.array([0]),
        split_receiver=np.array([1]),
        split_share=np.array([1.0]),
    ),
)


@pytest.fixture
def placements():
    return Placements(
        receivers=("C1", "C2"),
        steps=ROUNDS,
        stay=np.array([0.9, 0.8, 0.5]),
        pool=np.array([0, 1, 0]),
        locked_receiver=np.array([-1, -1, 1]),
    )


def test_a_pool_is_placed_by_receiver_and_stage_in_all_rounds_together(placements):
    assert placements.of_pool(0) == pytest.approx(
        {("C1", "slot_in"): 0.375, ("C2", "slot_in"): 0.125, ("C2", "redeployment"): 0.3}
    )
    assert placements.of_pool(1) == {("C2", "slot_in"): 0.25}


def test_a_person_is_placed_as_their_pool_is_if_they_stay(placements):
    assert placements.of_person(1) == {("C2", "slot_in"): pytest.approx(0.2)}
    assert placements.of_person(0)["C1", "slot_in"] == pytest.approx(0.9 * 0.375)


def test_a_locked_placement_is_certain(placements):
    assert placements.of_person(2) == {("C2", "locked"): 1.0}


def test_there_are_six_ways_to_end():
    assert OUTCOME_ODDS == ("p_placed", "p_resigned", "p_ended", "p_mars", "p_left", "p_redundant")
