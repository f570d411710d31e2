"""One of the figures that never leave the screen: its name, its value, what that means, what changed it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ui.theme import Type, colours, font

PADDING = 12
GAP = 8
"""Pixels between a figure and its change."""
SLACK = 4
"""Pixels more than measured: widths are rounded, and a text that just fits would be elided."""


class FigureTile(QPushButton):
    """A button that shows a figure; pressing it opens what is behind the figure."""

    def __init__(
        self, caption: str, widest_change: str = "", least_change: str = "", parent: QWidget | None = None
    ) -> None:
        """Make one.

        Args:
            caption: its name.
            widest_change: the widest change that it keeps room for.
            least_change: a change that is not shown in place of the meaning.
            parent: the widget that it stands in.
        """
        super().__init__(parent)
        self.setObjectName("figureTile")
        self._caption = caption
        self._value = ""
        self._meaning, self._brief = "", ""
        self._tone = ""
        self._change = ""
        self._widest_change, self._least_change = widest_change, least_change
        self._keeps_room = False
        self._is_stale = False
        self._more = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_figure("–", "")

    @property
    def value(self) -> str:
        """The figure as shown."""
        return self._value

    @property
    def meaning(self) -> str:
        """What the figure means, as shown."""
        return self._meaning

    @property
    def change(self) -> str:
        """What the last edit did to the figure, as shown; empty where there was none."""
        return self._change

    @property
    def is_stale(self) -> bool:
        """Whether the figure is that before an edit, while the new one is being worked out."""
        return self._is_stale

    def set_figure(
        self,
        value: str,
        meaning: str,
        tone: str = "",
        caption: str = "",
        more: str = "",
        brief: str = "",
    ) -> None:
        """Show a figure and what it means.

        Args:
            value: the figure.
            meaning: what it means, below it.
            tone: error, warning, good or none.
            caption: another name for it.
            more: what is only told to whoever points at it or has it read out.
            brief: the meaning in fewer words, shown where all of it does not fit.
        """
        self._more, self._brief = more, brief
        self._value, self._meaning, self._tone = value, meaning, tone
        self._caption = caption or self._caption
        self._change, self._is_stale = "", False
        self._tell()

    def set_change(self, change: str, by: str) -> None:
        """Show beside the figure what the last edit did to it; ``by`` says which edit."""
        self._change = change
        self._tell(f"{change} {by}")

    def keep_figure(self) -> None:
        """Keep the figure in sight, paler, while the new one is being worked out."""
        self._change, self._is_stale = "", True
        self._tell("being worked out")

    def keep_room(self, keeps: bool) -> None:
        """Leave room for a change beside the figure, so that nothing moves when there is one."""
        if keeps != self._keeps_room:
            self._keeps_room = keeps
            self.updateGeometry()
            self.update()

    def room_for_change(self) -> int:
        """Pixels that the widest change asks for beside the figure, beyond what the tile has anyway."""
        return max(0, self._width_with_change() - self.width_alone())

    def _tell(self, more: str = "") -> None:
        lines = [
            f"{self._caption}: {self._value}",
            *(one for one in (self._meaning, self._more, more) if one),
        ]
        self.setAccessibleName(". ".join(lines))
        self.setToolTip("\n".join(lines))
        self.updateGeometry()
        self.update()

    def width_alone(self) -> int:
        """Pixels that its longest line asks for, without a change beside the figure."""
        lines = ((Type.SMALL, self._caption), (Type.FIGURE, self._value), (Type.SMALL, self._meaning))
        width = max(_metrics(size).horizontalAdvance(words) for size, words in lines)
        return min(width, 260) + 2 * PADDING + SLACK

    def _width_with_change(self) -> int:
        words = max(self._widest_change, self._change, key=len)
        wanted = _metrics(Type.SMALL).horizontalAdvance(words) + GAP
        return _metrics(Type.FIGURE).horizontalAdvance(self._value) + wanted + 2 * PADDING + SLACK

    @property
    def fitting(self) -> str:
        """The meaning in as many words as there is room for."""
        wanted = _metrics(Type.SMALL).horizontalAdvance(self._meaning) + SLACK
        is_wider = wanted > self.width() - 2 * PADDING
        return self._brief if self._brief and is_wider else self._meaning

    def _place_of_change(self) -> int | None:
        """Where the change begins beside the figure, in pixels; None where it does not fit or is none."""
        left = PADDING + _metrics(Type.FIGURE).horizontalAdvance(self._value) + GAP
        wanted = _metrics(Type.SMALL).horizontalAdvance(self._change)
        return left if self._change and left + wanted <= self.width() - PADDING // 2 else None

    # Qt's own

    def sizeHint(self) -> QSize:
        """As wide as its longest line, as high as three."""
        width = self.width_alone()
        if self._keeps_room:
            width = max(width, self._width_with_change())
        height = sum(_metrics(size).height() for size in (Type.SMALL, Type.FIGURE, Type.SMALL))
        return QSize(width, height + 8)

    def minimumSizeHint(self) -> QSize:
        """Room for the figure itself; its meaning may elide."""
        width = _metrics(Type.FIGURE).horizontalAdvance(self._value)
        return QSize(max(width, 72) + 2 * PADDING + SLACK, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame as styled, then the three lines."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        tones = colours()
        toned = {"error": tones.error, "warning": tones.warning, "good": tones.good}.get(self._tone)
        beside = self._place_of_change()
        meaning, colour = self.fitting, toned or tones.muted
        if beside is None and self._change and self._change != self._least_change:
            meaning, colour = self._change, tones.accent
        if self._is_stale:
            colour = tones.muted
        top = 4
        for size, words, ink in (
            (Type.SMALL, self._caption, tones.muted),
            (Type.FIGURE, self._value, tones.muted if self._is_stale else tones.text),
            (Type.SMALL, meaning, colour),
        ):
            painter.setFont(font(size, bold=size is Type.FIGURE))
            painter.setPen(ink)
            height = painter.fontMetrics().height()
            room = self.width() - 2 * PADDING
            short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(PADDING, top, room, height, Qt.AlignmentFlag.AlignLeft, short)
            if size is Type.FIGURE and beside is not None:
                baseline = top + painter.fontMetrics().ascent()
                painter.setFont(font(Type.SMALL))
                painter.setPen(tones.accent)
                painter.drawText(beside, baseline, self._change)
            top += height
        painter.end()


def _metrics(size: Type) -> QFontMetrics:
    return QFontMetrics(font(size, bold=size is Type.FIGURE))
