"""The engine against a calculation written apart from it, on random plans."""

from collections import defaultdict
from pathlib import Path

import pytest

from planner.base.findings import has_error
from planner.engine.admission import judge
from planner.engine.evaluate import evaluate
from planner.model.plan import Plan
from planner.model.results import Results
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan
from tests.oracle import oracle
from tests.oracle.random_plans import random_workbook

SEEDS = range(30)
ODDS, PENNIES, POUNDS = 1e-9, 0.0101, 0.05
READINGS = {"fixed_in_price": False}
"""Where the two read the specification differently, and the engine's reading can be asked for."""


@pytest.mark.parametrize("seed", SEEDS)
def test_engine_agrees_with_a_calculation_written_apart_from_it(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    scenarios = random_workbook(path, seed)
    reading, rules = read_plan(path), load_rules()
    assert not has_error((*reading.findings, *judge(reading.plan, rules).findings))
    for scenario in scenarios:
        expected = oracle.evaluate(oracle.read_workbook(path), scenario, READINGS)
        results = evaluate(reading.plan, scenario, rules)
        _people_agree(results, expected["people"], _ended_by_decision(reading.plan))
        if not _sold_by_head_to_some(reading.plan):
            _receivers_agree(results, expected["receivers"])
        assert results.headline.talent_lost_percent == pytest.approx(
            expected["headline"]["talent_lost_percent"], abs=1e-7
        )


def _people_agree(results: Results, expected: list[dict], ended_by_decision: set[str]) -> None:
    mine = {(row.employee_number, row.pool): at for at, row in enumerate(results.people.itertuples())}
    assert set(mine) == {(one["employee_number"], one["pool"]) for one in expected}
    for one in expected:
        at = mine[one["employee_number"], one["pool"]]
        row = results.people.iloc[at]
        placed: dict[str, float] = defaultdict(float)
        for (receiver, _), odds in results.placements.of_person(at).items():
            placed[receiver] += odds
        for receiver in {*placed, *one["placed_at"]}:
            assert placed[receiver] == pytest.approx(one["placed_at"].get(receiver, 0.0), abs=ODDS)
        for key, value in one.items():
            if key.startswith("p_"):
                assert row[key] == pytest.approx(value, abs=ODDS), (key, one)
            elif isinstance(value, float | int) and one["employee_number"] not in ended_by_decision:
                assert row[key] == pytest.approx(value, abs=PENNIES), (key, one)


def _receivers_agree(results: Results, expected: list[dict]) -> None:
    mine = results.receivers.set_index(["receiver", "year"])
    assert set(mine.index) == {(one["receiver"], one["year"]) for one in expected}
    for one in expected:
        row = mine.loc[(one["receiver"], one["year"])]
        for key, value in one.items():
            if key not in ("receiver", "year") and value is not None:
                assert row[key] == pytest.approx(value, abs=POUNDS), (key, one)


def _ended_by_decision(plan: Plan) -> set[str]:
    """People whose fixed term has an end and whom a placement decides: their last day is arguable."""
    decided = plan.placements.loc[plan.placements["locked"] == "Y", "employee_number"]
    terms = plan.staff[plan.staff["contract_ends"].notna()]
    return set(terms["employee_number"]) & set(decided)


def _sold_by_head_to_some(plan: Plan) -> bool:
    """Whether a price per head meets work bought for named senders: what part is paid is arguable."""
    by_head = plan.functions.loc[plan.functions["price_per_head"].notna(), "code"]
    rows = plan.allocations
    bought = rows[(rows["mode"] == "buy") & rows["sender"].notna()]
    return bool(bought["function"].isin(by_head).any())
