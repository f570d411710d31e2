"""Why a run failed, as the window says it."""

from planner.base.errors import PlannerError

FAULT = (
    "The program met a fault of its own; the plan in hand is untouched. "
    "Help > Show the log says where, for whoever supports you."
)


def reason(error: Exception) -> str:
    """Say why something was not done; a fault of the program's own is in the log."""
    return str(error) if isinstance(error, PlannerError) else FAULT
