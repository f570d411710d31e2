"""The characteristics that a staff list may hold: which are there, and who is of which group."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.base.dates import age_on, day
from planner.engine.columns import ABSENT, Floats, Integers, Texts
from planner.engine.ground import Ground
from planner.model.results import Results

NOT_KNOWN = "Not known"
"""The group of those of whom nothing is said; it is counted and never compared."""
HOURS = "hours"
FULL_TIME, PART_TIME = "Full time", "Part time"
_WHOLE_TIME = 0.995
"""FTE of a whole-timer, less what lists lose in rounding."""
_AGES = (25, 35, 45, 55, 65)
_AGE_BANDS = ("16-24", "25-34", "35-44", "45-54", "55-64", "65 and over")
_UNSAID = (
    "not known", "unknown", "not stated", "not declared", "not disclosed", "not recorded", "not given",
    "undefined", "undisclosed", "unspecified", "undeclared", "prefer not to say", "null", "n/a", "refused",
    "i do not wish to disclose my religion/belief", "i do not wish to disclose my sexual orientation",
    "i do not wish to disclose", "do not wish to disclose", "z not stated", "z - not stated", "-",
)  # fmt: skip
"""How lists say that somebody has not said."""
_SHORT: Mapping[str, Mapping[str, str]] = {
    "sex": {"f": "Female", "m": "Male"},
    "disability": {"y": "Yes", "n": "No"},
    "pregnancy_or_maternity": {"y": "Yes", "n": "No"},
    "gender_reassignment": {"y": "Yes", "n": "No"},
}


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One characteristic by which people are compared.

    Attributes:
        key: its column of the staff list, or ``hours``.
        title: as people read it.
        is_protected: whether the Equality Act 2010 names it; part-time work goes along as a companion.
    """

    key: str
    title: str
    is_protected: bool = True


CHARACTERISTICS = (
    Characteristic("sex", "Sex"),
    Characteristic("ethnicity", "Ethnicity"),
    Characteristic("disability", "Disability"),
    Characteristic("age_band", "Age band"),
    Characteristic("religion", "Religion"),
    Characteristic("sexual_orientation", "Sexual orientation"),
    Characteristic("marital_status", "Marital status"),
    Characteristic("pregnancy_or_maternity", "Pregnancy or maternity"),
    Characteristic("gender_reassignment", "Gender reassignment"),
    Characteristic(HOURS, "Full time or part time", is_protected=False),
)
"""The nine of section 4 of the Equality Act 2010, in the order of the staff list, and the companion."""


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Who is of which group.

    Attributes:
        characteristic: by which people are told apart.
        names: of the groups, the largest first (ages by age); those not known come last, if any.
        of_person: (P,) positions in ``names``, in the order of ``Holders.employee_numbers``.
    """

    characteristic: Characteristic
    names: tuple[str, ...]
    of_person: Integers

    @property
    def known(self) -> int:
        """How many of the names are of people who said so."""
        return len(self.names) - (NOT_KNOWN in self.names)

    @property
    def people(self) -> Integers:
        """(groups,) how many people are of each."""
        return np.bincount(self.of_person, minlength=len(self.names))

    @property
    def largest(self) -> str:
        """The known group with the most people; empty where nobody is known."""
        return self.names[int(self.people[: self.known].argmax())] if self.known else ""


def groups_of(ground: Ground, characteristic: Characteristic) -> Groups:
    """Tell people apart by a characteristic.

    Spellings that differ in capitals or spaces are one group. Someone whose rows say several things is of
    the first in the alphabet, whatever the order of the rows. Where an age band is blank, or all are, it
    is told from the date of birth on the day the work moves.
    """
    if characteristic.key == HOURS:
        fte = ground.roster.people.sum(ground.roster.fte)
        part = np.where(fte >= _WHOLE_TIME, 0, 1).astype(np.int64)
        return _laid_out(characteristic, (FULL_TIME, PART_TIME), part, by_size=False)
    names, of_person = _as_listed(ground, characteristic.key)
    if characteristic.key == "age_band":
        names, of_person = _with_ages(ground, names, of_person)
    return _laid_out(characteristic, names, of_person, by_size=characteristic.key != "age_band")


def characteristics_of(results: Results) -> tuple[Characteristic, ...]:
    """The characteristics of which a plan's staff list says something of somebody who counts."""
    staff = results.plan.staff
    if staff.empty:
        return ()
    return tuple(one for one in CHARACTERISTICS if _is_said(staff, one.key))


def _is_said(staff: pd.DataFrame, key: str) -> bool:
    if key == HOURS:
        return True
    if key == "age_band" and staff["born"].notna().any():
        return True
    return any(_plain(str(text)) not in _UNSAID for text in staff[key].dropna().unique())


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _as_listed(ground: Ground, key: str) -> tuple[tuple[str, ...], Integers]:
    """Groups in the order of the alphabet, and (P,) each person's; ``ABSENT`` where nothing is said."""
    people = ground.roster.people
    codes, texts = pd.factorize(ground.roster.staff[key])
    times = np.bincount(codes[codes >= 0], minlength=len(texts))
    spellings: dict[str, list[tuple[int, str]]] = {}
    plain = []
    for text, count in zip(texts, times.tolist(), strict=True):
        said = " ".join(str(text).split())
        said = _SHORT.get(key, {}).get(said.casefold(), said)
        plain.append(said.casefold())
        spellings.setdefault(said.casefold(), []).append((-count, said))
    known = sorted(one for one in spellings if one and one not in _UNSAID)
    place = {one: at for at, one in enumerate(known)}
    after = len(known)
    of_text = np.array([*(place.get(one, after) for one in plain), after], dtype=np.int64)
    of_person = np.minimum.reduceat(of_text[codes][people.order], people.start) if len(people) else codes[:0]
    names = tuple(min(spellings[one])[1] for one in known)
    return names, np.where(of_person == after, ABSENT, of_person).astype(np.int64)


def _with_ages(
    ground: Ground, names: tuple[str, ...], of_person: Integers
) -> tuple[tuple[str, ...], Integers]:
    """Fill blank age bands from dates of birth, where those given are in the bands that we would make."""
    if not set(names) <= set(_AGE_BANDS):
        return names, of_person
    age: Floats = age_on(ground.roster.born, np.asarray(day(ground.facts.transfer_date)))
    told = np.searchsorted(np.asarray(_AGES), np.nan_to_num(age), side="right")
    given = np.array([_AGE_BANDS.index(one) for one in names] + [ABSENT], dtype=np.int64)[of_person]
    band = np.where(given != ABSENT, given, np.where(np.isnan(age), ABSENT, told))
    return _AGE_BANDS, band.astype(np.int64)


def _laid_out(
    characteristic: Characteristic, names: tuple[str, ...], of_person: Integers, *, by_size: bool
) -> Groups:
    """Groups that have anybody, in their order; those not known last."""
    count = np.bincount(of_person[of_person != ABSENT], minlength=len(names))
    order = [at for at in (np.argsort(-count, kind="stable") if by_size else range(len(names))) if count[at]]
    place = np.full(len(names) + 1, len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    of = place[of_person]
    shown: Texts = np.array([names[at] for at in order], dtype=object)
    unknown = (NOT_KNOWN,) if (of == len(order)).any() else ()
    return Groups(characteristic, (*shown.tolist(), *unknown), of)
