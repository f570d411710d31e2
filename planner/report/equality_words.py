"""Fairness in sentences: what a row says, and the draft of an equality analysis; facts only."""

from collections.abc import Sequence
from math import isnan
from typing import Any

import pandas as pd

from planner.engine.fairness.account import EVERYBODY, Account
from planner.engine.fairness.characteristics import CHARACTERISTICS, NOT_KNOWN, Characteristic
from planner.engine.fairness.overview import Overview
from planner.engine.fairness.question import Basis, Outcome, Verdict
from planner.report.pages import Paragraph
from planner.report.wording import begun, counted, listed, percent_text

NOTHING_TO_COMPARE = "No two groups have people enough, and prospects that differ, to be compared."
MOST_FOUND = 6
"""Differences that a draft tells one by one."""
DONE = {Outcome.REDUNDANT: "redundant", Outcome.PLACED: "placed", Outcome.LEAVING: "leaving"}
TITLES = {
    Outcome.REDUNDANT: "Made redundant",
    Outcome.PLACED: "Placed",
    Outcome.LEAVING: "Leaving in any way",
}
BASES = {Basis.ODDS: "odds, before selection", Basis.NAMES: "names, after selection"}
DUTY = (
    "Section 149 of the Equality Act 2010, the public sector equality duty, asks public bodies to have due "
    "regard to ending discrimination, to equality of opportunity and to good relations. What follows are "
    "facts to be weighed for it, not the analysis itself. Marriage and civil partnership count for the first "
    "of the three alone."
)


def chance_text(p: float) -> str:
    """How often chance would do as much: ``3 in 100``, ``< 1 in 1,000``; a dash where not known."""
    if isnan(p):
        return "–"
    if p < 0.001:
        return "< 1 in 1,000"
    if p > 0.995:
        return "> 99 in 100"
    if p < 0.0095:
        return f"{1000 * p:.0f} in 1,000"
    return f"{100 * p:.0f} in 100"


def range_text(low: float, high: float) -> str:
    """Where a rate lies, in per cent: ``1.2–5.6``; a dash where not known."""
    return "–" if isnan(low) or isnan(high) else f"{100 * low:.1f}–{100 * high:.1f}"


def ratio_text(ratio: float) -> str:
    """A ratio to two places; a dash where not known."""
    return "–" if isnan(ratio) else f"{ratio:.2f}"


def ratio_range_text(low: float, high: float) -> str:
    """Where a ratio lies: ``0.83–1.25``; a dash where not known."""
    return "–" if isnan(low) or isnan(high) else f"{low:.2f}–{high:.2f}"


def title_of(characteristic: Characteristic) -> str:
    """A characteristic's title; the companion says that it is one."""
    return characteristic.title if characteristic.is_protected else f"{characteristic.title} (companion)"


def four_fifths_text(ratio: float, least: float) -> str:
    """The American indicator: ``0.76 below``, ``0.95``."""
    return "–" if isnan(ratio) else f"{ratio:.2f} below" if ratio < least else f"{ratio:.2f}"


def four_fifths_note(least: float) -> str:
    """What the American indicator is, and that it is no test here."""
    return (
        "The four-fifths indicator is American guidance of 1978, not a test in English law: the rate at "
        "which a group is kept or placed, over that of the group compared with. "
        f"Below {least:g} it is worth a look."
    )


def basis_sentence(account: Account, scenario: str) -> str:
    """What the rates are of: odds are a forecast, names are observations."""
    if account.question.basis is Basis.ODDS:
        return (
            "These are odds before selection: expected numbers, not observations. A difference says that "
            "groups hold jobs with other prospects, not that anybody was treated unfairly."
        )
    decided = account.decided[scenario]
    if isnan(decided):
        return f"Fewer than five of {account.people:,} people are decided by name: too few to say anything."
    if not decided:
        return f"Nobody of {account.people:,} people is decided by name yet; until then look at the odds."
    return (
        f"These are decisions by name, of {decided:,.0f} of {account.people:,} people. Rates are of those "
        "decided; the others may change them."
    )


