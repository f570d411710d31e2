"""The journal: what was done to the plan since it was opened, and how much of it stands in the file."""

import getpass
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ui.document.moments import now_text

if TYPE_CHECKING:
    from planner.model.history import Entry


@cache
def user_name() -> str:
    """The user's name on this computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown user"


class Journal:
    """Entries in their order. History is never undone: an undo is an entry of its own."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    @property
    def entries(self) -> "tuple[Entry, ...]":
        """All entries since the plan was opened, oldest first."""
        return tuple(self._entries)

    def clear(self) -> None:
        """Begin anew, for another plan."""
        self._entries = []

    def note(self, what: str, why: str = "") -> None:
        """Write down what the user did just now."""
        from planner.model.history import Entry

        self._entries.append(Entry(now_text(), user_name(), what, why))

    def merge_last(self) -> None:
        """Count the last two entries as one, with the first moment: they are of one step.

        What was written of the step before it went on stays true, and with it the seal over it.
        """
        if len(self._entries) > 1:
            last = self._entries.pop()
            self._entries[-1] = replace(self._entries[-1], why=self._entries[-1].why or last.why)
