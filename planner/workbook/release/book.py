"""Writes the release: a new workbook of values only, with a page that says what was taken out."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.base.dates import long_date
from planner.base.errors import SaveFailedError
from planner.base.ticks import Tick, no_tick
from planner.engine.evaluate import evaluate
from planner.model.plan import Plan
from planner.model.results import Results
from planner.model.scenario import scenario_of
from planner.rules.rulebook import load_rules
from planner.workbook.atomic import locked, save_whole
from planner.workbook.live_table import write_text
from planner.workbook.release.bare import without_properties
from planner.workbook.release.labels import Labels
from planner.workbook.release.people import ABOUT, LEAST, NOT_SHOWN, released_people
from planner.workbook.release.tables import by, by_two, is_of_few, receivers
from planner.workbook.styles import FONT, GREY, Looks, looks_of

_SAID_TITLES = {
    "function": "Function",
    "organisation": "Organisation",
    "band": "Band",
    "hours": "Hours",
    "age_band": "Age at closure",
}
_TITLES = _SAID_TITLES | {
    "people": "People",
    "fte": "FTE",
    "redundant_fte": "Redundant, FTE",
    "expected_cost": "Redundancy cost, £",
    "talent_lost_percent": "Talent lost, %",
    "receiver": "Receiver",
    "sender": "Sender",
    "mode": "Mode",
    "share": "Share, %",
    "year": "Year",
    "total": "Operating cost, £",
    "target": "Target, £",
    "over": "Over target, £",
}
_POUNDS = frozenset({"expected_cost", "total", "target", "over"})
_WHOLE = frozenset({"people"})
_WITHHELD = frozenset({"redundant_fte", "expected_cost", "talent_lost_percent"})
_WIDE = frozenset({"function", "receiver", "organisation", "sender"})

TAKEN_OUT = (
    "Names, employee numbers and assignment numbers. Rows of people are in random order, under no number.",
    "Dates of birth: ages are given in bands of ten years.",
    "Dates of service, pay, pensions, position titles, establishments and skills of people.",
    "Everything else about people that equality law protects, such as sex and ethnicity.",
    "Notes, reasons and every other free text, the history of changes, and what is recorded of anyone.",
    f"Counts of 1 to {LEAST - 1}, and sums over so few people: there stands '{NOT_SHOWN}'.",
    "What would give those away: where the difference of two figures would, the next smallest is not shown.",
    "Formulas, comments, hidden sheets, defined names, the file's properties: this workbook was made new.",
)


def release_copy(
    plan: Plan,
    results: Results | str,
    path: Path,
    password: str | None = None,
    tick: Tick = no_tick,
) -> None:
    """Write a copy of a plan's results in which nobody can be found.

    Each count in it, each sum, and each difference of two of them is of nobody or of at least
    ``LEAST`` people.

    Args:
        plan: the plan.
        results: of an evaluation of it, or the name of the scenario to work out.
        path: the file; one that is there is replaced, or left whole where that fails.
        password: locks the file; nothing without it touches the disk.
        tick: told of progress; may raise ``CancelledError``.

    Raises:
        SaveFailedError: there are too few people to say anything, or the file could not be written.
        UnknownScenarioError: the plan has no such scenario.
    """
    if isinstance(results, str):
        results = evaluate(plan, results, load_rules(), lambda share, doing: tick(0.5 * share, doing))
    content = release_content(plan, results, Path(path).name, tick)
    if password:
        tick(0.85, "Locking it with the password")
        content = locked(content, password)
    tick(0.95, f"Saving {Path(path).name}")
    save_whole(Path(path), content)
    tick(1.0, "Saved")


def taken_out(plan: Plan, results: Results) -> tuple[str, ...]:
    """What a release of these results leaves out, in sentences, and how much of it."""
    people = released_people(results)
    if len(people) < LEAST:
        return (
            f"The plan has fewer than {LEAST} people: too few to say anything of, so nothing is written.",
        )
    labels = Labels(plan)
    return (*TAKEN_OUT, *_how_much(_labelled(people, plan, labels), labels))


def release_content(plan: Plan, results: Results, name: str, tick: Tick = no_tick) -> bytes:
    """The release as the content of a file called ``name``.

    Raises:
        SaveFailedError: there are too few people to say anything.
    """
    import xlsxwriter

    tick(0.55, "Grouping people")
    people = released_people(results)
    if len(people) < LEAST:
        raise SaveFailedError(
            f"{name} was not written: the plan has fewer than {LEAST} people, too few to say anything of."
        )
    labels = Labels(plan)
    people = _labelled(people, plan, labels)
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    looks = looks_of(book)
    not_shown = book.add_format(
        {"font_name": FONT, "font_size": 10, "font_color": GREY, "italic": True, "align": "right"}
    )
    tick(0.65, "Writing the tables")
    front, headline = book.add_worksheet("About this copy"), book.add_worksheet("Headline")
    for title, table in _tables(plan, results, people, labels).items():
        _write_table(book.add_worksheet(title), table, looks, not_shown)
    _write_headline(headline, results, people, looks)
    _write_front(front, plan, results, people, labels, looks)
    front.activate()
    book.close()
    return without_properties(content.getvalue())


def _labelled(people: pd.DataFrame, plan: Plan, labels: Labels) -> pd.DataFrame:
    """Functions and organisations by their names in place of their codes."""
    named = people.copy()
    for key, table in (("function", "functions"), ("organisation", "organisations")):
        names = _names(plan, table, labels)
        told = {code: names.get(code) or labels.plain(code) for code in named[key].unique()}
        named[key] = named[key].map(told)
    return named


def _names(plan: Plan, table: str, labels: Labels) -> dict[str, str]:
    """Names by codes; a name that two codes have is told apart by its code."""
    frame = plan.table(table)
    names = frame["name"].fillna(frame["code"])
    is_shared = names.duplicated(keep=False)
    told = names.mask(is_shared, names + " (" + frame["code"] + ")")
    return {str(code): labels.plain(str(name)) for code, name in zip(frame["code"], told, strict=True)}


def _tables(plan: Plan, results: Results, people: pd.DataFrame, labels: Labels) -> dict[str, pd.DataFrame]:
    """The sheets of figures, in order."""
    costs = receivers(results)
    return {
        "Functions": by(people, "function"),
        "Organisations": by(people, "organisation"),
        "Bands": by_two(people, "organisation", "band"),
        "Ages": by_two(people, "age_band", "band"),
        "Receivers": costs.assign(receiver=[labels.plain(str(one)) for one in costs["receiver"]]),
        "Who does what": _claims(plan, results, labels),
        "People": people[list(ABOUT)],
    }


def _claims(plan: Plan, results: Results, labels: Labels) -> pd.DataFrame:
    """Which share of which function goes where; no customer, date or reason."""
    claims = scenario_of(plan, results.scenario).allocations
    organisations, functions = (_names(plan, table, labels) for table in ("organisations", "functions"))

    def named(cells: "pd.Series[Any]", names: dict[str, str], blank: str) -> list[str]:
        return [(names.get(one) or labels.plain(one)) if isinstance(one, str) else blank for one in cells]

    return pd.DataFrame(
        {
            "function": named(claims["function"], functions, ""),
            "sender": named(claims["sender"], organisations, "all"),
            "receiver": named(claims["receiver"], organisations, "–"),
            "mode": claims["mode"].fillna("").to_numpy(dtype=object),
            "share": claims["share"].to_numpy(dtype=np.float64),
        }
    )


# ------------------------------------------------------------------------------- writing


def _write_table(sheet: Any, table: pd.DataFrame, looks: Looks, not_shown: Any) -> None:
    """Write values from the first row of a sheet; no filter or print title, which make hidden names."""
    for at, key in enumerate(table.columns):
        title = _TITLES.get(str(key), str(key))
        sheet.set_column(at, at, 44 if key in _WIDE else _width(title))
        write_text(sheet, 0, at, title, looks.required, looks)
        look = looks.pounds if key in _POUNDS else looks.number
        for row, value in enumerate(table[key].to_numpy(dtype=object).tolist(), start=1):
            if isinstance(value, str):
                write_text(sheet, row, at, value, looks.plain, looks)
            elif key in _WHOLE or isinstance(value, int):
                sheet.write_number(row, at, value, looks.general)
            elif np.isfinite(value):
                sheet.write_number(row, at, round(value, 2), look)
            elif key in _WITHHELD:
                sheet.write_string(row, at, NOT_SHOWN, not_shown)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _width(title: str) -> float:
    return max(14.0, max(map(len, title.split())) + 3)


def _write_headline(sheet: Any, results: Results, people: pd.DataFrame, looks: Looks) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 8, 18)
    head, few = results.headline, is_of_few(people, "expected_cost", "redundant_fte")
    figures: tuple[tuple[str, float, Any], ...] = (
        ("Redundancy cost", head.redundancy_cost, looks.pounds),
        ("Redundancies, FTE", head.redundancies_fte, looks.number),
        ("Redundancies, people", head.redundancies_heads, looks.number),
        ("Talent lost, %", head.talent_lost_percent, looks.number),
        ("Net present value", head.npv, looks.pounds),
    )
    sheet.write_string(0, 0, "Headline", looks.title)
    sheet.set_row(0, 28)
    for row, (label, value, look) in enumerate(figures, start=2):
        sheet.write_string(row, 0, label, looks.plain)
        if few and label.startswith("Redundan"):
            sheet.write_string(row, 1, NOT_SHOWN, looks.note)
        else:
            _write_known(sheet, row, 1, value, look, looks)
    row = 3 + len(figures)
    sheet.write_string(row, 0, "By year", looks.heading)
    for at, year in enumerate(results.years, start=1):
        sheet.write_string(row, at, year, looks.required)
    by_year = (
        ("Operating cost", head.operating_cost),
        ("Target", head.target),
        ("Over target", head.over_target),
    )
    for below, (label, values) in enumerate(by_year, start=1):
        sheet.write_string(row + below, 0, label, looks.plain)
        for at, year in enumerate(results.years, start=1):
            _write_known(sheet, row + below, at, values[year], looks.pounds, looks)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)


def _write_known(sheet: Any, row: int, at: int, value: float, look: Any, looks: Looks) -> None:
    if np.isfinite(value):
        sheet.write_number(row, at, round(float(value), 2), look)
    else:
        sheet.write_string(row, at, "not known", looks.note)


def _write_front(
    sheet: Any, plan: Plan, results: Results, people: pd.DataFrame, labels: Labels, looks: Looks
) -> None:
    """Say what this is, what was taken out, and how much of it."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 110)
    title = f"{labels.plain(plan.facts.plan_name)}: {labels.plain(results.scenario)}"
    write_text(sheet, 0, 1, title, looks.title, looks)
    sheet.set_row(0, 28)
    said = (
        f"A copy for release. Closure {long_date(plan.facts.closure)}; {len(people):,} people. "
        "Figures are expected ones: odds times cost."
    )
    sheet.write_string(1, 1, said, looks.note)
    sheet.write_string(3, 1, "What was taken out", looks.heading)
    lines = [*TAKEN_OUT, *_how_much(people, labels)]
    for row, line in enumerate(lines, start=4):
        sheet.write_string(row, 1, line, looks.wrapped)
        sheet.set_row(row, 15 * (1 + len(line) // 118))
    row = 5 + len(lines)
    sheet.write_string(row, 1, "How to read it", looks.heading)
    sheet.write_string(
        row + 1,
        1,
        f"'{NOT_SHOWN.capitalize()}' stands for people, or a figure, of which more cannot be said. Somebody "
        "with several jobs is counted once, in the largest. The sheet People has one row for each person.",
        looks.wrapped,
    )
    sheet.set_row(row + 1, 30)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _how_much(people: pd.DataFrame, labels: Labels) -> list[str]:
    """How much is not shown."""
    counts = {_SAID_TITLES[key]: int((people[key] == NOT_SHOWN).sum()) for key in ("function", *ABOUT)}
    hidden = ", ".join(f"{title.lower()} of {count:,}" for title, count in counts.items() if count)
    lines = [f"Of {len(people):,} people, not shown: {hidden}." if hidden else "No count was under 5."]
    if labels.taken_out:
        lines.append(
            "Somebody's name or number stood in a function, an organisation or the title, and was taken out."
        )
    return lines
