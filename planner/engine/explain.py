"""Open a figure: the steps, rules and assumptions that led to it.

A person's pay, service and exit are worked again by the very functions that priced the whole table,
over a table of that person alone.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.base.dates import financial_year, financial_years_of, year_label
from planner.engine.columns import ABSENT
from planner.engine.exits import entitlements_of, exits_of, service_of
from planner.engine.landscape import band_codes, zone_codes
from planner.engine.operating_cost import allowances
from planner.engine.workings import Workings, whole_pay
from planner.model.assumptions import Assumptions
from planner.model.results import Results
from planner.model.tables import OUTCOMES, STAGES
from planner.rules.on_costs import employer_ni, employer_pension
from planner.rules.pay import full_time_pay, high_cost_area_supplement
from planner.rules.rulebook import RuleBook
from planner.rules.working import Recorder, Reference, Step

STAGE_NAMES = {
    "lift_and_shift": "Lift and shift",
    "slot_in": "Slot-in",
    "competitive_slot_in": "Competitive slot-in",
    "ring_fence_narrow": "Ring-fenced competition, narrow",
    "ring_fence_wider": "Ring-fenced competition, wider",
    "redeployment": "Redeployment",
    "open_competition": "Open competition",
    "locked": "Locked placement",
}
_ACCEPTED = {
    "lift_and_shift": "accept_lift_and_shift",
    "slot_in": "accept_slot_in",
    "competitive_slot_in": "accept_competitive_slot_in",
    "ring_fence_narrow": "accept_ring_fence",
    "ring_fence_wider": "accept_ring_fence",
    "redeployment": "accept_redeployment",
}


_OUTCOMES = {
    "placed": "Placed",
    "resigned": "Resigns",
    "ended": "Contract ends",
    "mars": "Resigns by agreement",
    "left": "Leaves without payment",
    "redundant": "Redundant",
}


@dataclass(frozen=True, slots=True)
class PersonWorking:
    """How one person's figures in one pool came about.

    Attributes:
        employee_number, pool: who and where.
        steps: in order: pay, employer cost, service, section 16, …, cost, odds, expected cost.
        placed: (receiver, stage, odds), likeliest first.
    """

    employee_number: str
    pool: str
    steps: tuple[Step, ...]
    placed: tuple[tuple[str, str, float], ...]


def cited(assumptions: Assumptions, *keys: str) -> tuple[Reference, ...]:
    """Assumptions as rules that a step names."""
    entries = [assumptions.entry(key) for key in keys]
    return tuple(Reference(one.meaning or one.key, None, one.source, one.status) for one in entries)


def explain_person(results: Results, position: int, rules: RuleBook) -> PersonWorking:
    """Work one row of ``results.people`` again, step by step.

    Args:
        results: of an evaluation.
        position: the row of ``results.people``.
        rules: the rules that the evaluation used.
    """
    work = _workings(results)
    steps = [*_pay_steps(work, position, rules), *_exit_steps(work, position, rules)]
    steps += _odds_steps(work, position)
    found = results.placements.of_person(position)
    placed = sorted(((*key, odds) for key, odds in found.items() if odds > 0), key=lambda one: -one[2])
    person = results.people.iloc[position]
    return PersonWorking(str(person["employee_number"]), str(person["pool"]), tuple(steps), tuple(placed))


def _workings(results: Results) -> Workings:
    if not isinstance(results.workings, Workings):
        raise TypeError("these results did not come from the engine")
    return results.workings


def _pay_steps(work: Workings, position: int, rules: RuleBook) -> list[Step]:
    """Pay on the last day of each of the person's jobs in the pool, then what the pool costs a year."""
    holders, land = work.ground.holders, work.ground.land
    numbers = work.ground.roster.staff["employee_number"]
    mine = work.ground.roster.staff[numbers == holders.employee_numbers[holders.employee[position]]]
    closure = financial_year(work.ground.facts.closure)
    last = financial_years_of(holders.last_day[position : position + 1])
    year = int(np.clip(last[0], holders.years[0], holders.years[-1]))
    band = band_codes(mine["band"])
    organisation = land.organisation_at(mine["organisation"])
    own_zone = zone_codes(mine["hcas_zone"])
    zone = np.where(own_zone > 0, own_zone, land.zone[organisation])
    group = work.ground.claims.group_of[land.function_at(mine["function"]), organisation]
    here = np.flatnonzero((group == holders.group[position]) & (band == holders.band[position]))
    fte = mine["fte"].to_numpy()
    salary, point = mine["annual_salary"].to_numpy(), mine["spine_point"].to_numpy()
    steps: list[Step] = []
    for row in here:
        record = Recorder(int(row))
        full = full_time_pay(salary, point, band, year, closure, rules, record)
        extra = high_cost_area_supplement(full, zone, year, rules, record)
        record.step("annual_pay", "Contracted pay", (full + extra) * fte, full_time=full + extra, fte=fte)
        steps += record.steps
    if len(here) > 1:
        parts = tuple(
            (f"job {at}", float(step.result)) for at, step in enumerate(_of("annual_pay", steps), 1)
        )
        total = float(holders.annual_pay[position])
        steps.append(Step("annual_pay", "Contracted pay of all jobs in the pool", total, "£", parts, ()))
    return [*steps, *_employer_steps(work, position, closure, rules)]


