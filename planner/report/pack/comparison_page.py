"""The comparison: up to six scenarios side by side, and what differs between them."""

from collections.abc import Sequence
from math import isnan
from typing import Any

import pandas as pd

from planner.base.money import penny
from planner.engine.compare import MOST, Comparison, compare
from planner.engine.scenario_keys import figure_of
from planner.model.results import Results
from planner.model.tables import BASELINE
from planner.report.pack.material import Material
from planner.report.pack.setting import figure, receiver_names, section, words
from planner.report.pages import Block, Note, Page, Paragraph
from planner.report.positions import first_year
from planner.report.wording import (
    counted,
    fte_text,
    listed,
    percent_text,
    plain_pounds,
    short_name,
    signed_pounds,
)

REST = "Others, and what is paid beside receivers"
MOST_UPRIGHT = 3
"""Scenarios for which a sheet standing upright is wide enough."""
PLURALS = {
    "CCG": "CCGs",
    "PCT": "PCTs",
    "Local authority": "local authorities",
    "Provider": "providers",
    "CSO hosted": "support organisations",
}


def _shown(unit: str, value: float) -> str:
    """A figure in the form of its unit."""
    match unit:
        case "£":
            return plain_pounds(value)
        case "FTE":
            return fte_text(value)
        case "%":
            return percent_text(value)
        case "people":
            return f"{value:,.1f}"
        case _:
            return f"{value:,.0f}"


def comparison_page(material: Material) -> tuple[Page, ...]:
    """Set the scenario in hand beside the others; nothing to compare with gives no page."""
    base = material.results
    others = [one for one in material.others if one.scenario != base.scenario][:MOST]
    if not others:
        return ()
    everyone = [base, *others]
    found = compare(everyone, base)
    names = (found.base, *found.scenarios)
    year = first_year(base)
    rows = [
        (
            str(row["measure"]),
            str(row["unit"]),
            *(_shown(str(row["unit"]), float(row[figure_of(name)])) for name in names),
        )
        for row in found.headline.to_dict("records")
        if "/" not in str(row["measure"]) or str(row["measure"]).endswith(year)
    ]
    heads = found.people["employee_number"].nunique()
    blocks: tuple[Block, ...] = (
        Paragraph(f"{base.scenario} beside {listed(list(found.scenarios), most=len(names))}."),
        *section(
            "Headline figures",
            "Compare",
            (words("Measure", 1.6, 2), words("Unit", 0.6), *(figure(name) for name in names)),
            rows,
        ),
        *_receivers(found, everyone, year),
        *_functions(everyone),
        Note(f"{counted(heads, 'person', 'people')} would be differently placed or have other odds."),
    )
    return (material.page("Comparison", blocks, is_wide=len(names) > MOST_UPRIGHT),)


def _receivers(found: Comparison, everyone: Sequence[Results], year: str) -> tuple[Block, ...]:
    """What differs, receiver by receiver, then all else, so that each column adds to its headline."""
    frame = found.receivers[found.receivers["year"] == year]
    if frame.empty:
        return ()
    keys = [figure_of(one.scenario) for one in everyone]
    whole = [one.headline.operating_cost.get(year, float("nan")) for one in everyone]
    rest = [all_ - float(frame[key].sum()) for all_, key in zip(whole, keys, strict=True)]
    rows = [
        (short_name(str(row["name"])), plain_pounds(row["target"]), *_beside([row[key] for key in keys]))
        for row in frame.to_dict("records")
    ]
    if any(penny(one) for one in rest):
        rows.append((REST, "", *_beside(rest)))
    columns = (
        words("Receiver", 2.0),
        figure("Target £"),
        *(figure(f"{one.scenario} £") for one in everyone),
        *((figure("Difference £"),) if len(everyone) == 2 else ()),
    )
    title = f"Operating cost where it differs, {year}"
    return section(title, "Compare", columns, rows, ("All", "", *_beside(whole)))


def _beside(amounts: Sequence[float]) -> tuple[str, ...]:
    """Amounts beside each other; of two, by how much the second is more: what is not there costs nothing."""
    shown = tuple(plain_pounds(one) for one in amounts)
    if len(amounts) != 2:
        return shown
    first, second = (0.0 if isnan(one) else one for one in amounts)
    return (*shown, signed_pounds(second - first))


def _functions(everyone: Sequence[Results]) -> tuple[Block, ...]:
    """Who does each function, by name; the baseline leaves all of them where they are."""
    moving = [one for one in everyone if one.scenario != BASELINE]
    said = [_who(one) for one in moving]
    functions = moving[0].functions if moving else everyone[0].functions
    rows = []
    for code, name in zip(functions["function"], functions["name"], strict=True):
        ways = [who.get(str(code), "nobody") for who in said]
        if len(set(ways)) > 1:
            rows.append((str(name), *ways))
    return section(
        "Who does what, where it differs",
        "Compare",
        (words("Function", 1.3, 2), *(words(one.scenario, 1.6, 3) for one in moving)),
        rows,
    )


def _who(results: Results) -> dict[str, str]:
    """Each function's receivers in words: ``share: 2 CCGs``, ``buy: NHS Yorkshire CSU``."""
    first = results.services[results.services["year"] == results.years[0]] if results.years else None
    if first is None:
        return {}
    names = receiver_names(results)
    kinds = results.plan.organisations.set_index("code")["kind"].to_dict()
    found = {}
    for function, mine in first.groupby("function", sort=False):
        by_mode = mine.groupby(mine["mode"].fillna("as now"), sort=False)["receiver"]
        found[str(function)] = "; ".join(f"{mode}: {_named(codes, names, kinds)}" for mode, codes in by_mode)
    return found


def _named(codes: "pd.Series[str]", names: dict[str, str], kinds: dict[Any, Any]) -> str:
    """Receivers by name; more than two of one kind as their number and kind."""
    of_kind: dict[str, list[str]] = {}
    for code in codes:
        of_kind.setdefault(str(kinds.get(code, "")), []).append(names.get(code, code))
    said = []
    for kind, mine in of_kind.items():
        noun = PLURALS.get(kind)
        said.append(f"{len(mine):,} {noun}" if noun and len(mine) > 2 else listed(mine, most=2))
    return ", ".join(said)
