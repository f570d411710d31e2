"""How well a post suits a person: band, function, skills, location and the preference they stated.

Nothing else is looked at, and nothing else is handed in: not pay, age, service, cost, sex, ethnicity or any
other protected characteristic.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from planner.engine.skills import parsed_skills
from planner.model.tables import BANDS

PARTS = ("band", "function", "skills", "location", "preference")
"""What suitability is made of, in the order in which it is shown."""

NEXT_TO, APART = 0.5, 0.0
"""What a band one step away counts, or another function of the family; and anything further."""

_STATED = re.compile(r"\bprefer(?:ence|red|s)?\s*:\s*([^.\n|]+)", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_SAYS_LITTLE = frozenset({"nhs", "the", "and", "of", "for", "ccg", "pct", "trust", "teaching", "city"})
"""Words that stand in many names, so that they tell no place from another."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """What is known of somebody who seeks a post, so far as it may be looked at.

    Attributes:
        employee: the employee number, which decides nothing.
        function, family, band: of the job that is theirs now.
        fte: the hours of that job.
        skills: cells of skills (``tendering:4; Excel``), one a job.
        places: where they work: establishments, and the names of their organisations.
        preference: what they said they would prefer, as they said it; blank where they said nothing.
        pool: the pool that they are in.
    """

    employee: str
    function: str
    family: str
    band: str
    fte: float
    skills: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    preference: str = ""
    pool: str = ""


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post, or what is free of it.

    Attributes:
        post: its code.
        receiver, receiver_name: whose it is.
        function, family, function_name, band: what it is for.
        fte: the hours that are free, of one person's post.
        title, skills, location: as on the Posts sheet; blank where not given.
    """

    post: str
    receiver: str
    receiver_name: str
    function: str
    family: str
    function_name: str
    band: str
    fte: float
    title: str = ""
    skills: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score.

    Attributes:
        name: one of ``PARTS``.
        weight: what it counts for, as the assumptions say.
        score: 0 to 1; NaN where there is nothing to judge, and it then counts for nothing.
        words: why, in a few words.
    """

    name: str
    weight: float
    score: float
    words: str

    @property
    def is_judged(self) -> bool:
        """Whether there was something to judge."""
        return not math.isnan(self.score)


def parts_of(seeker: Seeker, vacancy: Vacancy, weights: Mapping[str, float]) -> tuple[Part, ...]:
    """Judge each part of how well a post suits somebody; ``weights`` are by the names of ``PARTS``."""
    found = {
        "band": _band(seeker, vacancy),
        "function": _function(seeker, vacancy),
        "skills": _skills(seeker.skills, vacancy.skills),
        "location": _location(seeker.places, vacancy.location),
        "preference": _preference(seeker.preference, vacancy),
    }
    return tuple(Part(name, weights[name], *found[name]) for name in PARTS)


def percent_of(parts: tuple[Part, ...]) -> int:
    """The parts that could be judged, by their weights, as a whole percentage.

    Less than a percentage point tells no two people apart.
    """
    judged = [one for one in parts if one.is_judged and one.weight > 0]
    whole = sum(one.weight for one in judged)
    if whole <= 0:
        return 0
    return math.floor(100 * sum(one.weight * one.score for one in judged) / whole + 0.5)


def stated_preference(notes: str) -> str:
    """What a note says after ``Preference:`` (or ``Prefers:``), up to the full stop; blank where nothing."""
    return "; ".join(one.strip() for one in _STATED.findall(notes) if one.strip())


def _band(seeker: Seeker, vacancy: Vacancy) -> tuple[float, str]:
    if seeker.band == vacancy.band:
        return 1.0, "same band"
    if abs(BANDS.index(seeker.band) - BANDS.index(vacancy.band)) == 1:
        return NEXT_TO, f"one band from {vacancy.band}"
    return APART, f"band {seeker.band}, post {vacancy.band}"


def _function(seeker: Seeker, vacancy: Vacancy) -> tuple[float, str]:
    if seeker.function == vacancy.function:
        return 1.0, "same function"
    if seeker.family == vacancy.family:
        return NEXT_TO, f"same family, from {seeker.function}"
    return APART, f"another function, from {seeker.function}"


@cache
def _skills(held: tuple[str, ...], asked: str) -> tuple[float, str]:
    """How far the skills that a post asks for are there, each up to the proficiency asked."""
    wanted = _levels((asked,))
    if not wanted:
        return math.nan, "the post asks for none"
    have = _levels(held)
    if not have:
        return 0.0, "no skills recorded"
    reach = {name: min(1.0, have.get(name, 0.0) / level) for name, level in wanted.items()}
    there = [name for name, share in reach.items() if share >= 1]
    short = [name for name, share in reach.items() if 0 < share < 1]
    score = sum(reach.values()) / len(reach)
    said = [f"{', '.join(there)}"] if there else []
    said += [f"{', '.join(short)} in part"] if short else []
    said += [f"not {', '.join(name for name in reach if not reach[name])}"] if 0.0 in reach.values() else []
    return score, "; ".join(said)


def _levels(cells: tuple[str, ...]) -> dict[str, float]:
    """Each skill, whatever its case, with its best proficiency; 1 where none or nonsense is given."""
    found: dict[str, float] = {}
    for name, level in sorted(pair for cell in cells for pair in parsed_skills(cell).items()):
        proficiency = level if math.isfinite(level) and level > 0 else 1.0
        found[name.casefold()] = max(proficiency, found.get(name.casefold(), 0.0))
    return found


@cache
def _location(places: tuple[str, ...], location: str) -> tuple[float, str]:
    wanted = _telling_words(location)
    if not wanted:
        return math.nan, "the post names none"
    is_there = any(wanted <= _telling_words(place) for place in places)
    return (1.0, f"works in {location}") if is_there else (0.0, f"works outside {location}")


def _preference(stated: str, vacancy: Vacancy) -> tuple[float, str]:
    """Whether somebody said that they would prefer this post, its place, its body or its function."""
    return _preferred(
        stated,
        (vacancy.post, vacancy.receiver, vacancy.function),
        (vacancy.receiver_name, vacancy.location, vacancy.function_name, vacancy.title),
    )


@cache
def _preferred(stated: str, codes: tuple[str, ...], names: tuple[str, ...]) -> tuple[float, str]:
    wishes = [one.strip() for one in re.split(r"[;,]", stated) if one.strip()]
    if not wishes:
        return math.nan, "none stated"
    known = {one.casefold() for one in codes}
    for wish in wishes:
        words = _telling_words(wish)
        if wish.casefold() in known or (words and any(words <= _telling_words(name) for name in names)):
            return 1.0, f"prefers {wish}"
    return 0.0, f"prefers {', '.join(wishes)}"


@cache
def _telling_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _SAYS_LITTLE
