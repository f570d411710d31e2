"""The engine of the PCT Planner: plans in, results out, no window."""
