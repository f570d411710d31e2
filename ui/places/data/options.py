"""What may stand in a cell, with what it is called, for the list that a cell is edited with."""

from planner.model.plan import Plan
from planner.model.tables import BASELINE, TABLES, Column, Kind
from planner.rules.rulebook import load_rules
from planner.workbook.codes import IDENTITIES
from ui.widgets.cell_editors import Option

MOST_OFFERED = 2000
"""Of more than these none are listed: a list that long is no help."""
CALLED = {"organisations": "name", "functions": "name", "posts": "title", "staff": "position_title"}
"""What a row of a table is called, beside its code; people only by their work."""


def offered(plan: Plan, table: str, key: str) -> tuple[Option, ...]:
    """List what may stand in a column; nothing where that is anything."""
    column = TABLES[table].column(key)
    if column.kind is Kind.FLAG:
        return (("Y", "yes"), ("N", "no"))
    if column.choices:
        return tuple((choice, "") for choice in column.choices)
    if (table, key) == ("assumptions", "key"):
        return tuple((one.key, one.meaning) for one in load_rules().register)
    if column.refers_to and column.kind is Kind.CODE and IDENTITIES.get(table) != key:
        return _rows_of(plan, column)
    return ()


def _rows_of(plan: Plan, column: Column) -> tuple[Option, ...]:
    frame, code = plan.table(column.refers_to), IDENTITIES[column.refers_to]
    if len(frame) > MOST_OFFERED:
        return ()
    codes = frame[code]
    names = frame[CALLED[column.refers_to]] if column.refers_to in CALLED else codes
    found = {
        value: name if isinstance(name, str) else ""
        for value, name in zip(codes, names, strict=True)
        if isinstance(value, str)
    }
    if column.key == "based_on":
        found = {BASELINE: "nothing moved"} | found
    return tuple(found.items())
