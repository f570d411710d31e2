"""What the steps of CCG sizes are called in Undo and in the history, and what the user is told of them."""

from collections.abc import Sequence

from planner.model.ccg_edits import PutIn
from planner.report.wording import begun, counted, listed


def moving(practices: int, ccg: str) -> str:
    """Name the move of practices."""
    where = f"to {ccg}" if ccg else "out of their CCG"
    return f"Move {counted(practices, 'practice')} {where}"


def renaming(before: str, after: str) -> str:
    """Name the new name of a CCG."""
    return f"Rename {before} to {after}"


def keeping(ccgs: int) -> str:
    """Name the keeping of a grouping."""
    return f"Keep {counted(ccgs, 'CCG')} as the grouping of practices"


def putting(ccgs: int) -> str:
    """Name the step that puts CCGs into the plan; where all stand there, it keeps their practices."""
    if not ccgs:
        return "Keep these CCGs as the grouping of practices"
    return f"Put {counted(ccgs, 'CCG')} into the plan"


def put_words(put: PutIn) -> str:
    """What became of the CCGs, for the bar."""
    if put.added:
        said = [begun(f"{counted(len(put.added), 'CCG')} put into the plan.")]
    else:
        said = ["The plan has these CCGs already, as they are; it now keeps which practices are theirs."]
    if put.kept and put.added:
        said.append(_as_they_were(put.kept))
    if put.removed:
        said.append(f"{listed(put.removed)} taken out.")
    if put.in_use:
        stay = "stays" if len(put.in_use) == 1 else "stay"
        said.append(
            f"{listed(put.in_use)} {stay} beside them, because work, posts or people belong there: until "
            "those are moved and the old CCGs deleted, their people count twice."
        )
    if put.added:
        said.append("Functions gives the new ones work.")
    return " ".join(said)


def tone_of(put: PutIn) -> str:
    """A warning where people count twice."""
    return "warning" if put.added and put.in_use else "note"


def _as_they_were(names: Sequence[str]) -> str:
    stay = "stands" if len(names) == 1 else "stand"
    return f"{listed(names)} {stay} there already and {'is' if len(names) == 1 else 'are'} as before."
