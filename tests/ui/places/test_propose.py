"""Propose: what is asked, what is proposed and opened, what clashes, the frontier, and matches recorded."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.advise.proposal import Proposal
from planner.advise.question import Hold
from planner.model.scenario_edits import lock_scenario
from planner.model.table_edits import CellEdit, put_cells
from planner.report.advice import KEPT, LOCKED
from planner.report.matching import COMPETES, MATCHED
from ui.places.propose import jobs

PROPOSE, FRONTIER, MATCH = range(3)


@pytest.fixture
def settled(qtbot, opened, rest):
    """Wait until nothing is going, quiet work included."""

    def wait():
        rest(opened)
        desk = opened.session.desk
        quiet = ("propose", "frontier")
        qtbot.waitUntil(lambda: not any(desk.runner(one).is_busy for one in quiet), timeout=60_000)
        rest(opened)

    return wait


@pytest.fixture
def place(at, settled):
    found = at("propose")
    settled()
    return found


@pytest.fixture
def tab(place):
    return place.proposal


@pytest.fixture
def proposed(tab, settled):
    """The tab with a proposal in it."""
    tab.run.button.click()
    settled()
    assert tab.answer.proposal is not None, tab.window().messages.words
    return tab


def row_of(table, key, value):
    return table.model.frame[key].tolist().index(value)


# ---------------------------------------------------------------- what is asked


def test_functions_that_may_change_are_ticked_also_by_keyboard_and_others_say_why_not(opened, tab, settled):
    frame = tab.asked.functions.model.frame
    ticked = {frame["function"].iloc[at] for at in tab.asked.model.ticked}
    assert ticked == {"CON", "RED", "INF"}
    assert frame["may_be"].iloc[row_of(tab.asked.functions, "function", "LEG")] == "1"
    view = tab.asked.view
    view.setFocus()
    view.select_row(0)
    before = tab.asked.model.ticked
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert tab.asked.model.ticked == before[1:]
    document = opened.document
    row = int(document.plan.allocations.index[document.plan.allocations["function"] == "INF"][0])
    document.edit("Lock", put_cells(document.plan, "allocations", [CellEdit(row, "locked", "Y")]))
    settled()
    at = row_of(tab.asked.functions, "function", "INF")
    assert tab.asked.functions.model.frame["may_be"].iloc[at] == LOCKED
    assert at not in tab.asked.model.ticked


def test_a_function_without_a_tick_stays_as_it_is_and_a_way_without_one_is_not_asked_for(tab):
    asked = tab.asked
    at = row_of(asked.functions, "function", "CON")
    asked.model.tick([one for one in asked.model.ticked if one != at])
    assert tab.asked.functions.model.frame["may_be"].iloc[at] == KEPT
    choice = next(one for one in tab.question.choices if one.function == "CON")
    assert choice.is_locked
    assert "2 functions of 4" in tab.asked.told.text()
    asked.model.tick(range(len(asked.choices)))
    asked.functions.choose(at)
    now = asked.choices[at].current
    assert now not in asked.option_model.ticked
    out = asked.option_model.ticked[0]
    asked.option_model.tick(asked.option_model.ticked[1:])
    choice = next(one for one in tab.question.choices if one.function == "CON")
    assert asked.choices[at].options[out].label not in [one.label for one in choice.options]
    assert choice.options[choice.current].label == asked.choices[at].options[now].label


def test_limits_and_weights_are_taken_as_typed(tab):
    form = tab.asked.form
    form.most["redundancy_cost"].setText("£1,500,000")
    form.most["talent_lost"].setText("12%")
    form.counts["talent"].setText("")
    form.targets.setCurrentIndex(form.targets.findData("must"))
    form.single.choose(0)
    form.own_posts.setText("2.5")
    form.own_posts.editingFinished.emit()
    question = tab.question
    assert question.limits.redundancy_cost == 1_500_000
    assert question.limits.talent_lost == 12
    assert question.limits.targets is Hold.MUST
    assert [(one.receiver, one.most_posts) for one in question.limits.receivers] == [("C1", 2.5)]
    assert question.weights.talent == 0
    assert question.weights.redundancy_cost == 1


def test_nothing_runs_for_what_cannot_be_read_or_for_the_baseline(opened, qtbot, tab, settled):
    opened.activateWindow()
    field = tab.asked.form.most["redundancy_cost"]
    for typed in ("a lot", "-4", "1.5m"):
        opened.messages.hide()
        field.setText(typed)
        tab.run.button.click()
        assert not tab.run.is_busy
        assert "Redundancy cost at most" in opened.messages.words
        qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    field.setText("")
    opened.document.choose("Baseline")
    settled()
    assert "baseline" in tab.asked.functions.empty._title.text()
    tab.run.button.click()
    assert not tab.run.is_busy


# ---------------------------------------------------------------- the proposal


def test_a_proposal_stands_beside_what_is_now_with_reasons_and_opens_as_the_scenario_it_promised(
    opened, proposed, settled
):
    document, found = opened.document, proposed.answer.proposal
    assert isinstance(found, Proposal)
    now = document.results.headline.redundancy_cost
    figures = proposed.answer.model.frame.set_index("measure")
    assert figures.loc["Redundancy cost, £", "now"] == f"{now:,.0f}"
    assert "every one there is" in proposed.answer.proof.text()
    answer = proposed.answer
    frame = answer.picks.model.frame
    changed = len(answer.proposal.changed)
    assert changed
    assert (frame["changes"].iloc[:changed] == "yes").all()
    assert frame["changes"].iloc[changed:].isna().all()
    answer.picks.choose(0)
    assert answer.why.heading.words == frame["name"].iloc[0]
    assert answer.why.words.text().startswith("Proposed: ")
    answer.tabs.setCurrentIndex(1)
    assert len(answer.room.model.frame) == len(answer.proposal.room)
    before, scenario = document.plan, document.scenario
    proposed.answer.take_button.click()
    settled()
    assert document.scenario == f"Proposed from {scenario}"
    assert document.results.headline.redundancy_cost == pytest.approx(
        found.evaluated.redundancy_cost, abs=0.005
    )
    assert document.results.headline.talent_lost_percent == pytest.approx(found.evaluated.talent_lost_percent)
    document.undo_stack.undo()
    assert document.plan == before


def test_another_question_or_plan_marks_the_answer_as_of_before(opened, proposed, settled):
    assert proposed.stale.isHidden()
    proposed.asked.model.tick(())
    assert not proposed.stale.isHidden()
    assert proposed.answer.take_button.isEnabled()
    plan = opened.document.plan
    row = int(plan.staff.index[0])
    opened.document.edit("Change hours", put_cells(plan, "staff", [CellEdit(row, "fte", 0.5)]))
    settled()
    assert not proposed.stale.isHidden()
    assert not proposed.answer.take_button.isEnabled()


def test_a_run_of_another_plan_is_dropped(opened, qtbot, tab, settled, monkeypatch):
    def never_ending(assessment, question, seconds, stop, tick):
        while True:
            tick(0.5, "Searching")

    monkeypatch.setattr(jobs, "propose", never_ending)
    tab.run.button.click()
    qtbot.waitUntil(lambda: tab.run.words.words == "Searching")
    plan = opened.document.plan
    opened.document.edit(
        "Change hours", put_cells(plan, "staff", [CellEdit(int(plan.staff.index[0]), "fte", 0.5)])
    )
    settled()
    assert not tab.run.is_busy
    assert tab.answer.proposal is None
    assert "changed meanwhile" in opened.messages.words


def test_stopping_keeps_the_best_so_far_and_a_fault_is_told(opened, tab, settled, monkeypatch):
    truly = jobs.propose

    def until_stopped(assessment, question, seconds, stop, tick):
        assert stop.wait(30)
        return truly(assessment, question, seconds, stop, tick)

    monkeypatch.setattr(jobs, "propose", until_stopped)
    tab.run.button.click()
    assert tab.run.stop_button.isVisible()
    tab.run.stop_button.click()
    settled()
    assert tab.answer.proposal is not None
    assert tab.run.stop_button.isHidden()

    def fails(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "propose", fails)
    tab.run.button.click()
    settled()
    assert "fault of its own" in opened.messages.words
    assert tab.run.button.isEnabled()


# ---------------------------------------------------------------- no answer


def test_limits_that_clash_are_named_and_relaxed_so_far_that_there_is_an_answer(tab, settled):
    tab.asked.form.most["talent_lost"].put(0.0)
    tab.run.button.click()
    settled()
    clash = tab.clash
    assert clash.isVisible()
    assert clash.clash.text() == "•  Talent lost at most 0%"
    (needed,) = clash.least.model.frame["needed"]
    clash.relax_button.click()
    assert tab.question.limits.talent_lost == pytest.approx(needed, abs=0.01)
    assert tab.question.limits.talent_lost >= needed
    tab.run.button.click()
    settled()
    assert tab.answer.isVisible()
    assert tab.answer.proposal.evaluated.talent_lost_percent <= tab.question.limits.talent_lost


# ---------------------------------------------------------------- the frontier


@pytest.fixture
def frontier(place, settled):
    place.tabs.setCurrentIndex(FRONTIER)
    settled()
    place.frontier.points.setValue(6)
    place.frontier.run.button.click()
    settled()
    assert place.frontier.found is not None
    return place.frontier


def test_the_frontier_is_drawn_gone_through_by_keys_and_each_point_opens(opened, frontier, settled):
    found, chart = frontier.found, frontier.chart
    assert len(chart.dots) == len(found.points) + len(found.present) == len(frontier.table.model.frame)
    named = {one.label.removesuffix(" (dominated)") for one in chart.dots if one.is_named}
    assert named >= set(opened.document.scenarios) - {"Baseline"}
    for one, point in zip(chart.dots, (*found.points, *found.present), strict=True):
        assert one.is_hollow == point.is_dominated
        assert one.x == point.figures.redundancy_cost
    frontier.up.setCurrentIndex(2)
    frontier.up.activated.emit(2)
    assert chart.dots[0].y == found.points[0].figures.operating_cost
    document = opened.document
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    first = chart.in_hand
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.in_hand != first
    assert frontier.table.view.currentIndex().row() == chart.in_hand
    at = next(nth for nth, one in enumerate(frontier.found.points) if not one.name)
    frontier.table.choose(at)
    assert chart.in_hand == at
    frontier.take_button.click()
    settled()
    assert document.scenario.startswith(f"Point {at + 1} from ")
    wanted = frontier.found.points[at].figures
    assert document.results.headline.redundancy_cost == pytest.approx(wanted.redundancy_cost, abs=0.01)
    plan = document.plan
    name = frontier.found.present[-1].name
    frontier.table.choose(len(frontier.chart.dots) - 1)
    frontier.take_button.click()
    settled()
    assert opened.document.scenario == name
    assert document.plan is plan


# ---------------------------------------------------------------- the match


@pytest.fixture
def match(opened, place, settled):
    place.tabs.setCurrentIndex(MATCH)
    settled()
    return place.match


@pytest.fixture
def chosen(opened, match, settled):
    """Match pool RED 7, whose one post asks for what one of its two people has."""
    plan = opened.document.plan
    row = int(plan.posts.index[plan.posts["post"] == "S-RED-1"][0])
    opened.document.edit(
        "Ask for skills", put_cells(plan, "posts", [CellEdit(row, "skills", "facilitation")])
    )
    settled()
    match.pools.choose(row_of(match.pools, "pool", "RED 7"))
    settled()
    return match


def test_people_who_suit_the_same_are_told_to_compete_and_have_no_names_unasked(opened, match, settled):
    match.pools.choose(row_of(match.pools, "pool", "RED 7"))
    settled()
    frame = match.people.model.frame
    assert frame["result"].tolist() == [COMPETES, COMPETES]
    assert match.model.ticked == ()
    match.all_button.click()
    assert match.model.ticked == ()
    assert "a competition decides" in match.detail.heading.words

    def shown():
        model = match.people.model
        return [str(model.index(0, at).data()) for at in range(model.columnCount())]

    names = opened.document.plan.staff["name"].dropna().tolist()
    assert not set(shown()) & set(names)
    match.names.click()
    settled()
    assert set(shown()) & set(names)


def test_who_is_matched_is_recorded_as_slated_and_taken_back_in_one_step(opened, chosen, settled):
    document = opened.document
    assert chosen.people.model.frame["result"].iloc[0] == MATCHED
    assert not chosen.take_button.isEnabled()
    chosen.view.setFocus()
    chosen.view.select_row(0)
    QTest.keyClick(chosen.view, Qt.Key.Key_Space)
    before = document.plan
    chosen.take_button.click()
    settled()
    rows = document.plan.placements.set_index("employee_number")
    employee = chosen.match.settled[0].employee
    assert rows.loc[employee, "stage"] == "slated"
    assert rows.loc[employee, "post"] == "S-RED-1"
    assert rows.loc[employee, "match"] == 100
    assert document.undo_stack.undoText() == f"Slate {employee} for the post that suits them"
    document.undo_stack.undo()
    assert document.plan == before
    settled()
    document.edit("Lock", lock_scenario(document.plan, document.scenario, locked=True))
    settled()
    chosen.all_button.click()
    assert chosen.model.ticked == ()
    assert not chosen.take_button.isEnabled()
    assert "locked" in chosen.take_button.toolTip()


# ---------------------------------------------------------------- what is offered besides


def test_days_and_numbers_of_posts_that_are_offered_are_ways_of_each_function(opened, tab, settled):
    also = tab.asked.also
    before = [len(one.options) for one in tab.asked.choices]
    also.days_field.setText("1/10/2013; 1 July 2013")
    also.days_field.editingFinished.emit()
    settled()
    assert [len(one.options) for one in tab.asked.choices] == [3 * number for number in before]
    also.ticks[0.9].click()
    settled()
    labels = [one.label for one in tab.question.choices[0].options]
    assert any(one.endswith(", 90% of posts, from 1 July 2013") for one in labels)
    assert f"{len(labels):,}" in tab.asked.functions.model.frame["may_be"].iloc[0]
    also.ticks[0.9].click()
    also.days_field.clear()
    also.days_field.editingFinished.emit()
    settled()
    assert [len(one.options) for one in tab.asked.choices] == before


def test_a_day_that_cannot_be_is_said_and_nothing_is_asked(opened, tab, settled):
    field = tab.asked.also.days_field
    opened.activateWindow()
    for text, says in (("31/2/2013", "a day that does not exist"), ("1/7/2019", "outside the plan")):
        field.setText(text)
        tab.run.button.click()
        assert says in opened.messages.words
        assert field.isVisible()
        assert tab.answer.proposal is None


def test_a_proposal_with_another_day_opens_with_it_and_undo_takes_it_back(opened, tab, settled):
    tab.asked.also.days_field.setText("1/10/2012")
    tab.asked.also.days_field.editingFinished.emit()
    settled()
    tab.run.button.click()
    settled()
    tab.answer.take_button.click()
    settled()
    plan = opened.document.plan
    own = plan.allocations[plan.allocations["scenario"] == opened.document.scenario]
    assert "2012-10-01" in own["date"].dropna().dt.strftime("%Y-%m-%d").tolist()
    opened.document.undo_stack.undo()
    assert "Proposed from One of each" not in opened.document.plan.scenario_names


def test_without_named_posts_no_pool_is_asked_for(opened, place, settled):
    plan = opened.document.plan
    opened.document.edit("Without posts", replace(plan, posts=plan.posts.iloc[:0]))
    place.tabs.setCurrentIndex(MATCH)
    settled()
    assert place.match.pools.empty.isVisible()
    assert place.match.people.empty._title.text() == "Nobody to match yet"
