"""Pages that run on: what stays together, what may share a sheet, and what each sheet says of itself."""

import pytest

from planner.report.colours import ACCENT
from planner.report.pages import (
    PERSONAL,
    SMALL_GROUPS,
    BarChart,
    ChartBar,
    Heading,
    LineChart,
    Moment,
    Note,
    Page,
    Paragraph,
    Row,
    Stamp,
    Table,
    TableColumn,
)
from tests.planner.report.made_results import MADE_AT
from tests.ui.printing.sheets import faults, text_of
from ui.printing.layout import lay_out
from ui.printing.marks import Area, Line, Track, Words
from ui.printing.papers import Paper, Setting, Way

pytestmark = pytest.mark.usefixtures("qapp")

STAMP = Stamp("A plan", "A scenario", "2012-09-01 1a2b3c4d", MADE_AT)


def _page(*blocks, kind="A page", title="Its title", **more):
    return Page(kind, title, blocks, STAMP, **more)


def _table(count, words="Row", total=True):
    columns = (TableColumn("Name"), TableColumn("Amount £", is_number=True))
    rows = [Row((f"{words} {at}", f"{at:,}")) for at in range(count)]
    if total:
        rows.append(Row((f"All {words}", "123,456"), is_strong=True))
    return Table(columns, tuple(rows))


def _holding(sheets, words):
    return next(sheet for sheet in sheets if words in text_of(sheet).split("\n"))


def _words(sheet):
    return [mark for mark in sheet.marks if isinstance(mark, Words)]


@pytest.mark.parametrize("count", range(50, 66))
def test_a_total_is_never_alone_on_a_sheet(count):
    sheets = lay_out([_page(Heading("A table"), _table(count))])
    held = text_of(_holding(sheets, "All Row"))
    assert f"Row {count - 1}" in held
    assert f"Row {count - 2}" in held
    assert all(faults(sheet) == [] for sheet in sheets)


@pytest.mark.parametrize("count", range(50, 66))
def test_a_note_stays_with_the_end_of_the_table_above_it(count):
    sheets = lay_out([_page(Heading("A table"), _table(count), Note("What it means."))])
    assert "All Row" in text_of(_holding(sheets, "What it means."))


@pytest.mark.parametrize("count", range(40, 64))
def test_a_table_begins_with_three_rows_at_least(count):
    sheets = lay_out([_page(_table(count), Heading("Below"), _table(40, "Under"))])
    first = _holding(sheets, "Below")
    assert "Under 2" in text_of(first).split("\n")


@pytest.mark.parametrize("count", range(30, 60))
def test_a_short_table_is_never_parted(count):
    sheets = lay_out([_page(_table(count), Heading("Below"), _table(8, "Under"))])
    held = text_of(_holding(sheets, "Under 0")).split("\n")
    assert [f"Under {at}" in held for at in range(8)] == [True] * 8
    assert "Below" in held


def test_a_table_that_runs_on_says_again_what_it_is_of():
    first, second = lay_out([_page(Heading("Who pays", working="Results"), _table(70), Paragraph("After."))])
    assert "Who pays" in text_of(first).split("\n")
    said = text_of(second).split("\n")
    assert said.index("Who pays (continued)") < said.index("Amount £")
    assert not [words for words in said if words.startswith("Working")]
    assert faults(second) == []


def test_a_last_sheet_that_would_be_almost_empty_is_saved_by_smaller_type():
    counts = [len(lay_out([_page(Heading("A table"), _table(rows))])) for rows in range(50, 80)]
    assert counts == sorted(counts)
    spilling = counts.index(2)
    (saved,) = lay_out([_page(Heading("A table"), _table(50 + spilling - 1))])
    (usual,) = lay_out([_page(Heading("A table"), _table(50))])
    small, large = ({mark.face.size for mark in _words(sheet)} for sheet in (saved, usual))
    assert 0.92 * max(large) <= max(small) < max(large)
    assert faults(saved) == []
    first, last = lay_out([_page(Heading("A table"), _table(50 + spilling))])
    assert {mark.face.size for mark in _words(first)} == large
    assert faults(last) == []


def test_text_that_runs_on_below_a_heading_has_no_second_heading():
    sheets = lay_out([_page(Heading("Words"), Paragraph("word " * 3_000))])
    assert len(sheets) > 1
    assert not [sheet for sheet in sheets if "Words (continued)" in text_of(sheet)]


def test_a_row_higher_than_a_sheet_ends_all_the_same():
    tall = Table((TableColumn("Words", most_lines=0),), (Row(("word " * 2_000,)), Row(("end",))))
    sheets = lay_out([_page(Paragraph("Before."), tall)])
    assert len(sheets) <= 3
    assert any("end" in text_of(sheet).split("\n") for sheet in sheets)


def test_short_pages_of_one_kind_share_a_sheet_where_they_may():
    pages = [_page(_table(12, f"R{at}"), title=f"Function {at}", may_share=True) for at in range(4)]
    sheets = lay_out(pages)
    assert [len(sheet.begins) for sheet in sheets] == [3, 1]
    assert [page.title for sheet in sheets for page in sheet.begins] == [page.title for page in pages]
    assert all(faults(sheet) == [] for sheet in sheets)


def test_pages_of_other_kinds_and_those_that_may_not_share_begin_a_sheet():
    apart = [_page(_table(3), kind="One"), _page(_table(3), kind="Two", may_share=True), _page(_table(3))]
    assert len(lay_out(apart)) == 3


