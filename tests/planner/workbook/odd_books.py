"""Odd plans: rows and sheets that contradict each other, and what must be said of them.

Each case changes the sheets of a small plan with nothing wrong in it. ``test_odd_books`` reads and judges it.
"""

# ruff: noqa: E501, RUF001 - a case is one line of a table; letters that look like others are what is tried

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from planner.base.findings import Severity

from .reading import conftest
from .reading.conftest import BUDGET, FUNCTION, ORGANISATION, Sheets, rows_of

STAFF = conftest.STAFF | {"Annual salary": 35_000, "Continuous service from": date(2000, 4, 1)}
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True)
class OddBook:
    """A plan in which something does not fit.

    Attributes:
        name: what is odd.
        change: makes it so.
        place: the cell or sheet that is named.
        severity: how much it matters; None where nothing may be said.
        says: words of the finding.
    """

    name: str
    change: Callable[[Sheets], None]
    place: str
    severity: Severity | None
    says: str = ""


def _put(sheet: str, *records: dict[str, object]) -> Callable[[Sheets], None]:
    def change(sheets: Sheets) -> None:
        sheets[sheet] = rows_of(*records)

    return change


def _both(*changes: Callable[[Sheets], None]) -> Callable[[Sheets], None]:
    def change(sheets: Sheets) -> None:
        for one in changes:
            one(sheets)

    return change


def _drop(sheet: str) -> Callable[[Sheets], None]:
    return lambda sheets: sheets.pop(sheet) and None


def _rename(sheet: str, name: str) -> Callable[[Sheets], None]:
    def change(sheets: Sheets) -> None:
        sheets[name] = sheets.pop(sheet)

    return change


def _under(sheet: str, *rows: list[object]) -> Callable[[Sheets], None]:
    return lambda sheets: sheets[sheet].extend(rows)


def _fact(key: str, value: object) -> Callable[[Sheets], None]:
    def change(sheets: Sheets) -> None:
        sheets["Plan"] = [row if row[0] != key else [key, value] for row in sheets["Plan"]]

    return change


def _claims(*rows: dict[str, object]) -> Callable[[Sheets], None]:
    base = {"Scenario": "Buy", "Function": "CON", "Receiver": "C1", "Mode": "do", "Share": 100}
    return _put("Allocations", *(base | row for row in rows))


def _placed(**more: object) -> Callable[[Sheets], None]:
    base = {"Scenario": "Buy", "Employee number": "E1", "Outcome": "pool"}
    return _put("Placements", base | {key.replace("_", " "): value for key, value in more.items()})


def _body(kind: str, **more: object) -> Callable[[Sheets], None]:
    ccg = {"Code": "C1", "Name": "Example CCG", "Kind": "CCG"}
    return _put(
        "Organisations", ORGANISATION, ccg, {"Code": "Q1", "Name": "Example body", "Kind": kind, **more}
    )


_TWO = {**STAFF, "Employee number": "E2"}
_POST = {"Post": "N1", "Receiver": "C1", "Function": "CON", "Band": "7", "FTE": 1}

