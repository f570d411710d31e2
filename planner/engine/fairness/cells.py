"""The cells of a table of fairness: who is in each, and what is added up of them."""

from dataclasses import dataclass, fields, replace

import numpy as np

from planner.engine.columns import Booleans, Floats, Integers, divided, total_by
from planner.engine.fairness.characteristics import Groups
from planner.engine.fairness.question import Basis, Outcome, Question
from planner.engine.fairness.small_numbers import LEAST_SHOWN
from planner.engine.fairness.standing import DECISIONS, NO_STAGE, PLACED, REDUNDANT, UNDECIDED, By, Standing
from planner.model.tables import STAGES

TOGETHER = "Small ones together"
WHOLE_PLAN = "Whole plan"
SETTLED, NOT_RECORDED = "Decided already", "Stage not recorded"
_CERTAIN = 1 - 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The lines of a table: their names and codes, and (P,) each person's; by stage nobody's."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    of_person: Integers

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Sums of a table's cells (L, G): people, their scores and what the tests want of them."""

    people: Floats
    affected: Floats
    square: Floats
    variance: Floats
    by_pool: Floats
    certain: Floats

    def with_everybody(self) -> "Sums":
        """With one more column of everybody."""
        return Sums(
            *(
                np.column_stack([one, one.sum(axis=1)])
                for one in (getattr(self, each.name) for each in fields(self))
            )
        )


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """What a question asks to be added up of some people, who are told apart in groups."""

    question: Question
    groups: Groups

    def lines(self, stand: Standing) -> Lines:
        """The lines asked for, as a scenario has them; small ones stand together where counts are guarded."""
        by, people = self.question.by, len(self.groups.of_person)
        if by in (By.PLAN, By.STAGE):
            return self.whole() if by is By.PLAN else self._stages(people)
        lines = Lines(stand.lines[by], stand.codes[by], stand.of[by])
        count = np.bincount(lines.of_person, minlength=len(lines))
        few = (count > 0) & (count < LEAST_SHOWN)
        if self.question.shows_small or not few.any():
            return lines
        order = np.argsort(count, kind="stable")
        for at in order[count[order] >= LEAST_SHOWN]:
            if count[few].sum() >= LEAST_SHOWN:
                break
            few[at] = True
        of = np.where(few[lines.of_person], len(lines), lines.of_person)
        return Lines((*lines.names, TOGETHER), (*lines.codes, ""), of)

    def of_plan(self) -> "Cells":
        """The same of the whole plan, in one line."""
        return replace(self, question=replace(self.question, by=By.PLAN))

    def whole(self) -> Lines:
        """Everybody in one line."""
        return Lines((WHOLE_PLAN,), (WHOLE_PLAN,), np.zeros(len(self.groups.of_person), dtype=np.int64))

    def _stages(self, people: int) -> Lines:
        rest = SETTLED if self.question.basis is Basis.ODDS else NOT_RECORDED
        names = tuple(one.replace("_", " ").capitalize() for one in STAGES)
        return Lines((*names, rest), (*STAGES, ""), np.zeros(people, dtype=np.int64))

    def people(self, lines: Lines) -> Integers:
        """(L, G) how many people there are."""
        size = len(self.groups.names)
        at = lines.of_person * size + self.groups.of_person
        return np.bincount(at, minlength=len(lines) * size).reshape(len(lines), size).astype(np.int64)

    def decided(self, stand: Standing, lines: Lines) -> Integers:
        """(L, G, 4) what is decided of them in a scenario."""
        size = len(self.groups.names)
        at = (lines.of_person * size + self.groups.of_person) * DECISIONS + stand.decided
        found = np.bincount(at, minlength=len(lines) * size * DECISIONS)
        return found.reshape(len(lines), size, DECISIONS).astype(np.int64)

    def there(self, lines: Lines) -> Booleans:
        """(L, G + 1) where somebody is, decided or not; everybody of each line stands last."""
        is_stage = self.question.by is By.STAGE
        there = np.repeat(self.people(lines)[:1], len(lines), axis=0) if is_stage else self.people(lines)
        return np.column_stack([there > 0, there.any(axis=1)])

    def _scores(self, stand: Standing) -> tuple[Floats, Booleans]:
        """(P,) each person's score, and whose counts."""
        outcome = self.question.outcome
        if self.question.basis is Basis.ODDS:
            score = stand.redundant if outcome is Outcome.REDUNDANT else stand.placed
            return (1 - score if outcome is Outcome.LEAVING else score), np.ones(len(stand), dtype=bool)
        kept = stand.decided != UNDECIDED
        is_so = stand.decided == (REDUNDANT if outcome is Outcome.REDUNDANT else PLACED)
        return (~is_so if outcome is Outcome.LEAVING else is_so).astype(np.float64), kept

    def sums(self, stand: Standing, lines: Lines) -> Sums:
        """What is added up of each cell in a scenario."""
        score, kept = self._scores(stand)
        if self.question.by is By.STAGE:
            parts = [self._summed(stand, one, kept, lines, 1) for one in self._by_stage(stand)]
            return Sums(
                *(
                    np.vstack([getattr(one, name) for one in parts])
                    for name in (one.name for one in fields(Sums))
                )
            )
        return self._summed(stand, score, kept, lines, len(lines))

    def _by_stage(self, stand: Standing) -> list[Floats]:
        """(P,) for each stage, and for no stage recorded, the odds or the fact of being placed in it."""
        is_placed = stand.decided == PLACED
        if self.question.basis is Basis.ODDS:
            certain = np.where(is_placed, 1.0, 0.0)
            return [*stand.by_stage.T, certain]
        return [(is_placed & (stand.stage == at)).astype(np.float64) for at in range(NO_STAGE + 1)]

    def _summed(self, stand: Standing, score: Floats, kept: Booleans, lines: Lines, size: int) -> Sums:
        groups = len(self.groups.names)
        at = (lines.of_person * groups + self.groups.of_person)[kept]
        score = score[kept]
        pool, pools = stand.of[By.POOL][kept], len(stand.lines[By.POOL])
        mean = divided(total_by(pool, score, pools), total_by(pool, np.ones(len(pool)), pools))

        def total(values: Floats | Booleans) -> Floats:
            return total_by(at, values, size * groups).reshape(size, groups)

        return Sums(
            total(np.ones(len(at))),
            total(score),
            total(score**2),
            total(score * (1 - score)),
            total(mean[pool]),
            total(score >= _CERTAIN),
        )
