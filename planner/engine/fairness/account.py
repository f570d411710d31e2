"""An account of fairness: rates by group, how they compare, and what must be held back of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from planner.engine.columns import Booleans, Floats, Integers, Texts, divided, total_by
from planner.engine.fairness import chance
from planner.engine.fairness.characteristics import Characteristic, Groups, groups_of
from planner.engine.fairness.small_numbers import (
    LEAST_SHOWN,
    guard_of,
    guard_of_parts,
    readable,
    with_partners,
)
from planner.engine.fairness.standing import (
    DECISIONS,
    NO_STAGE,
    PLACED,
    REDUNDANT,
    UNDECIDED,
    By,
    Standing,
    standing_of,
    workings_of,
)
from planner.model.results import Results
from planner.model.tables import STAGES

MOST_SCENARIOS = 6
"""Scenarios that stand side by side at most."""
EVERYBODY = "Everybody"
TOGETHER = "Small ones together"
WHOLE_PLAN = "Whole plan"
_CERTAIN = 1 - 1e-9
LEAST_PEOPLE = "check_equality_least_people"
CHANCE = "check_equality_chance"


class Basis(StrEnum):
    """What is compared: everybody's odds, or what is decided of those who are decided."""

    ODDS = "odds"
    NAMES = "names"


class Outcome(StrEnum):
    """What may become of people; leaving is any way out, redundancy among them."""

    REDUNDANT = "redundant"
    PLACED = "placed"
    LEAVING = "leaving"


