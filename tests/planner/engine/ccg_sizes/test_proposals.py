"""Proposals keep neighbours together, are even within that, and cover every practice."""

from time import process_time

import numpy as np
import pandas as pd
import pytest

from planner.base.errors import CancelledError
from planner.engine.ccg_sizes.groupings import national_codes, proposed
from planner.engine.ccg_sizes.nation import national_groups, national_practices
from planner.engine.ccg_sizes.proposals import most_offered, propose


@pytest.fixture(scope="module")
def nation():
    start = process_time()
    found = propose(national_practices())
    assert process_time() - start < 10, "of the processor, for the whole of England"
    return found


@pytest.fixture(scope="module")
def bradford_and_leeds():
    frame = national_practices()
    return propose(frame[frame["trust"].isin(("5NY", "5N1"))].reset_index(drop=True))


def made(*rows):
    """Practices of a made-up area: population, ccg, locality, team and region."""
    frame = pd.DataFrame(rows, columns=["population", "ccg", "locality", "team", "region"])
    return frame.assign(practice=[f"P{at}" for at in range(len(frame))], name="")


def sizes(proposals, count):
    return np.bincount(proposals.of(count), proposals.practices["population"], count)


def test_the_nation_is_all_there():
    frame, groups = national_practices(), national_groups()
    assert len(frame) == 8_053
    assert len(groups) == 211
    assert frame["population"].sum() == groups["population"].sum()
    assert not frame.isna().any().any()


def test_every_number_of_ccgs_is_proposed_and_every_practice_is_in_one(nation):
    assert len(nation) == 2 * 211
    for count in range(1, len(nation) + 1):
        assert np.array_equal(np.unique(nation.of(count)), np.arange(count))


def test_as_many_as_in_april_2013_are_those(nation):
    grouping = proposed(nation, 211)
    assert grouping.kind == "today"
    assert sorted(national_codes(grouping)) == sorted(national_groups()["ccg_code"])


def test_fewer_are_joined_of_whole_ccgs_and_more_are_parts_of_one(nation):
    ccg = pd.factorize(nation.practices["ccg"])[0]
    for count in (1, 3, 27, 100, 210):
        assert (
            pd.DataFrame({"ccg": ccg, "group": nation.of(count)}).groupby("ccg")["group"].nunique().max() == 1
        )
    for count in (212, 300, 422):
        assert (
            pd.DataFrame({"ccg": ccg, "group": nation.of(count)}).groupby("group")["ccg"].nunique().max() == 1
        )


@pytest.mark.parametrize(("level", "counts"), [("region", (4, 9, 27)), ("team", (60, 150))])
def test_regions_and_area_teams_stay_apart_while_there_are_ccgs_enough(nation, level, counts):
    place = pd.factorize(nation.practices[level])[0]
    for count in counts:
        found = pd.DataFrame({"place": place, "group": nation.of(count)})
        assert found.groupby("group")["place"].nunique().max() == 1


def test_those_that_share_a_pct_are_joined_first(bradford_and_leeds):
    grouping = proposed(bradford_and_leeds, 2)
    assert grouping.names == ("NHS Bradford and Airedale CCG", "NHS Leeds CCG")
    trusts = [set(grouping.practices.loc[grouping.group == at, "trust"]) for at in (0, 1)]
    assert trusts == [{"5NY"}, {"5N1"}]


def test_within_a_locality_the_evenest_are_chosen(bradford_and_leeds):
    """Of the three ways to make two CCGs of Leeds, North with South and East comes nearest to West."""
    assert sorted(sizes(bradford_and_leeds, 3)) == [360_265, 466_500, 609_374]


def test_a_split_is_even_to_a_practice(bradford_and_leeds):
    halves = sorted(sizes(bradford_and_leeds, 7))[2:4]
    assert halves == [180_128, 180_137]
    assert proposed(bradford_and_leeds, 7).names[-1] == "NHS Leeds West CCG, part 2 of 2"


def test_more_people_are_never_in_the_smallest_of_more_ccgs_on_average(bradford_and_leeds):
    means = [sizes(bradford_and_leeds, count).mean() for count in range(1, 13)]
    assert means == sorted(means, reverse=True)


def test_the_order_of_practices_does_not_matter(bradford_and_leeds):
    frame = bradford_and_leeds.practices
    other = propose(
        frame.sample(frac=1, random_state=5).sort_values(["region", "team", "locality", "ccg", "practice"])
    )
    for count in (2, 5, 9):
        assert np.array_equal(other.of(count), bradford_and_leeds.of(count))


@pytest.mark.parametrize(
    ("rows", "most"),
    [
        ([(5_000, "A", "L", "T", "R")], 1),
        ([(5_000, "A", "L", "T", "R"), (0, "A", "L", "T", "R")], 2),
        ([(5_000, "A", "L", "T", "R"), (7_000, "B", "M", "U", "S"), (1_000, "C", "M", "U", "S")], 3),
    ],
    ids=["one practice", "one without people", "three regions"],
)
def test_small_areas_are_proposed_down_to_the_practice(rows, most):
    found = propose(made(*rows))
    assert len(found) == most == most_offered(found.practices)
    for count in range(1, most + 1):
        assert len(set(found.of(count).tolist())) == count


def test_proposing_can_be_stopped():
    def stop(_share, _doing):
        raise CancelledError

    with pytest.raises(CancelledError):
        propose(made((5_000, "A", "L", "T", "R")), tick=stop)
