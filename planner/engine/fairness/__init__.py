"""Fairness: who is placed and who is redundant by protected characteristic, and what chance would do."""
