"""The biggest risks of a scenario, found in its results and said in a sentence each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from planner.base.money import pounds_text
from planner.engine.cover import least_enough
from planner.model.results import CheckResult, Results
from planner.report.positions import first_year, position_sentence, positions
from planner.report.wording import begun, counted, fte_text, listed, percent_text, within

FULL_COVER = 100.0
LEAST_COVER = 1.0
"""Percent; where a function names no least cover of its own, less than this is nobody."""
PENSION_QUOTE = "needs a quote"
SHORT_OF_COVER = "Statutory work short of cover."
TARGETS_MISSED = "Targets missed."
SAID_OF_CHECKS = {"check_statutory_cover": SHORT_OF_COVER, "check_targets": TARGETS_MISSED}
"""Checks whose failing is one of the risks below: the risk is told, once, and weighs as the check does."""


class Weight(IntEnum):
    """How much a risk matters: the law, the money and the figures themselves, the rest."""

    MUST = 0
    SHOULD = 1
    NOTE = 2


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that may go wrong.

    Attributes:
        weight: how much it matters.
        extent: how far it goes, 0 to 1, to put risks of one weight in order.
        lead: a few words.
        text: a sentence or two, with the figures.
        working: where they are found.
    """

    weight: Weight
    extent: float
    lead: str
    text: str
    working: str


def biggest_risks(results: Results, most: int = 3) -> tuple[Risk, ...]:
    """The worst risks, at most ``most``: by weight, then by how far each goes."""
    found = [risk for source in _SOURCES for risk in source(results)]
    failed = [check for check in results.checks if check.severity == "must" and check.is_open]
    told = {SAID_OF_CHECKS.get(check.key, "") for check in failed} & {one.lead for one in found}
    own = [replace(one, weight=Weight.MUST, extent=1.0) if one.lead in told else one for one in found]
    others = [_of_check(check) for check in failed if SAID_OF_CHECKS.get(check.key, "") not in told]
    return tuple(sorted([*others, *own], key=lambda risk: (risk.weight, -risk.extent))[:most])


def _of_check(check: CheckResult) -> Risk:
    """A check that must hold and does not."""
    return Risk(Weight.MUST, 1.0, f"{check.name}:", check.message, "Checks")


def _uncovered(results: Results) -> Iterator[Risk]:
    """Statutory functions with too few people on day one."""
    statutory = set(results.plan.functions.loc[results.plan.functions["statutory"] == "Y", "code"])
    least = results.plan.functions.set_index("code")["minimum_cover"]
    frame = results.functions[
        results.functions["function"].isin(statutory) & results.functions["cover_percent"].notna()
    ]
    needed = frame["function"].map(least).fillna(0.0).clip(lower=LEAST_COVER)
    short = frame[frame["cover_percent"] < least_enough(needed)].sort_values("cover_percent", kind="stable")
    if len(short):
        worst = short.iloc[0]
        yield Risk(
            Weight.MUST,
            1 - float(worst["cover_percent"]) / FULL_COVER,
            SHORT_OF_COVER,
            f"{begun(counted(len(short), 'statutory function'))} would open below the cover that "
            f"{'it needs' if len(short) == 1 else 'they need'}; the least is {within(worst['name'])}, "
            f"{percent_text(worst['cover_percent'])} covered on day one.",
            "Functions",
        )


def _left_out(results: Results) -> Iterator[Risk]:
    """Rows in error, which are in no figure."""
    left = results.left_out
    if left.rows:
        counted_fte = float(results.functions["fte"].sum())
        yield Risk(
            Weight.MUST,
            left.fte / (left.fte + counted_fte) if left.fte + counted_fte else 1.0,
            "People missing from the figures.",
            f"{begun(counted(left.rows, 'staff row'))} ({fte_text(left.fte)} FTE) "
            f"{'is' if left.rows == 1 else 'are'} in error and in no figure on this page; "
            "every cost here is too low until they are mended.",
            "Findings",
        )


def _unclaimed(results: Results) -> Iterator[Risk]:
    """Work that no receiver has claimed."""
    frame = results.functions[results.functions["unclaimed_fte"] > 1e-9].sort_values(
        "unclaimed_fte", ascending=False, kind="stable"
    )
    if len(frame):
        fte = float(frame["unclaimed_fte"].sum())
        names = listed([within(name) for name in frame["name"]])
        yield Risk(
            Weight.MUST,
            fte / max(float(results.functions["fte"].sum()), fte),
            "Work that nobody has claimed.",
            f"{fte_text(fte)} FTE of work in {counted(len(frame), 'function')} has no receiver: {names}.",
            "Functions",
        )


