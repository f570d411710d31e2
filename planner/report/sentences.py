"""Plain English made from the results: what a figure means, what follows, what is asked for."""

from collections.abc import Iterator
from math import isfinite

from planner.base.dates import long_date, whole_months
from planner.base.findings import Severity
from planner.base.money import penny, pounds_text
from planner.model.assumptions import Assumption
from planner.model.results import Results
from planner.model.tables import BASELINE
from planner.report.positions import Position, first_year, positions
from planner.report.proposal import SHARED_OUT, work
from planner.report.wording import begun, counted, fte_text, listed, month_name, span
from planner.risk.outcome import Risk

_FATES = (
    ("p_placed", "to be placed with a receiver"),
    ("p_resigned", "to resign before the transfer"),
    ("p_ended", "to come to the end of a fixed term"),
    ("p_mars", "to leave under the mutually agreed scheme"),
    ("p_left", "to leave without payment"),
    ("p_redundant", "to be made redundant"),
)
_MATTERING = (
    ("leaver_rate", "", "{percent} of staff leave in an ordinary year"),
    ("closure_factor", "", "{times} times as many once closure is announced"),
    ("saving_share", "share", "sharing saves {percent} of posts"),
    ("saving_buy", "buy", "buying saves {percent} of posts"),
    ("cso_margin", "buy", "suppliers charge {percent} above cost"),
    ("vacancy_fill", "", "{percent} of vacancies are filled"),
    ("redundancy_retirement_take_up", "", "{percent} of those who may, retire on redundancy"),
)
"""Assumption, the mode that it concerns (blank: all), and how it is said."""


def description(results: Results) -> str:
    """What the user says the scenario is, ended with a full stop."""
    if results.scenario == BASELINE:
        return "The plan with nothing moved: what every scenario is judged against."
    rows = results.plan.scenarios
    said = rows.loc[rows["scenario"] == results.scenario, "description"].dropna()
    text = " ".join(str(said.iloc[0]).split()) if len(said) else ""
    return text if not text or text[-1] in ".!?" else f"{text}."


def outlook(results: Results) -> str:
    """What is likely to become of the people, and of the money."""
    return " ".join(part for part in (_fates(results), _payback(results)) if part)


def _fates(results: Results) -> str:
    """How the FTE of today is likely to part."""
    people = results.people
    now = float(people["fte"].sum())
    if not now:
        return "There is nobody in the plan yet."
    if results.scenario == BASELINE:
        return f"All {fte_text(now)} FTE stay as they are."
    ends = [(float((people[odds] * people["fte"]).sum()), words) for odds, words in _FATES]
    said = [f"{fte_text(fte)} {words}" for fte, words in ends if fte >= 0.005]
    likely = [said[0].replace(" ", " are likely ", 1), *said[1:]]
    return f"Of {fte_text(now)} FTE now, {listed(likely, most=len(said))}."


def _payback(results: Results) -> str:
    """When the money is back, and what the scenario is worth."""
    headline = results.headline
    if results.scenario == BASELINE:
        return ""
    end = f"{results.plan.facts.horizon:%B %Y}"
    side = "better" if headline.npv >= 0 else "worse"
    worth = f"{pounds_text(abs(headline.npv))} {side} than going on as now, at today’s value, to {end}"
    if headline.payback_month is None:
        opening = "It costs less from the start" if headline.npv >= 0 else "It does not pay back in that time"
        return f"{opening}: it is {worth}."
    start = results.plan.facts.plan_start
    month = month_name(headline.payback_month)
    took = span(whole_months(start, start.fromisoformat(f"{headline.payback_month}-01")) + 1)
    return f"It pays back in {month}, after {took}, and is {worth}."


def cost_meaning(results: Results) -> str:
    """Whom the redundancy cost is for."""
    headline = results.headline
    if headline.redundancy_cost <= 0:
        return "Nobody is expected to be made redundant."
    heads = f"{headline.redundancies_heads:,.1f} people"
    each = headline.redundancy_cost / headline.redundancies_heads if headline.redundancies_heads else 0.0
    average = f", {pounds_text(each)} each" if each else ""
    return f"Expected, for {fte_text(headline.redundancies_fte)} FTE ({heads}{average})."


def talent_meaning(results: Results) -> str:
    """What the talent lost is a part of."""
    headline = results.headline
    if headline.talent_lost_percent <= 0:
        return "Weighed by how critical posts are."
    return (
        f"Weighed by how critical posts are. {headline.experience_lost_years:,.0f} years of service go with "
        f"it, and {fte_text(headline.senior_leaders_lost_fte)} FTE of senior leaders."
    )


