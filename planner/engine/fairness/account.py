"""An account of fairness: rates by group, how they compare, and what must be held back of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.engine.columns import Booleans, Floats, Integers, Texts, divided
from planner.engine.fairness import chance
from planner.engine.fairness.cells import Cells, Lines, Sums
from planner.engine.fairness.characteristics import Groups, groups_of
from planner.engine.fairness.question import Basis, Outcome, Question, Verdict
from planner.engine.fairness.small_numbers import LEAST_SHOWN
from planner.engine.fairness.standing import UNDECIDED, By, Standing, standing_of, workings_of
from planner.engine.fairness.withheld import Held, held_of
from planner.model.results import Results

MOST_SCENARIOS = 6
"""Scenarios that stand side by side at most."""
EVERYBODY = "Everybody"
LEAST_PEOPLE = "check_equality_least_people"
CHANCE = "check_equality_chance"


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
            points), ratio, ratio_low, ratio_high, four_fifths (the rate at which the group is kept or
            placed over the reference's), p, corrected (p after Holm), verdict. NaN where it is not known,
            held back or of too few people to compare.
        compared: how many comparisons were looked at together.
        level: the chance below which a difference is called more than chance, 0 to 1.
        four_fifths: the ratio of the American indicator.
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
    four_fifths: float
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
    beside: Sequence[Standing] = (),
) -> Account:
    """Answer a question about up to six scenarios of one plan.

    Args:
        everyone: results of the scenarios; the first says what the lines are.
        question: what is asked.
        standings: ``standing_of`` each, where the caller has it already.
        groups: ``groups_of`` the characteristic, where the caller has it already.
        beside: of scenarios whose figures stand on the same paper in another table: what must be held back
            of any of them is held back here too.
    """
    everyone = everyone[:MOST_SCENARIOS]
    if question.by is By.STAGE:
        question = replace(question, outcome=Outcome.PLACED)
    first = everyone[0]
    groups = groups or groups_of(workings_of(first).ground, question.characteristic)
    stands = tuple(standings) or tuple(standing_of(one) for one in everyone)
    reference = question.reference if question.reference in groups.names[: groups.known] else groups.largest
    cells = Cells(question, groups)
    at = groups.names.index(reference) if reference else -1
    asked = _Asked(cells, at, first.assumptions[LEAST_PEOPLE])
    frames, together = [], {}
    lines = cells.lines(stands[0])
    shown = (*stands, *beside)
    held = None if question.shows_small else held_of(cells, shown, lines)
    whole = held
    if held is not None and question.by is not By.PLAN:
        whole = held_of(cells.of_plan(), shown, cells.whole())
    for stand in stands:
        frames.append(asked.rows(stand, lines, held))
        together[stand.scenario] = asked.together(stand, whole)
    table = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    if question.by is not By.PLAN:
        table = _compared_first(table)
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
        four_fifths=float(workings_of(first).ground.rules["four_fifths_ratio"].latest.value),
        least_people=asked.least_people,
        together=together,
        decided={one.scenario: _count_shown(one, question.shows_small) for one in stands},
        people=len(groups.of_person),
        held_back=int(((table["verdict"] == Verdict.HELD) & (table["group"] != EVERYBODY)).sum()),
        is_by_line=held is None or held.shows_lines,
    )


def _count_shown(stand: Standing, shows_small: bool) -> float:
    """How many people are decided in a scenario, where that may be shown."""
    count = int((stand.decided != UNDECIDED).sum())
    return float("nan") if 0 < count < LEAST_SHOWN and not shows_small else float(count)


def _compared_first(table: pd.DataFrame) -> pd.DataFrame:
    """Lines in which anything can be compared before those in which nothing can, else as they were."""
    compares = set(table.loc[table["p"].notna(), "line"])
    rank = (~table["line"].isin(list(compares))).to_numpy()
    return table.iloc[np.argsort(rank, kind="stable")].reset_index(drop=True)


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
class _Asked:
    """One question, and what its rows are made from."""

    cells: Cells
    reference: int
    least_people: float

    @property
    def question(self) -> Question:
        """What is asked."""
        return self.cells.question

    @property
    def groups(self) -> Groups:
        """How people are told apart."""
        return self.cells.groups

    def together(self, stand: Standing, held: Held | None) -> float:
        """Return p of all known groups of the plan that have enough people; NaN where one is held back."""
        known, sums = self.groups.known, self.cells.of_plan().sums(stand, self.cells.whole())
        n = np.where(sums.people[0, :known] >= self.least_people, sums.people[0, :known], 0.0)
        if held is not None and held.rest[0, :known][n > 0].any():
            return float("nan")
        mean = divided(sums.affected[0, :known], n)
        return chance.several_groups(n, mean, np.where(n > 0, sums.square[0, :known], 0.0))

    def rows(self, stand: Standing, lines: Lines, held: Held | None) -> pd.DataFrame:
        """The rows of one scenario, those of a line together and everybody after its groups."""
        sums = self.cells.sums(stand, lines).with_everybody()
        hides_people, hides_rest = self._held(sums.people.shape, held)
        line, group = np.nonzero(self.cells.there(lines) | hides_rest)
        if held is not None and not held.shows_lines:
            line, group = line[:0], group[:0]
        cell = (line, group)
        names = np.array([*self.groups.names, EVERYBODY], dtype=object)
        figures = self._compared(sums, cell, hides_rest)
        gone = hides_rest[cell]
        for name, values in figures.items():
            figures[name] = np.where(gone, np.nan, values)
        verdict = self._verdicts(cell, hides_rest)
        verdict[~np.isnan(figures["points"]) & np.isnan(figures["p"])] = str(Verdict.ALIKE)
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

    def _held(self, shape: tuple[int, ...], held: Held | None) -> tuple[Booleans, Booleans]:
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

    def _compared(self, sums: Sums, cell: tuple[Integers, Integers], hidden: Booleans) -> dict[str, Floats]:
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
        columns = ("points", "ratio", "ratio_low", "ratio_high", "four_fifths", "p")
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
        looked = can_say & ~chance.are_alike(n, rate, square, n2, rate2, square2)
        if by_names:
            p[looked] = chance.two_by_two(yes[looked], n[looked], yes2[looked], n2[looked])
        else:
            p[looked] = chance.dealt_scores(*(one[looked] for one in (n, rate, square, n2, rate2, square2)))
        is_good = self.question.outcome is Outcome.PLACED
        kept, kept2 = (rate, rate2) if is_good else (1 - rate, 1 - rate2)
        shown = (100 * (rate - rate2), ratio, ratio_low, ratio_high, divided(kept, kept2, np.nan))
        return found | {
            **{key: np.where(can_say, values, np.nan) for key, values in zip(columns, shown, strict=False)},
            "p": p,
        }

    def _verdicts(self, cell: tuple[Integers, Integers], hidden: Booleans) -> Texts:
        """What is said of each row before the chances are looked at."""
        group, everybody = cell[1], len(self.groups.names)
        found = np.full(len(group), str(Verdict.FEW), dtype=object)
        found[group >= self.groups.known] = str(Verdict.UNKNOWN)
        found[group == self.reference] = str(Verdict.REFERENCE)
        found[group == everybody] = str(Verdict.NONE)
        found[hidden[cell]] = str(Verdict.HELD)
        return found
