"""The bar of messages: a note goes with the step that it tells of."""

import pytest
from PySide6.QtGui import QUndoCommand, QUndoStack

from ui.widgets.message_bar import MessageBar, Way


@pytest.fixture
def bar(qtbot):
    made = MessageBar()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def steps(bar):
    """Steps that the bar follows; they live as long as it does."""
    made = QUndoStack(bar)
    bar.follow(made)
    return made


def do_and_say(steps, bar, *rest):
    steps.push(QUndoCommand("Open the proposal"))
    bar.say("It is in hand now. Undo takes it back.", *rest)


def test_a_note_goes_once_its_step_is_undone(bar, steps):
    do_and_say(steps, bar)
    steps.push(QUndoCommand("Another step"))
    steps.undo()
    assert not bar.isHidden()
    steps.undo()
    assert bar.isHidden()


@pytest.mark.parametrize("rest", [("error",), ("warning",), ("note", (Way("Go there", print),))])
def test_errors_warnings_and_offers_stay(bar, steps, rest):
    do_and_say(steps, bar, *rest)
    steps.undo()
    assert not bar.isHidden()
