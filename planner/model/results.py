"""The results of one evaluation: frozen tables that tie to each other.

Money is in pounds; the figures of people are rounded to the penny, all others are held in full.
Odds are 0 to 1, unrounded; percentages are 0 to 100. Not known is NaN, nil is 0. Rows are in a
canonical order, whatever the order of the plan's rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.base.findings import Finding
from planner.model.assumptions import Assumptions
from planner.model.plan import Plan

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

OUTCOME_ODDS = ("p_placed", "p_resigned", "p_ended", "p_mars", "p_left", "p_redundant")
"""The six odds of each person and pool; they add to 1."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures that never leave the screen.

    Attributes:
        redundancy_cost: £, the sum of ``people.expected_cost``.
        redundancies_fte, redundancies_heads: expected.
        talent_lost_percent: 0 to 100.
        operating_cost, target, over_target: £ by year label ("2013/14"); a target that is not known
            is NaN, and ``over_target`` is the sum of ``over`` of the receivers that have one.
        payback_month: the month ("2014-07"), not before the work moves, from which cumulative cash
            against the baseline is never again below nil; None where it ends below.
        npv: £, net present value to the horizon against the baseline, positive where money is saved.
        re_employment_exposure: £, redundancy cost of people likely to be re-employed; never netted.
        experience_lost_years: reckonable years of those expected to leave.
        senior_leaders_lost_fte: expected, of bands 8d, 9 and VSM.
    """

    redundancy_cost: float
    redundancies_fte: float
    redundancies_heads: float
    talent_lost_percent: float
    operating_cost: Mapping[str, float]
    target: Mapping[str, float]
    over_target: Mapping[str, float]
    payback_month: str | None
    npv: float
    re_employment_exposure: float
    experience_lost_years: float
    senior_leaders_lost_fte: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Staff rows that are in error and so in no figure."""

    rows: int
    fte: float


@dataclass(frozen=True, slots=True, eq=False)
class PlacementStep:
    """One round of filling posts, in factored form.

    Seekers of pool ``pools[i]`` are offered the posts of set ``sets[i]``; ``taken[i]`` is the share
    of those pools' stayers who accept. They go to receivers as ``split`` says.

    Attributes:
        stage: one of ``tables.STAGES``.
        pools: (n,) positions in ``Results.pools``.
        sets: (n,) which set of posts each was offered.
        taken: (n,) share of the pool's stayers placed in this round.
        split_set, split_receiver, split_share: sparse set × receiver; shares add to 1 in a set.
    """

    stage: str
    pools: Integers
    sets: Integers
    taken: Floats
    split_set: Integers
    split_receiver: Integers
    split_share: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Placements:
    """Where people are likely to be placed: per pool in factored form, per person when locked.

    Attributes:
        receivers: the organisations that ``split_receiver`` and ``locked_receiver`` point into.
        steps: the rounds, in the order they were held.
        stay: (people,) share of each person still there to be placed.
        pool: (people,) position of each person's pool in ``Results.pools``.
        locked_receiver: (people,) receiver of a locked placement, else -1.
    """

    receivers: tuple[str, ...]
    steps: tuple[PlacementStep, ...]
    stay: Floats
    pool: Integers
    locked_receiver: Integers

    def of_pool(self, pool: int) -> dict[tuple[str, str], float]:
        """Share of a pool's stayers placed, by (receiver, stage)."""
        found: dict[tuple[str, str], float] = {}
        for step in self.steps:
            for at in np.flatnonzero(step.pools == pool):
                inside = step.split_set == step.sets[at]
                for receiver, share in zip(
                    step.split_receiver[inside], step.split_share[inside], strict=True
                ):
                    key = (self.receivers[receiver], step.stage)
                    found[key] = found.get(key, 0.0) + float(step.taken[at] * share)
        return found

    def of_person(self, person: int) -> dict[tuple[str, str], float]:
        """Odds of one person (a position in ``Results.people``), by (receiver, stage)."""
        locked = self.locked_receiver[person]
        if locked >= 0:
            return {(self.receivers[locked], "locked"): 1.0}
        stay = float(self.stay[person])
        return {key: stay * share for key, share in self.of_pool(int(self.pool[person])).items()}


