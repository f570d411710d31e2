"""The judgement that the field asks for: named checks of a scenario, each a pure function of its results."""
