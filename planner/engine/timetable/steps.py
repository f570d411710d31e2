"""A step of the timetable: what begins and ends when, by when it must begin, and whether it still fits."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from planner.base.dates import long_date


class Kind(StrEnum):
    """What sort of step it is."""

    ANNOUNCEMENT = "announcement"
    CONSULTATION = "consultation"
    NOTIFICATION = "HR1"
    NOTICE = "notice"
    TRANSFER = "transfer"
    OPENING = "opening"
    CLOSURE = "closure"
    PROCUREMENT = "procurement"
    CONTRACT = "contract"
    HOSTING = "hosting"


class MovedBy(StrEnum):
    """Which date of the plan or the scenario a step goes by."""

    ANNOUNCED = "announced"
    TRANSFER_DATE = "transfer_date"
    CLOSURE = "closure"
    FUNCTION = "function"
    NOTHING = ""
    """It follows from others, or stands elsewhere in the plan."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        kind: what sort of step.
        group: what it stands under: "The plan", an establishment, a family, "Organisations".
        name: what it is called.
        begins, ends: first and last day; the same for what happens on one day.
        last_safe: the last day on which it may begin; None where nothing presses.
        earliest: the first day on which it may begin; None where nothing holds it back.
        said: one sentence: what presses, and whether it fits.
        moved_by: which date it goes by.
        code: the function, organisation or establishment that it is about.
        sender: whose work moves, where senders' dates differ.
        is_known: whether a day is planned for it at all; else ``begins`` is the last safe day.
    """

    kind: Kind
    group: str
    name: str
    begins: date
    ends: date
    last_safe: date | None = None
    earliest: date | None = None
    said: str = ""
    moved_by: MovedBy = MovedBy.NOTHING
    code: str = ""
    sender: str = ""
    is_known: bool = True

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is, whatever its dates: the same before and after a date is moved.

        How long consultation takes is in its name, and may change with the date.
        """
        name = "" if self.kind is Kind.CONSULTATION else self.name
        return self.kind, name, self.code, self.sender

    @property
    def days_to_spare(self) -> int | None:
        """Days until it would be too late, below nil where it is, or where it is too early.

        None where nothing presses.
        """
        if self.earliest is not None and self.begins < self.earliest:
            return (self.begins - self.earliest).days
        if self.last_safe is None or not self.is_known:
            return None
        return (self.last_safe - self.begins).days

    @property
    def is_too_early(self) -> bool:
        """Whether it begins before it can."""
        return self.earliest is not None and self.begins < self.earliest

    @property
    def fits(self) -> bool:
        """Whether it still fits: what nothing presses does, what must have a day and has none does not."""
        spare = self.days_to_spare
        return self.is_known and (spare is None or spare >= 0)


def with_words(step: Step, what: str, doing: str = "begin", why: str = "", after: str = "") -> Step:
    """The step with its sentence: ``what`` must ``doing`` by a day, and whether it does.

    Args:
        step: its dates are said.
        what: the subject ("Consultation at Leeds").
        doing: the verb ("begin").
        why: after the last safe day, with its comma (", for 12 weeks' notice to be worked").
        after: another sentence.
    """
    if step.is_too_early and step.earliest is not None:
        short = (step.earliest - step.begins).days
        said = (
            f"{what} cannot {doing} before {long_date(step.earliest)}{why}; it is planned to {doing} on "
            f"{long_date(step.begins)}: {days_text(short)} too early."
        )
        return replace(step, said=f"{said} {after}".rstrip())
    if step.last_safe is None:
        return replace(step, said=after)
    said = f"{what} must {doing} by {long_date(step.last_safe)}{why}"
    if step.is_known:
        said += f"; it is planned to {doing} on {long_date(step.begins)}: {_margin(step)}"
    return replace(step, said=f"{said}. {after}".rstrip())


def days_text(days: int) -> str:
    """A number of days: ``1 day``, ``1,204 days``."""
    return f"{days:,} {'day' if days == 1 else 'days'}"


def next_day(of: date) -> date:
    """The day after."""
    return of + timedelta(days=1)


def _margin(step: Step) -> str:
    spare = step.days_to_spare or 0
    if spare == 0:
        return "the last safe day"
    return f"{days_text(spare)} to spare" if spare > 0 else f"{days_text(-spare)} too late"
