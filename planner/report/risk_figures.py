"""Risk in tables and sentences: the same on screen, on paper, in the workbook and on the command line."""

from typing import TYPE_CHECKING

import pandas as pd

from planner.base.money import pounds_text
from planner.report.wording import counted, listed, percent_text, short_name, within
from planner.risk.tables import chance_of_all, chances, spread_rows

if TYPE_CHECKING:
    from planner.risk.outcome import Risk, Spread

LIKELY, UNLIKELY = 80.0, 50.0
"""Per cent: a chance from the first on is called likely, below the second unlikely."""
FEWEST = 1.0
"""Per cent below which, and by which below all, a chance is not written out."""
MEASURE_TITLES = {
    "redundancy_cost": "Redundancy cost",
    "talent_lost_percent": "Talent lost",
    "over_target": "Over target",
}


def figure_text(figure: float, unit: str) -> str:
    """A figure of a spread in its unit: ``£1,234``, ``12.3``, ``9.8%``."""
    if unit == "£":
        return pounds_text(figure)
    return percent_text(figure) if unit == "%" else f"{figure:,.1f}"


def chances_sentence(risk: "Risk", year: str) -> str:
    """How many receivers are likely to meet their targets, and all together."""
    found = chances(risk, year)
    if found.empty:
        return f"No receiver has a target in {year}."
    likely = int((found["chance"] >= LIKELY).sum())
    unlikely = [short_name(str(one)) for one in found.loc[found["chance"] < UNLIKELY, "name"]]
    whole = chance_of_all(risk, year)
    together = f"in {chance_text(whole)} of draws" if whole else "in none"
    said = (
        f"{likely:,} of {counted(len(found), 'receiver')} meet the target of {year} in at least"
        f" {LIKELY:.0f} draws of 100; all of them together {together}."
    )
    if unlikely:
        said += f" More likely to miss it than not: {listed(unlikely, 3)}."
    return said


def drawn_sentence(risk: "Risk") -> str:
    """How many draws of what."""
    what = "with assumptions at their values"
    if risk.drawn:
        what = f"with {counted(len(risk.drawn), 'assumption')} drawn between low and high"
    return f"{risk.draws:,} draws from seed {risk.seed}, {what}."


def cost_sentence(risk: "Risk") -> str:
    """Between which figures the redundancy cost is likely to lie, its mean, and the evaluation's figure."""
    cost = risk.cost
    return (
        f"In 8 draws of 10 redundancy costs between {pounds_text(cost.p10)} and {pounds_text(cost.p90)}. The"
        f" mean is {pounds_text(cost.mean)}; the evaluation says {pounds_text(cost.expected)}."
    )


def why_apart(risk: "Risk") -> str:
    """Why the mean of draws is not the evaluation's figure."""
    why = (
        "The mean of draws is not the evaluation's figure: whole people compete for whole posts, so that on"
        " most days some are left over whom expected numbers have placed"
    )
    return f"{why}; and ranges that reach further up than down move it too." if risk.drawn else f"{why}."


def live_levers(levers: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The assumptions that move a measure, the greatest swing first, with ``below`` and ``above`` it now.

    Args:
        levers: as ``planner.risk.tornado`` makes it.
        measure: one of its measures.
    """
    swing = f"{measure}_swing"
    found = levers[~levers["is_dead"] & (levers[swing] > 0)]
    found = found.sort_values(swing, ascending=False, kind="stable", ignore_index=True)
    ends = found[[f"{measure}_low", f"{measure}_high"]].sub(found[measure], axis=0)
    return found.assign(below=ends.min(axis=1).clip(upper=0), above=ends.max(axis=1).clip(lower=0))


def dead_sentence(levers: pd.DataFrame) -> str:
    """Which assumptions move nothing, by what they mean."""
    dead = [within(str(one)) for one in levers.loc[levers["is_dead"], "meaning"]]
    if not dead:
        return "Every assumption that has a range moves something."
    return f"Moves nothing here, so needs no debate: {'; '.join(dead)}."


def levers_sentence(levers: pd.DataFrame, measure: str) -> str:
    """Which assumption moves a measure most."""
    found = live_levers(levers, measure)
    name = MEASURE_TITLES[measure].lower()
    if found.empty:
        return f"No assumption moves {name} within its range."
    first = found.iloc[0]
    low, high = first[measure] + first["below"], first[measure] + first["above"]
    unit = "%" if measure == "talent_lost_percent" else "£"
    return (
        f"{len(found):,} of {counted(len(levers), 'assumption')} move {name}. Most: “{first['meaning']}”,"
        f" from {figure_text(low, unit)} to {figure_text(high, unit)} on its own."
    )


def spread_words(risk: "Risk") -> pd.DataFrame:
    """As ``spread_rows``, each figure written in its unit."""
    rows = spread_rows(risk)
    figures = ["expected", "mean", "error", "p10", "p50", "p90"]
    words = {
        one: [figure_text(figure, unit) for figure, unit in zip(rows[one], rows["unit"], strict=True)]
        for one in figures
    }
    return pd.DataFrame({"name": rows["name"], **words})


def marks_of(spread: "Spread") -> list[tuple[float, str, str, bool]]:
    """What is marked on a spread: amount, name, in words, and whether it is the evaluation's own figure."""
    marks = [
        (spread.p10, "P10", False),
        (spread.p50, "P50", False),
        (spread.p90, "P90", False),
        (spread.expected, "Evaluated", True),
    ]
    return [(at, name, figure_text(at, spread.unit), own) for at, name, own in marks]


def bins_of(spread: "Spread") -> pd.DataFrame:
    """The histogram of a spread with a ``tip`` for each bin."""
    found = spread.histogram()
    tips = [
        f"{figure_text(low, spread.unit)} to {figure_text(high, spread.unit)}: {draws:,} draws, {share:.1%}"
        for low, high, draws, share in found.itertuples(index=False)
    ]
    return found.assign(tip=tips)


def provision_sentence(risk: "Risk") -> str:
    """What to book, what it covers, and what to hold beside it."""
    book = risk.provision
    return (
        f"Book {pounds_text(book.amount)}: the mean of the draws, which covers {book.percentile:.0f} of 100."
        f" Hold {pounds_text(book.reserve)} in reserve to cover {book.reserve_percentile:.0f} of 100."
    )


def chance_text(per_cent: float) -> str:
    """A chance as an odds-maker would say it: never 100% or 0% where some draws say otherwise."""
    if 0 < per_cent < FEWEST:
        return f"under {FEWEST:.0f}%"
    return f"over {100 - FEWEST:.0f}%" if 100 - FEWEST < per_cent < 100 else f"{per_cent:.0f}%"


def agreement_in_words(found: pd.DataFrame) -> pd.DataFrame:
    """As ``planner.risk.agreement`` makes it, with yes and no."""
    return found.assign(agrees=["yes" if one else "no" for one in found["agrees"]])
