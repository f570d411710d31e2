"""A workbook that works out each person's exit cost from the raw facts, by live formulas alone.

The dated rules stand on a sheet of their own and are looked up by each person's last day, so the whole
chain from dates and pay to section 16, statutory pay, pension and cost can be followed cell by cell.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.engine.workings import Workings
from planner.model.results import Results
from planner.rules.rulebook import RuleBook, load_rules
from planner.workbook.atomic import save_whole
from planner.workbook.cell_values import day_number
from planner.workbook.live_sheet import LiveBook
from planner.workbook.live_table import (
    DAY,
    GENERAL,
    NUMBER,
    ODDS,
    POUNDS,
    TEXT,
    LiveColumn,
    LiveTable,
    write_live_table,
)
from planner.workbook.styles import Looks, looks_of

C = LiveColumn
RULES_SHEET = "Rules"
NO_LIMIT = 1e12
"""£. Stands for a cap that is not there."""
RULES = (
    "qualifying_service_days",
    "qualifying_service_years",
    "days_in_a_pay_year",
    "section16_months_a_year",
    "section16_most_months",
    "section16_weeks_in_a_month",
    "section16_pay_floor",
    "section16_pay_cap",
    "statutory_weekly_cap",
    "statutory_least_years",
    "statutory_most_years",
    "statutory_middle_age",
    "statutory_older_age",
    "statutory_younger_weeks",
    "statutory_middle_weeks",
    "statutory_older_weeks",
    "pension_minimum_age",
    "pension_protected_age",
    "pension_membership_years",
    "pension_normal_age_1995",
    "pension_normal_age_2008",
    "pension_accrual_1995",
    "pension_accrual_2008",
    "pension_lump_sum_1995",
    "pension_lump_sum_2008",
    "pension_days_in_a_year",
    "pension_shortfall_on_employer",
)
ASSUMPTIONS = ("pension_discount_rate", "redundancy_retirement_take_up")


def write_exit_cost_sheet(results: Results, path: Path) -> None:
    """Write the exit cost of each person as formulas over their pay, dates and pension facts.

    Raises:
        SaveFailedError: the file could not be written; the message says why and what to do.
        TypeError: the results did not come from the engine.
    """
    made = LiveBook()
    costs, rules = made.sheet("Exit costs"), made.sheet(RULES_SHEET)
    write_working(costs, rules, results, looks_of(made.book))
    save_whole(Path(path), made.content())


def write_working(sheet: Any, rules_sheet: Any, results: Results, looks: Looks) -> LiveTable:
    """Write each person's exit cost as formulas on one sheet, over the dated rules on the sheet ``Rules``.

    Raises:
        TypeError: the results did not come from the engine.
    """
    if not isinstance(results.workings, Workings):
        raise TypeError("these results did not come from the engine")
    names = _write_rules(rules_sheet, results, load_rules(), looks)
    return write_live_table(sheet, _facts(results, results.workings), _columns(names), looks)


def _write_rules(sheet: Any, results: Results, rules: RuleBook, looks: Looks) -> dict[str, str]:
    """Write the dated rules, two columns each, and return the formula that looks each one up.

    ``{last_day}`` in a formula stands for the cell with the day.
    """
    formulas = {}
    sheet.set_column(0, 2 * len(RULES), 14)
    for at, name in enumerate(RULES):
        rule, start, value = rules[name], _letters(2 * at), _letters(2 * at + 1)
        sheet.write_string(0, 2 * at, "From", looks.required)
        sheet.write_string(0, 2 * at + 1, f"{rule.label} ({rule.unit})", looks.required)
        for row, dated in enumerate(rule.history, start=1):
            sheet.write_number(row, 2 * at, day_number(max(dated.start, date(1900, 3, 1))), looks.date)
            sheet.write_number(row, 2 * at + 1, min(dated.value, NO_LIMIT), looks.general)
        last = len(rule.history) + 1
        starts = f"{RULES_SHEET}!${start}$2:${start}${last}"
        formulas[name] = f"LOOKUP({{last_day}},{starts},{RULES_SHEET}!${value}$2:${value}${last})"
    for row, key in enumerate(ASSUMPTIONS, start=30):
        entry = results.assumptions.entry(key)
        sheet.write_string(row, 0, entry.meaning or key, looks.plain)
        sheet.write_number(row, 1, entry.value, looks.general)
        formulas[key] = f"{RULES_SHEET}!$B${row + 1}"
    return formulas


def _letters(at: int) -> str:
    first, second = divmod(at, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)


def _facts(results: Results, work: Workings) -> pd.DataFrame:
    """What is known of each person, and the engine's figures for the cells to show at first."""
    people, holders, due = results.people, work.ground.holders, work.priced.due
    blank = np.full(len(people), np.nan)
    known = pd.DataFrame(
        {
            "employee_number": people["employee_number"],
            "pool": people["pool"],
            "annual_pay": holders.annual_pay,
            "fte": holders.fte,
            "last_day": holders.last_day,
            "continuous_from": holders.continuous_from,
            "reckonable_from": holders.reckonable_from,
            "given_years": holders.reckonable_years,
            "born": holders.born,
            "section": holders.section.astype(np.float64),
            "membership": holders.membership_years,
            "is_protected": holders.is_protected.astype(np.float64),
            "quote": holders.quote,
            "pay_in_lieu": people["pay_in_lieu"],
            "retention": people["retention"],
            "mars_payment": people["mars_payment"],
            "p_mars": people["p_mars"],
            "p_redundant": people["p_redundant"],
        }
    )
    found = pd.DataFrame(
        {
            "continuous_years": due.service.continuous_years,
            "reckonable_years": due.service.reckonable_years,
            "qualifies": due.service.qualifies.astype(np.float64),
            "age": due.age,
            "counted_pay": blank,
            "month_of_pay": blank,
            "section16": people["section16"],
            "weeks": blank,
            "statutory": people["statutory"],
            "lump_sum": people["lump_sum"],
            "calendar_membership": blank,
            "normal_age": blank,
            "years_to_normal_age": blank,
            "pension": blank,
            "state": people["pension_state"],
            "capital_cost": people["capital_cost"],
            "cost": people["cost_if_redundant"],
            "expected_cost": people["expected_cost"],
        }
    )
    return pd.concat([known, found], axis=1)


