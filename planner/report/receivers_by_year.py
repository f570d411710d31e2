"""Every receiver's operating cost against its target, year by year."""

from datetime import datetime

from planner.model.results import Results
from planner.report.board_summary import stamp_of
from planner.report.pages import Block, Heading, Note, Page, Row, Table, TableColumn
from planner.report.positions import Position, positions, verdicts
from planner.report.wording import plain_pounds, signed_pounds

MOST_YEARS = 4


def receivers_by_year(results: Results, made_at: datetime) -> Page:
    """List cost and distance from target for each receiver, in the order of the plan."""
    years = results.years[:MOST_YEARS]
    by_year = {year: {one.receiver: one for one in positions(results, year)} for year in years}
    known = dict.fromkeys(code for found in by_year.values() for code in found)
    order = {code: at for at, code in enumerate(results.plan.organisations["code"])}
    codes = sorted(known, key=lambda code: order.get(code, len(order)))
    rows = [_row(code, [by_year[year].get(code) for year in years]) for code in codes]
    blocks: tuple[Block, ...] = (
        Heading("Operating cost, and how far it is over (+) or under (-) the target", working="Results"),
        Table(_columns(years), (*rows, _total(results, years))),
        Note("“All” is the whole system, with senders until they close and what stays committed."),
        *(Note(f"{year}: {verdicts(tuple(by_year[year].values()))}.") for year in years),
    )
    return Page("Receivers by year", results.scenario, blocks, stamp_of(results, made_at))


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


def _total(results: Results, years: tuple[str, ...]) -> Row:
    headline = results.headline
    cells = [
        text
        for year in years
        for text in (plain_pounds(headline.operating_cost[year]), signed_pounds(headline.over_target[year]))
    ]
    return Row(("All", *cells), is_strong=True)