ODD_BOOKS = (
    # --------------------------------------------------------- keys
    OddBook("one employee number with other facts", _put("Staff", STAFF, STAFF | {"Band": "6"}), "Staff!A3", WARNING, "2.00 FTE"),
    OddBook("the same row twice", _put("Staff", STAFF, STAFF), "Staff!A3", WARNING, "counted once"),
    OddBook("one code of two organisations", _under("Organisations", ["P1", "Other PCT", "PCT"]), "Organisations!A5", ERROR),
    OddBook("codes that differ only in capitals", _under("Organisations", ["p1", "Other PCT", "PCT"]), "Organisations!A5", ERROR, "capitals"),
    OddBook("codes that differ only in spaces", _put("Functions", FUNCTION, FUNCTION | {"Code": " CON ", "Name": "Other"}), "Functions!A3", ERROR),
    OddBook("one scenario twice", _under("Scenarios", ["Buy"]), "Scenarios!A3", WARNING, "repeats"),
    OddBook("scenarios that differ only in capitals", _under("Scenarios", ["BUY"]), "Scenarios!A3", ERROR),
    OddBook("a scenario called Baseline", _under("Scenarios", ["baseline"]), "Scenarios!A3", WARNING, "always there"),
    OddBook("one post twice", _put("Posts", _POST, _POST | {"Band": "6"}), "Posts!A3", ERROR),
    OddBook("one budget twice", _put("Budgets", BUDGET, BUDGET | {"Amount": 5}), "Budgets!A3", None, "duplicate"),
    OddBook("a number of digits alone and its text", _put("Staff", STAFF | {"Employee number": 21}, _TWO | {"Employee number": "21", "Band": "6"}), "Staff!A3", WARNING, "2.00 FTE"),
    # --------------------------------------------------------- scenarios on scenarios
    OddBook("a scenario on itself", _put("Scenarios", {"Scenario": "Buy", "Based on": "Buy"}), "Scenarios!B2", ERROR),
    OddBook("two scenarios on each other", _put("Scenarios", {"Scenario": "Buy", "Based on": "Do"}, {"Scenario": "Do", "Based on": "Buy"}), "Scenarios!B2", ERROR),
    OddBook(
        "three scenarios in a ring",
        _put("Scenarios", {"Scenario": "Buy", "Based on": "C"}, {"Scenario": "B", "Based on": "Buy"}, {"Scenario": "C", "Based on": "B"}),
        "Scenarios!B2", ERROR,
    ),
    OddBook("a scenario on one that is not there", _put("Scenarios", {"Scenario": "Buy", "Based on": "Gone"}), "Scenarios!B2", ERROR, "Gone"),
    OddBook("claims of a scenario that is not there", _claims({"Scenario": "Gone"}), "Allocations!A2", ERROR, "Gone"),
    # --------------------------------------------------------- shares
    OddBook("three thirds", _claims({"Share": 33.333}, {"Share": 33.333, "Receiver": "C2"}, {"Share": 33.334, "Receiver": "C1", "Mode": "share"}), "Allocations", None, "100"),
    OddBook("shares of 60 and 50", _claims({"Share": 60}, {"Share": 50, "Receiver": "C2"}), "Allocations!E2", ERROR, "110"),
    OddBook("a sender named and all senders", _claims({"Share": 60}, {"Share": 50, "Sender": "P1", "Receiver": "C2"}), "Allocations!E2", ERROR, "110"),
    OddBook("a share of 120", _claims({"Share": 120}), "Allocations!E2", ERROR, "120"),
    OddBook("a share below nil", _claims({"Share": -10}), "Allocations!E2", ERROR, "-10"),
    OddBook("a share of 0.3", _claims({"Share": 0.3}), "Allocations!E2", WARNING, "of a hundred"),
    OddBook("a share as text with its sign", _claims({"Share": "30%"}), "Allocations!E2", ERROR, "two ways"),
    OddBook("a share in full-width digits", _claims({"Share": "１００"}), "Allocations!E2", ERROR),
    # --------------------------------------------------------- who may do what
    OddBook("do by a PCT", _claims({"Receiver": "P1"}), "Allocations!C2", ERROR),
    OddBook("do by nobody", _claims({"Receiver": None}), "Allocations!C2", ERROR),
    OddBook("stop with a receiver", _claims({"Mode": "stop"}), "Allocations!C2", WARNING, "not used"),
    OddBook("board by a CCG", _claims({"Mode": "board"}), "Allocations!C2", ERROR),
    OddBook("move to a CCG", _claims({"Mode": "move"}), "Allocations!C2", ERROR),
    OddBook("buy from a CCG", _claims({"Mode": "buy"}), "Allocations!C2", WARNING),
    OddBook("an unknown mode", _claims({"Mode": "merge"}), "Allocations!D2", ERROR, "merge"),
    OddBook("a sender that is a CCG", _claims({"Sender": "C1"}), "Allocations!F2", ERROR),
    OddBook("customers that are not there", _claims({"Mode": "share", "Customers": "C1; C9"}), "Allocations!F2", ERROR, "C9"),
    OddBook("customers parted by commas", _claims({"Mode": "share", "Customers": "C1, C2"}), "Allocations!F2", NOTE, "commas"),
    OddBook("a receiver that is not there", _claims({"Receiver": "C9"}), "Allocations!C2", ERROR, "C9"),
    OddBook("a function that is not there", _claims({"Function": "XYZ"}), "Allocations!B2", ERROR, "XYZ"),
    OddBook("a date that does not exist", _claims({"Date": "31/06/2013"}), "Allocations!F2", ERROR, "does not exist"),
    # --------------------------------------------------------- placements
    OddBook("a person who is not there", _placed(Employee_number="E9"), "Placements!B2", ERROR, "E9"),
    OddBook("an unknown outcome", _placed(Outcome="seconded"), "Placements!C2", ERROR, "seconded"),
    OddBook("placed nowhere", _placed(Outcome="placed", Locked="Y"), "Placements!A2", ERROR, "neither receiver nor post"),
    OddBook("a post that is not there", _both(_put("Posts", _POST), _placed(Outcome="placed", Receiver="C1", Post="N9")), "Placements!E2", ERROR, "N9"),
    OddBook("a post of another receiver", _both(_put("Posts", _POST), _placed(Outcome="placed", Receiver="C2", Post="N1")), "Placements!D2", ERROR, "not at C2"),
    OddBook("placed at a PCT", _placed(Outcome="placed", Receiver="P1"), "Placements!D2", ERROR),
    OddBook("a match of 140%", _placed(**{"Match %": 140}), "Placements!D2", ERROR, "from 0 to 100"),
    # --------------------------------------------------------- the plan's facts
    OddBook("no closure", _fact("Closure", None), "Plan", ERROR),
    OddBook("a closure in words", _fact("Closure", "end of March"), "Plan!B4", ERROR, "end of March"),
    OddBook("a closure that does not exist", _fact("Closure", "31/04/2013"), "Plan!B4", ERROR),
    OddBook("a transfer date of 4712", _fact("Transfer date", "31/12/4712"), "Plan!B3", ERROR),
    OddBook("a transfer date month first", _fact("Transfer date", "04/13/2013"), "Plan!B3", ERROR),
    OddBook("a transfer date that is an error", _fact("Transfer date", "#N/A"), "Plan!B3", ERROR),
    OddBook("a transfer date as a number", _fact("Transfer date", 41_365), "Plan!B3", WARNING),
    # --------------------------------------------------------- sheets and heads
    OddBook("no Staff", _drop("Staff"), "Staff", ERROR, "no sheet"),
    OddBook("no Plan", _drop("Plan"), "Plan", ERROR, "no sheet"),
    OddBook("no Organisations", _drop("Organisations"), "Organisations", ERROR, "no sheet"),
    OddBook("no Functions", _drop("Functions"), "Functions", ERROR, "no sheet"),
    OddBook("no Budgets", _drop("Budgets"), "Budgets", WARNING, "staff only"),
    OddBook("a sheet in odd capitals", _rename("Staff", "sTAFF "), "sTAFF ", None, "no sheet"),
    OddBook("two sheets of one name", _both(lambda sheets: sheets.update({"STAFF_": sheets["Staff"]})), "STAFF_", WARNING, "one name"),
    OddBook("a head twice", lambda sheets: [row.append(value) for row, value in zip(sheets["Staff"], ["FTE", 0.5], strict=True)] and None, "Staff!H1", WARNING, "could each be FTE"),
    OddBook("heads and no rows", lambda sheets: sheets.update({"Staff": sheets["Staff"][:1]}), "Staff", None, "fault"),
    OddBook("a sheet with nothing on it", lambda sheets: sheets.update({"Staff": []}), "Staff", ERROR, "empty"),
    OddBook("no heads that are known", lambda sheets: sheets.update({"Staff": [["a", "b"], [1, 2]]}), "Staff", ERROR, "headers"),
    OddBook("a needed head that is missing", _put("Staff", {key: value for key, value in STAFF.items() if key != "Band"}), "Staff", ERROR, "Band"),
    OddBook("a head by another name", lambda sheets: sheets["Staff"][0].__setitem__(4, "WTE"), "Staff!E1", NOTE, "WTE"),
    OddBook("titles above the heads", lambda sheets: sheets.update({"Staff": [["Staff at 31 March"], [], *sheets["Staff"]]}), "Staff", None, "headers"),
    OddBook("a total under the table", _under("Staff", ["Total", None, None, None, 1]), "Staff!A3", NOTE, "total"),
    OddBook("a total that differs", _under("Staff", ["Total", None, None, None, 7]), "Staff!E3", WARNING, "7"),
    OddBook("a line of text under the table", _under("Staff", [], ["Source: the staff record, as at 31 March 2012"]), "Staff!A4", None, "left out"),
    OddBook("a blank row inside", _under("Staff", [], ["E2", "P1", "CON", "7", "tbc"]), "Staff!E4", ERROR, "tbc"),
    OddBook("a row of spaces", _under("Staff", [" ", "\u00a0", "", " "]), "Staff!A3", None, "error"),
    # --------------------------------------------------------- assumptions and budgets
    OddBook("an assumption that nobody knows", _put("Assumptions", {"Key": "luck", "Value": 1}), "Assumptions!A2", WARNING, "luck"),
    OddBook("low above high", _put("Assumptions", {"Key": "leaver_rate", "Value": 0.1, "Low": 0.3, "High": 0.2}), "Assumptions!C2", ERROR, "above High"),
    OddBook("a budget of a function that is not there", _put("Budgets", BUDGET | {"Function": "XYZ"}), "Budgets!B2", ERROR, "XYZ"),
    OddBook("a budget of nobody", _put("Budgets", BUDGET | {"Organisation": None}), "Budgets!A2", ERROR),
    OddBook("a kind of organisation that nobody knows", _under("Organisations", ["Q1", "A body", "Quango"]), "Organisations!C5", ERROR, "Quango"),
    OddBook("contract dates in the wrong order", _put("Staff", STAFF | {"Continuous service from": date(2010, 1, 1), "Contract": "Fixed term", "Contract ends": date(2009, 1, 1)}), "Staff!I2", ERROR, "before service"),
    OddBook("service before sixteen", _put("Staff", STAFF | {"Date of birth": date(1970, 1, 1), "Continuous service from": date(1985, 1, 1)}), "Staff!G2", WARNING, "before the age of 16"),
    OddBook("an age over eighty", _put("Staff", STAFF | {"Date of birth": date(1925, 1, 1)}), "Staff!H2", WARNING, "over 80"),
    OddBook("an age under sixteen", _put("Staff", STAFF | {"Date of birth": date(2000, 1, 1)}), "Staff!H2", WARNING, "under 16"),
    OddBook("a population below nil", _put("Organisations", ORGANISATION, {"Code": "C1", "Name": "A", "Kind": "CCG", "Population": -1}), "Organisations!D3", ERROR),
    # --------------------------------------------------------- what would be used, or dropped, in silence
    OddBook("a closure before the plan starts", _fact("Closure", date(2012, 3, 31)), "Plan!B4", ERROR, "before the plan starts"),
    OddBook("a transfer before the closure", _fact("Closure", date(2014, 3, 31)), "Plan!B3", WARNING, "before the closure"),
    OddBook("a share a hair over 100", _claims({"Share": 100.0000001}), "Allocations!E2", None, "0 to 100"),
    OddBook("a share more than a hair over 100", _claims({"Share": 100.001}), "Allocations!E2", ERROR, "0 to 100"),
    OddBook("shares a hair over 100 together", _claims({"Share": 60.0000001}, {"Share": 40, "Receiver": "C2"}), "Allocations!E2", None, "100"),
    OddBook("one claim twice", _claims({"Share": 50}, {"Share": 50}), "Allocations!D3", WARNING, "added up"),
    OddBook("two claims of one receiver that differ", _claims({"Share": 50}, {"Share": 40}), "Allocations!D3", None, "added up"),
    OddBook("work for a receiver that has closed", _both(_body("CSO hosted", Closes=date(2013, 3, 1)), _claims({"Receiver": "Q1", "Mode": "buy"})), "Allocations!C2", WARNING, "closes on 01/03/2013"),
    OddBook("work for a receiver before it closes", _both(_body("CSO hosted", Closes=date(2013, 6, 1)), _claims({"Receiver": "Q1", "Mode": "buy"})), "Allocations!C2", None, "closes on"),
    OddBook("later work for a receiver that has closed", _both(_body("CSO hosted", Closes=date(2013, 6, 1)), _claims({"Receiver": "Q1", "Mode": "buy", "Date": date(2013, 7, 1)})), "Allocations!C2", WARNING, "closes on 01/06/2013"),
    OddBook("a post at a receiver that has closed", _both(_body("CSO hosted", Closes=date(2013, 3, 1)), _put("Posts", _POST | {"Receiver": "Q1"})), "Posts!B2", WARNING, "closes on 01/03/2013"),
    OddBook("redundant, with a receiver", _placed(Outcome="redundant", Receiver="C1", Locked="Y"), "Placements!D2", WARNING, "not used"),
    OddBook("in the pool, with a receiver", _placed(Outcome="pool", Receiver="C1"), "Placements!D2", None, "not used"),
    OddBook("a budget after the plan", _put("Budgets", BUDGET | {"Year": "2040/41"}), "Budgets!D2", WARNING, "no figure uses"),
    OddBook("a budget long before the plan", _put("Budgets", BUDGET | {"Year": "1999/00"}), "Budgets!D2", WARNING, "carried on"),
    OddBook("a budget of the year before the plan", _put("Budgets", BUDGET | {"Year": "2011/12"}), "Budgets!D2", None, "carried on"),
    OddBook("one assumption with two values", _put("Assumptions", {"Key": "leaver_rate", "Value": 0.1}, {"Key": "leaver_rate", "Value": 0.12}), "Assumptions!A3", ERROR, "other facts"),
    OddBook("one assumption twice", _put("Assumptions", {"Key": "leaver_rate", "Value": 0.1}, {"Key": "leaver_rate", "Value": 0.1}), "Assumptions!A3", WARNING, "repeats"),
    OddBook("one assumption for all and for a scenario", _put("Assumptions", {"Key": "leaver_rate", "Value": 0.1}, {"Key": "leaver_rate", "Value": 0.12, "Scenario": "Buy"}), "Assumptions!A3", None, "other facts"),
    OddBook("a stage at a receiver", _put("Assumptions", {"Key": "stage_slot_in@C1", "Value": 0}), "Assumptions!A2", None, "depends"),
    OddBook("a stage at a sender", _put("Assumptions", {"Key": "stage_slot_in@P1", "Value": 0}), "Assumptions!A2", WARNING, "is a sender"),
    OddBook("a stage at nobody", _put("Assumptions", {"Key": "stage_slot_in@Z9", "Value": 0}), "Assumptions!A2", WARNING, "not on the Organisations sheet"),
    OddBook("staff of a CCG", _put("Staff", STAFF | {"Organisation": "C1"}), "Staff!B2", WARNING, "does not close"),
    OddBook("a vacancy among the staff", _put("Staff", STAFF, STAFF | {"Employee number": "Vacant"}), "Staff!A3", WARNING, "names nobody"),
    OddBook("a number whose noughts were lost", _put("Staff", STAFF | {"Employee number": "00480001"}, STAFF | {"Employee number": "480001"}), "Staff!A3", WARNING, "differ only in noughts"),
    OddBook("numbers that only look alike", _put("Staff", STAFF | {"Employee number": "00480001"}, STAFF | {"Employee number": "48000100"}), "Staff!A3", None, "noughts"),
    OddBook("Excel's own subtotals", _both(_put("Staff", STAFF, {"Organisation": "P1 Total", "FTE": 1}, {"Organisation": "Grand Total", "FTE": 1})), "Staff!B3", None, "Total"),
    OddBook("a history that was typed", _put("History", {"When": "01/04/2012", "Who": "A", "What": "Edit", "Why": "", "Hash": "deadbeef"}), "History!E2", WARNING, "does not hold together"),
    OddBook("a history without its chain", _put("History", {"When": "01/04/2012", "Who": "A", "What": "Edit"}), "History!A2", WARNING, "does not hold together"),
    OddBook("a population in thousands", _put("Organisations", ORGANISATION, {"Code": "C1", "Name": "A", "Kind": "CCG", "Population": 199}), "Organisations!D3", WARNING, "in thousands"),
    OddBook("a population", _put("Organisations", ORGANISATION, {"Code": "C1", "Name": "A", "Kind": "CCG", "Population": 62_000}), "Organisations!D3", None, "in thousands"),
    OddBook("an allowance a head for a target", _body("CCG", Population=90_000, Target=25), "Organisations!E4", WARNING, "allowance a head"),
    # --------------------------------------------------------- days of which the rules know nothing
    OddBook("somebody who left years ago", _put("Staff", STAFF, _TWO | {"Leaving date": date(2009, 12, 31)}), "Staff!H3", ERROR, "before 1 April 2010"),
    OddBook("somebody who left before the plan", _put("Staff", STAFF, _TWO | {"Leaving date": date(2011, 12, 31)}), "Staff!H3", WARNING, "before the plan starts"),
    OddBook("a fixed term that ended years ago", _put("Staff", STAFF, _TWO | {"Contract": "Fixed term", "Contract ends": date(2005, 12, 31)}), "Staff!I3", ERROR, "before 1 April 2010"),
    OddBook("an end that a permanent contract does not use", _put("Staff", STAFF, _TWO | {"Contract": "Permanent", "Contract ends": date(2005, 12, 31)}), "Staff!I3", None, "before 1 April"),
    OddBook("work that moved years ago", _claims({"Date": date(2009, 1, 1)}), "Allocations!F2", ERROR, "before 1 April 2010"),
    OddBook("somebody placed years ago", _placed(Outcome="redundant", Date=date(2001, 1, 1), Locked="Y"), "Placements!D2", ERROR, "before 1 April 2010"),
    OddBook("somebody placed after the plan", _placed(Outcome="redundant", Date=date(2031, 1, 1), Locked="Y"), "Placements!D2", WARNING, "outside the plan"),
    OddBook("a plan that starts before the rules", _under("Plan", ["Plan start", date(1990, 4, 1)]), "Plan!B5", ERROR, "before 1 April 2010"),
    OddBook("announced before the rules", _under("Plan", ["Announced", date(1990, 4, 1)]), "Plan!B5", ERROR, "before 1 April 2010"),
    # --------------------------------------------------------- names that cause trouble elsewhere
    *(OddBook(f"a scenario called {name[:20]}", _under("Scenarios", [name]), "Scenarios!A3", None) for name in ("Staff", "=1+1 'plan'", "x" * 300, "../../a/b\\c:*?[]", "\u202enoon", "<b>&amp;</b>")),
)  # fmt: skip
DAYS_LONG_AGO = tuple(
    one for one in ODD_BOOKS if one.says == "before 1 April 2010" and not one.place.startswith("Plan")
)
"""Odd plans in which a day is before the rules are known, in a row that can be left out."""
