"""``import``: lists into a plan, from the command line."""

import csv
import json

import openpyxl
import pytest

from planner.workbook.read import read_plan

ROWS = [
    ["Staff in post"],
    [],
    ["Employee Number", "Organisation", "Cost Centre", "Pay Scale", "Contracted Wte", "Annual Salary"],
    ["00012345", "NHS Leeds", "004310", "XN07", ".5", "£35,184.00"],
    ["00012346", "NHS Leeds", "004320", "Band 6", "1", "30,000"],
    ["Total", "", "", "", "1.5", ""],
]
FAULTY = [*ROWS[:3], [*ROWS[3][:4], "tbc", "35184"], ROWS[4]]


@pytest.fixture
def write_list(tmp_path):
    def write(rows, name="list.csv", encoding="utf-8"):
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    return write


@pytest.fixture
def write_book(tmp_path):
    def write(sheets, name="lists.xlsx", hidden=()):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
            sheet.sheet_state = "hidden" if title in hidden else "visible"
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def into(tmp_path):
    return tmp_path / "New cluster.xlsx"


def test_a_list_becomes_a_new_plan_and_the_columns_are_said(run, write_list, into):
    code, out, err = run("import", write_list(ROWS), "--into", into)
    assert (code, err) == (0, "")
    assert "list.csv: Staff" in out
    assert "Contracted Wte" in out
    assert "2 people, 1.50 FTE" in out
    assert "FTE: the file's own total 1.50 agrees" in out
    assert f"New plan saved: {into}" in out
    plan = read_plan(into).plan
    assert plan.facts.plan_name == "New cluster"
    assert plan.staff["employee_number"].tolist() == ["00012345", "00012346"]
    assert plan.functions["code"].tolist() == ["004310", "004320"]
    assert plan.organisations["name"].tolist() == ["Leeds PCT"]


def test_the_new_plan_is_one_that_check_finds_no_error_in(run, write_list, into):
    run("import", write_list(ROWS), "--into", into)
    code, out, _ = run("check", into)
    assert code == 0
    assert "2 people, 1.50 FTE" in out


def test_what_cannot_be_read_is_an_error_with_the_cell_of_the_list_and_is_kept(run, write_list, into):
    code, out, _ = run("import", write_list(FAULTY), "--into", into)
    assert code == 1
    assert "E4" in out
    assert "'tbc'" in out
    assert [one.text for one in read_plan(into).plan.unread] == ["tbc"]


def test_bringing_the_same_in_again_changes_nothing(run, write_list, into):
    run("import", write_list(ROWS), "--into", into)
    before = into.read_bytes()
    code, out, _ = run("import", write_list(ROWS), "--into", into)
    assert code == 0
    assert "2 rows there already" in out
    assert into.read_bytes() == before


def test_a_row_that_is_there_is_a_conflict_until_replaced(run, write_list, into):
    run("import", write_list(ROWS), "--into", into)
    changed = [*ROWS[:4], [*ROWS[4][:4], "0.8", "30,000"]]
    code, out, _ = run("import", write_list(changed), "--into", into)
    assert code == 1
    assert "FTE is '1' in the plan and '0.8' here" in " ".join(out.split())
    assert "--replace" in out
    assert read_plan(into).plan.staff["fte"].tolist() == [0.5, 1.0]
    code, _, _ = run("import", write_list(changed), "--into", into, "--replace")
    assert code == 0
    assert read_plan(into).plan.staff["fte"].tolist() == [0.5, 0.8]


def test_rows_are_added_to_a_plan_whose_other_content_stays(run, write_list, good_file, tmp_path):
    into = tmp_path / "plan.xlsx"
    into.write_bytes(good_file.read_bytes())
    before = read_plan(into).plan
    code, out, _ = run("import", write_list(ROWS), "--into", into)
    assert code == 0, out
    after = read_plan(into).plan
    assert after.staff["employee_number"].tolist()[:-2] == before.staff["employee_number"].tolist()
    assert after.allocations["reason"].equals(before.allocations["reason"])
    assert after.facts == before.facts


