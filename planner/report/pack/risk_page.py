"""Risk: how sure the figures are, what to provide for, which targets hold, what matters, and stresses."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.base.money import pounds_text
from planner.base.round_steps import round_step
from planner.model.tables import BASELINE
from planner.report import risk_figures
from planner.report.colours import ACCENT, DARK_GREY, Look, Pattern
from planner.report.pack.material import Material
from planner.report.pack.setting import figure, section, words
from planner.report.pages import (
    BarChart,
    Block,
    ChartBar,
    Heading,
    Note,
    Page,
    Paragraph,
    Row,
    Table,
)
from planner.report.wording import counted, percent_text, plain_pounds, short_name, signed_pounds
from planner.risk import tables
from planner.risk.outcome import Risk
from planner.risk.stress import StressTable

MOST_LEVERS, MOST_RECEIVERS, MOST_BINS = 10, 40, 14
COST = "redundancy_cost"
SPREAD_LOOK = Look(DARK_GREY, Pattern.RISING)


def risk_page(material: Material) -> tuple[Page, ...]:
    """Set out how sure the scenario is, where that was asked; of the baseline there is nothing to say."""
    doubt = material.doubt
    if doubt is None or material.results.scenario == BASELINE:
        return ()
    risk = doubt.risk
    blocks: tuple[Block, ...] = (
        Paragraph(f"{risk_figures.cost_sentence(risk)} {risk_figures.drawn_sentence(risk)}"),
        *_spreads(risk),
        Paragraph(f"{_provision(risk)} {risk.provision.why}", lead="Provision."),
        *_spread_of_cost(risk),
        *_chances(risk),
        *_levers(doubt.levers),
        *_stresses(doubt.stress),
        Note(risk_figures.why_apart(risk)),
    )
    return (material.page("Risk", blocks),)


def _spreads(risk: Risk) -> tuple[Block, ...]:
    rows = risk_figures.spread_words(risk).to_numpy().tolist()
    heads = ("Evaluated", "Mean", "+ or -", "P10", "P50", "P90")
    columns = (words("Figure", 2.0), *(figure(one) for one in heads))
    return section("How the main figures spread", "Risk", columns, rows)


def _spread_of_cost(risk: Risk) -> tuple[Block, ...]:
    """How often the cost came out where."""
    edges = round_edges(risk.cost.draws)
    counts, _ = np.histogram(risk.cost.draws, edges)
    bars = tuple(
        ChartBar(f"{pounds_text(low)} to {pounds_text(high)}", share, f"{share:.1%}", SPREAD_LOOK)
        for low, high, share in zip(edges[:-1], edges[1:], counts / max(len(risk.cost.draws), 1), strict=True)
    )
    return Heading("How often redundancy costs so much", working="Risk, spread"), BarChart(bars, "")


def round_edges(draws: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Round amounts at even steps that hold every draw, ``MOST_BINS`` steps at most."""
    low, high = (float(draws.min()), float(draws.max())) if len(draws) else (0.0, 1.0)
    step = round_step(max((high - low) / (MOST_BINS - 1), 1.0))
    first, last = np.floor(low / step), np.ceil(high / step)
    edges: npt.NDArray[np.float64] = np.arange(first, max(last, first + 1) + 1) * step
    return edges


def _provision(risk: Risk) -> str:
    """What to book and to hold; why stands below it."""
    book = risk.provision
    return f"Book {pounds_text(book.amount)} and hold {pounds_text(book.reserve)} in reserve."


def _chances(risk: Risk) -> tuple[Block, ...]:
    """The chance of each target in the first year, the least likely first."""
    year = str(risk.years["year"].iloc[0]) if len(risk.years) else ""
    found = tables.chances(risk, year)
    if found.empty:
        return ()
    rows = tuple(
        Row(
            (
                short_name(str(one["name"])),
                risk_figures.chance_text(float(one["chance"])),
                *(signed_pounds(float(one[key])) for key in ("expected", "p10", "p50", "p90")),
            )
        )
        for one in found.head(MOST_RECEIVERS).to_dict("records")
    )
    columns = (
        words("Receiver", 1.6),
        figure("Meets target"),
        *(figure(f"{one} £") for one in ("Evaluated", "P10", "P50", "P90")),
    )
    said = Paragraph(risk_figures.chances_sentence(risk, year))
    heading = Heading(f"Chance of each target, and £ over or under it, {year}", working="Risk, targets")
    more = len(found) - len(rows)
    rest = (
        (Note(f"The results workbook lists {counted(more, 'other')}, likelier to meet theirs."),)
        if more
        else ()
    )
    return heading, said, Table(columns, rows), *rest


def _levers(levers: pd.DataFrame) -> tuple[Block, ...]:
    """What each assumption does to the redundancy cost, the greatest first."""
    found = risk_figures.live_levers(levers, COST).head(MOST_LEVERS)
    bars = tuple(
        ChartBar(str(one["meaning"]), one["above"] - one["below"], _ends(one["below"], one["above"]), ACCENT,
                 start=one["below"])
        for one in found.to_dict("records")
    )  # fmt: skip
    return (
        Heading("What each assumption alone does to redundancy cost, £", working="Risk, what matters"),
        BarChart(bars, "No assumption moves it within its range."),
        Note(risk_figures.dead_sentence(levers)),
    )


def _ends(below: float, above: float) -> str:
    return f"{signed_pounds(below)} to {signed_pounds(above)}"


def _stresses(stress: StressTable) -> tuple[Block, ...]:
    rows = [
        (one["name"], plain_pounds(one[COST]), percent_text(one["talent_lost_percent"]),
         plain_pounds(one["operating_cost"]), signed_pounds(one["over_target"]))
        for one in stress.rows.to_dict("records")
        if not one["why_not"]
    ]  # fmt: skip
    columns = (
        words("What happens", 2.0),
        figure("Redundancy £"),
        figure("Talent lost"),
        figure("Operating cost £"),
        figure("Over target £"),
    )
    return section(f"Stresses, {stress.year}", "Risk, stress", columns, rows)
