"""What may be asked on the command line, and the help that says so."""

import argparse
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from planner.advise import GAP, SECONDS, TALENT_PRICE
from planner.report.page_names import EVERY_PAGE, PAGE_NAMES, PAPER_SIZES
from planner.risk import DRAWS, QUICK_DRAWS, SEED

STANDARD_OUTPUT = Path("-")
"""What ``--json`` means where no file is given."""

SAMPLES_FOLDER = "PCT Planner samples"

_EPILOGUE = """\
examples:
  pct-planner demo
  pct-planner check "My cluster.xlsx"
  pct-planner evaluate "My cluster.xlsx" --scenario "Buy contracting" --xlsx results.xlsx
  pct-planner compare "My cluster.xlsx" --scenarios "Do it ourselves" "Share" "Buy"
  pct-planner import "Staff list.csv" --into "My cluster.xlsx"
  pct-planner report "My cluster.xlsx" --scenario "Share" --pdf "Board page.pdf"
  pct-planner release "My cluster.xlsx" --scenario "Share" --xlsx "For release.xlsx"
  pct-planner handover "My cluster.xlsx" --scenario "Share" --folder "Hand-over"
  pct-planner slice "My cluster.xlsx" --receiver 02N --xlsx "For 02N.xlsx"

exit codes: 0 done, 1 the input has errors, 2 wrong use
'pct-planner COMMAND --help' says more of one command.
"""


def parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the words of a command.

    Raises:
        SystemExit: help or the version was asked for (0), or the words make no command (2).
    """
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help()
        parser.exit(2)
    _plan_after_json(parser, arguments)
    return arguments


def _plan_after_json(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Take ``--json PLAN.xlsx``, with no other file named, as a plan and JSON on standard output."""
    if arguments.command in ("open", "demo", "import") or arguments.plan is not None:
        return
    if getattr(arguments, "json", None) in (None, STANDARD_OUTPUT):
        parser.error(f"name the plan workbook: pct-planner {arguments.command} PLAN.xlsx")
    arguments.plan, arguments.json = arguments.json, STANDARD_OUTPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pct-planner",
        description="Who goes where, what it costs, what is lost: plans for the transition of April 2013.",
        epilog=_EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"PCT Planner {program_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_open(commands)
    _add_check(commands)
    _add_evaluate(commands)
    _add_compare(commands)
    _add_propose(commands)
    _add_risk(commands)
    _add_report(commands)
    _add_import(commands)
    _add_release(commands)
    _add_hand_over(commands)
    _add_slice(commands)
    _add_changes(commands)
    _add_refresh(commands)
    _add_history(commands)
    _add_demo(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 - the library gives this type no public name


def _command(
    commands: "_Commands[argparse.ArgumentParser]", name: str, words: str, says: str
) -> argparse.ArgumentParser:
    usage = f"pct-planner {name} {words}"
    return commands.add_parser(name, help=says, description=says, usage=usage, allow_abbrev=False)


def _add_open(commands: "_Commands[argparse.ArgumentParser]") -> None:
    command = _command(commands, "open", "[PLAN.xlsx]", "Open a plan in the window.")
    command.add_argument("plan", nargs="?", type=Path, metavar="PLAN.xlsx", help="the plan workbook")


def _add_check(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = "PLAN.xlsx [--json [OUT]]"
    says = "Say what is wrong or odd in a plan, cell by cell, and its totals."
    command = _command(commands, "check", words, says)
    _add_plan(command)
    _add_json(command, "the findings")


def _add_evaluate(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = "PLAN.xlsx --scenario NAME [--json [OUT]] [--xlsx OUT [--draws N] [--seed N]]"
    says = "Work out one scenario: who is at risk, what it costs, who can pay for it."
    command = _command(commands, "evaluate", words, says)
    _add_plan(command)
    _add_scenario(command)
    _add_json(command, "every figure")
    command.add_argument("--xlsx", type=Path, metavar="OUT", help="write the results workbook, with formulas")
    _add_draws(command, QUICK_DRAWS, "for the sheet Risk of the results workbook")


def _add_compare(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = "PLAN.xlsx [--scenarios A B C] [--base NAME] [--json [OUT]]"
    command = _command(commands, "compare", words, "Set scenarios side by side.")
    _add_plan(command)
    which = "two to six scenarios; all of the plan's if left out"
    command.add_argument("--scenarios", nargs="+", metavar="NAME", help=which)
    base = "the scenario to measure from; the first if left out"
    command.add_argument("--base", metavar="NAME", help=base)
    _add_json(command, "the comparison")


def _add_propose(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = "PLAN.xlsx --scenario NAME [--frontier N] [weights and limits] [--json [OUT]] [--xlsx OUT]"
    says = "Find who should do what: the least redundancy, talent lost and cost within the limits, and why."
    command = _command(commands, "propose", words, says)
    _add_plan(command)
    _add_scenario(command)
    points = "also find so many combinations of which none is better than another in every figure"
    command.add_argument("--frontier", type=int, default=0, metavar="N", help=points)
    command.add_argument(
        "--seconds", type=float, default=SECONDS, metavar="S", help=f"for each search; {SECONDS:g}"
    )
    gap = f"how far the answer may be from the best there can be, to count as proven; {100 * GAP:g}"
    command.add_argument("--gap", type=float, default=100 * GAP, metavar="PERCENT", help=gap)
    surely = "spend what time is left on knowing more surely how good the best can be"
    command.add_argument("--surely", action="store_true", help=surely)
    for name, usual, what in (
        ("redundancy", 1.0, "a £ of redundancy cost"),
        ("talent", TALENT_PRICE, "a point of talent lost"),
        ("operating", 0.0, "a £ a year of operating cost"),
        ("over", 1.0, "a £ a year over a priced target"),
    ):
        counts = f"£ that {what} counts for; {usual:,.0f}"
        command.add_argument(f"--weight-{name}", type=float, default=usual, metavar="£", help=counts)
    for name, sign, what in (
        ("redundancy", "£", "redundancy cost"),
        ("talent", "PERCENT", "talent lost"),
        ("operating", "£", "operating cost a year"),
    ):
        command.add_argument(f"--most-{name}", type=float, metavar=sign, help=f"the most {what}")
    holds = "whether targets of receivers must be met, count when missed, or are left out; priced"
    command.add_argument("--targets", choices=("must", "priced", "ignored"), default="priced", help=holds)
    must = "receivers that must meet their targets, whatever the others do"
    command.add_argument("--must-meet", nargs="+", metavar="CODE", help=must)
    command.add_argument("--cover", action="store_true", help="keep least cover of statutory functions")
    way = "the most of the money that doing, sharing or buying may carry alone"
    command.add_argument("--one-mode", type=float, metavar="PERCENT", help=way)
    loss = "let no support organisation run at a loss"
    command.add_argument("--suppliers-break-even", action="store_true", help=loss)
    command.add_argument("--keep", nargs="+", metavar="CODE", help="functions that stay as they are")
    command.add_argument("--may-stop", nargs="+", metavar="CODE", help="functions that may stop")
    half = "also consider doing half of a function and buying half"
    command.add_argument("--halves", action="store_true", help=half)
    days = "also consider each way on these days, day first (1/7/2013)"
    command.add_argument("--dates", nargs="+", metavar="DAY", help=days)
    shares = "also consider each way with so many posts for each one that it would have by itself (0.9)"
    command.add_argument("--post-shares", nargs="+", type=float, default=(), metavar="SHARE", help=shares)
    _add_json(command, "the proposal, the proof and the reasons")
    out = "write a copy of the plan with the proposal as a scenario"
    command.add_argument("--xlsx", type=Path, metavar="OUT", help=out)


def _add_risk(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = "PLAN.xlsx --scenario NAME [--draws N] [--seed N] [--fixed-assumptions] [--stress] [--json [OUT]]"
    says = "Draw what may happen thousands of times: how sure one scenario's figures are."
    command = _command(commands, "risk", words, says)
    _add_plan(command)
    _add_scenario(command)
    _add_draws(command, DRAWS, "how many")
    fixed = "leave assumptions at their values, so that only people are drawn"
    command.add_argument("--fixed-assumptions", action="store_true", help=fixed)
    shocks = "also say what shocks would do to it: a late transfer, a lower allowance, fewer posts and others"
    command.add_argument("--stress", action="store_true", help=shocks)
    _add_json(command, "the spreads, chances and levers")


def _add_draws(command: argparse.ArgumentParser, usual: int, what: str) -> None:
    command.add_argument(
        "--draws", type=int, default=usual, metavar="N", help=f"{what}; {usual:,} if left out"
    )
    command.add_argument("--seed", type=int, default=SEED, metavar="N", help="the same seed, the same draws")


def _add_report(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = "PLAN.xlsx --scenario NAME [--pages PAGE …] [--pdf OUT.pdf] [--word OUT.docx] [--slides OUT.pptx]"
    says = "Write the board's page on one scenario, or the pages asked for: PDF, Word or PowerPoint."
    command = _command(commands, "report", words, says)
    _add_plan(command)
    _add_scenario(command)
    pages = f"{EVERY_PAGE}, or any of {', '.join(PAGE_NAMES)}; the board's page if left out"
    command.add_argument("--pages", nargs="+", metavar="PAGE", help=pages)
    command.add_argument("--beside", nargs="+", metavar="NAME", help="scenarios for the page 'comparison'")
    command.add_argument("--person", metavar="NUMBER", help="whose estimate the page 'person' is")
    _add_draws(command, QUICK_DRAWS, "for the range on the board's page and the page 'risk'")
    numbers = "show employee numbers instead of pseudonyms on the page 'detail'"
    command.add_argument("--numbers", action="store_true", help=numbers)
    names = "name people on the pages 'handover' and 'person'"
    command.add_argument("--names", action="store_true", help=names)
    usual = PAPER_SIZES[0]
    command.add_argument("--paper", choices=PAPER_SIZES, default=usual, help=f"size of the paper; {usual}")
    command.add_argument("--pdf", type=Path, metavar="OUT", help="a PDF; at least one of these three")
    office = "the same pages for Word, with tables to be edited"
    command.add_argument("--word", type=Path, metavar="OUT.docx", help=office)
    slides = "the same pages as PowerPoint slides, with charts to be edited"
    command.add_argument("--slides", type=Path, metavar="OUT.pptx", help=slides)


def _add_import(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = (
        "FILES... --into PLAN.xlsx [--sheet NAME] [--table NAME] [--mapping FILE] [--replace] [--json [OUT]]"
    )
    says = "Bring lists of your own (.xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .txt) into a plan, new or not."
    command = _command(commands, "import", words, says)
    command.add_argument("files", nargs="+", type=Path, metavar="FILES", help="the lists")
    into = "the plan workbook; a new one where there is none"
    command.add_argument("--into", type=Path, required=True, metavar="PLAN.xlsx", help=into)
    command.add_argument("--sheet", metavar="NAME", help="the sheet to bring in; else each that is known")
    tables = ("staff", "functions", "budgets", "organisations", "posts")
    command.add_argument("--table", choices=tables, help="what the list is, where it is not told rightly")
    mapping = "which column is what; as --save-mapping writes it"
    command.add_argument("--mapping", type=Path, metavar="FILE.json", help=mapping)
    save = "write which column was taken for what, to change and use again"
    command.add_argument("--save-mapping", type=Path, metavar="FILE.json", help=save)
    replaces = "let rows take the place of those in the plan that have the same key"
    command.add_argument("--replace", action="store_true", help=replaces)
    for name, sign, what in (
        ("organisation", "CODE", "organisation"),
        ("function", "CODE", "function"),
        ("receiver", "CODE", "receiver of posts"),
        ("line", "LINE", "line of budgets"),
        ("year", "YEAR", "financial year of budgets, such as 2012/13,"),
    ):
        choices = ("Pay", "Non-pay", "Income") if name == "line" else None
        holds = f"the {what} of every row, whatever the list says"
        command.add_argument(f"--{name}", metavar=sign, choices=choices, help=holds)
    command.add_argument(
        "--password-file", type=Path, metavar="FILE", help="a file whose first line opens protected files"
    )
    _add_json(command, "what was brought in and the findings")


def _add_release(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = "PLAN.xlsx --scenario NAME --xlsx OUT"
    says = "Write a copy of the figures that may be released: no names, no numbers, no count under 5."
    command = _command(commands, "release", words, says)
    _add_plan(command)
    _add_scenario(command)
    command.add_argument("--xlsx", type=Path, metavar="OUT", required=True, help="the file to write")
    _add_lock(command)


def _add_hand_over(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = "PLAN.xlsx --scenario NAME --folder OUT [--names] [--one-workbook] [--receivers CODE …]"
    says = "Write a list for each receiver of the people, posts and work that come to it."
    command = _command(commands, "handover", words, says)
    _add_plan(command)
    _add_scenario(command)
    command.add_argument("--folder", type=Path, metavar="OUT", required=True, help="where the lists go")
    command.add_argument("--names", action="store_true", help="name the people whose placement is locked")
    one = "one workbook with a sheet for each receiver"
    command.add_argument("--one-workbook", action="store_true", help=one)
    command.add_argument("--receivers", nargs="+", metavar="CODE", help="only these; all if left out")
    _add_lock(command)


def _add_slice(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = (
        "PLAN.xlsx --receiver CODE | --organisation CODE | --family NAME | --establishment NAME --xlsx OUT"
    )
    says = "Write one part of a plan as a workbook, for somebody to fill in and send back."
    command = _command(commands, "slice", words, says)
    _add_plan(command)
    _add_scenario(command)
    parts = {
        "receiver": ("CODE", "what comes to a receiver, and the people placed there"),
        "organisation": ("CODE", "the people and work of an organisation that closes"),
        "family": ("NAME", "the people and work of a family of functions"),
        "establishment": ("NAME", "the people and work of an establishment"),
    }
    for name, (word, what) in parts.items():
        command.add_argument(f"--{name}", metavar=word, help=what)
    command.add_argument("--names", action="store_true", help="send people's names too")
    command.add_argument("--xlsx", type=Path, metavar="OUT", required=True, help="the file to write")
    _add_lock(command)


def _add_changes(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = "PLAN.xlsx SLICE.xlsx [--json [OUT]] [--accept LINE … --xlsx OUT]"
    says = "Set a part that came back beside the plan: was, is now, comes back as; take lines of it."
    command = _command(commands, "changes", words, says)
    _add_plan(command)
    command.add_argument("slice", type=Path, metavar="SLICE.xlsx", help="the part that came back")
    _add_json(command, "the changes")
    lines = "the numbers of the lines to take, or 'all' for those that can be"
    command.add_argument("--accept", nargs="+", metavar="LINE", help=lines)
    command.add_argument("--xlsx", type=Path, metavar="OUT", help="write the plan with the lines taken")
    _add_other_password(command, "SLICE.xlsx")


def _add_refresh(commands: "_Commands[argparse.ArgumentParser]") -> None:
    words = "PLAN.xlsx NEWSTAFF.xlsx [--json [OUT]] [--xlsx OUT] [--left-on DAY] [--same OLD=NEW …]"
    says = "Set a new staff list beside the plan: who joined, who left, what changed; take it in."
    command = _command(commands, "refresh", words, says)
    _add_plan(command)
    command.add_argument("staff", type=Path, metavar="NEWSTAFF.xlsx", help="a workbook with a sheet Staff")
    _add_json(command, "what differs")
    command.add_argument("--xlsx", type=Path, metavar="OUT", help="write the plan with the new list taken in")
    command.add_argument("--left-on", metavar="DAY", help="the last day of those who left; today if left out")
    same = "people who have a new number, as old and new"
    command.add_argument("--same", nargs="+", metavar="OLD=NEW", help=same)
    _add_other_password(command, "NEWSTAFF.xlsx")


def _add_history(commands: "_Commands[argparse.ArgumentParser]") -> None:
    says = "Say whether the history of a plan is as it was written, and where it is not."
    command = _command(commands, "history", "PLAN.xlsx [--json [OUT]]", says)
    _add_plan(command)
    _add_json(command, "the answer")


def _add_lock(command: argparse.ArgumentParser) -> None:
    what = "a file whose first line locks what is written; --password-file's if left out"
    command.add_argument("--lock-with", type=Path, metavar="FILE", help=what)


def _add_other_password(command: argparse.ArgumentParser, file: str) -> None:
    what = f"a file whose first line opens {file}; --password-file's if left out"
    command.add_argument("--other-password-file", type=Path, metavar="FILE", help=what)


def _add_demo(commands: "_Commands[argparse.ArgumentParser]") -> None:
    says = "Copy the sample plans to a folder and open one; without a screen, set its scenarios side by side."
    command = _command(commands, "demo", "[FOLDER] [--no-window]", says)
    where = f"where to; by default '{SAMPLES_FOLDER}' in your documents"
    command.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=where)
    command.add_argument("--no-window", action="store_true", help="stay in the terminal")


def _add_plan(command: argparse.ArgumentParser) -> None:
    command.add_argument("plan", nargs="?", type=Path, metavar="PLAN.xlsx", help="the plan workbook")
    command.add_argument(
        "--password-file", type=Path, metavar="FILE", help="a file whose first line opens a protected plan"
    )


def _add_scenario(command: argparse.ArgumentParser) -> None:
    command.add_argument("--scenario", metavar="NAME", help="one of the plan's scenarios, or Baseline")


def _add_json(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument(
        "--json",
        nargs="?",
        type=Path,
        const=STANDARD_OUTPUT,
        metavar="OUT",
        help=f"write {what} as JSON to a file; without OUT to standard output",
    )


def program_version() -> str:
    """The version of the program as installed."""
    try:
        return version("pct-planner")
    except PackageNotFoundError:
        return "(not installed)"
