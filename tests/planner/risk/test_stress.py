"""Stress: each shock is one more scenario, and its effect stands beside the plan."""

from datetime import date

import numpy as np
import pytest

from planner.base.errors import CancelledError, EditRefusedError, UnknownScenarioError
from planner.engine.basis import basis_of
from planner.engine.evaluate import evaluate
from planner.model.scenario import scenario_of
from planner.model.scenario_edits import lock_scenario
from planner.risk.shocks import CUSTOMER, CUT, LATE, LEAVERS, POLICY, TRANSFER, shocked, shocks_of
from planner.risk.stress import AS_PLANNED, MEASURES, stress
from planner.workbook.samples import airedale_bradford_and_leeds
from tests.planner.engine.small_plans import (
    ORGANISATIONS,
    SCENARIO,
    changed,
    claim,
    locked,
    person,
    plan_of,
    post,
)

TWELVE = [person(f"E{at}", code) for at, code in enumerate(("CON", "PRO", "RED") * 4)]
BUYING = [claim("CON", "S1", "buy"), claim("PRO", "S1", "buy", customers="C2"), claim("RED", "C1", "do")]


def shock_of(results, key):
    return next(one for one in shocks_of(results) if one.key == key)


@pytest.fixture
def hit(rules):
    """The plan and the scenario after a shock, evaluated, with every sum agreeing."""

    def after(key, plan):
        results = evaluate(plan, SCENARIO, rules)
        found = shocked(results, shock_of(results, key), "Hit")
        found_results = evaluate(found, "Hit", rules)
        assert not [one for one in found_results.findings if one.severity == "error"]
        broken = found_results.ties[found_results.ties["difference"] > found_results.ties["allowed"]]
        assert broken.empty
        assert evaluate(found, SCENARIO, rules).headline == results.headline
        return found, results, found_results

    return after


def rows_of(plan, columns):
    rows = scenario_of(plan, "Hit").allocations[columns]
    return sorted(tuple(row) for row in rows.to_numpy())


def test_a_late_transfer_moves_every_date_and_last_day_by_a_quarter(hit):
    plan = plan_of(staff=TWELVE, allocations=[*BUYING[:2], {**BUYING[2], "date": date(2013, 6, 1)}])
    found, _, after = hit(LATE, plan)
    dates = scenario_of(found, "Hit").allocations.set_index("function")["date"]
    assert [dates[code].date() for code in ("CON", "PRO", "RED")] == [
        date(2013, 7, 1), date(2013, 7, 1), date(2013, 9, 1),
    ]  # fmt: skip
    assert set(after.people.loc[after.people["function"] == "CON", "last_day"].dt.date) == {date(2013, 6, 30)}


def test_a_cut_lowers_every_allowance_above_it_and_no_other(hit):
    given = changed(ORGANISATIONS, C1={"allowance_per_head": 24.0}, C2={"allowance_per_head": 19.0})
    _, before, after = hit(CUT, plan_of(organisations=given, staff=TWELVE, allocations=BUYING))
    targets = [
        one.receivers.drop_duplicates("receiver").set_index("receiver")["target"] for one in (before, after)
    ]
    assert (targets[0]["C1"], targets[1]["C1"]) == (24.0 * 150_000, 20.0 * 150_000)
    assert targets[0]["C2"] == targets[1]["C2"] == 19.0 * 50_000


@pytest.mark.parametrize(("key", "share"), list(zip(TRANSFER, (0.5, 0.6, 0.7), strict=True)))
def test_receivers_have_posts_for_the_share_that_transfers(hit, key, share):
    _, before, after = hit(key, plan_of(staff=TWELVE, allocations=BUYING))
    assert after.posts["fte"].sum() == pytest.approx(share * 12)
    parts = [one.posts.groupby("receiver")["fte"].sum() / one.posts["fte"].sum() for one in (before, after)]
    assert parts[0].to_dict() == pytest.approx(parts[1].to_dict())


