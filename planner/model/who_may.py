"""Who may take work in which mode, and what they are called when they may not."""

from planner.base.errors import EditRefusedError
from planner.model.plan import Plan
from planner.model.tables import BOARD_KINDS, SUPPORT_KINDS

_VERBS = {
    "do": "do work itself",
    "share": "host",
    "buy": "be bought from",
    "board": "take it as the Board",
    "move": "have it moved to it",
}


def modes_of(kind: str) -> tuple[str, ...]:
    """The modes in which a kind of receiver may take work, the usual one first."""
    if kind == "CCG":
        return ("do", "share")
    if kind in SUPPORT_KINDS:
        return ("buy", "move")
    if kind in BOARD_KINDS:
        return ("board", "move")
    return ("move", "buy")


def mode_refusal(plan: Plan, receiver: str, mode: str) -> str:
    """Say why a receiver may not take work in a mode; empty where it may."""
    kind = kind_of(plan, receiver)
    if mode == "stop" or mode in modes_of(kind):
        return ""
    can = " or ".join(_VERBS[one] for one in modes_of(kind))
    return f"{_a(kind)} can {can}; it cannot {_VERBS[mode]}."


def refuse_mode(plan: Plan, receiver: str, mode: str) -> None:
    """Refuse a mode in which a receiver may not take work.

    Raises:
        EditRefusedError: it may not; the message says what it may.
    """
    if reason := mode_refusal(plan, receiver, mode):
        raise EditRefusedError(reason)


def kind_of(plan: Plan, code: str) -> str:
    """The kind of an organisation; empty where the plan does not have it."""
    kinds = plan.organisations["kind"][(plan.organisations["code"] == code).to_numpy()]
    return str(kinds.iloc[0]) if len(kinds) else ""


def organisation_name(plan: Plan, code: str) -> str:
    """An organisation's name, or its code."""
    names = plan.organisations["name"][(plan.organisations["code"] == code).to_numpy()].dropna()
    return str(names.iloc[0]) if len(names) else code


def function_name(plan: Plan, function: str) -> str:
    """A function's name, or its code."""
    names = plan.functions["name"][(plan.functions["code"] == function).to_numpy()].dropna()
    return str(names.iloc[0]) if len(names) else function


def _a(kind: str) -> str:
    names = {"Other": "Another body", "Board national": "The Board", "Board area team": "The Board"}
    return names.get(kind, f"A {kind}")
