"""The PDF as a reader finds it."""

import os
import threading
from io import BytesIO
from pathlib import Path

import pandas as pd
import pypdf
import pytest

from planner.base.errors import SaveFailedError
from planner.base.money import pounds_text
from planner.engine.evaluate import evaluate
from planner.model.tables import BASELINE
from planner.report.pack.material import Material
from planner.report.packs import pack_of
from planner.report.page_names import PAGE_NAMES
from planner.report.pages import Figures, Table
from planner.report.positions import first_year
from planner.report.receivers_by_year import receivers_by_year
from planner.report.wording import plain_pounds
from planner.rules.rulebook import load_rules
from planner.workbook.samples import generated_plan
from planner.workbook.samples.twelve_people import twelve_people
from tests.planner.report.made_results import MADE_AT, made_results
from tests.planner.report.paper import blocks_of
from ui.printing import write_pdf
from ui.printing.pdf import pdf_of

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def results():
    return evaluate(twelve_people(), "One of each", load_rules())


@pytest.fixture
def reader(results, tmp_path):
    path = tmp_path / "Board summary.pdf"
    write_pdf(results, path, MADE_AT)
    return pypdf.PdfReader(path)


def test_it_is_exactly_one_side_of_a4(reader):
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_its_text_holds_the_figures_of_the_engine(reader, results):
    said = reader.pages[0].extract_text()
    headline = results.headline
    year = results.receivers[results.receivers["year"] == "2013/14"]
    amounts = [
        pounds_text(headline.redundancy_cost),
        f"{headline.talent_lost_percent:.1f}%",
        pounds_text(headline.operating_cost["2013/14"]),
        plain_pounds(headline.target["2013/14"]),
        *(plain_pounds(total) for total in year["total"] if abs(total) >= 1),
        *(plain_pounds(cost) for cost in results.functions["redundancy_cost"] if cost > 0),
        f"{results.posts['fte'].sum():,.2f}",
        f"{headline.redundancies_fte:,.2f} FTE",
    ]
    assert not [amount for amount in amounts if amount not in said]


def test_words_can_be_searched_for_with_their_spaces(reader):
    said = reader.pages[0].extract_text()
    assert "Operating cost against target, 2013/14" in said
    assert "\t" not in said


def test_it_says_plan_scenario_date_time_and_rules(reader, results):
    said = reader.pages[0].extract_text()
    for words in (
        "Twelve people",
        "One of each",
        "14 September 2012, 09:05",
        results.rules_version,
        "Page 1 of 1",
    ):
        assert words in said


def test_all_fonts_are_inside(reader):
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_charts_are_lines_and_not_pictures(reader):
    assert not list(reader.pages[0].images)


def test_its_properties_hold_nothing_personal(reader, monkeypatch):
    told = {key: str(value) for key, value in reader.metadata.items()}
    assert told.pop("/Title") == "Board summary"
    assert told.pop("/Creator") == "PCT Planner"
    assert told.pop("/Producer").startswith(("pypdf", "Qt"))
    assert not told.get("/Author")
    assert set(told) <= {"/Author", "/CreationDate", "/ModDate", "/Trapped"}
    assert str(Path.home()) not in str(told)


def test_no_employee_number_is_on_the_board_page(reader, results):
    said = reader.pages[0].extract_text()
    assert not [number for number in results.people["employee_number"] if number in said]


def test_its_language_is_named(reader):
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


def test_a_pack_has_all_its_sheets():
    content = pdf_of([receivers_by_year(made_results(ccgs=120), MADE_AT)] * 2)
    reader = pypdf.PdfReader(BytesIO(content))
    assert len(reader.pages) == 6
    assert "Page 6 of 6" in reader.pages[-1].extract_text()


def test_it_replaces_what_was_there(results, tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(b"old")
    write_pdf(results, path)
    assert path.read_bytes().startswith(b"%PDF")
    assert [one.name for one in tmp_path.iterdir()] == ["page.pdf"]


def test_a_failed_write_leaves_the_old_file_whole(results, tmp_path, monkeypatch):
    path = tmp_path / "page.pdf"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveFailedError, match="no room left"):
        write_pdf(results, path)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["page.pdf"]


def test_a_folder_that_is_not_there_is_said_plainly(results, tmp_path):
    with pytest.raises(SaveFailedError, match="is not there"):
        write_pdf(results, tmp_path / "nowhere" / "page.pdf")


def test_it_can_be_written_off_the_window_thread(results, tmp_path):
    path = tmp_path / "page.pdf"
    worker = threading.Thread(target=write_pdf, args=(results, path))
    worker.start()
    worker.join()
    assert len(pypdf.PdfReader(path).pages) == 1


def test_the_same_page_twice_is_the_same_text(results, tmp_path):
    first, second = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for path in (first, second):
        write_pdf(results, path, MADE_AT)
    assert pypdf.PdfReader(first).pages[0].extract_text() == pypdf.PdfReader(second).pages[0].extract_text()


