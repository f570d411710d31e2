"""What a moved date changes: money, people whose service grows by a year, steps that no longer fit."""

from dataclasses import dataclass

from planner.engine.columns import Booleans, Texts
from planner.engine.timetable.steps import Step
from planner.engine.timetable.timetable import Timetable, timetable_of
from planner.model.results import Results

HALF_A_PENNY = 0.005


@dataclass(frozen=True, slots=True)
class Consequences:
    """What is different after a date was moved.

    Attributes:
        redundancy_cost: £, expected, pay in lieu within it.
        pay_in_lieu: £, expected.
        double_running: £ of people who stay on after their work has moved.
        cash: £ of all months from the plan's start to its horizon.
        redundancies_fte: expected.
        more_years, fewer_years: people at risk whose complete years of service are more, or fewer.
        newly_entitled, no_longer_entitled: people at risk who reach, or miss, 104 weeks.
        no_longer_fits: steps that did fit, or were not there.
        fits_again: steps that did not.
    """

    redundancy_cost: float
    pay_in_lieu: float
    double_running: float
    cash: float
    redundancies_fte: float
    more_years: int
    fewer_years: int
    newly_entitled: int
    no_longer_entitled: int
    no_longer_fits: tuple[Step, ...]
    fits_again: tuple[Step, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is different at all."""
        money = (self.redundancy_cost, self.pay_in_lieu, self.double_running, self.cash)
        people = (self.more_years, self.fewer_years, self.newly_entitled, self.no_longer_entitled)
        steps = (*self.no_longer_fits, *self.fits_again)
        return not any(abs(one) >= HALF_A_PENNY for one in money) and not any(people) and not steps


def consequences_of(
    before: Results, after: Results, was: Timetable | None = None, now: Timetable | None = None
) -> Consequences:
    """What is different between one evaluation and another of the same people.

    Args:
        before: as the dates were.
        after: as they are now.
        was, now: the timetables of the two, where the caller has them.
    """
    was, now = was or timetable_of(before), now or timetable_of(after)
    did_fit = {step.key: step.fits for step in was.steps}
    keys = ["employee_number", "pool"]
    mine = [*keys, "complete_years", "is_entitled", "p_redundant"]
    both = before.people[mine].merge(after.people[mine], on=keys, suffixes=("_was", "_now"))
    both = both[(both["p_redundant_was"] > 0) | (both["p_redundant_now"] > 0)]
    years = (both["complete_years_now"] - both["complete_years_was"]).fillna(0.0).to_numpy()
    people = both["employee_number"].to_numpy(dtype=object)
    entitled_was = both["is_entitled_was"].to_numpy(dtype=bool)
    entitled_now = both["is_entitled_now"].to_numpy(dtype=bool)

    def months(results: Results, key: str) -> float:
        return float(results.months[key].sum())

    return Consequences(
        redundancy_cost=after.headline.redundancy_cost - before.headline.redundancy_cost,
        pay_in_lieu=months(after, "pay_in_lieu") - months(before, "pay_in_lieu"),
        double_running=months(after, "double_running") - months(before, "double_running"),
        cash=months(after, "total") - months(before, "total"),
        redundancies_fte=after.headline.redundancies_fte - before.headline.redundancies_fte,
        more_years=_heads(people, years > 0),
        fewer_years=_heads(people, years < 0),
        newly_entitled=_heads(people, entitled_now & ~entitled_was),
        no_longer_entitled=_heads(people, entitled_was & ~entitled_now),
        no_longer_fits=tuple(one for one in now.late if did_fit.get(one.key, True)),
        fits_again=tuple(one for one in now.steps if one.fits and not did_fit.get(one.key, True)),
    )


def _heads(people: Texts, where: Booleans) -> int:
    return len(set(people[where].tolist()))
