"""The monthly people-tracker return: for each sender, how many people are settled, in process and at risk."""

import pandas as pd

from planner.model.results import Results
from planner.model.scenario import scenario_of
from planner.report.pack.material import Material
from planner.report.pack.setting import caution_of, count_text, figure, receiver_names, section, words
from planner.report.pages import Block, Note, Page

KINDS = (
    ("placed", "Placed"),
    ("in_process", "In process"),
    ("leaving", "Leaving"),
    ("not_selected", "Not selected"),
    ("no_result", "No result yet"),
)
MEANING = (
    "Placed: locked into a post or receiver. In process: slated, offered or accepted. Leaving: redundant, "
    "agreed resignation, resigned, retired or at the end of a contract, recorded and locked. Counts of "
    "people, not FTE; somebody with several jobs counts once at each sender."
)
LEAVING = ("redundant", "mars", "resigned", "retired", "contract ended")


def tracker_return(material: Material) -> tuple[Page, ...]:
    """Count people by sender and by how far their placement has come."""
    counts = by_sender(material.results)
    names = receiver_names(material.results)
    rows = [
        (
            names.get(str(code), str(code)),
            count_text(float(one.sum())),
            *(count_text(float(one[key])) for key, _ in KINDS),
        )
        for code, one in counts.iterrows()
    ]
    total = (
        "All",
        count_text(float(counts.to_numpy().sum())),
        *(count_text(float(counts[key].sum())) for key, _ in KINDS),
    )
    columns = (words("Sender", 2.0), figure("People"), *(figure(title) for _, title in KINDS))
    blocks: tuple[Block, ...] = (
        *section("People by sender", "People", columns, rows, total, "There is nobody in the plan yet."),
        Note(MEANING),
    )
    return (material.page("People tracker", blocks, caution=caution_of(counts.to_numpy().flat)),)


def by_sender(results: Results) -> pd.DataFrame:
    """People at each sender by how far their placement has come.

    Returns:
        index sender, one column for each of ``KINDS``; whole numbers.
    """
    people = results.people[["employee_number", "organisation"]].drop_duplicates()
    placements = scenario_of(results.plan, results.scenario).placements
    states = _states(placements)
    numbers = people["employee_number"]
    kind = pd.Series([states.get(str(one), "no_result") for one in numbers], index=people.index, dtype="str")
    counts = pd.crosstab(people["organisation"], kind)
    order = [str(one) for one in results.senders["sender"] if one in counts.index]
    return counts.reindex(index=order, columns=[key for key, _ in KINDS], fill_value=0)


def _states(placements: pd.DataFrame) -> dict[str, str]:
    """How far each person's placement has come."""
    states = {}
    for row in placements.to_dict("records"):
        states[str(row["employee_number"])] = _state(str(row["outcome"]), row["locked"] == "Y")
    return states


def _state(outcome: str, is_locked: bool) -> str:
    if outcome == "pool":
        return "not_selected"
    if outcome in LEAVING:
        return "leaving" if is_locked else "in_process"
    return "placed" if is_locked else "in_process"