def test_json_says_how_each_column_was_taken_and_how_sure_that_is(run, write_list, into):
    code, out, _ = run("import", write_list(ROWS), "--into", into, "--json")
    said = json.loads(out)
    assert code == 0
    assert list(said) == ["into", "is_new", "imports", "findings"]
    one = said["imports"][0]
    assert one["mapping"]["table"] == "staff"
    assert one["mapping"]["header_row"] == 3
    columns = {column["header"]: column for column in one["mapping"]["columns"]}
    assert columns["Contracted Wte"]["is"] == "fte"
    assert 0 < columns["Cost Centre"]["confidence"] < columns["Contracted Wte"]["confidence"] <= 1
    assert one["totals"] == {"rows": 2, "heads": 2, "fte": 1.5, "amount": 47592.0}
    assert one["own_totals"] == [{"column": "FTE", "file": 1.5, "read": 1.5, "agrees": True}]
    assert (one["added"], one["same"], one["conflicts"], one["replaced"]) == (2, 0, 0, 0)
    assert list(said["findings"][0]) == ["severity", "sheet", "cell", "column", "value", "message", "remedy"]


def test_a_saved_mapping_changed_by_hand_is_used(run, write_list, into, tmp_path):
    mapping = tmp_path / "mapping.json"
    run("import", write_list(ROWS), "--into", into, "--save-mapping", mapping)
    kept = json.loads(mapping.read_text(encoding="utf-8"))
    columns = kept["mappings"][0]["columns"]
    next(one for one in columns if one["header"] == "Cost Centre")["is"] = "establishment"
    mapping.write_text(json.dumps(kept), encoding="utf-8")
    other = tmp_path / "other.xlsx"
    code, out, _ = run(
        "import", write_list(ROWS), "--into", other, "--mapping", mapping, "--function", "CON", "--json"
    )
    assert code == 0, out
    plan = read_plan(other).plan
    assert plan.staff["establishment"].tolist() == ["004310", "004320"]
    assert plan.staff["function"].tolist() == ["CON", "CON"]


def test_of_a_workbook_the_sheets_that_are_known_come_in_and_the_rest_is_named(run, write_book, into):
    book = write_book(
        {
            "Cover": [["A cover"]],
            "Data": ROWS,
            "Old data": [*ROWS[2:4]],
            "Secret": ROWS,
            "Places": [["Code", "Name", "Kind", "Population"], ["02N", "Airedale CCG", "CCG", 150000]],
        },
        hidden=["Secret"],
    )
    code, out, _ = run("import", book, "--into", into)
    assert code == 0, out
    assert "sheet 'Data': Staff" in out
    assert "sheet 'Places': Organisations" in out
    words = " ".join(out.split())
    assert "Sheet 'Cover' of lists.xlsx looks like no table" in words
    assert "Sheet 'Secret' of lists.xlsx is hidden" in words
    assert "Sheet 'Old data' of lists.xlsx looks like staff too" in words
    assert len(read_plan(into).plan.organisations) == 2


def test_a_sheet_may_be_named_even_a_hidden_one(run, write_book, into):
    book = write_book({"Data": ROWS, "Secret": FAULTY}, hidden=["Secret"])
    code, out, _ = run("import", book, "--into", into, "--sheet", "secret")
    assert code == 1
    assert "sheet 'Secret': Staff" in out


def test_several_files_come_in_at_once_what_others_refer_to_first(run, write_list, into):
    bodies = write_list(
        [["Code", "Name", "Kind"], ["5N1", "NHS Leeds", "PCT"], ["02N", "Airedale", "CCG"]], "a.csv"
    )
    code, out, _ = run("import", write_list(ROWS, "z.csv"), bodies, "--into", into)
    assert code == 0, out
    assert out.index("a.csv: Organisations") < out.index("z.csv: Staff")
    plan = read_plan(into).plan
    assert plan.organisations["code"].tolist() == ["5N1", "02N"]
    assert plan.staff["organisation"].tolist() == ["5N1", "5N1"]


