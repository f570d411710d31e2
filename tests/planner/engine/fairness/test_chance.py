"""What chance would do, against scipy, published values and dealing by hand."""

import numpy as np
import pytest
from scipy import stats

from planner.engine.fairness import chance


def array(*values):
    return np.array(values, dtype=np.float64)


TABLES = [(3, 10, 7, 12), (0, 8, 5, 9), (8, 10, 1, 6), (1, 40, 9, 30), (4, 4, 0, 5), (2, 50, 2, 60)]


@pytest.mark.parametrize("table", TABLES)
def test_small_tables_are_counted_out_as_fisher_does(table):
    yes, n, yes_other, n_other = table
    known = stats.fisher_exact([[yes, n - yes], [yes_other, n_other - yes_other]]).pvalue
    assert chance.fisher_exact(*(array(one) for one in table))[0] == pytest.approx(known, rel=1e-9)
    assert chance.two_by_two(*(array(one) for one in table))[0] == pytest.approx(known, rel=1e-9)


def test_large_tables_are_pearsons_chi_square():
    found = chance.two_by_two(array(60), array(200), array(90), array(220))[0]
    known = stats.chi2_contingency([[60, 140], [90, 130]], correction=False).pvalue
    assert found == pytest.approx(known, rel=1e-9)


@pytest.mark.parametrize(("yes", "is_fisher"), [(10, False), (9, True)], ids=["five expected", "fewer"])
def test_fisher_takes_over_below_five_expected(yes, is_fisher):
    """Of 40 people half are in each group: 10 outcomes are 5 expected, 9 are 4.5."""
    found = chance.two_by_two(array(yes - 2), array(20), array(2), array(20))[0]
    exact = stats.fisher_exact([[yes - 2, 22 - yes], [2, 18]]).pvalue
    assert bool(found == pytest.approx(exact, rel=1e-9)) is is_fisher


def test_tables_without_an_outcome_or_a_group_are_no_difference():
    assert chance.two_by_two(array(0, 5, 0), array(9, 5, 0), array(0, 7, 3), array(9, 7, 9)).tolist() == [
        1,
        1,
        1,
    ]


def test_dealt_odds_part_groups_as_often_as_the_test_says():
    """Ten thousand deals of the same odds, without regard to group."""
    draw = np.random.default_rng(5)
    odds = np.where(draw.random(90) < 0.4, 0.7, draw.random(90) * 0.3)
    first = np.arange(90) < 25
    odds[first] += 0.08
    found = chance.dealt_scores(*sums(odds[first]), *sums(odds[~first]))[0]
    own = abs(odds[first].mean() - odds[~first].mean())
    dealt = np.array([draw.permutation(odds) for _ in range(10_000)])
    as_far = np.abs(dealt[:, first].mean(axis=1) - dealt[:, ~first].mean(axis=1)) >= own - 1e-12
    assert 0.02 < found < 0.5
    assert found == pytest.approx(as_far.mean(), abs=0.012)


def sums(odds):
    return array(len(odds)), array(odds.mean()), array((odds**2).sum())


def test_odds_that_are_all_alike_part_nobody():
    assert chance.are_alike(*sums(np.full(20, 0.3)), *sums(np.full(30, 0.3)))[0]
    assert not chance.are_alike(*sums(np.full(20, 0.3)), *sums(np.full(30, 0.31)))[0]
    assert chance.dealt_scores(*sums(np.full(20, 0.3)), *sums(np.full(30, 0.3)))[0] == 1


def test_several_groups_of_counts_are_the_chi_square_of_their_table():
    yes, n = array(12, 30, 9), array(60, 100, 25)
    table = np.array([yes, n - yes])
    known = stats.chi2_contingency(table, correction=False).statistic * (n.sum() - 1) / n.sum()
    assert chance.several_groups(n, yes / n, yes) == pytest.approx(stats.chi2.sf(known, 2), rel=1e-9)


def test_one_group_alone_has_nothing_to_differ_from():
    assert np.isnan(chance.several_groups(array(12, 0), array(0.4, 0), array(2.0, 0)))


def test_wilsons_interval_of_eight_in_ten():
    """Newcombe 1998 and others: 0.490 to 0.943."""
    low, high = chance.wilson(array(8), array(10))
    assert (low[0], high[0]) == (pytest.approx(0.490, abs=5e-4), pytest.approx(0.943, abs=5e-4))


def test_what_is_certain_has_no_range_and_a_draw_stays_within_all_and_none():
    low, high = chance.range_of_draw(array(10, 10), array(3, 0.5), array(0, 0.45))
    assert (low[0], high[0]) == (0.3, 0.3)
    assert low[1] == 0
    assert 0.05 < high[1] < 0.4


def test_the_range_of_a_draw_holds_95_draws_of_100():
    draw = np.random.default_rng(2)
    odds = draw.random(60)
    low, high = chance.range_of_draw(array(60), array(odds.sum()), array((odds * (1 - odds)).sum()))
    rates = (draw.random((20_000, 60)) < odds).mean(axis=1)
    inside = ((rates >= low[0]) & (rates <= high[0])).mean()
    assert 0.94 < inside < 0.98


def test_a_ratio_lies_as_far_either_way_on_its_own_scale():
    ratio, low, high = chance.ratio_range(
        array(0.2, 0.2, 0), array(0.04, 1, 1), array(0.1, 0, 0.1), array(0.02, 1, 1)
    )
    assert ratio[0] == pytest.approx(2)
    assert high[0] / 2 == pytest.approx(2 / low[0])
    assert high[0] == pytest.approx(2 * np.exp(chance.SURE * np.sqrt(0.06)))
    assert np.isnan(ratio[1])
    assert ratio[2] == 0
    assert np.isnan(low[1:]).all()


def test_holm_multiplies_the_least_by_all_and_never_goes_down():
    """Holm 1979: 0.01, 0.04, 0.03, 0.005 of four."""
    found = chance.holm(array(0.01, 0.04, np.nan, 0.03, 0.005))
    assert found[[0, 1, 3, 4]].tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert np.isnan(found[2])
