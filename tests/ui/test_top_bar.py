"""The top of the window: what is in hand, the four figures and the buttons."""

from dataclasses import replace

from planner.base.money import pounds_text
from planner.engine.evaluate import evaluate
from planner.model.scenario_edits import copy_scenario
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan


def test_the_four_figures_are_those_of_the_engine(opened, twelve):
    head = evaluate(read_plan(twelve).plan, opened.document.scenario, load_rules()).headline
    assert opened.top.redundancy.value == pounds_text(head.redundancy_cost)
    assert opened.top.talent.value == f"{head.talent_lost_percent:,.1f}%"
    assert opened.top.operating.value == pounds_text(head.operating_cost[opened.document.year])
    assert opened.top.findings.value == str(len(opened.document.findings))


def test_another_scenario_has_other_figures_and_the_old_ones_do_not_stay(opened, rest):
    before = opened.top.redundancy.value
    opened.top.scenario.setCurrentText("Baseline")
    opened.top.scenario.activated.emit(opened.top.scenario.currentIndex())
    assert opened.top.redundancy.value == "…"
    rest(opened)
    assert opened.document.results.scenario == "Baseline"
    assert opened.top.redundancy.value == "£0" != before


def test_another_year_shows_that_years_operating_cost(opened):
    year = opened.document.results.years[-1]
    opened.top.year.setCurrentText(year)
    opened.top.year.activated.emit(opened.top.year.currentIndex())
    cost = opened.document.results.headline.operating_cost[year]
    assert opened.top.operating.value == pounds_text(cost)


def test_control_totals_stay_in_sight(opened):
    totals = opened.document.assessment.admission.totals
    assert f"{totals.fte:,.2f} FTE" in opened.totals.words
    assert pounds_text(totals.pay) in opened.totals.words


def test_a_figure_opens_what_is_behind_it(opened, rest):
    opened.top.operating.click()
    rest(opened)
    assert opened.place("results")._view.name == "targets"
    opened.top.findings.click()
    assert opened.current_place.name == "checks"


def test_undo_redo_save_and_print_stand_beside_the_plans_name(opened, rest):
    texts = [button.defaultAction().text().replace("&", "") for button in opened.top.buttons]
    assert [text.split()[0].rstrip("…") for text in texts] == ["Undo", "Redo", "Save", "Print"]
    undo = opened.top.buttons[0]
    assert not undo.isEnabled()
    opened.document.edit("Rename the plan", opened.document.plan.with_facts(plan_name="Leeds"))
    rest(opened)
    assert undo.isEnabled()
    assert "Rename the plan" in undo.toolTip()
    undo.click()
    rest(opened)
    assert opened.document.name != "Leeds"
    assert all(not button.icon().isNull() for button in opened.top.buttons)


def test_what_is_done_with_scenarios_is_at_hand_beside_their_drop_down(opened):
    at_hand = opened.top.scenario_menu.menu().actions()
    for name in ("new_scenario", "copy_scenario", "snapshot_scenario", "rename_scenario", "lock_scenario"):
        assert opened.commands[name] in at_hand
    assert opened.top.scenario_menu.accessibleName()


def test_the_figures_stand_below_the_plan_where_there_is_no_room_beside_it(opened, rest):
    opened.resize(1366, 728)
    rest(opened)
    beside = opened.top.height()
    opened.resize(700, 480)
    rest(opened)
    assert opened.top.height() > beside
    assert opened.top.redundancy.y() > opened.top.scenario.y()
    for tile in opened.top.tiles:
        assert tile.geometry().right() <= opened.top.width()


def test_a_long_scenario_is_shown_whole_in_its_tooltip(opened, rest):
    name = "Everything from the support organisation but for quality, safety and safeguarding"
    opened.document.edit("Copy", copy_scenario(opened.document.plan, opened.document.scenario, name))
    opened.document.choose(name)
    rest(opened)
    assert opened.top.scenario.toolTip() == name


def test_an_edit_says_beside_each_figure_what_it_changed(opened, rest):
    document, top = opened.document, opened.top
    assert [tile.change for tile in top.tiles] == ["", "", "", ""]
    before = document.results.headline
    cost = before.operating_cost[document.year]
    staff = document.plan.staff.copy()
    staff.loc[staff.index[0], "fte"] = staff["fte"].iloc[0] / 2
    document.edit("Change FTE", replace(document.plan, staff=staff))
    assert top.operating.is_stale
    assert top.operating.value == pounds_text(cost)
    rest(opened)
    now = document.results.headline
    tied = pounds_shown(now.operating_cost[document.year]) - pounds_shown(cost)
    assert tied != 0
    assert top.operating.change == f"{'+' if tied > 0 else '-'}£{abs(tied):,}"
    assert "by the last edit: Change FTE" in top.operating.accessibleName()
    assert not top.operating.is_stale
    document.undo_stack.undo()
    rest(opened)
    assert top.operating.change == f"{'-' if tied > 0 else '+'}£{abs(tied):,}"
    assert "by undoing: Change FTE" in top.operating.toolTip()
    assert top.findings.change == "no change"
    document.choose("Baseline")
    rest(opened)
    assert [tile.change for tile in top.tiles] == ["", "", "", ""]


def test_figures_that_are_late_do_not_stay_those_before_the_edit(opened, qtbot):
    document, top = opened.document, opened.top
    document.blockSignals(True)
    document.edit(
        "Rename the plan", replace(document.plan, facts=replace(document.plan.facts, plan_name="B"))
    )
    document.blockSignals(False)
    top.last_edit._remember()
    top.refresh()
    assert top.redundancy.is_stale
    qtbot.waitUntil(lambda: top.redundancy.value == "…", timeout=5000)
    assert not top.redundancy.is_stale


def test_nothing_moves_when_a_change_comes_up_and_narrow_windows_show_it_below(opened, rest):
    top = opened.top
    opened.resize(1366, 728)
    width = top.redundancy.sizeHint().width()
    top.redundancy.set_change("+£1,234,567", "by the last edit: Move a function")
    assert top.redundancy.sizeHint().width() == width
    assert top.redundancy._place_of_change() is not None


def pounds_shown(amount):
    return int(pounds_text(amount).replace("£", "").replace(",", ""))
