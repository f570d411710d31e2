"""How sure a plan's figures are: thousands of draws of what may happen, and each assumption on its own."""
