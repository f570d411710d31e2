"""All rules over one staff list: many rows as each alone, working as without, figures once, fast."""

import ast
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import planner.rules
from planner.base.dates import age_on, as_days
from planner.model.tables import BANDS
from planner.rules.mars import mars_payment
from planner.rules.notice import notice_weeks, pay_in_lieu
from planner.rules.on_costs import employer_ni, employer_pension, marginal_ni_rate
from planner.rules.pay import full_time_pay, high_cost_area_supplement
from planner.rules.pension import capital_cost
from planner.rules.redundancy import exit_cost
from planner.rules.rulebook import load_rules
from planner.rules.section16 import section16_payment
from planner.rules.service import service_at
from planner.rules.statutory import statutory_payment
from planner.rules.working import NO_WORKING, Recorder

YEAR, BASE_YEAR = 2013, 2012
SOURCES = sorted(Path(planner.rules.__file__).parent.glob("*.py"))


def staff(count, seed):
    """Invented people, with gaps as real lists have them."""
    random = np.random.default_rng(seed)

    def gaps(values, share, nothing):
        return np.where(random.random(count) < share, nothing, values)

    def days(low, high):
        return as_days(low) + random.integers(0, high, count).astype("timedelta64[D]")

    nat = np.datetime64("NaT", "D")
    return {
        "salary": gaps(random.uniform(14_000, 130_000, count), 0.5, np.nan),
        "point": gaps(random.integers(1, 55, count).astype(float), 0.3, np.nan),
        "band": random.integers(0, len(BANDS), count),
        "zone": random.integers(0, 4, count),
        "fte": random.choice([0.0, 0.2, 0.6, 1.0], count, p=[0.05, 0.1, 0.25, 0.6]),
        "continuous_from": gaps(days("1975-01-01", 14_000), 0.2, nat),
        "reckonable_from": gaps(days("1975-01-01", 14_000), 0.4, nat),
        "reckonable_years": gaps(random.uniform(0, 40, count), 0.5, np.nan),
        "born": gaps(days("1945-01-01", 17_000), 0.1, nat),
        "section": random.integers(0, 4, count),
        "membership": gaps(random.uniform(0, 40, count), 0.4, np.nan),
        "is_protected": random.random(count) < 0.1,
        "quote": gaps(random.uniform(0, 90_000, count), 0.8, np.nan),
        "notice": gaps(random.integers(0, 27, count).astype(float), 0.7, np.nan),
        "retention": gaps(random.uniform(0, 9_000, count), 0.9, np.nan),
        "notice_start": days("2012-04-01", 700),
        "last_day": random.choice(as_days(["2012-12-31", "2013-03-31", "2014-06-30", "2015-04-30"]), count),
    }


def work(one, working=NO_WORKING):
    """Put a staff list through every rule; figures by the name their working has."""
    rules = load_rules()
    values = {entry.key: entry.value for entry in rules.register}
    found = {}
    full = found["full_time_pay"] = full_time_pay(
        one["salary"], one["point"], one["band"], YEAR, BASE_YEAR, rules, working
    )
    zone = high_cost_area_supplement(full, one["zone"], YEAR, rules, working)
    found["high_cost_area_supplement"] = zone
    annual, member = (full + zone) * one["fte"], one["section"] > 0
    found["employer_ni"] = employer_ni(annual, member, YEAR, rules, working)
    found["employer_pension"] = employer_pension(annual, member, YEAR, rules, working)
    last = one["last_day"]
    service = service_at(
        last, one["continuous_from"], one["reckonable_from"], one["reckonable_years"], rules, working
    )
    found["continuous_years"], found["complete_years"] = service.continuous_years, service.reckonable_years
    found["section16"] = section16_payment(
        annual, one["fte"], service.reckonable_years, service.qualifies, last, rules, working
    )
    age = age_on(one["born"], last)
    found["statutory"] = statutory_payment(annual, age, service.continuous_years, last, rules, working)
    found["capital_cost"], state = capital_cost(
        one["section"],
        one["membership"],
        one["fte"],
        full + zone,
        service.reckonable_years,
        service.qualifies,
        one["born"],
        one["is_protected"],
        one["quote"],
        last,
        values["pension_discount_rate"],
        rules,
        working,
    )
    found["mars_payment"] = mars_payment(
        full * one["fte"], service.reckonable_years, service.qualifying_days, rules, working
    )
    owed = found["notice_weeks"] = notice_weeks(
        one["band"],
        one["notice"],
        service.qualifying_days,
        service.continuous_years,
        values,
        rules,
        working,
    )
    rate = marginal_ni_rate(annual, member, YEAR, rules)
    found["pay_in_lieu"] = pay_in_lieu(annual, owed, one["notice_start"], last, rate, rules, working)
    found["lump_sum"], found["cost_if_redundant"] = exit_cost(
        found["section16"],
        found["statutory"],
        found["capital_cost"],
        state,
        values["redundancy_retirement_take_up"],
        found["pay_in_lieu"],
        one["retention"],
        last,
        rules,
        working,
    )
    return found


