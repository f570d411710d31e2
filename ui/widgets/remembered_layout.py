"""Dividers, and columns of tables, as the user left them: kept, and put back when they can be."""

from collections.abc import Iterable
from functools import partial
from hashlib import sha256

from PySide6.QtWidgets import QSplitter, QWidget

from ui.settings import Settings
from ui.widgets.table_view import TableView

GROUP = "layout"
WHOLE = 1000
LEAST = 40
"""Parts of ``WHOLE`` that a panel must have: one squeezed to nothing is not put back."""
NARROWEST = 24
"""Pixels below which a column's width is not put back."""
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
    """Keeps how the user divided each place, as shares of the room there is, and arranged its tables."""

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
        for view in place.findChildren(TableView):
            view.headed.connect(partial(self._arrange, view))
            view.arranged.connect(partial(self._keep_columns, view))
            if view.model() is not None and view.titles:
                self._arrange(view)

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
        for view in place.findChildren(TableView):
            view.arrange({}, ())
            view.fit_again()

    def forget(self) -> None:
        """Forget how any place was divided and any table was arranged."""
        self._settings.forget(GROUP)

    # ------------------------------------------------------------ inside

    def _keep_columns(self, view: TableView) -> None:
        widths, order = view.arrangement
        written = [f"{column}:{width}" for column, width in sorted(widths.items())]
        self._settings.keep(f"{_key_of(view)}/widths", written)
        self._settings.keep(f"{_key_of(view)}/order", [str(column) for column in order])

    def _arrange(self, view: TableView) -> None:
        """Give a table that shows other columns the widths and the order kept for these."""
        columns = range(len(view.titles))
        widths = _widths(_texts(self._settings.kept(f"{_key_of(view)}/widths")))
        order = [int(one) for one in _texts(self._settings.kept(f"{_key_of(view)}/order")) if one.isdecimal()]
        if widths or order:
            known = {column: width for column, width in widths.items() if column in columns}
            view.arrange(known, order if sorted(order) == list(columns) else ())


def _key_of(view: TableView) -> str:
    """The name a table's columns are kept under: its heads may hold names of scenarios, so not in words."""
    return f"{GROUP}/columns/{sha256(repr(view.titles).encode()).hexdigest()[:12]}"


def _texts(kept: object) -> list[str]:
    """A list as an INI file gives it back: one entry comes as a plain text."""
    if isinstance(kept, str):
        return [kept]
    return [str(one) for one in kept] if isinstance(kept, list) else []


def _widths(written: Iterable[str]) -> dict[int, int]:
    """Widths of ``column:width``, but for those too narrow to be seen."""
    pairs = (one.split(":") for one in written if one.replace(":", "", 1).isdecimal() and ":" in one)
    return {int(column): int(width) for column, width in pairs if int(width) >= NARROWEST}


def _usable(kept: object, panels: int) -> list[int]:
    """What was kept as whole numbers, or nothing where a panel would be missing or lost from sight."""
    if not isinstance(kept, list) or len(kept) != panels:
        return []
    if not all(str(one).isdecimal() for one in kept):
        return []
    found = [int(one) for one in kept]
    return found if sum(found) > 0 and min(found) * WHOLE >= LEAST * sum(found) else []
