"""Hand-over lists: what each receiver must know of the people, posts and work that come to it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from planner.engine.admission import judge
from planner.model.occupancy import HAIR
from planner.model.pairing import folded
from planner.model.placement_words import state_of
from planner.model.plan import Plan
from planner.model.scenario import Scenario, scenario_of
from planner.model.tables import BANDS
from planner.rules.rulebook import RuleBook, load_rules

PEOPLE = (
    *("employee_number", "name", "state", "start", "post", "post_title", "post_band", "function"),
    *("position_title", "band", "spine_point", "fte", "basic_pay", "protected_pay", "coming_from"),
    *("continuous_from", "reckonable_from", "reckonable_years", "contract", "contract_ends"),
)
POSTS = ("post", "title", "function", "band", "fte", "location", "who", "filled_fte", "vacant_fte")
WORK = ("function", "mode", "share", "coming_from", "date")


@dataclass(frozen=True, slots=True, eq=False)
class HandOver:
    """What one receiver is handed.

    Attributes:
        receiver, name: its code and name.
        people: those recorded as placed there, a row for each job, in the columns ``PEOPLE``; a name
            only of those whose placement is locked, and only where names were asked for.
        posts: its posts as listed in the plan, in the columns ``POSTS``.
        work: the shares of functions that come to it, in the columns ``WORK``.
    """

    receiver: str
    name: str
    people: pd.DataFrame
    posts: pd.DataFrame
    work: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all comes to it."""
        return self.people.empty and self.posts.empty and self.work.empty


def hand_overs(
    plan: Plan, scenario: str, *, names: bool = False, rules: RuleBook | None = None
) -> tuple[HandOver, ...]:
    """Find what each receiver of a scenario is handed, in the order of the plan's organisations.

    Args:
        plan: the plan.
        scenario: its name.
        names: whether people whose placement is locked are named.
        rules: by which pay is found; those shipped by default.

    Raises:
        UnknownScenarioError: the plan has no such scenario.
    """
    resolved = scenario_of(plan, scenario)
    people = _people(plan, resolved, names, rules or load_rules())
    posts = _posts(plan, resolved, people)
    work = _work(plan, resolved)
    found = []
    for code, name in zip(plan.receivers["code"], plan.receivers["name"], strict=True):
        mine = (frame[frame["receiver"] == code] for frame in (people, posts, work))
        parts = [part[list(keys)] for part, keys in zip(mine, (PEOPLE, POSTS, WORK), strict=True)]
        label = str(name) if isinstance(name, str) else str(code)
        found.append(HandOver(str(code), label, *(part.reset_index(drop=True) for part in parts)))
    return tuple(one for one in found if not one.is_empty)


# ------------------------------------------------------------------------------- people


def _people(plan: Plan, scenario: Scenario, names: bool, rules: RuleBook) -> pd.DataFrame:
    """Everybody who is recorded as placed, with the receiver, a row for each job."""
    rows = scenario.placements
    rows = rows[rows["outcome"] == "placed"].assign(who=folded(rows["employee_number"]))
    staff = _staff(plan, rules)
    posts = _post_facts(scenario)
    both = rows[["who", "receiver", "post", "date", "stage", "locked"]].merge(staff, on="who", how="inner")
    both = both.merge(posts, left_on=folded(both["post"]), right_index=True, how="left").drop(columns="key_0")
    both["receiver"] = both["receiver"].fillna(both["post_receiver"])
    both = both[_is_meant(both)]
    is_locked = both["locked"] == "Y"
    both["state"] = [
        "settled" if locked else state_of("placed", stage)
        for locked, stage in zip(is_locked, both["stage"], strict=True)
    ]
    both["name"] = both["name"].where(is_locked & names)
    both["start"] = both["date"].fillna(_start_of_work(plan, scenario, both))
    both["protected_pay"] = [
        _protection(own, post) for own, post in zip(both["band"], both["post_band"], strict=True)
    ]
    both["function"] = _named(both["function"], plan.functions)
    return both.sort_values(["receiver", "function", "employee_number"], kind="stable")


