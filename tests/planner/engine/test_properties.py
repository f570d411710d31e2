"""What must hold of every plan, tried on plans drawn at random."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine.evaluate import evaluate
from planner.model.plan import Plan
from planner.model.results import OUTCOME_ODDS, Results
from planner.model.tables import BASELINE, TABLES, frame_of
from planner.rules.rulebook import load_rules
from tests.planner.engine.random_plans import plans
from tests.planner.engine.small_plans import SCENARIO, claim, person, post, table, tried

RULES = load_rules()
SEEDS = st.integers(0, 2**32 - 1)
FEW = settings(max_examples=10)

KEYS = {
    "people": ["employee_number", "function", "band", "pool"],
    "pools": ["pool"],
    "posts": ["receiver", "function", "band", "sender", "stage_limit", "source"],
    "receivers": ["receiver", "year"],
    "services": ["receiver", "function", "year"],
    "charges": ["customer", "supplier", "function", "mode", "year"],
    "functions": ["function"],
    "system": ["year"],
    "months": ["month"],
    "competencies": ["competency"],
    "skills": ["skill"],
    "not_counted": ["employee_number", "function", "fte"],
    "senders": ["sender"],
}
"""What tells the rows of each table of the results apart."""

CODE_COLUMNS = ("employee_number", "organisation", "function", "sender", "receiver", "customer", "supplier")


def as_it_was(results: Results, name: str, back: dict[str, str]) -> pd.DataFrame:
    """A table in an order of its own, with codes as they were before they were renamed."""
    frame = getattr(results, name).drop(columns="pool_at", errors="ignore").copy()
    for column in frame.columns.intersection(CODE_COLUMNS):
        frame[column] = frame[column].map(lambda code: back.get(code, code)).astype("str")
    if "pool" in frame:
        words = frame["pool"].str.split(" ")
        frame["pool"] = words.map(lambda parts: " ".join(back.get(part, part) for part in parts)).astype(
            "str"
        )
    if "family" in frame:
        frame["family"] = frame["family"].map(lambda code: back.get(code, code)).astype("str")
    return frame.sort_values(KEYS[name], ignore_index=True)


def assert_alike(one: Results, other: Results, back: dict[str, str] | None = None) -> None:
    """Every table and the headline agree, whatever the order of rows; sums to their last few bits."""
    for name in KEYS:
        first, second = as_it_was(one, name, {}), as_it_was(other, name, back or {})
        pd.testing.assert_frame_equal(first, second, rtol=1e-9, atol=1e-7, obj=name)
    for name in FIGURES:
        first, second = getattr(one.headline, name), getattr(other.headline, name)
        assert second == pytest.approx(first, rel=1e-9, abs=1e-6, nan_ok=True), name
    assert one.headline.payback_month == other.headline.payback_month


FIGURES = (
    "redundancy_cost", "redundancies_fte", "redundancies_heads", "talent_lost_percent", "operating_cost",
    "target", "over_target", "npv", "re_employment_exposure", "experience_lost_years",
    "senior_leaders_lost_fte",
)  # fmt: skip


def assert_same_to_the_last_bit(one: Results, other: Results) -> None:
    for name in KEYS:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), check_exact=True, obj=name)
    assert repr(one.headline) == repr(other.headline)


@given(plans())
@settings(max_examples=20)
def test_six_odds_of_each_person_lie_between_0_and_1_and_add_to_1(plan):
    for scenario in (SCENARIO, BASELINE):
        odds = tried(plan, RULES, scenario).people[list(OUTCOME_ODDS)].to_numpy()
        assert odds.min() >= 0
        assert odds.max() <= 1 + 1e-12
        assert odds.sum(axis=1) == pytest.approx(1, abs=1e-12)


@given(plans())
@settings(max_examples=20)
def test_people_posts_and_money_tie_at_every_step(plan):
    results = tried(plan, RULES)  # which holds the results' own ties
    people, pools, posts = results.people, results.pools, results.posts
    parts = [f"{name[2:]}_fte" for name in OUTCOME_ODDS]
    assert pools[parts].sum(axis=1).to_numpy() == pytest.approx(pools["fte"].to_numpy(), abs=1e-9)
    assert results.senders[parts].to_numpy().sum() == pytest.approx(people["fte"].sum(), abs=1e-9)
    assert results.functions["fte"].sum() == pytest.approx(people["fte"].sum(), abs=1e-9)
    taken = posts[["locked_fte", "filled_fte", "vacant_fte"]]
    assert taken.to_numpy().min(initial=0) >= -1e-12
    assert taken.sum(axis=1).to_numpy() == pytest.approx(posts["fte"].to_numpy(), abs=1e-9)
    cost = results.headline.redundancy_cost
    for total in (
        pools["redundancy_cost"],
        results.functions["redundancy_cost"],
        results.senders["redundancy_cost"],
    ):
        assert total.sum() == pytest.approx(cost, abs=1e-6)
    months = results.months
    assert months[["redundancy", "pay_in_lieu"]].to_numpy().sum() == pytest.approx(cost, abs=1e-6)
    assert months["saving"].to_numpy() == pytest.approx((months["baseline"] - months["total"]).to_numpy())
    by_year = results.receivers.groupby("year")[["bought", "earned", "total"]].sum()
    assert by_year["bought"].to_numpy() == pytest.approx(by_year["earned"].to_numpy(), abs=1e-6)
    assert by_year["total"].to_numpy() == pytest.approx(results.system["receivers"].to_numpy(), abs=1e-6)


@given(plans(), SEEDS)
@FEW
def test_order_of_rows_in_any_table_changes_nothing(plan, seed):
    rng = np.random.default_rng(seed)
    shuffled = plan
    for name, spec in TABLES.items():
        rows = plan.table(name).to_dict("list")
        order = rng.permutation(len(plan.table(name)))
        cells = {key: [values[at] for at in order] for key, values in rows.items()}
        shuffled = shuffled.with_table(name, frame_of(spec, cells))
    assert_alike(tried(plan, RULES), tried(shuffled, RULES))


def renamed(plan: Plan, names: dict[str, str]) -> Plan:
    """The plan with every code another, in every table that has it."""
    for name, spec in TABLES.items():
        frame = plan.table(name).copy()
        for column in spec.columns:
            if column.key in {"code", "employee_number", "scenario", "based_on", "post"} or column.refers_to:
                frame[column.key] = frame[column.key].map(lambda code: _renamed(code, names)).astype("str")
        if name == "assumptions":
            frame["key"] = frame["key"].map(lambda key: _renamed(key, names, "@")).astype("str")
        plan = plan.with_table(name, frame)
    return plan


def _renamed(text: object, names: dict[str, str], between: str = ";") -> object:
    if not isinstance(text, str):
        return text
    return between.join(names.get(part, part) for part in text.split(between))


@given(plans(), SEEDS)
@FEW
def test_renaming_every_code_changes_names_and_no_figure(plan, seed):
    rng = np.random.default_rng(seed)
    codes = [
        *plan.organisations["code"], *plan.functions["code"], *plan.staff["employee_number"].unique(),
        *plan.scenarios["scenario"], *plan.posts["post"],
    ]  # fmt: skip
    names = {code: f"Z{number}" for code, number in zip(codes, rng.permutation(len(codes)), strict=True)}
    other = evaluate(renamed(plan, names), names[SCENARIO], RULES)
    assert_alike(tried(plan, RULES), other, {new: old for old, new in names.items()})


@given(plans(), SEEDS)
@FEW
def test_a_share_in_two_rows_is_the_share_in_one(plan, seed):
    rows = plan.allocations.to_dict("records")
    at = int(np.random.default_rng(seed).integers(len(rows)))
    rows[at]["share"] *= 0.25
    rows.append({**rows[at], "share": rows[at]["share"] * 3})
    split = plan.with_table("allocations", table("allocations", rows))
    assert_alike(tried(plan, RULES), tried(split, RULES))


@given(plans(), SEEDS)
@FEW
def test_a_job_in_two_rows_of_half_the_hours_is_the_job_in_one(plan, seed):
    rows = plan.staff.to_dict("records")
    at = int(np.random.default_rng(seed).integers(len(rows)))
    rows[at]["fte"] /= 2
    rows[at]["retention_payment"] /= 2  # a promise to a job, not to a row
    rows.append({**rows[at], "assignment_number": "another"})
    split = plan.with_table("staff", table("staff", rows))
    assert_alike(tried(plan, RULES), tried(split, RULES))


@given(plans())
@FEW
def test_moving_a_function_and_moving_it_back_restores_every_figure(plan):
    rows = plan.allocations
    mine = rows[rows["function"] == "CON"].to_dict("records")
    senders = {row["sender"] if isinstance(row["sender"], str) else None for row in mine}
    moved = [claim("CON", "B1", "board", 50.0, scenario="Moved", sender=one) for one in senders]
    back = [{**row, "scenario": "Back"} for row in mine]
    chain = [{"scenario": "Moved", "based_on": SCENARIO}, {"scenario": "Back", "based_on": "Moved"}]
    longer = plan.with_table(
        "allocations", table("allocations", [*rows.to_dict("records"), *moved, *back])
    ).with_table("scenarios", table("scenarios", [*plan.scenarios.to_dict("records"), *chain]))
    before, there = tried(plan, RULES), tried(longer, RULES, "Moved")
    assert set(there.posts.loc[there.posts["function"] == "CON", "receiver"]) <= {
        "B1",
        *plan.posts["receiver"],
    }
    assert_alike(before, tried(longer, RULES, "Back"))


@given(plans(providers=False), SEEDS, st.sampled_from([0.05, 0.3, 1.0]), st.sampled_from([0.0, 0.5]))
@settings(max_examples=20)
def test_one_more_post_never_raises_redundancy_cost_in_its_pool_nor_talent_lost(plan, seed, more, waiting):
    """Talent, but for pools in which all who stay are offered a post at one stage or another.

    There one more post places nobody, and keeps fewer people waiting for a payment. No stage is
    accepted less readily than one after it; else an offer that comes sooner would be worth less.
    """
    rng = np.random.default_rng(seed)
    pool = plan.staff.iloc[int(rng.integers(len(plan.staff)))]
    extra = post("X0", str(rng.choice(["C1", "S1"])), pool["function"], pool["band"], 0.5)
    rows = [*plan.posts[plan.posts["post"] != "X0"].to_dict("records"), extra]
    set_here = [{"key": "waiting_effect", "value": waiting}, {"key": "stage_slot_in@S1", "value": 1.0}]
    others = plan.assumptions[plan.assumptions["key"] != "stage_slot_in@S1"]
    few = (
        plan.with_table("posts", table("posts", rows))
        .with_table("placements", plan.placements[plan.placements["post"].isna()])
        .with_table("assumptions", table("assumptions", [*others.to_dict("records"), *set_here]))
    )
    rows[-1] = {**extra, "fte": 0.5 + more}
    before, after = tried(few, RULES), tried(few.with_table("posts", table("posts", rows)), RULES)
    here = (
        (before.pools["function"] == pool["function"]) & (before.pools["band"] == pool["band"])
    ).to_numpy()
    pennies = 0.01 * len(before.people)
    cheaper = after.pools["redundancy_cost"] <= before.pools["redundancy_cost"] + pennies
    assert cheaper[here].all()
    lost = [one.people.groupby("pool_at")["talent_lost"].sum().to_numpy() for one in (before, after)]
    is_waiting = before.pools["chance_left_over"].to_numpy() > 0
    is_over = after.workings.filled.filling.seeking < 1e-9
    judged = here & ~((waiting > 0) & is_waiting & is_over)
    assert (lost[1] <= lost[0] + 1e-9)[judged].all()


@given(plans())
@FEW
def test_evaluating_leaves_the_plan_as_it_was_and_gives_the_same_to_the_last_bit(plan):
    before = {name: frame.copy(deep=True) for name, frame in plan.tables().items()}
    first = tried(plan, RULES)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(plan.table(name), frame, check_exact=True)
    assert first.plan is plan
    assert_same_to_the_last_bit(first, tried(replace(plan, **before), RULES))


@given(plans())
@FEW
def test_people_who_are_not_counted_are_in_no_sum(plan):
    extra = [
        person("N1", contract="Bank"),
        person("N2", contract="Honorary", pension_section="1995", skills="tariff:4"),
        person("N3", assignment_status="Suspend No Pay", retention_payment=900),
        person("N4", contract="Non-Executive"),
        person("N5", assignment_status="Inactive Not Worked"),
    ]
    more = plan.with_table("staff", table("staff", [*plan.staff.to_dict("records"), *extra]))
    with_them, without = tried(more, RULES), tried(plan, RULES)
    assert with_them.not_counted["employee_number"].tolist() == ["N1", "N2", "N3", "N4", "N5"]
    assert_alike(without, replace(with_them, not_counted=without.not_counted))


@given(plans())
@FEW
def test_nobody_changes_in_the_baseline(plan):
    results = tried(plan, RULES, BASELINE)
    assert (results.people["p_placed"] == 1).all()
    assert results.headline.redundancy_cost == results.headline.talent_lost_percent == 0
    assert results.headline.npv == pytest.approx(0, abs=1e-6)
