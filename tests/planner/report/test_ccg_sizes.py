"""How many CCGs a population can pay for: the sentences and the page, word for word where it matters."""

import pytest

from planner.base.places import samples
from planner.engine.ccg_sizes.areas import areas_of
from planner.engine.ccg_sizes.study import study_of
from planner.engine.evaluate import evaluate
from planner.model.ccg_edits import keep_grouping
from planner.model.table_edits import delete_rows
from planner.model.tables import FUNCTIONS, frame_of
from planner.report.ccg_sizes import (
    answer,
    basis_notes,
    chart_sentence,
    choice_sentence,
    people_text,
    pounds_a_head,
)
from planner.report.pack.ccg_sizes_page import ccg_sizes_page, counts_shown
from planner.report.pack.material import Material
from planner.workbook.read import read_plan
from planner.workbook.samples.twelve_people import twelve_people
from tests.planner.report.made_results import MADE_AT
from tests.planner.report.paper import column_of, figure_of, number, table_of, text_of

SCENARIO = "Do most ourselves"


@pytest.fixture(scope="module")
def plan():
    return read_plan(samples() / "Airedale, Bradford and Leeds.xlsx").plan


@pytest.fixture(scope="module")
def results(plan, rules):
    return evaluate(plan, SCENARIO, rules)


@pytest.fixture(scope="module")
def study(plan, results, rules):
    return study_of(areas_of(plan)[0], results, rules)


@pytest.fixture(scope="module")
def page(results, rules):
    (made,) = ccg_sizes_page(Material(results, rules, MADE_AT))
    return made


def test_the_answer_says_how_many_by_each_way_and_how_many_there_were(study):
    do, share, buy = study.most_affordable()
    assert 0 < do < share
    assert answer(study) == (
        f"1,436,139 people can pay for at most {do} CCGs by doing it themselves, {share} CCGs by sharing it "
        f"or {buy} CCGs by buying it. In April 2013 there were 6."
    )


def test_the_answer_says_so_where_no_number_of_ccgs_can_pay(plan, rules):
    costly = plan.with_table("functions", plan.functions.assign(fixed_fte=900.0, fte_per_100k=90.0))
    results = evaluate(costly, SCENARIO, rules)
    study = study_of(areas_of(costly)[0], results, rules)
    assert study.most_affordable() == (0, 0, 0)
    assert "does not pay for the work, however few CCGs there are." in answer(study)
    assert "at no size by doing it themselves" in chart_sentence(study)


def test_a_plan_without_functions_says_that_nothing_is_known(plan, rules):
    bare = plan.with_table("functions", frame_of(FUNCTIONS)).with_table("allocations", plan.allocations[:0])
    bare = delete_rows(bare, "staff", bare.staff.index)
    results = evaluate(bare, SCENARIO, rules)
    study = study_of(areas_of(bare)[0], results, rules)
    assert answer(study).endswith("The plan says nothing of what the work of CCGs takes.")
    assert study.table["left_per_head"].notna().all()
    (page,) = ccg_sizes_page(Material(results, rules, MADE_AT))
    assert "No function of the plan falls to CCGs in this scenario." in text_of(page)


def test_one_choice_is_said_in_a_sentence(study):
    row = study.table.iloc[5]
    assert choice_sentence(row) == (
        f"6 CCGs of 120,222 to 360,265 people: corporate cost takes {row['corporate_percent']:.1f}% of the "
        f"allowance and leaves £{row['left_per_head']:.2f} a head (£{row['smallest_left']:.2f} in the "
        f"smallest), which pays for {row['fte']:,.2f} FTE."
    )
    assert choice_sentence(study.table.iloc[0]).startswith("One CCG of 1,436,139 people: ")


def test_the_notes_say_what_is_published_what_is_judgement_and_what_is_not_known(study):
    notes = " ".join(basis_notes(study))
    assert "£1,500,000 at 175,000 people" in notes
    assert "How much of it is fixed is judgement." in notes
    assert "£5.00 to £15.00 a head, £9.00 on average" in notes
    assert "Maps, roads and where patients go are not in the data" in notes
    assert "this plan's staff" in notes


@pytest.mark.parametrize(
    ("people", "words"), [(150_478.6, "150,479"), (float("inf"), "never"), (float("nan"), "–")]
)
def test_populations_are_written_as_people_say_them(people, words):
    assert people_text(people) == words


@pytest.mark.parametrize(
    ("amount", "words"), [(15.304, "£15.30"), (-2.5, "-£2.50"), (-0.001, "£0.00"), (float("nan"), "–")]
)
def test_pounds_a_head_have_their_pence(amount, words):
    assert pounds_a_head(amount) == words


def test_the_page_ties_to_the_study(page, study):
    assert page.title == "Bradford and Airedale Teaching and Leeds"
    for way, count in zip(("do", "share", "buy"), study.most_affordable(), strict=True):
        assert figure_of(page, f"Most CCGs, {way}").value == str(count)
    numbers = table_of(page, "Numbers of CCGs")
    fte = [number(cell) for cell in column_of(numbers, "Pays for FTE")]
    assert fte == pytest.approx(study.table["fte"].round(2).tolist())
    assert column_of(table_of(page, "The CCGs of April 2013"), "People")[0] == "156,293"
    needs = column_of(table_of(page, "People that a CCG needs"), "To do")
    assert needs == [people_text(one) for one in study.needs.needed[:, 0]]


def test_the_page_shows_what_was_grouped_by_hand(study, plan, rules):
    grouping = study.grouping(2)
    kept = keep_grouping(plan, grouping.practices, grouping.ccg_of_practices())
    (page,) = ccg_sizes_page(Material(evaluate(kept, SCENARIO, rules), rules, MADE_AT))
    assert column_of(table_of(page, "The CCGs as grouped by hand"), "CCG") == [
        "NHS Bradford and Airedale CCG",
        "NHS Leeds CCG",
    ]


def test_a_large_area_shows_some_numbers_with_those_that_matter(plan, results, rules):
    england = next(one for one in areas_of(plan) if one.kind == "team" and "South London" in one.title)
    study = study_of(england, results, rules)
    shown = counts_shown(study)
    assert len(study.table) > len(shown)
    assert {1, len(study.table), study.today, *study.most_affordable()} - {0} <= set(shown)


def test_a_plan_of_unknown_places_has_no_page(rules):
    results = evaluate(twelve_people(), "One of each", rules)
    assert ccg_sizes_page(Material(results, rules, MADE_AT)) == ()
