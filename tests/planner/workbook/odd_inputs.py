"""Odd cells of plans and of people's own lists: what is written, and what must be said of it.

Each case is one line of a table: where it stands, what is written there, how much it matters, a few words
of what is said, and a few of what to do. ``test_odd_inputs`` writes and reads them.
"""

# ruff: noqa: E501, RUF001 - a case is one line of a table; letters that look like others are what is tried

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from planner.base.findings import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True)
class Fault:
    """An Excel error, as the value of a formula."""

    text: str


@dataclass(frozen=True)
class Unworked:
    """A formula whose value is not in the file."""

    formula: str


@dataclass(frozen=True)
class Shown:
    """A number and the format that it is shown in."""

    value: float
    form: str


@dataclass(frozen=True)
class OddCell:
    """One odd cell in an otherwise plain row.

    Attributes:
        sheet: the sheet.
        column: the column's head.
        value: what is written.
        severity: how much it matters.
        says: words of the finding.
        remedy: words of what to do.
    """

    sheet: str
    column: str
    value: Any
    severity: Severity
    says: str
    remedy: str


def _of(sheet: str, column: str, severity: Severity, *cases: tuple[Any, str, str]) -> tuple[OddCell, ...]:
    return tuple(OddCell(sheet, column, value, severity, says, remedy) for value, says, remedy in cases)


_NO_NUMBER = "a number such as"
_NO_AMOUNT = "an amount such as"
_NO_DATE = "a date such as 31/03/2013"

