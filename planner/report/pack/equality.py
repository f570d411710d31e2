"""The equality page: what an equality analysis may say, then each characteristic; small numbers held back."""

from collections.abc import Sequence
from math import isnan
from typing import Any

import pandas as pd

from planner.engine.fairness.account import EVERYBODY, MOST_SCENARIOS, Account, account_of
from planner.engine.fairness.overview import Overview, overview_of
from planner.engine.fairness.question import Basis, Question, Verdict
from planner.engine.fairness.small_numbers import LEAST_SHOWN
from planner.engine.fairness.standing import standing_of
from planner.model.results import Results
from planner.model.tables import BASELINE
from planner.report import equality_words as say
from planner.report.colours import ACCENT, REST
from planner.report.fairness_tables import overview_table
from planner.report.pack.material import Material
from planner.report.pack.setting import NOT_KNOWN, figure, section, whole, words
from planner.report.pages import BarChart, Block, ChartBar, Heading, Note, Page
from planner.report.wording import percent_text

HELD = "held"
SMALL = (
    f"“{HELD}”: a count of 1 to {LEAST_SHOWN - 1} people, or another that would give one away by "
    "subtraction. Each person counts once, by the job of most hours."
)
DRAW = "The range is where the rate lies in 95 draws of 100 if the odds are right."
NONE_BY_NAME = "Too few people are decided by name for groups to be compared."
INTERVAL = "The range is Wilson’s, with 95% confidence."


def equality_pages(material: Material) -> tuple[Page, ...]:
    """An overview with a draft of the analysis, then a page for each characteristic at most."""
    results = material.results
    if results.scenario == BASELINE or results.people.empty:
        return ()
    others = _others(material)
    beside = [standing_of(one) for one in others]
    odds = overview_of(results, beside=beside)
    names = overview_of(results, basis=Basis.NAMES, beside=beside)
    first: tuple[Block, ...] = (
        *say.draft_analysis(odds, results.scenario),
        *_by_characteristic(odds),
        Note(f"{DRAW} Chance is corrected for every comparison above. {SMALL}"),
        Note(say.four_fifths_note(odds.accounts[0].four_fifths)),
    )
    made = [material.page("Equality", first, is_wide=True)]
    for of_odds, of_names in zip(odds.accounts, names.accounts, strict=True):
        blocks = (*_rates(of_odds), *_names(of_names), *_scenarios((results, *others), of_odds))
        title = of_odds.question.characteristic.title
        made.append(material.page("Equality", blocks, title, is_wide=True, may_share=True))
    return tuple(made)


def _by_characteristic(overview: Overview) -> tuple[Block, ...]:
    """One row for each characteristic: how many comparisons, and where groups lie furthest apart."""
    rows = [
        (
            one["characteristic"],
            one["reference"] or NOT_KNOWN,
            f"{one['comparisons']:,.0f}",
            one["group"] or NOT_KNOWN,
            _signed(one["points"]),
            say.chance_text(one["corrected"]),
            one["verdict"],
        )
        for one in overview_table(overview).to_dict("records")
    ]
    columns = (
        words("Characteristic", 1.5, 2),
        words("Compared with", 1.2, 2),
        figure("Comparisons"),
        words("Furthest from it", 1.2, 2),
        figure("% points"),
        figure("Chance"),
        whole("It is"),
    )
    return section("Odds of redundancy by characteristic", "Fairness", columns, rows)


def _names(account: Account) -> tuple[Block, ...]:
    """What is decided by name, where enough people of two groups are decided to compare them."""
    decided = account.decided[account.scenarios[0]]
    if not account.table["p"].notna().any():
        return (Note(NONE_BY_NAME),) if decided or isnan(decided) else ()
    return (*_rates(account), Note(f"{INTERVAL} {say.basis_sentence(account, account.scenarios[0])}"))


