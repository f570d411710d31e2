"""What one exit costs the employer: lump sum, pension, pay in lieu and retention."""

import numpy as np

from planner.base.dates import Days, Floats, as_days
from planner.base.money import to_the_penny
from planner.rules.dated import Numbers
from planner.rules.pension import ESTIMATE, PENSION_STATES, QUOTE
from planner.rules.rulebook import RuleBook
from planner.rules.working import NO_WORKING, Only, Working, Written, in_force


def exit_cost(  # noqa: PLR0913, PLR0917 - the parts of a cost, a column each
    section16: Numbers,
    statutory: Numbers,
    capital: Numbers,
    pension_state: Numbers,
    take_up: Numbers,
    pay_in_lieu: Numbers,
    retention: Numbers,
    last_day: Days,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> tuple[Floats, Floats]:
    """Lump sum and cost to the employer of a redundancy, both to the penny.

    The lump sum is the better of section 16 and statutory. Who takes a pension costs the employer
    the better of lump sum and capital cost until 31 March 2015; after that the lump sum alone.

    Args:
        section16: £.
        statutory: £; NaN is passed over.
        capital: capital cost of the pension, £; counts where the state is a quote or an estimate.
        pension_state: positions in ``PENSION_STATES``.
        take_up: share of those who may take a pension who do.
        pay_in_lieu: £.
        retention: £; NaN is none.
        last_day: last day of employment.
        rules: the book of rules.
        working: what the steps are reported to.

    Returns:
        The lump sum, and the whole cost.
    """
    section16, statutory = np.asarray(section16, dtype=np.float64), np.asarray(statutory, dtype=np.float64)
    last_day = as_days(last_day)
    state = np.asarray(pension_state)
    better = np.where(np.isnan(statutory), section16, np.maximum(section16, statutory))
    lump_sum = to_the_penny(better)
    shortfall = rules["pension_shortfall_on_employer"]
    borne = shortfall.on(last_day)
    may_retire = (state == QUOTE) | (state == ESTIMATE)
    on_top = np.where(may_retire, borne * take_up * np.maximum(np.subtract(capital, lump_sum), 0), 0.0)
    paid_to_stay = np.nan_to_num(np.asarray(retention, dtype=np.float64), nan=0.0)
    cost = to_the_penny(lump_sum + on_top + pay_in_lieu + paid_to_stay)
    working.step(
        "lump_sum", "Lump sum: the better of the two", lump_sum, section16=section16, statutory=statutory
    )
    working.step(
        "cost_if_redundant",
        "Pension shortfall that falls on the employer",
        Only(on_top, may_retire),
        rules=in_force(last_day, shortfall),
        pension=Written(state, PENSION_STATES.__getitem__),
        capital_cost=capital,
        lump_sum=lump_sum,
        take_up=take_up,
        share_on_employer=borne,
    )
    working.step(
        "cost_if_redundant",
        "Cost to the employer",
        cost,
        lump_sum=lump_sum,
        pension_shortfall=on_top,
        pay_in_lieu=pay_in_lieu,
        retention=paid_to_stay,
    )
    return lump_sum, cost
