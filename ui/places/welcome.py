"""Welcome: recent plans, the samples, and how to open one's own."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from planner.base.dates import long_date
from planner.base.places import samples
from ui.theme import Type
from ui.widgets.labels import ElidedLabel, label

SUMMARIES = {
    "Twelve people": "Two trusts and a dozen posts: small enough to check by hand.",
    "Airedale, Bradford and Leeds": "Two trusts, six groups, some nine hundred staff, three scenarios.",
}

FIRST_STEPS = (
    ("Open a sample", "Results shows what it costs, function by function; the four figures stay on top."),
    ("Try another scenario", "Choose it beside the plan's name. Compare sets all of them side by side."),
    (
        "Make one of your own",
        "Copy a scenario, move a function on the board of Functions, watch the figures.",
    ),
)


def sample_plans() -> tuple[Path, ...]:
    """The sample plans shipped with the program, by name."""
    return tuple(sorted(path for path in samples().glob("*.xlsx") if not path.name.startswith("~")))


class Welcome(QWidget):
    """What stands in the window while nothing is open.

    Signals:
        open_wanted: the user wants to choose a file.
        bring_in_wanted: the user wants to bring in spreadsheets.
        plan_wanted: a plan's path, and whether it is a sample.
    """

    open_wanted = Signal()
    bring_in_wanted = Signal()
    plan_wanted = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Welcome")
        across = QHBoxLayout(self)
        across.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        across.addLayout(self._column, 8)
        across.addStretch(1)
        self._column.addStretch(2)
        self._column.addWidget(label("Who goes where, what it costs, what is lost", Type.FIGURE, wraps=True))
        about = (
            "Open a plan workbook to see what each scenario costs, whom it loses and which targets it meets. "
            "New here? Look at a sample first: nothing you do to it can harm your own files."
        )
        self._column.addWidget(label(about, tone="muted", wraps=True))
        self._column.addSpacing(4)
        self._column.addLayout(self._make_start())
        self._column.addSpacing(12)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        self._recent = _PlanList("Recent plans", "Plans that you open are listed here.")
        self._samples = _PlanList("Sample plans", "The samples are not installed.")
        for one in (self._recent, self._samples):
            one.chosen.connect(self.plan_wanted)
            lists.addWidget(one, 1)
        self._column.addLayout(lists)
        self._column.addSpacing(4)
        self._column.addWidget(_Steps())
        self._column.addStretch(3)
        self._samples.show_plans(sample_plans(), are_samples=True)

    def show_recent(self, plans: Iterable[Path]) -> None:
        """List the plans opened of late."""
        self._recent.show_plans(plans, are_samples=False)

    def _make_start(self) -> QHBoxLayout:
        start = QHBoxLayout()
        start.setSpacing(12)
        self._open = QPushButton("Open a plan…")
        self._open.setProperty("rank", "first")
        self._open.setToolTip("Choose a plan workbook (Ctrl+O)")
        self._open.clicked.connect(self.open_wanted)
        self._bring_in = QPushButton("Bring in my spreadsheets…")
        self._bring_in.setToolTip("Begin a plan from lists of staff, posts, functions or budgets (Ctrl+I)")
        self._bring_in.clicked.connect(self.bring_in_wanted)
        start.addWidget(self._open)
        start.addWidget(self._bring_in)
        start.addWidget(label("or drop files anywhere on this window", tone="muted", wraps=True), 1)
        return start


class _Steps(QFrame):
    """What to do first, in three steps."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(16)
        for number, (title, words) in enumerate(FIRST_STEPS, start=1):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label(f"{number}. {title}", wraps=True))
            column.addWidget(label(words, Type.SMALL, tone="muted", wraps=True))
            column.addStretch(1)
            row.addLayout(column, 1)


class _PlanList(QFrame):
    """Plans to be opened with one press."""

    chosen = Signal(object, bool)

    def __init__(self, title: str, empty: str) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(4, 8, 4, 8)
        self._rows.setSpacing(0)
        head = label(title, Type.HEADING)
        head.setContentsMargins(8, 0, 8, 4)
        self._rows.addWidget(head)
        self._empty = label(empty, tone="muted", wraps=True)
        self._empty.setContentsMargins(8, 0, 8, 0)
        self._rows.addWidget(self._empty)
        self._rows.addStretch(1)
        self._shown: list[QWidget] = []

    def show_plans(self, plans: Iterable[Path], *, are_samples: bool) -> None:
        for one in self._shown:
            self._rows.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._shown = []
        for path in plans:
            self._add(path, are_samples)
        self._empty.setVisible(not self._shown)

    def _add(self, path: Path, is_sample: bool) -> None:
        words = SUMMARIES.get(path.stem, "") if is_sample else _where_and_when(path)
        button = QPushButton(path.stem.replace("&", "&&"))
        button.setProperty("rank", "row")
        button.setAccessibleName(f"Open {path.stem}")
        button.setAccessibleDescription(words)
        button.setToolTip(str(path))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.chosen.emit(path, is_sample))
        below = ElidedLabel(words, Type.SMALL)
        below.setProperty("tone", "muted")
        below.setContentsMargins(9, 0, 8, 6)
        for one in (button, below):
            self._rows.insertWidget(self._rows.count() - 1, one)
            self._shown.append(one)


def _where_and_when(path: Path) -> str:
    """The folder of a plan and the day on which it was last saved."""
    try:
        saved = date.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return str(path.parent)
    return f"{path.parent}, saved {long_date(saved)}"
