"""How many CCGs a population can pay for, in plain sentences: the same on screen and on paper."""

from math import isfinite
from typing import Any

import pandas as pd

from planner.engine.ccg_sizes.needs import NOT_KNOWN
from planner.engine.ccg_sizes.study import Study
from planner.report.wording import begun, counted, fte_text

WAYS = ("doing it themselves", "sharing it", "buying it")


def people_text(population: float) -> str:
    """A number of people; ``never`` where none is enough, a dash where it is not known."""
    if population != population:  # noqa: PLR0124 — NaN: not known
        return "–"
    return f"{population:,.0f}" if isfinite(population) else "never"


def pounds_a_head(amount: float) -> str:
    """Pounds and pence a head: ``£15.60``, ``-£2.10``; a dash where not known."""
    if amount != amount:  # noqa: PLR0124 — NaN: not known
        return "–"
    return f"{'-' if round(amount, 2) < 0 else ''}£{abs(amount):,.2f}"


def answer(study: Study) -> str:
    """How many CCGs the area can pay for by each way of doing the work, and how many there were."""
    people = f"{study.population:,.0f} people"
    today = f"In April 2013 {'there was' if study.today == 1 else 'there were'} {study.today:,}."
    if not study.needs.known:
        return f"{people}. {today} The plan says nothing of what the work of CCGs takes."
    most = study.most_affordable()
    if not any(most):
        return (
            f"{people}: what is left of {pounds_a_head(study.terms.allowance)} a head does not pay for the "
            f"work, however few CCGs there are. {today}"
        )
    pays = [
        f"{counted(count, 'CCG')} by {way}" if count else f"none by {way}"
        for count, way in zip(most, WAYS, strict=True)
    ]
    return f"{people} can pay for at most {pays[0]}, {pays[1]} or {pays[2]}. {today}"


def choice_sentence(row: "pd.Series[Any]") -> str:
    """What one number of CCGs leaves for the work; a row of the study's table."""
    count = round(row["ccgs"])
    if not count:
        return "No practice is in a CCG."
    sizes = (
        f"{counted(count, 'CCG')} of {row['smallest']:,.0f} to {row['largest']:,.0f} people"
        if count > 1
        else f"1 CCG of {row['largest']:,.0f} people"
    )
    left = pounds_a_head(row["left_per_head"])
    smallest = f" ({pounds_a_head(row['smallest_left'])} in the smallest)" if count > 1 else ""
    return (
        f"{begun(sizes)}: corporate cost takes {row['corporate_percent']:,.1f}% of the allowance and leaves "
        f"{left} a head{smallest}, which pays for {fte_text(row['fte'])} FTE."
    )


def chart_sentence(study: Study) -> str:
    """From which size on what is left pays for the work, by each way."""
    if not study.needs.known:
        return "The plan says nothing of what the work of CCGs takes."
    own, shared, bought = study.curves.breaks
    parts = [
        f"from {people_text(people)} people by {way}" if isfinite(people) else f"at no size by {way}"
        for people, way in zip((own, shared, bought), WAYS, strict=True)
    ]
    return f"What is left pays for all of the work {parts[0]}, {parts[1]} and {parts[2]}."


def basis_notes(study: Study) -> tuple[str, ...]:
    """What the figures stand on, a sentence or two each."""
    terms = study.terms
    typical = float(terms.corporate_cost(terms.typical))
    corporate = (
        f"A CCG costs £{terms.fixed_cost:,.0f} a year whatever its size, and "
        f"{pounds_a_head(terms.cost_per_head)} a head besides: £{typical:,.0f} at {terms.typical:,.0f} "
        "people, which is what was published of the ready reckoner. How much of it is fixed is judgement."
    )
    allowance = (
        f"The allowance is {pounds_a_head(terms.allowance)} a head. One FTE costs £{terms.fte_cost:,.0f} a "
        f"year, from {terms.fte_cost_from}."
    )
    ways = (
        "Work that is done carries its fixed FTE alone; shared, with the other CCGs of the area; bought, "
        f"with {terms.supplier:,.0f} people, or at the plan’s own price per head. In February 2013 support "
        f"cost {pounds_a_head(terms.price_low)} to {pounds_a_head(terms.price_high)} a head, "
        f"{pounds_a_head(terms.price_average)} on average."
    )
    neighbours = (
        "Neighbours are CCGs that share a PCT, then an area team, then a region. Maps, roads and where "
        "patients go are not in the data: look at a proposal with those who know the place."
    )
    return (corporate, allowance, ways, neighbours, *_not_known(study))


def _not_known(study: Study) -> tuple[str, ...]:
    unknown = sum(one == NOT_KNOWN for one in study.needs.basis)
    if not unknown:
        return ()
    what = begun(counted(unknown, "function"))
    has, is_ = ("has", "is") if unknown == 1 else ("have", "are")
    among = f"{what} of the {len(study.needs):,} that fall to CCGs"
    return (f"{among} {has} no requirement, staff or price, and {is_} not counted.",)
