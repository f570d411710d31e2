"""Advice: what could be decided, what it would come to, and who suits which post."""

TALENT_PRICE = 50_000.0
"""£ that a point of talent lost counts for where the user says nothing else: a judgement, to be set."""
SECONDS, GAP = 60, 0.001
"""After how long a search ends, and how far its answer may be from its bound, where nothing else is said."""
