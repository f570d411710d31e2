"""The results workbook says what the engine says, and a spreadsheet works it out to the same penny."""

import zipfile
from functools import partial
from io import BytesIO

import numpy as np
import openpyxl
import pandas as pd
import pytest

from planner.base.errors import SaveFailedError
from planner.base.places import samples
from planner.engine.compare import compare
from planner.engine.evaluate import evaluate
from planner.model.plan import Plan
from planner.model.tables import BASELINE
from planner.rules.rulebook import load_rules
from planner.workbook.exit_cost_sheet import write_exit_cost_sheet
from planner.workbook.read import read_plan
from planner.workbook.results_book import results_content, write_results
from planner.workbook.samples import generated_plan, twelve_people
from tests.planner.workbook.libreoffice import PROGRAM, worked_out_again
from tests.planner.workbook.results_against_engine import (
    beside,
    beside_head,
    check_against_the_engine,
    column,
    figures,
    generated_results,
)

SHEETS = [
    "Headline", "Charts", "People", "Pools", "Receivers", "Functions", "Months", "Working", "Rules",
    "Assumptions", "Checks",
]  # fmt: skip


@pytest.fixture(scope="module")
def twelve():
    plan = twelve_people()
    return evaluate(plan, plan.scenario_names[0], load_rules())


@pytest.fixture(scope="module")
def many():
    """A cluster with everything in it: part-timers, quotes, short service, people of every age."""
    plan = generated_plan(300, 12, 4, 9, seed=5)
    return evaluate(plan, plan.scenario_names[-1], load_rules())


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """Work a workbook out again in a spreadsheet, from formulas without any values beside them."""
    if PROGRAM is None:
        pytest.skip("LibreOffice is not installed")
    return partial(worked_out_again, profile=tmp_path_factory.mktemp("profile"))


# ----------------------------------------------------------------------------- the engine's own


def test_the_workbook_has_its_sheets_and_shows_the_engines_figures(twelve, tmp_path):
    write_results(twelve, tmp_path / "results.xlsx")
    book = openpyxl.load_workbook(tmp_path / "results.xlsx", data_only=True)
    assert book.sheetnames == SHEETS
    check_against_the_engine(book, twelve)


def test_figures_that_follow_from_others_are_formulas(twelve, tmp_path):
    write_results(twelve, tmp_path / "results.xlsx")
    book = openpyxl.load_workbook(tmp_path / "results.xlsx")
    for sheet, title in (
        ("People", "Lump sum"),
        ("People", "Cost if redundant"),
        ("People", "Expected cost"),
        ("Receivers", "Total"),
        ("Receivers", "Over target"),
        ("Pools", "Redundancy cost"),
        ("Functions", "Redundancy cost"),
        ("Months", "Saving so far"),
    ):
        assert all(str(cell).startswith("=") for cell in column(book[sheet], title, 2)), (sheet, title)
    assert column(book["People"], "Lump sum", 1)[0] == "=ROUND(MAX(L2,M2),2)"
    assert str(beside(book["Headline"], "Redundancy cost")[0]).startswith("='People'!")


def test_the_charts_show_cost_by_function_against_target_and_cash(twelve, tmp_path):
    write_results(twelve, tmp_path / "results.xlsx")
    with zipfile.ZipFile(tmp_path / "results.xlsx") as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    assert len(charts) == 3
    cost, target, cash = charts
    assert cost.count("Charts!") == 2
    assert target.count("Charts!") == 4
    assert cash.count("'Months'!") + cash.count("Months!") == 4


def test_figures_beside_the_charts_are_references_to_the_tables(many, tmp_path):
    write_results(many, tmp_path / "results.xlsx")
    shown = beside_head(
        openpyxl.load_workbook(tmp_path / "results.xlsx")["Charts"], "Redundancy cost by function"
    )
    assert all(row[0].startswith("='Functions'!") for row in shown.values())


def test_names_of_people_are_not_in_the_file(twelve, tmp_path):
    content = results_content(twelve)
    names = list(twelve.plan.staff["name"].dropna())
    assert names
    with zipfile.ZipFile(BytesIO(content)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "ignore")
    assert [name for name in names if name in text] == []


def test_what_is_not_known_is_left_blank(many):
    people = many.people.assign(statutory=np.nan, capital_cost=np.nan)
    unknown = _with(
        many, people=people, receivers=many.receivers.assign(target=np.nan, over=np.nan, over_percent=np.nan)
    )
    book = openpyxl.load_workbook(BytesIO(results_content(unknown)), data_only=True)
    assert np.isnan(figures(book["People"], "Statutory", len(people))).all()
    assert np.isnan(figures(book["Receivers"], "Over target", len(many.receivers))).all()


def _with(results, **changes):
    from dataclasses import replace

    return replace(results, **changes)


