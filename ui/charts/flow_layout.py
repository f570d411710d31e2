"""Where the nodes and bands of a flow are drawn; what is thinner than can be seen is made to be seen."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetrics, QPainterPath

from planner.report.flows import Flows

BAR = 14.0
"""Pixels across a node at either side."""
THINNEST = 1.25
"""Pixels of a band or node, however little it carries."""
WITHIN_REACH = 3.5
"""Pixels either side of a band's middle that count as on it."""
SPACE = 3.0
"""Pixels between two nodes at least."""
AIR = 22.0
"""Pixels between two nodes at most."""
LEAST_SHARE = 0.001
"""A band that carries less of the whole than this is not drawn."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one node is: its bar or box, the room for its words, and the whole that can be pressed."""

    area: QRectF
    words: QRectF
    reach: QRectF


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Where one band is: its shape, the shape that can be pressed, and its thickness."""

    shape: QPainterPath
    reach: QPainterPath
    thickness: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Every node by its position, and every band that is drawn by its position."""

    spots: tuple[Spot, ...]
    ribbons: dict[int, Ribbon]


def line_height(metrics: QFontMetrics) -> float:
    """Pixels from one node to the next at least, so that each has its line of words."""
    return metrics.height() + SPACE


def least_height(flows: Flows, metrics: QFontMetrics) -> float:
    """Pixels that flows need to be drawn at all, with every band at its thinnest."""
    return _needed(flows, _columns(flows), _drawn(flows), 0.0, metrics.height())


def _columns(flows: Flows) -> list[list[int]]:
    return [[at for at, one in enumerate(flows.nodes) if one.column == number] for number in range(3)]


def _drawn(flows: Flows) -> npt.NDArray[np.int64]:
    return np.flatnonzero(flows.value >= flows.total * LEAST_SHARE)


def layout_of(flows: Flows, width: float, height: float, metrics: QFontMetrics, words: list[str]) -> Layout:
    """Lay flows out in a room of this size.

    Args:
        flows: what is drawn.
        width, height: pixels.
        metrics: of the type that names are written in.
        words: what is written at each node.
    """
    columns, drawn = _columns(flows), _drawn(flows)
    scale = _scale(flows, columns, drawn, height, metrics.height())
    bands = np.maximum(flows.value * scale, THINNEST)
    thick = _thickness(flows, drawn, bands, scale)
    left, middle, right = (
        max((metrics.horizontalAdvance(words[at]) + 12.0 for at in inside), default=0.0) for inside in columns
    )
    left, middle, right = min(left, width * 0.22), min(middle, width * 0.26), min(right, width * 0.3)
    centre = (left + BAR + width - right - BAR) / 2
    places = ((left, BAR), (centre - middle / 2, middle), (width - right - BAR, BAR))
    spots: dict[int, Spot] = {}
    for number, inside in enumerate(columns):
        start, across = places[number]
        for at, slot in _slots(inside, thick, height, metrics.height()):
            middle_y = slot.center().y()
            area = QRectF(start, middle_y - thick[at] / 2, across, thick[at])
            room = (
                QRectF(0, slot.top(), left - 6, slot.height()),
                QRectF(start, slot.top(), across, slot.height()),
                QRectF(start + BAR + 6, slot.top(), right - 6, slot.height()),
            )[number]
            spots[at] = Spot(area, room, area.united(room))
    spots_in_order = tuple(spots[at] for at in range(len(flows.nodes)))
    return Layout(spots_in_order, _ribbons(flows, drawn, bands, spots_in_order))


def _thickness(flows: Flows, drawn: npt.NDArray[np.int64], bands: Floats, scale: float) -> Floats:
    """Pixels of each node: room for its value, and for all its bands on either side."""
    size = len(flows.nodes)
    values = np.array([one.value for one in flows.nodes]) * scale
    out = np.bincount(flows.source[drawn], bands[drawn], size)
    into = np.bincount(flows.target[drawn], bands[drawn], size)
    return np.asarray(np.maximum.reduce([values, out, into, np.full(size, THINNEST)]))


def _scale(
    flows: Flows, columns: list[list[int]], drawn: npt.NDArray[np.int64], height: float, line: int
) -> float:
    """Pixels for one of what flows, so that the fullest column just fits."""
    low, high = 0.0, height / flows.total if flows.total else 0.0
    for _ in range(30):
        scale = (low + high) / 2
        fits = _needed(flows, columns, drawn, scale, line) <= height
        low, high = (scale, high) if fits else (low, scale)
    return low


def _needed(
    flows: Flows, columns: list[list[int]], drawn: npt.NDArray[np.int64], scale: float, line: int
) -> float:
    """Pixels that the fullest column takes up."""
    thick = _thickness(flows, drawn, np.maximum(flows.value * scale, THINNEST), scale)
    return max((float((np.maximum(thick[one], line) + SPACE).sum()) for one in columns if one), default=0.0)


def _slots(inside: list[int], thick: Floats, height: float, line: int) -> list[tuple[int, QRectF]]:
    """The rows of one column, spread over the height; each is at least one line high."""
    rows = [max(float(thick[at]), float(line)) for at in inside]
    gap = min(AIR, max(SPACE, (height - sum(rows)) / max(1, len(rows) - 1)))
    top = max(0.0, (height - sum(rows) - gap * (len(rows) - 1)) / 2)
    found = []
    for at, row in zip(inside, rows, strict=True):
        found.append((at, QRectF(0, top, 0, row)))
        top += row + gap
    return found


def _ribbons(
    flows: Flows, drawn: npt.NDArray[np.int64], bands: Floats, spots: tuple[Spot, ...]
) -> dict[int, Ribbon]:
    """Stack the bands at their two nodes in the order of the nodes at their other ends."""
    starts, ends = (np.zeros(len(flows.value)) for _ in range(2))
    top = [spot.area.top() for spot in spots]
    for at in drawn.tolist():
        starts[at] = top[flows.source[at]]
        top[flows.source[at]] += bands[at]
    top = [spot.area.top() for spot in spots]
    for at in drawn[np.lexsort((flows.source[drawn], flows.target[drawn]))].tolist():
        ends[at] = top[flows.target[at]]
        top[flows.target[at]] += bands[at]
    found = {}
    for at in drawn.tolist():
        begin, end = spots[flows.source[at]].area.right(), spots[flows.target[at]].area.left()
        thickness = float(bands[at])
        wide = max(0.0, WITHIN_REACH - thickness / 2)
        start_y, end_y = float(starts[at]), float(ends[at])
        found[at] = Ribbon(
            _ribbon(begin, start_y, end, end_y, thickness),
            _ribbon(begin, start_y - wide, end, end_y - wide, thickness + 2 * wide),
            thickness,
        )
    return found


def _ribbon(begin: float, start: float, end: float, finish: float, thickness: float) -> QPainterPath:
    half = (begin + end) / 2
    path = QPainterPath(QPointF(begin, start))
    path.cubicTo(QPointF(half, start), QPointF(half, finish), QPointF(end, finish))
    path.lineTo(QPointF(end, finish + thickness))
    path.cubicTo(
        QPointF(half, finish + thickness), QPointF(half, start + thickness), QPointF(begin, start + thickness)
    )
    path.closeSubpath()
    return path
