"""The columns of the tables of a proposal and of the frontier."""

from ui import figures
from ui.models import columns as c
from ui.models.columns import Column


def _more(key: str, title: str, tip: str) -> Column:
    return Column(key, title, figures.blank(figures.whole), is_number=True, tip=tip)


CHOICES = (
    c.words("name", "Function", wide=True, tip="Ticked: may change. Space ticks the rows selected"),
    c.words("now", "Now", wide=True),
    c.words("may_be", "Ways"),
)
OPTIONS = (
    c.words("option", "May be done so", wide=True, tip="Ticked: may be proposed. Now is always allowed"),
    c.words("note", "Note"),
)
LIMITED = (
    c.words("name", "Receiver", wide=True),
    c.words("holds", "Target"),
    Column("most", "Most\n£ a year", figures.blank(figures.whole), is_number=True),
    Column("most_posts", "Posts\nFTE", figures.blank(figures.fte), is_number=True),
)
FIGURES = (
    c.words("measure", "Measure", wide=True, tip="Of a year: the mean of the years reported"),
    Column("now", "Now", figures.text, is_number=True, tip="The scenario in hand"),
    Column("proposed", "Proposed", figures.text, is_number=True, tip="As the engine evaluates it"),
    Column("change", "Change", figures.text, is_number=True),
)
PICKS = (
    c.words("name", "Function", wide=True),
    c.words("was", "Now", wide=True),
    c.words("proposed", "Proposed", wide=True),
    c.words("next_best", "Next best", wide=True),
    _more(
        "price",
        "Next best\n£ more",
        "What the next best option would count more; below nil, less: the search ended before it",
    ),
    _more("staying", "As now\n£ more", "What leaving the function as it is would count more"),
)
ROOM = (
    c.words("name", "Receiver", wide=True),
    c.words("year", "Year"),
    c.money("total", "Operating cost"),
    c.money("limit", "Target or limit"),
    c.signed("slack", "Room\n£", "Target or limit less operating cost"),
    c.words("holds", "Holds", wide=True),
)
RELAXED = (
    c.words("limit", "Limit", wide=True),
    Column("amount", "Asked", figures.exact, is_number=True),
    Column("needed", "Would have to be", figures.exact, is_number=True),
    c.words("unit", "Unit"),
)
POINTS = (
    c.words("point", "Point", wide=True),
    c.money("redundancy_cost", "Redundancy cost"),
    c.percentage("talent_lost_percent", "Talent lost"),
    Column("operating_cost", "Operating cost\n£ a year", figures.whole, is_number=True),
    Column("over_target", "Over targets\n£ a year", figures.whole, is_number=True),
    Column("changes", "Functions\nchanged", figures.blank(figures.whole), is_number=True),
    c.words("standing", "Standing", wide=True),
)