def test_posts_on_the_sheet_keep_their_codes_and_those_that_are_taken_stay(hit):
    plan = plan_of(
        staff=TWELVE,
        allocations=BUYING,
        posts=[post("X1", "C1", "RED", "7", 4.0), post("X2", "S1", "CON", "7", 4.0, scenario=SCENARIO)],
        placements=[locked("E1", "placed", receiver="S1")],
    )
    found, before, after = hit(TRANSFER[0], plan)
    part = 0.5 * 12 / before.posts["fte"].sum()
    sheet = scenario_of(found, "Hit").posts.set_index("post")["fte"]
    assert (sheet["X1"], sheet["X2"]) == pytest.approx((4 * part, 4 * part))
    procurement = after.posts[after.posts["function"] == "PRO"]
    assert procurement["locked_fte"].sum() == pytest.approx(1.0)
    assert procurement["fte"].sum() == pytest.approx(max(before.posts.loc[
        before.posts["function"] == "PRO", "fte"].sum() * part, 1.0))  # fmt: skip


def test_the_largest_customer_takes_its_part_back_by_population(hit):
    plan = plan_of(
        staff=TWELVE, allocations=[BUYING[0], BUYING[2]], posts=[post("X1", "S1", "CON", "7", 4.0)]
    )
    found, _, after = hit(CUSTOMER, plan)
    assert rows_of(found, ["function", "receiver", "mode", "share"]) == [
        ("CON", "C1", "do", 75.0), ("CON", "S1", "buy", 25.0), ("RED", "C1", "do", 100.0),
    ]  # fmt: skip
    paid = after.charges[after.charges["supplier"] == "S1"]
    assert set(paid["customer"]) == {"C2"}
    assert scenario_of(found, "Hit").posts.set_index("post")["fte"]["X1"] == pytest.approx(1.0)


def test_the_largest_is_the_one_that_pays_most_over_all_functions(hit):
    """C2 pays for all of procurement and a quarter of contracting, C1 for three quarters of contracting."""
    found, _, after = hit(CUSTOMER, plan_of(staff=TWELVE, allocations=BUYING))
    assert rows_of(found, ["function", "receiver", "mode", "share"]) == [
        ("CON", "C2", "do", 25.0), ("CON", "S1", "buy", 75.0),
        ("PRO", "C2", "do", 100.0), ("RED", "C1", "do", 100.0),
    ]  # fmt: skip
    assert set(after.charges["customer"]) == {"C1"}


def test_an_only_customer_takes_all_of_it(hit):
    plan = plan_of(staff=TWELVE, allocations=[claim("CON", "S1", "buy", customers="C2")])
    found, _, after = hit(CUSTOMER, plan)
    assert rows_of(found, ["function", "receiver", "mode", "share"]) == [("CON", "C2", "do", 100.0)]
    assert after.charges.empty


def test_what_comes_back_to_one_that_does_the_work_already_is_one_claim(hit):
    claims = [claim("CON", "S1", "buy", 50, customers="C1"), claim("CON", "C1", "do", 50)]
    found, _, _ = hit(CUSTOMER, plan_of(staff=TWELVE, allocations=claims))
    assert rows_of(found, ["receiver", "mode", "share"]) == [("C1", "do", 100.0)]


def test_claims_that_name_senders_stay_with_their_senders(hit):
    claims = [claim("CON", "S1", "buy", sender="P1"), claim("CON", "C1", "do", sender="P2")]
    found, _, _ = hit(CUSTOMER, plan_of(staff=TWELVE, allocations=claims))
    assert rows_of(found, ["sender", "receiver", "mode", "share"]) == [
        ("P1", "C1", "do", 75.0), ("P1", "S1", "buy", 25.0), ("P2", "C1", "do", 100.0),
    ]  # fmt: skip


def test_where_buying_ends_groups_share_under_the_largest_and_one_alone_does_it(hit):
    found, _, after = hit(POLICY, plan_of(staff=TWELVE, allocations=BUYING))
    assert rows_of(found, ["function", "receiver", "mode", "share"]) == [
        ("CON", "C1", "share", 100.0), ("PRO", "C2", "do", 100.0), ("RED", "C1", "do", 100.0),
    ]  # fmt: skip
    assert "buy" not in set(after.charges["mode"])


def test_what_the_board_bought_it_does_itself(hit):
    plan = plan_of(staff=TWELVE, allocations=[claim("CON", "S1", "buy", customers="B1")])
    assert rows_of(hit(POLICY, plan)[0], ["receiver", "mode", "share"]) == [("B1", "board", 100.0)]
    assert rows_of(hit(CUSTOMER, plan)[0], ["receiver", "mode", "share"]) == [("B1", "board", 100.0)]


