"""What a plan's own judgement says of rows that were brought in, with the cells of the file."""

from dataclasses import replace

from planner.base.findings import Finding, in_order
from planner.engine.admission import judge
from planner.model.tables import TABLES
from planner.rules.rulebook import RuleBook
from planner.workbook.bringing_in.bring_in import BroughtIn
from planner.workbook.bringing_in.into import PutIn


def judged(put: PutIn, brought: BroughtIn, rules: RuleBook) -> tuple[Finding, ...]:
    """Findings on the rows that came in: FTE that is hours, salaries outside their band, and the like."""
    titles = {column.title: column.key for column in TABLES[brought.table].columns}
    found = []
    for one in judge(put.plan, rules).findings:
        if one.table == brought.table and one.row in put.rows:
            row = put.rows[one.row]
            cell = brought.cell(row, titles.get(one.column, one.column))
            found.append(replace(one, sheet=brought.sheet, cell=cell))
    return in_order(found)
