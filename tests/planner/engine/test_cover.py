"""Cover that reads like the least is enough; less is not."""

import pytest

from planner.engine.cover import least_enough
from planner.report.wording import percent_text


@pytest.mark.parametrize("least", [80.0, 100.0])
def test_what_is_enough_reads_as_the_least_and_what_is_short_as_less(least):
    assert percent_text(least_enough(least) + 1e-6) == percent_text(least)
    assert percent_text(least_enough(least) - 1e-6) != percent_text(least)
