"""Tells a plan workbook from a spreadsheet of somebody's own, without reading either."""

from pathlib import Path

from planner.base.errors import FileRefusedError, NotAPlanError, PasswordNeededError
from planner.model.tables import TABLES
from planner.workbook.grid import Workbook
from planner.workbook.layout import PLAN_SHEET, plain
from planner.workbook.password import unlocked
from planner.workbook.safety import OLE_STARTS, ZIP_STARTS, contents_of, safe_parts


def is_plan_workbook(path: Path) -> bool:
    """Whether a file looks like a plan: it has the sheet of a plan's facts, or all that a plan needs.

    What cannot be looked into without a password may be one.
    """
    try:
        content = contents_of(path)
        if content.startswith(OLE_STARTS):
            unlocked(content, path.name, None)
        if not content.startswith(ZIP_STARTS):
            return False
        names = Workbook(content, safe_parts(content, path.name), path.name).sheet_names
    except PasswordNeededError:
        return True
    except (NotAPlanError, FileRefusedError, OSError):
        return False
    known = {plain(name) for name in names}
    needed = {plain(spec.sheet) for spec in TABLES.values() if spec.required}
    return plain(PLAN_SHEET) in known or needed <= known
