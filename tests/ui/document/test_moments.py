"""Moments in a user's words."""

from datetime import datetime

import pytest

from ui.document.moments import moment_text

NOW = datetime(2012, 11, 22, 16, 0)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2012-11-22T14:05:33", "14:05 today"),
        ("2012-11-21T23:59:59", "23:59 yesterday"),
        ("2012-11-01T09:00:00", "09:00 on 1 November 2012"),
        ("2012-11-23T09:00:00", "09:00 on 23 November 2012"),
        ("some time", "some time"),
    ],
)
def test_a_moment_is_said_as_one_would(moment, said):
    assert moment_text(moment, NOW) == said
