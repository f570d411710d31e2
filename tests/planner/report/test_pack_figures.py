"""The figures on the pages of a pack are the engine's, one by one."""

import re
from itertools import pairwise

import pytest

from planner.base.dates import long_date, year_label
from planner.base.money import pounds_text
from planner.base.places import samples
from planner.checks.directory import with_judgement
from planner.engine.compare import compare
from planner.engine.evaluate import evaluate
from planner.engine.timetable import Kind, MovedBy, timetable_of
from planner.model.tables import BASELINE
from planner.report.cost_bridge import cost_bridge
from planner.report.pack.cash_and_payback import by_quarter
from planner.report.pack.material import Material
from planner.report.pack.redundancy_detail import at_risk
from planner.report.pack.tracker_return import by_sender
from planner.report.packs import named
from planner.report.pages import SMALL_GROUPS, BarChart, LineChart
from planner.report.positions import first_year
from planner.report.timetable import margin_text
from planner.report.wording import fte_text, percent_text, plain_pounds, short_name, signed_pounds
from planner.workbook.read import read_plan
from tests.planner.report.made_results import MADE_AT
from tests.planner.report.paper import (
    at_of,
    blocks_of,
    column_of,
    figure_of,
    number,
    table_of,
    text_of,
    total_of,
)


@pytest.fixture(scope="module")
def plan():
    return read_plan(samples() / "Airedale, Bradford and Leeds.xlsx").plan


@pytest.fixture(scope="module")
def material(plan, rules):
    results = evaluate(plan, "Share across the six", rules)
    others = [evaluate(plan, one, rules) for one in ("Buy from the support organisation", BASELINE)]
    return Material(results, rules, MADE_AT, others)


@pytest.fixture(scope="module")
def results(material):
    return material.results


@pytest.fixture(scope="module")
def page(material):
    """The only page of a kind."""

    def of(name):
        (made,) = named(name).build(material)
        return made

    return of


def pages_by_title(material, name):
    return {one.title: one for one in named(name).build(material)}


# ---------------------------------------------------------------- receivers and senders


def test_each_receiver_has_its_operating_cost_year_by_year(material, results):
    pages = pages_by_title(material, "receivers")
    for name, mine in results.receivers.groupby("name"):
        if not (mine[["total", "target"]].fillna(0.0).abs() >= 0.005).any(axis=None):
            assert short_name(name) not in pages
            continue
        table = table_of(pages[short_name(name)], "What it costs, by year")
        for one in mine.to_dict("records"):
            assert total_of(table, f"{one['year']} £") == plain_pounds(one["total"])


def test_a_receiver_s_distance_from_its_target_is_said_in_words(material, results):
    pages = pages_by_title(material, "receivers")
    year = first_year(results)
    frame = results.receivers[(results.receivers["year"] == year) & results.receivers["over"].notna()]
    for one in frame[frame["total"].abs() >= 0.005].to_dict("records"):
        said = figure_of(pages[short_name(one["name"])], "Against its").value
        assert said == f"{pounds_text(abs(one['over']))} {'over' if one['over'] > 0 else 'under'}"


def test_a_receiver_s_posts_work_and_trade_are_the_engine_s(material, results):
    pages, year = pages_by_title(material, "receivers"), first_year(results)
    names = results.plan.organisations.set_index("code")["name"].map(short_name)
    for code in results.posts["receiver"].unique():
        posts = results.posts[results.posts["receiver"] == code]
        table = table_of(pages[names[code]], "Its posts")
        assert total_of(table, "Posts FTE") == fte_text(posts["fte"].sum())
        assert len(column_of(table, "Function")) == posts["function"].nunique()
        done = results.services[(results.services["receiver"] == code) & (results.services["year"] == year)]
        assert total_of(table_of(pages[names[code]], "What it does"), "Cost £") == plain_pounds(
            done["cost"].sum()
        )
    lines = results.receivers[results.receivers["year"] == year].set_index("receiver")
    for title, side, line in (("What it buys", "From", "bought"), ("Who pays it", "Customer", "earned")):
        traded = lines[lines[line].abs() >= 0.5]
        assert len(traded)
        for code, mine in traded.iterrows():
            table = table_of(pages[names[code]], title)
            assert total_of(table, "£ a year") == plain_pounds(mine[line])
            assert len(column_of(table, side)) <= 26