class Verdict(StrEnum):
    """What may be said of a group beside the one that it is compared with."""

    BEYOND = "more than chance"
    CHANCE = "may be chance"
    FEW = "too few to say"
    REFERENCE = "compared with"
    UNKNOWN = "not compared"
    HELD = "small numbers"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        characteristic: by which people are told apart.
        outcome: whose rate is compared; by stage it is always ``PLACED``.
        by: what else people are set apart by.
        basis: odds, or names.
        reference: the group that others are compared with; the largest known where empty or not there.
        shows_small: whether counts of 1 to 4 are shown: never on paper.
    """

    characteristic: Characteristic
    outcome: Outcome = Outcome.REDUNDANT
    by: By = By.PLAN
    basis: Basis = Basis.ODDS
    reference: str = ""
    shows_small: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """An answer, with everything that must be held back already gone.

    Attributes:
        question: as it was asked.
        scenarios: in their order.
        reference: the group compared with; empty where nobody is known.
        groups: names of all groups.
        table: a row for each scenario, line and group that has anybody, and ``EVERYBODY`` of each line:
            scenario, line, code (of the line), group, people (whose rate it is), affected (of them:
            expected, or counted), rate (0 to 1), low, high (where it would lie), pools_rate (what the
            pools' own rates would give the group), points (rate less the reference's, in percentage
            points), ratio, ratio_low, ratio_high, p, corrected (p after Holm), verdict. NaN where it is
            not known or held back.
        compared: how many comparisons were looked at together.
        level: the chance below which a difference is called more than chance, 0 to 1.
        least_people: people in a group below which nothing is said.
        together: p of all groups of the whole plan together, by scenario; NaN where too few.
        decided: how many of all people are decided, by scenario; NaN where held back.
        people: all people.
        held_back: how many rows are held back.
        is_by_line: False where nothing may be shown by line.
    """

    question: Question
    scenarios: tuple[str, ...]
    reference: str
    groups: tuple[str, ...]
    table: pd.DataFrame
    compared: int
    level: float
    least_people: float
    together: dict[str, float]
    decided: dict[str, float]
    people: int
    held_back: int
    is_by_line: bool

    def of(self, scenario: str) -> pd.DataFrame:
        """The rows of one scenario."""
        return self.table[self.table["scenario"] == scenario].reset_index(drop=True)


def account_of(
    everyone: Sequence[Results],
    question: Question,
    standings: Sequence[Standing] = (),
    groups: Groups | None = None,
) -> Account:
    """Answer a question about up to six scenarios of one plan.

    Args:
        everyone: results of the scenarios; the first says what the lines are.
        question: what is asked.
        standings: ``standing_of`` each, where the caller has it already.
        groups: ``groups_of`` the characteristic, where the caller has it already.
    """
    everyone = everyone[:MOST_SCENARIOS]
    if question.by is By.STAGE:
        question = replace(question, outcome=Outcome.PLACED)
    first = everyone[0]
    groups = groups or groups_of(workings_of(first).ground, question.characteristic)
    stands = tuple(standings) or tuple(standing_of(one) for one in everyone)
    reference = question.reference if question.reference in groups.names[: groups.known] else groups.largest
    asked = _Asked(
        question,
        groups,
        stands,
        groups.names.index(reference) if reference else -1,
        first.assumptions[LEAST_PEOPLE],
    )
    frames, together = [], {}
    lines = asked.lines()
    held = None if question.shows_small else asked.guard(lines)
    for stand in stands:
        frames.append(asked.rows(stand, lines, held))
        together[stand.scenario] = asked.together(stand)
    table = pd.concat(frames, ignore_index=True)
    level = first.assumptions[CHANCE] / 100
    table, compared = judged(table, level)
    return Account(
        question=question,
        scenarios=tuple(one.scenario for one in stands),
        reference=reference,
        groups=groups.names,
        table=table,
        compared=compared,
        level=level,
        least_people=asked.least_people,
        together=together,
        decided={one.scenario: _count_shown(one, question.shows_small) for one in stands},
        people=len(groups.of_person),
        held_back=int((table["verdict"] == Verdict.HELD).sum()),
        is_by_line=held is None or held.shows_lines,
    )


def _count_shown(stand: Standing, shows_small: bool) -> float:
    """How many people are decided in a scenario, where that may be shown."""
    count = int((stand.decided != UNDECIDED).sum())
    return float("nan") if 0 < count < LEAST_SHOWN and not shows_small else float(count)


def judged(table: pd.DataFrame, level: float) -> tuple[pd.DataFrame, int]:
    """Correct every comparison of a table for all of them together, and say what each comes to.

    Returns:
        The table with ``corrected`` and ``verdict``, and how many comparisons there are.
    """
    p = table["p"].to_numpy(dtype=np.float64)
    corrected = chance.holm(p)
    verdict = table["verdict"].to_numpy(dtype=object).copy()
    looked = ~np.isnan(p)
    verdict[looked] = np.where(corrected[looked] < level, str(Verdict.BEYOND), str(Verdict.CHANCE))
    return table.assign(corrected=corrected, verdict=verdict), int(looked.sum())


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """The lines of a table: their names and codes, and (P,) each person's; by stage nobody's."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    of_person: Integers

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Sums of a table's cells (L, G): people, their scores and what the tests want of them."""

    people: Floats
    affected: Floats
    square: Floats
    variance: Floats
    by_pool: Floats
    certain: Floats

    def with_everybody(self) -> "_Sums":
        """With one more column of everybody."""
        return _Sums(
            *(
                np.column_stack([one, one.sum(axis=1)])
                for one in (getattr(self, name) for name in _Sums.__slots__)
            )
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """What is held back of the lines shown (L, G): how many people, and all else that is said of them."""

    people: Booleans
    rest: Booleans
    shows_lines: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """One question about some scenarios, and what its answer is made from."""

    question: Question
    groups: Groups
    stands: tuple[Standing, ...]
    reference: int
    least_people: float

    # ------------------------------------------------------------ lines

    def lines(self) -> _Lines:
        """The lines asked for, as the first scenario has them; small ones stand together where guarded."""
        by, people = self.question.by, len(self.groups.of_person)
        if by in (By.PLAN, By.STAGE):
            names = (WHOLE_PLAN,) if by is By.PLAN else (*STAGES, "")
            return _Lines(names, names, np.zeros(people, dtype=np.int64))
        stand = self.stands[0]
        lines = _Lines(stand.lines[by], stand.codes[by], stand.of[by])
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
        return _Lines((*lines.names, TOGETHER), (*lines.codes, ""), of)

    # ------------------------------------------------------------ what is held back

    def guard(self, lines: _Lines) -> "_Held":
        """What must be held back, over every scenario and outcome."""
        people, decided = self._people(lines), [self._decided(one, lines) for one in self.stands]
        is_names = self.question.basis is Basis.NAMES
        if self.question.by is By.STAGE:
            return self._stage_guard(people, decided, lines)
        found = guard_of(people, decided)
        if self.question.by is By.PLAN:
            whole = found.decided[-1:] if is_names else found.people[-1:] | self._whole_expected()
            return _Held(found.decided[-1:] if is_names else found.people[-1:], whole, shows_lines=True)
        if is_names:
            return _Held(found.decided[:-1], found.decided[:-1], found.shows_decided)
        expected = found.people[:-1] | self._lines_expected(lines, self._whole_expected()[0])
        return _Held(found.people[:-1], expected, found.shows_lines)

    def _stage_guard(self, people: Integers, decided: list[Integers], every: _Lines) -> "_Held":
        """By stage: people are those of the whole plan; parts of those placed add up to them."""
        whole, lines = guard_of(people, decided), len(every)
        top = np.repeat(whole.people[-1:], lines, axis=0)
        if self.question.basis is Basis.ODDS:
            return _Held(top, top | self._lines_expected(every, self._whole_expected()[0]), shows_lines=True)
        closed, shows = np.repeat(whole.decided[-1:], lines, axis=0), True
        for stand in self.stands:
            cells = self.sums(stand, every).affected.astype(np.int64)
            part, may_show = guard_of_parts(cells, whole.decided[-1])
            closed |= part
            shows &= may_show
        return _Held(np.repeat(whole.decided[-1:], lines, axis=0), closed, shows)

    def _whole_expected(self) -> Booleans:
        """(1, G) whose expected numbers of the whole plan could be read as counts, and another."""
        whole = _Lines((WHOLE_PLAN,), (WHOLE_PLAN,), np.zeros(len(self.groups.of_person), dtype=np.int64))
        hidden, least = self._readable(whole, Question(self.question.characteristic))
        return with_partners(hidden.T, least.T, np.zeros(1, dtype=bool)).T

    def _lines_expected(self, lines: _Lines, top: Booleans) -> Booleans:
        """(L, G) whose expected numbers could be read as counts, and others of their columns."""
        return with_partners(*self._readable(lines, self.question), top)

    def _readable(self, lines: _Lines, question: Question) -> tuple[Booleans, Floats]:
        """Which expected numbers can be read as counts, and the least of each over all that is shown."""
        by_stage = question.by is By.STAGE
        outcomes = (Outcome.PLACED,) if by_stage else tuple(Outcome)
        hidden = np.zeros((len(lines), len(self.groups.names)), dtype=bool)
        least = np.full(hidden.shape, np.inf)
        for stand in self.stands:
            for outcome in outcomes:
                asked = replace(self, question=replace(question, outcome=outcome))
                sums = asked.sums(stand, lines)
                hidden |= readable(sums.certain.astype(np.int64), sums.affected)
                least = np.where(sums.affected > 0, np.minimum(least, sums.affected), least)
        return hidden, np.where(np.isinf(least), 0.0, least)

    def _people(self, lines: _Lines) -> Integers:
        size = len(self.groups.names)
        at = lines.of_person * size + self.groups.of_person
        return np.bincount(at, minlength=len(lines) * size).reshape(len(lines), size).astype(np.int64)

    def _decided(self, stand: Standing, lines: _Lines) -> Integers:
        size = len(self.groups.names)
        at = (lines.of_person * size + self.groups.of_person) * DECISIONS + stand.decided
        found = np.bincount(at, minlength=len(lines) * size * DECISIONS)
        return found.reshape(len(lines), size, DECISIONS).astype(np.int64)

    def _there(self, lines: _Lines) -> Booleans:
        """(L, G + 1) where somebody is, decided or not; everybody of each line stands last."""
        is_stage = self.question.by is By.STAGE
        there = np.repeat(self._people(lines)[:1], len(lines), axis=0) if is_stage else self._people(lines)
        return np.column_stack([there > 0, there.any(axis=1)])

    # ------------------------------------------------------------ rates

    def _scores(self, stand: Standing) -> tuple[Floats, Booleans]:
        """(P,) each person's score, and whose counts."""
        outcome = self.question.outcome
        if self.question.basis is Basis.ODDS:
            score = stand.redundant if outcome is Outcome.REDUNDANT else stand.placed
            return (1 - score if outcome is Outcome.LEAVING else score), np.ones(len(stand), dtype=bool)
        kept = stand.decided != UNDECIDED
        is_so = stand.decided == (REDUNDANT if outcome is Outcome.REDUNDANT else PLACED)
        return (~is_so if outcome is Outcome.LEAVING else is_so).astype(np.float64), kept

    def sums(self, stand: Standing, lines: _Lines) -> _Sums:
        score, kept = self._scores(stand)
        if self.question.by is By.STAGE:
            parts = [self._summed(stand, one, kept, lines, 1) for one in self._by_stage(stand)]
            return _Sums(*(np.vstack([getattr(one, name) for one in parts]) for name in _Sums.__slots__))
        return self._summed(stand, score, kept, lines, len(lines))

    def _by_stage(self, stand: Standing) -> list[Floats]:
        """(P,) for each stage, and for no stage recorded, the odds or the fact of being placed in it."""
        is_placed = stand.decided == PLACED
        if self.question.basis is Basis.ODDS:
            certain = np.where(is_placed, 1.0, 0.0)
            return [*stand.by_stage.T, certain]
        return [(is_placed & (stand.stage == at)).astype(np.float64) for at in range(NO_STAGE + 1)]

    def _summed(self, stand: Standing, score: Floats, kept: Booleans, lines: _Lines, size: int) -> _Sums:
        groups = len(self.groups.names)
        at = (lines.of_person * groups + self.groups.of_person)[kept]
        score = score[kept]
        pool, pools = stand.of[By.POOL][kept], len(stand.lines[By.POOL])
        mean = divided(total_by(pool, score, pools), total_by(pool, np.ones(len(pool)), pools))

        def total(values: Floats | Booleans) -> Floats:
            return total_by(at, values, size * groups).reshape(size, groups)

        return _Sums(
            total(np.ones(len(at))),
            total(score),
            total(score**2),
            total(score * (1 - score)),
            total(mean[pool]),
            total(score >= _CERTAIN),
        )

    def together(self, stand: Standing) -> float:
        """Return p of all known groups of the whole plan that have enough people, together."""
        whole = _Lines((WHOLE_PLAN,), (WHOLE_PLAN,), np.zeros(len(stand), dtype=np.int64))
        score, kept = self._scores(stand)
        sums = self._summed(stand, score, kept, whole, 1)
        n = sums.people[0, : self.groups.known]
        n = np.where(n >= self.least_people, n, 0.0)
        mean = divided(sums.affected[0, : self.groups.known], n)
        return chance.several_groups(n, mean, np.where(n > 0, sums.square[0, : self.groups.known], 0.0))

    # ------------------------------------------------------------ rows

    def rows(self, stand: Standing, lines: _Lines, held: _Held | None) -> pd.DataFrame:
        """The rows of one scenario, those of a line together and everybody after its groups."""
        sums = self.sums(stand, lines).with_everybody()
        hides_people, hides_rest = self._held(sums.people.shape, held)
        line, group = np.nonzero(self._there(lines) | hides_rest)
        if held is not None and not held.shows_lines:
            line, group = line[:0], group[:0]
        cell = (line, group)
        names = np.array([*self.groups.names, EVERYBODY], dtype=object)
        figures = self._compared(sums, cell, hides_rest)
        gone = hides_rest[cell]
        for name, values in figures.items():
            figures[name] = np.where(gone, np.nan, values)
        verdict = self._verdicts(cell, hides_rest)
        people = np.where(hides_people[cell], np.nan, sums.people[cell])
        title = np.array(lines.names, dtype=object)
        return pd.DataFrame(
            {
                "scenario": stand.scenario,
                "line": title[line],
                "code": np.array(lines.codes, dtype=object)[line],
                "group": names[group],
                "people": people,
                **figures,
                "verdict": verdict,
            }
        )

    def _held(self, shape: tuple[int, ...], held: _Held | None) -> tuple[Booleans, Booleans]:
        """(L, G + 1) whose count, and of whom all else, is held back; everybody goes with any group."""
        if held is None:
            none = np.zeros(shape, dtype=bool)
            return none, none
        by_names = self.question.basis is Basis.NAMES
        everybody: Booleans = np.asarray(held.rest.any(axis=1))
        return (
            np.column_stack([held.people, everybody if by_names else np.zeros_like(everybody)]),
            np.column_stack([held.rest | held.people, everybody]),
        )

    def _compared(self, sums: _Sums, cell: tuple[Integers, Integers], hidden: Booleans) -> dict[str, Floats]:
        """Rates, ranges and how each compares with the reference of its line."""
        n, yes, variance, square = (
            one[cell] for one in (sums.people, sums.affected, sums.variance, sums.square)
        )
        rate = divided(yes, n, np.nan)
        by_names = self.question.basis is Basis.NAMES
        low, high = chance.wilson(yes, n) if by_names else chance.range_of_draw(n, yes, variance)
        found = {
            "affected": yes,
            "rate": rate,
            "low": low,
            "high": high,
            "pools_rate": divided(sums.by_pool[cell], n, np.nan),
        }
        nothing = np.full(len(n), np.nan)
        columns = ("points", "ratio", "ratio_low", "ratio_high", "p")
        if self.reference < 0:
            return found | dict.fromkeys(columns, nothing)
        other = (cell[0], np.full(len(n), self.reference))
        n2, yes2, variance2, square2 = (
            one[other] for one in (sums.people, sums.affected, sums.variance, sums.square)
        )
        rate2 = divided(yes2, n2, np.nan)
        is_other = (cell[1] < self.groups.known) & (cell[1] != self.reference) & ~hidden[other] & (n2 > 0)
        can_say = is_other & (n >= self.least_people) & (n2 >= self.least_people) & ~hidden[cell]
        if by_names:
            spread, spread2 = divided(1 - rate, yes, np.nan), divided(1 - rate2, yes2, np.nan)
        else:
            spread, spread2 = divided(variance, yes**2, np.nan), divided(variance2, yes2**2, np.nan)
        ratio, ratio_low, ratio_high = chance.ratio_range(rate, spread, rate2, spread2)
        p = np.full(len(n), np.nan)
        if by_names:
            p[can_say] = chance.two_by_two(yes[can_say], n[can_say], yes2[can_say], n2[can_say])
        else:
            p[can_say] = chance.dealt_scores(*(one[can_say] for one in (n, rate, square, n2, rate2, square2)))
        shown = (100 * (rate - rate2), ratio, ratio_low, ratio_high)
        return found | {
            **{key: np.where(is_other, values, np.nan) for key, values in zip(columns, shown, strict=False)},
            "p": p,
        }

    def _verdicts(self, cell: tuple[Integers, Integers], hidden: Booleans) -> Texts:
        """What is said of each row before the chances are looked at."""
        group, everybody = cell[1], len(self.groups.names)
        found = np.full(len(group), str(Verdict.FEW), dtype=object)
        found[group >= self.groups.known] = str(Verdict.UNKNOWN)
        found[group == self.reference] = str(Verdict.REFERENCE)
        found[group == everybody] = str(Verdict.NONE)
        found[hidden[cell] & (group != everybody)] = str(Verdict.HELD)
        return found
