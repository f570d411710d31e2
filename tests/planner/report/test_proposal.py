"""Who does what, in how many posts."""

import pytest

from planner.model.tables import TABLES, frame_of
from planner.report.pages import Paragraph
from planner.report.proposal import proposed, stopped, work
from tests.planner.report.made_results import made_results


def _cells(results):
    return [row.cells for row in proposed(results).rows]


def test_posts_of_the_page_are_the_posts_of_the_results(twelve):
    assert work(twelve)["fte"].sum() == pytest.approx(twelve.posts["fte"].sum())
    assert _cells(twelve)[-1][2] == f"{twelve.posts['fte'].sum():,.2f}"


def test_twelve_people_show_every_way_once(twelve):
    ways = [cells[0].split(":")[0] for cells in _cells(twelve)]
    assert ways == ["Do", "Share", "Buy", "Stop", "All posts"]


def test_stopped_work_is_that_of_its_holders(twelve):
    legacy = twelve.people.loc[twelve.people["function"] == "LEG", "fte"].sum()
    assert stopped(twelve)["fte"].tolist() == pytest.approx([legacy])


def test_work_stopped_at_one_sender_counts_its_holders_alone():
    results = made_results()
    rows = {
        "scenario": ["Buy half"] * 2,
        "function": ["F0", "F1"],
        "sender": ["P1", "P2"],
        "mode": ["stop"] * 2,
    }
    plan = results.plan.with_table(
        "allocations", frame_of(TABLES["allocations"], rows | {"share": [40.0, 50.0]})
    )
    found = stopped(made_results(plan=plan))
    assert found["function_name"].tolist() == ["Contracting"]
    assert found["fte"].tolist() == pytest.approx([4.0])


def test_a_few_receivers_are_named_and_many_are_counted():
    few = _cells(made_results(ccgs=4))[0][3]
    assert few.count(";") == 3
    assert "others" not in few
    many = _cells(made_results(ccgs=211, name_of="CCG {}"))[0][3]
    assert many.startswith("211 receivers: CCG 1 ")
    assert "; 208 others " in many


def test_a_receiver_with_two_ways_stands_under_the_larger_once():
    results = made_results(ccgs=1)
    first = results.plan.allocations.iloc[[0]].assign(mode="share", share=60.0)
    table = frame_of(
        TABLES["allocations"],
        {
            key: [*first[key], *results.plan.allocations[key]]
            for key in ("scenario", "function", "receiver", "mode", "share")
        },
    )
    found = work(made_results(ccgs=1, plan=results.plan.with_table("allocations", table)))
    own = found[(found["receiver"] == "C000") & (found["function"] == "F0")]
    assert own["mode"].tolist() == ["share"]
    assert found["fte"].sum() == pytest.approx(results.posts["fte"].sum())


def test_unclaimed_work_has_its_own_row():
    rows = _cells(made_results(unclaimed=3.2))
    assert rows[-2][0] == "Unclaimed: nobody has it yet"
    assert rows[-2][3] == "3.20 FTE now without a receiver: contracting"


def test_the_baseline_says_that_nothing_moves(baseline):
    assert isinstance(proposed(baseline), Paragraph)
