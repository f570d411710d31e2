"""Sheets one below the other, exactly as they will print, at any size; only those in sight are painted."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QFrame, QWidget

from ui.printing.layout import Sheet
from ui.printing.marks import UNITS_IN_AN_INCH
from ui.printing.paint import paint_marks
from ui.theme import colours

ZOOMS = (25, 33, 50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400)
"""Per cent of the paper's own size."""
GAP = 14
"""Pixels around and between sheets."""
LARGEST_KEPT = 6_000_000
"""Pixels of a sheet that is painted once and kept while in sight; a larger one is painted as it shows."""
STEP = 48
"""Pixels that one press of an arrow goes."""


class Fit(StrEnum):
    """How large sheets are shown where no per cent is given."""

    WIDTH = "width"
    WHOLE = "whole"


class SheetView(QAbstractScrollArea):
    """Paints sheets; Page Up and Page Down turn them, plus and minus make them larger and smaller.

    Signals:
        turned: the number, from nil, of the sheet now in hand.
        zoomed: sheets are shown at another size.
    """

    turned = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: tuple[Sheet, ...] = ()
        self._tops: list[int] = []
        self._kept: dict[int, QPixmap] = {}
        self._fit: Fit | None = Fit.WIDTH
        self._percent = 100
        self._in_hand = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Pages as they will print")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(STEP)
        self._keys = self._answers()
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    # ------------------------------------------------------------ what is shown

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """What is shown."""
        return self._sheets

    @property
    def in_hand(self) -> int:
        """The number, from nil, of the sheet that stands at the top."""
        return self._in_hand

    @property
    def percent(self) -> int:
        """How large sheets are shown, in per cent of the paper's own size."""
        return self._percent

    @property
    def fit(self) -> Fit | None:
        """What sheets are fitted to; None where a per cent was given."""
        return self._fit

    def set_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show other sheets, at the page that was in hand where it is still among them."""
        before = self._sheets[self._in_hand] if self._sheets else None
        within = self._in_hand - self._first_of(before, self._sheets) if before else 0
        self._sheets = tuple(sheets)
        self._kept = {}
        self._arrange()
        start = self._first_of(before, self._sheets) if before else 0
        self.go(max(0, start) + (within if start >= 0 else 0))
        self._tell()

    @staticmethod
    def _first_of(of: Sheet, among: Sequence[Sheet]) -> int:
        """The first sheet of the same page as another sheet; -1 where there is none."""
        wanted = (of.page.kind, of.page.title)
        return next((at for at, one in enumerate(among) if (one.page.kind, one.page.title) == wanted), -1)

    def go(self, number: int) -> None:
        """Bring a sheet to the top."""
        if self._sheets:
            number = max(0, min(number, len(self._sheets) - 1))
            self.verticalScrollBar().setValue(self._tops[number] - GAP)
            self._hold(number)

    def zoom_to(self, percent: int) -> None:
        """Show sheets at a size."""
        self._fit = None
        self._resize_to(percent)

    def fit_to(self, fit: Fit) -> None:
        """Show sheets as wide as the view, or whole, however large it is."""
        self._fit = fit
        self._resize_to(self._fitting())

    def zoom_in(self) -> None:
        """Show sheets one step larger."""
        self.zoom_to(next((one for one in ZOOMS if one > self._percent), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Show sheets one step smaller."""
        self.zoom_to(next((one for one in reversed(ZOOMS) if one < self._percent), ZOOMS[0]))

    def _answers(self) -> dict[Qt.Key, Callable[[], object]]:
        """What each key does."""
        key, action = Qt.Key, QAbstractSlider.SliderAction
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        return {
            key.Key_PageDown: lambda: self.go(self._in_hand + 1),
            key.Key_PageUp: self._turn_back,
            key.Key_Home: lambda: self.go(0),
            key.Key_End: lambda: self.go(len(self._sheets) - 1),
            key.Key_Down: partial(down.triggerAction, action.SliderSingleStepAdd),
            key.Key_Up: partial(down.triggerAction, action.SliderSingleStepSub),
            key.Key_Space: partial(down.triggerAction, action.SliderPageStepAdd),
            key.Key_Right: partial(across.triggerAction, action.SliderSingleStepAdd),
            key.Key_Left: partial(across.triggerAction, action.SliderSingleStepSub),
            key.Key_Plus: self.zoom_in,
            key.Key_Equal: self.zoom_in,
            key.Key_Minus: self.zoom_out,
            key.Key_W: partial(self.fit_to, Fit.WIDTH),
        }

    def _turn_back(self) -> None:
        """Go to the top of the sheet in hand, or from there to the sheet before."""
        is_at_top = bool(self._tops) and self.verticalScrollBar().value() <= self._tops[self._in_hand]
        self.go(self._in_hand - (1 if is_at_top else 0))

    # ------------------------------------------------------------ where sheets stand

    @property
    def _scale(self) -> float:
        """Pixels of the window for each unit of paper."""
        return self.logicalDpiX() / UNITS_IN_AN_INCH * self._percent / 100

    def _resize_to(self, percent: int) -> None:
        percent = max(ZOOMS[0], min(percent, ZOOMS[-1]))
        if percent == self._percent and self._tops:
            self.zoomed.emit()
            return
        held = self._in_hand
        into = self.verticalScrollBar().value() - self._tops[held] if self._tops else 0
        before, self._percent = self._percent, percent
        self._kept = {}
        self._arrange()
        if self._tops:
            self.verticalScrollBar().setValue(self._tops[held] + round(into * percent / before))
        self.zoomed.emit()

    def _fitting(self) -> int:
        """The size, in per cent, at which the widest sheet fits."""
        if not self._sheets:
            return self._percent
        own = self.logicalDpiX() / UNITS_IN_AN_INCH
        wide = max(sheet.form.width for sheet in self._sheets) * own
        shares = [(self.viewport().width() - 2 * GAP) / wide]
        if self._fit is Fit.WHOLE:
            high = max(sheet.form.height for sheet in self._sheets) * own
            shares.append((self.viewport().height() - 2 * GAP) / high)
        return int(100 * min(shares))

    def _size(self, sheet: Sheet) -> tuple[int, int]:
        return round(sheet.form.width * self._scale), round(sheet.form.height * self._scale)

    def _arrange(self) -> None:
        """Say where each sheet begins, and how far there is to scroll."""
        if self._fit is not None:
            self._percent = max(ZOOMS[0], min(self._fitting(), ZOOMS[-1]))
        top, widest = GAP, 0
        self._tops = []
        for sheet in self._sheets:
            width, height = self._size(sheet)
            self._tops.append(top)
            top += height + GAP
            widest = max(widest, width)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(self.viewport().height())
        down.setRange(0, max(0, top - self.viewport().height()))
        across.setPageStep(self.viewport().width())
        across.setRange(0, max(0, widest + 2 * GAP - self.viewport().width()))
        self.viewport().update()

    def _scrolled(self, value: int) -> None:
        if self._tops:
            seen = value + self.viewport().height() // 3
            self._hold(max(0, bisect_right(self._tops, seen) - 1))
        self.viewport().update()

    def _hold(self, number: int) -> None:
        if number != self._in_hand:
            self._in_hand = number
            self._tell()

    def _tell(self) -> None:
        """Say which sheet is in hand, and to a screen reader also what stands on it."""
        if self._sheets:
            self._in_hand = min(self._in_hand, len(self._sheets) - 1)
            sheet = self._sheets[self._in_hand]
            said = f"Sheet {self._in_hand + 1} of {len(self._sheets)}. {sheet.page.kind}, {sheet.page.title}"
            self.setAccessibleDescription(f"{said}. {sheet.caution}" if sheet.caution else said)
        else:
            self.setAccessibleDescription("No pages")
        self.turned.emit(self._in_hand)

    # ------------------------------------------------------------ painting

    def _in_sight(self) -> list[int]:
        value = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, value) - 1)
        last = bisect_right(self._tops, value + self.viewport().height())
        return list(range(first, last))

    def _place(self, at: int) -> QPoint:
        """Where a sheet's top left stands in the view."""
        width, _ = self._size(self._sheets[at])
        room = self.viewport().width()
        widest = self.horizontalScrollBar().maximum() + room
        left = (max(room, widest) - width) // 2 - self.horizontalScrollBar().value()
        return QPoint(left, self._tops[at] - self.verticalScrollBar().value())

    def _picture(self, at: int) -> QPixmap:
        """A sheet painted once and kept while it is in sight."""
        if at not in self._kept:
            sheet, ratio = self._sheets[at], self.devicePixelRatioF()
            width, height = self._size(sheet)
            made = QPixmap(round(width * ratio), round(height * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(QColor("white"))
            painter = QPainter(made)
            painter.scale(self._scale, self._scale)
            paint_marks(painter, sheet.marks)
            painter.end()
            self._kept[at] = made
        return self._kept[at]

    def _paint_sheet(self, painter: QPainter, at: int, exposed: QRectF) -> None:
        sheet, place = self._sheets[at], self._place(at)
        width, height = self._size(sheet)
        ratio = self.devicePixelRatioF()
        if width * height * ratio * ratio <= LARGEST_KEPT:
            painter.drawPixmap(place, self._picture(at))
        else:
            box = QRectF(place.x(), place.y(), width, height)
            painter.fillRect(box, QColor("white"))
            painter.save()
            painter.setClipRect(box & exposed)
            painter.translate(place)
            painter.scale(self._scale, self._scale)
            seen = (box & exposed).translated(-place.x(), -place.y())
            unit = 1 / self._scale
            paint_marks(
                painter,
                sheet.marks,
                QRectF(seen.x() * unit, seen.y() * unit, seen.width() * unit, seen.height() * unit),
            )
            painter.restore()
        painter.setPen(QPen(QColor(colours().frame), 1))
        painter.drawRect(place.x() - 1, place.y() - 1, width + 1, height + 1)

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheets in sight on the window's ground, and where the focus is."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(colours().line))
        in_sight = self._in_sight() if self._sheets else []
        self._kept = {at: kept for at, kept in self._kept.items() if at in in_sight}
        for at in in_sight:
            self._paint_sheet(painter, at, QRectF(event.rect()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours().focus), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn sheets, scroll, zoom."""
        do = self._keys.get(Qt.Key(event.key()))
        if do is None:
            super().keyPressEvent(event)
        else:
            do()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit sheets to another size of the view."""
        super().resizeEvent(event)
        before, held = self._percent, self._in_hand
        self._arrange()
        if before != self._percent:
            self._kept = {}
            self.go(held)
            self.zoomed.emit()

    def event(self, event: QEvent) -> bool:
        """Show where the focus is."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)
