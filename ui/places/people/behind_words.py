"""What the people behind a figure are called: ``people of pool CON 8b who may be redundant``."""

from typing import TYPE_CHECKING

from planner.model.placement_words import name_of
from planner.report.behind import OUTCOME, RECEIVER
from ui.places.targets import PeopleBehind

if TYPE_CHECKING:
    from planner.model.results import Results

_MAY = {
    "p_placed": "who may be placed",
    "p_redundant": "who may be redundant",
    "p_resigned": "who may resign",
    "p_left": "who may leave unpaid",
    "p_mars": "who may leave under MARS",
    "p_ended": "whose contract may end",
}


def words_of(results: "Results", behind: PeopleBehind) -> str:
    """The words given with a target, else words made of its keys and values."""
    if behind.words:
        return behind.words
    parts = [_said(results, key, value) for key, value in ((behind.key, behind.value), *behind.also)]
    plain = [one for one in parts if not one.startswith("who")]
    may = [one for one in parts if one.startswith("who")]
    return " ".join(("people", *plain, " and ".join(may))).rstrip()


def pools_words(results: "Results", behind: PeopleBehind) -> str:
    """The pools that a target chooses: ``pool CON 8b``, ``Contracting band 7``."""
    parts = [_said(results, key, value) for key, value in ((behind.key, behind.value), *behind.also)]
    return " ".join(part.removeprefix("of ") for part in parts)


def _said(results: "Results", key: str, value: str) -> str:
    if key == RECEIVER:
        return f"who may be placed at {name_of(results.plan, value)}"
    if key == OUTCOME:
        return _MAY.get(value, f"with odds of {value.removeprefix('p_')}")
    if key == "function":
        named = results.functions.loc[results.functions["function"] == value, "name"]
        return f"of {named.iloc[0]}" if len(named) else f"of function {value}"
    if key == "organisation":
        return f"of {name_of(results.plan, value)}"
    if key == "employee_number":
        return f"with number {value}"
    return f"of {key.replace('_', ' ')} {value}"
