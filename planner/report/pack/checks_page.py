"""Checks and findings: what holds, what does not, and what is wrong or odd in the data."""

from collections import Counter

from planner.base.findings import Finding, Severity
from planner.checks.directory import with_judgement
from planner.model.results import CheckResult, Results
from planner.report.pack.material import Material
from planner.report.pack.setting import count_text, figure, section, whole, words
from planner.report.pages import Block, Note, Page
from planner.report.wording import fte_text

RANK = {one: at for at, one in enumerate(Severity)}


def checks_page(material: Material) -> tuple[Page, ...]:
    """List the checks of the scenario, and the findings in the data by cause with an example of each."""
    results = with_judgement(material.results)
    blocks: tuple[Block, ...] = (*_checks(results), *_findings(results), *_left_out(results))
    return (material.page("Checks", blocks),)


def _checks(results: Results) -> tuple[Block, ...]:
    rows = [
        (_verdict(one), one.severity, one.name, _found(one))
        for one in sorted(results.checks, key=lambda one: (one.passed, not one.is_open))
    ]
    columns = (whole("Result"), whole("Kind"), words("Check", 1.2, 2), words("What it found", 3.0, 3))
    return section("Checks of the scenario", "Checks", columns, rows, None, "There are no checks.")


def _verdict(check: CheckResult) -> str:
    return "holds" if check.passed else "accepted" if check.accepted else "FAILS"


def _found(check: CheckResult) -> str:
    return f"{check.message} Accepted: {check.accepted}." if check.accepted else check.message


def _findings(results: Results) -> tuple[Block, ...]:
    """One row for each cause, worst first; cells are named, what stands in them is not."""
    counts = Counter((one.severity, one.cause) for one in results.findings)
    first: dict[tuple[Severity, str], Finding] = {}
    for one in results.findings:
        first.setdefault((one.severity, one.cause), one)
    ordered = sorted(first.items(), key=lambda item: RANK[item[0][0]])
    rows = [
        (
            str(severity),
            count_text(counts[severity, cause]),
            one.place,
            _about(one.sheet, one.column),
            one.remedy,
        )
        for (severity, cause), one in ordered
    ]
    columns = (
        whole("Severity"),
        figure("How often"),
        whole("First at"),
        words("About", 1.0, 2),
        words("What to do", 3.0, 3),
    )
    return section(
        "Findings in the data", "Checks", columns, rows, None, "Nothing wrong or odd was found in the data."
    )


def _about(sheet: str, column: str) -> str:
    return f"“{column}” on {sheet}" if column and sheet else column or sheet


def _left_out(results: Results) -> tuple[Block, ...]:
    left_out = results.left_out
    if not left_out.rows:
        return ()
    words_ = "1 staff row is" if left_out.rows == 1 else f"{left_out.rows:,} staff rows are"
    return (Note(f"{words_} in error and in no figure of this pack ({fte_text(left_out.fte)} FTE)."),)
