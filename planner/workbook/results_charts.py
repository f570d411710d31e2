"""The charts of the results workbook, of the spreadsheet's own making, beside the figures that they show."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from planner.model.results import Results
from planner.workbook.live_table import LiveTable, known, write_text
from planner.workbook.styles import DEEP_BLUE, FONT, MID_BLUE, WHOLE_POUNDS, Looks

MOST_BARS = 20
"""Functions or receivers that one chart can show legibly; the rest are one bar more."""
_WIDTH, _LEAST_HIGH, _A_BAR, _A_ROW = 760, 170, 22, 20
"""Pixels: of a chart, at least and for each bar more, and of a row of cells."""


@dataclass(slots=True)
class _Page:
    """The sheet of charts while it is written, and the row that comes next."""

    book: Any
    sheet: Any
    looks: Looks
    row: int = 2

    def heads(self, *titles: str) -> int:
        """Write the heads of a small table and return the row of its first figures."""
        for at, title in enumerate(titles):
            look = self.looks.over_figures if at else self.looks.required
            self.sheet.write_string(self.row, at, title, look)
        return self.row + 1

    def place(self, chart: Any, rows: int, high: int) -> None:
        """Put a chart beside the table in hand, and go on under both."""
        chart.set_size({"width": _WIDTH, "height": high})
        self.sheet.insert_chart(self.row, 4, chart)
        self.row += max(rows + 1, -(-high // _A_ROW)) + 2

    def cells(self, column: int, first: int, count: int) -> list[Any]:
        """Cells of a small table, as a chart names them."""
        return [self.sheet.get_name(), first, column, first + count - 1, column]


def write_charts(
    book: Any,
    sheet: Any,
    results: Results,
    receivers: LiveTable,
    functions: LiveTable,
    months: LiveTable,
    looks: Looks,
) -> None:
    """Write redundancy cost by function, cost against target by receiver, and cash by month.

    Args:
        book: what charts are made with.
        sheet: an empty sheet.
        results: of an evaluation.
        receivers, functions, months: where those tables stand; the charts follow their figures.
        looks: the formats of the workbook.
    """
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 2, 16)
    sheet.set_column(3, 3, 3)
    write_text(sheet, 0, 0, f"Charts: {results.scenario}", looks.title, looks)
    sheet.set_row(0, 28)
    page = _Page(book, sheet, looks)
    _costs(page, results, functions)
    _targets(page, results, receivers)
    _cash(page, results, months)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _costs(page: _Page, results: Results, functions: LiveTable) -> None:
    """Redundancy cost of the functions that have any, the greatest first."""
    frame = results.functions
    cost = frame["redundancy_cost"].to_numpy(dtype=np.float64)
    order = [int(at) for at in np.argsort(-cost, kind="stable") if cost[at] > 0]
    first = page.heads("Redundancy cost by function", "£")
    if not order:
        page.sheet.write_string(first, 0, "Nobody is likely to be redundant.", page.looks.note)
        page.row = first + 3
        return
    _refer(page, first, functions, frame, order[:MOST_BARS], ("redundancy_cost",))
    rows = len(order[:MOST_BARS])
    if len(order) > MOST_BARS:
        shown = f"SUM(B{first + 1}:B{first + rows})"
        rest = float(cost[order[MOST_BARS:]].sum())
        page.sheet.write_string(first + rows, 0, f"{len(order) - MOST_BARS:,} others", page.looks.plain)
        made = f"={functions.total('redundancy_cost')}-{shown}"
        page.sheet.write_formula(first + rows, 1, made, page.looks.whole_pounds, known(rest))
        rows += 1
    chart = _bars(page, "Redundancy cost by function, £")
    chart.add_series(_series(page, "Redundancy cost", 1, first, rows, DEEP_BLUE) | {"data_labels": _labels()})
    chart.set_legend({"none": True})
    page.place(chart, rows, _high(rows))


def _targets(page: _Page, results: Results, receivers: LiveTable) -> None:
    """What each receiver costs in the first year beside its target, the dearest first."""
    frame = results.receivers
    if not results.years:
        return
    year, total = results.years[0], frame["total"].to_numpy(dtype=np.float64)
    of_year = np.flatnonzero((frame["year"] == year).to_numpy())
    order = [int(at) for at in of_year[np.argsort(-total[of_year], kind="stable")]][:MOST_BARS]
    first = page.heads(f"Operating cost against target, {year}", "Cost, £", "Target, £")
    if not order:
        page.sheet.write_string(first, 0, "No receiver has any work.", page.looks.note)
        page.row = first + 3
        return
    _refer(page, first, receivers, frame, order, ("total", "target"))
    chart = _bars(page, f"Operating cost against target, {year}, £")
    chart.add_series(_series(page, "Operating cost", 1, first, len(order), DEEP_BLUE))
    target = _series(page, "Target", 2, first, len(order), "#FFFFFF")
    chart.add_series(target | {"border": {"color": DEEP_BLUE, "width": 1.25}})
    chart.set_legend({"position": "bottom"})
    page.place(chart, len(order), _high(len(order), 2))


def _cash(page: _Page, results: Results, months: LiveTable) -> None:
    """What each month saves against nothing moved, and what that has come to."""
    if not len(results.months):
        return
    page.sheet.write_string(page.row, 0, "Cash: the figures stand on the sheet Months", page.looks.heading)
    chart = page.book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "Saving of the month",
            "categories": f"={months.cells('month')}",
            "values": f"={months.cells('saving')}",
            "fill": {"color": MID_BLUE},
            "gap": 40,
        }
    )
    line = page.book.add_chart({"type": "line"})
    line.add_series(
        {
            "name": "Saving so far",
            "categories": f"={months.cells('month')}",
            "values": f"={months.cells('cumulative')}",
            "line": {"color": DEEP_BLUE, "width": 2.25},
        }
    )
    chart.combine(line)
    _dress(chart, "Saving by month against nothing moved, £")
    chart.set_x_axis({"num_font": {"name": FONT, "size": 8}, "label_position": "low"})
    chart.set_y_axis({"num_format": WHOLE_POUNDS, "major_gridlines": _GRID})
    chart.set_legend({"position": "bottom"})
    page.place(chart, 1, 340)


_GRID = {"visible": True, "line": {"color": "#D9D9D9"}}
_NONE = {"visible": False}


def _refer(
    page: _Page, first: int, table: LiveTable, frame: pd.DataFrame, order: list[int], keys: tuple[str, ...]
) -> None:
    """Write rows of a table anew in another order, each figure as a reference to where it stands."""
    names = frame["name"].tolist()
    for below, at in enumerate(order):
        write_text(page.sheet, first + below, 0, str(names[at]), page.looks.plain, page.looks)
        for position, key in enumerate(keys, start=1):
            found = float(frame[key].iloc[at])
            if np.isfinite(found):
                cell = f"='{table.sheet}'!${table.letters[key]}${table.first + at}"
                page.sheet.write_formula(first + below, position, cell, page.looks.whole_pounds, known(found))


def _series(page: _Page, name: str, column: int, first: int, count: int, colour: str) -> dict[str, Any]:
    return {
        "name": name,
        "categories": page.cells(0, first, count),
        "values": page.cells(column, first, count),
        "fill": {"color": colour},
        "gap": 40,
    }


def _labels() -> dict[str, Any]:
    return {"value": True, "num_format": WHOLE_POUNDS, "font": {"name": FONT, "size": 8}}


def _bars(page: _Page, title: str) -> Any:
    """Bars that lie, so that long names are read without turning one's head; the first on top."""
    chart = page.book.add_chart({"type": "bar"})
    _dress(chart, title)
    small = {"name": FONT, "size": 8}
    chart.set_y_axis({"reverse": True, "num_font": small, "label_position": "low", "major_gridlines": _NONE})
    chart.set_x_axis(
        {
            "num_format": WHOLE_POUNDS,
            "num_font": small,
            "major_gridlines": _GRID,
            "label_position": "high",
        }
    )
    return chart


def _dress(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12, "bold": True}, "overlay": False})
    chart.set_chartarea({"border": {"none": True}})


def _high(bars: int, series: int = 1) -> int:
    return _LEAST_HIGH + bars * (_A_BAR if series == 1 else 2 * _A_BAR - 8)
