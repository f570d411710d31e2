"""Every page that a pack may hold, by the name that the command line and the window know it by."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.base.errors import WrongUseError
from planner.report.board_summary import board_summary
from planner.report.pack.assumptions_page import assumptions_page
from planner.report.pack.cash_and_payback import cash_and_payback
from planner.report.pack.ccg_sizes_page import ccg_sizes_page
from planner.report.pack.checks_page import checks_page
from planner.report.pack.close_down import close_down_pages
from planner.report.pack.comparison_page import comparison_page
from planner.report.pack.equality import equality_pages
from planner.report.pack.function_page import function_pages
from planner.report.pack.handover_page import handover_pages
from planner.report.pack.market_statement import market_statement
from planner.report.pack.material import Material
from planner.report.pack.pools_and_timetable import pools_and_timetable
from planner.report.pack.receiver_page import receiver_pages
from planner.report.pack.redundancy_detail import redundancy_detail
from planner.report.pack.redundancy_notice import redundancy_notice
from planner.report.pack.risk_page import risk_page
from planner.report.pack.talent_and_cover import talent_and_cover
from planner.report.pack.tracker_return import tracker_return
from planner.report.page_names import EVERY_PAGE, PAGE_NAMES
from planner.report.pages import Page
from planner.report.person_estimate import person_estimate
from planner.report.receivers_by_year import receivers_by_year


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of page.

    Attributes:
        name: on the command line ("board").
        title: for people.
        about: what it is for, in a sentence.
        build: makes its pages; none where there is nothing to say.
        is_personal: whether it tells of single people.
    """

    name: str
    title: str
    about: str
    build: Callable[[Material], tuple[Page, ...]]
    is_personal: bool = False


def _board(material: Material) -> tuple[Page, ...]:
    return (board_summary(material.results, material.made_at, material.risk),)


def _years(material: Material) -> tuple[Page, ...]:
    return (receivers_by_year(material.results, material.made_at),)


def _person(material: Material) -> tuple[Page, ...]:
    if material.person < 0:
        return ()
    return (
        person_estimate(
            material.results,
            material.person,
            material.rules,
            material.made_at,
            shows_name=material.shows_names,
        ),
    )


KINDS = (
    PageKind("board", "Board summary", "One side to decide from.", _board),
    PageKind("comparison", "Comparison", "Scenarios side by side.", comparison_page),
    PageKind("years", "Receivers by year", "Each receiver’s cost against its target.", _years),
    PageKind("receivers", "Receivers", "A page for each receiver.", receiver_pages),
    PageKind("close-down", "Close-down", "A page for each sender.", close_down_pages),
    PageKind("functions", "Functions", "A page for each function.", function_pages),
    PageKind(
        "pools", "Pools and timetable", "How posts are filled, and the plan’s days.", pools_and_timetable
    ),
    PageKind("talent", "Talent and cover", "What is lost, and what is thin on day one.", talent_and_cover),
    PageKind("cash", "Cash and payback", "Money by quarter against going on as now.", cash_and_payback),
    PageKind("risk", "Risk", "How sure the figures are, and what moves them.", risk_page),
    PageKind("market", "Market statement", "What there is for suppliers.", market_statement),
    PageKind("ccg-sizes", "How many CCGs", "How many this population can pay for.", ccg_sizes_page),
    PageKind("hr1", "HR1 figures", "Redundancies in view by establishment.", redundancy_notice),
    PageKind("tracker", "People tracker", "How far placements have come, by sender.", tracker_return),
    PageKind(
        "equality",
        "Equality",
        "Redundancy by protected characteristic, small numbers held back.",
        equality_pages,
    ),
    PageKind(
        "detail",
        "Redundancy detail",
        "Everybody at risk, under pseudonyms.",
        redundancy_detail,
        is_personal=True,
    ),
    PageKind(
        "handover",
        "Hand-over lists",
        "Who comes to each receiver for sure.",
        handover_pages,
        is_personal=True,
    ),
    PageKind(
        "person", "Person’s estimate", "One person’s estimate with its working.", _person, is_personal=True
    ),
    PageKind("checks", "Checks", "What holds and what does not.", checks_page),
    PageKind("assumptions", "Assumptions", "Every value in force, with its source.", assumptions_page),
)
BOARD = PAGE_NAMES[0]
DOUBT = "risk"
"""The page that also tells what moves the figures and what shocks would do."""
DRAWN = frozenset((BOARD, DOUBT))
"""The kinds of page that tell how sure figures are."""


def named(name: str) -> PageKind:
    """The kind of page with a name.

    Raises:
        WrongUseError: there is none; the message lists those there are.
    """
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise WrongUseError(f"There is no page {name!r}; there are {', '.join(PAGE_NAMES)}.")


def chosen(names: Iterable[str]) -> tuple[PageKind, ...]:
    """The kinds of page with these names; "all" stands for those that tell of no single person.

    Raises:
        WrongUseError: a name is not a page's.
    """
    kinds: list[PageKind] = []
    for name in names:
        kinds += [one for one in KINDS if not one.is_personal] if name == EVERY_PAGE else [named(name)]
    return tuple(dict.fromkeys(kinds))


def pack_of(names: Iterable[str], material: Material) -> tuple[Page, ...]:
    """Make the pages asked for, in the order asked.

    Raises:
        WrongUseError: a name is not a page's, or nothing of what is asked for has anything to say.
    """
    kinds = chosen(names)
    pages = tuple(page for kind in kinds for page in kind.build(material))
    if not pages:
        asked = ", ".join(kind.title.lower() for kind in kinds)
        raise WrongUseError(f"There is nothing to print: this scenario has nothing for {asked}.")
    return pages
