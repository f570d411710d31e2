"""Ledgers: cost centres, accounts and months come in as budgets, once their mapping is confirmed."""

from datetime import date

import pytest

from planner.base.findings import Severity
from planner.workbook.bringing_in import guess, put_into
from planner.workbook.bringing_in.ledger_heads import month_key
from planner.workbook.bringing_in.ledgers import line_of

MONTHS = ("Apr-12", "May-12", "Jun-12", "Jul-12", "Aug-12", "Sep-12", "Oct-12", "Nov-12", "Dec-12", "Jan-13",
          "Feb-13", "Mar-13")  # fmt: skip
LEAD = ("Entity", "Cost Centre", "Cost Centre Description", "Subjective", "Subjective Description")
PAY = ("5N1", "004310", "Contracting", "51010001", "Band 7 salaries")
RENT = ("5N1", "004310", "Contracting", "52010002", "Rent")
FEES = ("5N1", "004311", "Finance", "41010001", "Income from other trusts")


def ledger(*rows, heads=MONTHS):
    return [[*LEAD, *heads], *([*lead, *amounts] for lead, amounts in rows)]


def told(came, cause):
    return [one for one in came.findings if one.cause == cause]


def test_months_of_accounts_are_added_up_to_a_year_of_each_line(brought):
    came = brought(ledger((PAY, ["100"] * 12), (PAY, ["1"] * 12), (RENT, ["5"] * 12), (FEES, ["-50"] * 12)))
    assert came.table == "budgets"
    rows = came.frame[["organisation", "function", "line", "year", "amount"]].to_numpy().tolist()
    assert rows == [
        ["5N1", "004310", "Pay", 2012.0, 1212.0],
        ["5N1", "004310", "Non-pay", 2012.0, 60.0],
        ["5N1", "004311", "Income", 2012.0, -600.0],
    ]
    (said,) = told(came, "ledger-added-up")
    assert "4 amounts are added up to 3" in said.message


def test_a_cost_centre_is_called_what_the_column_beside_it_says(brought):
    plan = put_into(None, brought(ledger((PAY, ["1"] * 12), (FEES, ["1"] * 12)))).plan
    assert plan.functions[["code", "name"]].to_numpy().tolist() == [
        ["004310", "Contracting"],
        ["004311", "Finance"],
    ]


def test_what_each_account_was_taken_for_is_said_and_doubted_where_its_name_does_not_say(brought):
    came = brought(ledger((PAY, ["1"] * 12), (RENT, ["1"] * 12), (FEES, ["1"] * 12)))
    said = {one.value: one for one in told(came, "accounts-taken")}
    assert said["Band 7 salaries"].severity is Severity.NOTE
    assert said["Rent"].severity is Severity.WARNING
    assert "taken for Non-pay" in said["Rent"].message
    assert told(came, "doubtful-column")


def test_a_month_that_cannot_be_read_leaves_its_row_out_and_no_other(brought):
    came = brought(ledger((PAY, ["100"] * 12), (PAY, ["tbc", *["1"] * 11]), (RENT, ["5"] * 12)))
    assert came.frame["amount"].isna().tolist() == [False, True, False]
    assert came.frame["amount"].tolist()[0] == 1200.0
    (unread,) = came.unread
    assert (unread.row, unread.column, unread.text) == (3, "amount", "tbc")
    assert came.cell(3, "amount").endswith("3")
    assert [one.cell for one in came.findings if one.severity is Severity.ERROR] == ["F3"]


def test_a_part_of_a_year_is_said(brought):
    came = brought(ledger((PAY, ["100"] * 3), (RENT, ["1"] * 3), heads=MONTHS[:3]))
    (said,) = told(came, "months-missing")
    assert said.severity is Severity.WARNING
    assert "3 of the 12 months of 2012/13" in said.message


def test_the_years_budget_goes_before_its_months_and_a_mere_total_does_not(brought):
    heads = (*MONTHS, "Annual Budget")
    came = brought(ledger((PAY, ["1"] * 12 + ["99"]), (RENT, ["1"] * 12 + ["5"]), heads=heads))
    assert came.frame["amount"].tolist() == [99.0, 5.0]
    came = brought(ledger((PAY, ["1"] * 12 + ["12"]), (RENT, ["1"] * 12 + ["12"]), heads=(*MONTHS, "Total")))
    assert came.frame["amount"].tolist() == [12.0, 12.0]


def test_months_of_what_was_spent_are_no_budget(write_xlsx, sheet_of):
    rows = ledger((PAY, [1.0] * 12), (RENT, [2.0] * 12))
    over = ["", "", "", "Accounts", "", *["Actual"] * 12]
    mapping = guess(sheet_of(write_xlsx([over, *rows])), "budgets")
    assert not [one for one in mapping.columns if one.key.startswith("amount")]


def test_months_that_are_days_in_the_heads_are_found(write_xlsx, brought):
    days = [date(2012 + (at > 8), (at + 3) % 12 + 1, 1) for at in range(12)]
    came = brought(write_xlsx(ledger((PAY, [10.0] * 12), (RENT, [1.0] * 12), heads=days)))
    assert came.frame[["line", "year", "amount"]].to_numpy().tolist() == [
        ["Pay", 2012.0, 120.0],
        ["Non-pay", 2012.0, 12.0],
    ]


def test_accounts_that_are_figures_alone_are_not_guessed(brought):
    heads, *rows = ledger((PAY, ["1"] * 12), (RENT, ["1"] * 12))
    came = brought([heads[:4] + heads[5:], *(row[:4] + row[5:] for row in rows)], table="budgets")
    assert [one.column for one in told(came, "missing-column")] == ["Line"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Apr-12", ("2012-13", 1)), ("April 2012", ("2012-13", 1)), ("Mar-13", ("2012-13", 12)),
        ("2013-01", ("2012-13", 10)), ("Sept 2012", ("2012-13", 6)), ("M01", ("", 1)),
        ("Period 12", ("", 12)),
        ("Month 13", None), ("May", ("", 2)), ("Mayor", None), ("Notes", None), ("13", None),
    ],
)  # fmt: skip
def test_a_head_names_a_month(text, found):
    assert month_key(text) == found


@pytest.mark.parametrize(
    ("account", "line"),
    [
        ("Band 8a salaries", "Pay"), ("Agency staff", "Pay"), ("NI Ers", "Pay"), ("Staff travel", "Non-pay"),
        ("Non-pay", "Non-pay"), ("Nursing home fees", "Non-pay"), ("SLA income", "Income"),
        ("Bank charges", "Non-pay"),
        ("Income", "Income"), ("Staff training", "Non-pay"),
    ],
)  # fmt: skip
def test_an_account_belongs_to_a_line(account, line):
    assert line_of(account)[0] == line
