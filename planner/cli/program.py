"""From the words of a command to an exit code; the one place where errors become messages."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import format_tb
from typing import TYPE_CHECKING

from planner.base.errors import NoWindowError, PasswordNeededError, PlannerError, WrongUseError
from planner.cli import commands
from planner.cli.arguments import parsed
from planner.cli.means import Means
from planner.cli.output import INPUT_HAS_ERRORS, WRONG_USE
from planner.cli.terminal import be_readable_anywhere, complain

if TYPE_CHECKING:
    from planner.report.pages import Page

OUR_FAULT = 70
STOPPED = 130
NOBODY_READS = 141
"""Exit codes beside 0, 1 and 2: a fault of the program's own, Ctrl+C, and a closed pipe."""


def main(
    argv: Sequence[str] | None = None,
    *,
    window: "Callable[[Path | None], int] | None" = None,
    printer: "Callable[[Sequence[Page], Path, str], None] | None" = None,
    has_screen: bool = True,
) -> int:
    """Do what a command line asks.

    Args:
        argv: the words after the program's name; those of the process by default.
        window: opens a plan in the window and returns its exit code; None where there is none.
        printer: writes pages to a PDF, on paper of a size ("A4"); None where there is none.
        has_screen: whether somebody could see the window.

    Returns:
        0 done, 1 the input has errors, 2 wrong use.
    """
    be_readable_anywhere()
    try:
        return _run(argv, Means(window, printer, has_screen))
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        _silence_standard_output()
        return NOBODY_READS


def _run(argv: Sequence[str] | None, means: Means) -> int:
    try:
        arguments = parsed(argv)
        code = commands.BY_NAME[arguments.command](arguments, means)
        sys.stdout.flush()
    except SystemExit as asked:
        return asked.code if isinstance(asked.code, int) else 0
    except (WrongUseError, NoWindowError) as error:
        complain(str(error))
        return WRONG_USE
    except PasswordNeededError as error:
        complain(f"{error} {commands.PASSWORD_REMEDY}")
        return INPUT_HAS_ERRORS
    except PlannerError as error:
        complain(str(error))
        return INPUT_HAS_ERRORS
    except BrokenPipeError:
        raise
    except Exception as error:
        if os.environ.get("PCT_PLANNER_TRACE"):
            raise
        complain(_own_fault(error))
        return OUR_FAULT
    return code


def _own_fault(error: Exception) -> str:
    """Keep what support needs of a fault of the program's own, which is no one's data; say where."""
    said = "The program itself failed; nothing was changed."
    try:
        from platformdirs import user_log_path

        log = user_log_path("PCT Planner", appauthor=False, ensure_exists=True) / "command-line.log"
        with log.open("a", encoding="utf-8") as lines:
            lines.write(f"{type(error).__name__}\n{''.join(format_tb(error.__traceback__))}\n")
    except (OSError, ImportError):
        return said
    return f"{said} Please send {log} to whoever supports it."


def _silence_standard_output() -> None:
    """Whoever read our output has gone: nothing more is written, not even on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
