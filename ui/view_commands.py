"""What a user does with the window itself: its colours, the size of its text, its parts and dividers."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui import theme
from ui.settings import Settings
from ui.theme import TEXT_SIZES, Appearance
from ui.widgets.divider_keys import DividerKeys
from ui.widgets.parts import go_to_part
from ui.widgets.remembered_layout import RememberedLayout

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

    def keep(self) -> None:
        """Remember the window's size and place, and how each place is divided."""
        self._settings.geometry = self._window.saveGeometry()
        for name, place in self._places().items():
            self.layout.keep(place, name)

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
