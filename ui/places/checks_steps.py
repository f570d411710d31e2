"""What putting findings right is called in the Undo menu; nobody's name or nature stands there."""

from collections.abc import Sequence

from planner.base.findings import Finding
from planner.model.plan import Plan
from planner.model.tables import TABLES
from planner.workbook.data_quality import column_of
from planner.workbook.layout import FACT_TITLES
from ui.places.data import steps


def mending(plan: Plan, cells: Sequence[Finding]) -> str:
    """Name the change of the cells of some findings of one column to what they offer."""
    first = cells[0]
    column, fixes = column_of(first), {one.fix for one in cells}
    if column is None:
        keys = [key for key, title in FACT_TITLES.items() if title == first.column]
        return steps.changing_fact(keys[0], first.value, first.fix or "") if keys else "Put a finding right"
    if len(cells) == 1 and first.row in plan.table(first.table).index:
        return steps.changing(plan, first.table, first.row, column.key, first.value, first.fix or "")
    rows = f"{column.title} of {len(cells):,} rows of {TABLES[first.table].sheet}"
    if len(fixes) > 1 or (first.table == "staff" and column.key in steps.UNTOLD):
        return f"Change {rows} as offered" if len(fixes) > 1 else f"Change {rows}"
    return f"Change {rows} to {first.fix}" if first.fix else f"Clear {rows}"
