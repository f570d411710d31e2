"""What each option of each function comes to up to its own pools: what combinations are reckoned from.

The terms of an option do not depend on what is done with other functions; what is left of seekers and
posts then meets in the later stages (``later_stages``). ``options_worked_out`` makes them.
"""

from dataclasses import dataclass

import numpy as np

from planner.advise.question import Question
from planner.engine.allocation import BUY, DO, SHARE
from planner.engine.columns import ABSENT, Booleans, Floats, Integers

WAYS = (DO, SHARE, BUY)
"""The modes whose balance may be limited; each stands as one more column after the receivers."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What is the same for every combination.

    Attributes:
        families: how many; ``family`` (F,) is that of each function.
        kinds: (T, 6) the kinds of openings: 1 or 0 for each of the stages from the ring-fence to open
            competition and for a body that does not commission; and the high cost area.
        accepts: (3,) acceptance of an offer in the narrow, the wider ring-fence and redeployment.
        vacancy: (Y, bands, T) £ a year of one FTE recruited from outside, for the part that is filled;
            nil for VSMs, whose cost goes by function and stands with the options.
        receivers: (R,) positions of organisations; ``receiver_codes`` their codes, ``receiver_names`` what
            they are called.
        target: (R,) £ a year, NaN where there is none; ``fixed`` (R,) £ a year.
        is_supplier: (R,).
        value: talent of everybody.
        years: labels.
        statutory: (F,) whether cover is asked for; ``least_cover`` (F,) %.
        thresholds: redundancies at an establishment from which consultation is longer.
    """

    families: int
    family: Integers
    kinds: Integers
    accepts: Floats
    vacancy: Floats
    receivers: Integers
    receiver_codes: tuple[str, ...]
    receiver_names: tuple[str, ...]
    target: Floats
    fixed: Floats
    is_supplier: Booleans
    value: float
    years: tuple[str, ...]
    statutory: Booleans
    least_cover: Floats
    thresholds: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of every option (N rows, those of a function together).

    B bands, T kinds of openings, Y years, R receivers and then the three ways, E establishments, L lengths
    of consultation. What is per band meets the later stages; what is not is settled.

    Attributes:
        setting: what is the same for all.
        start: (F + 1,) where the options of each function begin.
        choice_at: (F,) the choice of each function in the question; ``ABSENT`` for those without one.
        seek: (N, B) FTE who still seek after their own pools; ``seek_cost`` (N, Y, B) £ a year of them.
        open: (N, B, T) FTE of posts still open.
        talent: (N,) value lost if nobody is placed later; ``talent_seek`` (N, B) of who still seeks.
        exit_cost: (N, E, L) £ settled; ``exit_seek`` (N, B, E, L) if nobody is placed later.
        proposed: (N, E) redundancies settled; ``proposed_seek`` (N, B, E).
        running_on: (N, Y) £ of legacy and double running; ``running_seek`` (N, Y, B).
        total: (N, Y, R + 3) £ a year settled of each receiver and way.
        total_open: (N, R + 3, B, T) FTE of open posts, as they fall to each.
        total_vsm: (N, Y, R + 3, T) £ a year of VSM posts, if nobody of the seekers has them.
        posts: (N, R) FTE of posts.
        placed, required: (N,) FTE in the function's posts settled, and wanted.
    """

    setting: Setting
    start: Integers
    choice_at: Integers
    seek: Floats
    seek_cost: Floats
    open: Floats
    talent: Floats
    talent_seek: Floats
    exit_cost: Floats
    exit_seek: Floats
    proposed: Floats
    proposed_seek: Floats
    running_on: Floats
    running_seek: Floats
    total: Floats
    total_open: Floats
    total_vsm: Floats
    posts: Floats
    placed: Floats
    required: Floats

    def __len__(self) -> int:
        return len(self.seek)

    def options_of(self, function: int) -> Integers:
        """The rows of a function's options."""
        return np.arange(self.start[function], self.start[function + 1])


def options_offered(question: Question) -> list[tuple[int, ...]]:
    """For each choice, the options that it may take: the current one alone where it is locked."""
    return [
        (choice.current,) if choice.is_locked else tuple(range(len(choice.options)))
        for choice in question.choices
    ]


def rows_of(terms: Terms, question: Question, picks: tuple[int, ...]) -> Integers:
    """The rows of the terms that options of the choices are."""
    rows = terms.start[:-1].copy()
    for function, at in enumerate(terms.choice_at.tolist()):
        if at != ABSENT and not question.choices[at].is_locked:
            rows[function] += picks[at]
    return np.asarray(rows)


def picks_of(terms: Terms, question: Question, rows: Integers) -> tuple[int, ...]:
    """The options of the choices that rows of the terms are."""
    picks = list(question.present)
    for function, at in enumerate(terms.choice_at.tolist()):
        if at != ABSENT and not question.choices[at].is_locked:
            picks[at] = int(rows[function] - terms.start[function])
    return tuple(picks)
