"""Findings, results and comparisons as a person reads them at a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from math import isfinite
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from planner.base.dates import long_date
from planner.base.findings import Finding, Severity
from planner.base.money import pounds_text
from planner.cli.columns import page_width, table
from planner.cli.terminal import can_show
from planner.engine.scenario_keys import figure_of
from planner.model.results import Headline, LeftOut, Results

if TYPE_CHECKING:
    from planner.engine.admission import Totals
    from planner.engine.compare import Comparison
    from planner.workbook.totals import ControlTotal

CELLS_A_GROUP = 8
CELLS_A_LINE = 24
RECEIVERS_LISTED = 12
FUNCTIONS_LISTED = 5
HALF_A_PENNY = 0.005
_DECIMALS = {"FTE": 2, "people": 1, "%": 1, "years": 1, "receivers": 0}


def counted(number: int, one: str, many: str = "") -> str:
    """``1 error``, ``2 errors``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def findings_in_words(findings: Sequence[Finding]) -> Iterator[str]:
    """Findings by severity, and within it by what they are about; cells and remedy of each."""
    for severity, listed in groupby(findings, key=lambda finding: finding.severity):
        same = list(listed)
        yield ""
        yield f"{str(severity).capitalize()}s ({len(same)})"
        groups: dict[tuple[str, str, str, str], list[Finding]] = {}
        for finding in same:
            key = (finding.sheet, finding.column, finding.cause, finding.remedy)
            groups.setdefault(key, []).append(finding)
        for (sheet, column, _, remedy), group in groups.items():
            yield ""
            yield "  " + (" - ".join(part for part in (sheet, column) if part) or "The file")
            yield from _group_in_words(group, remedy)


def _group_in_words(group: Sequence[Finding], remedy: str) -> Iterator[str]:
    if len({finding.message for finding in group}) == 1:
        cells = [finding.cell for finding in group if finding.cell]
        more = f" and {len(cells) - CELLS_A_LINE:,} more" if len(cells) > CELLS_A_LINE else ""
        yield paragraph(group[0].message, "    ")
        if cells:
            yield paragraph(", ".join(cells[:CELLS_A_LINE]) + more, "    In:     ")
    else:
        for finding in group[:CELLS_A_GROUP]:
            yield paragraph(finding.message, f"    {finding.cell:<6}  " if finding.cell else "    ")
        if len(group) > CELLS_A_GROUP:
            yield f"    and {len(group) - CELLS_A_GROUP:,} more like these; --json lists them all"
    if remedy:
        yield paragraph(remedy, "    To do:  ")


def paragraph(text: str, lead: str) -> str:
    """A text in lines no wider than the terminal, all as far in as the first begins."""
    width = page_width()
    return fill(text, width, initial_indent=lead, subsequent_indent=" " * len(lead))


def severities_in_words(findings: Sequence[Finding]) -> str:
    """``2 errors, 1 warning, 4 notes``, or that nothing was found."""
    counts = ((severity, sum(f.severity is severity for f in findings)) for severity in Severity)
    said = [counted(count, str(severity)) for severity, count in counts if count]
    return ", ".join(said) or "nothing wrong or odd was found"


def totals_in_words(totals: "Totals") -> str:
    """The control totals of the staff sheet."""
    pay = pounds_text(totals.pay)
    return f"{counted(int(totals.heads), 'person', 'people')}, {totals.fte:,.2f} FTE, basic pay {pay} a year"


def own_total_in_words(total: "ControlTotal") -> str:
    """The file's own totals row beside ours."""
    theirs, ours = f"{total.file_total:,.2f}", f"{total.our_total:,.2f}"
    verdict = "agrees" if theirs == ours else f"does not agree with the rows, which add to {ours}"
    return f"{total.sheet}, {total.column}: the file's own total {theirs} {verdict}"


def left_out_in_words(left_out: LeftOut) -> Iterator[str]:
    """What is in no figure, where anything is."""
    if left_out.rows:
        rows = counted(left_out.rows, "staff row")
        yield f"  {rows} in error, {left_out.fte:,.2f} FTE, left out of every figure."


def evaluation_in_words(results: Results) -> Iterator[str]:
    """The main figures of one scenario: headline, receivers against target, dearest functions, checks."""
    yield f"{results.plan.facts.plan_name}: {results.scenario}"
    yield ""
    for label, figure in _once(results):
        yield f"  {label:<22}  {figure}"
    yield ""
    yield from table(("", *results.years), _by_year(results.headline))
    yield ""
    yield from _receivers_in_words(results)
    yield from _functions_in_words(results)
    yield from _checks_in_words(results)
    yield from left_out_in_words(results.left_out)


def _by_year(headline: Headline) -> list[tuple[str, ...]]:
    return [
        ("Operating cost", *map(pounds_text, headline.operating_cost.values())),
        ("Target", *map(pounds_text, headline.target.values())),
        ("Against target", *map(against_target, headline.over_target.values())),
    ]


def _once(results: Results) -> Iterator[tuple[str, str]]:
    headline = results.headline
    fte, heads = headline.redundancies_fte, headline.redundancies_heads
    yield "Redundancy cost", pounds_text(headline.redundancy_cost)
    yield "Redundancies expected", f"{fte:,.2f} FTE, {heads:,.1f} people"
    yield "Talent lost", percent_text(headline.talent_lost_percent)
    yield "Payback", month_text(headline.payback_month)
    horizon = long_date(results.plan.facts.horizon)
    yield "Net present value", f"{pounds_text(headline.npv)} to {horizon}, against no change"


def against_target(over: float) -> str:
    """``£1,200 over``, ``£300 under``, ``met`` or a dash where there is no target."""
    if not isfinite(over):
        return _dash()
    if abs(over) < HALF_A_PENNY:
        return "met exactly"
    return f"{pounds_text(abs(over))} {'over' if over > 0 else 'under'}"


