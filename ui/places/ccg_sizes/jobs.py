"""What CCG sizes has worked out off the UI thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.base.ticks import Tick
    from planner.engine.ccg_sizes.areas import Area
    from planner.engine.ccg_sizes.proposals import Proposals
    from planner.engine.ccg_sizes.study import Study
    from planner.model.results import Results


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """The areas to choose from, and what was found of the one chosen; None where none is."""

    areas: "tuple[Area, ...]"
    area: "Area | None"
    study: "Study | None"


def look(results: "Results", area: "Area | None", known: "dict[Area, Proposals]", tick: "Tick") -> Looked:
    """Find the areas, and look at the one chosen; the plan's own to begin with."""
    from planner.engine.ccg_sizes.areas import OWN_LIST, THIS_PLAN, areas_of
    from planner.engine.ccg_sizes.study import study_of
    from planner.rules.rulebook import load_rules

    tick(0.0, "Finding practices")
    areas = areas_of(results.plan)
    own = next((one for one in areas if one.kind in (THIS_PLAN, OWN_LIST)), None)
    wanted = next((one for one in areas if area is not None and _is_same(one, area)), own)
    if wanted is None:
        return Looked(areas, None, None)
    proposals = known.get(wanted) if wanted.kind != OWN_LIST else None
    return Looked(areas, wanted, study_of(wanted, results, load_rules(), tick, proposals))


def _is_same(one: "Area", other: "Area") -> bool:
    """Whether two areas are one, though the plan's own list may have grown."""
    return (one.kind, one.trusts, one.team) == (other.kind, other.trusts, other.team)
