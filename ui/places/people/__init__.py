"""People: pools and their odds, the people of a pool, one person's card, and what is recorded of them."""

from ui.places.people.columns import PEOPLE, POOLS

__all__ = ["PEOPLE", "POOLS"]
