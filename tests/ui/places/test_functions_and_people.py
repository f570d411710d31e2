"""Functions and People: the results of the scenario in hand, down to one person's card."""

from planner.engine.explain import explain_person
from planner.rules.rulebook import load_rules
from ui.places.people.person_page import amount, person_page
from ui.places.targets import PeopleBehind
from ui.theme import LIGHT


def test_functions_lists_each_with_what_becomes_of_it(at, opened):
    functions = at("functions")
    results = opened.document.results
    assert functions.table.model.rowCount() == len(results.functions)
    cell = functions.table.model.index(0, functions.table.model.column_of("redundancy_cost"))
    assert cell.data() == f"{results.functions['redundancy_cost'].iloc[0]:,.0f}"


def test_choosing_a_function_shows_who_does_it_and_its_pools(at, opened):
    functions, results = at("functions"), opened.document.results
    code = results.functions["function"].iloc[1]
    functions.table.choose(1)
    assert set(functions.pools.model.shown_frame()["function"]) == {code}
    done = results.services[
        (results.services["function"] == code) & (results.services["year"] == opened.document.year)
    ]
    assert functions.services.model.rowCount() == len(done)


def test_opening_a_function_shows_its_people(at, opened, rest):
    functions = at("functions")
    code = opened.document.results.functions["function"].iloc[0]
    functions.table.opened.emit(0)
    rest(opened)
    assert opened.current_place.name == "people"
    assert set(opened.place("people").people.model.shown_frame()["function"]) == {code}


def test_choosing_a_pool_shows_its_people_alone_and_everyone_comes_back(at, opened):
    people, results = at("people"), opened.document.results
    people.pools.choose(2)
    pool = results.pools["pool"].iloc[2]
    assert set(people.people.model.shown_frame()["pool"]) == {pool}
    people._everyone.click()
    assert people.people.model.rowCount() == len(results.people)


def test_the_card_shows_the_odds_the_cost_and_the_working_of_the_engine(at, opened, rest):
    people, results = at("people"), opened.document.results
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


def test_names_stand_on_the_card_only_when_asked_for(at, opened, rest):
    plan = opened.document.plan
    opened.document.edit("Name people", plan.with_table("staff", plan.staff.assign(name="Ann Other")))
    rest(opened)
    people = at("people")
    assert "Ann Other" not in people.card._who.words
    assert people.people.model.column_of("name") == -1
    opened.document.show_names(True)
    rest(opened)
    assert people.card._who.words == "Ann Other"
    assert people.people.model.column_of("name") == 1


def test_the_page_names_each_rule_with_its_date_source_and_status(opened):
    results = opened.document.results
    working = explain_person(results, 0, load_rules())
    page = person_page(working, {}, LIGHT)
    rules = [rule for step in working.steps for rule in step.rules if rule.start is not None]
    assert rules
    for rule in rules:
        assert f"({rule.status})" in page
        assert f"{rule.start:%B %Y}" in page


def test_another_scenario_has_other_people_on_the_card(at, opened, rest):
    people = at("people")
    opened.document.choose("Baseline")
    rest(opened)
    assert people.people.model.rowCount() == len(opened.document.results.people)
    assert people.card.position >= 0
