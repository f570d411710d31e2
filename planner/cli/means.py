"""What a command may use that the engine alone does not have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.report.pages import Page


@dataclass(frozen=True, slots=True)
class Means:
    """What the engine alone does not have.

    Attributes:
        window: opens a plan in the window, None for an empty one; returns an exit code.
        printer: writes pages as the file's name asks (``.docx``: Word, ``.pptx``: PowerPoint, else PDF),
            on paper of a size ("A4").
        has_screen: whether somebody could see the window.
    """

    window: "Callable[[Path | None], int] | None"
    printer: "Callable[[Sequence[Page], Path, str], None] | None"
    has_screen: bool