# ---------------------------------------------------------------- a whole pack


@pytest.fixture(scope="module")
def pages(results):
    """Every page of the small sample, two of them on their side."""
    other = evaluate(twelve_people(), "Buy information too", load_rules())
    baseline = evaluate(twelve_people(), BASELINE, load_rules())
    material = Material(results, load_rules(), MADE_AT, (other, baseline), 0)
    return pack_of(PAGE_NAMES, material)


@pytest.fixture(scope="module")
def pack(pages):
    """The same as a reader finds them."""
    return pypdf.PdfReader(BytesIO(pdf_of(pages)))


def test_bookmarks_lead_to_each_kind_and_page(pack):
    kinds = [one for one in pack.outline if not isinstance(one, list)]
    assert [one.title for one in kinds][:3] == ["Board summary", "Comparison", "Receivers by year"]
    for one in kinds:
        said = pack.pages[pack.get_destination_page_number(one)].extract_text()
        assert one.title in said
    titles = ["" if isinstance(one, list) else one.title for one in pack.outline]
    for one in pack.outline[titles.index("Receiver") + 1]:
        assert one.title in pack.pages[pack.get_destination_page_number(one)].extract_text()


def test_sheets_of_a_pack_lie_as_their_pages_need_and_none_is_cut(pack):
    wide = {
        page.extract_text().split("\n")[0].partition(":")[0]
        for page in pack.pages
        if page.mediabox.width > page.mediabox.height
    }
    assert wide == {"Pools and timetable", "Equality"}
    last = len(pack.pages)
    for number, page in enumerate(pack.pages, 1):
        assert f"Page {number} of {last}" in page.extract_text()


def test_all_fonts_of_a_pack_are_inside(pack):
    for page in pack.pages:
        for font in page["/Resources"]["/Font"].values():
            inside = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inside)


def test_a_pack_is_called_by_its_kinds_alone(pack, pages):
    kinds = {page.kind for page in pages}
    assert pack.metadata["/Title"] == f"Board summary, Comparison and {len(kinds) - 2} others"


def test_each_page_s_figures_are_in_the_text(pack, results):
    said = "\n".join(page.extract_text() for page in pack.pages)
    head, people = results.headline, results.people
    at_risk = people[people["expected_cost"] > 0]
    traded = results.charges[results.charges["supplier"] != results.charges["customer"]]
    traded = traded[traded["year"] == first_year(results)]
    amounts = [
        pounds_text(head.redundancy_cost),
        pounds_text(head.npv),
        *(plain_pounds(amount) for amount in head.operating_cost.values()),
        *(plain_pounds(one) for one in results.receivers["total"] if abs(one) >= 1),
        *(plain_pounds(one) for one in traded["amount"]),
        *(plain_pounds(one) for one in at_risk["cost_if_redundant"]),
        *(f"{one:,.2f}" for one in results.functions["required_fte"]),
    ]
    assert not [amount for amount in amounts if amount not in said]


def test_every_total_and_headline_figure_is_in_the_text_of_its_own_page(pack, pages):
    texts = {}
    for sheet in pack.pages:
        said = sheet.extract_text()
        kind = said.split("\n")[0].partition(":")[0]
        texts[kind] = f"{texts.get(kind, '')}\n{said}"
    counted = 0
    for page in pages:
        figures = [item.value for one in blocks_of(page) if isinstance(one, Figures) for item in one.items]
        tables = [one for one in blocks_of(page) if isinstance(one, Table)]
        totals = [
            cell for table in tables for row in table.rows if row.is_strong
            for cell, column in zip(row.cells, table.columns, strict=True) if column.is_number
        ]  # fmt: skip
        missing = [one for one in (*figures, *totals) if one and one not in texts[page.kind]]
        assert not missing, page.kind
        counted += len(figures) + len(totals)
    assert counted > 150


def test_personal_sheets_say_so_and_no_other_does(pack):
    personal = ("Redundancy detail", "Hand-over list", "Redundancy estimate")
    for page in pack.pages:
        said = page.extract_text()
        assert ("Contains personal data" in said) == said.startswith(personal)


def test_a_redundancy_detail_of_two_thousand_people_prints():
    plan = generated_plan(2_600, 12, 4, 40, seed=2)
    unclaimed = plan.with_table("allocations", plan.allocations.assign(mode="stop", receiver=pd.NA))
    results = evaluate(unclaimed, unclaimed.scenario_names[0], load_rules())
    material = Material(results, load_rules(), MADE_AT)
    pages = pack_of(["detail"], material)
    table = next(block for block in pages[0].blocks if isinstance(block, Table))
    reader = pypdf.PdfReader(BytesIO(pdf_of(pages)))
    said = "\n".join(page.extract_text() for page in reader.pages)
    for row in table.rows[:: len(table.rows) // 50]:
        assert row.cells[0] in said
        assert row.cells[-1] in said
    assert len(table.rows) > 2_000
