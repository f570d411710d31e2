"""Exchange: what leaves the plan as a file, and what comes back into it."""

from ui.places.exchange.place import ExchangePlace

__all__ = ["ExchangePlace"]
