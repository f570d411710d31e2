"""The columns of the tables of Compare: what stands first, then each scenario beside the base."""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from planner.engine.scenario_keys import difference_of, figure_of
from ui import figures
from ui.figures import Show
from ui.models import columns as c
from ui.models.columns import Column

if TYPE_CHECKING:
    from planner.engine.compare import Comparison

SHOWN = {"£": figures.whole, "FTE": figures.fte, "%": figures.one_place, "years": figures.one_place}


def headline_columns(comparison: "Comparison") -> tuple[Column, ...]:
    """The measure, its unit, the base, then each scenario with its difference."""
    found = [c.words("measure", "Measure", wide=True), c.words("unit", "Unit")]
    found.append(_amounts(figure_of(comparison.base), f"{headed(comparison.base)}\n(base)", comparison.base))
    for name in comparison.scenarios:
        found += [
            _amounts(figure_of(name), headed(name), name),
            _amounts(difference_of(name), "difference", f"{name} less {comparison.base}"),
        ]
    return tuple(found)


def headline_in_words(frame: pd.DataFrame, comparison: "Comparison") -> pd.DataFrame:
    """The headline as it is shown: each row's figures in the form of its unit."""
    found = {"measure": frame["measure"], "unit": frame["unit"]}
    shows = [SHOWN.get(unit, figures.whole) for unit in frame["unit"]]
    for name in comparison.everyone:
        found[figure_of(name)] = _written(frame[figure_of(name)], shows)
    for name in comparison.scenarios:
        cells = zip(frame[difference_of(name)], shows, strict=True)
        words = [figures.with_sign(value, show) for value, show in cells]
        found[difference_of(name)] = pd.Series(words, index=frame.index, dtype="str")
    return pd.DataFrame(found)


def receiver_columns(comparison: "Comparison") -> tuple[Column, ...]:
    """The receiver and its target, the base, then each scenario with its difference."""
    found = [
        c.words("name", "Receiver", wide=True),
        c.money("target", "Target"),
        Column(
            figure_of(comparison.base),
            _pounds(comparison.base),
            figures.whole,
            is_number=True,
            tip=comparison.base,
        ),
    ]
    for name in comparison.scenarios:
        found += [
            Column(figure_of(name), _pounds(name), figures.whole, is_number=True, tip=name),
            Column(
                difference_of(name),
                "difference\n£",
                figures.signed,
                is_number=True,
                tip=f"{name} less {comparison.base}",
            ),
        ]
    return tuple(found)


def function_columns(comparison: "Comparison") -> tuple[Column, ...]:
    """The function, then who does it in each scenario."""
    every = [c.words(figure_of(name), headed(name), wide=True, tip=name) for name in comparison.everyone]
    return (c.words("function", "Function"), c.words("name", "Name", wide=True), *every)


def post_columns(comparison: "Comparison") -> tuple[Column, ...]:
    """The receiver, the function and the band, then the FTE of posts in each scenario."""
    every = [
        Column(figure_of(name), f"{headed(name)}\nFTE", figures.fte, is_number=True, tip=name)
        for name in comparison.everyone
    ]
    first = (c.words("name", "Receiver", wide=True), c.words("function_name", "Function", wide=True))
    return (*first, c.words("band", "Band"), *every)


def people_columns(comparison: "Comparison") -> tuple[Column, ...]:
    """Who, then what is likeliest in each scenario and by how much redundancy is likelier."""
    found = [
        c.words("employee_number", "Employee\nnumber"),
        c.words("function", "Function"),
        c.words("band", "Band"),
        c.words(figure_of(comparison.base), f"{headed(comparison.base)}\n(base)", wide=True),
    ]
    for name in comparison.scenarios:
        found += [
            c.words(figure_of(name), headed(name), wide=True, tip=name),
            Column(
                difference_of(name),
                "redundancy\n%-points",
                _points,
                is_number=True,
                tip=f"Odds of redundancy in {name} less those in {comparison.base}, in percentage points",
            ),
        ]
    return tuple(found)


def assumption_columns(comparison: "Comparison") -> tuple[Column, ...]:
    """What is assumed, its unit, then its value in each scenario."""
    every = [
        Column(figure_of(name), headed(name), figures.exact, is_number=True, tip=name)
        for name in comparison.everyone
    ]
    return (
        c.words("meaning", "Assumption", wide=True),
        c.words("key", "Key"),
        c.words("unit", "Unit"),
        *every,
    )


def headed(name: str) -> str:
    """A scenario's name as a head of at most two lines."""
    lines = textwrap.wrap(name, 18, max_lines=2, placeholder="…")
    return "\n".join(lines)


def _pounds(name: str) -> str:
    return f"{headed(name)} £"


def _points(value: float) -> str:
    return figures.with_sign(value, figures.one_place)


def _amounts(key: str, title: str, tip: str) -> Column:
    return Column(key, title, figures.text, is_number=True, tip=tip)


def _written(values: "pd.Series[float]", shows: Sequence[Show]) -> "pd.Series[str]":
    words = [show(value) for value, show in zip(values, shows, strict=True)]
    return pd.Series(words, index=values.index, dtype="str")
