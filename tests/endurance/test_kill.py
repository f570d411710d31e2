"""A few kills of the endurance test, on every run; ``python -m tests.endurance.kill`` does a hundred."""

import os

import pytest

from tests.endurance import kill
from tests.endurance.kill import BrokenPromiseError, Life


@pytest.mark.skipif(os.name != "posix", reason="the signals of a kill are of another kind on Windows")
def test_killed_sessions_lose_nothing_that_they_may_not(qapp, monkeypatch):
    monkeypatch.setattr(kill, "LONG_LIFE", (2.5, 6.0))
    assert kill.run(3, seed=7)["kills"] == 3


def life(*lines, killed=100.0):
    states = [{"at": at, "what": what, "state": state} for at, what, state in lines]
    return Life(None, None, "", states, killed)


def test_the_judge_knows_what_is_lost():
    edited = life((10, "state", "a"), (80, "state", "b"), (95, "state", "c"))
    assert edited.lost("c") == 0
    assert edited.lost("b") == 5
    assert edited.lost("a") == 20
    with pytest.raises(BrokenPromiseError):
        edited.lost("z")


def test_the_judge_knows_what_may_stand_in_the_file():
    lines = [(10, "state", "a"), (20, "saving", "b"), (21, "saved", "b"), (30, "saving", "c")]
    assert life(*lines[:1]).may_stand_in_the_file() == {"a"}
    assert life(*lines[:2]).may_stand_in_the_file() == {"a", "b"}
    assert life(*lines[:3]).may_stand_in_the_file() == {"b"}
    assert life(*lines).may_stand_in_the_file() == {"b", "c"}
