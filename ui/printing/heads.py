"""What stands at the head and at the foot of every sheet."""

from planner.base.dates import long_date
from planner.report.colours import BLUE, DARK_BLUE
from planner.report.pages import Page
from ui.printing.marks import HAIRLINE, INK, QUIET_INK, Line, Mark
from ui.printing.papers import FOOT, SIDE, TOP, Form
from ui.printing.strips import GUTTER, Flow, Strip
from ui.printing.typesetting import BODY, SMALL, TITLE, Typesetter

SHARED = 260.0
"""White above a page that begins below another."""


def first_head(page: Page, setter: Typesetter, form: Form) -> Flow:
    """What kind of page it is, its plan and day, and its title."""
    kind = setter.face(BODY, is_bold=True, colour=BLUE)
    title = setter.face(TITLE, is_bold=True, colour=DARK_BLUE)
    quiet = setter.face(BODY, colour=QUIET_INK)
    room = form.measure - setter.width(page.kind, kind) - GUTTER
    of_plan = f"{page.stamp.plan}, {long_date(page.stamp.made_at)}"
    marks = (
        setter.words(0, 0, page.kind, kind, form.measure),
        setter.words_to_right(form.measure - room, 0, of_plan, quiet, room),
    )
    lines = [
        Strip(setter.leading(title), (setter.words(0, 0, line, title, form.measure),))
        for line in setter.lines(page.title, title, form.measure, 2)
    ]
    return Flow((Strip(setter.leading(kind), marks), *lines), gap=0.0)


def shared_head(page: Page, setter: Typesetter, form: Form) -> Strip:
    """The title of a page that begins below another, under a line across the sheet."""
    title = setter.face(TITLE, is_bold=True, colour=DARK_BLUE)
    above = setter.gap(SHARED)
    rule = Line(0, above * 0.55, form.measure, 0, HAIRLINE, setter.gap(5))
    words = setter.words(0, above, page.title, title, form.measure)
    return Strip(above + setter.leading(title), (rule, words))


def further_head(page: Page, setter: Typesetter, form: Form) -> Strip:
    """What stands on top of a page's second and further sheets."""
    face = setter.face(BODY, is_bold=True, colour=BLUE)
    text = f"{page.kind}: {page.title} (continued)"
    height = setter.leading(face) + setter.gap(60)
    return Strip(height, (setter.words(0, 0, text, face, form.measure),))


def lowest(form: Form) -> float:
    """How far down blocks may reach."""
    return form.height - FOOT - _foot_height(Typesetter(form.scale))


def room(form: Form) -> float:
    """The height that head and blocks may take on a sheet."""
    return lowest(form) - TOP


def _foot_height(setter: Typesetter) -> float:
    return 2 * setter.leading(setter.face(SMALL)) + setter.gap(70)


def foot(page: Page, caution: str, form: Form, number: int, count: int) -> tuple[Mark, ...]:
    """Plan, scenario, date and time, rules version, which sheet of how many, and what caution it asks."""
    setter, stamp = Typesetter(form.scale), page.stamp
    face, bold = setter.face(SMALL, colour=QUIET_INK), setter.face(SMALL, is_bold=True)
    top = form.height - FOOT - 2 * setter.leading(face)
    below = top + setter.leading(face)
    first = f"Plan: {stamp.plan}    Scenario: {stamp.scenario}"
    second = f"Made {stamp.when}    Rules {stamp.rules_version}    PCT Planner"
    of_all = f"Page {number:,} of {count:,}"
    beside, under = (
        form.measure - setter.width(text, one) - GUTTER for text, one in ((of_all, face), (caution, bold))
    )
    marks: tuple[Mark, ...] = (
        Line(SIDE, top - setter.gap(25), form.measure, 0, INK, 5),
        setter.words(SIDE, top, first, face, beside),
        setter.words(SIDE, below, second, face, under),
        setter.words_to_right(SIDE, top, of_all, face, form.measure),
    )
    if caution:
        marks = (*marks, setter.words_to_right(SIDE, below, caution, bold, form.measure))
    return marks
