"""``check``: what is wrong or odd in a plan, in words and as JSON."""

import json

import pytest

from planner.workbook.samples import twelve_people


def test_a_good_plan_has_exit_code_0_and_says_its_totals(run, good_file):
    code, out, err = run("check", good_file)
    assert (code, err) == (0, "")
    assert "12 people, 11.00 FTE" in out


def test_an_error_has_exit_code_1_and_names_the_cell_what_is_there_and_the_remedy(run, faulty_file):
    code, out, _ = run("check", faulty_file)
    assert code == 1
    assert "J3" in out
    assert "'tbc'" in out
    assert "To do:" in out
    assert "1 staff row in error, 1.00 FTE, left out of every figure." in out


def test_findings_of_one_kind_are_one_group_with_all_their_cells(run, write_workbook, tmp_path):
    plan = twelve_people()
    faults = [("Staff", row, "Annual salary", "tbc") for row in (3, 5, 9)]
    faults += [("Staff", row, "FTE", f"{row}.0x") for row in range(2, 14)]
    _, out, _ = run("check", write_workbook(plan, tmp_path / "faulty.xlsx", faults))
    assert "In:     J3, J5, J9" in out
    assert out.count("'tbc'") == 1
    assert "and 4 more like these" in out


def test_json_has_the_keys_that_scripts_rely_on(run, faulty_file):
    code, out, _ = run("check", faulty_file, "--json")
    said = json.loads(out)
    assert code == 1
    assert list(said) == ["file", "format_version", "totals", "findings"]
    assert said["file"] == str(faulty_file)
    assert said["format_version"] == 1
    assert said["totals"]["heads"] == 11
    assert said["totals"]["fte"] == 10.0
    assert list(said["totals"]) == ["heads", "fte", "pay"]
    worst = said["findings"][0]
    assert list(worst) == ["severity", "sheet", "cell", "column", "value", "message", "remedy"]
    assert (worst["severity"], worst["sheet"], worst["cell"]) == ("error", "Staff", "Staff!J3")
    assert (worst["column"], worst["value"]) == ("Annual salary", "tbc")


def test_json_before_the_plan_still_finds_the_plan(run, good_file):
    code, out, _ = run("check", "--json", good_file)
    assert code == 0
    assert json.loads(out)["file"] == str(good_file)


def test_json_to_a_file_is_utf8_and_leaves_standard_output_to_the_words(run, good_file, tmp_path):
    out_file = tmp_path / "findings.json"
    code, out, _ = run("check", good_file, "--json", out_file)
    assert (code, out) == (0, "")
    assert json.loads(out_file.read_bytes().decode("utf-8"))["file"] == str(good_file)
    assert "Twelve – people" in out_file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.xlsx", b""), ("rubbish.xlsx", b"not a workbook"), ("cut.xlsx", b"PK\x03\x04 and no more")],
)
def test_a_refused_file_is_an_error_in_words_and_in_json(run, tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    code, out, err = run("check", file)
    assert (code, out) == (1, "")
    assert name in err
    code, out, _ = run("check", file, "--json")
    said = json.loads(out)
    assert code == 1
    assert said["format_version"] is None
    assert said["totals"] == {"heads": None, "fte": None, "pay": None}
    assert [one["severity"] for one in said["findings"]] == ["error"]
    assert name in said["findings"][0]["message"]


def test_a_missing_file_is_an_error_and_not_a_traceback(run, tmp_path):
    code, _, err = run("check", tmp_path / "nowhere.xlsx")
    assert code == 1
    assert "nowhere.xlsx" in err
    assert "Traceback" not in err


def test_a_protected_plan_without_a_password_says_that_it_needs_one(run, protected_file):
    code, out, err = run("check", protected_file)
    assert (code, out) == (1, "")
    assert "needs a password" in err
    assert "--password-file" in err
    code, out, _ = run("check", protected_file, "--json")
    finding = json.loads(out)["findings"][0]
    assert code == 1
    assert "needs a password" in finding["message"]
    assert "--password-file" in finding["remedy"]


def test_a_password_file_opens_a_protected_plan(run, protected_file, password, tmp_path):
    file = tmp_path / "password.txt"
    file.write_text(f"{password}\r\nand a second line\n", encoding="utf-8-sig")
    code, out, _ = run("check", protected_file, "--password-file", file)
    assert code == 0
    assert "12 people" in out


def test_a_wrong_password_is_said_to_be_wrong(run, protected_file, tmp_path):
    file = tmp_path / "password.txt"
    file.write_text("sesame", encoding="utf-8")
    code, _, err = run("check", protected_file, "--password-file", file)
    assert code == 1
    assert "does not open" in err


@pytest.mark.parametrize("content", [None, b"", b"\n\n"], ids=["missing", "empty", "a blank line"])
def test_a_password_file_without_a_password_is_wrong_use(run, protected_file, tmp_path, content):
    file = tmp_path / "password.txt"
    if content is not None:
        file.write_bytes(content)
    code, _, err = run("check", protected_file, "--password-file", file)
    assert code == 2
    assert "password.txt" in err


def test_a_person_at_the_terminal_is_asked_and_may_try_again(run, protected_file, password, monkeypatch):
    answers = iter(["wrong", password])
    monkeypatch.setattr("planner.cli.terminal.someone_is_there", lambda: True)
    monkeypatch.setattr("planner.cli.terminal.getpass", lambda prompt: next(answers))
    code, out, err = run("check", protected_file)
    assert code == 0
    assert "does not open" in err
    assert "12 people" in out


def test_a_person_who_gives_up_ends_the_command(run, protected_file, monkeypatch):
    monkeypatch.setattr("planner.cli.terminal.someone_is_there", lambda: True)
    monkeypatch.setattr("planner.cli.terminal.getpass", lambda prompt: "")
    code, _, err = run("check", protected_file)
    assert code == 1
    assert "needs a password" in err


def test_the_plan_itself_is_never_written_over(run, good_file):
    before = good_file.read_bytes()
    code, _, err = run("check", good_file, "--json", good_file)
    assert code == 2
    assert "is the plan itself" in err
    assert good_file.read_bytes() == before
