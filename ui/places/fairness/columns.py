"""The columns of Fairness: of one scenario, of several side by side, and of all characteristics."""

from planner.engine.fairness.account import Account
from planner.engine.fairness.question import Basis, Outcome
from planner.engine.fairness.side_by_side import key_of
from planner.engine.fairness.standing import By
from planner.report import equality_words
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column
from ui.places.compare.columns import headed

LINES = {By.FUNCTION: "Function", By.BAND: "Band", By.POOL: "Pool", By.STAGE: "Stage"}
COUNTED = {Outcome.REDUNDANT: "Redundant", Outcome.PLACED: "Placed", Outcome.LEAVING: "Leaving"}
SAID = "It is"
SAID_TIP = (
    "More than chance: chance alone would seldom part the groups so far, corrected for every comparison in "
    "the table. Small numbers: held back, 1 to 4 people or what would give them away"
)
CHANCE_TIP = (
    "How often chance alone, dealing the same odds or decisions without regard to group, would part the two "
    "groups as far; corrected for every comparison in the table (Holm)"
)
POOLS_TIP = "The rate if everybody had the mean rate of the pool they work in: what function and band explain"


def _points(value: float) -> str:
    return figures.with_sign(value, figures.one_place)


def account_columns(account: Account) -> tuple[Column, ...]:
    """Every figure of one scenario."""
    question = account.question
    on_odds = question.basis is Basis.ODDS
    counted = COUNTED[question.outcome]
    range_tip = (
        "Where the rate lies in 95 draws of 100 if the odds are right"
        if on_odds
        else "Wilson’s interval, with 95% confidence"
    )
    return (
        *_line(question.by),
        c.words("group", "Group", wide=True),
        c.count("people", "People" if on_odds else "Decided", "Each person counts once"),
        Column(
            "affected",
            f"{counted}\nexpected" if on_odds else counted,
            figures.one_place if on_odds else figures.whole,
            is_number=True,
            tip="The sum of their odds: a forecast, not a count" if on_odds else "Decided by name",
        ),
        c.odds("rate", "Rate"),
        Column("range", "Range\n%", is_number=True, tip=range_tip),
        c.odds("pools_rate", "As their\npools", POOLS_TIP),
        Column(
            "points",
            "%-points",
            _points,
            is_number=True,
            tip=f"Percentage points beyond {account.reference}",
        ),
        Column(
            "ratio", "Ratio", equality_words.ratio_text, is_number=True, tip="Rate over the rate beside it"
        ),
        Column("ratio_range", "Ratio’s\nrange", is_number=True, tip="Where the ratio lies, at 95 in 100"),
        Column(
            "four_fifths_words",
            "Four-fifths\n(American)",
            is_number=True,
            tip=equality_words.four_fifths_note(account.four_fifths),
        ),
        Column("corrected", "Chance", equality_words.chance_text, is_number=True, tip=CHANCE_TIP),
        c.words("verdict", SAID, tip=SAID_TIP),
    )


def beside_columns(account: Account) -> tuple[Column, ...]:
    """Rates, points and words of several scenarios side by side."""
    on_odds = account.question.basis is Basis.ODDS
    found: list[Column] = [*_line(account.question.by), c.words("group", "Group", wide=True)]
    for at, name in enumerate(account.scenarios):
        if at == 0 or not on_odds:
            title = "People" if on_odds else f"{headed(name)}\ndecided"
            found.append(c.count(key_of("people", name), title, name))
        found += [
            c.odds(key_of("rate", name), headed(name), f"Rate in {name}"),
            Column(
                key_of("points", name),
                "%-points",
                _points,
                is_number=True,
                tip=f"Percentage points beyond {account.reference} in {name}",
            ),
            c.words(key_of("verdict", name), SAID, tip=f"{name}. {SAID_TIP}"),
        ]
    return tuple(found)


OVERVIEW = (
    c.words("characteristic", "Characteristic", wide=True),
    c.words("reference", "Compared with"),
    c.count("comparisons", "Comparisons", "Groups with enough people to be compared"),
    c.words("group", "Furthest from it"),
    c.odds("rate", "Its rate"),
    Column("points", "%-points", _points, is_number=True, tip="Percentage points beyond it"),
    Column("corrected", "Chance", equality_words.chance_text, is_number=True, tip=CHANCE_TIP),
    c.words("verdict", SAID, tip=SAID_TIP),
)


def _line(by: By) -> tuple[Column, ...]:
    return (c.words("line", LINES[by], wide=True),) if by in LINES else ()
