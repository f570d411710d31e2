"""Pages on sheets: all of it there, in its place, on as many sides as it may have."""

from dataclasses import replace

import pytest

from planner.base.errors import DoesNotFitError
from planner.base.places import samples
from planner.engine.evaluate import evaluate
from planner.model.plan import Facts
from planner.model.results import LeftOut
from planner.model.tables import BASELINE
from planner.report.board_summary import board_summary
from planner.report.colours import ACCENT
from planner.report.pages import (
    Bar,
    Heading,
    Note,
    Page,
    Paragraph,
    Row,
    Stamp,
    Table,
    TableColumn,
)
from planner.report.person_estimate import person_estimate
from planner.report.receivers_by_year import receivers_by_year
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan
from planner.workbook.samples.generator import generated_plan
from planner.workbook.samples.twelve_people import twelve_people
from tests.planner.report.made_results import MADE_AT, made_results
from tests.ui.printing.sheets import faults, lowest, text_of
from ui.printing.layout import lay_out
from ui.printing.marks import Area, Words
from ui.printing.typesetting import SMALL

pytestmark = pytest.mark.usefixtures("qapp")

STAMP = Stamp("A plan", "A scenario", "2012-09-01 1a2b3c4d", MADE_AT)
LONG = "Bath and North East Somerset, Swindon and Further Wiltshire {} Clinical Commissioning Group"
FACTS = Facts(
    plan_name="Cumbria, Northumberland, Tyne and Wear and the Scottish Marches Cluster of PCTs " * 3
)


def _page(*blocks, one_side=False):
    return Page("A page", "Its title", blocks, STAMP, is_one_side=one_side)


@pytest.mark.parametrize(
    "results",
    [
        made_results(),
        made_results(ccgs=1, functions=1),
        made_results(15, 40, over={0: 214_000.4, 3: 18_000.0}, unclaimed=3.2, left_out=LeftOut(3, 2.6)),
        made_results(211, 60, over={n: 1_000.0 * n for n in range(40)}, name_of=LONG, facts=FACTS),
    ],
    ids=["two CCGs", "one of each", "a cluster with faults", "the nation with long names"],
)
def test_the_board_summary_is_one_side_with_nothing_clipped(results):
    (sheet,) = lay_out([board_summary(results, MADE_AT)])
    assert faults(sheet) == []


def test_the_board_summary_of_long_user_text_is_one_side():
    results = made_results()
    wordy = results.plan.scenarios.assign(description="We would rather buy than do. " * 60)
    plan = results.plan.with_table("scenarios", wordy)
    page = board_summary(replace(results, plan=plan), MADE_AT)
    (sheet,) = lay_out([replace(page, title="Ünbrökenword" * 40)])
    assert faults(sheet) == []
    assert "Of 40.00 FTE now, 34.00 are likely to be placed" in text_of(sheet)


@pytest.mark.parametrize("name", ["Twelve people.xlsx", "Airedale, Bradford and Leeds.xlsx"])
def test_the_board_summary_of_each_sample_scenario_is_one_side(name):
    plan = read_plan(samples() / name).plan
    for scenario in (BASELINE, *plan.scenario_names):
        (sheet,) = lay_out([board_summary(evaluate(plan, scenario, load_rules()), MADE_AT)])
        assert faults(sheet) == []


def test_the_board_summary_of_a_large_plan_is_one_side():
    plan = generated_plan(3_000, 40, 12, 60, seed=3)
    for scenario in plan.scenario_names:
        (sheet,) = lay_out([board_summary(evaluate(plan, scenario, load_rules()), MADE_AT)])
        assert faults(sheet) == []


def test_figures_are_never_shortened():
    results = made_results(211, 60, over={n: 1_000.0 * n for n in range(40)}, name_of=LONG, facts=FACTS)
    (sheet,) = lay_out([board_summary(results, MADE_AT)])
    said = text_of(sheet).split("\n")
    for amount in ("£45,750,458", "865,553,525", "+609,000", "172 met, 39 missed"):
        assert amount in said


