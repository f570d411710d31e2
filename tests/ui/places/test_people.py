"""People: who is shown behind a figure, names, stages and posts, and one person's card."""

import pytest
from PySide6.QtWidgets import QApplication

from planner.engine.explain import explain_person
from planner.report.behind import odds_at
from planner.report.pools import posts_open_to, stages_of
from planner.rules.rulebook import load_rules
from ui.models.frame_model import SORT_ROLE
from ui.places.frame_table import FrameTable
from ui.places.people.columns import POOLS
from ui.places.people.person_page import amount, person_page
from ui.places.people.place import POSTS_TAB, STAGES_TAB
from ui.places.targets import PeopleBehind
from ui.tones import LIGHT


@pytest.fixture
def people(at):
    return at("people")


@pytest.fixture
def named(opened, rest):
    """The sample, in which everybody has the same name."""
    plan = opened.document.plan
    opened.document.edit("Name people", plan.with_table("staff", plan.staff.assign(name="Ann Other")))
    rest(opened)
    return opened


def numbers(people):
    return list(people.people.model.shown_frame()["employee_number"])


def test_people_stand_by_their_number_and_not_by_what_they_would_cost(people, opened):
    assert numbers(people) == list(opened.document.results.people["employee_number"])
    assert people.people.model.column_of("complete_years") == -1


def test_choosing_a_pool_shows_its_people_alone_and_everyone_comes_back(people, opened):
    results = opened.document.results
    people.pools.choose(2)
    pool = results.pools["pool"].iloc[2]
    assert set(people.people.model.shown_frame()["pool"]) == {pool}
    assert pool in people.chip.words
    people.chip.button.click()
    assert people.people.model.rowCount() == len(results.people)
    assert not people.chip.isVisible()


def test_each_pool_has_its_odds_as_a_bar_that_is_said_in_words(people, opened):
    at = next(place for place, one in enumerate(POOLS) if one.key == "odds")
    for row in range(people.pools.model.rowCount()):
        cell = people.pools.model.index(row, at)
        assert sum(cell.data(SORT_ROLE)) == pytest.approx(1)
        assert "%" in cell.data()
    pool = opened.document.results.pools.iloc[0]
    assert f"placed {pool['placed_fte'] / pool['fte']:.1%}" in people.pools.model.index(0, at).data()


def test_all_that_is_asked_of_the_people_behind_a_figure_holds(people, opened):
    results = opened.document.results
    people.bring(PeopleBehind("outcome", "p_redundant", also=(("receiver", "C1"),), words="at risk at C1"))
    wanted = (results.people["p_redundant"] > 0) & (odds_at(results, "C1") > 0)
    assert numbers(people) == list(results.people.loc[wanted, "employee_number"])
    assert 0 < len(numbers(people)) < len(results.people)
    assert "at risk at C1" in people.chip.words


def test_a_figure_behind_which_is_nobody_says_so_and_does_not_show_everyone(people):
    people.bring(PeopleBehind("function", "XXX"))
    assert people.people.model.rowCount() == 0
    assert "Show everyone" in people.people.empty.advice
    assert people.card.position == -1
    people.chip.button.click()
    assert people.people.model.rowCount() == 12


def test_stages_and_posts_are_those_of_the_pool_in_hand(people, opened):
    results = opened.document.results
    people.pools.choose(3)
    people.tabs.setCurrentIndex(STAGES_TAB)
    shown = people.stages.model.shown_frame()
    assert shown["fte"].tolist() == stages_of(results, [3])["fte"].tolist()
    assert shown["fte"].sum() == pytest.approx(results.pools["placed_fte"].iloc[3])
    people.tabs.setCurrentIndex(POSTS_TAB)
    assert people.posts.model.shown_frame()["fte"].tolist() == posts_open_to(results, [3])["fte"].tolist()


def test_posts_say_who_is_in_them(people, opened):
    people.tabs.setCurrentIndex(POSTS_TAB)
    posts = people.posts.model.shown_frame().set_index("post")
    assert posts.loc["S-RED-2", "who"] == "E08 (placed, locked)"
    assert posts.loc["S-RED-2", "vacant_fte"] == 0


def test_the_card_shows_the_odds_the_cost_and_the_working_of_the_engine(people, opened, rest):
    results = opened.document.results
    number = str(results.people.sort_values("expected_cost")["employee_number"].iloc[-1])
    people.bring(PeopleBehind("employee_number", number))
    rest(opened)
    card = people.card
    row = results.people.iloc[card.position]
    assert row["employee_number"] == number
    assert abs(sum(part.share for part in card.odds.parts) - 1) < 1e-9
    said = card.page.toPlainText()
    for step in explain_person(results, card.position, load_rules()).steps:
        assert step.label in said
        assert amount(step.result, step.unit) in said
    assert amount(row["expected_cost"], "£") in card._cost.text()


def test_names_stand_nowhere_until_they_are_asked_for(named, at, rest):
    people = at("people")
    assert people.card._who.words == "Employee E01"
    assert people.people.model.column_of("name") == -1
    people.names.click()
    rest(named)
    assert people.card._who.words == "Ann Other"
    assert people.people.model.column_of("name") == 1
    assert named.commands["names"].isChecked()
    people.names.click()
    rest(named)
    assert people.card._who.words == "Employee E01"


def test_hidden_names_are_neither_found_nor_copied(named, at, rest):
    people = at("people")
    people.people.search.setText("Ann")
    people.people.filter_now()
    assert people.people.model.rowCount() == 0
    people.people.clear_filters()
    people.people.view.copy()
    assert "Ann" not in QApplication.clipboard().text()
    people.names.click()
    rest(named)
    people.people.search.setText("Ann")
    people.people.filter_now()
    assert people.people.model.rowCount() == 12
    people.names.click()
    rest(named)
    people.people.view.copy()
    assert "Ann" not in QApplication.clipboard().text()


def test_the_page_names_each_rule_with_its_date_source_and_status(opened):
    results = opened.document.results
    working = explain_person(results, 0, load_rules())
    page = person_page(working, {}, LIGHT)
    rules = [rule for step in working.steps for rule in step.rules if rule.start is not None]
    assert rules
    for rule in rules:
        assert f"({rule.status})" in page
        assert f"{rule.start:%B %Y}" in page


def test_another_scenario_has_other_people_on_the_card(people, opened, rest):
    opened.document.choose("Baseline")
    rest(opened)
    assert people.people.model.rowCount() == len(opened.document.results.people)
    assert people.card.position >= 0


def test_another_plan_is_shown_whole(people, opened, cluster, rest):
    people.bring(PeopleBehind("function", "CON"))
    opened.open_file(cluster, is_sample=True)
    rest(opened)
    opened.go("people")
    rest(opened)
    assert people.people.model.rowCount() == len(opened.document.results.people)
    assert not people.chip.isVisible()


def test_a_table_is_copied_as_its_cells_read(opened, rest):
    opened.go("people")
    rest(opened)
    for table in opened.place("people").findChildren(FrameTable):
        model, view = table.model, table.view
        columns = [at for at in range(model.columnCount()) if not view.isColumnHidden(at)]
        lines = view.as_text().split("\n")[1:]
        cells = [
            [str(model.index(row, at).data() or "") for at in columns] for row in range(model.rowCount())
        ]
        assert [line.split("\t") for line in lines] == cells
    people = opened.place("people").findChildren(FrameTable)[0]
    people.view.selectAll()
    assert people.view.as_text().count("\n") == people.model.rowCount()
