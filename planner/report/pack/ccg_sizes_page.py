"""How many CCGs this population can pay for: numbers of CCGs, what each leaves, and what that affords."""

from typing import Any

import numpy as np

from planner.engine.ccg_sizes.areas import OWN_LIST, THIS_PLAN, areas_of
from planner.engine.ccg_sizes.groupings import Grouping
from planner.engine.ccg_sizes.needs import needs_table
from planner.engine.ccg_sizes.study import Study, study_of
from planner.report.ccg_sizes import (
    answer,
    basis_notes,
    chart_sentence,
    people_text,
    pounds_a_head,
)
from planner.report.colours import ACCENT, REST
from planner.report.pack.material import Material
from planner.report.pack.setting import count_text, figure, section, words
from planner.report.pages import (
    BarChart,
    Block,
    ChartBar,
    Figure,
    Figures,
    Heading,
    Note,
    Page,
    Paragraph,
    Points,
)
from planner.report.wording import fte_text

PLACE = "CCG sizes"
MOST_ROWS = 14
"""Numbers of CCGs that the page sets out; of a large area, some between the least and the most."""
MOST_CCGS = 60
"""CCGs of a grouping that the page lists."""


def ccg_sizes_page(material: Material) -> tuple[Page, ...]:
    """Set out the plan's own area; no page where the plan names no PCT, CCG or practice that is known."""
    plan = material.results.plan
    area = next((one for one in areas_of(plan) if one.kind in (THIS_PLAN, OWN_LIST)), None)
    if area is None:
        return ()
    study = study_of(area, material.results, material.rules, material.tick)
    kept = study.kept(plan)
    blocks: tuple[Block, ...] = (
        Paragraph(answer(study)),
        *_figures(study),
        *_chart(study),
        *_numbers(study),
        *_grouping(study, kept if kept is not None else study.grouping(study.today)),
        *_functions(study),
        Heading("What the figures stand on"),
        Points(tuple(Paragraph(note) for note in basis_notes(study))),
    )
    title = area.title.partition(": ")[2] or area.title
    return (material.page("How many CCGs", blocks, title),)


def counts_shown(study: Study) -> list[int]:
    """The numbers of CCGs that are set out: all of a small area, else some with those that matter."""
    most = len(study.table)
    if most <= MOST_ROWS:
        return list(range(1, most + 1))
    needed = {1, most, study.today, *(one for one in study.most_affordable() if one)}
    spread = np.rint(np.geomspace(1, most, MOST_ROWS)).astype(int).tolist()
    for count in spread:
        if len(needed) < MOST_ROWS:
            needed.add(int(count))
    return sorted(needed)


def _figures(study: Study) -> tuple[Block, ...]:
    if not study.needs.known:
        return ()
    meanings = ("by each doing all of its work itself", "by sharing the work", "by buying the work")
    ways = ("do", "share", "buy")
    return (
        Figures(
            tuple(
                Figure(
                    f"Most CCGs, {way}", f"{count:,}" if count else "none", f"That can pay {words_}.", PLACE
                )
                for way, count, words_ in zip(ways, study.most_affordable(), meanings, strict=True)
            )
        ),
    )


def _chart(study: Study) -> tuple[Block, ...]:
    """Bars of what the smallest CCG has left a head; the line across them is what the work costs to buy."""
    rows = _rows(study)
    mark = float(study.curves.buy[0]) if study.needs.known else float("nan")
    bars = tuple(
        ChartBar(
            _count_words(study, row),
            max(0.0, float(row["smallest_left"])),
            pounds_a_head(float(row["smallest_left"])),
            ACCENT if int(row["ccgs"]) == study.today else REST,
            mark=mark,
        )
        for row in rows
    )
    said = (
        f"The line is what the work costs to buy, {pounds_a_head(mark)} a head. " if study.needs.known else ""
    )
    return (
        Heading("Left for the work in the smallest CCG after corporate cost, £ a head", working=PLACE),
        BarChart(bars, "There is nobody in the area."),
        Note(f"{said}{chart_sentence(study)}"),
    )


def _rows(study: Study) -> list[dict[Any, Any]]:
    shown = study.table[study.table["ccgs"].isin(counts_shown(study))]
    return shown.to_dict("records")


def _count_words(study: Study, row: dict[Any, Any]) -> str:
    count = int(row["ccgs"])
    name = "1 CCG" if count == 1 else f"{count:,} CCGs"
    return f"{name} (April 2013)" if count == study.today else name


def _numbers(study: Study) -> tuple[Block, ...]:
    known = study.needs.known
    columns = (
        words("CCGs", 1.4),
        figure("Smallest, people"),
        figure("Largest, people"),
        figure("Corporate cost %"),
        figure("Pays for FTE"),
        *(figure(f"{way} of {known:,}") for way in ("Do", "Share", "Buy")),
    )
    rows = [
        (
            _count_words(study, row),
            count_text(row["smallest"]),
            count_text(row["largest"]),
            f"{row['corporate_percent']:,.1f}",
            fte_text(row["fte"]),
            *(count_text(float(row[way])) for way in ("do", "share", "buy")),
        )
        for row in _rows(study)
    ]
    blocks = section("Numbers of CCGs", PLACE, columns, rows)
    return (*blocks, Note("Do, share, buy: functions that every CCG can afford in that way."))


def _grouping(study: Study, grouping: Grouping) -> tuple[Block, ...]:
    if not 0 < len(grouping) <= MOST_CCGS:
        return ()
    frame = study.ccgs(grouping)
    columns = (
        words("CCG", 3.0),
        figure("Practices"),
        figure("People"),
        figure("Left £ a head"),
        figure("Pays for FTE"),
    )
    rows = [
        (
            row["ccg"],
            count_text(float(row["practices"])),
            count_text(row["population"]),
            pounds_a_head(row["left_per_head"]).replace("£", ""),
            fte_text(row["fte"]),
        )
        for row in frame.to_dict("records")
    ]
    total = (
        "All",
        count_text(float(frame["practices"].sum())),
        count_text(float(frame["population"].sum())),
        "",
        fte_text(float(frame["fte"].sum())),
    )
    title = "The CCGs as grouped by hand" if grouping.kind == "by hand" else "The CCGs of April 2013"
    return section(title, PLACE, columns, rows, total)


def _functions(study: Study) -> tuple[Block, ...]:
    columns = (words("Function", 3.0), figure("To do"), figure("To share"), figure("To buy"))
    rows = [
        (row["name"], *(people_text(row[key]) for key in ("needs_do", "needs_share", "needs_buy")))
        for row in needs_table(study.needs).to_dict("records")
    ]
    return section(
        "People that a CCG needs to afford each function", PLACE, columns, rows, None,
        "No function of the plan falls to CCGs in this scenario.",
    )  # fmt: skip