def _employer_steps(work: Workings, position: int, year: int, rules: RuleBook) -> tuple[Step, ...]:
    """NI on the person's whole pay, of which the pool bears its share, and pension."""
    holders = work.ground.holders
    at = slice(position, position + 1)
    pay = holders.pay[holders.year_at(year)]
    whole = np.array([pay[holders.employee == holders.employee[position]].sum()])
    is_member = holders.section[at] > 0
    record = Recorder(0)
    ni = employer_ni(whole, is_member, year, rules, record)
    pension = employer_pension(pay[at], is_member, year, rules, record)
    record.step(
        "employer_cost",
        f"Cost to the employer in {year_label(year)}",
        holders.cost[holders.year_at(year), at],
        annual_pay=pay[at],
        national_insurance=ni * holders.pay_share[at],
        pension=pension,
    )
    return record.steps


def _of(figure: str, steps: list[Step]) -> list[Step]:
    return [step for step in steps if step.figure == figure]


def _exit_steps(work: Workings, position: int, rules: RuleBook) -> list[Step]:
    """Service, section 16, statutory, pension, notice and cost of a table of one."""
    at = np.array([position])
    one = work.ground.holders.only(at)
    record = Recorder(0)
    service = service_of(one, rules, record)
    due = entitlements_of(one, service, work.priced.notice_starts[at], work.ground.assumptions, rules, record)
    exits_of(
        one,
        due,
        work.priced.notice_starts[at],
        whole_pay(work.ground.holders)[at],
        work.ground.holders.ended[at],
        work.ground.assumptions,
        rules,
        record,
    )
    return list(record.steps)


def _odds_steps(work: Workings, position: int) -> list[Step]:
    """From the pool and its posts to the six odds, and expected cost."""
    outcome = work.ground.decisions.outcome[position]
    if outcome != ABSENT and not work.ground.scenario.is_baseline:
        steps = [Step("odds", "Decided by a locked placement", OUTCOMES[outcome], "", (), ())]
    elif outcome != ABSENT:
        steps = [Step("odds", "Nothing moves in the baseline", "stays", "", (), ())]
    else:
        steps = _leaving_steps(work, position)
        steps += _stage_steps(work, position) if work.filled.departures.stays[position] > 0 else []
    steps += _totals(work, position, steps)
    odds, exits = work.filled.odds, work.priced.exits
    cost = float(work.priced.expected_cost[position])
    inputs = [("odds of redundancy", float(odds.redundant[position]))]
    inputs.append(("cost if redundant", float(exits.cost[position])))
    if odds.mars[position] > 0:
        inputs += [("odds of agreed resignation", float(odds.mars[position]))]
        inputs += [("payment on agreed resignation", float(work.priced.due.mars[position]))]
    steps.append(Step("expected_cost", "Expected cost: odds times cost", cost, "£", tuple(inputs), ()))
    return steps


def _totals(work: Workings, position: int, steps: list[Step]) -> list[Step]:
    """Each of the six odds that no single step has come to yet."""
    totals = []
    for name, label in _OUTCOMES.items():
        odds = float(getattr(work.filled.odds, name)[position])
        parts = _of(f"p_{name}", steps)
        if odds > 0 and [step.result for step in parts] != [odds]:
            inputs = tuple((step.label.lower(), float(step.result)) for step in parts if step.result)
            totals.append(Step(f"p_{name}", f"{label}, all told", odds, "odds", inputs, ()))
    return totals


def _leaving_steps(work: Workings, position: int) -> list[Step]:
    """The chance of being left over, and so of resigning before the work moves."""
    holders, gone, pools = work.ground.holders, work.filled.departures, work.filled.pools
    pool = int(pools.of_holder[position])
    in_pool = pools.of_holder == pool
    undecided = float(holders.fte[in_pool & ~gone.is_locked].sum())
    left_over = float(gone.chance_left_over[pool])
    posts = float(work.filled.posts_fte[pool])
    steps = [
        Step(
            "odds",
            "Chance of being left over, before anyone leaves",
            left_over,
            "odds",
            (("FTE of holders", undecided), ("FTE of posts open to the pool", posts)),
            (),
        )
    ]
    if gone.resigned[position] >= 1 or gone.stays[position] <= 0:
        why = "leaving date given" if gone.resigned[position] >= 1 else "fixed term ends before the transfer"
        return [*steps, Step("odds", "Gone before the work moves", why, "", (), ())]
    keys = ["leaver_rate", "closure_factor"]
    keys += ["scarce_factor"] if holders.is_scarce[position] else []
    keys += ["waiting_effect"] if work.priced.due.service.qualifies[position] else []
    inputs = [(key.replace("_", " "), work.ground.assumptions[key]) for key in keys]
    inputs += [("chance of being left over", left_over), ("in any one month", float(gone.monthly[position]))]
    resigned = float(gone.resigned[position])
    used = cited(work.ground.assumptions, *keys)
    return [
        *steps,
        Step("p_resigned", "Resigns before the work moves", resigned, "odds", tuple(inputs), used),
    ]