def test_a_shared_sheet_says_the_gravest_caution_of_its_pages():
    pages = [_page(_table(3), may_share=True, caution=one) for one in ("", SMALL_GROUPS, PERSONAL)]
    (sheet,) = lay_out(pages)
    assert sheet.caution == PERSONAL
    assert PERSONAL in text_of(sheet)
    assert SMALL_GROUPS not in text_of(sheet)


def test_every_sheet_of_a_personal_page_says_so():
    sheets = lay_out([_page(_table(150), caution=PERSONAL), _page(_table(2))])
    assert [PERSONAL in text_of(sheet).split("\n") for sheet in sheets] == [True] * (len(sheets) - 1) + [
        False
    ]
    assert all(faults(sheet) == [] for sheet in sheets)


# ---------------------------------------------------------------- paper


@pytest.mark.parametrize(
    ("way", "lying"),
    [(Way.AS_NEEDED, [False, True, False]), (Way.UPRIGHT, [False] * 3), (Way.SIDEWAYS, [True, True, False])],
    ids=["as needed", "upright", "on its side"],
)
@pytest.mark.parametrize("paper", Paper)
def test_sheets_lie_as_they_are_told_and_a_single_side_stands(paper, way, lying):
    pages = [_page(_table(5)), _page(_table(5), is_wide=True), _page(_table(5), is_one_side=True)]
    sheets = lay_out(pages, Setting(paper, way))
    assert [sheet.form.is_wide for sheet in sheets] == lying
    assert all(faults(sheet) == [] for sheet in sheets)


def test_a3_holds_more_in_larger_type():
    small, large = (lay_out([_page(_table(200))], Setting(paper)) for paper in Paper)
    assert len(large) < len(small)
    sizes = [
        max(mark.face.size for mark in pack[0].marks if isinstance(mark, Words)) for pack in (small, large)
    ]
    assert sizes[1] > sizes[0]
    assert large[0].form.width == pytest.approx(small[0].form.height)


def test_running_text_is_no_wider_on_a_sheet_on_its_side():
    text = Paragraph("A sentence of ordinary length. " * 20)
    (wide,) = lay_out([_page(text, is_wide=True)])
    right = max(
        mark.x + mark.width for mark in wide.marks if isinstance(mark, Words) and "sentence" in mark.text
    )
    assert right < wide.form.width * 0.75


# ---------------------------------------------------------------- charts


def _chart(values, moments=(), ticks=()):
    return LineChart(tuple(values), tuple(ticks), tuple(moments), "+1,234", "Nothing to draw.")


def _tracks(sheet):
    return [mark for mark in sheet.marks if isinstance(mark, Track)]


def test_a_line_stands_at_its_values_and_says_what_happens_when():
    values = [0.0, -50_000.0, 100_000.0, 300_000.0]
    block = _chart(values, [Moment(1, "work moves"), Moment(2, "paid back")], [Moment(0, "April 2012")])
    (sheet,) = lay_out([_page(block)])
    (track,) = _tracks(sheet)
    heights = [-y for _, y in track.points]
    steps = [(high - heights[0]) / (value or 1) for high, value in zip(heights, values, strict=True)][1:]
    assert steps == pytest.approx([steps[0]] * 3)
    assert [x for x, _ in track.points] == sorted(x for x, _ in track.points)
    dashed = [mark for mark in sheet.marks if isinstance(mark, Line) and mark.is_dashed]
    assert [mark.x for mark in dashed] == pytest.approx([track.x + x for x, _ in track.points[1:3]])
    said = text_of(sheet)
    for words in ("work moves", "paid back", "April 2012", "+1,234", "£0"):
        assert words in said
    assert faults(sheet) == []


@pytest.mark.parametrize("values", [[], [1.0]], ids=["no month", "one month"])
def test_a_line_of_less_than_two_points_is_words(values):
    (sheet,) = lay_out([_page(_chart(values))])
    assert "Nothing to draw." in text_of(sheet)
    assert not _tracks(sheet)


@pytest.mark.parametrize(
    "values", [[0.0] * 48, [-3e6, -1e6, -2e6], [1e9] * 400], ids=["nil", "below", "long"]
)
def test_a_line_of_any_values_stays_on_its_sheet(values):
    last = len(values) - 1
    moments = [Moment(last, "a moment with many words at the very end"), Moment(0, "first")]
    (sheet,) = lay_out(
        [_page(_chart(values, moments, [Moment(last, "March 2016"), Moment(0, "April 2012")]))]
    )
    assert faults(sheet) == []


def test_floating_bars_begin_where_the_one_before_ended():
    bars = (
        ChartBar("Now", 100.0, "100", ACCENT, is_strong=True),
        ChartBar("Less", -40.0, "-40", ACCENT, start=100.0),
        ChartBar("More", 20.0, "+20", ACCENT, start=60.0),
        ChartBar("Then", 80.0, "80", ACCENT, mark=90.0, is_strong=True),
    )
    (sheet,) = lay_out([_page(BarChart(bars, ""))])
    now, less, more, then = (mark for mark in sheet.marks if isinstance(mark, Area))
    assert less.x + less.width == pytest.approx(now.x + now.width)
    assert more.x == pytest.approx(less.x)
    assert then.x + then.width == pytest.approx(more.x + more.width)
    assert faults(sheet) == []
