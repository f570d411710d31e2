"""The open plan: edits, undo, what is dirty, and results that belong to it."""

import pytest

from planner.model.scenario_edits import delete_scenario
from planner.workbook.samples import twelve_people
from ui.document import work
from ui.document.plan_document import BASELINE, PlanDocument


def silent(_share, _doing):
    """Nobody watches."""


@pytest.fixture
def opened(twelve):
    return work.open_plan(twelve, None, silent)


@pytest.fixture
def document(qapp, opened):
    made = PlanDocument()
    made.take(opened)
    made.keep_assessment(work.assess(opened.reading.plan, opened.reading))
    return made


def test_a_plan_opens_on_its_first_scenario_clean(document):
    assert document.scenario == document.plan.scenario_names[0]
    assert not document.is_dirty


def test_an_edit_can_be_undone_and_redone_and_names_itself(document):
    before = document.plan
    document.edit("Rename the plan", before.with_facts(plan_name="Leeds"))
    assert (document.name, document.is_dirty) == ("Leeds", True)
    assert document.undo_stack.undoText() == "Rename the plan"
    document.undo_stack.undo()
    assert document.plan is before
    assert not document.is_dirty
    document.undo_stack.redo()
    assert document.name == "Leeds"


def test_an_edit_that_changes_nothing_is_no_step(document):
    document.edit("Rename the plan", document.plan.with_facts(plan_name=document.name))
    assert document.undo_stack.count() == 0


def test_steps_in_a_row_on_one_field_count_as_one(document):
    for name in ("L", "Le", "Lee"):
        document.edit("Rename the plan", document.plan.with_facts(plan_name=name), field="name")
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.name == twelve_people().facts.plan_name


def test_results_of_an_earlier_plan_are_not_taken(document):
    before = document.assessment
    results = work.evaluate_scenario(before, document.scenario, silent)
    document.edit("Rename the plan", document.plan.with_facts(plan_name="Leeds"))
    document.keep(results, before)
    assert document.results is None


def test_results_are_kept_for_each_scenario(document, qtbot):
    assessment = document.assessment
    for name in document.scenarios:
        document.keep(work.evaluate_scenario(assessment, name, silent), assessment)
    for name in document.scenarios:
        document.choose(name)
        assert document.results.scenario == name
    assert document.year == document.results.years[0]


def test_a_scenario_that_the_plan_has_not_is_not_chosen(document):
    before = document.scenario
    document.choose("Utopia")
    assert document.scenario == before


def test_an_edit_that_takes_the_scenario_away_falls_back_to_one_that_is_there(document):
    plan = document.plan
    document.edit("Delete a scenario", delete_scenario(plan, document.scenario))
    assert document.scenario in document.scenarios
    document.edit("Delete all scenarios", document.plan.with_table("scenarios", plan.scenarios.iloc[:0]))
    assert document.scenario == BASELINE


def test_names_are_hidden_again_when_another_plan_is_opened(document, opened, qtbot):
    document.show_names(True)
    with qtbot.waitSignal(document.names_shown) as seen:
        document.take(opened)
    assert seen.args == [False]


def test_findings_of_a_cell_that_was_mended_are_gone(twelve):
    reading = work.open_plan(twelve, None, silent).reading
    assert work.assess(reading.plan, reading).plan is reading.plan
    renamed = reading.plan.with_facts(plan_name="Leeds")
    assert len(work.assess(renamed, reading).findings) == len(work.assess(reading.plan, reading).findings)
