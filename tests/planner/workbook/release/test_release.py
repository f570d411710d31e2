"""In a released workbook nobody is found: not in a cell, not in a part of the file, not by subtraction."""

import errno
import re
import zipfile
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from planner.base.errors import SaveFailedError, UnknownScenarioError
from planner.engine.evaluate import evaluate
from planner.model.plan import Plan
from planner.model.scenario_edits import rename_scenario
from planner.rules.rulebook import load_rules
from planner.workbook.password import unlocked
from planner.workbook.release import LEAST, NOT_SHOWN, release_copy
from planner.workbook.release.people import ABOUT, WORK
from planner.workbook.samples import generated_plan, twelve_people

SECRETS = ("notes", "position_title", "establishment", "ethnicity")
NUMBERS = ("employee_number", "assignment_number")


@pytest.fixture(scope="module")
def plan():
    """A plan that says something telling wherever something can be said."""
    made = generated_plan(600, 6, 3, 24, seed=4)
    count = len(made.staff)
    staff = made.staff.assign(
        name=[f"Zebedee{at:05d} Quillfeather{at:05d}" for at in range(count)],
        employee_number=[f"EMP{at:06d}" for at in range(count)],
        assignment_number=[f"ASG{at:06d}-1" for at in range(count)],
        notes=[f"Note-Secret-{at}" for at in range(count)],
        position_title=[f"Telling title {at}" for at in range(count)],
        establishment="Gossip House",
        ethnicity="Telling ethnicity",
    )
    told = made.with_table("staff", staff)
    return told.with_table("placements", told.placements.iloc[:0])


@pytest.fixture(scope="module")
def results(plan):
    return evaluate(plan, plan.scenario_names[0], load_rules())


@pytest.fixture(scope="module")
def released(plan, results, tmp_path_factory):
    path = tmp_path_factory.mktemp("release") / "For release.xlsx"
    release_copy(plan, results, path)
    return path


@pytest.fixture(scope="module")
def parts(released):
    with zipfile.ZipFile(released) as package:
        return {name: package.read(name) for name in package.namelist()}


def sheet(path, title):
    rows = list(openpyxl.load_workbook(path)[title].iter_rows(values_only=True))
    return pd.DataFrame(rows[1:], columns=rows[0])


def texts_of(parts):
    """Everything that the file says, markup and all, entities resolved."""
    return "\n".join([*parts, *(unescape(part.decode("utf-8", "replace")) for part in parts.values())])


def test_no_name_number_or_free_text_is_in_any_part(plan, parts):
    said = texts_of(parts)
    for key in ("name", *NUMBERS, *SECRETS):
        for text in plan.staff[key].dropna().unique():
            assert text not in said, f"{key} leaks"
    for word in ("Zebedee", "Quillfeather", "EMP0", "ASG0", "Secret", "Gossip"):
        assert word not in said


def test_no_birth_date_service_date_or_salary_is_in_any_part(plan, parts):
    numbers = {
        value
        for name, part in parts.items()
        if name.startswith("xl/worksheets/")
        for value in re.findall(rb"<v>([^<]*)</v>", part)
    }
    epoch = pd.Timestamp(1899, 12, 30)
    for key in ("born", "continuous_from", "reckonable_from"):
        days = {b"%d" % (day - epoch).days for day in plan.staff[key].dropna()}
        assert not days & numbers
    pay = {b"%d" % salary for salary in plan.staff["annual_salary"].dropna() if salary > 1_000}
    assert not pay & numbers


def test_there_is_nothing_behind_the_sheets(parts):
    kinds = {
        r"[^/]+\.xml",
        r"_rels/\.rels",
        r"xl/(_rels/)?(workbook|styles|sharedStrings)\.xml(\.rels)?",
        r"xl/theme/theme1\.xml",
        r"xl/worksheets/sheet\d+\.xml",
    }
    odd = [name for name in parts if not any(re.fullmatch(kind, name) for kind in kinds)]
    assert odd == []
    for name, part in parts.items():
        for sign in (
            b"definedName",
            b"<f>",
            b"<f ",
            b'hidden="',
            b"legacyDrawing",
            b"docProps",
            b"externalLink",
        ):
            assert sign not in part, f"{sign!r} in {name}"
    book = parts["xl/workbook.xml"]
    assert re.findall(rb'state="(\w+)"', book) == []


def test_parts_say_nothing_of_when_they_were_made(released):
    with zipfile.ZipFile(released) as package:
        assert {entry.date_time[:3] for entry in package.infolist()} == {(1980, 1, 1)}
        assert package.comment == b""


def test_a_page_says_what_was_taken_out(released):
    said = " ".join(str(cell.value) for row in openpyxl.load_workbook(released).worksheets[0] for cell in row)
    for word in (
        "Names",
        "employee numbers",
        "Dates of birth",
        "hidden sheets",
        "properties",
        "Counts of 1 to 4",
    ):
        assert word in said


def test_all_that_is_said_of_people_is_said_of_at_least_five(released, results):
    people = sheet(released, "People")
    assert len(people) == results.people["employee_number"].nunique()
    assert people.value_counts().min() >= LEAST
    for title in ("Bands", "Ages"):
        counts = sheet(released, title).iloc[:, 1:].to_numpy().ravel()
        assert not [count for count in counts if 0 < count < LEAST]
    functions, organisations = sheet(released, "Functions"), sheet(released, "Organisations")
    assert functions["People"].min() >= LEAST
    assert organisations["People"].min() >= LEAST
    assert functions["People"].sum() == organisations["People"].sum() == len(people)


