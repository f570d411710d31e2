"""How many CCGs a population can pay for: practices grouped, and what each grouping can afford."""
