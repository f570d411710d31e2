"""Pages made and laid out on a worker thread; what has not changed is not made again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from planner.base.ticks import Tick
from planner.risk import QUICK_DRAWS, SEED
from ui.document import work
from ui.printing.contents import with_contents
from ui.printing.layout import Body, Sheet, bodies_of, numbered
from ui.printing.papers import USUAL, Setting

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.report.pack.material import Material
    from planner.risk.outcome import Risk


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be on paper, and on which.

    Attributes:
        kinds: names of kinds of page, in the order of a pack.
        beside: scenarios that the comparison sets beside the one in hand.
        person: the employee number of whom an estimate is for; empty for nobody.
        shows_numbers: whether people at risk stand under employee numbers.
        shows_names: whether hand-over lists and the estimate name people.
        has_contents: whether a long pack begins with its contents.
        setting: size and way of the paper.
        drawn: how many draws, and from which seed, the pages tell of.
    """

    kinds: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    person: str = ""
    shows_numbers: bool = False
    setting: Setting = USUAL
    shows_names: bool = False
    has_contents: bool = True
    drawn: tuple[int, int] = (QUICK_DRAWS, SEED)


@dataclass(frozen=True, slots=True)
class Made:
    """A pack laid out.

    Attributes:
        sheets: all of it, numbered.
        counts: how many sheets each kind takes; nil where it has nothing to say.
        every: the scenarios that were worked out for it.
        risk: the draws that its pages tell of, where any does.
        kept: each kind's sheets and what they were made from, for the next time.
    """

    sheets: tuple[Sheet, ...]
    counts: Mapping[str, int]
    every: "tuple[Results, ...]"
    kept: "Kept"
    risk: "Risk | None" = None


Kept = dict[str, tuple[object, tuple[Body, ...]]]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What pages are made from.

    Attributes:
        assessment: the plan, judged.
        results: of the scenario in hand.
        known: results that need not be worked out again.
        made_at: the date and time on every page.
        kept: sheets made before.
        risk: draws of the scenario in hand, where there are any.
    """

    assessment: work.Assessment
    results: "Results"
    known: "tuple[Results, ...]"
    made_at: datetime
    kept: Kept = field(default_factory=dict)
    risk: "Risk | None" = None


def make(ground: Ground, wish: Wish, tick: Tick) -> Made:
    """Make and lay out the pages wished for, taking over what was made from the same before.

    Raises:
        CancelledError: the tick said so.
    """
    from planner.report.packs import DOUBT, KINDS

    others: list[Results] = []
    if "comparison" in wish.kinds and wish.beside:
        others = work.evaluate_all(ground.assessment, wish.beside, ground.known, tick)
    material = _material(ground, wish, others, tick)
    kept: Kept = dict(ground.kept)
    bodies: list[Body] = []
    counts: dict[str, int] = {}
    for kind in KINDS:
        if kind.name not in wish.kinds:
            continue
        tick(len(counts) / len(wish.kinds), f"Making {kind.title}")
        made_from = (
            ground.results,
            ground.made_at,
            wish.setting,
            _own_part(kind.name, wish, others, material.risk),
        )
        if kind.name not in kept or kept[kind.name][0] != made_from:
            asked = _with_doubt(material, tick) if kind.name == DOUBT else material
            kept[kind.name] = (made_from, bodies_of(kind.build(asked), wish.setting, tick))
        found = kept[kind.name][1]
        counts[kind.name] = len(found)
        bodies += found
    whole = with_contents(bodies, wish.setting) if wish.has_contents else tuple(bodies)
    return Made(numbered(whole), counts, (ground.results, *others), kept, material.risk)


def _own_part(kind: str, wish: Wish, others: "list[Results]", risk: "Risk | None") -> object:
    """What a kind of page depends upon besides the scenario in hand and the paper."""
    match kind:
        case "board" | "risk":
            return risk
        case "comparison":
            return tuple(others)
        case "person":
            return (wish.person, wish.shows_names)
        case "handover":
            return wish.shows_names
        case "detail":
            return wish.shows_numbers
        case _:
            return None


def _material(ground: Ground, wish: Wish, others: "list[Results]", tick: Tick) -> "Material":
    from planner.report.pack.material import Material, person_at
    from planner.rules.rulebook import load_rules

    return Material(
        ground.results,
        load_rules(),
        ground.made_at,
        others,
        person_at(ground.results, wish.person),
        shows_numbers=wish.shows_numbers,
        shows_names=wish.shows_names,
        risk=_risk(ground, wish, tick),
        tick=tick,
    )


def _with_doubt(material: "Material", tick: Tick) -> "Material":
    """The same with what moves the scenario's draws, and what shocks would do."""
    from planner.risk.doubt import doubt_about

    if material.risk is None:
        return material
    return replace(material, doubt=doubt_about(material.results, material.risk, material.rules, tick))


def _risk(ground: Ground, wish: Wish, tick: Tick) -> "Risk | None":
    """The draws of the scenario in hand, drawn now where a page tells of them and there are none."""
    from planner.report.packs import DRAWN

    if ground.risk is not None or not DRAWN.intersection(wish.kinds):
        return ground.risk
    from planner.risk.simulate import simulate_results

    return simulate_results(ground.results, *wish.drawn, tick)
