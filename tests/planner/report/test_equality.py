"""Fairness in sentences and on paper: what a draft says, and that small numbers never stand there."""

from datetime import date

import numpy as np
import pytest

from planner.base.places import samples
from planner.engine.evaluate import evaluate
from planner.engine.fairness.account import account_of
from planner.engine.fairness.overview import overview_of
from planner.engine.fairness.question import Basis, Question
from planner.report import equality_words as say
from planner.report.fairness_tables import HELD, in_words, lines_of, overview_table, rate_rows, reference_rate
from planner.report.pack.equality import HELD as ON_PAPER
from planner.report.pack.equality import equality_pages
from planner.report.pack.material import Material
from planner.report.pages import SMALL_GROUPS, BarChart, Table
from planner.workbook.read import read_plan
from planner.workbook.samples import generated_plan
from tests.planner.engine.fairness.conftest import BY_KEY
from tests.planner.engine.small_plans import NOBODY_RESIGNS, SCENARIO, claim, locked, person, plan_of
from tests.planner.report.made_results import MADE_AT
from tests.planner.report.paper import blocks_of, table_of, text_of


def results_of(rules, women, redundant_women, men, redundant_men, **more):
    """People of two sexes, so many of each redundant for sure and the others placed."""
    staff, placements = [], []
    for sex, count, redundant in (("Female", women, redundant_women), ("Male", men, redundant_men)):
        for at in range(count):
            number, is_gone = f"{sex[0]}{at}", at < redundant
            staff.append(person(number, sex=sex, **({"born": None} | more)))
            fate = {} if is_gone else {"receiver": "C1"}
            placements.append(locked(number, "redundant" if is_gone else "placed", **fate))
    plan = plan_of(
        staff=staff,
        placements=placements,
        allocations=[claim("CON", "C1", "do")],
        assumptions=NOBODY_RESIGNS,
    )
    return evaluate(plan, SCENARIO, rules)


@pytest.fixture(scope="module")
def half_the_men(rules):
    return results_of(rules, 20, 5, 20, 15)


@pytest.fixture(scope="module")
def generated(rules):
    plan = generated_plan(600, 4, 2, 12, seed=3)
    return [evaluate(plan, one, rules) for one in plan.scenario_names[:3]]


# ---------------------------------------------------------------- sentences


def test_the_whole_draft(half_the_men):
    draft = say.draft_analysis(overview_of(half_the_men), SCENARIO)
    assert [one.lead for one in draft] == ["The duty.", "Looked at.", "Found.", "Not known.", "Next."]
    assert "Section 149 of the Equality Act 2010, the public sector equality duty" in draft[0].text
    assert draft[1].text.startswith(
        "In “Tried” the rates of being redundant of 40 people were compared by sex, and full time or part "
        "time work beside it, each group with the largest. These are odds before selection: expected "
        "numbers, not observations."
    )
    assert draft[2].text == (
        "One difference is more than chance would do. Sex: Male 75.0% redundant, Female 25.0%: 50.0 "
        "percentage points more (ratio 3.00). Hardly any of it comes with the functions and "
        "bands that they work in."
    )
    assert draft[3].text.startswith("The staff list says nothing of ethnicity, disability, age band,")
    assert draft[4].text.startswith("Look at the pools and criteria behind the differences by sex, and")
    assert say.draft_text(draft).count("\n\n") == 4


def test_a_draft_on_names_says_how_many_are_decided(half_the_men):
    draft = say.draft_analysis(overview_of(half_the_men, basis=Basis.NAMES), SCENARIO)
    assert "These are decisions by name, of 40 of 40 people." in draft[1].text
    assert "(ratio 3.00, 1.35 to 6.68)" in draft[2].text


def test_a_draft_where_nothing_differs_draws_no_conclusion(rules):
    draft = say.draft_text(say.draft_analysis(overview_of(results_of(rules, 20, 8, 20, 9)), SCENARIO))
    assert "Found. No difference between groups is more than chance would do." in draft
    assert not [word for word in ("is fair", "lawful", "discriminat") if word in draft.split("Looked at.")[1]]


def test_a_list_without_characteristics_says_what_to_do(rules):
    plan = plan_of(staff=[person(f"E{at}", born=None) for at in range(12)])
    (only,) = say.draft_analysis(overview_of(evaluate(plan, SCENARIO, rules)), SCENARIO)
    assert only.text.endswith("so that nothing can be compared. Ask for them with the next list.")


def test_what_comes_with_the_job_is_said(rules):
    staff = [person(f"F{at}", "CON", sex="Female", born=None) for at in range(20)]
    staff += [person(f"M{at}", "PRO", sex="Male", born=None) for at in range(20)]
    claims = [claim("CON", None, "stop"), claim("PRO", "C1", "do")]
    plan = plan_of(staff=staff, allocations=claims, assumptions=NOBODY_RESIGNS)
    found = say.draft_analysis(overview_of(evaluate(plan, SCENARIO, rules)), SCENARIO)[2].text
    assert "All but a little of it comes with the functions and bands that they work in." in found


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.0004, "< 1 in 1,000"), (0.004, "4 in 1,000"), (0.03, "3 in 100"), (1, "> 99 in 100"), (np.nan, "–")],
)
def test_chance_in_words(p, words):
    assert say.chance_text(p) == words


def test_expected_false_alarms_are_said():
    assert say.compared_sentence(1, 0.05) == "One comparison was made, at a level of 5 in 100."
    assert "27 comparisons were made. Uncorrected, chance alone would call about 1" in say.compared_sentence(
        27, 0.05
    )
    assert "about 10 of them" in say.compared_sentence(200, 0.05)


