"""Lays pages out on sheets of paper: what stands where, before anything is painted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from planner.base.errors import DoesNotFitError
from planner.base.ticks import Tick, no_tick
from planner.report.pages import Page
from ui.printing.blocks import flows_of
from ui.printing.heads import first_head, foot, room
from ui.printing.marks import Mark, moved
from ui.printing.papers import SIDE, TOP, USUAL, Form, Setting
from ui.printing.running import run_on
from ui.printing.strips import Flow
from ui.printing.typesetting import Typesetter

SCALES = (1.0, 0.98, 0.96, 0.94, 0.92, 0.9, 0.88, 0.86, 0.84, 0.82, 0.8)
"""How far type may be brought down to keep a page on one side."""
MOST_STRETCH = 110.0
"""How much white a gap may take up on a page that has room to spare."""


@dataclass(frozen=True, slots=True)
class Body:
    """A sheet without its foot, which says how many there are.

    Attributes:
        marks: what stands on it.
        form: its paper.
        page: the page that it begins with.
        begins: the pages that begin on it.
        caution: what its foot says of those whom it tells of.
    """

    marks: tuple[Mark, ...]
    form: Form
    page: Page
    begins: tuple[Page, ...]
    caution: str


@dataclass(frozen=True, slots=True)
class Sheet(Body):
    """One side of paper with everything in its place, from the paper's top left."""


def lay_out(pages: Sequence[Page], setting: Setting = USUAL) -> tuple[Sheet, ...]:
    """Lay a pack of pages out and number its sheets.

    Raises:
        DoesNotFitError: a page that must be one side is longer at the smallest type.
    """
    return numbered(bodies_of(pages, setting))


def bodies_of(pages: Sequence[Page], setting: Setting = USUAL, tick: Tick = no_tick) -> tuple[Body, ...]:
    """Lay pages out, one kind after the other; their sheets are not numbered yet.

    Raises:
        DoesNotFitError: a page that must be one side is longer at the smallest type.
        CancelledError: the tick said so.
    """
    found: list[Body] = []
    for (form, is_one_side), alike in groupby(pages, lambda page: (setting.form_of(page), page.is_one_side)):
        for run in _in_runs(list(alike)):
            tick(-1.0, f"Setting {run[0].kind}: {run[0].title}")
            found += [_one_side(page, form) for page in run] if is_one_side else _running(run, form)
    return tuple(found)


def numbered(bodies: Sequence[Body]) -> tuple[Sheet, ...]:
    """Give each sheet its foot and its number among all of them."""
    return tuple(
        Sheet(
            (*body.marks, *foot(body.page, body.caution, body.form, number, len(bodies))),
            body.form,
            body.page,
            body.begins,
            body.caution,
        )
        for number, body in enumerate(bodies, start=1)
    )


def _in_runs(pages: list[Page]) -> Iterator[list[Page]]:
    """Pages that may share sheets together, all others by themselves."""
    run: list[Page] = []
    for page in pages:
        if run and not page.may_share:
            yield run
            run = []
        run.append(page)
    if run:
        yield run


def _running(pages: Sequence[Page], form: Form) -> list[Body]:
    filled = run_on(pages, form)
    return [Body(tuple(one.marks), form, one.page, tuple(one.begins), one.caution) for one in filled]


def _one_side(page: Page, form: Form) -> Body:
    """A page on exactly one sheet, in type as large as it can be."""
    _, flows, spare = _fitted(page, form)
    return Body(_spread(flows, spare), form, page, (page,), page.caution)


def one_side_scale(page: Page, form: Form) -> float:
    """How far the type of a page must be brought down to keep it on one side.

    Raises:
        DoesNotFitError: it is longer at the smallest type.
    """
    return _fitted(page, form)[0]


def _fitted(page: Page, form: Form) -> tuple[float, list[Flow], float]:
    """The largest scale at which a page is one side, its flows at that scale, and the room to spare."""
    for scale in SCALES:
        setter = Typesetter(form.scale * scale)
        flows = [first_head(page, setter, form), *flows_of(page.blocks, setter, form.measure)]
        spare = room(form) - sum(flow.height + flow.gap for flow in flows)
        if spare >= 0:
            return scale, flows, spare
    raise DoesNotFitError(page.kind)


def _spread(flows: Sequence[Flow], spare: float) -> tuple[Mark, ...]:
    """Place blocks on one sheet and share out the room to spare between them."""
    open_gaps = [at for at in range(1, len(flows)) if not flows[at - 1].is_held]
    more = min(spare / len(open_gaps), MOST_STRETCH) if open_gaps else 0.0
    marks: list[Mark] = []
    top = TOP
    for at, flow in enumerate(flows):
        top += flow.gap + (more if at in open_gaps else 0.0)
        marks += moved(flow.whole.marks, SIDE, top)
        top += flow.height
    return tuple(marks)
