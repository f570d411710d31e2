"""What a user does with the window itself: its colours, the size of its text, its parts and dividers."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui import theme
from ui.settings import Settings
from ui.theme import TEXT_SIZES, Appearance
from ui.widgets.divider_keys import DividerKeys
from ui.widgets.parts import go_to_part
from ui.widgets.remembered_layout import GROUP, RememberedLayout

FIRST_SIZE = QSize(1366, 728)
SMALLEST = QSize(480, 320)
"""A window that was left smaller than this is not put back."""


class ViewCommands:
    """Changes how the window looks, and remembers it.

    Args:
        window: the window.
        settings: where choices are kept.
        redressed: called once other colours or another size of text are on.
        parts: gives the parts of the window in the order of F6.
        places: gives the places built so far, by name.
    """

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        redressed: Callable[[], object],
        parts: Callable[[], tuple[QWidget, ...]],
        places: Callable[[], Mapping[str, QWidget]],
    ) -> None:
        self._window = window
        self._settings = settings
        self._redressed = redressed
        self._parts = parts
        self._places = places
        self._dividers = DividerKeys(window)
        self.layout = RememberedLayout(settings)

    # ------------------------------------------------------------ colours and text

    def set_appearance(self, appearance: Appearance) -> None:
        """Go light, dark or to high contrast, or as the system has it, and remember it."""
        self._settings.appearance = appearance
        self.redress()

    def set_text_size(self, size: int) -> None:
        """Show text at a size in per cent of the system's, and remember it."""
        self._settings.text_size = size
        self.redress()

    def larger_text(self) -> None:
        """Go to the next larger size of text."""
        self.set_text_size(next((one for one in TEXT_SIZES if one > theme.text_size()), TEXT_SIZES[-1]))

    def smaller_text(self) -> None:
        """Go to the next smaller size of text."""
        smaller = [one for one in TEXT_SIZES if one < theme.text_size()]
        self.set_text_size(smaller[-1] if smaller else TEXT_SIZES[0])

    def normal_text(self) -> None:
        """Show text at the system's own size."""
        self.set_text_size(TEXT_SIZES[0])

    def redress(self) -> None:
        """Put on the colours and the size of text that are wanted now."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.dress(application, self._settings.appearance, self._settings.text_size)
            self._redressed()

    # ------------------------------------------------------------ getting about by keyboard

    def next_part(self) -> None:
        """Put the focus into the next part of the window."""
        go_to_part(self._parts(), 1)

    def previous_part(self) -> None:
        """Put the focus into the part of the window before."""
        go_to_part(self._parts(), -1)

    def next_divider(self) -> None:
        """Take the next divider of the place in hand, to be moved by the arrow keys."""
        for place in self._places().values():
            if place.isVisible():
                self._dividers.next_divider(place)

    # ------------------------------------------------------------ layout

    def restore(self) -> None:
        """Give the window the size and place it was left with, unless that is unusable."""
        window, settings = self._window, self._settings
        window.resize(FIRST_SIZE.boundedTo(window.screen().availableSize()))
        kept = settings.geometry
        if kept.isEmpty() or not window.restoreGeometry(kept) or not self._is_usable():
            window.resize(FIRST_SIZE.boundedTo(window.screen().availableSize()))

    def keep(self, *, help_is_open: bool) -> None:
        """Remember the window's size and place, how each place is divided, and whether help is open."""
        self._settings.geometry = self._window.saveGeometry()
        self._settings.keep(f"{GROUP}/help", "open" if help_is_open else "closed")
        for name, place in self._places().items():
            self.layout.keep(place, name)

    @property
    def help_was_open(self) -> bool:
        """Whether help stood open when the window was last closed."""
        return bool(self._settings.kept(f"{GROUP}/help") == "open")

    def note_place(self, plan: Path | None, place: str) -> None:
        """Remember which place of a plan was looked at last; of a sample nothing is remembered."""
        if plan is not None:
            self._settings.keep(_key_of(plan), place)

    def last_place(self, plan: Path | None) -> str:
        """The place of a plan that was looked at last; empty where none is known."""
        return str(self._settings.kept(_key_of(plan), "")) if plan is not None else ""

    def put_layout_back(self) -> None:
        """Give the window and its places the sizes they were built with."""
        self.layout.forget()
        self._window.showNormal()
        self._window.resize(FIRST_SIZE.boundedTo(self._window.screen().availableSize()))
        for place in self._places().values():
            self.layout.put_back(place)

    def _is_usable(self) -> bool:
        size = self._window.size()
        return size.width() >= SMALLEST.width() and size.height() >= SMALLEST.height()


def _key_of(plan: Path) -> str:
    """The name under which a plan's place is kept: a plan's path may name people, so it is not in it."""
    return f"places/{sha256(str(plan).encode()).hexdigest()[:12]}"
