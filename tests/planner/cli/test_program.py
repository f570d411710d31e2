"""The frame of the command line: help, exit codes, errors, streams."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.cli import commands
from planner.cli.columns import elided, table

ROOT = Path(__file__).resolve().parents[3]


def _process(*words, **settings):
    """Run the engine alone as a process of its own, as a script would."""
    return subprocess.run(
        [sys.executable, "-m", "planner", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
        env=os.environ | settings,
    )


def test_help_lists_the_commands_that_work_and_no_others(run):
    code, out, _ = run("--help")
    assert code == 0
    assert set(commands.BY_NAME) == {
        *("open", "check", "evaluate", "compare", "propose", "report", "risk", "import", "demo"),
        *("release", "handover", "slice", "changes", "refresh", "history"),
    }
    assert all(f"\n    {name} " in out for name in commands.BY_NAME)
    assert "exit codes" in out


@pytest.mark.parametrize("name", commands.BY_NAME)
def test_each_command_has_its_own_help(run, name):
    code, out, _ = run(name, "--help")
    assert code == 0
    assert out.startswith(f"usage: pct-planner {name}")


@pytest.mark.parametrize(
    "words",
    [(), ("chekc",), ("check",), ("evaluate", "--scenario", "A"), ("report", "plan.xlsx"), ("check", "--js")],
    ids=" ".join,
)
def test_words_that_make_no_command_are_wrong_use(run, words):
    assert run(*words)[0] == 2


def test_report_hands_the_boards_page_to_the_printer(run, good_file, tmp_path):
    printed = []
    code, _, _ = run(
        *("report", good_file, "--scenario", "one of each", "--pdf", tmp_path / "page.pdf"),
        printer=lambda pages, path, paper: printed.append(
            ([page.kind for page in pages], pages[0].title, path, paper)
        ),
    )
    assert code == 0
    assert printed == [(["Board summary"], "One of each", tmp_path / "page.pdf", "A4")]


def test_the_engine_alone_says_that_it_cannot_draw_or_open_a_window(run, good_file, tmp_path):
    code, _, err = run("report", good_file, "--scenario", "One of each", "--pdf", tmp_path / "page.pdf")
    assert code == 2
    assert "pct-planner report" in err
    code, _, err = run("open", good_file)
    assert code == 2
    assert "pct-planner open" in err


def test_open_hands_the_plan_to_the_window_and_passes_its_exit_code_on(run, good_file):
    opened = []
    code, _, _ = run("open", good_file, window=lambda plan: opened.append(plan) or 7)
    assert (code, opened) == (7, [good_file])
    code, _, err = run("open", good_file.with_name("nowhere.xlsx"), window=opened.append)
    assert code == 2
    assert "nowhere.xlsx" in err


def test_a_fault_of_the_program_shows_no_traceback_and_keeps_no_data(run, good_file, monkeypatch, own_home):
    name = "Jane Example"

    def broken(arguments, means):
        raise ZeroDivisionError(name)

    monkeypatch.setitem(commands.BY_NAME, "check", broken)
    code, out, err = run("check", good_file)
    assert code == 70
    assert out == ""
    assert "Traceback" not in err
    assert name not in err
    (log,) = own_home.rglob("command-line.log")
    kept = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in kept
    assert name not in kept
    assert str(log) in err


def test_ctrl_c_ends_quietly(run, good_file, monkeypatch):
    def stopped(arguments, means):
        raise KeyboardInterrupt

    monkeypatch.setitem(commands.BY_NAME, "check", stopped)
    assert run("check", good_file) == (130, "", "")


def test_a_console_without_the_pound_sign_gets_another_and_json_stays_whole(good_file):
    words = _process("evaluate", good_file, "--scenario", "One of each", PYTHONIOENCODING="ascii:strict")
    assert words.returncode == 0, words.stderr
    assert b"Redundancy cost" in words.stdout
    windows = _process("check", good_file, PYTHONIOENCODING="cp437:strict", PYTHONUTF8="0")
    assert windows.returncode == 0, windows.stderr
    said = _process("check", good_file, "--json", PYTHONIOENCODING="ascii:strict")
    assert json.loads(said.stdout)["file"] == str(good_file)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="Windows has no /dev")
def test_json_may_be_written_to_a_device(good_file):
    said = _process("check", good_file, "--json", "/dev/stdout")
    assert json.loads(said.stdout)["format_version"] == 1


def test_a_reader_that_goes_away_ends_the_command_quietly(good_file):
    code = "import sys; from planner.cli import main; sys.exit(main(sys.argv[1:]))"
    with subprocess.Popen(
        [sys.executable, "-c", code, "evaluate", str(good_file), "--scenario", "One of each", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=120) == 141
    assert said == b""


def test_no_progress_is_drawn_where_nobody_watches(good_file):
    assert _process("check", good_file).stderr == b""


def test_help_starts_without_the_slow_libraries():
    code = (
        "import sys; from planner.cli import main; main(['--help']);"
        "slow = {'pandas', 'numpy', 'openpyxl', 'rich', 'xlsxwriter'} & set(sys.modules);"
        "sys.exit(1 if slow else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0


def test_a_table_lines_figures_up_on_the_right_and_wraps_long_heads():
    lines = table(("Receiver", "A scenario with a long name"), [("North", "£1"), ("South", "£1,000")])
    assert len({len(line) for line in lines if "£" in line}) == 1
    assert all(len(line) < 40 for line in lines)


def test_a_name_that_is_too_long_loses_its_middle():
    assert elided("NHS Leeds North Clinical Commissioning Group", 20) == "NHS Leeds …ing Group"[:20]
    assert len(elided("NHS Leeds North Clinical Commissioning Group", 20)) == 20
    assert elided("NHS Leeds", 20) == "NHS Leeds"
