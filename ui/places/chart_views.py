"""Each chart of Results: what it draws, what it says, the table beside it, and what stands behind a bar."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from planner.report import breakdowns
from planner.report import chart_sentences as say
from planner.report.cost_bridge import cost_bridge
from planner.report.market_tables import market_table, support_table
from planner.report.market_words import market_sentence, support_sentence
from planner.report.redundancy_shares import redundancy_by_receiver
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column
from ui.places import results_bars as bars
from ui.places import results_behind as behind
from ui.places import results_market as market
from ui.places import results_months as over_time

if TYPE_CHECKING:
    from planner.model.results import Results
    from ui.charts.bars import Bar
    from ui.places.chart_panel import ChartPanel


@dataclass(frozen=True, slots=True)
class ChartView:
    """One chart.

    Attributes:
        name, group, tab: how the program knows it, which charts it stands with, what its button says.
        heading: what it shows; ``{year}`` is the year in hand.
        sentence: what it says, from the results and the year.
        columns: those of the table beside it, from the results.
        table: its rows, from the results and the year.
        identity: the column of the table that names a row, by which it is found again.
        draw: draws the table on the panel.
        find: what stands behind a row.
        advice: what it means when there is nothing to draw.
        row_sentence: what it says of the row in hand, from its ``identity``; None to say the same of all.
    """

    name: str
    group: str
    tab: str
    heading: str
    sentence: "Callable[[Results, str], str]"
    columns: "Callable[[Results], tuple[Column, ...]]"
    table: "Callable[[Results, str], pd.DataFrame]"
    identity: str
    draw: "Callable[[ChartPanel, Results, pd.DataFrame], None]"
    find: behind.Finder
    advice: str
    row_sentence: "Callable[[Results, str], str] | None" = None

    @property
    def is_over_months(self) -> bool:
        """Whether its rows are months, of which the last is looked at first."""
        return self.identity == "month"


def _as_bars(
    made: "Callable[[Results, pd.DataFrame], list[Bar]]", *, are_pounds: bool = True
) -> "Callable[[ChartPanel, Results, pd.DataFrame], None]":
    """Draw a table as bars."""

    def draw(panel: "ChartPanel", results: "Results", table: pd.DataFrame) -> None:
        panel.show_bars(made(results, table), are_pounds=are_pounds)

    return draw


def _redundancy(first: Column, *more: Column) -> "Callable[[Results], tuple[Column, ...]]":
    columns = (first, *more, c.fte("redundant_fte", "Redundant"), c.money("redundancy_cost", "Redundancy"))
    return lambda _results: columns


def _always(*columns: Column) -> "Callable[[Results], tuple[Column, ...]]":
    return lambda _results: columns


def _years(results: "Results") -> tuple[Column, ...]:
    return (
        c.words("name", "Organisation", wide=True),
        *(c.money(year, year) for year in results.years),
        c.money("target", "Target"),
    )


def _signed(key: str, title: str) -> Column:
    return c.signed(key, f"{title}\n£")


NOBODY_REDUNDANT = "Nobody is likely to be redundant in this scenario."
REDUNDANCY, TALENT, COST, CASH, MARKET = "Redundancy", "Talent", "Cost", "Cash", "Market"

VIEWS = (
    ChartView(
        "functions",
        REDUNDANCY,
        "Function",
        "Redundancy cost by function, £",
        lambda results, _year: say.functions_sentence(results),
        _redundancy(c.words("name", "Function", wide=True), c.count("heads", "People")),
        lambda results, _year: breakdowns.redundancy_by_function(results),
        "function",
        _as_bars(bars.redundancy_bars),
        behind.people_with("function", "function"),
        NOBODY_REDUNDANT,
    ),
    ChartView(
        "bands",
        REDUNDANCY,
        "Band",
        "Redundancy cost by band, £",
        lambda results, _year: say.bands_sentence(results),
        _redundancy(c.words("band", "Band", wide=True), c.count("heads", "People")),
        lambda results, _year: breakdowns.redundancy_by_band(results),
        "band",
        _as_bars(bars.redundancy_bars),
        behind.people_with("band", "band"),
        "Nobody counts in this plan yet.",
    ),
    ChartView(
        "receivers",
        REDUNDANCY,
        "Receiver",
        "Redundancy cost by who takes the work, £",
        lambda results, _year: say.receivers_sentence(results),
        _redundancy(
            c.words("name", "Receiver", wide=True),
            c.fte("fte", "Work taken", "FTE now, in the share of the work that it takes"),
        ),
        lambda results, _year: redundancy_by_receiver(results),
        "receiver",
        _as_bars(bars.redundancy_bars),
        behind.people_of_receivers,
        NOBODY_REDUNDANT,
    ),
    ChartView(
        "senders",
        REDUNDANCY,
        "Sender",
        "Redundancy cost by sender, £",
        lambda results, _year: say.senders_sentence(results),
        _redundancy(c.words("name", "Sender", wide=True), c.count("heads", "People")),
        lambda results, _year: breakdowns.redundancy_by_sender(results),
        "sender",
        _as_bars(bars.redundancy_bars),
        behind.people_with("sender", "organisation"),
        NOBODY_REDUNDANT,
    ),
    ChartView(
        "talent",
        TALENT,
        "Talent lost",
        "Talent lost by function, percentage points of the headline",
        lambda results, _year: say.talent_sentence(results),
        _always(
            c.words("name", "Function", wide=True),
            c.fte("fte", "Now"),
            Column("points", "Of headline\npoints", lambda value: f"{value:.2f}", is_number=True),
            c.percentage("talent_lost_percent", "Of its own"),
        ),
        lambda results, _year: breakdowns.talent_by_function(results),
        "function",
        _as_bars(bars.talent_bars, are_pounds=False),
        behind.people_by_talent,
        "No talent is lost in this scenario.",
    ),
    ChartView(
        "cover",
        TALENT,
        "Cover",
        "Cover on day one by function against its minimum (upright stroke), %",
        lambda results, _year: say.cover_sentence(results),
        _always(
            c.words("name", "Function", wide=True),
            c.percentage("cover_percent", "Cover"),
            c.percentage("minimum_percent", "Minimum"),
            c.fte("short_fte", "Short", "What is missing to the minimum"),
            Column("is_statutory", "Statutory", figures.yes_no),
            c.fte("required_fte", "Required"),
            c.fte("placed_fte", "Placed"),
            c.words("standing", "Standing"),
        ),
        lambda results, _year: breakdowns.cover_by_function(results),
        "function",
        _as_bars(bars.cover_bars, are_pounds=False),
        behind.people_with("function", "function"),
        "There is no work to cover on day one.",
    ),
    ChartView(
        "targets",
        COST,
        "Target",
        "Operating cost against target (upright stroke), {year}, £",
        say.targets_sentence,
        _always(
            c.words("name", "Receiver", wide=True),
            c.money("total", "Cost"),
            c.money("target", "Target"),
            _signed("over", "Over (+)"),
            c.percentage("over_percent", "Over (+)"),
        ),
        breakdowns.cost_against_target,
        "receiver",
        _as_bars(bars.target_bars),
        behind.cost_lines,
        "No receiver has a cost or a target in this year.",
    ),
    ChartView(
        "years",
        COST,
        "Year",
        "Operating cost by year against target (dashed), £",
        lambda results, _year: say.years_sentence(results),
        _years,
        lambda results, _year: breakdowns.cost_across_years(results),
        "receiver",
        over_time.draw_years,
        behind.year_lines,
        "There is no operating cost to show.",
        say.years_sentence,
    ),
    ChartView(
        "bridge",
        COST,
        "Waterfall",
        "Operating cost from now to the scenario, {year}, £",
        say.bridge_sentence,
        _always(
            c.words("name", "Step", wide=True),
            _signed("change", "Change"),
            c.money("end", "Comes to"),
        ),
        cost_bridge,
        "step",
        _as_bars(bars.bridge_bars),
        behind.step_lines,
        "There is no operating cost to show.",
    ),
    ChartView(
        "cash",
        CASH,
        "Cumulative",
        "Cumulative cash against going on as now, £",
        lambda results, _year: say.cash_sentence(results),
        _always(
            Column("month", "Month", figures.month, is_wide=True),
            c.money("total", "Scenario"),
            c.money("baseline", "Baseline"),
            _signed("saving", "Saving"),
            _signed("cumulative", "Cumulative"),
        ),
        lambda results, _year: results.months,
        "month",
        over_time.draw_cash,
        behind.month_lines,
        "There are no months between the plan's start and its horizon.",
    ),
    ChartView(
        "months",
        CASH,
        "Month",
        "Cash saved (above nil) and spent (below) month by month, £",
        lambda results, _year: say.months_sentence(results),
        _always(
            Column("month", "Month", figures.month, is_wide=True),
            _signed("saving", "In all"),
            _signed("running", "Running"),
            _signed("redundancy", "Redundancy"),
            _signed("pay_in_lieu", "Notice"),
            _signed("double_running", "Double"),
        ),
        lambda results, _year: breakdowns.cash_parts(results),
        "month",
        over_time.draw_months,
        behind.month_lines,
        "There are no months between the plan's start and its horizon.",
    ),
    ChartView(
        "market",
        MARKET,
        "What is bought",
        "What is bought by function, {year}, £",
        market_sentence,
        _always(*market.MARKET),
        market_table,
        "function",
        _as_bars(market.market_bars),
        market.market_lines,
        market.NOTHING_BOUGHT,
    ),
    ChartView(
        "support",
        MARKET,
        "Support organisations",
        "Income of support organisations against cost (upright stroke), {year}, £",
        support_sentence,
        _always(*market.SUPPORT),
        support_table,
        "supplier",
        _as_bars(market.support_bars),
        market.support_years,
        market.NO_SUPPORT,
    ),
)
"""In the order of their buttons."""

GROUPS = tuple(dict.fromkeys(view.group for view in VIEWS))
"""What the charts are about, in order."""
