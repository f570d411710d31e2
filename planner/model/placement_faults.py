"""Why something cannot be recorded of people, in a sentence with what to do; nothing where it can."""

from collections.abc import Sequence

from planner.model.occupancy import Post, fold, fte_of, posts_of
from planner.model.placement_edits import Recording, people_words, record_all, take_back_all
from planner.model.placement_words import in_words, name_of, names_by_code
from planner.model.plan import Plan
from planner.model.scenario import lineage, scenario_of
from planner.model.scenario_edits import refusal
from planner.model.tables import BASELINE, SENDER_KINDS


def scenario_fault(plan: Plan, scenario: str) -> str:
    """Say why nothing can be recorded in a scenario."""
    if scenario != BASELINE and scenario not in plan.scenario_names:
        return f"The plan has no scenario called {scenario}."
    return refusal(plan, scenario)


def fault(plan: Plan, scenario: str, employee: str, recording: Recording) -> str:
    """Say why something cannot be recorded of a person."""
    return fault_of_all(plan, scenario, (employee,), recording)


def fault_of_all(plan: Plan, scenario: str, employees: Sequence[str], recording: Recording) -> str:
    """Say why something cannot be recorded of these people, all of them together."""
    found = scenario_fault(plan, scenario) or _people_fault(plan, employees)
    found = found or _lock_in_the_way(plan, scenario, employees, recording.job)
    if found or not recording.kind.needs_place:
        return found
    return _place_fault(plan, scenario, recording) or crowding(
        plan, record_all(plan, scenario, employees, recording), scenario, employees
    )


def take_back_fault(plan: Plan, scenario: str, employees: Sequence[str], job: str = "") -> str:
    """Say why what is recorded of these people cannot be taken back."""
    found = scenario_fault(plan, scenario) or _lock_in_the_way(plan, scenario, employees, job)
    return found or crowding(plan, take_back_all(plan, scenario, employees, job), scenario, employees)


def lock_fault(plan: Plan, scenario: str, employees: Sequence[str]) -> str:
    """Say why what is recorded of these people cannot be locked."""
    return scenario_fault(plan, scenario) or crowding(plan, plan, scenario, employees)


def crowding(before: Plan, after: Plan, scenario: str, employees: Sequence[str]) -> str:
    """Say which post these people would share with others for whom it is too small.

    Scenarios that are based on this one are looked at too: they inherit what is recorded here.
    """
    heirs = [one for one in after.scenario_names if one != scenario and scenario in lineage(after, one)]
    for name in (scenario, *heirs):
        posts = posts_of(after, scenario_of(after, name)).values()
        for post in posts:
            if post.is_overfull and any(one.employee in employees for one in post.occupants):
                return _too_small(before, post, employees, "" if name == scenario else name)
    return ""


def _too_small(plan: Plan, post: Post, employees: Sequence[str], heir: str) -> str:
    where = name_of(plan, post.receiver)
    inside = [one for one in post.occupants if one.employee not in employees]
    coming = [one for one in post.occupants if one.employee in employees]
    new = people_words([f"{one.employee} ({one.fte:.2f} FTE)" for one in coming])
    begun = f"In {heir}, which is based on this scenario, post" if heir else "Post"
    if not inside:
        return f"{begun} {post.code} at {where} has {post.fte:.2f} FTE: {new} do not fit in it together."
    held = people_words([f"{one.employee} ({one.fte:.2f} FTE)" for one in inside])
    verb = "is" if len(inside) == 1 else "are"
    return (
        f"{begun} {post.code} at {where} has {post.fte:.2f} FTE and {held} {verb} in it; there is no room "
        f"for {new}. Choose another post, or take back who is in it."
    )


def _people_fault(plan: Plan, employees: Sequence[str]) -> str:
    if not employees:
        return "Select the people first."
    known = set(fte_of(plan, employees))
    missing = [one for one in employees if one not in known]
    return f"The staff list has no {people_words(missing)}." if missing else ""


def _lock_in_the_way(plan: Plan, scenario: str, employees: Sequence[str], job: str) -> str:
    """A locked placement stays until it is unlocked."""
    rows = scenario_of(plan, scenario).placements
    rows = rows[(rows["locked"] == "Y") & rows["employee_number"].isin(list(employees))]
    if job and len(rows):
        functions = scenario_of(plan, scenario).posts.drop_duplicates("post").set_index("post")["function"]
        jobs = set(plan.staff.loc[plan.staff["employee_number"].isin(list(employees)), "function"])
        of = rows["post"].map(functions)
        rows = rows[~of.isin(jobs - {job})]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    said = in_words(names_by_code(plan), row["outcome"], row["stage"], row["receiver"], row["post"])
    more = f", and {len(rows) - 1:,} more of those selected are locked too" if len(rows) > 1 else ""
    return f"{row['employee_number']} is locked as {said}{more}. Unlock first."


def _place_fault(plan: Plan, scenario: str, recording: Recording) -> str:
    """The post must be one of the scenario, of the receiver named, at a body that stays."""
    receiver = recording.receiver
    if not receiver and not recording.post:
        return "Choose the post, or the receiver."
    if recording.post:
        post = posts_of(plan, scenario_of(plan, scenario)).get(fold(recording.post))
        if post is None:
            return f"Post {recording.post} is not a post of {scenario}. Choose one that is."
        if receiver and fold(post.receiver) != fold(receiver):
            there, here = name_of(plan, post.receiver), name_of(plan, receiver)
            return f"Post {post.code} is at {there}, not at {here}. Choose one or the other."
        receiver = post.receiver
    rows = plan.organisations
    kind = rows.loc[rows["code"] == receiver, "kind"]
    if kind.empty:
        return f"{receiver} is not among the plan's organisations."
    if kind.isin(SENDER_KINDS).any():
        return f"{name_of(plan, receiver)} closes; nobody can be placed there. Choose another receiver."
    return ""
