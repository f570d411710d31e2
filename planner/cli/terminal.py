"""The terminal: what may be printed on it, progress on it, a password asked at it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from io import TextIOWrapper
from pathlib import Path

from planner.base.errors import PasswordNeededError, WrongUseError
from planner.base.ticks import Tick, no_tick


def be_readable_anywhere() -> None:
    """Let a console that lacks a sign show another in its place, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    print(message, file=sys.stderr, flush=True)


def can_show(signs: str) -> bool:
    """Whether standard output has these signs."""
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def someone_is_there() -> bool:
    """Whether there is somebody at a keyboard to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


def password_in(file: Path) -> str:
    """The first line of a password file, without its line end.

    Raises:
        WrongUseError: the file cannot be read or is empty.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise WrongUseError(f"The password file {file} cannot be read.") from None
    if not lines or not lines[0]:
        raise WrongUseError(f"The password file {file} is empty: its first line is the password.")
    return lines[0]


def asked_password(name: str) -> str:
    """Ask for a plan's password, unseen.

    Raises:
        PasswordNeededError: nobody is there to ask, or no answer.
    """
    try:
        answer = getpass(f"Password of {name}: ") if someone_is_there() else ""
    except EOFError:
        answer = ""
    if not answer:
        raise PasswordNeededError(name)
    return answer


@contextmanager
def progress(doing: str) -> Iterator[Tick]:
    """Give a tick that draws a bar where a person watches standard error, and nothing elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield no_tick
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=1.0)

        def tick(share: float, now: str) -> None:
            bar.update(task, completed=share, description=now or doing)

        yield tick
