"""What a check is: a name, a measure, a threshold from the register, and what stands behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from planner.model.results import Behind, CheckResult, Results


class Severity(StrEnum):
    """How much it matters that a check fails."""

    MUST = "must"
    SHOULD = "should"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found.

    Attributes:
        measure: the figure judged, in the check's unit; NaN where there is nothing to judge.
        is_passed: whether it holds.
        message: one sentence, with the figure.
        behind: the functions, receivers, skills or people that it is about, worst first.
    """

    measure: float
    is_passed: bool
    message: str
    behind: tuple[Behind, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        name: as the field says it.
        asks: the question, in a sentence.
        severity: how much it matters.
        key: the assumption that holds its threshold.
        unit: of the measure and the threshold.
        judge: from results and threshold to a verdict.
    """

    name: str
    asks: str
    severity: Severity
    key: str
    unit: str
    judge: Callable[[Results, float], Verdict]

    def result(self, results: Results) -> CheckResult:
        """Judge a scenario."""
        threshold = results.assumptions[self.key]
        found = self.judge(results, threshold)
        return CheckResult(
            self.name,
            str(self.severity),
            found.is_passed,
            found.measure,
            threshold,
            self.unit,
            found.message,
            found.behind,
        )


def nothing_to_judge(message: str) -> Verdict:
    """A verdict where the scenario has nothing that the check is about."""
    return Verdict(float("nan"), is_passed=True, message=message)
