"""Cash and payback: what the scenario costs and saves, quarter by quarter, against going on as now."""

import pandas as pd

from planner.base.money import pounds_text
from planner.model.results import Results
from planner.report.chart_sentences import cash_sentence
from planner.report.pack.material import Material
from planner.report.pack.setting import figure, section, words
from planner.report.pages import Block, Figure, Figures, Heading, LineChart, Moment, Page, Paragraph
from planner.report.wording import month_name, plain_pounds, signed_pounds

SUMMED = ("total", "baseline", "redundancy", "pay_in_lieu", "double_running", "saving")


def cash_and_payback(material: Material) -> tuple[Page, ...]:
    """Set out the scenario's cash against the baseline's by quarter, and when it is paid back."""
    results = material.results
    blocks: tuple[Block, ...] = (
        Paragraph(cash_sentence(results)),
        _figures(results),
        Heading("Saved so far against going on as now, month by month, £", working="Results, cash"),
        cash_line(results),
        *_table(by_quarter(results)),
    )
    return (material.page("Cash and payback", blocks),)


def cash_line(results: Results) -> LineChart:
    """Cumulative cash month by month, with the transfer and the payback."""
    months = [str(one) for one in results.months["month"]]
    known = (
        (f"{results.plan.facts.transfer_date:%Y-%m}", "work moves"),
        (results.headline.payback_month, "paid back"),
    )
    moments = [
        Moment(months.index(month), f"{month_name(month)}: {words}")
        for month, words in known
        if month in months
    ]
    values = tuple(float(value) for value in results.months["cumulative"])
    ending = f"{signed_pounds(values[-1])}" if values else ""
    starts = (at for at, month in enumerate(months) if month.endswith("-04"))
    ticks = tuple(Moment(at, month_name(months[at])) for at in starts)
    return LineChart(values, ticks, tuple(moments), ending, "The plan ends before it begins.")


def by_quarter(results: Results) -> pd.DataFrame:
    """The months summed by quarter of the financial year, with ``cumulative`` at the end of each.

    Returns:
        quarter ("Apr to Jun 2012"), the columns of ``SUMMED`` and cumulative; the last may be short.
    """
    months = results.months
    starts = pd.PeriodIndex(months["month"], freq="M")
    quarters = starts.asfreq("Q-MAR")
    table = months.groupby(quarters, sort=True)[list(SUMMED)].sum()
    table["cumulative"] = months.groupby(quarters, sort=True)["cumulative"].last()
    first, last = starts.to_series().groupby(quarters).first(), starts.to_series().groupby(quarters).last()
    names = [_span(one, other) for one, other in zip(first, last, strict=True)]
    return table.reset_index(drop=True).assign(quarter=names)


def _span(first: pd.Period, last: pd.Period) -> str:
    return f"{first:%b %Y}" if first == last else f"{first:%b} to {last:%b %Y}"


def _figures(results: Results) -> Figures:
    head = results.headline
    month = head.payback_month
    return Figures(
        (
            Figure(
                "Payback",
                month_name(month) if month else "Not by then" if head.npv < 0 else "At once",
                "The month from which it has cost no more than going on as now.",
                "Results, cash",
            ),
            Figure(
                "Net present value",
                pounds_text(head.npv),
                f"To {results.plan.facts.horizon:%B %Y}, against going on as now.",
                "Results, cash",
            ),
            Figure(
                "Re-employment",
                pounds_text(head.re_employment_exposure),
                "Redundancy cost of people likely to be employed again; never taken off.",
                "People",
            ),
        )
    )


def _table(quarters: pd.DataFrame) -> tuple[Block, ...]:
    rows = [
        (
            one["quarter"],
            *(plain_pounds(one[key]) for key in SUMMED[:-1]),
            signed_pounds(one["saving"]),
            signed_pounds(one["cumulative"]),
        )
        for one in quarters.to_dict("records")
    ]
    total = (
        "All",
        *(plain_pounds(float(quarters[key].sum())) for key in SUMMED[:-1]),
        signed_pounds(float(quarters["saving"].sum())),
        "",
    )
    columns = (
        words("Quarter", 1.4),
        figure("Scenario £"),
        figure("Baseline £"),
        figure("Redundancy £"),
        figure("Notice £"),
        figure("Double running £"),
        figure("Saving £"),
        figure("Cumulative £"),
    )
    return section("Quarter by quarter", "Results, cash", columns, rows, total)