def operating_meaning(results: Results, year: str) -> str:
    """How the operating cost stands to the target, and how many receivers meet theirs."""
    judged = [one for one in positions(results, year) if one.is_judged]
    if not judged:
        return "No receiver has a target yet."
    over = results.headline.over_target.get(year, float("nan"))
    if len(judged) == 1:
        alone = "over" if judged[0].is_missed else "under"
        return f"{pounds_text(abs(over))} {alone} the only target that is set."
    missed = sum(one.is_missed for one in judged)
    side = "over" if penny(over) > 0 else "under"
    count = f"{missed:,} of {len(judged):,} receivers {'misses' if missed == 1 else 'miss'}"
    ends = f"{count} theirs." if missed else f"all {len(judged):,} receivers meet theirs."
    return f"{pounds_text(abs(over))} {side} the targets together{_without(results, judged, year)}; {ends}"


def _without(results: Results, judged: list[Position], year: str) -> str:
    """What of the cost is held against no target; the rest less the targets is the distance from them."""
    whole = results.headline.operating_cost.get(year, 0.0)
    outside = penny(whole - sum(one.total for one in judged))
    return f" ({pounds_text(outside)} has no target)" if outside >= 1 else ""


def findings_meaning(results: Results) -> str:
    """How much the findings matter, and whether the checks hold."""
    found = [finding.severity for finding in results.findings]
    parts = [counted(count, str(one)) for one in Severity if (count := found.count(one))]
    failed = sum(check.is_open for check in results.checks)
    accepted = sum(bool(check.accepted) for check in results.checks)
    checks = "all checks hold"
    if failed:
        checks = f"{counted(failed, 'check')} {'fails' if failed == 1 else 'fail'}"
    if accepted:
        checks = f"{checks if failed else 'all other checks hold'}, {accepted:,} accepted"
    return begun(f"{listed(parts) or 'nothing to mend'}; {checks}.")


def decisions(results: Results, risk: Risk | None = None) -> Iterator[tuple[str, str]]:
    """What the board is asked for: a few words and a sentence each."""
    if results.scenario == BASELINE:
        yield "Note the baseline", "and what it costs to go on as now."
        yield "Choose the scenarios", "that are to be worked up and compared with it."
        return
    cost = pounds_text(results.headline.redundancy_cost)
    done = work(results)
    posts = fte_text(float(done["fte"].sum()))
    receivers = counted(done["receiver"].nunique(), "receiver")
    yield "Agree this scenario for consultation:", f"{posts} FTE of posts in {receivers}."
    if risk is None:
        yield "Note the redundancy cost:", f"{cost} expected; the range round it is not estimated here."
    else:
        book, reserve = pounds_text(risk.provision.amount), pounds_text(risk.provision.reserve)
        yield "Note the redundancy cost:", f"{cost} expected; book {book} and hold {reserve} in reserve."
    yield _remedy(results)


def _remedy(results: Results) -> tuple[str, str]:
    """The third thing asked for: what stands most in the way."""
    missed = [one for one in positions(results, first_year(results)) if one.is_missed]
    nobody = results.functions[results.functions["unclaimed_fte"] > SHARED_OUT]
    by = long_date(results.plan.facts.transfer_date)
    if len(nobody):
        fte = fte_text(float(nobody["unclaimed_fte"].sum()))
        return "Name receivers", f"for the {fte} FTE of work that nobody has claimed, or say that it stops."
    if missed:
        names = listed([one.name for one in missed], most=2)
        return "Ask for plans to meet targets", f"by {by}, from {names}."
    return "Ask for a report", f"when selection is complete, before {by}."


def assumptions_sentence(results: Results, risk: Risk | None = None) -> str:
    """Name the assumptions that move these figures most, and those that this plan has set."""
    modes = set(work(results)["mode"])
    known = results.assumptions
    said = [
        _said(known.entry(key), words)
        for key, mode, words in _MATTERING
        if key in known and (not mode or mode in modes)
    ]
    shown = {key for key, _, _ in _MATTERING}
    others = [one for one in known.entries() if one.is_set and one.key not in shown]
    more = f" This plan sets {counted(len(others), 'other assumption')} of its own." if others else ""
    doubt = "how far they may be out is not shown"
    if risk is not None:
        doubt = f"one draw in ten is at or below P10, one in ten above P90 (seed {risk.seed})"
    return (
        f"Assumptions that matter most: {'; '.join(said)}.{more} These are judgements. Figures are "
        f"expected values, what would happen on average; {doubt}."
    )


def _said(one: Assumption, words: str) -> str:
    """One assumption in words, and whether this plan has set it."""
    text = words.format(percent=_percent(one.value), times=f"{one.value:g}")
    if not one.is_set or one.value == one.default:
        return text
    usual = f"{one.default:g}" if "{times}" in words else _percent(one.default)
    return f"{text} (set by this plan; else {usual})"


def _percent(share: float) -> str:
    return f"{share * 100:g}%" if isfinite(share) else "–"
