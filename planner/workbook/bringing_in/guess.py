"""Guesses what a sheet is and what each of its columns holds, with how sure that is and why."""

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from planner.model.tables import Kind
from planner.workbook.bringing_in.content import fit, is_of_units, kindred, sample_of
from planner.workbook.bringing_in.fields import (
    AMOUNT,
    BROUGHT_IN,
    DOUBTS,
    NOT_TAKEN,
    STAND_INS,
    amount_key,
    field_of,
    fields_of,
    month_of_amount,
    names_of,
)
from planner.workbook.bringing_in.findings_on_columns import SURE
from planner.workbook.bringing_in.headings import Heading, find_heading, heading_at
from planner.workbook.bringing_in.how_sure import how_sure
from planner.workbook.bringing_in.ledger_heads import NOT_BUDGETS
from planner.workbook.bringing_in.mapping import How, LeftOutColumn, MappedColumn, Mapping, shape_of
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.layout import letter_of, plain
from planner.workbook.recognise import is_blank, is_total

SURE_ENOUGH = 0.4
"""A table is guessed where it is at least this sure."""
_ALIKE = 84
"""How alike two names must be, of 100, to be taken for each other."""
_SHORTEST_ALIKE = 5
_HARDLY = 0.3
"""A column of another name is left out where less than this share of its cells fits."""
_DOUBTFUL_CONFIDENCE = 0.6
_MOST_LOOKED_AT = 500
"""Columns beyond this many are told by their exact names alone."""


@dataclass
class _Look:
    """A sheet looked at once for all tables."""

    sheet: SourceSheet
    heading: Heading

    @cached_property
    def samples(self) -> Sequence[list[Any]]:
        body = self.sheet.rows[self.heading.first_row :]
        columns = zip(*body, strict=True) if body else [()] * self.sheet.width
        return [sample_of(cells) for cells in columns]

    @cached_property
    def filled(self) -> Sequence[int]:
        """How many cells of each column hold anything but the word total."""
        body = self.sheet.rows[self.heading.first_row :]
        columns = zip(*body, strict=True) if body else [()] * self.sheet.width
        return [sum(not is_blank(cell) and not is_total(cell) for cell in cells) for cells in columns]


def guess(sheet: SourceSheet, table: str | None = None, header_row: int | None = None) -> Mapping:
    """Say what a sheet is and what its columns hold.

    Args:
        sheet: the sheet.
        table: what it is, where a user has said so.
        header_row: the place of its headers counted from 0, where a user has said so; -1 for none.

    Returns:
        The likeliest mapping; its table is "" where the sheet looks like none.
    """
    return guesses(sheet, table, header_row)[0]


def guesses(
    sheet: SourceSheet, table: str | None = None, header_row: int | None = None
) -> tuple[Mapping, ...]:
    """Every table that a sheet could be, the likeliest first; one without a table where it is like none."""
    heading = find_heading(sheet) if header_row is None else heading_at(sheet, header_row)
    look = _Look(sheet, heading)
    if table is not None:
        return (_mapping(look, table),)
    found = [one for one in (_mapping(look, name) for name in BROUGHT_IN) if one.columns]
    found = sorted(found, key=lambda one: -one.confidence)
    likely = [one for one in found if one.confidence >= SURE_ENOUGH]
    if likely:
        return tuple(likely)
    left = tuple(LeftOutColumn(at, text, "the sheet is taken for no table") for at, text in _used(look))
    why = "It has too few of the columns of staff, functions, budgets, organisations or posts."
    return (Mapping("", sheet.name, heading.row, (), left, 0.0, why, shape_of(heading.texts)),)


def _used(look: _Look) -> list[tuple[int, str]]:
    """The columns that have a header or a cell."""
    return [(at, text) for at, text in enumerate(look.heading.texts) if text or look.samples[at]]


def _mapping(look: _Look, table: str) -> Mapping:
    """What the columns are, if the sheet is this table."""
    taken = _with_one_amount(_assigned(_candidates(look, table)))
    taken = _with_grades(_with_stand_ins(taken, look, table))
    columns = tuple(sorted(taken.values(), key=lambda one: one.place))
    places = {one.place for one in columns}
    left = tuple(
        LeftOutColumn(at, text, _why_left(at, text, look, table, taken))
        for at, text in _used(look)
        if at not in places
    )
    confidence = how_sure(taken, look.heading.texts, len(_used(look)), look.sheet.name, table)
    told = ", ".join(field_of(table, one.key).title for one in columns if one.confidence >= 0.6)
    why = f"It has {told}." if told else "Nothing in it says so."
    return Mapping(
        table, look.sheet.name, look.heading.row, columns, left, confidence, why,
        shape_of(look.heading.texts),
    )  # fmt: skip


