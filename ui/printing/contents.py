"""The contents of a pack: what stands on which sheet, on a sheet before all others."""

from collections.abc import Sequence
from itertools import groupby

from planner.report.pages import Page, Row, Table, TableColumn
from ui.printing.layout import Body, bodies_of
from ui.printing.papers import USUAL, Setting

CONTENTS = "Contents"
LEAST = 8
"""Sheets from which a pack has contents: fewer are turned over at a glance."""
COLUMNS = (TableColumn("Page"), TableColumn("About", weight=2.0), TableColumn("Sheet", is_number=True))


def with_contents(bodies: Sequence[Body], setting: Setting = USUAL) -> tuple[Body, ...]:
    """The same sheets after those of their contents; a short pack is returned as it is."""
    if len(bodies) < LEAST:
        return tuple(bodies)
    made: tuple[Body, ...] = ()
    before = 1
    while len(made) != before:
        before = len(made) or 1
        made = bodies_of((_page(bodies, before),), setting)
    return (*made, *bodies)


def _page(bodies: Sequence[Body], before: int) -> Page:
    """The contents of a pack whose first sheet is the one after ``before`` others."""
    begun = [(page, at) for at, body in enumerate(bodies, start=before + 1) for page in body.begins]
    rows = []
    for kind, group in groupby(begun, key=lambda one: one[0].kind):
        for nth, (page, at) in enumerate(group):
            rows.append(Row(("" if nth else kind, page.title, f"{at:,}")))
    first = bodies[0].page
    return Page(CONTENTS, first.stamp.plan, (Table(COLUMNS, tuple(rows)),), first.stamp)
