"""The people of the results workbook: what each exit costs, how likely it is, and what that comes to."""

from collections.abc import Sequence
from typing import Any

from planner.model.results import OUTCOME_ODDS, Results
from planner.rules.rulebook import RuleBook
from planner.workbook.live_table import (
    DAY,
    GENERAL,
    LONG,
    NUMBER,
    ODDS,
    POUNDS,
    LiveColumn,
    LiveTable,
    write_live_table,
)
from planner.workbook.styles import Looks

C = LiveColumn

_RETIRES = 'OR({pension_state}="quote",{pension_state}="estimate")'
_ODDS_TITLES = {
    "p_placed": "Placed",
    "p_resigned": "Resigned",
    "p_ended": "Contract ended",
    "p_mars": "MARS",
    "p_left": "Left without payment",
    "p_redundant": "Redundant",
}


def _columns(take_up: str) -> Sequence[LiveColumn]:
    """The columns of people; ``take_up`` is the cell with the share who take a pension."""
    shortfall = f"IF({_RETIRES},{{on_employer}}*{take_up}*MAX({{capital_cost}}-{{lump_sum}},0),0)"
    return (
        C("employee_number", "Employee number"),
        C("pool", "Pool"),
        C("organisation", "Organisation"),
        C("function", "Function"),
        C("band", "Band"),
        C("position_title", "Position title", LONG),
        C("fte", "FTE", NUMBER, has_total=True),
        C("annual_pay", "Annual pay", POUNDS, has_total=True),
        C("employer_cost", "Employer cost a year", POUNDS, has_total=True),
        C("last_day", "Last day", DAY),
        C("complete_years", "Complete years", GENERAL),
        C("section16", "Section 16", POUNDS),
        C("statutory", "Statutory", POUNDS),
        C("lump_sum", "Lump sum", POUNDS, "=ROUND(MAX({section16},{statutory}),2)", has_total=True),
        C("pension_state", "Pension"),
        C("capital_cost", "Capital cost", POUNDS),
        C("on_employer", "Shortfall on employer", NUMBER),
        C("pay_in_lieu", "Pay in lieu", POUNDS, has_total=True),
        C("retention", "Retention payment", POUNDS, has_total=True),
        C(
            "cost_if_redundant",
            "Cost if redundant",
            POUNDS,
            f"=ROUND({{lump_sum}}+{shortfall}+{{pay_in_lieu}}+{{retention}},2)",
            has_total=True,
        ),
        C("mars_payment", "MARS payment", POUNDS),
        *(C(key, _ODDS_TITLES[key], ODDS) for key in OUTCOME_ODDS),
        C(
            "expected_cost",
            "Expected cost",
            POUNDS,
            "=ROUND({p_redundant}*{cost_if_redundant}+{p_mars}*{mars_payment},2)",
            has_total=True,
        ),
        C("talent_value", "Talent value", NUMBER, has_total=True),
        C("talent_lost", "Talent lost", NUMBER, has_total=True),
    )


def write_people(sheet: Any, results: Results, take_up: str, rules: RuleBook, looks: Looks) -> LiveTable:
    """Write one row for each person and pool, with lump sum, cost and expected cost as formulas.

    Args:
        sheet: an empty sheet.
        results: of an evaluation.
        take_up: the cell with the share who take a pension.
        rules: the rules that the evaluation used.
        looks: the formats of the workbook.
    """
    days = results.people["last_day"].to_numpy().astype("datetime64[D]")
    borne = rules["pension_shortfall_on_employer"].on(days)
    return write_live_table(sheet, results.people.assign(on_employer=borne), _columns(take_up), looks, 2)
