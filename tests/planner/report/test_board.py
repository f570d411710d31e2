"""The functions board's figures: shares, modes, FTE and cost by cell, and receivers' totals."""

import numpy as np
import pytest

from planner.engine.evaluate import evaluate
from planner.model.allocation_edits import Beside, move, set_share
from planner.model.tables import BASELINE, MODES
from planner.report.board import FIRST_RECEIVER, NO_MODE, SEVERAL, STOPS, UNCLAIMED
from planner.report.board_making import NO_FAMILY, board, column_name
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds
from planner.workbook.samples.twelve_people import twelve_people
from tests.planner.engine.small_plans import SCENARIO, claim, person, plan_of

YEAR = "2013/14"


@pytest.fixture(scope="module")
def cluster():
    return evaluate(airedale_bradford_and_leeds(), "Buy from the support organisation", load_rules())


def functions(shown):
    return [at for at, row in enumerate(shown.rows) if not row.is_heading]


def made(*claims):
    people = [person("1"), person("2", organisation="P2"), person("3", organisation="P2"), person("4", "RED")]
    return evaluate(plan_of(staff=people, allocations=claims), SCENARIO, load_rules())


def test_rows_are_functions_under_their_family_and_columns_receivers_by_kind(twelve):
    shown = board(twelve, YEAR)
    assert [(row.name, row.is_heading) for row in shown.rows] == [
        ("Contracting", True),
        ("Contracting", False),
        ("Redesign", True),
        ("Service redesign", False),
        ("Information", True),
        ("Information", False),
        ("Legacy systems", False),
    ]
    assert [one.code for one in shown.receivers] == ["C1", "C2", "S1"]
    assert shown.kind_spans() == (("CCG", 2, 4), ("CSO hosted", 4, 5))


def test_a_cell_holds_the_share_and_the_mode_of_its_claim(twelve):
    shown = board(twelve, YEAR)
    row, column = shown.row_of("RED"), shown.column_of("C1")
    assert shown.share[row, column] == 60
    assert MODES[shown.mode[row, column]] == "do"
    stopped = shown.row_of("LEG")
    assert shown.share[stopped, STOPS] == 100
    assert shown.fte[stopped, STOPS] == pytest.approx(2.0)
    assert shown.mode[stopped, shown.column_of("C1")] == NO_MODE


def test_every_functions_shares_come_to_the_whole(cluster):
    shown = board(cluster, YEAR)
    np.testing.assert_allclose(shown.share.sum(axis=1), 100)


def test_posts_and_costs_of_all_cells_are_those_of_the_results(cluster):
    shown = board(cluster, YEAR)
    rows = functions(shown)
    services = cluster.services[cluster.services["year"] == YEAR]
    assert np.nansum(shown.cost[rows]) == pytest.approx(services["cost"].sum())
    assert shown.fte[rows][:, FIRST_RECEIVER:].sum() == pytest.approx(cluster.posts["fte"].sum())
    placed = cluster.posts["filled_fte"].sum() + cluster.posts["locked_fte"].sum()
    assert shown.placed[rows].sum() == pytest.approx(placed)
    np.testing.assert_allclose(shown.fte_now[rows].sum(), cluster.functions["fte"].sum())


def test_unclaimed_work_is_that_of_the_results(cluster):
    plan = move(cluster.plan, cluster.scenario, "RPL", "5NY", "02N", Beside.UNCLAIMED)
    results = evaluate(plan, cluster.scenario, load_rules())
    shown = board(results, YEAR)
    found = results.functions.set_index("function").loc["RPL"]
    row = shown.row_of("RPL")
    assert shown.fte[row, UNCLAIMED] == pytest.approx(found["unclaimed_fte"])
    assert shown.share[row, UNCLAIMED] == pytest.approx(100 - found["claimed_percent"])
    assert shown.share[row, UNCLAIMED] > 1


def test_receivers_totals_targets_and_differences_are_those_of_the_results(cluster):
    shown = board(cluster, YEAR)
    totals = cluster.receivers[cluster.receivers["year"] == YEAR].set_index("receiver")
    for at, one in enumerate(shown.receivers):
        for mine, key in ((shown.total, "total"), (shown.target, "target"), (shown.over, "over")):
            np.testing.assert_equal(mine[at], totals[key][one.code])


def test_a_heading_sums_its_family_and_weighs_shares_by_fte(twelve):
    shown = board(twelve, YEAR)
    head = next(at for at, row in enumerate(shown.rows) if row.is_heading and row.name == "Information")
    assert shown.functions_of(head) == ("INF", "LEG")
    assert shown.fte_now[head] == pytest.approx(3.8)
    assert shown.share[head, shown.column_of("C2")] == pytest.approx(100 * 1.8 / 3.8)
    assert shown.share[head, STOPS] == pytest.approx(100 * 2.0 / 3.8)
    assert MODES[shown.mode[head, STOPS]] == "stop"