def compared_sentence(compared: int, level: float) -> str:
    """How many comparisons there were, and what that means for chance."""
    if not compared:
        return NOTHING_TO_COMPARE
    if compared == 1:
        return f"One comparison was made, at a level of {100 * level:g} in 100."
    return (
        f"{compared:,} comparisons were made. Uncorrected, chance alone would call about "
        f"{max(1, round(compared * level)):,} of them a difference; they are corrected together (Holm), so "
        f"that the chance of any false alarm stays below {100 * level:g} in 100."
    )


def difference_sentence(account: Account, row: "pd.Series[Any]") -> str:
    """One group beside the one it is compared with: both rates, points, ratio with range, and why."""
    scenario = str(row["scenario"])
    reference = _row_of(account, scenario, str(row["line"]), account.reference)
    done = DONE[account.question.outcome]
    said = (
        f"{row['group']} {percent_text(100 * row['rate'])} {done}, {account.reference} "
        f"{percent_text(100 * reference['rate'])}: {_points(row['points'])}{_ratio(row)}"
    )
    explained = 100 * (row["pools_rate"] - reference["pools_rate"])
    if isnan(explained) or isnan(row["points"]) or abs(row["points"]) < 0.05:
        return f"{said}."
    share = explained / row["points"]
    if share >= 0.9:
        return f"{said}. All but a little of it comes with the functions and bands that they work in."
    if share <= 0.1:
        return f"{said}. Hardly any of it comes with the functions and bands that they work in."
    return f"{said}. {100 * share:.0f}% of it comes with the functions and bands that they work in."


def _points(points: float) -> str:
    way = "more" if points > 0 else "less"
    return f"{abs(points):.1f} percentage points {way}"


def _ratio(row: "pd.Series[Any]") -> str:
    if isnan(row["ratio"]) or isnan(row["ratio_low"]):
        return ""
    if row["ratio_low"] == row["ratio_high"]:
        return f" (ratio {row['ratio']:.2f})"
    return f" (ratio {row['ratio']:.2f}, {row['ratio_low']:.2f} to {row['ratio_high']:.2f})"


def _row_of(account: Account, scenario: str, line: str, group: str) -> "pd.Series[Any]":
    table = account.table
    found = table[(table["scenario"] == scenario) & (table["line"] == line) & (table["group"] == group)]
    return found.iloc[0]


# ---------------------------------------------------------------- the draft


def draft_analysis(overview: Overview, scenario: str) -> tuple[Paragraph, ...]:
    """Draft what an equality analysis may say of a scenario: the duty, what was found, what is not known.

    Facts only: it draws no conclusion on what is lawful or fair, and names nobody.
    """
    if not any(_is_protected(one) for one in overview.accounts):
        return (
            Paragraph(
                f"{DUTY} The staff list says nothing of any protected characteristic, so that nothing can be "
                "compared. Ask for them with the next list.",
                lead="The duty.",
            ),
        )
    return (
        Paragraph(DUTY, lead="The duty."),
        Paragraph(_looked_at(overview, scenario), lead="Looked at."),
        Paragraph(_found(overview), lead="Found."),
        Paragraph(_not_known(overview), lead="Not known."),
        Paragraph(_next(overview), lead="Next."),
    )


def draft_text(paragraphs: Sequence[Paragraph]) -> str:
    """The draft as plain text, for a paper."""
    return "\n\n".join(f"{one.lead} {one.text}".strip() for one in paragraphs)


def differences(overview: Overview) -> list[tuple[Account, "pd.Series[Any]"]]:
    """Every difference that is more than chance, the greatest first."""
    found = [
        (account, row)
        for account in overview.accounts
        for _, row in account.table[account.table["verdict"] == Verdict.BEYOND].iterrows()
    ]
    return sorted(found, key=lambda one: -abs(one[1]["points"]))


