"""The Report place as its user works it: pages chosen, seen, turned, copied, printed and written."""

import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtTest import QTest

from planner.report.packs import KINDS
from planner.report.pages import PERSONAL
from tests.planner.report.paper import text_of
from ui.document.plan_document import BASELINE
from ui.places.report.place import ReportPlace
from ui.places.report.sheet_view import LARGEST_KEPT, Fit


@pytest.fixture
def report(opened, rest):
    opened.go("report")
    rest(opened)
    place = opened.place("report")
    assert isinstance(place, ReportPlace)
    return place


@pytest.fixture
def chosen(report, opened, rest):
    """The place with these kinds of page chosen and made."""

    def choose(*names):
        report.list.tick(names)
        rest(opened)
        return report

    return choose


def kinds(report):
    return list(dict.fromkeys(page.kind for sheet in report.view.sheets for page in sheet.begins))


# ---------------------------------------------------------------- choosing


def test_the_board_page_is_there_at_first(report):
    assert kinds(report) == ["Board summary"]
    assert report.view.isVisible()
    assert report.tools.pdf_button.isEnabled()


def test_pages_are_ticked_by_the_keyboard_and_made(report, opened, rest):
    report.list.setFocus()
    report.list.setCurrentItem(report.list.topLevelItem(8))
    QTest.keyClick(report.list, Qt.Key.Key_Space)
    rest(opened)
    assert report.list.ticked == ("board", "cash")
    assert kinds(report) == ["Board summary", "Cash and payback"]
    assert report.list.topLevelItem(8).text(1) == "1"


def test_all_is_every_page_that_tells_of_no_single_person(report, opened, rest):
    report._tick_all()
    rest(opened)
    assert report.list.ticked == tuple(kind.name for kind in KINDS if not kind.is_personal)
    assert not [sheet for sheet in report.view.sheets if sheet.caution == PERSONAL]
    counts = report.made.counts
    contents = [sheet for sheet in report.view.sheets if sheet.page.kind == "Contents"]
    assert len(contents) == 1
    assert sum(counts.values()) == len(report.view.sheets) - len(contents)


def test_what_a_page_is_for_and_that_it_is_personal_is_said(report):
    for at, kind in enumerate(KINDS):
        report.list.setCurrentItem(report.list.topLevelItem(at))
        assert report.about.text().startswith(kind.about)
        assert ("personal data" in report.about.text()) == kind.is_personal


def test_without_a_page_the_place_says_what_to_do(chosen):
    report = chosen()
    assert report.empty.isVisible()
    assert "Tick" in report.empty.advice
    assert not report.tools.print_button.isEnabled()
    assert not report.tools.copy_button.isEnabled()


def test_the_choice_is_remembered_but_nobodys_number(report, chosen, opened):
    chosen("cash", "detail")
    report.choices.person.setText("E0001")
    report.choices.paper.setCurrentText("A3")
    report.choices.paper.activated.emit(1)
    settings = opened.session.settings
    assert settings.kept("report/pages") == "cash detail"
    assert settings.kept("report/paper") == "A3"
    settings._file.sync()
    assert "E0001" not in settings.path.read_text(encoding="utf-8")


def test_scenarios_stand_beside_the_one_in_hand(chosen, opened, rest):
    report = chosen("comparison")
    assert report.choices.beside.names == ("Buy information too",)
    report.choices.beside.tick(["Buy information too", BASELINE])
    rest(opened)
    (page, *_) = (page for sheet in report.view.sheets for page in sheet.begins)
    assert "beside Baseline and Buy information too" in page.blocks[0].text
    report.choices.beside.tick([])
    rest(opened)
    assert report.list.topLevelItem(1).text(1) == "none"
    assert "Choose scenarios" in report.choices.remark.text()


def test_an_estimate_wants_a_number_that_there_is(chosen, opened, rest, qtbot):
    report = chosen("person")
    assert report.choices.remark.isVisible()
    assert "Give an employee number" in report.choices.remark.text()
    for typed, count in (("nobody", 0), (str(opened.document.results.people["employee_number"].iloc[2]), 1)):
        report.choices.person.setFocus()
        report.choices.person.clear()
        QTest.keyClicks(report.choices.person, typed)
        QTest.keyClick(report.choices.person, Qt.Key.Key_Return)
        rest(opened)
        qtbot.waitUntil(lambda want=typed: report.is_up_to_date and report.wish.person == want)
        assert len(report.view.sheets) == count
        assert report.choices.remark.isHidden() == bool(count)
    assert report.view.sheets[0].caution == PERSONAL
    assert PERSONAL in report.tools.what.text() or PERSONAL in report.tools.what.toolTip()


def test_employee_numbers_take_the_place_of_pseudonyms(chosen, opened, rest):
    report = chosen("detail")
    numbers = set(opened.document.results.people["employee_number"])

    def words():
        return {mark.text for sheet in report.view.sheets for mark in sheet.marks if hasattr(mark, "text")}

    assert not numbers & words()
    report.choices.numbers.click()
    rest(opened)
    assert numbers & words()


