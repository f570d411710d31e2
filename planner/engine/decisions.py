"""Locked placements: for the people they name, results in place of odds."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.engine.columns import ABSENT, Booleans, Days, Integers, Texts, days, positions_in
from planner.engine.holders import Holders, at_last_day
from planner.engine.landscape import Landscape
from planner.model.scenario import Scenario
from planner.model.tables import OUTCOMES

PLACED, REDUNDANT, MARS, RESIGNED, RETIRED, CONTRACT_ENDED, POOL = range(len(OUTCOMES))
_EXITS = (REDUNDANT, MARS, RESIGNED, RETIRED, CONTRACT_ENDED)


@dataclass(frozen=True, slots=True, eq=False)
class Decisions:
    """What a locked placement says of each holding (H); ``ABSENT`` where none does.

    Attributes:
        outcome: position in ``tables.OUTCOMES``.
        receiver: where a placed person goes.
        function: the function of the post they take; their own where no post is named.
        post: the post's code, or "".
        date: the last day or the day of the move, NaT where not given.
    """

    outcome: Integers
    receiver: Integers
    function: Integers
    post: Texts
    date: Days

    @property
    def is_decided(self) -> Booleans:
        """(H,) whether a locked placement decides."""
        return np.asarray(self.outcome != ABSENT)

    def is_outcome(self, *outcomes: int) -> Booleans:
        """(H,) whether the decision is one of these."""
        return np.isin(self.outcome, outcomes)

    def placed(self, holders: Holders) -> pd.DataFrame:
        """The locked placements into posts, as ``posts.openings_of`` wants them."""
        at = np.flatnonzero(self.outcome == PLACED)
        return pd.DataFrame(
            {
                "post": self.post[at],
                "receiver": self.receiver[at],
                "function": holders.function[at],
                "band": holders.band[at],
                "group": holders.group[at],
                "fte": holders.fte[at],
            }
        )


def stay_as_they_are(holders: Holders) -> Decisions:
    """The baseline: everyone stays with their own organisation."""
    size = len(holders)
    return Decisions(
        outcome=np.full(size, PLACED, dtype=np.int64),
        receiver=holders.organisation,
        function=holders.function,
        post=np.full(size, "", dtype=object),
        date=np.full(size, np.datetime64("NaT", "D")),
    )


def decisions_of(scenario: Scenario, holders: Holders, land: Landscape) -> Decisions:
    """Read the locked placements of a scenario.

    A placement decides all that its person does. Where a person in several pools has several, each
    pool goes by the one whose post is of its function.
    """
    rows = scenario.placements
    rows = rows[(rows["locked"] == "Y") & (rows["outcome"] != OUTCOMES[POOL])]
    if rows.empty:
        none = np.full(len(holders), ABSENT, dtype=np.int64)
        return replace(stay_as_they_are(holders), outcome=none, receiver=none)
    posts = scenario.posts.drop_duplicates("post")
    post = positions_in(pd.Index(posts["post"]), rows["post"])
    post_function = _of_post(land.function_at(posts["function"]), post)
    receiver = land.organisation_at(rows["receiver"])
    receiver = np.where(receiver == ABSENT, _of_post(land.organisation_at(posts["receiver"]), post), receiver)
    person = positions_in(pd.Index(holders.employee_numbers), rows["employee_number"])
    chosen = _row_of_each(person, post_function, holders)
    found, at = chosen != ABSENT, np.maximum(chosen, 0)
    outcome = positions_in(OUTCOMES, rows["outcome"])[at]
    date = days(rows, "date")[at]
    code = rows["post"].fillna("").to_numpy(dtype=object)[at]
    named = found & (post_function[at] != ABSENT)
    return Decisions(
        outcome=np.where(found, outcome, ABSENT),
        receiver=np.where(found, receiver[at], ABSENT),
        function=np.where(named, post_function[at], holders.function),
        post=np.where(found, code, ""),
        date=np.where(found, date, np.datetime64("NaT", "D")),
    )


def _of_post(values: Integers, post: Integers) -> Integers:
    """What is so of each row's post; ``ABSENT`` where it names none."""
    return np.append(values, ABSENT)[post]


def _row_of_each(person: Integers, post_function: Integers, holders: Holders) -> Integers:
    """(H,) which placement row decides each holding."""
    chosen = np.full(len(holders), ABSENT, dtype=np.int64)
    known = np.flatnonzero(person != ABSENT)
    row_of_person = np.full(len(holders.employee_numbers), ABSENT, dtype=np.int64)
    row_of_person[person[known][::-1]] = known[::-1]
    chosen[:] = row_of_person[holders.employee]
    times = np.bincount(person[known], minlength=len(holders.employee_numbers))
    for row in known[times[person[known]] > 1]:
        same = (holders.employee == person[row]) & (holders.function == post_function[row])
        chosen[same] = row
    return chosen


def with_dates(holders: Holders, decisions: Decisions) -> Holders:
    """Move the last day of those whose exit has a date of its own."""
    dated = decisions.is_outcome(*_EXITS) & ~np.isnat(decisions.date)
    return at_last_day(holders, np.where(dated, decisions.date, holders.last_day)) if dated.any() else holders