def test_ages_are_in_bands(released):
    ages = set(sheet(released, "People").iloc[:, 2])
    assert ages <= {
        *("under 25", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 and over", "not known", NOT_SHOWN)
    }
    assert len(ages) > 2


def test_people_stand_in_another_order_each_time(plan, results, released, tmp_path):
    release_copy(plan, results, tmp_path / "again.xlsx")
    one, other = sheet(released, "People"), sheet(tmp_path / "again.xlsx", "People")
    assert not one.equals(other)
    order = list(one.columns)
    assert one.sort_values(order, ignore_index=True).equals(other.sort_values(order, ignore_index=True))


def test_sums_agree_with_the_engine(released, results):
    functions = sheet(released, "Functions")
    assert functions["FTE"].sum() == pytest.approx(results.people["fte"].sum(), abs=0.01 * len(functions))
    headline = openpyxl.load_workbook(released)["Headline"]
    assert headline["B3"].value == pytest.approx(results.headline.redundancy_cost, abs=0.01)


def test_a_name_in_a_label_is_taken_out(plan, tmp_path):
    number = plan.staff["employee_number"].iloc[7]
    named = plan.with_facts(plan_name="Plan of Zebedee00003 Quillfeather00003")
    functions = named.functions.copy()
    functions.loc[functions.index[0], "name"] = f"Work of {number}'s team"
    named = named.with_table("functions", functions)
    scenario = "Quillfeather00005, Zebedee00005: option"
    named = rename_scenario(named, named.scenario_names[0], scenario)
    path = tmp_path / "release.xlsx"
    release_copy(named, scenario, path)
    with zipfile.ZipFile(path) as package:
        said = texts_of({name: package.read(name) for name in package.namelist()})
    assert "Zebedee" not in said
    assert number not in said
    assert "was taken out" in said


def test_a_plan_of_four_people_says_nothing(tmp_path):
    small = twelve_people()
    small = small.with_table("staff", small.staff.iloc[:4])
    with pytest.raises(SaveFailedError, match="fewer than 5 people"):
        release_copy(small, "One of each", tmp_path / "release.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_small_plan_shows_only_what_many_share(tmp_path):
    path = tmp_path / "release.xlsx"
    release_copy(twelve_people(), "One of each", path)
    functions = sheet(path, "Functions")
    assert list(functions["Function"]) == [NOT_SHOWN]
    assert functions["People"].tolist() == [12]
    with zipfile.ZipFile(path) as package:
        said = texts_of({name: package.read(name) for name in package.namelist()})
        texts = package.read("xl/sharedStrings.xml").decode()
    assert "Post-holder" not in said
    assert not re.search(r"\bE\d\d\b", texts)


def test_a_sum_over_one_to_four_people_is_withheld_and_so_is_what_would_give_it_away():
    from planner.workbook.release.tables import withheld

    assert withheld([2, 9, 30]).tolist() == [True, True, False]
    assert withheld([4, 3, 30]).tolist() == [True, True, False]
    assert withheld([0, 9, 30]).tolist() == [False, False, False]
    assert withheld([1, 2, 9, 30]).tolist() == [True, True, True, False]
    assert withheld([3]).tolist() == [True]


def test_a_receiver_with_staff_drawn_from_few_stands_with_others(results, plan):
    from dataclasses import replace

    import numpy as np

    from planner.workbook.release.tables import TOGETHER, receivers

    placements = results.placements
    codes = list(dict.fromkeys(results.receivers["receiver"]))[:2]
    locked = np.full(len(placements.pool), -1)
    locked[:2], locked[2:9] = [placements.receivers.index(one) for one in codes]
    few = replace(placements, locked_receiver=locked, steps=())
    table = receivers(replace(results, placements=few))
    names = dict(zip(plan.organisations["code"], plan.organisations["name"], strict=True))
    assert TOGETHER in set(table["receiver"])
    assert not {names[one] for one in codes} & set(table["receiver"])
    assert table["total"].sum() == pytest.approx(results.receivers["total"].sum())


def test_a_password_locks_it(plan, results, tmp_path):
    path = tmp_path / "release.xlsx"
    release_copy(plan, results, path, password="Öffnen 12")
    assert not zipfile.is_zipfile(path)
    inside = unlocked(path.read_bytes(), path.name, "Öffnen 12")
    assert openpyxl.load_workbook(BytesIO(inside)).sheetnames[0] == "About this copy"


def test_a_full_disk_leaves_the_old_copy_whole(plan, results, tmp_path, monkeypatch):
    path = tmp_path / "release.xlsx"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(SaveFailedError, match="no room left"):
        release_copy(plan, results, path)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"


def test_an_unknown_scenario_is_named(plan, tmp_path):
    with pytest.raises(UnknownScenarioError, match="Nowhere"):
        release_copy(plan, "Nowhere", tmp_path / "release.xlsx")


def test_an_empty_plan_says_nothing(tmp_path):
    with pytest.raises(SaveFailedError, match="fewer than 5"):
        release_copy(Plan().with_facts(closure=date(2013, 3, 31)), "Baseline", tmp_path / "release.xlsx")


def test_function_is_never_beside_the_rest_of_a_person(released):
    assert list(sheet(released, "People").columns) == ["Organisation", "Band", "Age at closure", "Hours"]
    assert set(WORK) & set(ABOUT) == {"organisation"}
