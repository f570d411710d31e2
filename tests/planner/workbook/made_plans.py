"""Plans of every shape that a workbook can hold, for hypothesis."""

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from planner.model.plan import Facts, Plan, Unread
from planner.model.tables import BANDS, TABLES, Column, Kind, TableSpec, frame_of

NON_CHARACTERS = "\ufffe\uffff"
UNREADABLE = {
    Kind.NUMBER: ("tbc", "27k", "0,8", "(20,000)", "60%", "nan"),
    Kind.MONEY: ("tbc", "27k", "(20,000)", "=1+1"),
    Kind.PERCENT: ("60%", "most"),
    Kind.DATE: ("04/23/2003", "soon", "-", "31/02/2012"),
    Kind.BAND: ("10", "8", "Director"),
    Kind.CHOICE: ("none of them", "@odd"),
}
SOFT = {("functions", "kind"), ("functions", "scale")}
IDENTITY = {
    "organisations": "code",
    "functions": "code",
    "scenarios": "scenario",
    "staff": "employee_number",
    "posts": "post",
}

texts = (
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs",), exclude_characters=NON_CHARACTERS), max_size=12),
        st.sampled_from(
            (
                "=1+1",
                "+44 20",
                "-",
                "@SUM(A1)",
                "007",
                "1e5",
                "TRUE",
                "a\nb",
                "_x0041_",
                "é😀",
                "#N/A",
                "x" * 400,
            )
        ),
    )
    .map(str.strip)
    .filter(bool)
)
codes = st.text(st.sampled_from("ABCDEFGHJK0123456789 -./=+"), min_size=1, max_size=6).map(
    lambda text: f"K{text}".strip()
)
numbers = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 90_000).map(float), st.just(0.1 + 0.2)
)
days = st.dates(date(1900, 1, 2), date(2100, 12, 31)).map(lambda one: datetime(one.year, one.month, one.day))


def cells(table: str, column: Column, known: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """What a cell of a column may hold."""
    if column.refers_to and column.kind is Kind.LIST:
        return st.lists(st.sampled_from(known[column.refers_to] or ["K"]), min_size=1, max_size=3).map(
            ";".join
        )
    if column.refers_to:
        return st.sampled_from(known[column.refers_to] or ["K"])
    return {
        Kind.TEXT: texts,
        Kind.CODE: texts,
        Kind.LIST: texts.filter(lambda text: "," not in text),
        Kind.CHOICE: st.sampled_from(column.choices or ("x",)),
        Kind.BAND: st.sampled_from(BANDS),
        Kind.FLAG: st.sampled_from("YN"),
        Kind.YEAR: st.integers(1990, 2050).map(float),
        Kind.DATE: days,
    }.get(column.kind, numbers)


@st.composite
def plans(draw: st.DrawFn, most_rows: int = 4) -> Plan:
    """A plan whose rows have what each row must have, with some cells that could not be read."""
    known: dict[str, list[str]] = {
        name: draw(st.lists(codes, max_size=most_rows, unique_by=str.casefold)) for name in IDENTITY
    }
    frames, unread = {}, []
    for name, spec in TABLES.items():
        rows, odd = draw(_rows(spec, known, most_rows))
        numbers = sorted(draw(st.sets(st.integers(2, 60), min_size=len(rows), max_size=len(rows))))
        values = {key: [row.get(key) for row in rows] for key in spec.keys}
        frames[name] = frame_of(spec, values, numbers)
        unread += [Unread(name, numbers[at], key, text) for at, key, text in odd]
    facts = Facts(
        plan_name=draw(texts),
        closure=draw(days).date(),
        transfer_date=draw(days).date(),
        horizon=draw(days).date(),
    )
    return Plan(facts=facts, unread=tuple(unread), **frames)


@st.composite
def _rows(
    draw: st.DrawFn, spec: TableSpec, known: dict[str, list[str]], most_rows: int
) -> tuple[list[dict[str, Any]], list[tuple[int, str, str]]]:
    identity = IDENTITY.get(spec.name, "")
    own = known.get(spec.name)
    count = len(own) if own is not None else draw(st.integers(0, most_rows))
    rows, odd = [], []
    for at in range(count):
        row = {}
        for column in spec.columns:
            if column.key == identity:
                row[column.key] = (own or [])[at]
            elif column.required or draw(st.integers(0, 3)) == 0 or column is spec.columns[0]:
                row[column.key] = draw(cells(spec.name, column, known))
        for column in spec.columns:
            may_be_odd = column.kind in UNREADABLE and (spec.name, column.key) not in SOFT
            if may_be_odd and draw(st.integers(0, 15)) == 0:
                row[column.key] = None
                odd.append((at, column.key, draw(st.sampled_from(UNREADABLE[column.kind]))))
        rows.append(row)
    return rows, odd
