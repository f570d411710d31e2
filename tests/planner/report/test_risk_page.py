"""Risk on paper, on the board page and in the workbook: the same figures from the same draws."""

from datetime import datetime
from io import BytesIO

import numpy as np
import openpyxl
import pytest

from planner.engine.evaluate import evaluate
from planner.model.tables import BASELINE
from planner.report import risk_figures
from planner.report.board_summary import board_summary
from planner.report.pack.material import Material
from planner.report.pack.risk_page import MOST_BINS, risk_page, round_edges
from planner.report.pages import BarChart, Paragraph, Table
from planner.risk import QUICK_DRAWS, SEED, tables
from planner.risk.doubt import doubt_about
from planner.risk.simulate import simulate_results
from planner.rules.rulebook import load_rules
from planner.workbook.results_book import results_content
from planner.workbook.samples import twelve_people

NAME, MADE_AT = "One of each", datetime(2012, 6, 1, 9, 30)


@pytest.fixture(scope="module")
def results():
    return evaluate(twelve_people(), NAME, load_rules())


@pytest.fixture(scope="module")
def doubt(results):
    risk = simulate_results(results, QUICK_DRAWS, SEED)
    return doubt_about(results, risk, load_rules())


@pytest.fixture(scope="module")
def page(results, doubt):
    material = Material(results, load_rules(), MADE_AT, risk=doubt.risk, doubt=doubt)
    (made,) = risk_page(material)
    return made


def _of(page, kind):
    return [one for one in page.blocks if isinstance(one, kind)]


def test_the_page_has_the_spreads_of_the_draws(page, doubt):
    rows = _of(page, Table)[0].rows
    cost = doubt.risk.cost
    words = [
        risk_figures.figure_text(one, "£") for one in (cost.expected, cost.mean, cost.p10, cost.p50, cost.p90)
    ]
    assert [rows[0].cells[at] for at in (1, 2, 4, 5, 6)] == words
    assert [row.cells[0] for row in rows] == ["Redundancy cost", "People made redundant", "Talent lost"]


def test_the_page_says_what_to_book(page, doubt):
    said = next(one for one in _of(page, Paragraph) if one.lead == "Provision.")
    assert risk_figures.figure_text(doubt.risk.cost.mean, "£") in said.text
    assert "IAS 37" in said.text


def test_its_bars_are_the_levers_that_live_the_greatest_swing_first(page, doubt):
    bars = _of(page, BarChart)[1].bars
    swings = [bar.value for bar in bars]
    assert swings == sorted(swings, reverse=True)
    first = doubt.levers.sort_values("redundancy_cost_swing", ascending=False).iloc[0]
    assert bars[0].label == first["meaning"]
    assert bars[0].value == pytest.approx(first["redundancy_cost_swing"])
    assert bars[0].start <= 0 <= bars[0].start + bars[0].value


def test_without_draws_and_for_the_baseline_there_is_no_page(results, doubt):
    assert risk_page(Material(results, load_rules(), MADE_AT)) == ()
    baseline = evaluate(results.plan, BASELINE, load_rules())
    assert risk_page(Material(baseline, load_rules(), MADE_AT, risk=doubt.risk, doubt=doubt)) == ()


def test_the_board_page_has_the_range_and_asks_for_the_provision(results, doubt):
    said = repr(board_summary(results, MADE_AT, doubt.risk))
    for figure in (doubt.risk.cost.p10, doubt.risk.cost.p90, doubt.risk.provision.amount):
        assert risk_figures.figure_text(figure, "£") in said
    assert "not estimated" not in said
    assert "not estimated" in repr(board_summary(results, MADE_AT))


def test_the_workbook_has_the_same_figures_as_values_with_draws_and_seed(results, doubt):
    book = openpyxl.load_workbook(BytesIO(results_content(results, risk=doubt.risk)))
    sheet = book["Risk"]
    assert f"{QUICK_DRAWS:,} draws from seed {SEED}" in sheet["A2"].value
    cells = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    cost = doubt.risk.cost
    written = [sheet.cell(cells["Redundancy cost"], at).value for at in (3, 4, 6, 7, 8)]
    np.testing.assert_allclose(written, [cost.expected, cost.mean, cost.p10, cost.p50, cost.p90])
    assert not any(str(cell.value).startswith("=") for row in sheet.iter_rows() for cell in row)
    listed = tables.assumptions_of(doubt.risk)
    assert set(listed["meaning"]) <= set(cells)


def test_a_workbook_without_draws_has_no_such_sheet(results):
    assert "Risk" not in openpyxl.load_workbook(BytesIO(results_content(results))).sheetnames


def test_a_chance_is_never_rounded_to_certainty():
    assert [risk_figures.chance_text(one) for one in (0.0, 0.2, 49.6, 99.7, 100.0)] == [
        "0%", "under 1%", "50%", "over 99%", "100%",
    ]  # fmt: skip


def test_the_sentence_about_targets_counts_those_that_are_likely(doubt):
    year = doubt.risk.years["year"].iloc[0]
    found = tables.chances(doubt.risk, year)
    likely = int((found["chance"] >= risk_figures.LIKELY).sum())
    assert risk_figures.chances_sentence(doubt.risk, year).startswith(f"{likely} of {len(found)} receiver")
    assert (np.diff(found["chance"]) >= 0).all()
    assert "No receiver has a target" in risk_figures.chances_sentence(doubt.risk, "1999/00")


@pytest.mark.parametrize(
    "draws",
    [[0.0, 0.0], [5.0], [419_232.0, 699_763.0, 2_543_783.0], [-3.2, 12.9], [1e9, 1e9 + 7]],
    ids=["nobody", "one draw", "a cluster", "below nil", "close together"],
)
def test_the_spread_is_counted_between_round_amounts_that_hold_every_draw(draws):
    edges = round_edges(np.array(draws))
    steps = np.diff(edges)
    assert 1 <= len(steps) <= MOST_BINS + 1
    np.testing.assert_allclose(steps, steps[0])
    assert f"{steps[0]:g}".replace(".", "").replace("e+0", "").strip("0") in ("1", "2", "25", "5")
    assert edges[0] <= min(draws) <= max(draws) <= edges[-1]
