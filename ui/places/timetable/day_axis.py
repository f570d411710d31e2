"""Days along the width of the chart: where each stands, which day is under the mouse, and the months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.base.dates import months_after


@dataclass(frozen=True, slots=True)
class DayAxis:
    """From ``first`` to ``last``, both shown whole, over ``width`` pixels from ``left``."""

    first: date
    last: date
    left: float
    width: float

    @property
    def right(self) -> float:
        """The pixel where the last day ends."""
        return self.left + self.width

    @property
    def day_width(self) -> float:
        """Pixels of a day."""
        return self.width / (self.last.toordinal() - self.first.toordinal() + 1)

    def x_of(self, day: date) -> float:
        """Where a day begins; beyond the edges for days outside."""
        return self.left + (day.toordinal() - self.first.toordinal()) * self.day_width

    def holds(self, day: date) -> bool:
        """Whether a day is in sight."""
        return self.first <= day <= self.last

    def clipped(self, x: float) -> float:
        """The nearest pixel that is in sight."""
        return min(max(x, self.left), self.right)

    def moved(self, day: date, pixels: float) -> date:
        """The day that stands so many pixels further, within what is in sight."""
        number = round(day.toordinal() + pixels / self.day_width)
        return date.fromordinal(min(max(number, self.first.toordinal()), self.last.toordinal()))

    def months(self) -> Iterator[tuple[date, float, float]]:
        """Each month in sight with the pixels from which and to which it runs."""
        month = self.first.replace(day=1)
        while month <= self.last:
            after = months_after(month, 1)
            yield month, self.clipped(self.x_of(month)), self.clipped(self.x_of(after))
            month = after
