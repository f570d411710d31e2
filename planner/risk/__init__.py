"""How sure a plan's figures are: thousands of draws of what may happen, and each assumption on its own."""

DRAWS = 10_000
"""How often a scenario is drawn by whoever asks for draws."""
QUICK_DRAWS, SEED = 2_000, 1
"""How often, and from which seed, a scenario is drawn for those who did not ask."""
