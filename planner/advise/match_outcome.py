"""From the best pairings to words: matched where all agree, tied where they do not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.advise.candidates import Candidates
from planner.advise.matched import Pair, PostLeft, Tie, Unmatched
from planner.advise.optimal_pairs import BestPairs
from planner.advise.suitability import Part, Vacancy
from planner.engine.columns import ABSENT, Integers
from planner.model.occupancy import HAIR


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The parts and the percentage (S, V) of how well each vacancy suits each seeker."""

    parts: Sequence[Sequence[tuple[Part, ...]]]
    percent: Integers


@dataclass(frozen=True, slots=True)
class Likeness:
    """Vacancies (positions) that are alike in everything, and the codes of their posts."""

    vacancies: tuple[int, ...]
    posts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Outcome:
    """What each seeker may come to in a best matching.

    Attributes:
        candidates, judged: who and what.
        score: (S, V) per cent; ``ABSENT`` where the seeker may not have the post.
        threshold: the least percentage that is a match.
        alike: vacancies that are alike.
        may_have: for each seeker the positions in ``alike`` of what a best matching may give them.
        may_miss: whether a best matching may leave each seeker without a post.
    """

    candidates: Candidates
    judged: Judged
    score: Integers
    threshold: float
    alike: tuple[Likeness, ...]
    may_have: tuple[tuple[int, ...], ...]
    may_miss: tuple[bool, ...]

    @classmethod
    def of(
        cls, candidates: Candidates, judged: Judged, score: Integers, found: BestPairs, threshold: float
    ) -> "Outcome":
        """Gather vacancies that are alike, and what each seeker may have of them."""
        alike = _alike(candidates.vacancies, score)
        of_vacancy = {at: group for group, one in enumerate(alike) for at in one.vacancies}
        may_have = tuple(
            tuple(sorted({of_vacancy[int(at)] for at in np.flatnonzero(row)})) for row in found.may_have
        )
        return cls(
            candidates, judged, score, threshold, alike, may_have, tuple(bool(one) for one in found.may_miss)
        )

    def pairs(self) -> tuple[Pair, ...]:
        """Who has the same post in every best matching, in the order of posts."""
        found = [self._pair(who, self.may_have[who][0]) for who in self._sure]
        return tuple(sorted(found, key=lambda one: (one.vacancy.receiver, one.posts, one.seeker.employee)))

    def ties(self) -> tuple[Tie, ...]:
        """Who competes for what: people who share a post that each may have or miss are in one tie."""
        found = []
        for people in self._tied:
            options = tuple(self._pair(who, group) for who in people for group in self.may_have[who])
            is_sure = not any(self.may_miss[who] for who in people)
            groups = {group for who in people for group in self.may_have[who]}
            open_posts = sum(len(self.alike[group].vacancies) for group in groups)
            taken = sum(self.may_have[who][0] in groups for who in self._sure)
            places = len(people) if is_sure else min(len(people), open_posts - taken)
            found.append(Tie(options, places, is_sure))
        return tuple(sorted(found, key=lambda one: (one.posts, one.employees)))

    def unmatched(self) -> tuple[Unmatched, ...]:
        """Who has no post in any best matching, and why."""
        found = []
        for who, seeker in enumerate(self.candidates.seekers):
            if not self.may_have[who]:
                best = int(self.score[who].max(initial=ABSENT))
                found.append(Unmatched(seeker, None if best == ABSENT else best, self._why(best)))
        return tuple(found)

    def posts_left(self) -> tuple[PostLeft, ...]:
        """Posts of which nobody is matched or tied to, and hours that are left of a post."""
        tied = {group for people in self._tied for who in people for group in self.may_have[who]}
        sure = [self.may_have[who][0] for who in self._sure]
        found = []
        for group, one in enumerate(self.alike):
            left = len(one.vacancies) - sure.count(group)
            vacancy = self.candidates.vacancies[one.vacancies[0]]
            if group not in tied and left > 0:
                found.append(PostLeft(vacancy, one.posts, left, vacancy.fte))
        found += [
            PostLeft(pair.vacancy, pair.posts, 1, hours)
            for pair in self.pairs()
            if (hours := pair.vacancy.fte - pair.seeker.fte) > HAIR
        ]
        return tuple(sorted(found, key=lambda one: (one.vacancy.receiver, one.posts, one.fte)))

    # ------------------------------------------------------------ inside

    @cached_property
    def _sure(self) -> tuple[int, ...]:
        """Who has the same post, or one of the same that are alike, in every best matching."""
        return tuple(
            who
            for who, groups in enumerate(self.may_have)
            if groups and not self.may_miss[who] and len({self.alike[one].posts for one in groups}) == 1
        )

    @cached_property
    def _tied(self) -> tuple[tuple[int, ...], ...]:
        """Everyone else who may have a post, those together who may have the same."""
        joined: list[tuple[set[int], set[int]]] = []
        for who, groups in enumerate(self.may_have):
            if not groups or who in self._sure:
                continue
            people, posts = {who}, set(groups)
            for one in [other for other in joined if other[1] & posts]:
                joined.remove(one)
                people |= one[0]
                posts |= one[1]
            joined.append((people, posts))
        return tuple(tuple(sorted(people)) for people, _ in joined)

    def _pair(self, who: int, group: int) -> Pair:
        one = self.alike[group]
        at = one.vacancies[0]
        return Pair(
            seeker=self.candidates.seekers[who],
            vacancy=self.candidates.vacancies[at],
            posts=one.posts,
            percent=int(self.judged.percent[who, at]),
            parts=self.judged.parts[who][at],
        )

    def _why(self, best: int) -> str:
        if best == ABSENT:
            return "no named post open to them has the hours"
        if best < self.threshold:
            return f"the best of the posts suits {best}%, under {self.threshold:g}%"
        return "others suit the posts better"


def _alike(vacancies: Sequence[Vacancy], score: Integers) -> tuple[Likeness, ...]:
    """Gather vacancies that differ in nothing but their codes, and suit everyone the same."""
    groups: dict[tuple[Vacancy, bytes], list[int]] = {}
    for at, vacancy in enumerate(vacancies):
        groups.setdefault((replace(vacancy, post=""), score[:, at].tobytes()), []).append(at)
    return tuple(
        Likeness(tuple(places), tuple(sorted({vacancies[at].post for at in places})))
        for places in groups.values()
    )
