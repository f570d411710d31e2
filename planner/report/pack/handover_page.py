"""A receiver's hand-over list: who is placed there for sure, and what comes with them."""

import numpy as np
import pandas as pd

from planner.model.results import Results
from planner.report.pack.material import Material
from planner.report.pack.setting import (
    day_text,
    figure,
    function_names,
    receiver_names,
    section,
    text,
    whole,
    words,
)
from planner.report.pages import PERSONAL, Block, Note, Page, Paragraph
from planner.report.wording import counted, fte_text

ALONE = "Contains personal data: give it to this receiver alone."
DATES = "Service dates carry over: reckonable service for NHS redundancy, continuous service by statute."


def handover_pages(material: Material) -> tuple[Page, ...]:
    """One list for each receiver with people who are placed there by a locked placement."""
    results = material.results
    locked = results.placements.locked_receiver
    taken = sorted(set(locked[locked >= 0].tolist()))
    codes = results.placements.receivers
    senders = set(results.plan.senders["code"])
    staff = results.plan.staff.drop_duplicates("employee_number").set_index("employee_number")
    return tuple(_page(material, at, staff) for at in taken if codes[at] not in senders)


def _page(material: Material, at: int, staff: pd.DataFrame) -> Page:
    results = material.results
    code = results.placements.receivers[at]
    name = receiver_names(results).get(code, code)
    placed = np.flatnonzero(results.placements.locked_receiver == at)
    people = results.people.iloc[placed]
    heads = counted(people["employee_number"].nunique(), "person", "people")
    fte = fte_text(float(people["fte"].sum()))
    blocks: tuple[Block, ...] = (
        Paragraph(
            f"{heads} placed here ({fte} FTE).",
            lead=ALONE,
        ),
        *_list(results, people, staff, shows_names=material.shows_names),
        Note(DATES),
    )
    return material.page("Hand-over list", blocks, name, caution=PERSONAL)


def _list(
    results: Results, people: pd.DataFrame, staff: pd.DataFrame, *, shows_names: bool
) -> tuple[Block, ...]:
    names, organisations = function_names(results), receiver_names(results)
    rows = []
    for one in people.to_dict("records"):
        facts = staff.loc[one["employee_number"]]
        rows.append(
            (
                str(one["employee_number"]),
                *((text(facts["name"]),) if shows_names else ()),
                organisations.get(str(one["organisation"]), str(one["organisation"])),
                names.get(str(one["function"]), str(one["function"])),
                str(one["band"]),
                fte_text(one["fte"]),
                day_text(facts["continuous_from"]),
                day_text(facts["reckonable_from"]),
            )
        )
    columns = (
        whole("Employee"),
        *((words("Name", 1.2),) if shows_names else ()),
        words("From", 1.4),
        words("Function", 1.6),
        whole("Band"),
        figure("FTE"),
        whole("Continuous from"),
        whole("Reckonable from"),
    )
    blanks = ("",) * (len(columns) - 4)
    total = (f"All {len(rows):,}", *blanks, fte_text(float(people["fte"].sum())), "", "")
    return section("People", "People", columns, rows, total if len(rows) > 1 else None)
