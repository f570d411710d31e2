"""What a check is: a name, a measure, a threshold from the register, and what stands behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from planner.base.dates import long_date
from planner.model.acceptance import Acceptance, acceptances
from planner.model.results import Behind, CheckResult, Results

_THRESHOLD = "_threshold"


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
        more_is_worse: whether a greater measure is worse; not where there is a least that must be met.
    """

    name: str
    asks: str
    severity: Severity
    key: str
    unit: str
    judge: Callable[[Results, float], Verdict]
    more_is_worse: bool = True

    @property
    def code(self) -> str:
        """What acceptances of it go by: its key without the word for the threshold."""
        return self.key.removesuffix(_THRESHOLD)

    def result(self, results: Results) -> CheckResult:
        """Judge a scenario."""
        threshold = results.assumptions[self.key]
        found = self.judge(results, threshold)
        accepted, message = self._borne(results, found)
        return CheckResult(
            self.name,
            str(self.severity),
            found.is_passed,
            found.measure,
            threshold,
            self.unit,
            message,
            found.behind,
            self.code,
            accepted,
        )

    def _borne(self, results: Results, found: Verdict) -> tuple[str, str]:
        """Why what was found is accepted, empty where it is not; and the message, where it was before."""
        given = None if found.is_passed else acceptances(results.plan, results.scenario).get(self.code)
        if given is None:
            return "", found.message
        if given.covers(found.measure, more_is_worse=self.more_is_worse):
            return given.words(), found.message
        return "", f"{found.message} {_lapsed(given)}"


def _lapsed(given: Acceptance) -> str:
    """That what was accepted has got worse, as a sentence."""
    when = f" on {long_date(given.day)}" if given.day else ""
    return f"Accepted{when} at {given.measure:,.1f}, it has got worse since."


def nothing_to_judge(message: str) -> Verdict:
    """A verdict where the scenario has nothing that the check is about."""
    return Verdict(float("nan"), is_passed=True, message=message)
