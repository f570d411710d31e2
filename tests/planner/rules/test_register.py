"""The register of assumptions with a scenario's rows over it."""

import numpy as np
import pytest

from planner.model.tables import ASSUMPTIONS, frame_of
from planner.rules.register import assumptions_for, canonical_key, is_known_key


def rows(**columns):
    return frame_of(ASSUMPTIONS, columns)


def test_a_scenario_that_sets_nothing_has_the_register(rules):
    found = assumptions_for(rows(), rules)
    assert found.entries() == rules.register
    assert found["saving_buy"] == 0.15


def test_a_row_beats_the_register_and_says_so(rules):
    found = assumptions_for(
        rows(
            key=["saving_buy"],
            value=[0.2],
            low=[0.1],
            high=[0.25],
            status=["published"],
            source=["Board paper 7"],
            owner=["A Brown"],
        ),
        rules,
    )
    entry = found.entry("saving_buy")
    assert (entry.value, entry.low, entry.high, entry.default) == (0.2, 0.1, 0.25, 0.15)
    assert (entry.status, entry.source, entry.owner) == ("published", "Board paper 7", "A Brown")
    assert entry.is_set
    assert entry.unit == "share of FTE"


def test_a_row_with_a_value_only_keeps_the_range_and_the_owner(rules):
    entry = assumptions_for(rows(key=["leaver_rate"], value=[0.11]), rules).entry("leaver_rate")
    assert (entry.low, entry.high) == (0.08, 0.12)
    assert (entry.status, entry.source, entry.owner) == ("judgement", "Set in the plan", "Human resources")


@pytest.mark.parametrize(("value", "low", "high"), [(0.4, 0.05, 0.4), (0.01, 0.01, 0.30)])
def test_a_value_outside_the_range_widens_it(rules, value, low, high):
    entry = assumptions_for(rows(key=["saving_buy"], value=[value]), rules).entry("saving_buy")
    assert (entry.low, entry.high) == (low, high)


def test_a_value_without_a_range_stays_without(rules):
    entry = assumptions_for(rows(key=["discount_rate"], value=[0.05]), rules).entry("discount_rate")
    assert np.isnan([entry.low, entry.high]).all()


def test_keys_match_ignoring_case_and_outer_spaces(rules):
    found = assumptions_for(rows(key=[" Saving_Buy "], value=[0.2]), rules)
    assert found["saving_buy"] == 0.2
    assert len(found) == len(rules.register)


def test_rows_without_a_value_or_a_key_are_passed_over(rules):
    found = assumptions_for(rows(key=["saving_buy", None], value=[None, 3]), rules)
    assert found.entries() == rules.register


def test_an_unknown_key_is_kept_and_marked(rules):
    entry = assumptions_for(rows(key=["savings_buy"], value=[1], unit=["share"]), rules).entry("savings_buy")
    assert (entry.status, entry.unit, entry.value) == ("unknown", "share", 1)
    assert np.isnan(entry.default)


def test_a_stage_can_be_switched_off_for_one_receiver(rules):
    found = assumptions_for(rows(key=["Stage_Slot_In@c1"], value=[0]), rules, receivers=["C1", "C2"])
    assert not found.is_on("slot_in", "C1")
    assert found.is_on("slot_in", "C2")
    entry = found.entry("stage_slot_in@C1")
    assert entry.default == 1
    assert "(for C1)" in entry.meaning


def test_a_stage_switched_off_for_all_can_stay_on_for_one_receiver(rules):
    found = assumptions_for(rows(key=["stage_slot_in", "stage_slot_in@C1"], value=[0, 1]), rules)
    assert found.is_on("slot_in", "C1")
    assert not found.is_on("slot_in", "C2")


def test_a_check_may_have_its_own_threshold(rules):
    entry = assumptions_for(rows(key=["check_balance_threshold"], value=[0.7]), rules).entry(
        "check_balance_threshold"
    )
    assert (entry.value, entry.status) == (0.7, "judgement")
    assert entry.meaning


@pytest.mark.parametrize(
    ("key", "is_known"),
    [
        ("leaver_rate", True),
        (" LEAVER_RATE ", True),
        ("stage_slot_in", True),
        ("stage_slot_in@C1", True),
        ("check_balance_threshold", True),
        ("leaver_rat", False),
        ("stage_slotin", False),
        ("stage_slot_in@", False),
        ("stage_slotin@C1", False),
        ("slot_in@C1", False),
        ("check_threshold", False),
        ("check_balance", False),
        ("balance_threshold", False),
    ],
)
def test_which_keys_anything_may_read(rules, key, is_known):
    assert is_known_key(key, rules) is is_known


def test_a_receiver_that_matches_no_code_stays_as_typed():
    assert canonical_key(" Stage_Slot_In @ x9 ", ["C1"]) == "stage_slot_in@x9"
    assert canonical_key("Leaver_Rate") == "leaver_rate"
