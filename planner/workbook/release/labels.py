"""Names of functions, organisations and the like, without any person's name or number in them."""

import re
from collections.abc import Iterable

from planner.model.plan import Plan

TAKEN_OUT = "[taken out]"
_WORD = re.compile(r"[^\s,;:()\[\]/]+")
_SHORTEST_NUMBER = 4
"""A shorter employee number is also a band, a year's end or a count."""


class Labels:
    """Writes labels of a plan so that nobody is named in them.

    Attributes:
        taken_out: how many labels had somebody's name or number in them.
    """

    def __init__(self, plan: Plan) -> None:
        self._names = _names_of(plan)
        self._longest = max(map(len, self._names), default=0)
        self.taken_out = 0

    def plain(self, text: str) -> str:
        """The label, with whole names and numbers of people taken out."""
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(words):
            length = self._name_at(text, words, at)
            if length:
                spans.append((words[at][0], words[at + length - 1][1]))
            at += max(length, 1)
        for start, end in reversed(spans):
            text = text[:start] + TAKEN_OUT + text[end:]
        self.taken_out += bool(spans)
        return text

    def _name_at(self, text: str, words: list[tuple[int, int]], at: int) -> int:
        """How many words from here on are somebody's name; 0 where none is."""
        for length in range(min(self._longest, len(words) - at), 0, -1):
            name = tuple(_plain(text[start:end]) for start, end in words[at : at + length])
            if name in self._names:
                return length
        return 0


def _names_of(plan: Plan) -> frozenset[tuple[str, ...]]:
    """The names and numbers of people, as words."""
    staff = plan.staff
    names = {_words(name) for name in staff["name"].dropna().unique()}
    several = {name for name in names if len(name) > 1}
    numbers: Iterable[str] = (*staff["employee_number"].dropna(), *staff["assignment_number"].dropna())
    long = {_words(str(one)) for one in numbers if len(str(one).strip()) >= _SHORTEST_NUMBER}
    return frozenset((several | {name[::-1] for name in several} | long) - {()})


def _words(text: str) -> tuple[str, ...]:
    return tuple(_plain(found[0]) for found in _WORD.finditer(text))


def _plain(word: str) -> str:
    return word.casefold().removesuffix("'s").removesuffix("’s")
