"""Reading, judging and evaluating a workbook against the fastest bare read of its cells."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from planner.engine.admission import judge
from planner.engine.basis import basis_of
from planner.engine.evaluate import evaluate
from planner.model.tables import STAFF
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan
from planner.workbook.samples import generated_plan
from planner.workbook.write import write_plan
from tests.benchmarks.measure import medians, verdict

PEOPLE, COLUMNS = 5_000, 40
LARGEST_RATIO = 2.0


def main() -> bool:
    """Measure; tell whether the bar is met."""
    plan = generated_plan(PEOPLE, 6, 2, 44, seed=1)
    scenario = plan.scenario_names[-1]
    rules = load_rules()
    with TemporaryDirectory() as name:
        path = Path(name) / "plan.xlsx"
        write_plan(plan, path)
        _widen(path)
        whole, reading, bare = medians(
            [partial(_whole, path, scenario, rules), partial(read_plan, path), partial(_cells, path)], 7
        )
        first = read_plan(path)
        judging, evaluating = medians(
            [partial(judge, first.plan, rules), partial(evaluate, first.plan, scenario, rules)], 7
        )
    print(f"Workbook, {PEOPLE:,} people and {COLUMNS} staff columns:")
    print(f"  the bare cells, by python-calamine: {1000 * bare:,.0f} ms")
    print(
        f"  reading {1000 * reading:,.0f} ms, judging {1000 * judging:,.0f} ms, "
        f"evaluating {1000 * evaluating:,.0f} ms; together {1000 * whole:,.0f} ms"
    )
    return verdict("all of it against the bare cells", whole / bare, LARGEST_RATIO)


def _widen(path: Path) -> None:
    """Give the Staff sheet columns of the user's own, up to the number asked for."""
    book = load_workbook(path)
    sheet = book[STAFF.sheet]
    for column in range(sheet.max_column + 1, COLUMNS + 1):
        sheet.cell(1, column, f"Local {column}")
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, column, f"note {row % 90}")
    book.save(path)


def _whole(path: Path, scenario: str, rules: object) -> None:
    reading = read_plan(path)
    evaluate(reading.plan, scenario, rules, basis=basis_of(reading.plan, rules))


def _cells(path: Path) -> None:
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
