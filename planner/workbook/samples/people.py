"""Made-up staff lists: plausible people for given posts, drawn from a seed.

Whole columns at a time, and from uniform numbers only, so that a list of 60,000 takes a second or so
and the same seed gives the same list everywhere. Nobody in a list is or was a real person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.base.dates import age_on, as_days
from planner.model.tables import BANDS, STAFF, frame_of
from planner.rules.pay import band_points
from planner.rules.rulebook import RuleBook
from planner.workbook.samples import names

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]
Days = npt.NDArray[np.datetime64]

CLOSURE = as_days("2013-03-31")
YEAR_OF_DAYS = 365.25
_VSM = BANDS.index("VSM")
_FIRST_SENIOR = BANDS.index("8b")


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """What is given before people are drawn: one entry for each row of the list.

    Attributes:
        organisation, function, establishment: codes and text.
        family, title: as the function and band have them.
        band: positions in ``BANDS``.
    """

    organisation: Texts
    function: Texts
    family: Texts
    title: Texts
    establishment: Texts
    band: Integers

    def __len__(self) -> int:
        return len(self.band)


@dataclass(frozen=True, slots=True, eq=False)
class _Draw:
    """A stream of uniform numbers."""

    stream: np.random.Generator

    def uniform(self, count: int, low: float = 0.0, high: float = 1.0) -> Floats:
        return low + (high - low) * self.stream.random(count)

    def chance(self, count: int, odds: float | Floats) -> npt.NDArray[np.bool_]:
        return np.asarray(self.stream.random(count) < odds)

    def pick(self, count: int, weights: Mapping[Any, float]) -> npt.NDArray[Any]:
        """One key of ``weights`` a row, in proportion to its weight."""
        ends = np.cumsum(np.fromiter(weights.values(), dtype=np.float64))
        kinds = list(weights)
        options = np.array(kinds, dtype=np.float64 if isinstance(kinds[0], float) else object)
        at = np.searchsorted(ends / ends[-1], self.stream.random(count), side="right")
        return np.asarray(options[np.minimum(at, len(options) - 1)])


def staff_list(seats: Seats, seed: int, rules: RuleBook, first_number: int = 20_100_001) -> pd.DataFrame:
    """Draw one person for each seat, as the plan's staff table.

    Args:
        seats: who sits where.
        seed: the same seed and seats give the same people.
        rules: for the spine points of each band.
        first_number: employee numbers count up from here.
    """
    draw = _Draw(np.random.default_rng(seed))
    numbers = np.arange(first_number, first_number + len(seats))
    columns: dict[str, Any] = {
        "employee_number": [str(number) for number in numbers],
        "assignment_number": [f"{number}-1" for number in numbers],
        "name": [f"Post-holder {number:04d}" for number in range(1, len(seats) + 1)],
        "organisation": seats.organisation,
        "function": seats.function,
        "position_title": seats.title,
        "band": np.array(BANDS, dtype=object)[seats.band],
        "establishment": seats.establishment,
    }
    columns |= _contracts(draw, seats)
    columns |= _lives(draw, seats, columns)
    columns |= _pay(draw, seats, columns, rules)
    columns |= _pensions(draw, columns)
    columns |= _talents(draw, seats)
    columns |= _characteristics(draw, columns)
    return frame_of(STAFF, {key: _cells(values) for key, values in columns.items()})


def _cells(values: Sequence[Any] | npt.NDArray[Any]) -> Sequence[Any]:
    """Text as plain lists, numbers and days as arrays."""
    is_text = isinstance(values, np.ndarray) and values.dtype == object
    return values.tolist() if is_text else values  # type: ignore[union-attr,return-value]


def _blank_unless(where: npt.NDArray[np.bool_], values: Any) -> Texts:
    """Text where it applies, blank elsewhere."""
    held = np.full(len(where), None, dtype=object)
    held[where] = np.broadcast_to(np.asarray(values, dtype=object), len(where))[where]
    return held


def _contracts(draw: _Draw, seats: Seats) -> dict[str, Any]:
    """Contract, its end, hours and status."""
    count = len(seats)
    contract = draw.pick(count, {"Permanent": 0.93, "Fixed term": 0.06, "Bank": 0.01})
    contract[seats.band >= _FIRST_SENIOR] = "Permanent"
    is_fixed = contract == "Fixed term"
    ends = np.datetime64("2012-09-30", "D") + (draw.uniform(count) * 540).astype("timedelta64[D]")
    sex = draw.pick(count, names.SEX)
    hours = draw.pick(count, names.FTE)
    is_full_time = draw.chance(count, np.where(sex == "Male", 0.75, 0.0)) | (seats.band == _VSM)
    status = draw.pick(
        count,
        {
            "Active Assignment": 0.938,
            "Maternity": 0.025,
            "Internal Secondment": 0.02,
            "Acting Up": 0.008,
            "Career Break": 0.005,
            "Out on External Secondment - Paid": 0.004,
        },
    )
    status[((status == "Maternity") & (sex == "Male")) | (contract == "Bank") | (seats.band == _VSM)] = (
        "Active Assignment"
    )
    return {
        "contract": contract,
        "contract_ends": np.where(is_fixed, ends, np.datetime64("NaT", "D")),
        "fte": np.where(is_full_time, 1.0, hours),
        "sex": sex,
        "assignment_status": status,
    }


def _lives(draw: _Draw, seats: Seats, known: Mapping[str, Any]) -> dict[str, Any]:
    """Birth, and service: continuous, reckonable, or reckonable years alone."""
    count = len(seats)
    middle = 38.0 + 1.1 * seats.band
    spread = draw.uniform(count) + draw.uniform(count) + draw.uniform(count) - 1.5
    age = np.clip(middle + 18.0 * spread, 20.0, 67.0)
    age = np.where(known["assignment_status"] == "Maternity", 26 + 16 * draw.uniform(count), age)
    longest = np.clip(age - draw.uniform(count, 18.5, 27.0), 0.3, 38.0)
    years = np.minimum(-np.log(1 - draw.uniform(count, 0.0, 0.999)) * (10.0 + 0.9 * seats.band), longest)
    is_fixed = known["contract"] == "Fixed term"
    years = np.where(is_fixed, draw.uniform(count, 0.8, 4.5), np.maximum(years, 0.3))
    years = np.minimum(years, longest)
    started = _days_before(years)
    extra = np.minimum(years + draw.uniform(count, 1.0, 12.0), longest)
    kind = draw.pick(count, {"same": 0.69, "earlier": 0.24, "years": 0.06, "later": 0.01})
    kind[is_fixed | (years < 3)] = "same"
    reckonable = np.where(kind == "earlier", np.maximum(extra, years), years)
    reckonable = np.where(kind == "later", years * draw.uniform(count, 0.2, 0.8), reckonable)
    given = np.where(kind == "years", np.floor(extra * 2) / 2, np.nan)
    leaving = np.datetime64("2012-06-30", "D") + (draw.uniform(count) * 9).astype(int) * np.timedelta64(
        30, "D"
    )
    goes = (age > 56) & (years > 2) & draw.chance(count, 0.12)
    ends = known["contract_ends"]
    return {
        "contract_ends": np.where(np.isnat(ends), ends, np.maximum(ends, started + np.timedelta64(180, "D"))),
        "born": _days_before(age),
        "continuous_from": started,
        "reckonable_from": np.where(kind == "years", np.datetime64("NaT", "D"), _days_before(reckonable)),
        "reckonable_years": given,
        "leaving_date": np.where(goes, leaving, np.datetime64("NaT", "D")),
    }


def _days_before(years: Floats) -> Days:
    """The day so many years before closure."""
    return as_days(CLOSURE - (years * YEAR_OF_DAYS).astype("timedelta64[D]"))


def _pay(draw: _Draw, seats: Seats, known: Mapping[str, Any], rules: RuleBook) -> dict[str, Any]:
    """A spine point, more often the top of the band; a salary for very senior managers."""
    count = len(seats)
    first, last = (np.asarray(points, dtype=np.float64)[seats.band] for points in band_points(rules))
    served = (CLOSURE - known["continuous_from"]).astype(np.float64) / YEAR_OF_DAYS
    steps = np.floor(served * 0.8 + draw.uniform(count) * 3)
    point = np.where(draw.chance(count, 0.3), last, np.minimum(first + steps, last))
    senior = seats.band == _VSM
    salary = 84_000 + 500 * np.floor(draw.uniform(count) * 90)
    return {
        "spine_point": np.where(senior, np.nan, point),
        "annual_salary": np.where(senior, salary, np.nan),
        "notice_weeks": np.where(senior, 26.0, np.nan),
        "retention_payment": np.where(
            (seats.band >= _FIRST_SENIOR) & draw.chance(count, 0.04), 2_500.0, np.nan
        ),
    }


def _pensions(draw: _Draw, known: Mapping[str, Any]) -> dict[str, Any]:
    """Section, membership, a protected age, and a quote for half of those who are near it."""
    count = len(known["fte"])
    is_member = draw.chance(count, 0.89) & (known["contract"] != "Bank")
    newer = known["continuous_from"] >= np.datetime64("2008-04-01", "D")
    section = np.where(newer, "2008", "1995")
    started = np.where(np.isnat(known["reckonable_from"]), known["continuous_from"], known["reckonable_from"])
    served = (CLOSURE - started).astype(np.float64) / YEAR_OF_DAYS
    membership = np.round(served * known["fte"] * draw.uniform(count, 0.9, 1.0), 2)
    age = age_on(known["born"], CLOSURE)
    near = is_member & (age >= 55) & (age < 60) & ~newer & (served >= 2)
    # Roughly what leaving early costs: pension of an eightieth a year, for the years to 60, and a lump sum.
    pay = 21_000 + 800 * np.nan_to_num(known["spine_point"], nan=90.0)
    quote = np.round(membership * pay * 0.0135 * (60 - age) * draw.uniform(count, 0.9, 1.1), 2)
    return {
        "pension_section": _blank_unless(is_member, section),
        "membership_years": np.where(is_member & draw.chance(count, 0.7), membership, np.nan),
        "protected_pension_age": _blank_unless(
            is_member & ~newer & (served > 18) & draw.chance(count, 0.02), "Y"
        ),
        "pension_quote": np.where(near & draw.chance(count, 0.5), quote, np.nan),
    }


def _talents(draw: _Draw, seats: Seats) -> dict[str, Any]:
    """Criticality, skills and scarcity."""
    count = len(seats)
    lift = (seats.band >= BANDS.index("8a")).astype(np.float64) + (seats.band >= BANDS.index("8c"))
    criticality = np.clip(np.floor(1.2 + 3.2 * draw.uniform(count) + 0.7 * lift), 1, 5)
    scarcity = np.array([names.SCARCE_IN.get(code, 0.02) for code in seats.function.tolist()])
    proficiency = np.clip(np.floor(draw.uniform(count) * 2.4 + 1 + 0.2 * seats.band), 1, 4).astype(int)
    first, second = draw.uniform(count), draw.uniform(count)
    has_second, has_rare = draw.chance(count, 0.45), draw.chance(count, 0.12)
    has_any = draw.chance(count, 0.8)
    skills = [
        _skills_of(*row)
        for row in zip(
            seats.family.tolist(), seats.function.tolist(), proficiency.tolist(), first.tolist(),
            second.tolist(), has_any.tolist(), has_second.tolist(), has_rare.tolist(),
            strict=True,
        )
    ]  # fmt: skip
    return {
        "criticality": criticality,
        "skills": skills,
        "scarce": _blank_unless(draw.chance(count, scarcity), "Y"),
    }


def _skills_of(
    family: str,
    function: str,
    proficiency: int,
    first: float,
    second: float,
    has_any: bool,
    has_second: bool,
    has_rare: bool,
) -> str | None:
    """One person's skills, as ``name:proficiency`` with semicolons between."""
    known = names.SKILLS.get(family, ("administration",))
    held = []
    if has_any:
        one = int(first * len(known))
        held.append(f"{known[one]}:{proficiency}")
        other = int(second * len(known))
        if has_second and other != one:
            held.append(f"{known[other]}:{max(1, proficiency - 1)}")
    if has_rare and function in names.RARE_SKILLS:
        held.append(f"{names.RARE_SKILLS[function]}:{proficiency}")
    return ";".join(held) or None


def _characteristics(draw: _Draw, known: Mapping[str, Any]) -> dict[str, Any]:
    """What people say of themselves on the equality form."""
    count = len(known["fte"])
    age = age_on(known["born"], CLOSURE)
    bands = np.array(names.AGE_BANDS, dtype=object)
    on_leave = known["assignment_status"] == "Maternity"
    return {
        "ethnicity": draw.pick(count, names.ETHNICITY),
        "disability": draw.pick(count, names.DISABILITY),
        "age_band": bands[np.searchsorted(names.AGE_BAND_FROM, age, side="right")],
        "religion": draw.pick(count, names.RELIGION),
        "sexual_orientation": draw.pick(count, names.SEXUAL_ORIENTATION),
        "marital_status": draw.pick(count, names.MARITAL_STATUS),
        "pregnancy_or_maternity": np.where(on_leave, "Yes", "No").astype(object),
        "gender_reassignment": draw.pick(count, names.GENDER_REASSIGNMENT),
    }