IN_PLANS = (
    # ------------------------------------------------------------ FTE
    *_of(
        "Staff", "FTE", ERROR,
        ("full time", "'full time'; a number", _NO_NUMBER),
        ("0.8 wte", "'0.8 wte'", _NO_NUMBER),
        ("0,8", "comma could be a decimal point", "Write 0.8"),
        ("80%", "could be taken in two ways", "Write 0.8"),
        ("80 %", "could be taken in two ways", "Write 0.8"),
        ("½", "'½'", _NO_NUMBER),
        ("１", "'１'", _NO_NUMBER),
        ("٠٫٨", "a number such as 0.8 is expected", _NO_NUMBER),
        ("−1", "'−1'", _NO_NUMBER),
        ("–0.5", "'–0.5'", _NO_NUMBER),
        ("0.8\u200b", "0.8", _NO_NUMBER),
        ("0·8", "'0·8'", _NO_NUMBER),
        ("1e0", "'1e0'", _NO_NUMBER),
        ("0x1", "'0x1'", _NO_NUMBER),
        ("1_0", "'1_0'", _NO_NUMBER),
        ("nan", "'nan'", _NO_NUMBER),
        ("inf", "'inf'", _NO_NUMBER),
        ("TRUE", "'TRUE'", _NO_NUMBER),
        ("1;0", "'1;0'", _NO_NUMBER),
        ("37:30", "'37:30'", _NO_NUMBER),
        ("30/37.5", "'30/37.5'", _NO_NUMBER),
        (True, "TRUE", _NO_NUMBER),
        (False, "FALSE", _NO_NUMBER),
        (date(2013, 4, 1), "the date 01/04/2013", "Format the cell as a number"),
        (time(7, 30), "07:30", "Format the cell as a number"),
        (timedelta(hours=37, minutes=30), "date", "Format the cell as a number"),
        (Fault("#N/A"), "Excel error #N/A", "Mend the formula"),
        (Fault("#DIV/0!"), "Excel error #DIV/0!", "Mend the formula"),
        (Fault("#REF!"), "Excel error #REF!", "Mend the formula"),
        (Fault("#NAME?"), "Excel error #NAME?", "Mend the formula"),
        (Fault("#NUM!"), "Excel error #NUM!", "Mend the formula"),
        (Fault("#NULL!"), "Excel error #NULL!", "Mend the formula"),
        (Fault("#VALUE!"), "Excel error #VALUE!", "Mend the formula"),
        (Unworked("=30/37.5"), "whose value is not in the file", "Open the file in Excel"),
        (-0.5, "-0.5", "1 is full time"),
        (1.51, "1.51", "1 is full time"),
        (2, "2", "1 is full time"),
        (37.5, "hours", "Divide"),
        (22.5, "hours", "Divide"),
        (1e308, "1e+308", "1 is full time"),
        ("=1+1", "'=1+1'", _NO_NUMBER),
        ("+1+cmd|' /C calc'!A0", "cmd", _NO_NUMBER),
        ("x" * 32_000, "…", _NO_NUMBER),
        (None, "FTE", "FTE"),
    ),
    *_of("Staff", "FTE", WARNING, (0, "without pay or cost", "contracted hours")),
    *_of(
        "Staff", "FTE", NOTE,
        ("0.8", "a number kept as text", "Nothing"),
        (" 0.8 ", "text with spaces", "Nothing"),
        ("\u00a00.8\u00a0", "text with spaces", "Nothing"),
        ("0.8\u202f", "text with spaces", "Nothing"),
        (".5", "is read as 0.5", "Nothing"),
    ),
    # ------------------------------------------------------------ money
    *_of(
        "Staff", "Annual salary", ERROR,
        ("tbc", "'tbc'", _NO_AMOUNT),
        ("27k", "in full", "Write 27000"),
        ("£27.5K", "in full", "Write 27500"),
        ("0.03m", "in full", "Write 30000"),
        ("(20,000)", "brackets", "Write -20000"),
        ("27.625,00", "'27.625,00'", _NO_AMOUNT),
        ("27,62", "comma could be", "Write 27.62"),
        ("27 625", "'27 625'", _NO_AMOUNT),
        ("27\u00a0625", "27", _NO_AMOUNT),
        ("27\u2009625", "27", _NO_AMOUNT),
        ("27'625", "27'625", _NO_AMOUNT),
        ("$27,625", "'$27,625'", _NO_AMOUNT),
        ("27625 GBP", "'27625 GBP'", _NO_AMOUNT),
        ("€27625", "€27625", _NO_AMOUNT),
        ("27,625-30,000", "27,625-30,000", _NO_AMOUNT),
        ("27,625 p.a.", "p.a.", _NO_AMOUNT),
        ("£", "'£'", _NO_AMOUNT),
        ("--5", "--5", _NO_AMOUNT),
        (-27_625, "must be 0 or more", "Correct"),
        (date(1975, 8, 20), "the date 20/08/1975", "Format the cell as a number"),
        (Fault("#N/A"), "Excel error", "Mend the formula"),
        (Unworked("=VLOOKUP(A2,Pay!A:B,2,0)"), "value is not in the file", "Open the file in Excel"),
    ),
    *_of(
        "Staff", "Annual salary", NOTE,
        ("£27,625.00", "is read as 27,625", "Nothing"),
        ("27,625", "is read as 27,625", "Nothing"),
        ("£ 27625", "is read as 27,625", "Nothing"),
    ),
    *_of("Staff", "Annual salary", WARNING, (5, "5", "salary"), (900_000, "900,000", "salary")),
    # ------------------------------------------------------------ dates
    *_of(
        "Staff", "Date of birth", ERROR,
        ("04/23/1970", "no such month", "Write the day first"),
        ("31/02/1970", "does not exist", _NO_DATE),
        ("29/02/1900", "does not exist", _NO_DATE),
        ("00/00/0000", "does not exist", _NO_DATE),
        ("0000-00-00", "does not exist", _NO_DATE),
        ("1970", "'1970'", _NO_DATE),
        ("February 1970", "'February 1970'", _NO_DATE),
        ("14 Fev 1970", "14 Fev 1970", _NO_DATE),
        ("not known", "not known", _NO_DATE),
        ("14/02/1970 (tbc)", "(tbc)", _NO_DATE),
        ("14\u201302\u20131970", "1970", _NO_DATE),
        ("31/12/4712", "cannot be", _NO_DATE),
        ("29/12/1899", "cannot be", _NO_DATE),
        ("01/01/1753", "cannot be", _NO_DATE),
        ("01/01/2150", "cannot be", _NO_DATE),
        ("１４/02/1970", "1970", _NO_DATE),
        (Shown(-5, "dd/mm/yyyy"), "'-5'", _NO_DATE),
        (Shown(2_958_466, "dd/mm/yyyy"), "2958466", _NO_DATE),
        (Shown(0.5, "dd/mm/yyyy"), "12:00", _NO_DATE),
        (1970, "'1970'", _NO_DATE),
        (-1, "'-1'", _NO_DATE),
        (1e15, "1000000000000000", _NO_DATE),
        (time(9, 30), "09:30", _NO_DATE),
        (True, "TRUE", _NO_DATE),
        (Fault("#VALUE!"), "Excel error", "Mend the formula"),
        (Unworked("=TODAY()"), "value is not in the file", "Open the file in Excel"),
        (date(2013, 4, 1), "01/04/2013", ""),
        (date(2099, 1, 1), "01/01/2099", ""),
    ),
    *_of(
        "Staff", "Date of birth", WARNING,
        ("14/02/70", "two digits", "in full"),
        (25_613, "bare number", "Format the cell as a date"),
        (Shown(0, "dd/mm/yyyy"), "no date", "Clear the cell"),
        (Shown(1, "dd/mm/yyyy"), "no date", "Clear the cell"),
        ("01/01/1900", "no date", "Clear the cell"),
        ("30/12/1899", "no date", "Clear the cell"),
        (date(1925, 1, 1), "8", ""),
    ),
    *_of(
        "Staff", "Date of birth", NOTE,
        ("14/02/1970", "day first", "Check that the day"),
        ("1970-02-14", "day first", "Check that the day"),
        ("14-FEB-1970", "day first", "Check that the day"),
        ("14th February 1970", "day first", "Check that the day"),
        ("19700214", "day first", "Check that the day"),
        (19_700_214, "day first", "Check that the day"),
        ("14.02.1970", "day first", "Check that the day"),
        ("14/02/1970 00:00", "day first", "Check that the day"),
        (datetime(1970, 2, 14, 9, 30), "time of day", "Nothing"),
    ),
    *_of(
        "Staff", "Contract ends", NOTE,
        ("31-DEC-4712", "there is no end", "Nothing"),
        ("31/12/9999", "there is no end", "Nothing"),
        (date(9999, 12, 31), "there is no end", "Nothing"),
        ("1900-01-01", "there is no end", "Nothing"),
        (0, "there is no end", "Nothing"),
    ),
    *_of("Staff", "Contract ends", ERROR, ("31/09/2012", "does not exist", _NO_DATE), ("ongoing", "ongoing", _NO_DATE)),
    *_of("Staff", "Continuous service from", ERROR, (date(1969, 1, 1), "01/01/1969", "")),
    *_of("Staff", "Leaving date", ERROR, ("next spring", "next spring", _NO_DATE)),
    # ------------------------------------------------------------ bands, choices, flags
    *_of(
        "Staff", "Band", ERROR,
        ("8", "four ranges", "8a, 8b, 8c or 8d"),
        (8, "four ranges", "8a, 8b, 8c or 8d"),
        ("8e", "not a band", "VSM"),
        ("10", "not a band", "VSM"),
        (7.5, "not a band", "VSM"),
        (-7, "not a band", "VSM"),
        ("7/8a", "not a band", "VSM"),
        ("6 to 7", "not a band", "VSM"),
        ("XN13", "not a band", "VSM"),
        ("SMP2", "not a band", "VSM"),
        ("７", "not a band", "VSM"),
        ("NHS|XR07|Review Body Band 6", "not a band", "VSM"),
        (date(2013, 8, 1), "not a band", "VSM"),
        (True, "not a band", "VSM"),
        (Fault("#N/A"), "Excel error", "Mend the formula"),
        (None, "Band", "Band"),
    ),
    *_of(
        "Staff", "Band", NOTE,
        ("Band 7", "is read as 7", "Nothing"),
        ("AfC band 7", "is read as 7", "Nothing"),
        ("XN07", "is read as 7", "Nothing"),
        ("NHS|XR07|Review Body Band 7", "is read as 7", "Nothing"),
        ("8A", "8a", "Nothing"),
        ("Very Senior Manager", "VSM", "Nothing"),
    ),
    *_of("Staff", "HCAS zone", ERROR, ("central", "central", "inner, outer"), (1, "1", "inner, outer")),
    *_of("Staff", "Pension section", ERROR, ("2015", "2015", "1995"), ("both", "both", "1995")),
    *_of(
        "Staff", "Scarce", WARNING,
        ("maybe", "neither Y nor N", "Write Y or N"),
        ("x", "neither Y nor N", "Write Y or N"),
        (2, "neither Y nor N", "Write Y or N"),
        (date(2013, 1, 1), "neither Y nor N", "Write Y or N"),
    ),
    *_of("Staff", "Scarce", NOTE, ("yes", "is read as Y", "Nothing"), (True, "is read as Y", "Nothing"), (0, "is read as N", "Nothing")),
    # ------------------------------------------------------------ codes and texts
    *_of(
        "Staff", "Employee number", ERROR,
        (date(2013, 1, 2), "turns codes such as 1-2 into dates", "Format the cell as text"),
        (Fault("#REF!"), "Excel error", "Mend the formula"),
        (None, "Employee number", "Employee number"),
        ("   ", "Employee number", ""),
    ),
    *_of("Staff", "Employee number", WARNING, (1234567890123456789, "15 digits", "Format the cell as text")),
    *_of("Staff", "Employee number", NOTE, (20_481_003, "noughts before it", "Format the column as text")),
    *_of(
        "Staff", "Function", ERROR,
        ("NOPE", "NOPE", "Functions"),
        ("C0N", "C0N", "Functions"),
        ("СON", "СON", "Functions"),  # a Cyrillic letter
        (Unworked("=B2"), "value is not in the file", "Open the file in Excel"),
        (7, "7", "Functions"),
        ("x" * 500, "xxx", "Functions"),
    ),
    *_of("Staff", "Function", NOTE, ("con", "CON", "Nothing"), (" CON ", "spaces", "Nothing")),
    *_of("Staff", "Organisation", ERROR, ("P9", "P9", "Organisations")),
    *_of("Staff", "Position title", WARNING, (Fault("#N/A"), "instead of text", "Mend the formula")),
    *_of("Staff", "Position title", NOTE, (date(2013, 1, 2), "is read as text", "Nothing"), ("  Officer", "spaces", "Nothing")),
    *_of("Staff", "Skills", NOTE, ("finance:3, data:2", "commas", "semicolons")),
    *_of("Staff", "Skills", ERROR, (date(2013, 1, 2), "turns 1-2", "Format the cell as text")),
    *_of("Staff", "Spine point", ERROR, (0, "is 0", "Correct"), (55, "from 1 to 54", "Correct"), (-3, "-3", "Correct")),
    *_of("Staff", "Criticality", ERROR, (0, "from 1 to 5", "Correct"), (6, "from 1 to 5", "Correct"), ("High", "High", _NO_NUMBER)),
    *_of("Staff", "Notice weeks", ERROR, (-1, "-1", "Correct"), (500, "from 0 to 104", "Correct"), ("3 months", "3 months", _NO_NUMBER)),
    *_of("Staff", "Reckonable years", ERROR, (61, "from 0 to 60", "Correct"), ("ten", "ten", _NO_NUMBER)),
    *_of("Staff", "Membership years", ERROR, (-2, "from 0 to 60", "Correct"), ("12y 3m", "12y 3m", _NO_NUMBER)),
    *_of("Staff", "Pension quote", ERROR, (-1, "0 or more", "Correct"), ("see letter", "see letter", _NO_AMOUNT)),
    # ------------------------------------------------------------ other sheets
    *_of(
        "Budgets", "Year", ERROR,
        ("FY13", "a financial year such as 2012/13", "2012/13"),
        ("2012/14", "2012/14", "2012/13"),
        ("12-13-14", "12-13-14", "2012/13"),
        (12, "12", "2012/13"),
        (2012.5, "2012.5", "2012/13"),
        (date(2011, 12, 1), "Excel turns 2011/12 into a date", "Format the cell as text"),
        (True, "TRUE", "2012/13"),
        (None, "Year", ""),
    ),
    *_of("Budgets", "Year", WARNING, (2012, "one year, not two", "2012/13"), ("2013", "one year, not two", "2012/13")),
    *_of("Budgets", "Year", NOTE, ("2012-13", "is read as 2012/13", "Nothing"), ("12/13", "is read as 2012/13", "Nothing")),
    *_of(
        "Budgets", "Amount", ERROR,
        ("£1m", "in full", "Write 1000000"),
        ("1,234,56", "1,234,56", _NO_AMOUNT),
        ("(5,000)", "brackets", "Write -5000"),
        ("nil", "'nil'", _NO_AMOUNT),
        (Fault("#REF!"), "Excel error", "Mend the formula"),
    ),
    *_of("Budgets", "Line", ERROR, ("Capital", "Capital", "Pay, Non-pay or Income"), ("Other", "Other", "Pay, Non-pay or Income")),
    *_of("Budgets", "Line", NOTE, ("non pay", "Non-pay", "Nothing"), ("PAY", "Pay", "Nothing")),
    *_of("Organisations", "Kind", ERROR, ("Trust", "Trust", "PCT"), (None, "Kind", "")),
    *_of("Organisations", "Kind", NOTE, ("ccg", "CCG", "Nothing"), ("Clinical Commissioning Group", "CCG", "Nothing")),
    *_of("Organisations", "Population", ERROR, ("about 20,000", "about", _NO_NUMBER), (-5, "0 or more", "Correct")),
    *_of("Organisations", "Opens", ERROR, ("13/13/2013", "does not exist", _NO_DATE)),
    *_of("Functions", "Minimum cover %", ERROR, ("80%", "two ways", "Write 80")),
    *_of("Functions", "Minimum cover %", WARNING, (0.8, "of a hundred", "write 80")),
    *_of("Functions", "Minimum cover %", NOTE, (Shown(0.8, "0%"), "formatted as a percentage", "Nothing")),
    *_of("Functions", "Statutory", WARNING, ("perhaps", "neither Y nor N", "Write Y or N")),
    *_of("Functions", "Kind", WARNING, ("back office", "back office", "clear the cell")),
    *_of("Posts", "FTE", ERROR, ("one", "'one'", _NO_NUMBER), (-1, "0 or more", "Correct")),
    *_of("Posts", "Receiver", ERROR, ("C9", "C9", "Organisations"), (None, "Receiver", "")),
    *_of("Posts", "Stage limit", ERROR, ("last", "last", "lift_and_shift")),
    *_of("Assumptions", "Value", ERROR, ("8%", "two ways", "0.08"), ("high", "high", _NO_NUMBER), (None, "Value", "")),
)  # fmt: skip
"""Odd cells of plan workbooks."""

