"""Faults in scenarios, allocations, posts, placements, assumptions, budgets and the plan's dates."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from planner.base.findings import Severity
from planner.engine.admission import judge
from planner.engine.admission.rows import column_letters
from planner.model.scenario import scenario_of
from planner.model.tables import TABLES
from planner.rules.rulebook import load_rules

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def cell(table, column, row):
    return f"{column_letters(TABLES[table].keys.index(column) + 1)}{row}"


def told(admission, *severities):
    return [(one.cause, one.cell) for one in admission.findings if one.severity in severities]


# ------------------------------------------------------------------------------- allocations

WHO_MAY_NOT = [
    ("do", "S1", ERROR),
    ("do", "L1", ERROR),
    ("share", "S1", ERROR),
    ("board", "C1", ERROR),
    ("board", "S1", ERROR),
    ("move", "C1", ERROR),
    ("buy", "L1", WARNING),
    ("buy", "C1", WARNING),
]
WHO_MAY = [
    ("do", "C2"),
    ("share", "C1"),
    ("buy", "S1"),
    ("board", "B1"),
    ("move", "L1"),
    ("move", "S1"),
    ("stop", None),
]


@pytest.mark.parametrize(("mode", "receiver", "severity"), WHO_MAY_NOT)
def test_a_mode_has_the_receivers_that_may_take_it(judged, mode, receiver, severity):
    _, admission = judged("allocations", 3, {"mode": mode, "receiver": receiver})
    assert told(admission, ERROR, WARNING) == [("mode-and-receiver", cell("allocations", "receiver", 3))]
    assert admission.findings[0].severity is severity
    assert ("allocations" in admission.refused) == (severity is ERROR)


@pytest.mark.parametrize(("mode", "receiver"), WHO_MAY)
def test_who_may_take_a_mode_passes(judged, mode, receiver):
    _, admission = judged("allocations", 3, {"mode": mode, "receiver": receiver})
    assert admission.findings == ()


ALLOCATION_ERRORS = [
    ("receiver", {"receiver": None}, "no-receiver"),
    ("receiver", {"receiver": "P1"}, "receiver-closes"),
    ("receiver", {"receiver": "S7"}, "orphan"),
    ("function", {"function": "XXX"}, "orphan"),
    ("sender", {"sender": "P7"}, "orphan"),
    ("sender", {"sender": "C1"}, "sender-stays"),
    ("scenario", {"scenario": "Share"}, "orphan"),
    ("scenario", {"scenario": "Baseline"}, "reserved-scenario"),
    ("scenario", {"scenario": "baseline"}, "reserved-scenario"),
    ("customers", {"customers": "C1;C7"}, "orphan"),
    ("customers", {"customers": "C1;P1"}, "customer-closes"),
    ("share", {"share": 101}, "out-of-range"),
    ("share", {"share": -1}, "out-of-range"),
    ("share", {"share": None}, "missing"),
    ("mode", {"mode": "outsource"}, "not-a-choice"),
]


@pytest.mark.parametrize(("column", "change", "cause"), ALLOCATION_ERRORS)
def test_an_allocation_that_cannot_be_is_left_out(judged, column, change, cause):
    plan, admission = judged("allocations", 2, change)
    assert (cause, cell("allocations", column, 2)) in told(admission, ERROR)
    assert 2 in admission.refused["allocations"]
    assert 2 not in admission.admitted(plan).allocations.index


ALLOCATION_WARNINGS = [
    ("receiver", {"mode": "stop", "customers": None}, "stop-with-receiver"),
    ("customers", {"customers": "C1;L1"}, "customer-no-ccg"),
    ("date", {"date": datetime(2012, 3, 31)}, "date-outside-plan"),
    ("date", {"date": datetime(2016, 4, 1)}, "date-outside-plan"),
]


@pytest.mark.parametrize(("column", "change", "cause"), ALLOCATION_WARNINGS)
def test_an_odd_allocation_counts_with_a_warning(judged, column, change, cause):
    _, admission = judged("allocations", 2, change)
    assert told(admission, WARNING, ERROR) == [(cause, cell("allocations", column, 2))]
    assert "allocations" not in admission.refused


def claim(share, **changes):
    return {"scenario": "Buy", "function": "CON", "receiver": "S1", "mode": "buy", "share": share, **changes}


def test_shares_over_the_whole_are_an_error_on_all_their_rows(judged):
    _, admission = judged("allocations", add=(claim(0.1),))
    assert told(admission, ERROR) == [
        ("over-claimed", cell("allocations", "share", row)) for row in (2, 3, 6)
    ]
    assert "100.1%" in admission.findings[0].message
    assert "rows 2, 3, 6" in admission.findings[0].message


def test_shares_that_come_to_the_whole_but_for_a_hair_pass(judged):
    _, admission = judged("allocations", add=(claim(4e-7),))
    assert admission.findings == ()


def test_rows_that_name_no_sender_count_towards_each_sender(judged):
    _, admission = judged("allocations", add=(claim(1, sender="P1"),))
    assert {place for _, place in told(admission, ERROR)} == {"F2", "F3", "F6"}


def test_rows_of_two_senders_do_not_add_up_together(plan, rules):
    whole = plan.allocations.iloc[[2, 2]].assign(sender=["P1", "P2"]).set_axis([2, 3])
    assert [one.cause for one in judge(plan.with_table("allocations", whole), rules).findings] == [
        "never-allocated"
    ]


def test_a_scenario_that_adds_a_named_sender_to_an_inherited_row_may_go_over(judged):
    extra = claim(30, scenario="Buy less", sender="P1")
    plan, admission = judged("allocations", add=(extra,))
    assert told(admission, ERROR) == [("over-claimed", "F6")], "only the rows of the scenario itself"
    kept = admission.admitted(plan)
    assert scenario_of(kept, "Buy less").allocations.query("function == 'CON'")["share"].sum() == 100


def test_a_scenario_whose_rows_replace_the_inherited_ones_is_not_over(judged):
    _, admission = judged("allocations", add=(claim(100, scenario="Buy less"),))
    assert admission.findings == ()


# -------------------------------------------------------------------------------- scenarios


def test_scenarios_based_on_each_other_are_an_error_with_all_their_rows(judged):
    plan, admission = judged("scenarios", 2, {"based_on": "Buy less"})
    circles = [one for one in admission.findings if one.cause == "circular"]
    assert [one.cell for one in circles] == ["C2", "C3"]
    assert "Buy → Buy less → Buy" in circles[0].message
    assert admission.refused["allocations"] == {2, 3, 4, 5}
    assert admission.admitted(plan).scenario_names == ()


def test_a_scenario_based_on_itself_is_an_error(judged):
    _, admission = judged("scenarios", 3, {"based_on": "Buy less"})
    assert ("circular", "C3") in told(admission, ERROR)
    assert admission.refused["allocations"] == {5}


def test_a_scenario_based_on_one_in_error_is_left_out_with_it(judged):
    chain = ({"scenario": "Third", "based_on": "Buy less"},)
    _, admission = judged("scenarios", 2, {"based_on": "Nothing"}, add=chain)
    assert admission.refused["scenarios"] == {2, 3, 4}


def test_a_scenario_may_be_based_on_baseline(judged):
    _, admission = judged("scenarios", 2, {"based_on": "Baseline"})
    assert admission.findings == ()


def test_a_row_for_baseline_is_not_needed(judged):
    plan, admission = judged("scenarios", add=({"scenario": "baseline"},))
    assert told(admission, WARNING, ERROR) == [("reserved-name", "A4")]
    assert admission.admitted(plan).scenario_names == ("Buy", "Buy less")


# ------------------------------------------------------------------------ posts, placements

POST_ERRORS = [
    ("receiver", {"receiver": "P1"}, "receiver-closes"),
    ("receiver", {"receiver": "Z"}, "orphan"),
    ("function", {"function": "Z"}, "orphan"),
    ("scenario", {"scenario": "Z"}, "orphan"),
    ("band", {"band": "8"}, "not-a-choice"),
    ("fte", {"fte": -1}, "out-of-range"),
    ("stage_limit", {"stage_limit": "raffle"}, "not-a-choice"),
]


@pytest.mark.parametrize(("column", "change", "cause"), POST_ERRORS)
def test_a_post_that_cannot_be_is_left_out(judged, column, change, cause):
    _, admission = judged("posts", 3, change)
    assert (cause, cell("posts", column, 3)) in told(admission, ERROR)
    assert admission.refused["posts"] == {3}


PLACEMENT_ERRORS = [
    ("employee_number", {"employee_number": "E77"}, "orphan"),
    ("scenario", {"scenario": "Z"}, "orphan"),
    ("scenario", {"scenario": "Baseline"}, "reserved-scenario"),
    ("receiver", {"receiver": "Z", "post": None}, "orphan"),
    ("receiver", {"receiver": "P2", "post": None}, "receiver-closes"),
    ("receiver", {"receiver": None, "post": None}, "placed-nowhere"),
    ("post", {"post": "Z"}, "orphan"),
    ("post", {"post": "X2", "receiver": "S1"}, "post-of-another-scenario"),
    ("receiver", {"receiver": "S1"}, "post-of-another"),
    ("outcome", {"outcome": "gone"}, "not-a-choice"),
    ("match", {"match": 101}, "out-of-range"),
    ("employee_number", {"employee_number": "E1", "post": None}, "placed-twice"),
]


@pytest.mark.parametrize(("column", "change", "cause"), PLACEMENT_ERRORS)
def test_a_placement_that_cannot_be_is_left_out(judged, column, change, cause):
    _, admission = judged("placements", 3, change)
    assert told(admission, ERROR) == [(cause, cell("placements", column, 3))]
    assert admission.refused["placements"] == {3}


@pytest.mark.parametrize(
    "change",
    [
        {"receiver": None},
        {"post": None},
        {"outcome": "redundant", "receiver": None, "post": None},
        {"scenario": "Buy less", "post": "X2", "receiver": "S1"},
        {"scenario": "Buy less"},
    ],
)
def test_a_placement_that_can_be_passes(judged, change):
    _, admission = judged("placements", 3, change)
    assert admission.findings == ()


def place(employee, **changes):
    return {
        "scenario": "Buy",
        "employee_number": employee,
        "outcome": "placed",
        "post": "X1",
        "locked": "Y",
        **changes,
    }


def test_two_locked_people_in_one_post_are_an_error_on_both(judged):
    _, admission = judged("placements", add=(place("E3"),))
    assert told(admission, ERROR) == [("two-in-one-post", "E3"), ("two-in-one-post", "E4")]
    assert "E2 on row 3" in admission.findings[1].message


def test_two_people_who_share_a_post_within_its_hours_pass(judged):
    _, admission = judged("placements", 2, {"employee_number": "E4"}, add=(place("E3", outcome="mars"),))
    assert admission.findings == ()


def test_two_halves_fill_one_post(judged):
    job = {"employee_number": "E5", "organisation": "P1", "function": "CON", "band": "7", "fte": 0.5}
    plan, _ = judged("staff", add=({**job, "spine_point": 30, "continuous_from": datetime(2005, 1, 1)},))
    both = plan.with_table(
        "placements", plan.placements.assign(post="X1", receiver="C1", employee_number=["E5", "E2"])
    )
    assert judge(both, load_rules()).findings == ()


def test_placements_that_are_not_locked_are_noted(judged):
    _, admission = judged("placements", 2, {"locked": None})
    assert told(admission, NOTE) == [("not-locked", "I2")]


def test_placements_of_people_left_out_are_left_out_with_them(judged):
    _, admission = judged("staff", 3, {"fte": 37.5})
    assert admission.refused["placements"] == {3}


# ------------------------------------------------------------ assumptions, budgets, the rest

ASSUMPTION_ERRORS = [
    ("value", {"value": 1.2}, "impossible-value"),
    ("value", {"value": -0.1}, "impossible-value"),
    ("value", {"key": "stage_slot_in", "value": 0.5}, "impossible-value"),
    ("value", {"key": "accept_slot_in", "value": 99}, "impossible-value"),
    ("value", {"key": "closure_factor", "value": -1}, "impossible-value"),
    ("value", {"key": "discount_rate", "value": 3.5}, "impossible-value"),
    ("value", {"value": None}, "missing"),
    ("low", {"low": 0.4, "high": 0.1}, "range-reversed"),
    ("scenario", {"scenario": "Z"}, "orphan"),
    ("scenario", {"scenario": "Baseline"}, "reserved-scenario"),
]


@pytest.mark.parametrize(("column", "change", "cause"), ASSUMPTION_ERRORS)
def test_an_assumption_that_cannot_be_is_left_out(judged, column, change, cause):
    _, admission = judged("assumptions", 2, change)
    assert (cause, cell("assumptions", column, 2)) in told(admission, ERROR)
    assert admission.refused["assumptions"] == {2}


ASSUMPTION_WARNINGS = [
    ("key", {"key": "savings_buy"}, "unknown-assumption"),
    ("key", {"key": "stage_slot_in@Z9"}, "unknown-receiver"),
    ("value", {"value": 0.6}, "outside-its-range"),
    ("value", {"low": 0.3, "high": 0.4}, "outside-its-range"),
]


@pytest.mark.parametrize(("column", "change", "cause"), ASSUMPTION_WARNINGS)
def test_an_odd_assumption_counts_with_a_warning(judged, column, change, cause):
    _, admission = judged("assumptions", 2, {"value": 0, **change} if "receiver" in cause else change)
    assert told(admission, WARNING, ERROR) == [(cause, cell("assumptions", column, 2))]


@pytest.mark.parametrize("key", ["SAVING_BUY", " saving_buy", "check_ccg_size_threshold", "stage_slot_in@c1"])
def test_keys_that_something_reads_are_known(judged, key):
    values = {"check_ccg_size_threshold": 25, "stage_slot_in@c1": 1}
    _, admission = judged("assumptions", 2, {"key": key, "value": values.get(key, 0.2)})
    assert told(admission, WARNING, ERROR) == []


def test_forty_for_a_share_offers_its_hundredth(judged):
    _, admission = judged("assumptions", 2, {"value": 40})
    assert admission.findings[0].fix == "0.4"


@pytest.mark.parametrize(
    ("change", "cause", "severity"),
    [
        ({"organisation": "Z"}, "orphan", ERROR),
        ({"function": "Z"}, "orphan", ERROR),
        ({"line": "Capital"}, "not-a-choice", ERROR),
        ({"amount": None}, "missing", ERROR),
        ({"year": None}, "missing", ERROR),
        ({"organisation": "C1"}, "budget-of-receiver", WARNING),
        ({"year": 2013}, "repeated-row", WARNING),
    ],
)
def test_faults_of_budgets(judged, change, cause, severity):
    _, admission = judged("budgets", 2, change)
    assert [(one.cause, one.severity) for one in admission.findings] == [(cause, severity)]
    assert ("budgets" in admission.refused) == (severity is ERROR)


@pytest.mark.parametrize(
    ("table", "row", "change", "cause", "severity"),
    [
        ("organisations", 4, {"population": None}, "ccg-without-population", WARNING),
        ("organisations", 4, {"population": 0}, "ccg-without-population", WARNING),
        ("organisations", 6, {"target": None}, "no-target", NOTE),
        (
            "organisations",
            6,
            {"opens": datetime(2013, 4, 1), "closes": datetime(2013, 3, 31)},
            "impossible-date",
            ERROR,
        ),
        ("functions", 2, {"competencies": "7;12"}, "odd-competency", WARNING),
        ("functions", 2, {"minimum_cover": 120}, "cover-above-whole", WARNING),
        ("functions", 2, {"price_per_head": -1}, "out-of-range", ERROR),
    ],
)
def test_faults_of_organisations_and_functions(judged, table, row, change, cause, severity):
    _, admission = judged(table, row, change)
    found = [one for one in admission.findings if one.table == table]
    assert [(one.cause, one.severity, one.row) for one in found] == [(cause, severity, row)]


def test_a_function_with_people_that_no_scenario_allocates_is_a_warning(judged):
    _, admission = judged("allocations", 4, {"function": "CON", "sender": "P1", "share": 0})
    assert told(admission, WARNING, ERROR) == []
    plan, _ = judged("functions", add=({"code": "HR", "name": "Personnel"},))
    staff = plan.staff.assign(function=["HR", "CON", "CON", "RED"])
    idle = judge(plan.with_table("staff", staff), load_rules())
    assert told(idle, WARNING) == [("never-allocated", "A4")]


FACTS = [
    ({"transfer_date": date(2012, 3, 31)}, "Transfer date", ERROR),
    ({"closure": date(2012, 3, 31), "transfer_date": date(2013, 4, 1)}, "Closure", ERROR),
    ({"horizon": date(2013, 3, 30)}, "Horizon", ERROR),
    ({"announced": date(2013, 4, 2)}, "Transfer date", WARNING),
    ({"transfer_date": date(2013, 3, 30)}, "Transfer date", WARNING),
]


@pytest.mark.parametrize(("facts", "column", "severity"), FACTS)
def test_dates_of_the_plan_in_the_wrong_order_are_found(plan, rules, facts, column, severity):
    changed = replace(plan, facts=replace(plan.facts, **facts))
    found = [one for one in judge(changed, rules).findings if one.sheet == "Plan"]
    assert found[0].column == column
    assert found[0].severity is severity


def test_a_closure_before_the_pay_tables_is_an_error_and_no_crash(plan, rules):
    early = plan.with_facts(
        closure=date(1999, 3, 31), plan_start=date(1998, 4, 1), transfer_date=date(1999, 4, 1)
    )
    admission = judge(early, rules)
    assert "year-before-the-tables" in {one.cause for one in admission.findings}
    assert admission.totals.pay == 0
