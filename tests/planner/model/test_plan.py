"""A plan is a value: equal by what it holds, never changed, sharing what is the same."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from planner.model.plan import FACT_NAMES, Facts, Plan, Unread, a_year_before
from planner.model.tables import BASELINE, ORGANISATIONS, SCENARIOS, STAFF, TABLES, frame_of


def plan(**more):
    return Plan(staff=frame_of(STAFF, {"employee_number": ["E1", "E2"]}), **more)


def test_a_new_plan_has_every_table_and_no_rows():
    tables = Plan().tables()
    assert tuple(tables) == tuple(TABLES)
    assert all(tuple(frame.columns) == TABLES[name].keys and frame.empty for name, frame in tables.items())


def test_the_dates_of_a_new_plan_are_those_of_the_transition():
    facts = Facts()
    assert (facts.transfer_date, facts.closure) == (date(2013, 4, 1), date(2013, 3, 31))
    assert facts.plan_start == facts.announced == a_year_before(facts.transfer_date)
    assert FACT_NAMES == (
        "plan_name", "transfer_date", "closure", "plan_start", "announced", "horizon", "format_version",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2013, 4, 1), date(2012, 4, 1)),
        (date(2012, 2, 29), date(2011, 2, 28)),
        (date(2013, 2, 28), date(2012, 2, 28)),
        (date(2012, 3, 29), date(2011, 3, 29)),
    ],
)
def test_a_year_before_is_the_same_day(day, before):
    assert a_year_before(day) == before


def test_another_table_gives_another_plan_that_shares_the_rest():
    before = plan()
    staff = frame_of(STAFF, {"employee_number": ["E9"]})
    after = before.with_table("staff", staff)
    assert after.staff is staff
    assert before.staff["employee_number"].tolist() == ["E1", "E2"]
    assert all(after.table(name) is before.table(name) for name in TABLES if name != "staff")


def test_other_facts_give_another_plan_that_shares_every_table():
    before = plan()
    after = before.with_facts(plan_name="North")
    assert (after.facts.plan_name, before.facts.plan_name) == ("North", "Untitled plan")
    assert all(after.table(name) is before.table(name) for name in TABLES)


def test_a_plan_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        plan().staff = frame_of(STAFF)


def test_a_table_that_is_none_is_refused():
    with pytest.raises(KeyError):
        plan().table("pets")
    with pytest.raises(KeyError):
        plan().with_table("pets", frame_of(STAFF))


def test_plans_are_equal_by_facts_and_rows():
    assert plan() == plan()
    assert plan() == Plan(staff=frame_of(STAFF, {"employee_number": ["E1", "E2"]}, rows=[8, 9]))
    assert plan() != plan().with_facts(plan_name="North")
    assert plan() != Plan()
    assert plan() != plan().with_table("staff", frame_of(STAFF, {"employee_number": ["E2", "E1"]}))
    assert plan() != "a plan"
    with pytest.raises(TypeError):
        hash(plan())


def test_cells_that_could_not_be_read_are_part_of_the_plan_by_the_place_of_their_row():
    cell = Unread("staff", 3, "fte", "half")
    assert plan(unread=(cell,)) != plan()
    moved = frame_of(STAFF, {"employee_number": ["E1", "E2"]}, rows=[8, 9])
    assert plan(unread=(cell,)) == Plan(staff=moved, unread=(replace(cell, row=9),))
    assert plan(unread=(cell,)) != Plan(staff=moved, unread=(replace(cell, row=8),))


def test_scenario_names_are_in_the_order_of_the_sheet_without_the_baseline():
    scenarios = frame_of(SCENARIOS, {"scenario": ["B", None, BASELINE, "A"]})
    assert Plan(scenarios=scenarios).scenario_names == ("B", "A")


def test_organisations_are_senders_or_receivers_by_kind():
    kinds = ["PCT", "CCG", "SHA", None, "Other"]
    organisations = frame_of(ORGANISATIONS, {"code": list("ABCDE"), "kind": kinds})
    found = Plan(organisations=organisations)
    assert found.senders["code"].tolist() == ["A", "C"]
    assert found.receivers["code"].tolist() == ["B", "E"]
