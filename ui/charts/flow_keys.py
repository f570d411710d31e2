"""How the arrow keys move over the nodes and bands of a flow."""

from collections.abc import Container
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt

from planner.report.flows import Flows


@dataclass(frozen=True, slots=True)
class Item:
    """One node or one band of a flow, by its position."""

    at: int
    is_node: bool


def next_item(flows: Flows, drawn: Container[int], here: Item | None, key: Qt.Key) -> Item | None:
    """Where a key leads from the node or band in hand; None where it leads nowhere.

    Left and right go from a node to the thickest of its bands and on to the node at its other end;
    up and down go to the next node of the column or the next band of the same gap; Home and End go to
    the first and the last node of the column.
    """
    if here is None:
        return Item(0, is_node=True) if flows.nodes and key in _KEYS else None
    match key:
        case Qt.Key.Key_Left | Qt.Key.Key_Right:
            return _across(flows, drawn, here, forward=key == Qt.Key.Key_Right)
        case Qt.Key.Key_Up | Qt.Key.Key_Down:
            return _along(flows, drawn, here, 1 if key == Qt.Key.Key_Down else -1)
        case Qt.Key.Key_Home | Qt.Key.Key_End:
            column = flows.nodes[here.at if here.is_node else int(flows.source[here.at])].column
            inside = [at for at, one in enumerate(flows.nodes) if one.column == column]
            return Item(inside[0 if key == Qt.Key.Key_Home else -1], is_node=True)
    return None


_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


def _across(flows: Flows, drawn: Container[int], here: Item, *, forward: bool) -> Item | None:
    if not here.is_node:
        return Item(int((flows.target if forward else flows.source)[here.at]), is_node=True)
    ends = flows.source if forward else flows.target
    bands = [at for at in np.flatnonzero(ends == here.at).tolist() if at in drawn]
    return Item(max(bands, key=lambda at: flows.value[at]), is_node=False) if bands else here


def _along(flows: Flows, drawn: Container[int], here: Item, step: int) -> Item:
    if here.is_node:
        inside = [at for at, one in enumerate(flows.nodes) if one.column == flows.nodes[here.at].column]
    else:
        column = flows.nodes[int(flows.source[here.at])].column
        inside = [
            at
            for at in range(len(flows.value))
            if at in drawn and flows.nodes[int(flows.source[at])].column == column
        ]
    place = min(max(inside.index(here.at) + step, 0), len(inside) - 1)
    return Item(inside[place], is_node=here.is_node)
