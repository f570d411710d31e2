"""Who is of which group: spellings, what is not said, and age from the date of birth."""

from datetime import date

import pytest

from planner.engine.fairness.characteristics import NOT_KNOWN, characteristics_of, groups_of
from tests.planner.engine.fairness.conftest import BY_KEY
from tests.planner.engine.small_plans import person


@pytest.fixture
def grouped(evaluated):
    def of(key, *staff):
        return groups_of(evaluated(staff=staff).workings.ground, BY_KEY[key])

    return of


def names_of(groups):
    return [groups.names[at] for at in groups.of_person]


def test_spellings_are_one_group_called_as_most_write_it(grouped):
    said = ["Female", "female ", "F", "Female", "m", "Male", None]
    groups = grouped("sex", *(person(f"E{at}", sex=sex) for at, sex in enumerate(said)))
    assert groups.names == ("Female", "Male", NOT_KNOWN)
    assert names_of(groups) == ["Female"] * 4 + ["Male"] * 2 + [NOT_KNOWN]
    assert (groups.known, groups.largest) == (2, "Female")


@pytest.mark.parametrize("said", ["Not stated", "NOT  DECLARED", "Prefer not to say", "Undefined", "Unknown"])
def test_who_has_not_said_is_not_known(grouped, said):
    groups = grouped("disability", person("E1", disability=said), person("E2", disability="Yes"))
    assert names_of(groups) == [NOT_KNOWN, "Yes"]


def test_the_order_of_somebodys_rows_makes_no_difference(grouped):
    rows = [person("E1", sex="Male", fte=0.5), person("E1", function="PRO", sex="Female", fte=0.5)]
    assert names_of(grouped("sex", *rows)) == names_of(grouped("sex", *rows[::-1])) == ["Female"]


def test_a_blank_row_of_somebody_who_said_it_elsewhere_says_nothing(grouped):
    rows = [person("E1", fte=0.5), person("E1", function="PRO", sex="Male", fte=0.5)]
    assert names_of(grouped("sex", *rows)) == ["Male"]


@pytest.mark.parametrize(
    ("born", "band"),
    [(date(1978, 4, 1), "35-44"), (date(1978, 4, 2), "25-34"), (None, NOT_KNOWN)],
    ids=["35 on the day", "35 the day after", "not given"],
)
def test_age_is_told_in_whole_years_on_the_day_the_work_moves(grouped, born, band):
    groups = grouped("age_band", person("E1", born=born), person("E2", born=date(1950, 1, 1)))
    assert names_of(groups) == [band, "55-64"]


def test_a_band_that_is_given_stands_and_ages_fill_the_blanks(grouped):
    groups = grouped("age_band", person("E1", age_band="55-64"), person("E2"))
    assert names_of(groups) == ["55-64", "35-44"]


def test_bands_of_another_cut_are_left_as_they_are(grouped):
    groups = grouped("age_band", person("E1", age_band="40s"), person("E2"))
    assert names_of(groups) == ["40s", NOT_KNOWN]


def test_hours_are_those_of_the_whole_person(grouped):
    groups = grouped(
        "hours",
        person("E1", fte=0.5),
        person("E1", function="PRO", fte=0.5),
        person("E2", fte=0.99),
        person("E3"),
    )
    assert names_of(groups) == ["Full time", "Part time", "Full time"]


def test_only_what_somebody_says_is_offered(evaluated):
    staff = [person("E1", born=None, ethnicity="Not stated"), person("E2", born=None, religion="Islam")]
    found = characteristics_of(evaluated(staff=staff))
    assert [one.key for one in found] == ["religion", "hours"]
    assert [one.is_protected for one in found] == [True, False]