def percent_text(percent: float) -> str:
    """One decimal, or a dash where not known."""
    return f"{percent:.1f}%" if isfinite(percent) else _dash()


def month_text(month: str | None) -> str:
    """``July 2014`` for ``2014-07``."""
    return f"{date.fromisoformat(month + '-01'):%B %Y}" if month else "not within the plan"


def _dash() -> str:
    return "–" if can_show("–") else "-"


def over_target_count(results: Results, year: str) -> str:
    """``3 of 11``: receivers over their target in a year, of those that have one; a dash where none has."""
    over = results.receivers.loc[results.receivers["year"] == year, "over"].dropna()
    return f"{int((over > HALF_A_PENNY).sum())} of {len(over)}" if len(over) else _dash()


def _receivers_in_words(results: Results) -> Iterator[str]:
    """Each receiver that has a target, the furthest over first."""
    if results.receivers.empty:
        return
    over = results.receivers.pivot_table(
        index=["receiver", "name"], columns="year", values="over", sort=False, dropna=False
    )
    over = over.dropna(how="all").sort_values(results.years[0], ascending=False, kind="stable")
    if over.empty:
        return
    listed = over.head(RECEIVERS_LISTED)
    rows = [(f"{name} ({code})", *map(against_target, row)) for (code, name), row in _rows(listed)]
    yield from table(("Receivers against target", *map(str, over.columns)), rows)
    if len(over) > len(listed):
        yield f"  and {counted(len(over) - len(listed), 'other')}; --json and --xlsx list them all"
    yield ""


def _rows(frame: pd.DataFrame) -> Iterator[tuple[tuple[str, str], list[float]]]:
    for (code, name), row in zip(frame.index, frame.to_numpy(), strict=True):
        yield (code, name), row.tolist()


def _functions_in_words(results: Results) -> Iterator[str]:
    """The functions whose redundancies cost most."""
    dear = results.functions[results.functions["redundancy_cost"] > HALF_A_PENNY]
    dear = dear.sort_values("redundancy_cost", ascending=False, kind="stable").head(FUNCTIONS_LISTED)
    if dear.empty:
        return
    rows = [
        (str(name), pounds_text(cost), f"{fte:,.2f}", percent_text(lost))
        for name, cost, fte, lost in zip(
            dear["name"], dear["redundancy_cost"], dear["redundant_fte"], dear["talent_lost_percent"],
            strict=True,
        )
    ]  # fmt: skip
    yield from table(("Where redundancies cost most", "Cost", "FTE", "Talent lost"), rows)
    yield ""


def _checks_in_words(results: Results) -> Iterator[str]:
    failed = [check for check in results.checks if check.is_open]
    if failed:
        yield "  Checks that do not hold"
        for check in failed:
            yield paragraph(check.message, f"    {check.severity}:  ")
        yield ""
    accepted = [check for check in results.checks if check.accepted]
    if accepted:
        yield "  Checks that do not hold, accepted"
        for check in accepted:
            yield paragraph(f"{check.message} Accepted: {check.accepted}.", f"    {check.severity}:  ")
        yield ""


def comparison_in_words(side_by_side: Sequence[Results]) -> Iterator[str]:
    """The main figures of some scenarios of one plan, a column each."""
    first_year = side_by_side[0].years[0]
    last_year = side_by_side[0].years[-1]
    head = [one.headline for one in side_by_side]
    rows = [
        ("Redundancy cost", [pounds_text(one.redundancy_cost) for one in head]),
        ("Redundancies, FTE", [f"{one.redundancies_fte:,.2f}" for one in head]),
        ("Talent lost", [percent_text(one.talent_lost_percent) for one in head]),
        (f"Operating cost {first_year}", [pounds_text(one.operating_cost[first_year]) for one in head]),
        (f"Against target {first_year}", [against_target(one.over_target[first_year]) for one in head]),
        (f"Against target {last_year}", [against_target(one.over_target[last_year]) for one in head]),
        (f"Receivers over in {first_year}", [over_target_count(one, first_year) for one in side_by_side]),
        ("Payback", [month_text(one.payback_month) for one in head]),
        ("Net present value", [pounds_text(one.npv) for one in head]),
    ]
    names = [one.scenario for one in side_by_side]
    yield from table(("", *names), [(label, *cells) for label, cells in rows])


def differences_in_words(found: "Comparison") -> Iterator[str]:
    """Each scenario less the base, for every measure of the headline that differs."""
    rows = []
    for at, (measure, unit) in enumerate(
        zip(found.differences["measure"], found.differences["unit"], strict=True)
    ):
        figures = [float(found.differences[figure_of(name)].iloc[at]) for name in found.scenarios]
        if any(abs(figure) >= HALF_A_PENNY for figure in figures):
            title = measure if unit == "£" or unit in measure.casefold() else f"{measure}, {unit}"
            rows.append((title, *(_difference(figure, unit) for figure in figures)))
    if not rows:
        yield f"  No measure differs from '{found.base}'."
        return
    yield from table((f"Difference from '{found.base}'", *found.scenarios), rows)
    yield ""
    functions, people = len(found.functions), int(found.people["moves_odds"].sum())
    yield (
        f"  {counted(functions, 'function is', 'functions are')} done differently and"
        f" {counted(people, 'person has', 'people have')} other odds; --json lists them."
    )


def _difference(figure: float, unit: str) -> str:
    if not isfinite(figure):
        return _dash()
    sign = "+" if figure > 0 else ""
    if unit == "£":
        return sign + pounds_text(figure)
    return f"{sign}{figure:,.{_DECIMALS[unit]}f}"
