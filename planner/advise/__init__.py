"""Advice: what could be decided, what it would come to, and who suits which post."""
