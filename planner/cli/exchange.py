"""The commands for what leaves and what comes back: release, hand over, slice, changes, refresh, history."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.errors import WrongUseError
from planner.cli.arguments import STANDARD_OUTPUT
from planner.cli.means import Means
from planner.cli.opening import opened_plan, read_with_password, scenario_named
from planner.cli.output import DONE, INPUT_HAS_ERRORS, code_of_work, keep_apart, say_written, write_json
from planner.cli.terminal import password_in, progress

if TYPE_CHECKING:
    from planner.model.plan import Plan
    from planner.workbook.read import Reading

EVERY_LINE = "all"


def release(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Write a copy in which nobody can be found."""
    from planner.workbook.release import release_copy

    keep_apart(arguments.plan, arguments.xlsx)
    opened = opened_plan(arguments)
    scenario = scenario_named(opened.plan, arguments.scenario)
    results = opened.evaluated(scenario)
    with progress("Writing the copy") as tick:
        release_copy(opened.plan, results, arguments.xlsx, _lock(arguments), tick)
    print(f"A copy for release of '{scenario}': {arguments.xlsx}")
    print("Its first sheet says what was taken out.")
    return code_of_work(opened.findings)


def hand_over(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Write what each receiver is handed."""
    from planner.workbook.handover_book import write_hand_overs

    opened = opened_plan(arguments)
    scenario = scenario_named(opened.plan, arguments.scenario)
    lock = _lock(arguments)
    with progress("Writing the lists") as tick:
        paths = write_hand_overs(
            opened.plan, scenario, arguments.folder, names=arguments.names, password=lock,
            one_workbook=arguments.one_workbook, receivers=arguments.receivers or (), tick=tick,
        )  # fmt: skip
    print(f"Hand-over lists of '{scenario}', which contain personal data:")
    for path in paths:
        print(f"  {path}")
    if lock is None:
        print("They are not locked: give a password with --lock-with FILE before they are sent.")
    return code_of_work(opened.findings)


def cut_slice(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Write one part of a plan, to be filled in and sent back."""
    from planner.workbook.slices import part_of, write_slice

    _keep_out(arguments)
    reading = _read(arguments)
    plan = reading.plan
    if arguments.scenario is None and plan.scenario_names:
        scenario = plan.scenario_names[0]
    else:
        scenario = scenario_named(plan, arguments.scenario)
    by, value = _part_asked(arguments)
    part = part_of(plan, by, value, scenario, names=arguments.names)
    write_slice(plan, part, arguments.xlsx, _lock(arguments))
    rows = ", ".join(f"{name} {len(frame):,}" for name, frame in part.tables.items())
    print(f"The part of {part.label} in '{scenario}' ({rows}): {arguments.xlsx}")
    print(f"When it comes back: pct-planner changes {_quoted(arguments.plan)} {_quoted(arguments.xlsx)}")
    return DONE


def _part_asked(arguments: Namespace) -> tuple[str, str]:
    asked = {
        "receiver": arguments.receiver,
        "organisation": arguments.organisation,
        "function family": arguments.family,
        "establishment": arguments.establishment,
    }
    given = [(by, value) for by, value in asked.items() if value is not None]
    if len(given) != 1:
        raise WrongUseError("Say which part: one of --receiver, --organisation, --family or --establishment.")
    return given[0]


def changes(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Set a part that came back beside the plan, and take what is chosen of it."""
    from planner.cli.exchange_words import changes_in_words, changes_record
    from planner.workbook.slices import accept, changes_in

    _keep_out(arguments, arguments.slice)
    reading = _read(arguments)
    found = changes_in(reading.plan, arguments.slice, _password_of_other(arguments))
    if arguments.json is not None:
        write_json(changes_record(found), arguments.json)
    if arguments.json != STANDARD_OUTPUT:
        print(*changes_in_words(found), sep="\n")
    if arguments.accept:
        plan = accept(
            reading.plan, found, _lines(arguments.accept, [one.line for one in found.lines if not one.fault])
        )
        _save(reading, plan, arguments)
    return DONE


def _lines(asked: list[str], takeable: list[int]) -> list[int]:
    if [one.casefold() for one in asked] == [EVERY_LINE]:
        return takeable
    if not all(one.isdigit() for one in asked):
        raise WrongUseError(f"--accept takes numbers of lines, or '{EVERY_LINE}'.")
    return [int(one) for one in asked]


def refresh(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Set a new staff list beside the plan, and take it in where a file to write is named."""
    from planner.cli.exchange_words import refresh_in_words, refresh_record
    from planner.model.refresh import Choices, affected, apply, reconcile

    _keep_out(arguments, arguments.staff)
    reading = _read(arguments)
    other = read_with_password(arguments.staff, _password_of_other(arguments)).plan
    if other.staff.empty:
        raise WrongUseError(f"{arguments.staff} has no rows on a sheet 'Staff'.")
    found = reconcile(reading.plan, other.staff, unread=other.unread)
    touched = affected(reading.plan, found)
    if arguments.json is not None:
        write_json(refresh_record(found, touched), arguments.json)
    if arguments.json != STANDARD_OUTPUT:
        print(*refresh_in_words(found, touched), sep="\n")
    if arguments.xlsx is not None:
        choices = Choices(_day(arguments.left_on), renumbered=_renumbered(arguments.same or []))
        _save(reading, apply(reading.plan, found, choices), arguments)
    return DONE


def _renumbered(pairs: list[str]) -> dict[str, str]:
    found = dict(pair.split("=", 1) for pair in pairs if pair.count("=") == 1)
    if len(found) != len(pairs):
        raise WrongUseError("--same takes pairs of numbers, such as E07=E107.")
    return found


def _day(text: str | None) -> date:
    """A day as it is typed; today where none is."""
    from planner.model.tables import STAFF
    from planner.workbook.calendar_days import date_in

    if text is None:
        return date.today()
    seen = date_in(text, STAFF.column("leaving_date")).value
    if not isinstance(seen, date):
        raise WrongUseError(f"--left-on takes a day, such as 31/10/2012, not '{text}'.")
    return seen


def history(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Say whether the history of a plan is whole, and where it is broken."""
    from planner.cli.exchange_words import history_in_words, history_record
    from planner.model.history import first_broken

    keep_apart(arguments.plan, arguments.json)
    reading = _read(arguments)
    broken = first_broken(reading.plan)
    cell = ""
    if broken is not None:
        row = int(reading.plan.history.index[broken])
        cell = f"{reading.origin.sheet('history')}!{reading.origin.cell('history', row, 'hash')}"
    if arguments.json is not None:
        write_json(history_record(reading.plan, broken, cell), arguments.json)
    if arguments.json != STANDARD_OUTPUT:
        print(*history_in_words(reading.plan, broken, cell), sep="\n")
    return DONE if broken is None else INPUT_HAS_ERRORS


# ------------------------------------------------------------------------------- files


def _read(arguments: Namespace) -> "Reading":
    given = password_in(arguments.password_file) if arguments.password_file else None
    outputs = (getattr(arguments, name, None) for name in ("xlsx", "json"))
    keep_apart(arguments.plan, *outputs)
    return read_with_password(arguments.plan, given)


def _password_of_other(arguments: Namespace) -> str | None:
    """The password of the second file that a command reads; that of the plan where none is given."""
    file = arguments.other_password_file or arguments.password_file
    return password_in(file) if file else None


def _lock(arguments: Namespace) -> str | None:
    """What locks a file that is written: a password of its own, else that of the plan."""
    file = arguments.lock_with or arguments.password_file
    return password_in(file) if file else None


def _keep_out(arguments: Namespace, other: Path | None = None) -> None:
    """Refuse to write over a file that is read."""
    for out in (getattr(arguments, name, None) for name in ("xlsx", "json")):
        if (
            out is not None
            and out != STANDARD_OUTPUT
            and other is not None
            and out.resolve() == other.resolve()
        ):
            raise WrongUseError(f"{out} is read by this command; give another file to write to.")


def _save(reading: "Reading", plan: "Plan", arguments: Namespace) -> None:
    """Write the plan as it now is into a copy of its workbook."""
    from planner.workbook.write import write_plan

    if arguments.xlsx is None:
        raise WrongUseError("Say where the plan goes with what was taken, with --xlsx OUT.")
    file = arguments.password_file
    write_plan(
        plan, arguments.xlsx, reading.original, reading.origin, reading.plan,
        password_in(file) if file else None,
    )  # fmt: skip
    say_written(arguments.xlsx)


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)