def test_names_stand_on_a_hand_over_list_where_that_is_asked_for(chosen, opened, rest):
    report = chosen("handover")
    names = set(opened.document.results.plan.staff["name"].dropna())

    def words():
        return {mark.text for sheet in report.view.sheets for mark in sheet.marks if hasattr(mark, "text")}

    assert not names & words()
    report.choices.names.click()
    rest(opened)
    assert names & words()


def test_paper_and_way_change_the_sheets(report, opened, rest, chosen):
    chosen("pools")
    assert report.view.sheets[0].form.is_wide
    report.choices.way.setCurrentIndex(1)
    report.choices.way.activated.emit(1)
    rest(opened)
    assert not report.view.sheets[0].form.is_wide


# ---------------------------------------------------------------- following the plan


def test_another_scenario_is_another_pack(report, opened, rest):
    opened.document.choose("Buy information too")
    rest(opened)
    assert {sheet.page.title for sheet in report.view.sheets} == {"Buy information too"}
    assert report.is_up_to_date


def test_a_change_of_the_plan_and_its_undoing_are_followed(report, opened, rest):
    def said():
        return text_of(report.view.sheets[0].page)

    before = said()
    plan = opened.document.plan
    staff = plan.staff.copy()
    staff.loc[staff.index[0], "fte"] = 0.5
    opened.document.edit("Change hours", plan.with_table("staff", staff))
    rest(opened)
    assert report.is_up_to_date
    assert said() != before
    opened.document.undo_stack.undo()
    rest(opened)
    assert said() == before


def test_what_did_not_change_is_not_made_again(chosen):
    report = chosen("board", "cash")
    first = report.view.sheets[1].marks[:-6]
    report = chosen("board", "cash", "checks")
    assert all(one is other for one, other in zip(first, report.view.sheets[1].marks[:-6], strict=True))


def test_another_plan_starts_afresh(report, opened, rest, cluster):
    report.choices.person.setText("E0001")
    opened.open_file(cluster, is_sample=True)
    rest(opened)
    assert report.choices.person.text() == ""
    assert report.view.sheets[0].page.stamp.plan == "Airedale, Bradford and Leeds"
    assert set(report.choices.beside.names) <= set(opened.document.scenarios)


def test_a_stopped_run_can_be_started_again(report, opened, rest):
    report.list.tick(["board", "receivers"])
    opened.session.desk.runner("pages").cancel()
    assert not report.is_up_to_date
    report.list.tick(["board", "cash"])
    rest(opened)
    assert kinds(report) == ["Board summary", "Cash and payback"]


# ---------------------------------------------------------------- looking


def test_keys_turn_sheets(chosen):
    view = chosen("board", "receivers", "cash").view
    view.setFocus()
    for key, expected in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, len(view.sheets) - 1),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(view, key)
        assert view.in_hand == expected
    assert view.accessibleDescription().startswith(f"Sheet 1 of {len(view.sheets)}. Board summary")


def test_a_number_typed_goes_to_its_sheet(chosen):
    report = chosen("board", "receivers", "cash")
    report.tools.number.setFocus()
    report.tools.number.selectAll()
    QTest.keyClicks(report.tools.number, "3")
    QTest.keyClick(report.tools.number, Qt.Key.Key_Return)
    assert report.view.in_hand == 2
    assert report.tools.of.text() == f"of {len(report.view.sheets)}"


def test_going_to_a_kind_in_the_list_brings_its_first_sheet(chosen):
    report = chosen("board", "receivers", "cash")
    report.list.setCurrentItem(report.list.topLevelItem(3))
    assert report.view.sheets[report.view.in_hand].page.kind == "Receiver"


def test_pages_grow_and_shrink_between_25_and_400_per_cent(report):
    view = report.view
    assert view.fit is Fit.WIDTH
    for _ in range(30):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.percent == 400
    assert report.tools.zoom.currentText() == "400%"
    assert not report.tools.larger.isEnabled()
    for _ in range(30):
        report.tools.smaller.click()
    assert view.percent == 25
    QTest.keyClick(view, Qt.Key.Key_W)
    assert view.fit is Fit.WIDTH
    assert report.tools.zoom.currentText() == "Fit width"


def test_a_whole_sheet_fits_the_view(report):
    report.view.fit_to(Fit.WHOLE)
    sheet = report.view.sheets[0]
    _, height = report.view._size(sheet)
    assert height <= report.view.viewport().height()


@pytest.mark.parametrize("percent", [50, 100, 400], ids=["kept", "own size", "painted as it shows"])
def test_the_same_page_is_painted_at_any_size(report, percent):
    view = report.view
    view.zoom_to(percent)
    view.horizontalScrollBar().setValue(0)
    width, height = view._size(view.sheets[0])
    assert (width * height > LARGEST_KEPT) == (percent == 400)
    picture = view.viewport().grab().toImage()
    seen = {
        QColor(picture.pixel(x, y)).name() for x in range(0, picture.width(), 2) for y in range(0, 600, 2)
    }
    assert "#ffffff" in seen
    assert "#005eb8" in seen


