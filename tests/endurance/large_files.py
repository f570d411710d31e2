"""Very long and very wide lists, as people may try to bring in."""

import csv
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter

from planner.workbook.samples import generated_plan
from planner.workbook.write import write_plan

_LEDGER = (
    "Entity",
    "Cost Centre",
    "Subjective",
    "Subjective Description",
    "Apr-12",
    "May-12",
    "Jun-12",
    "YTD",
)
_STAFF = (
    "Employee Number",
    "Name",
    "Organisation",
    "Directorate",
    "Grade",
    "FTE",
    "Annual Salary",
    "Date of Birth",
)


def made_in(folder: Path) -> Iterator[Path]:
    """Write one large file after another."""
    for make in (
        _ledger_text,
        _ledger_book,
        _staff_book,
        _plan_book,
        _wide,
        _inflated,
        _far_corner,
        _one_line,
    ):
        yield make(folder)


def _ledger_rows(count: int) -> Iterator[tuple[str | int | float, ...]]:
    for at in range(count):
        centre, subjective = f"{4000 + at % 900:06d}", 52_000 + at % 300
        yield ("5N1", centre, subjective, "Office supplies", at % 700 + 0.25, at % 350, 12.5, at % 1000)


def _ledger_text(folder: Path) -> Path:
    path = folder / "ledger of 500,000 lines.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerow(_LEDGER)
        csv.writer(file).writerows(_ledger_rows(500_000))
    return path


def _ledger_book(folder: Path) -> Path:
    return _book(folder / "ledger of 500,000 rows.xlsx", _LEDGER, lambda: _ledger_rows(500_000))


def _staff_book(folder: Path) -> Path:
    def rows() -> Iterator[tuple[str | int | float, ...]]:
        for at in range(60_000):
            yield (
                20_000_000 + at,
                f"Person {at}",
                "5N1",
                f"Directorate {at % 40}",
                f"Band {at % 7 + 1}",
                1.0,
                16_000 + at % 30_000,
                f"{at % 28 + 1:02d}/0{at % 9 + 1}/19{50 + at % 40}",
            )

    return _book(folder / "staff of 60,000.xlsx", _STAFF, rows)


def _plan_book(folder: Path) -> Path:
    path = folder / "plan of 60,000.xlsx"
    write_plan(generated_plan(60_000, 12, 4, 60, seed=1), path)
    return path


def _wide(folder: Path) -> Path:
    heads = tuple(f"Local {at}" for at in range(16_384 - len(_STAFF)))
    row = (10_000_001, "A", "5N1", "Finance", "Band 5", 1, 25_000, "01/02/1970")
    return _book(
        folder / "16,384 columns.xlsx",
        (*_STAFF, *heads),
        lambda: ((*row, *([at] * len(heads))) for at in range(60)),
    )


def _book(
    path: Path, heads: tuple[str, ...], rows: Callable[[], Iterator[tuple[str | int | float, ...]]]
) -> Path:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, heads)
        for at, row in enumerate(rows(), start=1):
            sheet.write_row(at, 0, row)
    return path


def _inflated(folder: Path) -> Path:
    """A sheet that unfolds to 200 MB, of rows that hold nothing."""
    inner = _book(
        folder / "inner.xlsx", _STAFF, lambda: iter([(1, "A", "5N1", "F", "Band 5", 1, 25_000, "")])
    )
    path = folder / "sheet of 200 MB.xlsx"
    with zipfile.ZipFile(inner) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                rows = "".join(
                    f'<row r="{at}" spans="1:20" ht="{at % 97}.{at * 7919 % 99991}"><c r="A{at}" s="1"/>'
                    f'<c r="B{at}" s="1"/></row>'
                    for at in range(3, 1_048_576)
                )
                rows += " " * max(0, 200_000_000 - len(rows))
                content = content.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(name, content)
    inner.unlink()
    return path


def _far_corner(folder: Path) -> Path:
    path = folder / "far corner.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Staff")
        sheet.write_row(0, 0, _STAFF)
        sheet.write_row(1, 0, (1, "A", "5N1", "F", "Band 5", 1, 25_000))
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
        sheet.write_blank(1_048_575, 2, None, book.add_format({"bold": True}))
    return path


def _one_line(folder: Path) -> Path:
    path = folder / "one long line.csv"
    path.write_text("Employee Number,FTE\n" + "1," * 2_000_000)
    return path
