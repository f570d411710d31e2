"""How sure it is that a sheet is one of a plan's tables."""

from collections.abc import Mapping, Sequence

from planner.model.tables import TABLES
from planner.workbook.bringing_in.fields import AMOUNT
from planner.workbook.bringing_in.ledger_heads import CENTRES, is_account
from planner.workbook.bringing_in.mapping import How, MappedColumn
from planner.workbook.layout import plain

_TELLING: Mapping[str, tuple[str, ...]] = {
    "staff": ("employee_number", "assignment_number", "name", "born", "continuous_from", "spine_point"),
    "functions": ("family", "competencies", "statutory", "scale", "minimum_cover", "price_per_head"),
    "budgets": ("line", "year", AMOUNT),
    "organisations": ("kind", "population", "allowance_per_head", "target"),
    "posts": ("post", "receiver", "pay_low", "pay_high", "reports_to", "stage_limit"),
}
"""Columns that tell a table from others."""

_STANDARD: Mapping[str, tuple[str, ...]] = {
    "staff": ("employee_number", "band", "fte"),
    "functions": ("code", "name"),
    "budgets": ("organisation", "function", AMOUNT),
    "organisations": ("code", "name"),
    "posts": ("band", "fte", "title"),
}
"""Columns without which a sheet is hardly that table."""

_AGAINST: Mapping[str, tuple[str, ...]] = {
    "posts": ("employeenumber", "employeeno", "dateofbirth", "assignmentnumber", "surname"),
    "functions": ("band", "fte", "wte", "population", "kind", "amount"),
    "organisations": ("band", "fte", "wte", "amount"),
    "budgets": ("employeenumber", "band", "fte", "supplier", "transactionnumber", "invoicenumber"),
}
"""Headers that a sheet of that table does not have."""


def how_sure(
    taken: Mapping[str, MappedColumn], headers: Sequence[str], used: int, sheet: str, table: str
) -> float:
    """How sure it is that a sheet is a table, 0 to 1.

    Args:
        taken: what its columns were taken for.
        headers: its headers.
        used: how many of its columns hold anything.
        sheet: its name.
        table: the table.
    """
    sure = {key.split("/")[0]: one.confidence for key, one in taken.items() if one.how is not How.STAND_IN}
    if not sure:
        return 0.0
    standard = sum(sure.get(key, 0.0) for key in _STANDARD[table]) / len(_STANDARD[table])
    telling = [sure[key] for key in _TELLING[table] if key in sure]
    score = 0.55 * standard + 0.15 * min(2, sum(telling)) + 0.15 * min(1.0, len(sure) / max(1, used))
    plain_headers = {plain(text) for text in headers if text}
    score -= 0.25 * sum(name in plain_headers for name in _AGAINST.get(table, ()))
    if plain(sheet) == plain(TABLES[table].sheet):
        score += 0.1
    score -= 0.1 * any(key not in sure for key in _STANDARD[table])
    if table == "budgets" and AMOUNT in sure and _is_ledger(headers):
        score += 0.3
    if not telling or len(sure) == 1:
        score -= 0.15
    return round(min(1.0, max(0.0, score)), 2)


def _is_ledger(headers: Sequence[str]) -> bool:
    """Whether headers are those of a ledger: cost centres and accounts."""
    centres = {plain(one) for one in CENTRES}
    return any(plain(one) in centres for one in headers) and any(map(is_account, headers))
