"""What a page is made of: blocks of text, tables and charts, with nothing said of how they are drawn."""

from dataclasses import dataclass
from datetime import datetime

from planner.base.dates import long_date
from planner.report.colours import Look


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within a page, with where the working of what follows is found."""

    text: str
    working: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    Attributes:
        text: the sentences.
        lead: a few words in bold that open it.
        most_lines: where it ends with an ellipsis; 0 lets it run.
    """

    text: str
    lead: str = ""
    most_lines: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Small print below what it explains."""

    text: str
    most_lines: int = 0


@dataclass(frozen=True, slots=True)
class Points:
    """A numbered list; each point opens with a few words in bold."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline figure: what it is, how much, what that means, and where its working is."""

    label: str
    value: str
    meaning: str
    working: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Headline figures side by side."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a cell of a table; all bars of one column share one scale from nil.

    Attributes:
        value: its length; not known (NaN) draws nothing.
        look: its colour and pattern.
        mark: a line across it, such as a target; NaN draws none.
    """

    value: float
    look: Look
    mark: float = float("nan")


Cell = str | Bar


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table.

    Attributes:
        title: its head, with the unit.
        is_number: set to the right, as wide as it needs, never shortened.
        is_whole: text that is as wide as it needs, never shortened.
        weight: its part of the width that the numbers leave over.
        most_lines: lines a cell may take; one line is shortened in the middle, more at the end.
    """

    title: str
    is_number: bool = False
    is_whole: bool = False
    weight: float = 1.0
    most_lines: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; a strong one (a total) is in bold under a line."""

    cells: tuple[Cell, ...]
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. No row is split, and the heads stand again on every sheet."""

    columns: tuple[TableColumn, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar of a chart and the figure that is written at its end; NaN is a figure without a bar.

    Attributes:
        label: its name.
        value: how far it reaches from its start; below nil it goes left.
        text: the figure.
        look: its colour and pattern.
        start: where it begins: nil, or where the bar before it ended.
        mark: a line across it, such as a target; NaN draws none.
        is_strong: whether its name and figure are in bold, as a total.
    """

    label: str
    value: float
    text: str
    look: Look
    start: float = 0.0
    mark: float = float("nan")
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from one nil line, longest names kept readable; an empty one says why."""

    bars: tuple[ChartBar, ...]
    when_empty: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens at one of the points of a line, in a few words."""

    at: int
    words: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line over time in pounds, from left to right, with the nil line; an empty one says why.

    Attributes:
        values: £ at each point of time.
        ticks: which points are named below, and how.
        moments: what happens when.
        ending: the figure at the line's end.
        when_empty: why there is nothing to draw.
    """

    values: tuple[float, ...]
    ticks: tuple[Moment, ...]
    moments: tuple[Moment, ...]
    ending: str
    when_empty: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns of blocks side by side."""

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks on a tinted ground, to be seen first."""

    blocks: "tuple[Block, ...]"


Block = Heading | Paragraph | Note | Points | Figures | Table | BarChart | LineChart | Pair | Panel

PERSONAL = "Contains personal data"
"""Of a page that tells of single people, by name, number or pseudonym."""
SMALL_GROUPS = "Small groups: people may be recognised"
"""Of a page whose figures are of groups of which some are very small."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every sheet says of itself at its foot."""

    plan: str
    scenario: str
    rules_version: str
    made_at: datetime

    @property
    def when(self) -> str:
        """Date and time: ``31 March 2013, 14:05``."""
        return f"{long_date(self.made_at)}, {self.made_at:%H:%M}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a pack.

    Attributes:
        kind: what sort of page it is ("Board summary").
        title: what it is about; may hold what a user wrote.
        blocks: from the top down.
        stamp: what the foot says.
        is_one_side: must come out on exactly one sheet; else it runs on over as many as it needs.
        is_wide: has tables that want a sheet on its side.
        may_share: may begin below the page before it, where both are of one kind and it has room there.
        caution: ``PERSONAL``, ``SMALL_GROUPS`` or nothing; stands in the foot of each of its sheets.
    """

    kind: str
    title: str
    blocks: tuple[Block, ...]
    stamp: Stamp
    is_one_side: bool = False
    is_wide: bool = False
    may_share: bool = False
    caution: str = ""
