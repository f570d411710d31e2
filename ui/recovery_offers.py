"""Offers back, one after the other, what was not saved when the program ended unexpectedly."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from ui.document.moments import moment_text
from ui.document.recovery import Orphan
from ui.session import Session
from ui.widgets.message_bar import MessageBar, Way


class RecoveryOffers(QObject):
    """Shows the recovery copies that were found in a bar of their own.

    One that is left unanswered stays where it is. It is offered again when its plan is opened, and the
    next time the program starts.
    """

    def __init__(
        self, session: Session, bar: MessageBar, unless_dirty: Callable[[str, Callable[[], None]], None]
    ) -> None:
        super().__init__(bar)
        self._session = session
        self.bar = bar
        self._unless_dirty = unless_dirty
        self._waiting: list[Orphan] = []
        self._left: list[Orphan] = []
        self._shown: Orphan | None = None
        bar.setAccessibleName("Changes not saved")
        bar.installEventFilter(self)
        session.orphans_found.connect(self.offer)
        session.document.opened.connect(self._offer_again)

    def offer(self, found: list[Orphan]) -> None:
        """Offer these after those that wait already."""
        self._waiting += found
        self._next()

    def end(self) -> None:
        """Leave what is unanswered for another day."""
        for one in (*self._waiting, *self._left, *([self._shown] if self._shown else [])):
            one.let_go()
        self._waiting, self._left, self._shown = [], [], None

    def _next(self) -> None:
        if self._shown is None and self._waiting:
            self._shown = self._waiting.pop(0)
            if self._shown.fault:
                self.bar.say(_told_broken(self._shown), "warning", (Way("Throw it away", self._discard),))
            else:
                ways = (Way("Bring them back", self._bring_back), Way("Throw them away", self._discard))
                self.bar.say(_told_whole(self._shown), "warning", ways)

    def _bring_back(self) -> None:
        orphan, self._shown = self._shown, None
        if orphan is not None:
            self._left.append(orphan)
            self._unless_dirty("bringing these back", lambda: self._session.bring_back(orphan))

    def _discard(self) -> None:
        orphan, self._shown = self._shown, None
        if orphan is not None:
            orphan.discard()

    def _offer_again(self) -> None:
        """Offer what was left unanswered and belongs to the plan that was opened."""
        path, source = self._session.document.path, self._session.document.source
        if source is None or source.is_recovered:
            return
        again = [one for one in self._left if _is_of(one, path)]
        self._left = [one for one in self._left if one not in again and one.is_there]
        if again:
            self.offer(again)

    def _after_hiding(self) -> None:
        """The bar was closed or its offer was answered: go on to the next."""
        if self.bar.isHidden():
            if self._shown is not None:
                self._left.append(self._shown)
                self._shown = None
            self._next()

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the bar goes."""
        if watched is self.bar and event.type() == QEvent.Type.Hide:
            QTimer.singleShot(0, self, self._after_hiding)
        return False


def _is_of(orphan: Orphan, path: Path | None) -> bool:
    return orphan.is_there and bool(orphan.sidecar and path and orphan.sidecar.path == str(path))


def _told_whole(orphan: Orphan) -> str:
    sidecar = orphan.sidecar
    label, when = (sidecar.label, moment_text(sidecar.when)) if sidecar else ("a plan", "")
    return f"PCT Planner ended unexpectedly with changes to {label} not saved, {when}."


def _told_broken(orphan: Orphan) -> str:
    sidecar = orphan.sidecar
    what = f"changes to {sidecar.label}, {moment_text(sidecar.when)}," if sidecar else "changes to a plan"
    whole = " The plan's own file is as it was last saved." if sidecar and sidecar.path else ""
    return (
        f"PCT Planner ended unexpectedly. Its recovery copy of {what} cannot be brought back: "
        f"{orphan.fault}.{whole}"
    )
