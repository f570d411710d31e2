"""Errors raised on purpose: one family, with messages fit for a user."""

from datetime import date
from inspect import getmembers, isclass

import pytest

from planner.base import errors
from planner.base.errors import PlannerError

CLASSES = {name: one for name, one in getmembers(errors, isclass) if issubclass(one, Exception)}


def test_every_error_is_of_the_family():
    assert all(issubclass(one, PlannerError) for one in CLASSES.values())


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("PasswordNeededError", "FileRefusedError"),
        ("WrongPasswordError", "FileRefusedError"),
        ("HostileFileError", "FileRefusedError"),
        ("NotAPlanError", "FileRefusedError"),
        ("RuleMissingError", "RuleError"),
        ("RuleNotInForceError", "RuleError"),
        ("RuleFileError", "RuleError"),
    ],
)
def test_errors_of_a_kind_can_be_caught_together(name, parent):
    assert issubclass(CLASSES[name], CLASSES[parent])


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (errors.PasswordNeededError("plan.xlsx"), "plan.xlsx is protected and needs a password."),
        (
            errors.WrongPasswordError("plan.xlsx"),
            "The password does not open plan.xlsx. Check capitals and try again.",
        ),
        (
            errors.UnknownScenarioError("A", ("B", "C")),
            "The plan has no scenario 'A'. Its scenarios are: 'B', 'C'.",
        ),
        (errors.UnknownScenarioError("A", ()), "The plan has no scenario 'A'. Its scenarios are: none."),
        (errors.UnknownPersonError(), "That employee number is not among the people who were evaluated."),
        (errors.RuleMissingError("levy"), "The rule book has no value called 'levy'."),
        (
            errors.RuleNotInForceError("The levy", date(2001, 2, 3), date(2010, 4, 1)),
            "The levy is not known on 03 February 2001; the first value starts on 01 April 2010.",
        ),
        (
            errors.RuleFileError("pay.toml", "levy", "it has no date", "from = 2010-04-01"),
            "Rules file pay.toml, 'levy': it has no date. For example: from = 2010-04-01",
        ),
        (errors.DoesNotFitError("Board"), "The page 'Board' does not fit on one side of A4."),
        (
            errors.NoPrinterError(),
            "No printer is set up on this computer. Save the page as a PDF instead.",
        ),
        (errors.CancelledError(), "Stopped."),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Exception) else "",
)
def test_a_message_is_a_sentence_for_a_user(error, message):
    assert str(error) == message