IN_LISTS = (
    *_of(
        "Staff", "WTE", ERROR,
        ("tbc", "'tbc'", _NO_NUMBER),
        ("0,8", "comma", "Write 0.8"),
        ("80%", "two ways", "Write 0.8"),
        ("37.5", "hours", ""),
        ("-1", "-1", ""),
        ("#N/A", "Excel error", "Mend"),
        ("１", "１", _NO_NUMBER),
        ("−0.5", "−0.5", _NO_NUMBER),
        ("1.0.0", "1.0.0", _NO_NUMBER),
        ("=1/2", "=1/2", _NO_NUMBER),
    ),
    *_of(
        "Staff", "Annual Salary", ERROR,
        ("27k", "in full", "27000"),
        ("(20,000)", "brackets", "-20000"),
        ("27.625,00", "27.625,00", _NO_AMOUNT),
        ("$35,000", "$35,000", _NO_AMOUNT),
        ("27 625", "27 625", _NO_AMOUNT),
        ("see HR", "see HR", _NO_AMOUNT),
    ),
    *_of("Staff", "Annual Salary", NOTE, ("£27,625.00", "27,625", "Nothing")),
    *_of(
        "Staff", "Date of Birth", ERROR,
        ("04/23/1970", "no such month", "day first"),
        ("31/02/1970", "does not exist", _NO_DATE),
        ("29/12/1899", "cannot be", _NO_DATE),
        ("01/01/1753", "cannot be", _NO_DATE),
        ("Feb 1970", "Feb 1970", _NO_DATE),
        ("00/00/0000", "does not exist", _NO_DATE),
    ),
    *_of("Staff", "Date of Birth", WARNING, ("14/02/70", "two digits", "in full"), ("01/01/1900", "no date", "Clear")),
    *_of(
        "Staff", "Grade", ERROR,
        ("Band 8", "four ranges", "8a"),
        ("Consultant", "not a band", "VSM"),
        ("XN13", "not a band", "VSM"),
        ("Band 7/8a", "not a band", "VSM"),
        ("#REF!", "Excel error", "Mend"),
    ),
    *_of("Staff", "Fixed Term End Date", ERROR, ("31/09/2012", "does not exist", _NO_DATE), ("when project ends", "project", _NO_DATE)),
    *_of("Staff", "Fixed Term End Date", NOTE, ("31-DEC-4712", "no end", "Nothing")),
    *_of("Staff", "Spinal Point", ERROR, ("thirty", "thirty", _NO_NUMBER), ("99", "from 1 to 54", "Correct")),
)  # fmt: skip
"""Odd cells of staff lists of people's own making, as text files have them."""
