"""Whole scenarios: copied, renamed and deleted, each a step that can be undone."""


def test_a_scenario_is_copied_under_a_name_and_undone(opened, rest):
    before, names = opened.top.redundancy.value, opened.document.scenarios
    opened.commands["copy_scenario"].trigger()
    assert opened.messages.field.text() == f"{names[1]} (copy)"
    opened.messages.field.setText("Baseline")
    opened.messages.field.returnPressed.emit()
    assert "nothing moved" in opened.messages.words
    opened.messages.field.setText("Ours")
    opened.messages.field.returnPressed.emit()
    rest(opened)
    assert opened.document.scenario == "Ours"
    assert opened.top.redundancy.value == before
    assert opened.top.scenario.currentText() == "Ours"
    assert opened.document.undo_stack.undoText() == f"Copy scenario {names[1]}"
    opened.document.undo_stack.undo()
    rest(opened)
    assert opened.document.scenarios == names
    assert not opened.isWindowModified()


def test_a_scenario_is_renamed_and_deleted(opened, rest):
    opened.commands["rename_scenario"].trigger()
    opened.messages.field.setText("Ours")
    opened.messages.field.returnPressed.emit()
    rest(opened)
    assert opened.document.scenario == "Ours"
    assert opened.document.results.scenario == "Ours"
    opened.commands["delete_scenario"].trigger()
    rest(opened)
    assert "Ours" not in opened.document.scenarios
    opened.document.choose("Baseline")
    rest(opened)
    assert not opened.commands["delete_scenario"].isEnabled()