def test_the_baseline_and_an_empty_plan_can_be_written(tmp_path):
    rules = load_rules()
    for at, plan in enumerate((twelve_people(), Plan())):
        write_results(evaluate(plan, BASELINE, rules), tmp_path / f"{at}.xlsx")
        assert openpyxl.load_workbook(tmp_path / f"{at}.xlsx").sheetnames == SHEETS


@pytest.mark.parametrize("name", ["=1+1", "A/B [x]*?:'", "x" * 60])
def test_a_scenario_of_any_name_can_be_written(name):
    plan = twelve_people()
    first = plan.scenario_names[0]
    for table in ("scenarios", "allocations", "placements", "posts", "assumptions"):
        frame = plan.table(table)
        frame = frame.assign(scenario=frame["scenario"].replace(first, name).astype("str"))
        plan = plan.with_table(table, frame)
    book = openpyxl.load_workbook(BytesIO(results_content(evaluate(plan, name, load_rules()))))
    assert book.sheetnames == SHEETS
    assert name in str(book["Headline"]["A1"].value)


def test_scenarios_side_by_side_are_a_sheet_more(twelve, tmp_path):
    base = evaluate(twelve.plan, BASELINE, load_rules())
    write_results(twelve, tmp_path / "results.xlsx", compare([twelve], base))
    book = openpyxl.load_workbook(tmp_path / "results.xlsx", data_only=True)
    assert book.sheetnames == ["Headline", "Compare", *SHEETS[1:]]
    _, before, after, difference = beside(book["Compare"], "Redundancy cost")
    assert after == twelve.headline.redundancy_cost
    assert difference == pytest.approx(after - before)


def test_a_file_that_cannot_be_written_says_so(twelve, tmp_path):
    with pytest.raises(SaveFailedError, match="folder"):
        write_results(twelve, tmp_path / "gone" / "results.xlsx")


# --------------------------------------------------------------------- worked out by a spreadsheet


@pytest.mark.parametrize("sample", sorted(samples().glob("*.xlsx")), ids=lambda path: path.stem)
def test_a_spreadsheet_works_out_each_sample_to_the_penny(sample, recalculated, tmp_path):
    plan = read_plan(sample).plan
    results = evaluate(plan, plan.scenario_names[-1], load_rules())
    write_results(results, tmp_path / "results.xlsx")
    check_against_the_engine(recalculated(tmp_path / "results.xlsx"), results)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_spreadsheet_works_out_generated_plans_to_the_penny(seed, recalculated, tmp_path):
    """Three of the fifty that ``python -m tests.endurance.recalculate`` goes through."""
    results = generated_results(seed)
    write_results(results, tmp_path / "results.xlsx")
    check_against_the_engine(recalculated(tmp_path / "results.xlsx"), results)


def test_a_spreadsheet_works_out_the_same_pennies(twelve, recalculated, tmp_path):
    write_results(twelve, tmp_path / "results.xlsx")
    check_against_the_engine(recalculated(tmp_path / "results.xlsx"), twelve)


def test_a_spreadsheet_works_out_a_whole_cluster_to_the_penny(many, recalculated, tmp_path):
    write_results(many, tmp_path / "results.xlsx")
    check_against_the_engine(recalculated(tmp_path / "results.xlsx"), many)


def test_codes_that_look_like_patterns_are_summed_by_themselves(twelve, recalculated, tmp_path):
    functions = twelve.people["function"].unique()
    odd = {str(code): f"{code}*" for code in functions[1:]} | {str(functions[0]): "*"}
    renamed = _with(
        twelve,
        people=twelve.people.assign(function=twelve.people["function"].map(odd).astype("str")),
        functions=twelve.functions.assign(
            function=twelve.functions["function"].map(lambda code: odd.get(code, code)).astype("str")
        ),
    )
    write_results(renamed, tmp_path / "results.xlsx")
    check_against_the_engine(recalculated(tmp_path / "results.xlsx"), renamed)


def test_exit_costs_from_the_raw_facts_come_to_the_same_penny(many, twelve, recalculated, tmp_path):
    for name, results in (("twelve", twelve), ("many", many)):
        folder = tmp_path / name
        folder.mkdir()
        write_exit_cost_sheet(results, folder / "exits.xlsx")
        sheet = recalculated(folder / "exits.xlsx")["Exit costs"]
        people, count = results.people, len(results.people)
        for title, key in (
            ("Complete reckonable years", "complete_years"),
            ("Section 16", "section16"),
            ("Statutory", "statutory"),
            ("Lump sum", "lump_sum"),
            ("Capital cost", "capital_cost"),
            ("Cost if redundant", "cost_if_redundant"),
            ("Expected cost", "expected_cost"),
        ):
            np.testing.assert_array_equal(figures(sheet, title, count), people[key].to_numpy(), err_msg=title)
        states = pd.Series(column(sheet, "Pension on redundancy", count))
        assert list(states) == list(people["pension_state"])