def test_more_leave_at_the_highest_rates(hit):
    _, before, after = hit(LEAVERS, plan_of(staff=TWELVE, allocations=BUYING))
    assert (after.assumptions["leaver_rate"], after.assumptions["closure_factor"]) == (0.12, 1.6)
    assert (after.people["p_resigned"] > before.people["p_resigned"]).all()


def test_a_shock_that_cannot_befall_it_says_why_and_is_refused(rules):
    results = evaluate(plan_of(staff=TWELVE, allocations=BUYING[2:]), SCENARIO, rules)
    for key in (CUSTOMER, POLICY):
        shock = shock_of(results, key)
        assert not shock.is_possible
        with pytest.raises(EditRefusedError, match=shock.why_not):
            shocked(results, shock)


def test_its_scenario_has_a_name_of_its_own_and_a_locked_one_can_be_shocked(rules):
    plan = lock_scenario(plan_of(staff=TWELVE, allocations=BUYING), SCENARIO, locked=True)
    results = evaluate(plan, SCENARIO, rules)
    once = shocked(results, shock_of(results, CUT))
    assert once.scenario_names == (SCENARIO, f"{SCENARIO}: allowance cut to £20")
    again = shocked(evaluate(once, SCENARIO, rules), shock_of(results, CUT))
    assert again.scenario_names[-1] == f"{SCENARIO}: allowance cut to £20 2"


# ------------------------------------------------------------------------------- the table


@pytest.fixture(scope="module")
def cluster(rules):
    plan = airedale_bradford_and_leeds()
    return stress(plan, plan.scenario_names[-1], rules)


def test_the_first_row_is_the_scenario_as_it_is_and_changes_are_from_it(cluster):
    first = cluster.rows.iloc[0]
    assert first["key"] == AS_PLANNED
    assert first["redundancy_cost"] == cluster.results.headline.redundancy_cost
    for measure in MEASURES:
        changes = cluster.rows[f"{measure}_change"]
        assert changes.tolist() == pytest.approx(
            (cluster.rows[measure] - first[measure]).tolist(), nan_ok=True
        )
    assert list(cluster.rows["key"][1:]) == [one.key for one in cluster.shocks]


def test_each_row_is_the_evaluation_of_its_scenario(cluster, rules):
    basis = basis_of(cluster.results.plan, rules)
    for shock in cluster.shocks[:2]:
        plan = shocked(cluster.results, shock)
        after = evaluate(plan, plan.scenario_names[-1], rules, basis=basis_of(plan, rules, basis))
        row = cluster.rows.set_index("key").loc[shock.key]
        assert row["redundancy_cost"] == after.headline.redundancy_cost
        assert row["operating_cost"] == after.headline.operating_cost[cluster.year]


def test_every_receiver_stands_against_the_plan(cluster):
    now = cluster.results.receivers
    now = now[now["year"] == cluster.year].set_index("receiver")
    cut = cluster.receivers[cluster.receivers["key"] == CUT].set_index("receiver")
    groups = cut[cut["kind"] == "CCG"]
    by_head = (now.loc[groups.index, "population"] * 5).tolist()
    assert groups["over_change"].tolist() == pytest.approx(by_head)
    assert cut["total_change"].abs().max() == 0


def test_fewer_posts_cost_more_redundancy_and_lose_more_talent(cluster):
    rows = cluster.rows.set_index("key").loc[list(TRANSFER)]
    assert rows["redundancy_cost"].is_monotonic_decreasing
    assert rows["talent_lost_percent"].is_monotonic_decreasing
    assert rows["transferred_percent"].tolist() == pytest.approx([50, 60, 70], abs=1)


def test_the_baseline_cannot_be_shocked_and_an_unknown_scenario_is_refused(rules):
    plan = plan_of(staff=TWELVE, allocations=BUYING)
    found = stress(plan, "Baseline", rules)
    assert found.shocks == ()
    assert (len(found.rows), len(found.receivers)) == (1, 0)
    with pytest.raises(UnknownScenarioError):
        stress(plan, "Nowhere", rules)


def test_it_tells_how_far_it_is_and_can_be_stopped(rules):
    said = []

    def tick(share, doing):
        said.append((share, doing))
        if share > 0.4:
            raise CancelledError

    with pytest.raises(CancelledError):
        stress(plan_of(staff=TWELVE, allocations=BUYING), SCENARIO, rules, tick=tick)
    assert np.all(np.diff([share for share, _ in said]) >= 0)
    assert any("late" in doing for _, doing in said)