def test_the_american_indicator_says_that_it_is_one():
    assert say.four_fifths_text(0.79, 0.8) == "0.79 below"
    assert say.four_fifths_text(0.8, 0.8) == "0.80"
    assert "not a test in English law" in say.four_fifths_note(0.8)


def test_few_decisions_are_not_counted_out(rules):
    plan = plan_of(
        staff=[person(f"F{at}", sex="Female") for at in range(20)],
        placements=[locked("F1", "placed", receiver="C1")],
        allocations=[claim("CON", "C1", "do")],
    )
    results = evaluate(plan, SCENARIO, rules)
    account = account_of((results,), Question(BY_KEY["sex"], basis=Basis.NAMES))
    assert say.basis_sentence(account, SCENARIO).startswith("Fewer than five of 20 people are decided")


# ---------------------------------------------------------------- tables


def test_a_chart_has_a_row_for_each_group_and_scenario(generated):
    account = account_of(generated[:2], Question(BY_KEY["sex"]))
    rows = rate_rows(account, lines_of(account)[0])
    names = [one.scenario for one in generated[:2]]
    assert [one.name for one in rows] == [f"{sex}, {name}" for sex in ("Female", "Male") for name in names]
    assert np.isnan(reference_rate(account, lines_of(account)[0]))
    alone = account_of(generated[:1], Question(BY_KEY["sex"]))
    assert reference_rate(alone, lines_of(alone)[0]) == rate_rows(alone, lines_of(alone)[0])[0].rate


def test_what_is_held_back_says_so_in_a_chart(rules):
    account = account_of((results_of(rules, 20, 10, 20, 3),), Question(BY_KEY["sex"]))
    rows = rate_rows(account, lines_of(account)[0])
    assert {one.words for one in rows} == {HELD}
    assert np.isnan([one.high for one in rows]).all()
    assert set(in_words(account)["range"]) == {"–"}


def test_the_overview_tells_the_group_that_lies_furthest_off(half_the_men):
    first = overview_table(overview_of(half_the_men)).iloc[0]
    assert (first["characteristic"], first["reference"], first["group"]) == ("Sex", "Female", "Male")
    assert first["points"] == pytest.approx(50)


# ---------------------------------------------------------------- paper


@pytest.fixture(scope="module")
def pages(rules, generated):
    return equality_pages(Material(generated[0], rules, MADE_AT, generated[1:]))


def test_an_overview_then_a_page_for_each_characteristic(pages, generated):
    titles = [page.title for page in pages]
    assert titles[:3] == [generated[0].scenario, "Sex", "Ethnicity"]
    assert len(titles) == len(set(titles))
    assert all(page.caution != SMALL_GROUPS for page in pages)


def test_no_table_on_paper_holds_a_count_of_1_to_4(pages):
    counts = [
        cell
        for page in pages
        for table in (one for one in blocks_of(page) if isinstance(one, Table))
        for at, column in enumerate(table.columns)
        if column.title in ("People", "Decided", "Redundant")
        for cell in (row.cells[at] for row in table.rows)
    ]
    assert {"held"} < set(counts)
    assert not set(counts) & {"1", "2", "3", "4"}


def test_scenarios_beside_are_on_each_page(pages, generated):
    for page in pages[1:]:
        heads = [one.title for block in blocks_of(page) if isinstance(block, Table) for one in block.columns]
        assert [one.scenario for one in generated] == heads[-3:]


def test_what_is_held_back_in_one_table_of_a_sheet_is_held_back_in_all(rules):
    plan = read_plan(samples() / "Airedale, Bradford and Leeds.xlsx").plan
    first, *others = (evaluate(plan, name, rules) for name in plan.scenario_names)
    held = 0
    for page in equality_pages(Material(first, rules, MADE_AT, others))[1:]:
        rates = {str(row.cells[0]): row.cells[3] for row in table_of(page, "Odds, before selection").rows}
        beside = {str(row.cells[0]): row.cells[1] for row in table_of(page, "Odds of redundancy by").rows}
        assert rates == beside, page.title
        held += sum(rate == ON_PAPER for rate in rates.values())
    assert held


def test_bars_stand_beside_the_rate_compared_with(pages):
    chart = next(one for one in blocks_of(pages[1]) if isinstance(one, BarChart))
    assert chart.bars[0].mark == chart.bars[0].value
    assert {bar.mark for bar in chart.bars} == {chart.bars[0].value}


def test_names_come_in_once_enough_people_are_decided(rules, half_the_men, generated):
    named = text_of(equality_pages(Material(half_the_men, rules, MADE_AT))[1])
    assert "Names, after selection" in named
    assert "Wilson" in named
    assert "Names, after selection" not in text_of(
        equality_pages(Material(results_of(rules, 20, 5, 9, 5), rules, MADE_AT))[1]
    )


def test_the_baseline_has_no_equality_page(rules, generated):
    baseline = evaluate(generated[0].plan, "Baseline", rules)
    assert equality_pages(Material(baseline, rules, MADE_AT)) == ()


def test_all_of_it_follows_the_day_the_work_moves(rules):
    """A list with dates of birth alone is compared by age."""
    plan = plan_of(staff=[person(f"E{at}", born=date(1950 + at, 1, 1)) for at in range(40)])
    pages = equality_pages(Material(evaluate(plan, SCENARIO, rules), rules, MADE_AT))
    assert [page.title for page in pages[1:]] == ["Age band", "Full time or part time"]
