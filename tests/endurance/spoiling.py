"""Ways to spoil a workbook: in its bytes, in its XML, and in its cells."""

import math
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter

from planner.model.plan import Plan
from planner.model.tables import TABLES
from planner.workbook.layout import plain, sheets_known
from planner.workbook.words import shown

KINDS = ("xls", "ods", "csv", "fods")
"""What LibreOffice makes of a workbook."""
ODD = (
    "",
    " ",
    "\u00a0",
    "tbc",
    "#N/A",
    "0",
    "-1",
    -1,
    0,
    1,
    1.5,
    37.5,
    1e9,
    1e308,
    -0.0,
    "1e400",
    "nan",
    "inf",
    True,
    False,
    "TRUE",
    "£27,625.00",
    "27,625",
    "27k",
    "0,8",
    "60%",
    "(20,000)",
    ".5",
    "½",
    "1\u202f234",
    "\uff11\uff12",
    "\u2212" + "5",
    "12-",
    "--",
    "31/02/2012",
    "04/23/2003",
    "7/11/02",
    "01-APR-2003",
    "31-DEC-4712",
    "20030401",
    37712,
    2,
    0.5,
    99999,
    date(1900, 1, 1),
    date(1899, 12, 30),
    date(1905, 3, 4),
    date(2150, 1, 1),
    datetime(2003, 4, 1, 9, 30),
    time(9, 30),
    timedelta(hours=40),
    "=1+1",
    '=HYPERLINK("http://example.org")',
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "x" * 32_000,
    "a\nb",
    "\t",
    "_x000D_",
    "\u202egnp",
    "e\u0301",
    "\U0001f600",
    "7|8|9",
    "Band 8",
    "8e",
    "5N1;5N2",
    "2012-13",
    "2012/14",
    2012,
    "Y",
    "yes",
    "?",
    "Baseline",
    "baseline ",
    "stop",
    "Total",
    "NULL",
    "None",
    "<b>x</b>",
)


@dataclass(frozen=True)
class Spoilt:
    """A spoilt file.

    Attributes:
        path: it.
        how: what was done to it.
        is_list: whether it can be no plan.
        cell: the plan's cell that was changed ("Staff!H27"), where one was.
        value: what was put there.
        place: its table, column and row.
    """

    path: Path
    how: str
    is_list: bool = False
    cell: str = ""
    value: Any = None
    place: tuple[str, str, int] = field(default=("", "", 0))

    def read_back(self, plan: Plan) -> Any:
        """What the plan has in the changed cell where that is other than was put there; else None."""
        table, key, row = self.place
        frame = plan.table(table)
        if row not in frame.index:
            return "no row"
        there = frame.at[row, key]
        return None if _is_same(there, self.value) else ("blank" if pd.isna(there) else there)


def _is_same(there: Any, put: Any) -> bool:
    if put is None or put == "":
        return bool(pd.isna(there))
    if pd.isna(there):
        return isinstance(put, str) and not put.strip()
    if isinstance(there, str):
        return there == (put if isinstance(put, str) else _as_text(put))
    if isinstance(there, pd.Timestamp):
        return isinstance(put, date) and there.date() == (put.date() if isinstance(put, datetime) else put)
    return isinstance(put, int | float) and not isinstance(put, bool) and math.isclose(there, put)


def _as_text(put: Any) -> str:
    if isinstance(put, bool):
        return str(put).upper()
    return shown(float(put)) if isinstance(put, int | float) else shown(put)


# --------------------------------------------------------------------------- what is spoilt


def sources_in(folder: Path, books: Sequence[Path]) -> list[Path]:
    """Workbooks, and what LibreOffice makes of them, copied into a folder."""
    found = []
    for book in books:
        copy = folder / f"source {len(found)}{book.suffix}"
        shutil.copy(book, copy)
        found.append(copy)
    program = shutil.which("soffice")
    for book in list(found) if program else ():
        for kind in KINDS:
            made = folder / kind
            command = [
                program,
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to",
                kind,
                "--outdir",
                str(made),
                str(book),
            ]
            subprocess.run([str(word) for word in command], check=False, capture_output=True, timeout=300)
            found += made.glob(f"{book.stem}.{kind}")
    return found


def spoilt_books(
    sources: Sequence[Path], times: int, chance: random.Random, folder: Path
) -> Iterator[Spoilt]:
    """Spoilt copies of files, one after another, each written when it is asked for."""
    for number in range(times):
        source = chance.choices(sources, [8 if one.suffix == ".xlsx" else 1 for one in sources])[0]
        path = folder / f"odd {number}{source.suffix}"
        is_list = source.suffix != ".xlsx"
        if is_list:
            yield _bytes_spoilt(source, path, chance, is_list=True)
        else:
            way = chance.choices((_bytes_spoilt, _xml_spoilt, _cell_spoilt), (1, 3, 6))[0]
            yield way(source, path, chance)


