"""The board summary as blocks: every figure is one of the results."""

import pytest

from planner.base.money import pounds_text
from planner.model.results import LeftOut
from planner.report.board_summary import MOST_BARS, MOST_RECEIVERS, board_summary
from planner.report.colours import receiver_looks
from planner.report.pages import Bar, BarChart, Figures, Heading, Pair, Panel, Points, Table
from planner.report.wording import plain_pounds, signed_pounds
from tests.planner.report.made_results import MADE_AT, made_results, with_frame


def _of(page, kind):
    return [block for block in page.blocks if isinstance(block, kind)]


def _charts(page):
    pair = _of(page, Pair)[0]
    return [next(block for block in side if isinstance(block, BarChart)) for side in (pair.left, pair.right)]


def test_it_is_one_side_and_stamped(twelve):
    page = board_summary(twelve, MADE_AT)
    assert page.is_one_side
    assert (page.stamp.plan, page.stamp.scenario) == (twelve.plan.facts.plan_name, "One of each")
    assert page.stamp.rules_version == twelve.rules_version
    assert page.stamp.when == "14 September 2012, 09:05"


def test_the_four_figures_are_those_of_the_headline(twelve):
    figures = _of(board_summary(twelve, MADE_AT), Figures)[0].items
    assert [figure.value for figure in figures[:3]] == [
        pounds_text(twelve.headline.redundancy_cost),
        f"{twelve.headline.talent_lost_percent:.1f}%",
        pounds_text(twelve.headline.operating_cost["2013/14"]),
    ]
    assert all(figure.working for figure in figures)


def test_every_headline_says_where_its_working_is(twelve):
    page = board_summary(twelve, MADE_AT)
    pairs = [block for pair in _of(page, Pair) for block in (*pair.left, *pair.right)]
    headings = [block for block in (*page.blocks, *pairs) if isinstance(block, Heading)]
    assert len(headings) >= 5
    assert all(heading.working for heading in headings)


def test_the_cost_chart_adds_to_the_headline():
    results = made_results(functions=40)
    cost, talent = _charts(board_summary(results, MADE_AT))
    assert len(cost.bars) == MOST_BARS + 1
    shown = sum(float(bar.text.replace(",", "")) for bar in cost.bars)
    assert shown == pytest.approx(results.headline.redundancy_cost, abs=MOST_BARS + 1)
    assert sum(float(bar.text) for bar in talent.bars) == pytest.approx(
        results.headline.talent_lost_percent, abs=0.05 * (MOST_BARS + 1)
    )


def test_the_others_are_a_figure_and_no_bar():
    cost, _ = _charts(board_summary(made_results(functions=40), MADE_AT))
    assert cost.bars[-1].label == "34 others"
    assert cost.bars[-1].value != cost.bars[-1].value
    values = [bar.value for bar in cost.bars[:-1]]
    assert values == sorted(values, reverse=True)


def test_one_more_function_than_there_is_room_for_is_still_named():
    cost, _ = _charts(board_summary(made_results(functions=MOST_BARS + 1), MADE_AT))
    assert all("other" not in bar.label for bar in cost.bars)


def test_the_table_of_targets_ties_to_the_headline():
    results = made_results(ccgs=211, over={n: 1_000.0 * n for n in range(40)})
    table = _of(board_summary(results, MADE_AT), Table)[1]
    *rows, rest, total = table.rows
    assert len(rows) == MOST_RECEIVERS
    headline = results.headline
    assert total.cells[2:5] == (
        plain_pounds(headline.operating_cost["2013/14"]),
        plain_pounds(headline.target["2013/14"]),
        signed_pounds(headline.over_target["2013/14"]),
    )
    assert rest.cells[0] == "203 others"
    assert total.cells[5] == "172 met, 39 missed"
    shown = sum(float(str(row.cells[2]).replace(",", "")) for row in (*rows, rest))
    assert shown == pytest.approx(headline.operating_cost["2013/14"], abs=len(rows) + 1)


def test_what_senders_and_stopped_work_still_cost_has_its_own_rows(twelve):
    table = _of(board_summary(twelve, MADE_AT), Table)[1]
    legacy = next(row for row in table.rows if row.cells[0] == "Committed, for work that stops")
    assert legacy.cells[2] == "5,000"
    shown = sum(float(str(row.cells[2]).replace(",", "")) for row in table.rows[:-1])
    assert shown == pytest.approx(twelve.headline.operating_cost["2013/14"], abs=2)
    nothing = made_results()
    names = [row.cells[0] for row in _of(board_summary(nothing, MADE_AT), Table)[1].rows]
    assert not [name for name in names if "Committed" in str(name) or "Senders" in str(name)]


def test_each_bar_has_the_look_of_its_receiver_and_its_target_as_a_mark():
    results = made_results(ccgs=3, over={1: 50_000.0})
    row = _of(board_summary(results, MADE_AT), Table)[1].rows[0]
    bar = row.cells[1]
    assert isinstance(bar, Bar)
    assert bar.look == receiver_looks(results.plan.receivers)["C001"]
    assert (bar.value, bar.mark) == (4_001_000.5, 3_951_000.5)
    assert row.cells[5] == "missed"


def test_the_board_is_asked_in_a_panel_beside_the_risks():
    pair = _of(board_summary(made_results(left_out=LeftOut(1, 1.0)), MADE_AT), Pair)[1]
    risks = next(block for block in pair.left if isinstance(block, Points))
    assert len(risks.items) == 3
    assert risks.items[0].text.endswith("(Findings)")
    panel = pair.right[0]
    assert isinstance(panel, Panel)
    assert len(next(block for block in panel.blocks if isinstance(block, Points)).items) == 3


def test_no_ranges_are_claimed(twelve):
    assert "P10" not in repr(board_summary(twelve, MADE_AT))


def test_results_without_talent_or_cost_say_so():
    results = with_frame(made_results(), "functions", redundancy_cost=0.0, talent_value=0.0, talent_lost=0.0)
    cost, talent = _charts(board_summary(results, MADE_AT))
    assert (cost.bars, talent.bars) == ((), ())
    assert cost.when_empty == "Nobody is expected to be made redundant."
