"""What a command writes: JSON, files beside the plan, and its exit code."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from planner.base.errors import WrongUseError
from planner.base.findings import Finding, Severity, has_error
from planner.cli.arguments import STANDARD_OUTPUT
from planner.cli.terminal import complain

DONE, INPUT_HAS_ERRORS, WRONG_USE = 0, 1, 2
"""Exit codes."""


def code_of(findings: Iterable[Finding]) -> int:
    """The exit code where findings were asked for."""
    return INPUT_HAS_ERRORS if has_error(findings) else DONE


def code_of_work(findings: Sequence[Finding]) -> int:
    """The exit code where a plan's figures were wanted; say so where the plan has errors."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        says = f"{errors:,} error{'' if errors == 1 else 's'}"
        complain(f"The plan has {says}; 'pct-planner check' names the cells and what to do.")
    return code_of(findings)


def keep_apart(plan: Path, *outputs: Path | None) -> None:
    """Refuse to write over the plan."""
    for out in outputs:
        if out is not None and out != STANDARD_OUTPUT and out.resolve() == plan.resolve():
            raise WrongUseError(f"{out} is the plan itself; give another file to write to.")


def write_json(document: Mapping[str, Any], out: Path) -> None:
    """Write JSON to a file, whole or not at all, or to standard output."""
    from planner.cli.as_json import json_lines

    if out == STANDARD_OUTPUT:
        sys.stdout.writelines(json_lines(document, plain_ascii=True))
    elif _is_a_device(out):
        out.write_text("".join(json_lines(document)), encoding="utf-8")
    else:
        from planner.workbook.atomic import save_whole

        content = BytesIO()
        content.writelines(line.encode() for line in json_lines(document))
        save_whole(out, content.getvalue())
        say_written(out)


def _is_a_device(out: Path) -> bool:
    """Whether this is a pipe or the like, such as ``/dev/stdout``, which cannot be replaced whole."""
    return out.exists() and not out.is_file() and not out.is_dir()


def say_written(out: Path) -> None:
    """Tell whoever watches that a file is there."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"Written: {out}", file=sys.stderr)
