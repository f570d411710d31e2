"""A function's page: who holds it now, who is to do it, what that costs and whom it puts at risk."""

from collections.abc import Mapping
from typing import Any

from planner.base.money import pounds_text
from planner.model.results import Results
from planner.model.tables import BANDS
from planner.report.pack.material import Material
from planner.report.pack.setting import (
    caution_of,
    count_text,
    figure,
    mode_text,
    receiver_names,
    section,
    whole,
    words,
)
from planner.report.pages import Block, Figure, Figures, Note, Page, Paragraph
from planner.report.positions import first_year
from planner.report.wording import counted, fte_text, percent_text, plain_pounds

MOST_RECEIVERS = 24
PLACED = "Placed: its holders of today, in whatever post they go to."
LEAST_FTE = 0.005
"""FTE that is written as 0.01; less is nobody."""
SUMMED = ["fte", "staff", "vacancies", "non_pay", "cost", "income"]


def function_pages(material: Material) -> tuple[Page, ...]:
    """One page for each function that has people, posts or costs, in the order of the plan."""
    results = material.results
    done = set(results.services["function"])
    rows = results.functions.to_dict("records")
    return tuple(_page(material, one) for one in rows if one["fte"] > 0 or one["function"] in done)


def _page(material: Material, function: dict[Any, Any]) -> Page:
    results = material.results
    blocks: tuple[Block, ...] = (
        Paragraph(_opening(function)),
        _figures(function),
        *_services(results, str(function["function"])),
        *_pools(results, str(function["function"])),
    )
    pools = results.pools[results.pools["function"] == function["function"]]
    caution = caution_of(pools.groupby("band")["heads"].sum())
    return material.page("Function", blocks, str(function["name"]), caution=caution, may_share=True)


def _opening(function: dict[Any, Any]) -> str:
    claimed = function["claimed_percent"]
    if claimed <= 0:
        whose = "no receiver has claimed it"
    elif function["unclaimed_fte"] > 0:
        rest = fte_text(function["unclaimed_fte"])
        whose = f"{percent_text(claimed)} of it is claimed and {rest} FTE are not"
    else:
        whose = "all of it is claimed"
    heads = counted(function["heads"], "person", "people")
    return (
        f"{heads} ({fte_text(function['fte'])} FTE) {'does' if function['heads'] == 1 else 'do'} it now; "
        f"{whose}. {_posts(function)}"
    )


def _posts(function: dict[Any, Any]) -> str:
    """How many posts there are to be for it, and how many of them people in post now are likely to fill."""
    if function["posts_fte"] < LEAST_FTE:
        return "There are to be no posts for it."
    return (
        f"There are to be {fte_text(function['posts_fte'])} FTE of posts, of which "
        f"{fte_text(function['placed_fte'])} FTE are likely to be filled by people in post now, "
        "whatever they do now."
    )


def _figures(function: dict[Any, Any]) -> Figures:
    return Figures(
        (
            Figure(
                "Redundancy cost",
                pounds_text(function["redundancy_cost"]),
                f"Expected, for {fte_text(function['redundant_fte'])} FTE."
                if function["redundant_fte"] >= LEAST_FTE
                else "Nobody is expected to be made redundant.",
                "People",
            ),
            Figure(
                "Talent lost",
                percent_text(function["talent_lost_percent"]),
                "Of the function’s own.",
                "Results",
            ),
            Figure(
                "Cover on day one", percent_text(function["cover_percent"]), "Of what is required.", "Results"
            ),
        )
    )


def _services(results: Results, code: str) -> tuple[Block, ...]:
    """Its receivers in the order of the plan; where they are very many, the dearest and the others."""
    year, names = first_year(results), receiver_names(results)
    done = results.services[(results.services["function"] == code) & (results.services["year"] == year)]
    posts = results.posts[results.posts["function"] == code].groupby("receiver")["fte"].sum()
    table = done.assign(fte=done["receiver"].map(posts).fillna(0.0))
    if len(table) > MOST_RECEIVERS:
        table = table.sort_values("cost", ascending=False, kind="stable")
    rows = [
        (names.get(str(one["receiver"]), str(one["receiver"])), mode_text(one["mode"]), *_costs(one))
        for one in table[:MOST_RECEIVERS].to_dict("records")
    ]
    rest = table[MOST_RECEIVERS:]
    if len(rest):
        rows.append((counted(len(rest), "other"), "", *_costs(rest[SUMMED].sum().to_dict())))
    total = ("All", "", *_costs(table[SUMMED].sum().to_dict()))
    columns = (
        words("Receiver", 2.0),
        whole("Mode"),
        figure("Posts FTE"),
        figure("Staff £"),
        figure("Vacancies £"),
        figure("Non-pay £"),
        figure("Cost £"),
        figure("Charged out £"),
    )
    return section(
        f"Who is to do it, {year}", "Functions", columns, rows, total, "Nobody is to do it in this scenario."
    )


def _costs(one: Mapping[Any, Any]) -> tuple[str, ...]:
    """The figures of a receiver, or of several."""
    return (fte_text(one["fte"]), *(plain_pounds(float(one[key])) for key in SUMMED[1:]))


def _pools(results: Results, code: str) -> tuple[Block, ...]:
    """Who holds it now by band, over all its pools, and what is likely to become of them."""
    pools = results.pools[results.pools["function"] == code]
    keys = ["heads", "fte", "posts_fte", "placed_fte", "redundant_fte", "redundancy_cost"]
    summed = pools.groupby("band", sort=False)[keys].sum()
    summed = summed.reindex([band for band in BANDS if band in summed.index])
    rows = [
        (str(band), *_holders(one)) for band, one in zip(summed.index, summed.to_dict("records"), strict=True)
    ]
    total = ("All", *_holders(summed.sum().to_dict()))
    columns = (
        words("Band"),
        figure("People"),
        figure("FTE"),
        figure("Open posts FTE"),
        figure("Placed FTE"),
        figure("Redundant FTE"),
        figure("Redundancy £"),
    )
    made = section("Who holds it now", "People", columns, rows, total, "Nobody holds it now.")
    return (*made, Note(PLACED)) if rows else made


def _holders(one: Mapping[Any, Any]) -> tuple[str, ...]:
    """The figures of a band, or of all of them."""
    fte = (fte_text(one[key]) for key in ("fte", "posts_fte", "placed_fte", "redundant_fte"))
    return (count_text(one["heads"]), *fte, plain_pounds(one["redundancy_cost"]))
