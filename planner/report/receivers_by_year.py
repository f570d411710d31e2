"""Every receiver's operating cost against its target, year by year."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from math import isfinite
from typing import Any

from planner.base.money import penny
from planner.engine.workings import Workings
from planner.model.results import Results
from planner.model.tables import BASELINE
from planner.report.board_summary import BESIDE_RECEIVERS, stamp_of
from planner.report.colours import ACCENT, DARK_PINK, GREEN, Look, Pattern
from planner.report.cost_bridge import cost_bridge
from planner.report.pages import BarChart, Block, ChartBar, Heading, Note, Page, Row, Table, TableColumn
from planner.report.positions import Position, first_year, positions, verdicts
from planner.report.wording import plain_pounds, signed_pounds

MOST_YEARS = 4
MEANING = (
    "What is paid beside receivers has no target: it is in the cost of all, and not in how far that is over "
    "or under."
)
MORE, LESS = Look(DARK_PINK, Pattern.RISING), Look(GREEN, Pattern.DOTS)


def receivers_by_year(results: Results, made_at: datetime) -> Page:
    """List cost and distance from target for each receiver, in the order of the plan."""
    years = results.years[:MOST_YEARS]
    by_year = {year: {one.receiver: one for one in positions(results, year)} for year in years}
    known = dict.fromkeys(code for found in by_year.values() for code in found)
    order = {code: at for at, code in enumerate(results.plan.organisations["code"])}
    codes = sorted(known, key=lambda code: order.get(code, len(order)))
    rows = [_row(code, [by_year[year].get(code) for year in years]) for code in codes]
    blocks: tuple[Block, ...] = (
        *_whole_system(results, years),
        *_bridge(results),
        Heading("Operating cost, and how far it is over (+) or under (-) the target", working="Results"),
        Table(_columns(years), (*rows, *_beside(results, years), _total(results, years))),
        Note(MEANING),
        Note("; ".join(f"{year}: {verdicts(tuple(by_year[year].values()))}" for year in years) + "."),
    )
    return Page("Receivers by year", results.scenario, blocks, stamp_of(results, made_at))


def _whole_system(results: Results, years: tuple[str, ...]) -> tuple[Block, ...]:
    """What the system costs year by year, as bars with the target across them."""
    head = results.headline
    bars = tuple(
        ChartBar(year, head.operating_cost[year], plain_pounds(head.operating_cost[year]), ACCENT, mark=mark)
        for year in years
        if isfinite(head.operating_cost[year])
        for mark in [head.target[year]]
    )
    return (
        Heading("The whole system: operating cost (bar) and targets (line), £", working="Results"),
        BarChart(bars, "Nothing is known of any year."),
    )


def _bridge(results: Results) -> tuple[Block, ...]:
    """From what it costs now to what it will cost, line by line, in the first full year."""
    if results.scenario == BASELINE or not isinstance(results.workings, Workings):
        return ()
    year = first_year(results)
    bars = tuple(
        ChartBar(
            str(one["name"]),
            float(one["amount"]),
            plain_pounds(one["amount"]) if one["is_total"] else signed_pounds(one["amount"]),
            _look(one),
            start=0.0 if one["is_total"] else float(one["start"]),
            is_strong=bool(one["is_total"]),
        )
        for one in cost_bridge(results, year).to_dict("records")
    )
    return (
        Heading(f"From going on as now to {results.scenario}, {year}, £", working="Results"),
        BarChart(bars, "Nothing is known of this year."),
        Note("Plain bars are totals; lines rising to the right cost more (+), dots cost less (-)."),
    )


def _look(step: Mapping[Hashable, Any]) -> Look:
    """A total, what costs more, what costs less: told apart without colour too."""
    if step["is_total"]:
        return ACCENT
    return MORE if step["amount"] > 0 else LESS


def _columns(years: tuple[str, ...]) -> tuple[TableColumn, ...]:
    pairs = [
        (TableColumn(f"{year} cost £", is_number=True), TableColumn("over or under £", is_number=True))
        for year in years
    ]
    return (TableColumn("Receiver"), *(column for pair in pairs for column in pair))


def _row(code: str, found: list[Position | None]) -> Row:
    """One receiver; a year in which it costs nothing and has no target is a dash."""
    name = next(one.name for one in found if one)
    cells = [
        text
        for one in found
        for text in ((plain_pounds(one.total), signed_pounds(one.over)) if one else ("–", "–"))
    ]
    return Row((name or code, *cells))


def _beside(results: Results, years: tuple[str, ...]) -> list[Row]:
    """What the system pays beside its receivers, so that each column adds to the headline."""
    by_year = results.system.set_index("year")
    rows = []
    for key, title in BESIDE_RECEIVERS:
        amounts = [float(by_year[key].get(year, 0.0)) for year in years]
        if any(penny(one) for one in amounts):
            rows.append(Row((title, *(text for one in amounts for text in (plain_pounds(one), "–")))))
    return rows


def _total(results: Results, years: tuple[str, ...]) -> Row:
    headline = results.headline
    cells = [
        text
        for year in years
        for text in (plain_pounds(headline.operating_cost[year]), signed_pounds(headline.over_target[year]))
    ]
    return Row(("All", *cells), is_strong=True)
