"""Counts, names, months and amounts in words."""

import pytest

from planner.report.wording import (
    begun,
    counted,
    fte_text,
    listed,
    month_name,
    percent_text,
    plain_pounds,
    short_name,
    signed_pounds,
    span,
    within,
)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "no people"), (1, "1 person"), (2, "2 people"), (1204, "1,204 people")],
)
def test_a_count_agrees_with_its_noun(number, said):
    assert counted(number, "person", "people") == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C", "D"], "A, B, C and D"),
        (["A", "B", "C", "D", "E"], "A, B, C and 2 others"),
    ],
    ids=["none", "one", "two", "one more than the most is still named", "two more are counted"],
)
def test_names_are_listed_and_many_are_counted(names, said):
    assert listed(names, most=3) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Contracting", "contracting"),
        ("IT", "IT"),
        ("IT services", "IT services"),
        ("PALS and complaints", "PALS and complaints"),
    ],
)
def test_a_function_inside_a_sentence_keeps_its_abbreviations(name, said):
    assert within(name) == said


def test_a_sentence_begins_with_a_capital_and_one_in_letters():
    assert begun("1 skill") == "One skill"
    assert begun("12 skills") == "12 skills"
    assert begun("no skills") == "No skills"


def test_names_are_shortened_as_the_trade_does():
    assert short_name("NHS Leeds North Clinical Commissioning Group") == "NHS Leeds North CCG"


def test_fte_and_percentages_not_known_are_dashes():
    assert (fte_text(1204.5), fte_text(float("nan"))) == ("1,204.50", "–")
    assert (percent_text(18.25), percent_text(float("nan"))) == ("18.2%", "–")


@pytest.mark.parametrize(
    ("amount", "plain", "signed"),
    [
        (1234.5, "1,235", "+1,235"),
        (-56.4, "-56", "-56"),
        (0.2, "0", "0"),
        (-0.2, "0", "0"),
        (float("nan"), "–", "–"),
    ],
)
def test_amounts_in_columns_are_rounded_half_up_and_signed(amount, plain, signed):
    assert plain_pounds(amount) == plain
    assert signed_pounds(amount) == signed


@pytest.mark.parametrize(
    ("months", "said"),
    [(0, "no months"), (1, "1 month"), (12, "1 year"), (15, "1 year and 3 months"), (24, "2 years")],
)
def test_spans_are_in_years_and_months(months, said):
    assert span(months) == said


def test_a_month_is_named():
    assert month_name("2014-07") == "July 2014"