def test_claims_by_sender_are_weighed_by_the_senders_people():
    results = made(claim("CON", "C1", "do", 100, sender="P1"), claim("CON", "C2", "share", 60, sender="P2"))
    shown = board(results, YEAR)
    row = shown.row_of("CON")
    assert shown.is_by_sender[row]
    assert shown.share[row, shown.column_of("C1")] == pytest.approx(100 / 3)
    assert shown.share[row, shown.column_of("C2")] == pytest.approx(40)
    assert shown.share[row, UNCLAIMED] == pytest.approx(100 * 0.8 / 3)


def test_one_senders_board_holds_its_own_work_and_its_part_of_posts_and_costs():
    results = made(claim("CON", "C1", "do", 60), claim("CON", "S1", "buy", 40))
    whole, part = board(results, YEAR), board(results, YEAR, "P2")
    row, column = whole.row_of("CON"), whole.column_of("C1")
    assert part.fte_now[row] == 2
    assert part.share[row, column] == 60
    assert part.fte[row, column] == pytest.approx(whole.fte[row, column] * 2 / 3)
    assert part.cost[row, column] == pytest.approx(whole.cost[row, column] * 2 / 3)


def test_the_senders_boards_add_up_to_the_whole(cluster):
    whole = board(cluster, YEAR)
    parts = [board(cluster, YEAR, sender) for sender in cluster.plan.senders["code"]]
    rows = functions(whole)
    np.testing.assert_allclose(sum(part.fte_now for part in parts), whole.fte_now)
    np.testing.assert_allclose(sum(part.fte[rows] for part in parts), whole.fte[rows], atol=1e-6)


def test_only_rows_that_read_otherwise_are_unlike_after_a_move(cluster):
    before = board(cluster, YEAR)
    plan = move(cluster.plan, cluster.scenario, "RPL", "", "02N", "02W")
    after = board(evaluate(plan, cluster.scenario, load_rules()), YEAR)
    unlike = set(after.rows_unlike(before).tolist())
    row = before.row_of("RPL")
    assert row in unlike
    assert len(unlike) < len(before.rows)
    for other in set(range(len(before.rows))) - unlike:
        np.testing.assert_allclose(after.fte[other], before.fte[other], atol=0.01)
        np.testing.assert_allclose(after.cost[other], before.cost[other], atol=100)
        assert (after.mode[other] == before.mode[other]).all()
    assert before.rows_unlike(before).size == 0
    assert after.receivers_over == sum(over > 0 for over in after.over)


def test_work_in_two_modes_at_one_receiver_says_so():
    results = made(claim("CON", "C1", "do", 60), claim("CON", "C1", "share", 40, locked="Y"))
    shown = board(results, YEAR)
    row, column = shown.row_of("CON"), shown.column_of("C1")
    assert shown.share[row, column] == 100
    assert shown.mode[row, column] == SEVERAL
    assert shown.is_locked[row, column]


def test_claims_in_error_count_for_nothing():
    results = evaluate(
        plan_of(
            staff=[person("1")],
            allocations=[
                claim("CON", "C1", "do", 60),
                claim("CON", "C2", "buy", 20),
                claim("CON", "L1", "do", 20),
            ],
        ),
        SCENARIO,
        load_rules(),
    )
    shown = board(results, YEAR)
    row = shown.row_of("CON")
    claimed = results.functions.set_index("function")["claimed_percent"]["CON"]
    assert 100 - shown.share[row, UNCLAIMED] == pytest.approx(claimed)


def test_in_the_baseline_the_plans_receivers_stand_ready_and_nothing_is_unclaimed(baseline):
    shown = board(baseline, YEAR)
    assert baseline.scenario == BASELINE
    assert [one.code for one in shown.receivers] == ["C1", "C2", "S1"]
    assert not shown.share.any()
    assert np.isnan(shown.total).all()


def test_functions_without_a_family_stand_last_under_a_heading_of_their_own():
    plan = plan_of(
        staff=[person("1")],
        functions=[
            {"code": "CON", "name": "Contracting"},
            {"code": "RED", "name": "Redesign", "family": "Clinical"},
        ],
    )
    shown = board(evaluate(plan, SCENARIO, load_rules()), YEAR)
    assert [row.name for row in shown.rows] == ["Clinical", "Redesign", NO_FAMILY, "Contracting"]


def test_shares_have_a_decimal_place_only_where_one_has_a_fraction(rules):
    plan = twelve_people()
    assert board(evaluate(plan, "One of each", rules), YEAR).share_places == 0
    third = set_share(plan, "One of each", "RED", "", "C1", 33.3)
    assert board(evaluate(third, "One of each", rules), YEAR).share_places == 1


@pytest.mark.parametrize(
    ("name", "kind", "short"),
    [
        ("NHS Airedale, Wharfedale and Craven CCG", "CCG", "Airedale, Wharfedale and Craven"),
        ("NHS Leeds North Clinical Commissioning Group", "CCG", "Leeds North"),
        ("NHS West Yorkshire Commissioning Support Unit", "CSO hosted", "West Yorkshire CSU"),
        ("NHS Commissioning Board", "Board national", "NHS Commissioning Board"),
        ("NHS Property Services", "Other", "NHS Property Services"),
        ("Leeds City Council", "Local authority", "Leeds City"),
    ],
)
def test_a_columns_name_leaves_out_what_most_have_in_common(name, kind, short):
    assert column_name(name, kind) == short