def _looked_at(overview: Overview, scenario: str) -> str:
    first = overview.accounts[0]
    titles = [one.question.characteristic.title.lower() for one in overview.accounts if _is_protected(one)]
    companion = [one for one in overview.accounts if not _is_protected(one)]
    also = f", and {companion[0].question.characteristic.title.lower()} work beside it" if companion else ""
    return (
        f"In “{scenario}” the rates of being {DONE[first.question.outcome]} of {first.people:,} people were "
        f"compared by {listed(titles, most=len(titles))}{also}, each group with the largest. "
        f"{basis_sentence(first, scenario)} {compared_sentence(overview.compared, overview.level)}"
    )


def _found(overview: Overview) -> str:
    if not overview.compared:
        return NOTHING_TO_COMPARE
    found = differences(overview)
    if not found:
        return "No difference between groups is more than chance would do."
    told = [
        f"{account.question.characteristic.title}: {difference_sentence(account, row)}"
        for account, row in found[:MOST_FOUND]
    ]
    more = len(found) - len(told)
    rest = [f"{begun(counted(more, 'other'))} {'is' if more == 1 else 'are'} smaller."] if more else []
    be = "is" if len(found) == 1 else "are"
    opening = f"{begun(counted(len(found), 'difference'))} {be} more than chance would do."
    return " ".join([opening, *told, *rest])


def _not_known(overview: Overview) -> str:
    said = []
    unknown = [(one, _unknown_share(one)) for one in overview.accounts]
    worst = sorted((one for one in unknown if one[1] > 0), key=lambda one: -one[1])
    if worst:
        parts = [f"{one.question.characteristic.title.lower()} of {100 * share:.0f}%" for one, share in worst]
        said.append(f"People who have not said: {listed(parts, most=4)}.")
    there = {one.question.characteristic.key for one in overview.accounts}
    absent = [one.title.lower() for one in CHARACTERISTICS if one.is_protected and one.key not in there]
    if absent:
        said.append(f"The staff list says nothing of {listed(absent, most=len(absent))}.")
    few = sum(int((one.table["verdict"] == Verdict.FEW).sum()) for one in overview.accounts)
    if few:
        least = overview.accounts[0].least_people
        said.append(f"Nothing is said of {counted(few, 'group')} of fewer than {least:.0f} people.")
    held = sum(one.held_back for one in overview.accounts)
    if held:
        said.append(f"{begun(counted(held, 'group'))} held back for small numbers.")
    said.append("Why groups hold the jobs that they hold is not in the figures.")
    return " ".join(said)


def _next(overview: Overview) -> str:
    steps = []
    found = differences(overview)
    if found:
        names = dict.fromkeys(one.question.characteristic.title.lower() for one, _ in found)
        steps.append(
            f"Look at the pools and criteria behind the differences by {listed(list(names), most=4)}, and "
            "whether another way of sharing the work would do with less of them"
        )
    if any(_unknown_share(one) > 0 for one in overview.accounts):
        steps.append("ask those who have not said, and say why")
    steps += [
        "talk to staff side and to those affected",
        "run this again on names at each stage of selection",
        "record what was considered and what was decided, before the decision is taken",
    ]
    return f"{begun('; '.join(steps))}."


def _is_protected(account: Account) -> bool:
    return account.question.characteristic.is_protected


def _unknown_share(account: Account) -> float:
    """The share of people of whom a characteristic is not known; nil where that is held back."""
    table = account.table
    people = table.loc[table["group"] == NOT_KNOWN, "people"]
    whole = table.loc[table["group"] == EVERYBODY, "people"]
    if people.empty or people.isna().any() or not float(whole.iloc[0]) > 0:
        return 0.0
    return float(people.iloc[0]) / float(whole.iloc[0])