def test_a_file_that_is_refused_does_not_keep_out_the_others(run, write_list, into, tmp_path):
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 and no more")
    code, out, _ = run("import", tmp_path / "bad.xlsx", write_list(ROWS), "--into", into)
    assert code == 1
    assert "bad.xlsx is damaged" in out
    assert len(read_plan(into).plan.staff) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "looks like"),
        (b"\x00\x01\x02\x80" * 99, "not text"),
        (b"x", "looks like"),
    ],
)
def test_where_nothing_comes_in_no_plan_is_written(run, tmp_path, into, content, says):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    code, out, err = run("import", path, "--into", into)
    assert code == 1
    assert says in out + err
    assert not into.exists()
    assert "Nothing was brought in" in out


def test_the_plan_stays_protected_with_its_password(run, write_list, protected_file, password, tmp_path):
    into, secret = tmp_path / "plan.xlsx", tmp_path / "password.txt"
    into.write_bytes(protected_file.read_bytes())
    secret.write_text(password, encoding="utf-8")
    code, out, _ = run("import", write_list(ROWS), "--into", into, "--password-file", secret)
    assert code == 0, out
    assert len(read_plan(into, password).plan.staff) == 14
    code, _, err = run("import", write_list(ROWS), "--into", into)
    assert code == 1
    assert "--password-file" in err


def test_a_list_without_an_organisation_takes_the_one_that_a_plan_has(run, write_list, into):
    run("import", write_list(ROWS), "--into", into)
    rows = [[cell for at, cell in enumerate(row) if at != 1] for row in ROWS[2:5]]
    rows[1][0], rows[2][0] = "7", "8"
    code, out, _ = run("import", write_list(rows), "--into", into)
    assert code == 0, out
    assert read_plan(into).plan.staff["organisation"].nunique() == 1


def test_what_the_command_gives_holds_for_every_row_whatever_the_list_says(run, write_list, into):
    code, out, _ = run(
        "import", write_list(ROWS), "--into", into, "--organisation", "P9", "--function", "CON"
    )
    assert code == 0, out
    plan = read_plan(into).plan
    assert plan.staff["organisation"].tolist() == ["P9", "P9"]
    assert plan.staff["function"].tolist() == ["CON", "CON"]


@pytest.mark.parametrize(
    "words",
    [
        ("import",),
        ("import", "LIST"),
        ("import", "LIST", "--into", "LIST"),
        ("import", "LIST", "--into", "plan.csv"),
        ("import", "LIST", "--into", "INTO", "--sheet", "None such"),
        ("import", "LIST", "--into", "INTO", "--year", "soon"),
        ("import", "LIST", "--into", "INTO", "--table", "rooms"),
        ("import", "LIST", "--into", "INTO", "--line", "Pays"),
        ("import", "LIST", "--into", "INTO", "--mapping", "none.json"),
        ("import", "LIST", "--into", "INTO", "--mapping", "LIST"),
        ("import", "LIST", "--into", "INTO", "--json", "LIST"),
        ("import", "LIST", "--into", "INTO", "--save-mapping", "LIST"),
    ],
    ids=" ".join,
)
def test_wrong_use_has_exit_code_2_and_writes_nothing(run, write_list, into, words):
    listed = write_list(ROWS)
    before = listed.read_bytes()
    names = {"LIST": listed, "INTO": into}
    code, _, err = run(*(names.get(word, word) for word in words))
    assert code == 2
    assert err
    assert not into.exists()
    assert listed.read_bytes() == before


def test_help_names_every_option(run):
    code, out, _ = run("import", "--help")
    assert code == 0
    for option in ("--into", "--sheet", "--table", "--mapping", "--save-mapping", "--replace", "--json"):
        assert option in out
