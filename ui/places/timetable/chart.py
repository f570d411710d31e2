"""The chart of the timetable: chosen, folded and moved by mouse or by keys."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from planner.base.dates import long_date
from planner.engine.timetable import Step, goes_along
from planner.report.timetable import margin_text
from ui.places.timetable.chart_keys import press
from ui.places.timetable.chart_painter import Ghost, RowPainter, paint_grid, paint_head
from ui.places.timetable.chart_rows import Row, row_of, rows_of
from ui.places.timetable.day_axis import DayAxis
from ui.theme import colours, row_height, scaled

NAMES, NAMES_SHARE = 236, 0.45
"""Pixels of the column of names at 100%, and the most of the width that it takes."""
END = 14
"""Pixels that are left free after the last day."""
GRIP = 9
"""Pixels beside a bar or a mark within which the mouse takes hold of it."""
STIR = 3
"""Pixels after which a press is a drag."""


class TimetableChart(QAbstractScrollArea):
    """Steps over months. Up and Down choose; Left and Right aim at another day, Enter moves there.

    Signals:
        chosen: the place of the step in hand, or -1 on a group.
        aimed: the place of a step and the day it would begin on.
        dropped: the same, when it is to begin then.
        let_go: it stays where it is.
    """

    chosen = Signal(int)
    aimed = Signal(int, object)
    dropped = Signal(int, object)
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timetableChart")
        self.setAccessibleName("Timetable")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._steps: tuple[Step, ...] = ()
        self._span = (date(2012, 4, 1), date(2013, 6, 30))
        self._folded: dict[str, bool] = {}
        self._rows: tuple[Row, ...] = ()
        self._row = -1
        self._ghost: Ghost | None = None
        self._pressed: tuple[int, QPoint] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows

    @property
    def row(self) -> Row:
        """The row in hand; there is one as soon as there are steps."""
        return self._rows[self._row]

    @property
    def page(self) -> int:
        """How many rows are in sight."""
        return max(1, (self.viewport().height() - self._head_height()) // row_height() - 1)

    @property
    def step(self) -> Step | None:
        """The step in hand."""
        at = self.at
        return self._steps[at] if at >= 0 else None

    @property
    def at(self) -> int:
        """The place in the timetable of the step in hand; -1 on a group."""
        return self._rows[self._row].at if 0 <= self._row < len(self._rows) else -1

    @property
    def ghost(self) -> Ghost | None:
        """Where a step would go."""
        return self._ghost

    @property
    def axis(self) -> DayAxis:
        """The days over the width there is."""
        left = self._name_width()
        return DayAxis(*self._span, left, max(self.viewport().width() - left - scaled(END), 1.0))

    def show_steps(self, steps: Sequence[Step], span: tuple[date, date]) -> None:
        """Show other steps, over these days; the one in hand stays in hand where it is still there."""
        held = self.step
        self._steps, self._span, self._ghost = tuple(steps), span, None
        self._rows = rows_of(self._steps, self._folded)
        keys = [step.key for step in self._steps]
        at = keys.index(held.key) if held is not None and held.key in keys else -1
        self._row = row_of(self._rows, at) if at >= 0 else min(1, len(self._rows) - 1)
        self._fit()
        self._describe()

    def show_span(self, span: tuple[date, date]) -> None:
        """Show other days."""
        self._span = span
        self.viewport().update()

    def choose(self, at: int) -> None:
        """Take a step in hand, by its place in the timetable."""
        row = row_of(self._rows, at)
        if row >= 0 and self._rows[row].is_head:
            self._fold(row)
            row = row_of(self._rows, at)
        self._take(row)

    def aim(self, to: date) -> None:
        """Aim the step in hand at a day."""
        step = self.step
        if step is None or not step.moved_by:
            return
        first, last = self._span
        to = min(max(to, first), last)
        along = frozenset(nth for nth, one in enumerate(self._steps) if goes_along(step, one))
        self._ghost = Ghost(self.at, to, (to - step.begins).days, along)
        self.viewport().update()
        self._announce(f"{step.name}: {long_date(to)}")
        self.aimed.emit(self.at, to)

    def drop(self) -> None:
        """Move the step in hand where it is aimed."""
        ghost, self._ghost = self._ghost, None
        self.viewport().update()
        if ghost is not None and ghost.days:
            self.dropped.emit(ghost.at, ghost.to)
        elif ghost is not None:
            self.let_go.emit()

    def release(self) -> None:
        """Let go of what is aimed: it stays where it is."""
        if self._ghost is not None:
            self._ghost, self._pressed = None, None
            self.viewport().update()
            self.let_go.emit()

    def fold(self) -> None:
        """Fold the group in hand, or open it."""
        if 0 <= self._row < len(self._rows) and self._rows[self._row].is_head:
            self._fold(self._row)

    def go_by(self, rows: int) -> None:
        """Take a row in hand so many rows further down, as far as there are any."""
        self._take(min(max(self._row + rows, 0), len(self._rows) - 1))

    def recolour(self) -> None:
        """Follow the colours and the size of text in use."""
        self._fit()

    def box_of(self, at: int) -> QRect:
        """Where the mark or bar of a step stands in the viewport."""
        row, step = row_of(self._rows, at), self._steps[at]
        axis, area = self.axis, self._row_box(row)
        left, right = axis.clipped(axis.x_of(step.begins)), axis.clipped(axis.x_of(step.ends))
        return QRect(int(left), int(area.top()), max(int(right - left), 1), int(area.height()))

    # ------------------------------------------------------------ inside

    def _name_width(self) -> float:
        return min(scaled(NAMES), self.viewport().width() * NAMES_SHARE)

    def _head_height(self) -> int:
        return row_height() + scaled(10)

    def _row_box(self, row: int) -> QRectF:
        top = self._head_height() + row * row_height() - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), row_height())

    def _row_at(self, y: float) -> int:
        if y < self._head_height():
            return -1
        row = int((y - self._head_height() + self.verticalScrollBar().value()) // row_height())
        return row if row < len(self._rows) else -1

    def _fit(self) -> None:
        """Scroll over as many rows as there are."""
        room = self.viewport().height() - self._head_height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, len(self._rows) * row_height() - room))
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(row_height())
        self.viewport().update()

    def _fold(self, row: int) -> None:
        """Fold a group, or open it."""
        group = self._rows[row].group
        self._folded[group] = not self._rows[row].is_folded
        self._rows = rows_of(self._steps, self._folded)
        self._row = next((nth for nth, one in enumerate(self._rows) if one.is_head and one.group == group), 0)
        self._fit()
        self._describe()

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._rows) or row == self._row:
            return
        self.release()
        self._row = row
        self._bring_into_sight()
        self._describe()
        self.viewport().update()
        self.chosen.emit(self.at)

    def _bring_into_sight(self) -> None:
        bar, top = self.verticalScrollBar(), self._row * row_height()
        room = self.viewport().height() - self._head_height()
        if top < bar.value():
            bar.setValue(top)
        elif top + row_height() > bar.value() + room:
            bar.setValue(top + row_height() - room)

    def _describe(self) -> None:
        """Say the row in hand to a screen reader."""
        if not 0 <= self._row < len(self._rows):
            self.setAccessibleDescription("No steps")
            return
        row, step = self._rows[self._row], self.step
        if step is None:
            state = "folded" if row.is_folded else "open"
            words = f"{row.group}, {len(row.members)} steps, {state}"
        else:
            words = f"{step.group}: {step.name}, {long_date(step.begins)}. {margin_text(step)}"
        self.setAccessibleDescription(words)
        if self.hasFocus():
            self._announce(words)

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _grip_at(self, where: QPoint) -> int:
        """The place of the step whose mark or bar is under the mouse and may be moved; else -1."""
        row = self._row_at(where.y())
        at = self._rows[row].at if row >= 0 else -1
        if at < 0 or not self._steps[at].moved_by:
            return -1
        box = self.box_of(at).adjusted(-scaled(GRIP), 0, scaled(GRIP), 0)
        return at if box.contains(where) and where.x() >= self._name_width() else -1

    # Qt's own

    def sizeHint(self) -> QSize:
        """Enough for a year and a dozen rows."""
        return QSize(scaled(560), scaled(340))

    def minimumSizeHint(self) -> QSize:
        """Down to this it is still a chart."""
        return QSize(scaled(300), scaled(160))

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's own shortcuts while something is aimed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_held = self._ghost is not None and event.key() == Qt.Key.Key_Escape
            is_move = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            if is_held or is_move:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, fold, aim, drop and let go."""
        if not 0 <= self._row < len(self._rows):
            super().keyPressEvent(event)
            return
        if not press(self, event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a row in hand, and hold of its mark."""
        where = event.position().toPoint()
        row = self._row_at(where.y())
        if event.button() != Qt.MouseButton.LeftButton or row < 0:
            return
        if self._rows[row].is_head:
            self._take(row)
            self._fold(row)
            return
        grip = self._grip_at(where)
        self._take(row)
        self._pressed = (grip, where) if grip >= 0 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Aim where the mouse goes, or show what can be taken hold of."""
        where = event.position().toPoint()
        if self._pressed is None:
            can = self._grip_at(where) >= 0
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if can else Qt.CursorShape.ArrowCursor)
            return
        at, began = self._pressed
        if self._ghost is None and abs(where.x() - began.x()) < STIR:
            return
        self.aim(self.axis.moved(self._steps[at].begins, where.x() - began.x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Drop what is held."""
        if self._pressed is not None:
            self._pressed = None
            self.drop()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say a step's sentence over its row."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(event.pos().y())
            at = self._rows[row].at if row >= 0 else -1
            words = f"{self._steps[at].name}\n{self._steps[at].said}" if at >= 0 else ""
            QToolTip.showText(event.globalPos(), words or (self._rows[row].group if row >= 0 else ""), self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows into the new size."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()
        self._describe()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows in sight, then the head over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tones, axis, names = colours(), self.axis, self._name_width()
        painter.fillRect(self.viewport().rect(), QColor(tones.base))
        end = min(self._row_box(len(self._rows)).top(), self.viewport().height())
        paint_grid(painter, axis, self._head_height(), end)
        of_rows = RowPainter(painter, axis, names, self._steps)
        for number, row in enumerate(self._rows):
            box = self._row_box(number)
            if box.bottom() >= self._head_height() and box.top() <= self.viewport().height():
                self._paint_row(of_rows, box, row, is_chosen=number == self._row)
        paint_head(painter, axis, self._head_height(), names)
        if self.hasFocus() and 0 <= self._row < len(self._rows):
            painter.setPen(QPen(QColor(tones.focus), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._row_box(self._row).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_row(self, of_rows: RowPainter, box: QRectF, row: Row, *, is_chosen: bool) -> None:
        ghost = self._ghost
        of_rows.ground(box, is_head=row.is_head, is_chosen=is_chosen)
        if row.is_head:
            of_rows.head(box, row, is_chosen=is_chosen)
            return
        is_moving = ghost is not None and row.at in ghost.along
        of_rows.step(box, self._steps[row.at], is_chosen=is_chosen, is_moving=is_moving)
        if ghost is not None and is_moving:
            of_rows.ghost(box, self._steps[row.at], ghost.days, is_led=row.at == ghost.at)