@dataclass(frozen=True, slots=True)
class Behind:
    """Something that stands behind what a check found.

    Attributes:
        kind: "function", "receiver", "pool" or "skill".
        code: which one.
    """

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check of the results found.

    Attributes:
        name: in the field's words ("Totals tie").
        severity: ``must``, ``should`` or ``note``.
        passed: whether it holds.
        measure, threshold: the figure judged and what it is judged against, in ``unit``.
        message: one sentence.
        behind: what it is about, worst first.
        key: of the check, for what is accepted of it ("check_balance"); empty where nothing can be.
        accepted: reason, who and when, where what it found is accepted; it then failed all the same.
    """

    name: str
    severity: str
    passed: bool
    measure: float
    threshold: float
    unit: str
    message: str
    behind: tuple[Behind, ...] = ()
    key: str = ""
    accepted: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it asks for attention: it does not hold, and nobody has accepted that."""
        return not self.passed and not self.accepted


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """Everything that one evaluation found.

    ``people``: one row for each person and pool, sorted by employee number.
        employee_number, pool, organisation (of the sender), function, band, position_title, fte,
        annual_pay, employer_cost (£ in the closure's financial year), complete_years (reckonable),
        section16, statutory, lump_sum, capital_cost, pension_state, pay_in_lieu, retention,
        mars_payment, cost_if_redundant, is_entitled (bool), last_day, the six ``p_…``,
        expected_cost, talent_value, talent_lost, scarce (bool), pool_at (position in ``pools``)
    ``pools``: pool, function, band, sender (blank where it is of all senders), heads, fte,
        seekers_fte (who stay), posts_fte (open in stages 1 to 3), chance_left_over, one column for
        each of ``STAGES[:6]`` (FTE placed), placed_fte, resigned_fte, ended_fte, mars_fte, left_fte,
        redundant_fte (the six add to fte), redundancy_cost
    ``posts``: receiver, function, band, sender, stage_limit, source ("posts sheet", "required",
        "holders"), fte, locked_fte, filled_fte (by seekers), vacant_fte (left to open competition)
    ``receivers``: receiver, name, kind, year, staff, vacancies, fixed, non_pay, bought, earned,
        total, target, over, over_percent, population. Sorted by year, then as in the plan.
    ``services``: what each receiver does: receiver, function, mode, year, staff, vacancies, non_pay,
        cost, income (what its customers pay)
    ``charges``: who pays for it: customer, supplier, function, mode, year, amount
    ``functions``: function, name, family, kind, heads, fte, claimed_percent, unclaimed_fte,
        posts_fte, placed_fte, vacant_fte, required_fte, cover_percent (day one), redundancy_cost,
        redundant_fte, talent_value, talent_lost, talent_lost_percent
    ``system``: by year: year, receivers, double_running, legacy, total, baseline, target, over
    ``months``: by month: month ("2012-04"), senders_pay, senders_non_pay, receivers_pay,
        receivers_non_pay, fixed, redundancy, pay_in_lieu, double_running, total, baseline, saving,
        cumulative
    ``competencies``: competency (1 to 11), fte_now, fte_kept, kept_percent: FTE of
        the functions that call for it
    ``skills``: skill, people, fte_now, fte_kept, p_all_leave, is_last_expert (bool)
    ``not_counted``: staff rows that are listed only: employee_number, organisation, function, band,
        fte, why
    ``senders``: sender, name, heads, fte, placed_fte, resigned_fte, ended_fte, mars_fte, left_fte,
        redundant_fte, redundancy_cost, pay (employer cost a year), non_pay
    ``ties``: what must agree: name, one, other, allowed, difference
    ``workings`` is the engine's own record, from which ``engine.explain`` opens any figure.
    """

    plan: Plan
    scenario: str
    rules_version: str
    assumptions: Assumptions
    headline: Headline
    people: pd.DataFrame
    pools: pd.DataFrame
    posts: pd.DataFrame
    receivers: pd.DataFrame
    services: pd.DataFrame
    charges: pd.DataFrame
    functions: pd.DataFrame
    system: pd.DataFrame
    months: pd.DataFrame
    competencies: pd.DataFrame
    skills: pd.DataFrame
    not_counted: pd.DataFrame
    senders: pd.DataFrame
    ties: pd.DataFrame
    placements: Placements
    checks: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]
    left_out: LeftOut
    workings: object

    @property
    def years(self) -> tuple[str, ...]:
        """The financial years of the results, as labels."""
        return tuple(self.headline.operating_cost)
