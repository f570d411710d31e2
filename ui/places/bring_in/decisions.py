"""What a user decides of a list line by line, and what is taken of the list for that."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from planner.model.plan import Plan
    from planner.workbook.bringing_in.laying import Chosen, Laid

THEIRS, MINE = 0, 1
DATED, GOES, STAYS = 0, 1, 2
DAY = "last day"
Decisions = dict[str, dict[Hashable, int]]
"""What was decided, by kind of line and by line; under ``DAY`` the last day of leavers as its number."""


def pairs_of(decisions: Decisions) -> dict[str, str]:
    """Old employee number -> new, of those whom the user knows to be one person; each once."""
    found: dict[str, str] = {}
    for one, choice in decisions.get("same", {}).items():
        old, new = cast("tuple[str, str]", one)
        if choice == THEIRS and old not in found and new not in found.values():
            found[old] = new
    return found


def last_day_of(decisions: Decisions) -> date | None:
    """The last day that was given for those who left; None where none was."""
    number = decisions.get(DAY, {}).get(DAY)
    return date.fromordinal(number) if number is not None else None


def chosen_of(laid: "Laid", plan: "Plan | None", decisions: Decisions) -> "Chosen":
    """What is taken of a list."""
    from planner.model.refresh import Leaver
    from planner.workbook.bringing_in.laying import Chosen, first_choices

    if laid.refresh is None or plan is None:
        cells = decisions.get("conflicts", {})
        taken = [cast("tuple[int, str]", one) for one, choice in cells.items() if choice == THEIRS]
        return Chosen(replacing=taken)
    choices = first_choices(plan, laid)
    kinds = {DATED: Leaver.DATED, GOES: Leaver.GOES, STAYS: Leaver.STAYS}
    exceptions = {str(one): kinds[choice] for one, choice in decisions.get("left", {}).items()}
    refused = [
        cast("tuple[int, str]", one) for one, choice in decisions.get("changed", {}).items() if choice == MINE
    ]
    out = [cast("int", one) for one, choice in decisions.get("joined", {}).items() if choice == MINE]
    return Chosen(
        refresh=replace(
            choices,
            left_on=last_day_of(decisions) or choices.left_on,
            exceptions={**choices.exceptions, **exceptions},
            refused=frozenset(refused),
            not_joined=frozenset(out),
        )
    )
