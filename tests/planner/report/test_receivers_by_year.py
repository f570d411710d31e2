"""Receivers year by year."""

from planner.report.pages import Table
from planner.report.receivers_by_year import receivers_by_year
from planner.report.wording import plain_pounds, signed_pounds
from tests.planner.report.made_results import MADE_AT, made_results


def test_every_receiver_has_one_row_in_the_order_of_the_plan():
    results = made_results(ccgs=30, over={n: 100.0 * n for n in range(30)}, name_of="CCG {}")
    table = next(block for block in receivers_by_year(results, MADE_AT).blocks if isinstance(block, Table))
    names = [row.cells[0] for row in table.rows]
    assert names == [*(f"CCG {n + 1}" for n in range(30)), "Northern Commissioning Support", "All"]


def test_the_last_row_is_the_headline_of_each_year(twelve):
    table = next(block for block in receivers_by_year(twelve, MADE_AT).blocks if isinstance(block, Table))
    headline = twelve.headline
    expected = []
    for year in twelve.years[:4]:
        expected += [plain_pounds(headline.operating_cost[year]), signed_pounds(headline.over_target[year])]
    assert table.rows[-1].cells == ("All", *expected)
    assert table.rows[-1].is_strong