def _candidates(look: _Look, table: str) -> list[MappedColumn]:
    """Everything that each column could be."""
    found: list[MappedColumn] = []
    for at, header in _used(look):
        named = _named(at, header, look, table)
        found += named
        if at >= _MOST_LOOKED_AT:
            continue
        if not named or max(one.confidence for one in named) < SURE_ENOUGH:
            by_content = kindred(look.samples[at], table)
            if by_content and plain(header) not in NOT_TAKEN:
                found.append(
                    MappedColumn(
                        at, header, by_content.key, by_content.confidence, How.CONTENT, by_content.why
                    )
                )
    return _less_sure_of_the_sparse(found, look)


def _less_sure_of_the_sparse(found: Sequence[MappedColumn], look: _Look) -> list[MappedColumn]:
    """Columns, less sure where another of the same field holds more than twice as much."""
    keys = [one.key for one in found]
    if len(set(keys)) == len(keys):
        return list(found)
    most = {key: max(look.filled[one.place] for one in found if one.key == key) for key in set(keys)}
    return [
        one
        if look.filled[one.place] * 2 >= most[one.key]
        else replace(one, confidence=one.confidence / 2, why=f"{one.why}, but another column holds more")
        for one in found
    ]


def _named(at: int, header: str, look: _Look, table: str) -> list[MappedColumn]:
    """What a column could be by its header, doubted where what it holds does not fit."""
    group = look.heading.groups[at]
    texts = [text for text in (header, f"{group} {header}" if group and header else "") if text]
    for text in texts:
        if table == "budgets" and not _is_no_budget(group, header) and (key := amount_key(text)):
            return [MappedColumn(at, header, key, 0.9, How.NAME, "its header is a line, year or month")]
        known = names_of(table).get(plain(text))
        if known is not None:
            return [_checked(_by_name(at, header, text, known), look, table)]
    if not header or plain(header) in NOT_TAKEN or _is_stand_in(header, table) or at >= _MOST_LOOKED_AT:
        return []
    like = _alike(header, table)
    return [_checked(replace(like, place=at, header=header), look, table)] if like else []


def _by_name(at: int, header: str, text: str, known: tuple[str, int, str]) -> MappedColumn:
    key, rank, _ = known
    if rank == 0:
        return MappedColumn(at, header, key, 1.0, How.NAME, "its own name")
    if doubt := DOUBTS.get((key, plain(text))):
        return MappedColumn(at, header, key, _DOUBTFUL_CONFIDENCE, How.ALIAS, f"doubtful: {doubt}")
    return MappedColumn(
        at, header, key, round(max(0.85, 0.96 - 0.005 * rank), 2), How.ALIAS, "a name that it goes by"
    )


def _alike(header: str, table: str) -> MappedColumn | None:
    """The field whose name is most like a header; None where none is."""
    if len(plain(header)) < _SHORTEST_ALIKE:
        return None
    best, best_score = ("", ""), 0.0
    lower = " ".join("".join(c if c.isalnum() else " " for c in header.lower()).split())
    words, bare = set(lower.split()), plain(header)
    for key, name in _long_names(table):
        score = max(fuzz.token_sort_ratio(lower, name.lower), fuzz.ratio(bare, name.plain))
        if len(name.parts) > 1 and name.parts < words and len(words) <= len(name.parts) + 4:
            score = max(score, 86.0 + len(name.parts))
        if score > best_score:
            best, best_score = (key, name.text), score
    if best_score < _ALIKE:
        return None
    confidence = round(0.5 + 0.35 * (best_score - _ALIKE) / (100 - _ALIKE), 2)
    return MappedColumn(-1, "", best[0], confidence, How.LIKE, f"a name like '{best[1]}'")


class _Name(NamedTuple):
    """A name of a field in the forms in which it is compared."""

    text: str
    lower: str
    plain: str
    parts: frozenset[str]


@cache
def _long_names(table: str) -> tuple[tuple[str, _Name], ...]:
    """The names of a table's fields that are long enough to be like others."""
    return tuple(
        (field.key, _Name(name, name.lower(), plain(name), frozenset(name.lower().split())))
        for field in fields_of(table).values()
        for name in field.names
        if len(plain(name)) >= _SHORTEST_ALIKE - 1
    )


def _checked(column: MappedColumn, look: _Look, table: str) -> MappedColumn:
    """A column by its name, less sure where what it holds does not fit it, surer where it does."""
    sample, field = look.samples[column.place], field_of(table, column.key)
    share = fit(sample, field.column, table)
    if column.key in ("organisation", "receiver") and is_of_units(sample):
        return replace(column, confidence=0.1, why="it holds parts of an organisation")
    if share < _HARDLY and column.how is not How.NAME and not field.column.required:
        return replace(column, confidence=0.0, why="what it holds does not fit")
    if share < 0.5:
        why = f"{column.why}, but most of what it holds does not fit"
        return replace(column, confidence=round(column.confidence * max(share, 0.3), 2), why=why)
    if column.how is How.LIKE and len(sample) >= 3 and field.column.kind is not Kind.TEXT:
        return replace(column, confidence=min(0.9, round(column.confidence + 0.05, 2)))
    if not sample:
        return replace(column, why=f"{column.why}; it is empty")
    return column


