"""Cover: functions that are thin on day one, work that nobody has claimed, and work claimed twice."""

from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.engine.cover import least_enough
from planner.engine.workings import Workings
from planner.model.results import Behind, Results
from planner.model.scenario import allocations_in_force

NOBODY = 1.0
"""Per cent of cover; where a function names no least cover, less than this is nobody."""
OVER_CLAIMED = "over-claimed"
"""The cause of the findings on claims that come to more than the whole."""


def _judge_statutory(results: Results, threshold: float) -> Verdict:
    given = results.plan.functions.drop_duplicates("code").set_index("code")
    frame = results.functions.set_index("function")
    statutory = given.index[given["statutory"] == "Y"].intersection(frame.index)
    cover = frame["cover_percent"].loc[statutory].dropna()
    if cover.empty:
        return nothing_to_judge("No statutory function needs anybody on day one.")
    least = given["minimum_cover"].loc[cover.index].fillna(threshold)
    short = (cover - least).sort_values(kind="stable")
    thin = short[short < least_enough(0.0)]
    worst = str(short.index[0])
    opening = (
        f"{len(thin)} of {len(cover)} statutory functions are under their least cover on day one"
        if len(thin)
        else f"All {len(cover)} statutory functions have their least cover on day one"
    )
    message = f"{opening}; {frame['name'].at[worst]} has {cover[worst]:.1f}% of {least[worst]:g}%."
    behind = tuple(Behind("function", str(code)) for code in thin.index)
    return Verdict(float(cover[worst]), thin.empty, message, behind)


def _judge_others(results: Results, threshold: float) -> Verdict:
    given = results.plan.functions.drop_duplicates("code").set_index("code")
    frame = results.functions.set_index("function")
    others = given.index[given["statutory"] != "Y"].intersection(frame.index)
    cover = frame["cover_percent"].loc[others].dropna()
    if cover.empty:
        return nothing_to_judge("No other function needs anybody on day one.")
    least = given["minimum_cover"].loc[cover.index]
    is_thin = (cover < least_enough(least)) | (cover < NOBODY)
    thin = cover[is_thin].sort_values(kind="stable")
    message = f"All {len(cover)} other functions open with their least cover, or with somebody in post."
    if len(thin):
        first = str(thin.index[0])
        message = (
            f"{len(thin)} of {len(cover)} other functions open under their least cover or with nobody, "
            f"{frame['name'].at[first]} with {thin.iloc[0]:.1f}%."
        )
    behind = tuple(Behind("function", str(code)) for code in thin.index)
    return Verdict(float(len(thin)), len(thin) <= threshold, message, behind)


def _judge_over_claimed(results: Results, threshold: float) -> Verdict:
    work = results.workings
    if not isinstance(work, Workings):
        return nothing_to_judge("Nothing is known of the claims.")
    held = allocations_in_force(results.plan, results.scenario)
    rows = {row for one in results.findings if one.cause == OVER_CLAIMED for row in (one.rows or (one.row,))}
    over = sorted(set(held.loc[held.index.isin(rows), "function"].dropna()))
    names = dict(zip(results.functions["function"], results.functions["name"], strict=True))
    said = ", ".join(str(names.get(code, code)) for code in over[:3])
    count = "1 function" if len(over) == 1 else f"{len(over)} functions"
    message = (
        f"More than the whole of {count} is claimed: {said}. The claims that go over are in no figure."
        if over
        else "No function is claimed for more than the whole."
    )
    behind = tuple(Behind("function", str(code)) for code in over)
    return Verdict(float(len(over)), len(over) <= threshold, message, behind)


def _judge_unclaimed(results: Results, threshold: float) -> Verdict:
    frame = results.functions
    unclaimed = frame[frame["unclaimed_fte"] > 0].sort_values("unclaimed_fte", ascending=False)
    fte = float(unclaimed["unclaimed_fte"].sum())
    functions = "1 function" if len(unclaimed) == 1 else f"{len(unclaimed)} functions"
    message = (
        f"{fte:,.2f} FTE of work in {functions} is claimed by nobody."
        if len(unclaimed)
        else "Every function is claimed in whole or stops."
    )
    behind = tuple(Behind("function", str(code)) for code in unclaimed["function"])
    return Verdict(fte, fte <= threshold, message, behind)


STATUTORY_COVER = Check(
    "Statutory functions covered",
    "Do statutory functions have their least cover on day one?",
    Severity.MUST,
    "check_statutory_cover_threshold",
    "%, where none is given",
    _judge_statutory,
    more_is_worse=False,
)
COVER = Check(
    "Other functions covered",
    "Do all other functions open with their least cover, or at least with somebody?",
    Severity.SHOULD,
    "check_cover_threshold",
    "functions",
    _judge_others,
)
OVER_CLAIMED_WORK = Check(
    "Over-claimed work",
    "Is more than the whole of a function claimed?",
    Severity.SHOULD,
    "check_over_claimed_threshold",
    "functions",
    _judge_over_claimed,
)
UNCLAIMED = Check(
    "Unclaimed work",
    "Is there work that nobody has claimed?",
    Severity.SHOULD,
    "check_unclaimed_threshold",
    "FTE",
    _judge_unclaimed,
)
