"""Pounds and pence."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.money import penny, pounds_text, to_the_penny


@pytest.mark.parametrize(
    ("pounds", "rounded"),
    [
        (0.005, 0.01),
        (0.0049, 0.0),
        (1.005, 1.01),  # 1.00499999… in binary
        (2.675, 2.68),
        (1_234_567.125, 1_234_567.13),
        (17_179_869.185, 17_179_869.19),
        (-0.005, -0.01),
        (-1.005, -1.01),
        (-0.004, 0.0),
        (7, 7.0),
    ],
)
def test_half_a_penny_rounds_away_from_nil(pounds, rounded):
    assert penny(pounds) == rounded
    assert repr(penny(pounds)) == repr(float(rounded))  # never -0.0


@given(st.integers(-(10**11), 10**11))
def test_money_of_three_places_rounds_as_it_does_on_paper(thousandths):
    on_paper = (Decimal(thousandths) / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert penny(thousandths / 1000) == float(on_paper)


def test_money_keeps_its_shape_and_what_is_not_known_stays_so():
    found = to_the_penny(np.array([[1.234, np.nan], [np.inf, -2.0]]))
    assert found.shape == (2, 2)
    assert found[0, 0] == 1.23
    assert np.isnan(found[0, 1])
    assert np.isinf(found[1, 0])


@pytest.mark.parametrize(
    ("amount", "pence", "text"),
    [
        (1_234, False, "£1,234"),
        (1_234.5, False, "£1,235"),
        (-1_234.5, False, "-£1,235"),
        (-0.4, False, "£0"),
        (-0.5, False, "-£1"),
        (-56.7, True, "-£56.70"),
        (-0.004, True, "£0.00"),
        (1_000_000.005, True, "£1,000,000.01"),
        (0, True, "£0.00"),
        (None, False, "–"),
        (float("nan"), True, "–"),
        (float("inf"), False, "–"),
    ],
)
def test_money_is_written_as_a_user_would(amount, pence, text):
    assert pounds_text(amount, pence) == text
