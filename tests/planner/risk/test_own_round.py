"""A competition has exactly as many winners as posts, and is fair to everybody."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.risk.own_round import FACES, _held, _Luck, _Offers, _Present, thrown_by, waves_of

DRAWS = 400


class _People(SimpleNamespace):
    def __len__(self):
        return len(self.pool)


def _competition(sizes, fte, posts, seed, stay=1.0, accepts=1.0, draws=DRAWS):
    """Hold a competition in each pool: (N, draws) who was there, who won, their FTE; (Q, draws) the arc."""
    sizes = np.sort(np.array(sizes))[::-1]
    pool = np.repeat(np.arange(len(sizes)), sizes)
    people = np.arange(len(pool))
    crowd = _People(size=sizes, pool=pool, value=np.ones(len(pool), np.float32), first_of=people)
    rng = np.random.Generator(np.random.SFC64(seed))
    field = SimpleNamespace(crowd=crowd, outside=np.zeros(1))
    waves = waves_of(field, rng)
    thrown = thrown_by(field, waves, draws, rng)
    here = thrown < round(stay * FACES)
    width = here * fte[waves.person][:, None].astype(np.float32)
    seekers = np.array([width[pool[waves.person] == one].sum(axis=0) for one in range(len(sizes))])
    arc = np.minimum(np.asarray(posts, np.float32)[:, None], seekers).astype(np.float32)
    takes = np.full((1, draws), round(stay * accepts * FACES), np.uint16)
    luck = _Luck(thrown, takes, np.zeros(len(pool), np.int64))
    offers = _Offers(arc, np.full_like(arc, accepts))
    seeking, refused, kept = _held(field, waves, _Present(here, width, seekers), offers, luck, rng)
    wins = here & ~seeking
    return SimpleNamespace(
        pool=pool[waves.person], person=waves.person, here=here, wins=wins, width=width, arc=arc,
        refused=refused, kept=kept,
    )  # fmt: skip


POOLS = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 12)), min_size=1, max_size=5)


@given(POOLS, st.integers(0, 2**32 - 1))
def test_full_time_people_win_exactly_as_many_posts_as_there_are(pools, seed):
    pools = sorted(pools, reverse=True)
    sizes = [size for size, _ in pools]
    held = _competition(sizes, np.ones(sum(sizes)), [posts for _, posts in pools], seed, stay=0.8, draws=60)
    for at, (_, posts) in enumerate(pools):
        mine = held.pool == at
        seekers = held.here[mine].sum(axis=0)
        np.testing.assert_array_equal(held.wins[mine].sum(axis=0), np.minimum(posts, seekers))


@given(
    st.lists(st.sampled_from([0.2, 0.4, 0.5, 0.6, 0.8, 1.0]), min_size=1, max_size=10),
    st.floats(0, 10),
    st.integers(0, 2**32 - 1),
)
def test_the_winners_fte_is_that_of_the_posts_to_less_than_one_person(fte, posts, seed):
    held = _competition([len(fte)], np.array(fte), [posts], seed, stay=0.9, draws=60)
    won = (held.wins * held.width).sum(axis=0)
    assert (np.abs(won - held.arc[0]) < max(fte) + 1e-4).all()


@given(st.floats(0.01, 0.99), st.integers(0, 2**32 - 1))
def test_a_part_post_makes_one_winner_more_or_none(part, seed):
    held = _competition([6], np.ones(6), [3 + part], seed, draws=60)
    assert set(held.wins.sum(axis=0).tolist()) <= {3, 4}


def test_a_part_post_is_a_whole_one_in_its_share_of_the_draws():
    held = _competition([6], np.ones(6), [3.25], seed=4, draws=20_000)
    assert held.wins.sum(axis=0).mean() == pytest.approx(3.25, abs=4 * np.sqrt(0.25 * 0.75 / 20_000))


def test_everybody_has_the_same_chance_whatever_their_hours():
    fte, draws = np.array([1.0, 1.0, 0.8, 0.6, 0.4, 0.2]), 40_000
    held = _competition([6], fte, [1.7], seed=5, draws=draws)
    odds = np.empty(6)
    odds[held.person] = held.wins.mean(axis=1)
    fair = 1.7 / fte.sum()
    np.testing.assert_allclose(odds, fair, atol=4.5 * np.sqrt(fair * (1 - fair) / draws))


def test_any_two_of_a_pool_win_together_as_often_as_any_other_two():
    draws, shuffles = 200, 400
    together = np.zeros((5, 5))
    for seed in range(shuffles):
        held = _competition([5], np.ones(5), [2], seed, draws=draws)
        wins = np.empty_like(held.wins)
        wins[held.person] = held.wins
        together += wins.astype(float) @ wins.T.astype(float)
    pairs = together[np.triu_indices(5, 1)] / (draws * shuffles)
    # Draws of one shuffle share an order, so that the shuffles are what is counted.
    np.testing.assert_allclose(pairs, 0.1, atol=4 * np.sqrt(0.1 * 0.9 / shuffles))


def test_who_refuses_leaves_the_post_open():
    held = _competition([8], np.ones(8), [5], seed=6, accepts=0.7, draws=4_000)
    taken = held.kept[0]
    np.testing.assert_allclose(taken + held.refused[0], 5, atol=1e-4)
    assert taken.mean() == pytest.approx(3.5, abs=4 * np.sqrt(5 * 0.21 / 4_000))
