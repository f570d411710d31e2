"""The working of a figure: what a row's recorder keeps."""

from datetime import date

import numpy as np
import pytest

from planner.base.dates import as_days
from planner.rules.dated import DatedValue, Parameter
from planner.rules.working import (
    NO_WORKING,
    NOT_KNOWN,
    OneOf,
    Only,
    Recorder,
    Reference,
    Written,
    in_force,
)

EARLY = DatedValue(date(2012, 2, 1), 430, "£", "Order 2011", "published", "Cap")
LATE = DatedValue(date(2013, 2, 1), 450, "£", "Order 2012", "recalled", "Cap")
CAP = Parameter("cap", "Cap", "£", (EARLY, LATE))


def step_of(row, result=0, **step):
    recorder = Recorder(row)
    recorder.step("pay", "Pay", result, **step)
    return recorder.steps[0]


def test_no_working_keeps_nothing():
    assert NO_WORKING.step("pay", "Pay", np.zeros(2)) is None


def test_steps_are_kept_in_order():
    recorder = Recorder(0)
    recorder.step("pay", "First", 1)
    recorder.step("pay", "Second", 2, unit="weeks")
    assert [(one.label, one.result, one.unit) for one in recorder.steps] == [
        ("First", 1, "£"),
        ("Second", 2, "weeks"),
    ]


@pytest.mark.parametrize("row", [0, 1])
def test_a_recorder_takes_its_own_row_of_arrays_and_what_is_common_to_all(row):
    step = step_of(row, np.array([10.0, 20.0]), fte=np.array([0.5, 1.0]), rate=0.1, one=np.array([7]))
    assert step.result == [10, 20][row]
    assert step.inputs == (("fte", [0.5, 1.0][row]), ("rate", 0.1), ("one", 7.0))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("text", "text"),
        (np.array(["text"]), "text"),
        (True, "yes"),
        (np.array([False]), "no"),
        (as_days("2013-03-31"), "31 March 2013"),
        (as_days("NaT"), NOT_KNOWN),
        (3, 3.0),
        (np.int8(3), 3.0),
    ],
)
def test_inputs_are_numbers_or_words(value, shown):
    assert step_of(0, given_value=value).inputs == (("given value", shown),)


def test_codes_are_written_as_words():
    written = Written(np.array([1, 0]), ("none", "inner").__getitem__)
    assert [step_of(row, written).result for row in (0, 1)] == ["inner", "none"]


def test_the_rule_cited_is_the_one_in_force_for_the_row():
    days = as_days(["2013-01-31", "2013-02-01", "NaT"])
    cited = [step_of(row, np.zeros(3), rules=in_force(days, CAP)).rules for row in range(3)]
    assert cited == [
        (Reference("Cap", date(2012, 2, 1), "Order 2011", "published"),),
        (Reference("Cap", date(2013, 2, 1), "Order 2012", "recalled"),),
        (),
    ]


def test_a_rule_may_be_a_dated_value_or_a_reference():
    reference = Reference("Handbook", None, "Section 16", "published")
    assert step_of(0, rules=[EARLY, reference]).rules == (
        Reference("Cap", date(2012, 2, 1), "Order 2011", "published"),
        reference,
    )


def test_a_row_may_choose_between_rules():
    other = Parameter("other", "Other", "£", (LATE,))
    rules = (OneOf(np.array([1, 0]), in_force(as_days("2013-02-01"), CAP, other)),)
    assert step_of(0, rules=rules).rules == step_of(1, rules=rules).rules
    early = (OneOf(np.array([0, 0]), in_force(as_days("2012-02-01"), CAP)),)
    assert step_of(1, rules=early).rules[0].source == "Order 2011"


def test_a_step_that_a_row_does_not_have_is_left_out():
    only = Only(np.array([1.0, 2.0]), np.array([False, True]))
    silent, kept = Recorder(0), Recorder(1)
    for recorder in (silent, kept):
        recorder.step("pay", "Pay", only)
    assert silent.steps == ()
    assert [one.result for one in kept.steps] == [2]
