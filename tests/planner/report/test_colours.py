"""Each receiver's one look."""

from itertools import pairwise

import pandas as pd
import pytest

from planner.model.tables import RECEIVER_KINDS
from planner.report.colours import Pattern, receiver_looks


def _receivers(*kinds: str) -> pd.DataFrame:
    return pd.DataFrame({"code": [f"R{n}" for n in range(len(kinds))], "kind": kinds})


def test_neighbours_of_a_kind_differ_in_colour_and_in_pattern():
    looks = list(receiver_looks(_receivers(*["CCG"] * 6)).values())
    for one, other in pairwise(looks):
        assert one.colour != other.colour
        assert one.pattern != other.pattern


def test_the_first_24_ccgs_all_look_different():
    assert len(set(receiver_looks(_receivers(*["CCG"] * 24)).values())) == 24


def test_a_receiver_keeps_its_look_when_others_of_another_kind_join_before_it():
    alone = receiver_looks(_receivers("CCG", "CSO hosted"))
    council = pd.DataFrame({"code": ["L"], "kind": ["Local authority"]})
    both = _receivers("CCG", "CSO hosted")
    joined = receiver_looks(pd.concat([both.iloc[:1], council, both.iloc[1:]]))
    assert joined["R0"] == alone["R0"]
    assert joined["R1"] == alone["R1"]


def test_support_organisations_of_any_kind_share_one_run_of_looks():
    looks = receiver_looks(_receivers("CSO hosted", "CSO private", "CSO social enterprise"))
    assert len(set(looks.values())) == 3


@pytest.mark.parametrize("kind", ["CCG", "CSO hosted", "Board national"])
def test_the_first_of_the_kinds_seen_most_is_solid(kind):
    assert receiver_looks(_receivers(kind))["R0"].pattern is Pattern.SOLID


@pytest.mark.parametrize("kind", RECEIVER_KINDS)
def test_the_first_of_each_kind_has_a_six_figure_colour(kind):
    look = receiver_looks(_receivers(kind))["R0"]
    assert len(look.colour) == 7
    assert int(look.colour[1:], 16) >= 0


def test_colours_are_dark_enough_to_stand_on_white():
    for look in receiver_looks(_receivers(*[kind for kind in RECEIVER_KINDS for _ in range(4)])).values():
        red, green, blue = (int(look.colour[at : at + 2], 16) for at in (1, 3, 5))
        assert 0.299 * red + 0.587 * green + 0.114 * blue < 200
