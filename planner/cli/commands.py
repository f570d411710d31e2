"""The commands: each reads, asks the engine, and writes."""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.base.errors import (
    FileRefusedError,
    NoWindowError,
    PasswordNeededError,
    UnknownPersonError,
    WrongUseError,
)
from planner.base.findings import Finding, Severity, has_error
from planner.cli import exchange
from planner.cli.arguments import STANDARD_OUTPUT
from planner.cli.means import Means
from planner.cli.opening import OpenedPlan, opened_plan, scenario_named
from planner.cli.output import (
    DONE,
    INPUT_HAS_ERRORS,
    code_of,
    code_of_work,
    keep_apart,
    say_written,
    write_json,
)

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.report.pack.material import Material

MOST_SIDE_BY_SIDE = 6
PASSWORD_REMEDY = "Give its password with --password-file FILE."  # noqa: S105 - a sentence, not a password


def open_in_window(arguments: Namespace, means: Means) -> int:
    """Open a plan in the window."""
    if arguments.plan is not None and not arguments.plan.is_file():
        raise WrongUseError(f"There is no file {arguments.plan}.")
    if means.window is None:
        raise NoWindowError("This is the engine alone, without the window: use 'pct-planner open'.")
    return means.window(arguments.plan)


def check(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Say what is wrong or odd in a plan, and its totals."""
    keep_apart(arguments.plan, arguments.json)
    try:
        opened = opened_plan(arguments)
    except FileRefusedError as refusal:
        if arguments.json is None:
            raise
        write_json(_refusal_document(arguments.plan, refusal), arguments.json)
        return INPUT_HAS_ERRORS
    if arguments.json is None:
        _print_check(opened)
    else:
        write_json(_check_document(opened), arguments.json)
    return code_of(opened.findings)


def _check_document(opened: OpenedPlan) -> dict[str, Any]:
    from planner.cli.as_json import findings_record, totals_record

    return {
        "file": str(opened.path),
        "format_version": opened.plan.facts.format_version,
        "totals": totals_record(opened.admission.totals),
        **findings_record(opened.findings),
    }


def _refusal_document(path: Path, refusal: FileRefusedError) -> dict[str, Any]:
    from planner.cli.as_json import findings_record

    remedy = (
        PASSWORD_REMEDY if isinstance(refusal, PasswordNeededError) else "Choose another file, or mend it."
    )
    finding = Finding(Severity.ERROR, "", "", "", path.name, str(refusal), remedy, "file-refused")
    return {
        "file": str(path),
        "format_version": None,
        "totals": {"heads": None, "fte": None, "pay": None},
        **findings_record([finding]),
    }


def _print_check(opened: OpenedPlan) -> None:
    from planner.cli import in_words

    facts, totals = opened.plan.facts, opened.admission.totals
    print(f"{facts.plan_name}: {in_words.severities_in_words(opened.findings)}")
    print()
    print(f"  Staff: {in_words.totals_in_words(totals)}")
    for line in in_words.left_out_in_words(opened.admission.left_out):
        print(line)
    for total in opened.reading.totals:
        print(f"  {in_words.own_total_in_words(total)}")
    for line in in_words.findings_in_words(opened.findings):
        print(line)


def evaluate(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Work out one scenario."""
    from planner.cli.risk import check_draws

    keep_apart(arguments.plan, arguments.json, arguments.xlsx)
    check_draws(arguments)
    opened = opened_plan(arguments)
    results = opened.evaluated(scenario_named(opened.plan, arguments.scenario))
    if arguments.xlsx is not None:
        from planner.risk.simulate import simulate_results
        from planner.workbook.results_book import write_results

        drawn = simulate_results(results, arguments.draws, arguments.seed)
        write_results(results, arguments.xlsx, risk=drawn)
        say_written(arguments.xlsx)
    if arguments.json is not None:
        from planner.cli.as_json import evaluation_record, findings_record

        document = evaluation_record(results) | findings_record(opened.findings)
        write_json(document, arguments.json)
    if arguments.json != STANDARD_OUTPUT:
        from planner.cli.in_words import evaluation_in_words

        print(*evaluation_in_words(results), sep="\n")
    return code_of_work(opened.findings)


def compare(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Set scenarios side by side."""
    from planner.engine.compare import compare as differences_between

    keep_apart(arguments.plan, arguments.json)
    opened = opened_plan(arguments)
    names = _names_to_compare(opened, arguments)
    side_by_side = [opened.evaluated(name) for name in names]
    found = differences_between(side_by_side, side_by_side[0])
    if arguments.json is not None:
        from planner.cli.as_json import comparison_record, findings_record

        document = comparison_record(found, side_by_side) | findings_record(opened.findings)
        write_json(document, arguments.json)
    if arguments.json != STANDARD_OUTPUT:
        from planner.cli.in_words import comparison_in_words, differences_in_words

        print(opened.plan.facts.plan_name, "", *comparison_in_words(side_by_side), sep="\n")
        print("", *differences_in_words(found), sep="\n")
    return code_of_work(opened.findings)


def _names_to_compare(opened: OpenedPlan, arguments: Namespace) -> list[str]:
    """The scenarios asked for, each once, the base first."""
    asked = arguments.scenarios or opened.plan.scenario_names
    named = [scenario_named(opened.plan, name) for name in asked]
    if arguments.base is not None:
        named.insert(0, scenario_named(opened.plan, arguments.base))
    names = list(dict.fromkeys(named))
    if len(names) < 2:
        raise WrongUseError("Name at least two scenarios to compare.")
    if len(names) > MOST_SIDE_BY_SIDE:
        raise WrongUseError(f"Up to {MOST_SIDE_BY_SIDE} scenarios go side by side; these are {len(names)}.")
    return names


def propose(arguments: Namespace, means: Means) -> int:
    """Find the best combination of options for one scenario."""
    from planner.cli import propose as command

    return command.propose(arguments, means)


def risk(arguments: Namespace, means: Means) -> int:
    """Draw what may happen in one scenario, and move each assumption on its own."""
    from planner.cli import risk as command

    return command.risk(arguments, means)


def report(arguments: Namespace, means: Means) -> int:
    """Write the board's page, or the pages asked for, on one scenario."""
    from planner.cli.risk import check_draws
    from planner.report.packs import BOARD, chosen, pack_of

    check_draws(arguments)
    wanted_files = [one for one in (arguments.pdf, arguments.word, arguments.slides) if one is not None]
    if not wanted_files:
        raise WrongUseError("Say what to write: --pdf OUT.pdf, --word OUT.docx or --slides OUT.pptx.")
    for path, ending in ((arguments.word, ".docx"), (arguments.slides, ".pptx")):
        if path is not None and path.suffix.lower() != ending:
            raise WrongUseError(f"{path.name}: end the name in {ending}.")
    for path in wanted_files:
        keep_apart(arguments.plan, path)
    if means.printer is None:
        raise NoWindowError("This is the engine alone, which cannot draw: use 'pct-planner report'.")
    wanted = [one.name for one in chosen(arguments.pages or [BOARD])]
    opened = opened_plan(arguments)
    pages = pack_of(wanted, _with_doubt(_material(arguments, opened), wanted, arguments))
    for path in wanted_files:
        means.printer(pages, path, arguments.paper)
        say_written(path)
    return code_of_work(opened.findings)


def _with_doubt(material: "Material", wanted: list[str], arguments: Namespace) -> "Material":
    """The same with draws of the scenario, and with what moves them, where the pages asked for tell of it."""
    from planner.report.packs import DOUBT, DRAWN
    from planner.risk.doubt import doubt_about
    from planner.risk.simulate import simulate_results

    if DRAWN.isdisjoint(wanted):
        return material
    risk = simulate_results(material.results, arguments.draws, arguments.seed)
    doubt = doubt_about(material.results, risk, material.rules) if DOUBT in wanted else None
    return replace(material, risk=risk, doubt=doubt)


def _material(arguments: Namespace, opened: OpenedPlan) -> "Material":
    """What the pages asked for are made from."""
    from planner.report.pack.material import Material

    results = opened.evaluated(scenario_named(opened.plan, arguments.scenario))
    beside = [scenario_named(opened.plan, name) for name in arguments.beside or ()]
    others = [opened.evaluated(name) for name in dict.fromkeys(beside) if name != results.scenario]
    return Material(
        results,
        opened.rules,
        datetime.now(),
        others,
        _person_at(results, arguments.person),
        shows_numbers=arguments.numbers,
        shows_names=arguments.names,
    )


def _person_at(results: "Results", number: str | None) -> int:
    """The first place among the results of an employee number; -1 where none is asked for."""
    if number is None:
        return -1
    found = (results.people["employee_number"].str.casefold() == number.strip().casefold()).to_numpy()
    if not found.any():
        raise UnknownPersonError
    return int(found.argmax())


def import_lists(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Bring lists into a plan."""
    from planner.cli.import_words import import_in_words, import_record
    from planner.cli.importing import imported

    outputs = (arguments.into, arguments.save_mapping, arguments.json)
    for file in arguments.files:
        if any(out not in (None, STANDARD_OUTPUT) and out.resolve() == file.resolve() for out in outputs):
            raise WrongUseError(f"{file} is a list to bring in; give another file to write to.")
    keep_apart(arguments.into, *outputs[1:])
    done = imported(arguments)
    if arguments.json is not None:
        write_json(import_record(done, arguments.into), arguments.json)
    if arguments.json != STANDARD_OUTPUT:
        print(*import_in_words(done, arguments.into), sep="\n")
    findings = [finding for one in done.imports for finding in one.findings]
    return INPUT_HAS_ERRORS if has_error((*done.findings, *findings)) else DONE


def demo(arguments: Namespace, means: Means) -> int:
    """Copy the sample plans and open one, or set its scenarios side by side in the terminal."""
    from planner.cli.sample_copies import copy_samples, default_folder, first_to_open

    folder = arguments.folder or default_folder()
    copies = copy_samples(folder)
    print(f"Sample plans in {folder}:")
    for copy in copies:
        print(f"  {copy.path.name}{'' if copy.as_shipped else '  (yours, changed since; left as it is)'}")
    plan = first_to_open(copies)
    if means.window is not None and means.has_screen and not arguments.no_window:
        sys.stdout.flush()
        try:
            return means.window(plan)
        except NoWindowError as reason:
            print("", reason, sep="\n")
    elif not means.has_screen:
        print("", "There is no screen here, so the sample is worked out in the terminal.", sep="\n")
    return _show_in_terminal(plan)


def _show_in_terminal(path: Path) -> int:
    from planner.cli.in_words import comparison_in_words, totals_in_words

    opened = opened_plan(Namespace(plan=path, password_file=None))
    names = opened.plan.scenario_names[:MOST_SIDE_BY_SIDE]
    side_by_side = [opened.evaluated(name) for name in names]
    print("", f"{opened.plan.facts.plan_name}: {totals_in_words(opened.admission.totals)}", "", sep="\n")
    print(*comparison_in_words(side_by_side), "", sep="\n")
    print("Next, one scenario in full:")
    print(f'  pct-planner evaluate "{path}" --scenario "{names[-1]}"')
    return code_of_work(opened.findings)


BY_NAME: Mapping[str, Callable[[Namespace, Means], int]] = {
    "open": open_in_window,
    "check": check,
    "evaluate": evaluate,
    "compare": compare,
    "propose": propose,
    "risk": risk,
    "report": report,
    "import": import_lists,
    "release": exchange.release,
    "handover": exchange.hand_over,
    "slice": exchange.cut_slice,
    "changes": exchange.changes,
    "refresh": exchange.refresh,
    "history": exchange.history,
    "demo": demo,
}
"""Every command by its name."""
