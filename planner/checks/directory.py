"""Every check, in the order of the list that a manager reads: what must hold comes first."""

from dataclasses import replace

from planner.checks.balance import BALANCE
from planner.checks.board_roles import BOARD_EXIT, BOARD_ROLES
from planner.checks.ccg_size import CCG_SIZE
from planner.checks.check import Check
from planner.checks.clock import CLOCK
from planner.checks.committed import COMMITTED
from planner.checks.cover import COVER, OVER_CLAIMED_WORK, STATUTORY_COVER, UNCLAIMED
from planner.checks.equality import EQUALITY
from planner.checks.experts import LAST_EXPERT, LEADERSHIP
from planner.checks.framework import FRAMEWORK
from planner.checks.insight import INSIGHT
from planner.checks.provider import PROVIDER
from planner.checks.same_old_pattern import SAME_OLD_PATTERN
from planner.checks.suppliers import SUPPLIER_DEPENDENCE, SUPPLIER_INCOME
from planner.checks.targets import TARGETS
from planner.model.results import CheckResult, Results
from planner.model.tables import BASELINE

CHECKS: tuple[Check, ...] = (
    STATUTORY_COVER,
    PROVIDER,
    TARGETS,
    UNCLAIMED,
    OVER_CLAIMED_WORK,
    COVER,
    SUPPLIER_INCOME,
    CCG_SIZE,
    CLOCK,
    FRAMEWORK,
    EQUALITY,
    BALANCE,
    INSIGHT,
    BOARD_ROLES,
    BOARD_EXIT,
    LAST_EXPERT,
    LEADERSHIP,
    SUPPLIER_DEPENDENCE,
    SAME_OLD_PATTERN,
    COMMITTED,
)


def judgement(results: Results) -> tuple[CheckResult, ...]:
    """What every check finds in a scenario; in the baseline nothing has moved and nothing is judged."""
    if results.scenario == BASELINE:
        return ()
    return tuple(check.result(results) for check in CHECKS if check.key in results.assumptions)


def with_judgement(results: Results) -> Results:
    """The same results with what the checks find, after the engine's own check that totals tie.

    Results that have been judged already are returned as they are.
    """
    if any(one.name == CHECKS[0].name for one in results.checks):
        return results
    return replace(results, checks=(*results.checks, *judgement(results)))
