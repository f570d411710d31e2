"""What the message bar says of the plan's file: when it is opened, and when it was saved."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from planner.base.findings import Finding, Severity

if TYPE_CHECKING:
    from ui.document.filing import Saved


def saved_words(saved: "Saved") -> str:
    """Say where a plan stands, and where the workbook is kept as it was before the first save into it."""
    words = f"Saved {saved.path.name} in {saved.path.parent}."
    if saved.backup is None:
        return words
    return f"{words} The workbook as it was before is kept beside it: {saved.backup.name}."


def excel_words(name: str, user: str | None) -> str:
    """Say that a file is open in Excel, by whom where that is known; nothing where it is not (None)."""
    if user is None:
        return ""
    return f"{name} seems to be open in Excel{f' by {user}' if user else ''}: close it there before you save."


def loss_words(findings: Iterable[Finding]) -> str:
    """Say what a save into the workbook would not keep; nothing where all would be kept."""
    from planner.workbook.losses import CAUSE

    lost = [one for one in findings if one.cause == CAUSE and one.severity is Severity.WARNING]
    return " ".join(f"{one.message} {one.remedy}" for one in lost)
