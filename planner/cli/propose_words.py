"""What ``propose`` found, in words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.base.money import penny, pounds_text
from planner.cli.columns import table
from planner.cli.in_words import counted, paragraph, percent_text

if TYPE_CHECKING:
    from planner.advise.proposal import Frontier, Infeasible, Proposal


def propose_in_words(found: "Proposal") -> Iterator[str]:
    """The figures beside those of now, how sure, what changes and why, and what is over its limit."""
    now, then = found.present, found.evaluated
    rows = [
        ("Redundancy cost", pounds_text(now.redundancy_cost), pounds_text(then.redundancy_cost)),
        ("Talent lost", percent_text(now.talent_lost_percent), percent_text(then.talent_lost_percent)),
        ("Operating cost a year", pounds_text(now.operating_cost), pounds_text(then.operating_cost)),
        ("Over priced targets a year", pounds_text(now.over_target), pounds_text(then.over_target)),
        ("What counts, in all", pounds_text(now.objective), pounds_text(then.objective)),
    ]
    yield from table(("", "Now", "Proposed"), rows)
    yield ""
    yield from _sure(found)
    yield ""
    yield from _changes(found)
    over = [one for one in found.room if one.slack < 0 and one.year == found.room[0].year]
    if over:
        yield ""
        rows = [(one.receiver, pounds_text(one.total), pounds_text(-one.slack)) for one in over]
        yield from table((f"Over target, {over[0].year}", "Total", "Over by"), rows)
    yield ""


def _sure(found: "Proposal") -> Iterator[str]:
    from planner.report import advice

    yield paragraph(advice.proof_sentence(found.proof), "  ")
    yield paragraph(advice.difference_sentence(found), "  ")


def _changes(found: "Proposal") -> Iterator[str]:
    choices = found.question.choices
    rows = []
    for why in found.reasons:
        choice = choices[why.choice]
        if why.option == choice.current:
            continue
        other = "none within the limits" if why.next_best is None else choice.options[why.next_best].label
        price = "" if why.next_best is None else f", {_more(why.price_of_next_best)}"
        rows.append((f"{choice.name} ({choice.function})", choice.options[why.option].label, other, price))
    if not rows:
        yield "  Nothing is better than what the scenario does."
        return
    yield f"  {counted(len(rows), 'function')} would be done otherwise:"
    for name, option, other, price in rows:
        yield f"  {name}"
        yield f"      {option}"
        yield f"      next best: {other}{price}"


def _more(price: float) -> str:
    """How much worse, in words."""
    return f"{pounds_text(price)} more" if penny(price) >= 1 else "just as good"


def infeasible_in_words(found: "Infeasible") -> Iterator[str]:
    """Which limits clash, and what would have to give."""
    sure = "No combination keeps" if found.is_proven else "No combination was found that keeps"
    yield f"  {sure} all the limits. These clash:"
    yield from (f"    {one}" for one in found.clash)
    yield ""
    yield "  The combination that breaks them least would need:"
    for one in found.relaxation:
        shown = pounds_text(one.needed) if one.unit.startswith("£") else f"{one.needed:,.2f} {one.unit}"
        yield f"    {one.limit}: {shown}"
    yield ""


def frontier_in_words(line: "Frontier") -> Iterator[str]:
    """Points and present scenarios, by redundancy cost."""
    every = sorted((*line.points, *line.present), key=lambda one: one.figures.redundancy_cost)
    rows = [
        (
            one.name or "New combination",
            pounds_text(one.figures.redundancy_cost),
            percent_text(one.figures.talent_lost_percent),
            pounds_text(one.figures.operating_cost),
            "another is better in all" if one.is_dominated else "",
        )
        for one in every
    ]
    yield from table(("Frontier", "Redundancy", "Talent lost", "Operating a year", ""), rows)
    yield ""
