"""The charts of the results workbook, of the spreadsheet's own making."""

from typing import Any

from planner.model.results import Results
from planner.workbook.live_table import LiveTable
from planner.workbook.styles import DEEP_BLUE, FONT, MID_BLUE

MOST_BARS = 40
"""Functions or receivers that one chart can show legibly."""
_SIZE = {"width": 760, "height": 320}


def add_charts(book: Any, front: Any, results: Results, receivers: LiveTable, functions: LiveTable) -> None:
    """Put the two charts beside the headline: redundancy cost by function, cost against target."""
    count = min(len(results.functions), MOST_BARS)
    if count:
        costs = [_series(functions, "redundancy_cost", "name", count, "Redundancy cost", DEEP_BLUE)]
        front.insert_chart("G3", _columns(book, "Redundancy cost by function", costs))
    of_year = int((results.receivers["year"] == results.years[0]).sum()) if results.years else 0
    count = min(of_year, MOST_BARS)
    if count:
        cost = _series(receivers, "total", "name", count, "Operating cost", DEEP_BLUE)
        target = _series(receivers, "target", "name", count, "Target", MID_BLUE)
        title = f"Operating cost against target, {results.years[0]}"
        front.insert_chart("G20", _columns(book, title, [cost, target]))


def _series(table: LiveTable, key: str, names: str, count: int, title: str, colour: str) -> dict[str, Any]:
    def cells(column: str) -> str:
        letter = table.letters[column]
        return f"='{table.sheet}'!${letter}${table.first}:${letter}${table.first + count - 1}"

    return {
        "name": title,
        "categories": cells(names),
        "values": cells(key),
        "fill": {"color": colour},
        "gap": 60,
    }


def _columns(book: Any, title: str, series: list[dict[str, Any]]) -> Any:
    chart = book.add_chart({"type": "column"})
    for one in series:
        chart.add_series(one)
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12, "bold": True}, "overlay": False})
    chart.set_y_axis(
        {"num_format": "£#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    chart.set_x_axis({"num_font": {"name": FONT, "size": 8}})
    chart.set_legend({"position": "bottom"} if len(series) > 1 else {"none": True})
    chart.set_size(_SIZE)
    return chart
