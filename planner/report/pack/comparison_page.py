"""The comparison: up to six scenarios side by side, and what differs between them."""

from planner.engine.compare import MOST, Comparison, compare
from planner.engine.scenario_keys import figure_of
from planner.report.pack.material import Material
from planner.report.pack.setting import figure, section, words
from planner.report.pages import Block, Note, Page, Paragraph
from planner.report.positions import first_year
from planner.report.wording import fte_text, listed, percent_text, plain_pounds, short_name, signed_pounds


def _shown(unit: str, value: float) -> str:
    """A figure in the form of its unit."""
    match unit:
        case "£":
            return plain_pounds(value)
        case "FTE":
            return fte_text(value)
        case "%":
            return percent_text(value)
        case "people":
            return f"{value:,.1f}"
        case _:
            return f"{value:,.0f}"


def comparison_page(material: Material) -> tuple[Page, ...]:
    """Set the scenario in hand beside the others; nothing to compare with gives no page."""
    base = material.results
    others = [one for one in material.others if one.scenario != base.scenario][:MOST]
    if not others:
        return ()
    found = compare([base, *others], base)
    names = (found.base, *found.scenarios)
    year = first_year(base)
    rows = [
        (
            str(row["measure"]),
            str(row["unit"]),
            *(_shown(str(row["unit"]), float(row[figure_of(name)])) for name in names),
        )
        for row in found.headline.to_dict("records")
        if "/" not in str(row["measure"]) or str(row["measure"]).endswith(year)
    ]
    blocks: tuple[Block, ...] = (
        Paragraph(f"{base.scenario} beside {listed(list(found.scenarios), most=len(names))}."),
        *section(
            "Headline figures",
            "Compare",
            (words("Measure", 1.6, 2), words("Unit", 0.6), *(figure(name) for name in names)),
            rows,
        ),
        *_receivers(found, names, year),
        *_functions(found, names),
        Note(f"{len(found.people):,} people would be differently placed or have other odds."),
    )
    return (material.page("Comparison", blocks),)


def _receivers(found: Comparison, names: tuple[str, ...], year: str) -> tuple[Block, ...]:
    frame = found.receivers
    frame = frame[frame["year"] == year]
    rows = [
        (
            short_name(str(row["name"])),
            plain_pounds(row["target"]),
            *(plain_pounds(row[figure_of(name)]) for name in names),
            *(signed_pounds(row[figure_of(name)] - row[figure_of(names[0])]) for name in names[1:2]),
        )
        for row in frame.to_dict("records")
    ]
    columns = (
        words("Receiver", 2.0),
        figure("Target £"),
        *(figure(f"{name} £") for name in names),
        figure("First other less this £"),
    )
    return section(f"Operating cost where it differs, {year}", "Compare", columns, rows)


def _functions(found: Comparison, names: tuple[str, ...]) -> tuple[Block, ...]:
    frame = found.functions
    rows = [
        (str(row["name"]), *(str(row[figure_of(name)]) for name in names)) for row in frame.to_dict("records")
    ]
    return section(
        "Who does what, where it differs",
        "Compare",
        (words("Function", 1.2, 2), *(words(name, 1.6, 6) for name in names)),
        rows,
    )
