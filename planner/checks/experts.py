"""Last experts and leaders: knowledge that hangs on one or two people, and leadership cleared out."""

from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.model.results import Behind, Results

SENIOR = ("8d", "9", "VSM")


def _judge_experts(results: Results, threshold: float) -> Verdict:
    skills = results.skills
    if skills.empty:
        return nothing_to_judge("The staff list names no skills.")
    last = skills[skills["is_last_expert"]].sort_values("p_all_leave", ascending=False)
    likely = last[100 * last["p_all_leave"] > threshold]
    worst = 100 * float(last["p_all_leave"].max()) if len(last) else 0.0
    message = (
        f"{len(likely)} skills hang on one or two people who may all leave, {likely['skill'].iloc[0]} first."
        if len(likely)
        else "No skill that hangs on one or two people is likely to be lost."
    )
    behind = tuple(Behind("skill", str(name)) for name in likely["skill"])
    return Verdict(worst, likely.empty, message, behind)


def _judge_leaders(results: Results, threshold: float) -> Verdict:
    people = results.people
    leaders = people[people["band"].isin(SENIOR)]
    now = float(leaders["fte"].sum())
    if now <= 0:
        return nothing_to_judge("There are no senior leaders in the plan.")
    part = 100 * results.headline.senior_leaders_lost_fte / now
    pools = sorted(set(leaders.loc[leaders["p_placed"] < 1, "pool"]))
    message = (
        f"{results.headline.senior_leaders_lost_fte:,.2f} of {now:,.2f} FTE of senior leaders are likely "
        f"to be lost: {part:.1f}%."
    )
    return Verdict(part, part <= threshold, message, tuple(Behind("pool", one) for one in pools))


LAST_EXPERT = Check(
    "Last expert",
    "Does a skill hang on one or two people who may all leave?",
    Severity.SHOULD,
    "check_last_expert_threshold",
    "% odds",
    _judge_experts,
)
LEADERSHIP = Check(
    "Leadership clear-out",
    "How much senior leadership is lost?",
    Severity.SHOULD,
    "check_leadership_threshold",
    "% of FTE",
    _judge_leaders,
)
