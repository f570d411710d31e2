"""How sure a plan's figures are: thousands of draws of what may happen, and each assumption on its own."""

QUICK_DRAWS, SEED = 2_000, 1
"""How often, and from which seed, a scenario is drawn where nobody says otherwise."""
