"""Talent and cover on day one: what commissioning loses, and which functions are thin when it begins."""

from planner.engine.cover import least_enough
from planner.model.results import Results
from planner.report.pack.material import Material
from planner.report.pack.setting import caution_of, count_text, figure, section, text, whole, words
from planner.report.pages import Block, Figure, Figures, Note, Page
from planner.report.wording import fte_text, percent_text

COMPETENCIES = (
    "The eleven competencies of world class commissioning (Department of Health, 2007), by the functions "
    "that call for each."
)
NAMES = (
    "Locally lead the NHS",
    "Work with community partners",
    "Engage with public and patients",
    "Collaborate with clinicians",
    "Manage knowledge and assess needs",
    "Prioritise investment",
    "Stimulate the market",
    "Promote improvement and innovation",
    "Secure procurement skills",
    "Manage the local health system",
    "Make sound financial investments",
)
"""Of the competencies, in the order of their numbers."""


def talent_and_cover(material: Material) -> tuple[Page, ...]:
    """Set out talent lost, cover on day one, competencies kept, and skills that hang on one or two people."""
    results = material.results
    blocks: tuple[Block, ...] = (
        _figures(results),
        *_cover(results),
        *_competencies(results),
        *_last_experts(results),
    )
    experts = results.skills.loc[results.skills["is_last_expert"], "people"]
    return (material.page("Talent and cover on day one", blocks, caution=caution_of(experts)),)


def _figures(results: Results) -> Figures:
    head = results.headline
    return Figures(
        (
            Figure(
                "Talent lost", percent_text(head.talent_lost_percent), "By FTE and criticality.", "Results"
            ),
            Figure(
                "Experience lost",
                f"{head.experience_lost_years:,.0f} years",
                "Of reckonable service.",
                "People",
            ),
            Figure(
                "Senior leaders lost",
                f"{fte_text(head.senior_leaders_lost_fte)} FTE",
                "Bands 8d, 9 and VSM.",
                "People",
            ),
        )
    )


def _cover(results: Results) -> tuple[Block, ...]:
    given = results.plan.functions.drop_duplicates("code").set_index("code")
    minimum, statutory = given["minimum_cover"].to_dict(), given["statutory"].to_dict()
    rows = []
    for one in results.functions.sort_values("cover_percent", kind="stable").to_dict("records"):
        least = minimum.get(one["function"], float("nan"))
        rows.append(
            (
                one["name"],
                "yes" if statutory.get(one["function"]) == "Y" else "",
                fte_text(one["required_fte"]),
                fte_text(one["placed_fte"]),
                percent_text(one["cover_percent"]),
                percent_text(least),
                _verdict(one["cover_percent"], least),
                percent_text(one["talent_lost_percent"]),
            )
        )
    columns = (
        words("Function", 2.0),
        whole("Statutory"),
        figure("Required FTE"),
        figure("Placed FTE"),
        figure("Cover"),
        figure("Least"),
        whole("Cover is"),
        figure("Talent lost"),
    )
    return section(
        "Cover on day one, least first", "Functions", columns, rows, None, "There are no functions."
    )


def _verdict(cover: float, least: float) -> str:
    if cover != cover:  # noqa: PLR0124 — NaN: nothing is required
        return "not needed"
    if least != least:  # noqa: PLR0124 — NaN: no minimum is set
        return "no minimum"
    return "enough" if cover >= least_enough(least) else "too little"


def _competencies(results: Results) -> tuple[Block, ...]:
    rows = [
        (
            _competency(int(one["competency"])),
            fte_text(one["fte_now"]),
            fte_text(one["fte_kept"]),
            percent_text(one["kept_percent"]),
        )
        for one in results.competencies.to_dict("records")
    ]
    columns = (words("Competency", 2.0), figure("FTE now"), figure("FTE kept"), figure("Kept"))
    found = section("Competencies", "Results, talent", columns, rows)
    return (*found, Note(COMPETENCIES)) if found else ()


def _competency(number: int) -> str:
    return f"{number}  {NAMES[number - 1]}" if 0 < number <= len(NAMES) else f"{number}"


def _last_experts(results: Results) -> tuple[Block, ...]:
    held = results.skills[results.skills["is_last_expert"]].sort_values(
        "p_all_leave", ascending=False, kind="stable"
    )
    rows = [
        (
            text(one["skill"]),
            count_text(one["people"]),
            fte_text(one["fte_now"]),
            percent_text(100 * one["p_all_leave"]),
        )
        for one in held.to_dict("records")
    ]
    columns = (words("Skill", 2.0), figure("People"), figure("FTE × level"), figure("Odds that all leave"))
    return section(
        "Skills that hang on one or two people",
        "People",
        columns,
        rows,
        None,
        "No skill in the staff list hangs on one or two people who are likely to leave.",
    )
