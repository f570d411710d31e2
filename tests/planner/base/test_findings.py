"""Findings: their place, their order, and whether any makes a figure impossible."""

from dataclasses import replace

import pytest

from planner.base.findings import Finding, Severity, has_error, in_order

NOTE = Finding(Severity.NOTE, "Staff", "H27", "FTE", "1", "It is trimmed.", "Nothing.", "trimmed", row=27)
WARNING = replace(NOTE, severity=Severity.WARNING)
ERROR = replace(NOTE, severity=Severity.ERROR)


@pytest.mark.parametrize(("cell", "place"), [("H27", "Staff!H27"), ("", "Staff")])
def test_a_finding_says_where_it_stands(cell, place):
    assert replace(NOTE, cell=cell).place == place


def test_only_an_error_makes_a_figure_impossible():
    assert has_error([NOTE, ERROR])
    assert not has_error([NOTE, WARNING])
    assert not has_error([])


def test_the_worst_come_first_and_then_by_sheet_row_and_column():
    first = replace(WARNING, sheet="Budgets", row=90)
    second = replace(WARNING, row=3, column="Band")
    third = replace(WARNING, row=3)
    fourth = replace(WARNING, row=20)
    shuffled = [NOTE, fourth, third, ERROR, second, first]
    assert in_order(shuffled) == (ERROR, first, second, third, fourth, NOTE)