def test_close_downs_add_to_the_redundancy_cost(material, results):
    pages = pages_by_title(material, "close-down")
    costs = [number(figure_of(one, "Redundancy cost").value) for one in pages.values()]
    assert sum(costs) == pytest.approx(results.headline.redundancy_cost, abs=len(costs))
    for one in results.senders.to_dict("records"):
        table = table_of(pages[short_name(one["name"])], "What becomes")
        assert total_of(table, "FTE now") == fte_text(one["fte"])
        assert total_of(table, "Redundant") == fte_text(one["redundant_fte"])


def test_a_sender_s_people_count_once_and_its_commitments_add_by_year(material, results):
    pages = pages_by_title(material, "close-down")
    plan = results.plan
    for one in results.senders.to_dict("records"):
        made = pages[short_name(one["name"])]
        mine = results.people[results.people["organisation"] == one["sender"]]
        assert f"{mine['employee_number'].nunique():,} people (" in text_of(made)
        lines = plan.budgets[plan.budgets["organisation"] == one["sender"]]
        lines = lines[lines["committed_until"] > plan.facts.closure.isoformat()]
        table = table_of(made, "Commitments")
        for year, amount in lines.groupby("year")["amount"].sum().items():
            assert total_of(table, f"{year_label(int(year))} £") == plain_pounds(amount)


# ---------------------------------------------------------------- functions and pools


def test_each_function_has_its_people_and_cost(material, results):
    pages = pages_by_title(material, "functions")
    for one in results.functions.to_dict("records"):
        made = pages[one["name"]]
        assert figure_of(made, "Redundancy cost").value == pounds_text(one["redundancy_cost"])
        assert figure_of(made, "Cover").value == percent_text(one["cover_percent"])
        held = table_of(made, "Who holds it now")
        assert total_of(held, "FTE") == fte_text(one["fte"])
        assert total_of(held, "Redundancy £") == plain_pounds(one["redundancy_cost"])


def test_pools_are_summed_by_function_and_listed_where_somebody_is_at_risk(page, results):
    made = page("pools")
    table = table_of(made, "How posts are filled")
    assert total_of(table, "Placed") == fte_text(results.pools["placed_fte"].sum())
    assert total_of(table, "Pools") == f"{len(results.pools):,}"
    assert number(total_of(table, "Redundant")) == pytest.approx(results.headline.redundancies_fte, abs=0.005)
    at_odds = table_of(made, "Pools with redundancies")
    risky = results.pools[results.pools["redundant_fte"] >= 0.005]
    assert total_of(at_odds, "Redundant") == fte_text(risky["redundant_fte"].sum())
    assert len(at_odds.rows) <= 42
    assert made.caution == SMALL_GROUPS


def test_each_step_has_its_last_safe_day_as_on_screen(page, results):
    timetable = timetable_of(results)
    rows = [row.cells for row in table_of(page("pools"), "Steps and last safe").rows]
    shown = {(one[0], one[1]): one for one in rows}
    moving = [one for one in timetable.steps if one.moved_by is MovedBy.FUNCTION]
    others = [one for one in timetable.steps if one not in moving]
    assert len(rows) == len(others), "functions that go by the plan's own day stand in its row"
    for step in others:
        last_safe = "" if step.last_safe is None else long_date(step.last_safe)
        assert shown[step.name, step.group][4:] == (last_safe, margin_text(step))


def test_the_stages_of_pools_add_to_what_is_placed(page):
    table = table_of(page("pools"), "How posts are filled")
    first, last = at_of(table, "Lift and shift"), at_of(table, "Placed")
    for row in table.rows:
        stages = sum(number(cell) for cell in row.cells[first:last])
        assert stages <= number(row.cells[last]) + 0.05


def test_cover_and_competencies_are_the_engine_s(page, results):
    made = page("talent")
    assert figure_of(made, "Talent lost").value == percent_text(results.headline.talent_lost_percent)
    table = table_of(made, "Cover on day one")
    shown = dict(zip(column_of(table, "Function"), column_of(table, "Cover"), strict=True))
    for one in results.functions.to_dict("records"):
        assert shown[one["name"]] == percent_text(one["cover_percent"])
    kept = column_of(table_of(made, "Competencies"), "FTE kept")
    assert kept == [fte_text(one) for one in results.competencies["fte_kept"]]


# ---------------------------------------------------------------- money