def _assigned(candidates: Sequence[MappedColumn]) -> dict[str, MappedColumn]:
    """Each field with its best column, each column with its best field."""
    taken: dict[str, MappedColumn] = {}
    places: set[int] = set()
    for one in sorted(candidates, key=lambda one: (-one.confidence, one.place)):
        if one.key not in taken and one.place not in places and one.confidence >= 0.25:
            taken[one.key] = one
            places.add(one.place)
    return taken


# --------------------------------------------------------------------------- for want of one


def _is_stand_in(header: str, table: str) -> bool:
    return any(
        plain(header) == plain(name) for (of, _), names in STAND_INS.items() if of == table for name in names
    )


def _with_stand_ins(taken: Dictionary[str, MappedColumn], look: _Look, table: str) -> dict[str, MappedColumn]:
    """Let other columns stand for a function or an organisation that the list does not have."""
    taken = dict(taken)
    for (of, key), names in STAND_INS.items():
        if of != table or key in taken or not taken:
            continue
        places = {one.place for one in taken.values()}
        found = _stand_in(names, look, places, needs_words=key == "line")
        if found is not None:
            title = field_of(table, key).title.lower()
            why = f"the list has no {title}; this is proposed to stand for it"
            taken[key] = MappedColumn(found, look.heading.texts[found], key, 0.5, How.STAND_IN, why)
    return taken


def _with_grades(taken: Dictionary[str, MappedColumn]) -> dict[str, MappedColumn]:
    """Trust a column of grades of another system where their pay stands beside them."""
    grades = taken.get("band")
    if (
        grades is None
        or not {"pay_low", "pay_high"} & taken.keys()
        or grades.confidence >= _DOUBTFUL_CONFIDENCE
    ):
        return dict(taken)
    why = "its grades are of another system; bands go by the pay beside them"
    return {**taken, "band": replace(grades, confidence=_DOUBTFUL_CONFIDENCE, why=why)}


def _with_one_amount(taken: Dictionary[str, MappedColumn]) -> dict[str, MappedColumn]:
    """Take the year's amount or its months, and not both: the months where the amount is doubtful."""
    months = [key for key in taken if key.startswith(f"{AMOUNT}/") and month_of_amount(key)]
    if not months or AMOUNT not in taken:
        return dict(taken)
    dropped = {AMOUNT} if taken[AMOUNT].confidence < SURE else set(months)
    return {key: one for key, one in taken.items() if key not in dropped}


def _is_no_budget(*texts: str) -> bool:
    """Whether the words over a column say that its figures are what was spent, and no budget."""
    words = {word.casefold() for text in texts for word in text.split()}
    return any(word.startswith(NOT_BUDGETS) for word in words)


def _stand_in(names: Sequence[str], look: _Look, used: set[int], *, needs_words: bool) -> int | None:
    """The best column of those names that holds anything; words, where a figure would say nothing."""
    headers = {plain(f"{look.heading.groups[at]} {text}"): at for at, text in reversed(_used(look)) if text}
    headers |= {plain(text): at for at, text in reversed(_used(look)) if text}
    for name in names:
        at = headers.get(plain(name))
        if at is None or at in used or not look.samples[at]:
            continue
        if needs_words and not any(one.isalpha() for cell in look.samples[at] for one in str(cell)):
            continue
        return at
    return None


def _why_left(at: int, header: str, look: _Look, table: str, taken: Dictionary[str, MappedColumn]) -> str:
    """Why a column is taken for nothing."""
    if not look.samples[at]:
        return "it is empty"
    if plain(header) in NOT_TAKEN and table in ("staff", "posts"):
        return NOT_TAKEN[plain(header)]
    known = names_of(table).get(plain(header))
    if table == "budgets" and known and known[0] == AMOUNT and any(map(month_of_amount, taken)):
        return "the months beside it are added up instead"
    if table == "budgets" and AMOUNT in taken and month_of_amount(amount_key(header) or ""):
        return "the year's amount is taken instead of its months"
    if known and known[0] in taken:
        other = taken[known[0]]
        title = field_of(table, known[0]).title
        return f"it could be {title} too, for which column {letter_of(other.place)} is taken"
    if known and look.samples[at]:
        return f"its name is one of {field_of(table, known[0]).title}, but what it holds does not fit"
    for (of, key), names in STAND_INS.items():
        if of == table and key in taken and plain(header) in map(plain, names):
            return f"{field_of(table, key).title} is taken from column {letter_of(taken[key].place)}"
    return "it is not known" if header else "it has no header"
