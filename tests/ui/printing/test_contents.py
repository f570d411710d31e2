"""The contents of a pack lead to the sheets that they name."""

from dataclasses import replace

import pytest

from planner.engine.evaluate import evaluate
from planner.report.pack.material import Material
from planner.report.packs import pack_of
from planner.report.pages import Table
from planner.rules.rulebook import load_rules
from planner.workbook.samples.twelve_people import twelve_people
from tests.planner.report.made_results import MADE_AT
from ui.printing.contents import CONTENTS, LEAST, with_contents
from ui.printing.layout import bodies_of, numbered

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def bodies():
    material = Material(evaluate(twelve_people(), "One of each", load_rules()), load_rules(), MADE_AT)
    return bodies_of(pack_of(["all"], material))


def rows_of(sheets):
    pages = dict.fromkeys(page for sheet in sheets for page in sheet.begins if page.kind == CONTENTS)
    (page,) = pages
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("times", [1, 12], ids=["one sheet of contents", "several"])
def test_each_line_names_the_sheet_on_which_its_page_begins(bodies, times):
    many = [
        replace(body, begins=tuple(replace(page, title=f"{page.title} {turn}") for page in body.begins))
        for turn in range(times)
        for body in bodies
    ]
    sheets = numbered(with_contents(many))
    rows = rows_of(sheets)
    begun = [(page.title, at) for at, sheet in enumerate(sheets, start=1) for page in sheet.begins][1:]
    assert [(title, int(number)) for _, title, number in rows] == begun
    assert (len(sheets) - len(many) > 1) == (times > 1)


def test_a_kind_is_named_once(bodies):
    kinds = [cells[0] for cells in rows_of(numbered(with_contents(bodies))) if cells[0]]
    assert len(kinds) == len(set(kinds))
    assert kinds[0] == "Board summary"


def test_a_short_pack_has_none(bodies):
    assert with_contents(bodies[: LEAST - 1]) == bodies[: LEAST - 1]
    assert len(with_contents(bodies[:LEAST])) == LEAST + 1
