"""Sheets and their columns as tables of words: what each is taken for, how sure that is, and why."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from planner.model.tables import TABLES
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column

if TYPE_CHECKING:
    from planner.workbook.bringing_in.lots import Lot
    from planner.workbook.bringing_in.mapping import Mapping

NOT_TAKEN = "not brought in"
LOOKED_AT = 200
"""Rows under the heads that are looked at for first values."""
FIRST = 3
PERSONAL = frozenset({"name", "first_name", "last_name"})
"""Fields that are hidden until names are asked for."""
TAKEN = "taken"
SURENESS = ((0.95, "sure"), (0.8, "fairly sure"), (0.6, "look at it"), (0.0, "doubtful"))

SHEETS = (
    c.words("used", "Brought in"),
    c.words("sheet", "Sheet"),
    c.words("file", "File"),
    c.words("table", "Taken for"),
    c.words("sure", "How sure"),
    Column("rows", "Rows", figures.whole, is_number=True, tip="Rows of the sheet, with its heads and totals"),
    c.words("remark", "Remark", wide=True),
)
COLUMNS = (
    c.words("letters", "Column"),
    c.words("header", "Head in the file", wide=True),
    c.words("first", "First values", wide=True),
    c.words(TAKEN, "Taken for"),
    c.words("sure", "How sure"),
    c.words("why", "Because", wide=True),
)


def sure(confidence: float) -> str:
    """How sure a guess is, in words and per cent."""
    words = next(words for least, words in SURENESS if confidence >= least)
    return f"{words}, {confidence:.0%}"


def sheets_frame(lots: "Sequence[Lot]") -> pd.DataFrame:
    """The sheets of the files that are looked at."""
    rows = [
        (
            "yes" if one.is_used else "no",
            one.sheet.name,
            one.path.name,
            TABLES[one.mapping.table].sheet if one.mapping.table else "nothing",
            sure(one.mapping.confidence) if one.mapping.table else "",
            float(len(one.sheet.rows)),
            _remark(one),
        )
        for one in lots
    ]
    return pd.DataFrame(rows, columns=[one.key for one in SHEETS])


def _remark(lot: "Lot") -> str:
    said = [lot.remark] if lot.remark and not (lot.is_used and lot.remark.startswith("Looks")) else []
    if lot.is_remembered:
        said.append("Its columns are as you confirmed them before")
    return ". ".join(said)


def columns_frame(lot: "Lot", *, shows_names: bool) -> pd.DataFrame:
    """The columns of a sheet; the index is the place of each."""
    from planner.workbook.bringing_in.fields import field_of

    mapping = lot.mapping
    taken = {one.place: one for one in mapping.columns}
    left = {one.place: one for one in mapping.left_out}
    rows, places = [], []
    for place, header in mapping.listed():
        one = taken.get(place)
        is_shown = shows_names or not is_personal(mapping, place)
        rows.append(
            (
                one.letters if one else left[place].letters,
                header or "(no head)",
                first_values(lot, place) if is_shown else "•••",
                field_of(mapping.table, one.key).title if one else NOT_TAKEN,
                sure(one.confidence) if one else "",
                _sentence(one.why if one else left[place].why),
            )
        )
        places.append(place)
    return pd.DataFrame(rows, columns=[one.key for one in COLUMNS], index=pd.Index(places, dtype="int64"))


def first_values(lot: "Lot", place: int) -> str:
    """The first cells of a column that hold anything."""
    from planner.workbook.recognise import is_blank
    from planner.workbook.words import shown

    first = lot.mapping.header_row + 1
    under = (row[place] for row in lot.sheet.rows[first : first + LOOKED_AT])
    found: dict[str, None] = {}
    for cell in under:
        if not is_blank(cell):
            found[shown(cell)] = None
        if len(found) == FIRST:
            break
    return "; ".join(found)


def is_personal(mapping: "Mapping", place: int) -> bool:
    """Whether a column holds names or what a plan need not hold of people, whatever it is taken for."""
    from planner.workbook.bringing_in.fields import NOT_TAKEN as KNOWN_LEFT
    from planner.workbook.layout import plain

    if mapping.table not in ("staff", ""):
        return False
    key = next((one.key for one in mapping.columns if one.place == place), "")
    header = plain(dict(mapping.listed()).get(place, ""))
    return key in PERSONAL or header in _personal_heads() or "need not" in KNOWN_LEFT.get(header, "")


@cache
def _personal_heads() -> Collection[str]:
    from planner.workbook.bringing_in.fields import fields_of
    from planner.workbook.layout import plain

    fields = fields_of("staff")
    return frozenset(plain(name) for key in PERSONAL for name in fields[key].names)


@cache
def fields_offered(table: str) -> dict[str, str]:
    """What a column of a table's sheet can be taken for: title -> field."""
    from planner.model.tables import BUDGET_LINES
    from planner.workbook.bringing_in.fields import field_of, fields_of

    if not table:
        return {}
    found = {one.title: key for key, one in fields_of(table).items()}
    if table == "budgets":
        keys = [f"amount/{line}/" for line in BUDGET_LINES]
        found |= {field_of(table, key).title: key for key in keys}
    return found


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
