"""The open plan: edits, undo, what is dirty, and results that belong to it."""

from dataclasses import replace

import pytest

from planner.model.history import Entry, entries_of, first_broken, with_entries
from planner.model.scenario_edits import delete_scenario, lock_scenario
from planner.workbook.read import read_plan
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


# ---------------------------------------------------------------- the clean mark


def rename(document, name, **more):
    return document.edit("Rename the plan", document.plan.with_facts(plan_name=name), **more)


def save(document, path):
    document.saved_as(path, document.begin_save())


def test_undo_and_redo_go_past_a_save_and_know_where_it_was(document, tmp_path):
    rename(document, "A")
    rename(document, "B")
    save(document, tmp_path / "plan.xlsx")
    seen = []
    for go in ("undo", "undo", "redo", "redo"):
        getattr(document.undo_stack, go)()
        seen.append((document.name, document.is_dirty))
    assert seen == [("A", True), ("Twelve people", True), ("A", True), ("B", False)]


def test_an_edit_made_while_a_save_runs_leaves_the_plan_dirty_and_undo_leads_back_to_clean(
    document, tmp_path
):
    rename(document, "A", field="name")
    draft = document.begin_save()
    rename(document, "AB", field="name")
    told = []
    document.dirty.connect(told.append)
    document.saved_as(tmp_path / "plan.xlsx", draft)
    assert (document.name, document.is_dirty, told) == ("AB", True, []), "nothing is new to tell"
    assert document.undo_stack.undoText() == "Rename the plan"
    document.undo_stack.undo()
    assert (document.name, document.is_dirty) == ("A", False)
    document.undo_stack.redo()
    assert (document.name, document.is_dirty) == ("AB", True)


def test_an_undo_made_while_a_save_runs_is_told_from_what_was_saved(document, tmp_path):
    rename(document, "A")
    draft = document.begin_save()
    document.undo_stack.undo()
    document.saved_as(tmp_path / "plan.xlsx", draft)
    assert document.is_dirty
    document.undo_stack.redo()
    assert not document.is_dirty


def test_a_saved_plan_that_no_step_leads_to_any_more_leaves_all_steps_dirty(document, tmp_path):
    rename(document, "A")
    draft = document.begin_save()
    document.undo_stack.undo()
    rename(document, "B")
    document.saved_as(tmp_path / "plan.xlsx", draft)
    assert document.is_dirty
    document.undo_stack.undo()
    assert document.is_dirty


def test_steps_on_one_field_are_one_again_after_the_first_that_follows_a_save(document, tmp_path):
    rename(document, "A", field="name")
    save(document, tmp_path / "plan.xlsx")
    for name in ("AB", "ABC"):
        rename(document, name, field="name")
    assert document.undo_stack.count() == 2


def test_undo_has_no_limit(document):
    first = document.plan
    for number in range(500):
        rename(document, f"Plan {number}")
    for _ in range(500):
        document.undo_stack.undo()
    assert document.plan is first
    assert not document.is_dirty


# ---------------------------------------------------------------- the journal


def whats(entries):
    return [one.what for one in entries]


def test_the_journal_says_what_was_done_undone_and_redone(document):
    rename(document, "A", why="Agreed by the board")
    document.undo_stack.undo()
    document.undo_stack.redo()
    entries = document.draft().entries
    assert whats(entries) == ["Rename the plan", "Undone: Rename the plan", "Redone: Rename the plan"]
    assert [one.why for one in entries] == ["Agreed by the board", "", ""]
    assert all(one.who and one.when for one in entries)


def test_steps_that_count_as_one_are_one_entry(document):
    rename(document, "A", field="name", why="A slip")
    rename(document, "AB", field="name")
    assert whats(document.draft().entries) == ["Rename the plan"]
    assert document.draft().entries[0].why == "A slip"


def test_history_is_never_undone_and_each_save_holds_all_of_it(document, tmp_path):
    source = document.source
    rename(document, "A")
    path = tmp_path / "plan.xlsx"
    for _ in range(2):
        draft = document.begin_save()
        work.save_plan(path, draft.whole(), source, silent)
        document.saved_as(path, draft)
        document.undo_stack.undo()
    read = read_plan(path).plan
    assert whats(entries_of(read)) == ["Rename the plan", "Undone: Rename the plan"]
    assert read.facts.plan_name == "Twelve people"
    assert first_broken(read) is None
    assert document.plan.history.empty


def test_what_was_done_about_a_person_comes_from_the_file_and_from_this_session(document, opened):
    said = Entry("2012-11-22T14:05:33+00:00", "jsmith", "Place E1 at NHS Leeds North CCG")
    document.take(replace(opened, reading=replace(opened.reading, plan=with_entries(document.plan, [said]))))
    document.edit("Lock the placement of E1", document.plan.with_facts(plan_name="A"))
    document.edit("Lock the placement of E12", document.plan.with_facts(plan_name="B"))
    assert whats(document.history_of("E1")) == ["Lock the placement of E1", "Place E1 at NHS Leeds North CCG"]


# ---------------------------------------------------------------- locked scenarios


def test_a_scenario_that_can_be_edited_refuses_nothing(document):
    assert document.refusal() == ""
    assert document.may_edit
    document.choose(BASELINE)
    assert "Copy it" in document.refusal()
    assert not document.may_edit


def test_an_edit_of_a_locked_scenario_is_refused_and_says_why(document, qtbot):
    name = document.scenario
    document.edit("Lock", lock_scenario(document.plan, name, locked=True))
    assert document.is_locked
    before = document.plan
    after = before.with_table("allocations", before.allocations.iloc[:0])
    with qtbot.waitSignal(document.refused) as seen:
        assert not document.edit("Clear", after)
    assert seen.args == [f"{name} is locked. Unlock it, or copy it and change the copy."]
    assert document.plan is before
    document.edit("Unlock", lock_scenario(document.plan, name, locked=False))
    assert document.edit("Clear", document.plan.with_table("allocations", before.allocations.iloc[:0]))


def test_an_empty_document_refuses_nothing_and_has_nothing_to_write(qapp):
    empty = PlanDocument()
    assert (empty.refusal(), empty.may_edit, empty.is_locked, empty.draft()) == ("", False, False, None)
    assert empty.history_of("E1") == []
