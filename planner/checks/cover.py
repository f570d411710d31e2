"""Cover: statutory functions that are thin on day one, and work that nobody has claimed."""

from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.model.results import Behind, Results


def _judge_statutory(results: Results, threshold: float) -> Verdict:
    given = results.plan.functions.drop_duplicates("code").set_index("code")
    frame = results.functions.set_index("function")
    statutory = given.index[given["statutory"] == "Y"].intersection(frame.index)
    cover = frame["cover_percent"].loc[statutory].dropna()
    if cover.empty:
        return nothing_to_judge("No statutory function needs anybody on day one.")
    least = given["minimum_cover"].loc[cover.index].fillna(threshold)
    short = (cover - least).sort_values(kind="stable")
    thin = short[short < 0]
    worst = str(short.index[0])
    opening = (
        f"{len(thin)} of {len(cover)} statutory functions are under their least cover on day one"
        if len(thin)
        else f"All {len(cover)} statutory functions have their least cover on day one"
    )
    message = f"{opening}; {frame['name'].at[worst]} has {cover[worst]:.1f}% of {least[worst]:g}%."
    behind = tuple(Behind("function", str(code)) for code in thin.index)
    return Verdict(float(cover[worst]), thin.empty, message, behind)


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
UNCLAIMED = Check(
    "Unclaimed work",
    "Is there work that nobody has claimed?",
    Severity.SHOULD,
    "check_unclaimed_threshold",
    "FTE",
    _judge_unclaimed,
)
