"""Saves a plan: as a new workbook, or into the one that it came from."""

from collections.abc import Callable
from pathlib import Path

from planner.base.errors import SaveFailedError
from planner.base.ticks import Tick, no_tick
from planner.model.plan import Plan
from planner.workbook.atomic import locked, save_whole
from planner.workbook.backup import keep_original
from planner.workbook.in_place import written_into
from planner.workbook.new_book import new_book
from planner.workbook.origin import Origin
from planner.workbook.package import Package


def write_plan(
    plan: Plan,
    path: Path,
    original: bytes | None = None,
    origin: Origin | None = None,
    before: Plan | None = None,
    password: str | None = None,
    tick: Tick = no_tick,
    about_to: Callable[[bytes], None] | None = None,
) -> Path | None:
    """Save a plan. A failure of any kind leaves the file that was there before whole.

    Without ``original`` the plan becomes a new workbook. With it, only the cells in which ``plan``
    differs from ``before`` are changed in it, so that all that the user added survives. The first time
    that a workbook of the user's own making is written over, it is kept beside the new one
    (``backup_of``).

    Args:
        plan: what to save.
        path: the file.
        original: the content, without its password, of the workbook that ``before`` was read from.
        origin: where everything stands in ``original``.
        before: the plan as it was read from ``original``.
        password: locks the file; nothing without it touches the disk.
        tick: told of progress; may raise ``CancelledError``.
        about_to: told the content of the file just before it takes its place.

    Returns:
        The backup of what was there, where this was the first time; else None.

    Raises:
        SaveFailedError: the file could not be written; the message says why and what to do.
        ValueError: ``original`` came without ``origin`` or ``before``.
    """
    path = Path(path)
    tick(0.0, f"Writing {path.name}")
    if original is None:
        content = new_book(plan, lambda share, doing: tick(0.8 * share, doing))
    elif origin is None or before is None:
        raise ValueError("A workbook is written into with its origin and the plan that was read from it.")
    else:
        content = written_into(original, origin, before, plan)
    _check_kind(content, path)
    backup = None
    if original is not None and before is not None and content is not original:
        backup = keep_original(path, original, before, password)
    if password:
        tick(0.8, "Locking it with the password")
        content = locked(content, password)
    tick(0.9, f"Saving {path.name}")
    if about_to is not None:
        about_to(content)
    save_whole(path, content)
    tick(1.0, "Saved")
    return backup


def _check_kind(content: bytes, path: Path) -> None:
    """Refuse a name that Excel would not open this kind of workbook under."""
    has_macros = Package(content).has_macros
    if has_macros and path.suffix.lower() == ".xlsx":
        raise SaveFailedError(f"{path.name} was not saved: the workbook holds macros. Save it as .xlsm.")
    if not has_macros and path.suffix.lower() == ".xlsm":
        raise SaveFailedError(f"{path.name} was not saved: the workbook holds no macros. Save it as .xlsx.")
