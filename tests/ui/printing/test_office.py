"""Pages for Word and PowerPoint, as those who open them find them."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pptx
import pytest
from docx.oxml.ns import qn
from pptx.util import Pt

from planner.base.errors import CancelledError, SaveFailedError, WrongUseError
from planner.base.money import pounds_text
from planner.engine.evaluate import evaluate
from planner.report.board_summary import board_summary
from planner.report.pack.material import Material
from planner.report.packs import pack_of
from planner.report.page_names import PAGE_NAMES
from planner.report.pages import BarChart, Heading, Pair, Panel, Paragraph, Row, Table, TableColumn
from planner.report.table_text import plain_text, shown_columns
from planner.rules.rulebook import load_rules
from planner.workbook.samples.twelve_people import twelve_people
from tests.planner.report.made_results import MADE_AT, made_results
from ui.printing.layout import one_side_scale
from ui.printing.office import save_office
from ui.printing.papers import Paper, Setting
from ui.printing.slides import slides_of
from ui.printing.tables import with_unit
from ui.printing.typesetting import TITLE
from ui.printing.word import word_of

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def results():
    return evaluate(twelve_people(), "One of each", load_rules())


@pytest.fixture(scope="module")
def pages(results):
    material = Material(results, load_rules(), MADE_AT, person=0)
    return pack_of([name for name in PAGE_NAMES if name != "comparison"], material)


@pytest.fixture(scope="module")
def word(pages):
    return docx.Document(BytesIO(word_of(pages)))


@pytest.fixture(scope="module")
def slides(pages):
    return pptx.Presentation(BytesIO(slides_of(pages)))


def tables_of(blocks):
    for block in blocks:
        match block:
            case Table():
                yield block
            case Pair():
                yield from tables_of((*block.left, *block.right))
            case Panel():
                yield from tables_of(block.blocks)


def cells_of(table, row):
    return [plain_text(row.cells[at]) for at in shown_columns(table)]


def word_texts(word):
    return ["".join(one.text or "" for one in line.iter(qn("w:t"))) for line in word.element.iter(qn("w:p"))]


def slide_texts(slides):
    for slide in slides.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def test_each_page_has_a_heading_that_word_knows(word, pages):
    heads = [line.text for line in word.paragraphs if line.style.name == "Heading 1"]
    assert heads == [page.title for page in pages]


def test_word_has_every_row_of_every_table_and_its_heads_on_each_sheet(word, pages):
    wanted = [
        [[with_unit(table.columns[at].title) for at in shown_columns(table)]]
        + [cells_of(table, row) for row in table.rows]
        for page in pages
        for table in tables_of(page.blocks)
    ]
    found = []
    for table in word.element.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        if rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            continue
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        found.append(
            [
                ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
                for row in rows
            ]
        )
    assert found == wanted


def test_a_page_of_one_side_is_set_smaller_in_word_and_its_words_are_shortened_as_on_paper():
    results = made_results(ccgs=9, name_of="NHS {} " + "and the wider partnership for integrated care " * 4)
    page = board_summary(results, MADE_AT)
    page = replace(page, blocks=(*page.blocks, Paragraph("words " * 700)))
    scale = one_side_scale(page, Setting().form_of(page))
    assert scale < 1.0
    word = docx.Document(BytesIO(word_of([page])))
    sizes = [int(one.get(qn("w:val"))) for one in word.element.body.iter(qn("w:sz")) if one.get(qn("w:val"))]
    runs = [run for run in word.element.body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:sz')}") is not None for run in runs)
    assert max(sizes) <= TITLE / 5 * scale
    cells = [
        "".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in word.element.iter(qn("w:tc"))
    ]
    assert [one for one in cells if one.startswith("NHS 1 and") and "…" in one]


def test_word_and_slides_tell_the_figure_of_the_engine(word, slides, results):
    cost = pounds_text(results.headline.redundancy_cost)
    assert cost in word_texts(word)
    assert cost in list(slide_texts(slides))


def test_slides_have_every_row_of_every_table(slides, pages):
    said = [
        [cell.text.strip("\u00a0") for cell in row.cells]
        for slide in slides.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    wanted = [
        cells_of(table, row) for page in pages for table in tables_of(page.blocks) for row in table.rows
    ]
    missing = [row for row in wanted if row not in said]
    assert wanted
    assert not missing


def test_each_slide_says_which_it_is_of_how_many(slides):
    count = len(slides.slides)
    for at, slide in enumerate(slides.slides, 1):
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert f"Slide {at} of {count}" in said


def test_nothing_on_a_slide_runs_over_its_foot_or_its_sides(slides):
    for number, slide in enumerate(slides.slides, start=1):
        for shape in slide.shapes:
            assert shape.left >= 0, number
            assert shape.left + shape.width <= slides.slide_width + Pt(1), number
            assert shape.top + shape.height <= slides.slide_height, (number, shape.name)


def test_charts_of_bars_are_powerpoints_own_and_say_in_words_what_they_show(slides, pages):
    made = [shape for slide in slides.slides for shape in slide.shapes if shape.has_chart]
    board = pages[0]
    charts = [one for block in board.blocks if isinstance(block, Pair) for one in (*block.left, *block.right)]
    first = next(one for one in charts if isinstance(one, BarChart) and one.bars)
    assert list(made[0].chart.plots[0].series[0].values) == [bar.value for bar in first.bars]
    assert first.bars[0].label in made[0]._element.nvGraphicFramePr.cNvPr.get("descr")


def test_pictures_in_word_say_in_words_what_they_show(word):
    told = [one.get("descr") for one in word.element.iter() if one.tag.endswith("}docPr")]
    assert told
    assert all(told)


@pytest.mark.parametrize("make", [word_of, slides_of])
def test_properties_name_nobody_and_no_library(make, pages):
    made = make(pages[:1])
    with ZipFile(BytesIO(made)) as files:
        about = files.read("docProps/core.xml").decode() + files.read("docProps/app.xml").decode()
    for word in ("python-", "Steve Canny", "generated by", pages[0].stamp.plan):
        assert word not in about


def test_a_page_of_single_people_says_so_in_the_foot_of_word_and_slides(word, slides, pages):
    personal = [page for page in pages if page.caution == "Contains personal data"]
    assert personal
    feet = ["".join(line.text for line in section.footer.paragraphs) for section in word.sections]
    assert any("Contains personal data" in foot for foot in feet)
    assert any("Contains personal data" not in foot for foot in feet)
    assert any("Contains personal data" in text for text in slide_texts(slides))


def test_paper_may_be_larger_and_wide_pages_lie_on_their_side(pages):
    wide = replace(pages[0], is_wide=True, is_one_side=False)
    made = docx.Document(BytesIO(word_of((pages[0], wide), Setting(Paper.A3))))
    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in made.sections]
    assert sizes == [(297, 420), (420, 297)]


def test_a_table_longer_than_a_slide_runs_on_under_its_heads(pages):
    table = next(table for page in pages for table in tables_of(page.blocks))
    long = Table(table.columns, tuple(Row(table.rows[0].cells) for _ in range(90)))
    blocks = (Heading("Who pays"), long)
    made = pptx.Presentation(BytesIO(slides_of((replace(pages[0], blocks=blocks),))))
    heads = [
        shape.table.cell(0, 0).text for slide in made.slides for shape in slide.shapes if shape.has_table
    ]
    assert len(heads) > 2
    assert len(set(heads)) == 1
    assert list(slide_texts(made)).count("Who pays (continued)") == len(heads) - 1


@pytest.mark.parametrize("count", [18, 19, 20, 21, 22, 23])
def test_a_total_is_never_alone_on_a_slide(pages, count):
    columns = (TableColumn("Name"), TableColumn("Amount £", is_number=True))
    rows = (*(Row((f"Row {at}", "1")) for at in range(count)), Row(("All", str(count)), is_strong=True))
    page = replace(pages[0], blocks=(Heading("A table"), Table(columns, rows)))
    made = pptx.Presentation(BytesIO(slides_of((page,))))
    held = [len(shape.table.rows) for slide in made.slides for shape in slide.shapes if shape.has_table]
    assert min(held) >= 3
    assert sum(held) - len(held) == count + 1


def test_what_a_name_does_not_say_is_refused(pages, tmp_path):
    with pytest.raises(WrongUseError, match=r"\.docx"):
        save_office(pages, tmp_path / "pages.odt")


@pytest.mark.parametrize("ending", ["docx", "pptx"])
def test_a_place_that_cannot_be_written_leaves_a_clear_word(pages, tmp_path, ending):
    with pytest.raises(SaveFailedError):
        save_office(pages[:1], tmp_path / "nowhere" / f"pages.{ending}")


@pytest.mark.parametrize("ending", ["docx", "pptx"])
def test_it_can_be_stopped(pages, tmp_path, ending):
    def stop(_share, _doing):
        raise CancelledError

    with pytest.raises(CancelledError):
        save_office(pages, tmp_path / f"pages.{ending}", tick=stop)
    assert not list(tmp_path.iterdir())
