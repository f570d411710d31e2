"""Progress and cancel: a function that long work calls between its steps."""

from collections.abc import Callable

Tick = Callable[[float, str], None]
"""``tick(share_done, what_is_being_done)``; may raise ``CancelledError``."""


def no_tick(share: float, doing: str) -> None:
    """Report to nobody."""
