from datetime import date, datetime

import pytest

from planner.base.findings import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def with_plan(sheets, *rows):
    sheets["Plan"] = [list(row) for row in rows]
    return sheets


FULL = (
    ("Plan name", "Small"),
    ("Transfer date", date(2013, 4, 1)),
    ("Closure", date(2013, 3, 31)),
)


@pytest.mark.parametrize("header", [[("Key", "Value")], [], [("My plan",), (), ("Key", "Value")]])
def test_the_plan_is_read_with_a_header_row_or_without(read, sheets, header):
    reading = read(with_plan(sheets, *header, *FULL))
    assert reading.plan.facts.plan_name == "Small"
    assert reading.findings == ()
    assert reading.origin.facts["closure"] == f"B{len(header) + 3}"


def test_dates_that_are_not_given_follow_from_the_transfer(read, sheets):
    facts = read(
        with_plan(sheets, FULL[0], ("Transfer date", date(2014, 10, 1)), ("Closure", date(2014, 9, 30)))
    ).plan.facts
    assert facts.plan_start == date(2013, 10, 1)
    assert facts.announced == date(2013, 10, 1)
    assert facts.horizon == date(2016, 3, 31)


def test_the_announcement_is_the_plan_start_unless_it_is_given(read, sheets):
    facts = read(with_plan(sheets, *FULL, ("Plan start", date(2012, 7, 1)))).plan.facts
    assert facts.announced == date(2012, 7, 1)


@pytest.mark.parametrize(("left_out", "fix"), [("Transfer date", "01/04/2013"), ("Closure", "31/03/2013")])
def test_a_missing_date_is_an_error_that_offers_the_usual_one(read, sheets, left_out, fix):
    reading = read(with_plan(sheets, *(row for row in FULL if row[0] != left_out)))
    (finding,) = reading.findings
    assert (finding.severity, finding.cause, finding.column, finding.fix) == (
        ERROR,
        "missing-fact",
        left_out,
        fix,
    )
    assert finding.sheet == "Plan"


def test_a_plan_without_a_name_is_a_warning(read, sheets):
    (finding,) = read(with_plan(sheets, *FULL[1:])).findings
    assert (finding.severity, finding.column) == (WARNING, "Plan name")


@pytest.mark.parametrize(
    ("value", "severity", "cause", "expected"),
    [
        ("1 April 2014", NOTE, "date-form", date(2014, 4, 1)),
        ("01/04/2014", NOTE, "date-form", date(2014, 4, 1)),
        ("01/04/14", WARNING, "two-digit-year", date(2014, 4, 1)),
        (41730, WARNING, "bare-day-number", date(2014, 4, 1)),
        ("04/23/2014", ERROR, "month-first", date(2013, 4, 1)),
        ("soon", ERROR, "not-a-date", date(2013, 4, 1)),
        ("#N/A", ERROR, "excel-error", date(2013, 4, 1)),
        ("=TODAY()", ERROR, "formula-without-value", date(2013, 4, 1)),
        ("31/12/4712", ERROR, "impossible-date", date(2013, 4, 1)),
        (datetime(2014, 4, 1, 12), NOTE, "clock-dropped", date(2014, 4, 1)),
    ],
)
def test_the_transfer_date_is_read_or_its_usual_value_is_kept(read, sheets, value, severity, cause, expected):
    reading = read(with_plan(sheets, FULL[0], ("Transfer date", value), FULL[2]))
    (finding,) = reading.findings
    assert (finding.place, finding.severity, finding.cause) == ("Plan!B2", severity, cause)
    assert reading.plan.facts.transfer_date == expected
    assert (finding.fix is not None) == (severity is ERROR)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("Horizon", "March 2016", date(2016, 3, 31)),
        ("Horizon", "Feb-16", date(2016, 2, 29)),
        ("Horizon", "2017-03", date(2017, 3, 31)),
        ("Plan start", "April 2012", date(2012, 4, 1)),
    ],
)
def test_a_month_is_enough_where_a_month_is_meant(read, sheets, key, value, expected):
    reading = read(with_plan(sheets, *FULL, (key, value)))
    assert getattr(reading.plan.facts, key.lower().replace(" ", "_")) == expected
    assert [one.cause for one in reading.findings] == ["date-form"]


def test_a_key_that_no_plan_knows_is_a_warning(read, sheets):
    (finding,) = read(with_plan(sheets, *FULL, ("Colour", "blue"))).findings
    assert (finding.severity, finding.place, finding.cause) == (WARNING, "Plan!A4", "unknown-key")


def test_a_date_that_stands_twice_with_two_values_is_an_error(read, sheets):
    reading = read(with_plan(sheets, *FULL, ("closure", date(2013, 6, 30))))
    (finding,) = reading.findings
    assert (finding.severity, finding.place, finding.cause) == (ERROR, "Plan!B4", "said-twice")
    assert reading.plan.facts.closure == date(2013, 3, 31)


def test_a_plan_kept_by_a_newer_version_is_a_warning(read, sheets):
    (finding,) = read(with_plan(sheets, *FULL, ("Format version", 9))).findings
    assert (finding.severity, finding.place, finding.cause) == (WARNING, "Plan!B4", "newer-format")


def test_a_format_version_that_is_no_number_is_an_error(read, sheets):
    reading = read(with_plan(sheets, *FULL, ("Format version", "one")))
    assert [one.severity for one in reading.findings] == [ERROR]
    assert reading.plan.facts.format_version == 1


def test_keys_match_ignoring_case_and_punctuation(read, sheets):
    reading = read(with_plan(sheets, (" PLAN NAME: ", "Small"), ("transfer-date", FULL[1][1]), FULL[2]))
    assert reading.findings == ()
