"""Employee numbers that name nobody, or one person twice: vacancies in the list, noughts that were lost."""

from collections import defaultdict

import numpy as np

from planner.base.findings import Severity
from planner.engine.admission.ledger import Fault, Ledger
from planner.engine.admission.rows import Rows

NOBODY = frozenset(
    (
        *(
            "vacant",
            "vacancy",
            "vacant post",
            "new post",
            "tbc",
            "tba",
            "n/a",
            "na",
            "none",
            "nil",
            "unknown",
        ),
        *("not known", "agency", "bank", "new", "new starter", "various", "-", "?", "x", "xx", "xxx"),
    )
)
"""What stands in lists where nobody holds a post, or nobody knows who does."""


def judge_numbers(rows: Rows, ledger: Ledger) -> None:
    """Find rows that are nobody's, and numbers that differ only in noughts before them."""
    distinct = [str(text) for text in rows.coded("employee_number")[1]]
    nobody = {text: True for text in distinct if text.strip().casefold() in NOBODY}
    ledger.report(
        rows,
        Fault(
            "nobodys-number",
            Severity.WARNING,
            "employee_number",
            lambda at: (
                f"Employee number is '{rows.text_at('employee_number', at)}', which names nobody; the row"
                " counts as a person in post."
            ),
            "Take the row out where nobody is in post: vacancies of receivers go on the sheet Posts.",
            "have an employee number that names nobody, and count as people in post",
        ),
        rows.per_text("employee_number", nobody, False, np.bool_),
    )
    alike = _but_for_noughts(distinct)
    ledger.report(
        rows,
        Fault(
            "differs-only-in-noughts",
            Severity.WARNING,
            "employee_number",
            lambda at: (
                f"'{rows.text_at('employee_number', at)}' and"
                f" '{alike[rows.text_at('employee_number', at)]}' differ only in noughts before them; they"
                " count as two people."
            ),
            "Write both alike where they are one person.",
            "have an employee number that differs from another only in noughts before it",
        ),
        rows.per_text("employee_number", dict.fromkeys(alike, True), False, np.bool_),
    )


def _but_for_noughts(numbers: list[str]) -> dict[str, str]:
    """Each number that another is like but for noughts, but for the first of them -> that first."""
    if not any(one.startswith("0") for one in numbers):
        return {}
    like: dict[str, list[str]] = defaultdict(list)
    for one in numbers:
        like[one.strip().lstrip("0")].append(one)
    return {other: first for first, *others in like.values() if others for other in others}