def _bytes_spoilt(source: Path, path: Path, chance: random.Random, *, is_list: bool = False) -> Spoilt:
    content = bytearray(source.read_bytes())
    kind = chance.choice(("flip", "cut", "middle", "double", "noise"))
    if kind == "flip":
        for _ in range(chance.randint(1, 20)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        del content[chance.randrange(len(content)) :]
    elif kind == "middle":
        at = chance.randrange(len(content))
        del content[at : at + chance.randint(1, 2000)]
    elif kind == "double":
        at = chance.randrange(len(content))
        content[at:at] = content[at : at + chance.randint(1, 5000)]
    else:
        at = chance.randrange(len(content))
        size = chance.randint(1, 300)
        content[at : at + size] = chance.randbytes(size)
    path.write_bytes(content)
    return Spoilt(path, f"bytes of {source.name}, {kind}", is_list)


_TAG = re.compile(r"<[^<>?!]+>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_ODD_ATTRIBUTES = (
    "",
    "-1",
    "99999999999",
    "abc",
    "A1048577",
    "XFE1",
    "1e5",
    "0",
    "rId99",
    "\u00e9",
    "1" * 400,
)


def _xml_spoilt(source: Path, path: Path, chance: random.Random) -> Spoilt:
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = chance.choice([one for one in parts if one.endswith((".xml", ".rels"))])
    how = ""
    for _ in range(chance.choice((1, 1, 1, 3, 10))):
        text, how = _odd_xml(parts[name].decode("utf-8", "replace"), chance)
        parts[name] = text.encode("utf-8", "replace")
    if chance.random() < 0.08:
        how, parts = f"without {name}", {one: content for one, content in parts.items() if one != name}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for one, content in parts.items():
            new.writestr(one, content)
    return Spoilt(path, f"{name} of {source.name}: {how}")


def _odd_xml(text: str, chance: random.Random) -> tuple[str, str]:
    tags = list(_TAG.finditer(text))
    if not tags:
        return text, "nothing"
    tag = chance.choice(tags)
    start, end = tag.span()
    kind = chance.choice(("drop", "double", "attribute", "lose", "swap", "text"))
    if kind == "drop":
        return text[:start] + text[end:], f"dropped {tag[0][:80]}"
    if kind == "double":
        return text[:end] + tag[0] + text[end:], f"doubled {tag[0][:80]}"
    given = list(_ATTRIBUTE.finditer(tag[0]))
    if kind in ("attribute", "lose") and given:
        one = chance.choice(given)
        put = f'{one[1]}="{chance.choice(_ODD_ATTRIBUTES)}"' if kind == "attribute" else ""
        return text[: start + one.start()] + put + text[start + one.end() :], f"{one[0][:60]} made {put[:60]}"
    if kind == "swap":
        other = chance.choice(tags)
        return text[:start] + other[0] + text[end:], f"{tag[0][:60]} made {other[0][:60]}"
    put = chance.choice(
        ("&#0;", "&amp;", "\u2028", "<![CDATA[x]]>", "&#x1F600;", "1e999", "<!-- -->", "</v>")
    )
    return text[:end] + put + text[end:], f"{put} behind {tag[0][:60]}"


def _cell_spoilt(source: Path, path: Path, chance: random.Random) -> Spoilt:
    book = openpyxl.load_workbook(source)
    known = {name: table for name in book.sheetnames if (table := sheets_known().get(plain(name))) in TABLES}
    name = chance.choice([one for one in known if known[one] != "history"])
    sheet, spec = book[name], TABLES[known[name]]
    columns = {plain(column.title): column.key for column in spec.columns}
    places = [
        (at, columns[head])
        for at, cell in enumerate(sheet[1], start=1)
        if cell.value and (head := plain(re.sub(r"\(.*\)", "", str(cell.value)))) in columns
    ]
    if not places or sheet.max_row < 2:
        return _bytes_spoilt(source, path, chance)
    at, key = chance.choice(places)
    row, value = chance.randint(2, sheet.max_row), chance.choice(ODD)
    cell = sheet.cell(row, at)
    cell.value = None if value == "" else value
    if isinstance(value, str) and not value.startswith("="):
        cell.data_type = "s"
    if isinstance(value, int | float):
        cell.number_format = "General"
    book.save(path)
    where = f"{name}!{get_column_letter(at)}{row}"
    return Spoilt(path, f"{where} made {value!r:.60}", cell=where, value=value, place=(spec.name, key, row))