def _staff(plan: Plan, rules: RuleBook) -> pd.DataFrame:
    """The staff list with each person's own service, which is that of all their jobs."""
    staff = plan.staff.assign(
        who=folded(plan.staff["employee_number"]),
        basic_pay=judge(plan, rules).standing.pay,
        coming_from=_named(plan.staff["organisation"], plan.organisations),
    )
    each = staff.groupby("who")
    for key in ("continuous_from", "reckonable_from"):
        staff[key] = each[key].transform("min")
    staff["reckonable_years"] = each["reckonable_years"].transform("max")
    kept = ["who", "employee_number", "name", "function", "position_title", "band", "spine_point", "fte"]
    kept += ["basic_pay", "coming_from", "continuous_from", "reckonable_from", "reckonable_years"]
    return staff[[*kept, "contract", "contract_ends"]].assign(work=staff["function"])


def _post_facts(scenario: Scenario) -> pd.DataFrame:
    """What is known of each post in force, by its folded code."""
    posts = scenario.posts.assign(key=folded(scenario.posts["post"])).dropna(subset=["key"])
    facts = posts.drop_duplicates("key").set_index("key")[["receiver", "title", "band", "function"]]
    return facts.rename(columns=lambda key: f"post_{key}")


def _is_meant(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Which job a placement is of: that of its post's function where the person has one, else each."""
    fits = rows["work"] == rows["post_function"]
    fits_somewhere = fits.groupby([rows["who"], rows["post"].fillna("")]).transform("any")
    return fits | ~fits_somewhere


def _start_of_work(plan: Plan, scenario: Scenario, rows: pd.DataFrame) -> "pd.Series[Any]":
    """The day on which the work of each row moves: that of its allocation, else the plan's."""
    dated = scenario.allocations.dropna(subset=["date"])
    days = dated.groupby(["receiver", "function"])["date"].min()
    wanted = pd.MultiIndex.from_arrays([rows["receiver"], rows["work"]])
    found = days.reindex(wanted).to_numpy() if len(days) else np.full(len(rows), np.datetime64("NaT", "s"))
    day = np.datetime64(plan.facts.transfer_date, "s")
    return pd.Series(np.where(np.isnat(found), day, found), index=rows.index)


def _protection(own: Any, post: Any) -> str:
    """Whether pay is protected, because the post is of a lower band than the person."""
    if not isinstance(own, str) or not isinstance(post, str) or own not in BANDS or post not in BANDS:
        return ""
    return f"Yes: band {own} in a band {post} post" if BANDS.index(own) > BANDS.index(post) else "No"


# ------------------------------------------------------------------------- posts and work


def _posts(plan: Plan, scenario: Scenario, people: pd.DataFrame) -> pd.DataFrame:
    posts = scenario.posts.assign(key=folded(scenario.posts["post"]))
    placed = people.assign(key=folded(people["post"])).dropna(subset=["key"])
    filled = placed.groupby("key")["fte"].sum()
    who = placed.groupby("key")["employee_number"].agg(lambda one: ", ".join(dict.fromkeys(one)))
    taken = posts["key"].map(filled).fillna(0.0).astype(np.float64)
    vacant = (posts["fte"] - taken).clip(lower=0)
    return posts.assign(
        function=_named(posts["function"], plan.functions),
        who=posts["key"].map(who),
        filled_fte=taken,
        vacant_fte=vacant.where(vacant > HAIR, 0.0),
    )


def _work(plan: Plan, scenario: Scenario) -> pd.DataFrame:
    claims = scenario.allocations
    day = np.datetime64(plan.facts.transfer_date, "s")
    return claims.assign(
        function=_named(claims["function"], plan.functions),
        coming_from=_named(claims["sender"], plan.organisations, "all senders"),
        date=claims["date"].fillna(day),
    )


def _named(codes: "pd.Series[Any]", table: pd.DataFrame, blank: str | None = None) -> "pd.Series[Any]":
    """Names in place of codes; a code without a name stays."""
    pairs = zip(table["code"], table["name"], strict=True)
    names = {code: name for code, name in pairs if isinstance(name, str)}
    found = [names.get(code, code) if isinstance(code, str) else blank for code in codes]
    return pd.Series(found, index=codes.index, dtype="str")
