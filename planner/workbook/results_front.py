"""The front of the results workbook: the headline, and scenarios side by side."""

from typing import Any

import numpy as np
import pandas as pd

from planner.base.dates import long_date
from planner.engine.compare import Comparison
from planner.engine.scenario_keys import figure_of
from planner.model.results import Results
from planner.workbook.live_table import LiveTable, known, write_text
from planner.workbook.styles import Looks


def write_headline(
    sheet: Any, results: Results, people: LiveTable, receivers: LiveTable, exposure: str, looks: Looks
) -> None:
    """Write the figures that never leave the screen, as formulas over the other sheets.

    Args:
        sheet: an empty sheet.
        results: of an evaluation.
        people, receivers: where those tables stand.
        exposure: the cell with the share of redundancy cost that is re-employed.
        looks: the formats of the workbook.
    """
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 5, 17)
    facts = results.plan.facts
    write_text(sheet, 0, 0, f"{facts.plan_name}: {results.scenario}", looks.title, looks)
    sheet.set_row(0, 28)
    told = f"Closure {long_date(facts.closure)}; rules of {results.rules_version}. Holds employee numbers."
    sheet.write_string(1, 0, told, looks.note)
    row = _write_figures(sheet, 3, results, people, exposure, looks)
    row = _write_years(sheet, row + 1, results, receivers, looks)
    left_out = results.left_out
    if left_out.rows:
        told = f"{left_out.rows:,} staff rows ({left_out.fte:,.2f} FTE) are in error and in no figure."
        sheet.write_string(row + 1, 0, told, looks.note)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _write_figures(
    sheet: Any, row: int, results: Results, people: LiveTable, exposure: str, looks: Looks
) -> int:
    head = results.headline
    redundant, fte = people.cells("p_redundant"), people.cells("fte")
    value, lost = people.total("talent_value"), people.total("talent_lost")
    cost = people.total("expected_cost")
    figures = (
        ("Redundancy cost", f"={cost}", head.redundancy_cost, looks.pounds),
        ("Redundancies, FTE", f"=SUMPRODUCT({redundant},{fte})", head.redundancies_fte, looks.number),
        ("Redundancies, people", f"=SUM({redundant})", head.redundancies_heads, looks.number),
        ("Talent lost, %", f"=IF({value}=0,0,100*{lost}/{value})", head.talent_lost_percent, looks.number),
        ("Re-employment exposure", f"={cost}*{exposure}", head.re_employment_exposure, looks.pounds),
    )
    for label, formula, found, look in figures:
        sheet.write_string(row, 0, label, looks.plain)
        sheet.write_formula(row, 1, formula, look, known(float(found)))
        row += 1
    sheet.write_string(row, 0, "Net present value", looks.plain)
    if np.isfinite(head.npv):
        sheet.write_number(row, 1, head.npv, looks.pounds)
    sheet.write_string(row + 1, 0, "Payback month", looks.plain)
    sheet.write_string(row + 1, 1, head.payback_month or "not before the horizon", looks.plain)
    return row + 2


def _write_years(sheet: Any, row: int, results: Results, receivers: LiveTable, looks: Looks) -> int:
    """Operating cost of the whole system by year, against the targets that are known."""
    sheet.write_string(row, 0, "Operating cost by year", looks.heading)
    for at, year in enumerate(results.years, start=1):
        sheet.write_string(row, at, year, looks.over_figures)
    system = results.system.set_index("year")
    lines = (
        ("Receivers", "receivers", _of_year(receivers, "total")),
        ("Double running", "double_running", ""),
        ("Legacy", "legacy", ""),
        ("Total", "total", "=SUM({letter}{first}:{letter}{last})"),
        ("Target", "target", _of_year(receivers, "target")),
        ("Over target", "over", _of_year(receivers, "over")),
    )
    for below, (label, key, formula) in enumerate(lines, start=1):
        total = key == "total"
        sheet.write_string(row + below, 0, label, looks.total if total else looks.plain)
        for at, year in enumerate(results.years, start=1):
            found = float(system[key].loc[year])
            letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at % 26]
            look = looks.total_pounds if total else looks.pounds
            if formula and np.isfinite(found):
                made = formula.format(letter=letter, year=f"{letter}${row + 1}", first=row + 2, last=row + 4)
                sheet.write_formula(row + below, at, made, look, known(found))
            elif np.isfinite(found):
                sheet.write_number(row + below, at, found, look)
    return row + len(lines) + 1


def _of_year(receivers: LiveTable, key: str) -> str:
    """A sum over the receivers of the year that a heading names."""
    return f"=SUMIF({receivers.cells('year')},{{year}},{receivers.cells(key)})"


def write_comparison(sheet: Any, comparison: Comparison, looks: Looks) -> None:
    """Write scenarios side by side, and by how much each differs from the base."""
    names = (comparison.base, *comparison.scenarios)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2 * len(names), 20)
    sheet.set_row(0, 28)
    sheet.set_row(2, 32)
    write_text(sheet, 0, 0, f"Compared with {comparison.base}", looks.title, looks)
    row = 2
    for at, title in enumerate(("Measure", "Unit", *names, *(f"{name}: difference" for name in names[1:]))):
        write_text(sheet, row, at, title, looks.over_figures if at > 1 else looks.required, looks)
    for measure in comparison.headline.to_dict("records"):
        row += 1
        write_text(sheet, row, 0, str(measure["measure"]), looks.plain, looks)
        write_text(sheet, row, 1, str(measure["unit"]), looks.plain, looks)
        look = looks.pounds if measure["unit"] == "£" else looks.number
        for at, name in enumerate(names, start=2):
            if np.isfinite(found := float(measure[figure_of(name)])):
                sheet.write_number(row, at, found, look)
        for at, name in enumerate(names[1:], start=3):
            letter, place = _letter(at), len(names) + at - 1
            made = (
                f'=IF(AND(ISNUMBER(C{row + 1}),ISNUMBER({letter}{row + 1})),{letter}{row + 1}-C{row + 1},"")'
            )
            difference = float(measure[figure_of(name)]) - float(measure[figure_of(comparison.base)])
            sheet.write_formula(row, place, made, look, known(difference))
    functions = comparison.titled(comparison.functions)
    _write_differences(sheet, row + 2, functions, "Functions that differ", looks)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _letter(at: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at]


def _write_differences(sheet: Any, row: int, frame: pd.DataFrame, title: str, looks: Looks) -> None:
    sheet.write_string(row, 0, title, looks.heading)
    for at, column in enumerate(frame.columns):
        write_text(
            sheet, row + 1, at, str(column).capitalize() if at < 2 else str(column), looks.required, looks
        )
    for below, record in enumerate(frame.itertuples(index=False), start=2):
        for at, value in enumerate(record):
            if isinstance(value, str):
                write_text(sheet, row + below, at, value, looks.plain, looks)
