"""From a path to a plan that has been read and judged, and a scenario by its name."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.errors import PasswordNeededError, WrongPasswordError, WrongUseError
from planner.base.findings import Finding, in_order
from planner.cli.terminal import asked_password, complain, password_in, progress

if TYPE_CHECKING:
    from planner.engine.admission import Admission
    from planner.engine.basis import Basis
    from planner.model.plan import Plan
    from planner.model.results import Results
    from planner.rules.rulebook import RuleBook
    from planner.workbook.read import Reading

PASSWORD_ATTEMPTS = 3


@dataclass(frozen=True)
class OpenedPlan:
    """A plan workbook, read and judged.

    Attributes:
        path: the file.
        reading: what was read.
        admission: which rows count.
        rules: the rule book that judged it.
        findings: all of the file's findings, worst first, where they stand in the file.
    """

    path: Path
    reading: "Reading"
    admission: "Admission"
    rules: "RuleBook"
    findings: tuple[Finding, ...]

    @property
    def plan(self) -> "Plan":
        """The plan as read."""
        return self.reading.plan

    @cached_property
    def basis(self) -> "Basis":
        """What every scenario is worked out from."""
        from planner.engine.basis import basis_of

        return basis_of(self.plan, self.rules, admission=self.admission)

    def evaluated(self, scenario: str) -> "Results":
        """Work out one scenario, and what the checks find in it."""
        from planner.checks.directory import with_judgement
        from planner.engine.evaluate import evaluate

        with progress(f"Working out {scenario}") as tick:
            return with_judgement(evaluate(self.plan, scenario, self.rules, tick, self.basis))


def opened_plan(arguments: Namespace) -> OpenedPlan:
    """Read and judge the plan that a command names.

    Raises:
        FileRefusedError: it is not opened; the message says why.
        WrongUseError: its password file cannot be read.
    """
    from planner.engine.admission import judge
    from planner.rules.rulebook import load_rules

    given = password_in(arguments.password_file) if arguments.password_file else None
    reading = read_with_password(arguments.plan, given)
    rules = load_rules()
    admission = judge(reading.plan, rules)
    findings = in_order((*reading.findings, *reading.origin.relocate(admission.findings)))
    return OpenedPlan(arguments.plan, reading, admission, rules, findings)


def read_with_password(path: Path, given: str | None) -> "Reading":
    """Read a plan; ask for its password where it needs one and none was given.

    Raises:
        FileRefusedError: it is not opened; the message says why.
    """
    try:
        return _read_once(path, given)
    except PasswordNeededError:
        if given is not None:
            raise
    for _ in range(PASSWORD_ATTEMPTS - 1):
        try:
            return _read_once(path, asked_password(path.name))
        except WrongPasswordError as wrong:
            complain(str(wrong))
    return _read_once(path, asked_password(path.name))


def _read_once(path: Path, password: str | None) -> "Reading":
    from planner.workbook.read import read_plan

    with progress(f"Reading {path.name}") as tick:
        return read_plan(path, password, tick)


def scenario_named(plan: "Plan", asked: str | None) -> str:
    """The scenario that a user means; case and outer spaces do not matter.

    Raises:
        WrongUseError: there is none; the message names those there are.
    """
    from planner.model.tables import BASELINE

    known = (*plan.scenario_names, BASELINE)
    if asked is None:
        raise WrongUseError(f"Say which scenario, with --scenario. {_there_are(known)}")
    if asked in known:
        return asked
    alike = {name.strip().casefold(): name for name in known}
    wanted = asked.strip().casefold()
    if wanted in alike:
        return alike[wanted]
    near = get_close_matches(wanted, alike, n=1)
    hint = f" Did you mean '{alike[near[0]]}'?" if near else ""
    raise WrongUseError(f"The plan has no scenario '{asked}'.{hint} {_there_are(known)}")


def _there_are(names: Sequence[str]) -> str:
    return "It has: " + ", ".join(f"'{name}'" for name in names) + "."
