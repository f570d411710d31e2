"""A results workbook, cell by cell, against the results that it was written from."""

import numpy as np
import pytest

from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from planner.workbook.samples import generated_plan


def generated_results(seed):
    """Results of a generated plan: of each seed another, of 60 to 300 people."""
    plan = generated_plan(60 + 40 * (seed % 7), 4 + seed % 9, 1 + seed % 4, 5 + seed % 12, seed=seed)
    return evaluate(plan, plan.scenario_names[seed % len(plan.scenario_names)], load_rules())


def column(sheet, title, count):
    """The figures under a header; NaN for a blank."""
    at = next(cell.column for cell in sheet[1] if cell.value == title)
    cells = [sheet.cell(row, at).value for row in range(2, count + 2)]
    return np.array([np.nan if cell in (None, "") else cell for cell in cells], dtype=object)


def figures(sheet, title, count):
    return column(sheet, title, count).astype(np.float64)


def beside(sheet, label):
    row = next(row for row in sheet.iter_rows() if row[0].value == label)
    return [cell.value for cell in row[1:] if cell.value is not None]


def check_against_the_engine(book, results):
    people, receivers = results.people, results.receivers
    for title, key in (
        ("Lump sum", "lump_sum"),
        ("Cost if redundant", "cost_if_redundant"),
        ("Expected cost", "expected_cost"),
    ):
        np.testing.assert_array_equal(figures(book["People"], title, len(people)), people[key].to_numpy())
    for title, key in (("Total", "total"), ("Over target", "over"), ("Over target, %", "over_percent")):
        found = figures(book["Receivers"], title, len(receivers))
        np.testing.assert_allclose(found, receivers[key].to_numpy(), rtol=0, atol=1e-6)
    for sheet, frame in (("Pools", results.pools), ("Functions", results.functions)):
        found = figures(book[sheet], "Redundancy cost", len(frame))
        np.testing.assert_allclose(found, frame["redundancy_cost"].to_numpy(), rtol=0, atol=1e-6)
    months = results.months
    for title, key in (("Total", "total"), ("Saving", "saving"), ("Saving so far", "cumulative")):
        found = figures(book["Months"], title, len(months))
        np.testing.assert_allclose(found, months[key].to_numpy(), rtol=0, atol=1e-5)
    for title, key in (
        ("Section 16", "section16"),
        ("Statutory", "statutory"),
        ("Expected cost", "expected_cost"),
    ):
        found = figures(book["Working"], title, len(people))
        np.testing.assert_array_equal(found, people[key].to_numpy(), err_msg=f"Working, {title}")
    check_headline(book["Headline"], results)
    check_charts(book["Charts"], results)


def check_charts(sheet, results):
    cost = results.functions.set_index("name")["redundancy_cost"]
    shown = beside_head(sheet, "Redundancy cost by function")
    assert sum(row[0] for row in shown.values()) == pytest.approx(cost.sum(), abs=1e-5)
    others = {name for name in shown if name.endswith(" others")}
    assert all(shown[name][0] == pytest.approx(cost[name], abs=1e-6) for name in shown.keys() - others)
    year = results.years[0]
    frame = results.receivers[results.receivers["year"] == year].set_index("name")
    shown = beside_head(sheet, f"Operating cost against target, {year}")
    assert len(shown) == min(len(frame), 20)
    assert all(row[0] == pytest.approx(frame["total"][name], abs=1e-5) for name, row in shown.items())


def beside_head(sheet, head):
    """The small table under a head: its figures by name."""
    first = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == head) + 1
    found = {}
    for row in range(first, sheet.max_row + 1):
        if sheet.cell(row, 2).value is None:
            break
        found[sheet.cell(row, 1).value] = [sheet.cell(row, at).value for at in (2, 3)]
    return found


def check_headline(sheet, results):
    head = results.headline
    assert round(beside(sheet, "Redundancy cost")[0], 2) == head.redundancy_cost
    assert beside(sheet, "Redundancies, FTE")[0] == pytest.approx(head.redundancies_fte, abs=1e-9)
    assert beside(sheet, "Redundancies, people")[0] == pytest.approx(head.redundancies_heads, abs=1e-9)
    assert beside(sheet, "Talent lost, %")[0] == pytest.approx(head.talent_lost_percent, abs=1e-9)
    assert beside(sheet, "Re-employment exposure")[0] == pytest.approx(head.re_employment_exposure, abs=1e-6)
    assert beside(sheet, "Total") == pytest.approx(list(head.operating_cost.values()), abs=1e-5)
    known = [value for value in head.target.values() if np.isfinite(value)]
    assert beside(sheet, "Target") == pytest.approx(known, abs=1e-5)
    over = [value for value in head.over_target.values() if np.isfinite(value)]
    assert beside(sheet, "Over target") == pytest.approx(over, abs=1e-5)
