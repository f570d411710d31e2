"""Arrows point down: the import contracts of pyproject.toml, kept in a process of their own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _lint_imports(config: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    # In its own process: the linter sets up logging in a way that breaks later tests of logs.
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache", "--config", str(config)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_every_import_points_down():
    said = _lint_imports(ROOT / "pyproject.toml", ROOT)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "0 broken" in said.stdout


def test_the_linter_would_see_an_import_that_points_up(tmp_path):
    for name, text in (
        ("planner/__init__.py", '"""A planner."""\n'),
        ("planner/base/__init__.py", "from planner.model import anything\n"),
        ("planner/model/__init__.py", "anything = 1\n"),
        ("ui/__init__.py", ""),
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    said = _lint_imports(ROOT / "pyproject.toml", tmp_path)
    assert said.returncode != 0
    assert "planner.base is not allowed to import planner.model" in said.stdout


def test_the_engine_and_its_command_line_load_no_window():
    code = (
        "import sys, planner.cli.commands, planner.cli.in_words, planner.cli.as_json;"
        "print([name for name in sys.modules if name.partition('.')[0] in ('PySide6', 'pyqtgraph', 'ui')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.strip() == "[]"
