"""What holds for every file of the project."""

import ast
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*ROOT.glob("planner/**/*.py"), *ROOT.glob("ui/**/*.py")])
PYTHONS = ("311", "312", "313", "314")
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "process"}


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def _is_text(file: Path) -> bool:
    return b"\0" not in file.read_bytes()[:8000]


def test_a_module_says_in_its_first_line_what_it_is():
    silent = []
    for source in SOURCES:
        said = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
        first_line = said.partition("\n")[0]
        if len(first_line) < 10 or not first_line.endswith((".", ":", "?")):
            silent.append(str(source.relative_to(ROOT)))
    assert SOURCES
    assert silent == []


def test_names_are_from_the_users_trade():
    assert [one for one in SOURCES if one.stem in VAGUE or one.parent.name in VAGUE] == []


def test_text_files_are_utf8_with_plain_line_ends_and_no_mark_in_front():
    odd = []
    for file in filter(_is_text, _tracked()):
        content = file.read_bytes()
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            odd.append(f"{file}: not UTF-8")
        if b"\r\n" in content or content.startswith(b"\xef\xbb\xbf"):
            odd.append(f"{file}: line ends or a mark in front")
    assert odd == []


def test_nobody_reads_or_writes_text_without_saying_its_encoding():
    # Windows would take its own code page, and a name with an accent would break.
    guilty = []
    for source in SOURCES:
        for call in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            given = {word.arg for word in call.keywords}
            if name in ("read_text", "write_text") and "encoding" not in given and len(call.args) < 2:
                guilty.append(f"{source.relative_to(ROOT)}:{call.lineno}")
    assert guilty == []


def _locked_wheels() -> dict[str, list[str]]:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return {
        f"{package['name']} {package['version']}": [
            wheel["url"].rsplit("/", 1)[1] for wheel in package.get("wheels", [])
        ]
        for package in lock["package"]
        if "registry" in package["source"]
    }


def _needed_at_run_time() -> set[str]:
    """What a user installs: the project's own dependencies and theirs."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    needs: dict[str, set[str]] = {}
    for package in lock["package"]:
        found = {one["name"] for one in package.get("dependencies", [])}
        needs.setdefault(package["name"], set()).update(found)
    needed, open_ends = set(), {"pct-planner"}
    while open_ends:
        name = open_ends.pop()
        needed.add(name)
        open_ends |= needs[name] - needed
    return needed


def _fits(wheel: str, python: str) -> bool:
    tags, abi, platform = wheel.removesuffix(".whl").split("-")[-3:]
    if platform not in ("any", "win_amd64"):
        return False
    if abi.startswith("abi3") or abi == "none":
        return any(
            tag == "py3" or (tag.startswith("cp3") and int(tag[2:]) <= int(python)) for tag in tags.split(".")
        )
    return f"cp{python}" in tags.split(".")


@pytest.mark.parametrize("python", PYTHONS)
def test_every_locked_library_installs_on_windows_without_a_compiler(python):
    needed = _needed_at_run_time()
    wheels: dict[str, list[str]] = {}
    for name, files in _locked_wheels().items():
        wheels.setdefault(name.partition(" ")[0], []).extend(files)
    without = [
        name
        for name, files in wheels.items()
        if name in needed and not any(_fits(wheel, python) for wheel in files)
    ]
    assert len(needed) > 10
    assert without == []


def test_the_check_of_wheels_tells_a_windows_wheel_from_another():
    assert _fits("numpy-2.4.6-cp311-cp311-win_amd64.whl", "311")
    assert _fits("rich-15.0.0-py3-none-any.whl", "313")
    assert _fits("pyside6_essentials-6.12.0-cp310-abi3-win_amd64.whl", "312")
    assert not _fits("numpy-2.4.6-cp311-cp311-win_amd64.whl", "312")
    assert not _fits("numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl", "311")
    assert not _fits("new-1.0-cp315-abi3-win_amd64.whl", "314")


def _pasted_lines(file: Path) -> list[str]:
    said = file.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in said if line.strip().startswith("python -m pip install")]


def test_the_readmes_two_commands_can_be_pasted_into_powershell_and_into_a_shell():
    demo, tests = _pasted_lines(ROOT / "README.md")
    assert demo.endswith("pct-planner demo")
    assert "pytest" in tests
    for line in (demo, tests):
        assert not set("&|$`'\"\\") & set(line), line


def test_the_check_runs_the_command_that_the_readme_tells_a_newcomer_to_run():
    tests = _pasted_lines(ROOT / "README.md")[1]
    assert _pasted_lines(ROOT / ".ci" / "run") == [tests]
