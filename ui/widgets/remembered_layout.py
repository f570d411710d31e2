"""Where the dividers of each place stood, kept from one day to the next and put back when they can be."""

from functools import partial

from PySide6.QtWidgets import QSplitter, QWidget

from ui.settings import Settings

GROUP = "layout"
WHOLE = 1000
LEAST = 40
"""Parts of ``WHOLE`` that a panel must have: one squeezed to nothing is not put back."""
_FIRST = "firstSizes"
_MOVED = "isMoved"


def splitters(place: QWidget) -> dict[str, QSplitter]:
    """The dividers of a place by name, or by their order where they have none."""
    found = place.findChildren(QSplitter)
    return {one.objectName() or f"divider{at}": one for at, one in enumerate(found, start=1)}


def note_moved(splitter: QSplitter, *_where: int) -> None:
    """Note that the user moved a divider of ``splitter``: from now on where it stands is kept."""
    splitter.setProperty(_MOVED, True)


def shares(sizes: list[int]) -> list[int]:
    """Sizes in parts of ``WHOLE``; none where nothing is laid out."""
    room = sum(sizes)
    return [round(one * WHOLE / room) for one in sizes] if room > 0 else []


class RememberedLayout:
    """Keeps how the user divided each place, as shares of the room there is."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def restore(self, place: QWidget, name: str) -> None:
        """Divide a place that was just built as it was left; what is unusable stays as built."""
        for key, one in splitters(place).items():
            one.setProperty(_FIRST, shares(one.sizes()))
            kept = _usable(self._settings.kept(f"{GROUP}/{name}/{key}"), one.count())
            if kept:
                one.setSizes(kept)
                note_moved(one)
            one.splitterMoved.connect(partial(note_moved, one))

    def keep(self, place: QWidget, name: str) -> None:
        """Keep how a place is divided now, where the user has moved a divider of it."""
        for key, one in splitters(place).items():
            now = _usable(shares(one.sizes()), one.count())
            if now and one.property(_MOVED):
                self._settings.keep(f"{GROUP}/{name}/{key}", now)

    def put_back(self, place: QWidget) -> None:
        """Divide a place as it was built."""
        for one in splitters(place).values():
            first = _usable(one.property(_FIRST), one.count())
            if first:
                one.setSizes(first)
                one.setProperty(_MOVED, False)

    def forget(self) -> None:
        """Forget how any place was divided."""
        self._settings.forget(GROUP)


def _usable(kept: object, panels: int) -> list[int]:
    """What was kept as whole numbers, or nothing where a panel would be missing or lost from sight."""
    if not isinstance(kept, list) or len(kept) != panels:
        return []
    if not all(str(one).isdecimal() for one in kept):
        return []
    found = [int(one) for one in kept]
    return found if sum(found) > 0 and min(found) * WHOLE >= LEAST * sum(found) else []
