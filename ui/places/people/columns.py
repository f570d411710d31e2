"""The columns of the tables of people, pools, stages and posts."""

from planner.model.results import OUTCOME_ODDS
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column

OUTCOMES = {
    "p_placed": "placed",
    "p_redundant": "redundant",
    "p_resigned": "resigned",
    "p_left": "left unpaid",
    "p_mars": "MARS",
    "p_ended": "contract ends",
}
"""The six outcomes in words, in the order in which they are shown."""


def odds_words(odds: tuple[float, ...]) -> str:
    """The odds of a pool in words: ``placed 72.1%, redundant 20.0%, resigned 7.9%``."""
    by_key = dict(zip(OUTCOME_ODDS, odds, strict=True))
    return ", ".join(f"{words} {figures.odds(by_key[key])}" for key, words in OUTCOMES.items() if by_key[key])


POOLS = (
    c.words("pool", "Pool"),
    c.words("name", "Function", wide=True),
    c.count("heads", "People"),
    c.fte("fte", "Now"),
    c.fte("posts_fte", "Posts", "Open to the pool in the first three stages"),
    c.odds("chance_left_over", "Left\nover", "The chance of being left over before anyone leaves"),
    Column(
        "odds",
        "Odds of the pool",
        odds_words,
        is_wide=True,
        tip="The six odds of the pool, by FTE, as one bar",
    ),
    c.fte("redundant_fte", "Redundant"),
    c.money("redundancy_cost", "Redundancy"),
)
PEOPLE = (
    c.words("employee_number", "Employee\nnumber"),
    c.words("name", "Name"),
    c.words("position_title", "Position", wide=True),
    c.words("pool", "Pool"),
    c.fte("fte", "Now"),
    c.count("complete_years", "Service\nyears", "Complete years of reckonable service"),
    c.money("cost_if_redundant", "If redundant"),
    c.odds("p_placed", "Placed"),
    c.odds("p_redundant", "Redundant"),
    c.money("expected_cost", "Expected"),
)
RECORDED = c.words("recorded", "Recorded", wide=True, tip="What this scenario has recorded of the person")
STAGE_TITLES = {
    "stays": "Stays: nothing moves",
    "locked": "0  Locked placement",
    "lift_and_shift": "1  Lift and shift",
    "slot_in": "2  Slot-in",
    "competitive_slot_in": "3  Competitive slot-in",
    "ring_fence_narrow": "4  Ring-fence, narrow",
    "ring_fence_wider": "5  Ring-fence, wider",
    "redeployment": "6  Redeployment",
    "open_competition": "7  Open competition",
}
STAGES = (
    Column("stage", "Stage", lambda stage: STAGE_TITLES.get(stage, str(stage))),
    c.words("name", "Receiver", wide=True),
    c.fte("fte", "Placed"),
    c.odds("share", "Of the FTE now", "Placed there in this stage, of all the FTE of the pools now"),
)
POSTS = (
    c.words("name", "Receiver", wide=True),
    c.words("post", "Post"),
    c.words("title", "Title", wide=True),
    c.words("band", "Band"),
    c.fte("fte", "Post"),
    c.fte("filled_fte", "Filled", "Expected to be filled by people in post now"),
    c.fte("vacant_fte", "Vacant", "Left to open competition"),
    c.words("who", "In it by recorded placement"),
)


def people_columns(*, are_named: bool) -> tuple[Column, ...]:
    """The columns of the people table; without names there is none to search or copy.

    Service stands on the card: nobody is picked from a list by it.
    """
    left_out = {"complete_years"} if are_named else {"complete_years", "name"}
    kept = tuple(one for one in PEOPLE if one.key not in left_out)
    at = next(place for place, one in enumerate(kept) if one.key == "fte")
    return (*kept[:at], RECORDED, *kept[at:])