def _rates(account: Account) -> tuple[Block, ...]:
    """One account as a table and, on odds, as bars."""
    on_odds = account.question.basis is Basis.ODDS
    columns = (
        words("Group", 1.6, 2),
        figure("People" if on_odds else "Decided"),
        figure("Expected redundant" if on_odds else "Redundant"),
        figure("Rate %"),
        figure("Range %"),
        figure("% points"),
        figure("Ratio"),
        figure("Ratio’s range"),
        figure("Four-fifths (US)"),
        figure("Chance"),
        whole("It is"),
    )
    rows = [_row(one, account) for one in account.table.to_dict("records")]
    title = "Odds, before selection" if on_odds else "Names, after selection"
    made = section(title, "Fairness", columns, rows)
    return (*made, *_every_group(account), *_bars(account)) if on_odds else made


def _row(one: dict[Any, Any], account: Account) -> tuple[str, ...]:
    is_held = one["verdict"] == Verdict.HELD
    on_odds = account.question.basis is Basis.ODDS
    if is_held:
        people = HELD if isnan(one["people"]) else f"{one['people']:,.0f}"
        return (str(one["group"]), people, *[HELD] * 3, *[NOT_KNOWN] * 5, str(one["verdict"]))
    affected = f"{one['affected']:,.1f}" if on_odds else f"{one['affected']:,.0f}"
    return (
        str(one["group"]),
        f"{one['people']:,.0f}",
        affected,
        percent_text(100 * one["rate"]).rstrip("%"),
        say.range_text(one["low"], one["high"]),
        _signed(one["points"]),
        say.ratio_text(one["ratio"]),
        say.ratio_range_text(one["ratio_low"], one["ratio_high"]),
        say.four_fifths_text(one["four_fifths"], account.four_fifths),
        say.chance_text(one["corrected"]),
        str(one["verdict"]),
    )


def _signed(points: float) -> str:
    if isnan(points):
        return NOT_KNOWN
    return f"{points:+.1f}" if abs(points) >= 0.05 else "0.0"


def _bars(account: Account) -> tuple[Block, ...]:
    """Rates as bars, with the rate of the group compared with as a line across each."""
    table = account.table[account.table["rate"].notna() & (account.table["group"] != EVERYBODY)]
    reference = table.loc[table["group"] == account.reference, "rate"]
    mark = 100 * float(reference.iloc[0]) if len(reference) else float("nan")
    bars = tuple(
        ChartBar(
            str(one["group"]),
            100 * one["rate"],
            percent_text(100 * one["rate"]),
            REST if one["verdict"] in (Verdict.UNKNOWN, Verdict.FEW) else ACCENT,
            mark=mark,
        )
        for one in table.to_dict("records")
    )
    if not bars:
        return ()
    title = f"Expected redundant, % of each group (line: {account.reference})"
    return (Heading(title), BarChart(bars, "Every rate is held back."))


def _others(material: Material) -> tuple[Results, ...]:
    """The scenarios that the pack sets beside this one."""
    own = (BASELINE, material.results.scenario)
    return tuple(one for one in material.others if one.scenario not in own)[: MOST_SCENARIOS - 1]


def _scenarios(everyone: Sequence[Results], account: Account) -> tuple[Block, ...]:
    """The rates of the scenarios side by side, held back over all of them."""
    if len(everyone) == 1:
        return ()
    table = account_of(everyone, Question(account.question.characteristic)).table
    groups = list(dict.fromkeys(table["group"]))
    rates = table.set_index(["group", "scenario"])["rate"]
    names = [one.scenario for one in everyone]
    rows = [(group, *(_rate(rates, group, name) for name in names)) for group in groups]
    return section(
        "Odds of redundancy by scenario, %",
        "Fairness",
        (words("Group", 1.6, 2), *(figure(name) for name in names)),
        rows,
    )


def _rate(rates: "pd.Series[float]", group: str, scenario: str) -> str:
    rate = float(rates[group, scenario])
    return HELD if isnan(rate) else percent_text(100 * rate).rstrip("%")


def _every_group(account: Account) -> tuple[Block, ...]:
    together = account.together[account.scenarios[0]]
    if isnan(together):
        return ()
    return (Note(f"All groups with enough people together: chance {say.chance_text(together)}."),)
