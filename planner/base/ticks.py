"""Progress and cancel: a function that long work calls between its steps."""

from collections.abc import Callable

Tick = Callable[[float, str], None]
"""``tick(share_done, what_is_being_done)``; may raise ``CancelledError``."""


def no_tick(share: float, doing: str) -> None:
    """Report to nobody."""


def share_of(tick: Tick, start: float, end: float) -> Tick:
    """A tick for a part of the work, which goes from one share of the whole to another."""

    def passed_on(share: float, doing: str) -> None:
        tick(start + (end - start) * share, doing)

    return passed_on
