"""An option in a table: in few words, and still told from the others."""

import pytest

from planner.report.advice import brief


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Each group does its own", "Each its own"),
        ("Share, hosted by NHS Leeds West CCG", "Share at Leeds West"),
        (
            "Each group does its own; buy from NHS North Yorkshire and Humber Commissioning Support Unit",
            "Each its own; buy from North Yorkshire and Humber CSU",
        ),
        ("Done by NHS Bradford City CCG and NHS Leeds North CCG", "Done by Bradford City and Leeds North"),
        ("Buy from NHS Supply Chain", "Buy from NHS Supply Chain"),
        ("Move to Leeds City Council; stop", "Move to Leeds City Council; stop"),
    ],
)
def test_an_option_is_said_in_few_words(label, words):
    assert brief(label) == words
