"""Figures for the HR1 notice: proposed redundancies by establishment, and when the clock must start."""

import pandas as pd

from planner.base.dates import day, long_date, to_date
from planner.engine.timetable import timetable_of
from planner.model.results import Results
from planner.report.pack.material import Material
from planner.report.pack.setting import (
    NOT_KNOWN,
    caution_of,
    count_text,
    day_text,
    figure,
    receiver_names,
    section,
    whole,
    words,
)
from planner.report.pages import Block, Note, Page, Paragraph
from planner.rules.notice import consultation_days, last_consultation_starts
from planner.rules.rulebook import RuleBook

CAUTION = (
    "Proposed are expected numbers, rounded up: what would be proposed if selection went as the odds have "
    "it, with fixed terms that run out. An establishment is the place that the staff list names, else the "
    "employer. Consultation that begins by the day shown leaves time for all notice to be worked, as in "
    "Timetable; HR1 is due as many days before the first dismissal, and before notice is given. Take advice "
    "before filing."
)
COLUMNS = (
    "establishment",
    "employees",
    "proposed",
    "days",
    "consult_by",
    "begin_by",
    "first_dismissal",
    "last_dismissal",
)


def redundancy_notice(material: Material) -> tuple[Page, ...]:
    """Set out how many redundancies are in view at each establishment, and the consultation they ask for."""
    table = by_establishment(material.results, material.rules)
    names = receiver_names(material.results)
    rows = [
        (
            names.get(one["establishment"], one["establishment"]),
            count_text(one["employees"]),
            count_text(one["proposed"]),
            "none required" if not one["days"] else f"{one['days']} days",
            NOT_KNOWN if not one["days"] else day_text(one["consult_by"]),
            NOT_KNOWN if not one["days"] else long_date(one["begin_by"]),
            long_date(one["first_dismissal"]),
            long_date(one["last_dismissal"]),
        )
        for one in table.to_dict("records")
    ]
    columns = (
        words("Establishment", 2.0, 3),
        figure("People employed"),
        figure("Proposed redundant"),
        whole("Consultation"),
        whole("Consult by"),
        whole("Notify by"),
        whole("First dismissal"),
        whole("Last dismissal"),
    )
    total = (
        "All",
        count_text(float(table["employees"].sum())),
        count_text(float(table["proposed"].sum())),
        *("",) * 5,
    )
    facts = material.results.plan.facts
    blocks: tuple[Block, ...] = (
        Paragraph(f"Proposals are taken as announced on {long_date(facts.announced)}."),
        *section("By establishment", "People", columns, rows, total, "No redundancy is in view."),
        Note(CAUTION),
    )
    return (material.page("HR1 figures", blocks, caution=caution_of(table["proposed"])),)


def by_establishment(results: Results, rules: RuleBook) -> pd.DataFrame:
    """Redundancies in view at each establishment, most first.

    Returns:
        establishment, employees, proposed (whole people, rounded up), days (of consultation), consult_by
        (the last day on which consultation may begin for all notice to be worked; NaT where nobody needs
        notice), begin_by (so many days before the first dismissal), first_dismissal, last_dismissal.
    """
    people, clock = results.people, timetable_of(results).clock
    places = _establishments(results)
    place = people["employee_number"].map(places).fillna(people["organisation"])
    at_risk = people[people["p_redundant"] > 0]
    rows = []
    for name, mine in at_risk.groupby(place[at_risk.index], sort=False):
        proposed = _whole_people(float(mine["p_redundant"].sum()))
        days = consultation_days(float(proposed), results.plan.facts.announced, rules)
        first = to_date(mine["last_day"].min().to_datetime64())
        begin = to_date(day(first) - pd.Timedelta(days=days).to_timedelta64())
        notified = mine.index.to_numpy()[clock.is_at_risk[mine.index.to_numpy()]]
        by = last_consultation_starts(float(proposed), clock.last_notice[notified], rules)
        consult = pd.Timestamp(by.min()) if len(by) else pd.NaT
        employed = int(people.loc[place == name, "employee_number"].nunique())
        last = to_date(mine["last_day"].max().to_datetime64())
        rows.append((str(name), employed, proposed, days, consult, begin, first, last))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("proposed", ascending=False, kind="stable", ignore_index=True)


def _establishments(results: Results) -> "pd.Series[str]":
    """The establishment that the staff list names for each employee."""
    staff = results.plan.staff[["employee_number", "establishment"]].dropna()
    return staff.drop_duplicates("employee_number").set_index("employee_number")["establishment"]


def _whole_people(expected: float) -> int:
    """A number of people not less than is expected; what only rounding leaves does not make another."""
    return -int(-(expected - 1e-9) // 1)
