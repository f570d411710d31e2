"""Where each table, row and column of a plan stands in the file that it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from planner.base.findings import Finding
from planner.model.tables import TABLES, TableSpec
from planner.workbook.layout import PLAN_SHEET


@dataclass(frozen=True, slots=True)
class TableOrigin:
    """Where one table stands.

    Attributes:
        sheet: the sheet's name, as in the file.
        header_row: the number of the header row, counted from 1 as Excel does.
        columns: column key -> the letters of its column.
        last_row: the number of the last row of the table; the header row where it is empty.
        totals_row: the number of the totals row under the table, or 0.
    """

    sheet: str
    header_row: int = 1
    columns: Mapping[str, str] = field(default_factory=dict)
    last_row: int = 1
    totals_row: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where everything of a plan stands in its file.

    Attributes:
        tables: table name -> its place; tables without a sheet are not there.
        facts: the name of a fact of the plan ("closure") -> the cell of its value.
        plan_sheet: the name of the sheet ``Plan``, as in the file.
    """

    tables: Mapping[str, TableOrigin] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    plan_sheet: str = PLAN_SHEET

    def sheet(self, table: str) -> str:
        """The name of a table's sheet as in the file; the usual name where it has none."""
        found = self.tables.get(table)
        return found.sheet if found else TABLES[table].sheet

    def cell(self, table: str, row: int, column: str) -> str:
        """The cell of a table's row and column (key or title): ``H27``; empty where it has none.

        A column that the file does not have gives the row's first column.
        """
        found = self.tables.get(table)
        if found is None or not found.columns or row <= found.header_row:
            return ""
        letters = found.columns.get(_key_of(TABLES[table], column))
        return f"{letters or next(iter(found.columns.values()))}{row}"

    def relocate(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Give findings that know their table, row and column the true sheet and cell."""
        return tuple(self._relocated(finding) for finding in findings)

    def _relocated(self, finding: Finding) -> Finding:
        if finding.sheet == PLAN_SHEET and not finding.table and not finding.cell:
            cell = self.facts.get(finding.column.lower().replace(" ", "_"), "")
            return replace(finding, sheet=self.plan_sheet, cell=cell)
        if finding.table not in self.tables:
            return finding
        cell = self.cell(finding.table, finding.row, finding.column) if finding.row > 0 else finding.cell
        return replace(finding, sheet=self.sheet(finding.table), cell=cell or finding.cell)


def _key_of(spec: TableSpec, column: str) -> str:
    """The key of a column that is given by its key or its title."""
    return next((one.key for one in spec.columns if column in (one.key, one.title)), column)
