"""What a user does with whole scenarios; each step can be undone."""

from collections.abc import Callable
from functools import partial

from ui.document.moments import moment_label
from ui.document.plan_document import BASELINE, PlanDocument
from ui.widgets.message_bar import MessageBar, Question, Way


class ScenarioCommands:
    """Asks for a name in the bar of the window, and edits the document."""

    def __init__(self, document: PlanDocument, messages: MessageBar) -> None:
        self._document = document
        self._messages = messages
        document.refused.connect(self.refuse)

    def new(self) -> None:
        """Add a scenario in which nothing has moved yet, and take it in hand."""
        self._ask_name("Name of the new scenario, in which nothing has moved", "Add", "", self._new)

    def new_based(self) -> None:
        """Add a scenario that follows the one in hand but for what is changed in it."""
        name = self._document.scenario
        words = f"Name of the new scenario; what it does not change follows {name}"
        self._ask_name(words, "Add", "", partial(self._new, based_on=name))

    def copy(self) -> None:
        """Copy the scenario in hand and take the copy in hand."""
        name = self._document.scenario
        self._ask_name(f"Name of the copy of {name}", "Copy", f"{name} (copy)", self._copy)

    def snapshot(self) -> None:
        """Keep the scenario in hand as it is now, locked; the scenario itself stays in hand."""
        name = self._document.scenario
        words = f"Name of the snapshot of {name}, which stays as it is now"
        self._ask_name(words, "Keep", f"{name}, {moment_label()}", self._snapshot)

    def toggle_lock(self) -> None:
        """Lock the scenario in hand, or unlock it."""
        from planner.model.scenario_edits import is_locked, lock_scenario

        document, name = self._document, self._document.scenario
        if document.plan is None:
            return
        locked = not is_locked(document.plan, name)
        document.edit(
            f"{'Lock' if locked else 'Unlock'} scenario {name}",
            lock_scenario(document.plan, name, locked=locked),
        )

    def rename(self) -> None:
        """Give the scenario in hand another name."""
        if self._may_edit():
            name = self._document.scenario
            self._ask_name(f"New name of {name}", "Rename", name, self._rename, but=name)

    def delete(self) -> None:
        """Delete the scenario in hand."""
        from planner.model.scenario_edits import delete_scenario

        document = self._document
        if document.plan is not None and self._may_edit():
            name = document.scenario
            document.edit(f"Delete scenario {name}", delete_scenario(document.plan, name))
            self._messages.say(f"{name} is deleted. Edit > Undo brings it back.", "note")

    def refuse(self, said: str) -> None:
        """Say why a scenario cannot be changed; where it is the one in hand, offer what to do instead."""
        ways: tuple[Way, ...] = ()
        if said == self._document.refusal():
            ways = (Way("Copy it", self.copy),)
            if self._document.scenario != BASELINE:
                ways += (Way("Unlock it", self.toggle_lock),)
        self._messages.say(said, "warning", ways)

    def _may_edit(self) -> bool:
        if said := self._document.refusal():
            self.refuse(said)
        return not said

    def _ask_name(
        self, words: str, button: str, suggested: str, do: Callable[[str], None], but: str = ""
    ) -> None:
        from planner.model.scenario_edits import name_fault

        def answer(name: str) -> None:
            plan = self._document.plan
            if plan is None:
                return
            if fault := name_fault(plan, name, but):
                self._messages.ask(Question(fault, button, answer, suggested=name or suggested))
            else:
                do(name.strip())

        self._messages.ask(Question(words, button, answer, suggested=suggested))

    def _new(self, new: str, based_on: str = "") -> None:
        from planner.model.scenario_edits import add_scenario

        document = self._document
        if document.plan is not None:
            document.edit(f"New scenario {new}", add_scenario(document.plan, new, based_on))
            document.choose(new)

    def _copy(self, new: str) -> None:
        from planner.model.scenario_edits import copy_scenario

        document, name = self._document, self._document.scenario
        if document.plan is not None:
            document.edit(f"Copy scenario {name}", copy_scenario(document.plan, name, new))
            document.choose(new)

    def _snapshot(self, new: str) -> None:
        from planner.model.scenario_edits import snapshot_scenario

        document, name = self._document, self._document.scenario
        if document.plan is not None:
            description = f"Snapshot of {name}, {moment_label()}"
            document.edit(
                f"Snapshot of scenario {name}", snapshot_scenario(document.plan, name, new, description)
            )
            self._messages.say(f"{new} is kept as it is now, and is locked. {name} is still in hand.", "note")

    def _rename(self, new: str) -> None:
        from planner.model.scenario_edits import rename_scenario

        document, name = self._document, self._document.scenario
        if document.plan is not None:
            document.edit(f"Rename scenario {name}", rename_scenario(document.plan, name, new), scenario=new)