def _over_target(results: Results) -> Iterator[Risk]:
    """Receivers that cost more than they may."""
    judged = [one for one in positions(results, first_year(results)) if one.is_judged]
    missed = [one for one in judged if one.is_missed]
    if missed:
        over = sum(one.over for one in missed)
        count = (
            "One receiver would miss its target."
            if len(missed) == 1
            else f"{len(missed):,} of {len(judged):,} receivers would miss their targets, "
            f"by {pounds_text(over)} in all."
        )
        yield Risk(
            Weight.SHOULD,
            len(missed) / len(judged),
            TARGETS_MISSED,
            f"{count} {position_sentence(results, missed[0])}",
            "Results, operating cost",
        )


def _pension_quotes(results: Results) -> Iterator[Risk]:
    """People whose pension cost cannot be worked out."""
    people = results.people
    waiting = people[(people["pension_state"] == PENSION_QUOTE) & (people["p_redundant"] > 0)]
    count = waiting["employee_number"].nunique()
    if count:
        likely = float(waiting["p_redundant"].sum())
        yield Risk(
            Weight.SHOULD,
            likely / max(results.headline.redundancies_heads, likely),
            "Redundancy cost not complete.",
            f"{begun(counted(count, 'person', 'people'))} at risk may draw a pension that the figures cannot "
            "price; the cost leaves it out until NHS Pensions has quoted.",
            "People",
        )


def _last_experts(results: Results) -> Iterator[Risk]:
    """Skills that may leave with one or two people."""
    frame = results.skills[
        results.skills["is_last_expert"].astype(bool) & (results.skills["p_all_leave"] > 0)
    ]
    frame = frame.sort_values("p_all_leave", ascending=False, kind="stable")
    if len(frame):
        worst = frame.iloc[0]
        yield Risk(
            Weight.SHOULD,
            float(worst["p_all_leave"]) * 0.5,
            "Last experts.",
            f"{begun(counted(len(frame), 'skill'))} {'rests' if len(frame) == 1 else 'rest'} with one or two "
            f"people; {within(worst['skill'])} has {_odds(worst['p_all_leave'])} of being lost altogether.",
            "Results, talent",
        )


def _talent_drain(results: Results) -> Iterator[Risk]:
    """The function that loses most of its talent."""
    frame = results.functions[results.functions["talent_value"] > 0]
    lost = frame["talent_lost"].to_numpy()
    if len(frame) and lost.max() > 0:
        worst = frame.iloc[int(np.argmax(lost))]
        yield Risk(
            Weight.NOTE,
            results.headline.talent_lost_percent / 100,
            "Talent leaving.",
            f"{percent_text(results.headline.talent_lost_percent)} of talent is likely to leave, "
            f"most of it from {within(worst['name'])}, which keeps "
            f"{percent_text(100 - worst['talent_lost_percent'])} of its own.",
            "Results, talent",
        )


def _vacancies(results: Results) -> Iterator[Risk]:
    """Posts that nobody from the senders is likely to fill."""
    posts = float(results.posts["fte"].sum())
    vacant = float(results.posts["vacant_fte"].sum())
    if vacant > 0.005:
        yield Risk(
            Weight.NOTE,
            vacant / posts,
            "Posts empty on day one.",
            f"{fte_text(vacant)} FTE of the {fte_text(posts)} FTE of posts are likely to be left to open "
            "competition.",
            "Functions",
        )


def _payback(results: Results) -> Iterator[Risk]:
    """Money that does not come back."""
    if results.headline.payback_month is None and results.headline.npv < 0:
        yield Risk(
            Weight.NOTE,
            0.5,
            "No payback.",
            "The savings do not repay the cost of leaving by the end of the plan "
            f"({results.plan.facts.horizon:%B %Y}).",
            "Results, cash",
        )


def _odds(chance: float) -> str:
    """A chance in words: ``a 35% chance``."""
    whole = round(chance * 100)
    return f"{'an' if whole in (8, 11, 18) or 80 <= whole < 90 else 'a'} {whole}% chance"


_SOURCES = (
    _uncovered,
    _left_out,
    _unclaimed,
    _over_target,
    _pension_quotes,
    _last_experts,
    _talent_drain,
    _vacancies,
    _payback,
)