def test_quarters_add_to_the_months(page, results):
    made = page("cash")
    quarters, months = by_quarter(results), results.months
    for key in ("total", "baseline", "redundancy", "saving"):
        assert quarters[key].sum() == pytest.approx(months[key].sum())
    assert quarters["cumulative"].iloc[-1] == months["cumulative"].iloc[-1]
    assert column_of(table_of(made, "Quarter by"), "Cumulative £")[-1] == signed_pounds(
        months["cumulative"].iloc[-1]
    )


def test_the_cash_line_is_the_months_with_payback_and_transfer(page, results):
    (line,) = (one for one in blocks_of(page("cash")) if isinstance(one, LineChart))
    assert line.values == tuple(results.months["cumulative"])
    assert line.ending == signed_pounds(results.months["cumulative"].iloc[-1])
    months = results.months["month"].tolist()
    assert {months[one.at]: one.words for one in line.moments} == {
        "2013-04": "April 2013: work moves",
        "2013-05": "May 2013: paid back",
    }


def test_the_bridge_leads_from_the_baseline_to_the_scenario(page, results):
    year = first_year(results)
    charts = [one for one in blocks_of(page("years")) if isinstance(one, BarChart)]
    bridge = charts[1].bars
    expected = cost_bridge(results, year)
    assert [bar.label for bar in bridge] == expected["name"].tolist()
    assert bridge[0].value + sum(bar.value for bar in bridge[1:-1]) == pytest.approx(bridge[-1].value)
    for before, bar in pairwise(bridge[:-1]):
        assert bar.start == pytest.approx(before.start + before.value)
    assert bridge[-1].text == plain_pounds(results.headline.operating_cost[year])
    assert [bar.mark for bar in charts[0].bars] == [results.headline.target[one] for one in results.years]


def test_the_market_statement_is_what_is_bought(page, results):
    bought = results.charges[results.charges["mode"] == "buy"]
    table = table_of(page("market"), "What is bought")
    for year in results.years:
        amount = bought.loc[bought["year"] == year, "amount"].sum()
        assert total_of(table, f"{year} £") == plain_pounds(amount)


def test_the_comparison_is_the_engine_s(page, material):
    results = [material.results, *material.others]
    found = compare(results, results[0])
    table = table_of(page("comparison"), "Headline figures")
    cost = next(row for row in table.rows if row.cells[0] == "Redundancy cost")
    assert cost.cells[2:] == tuple(plain_pounds(one.headline.redundancy_cost) for one in results)
    costs = table_of(page("comparison"), "Operating cost where it differs")
    year = first_year(results[0])
    assert len(costs.rows) == int((found.receivers["year"] == year).sum()) + 2
    for one in results:
        assert total_of(costs, f"{one.scenario} £") == plain_pounds(one.headline.operating_cost[year])
    heads = found.people["employee_number"].nunique()
    assert heads <= results[0].plan.staff["employee_number"].nunique()
    assert f"{heads:,} people would be differently placed" in text_of(page("comparison"))


def test_the_comparison_names_who_does_what_without_codes(page, material):
    table = table_of(page("comparison"), "Who does what")
    codes = set(material.results.plan.organisations["code"])
    assert [column.title for column in table.columns][1:] == [
        "Share across the six",
        "Buy from the support organisation",
    ]
    said = " ".join(" ".join(row.cells) for row in table.rows)
    assert "6 CCGs" in said
    assert not codes.intersection(re.findall(r"\w+", said))
    assert all(len(set(row.cells[1:])) > 1 for row in table.rows)


# ---------------------------------------------------------------- people


def test_redundancy_detail_adds_to_the_headline(page, results):
    table = table_of(page("detail"), "People at risk")
    assert total_of(table, "Expected £") == plain_pounds(results.headline.redundancy_cost)
    assert len(column_of(table, "Person")) == int((results.people["expected_cost"] > 0).sum())


def test_what_is_due_to_each_person_adds_up_across_the_row(page):
    table = table_of(page("detail"), "People at risk")
    parts = [one.title for one in table.columns if one.title.endswith("£")][:-2]
    assert parts[:3] == ["Lump sum £", "Pension on top £", "Notice £"]
    assert number(total_of(table, "Pension on top £")) > 0
    for row in table.rows:
        due = sum(number(row.cells[at_of(table, title)]) for title in parts)
        whole = number(row.cells[at_of(table, "If redundant £")])
        assert due == pytest.approx(whole, abs=0.5 * (len(parts) + 1))


