"""Flows in words: what a node holds, what a band carries, and the whole in one sentence."""

import numpy as np

from planner.base.money import pounds_text
from planner.report.flows import Flows, Kind, Measure, Node
from planner.report.wording import begun, counted, fte_text, listed, percent_text, within

_GOES: dict[str, str] = {
    "p_redundant": "likely to be left over and made redundant",
    "p_resigned": "likely to resign first",
    "p_ended": "under contracts that end first",
    "p_mars": "likely to leave by agreed resignation",
    "p_left": "likely to leave without payment: an offer refused, or too little service",
}


def amount_text(measure: Measure, value: float) -> str:
    """An amount with its unit: ``12.50 FTE``, ``£340,000``."""
    return f"{fte_text(value)} FTE" if measure is Measure.PEOPLE else pounds_text(value)


def node_words(flows: Flows, at: int) -> str:
    """Say what a node is and how much of the whole flows through it."""
    node = flows.nodes[at]
    share = percent_text(node.value / flows.total * 100)
    return f"{node.name}: {amount_text(flows.measure, node.value)}, {share} of the whole."


def band_words(flows: Flows, at: int) -> str:
    """Say from where to where a band goes, how much it carries, and how much of its beginning that is."""
    source, target = flows.nodes[flows.source[at]], flows.nodes[flows.target[at]]
    value = float(flows.value[at])
    share = percent_text(value / source.value * 100)
    much, first = amount_text(flows.measure, value), within(source.name)
    if flows.measure is Measure.PEOPLE:
        opening = f"{much} of {{}} are"
    else:
        opening = f"{much} of the pay of {{}} is{'' if target.column == 1 else ' of people'}"
    if target.column == 1:
        return f"{opening.format(source.name)} in {within(target.name)}: {share} of what it has."
    fate = _GOES[target.code] if target.kind is Kind.OUTCOME else f"likely to go to {target.name}"
    return f"{opening.format(first)} {fate}: {share} of it."


def flow_sentence(flows: Flows) -> str:
    """Say how the whole parts: what is likely to go to receivers, be made redundant, and leave otherwise."""
    if not flows.nodes:
        return "There is nobody in the plan yet."
    ends = [one for one in flows.nodes if one.column == 2]
    placed = [one for one in ends if one.kind is not Kind.OUTCOME]
    redundant = sum(one.value for one in ends if one.code == "p_redundant")
    other = sum(one.value for one in ends if one.kind is Kind.OUTCOME and one.code != "p_redundant")
    receivers = counted(sum(one.count for one in placed), "receiver")
    parts = [
        f"{amount_text(flows.measure, value)} {words}"
        for value, words in (
            (sum(one.value for one in placed), f"likely to go to {receivers}"),
            (redundant, "to redundancy"),
            (other, "out otherwise"),
        )
        if value
    ]
    what = "now" if flows.measure is Measure.PEOPLE else "of pay a year"
    return f"Of {amount_text(flows.measure, flows.total)} {what}: {listed(parts)}."


def undrawn_words(flows: Flows, share: float) -> str:
    """Say how many bands carry too little of the whole to be drawn; nothing where all are drawn."""
    least = flows.total * share
    thin = flows.value < least
    if not thin.any():
        return ""
    count, value = int(thin.sum()), float(np.sum(flows.value[thin]))
    each, much = amount_text(flows.measure, least), amount_text(flows.measure, value)
    bands = begun(counted(count, "band"))
    if count == 1:
        return f"{bands}, of {much}, is too thin to draw; the table has it."
    return f"{bands} of under {each} each, {much} in all, are too thin to draw; the table has them."


def others_words(node: Node) -> str:
    """Say what pressing a node of several does."""
    return f"{node.name} stand together here. Press to show each."
