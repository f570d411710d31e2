"""Pages that run on over as many sheets as they need: nothing split, nothing left alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from planner.report.pages import PERSONAL, SMALL_GROUPS, Page
from ui.printing.blocks import flows_of
from ui.printing.heads import first_head, further_head, lowest, room, shared_head
from ui.printing.marks import Mark, moved
from ui.printing.papers import SIDE, TOP, Form
from ui.printing.strips import Flow
from ui.printing.typesetting import Typesetter

WHOLE = 0.3
"""A block no higher than this share of a sheet is not parted."""
ALMOST_EMPTY = 0.25
"""A last sheet filled no further than this share of it is better saved."""
SMALLER = (0.97, 0.94)
"""How far type may be brought down to save a sheet."""
LONGEST_CLING = 0.2
"""A note no higher than this share of a sheet stays with the table above it."""


@dataclass(slots=True)
class Filled:
    """One sheet as it fills: its marks, the page that it begins with, and the pages that begin on it."""

    page: Page
    marks: list[Mark] = field(default_factory=list)
    begins: list[Page] = field(default_factory=list)
    reach: float = 0.0
    """How far down it is filled."""

    @property
    def caution(self) -> str:
        """The gravest caution of all pages that stand on it."""
        asked = {self.page.caution, *(page.caution for page in self.begins)}
        return next((one for one in (PERSONAL, SMALL_GROUPS) if one in asked), "")


def run_on(pages: Sequence[Page], form: Form) -> list[Filled]:
    """Place pages one after the other; each begins a sheet, but for those that may share one.

    A page that leaves its last sheet almost empty is set a little smaller, where that saves the sheet.
    """
    usual = _placed(pages, form)
    if len(pages) > 1 or len(usual) == 1 or usual[-1].reach - TOP > ALMOST_EMPTY * room(form):
        return usual
    for smaller in SMALLER:
        found = _placed(pages, replace(form, scale=form.scale * smaller))
        if len(found) < len(usual):
            return found
    return usual


def _placed(pages: Sequence[Page], form: Form) -> list[Filled]:
    filling = _Filling(form)
    for page in pages:
        filling.place(page)
    return filling.sheets


class _Filling:
    """Fills sheets from the top down."""

    def __init__(self, form: Form) -> None:
        self.sheets: list[Filled] = []
        self._form = form
        self._setter = Typesetter(form.scale)
        self._bottom = lowest(form)
        self._room = room(form)
        self._top = TOP

    def place(self, page: Page) -> None:
        """Place one page below, or after, those placed before."""
        flows = flows_of(page.blocks, self._setter, self._form.measure)
        self._begin(page, sum(flow.gap + flow.height for flow in flows))
        for at in range(len(flows)):
            self._flow(flows, at, page)

    def _begin(self, page: Page, height: float) -> None:
        """Put the page's head below the page before it, where all of it fits there, or on a new sheet."""
        if self.sheets and page.may_share and self.sheets[-1].page.kind == page.kind:
            head = shared_head(page, self._setter, self._form)
            if self._top + head.height + height <= self._bottom:
                self._put(head.marks, head.height)
                self.sheets[-1].begins.append(page)
                return
        whole = first_head(page, self._setter, self._form).whole
        self.sheets.append(Filled(page, begins=[page]))
        self._top = TOP
        self._put(whole.marks, whole.height)

    def _flow(self, flows: Sequence[Flow], at: int, page: Page) -> None:
        flow = flows[at]
        self._top += flow.gap
        if self._top + self._opening(flows, at) > self._bottom:
            self._turn(page)
        starts = True
        for nth, strip in enumerate(flow.strips):
            head = flow.head if starts else None
            needed = self._together(flows, at, nth) + (head.height if head else 0.0)
            if self._top + needed > self._bottom and not (nth == 0 or self._is_fresh):
                self._turn(page)
                head = flow.head
                self._say_again(flows, at)
            if head:
                self._put(head.marks, head.height)
            starts = False
            self._put(strip.marks, strip.height)

    def _say_again(self, flows: Sequence[Flow], at: int) -> None:
        """Above the rest of a table, say what it is of."""
        again = flows[at - 1].again if at and flows[at].head else None
        if again:
            self._put(again.marks, again.height)

    def _opening(self, flows: Sequence[Flow], at: int) -> float:
        """The height of what must stand together from a block's start on."""
        flow = flows[at]
        if not flow.is_held:
            head = flow.head.height if flow.head else 0.0
            return head + (self._together(flows, at, 0) if flow.strips else 0.0)
        if at + 1 == len(flows):
            return flow.height
        return flow.height + flows[at + 1].gap + self._opening(flows, at + 1)

    def _together(self, flows: Sequence[Flow], at: int, nth: int) -> float:
        """The height of what must stay with a strip, down from it; no more than a sheet can hold."""
        flow = flows[at]
        heights = [strip.height for strip in flow.strips]
        rest = len(heights) - nth
        is_last = rest <= flow.keeps or (nth == 0 and flow.height <= WHOLE * self._room)
        kept = heights[nth:] if is_last else heights[nth : nth + (flow.keeps if nth == 0 else 1)]
        needed = sum(kept) + (self._clinging(flows, at) if is_last else 0.0)
        return needed if needed <= self._room * 0.8 else heights[nth]

    def _clinging(self, flows: Sequence[Flow], at: int) -> float:
        """The height of a note below a block, which is to stand with its end."""
        if at + 1 == len(flows) or not flows[at + 1].clings:
            return 0.0
        below = flows[at + 1].gap + flows[at + 1].height
        return below if below <= LONGEST_CLING * self._room else 0.0

    @property
    def _is_fresh(self) -> bool:
        """Whether nothing but a head stands on the sheet."""
        return self._top <= TOP + further_head(self.sheets[-1].page, self._setter, self._form).height

    def _put(self, marks: Sequence[Mark], height: float) -> None:
        self.sheets[-1].marks += moved(marks, SIDE, self._top)
        self._top += height
        self.sheets[-1].reach = self._top

    def _turn(self, page: Page) -> None:
        """Begin another sheet and say where its blocks begin."""
        self.sheets.append(Filled(page))
        self._top = TOP
        head = further_head(page, self._setter, self._form)
        self._put(head.marks, head.height)
