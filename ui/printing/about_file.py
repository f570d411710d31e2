"""What a file for Word or PowerPoint says of itself: what it is and when it was made, and nobody's name."""

from collections.abc import Sequence
from typing import Any

from planner.report.pages import Page
from ui.printing.pdf import CREATOR, title_of_pages


def describe(properties: Any, pages: Sequence[Page]) -> None:
    """Fill the properties of a new file, which a library made out of a file of its own."""
    properties.title, properties.author, properties.last_modified_by = title_of_pages(pages), CREATOR, CREATOR
    properties.comments, properties.language = "", "en-GB"
    properties.created = properties.modified = pages[0].stamp.made_at
