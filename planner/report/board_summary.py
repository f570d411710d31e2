"""The board summary: one scenario on one side of A4."""

from collections.abc import Callable, Sequence
from datetime import datetime

from planner.base.money import penny, pounds_text
from planner.checks.directory import with_judgement
from planner.model.results import Results
from planner.report.breakdowns import redundancy_by_function, talent_by_function
from planner.report.colours import ACCENT, DARK_GREY, REST, Look, Pattern, receiver_looks
from planner.report.pages import (
    Bar,
    BarChart,
    Block,
    ChartBar,
    Figure,
    Figures,
    Heading,
    Note,
    Page,
    Pair,
    Panel,
    Paragraph,
    Points,
    Row,
    Stamp,
    Table,
    TableColumn,
)
from planner.report.positions import Position, first_year, positions, verdicts
from planner.report.proposal import proposed
from planner.report.risks import biggest_risks
from planner.report.sentences import (
    assumptions_sentence,
    cost_meaning,
    decisions,
    description,
    findings_meaning,
    operating_meaning,
    outlook,
    talent_meaning,
)
from planner.report.wording import counted, percent_text, plain_pounds, signed_pounds
from planner.risk.outcome import Risk

MOST_BARS = 6
MOST_RECEIVERS = 9
BESIDE_RECEIVERS = (
    ("double_running", "Senders, until they close"),
    ("legacy", "Committed, for work that stops"),
)
"""What the system pays beside its receivers: columns of ``Results.system`` and their names."""
TALENT = Look(DARK_GREY, Pattern.RISING)
WHERE = "“Working” names the place in the program where a figure opens to people and arithmetic."


def board_summary(results: Results, made_at: datetime, risk: Risk | None = None) -> Page:
    """Put a scenario on one side of A4: cost, loss, targets, risks, and what is asked of the board.

    Args:
        results: of the scenario.
        made_at: the date and time on the page.
        risk: draws of it, where there are any: between which figures the cost is likely to lie.
    """
    results = with_judgement(results)
    year = first_year(results)
    blocks: tuple[Block, ...] = (
        *_opening(results),
        _figures(results, year, risk),
        Heading("What is proposed", working="Functions"),
        proposed(results),
        Pair(_cost_by_function(results), _talent_by_function(results)),
        Heading(f"Operating cost against target, {year}", working="Results, operating cost"),
        *_against_target(results, year),
        Pair(_risks(results), _decisions(results, risk)),
        Note(f"{assumptions_sentence(results, risk)} {WHERE}", most_lines=5),
    )
    return Page("Board summary", results.scenario, blocks, stamp_of(results, made_at), is_one_side=True)


def _opening(results: Results) -> tuple[Paragraph, ...]:
    """What the scenario is, in its author's words, and what comes of it."""
    said = description(results)
    opening = (Paragraph(said, most_lines=2),) if said else ()
    return (*opening, Paragraph(outlook(results), most_lines=4))


def stamp_of(results: Results, made_at: datetime) -> Stamp:
    """What the foot of every page about these results says."""
    return Stamp(results.plan.facts.plan_name, results.scenario, results.rules_version, made_at)


def _figures(results: Results, year: str, risk: Risk | None) -> Figures:
    """The four figures that never leave the screen."""
    headline = results.headline
    cost = f"{cost_meaning(results)} {range_of_cost(risk)}" if risk is not None else cost_meaning(results)
    return Figures(
        (
            Figure("Redundancy cost", pounds_text(headline.redundancy_cost), cost, "People"),
            Figure(
                "Talent lost",
                percent_text(headline.talent_lost_percent),
                talent_meaning(results),
                "Results, talent",
            ),
            Figure(
                f"Operating cost {year}",
                pounds_text(headline.operating_cost.get(year)),
                operating_meaning(results, year),
                "Results, operating cost",
            ),
            Figure("Findings", f"{len(results.findings):,}", findings_meaning(results), "Checks"),
        )
    )


def range_of_cost(risk: Risk) -> str:
    """Between which figures the redundancy cost lies in 8 draws of 10."""
    return f"P10 {pounds_text(risk.cost.p10)}, P90 {pounds_text(risk.cost.p90)} in {risk.draws:,} draws."


def _cost_by_function(results: Results) -> tuple[Block, ...]:
    """Where the redundancy cost arises."""
    table = redundancy_by_function(results)
    table = table[table["redundancy_cost"] > 0]
    bars = _top_bars(table["name"].tolist(), table["redundancy_cost"].tolist(), ACCENT, plain_pounds)
    return (
        Heading("Redundancy cost by function, £", working="People"),
        BarChart(bars, "Nobody is expected to be made redundant."),
    )


