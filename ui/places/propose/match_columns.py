"""The columns of the tables of Match."""

from planner.advise.suitability import PARTS
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column

POOLS = (
    c.words("pool", "Pool"),
    c.words("function", "Function", wide=True),
    c.count("posts", "Posts", "Named posts that stand open to the pool"),
    c.count("ring_fence_posts", "In ring-\nfence", "Named posts of its whole function family and band"),
)
_HEADS = {"preference": "Prefer-\nence"}
_PART_TIPS = {
    "band": "The same band",
    "function": "The same function; half for another of its family",
    "skills": "The skills that the post asks for, each up to the proficiency asked",
    "location": "Works where the post is",
    "preference": "What the person’s note says after “Preference:”",
}


def _share(key: str, title: str, tip: str) -> Column:
    return Column(
        key,
        f"{title} %" if "\n" in title else f"{title}\n%",
        figures.blank(figures.whole),
        is_number=True,
        tip=tip,
    )


def match_columns(*, are_named: bool) -> tuple[Column, ...]:
    """Who, what came of it, the post, and the parts of the score; why stands under the table.

    Without names there is none to search or copy.
    """
    first = (c.words("employee_number", "Employee\nnumber"),)
    names = (c.words("name", "Name"),) if are_named else ()
    found = (
        c.words("result", "Result"),
        c.words("post", "Post", wide=True),
        c.words("receiver", "Receiver", wide=True),
        _share("percent", "Suits", "How well the post suits: the parts that can be judged, by their weights"),
    )
    parts = tuple(_share(name, _HEADS.get(name, name.capitalize()), _PART_TIPS[name]) for name in PARTS)
    return (*first, *names, *found, *parts)