def test_only_sheets_in_sight_are_painted_and_kept(report, opened, rest):
    report._tick_all()
    rest(opened)
    view = report.view
    for at in range(len(view.sheets)):
        view.go(at)
        view.viewport().repaint()
    assert 1 <= len(view._kept) <= 3


def test_a_page_stays_in_hand_when_another_comes_before_it(chosen):
    report = chosen("receivers", "cash")
    report.view.go(len(report.view.sheets) - 1)
    chosen("board", "receivers", "cash")
    assert report.view.sheets[report.view.in_hand].page.kind == "Cash and payback"


# ---------------------------------------------------------------- taking away


def entries(report):
    report.copying.fill()
    return {
        one.text(): one for one in report.tools.copy_menu.actions() if one.text() and not one.isSeparator()
    }


def test_a_table_is_copied_as_cells(chosen):
    report = chosen("cash")
    entries(report)["Table: Quarter by quarter"].trigger()
    held = QGuiApplication.clipboard().mimeData()
    lines = held.text().split("\n")
    assert lines[0].startswith("Quarter\tScenario £\tBaseline £")
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert "<caption>Quarter by quarter</caption>" in held.html()
    assert "font-weight:bold" in held.html()


def test_a_chart_and_a_sheet_are_copied_as_pictures(chosen):
    report = chosen("cash")
    chart = next(words for words in entries(report) if words.startswith("Chart: Saved so far"))
    sizes = []
    for words in (chart, "This &sheet as a picture"):
        entries(report)[words].trigger()
        picture = QGuiApplication.clipboard().image()
        assert not picture.isNull()
        assert QColor(picture.pixel(2, 2)) == QColor("white")
        sizes.append(picture.height())
    assert sizes[0] < sizes[1]


def test_ctrl_c_in_the_pages_copies_the_sheet(report, opened):
    QGuiApplication.clipboard().clear()
    report.view.setFocus()
    QTest.keyClick(report.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QGuiApplication.clipboard().image().isNull()
    assert "clipboard" in opened.messages.words


def test_the_pages_are_written_as_they_are_seen(chosen, opened, rest, tmp_path):
    report = chosen("board", "pools", "detail")
    path = tmp_path / "Pages.pdf"
    report._write(path)
    rest(opened)
    reader = pypdf.PdfReader(path)
    assert len(reader.pages) == len(report.view.sheets)
    assert [one.title for one in reader.outline] == [
        "Board summary",
        "Pools and timetable",
        "Redundancy detail",
    ]
    assert "Pages.pdf" in opened.messages.words


def test_pdf_asks_where(report, opened):
    report.tools.pdf_button.click()
    dialog = report._asking.dialog
    assert dialog.selectedFiles()[0].endswith("pages.pdf")
    dialog.reject()


def test_print_asks_for_a_printer_and_sheets(report, opened, monkeypatch, qtbot):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Ward 3"]))
    opened.commands["print"].trigger()
    (dialog,) = opened.findChildren(QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, len(report.view.sheets))
    gone = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.close()
    qtbot.waitUntil(lambda: bool(gone))


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="there is a printer here")
def test_without_a_printer_the_bar_says_what_to_do(report, opened):
    report.tools.print_button.click()
    assert "Save the page as a PDF instead" in opened.messages.words


def test_print_preview_is_this_place(opened, rest):
    opened.commands["preview"].trigger()
    rest(opened)
    assert opened.current_place is opened.place("report")


def test_the_menu_of_the_pages_is_there_by_the_mouse_too(report, qtbot):
    assert report.view.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu
    report.view.customContextMenuRequested.emit(QPoint(5, 5))
    assert report.tools.copy_menu.isVisible()
    report.tools.copy_menu.close()


@pytest.mark.parametrize(("at", "ending"), [(0, "docx"), (1, "pptx")])
def test_pages_are_saved_for_word_and_powerpoint(report, opened, rest, tmp_path, at, ending):
    report.tools.office_menu.actions()[at].trigger()
    path = tmp_path / f"pages.{ending}"
    report._asking.dialog.fileSelected.emit(str(path))
    rest(opened)
    assert path.read_bytes()[:2] == b"PK"


def test_a_long_pack_begins_with_its_contents_and_a_page_is_still_found(chosen, opened, rest):
    report = chosen(*(kind.name for kind in KINDS if not kind.is_personal))
    assert kinds(report)[0] == "Contents"
    report._look_at("assumptions")
    assert report.view.sheets[report.view.in_hand].page.kind == "Assumptions"
    report.choices.contents.click()
    rest(opened)
    assert kinds(report)[0] == "Board summary"