def _talent_by_function(results: Results) -> tuple[Block, ...]:
    """Where the talent is lost, in points of the headline, so that the bars add to it."""
    table = talent_by_function(results)
    bars = _top_bars(table["name"].tolist(), table["points"].tolist(), TALENT, lambda part: f"{part:.1f}")
    return (
        Heading("Talent lost by function, % of all talent", working="Results, talent"),
        BarChart(bars, "No talent is expected to be lost."),
    )


def _top_bars(
    names: Sequence[str], values: Sequence[float], look: Look, write: Callable[[float], str]
) -> tuple[ChartBar, ...]:
    """The largest, which come first, as bars; the others together as a figure."""
    ranked = list(zip(names, values, strict=True))
    most = MOST_BARS if len(ranked) > MOST_BARS + 1 else len(ranked)
    shown = [ChartBar(name, value, write(value), look) for name, value in ranked[:most]]
    rest = [value for _, value in ranked[most:]]
    if rest:
        shown.append(ChartBar(counted(len(rest), "other"), float("nan"), write(sum(rest)), look))
    return tuple(shown)


def _against_target(results: Results, year: str) -> tuple[Block, ...]:
    """Each receiver's cost as a bar with its target across it, and in figures: worst first."""
    found = positions(results, year)
    looks = receiver_looks(results.plan.receivers)
    most = MOST_RECEIVERS if len(found) > MOST_RECEIVERS + 1 else len(found)
    rows = [_receiver_row(one, looks.get(one.receiver, REST)) for one in found[:most]]
    if found[most:]:
        rows.append(_rest_row(found[most:]))
    rows += _system_rows(results, year)
    rows.append(_all_row(results, found, year))
    columns = (
        TableColumn("Receiver", weight=1.6),
        TableColumn("Cost (bar) and target (line)", weight=1.0),
        TableColumn("Cost £", is_number=True),
        TableColumn("Target £", is_number=True),
        TableColumn("Over or under £", is_number=True),
        TableColumn("Target is", is_whole=True),
    )
    return (Table(columns, tuple(rows)),)


def _receiver_row(one: Position, look: Look) -> Row:
    return Row(
        (
            one.name,
            Bar(one.total, look, one.target),
            plain_pounds(one.total),
            plain_pounds(one.target),
            signed_pounds(one.over),
            one.verdict,
        )
    )


def _rest_row(rest: Sequence[Position]) -> Row:
    """The receivers that there is no room for, together."""
    judged = [one for one in rest if one.is_judged]
    return Row(
        (
            f"{len(rest):,} others",
            Bar(float("nan"), REST),
            plain_pounds(sum(one.total for one in rest)),
            plain_pounds(sum(one.target for one in judged)),
            signed_pounds(sum(one.over for one in judged)),
            verdicts(rest),
        )
    )


def _system_rows(results: Results, year: str) -> list[Row]:
    """What the system pays beside its receivers, so that the column adds to the headline."""
    frame = results.system[results.system["year"] == year]
    amounts = [(words, float(frame[key].sum())) for key, words in BESIDE_RECEIVERS]
    return [
        Row((words, Bar(float("nan"), REST), plain_pounds(amount), "–", "–", "no target"))
        for words, amount in amounts
        if penny(amount)
    ]


def _all_row(results: Results, found: Sequence[Position], year: str) -> Row:
    headline = results.headline
    nothing = float("nan")
    return Row(
        (
            "All",
            Bar(nothing, ACCENT),
            plain_pounds(headline.operating_cost.get(year, nothing)),
            plain_pounds(headline.target.get(year, nothing)),
            signed_pounds(headline.over_target.get(year, nothing)),
            verdicts(found),
        ),
        is_strong=True,
    )


def _risks(results: Results) -> tuple[Block, ...]:
    """The three biggest risks."""
    found = biggest_risks(results)
    items = tuple(Paragraph(f"{risk.text} ({risk.working})", lead=risk.lead, most_lines=6) for risk in found)
    body: Block = Points(items) if items else Paragraph("The results show none.")
    return (Heading("Biggest risks", working="in brackets"), body)


def _decisions(results: Results, risk: Risk | None) -> tuple[Block, ...]:
    """What the board is asked for."""
    items = tuple(Paragraph(text, lead=words, most_lines=4) for words, text in decisions(results, risk))
    return (Panel((Heading("The board is asked to"), Points(items))),)
