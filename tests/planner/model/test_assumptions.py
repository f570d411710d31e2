"""The register of assumptions in force."""

import pytest

from planner.model.assumptions import Assumption, Assumptions


def entry(key, value):
    return Assumption(key, value, 0.0, 1.0, "", "judgement", "", "", "", default=value)


REGISTER = Assumptions(
    {
        one.key: one
        for one in (entry("leaver_rate", 0.1), entry("stage_slot_in", 1.0), entry("stage_slot_in@C1", 0.0))
    }
)


def test_the_register_is_a_mapping_of_values():
    assert REGISTER["leaver_rate"] == 0.1
    assert dict(REGISTER) == {"leaver_rate": 0.1, "stage_slot_in": 1.0, "stage_slot_in@C1": 0.0}
    assert (len(REGISTER), next(iter(REGISTER))) == (3, "leaver_rate")
    assert REGISTER.get("nothing", 0.5) == 0.5
    with pytest.raises(KeyError):
        REGISTER["nothing"]


def test_the_whole_record_can_be_had():
    assert REGISTER.entry("leaver_rate").status == "judgement"
    assert [one.key for one in REGISTER.entries()] == list(REGISTER)
    assert not REGISTER.entry("leaver_rate").is_set


def test_a_stage_is_on_for_a_receiver_unless_it_says_otherwise():
    assert REGISTER.is_on("slot_in", "C2")
    assert not REGISTER.is_on("slot_in", "C1")
    with pytest.raises(KeyError):
        REGISTER.is_on("tea_break", "C1")


def test_the_register_does_not_change_with_what_it_was_made_from():
    entries = {"a": entry("a", 1.0)}
    register = Assumptions(entries)
    entries["a"] = entry("a", 2.0)
    assert register["a"] == 1.0


def test_registers_of_the_same_entries_are_equal():
    same = Assumptions({one.key: one for one in REGISTER.entries()})
    assert same == REGISTER
    assert Assumptions({"a": entry("a", 1.0)}) != Assumptions({"a": entry("a", 2.0)})
    assert dict(REGISTER) != REGISTER
    with pytest.raises(TypeError):
        hash(REGISTER)