def _anniversaries(start: str, end: str) -> str:
    """Whole years from one day to another: the anniversaries that have come round."""
    early = f"OR(MONTH({end})<MONTH({start}),AND(MONTH({end})=MONTH({start}),DAY({end})<DAY({start})))"
    return f"MAX(0,YEAR({end})-YEAR({start})-IF({early},1,0))"


def _columns(rule: dict[str, str]) -> Sequence[LiveColumn]:
    return (*_known_columns(), *_service_columns(rule), *_pay_columns(rule), *_pension_columns(rule))


def _known_columns() -> Sequence[LiveColumn]:
    return (
        C("employee_number", "Employee number"),
        C("pool", "Pool"),
        C("annual_pay", "Annual pay", POUNDS, has_total=True),
        C("fte", "FTE", NUMBER, has_total=True),
        C("last_day", "Last day", DAY),
        C("continuous_from", "Continuous from", DAY),
        C("reckonable_from", "Reckonable from", DAY),
        C("given_years", "Reckonable years given", GENERAL),
        C("born", "Date of birth", DAY),
        C("section", "Pension section (0 none, 1 1995, 2 2008)", GENERAL),
        C("membership", "Membership years", GENERAL),
        C("is_protected", "Protected age (1 yes)", GENERAL),
        C("quote", "Pension quote", POUNDS),
        C("pay_in_lieu", "Pay in lieu", POUNDS, has_total=True),
        C("retention", "Retention payment", POUNDS, has_total=True),
        C("mars_payment", "MARS payment", POUNDS),
        C("p_mars", "MARS", ODDS),
        C("p_redundant", "Redundant", ODDS),
    )


def _service_columns(rule: dict[str, str]) -> Sequence[LiveColumn]:
    after = "({last_day}+1)"
    since = 'IF({continuous_from}<>"",{continuous_from},{reckonable_from})'
    continuous = (
        f'IF({since}<>0,{_anniversaries(since, after)},IF({{given_years}}<>"",INT({{given_years}}),""))'
    )
    reckonable = (
        f'=IF({{reckonable_from}}<>"",{_anniversaries("{reckonable_from}", after)},'
        f'IF({{given_years}}<>"",INT({{given_years}}),'
        f'IF({{continuous_from}}<>"",{_anniversaries("{continuous_from}", after)},"")))'
    )
    enough = (
        f"=IF({since}<>0,IF({{last_day}}-{since}+1>={rule['qualifying_service_days']},1,0),"
        f'IF({{given_years}}<>"",IF({{given_years}}>={rule["qualifying_service_years"]},1,0),0))'
    )
    return (
        C("continuous_years", "Complete continuous years", GENERAL, f"={continuous}"),
        C("reckonable_years", "Complete reckonable years", GENERAL, reckonable),
        C("qualifies", "Qualifies (1 yes)", GENERAL, enough),
        C("age", "Age", GENERAL, f'=IF({{born}}="","",{_anniversaries("{born}", "{last_day}")})'),
    )


