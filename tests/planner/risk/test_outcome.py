"""Spreads, how they settle, and the provision."""

import numpy as np
import pytest

from planner.risk.outcome import Spread, provision_of


@pytest.fixture
def hundred():
    return Spread("Cost", "£", 50.0, np.arange(1.0, 101.0))


def test_percentiles_mean_and_its_error(hundred):
    assert (hundred.p10, hundred.p50, hundred.p90) == pytest.approx((10.9, 50.5, 90.1))
    assert hundred.mean == 50.5
    assert hundred.standard_error == pytest.approx(np.arange(1.0, 101.0).std(ddof=1) / 10)
    assert hundred.share_at_or_below(25.0) == 0.25


def test_the_histogram_holds_every_draw(hundred):
    table = hundred.histogram(bins=9)
    assert table["draws"].sum() == 100
    assert table["share"].sum() == pytest.approx(1)
    np.testing.assert_allclose(table["high"][:-1], table["low"][1:])
    assert (table["low"].iloc[0], table["high"].iloc[-1]) == (1.0, 100.0)


def test_a_spread_of_one_figure_has_a_histogram():
    assert Spread("Cost", "£", 0.0, np.zeros(10)).histogram()["draws"].sum() == 10


def test_the_mean_so_far_is_that_of_the_draws_so_far():
    draws = 5e8 + np.random.default_rng(2).normal(0, 1e3, 1_000)
    table = Spread("Cost", "£", 5e8, draws).convergence()
    for row in table.iloc[[0, 10, -1]].to_dict("records"):
        some = draws[: int(row["draws"])]
        error = 1.96 * some.std(ddof=1) / np.sqrt(len(some))
        assert row["mean"] == pytest.approx(some.mean(), rel=1e-12)
        assert (row["low"], row["high"]) == pytest.approx(
            (some.mean() - error, some.mean() + error), rel=1e-9
        )
    assert table["draws"].iloc[-1] == 1_000


def test_one_draw_has_no_error_bar():
    one = Spread("Cost", "£", 0.0, np.ones(1))
    assert np.isnan(one.standard_error)
    assert one.convergence().empty


def test_what_is_booked_is_the_mean_and_the_reserve_reaches_the_ninetieth_percentile(hundred):
    provision = provision_of(hundred, Spread("People", "people", 40.0, np.full(100, 40.0)))
    assert provision.amount == 50.5
    assert provision.percentile == 50.0
    assert provision.amount + provision.reserve == pytest.approx(hundred.p90)
    assert "IAS 37" in provision.why
    assert "Few" not in provision.why


def test_a_provision_for_few_people_says_so(hundred):
    assert "Few" in provision_of(hundred, Spread("People", "people", 2.0, np.full(100, 2.0))).why