def _stage_steps(work: Workings, position: int) -> list[Step]:
    """What each stage gives the person, and who is left."""
    pool = int(work.filled.pools.of_holder[position])
    stays = float(work.filled.departures.stays[position])
    steps = []
    for at, stage in enumerate(STAGES[:-1]):
        share = float(work.filled.filling.placed[pool, at])
        if share > 0:
            rule = cited(work.ground.assumptions, _ACCEPTED[stage])
            accepts = work.ground.assumptions[_ACCEPTED[stage]]
            offered = share / accepts if accepts > 0 else 0.0
            inputs = (("is there", stays), ("is offered a post", offered), ("accepts", accepts))
            steps.append(Step("p_placed", STAGE_NAMES[stage], stays * share, "odds", inputs, rule))
    refused = stays * float(work.filled.filling.refused[pool])
    steps.append(Step("p_left", "Refuses a suitable offer", refused, "odds", (), ()))
    unplaced = stays * float(work.filled.filling.seeking[pool])
    entitled = bool(work.priced.due.service.qualifies[position])
    label = "Left over: redundant" if entitled else "Left over, without the service that earns payment"
    figure = "p_redundant" if entitled else "p_left"
    return [*steps, Step(figure, label, unplaced, "odds", (), ())]


def explain_receiver(results: Results, receiver: str, year: str) -> tuple[Step, ...]:
    """The lines of one receiver's operating cost in one year, each with what makes it up."""
    work = _workings(results)
    rows = results.receivers
    row = rows[(rows["receiver"] == receiver) & (rows["year"] == year)].iloc[0]
    services = results.services
    mine = services[(services["receiver"] == receiver) & (services["year"] == year)]
    charges = results.charges[results.charges["year"] == year]
    steps = [
        _line("staff", "Staff placed", row["staff"], mine["function"], mine["staff"]),
        _line(
            "vacancies",
            "Vacancies filled from outside",
            row["vacancies"],
            mine["function"],
            mine["vacancies"],
        ),
        Step("fixed", "Fixed corporate cost", float(row["fixed"]), "£", (), ()),
        _line("non_pay", "Non-pay", row["non_pay"], mine["function"], mine["non_pay"]),
    ]
    bought = charges[charges["customer"] == receiver]
    label = bought["function"] + " from " + bought["supplier"] + " (" + bought["mode"] + ")"
    steps.append(_line("bought", "Bought and shared", row["bought"], label, bought["amount"]))
    sold = charges[charges["supplier"] == receiver]
    label = sold["function"] + " to " + sold["customer"]
    steps.append(_line("earned", "Earned by hosting or selling", row["earned"], label, sold["amount"]))
    parts = ("staff", "vacancies", "fixed", "non_pay", "bought", "earned")
    inputs = tuple((name.replace("_", " "), float(row[name])) for name in parts)
    steps.append(Step("total", "Operating cost", float(row["total"]), "£", inputs, ()))
    if not np.isnan(row["target"]):
        steps.append(_target_step(work, receiver, float(row["target"])))
        inputs = (("operating cost", float(row["total"])), ("target", float(row["target"])))
        steps.append(Step("over", "Over target", float(row["over"]), "£", inputs, ()))
    return tuple(steps)


def _target_step(work: Workings, receiver: str, target: float) -> Step:
    """A CCG's allowance per head and its people; anyone else's target is given."""
    land, assumptions = work.ground.land, work.ground.assumptions
    at = int(np.flatnonzero(land.organisations == receiver)[0])
    if not land.is_ccg[at] or np.isnan(land.population[at]):
        return Step("target", "Target as given", target, "£", (), ())
    head = float(allowances(land, assumptions)[at])
    used = () if not np.isnan(land.allowance[at]) else cited(assumptions, "running_cost_allowance")
    if head == assumptions["allowance_ceiling"]:
        used = cited(assumptions, "allowance_ceiling")
    inputs = (("allowance per head", head), ("population", float(land.population[at])))
    return Step("target", "Target: allowance per head", target, "£", inputs, used)


def _line(figure: str, label: str, result: float, names: pd.Series, amounts: pd.Series) -> Step:
    """One line with what makes it up, greatest first."""
    order = amounts.abs().sort_values(ascending=False, kind="stable").index
    pairs = [(str(names[at]), float(amounts[at])) for at in order if amounts[at]]
    return Step(figure, label, float(result), "£", tuple(pairs), ())
