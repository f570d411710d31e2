"""Makes the steps of the board in the plan, or says why not and offers a copy to make them in."""

from functools import partial

from planner.base.errors import EditRefusedError
from planner.model.scenario_edits import copy_scenario, name_fault
from ui.document.plan_document import BASELINE, PlanDocument
from ui.places.functions.steps import Step
from ui.widgets.message_bar import MessageBar, Way


class BoardEdits:
    """Edits the document step by step; a scenario that must stay as it is can be copied on the way."""

    def __init__(self, document: PlanDocument, bar: MessageBar) -> None:
        self._document = document
        self._bar = bar

    def refusal_of(self, step: Step) -> str:
        """Why a step could not be made, in a copy where the scenario in hand must stay as it is."""
        plan, scenario = self._document.plan, self._document.scenario
        if plan is None:
            return ""
        if self._document.refusal():
            new = self._new_name()
            return step.refusal(copy_scenario(plan, scenario, new), new)
        return step.refusal(plan, scenario)

    def make(self, step: Step) -> None:
        """Make a step, or say why it cannot be made."""
        document = self._document
        if document.plan is None:
            return
        self._bar.hide()
        if refused := document.refusal():
            way = Way(f"Copy {document.scenario} and do it there", partial(self._make_in_copy, step))
            self._bar.say(f"{refused} You wanted to: {step.text}.", "warning", (way,))
            return
        try:
            document.edit(step.text, step.make(document.plan, document.scenario))
        except EditRefusedError as error:
            self._bar.say(str(error), "warning")

    def _make_in_copy(self, step: Step) -> None:
        """Copy the scenario in hand and make the step in the copy, as one step."""
        document, new = self._document, self._new_name()
        if document.plan is None:
            return
        try:
            after = step.make(copy_scenario(document.plan, document.scenario, new), new)
        except EditRefusedError as error:
            self._bar.say(str(error), "warning")
            return
        document.edit(f"{step.text} in {new}", after, scenario=new)
        self._bar.say(f"Done in {new}, which is now in hand. Scenario > Rename gives it another name.")

    def _new_name(self) -> str:
        """A name that no scenario has."""
        plan, scenario = self._document.plan, self._document.scenario
        stem = "Scenario" if scenario == BASELINE else f"{scenario}, changed"
        names = [stem] if scenario != BASELINE else []
        names += [f"{stem} {number}" for number in range(1, len(self._document.scenarios) + 2)]
        return next((one for one in names if plan is not None and not name_fault(plan, one)), stem)