def row_of(table, row):
    return {name: values[row : row + 1] for name, values in table.items()}


@given(st.integers(0, 10_000))
def test_many_rows_are_worked_as_each_alone(seed):
    people = staff(12, seed)
    together = work(people)
    for row in range(12):
        for name, alone in work(row_of(people, row)).items():
            assert np.array_equal(alone[0], together[name][row], equal_nan=True), (name, row)


@given(st.integers(0, 10_000), st.integers(0, 11))
def test_the_last_step_of_each_working_is_the_figure_itself(seed, row):
    people = staff(12, seed)
    recorder = Recorder(row)
    recorded, silent = work(people, recorder), work(people)
    last = {step.figure: step.result for step in recorder.steps}
    for name, values in silent.items():
        assert np.array_equal(recorded[name], values, equal_nan=True)
        assert np.array_equal(last[name], values[row], equal_nan=True), name


@given(st.integers(0, 10_000))
def test_every_rule_that_a_working_cites_has_its_source_and_status(seed):
    recorder = Recorder(0)
    work(staff(1, seed), recorder)
    cited = [rule for step in recorder.steps for rule in step.rules]
    assert cited
    assert all(rule.label and rule.source and rule.status and rule.start for rule in cited)


def test_an_empty_staff_list_is_worked():
    assert all(values.shape == (0,) for values in work(staff(0, 1)).values())


def test_rules_change_nothing_that_they_are_given():
    people = staff(50, 3)
    before = {name: values.copy() for name, values in people.items()}
    work(people)
    for name, values in people.items():
        assert np.array_equal(values, before[name], equal_nan=name != "is_protected"), name


PLAIN = {0, 1, 2, 3}
"""Numbers that code may have of its own: nil, one, a half as ``// 2``, the figures of a supplement."""
CALENDAR = {1970}
HASH_DIGITS = {8}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_figure_of_law_or_policy_stands_in_code(source):
    """Every number in the rules' code is plain arithmetic; positions in ``range`` are not figures."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    positions = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "range"
        for part in call.args
    }
    found = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, (int, float))
        and not isinstance(node.value, bool)
        and id(node) not in positions
    }
    assert found <= PLAIN | CALENDAR | HASH_DIGITS


def test_the_rules_read_and_ask_no_more_than_the_shipped_names(rules):
    """Every parameter by its name in code is in the book, so no rule fails on first use."""
    known = {one.name for one in rules.parameters()}
    asked = {
        node.slice.value
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Subscript)
        and getattr(node.value, "id", "") == "rules"
        and isinstance(node.slice, ast.Constant)
    }
    assert len(asked) > 10
    assert asked <= known


@pytest.mark.benchmark
@pytest.mark.parametrize(("count", "most_ms"), [(5_000, 10), (60_000, 150)])
def test_all_rules_over_a_staff_list_are_fast(count, most_ms):
    people = staff(count, 1)
    work(people)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        work(people)
        took.append((time.perf_counter() - start) * 1000)
    print(f"{count} rows: {min(took):.1f} ms")
    assert min(took) < most_ms


@pytest.mark.benchmark
def test_the_rules_are_read_fast():
    took = []
    for _ in range(5):
        load_rules.cache_clear()
        start = time.perf_counter()
        load_rules()
        took.append((time.perf_counter() - start) * 1000)
    print(f"rules read in {min(took):.1f} ms")
    assert min(took) < 30