def test_odds_too_small_to_write_are_not_nil_and_an_agreed_resignation_is_no_odds(page, results):
    table = table_of(page("detail"), "People at risk")
    odds = column_of(table, "Odds")
    assert "0.0%" not in odds
    assert odds.count("agreed") == int((results.people["p_mars"] > 0.5).sum()) == 1


def test_pseudonyms_give_nobody_away(page, results):
    said = text_of(page("detail"))
    numbers = results.people["employee_number"]
    assert not [one for one in numbers if one in said]
    staff = results.plan.staff
    for key in ("name", "surname", "first_name", "ni_number"):
        if key in staff:
            assert not [one for one in staff[key].dropna().unique() if str(one) in said]


def test_pseudonyms_are_in_no_order_of_number_pay_or_service_and_stay_the_same(results):
    people = at_risk(results, shows_numbers=False)
    again = at_risk(results, shows_numbers=False)
    assert people["who"].tolist() == again["who"].tolist()
    assert people["who"].is_unique
    for key in ("employee_number", "cost_if_redundant", "complete_years", "p_redundant"):
        assert not people[key].is_monotonic_increasing
        assert not people[key].is_monotonic_decreasing
        ranks = people[key].rank().reset_index(drop=True)
        assert abs(ranks.corr(ranks.index.to_series().astype(float))) < 0.25


def test_employee_numbers_stand_there_when_they_are_asked_for(material, results):
    asked = Material(results, material.rules, MADE_AT, shows_numbers=True)
    (made,) = named("detail").build(asked)
    risky = results.people.loc[results.people["expected_cost"] > 0, "employee_number"]
    assert column_of(table_of(made, "People at risk"), "Person") == risky.tolist()


def test_hand_over_lists_are_of_locked_placements_alone(material, results):
    pages = pages_by_title(material, "handover")
    listed = [one for page in pages.values() for one in column_of(table_of(page, "People"), "Employee")]
    locked = results.placements.locked_receiver
    senders = set(results.plan.senders["code"])
    placed = [
        number
        for number, at in zip(results.people["employee_number"], locked, strict=True)
        if at >= 0 and results.placements.receivers[at] not in senders
    ]
    assert sorted(listed) == sorted(placed)


def test_the_tracker_counts_everybody_once_at_each_sender(page, results):
    counts = by_sender(results)
    at_senders = results.people[["employee_number", "organisation"]].drop_duplicates()
    assert counts.to_numpy().sum() == len(at_senders)
    assert total_of(table_of(page("tracker"), "People by sender"), "People") == f"{len(at_senders):,}"


def test_hr1_figures_are_the_odds_rounded_up(page, results):
    table = table_of(page("hr1"), "By establishment")
    in_view = sum(number(one) for one in column_of(table, "Proposed redundant"))
    odds = float(results.people["p_redundant"].sum())
    assert odds <= in_view < odds + len(table.rows)
    assert number(total_of(table, "Proposed redundant")) == in_view
    assert number(total_of(table, "People employed")) == results.people["employee_number"].nunique()


def test_hr1_says_by_when_to_consult_as_the_timetable_does(material, rules):
    results = material.others[0]
    (made,) = named("hr1").build(Material(results, rules, MADE_AT))
    consultations = {
        one.code: long_date(one.last_safe)
        for one in timetable_of(results).steps
        if one.kind == Kind.CONSULTATION
    }
    table = table_of(made, "By establishment")
    shown = dict(zip(column_of(table, "Establishment"), column_of(table, "Consult by"), strict=True))
    assert consultations
    assert {name: shown[name] for name in consultations} == consultations


# ---------------------------------------------------------------- what it stands on


def test_every_assumption_stands_with_its_value_and_status(page, results):
    made = page("assumptions")
    tables = [table_of(made, title) for title in ("Set by this plan", "As the program has them")]
    values = [one for table in tables for one in column_of(table, "Value")]
    entries = results.assumptions.entries()
    assert len(values) == len(entries)
    said = {"yes": 1.0, "no": 0.0}
    shown = sorted(said[one] if one in said else number(one) for one in values)
    assert shown == pytest.approx(sorted(one.value for one in entries), abs=0.00005)
    assert not [one for one in values if "e+" in one]


def test_checks_and_findings_are_all_counted(page, results):
    made = page("checks")
    checks = with_judgement(results).checks
    assert len(table_of(made, "Checks of the scenario").rows) == len(checks) > 1
    times = column_of(table_of(made, "Findings in the data"), "How often")
    assert sum(number(one) for one in times) == len(results.findings)
