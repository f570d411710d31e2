"""Every command once: its text, its key, its icon, and what must be in hand for it to do something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.theme import icon


class Needs(StrEnum):
    """What a command works upon."""

    NOTHING = "nothing"
    PLAN = "a plan"
    SCENARIO = "a scenario other than the baseline"
    RESULTS = "results"
    CHANGES = "changes not saved"


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the window.

    Attributes:
        name: how the program knows it.
        text: how the menu names it, with its mnemonic.
        key: its shortcut, as Qt writes them; empty for none; several stand with "; " between.
        needs: what must be in hand.
        icon: a drawing of ``resources/icons``, or empty.
        is_switch: whether it is on or off.
    """

    name: str
    text: str
    key: str = ""
    needs: Needs = Needs.NOTHING
    icon: str = ""
    is_switch: bool = False


COMMANDS = (
    Command("open", "&Open…", "Ctrl+O", icon="open"),
    Command("bring_in", "&Bring in spreadsheets…", "Ctrl+I"),
    Command("save", "&Save", "Ctrl+S", Needs.CHANGES, "save"),
    Command("save_as", "Save &as…", "Ctrl+Shift+S", Needs.PLAN),
    Command("save_results", "Save &results workbook…", "Ctrl+Shift+R", Needs.RESULTS, "workbook"),
    Command("save_pdf", "Save summary as P&DF…", "Ctrl+Shift+P", Needs.RESULTS),
    Command("preview", "Print pre&view…", "", Needs.RESULTS, "preview"),
    Command("print", "&Print…", "Ctrl+P", Needs.RESULTS, "print"),
    Command("send_part", "Send a par&t…", "", Needs.PLAN),
    Command("take_back", "Ta&ke changes back…", "", Needs.PLAN),
    Command("release", "Copy to re&lease…", "", Needs.PLAN),
    Command("hand_over", "&Hand-over lists…", "", Needs.PLAN),
    Command("password", "Pass&word…", "", Needs.PLAN),
    Command("quit", "&Quit", "Ctrl+Q"),
    Command("new_scenario", "&New…", "", Needs.PLAN),
    Command("new_based_scenario", "New, &based on this one…", "", Needs.SCENARIO),
    Command("copy_scenario", "&Copy…", "Ctrl+Shift+D", Needs.PLAN),
    Command("snapshot_scenario", "Take a &snapshot…", "", Needs.SCENARIO),
    Command("rename_scenario", "&Rename…", "", Needs.SCENARIO),
    Command("lock_scenario", "&Locked", "", Needs.SCENARIO, is_switch=True),
    Command("delete_scenario", "&Delete", "", Needs.SCENARIO),
    Command("find", "&Find", "Ctrl+F", Needs.PLAN),
    Command("filters", "Filter by &column", "Ctrl+Shift+L", Needs.PLAN),
    Command("sort_column", "&Sort by this column", "F9", Needs.PLAN),
    Command("column_right", "Move the column &right", "Ctrl+Alt+Right", Needs.PLAN),
    Command("column_left", "Move the column &left", "Ctrl+Alt+Left", Needs.PLAN),
    Command("wider_column", "&Wider column", "Ctrl+Alt+Up", Needs.PLAN),
    Command("narrower_column", "&Narrower column", "Ctrl+Alt+Down", Needs.PLAN),
    Command("names", "Show &names", "", Needs.PLAN, is_switch=True),
    Command("larger_text", "&Larger", "Ctrl++; Ctrl+="),
    Command("smaller_text", "&Smaller", "Ctrl+-"),
    Command("normal_text", "As the s&ystem has it", "Ctrl+0"),
    Command("next_part", "Ne&xt part of the window", "F6"),
    Command("previous_part", "Pre&vious part of the window", "Shift+F6"),
    Command("dividers", "&Move the dividers", "F7", Needs.PLAN),
    Command("layout", "Put the layout &back as it was"),
    Command("help", "Help on this &place", "F1"),
    Command("log", "Show the &log"),
    Command("about", "&About PCT Planner"),
)


def make_actions(owner: QWidget, do: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make an action of each command; ``do`` says what each does, by name.

    Raises:
        KeyError: a command that does nothing.
    """
    made = {}
    for command in COMMANDS:
        action = QAction(command.text, owner)
        action.setObjectName(command.name)
        if command.key:
            action.setShortcuts(QKeySequence.listFromString(command.key))
        action.setCheckable(command.is_switch)
        plain = command.text.replace("&", "").rstrip("…")
        first_key = command.key.partition(";")[0]
        action.setToolTip(f"{plain} ({first_key})" if first_key else plain)
        action.triggered.connect(_without_arguments(do[command.name]))
        made[command.name] = action
    return made


def enable(actions: Mapping[str, QAction], in_hand: set[Needs]) -> None:
    """Enable the commands whose needs are met."""
    for command in COMMANDS:
        met = command.needs is Needs.NOTHING or command.needs in in_hand
        actions[command.name].setEnabled(met)


def draw_icons(actions: Mapping[str, QAction]) -> None:
    """Draw the icons in the colours in use."""
    for command in COMMANDS:
        if command.icon:
            actions[command.name].setIcon(icon(command.icon))


def _without_arguments(do: Callable[[], object]) -> Callable[[bool], None]:
    def run(_checked: bool = False) -> None:
        do()

    return run
