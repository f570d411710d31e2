"""A worksheet that takes formulas as they are written, thousands of them quickly."""

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet


class LiveSheet(Worksheet):  # type: ignore[misc]
    """A worksheet for formulas that hold only functions which every spreadsheet has.

    The library looks through each formula for some hundred newer functions, which takes longer than all
    else; none of them is used here.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")


class LiveBook:
    """A workbook under construction, in memory: nothing of it touches the disk.

    Attributes:
        book: what formats and charts are made with.
    """

    def __init__(self) -> None:
        self._content = BytesIO()
        self.book = Workbook(self._content, {"in_memory": True})

    def sheet(self, name: str) -> Any:
        """Add a sheet."""
        return self.book.add_worksheet(name, LiveSheet)

    def content(self) -> bytes:
        """Finish the workbook and return it as the content of a file."""
        self.book.close()
        return self._content.getvalue()
