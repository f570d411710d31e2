"""What a plan is: its tables, its scenarios, its assumptions, and its results."""