def _pay_columns(rule: dict[str, str]) -> Sequence[LiveColumn]:
    week = f"7/{rule['days_in_a_pay_year']}"
    counted = (
        f"=IF({{fte}}=0,0,MIN(MAX({{annual_pay}},{rule['section16_pay_floor']}*{{fte}}),"
        f"{rule['section16_pay_cap']}*{{fte}}))"
    )
    month = f"=MAX({{counted_pay}}/12,{rule['section16_weeks_in_a_month']}*{{counted_pay}}*{week})"
    months = f"MIN({{reckonable_years}}*{rule['section16_months_a_year']},{rule['section16_most_months']})"
    years = f"MIN({{continuous_years}},{rule['statutory_most_years']})"
    younger, middle, older = (rule[f"statutory_{one}_weeks"] for one in ("younger", "middle", "older"))
    past_middle = f"MAX(0,MIN({years},{{age}}-{rule['statutory_middle_age']}))"
    past_older = f"MAX(0,MIN({years},{{age}}-{rule['statutory_older_age']}))"
    weeks = (
        f'=IF({{continuous_years}}="",0,IF({years}<{rule["statutory_least_years"]},0,IF({{age}}="","",'
        f"{younger}*{years}+({middle}-{younger})*{past_middle}+({older}-{middle})*{past_older})))"
    )
    a_week = f"MIN({{annual_pay}}*{week},{rule['statutory_weekly_cap']})"
    return (
        C("counted_pay", "Pay counted", POUNDS, counted),
        C("month_of_pay", "A month's pay", POUNDS, month),
        C(
            "section16",
            "Section 16",
            POUNDS,
            f"=IF({{qualifies}}=1,ROUND({months}*{{month_of_pay}},2),0)",
            has_total=True,
        ),
        C("weeks", "Statutory weeks", NUMBER, weeks),
        C("statutory", "Statutory", POUNDS, f'=IF({{weeks}}="","",ROUND({{weeks}}*{a_week},2))'),
        C("lump_sum", "Lump sum", POUNDS, "=ROUND(MAX({section16},{statutory}),2)", has_total=True),
    )


def _pension_columns(rule: dict[str, str]) -> Sequence[LiveColumn]:
    def of_section(figure: str) -> str:
        old, new = rule[f"pension_{figure}_1995"], rule[f"pension_{figure}_2008"]
        return f"IF({{section}}=1,{old},{new})"

    calendar = '=IF(AND({membership}<>"",{fte}>0),{membership}/{fte},{reckonable_years})'
    birthday = "DATE(YEAR({born})+{normal_age},MONTH({born}),DAY({born}))"
    years = f'=IF({{born}}="","",({birthday}-{{last_day}})/{rule["pension_days_in_a_year"]})'
    scaled = 'IF({membership}<>"",{membership},{reckonable_years}*{fte})'
    pension = (
        '=IF(OR({section}=0,{fte}=0,{reckonable_years}=""),0,'
        f"{scaled}*{{annual_pay}}/{{fte}}/{of_section('accrual')})"
    )
    least = f"IF({{is_protected}}=1,{rule['pension_protected_age']},{rule['pension_minimum_age']})"
    barred = (
        f'OR({{qualifies}}=0,AND({{age}}<>"",N({{age}})<{least}),'
        f'AND({{calendar_membership}}<>"",N({{calendar_membership}})<{rule["pension_membership_years"]}))'
    )
    unsure = 'OR({age}="",{calendar_membership}="",{fte}=0)'
    state = (
        f'=IF({{section}}=0,"not a member",IF({barred},"not eligible",'
        'IF(AND({age}<>"",N({age})>={normal_age}),"past normal age",'
        f'IF({{quote}}<>"","quote",IF({unsure},"needs a quote","estimate")))))'
    )
    rate = rule["pension_discount_rate"]
    gone = f"(1-(1+{rate})^(-{{years_to_normal_age}}))"
    estimate = f"{{pension}}*{gone}/LN(1+{rate})+{of_section('lump_sum')}*{{pension}}*{gone}"
    capital = (
        '=IF({state}="quote",ROUND({quote},2),IF({state}="estimate",'
        f'ROUND({estimate},2),IF({{state}}="needs a quote","",0)))'
    )
    shortfall = (
        f'IF(OR({{state}}="quote",{{state}}="estimate"),{rule["pension_shortfall_on_employer"]}'
        f"*{rule['redundancy_retirement_take_up']}*MAX({{capital_cost}}-{{lump_sum}},0),0)"
    )
    cost = f"=ROUND({{lump_sum}}+{shortfall}+{{pay_in_lieu}}+{{retention}},2)"
    return (
        C("calendar_membership", "Calendar membership", GENERAL, calendar),
        C("normal_age", "Normal pension age", GENERAL, f"={of_section('normal_age')}"),
        C("years_to_normal_age", "Years to normal age", NUMBER, years),
        C("pension", "Pension a year", POUNDS, pension),
        C("state", "Pension on redundancy", TEXT, state),
        C("capital_cost", "Capital cost", POUNDS, capital),
        C("cost", "Cost if redundant", POUNDS, cost, has_total=True),
        C(
            "expected_cost",
            "Expected cost",
            POUNDS,
            "=ROUND({p_redundant}*{cost}+{p_mars}*{mars_payment},2)",
            has_total=True,
        ),
    )