def test_type_stays_large_enough_to_read():
    results = made_results(211, 60, over={n: 1_000.0 * n for n in range(40)}, name_of=LONG, unclaimed=9.0)
    (sheet,) = lay_out([board_summary(results, MADE_AT)])
    smallest = min(mark.face.size for mark in sheet.marks if isinstance(mark, Words))
    assert smallest >= SMALL * 0.8


def test_a_page_that_must_be_one_side_and_cannot_be_is_refused():
    with pytest.raises(DoesNotFitError, match="A page"):
        lay_out([_page(*[Paragraph("Word " * 200)] * 20, one_side=True)])


def test_a_page_too_long_by_a_little_is_set_smaller():
    (short,) = lay_out([_page(*[Note("Word. " * 100)] * 20, one_side=True)])
    (longer,) = lay_out([_page(*[Note("Word. " * 100)] * 21, one_side=True)])
    for sheet in (short, longer):
        assert faults(sheet) == []
        assert lowest(sheet) < sheet.form.height
    assert "Page 1 of 1" in text_of(longer)


def _rows(count, words="Row"):
    return tuple(Row((f"{words} {n}", f"{n:,}")) for n in range(count))


def _table(rows):
    return Table((TableColumn("Name", most_lines=0), TableColumn("Amount £", is_number=True)), rows)


def test_a_long_table_repeats_its_head_and_splits_no_row():
    rows = _rows(
        150, "A row with rather a lot to say, which may well run on to a second line or to a third " * 2
    )
    sheets = lay_out([_page(Heading("A table"), _table(rows))])
    assert len(sheets) > 3
    for sheet in sheets:
        assert faults(sheet) == []
        assert "Amount £" in text_of(sheet)
    numbers = [[mark.text for mark in sheet.marks if isinstance(mark, Words)] for sheet in sheets]
    for at in range(150):
        held = [words for words in numbers if f"{at:,}" in words]
        assert len(held) == 1
    assert sum(text_of(sheet).count("A table (continued)") for sheet in sheets) == len(sheets) - 1


def test_sheets_of_a_pack_are_numbered_through():
    sheets = lay_out([_page(_table(_rows(100))), _page(Paragraph("Short."))])
    assert [f"Page {n} of {len(sheets)}" in text_of(sheet) for n, sheet in enumerate(sheets, 1)] == [
        True
    ] * len(sheets)


@pytest.mark.parametrize("filler", range(40, 56))
def test_a_heading_is_never_the_last_thing_on_a_sheet(filler):
    sheets = lay_out([_page(_table(_rows(filler)), Heading("Look below"), _table(_rows(3, "Under")))])
    held = next(sheet for sheet in sheets if "Look below" in text_of(sheet))
    assert "Under 0" in text_of(held)
    assert all(faults(sheet) == [] for sheet in sheets)


def test_every_sheet_says_what_it_is_of():
    for sheet in lay_out([receivers_by_year(made_results(ccgs=120), MADE_AT)]):
        said = text_of(sheet)
        assert "Plan: Northern cluster    Scenario: Buy half" in said
        assert "Made 14 September 2012, 09:05    Rules 2012-09-01 1a2b3c4d" in said
        assert faults(sheet) == []


def test_estimates_of_all_twelve_people_have_nothing_clipped():
    rules = load_rules()
    results = evaluate(twelve_people(), "One of each", rules)
    pages = [person_estimate(results, at, rules, MADE_AT) for at in range(len(results.people))]
    for page in pages:
        assert all(faults(sheet) == [] for sheet in lay_out([page]))


def test_bars_of_a_column_share_a_scale_from_nil():
    rows = tuple(
        Row((f"R{n}", Bar(amount, ACCENT))) for n, amount in enumerate((100.0, 50.0, -25.0, float("nan")))
    )
    (sheet,) = lay_out([_page(Table((TableColumn("Name"), TableColumn("Cost")), rows))])
    full, half, below = (mark for mark in sheet.marks if isinstance(mark, Area))
    assert half.width == pytest.approx(full.width / 2)
    assert below.width == pytest.approx(full.width / 4)
    assert half.x == pytest.approx(full.x) == pytest.approx(below.x + below.width)
