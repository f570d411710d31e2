"""What the people behind a figure are called: ``pool CON 8b``, ``may be placed at NHS Leeds North CCG``."""

from typing import TYPE_CHECKING

from planner.model.placement_words import name_of
from planner.report.behind import OUTCOME, RECEIVER
from ui.places.people.columns import OUTCOMES
from ui.places.targets import PeopleBehind

if TYPE_CHECKING:
    from planner.model.results import Results


def words_of(results: "Results", behind: PeopleBehind) -> str:
    """The words given with a target, else words made of its keys and values."""
    if behind.words:
        return behind.words
    return ", ".join(_said(results, key, value) for key, value in ((behind.key, behind.value), *behind.also))


def _said(results: "Results", key: str, value: str) -> str:
    if key == RECEIVER:
        return f"who may be placed at {name_of(results.plan, value)}"
    if key == OUTCOME:
        return f"with odds of: {OUTCOMES.get(value, value.removeprefix('p_'))}"
    if key == "function":
        named = results.functions.loc[results.functions["function"] == value, "name"]
        return str(named.iloc[0]) if len(named) else f"function {value}"
    if key == "organisation":
        return f"of {name_of(results.plan, value)}"
    if key == "employee_number":
        return f"employee {value}"
    return f"{key.replace('_', ' ')} {value}"
