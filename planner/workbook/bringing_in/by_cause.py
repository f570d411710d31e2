"""Findings put together by their cause: what there is to say once, and the cells that it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.base.findings import Finding, Severity

NAMED = 6
"""Cells that are named of a cause."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings of one cause and column.

    Attributes:
        findings: all of them, as they stand in the file.
    """

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that stands for all."""
        return self.findings[0]

    @property
    def where(self) -> str:
        """The first cells, by name: ``H7, H9, H12 and 31 more``."""
        cells = [one.cell or one.sheet for one in self.findings]
        more = f" and {len(cells) - NAMED:,} more" if len(cells) > NAMED else ""
        return ", ".join(cells[:NAMED]) + more


def by_cause(findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """Put findings together that have one cause and are about one column; the worst causes first."""
    groups: dict[tuple[Severity, str, str, str], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.severity, one.sheet, one.cause, one.column), []).append(one)
    rank = {severity: at for at, severity in enumerate(Severity)}
    ordered: Sequence[list[Finding]] = sorted(groups.values(), key=lambda group: rank[group[0].severity])
    return tuple(Cause(tuple(group)) for group in ordered)
