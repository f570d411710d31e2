"""How a scenario's columns are named where several stand in one frame: no scenario's name can clash."""


def figure_of(scenario: str) -> str:
    """The column of a scenario's own figure."""
    return f"figure of {scenario}"


def difference_of(scenario: str) -> str:
    """The column of a scenario's figure less the base's."""
    return f"difference of {scenario}"


def odds_of(scenario: str) -> str:
    """The column of the odds of what is likeliest in a scenario."""
    return f"odds of {scenario}"


def place_of(scenario: str) -> str:
    """The column of the receiver that a person is likeliest to be placed at in a scenario."""
    return f"place of {scenario}"


def place_odds_of(scenario: str) -> str:
    """The column of the odds of being placed there."""
    return f"there of {scenario}"
