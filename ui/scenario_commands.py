"""What a user does with whole scenarios: copy, rename, delete; each can be undone."""

from collections.abc import Callable

from ui.document.plan_document import PlanDocument
from ui.widgets.message_bar import MessageBar, Question


class ScenarioCommands:
    """Asks for a name in the bar of the window, and edits the document."""

    def __init__(self, document: PlanDocument, messages: MessageBar) -> None:
        self._document = document
        self._messages = messages

    def copy(self) -> None:
        """Copy the scenario in hand and take the copy in hand."""
        name = self._document.scenario
        self._ask_name(f"Name of the copy of {name}", "Copy", f"{name} (copy)", self._copy)

    def rename(self) -> None:
        """Give the scenario in hand another name."""
        name = self._document.scenario
        self._ask_name(f"New name of {name}", "Rename", name, self._rename, but=name)

    def delete(self) -> None:
        """Delete the scenario in hand."""
        from planner.model.scenario_edits import delete_scenario

        document = self._document
        if document.plan is not None:
            name = document.scenario
            document.edit(f"Delete scenario {name}", delete_scenario(document.plan, name))
            self._messages.say(f"{name} is deleted. Edit > Undo brings it back.", "note")

    def _ask_name(
        self, words: str, button: str, suggested: str, do: Callable[[str], None], but: str = ""
    ) -> None:
        from planner.model.scenario_edits import name_fault

        def answer(name: str) -> None:
            plan = self._document.plan
            if plan is None:
                return
            if fault := name_fault(plan, name, but):
                self._messages.ask(Question(fault, button, answer, suggested=name))
            else:
                do(name.strip())

        self._messages.ask(Question(words, button, answer, suggested=suggested))

    def _copy(self, new: str) -> None:
        from planner.model.scenario_edits import copy_scenario

        document, name = self._document, self._document.scenario
        if document.plan is not None:
            document.edit(f"Copy scenario {name}", copy_scenario(document.plan, name, new))
            document.choose(new)

    def _rename(self, new: str) -> None:
        from planner.model.scenario_edits import rename_scenario

        document, name = self._document, self._document.scenario
        if document.plan is not None:
            document.edit(f"Rename scenario {name}", rename_scenario(document.plan, name, new), scenario=new)
