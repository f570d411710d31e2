"""Every error that is raised on purpose.

PlannerError
├── FileRefusedError            a file that is not opened, and why
│   ├── PasswordNeededError     protected, and no password was given
│   ├── WrongPasswordError      protected, and the password does not open it
│   ├── HostileFileError        inflates too far, or declares entities
│   └── NotAPlanError           a spreadsheet, but not a plan workbook
├── SaveFailedError             the file could not be written; the old one is whole
├── EditRefusedError            an edit of the plan that cannot be, and why
│   └── NothingToMoveError      nobody has what is to be moved
├── ImpossibleDatesError        a plan that ends before its work moves
├── UnknownScenarioError        a scenario name that the plan does not have
├── UnknownPersonError          an employee number that the results do not have
├── UnknownPoolError            a pool name that the scenario does not have
├── SolverError                 the solver gave no answer that can be used
├── NothingToProposeError       a plan in which no function has people or money
├── RuleError
│   ├── RuleMissingError        a rule value that the rule book does not have
│   ├── RuleFileError           a file of rules that is missing or out of form
│   └── RuleNotInForceError     a day before the first known value of a rule
├── DoesNotFitError             a page that must be one side of paper is longer
├── NoPrinterError              there is nothing to print on
├── NoWindowError               this machine or this start cannot show a window or draw
├── WrongUseError               a command that asks for what cannot be
└── CancelledError              the user asked for the work to stop

Faults in a user's data are not errors but findings (``planner.base.findings``).
"""

from datetime import date


class PlannerError(Exception):
    """Base of all errors raised on purpose; the message is fit for a user."""


class FileRefusedError(PlannerError):
    """A file was not opened; the message says why and what to do."""


class PasswordNeededError(FileRefusedError):
    """A protected workbook was opened without a password."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is protected and needs a password.")


class WrongPasswordError(FileRefusedError):
    """The password does not open the workbook."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The password does not open {name}. Check capitals and try again.")


class HostileFileError(FileRefusedError):
    """A file is built so that reading it could do harm."""


class NotAPlanError(FileRefusedError):
    """A readable spreadsheet that is not a plan workbook."""


class SaveFailedError(PlannerError):
    """A file could not be written; whatever stood there before is untouched."""


class EditRefusedError(PlannerError):
    """An edit would break what a plan must hold, or change what is locked; the message says which."""


class NothingToMoveError(EditRefusedError):
    """There is nothing of a function where it is to be moved from."""


class ImpossibleDatesError(PlannerError):
    """A plan of which no year can be reported: it ends before its work moves."""

    def __init__(self, transfer: date, horizon: date) -> None:
        super().__init__(
            f"The plan ends on {horizon:%d/%m/%Y}, before its work moves on {transfer:%d/%m/%Y}, so nothing"
            " can be worked out. Correct Transfer date or Horizon."
        )


class UnknownScenarioError(PlannerError):
    """A scenario name that the plan does not have."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        there = ", ".join(f"'{one}'" for one in known) or "none"
        super().__init__(f"The plan has no scenario '{name}'. Its scenarios are: {there}.")


class UnknownPersonError(PlannerError):
    """An employee number that is not in the results."""

    def __init__(self) -> None:
        super().__init__("That employee number is not among the people who were evaluated.")


class NothingToProposeError(PlannerError):
    """A plan in which no function has people or money, so that there is nothing to choose."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to propose: no function of the plan has people or budgets. "
            "Put staff or budgets in first."
        )


class RuleError(PlannerError):
    """The rule book cannot answer."""


class RuleFileError(RuleError):
    """A file of rules that does not hold to its form."""

    def __init__(self, file: str, name: str, fault: str, example: str) -> None:
        super().__init__(f"Rules file {file}, '{name}': {fault}. For example: {example}")


class RuleMissingError(RuleError):
    """A rule value that the rule book does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The rule book has no value called '{name}'.")


class RuleNotInForceError(RuleError):
    """A day before the first known value of a rule."""

    def __init__(self, label: str, day: date, first: date) -> None:
        super().__init__(
            f"{label} is not known on {day:%d %B %Y}; the first value starts on {first:%d %B %Y}."
        )


class UnknownPoolError(PlannerError):
    """The scenario has no such pool."""

    def __init__(self, pool: str, scenario: str) -> None:
        super().__init__(f"{scenario} has no pool called {pool}. Choose one of its pools.")


class SolverError(PlannerError):
    """The solver gave no answer that can be used."""


class DoesNotFitError(PlannerError):
    """A page that must be one side of paper is longer, even in the smallest type."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"The page '{kind}' does not fit on one side of A4.")


class NoPrinterError(PlannerError):
    """There is nothing to print on."""

    def __init__(self) -> None:
        super().__init__("No printer is set up on this computer. Save the page as a PDF instead.")


class NoWindowError(PlannerError):
    """A window cannot be shown, or a page drawn, here; the message says what is missing."""


class WrongUseError(PlannerError):
    """A command asks for what cannot be; the message says what it could ask for."""


class CancelledError(PlannerError):
    """The user asked for the work to stop."""

    def __init__(self) -> None:
        super().__init__("Stopped.")
