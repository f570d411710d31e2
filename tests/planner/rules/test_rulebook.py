"""The book of rules: what it holds, and what it refuses."""

import re
import shutil
from datetime import date

import numpy as np
import pytest

from planner.base.errors import RuleFileError, RuleMissingError, RuleNotInForceError
from planner.base.places import resources
from planner.model.tables import BANDS, STAGES
from planner.rules.rulebook import STATUSES, load_rules

SHIPPED = resources() / "rules"


@pytest.fixture
def folder(tmp_path):
    """A copy of the rules that a test may spoil."""
    return shutil.copytree(SHIPPED, tmp_path / "rules")


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_parameter_has_unit_source_and_status(rules):
    for parameter in rules.parameters():
        assert parameter.label
        assert parameter.unit
        for value in parameter.history:
            assert value.source
            assert value.status in STATUSES
            assert value.unit == parameter.unit


def test_every_table_value_has_a_source_and_a_status(rules):
    for table in rules.year_tables():
        assert all(table.units)
        for start, row in zip(table.starts, table.references, strict=True):
            for reference in row:
                assert reference.start == start
                assert reference.source
                assert reference.status in STATUSES


def test_points_above_46_are_marked_as_recalled(rules):
    spine = rules.pay_spine
    statuses = [reference.status for reference in spine.references[0]]
    assert statuses == ["published"] * 46 + ["recalled"] * 8


def test_a_name_that_is_not_there_is_refused(rules):
    with pytest.raises(RuleMissingError, match="'levy'"):
        rules["levy"]
    with pytest.raises(RuleMissingError, match="pay_spine: 99"):
        rules.pay_spine.column("99")


def test_a_year_before_the_first_table_is_refused(rules):
    with pytest.raises(RuleNotInForceError, match="01 April 2009"):
        rules.pay_spine.rows(np.array([2012, 2009]))


def test_a_year_after_the_last_table_carries_it_on(rules):
    assert rules.pay_spine.first_year == 2010
    assert rules.pay_spine.last_year == 2013
    assert rules.pay_spine.rows(np.array([2010, 2013, 2014, 2050])).tolist() == [0, 3, 3, 3]


def test_the_register_has_every_stage_and_key_once(rules):
    keys = [one.key for one in rules.register]
    assert len(set(keys)) == len(keys)
    assert {f"stage_{stage}" for stage in STAGES} <= set(keys)
    for one in rules.register:
        assert one.value == one.default
        assert not one.is_set
        assert one.unit
        assert one.source
        assert one.owner
        assert one.meaning
        assert not one.value < one.low
        assert not one.value > one.high


def test_an_assumption_that_is_a_rules_figure_takes_it_from_the_rule(rules):
    allowance = next(one for one in rules.register if one.key == "running_cost_allowance")
    assert (
        allowance.value == allowance.high == rules["running_cost_allowance"].at(date(2013, 4, 1)).value == 25
    )
    assert allowance.low == rules["ready_reckoner_allowance"].latest.value == 20


def test_key_dates_are_dated_and_sourced(rules):
    assert rules.key_dates["abolition"].day == date(2013, 3, 31)
    assert rules.key_dates["royal_assent"].day == date(2012, 3, 27)
    assert all(one.source and one.status in STATUSES for one in rules.key_dates.values())


def test_carried_on_values_are_named(rules):
    assert rules.not_known_on(date(2013, 3, 31)) == ()
    assert rules["statutory_weekly_cap"].label in rules.not_known_on(date(2016, 4, 6))


def test_bands_point_into_the_spine(rules):
    assert len(rules.band_first) == len(rules.band_last) == len(BANDS)
    assert (rules.band_first[:-1] < rules.band_last[:-1]).all()
    assert rules.band_first[-1] == rules.band_last[-1] == 0


def test_the_rules_are_read_once():
    assert load_rules() is load_rules()


def test_the_version_is_stable_and_follows_the_content(rules, folder):
    assert load_rules(folder).version == rules.version
    assert re.fullmatch(r"20\d\d-\d\d-\d\d\.[0-9a-f]{8}", rules.version)
    load_rules.cache_clear()
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_rules(folder).version == rules.version
    load_rules.cache_clear()
    edit(folder, "statutory.toml", "value = 430", "value = 431")
    assert load_rules(folder).version != rules.version


TOML_FAULTS = [
    ("[trial_period_weeks]", "trial = 4\n[trial_period_weeks]", "is not a rule with a label"),
    ('unit = "weeks"', 'unit = "weeks"\nnotes = "x"', "unknown key 'notes'"),
    ('label = "Trial period in redeployment"', "", "no label or no unit"),
    ('unit = "weeks"', 'unit = ""', "no label or no unit"),
    ("values = [\n    {", "values = []\nnone = [\n    {", "unknown key 'none'"),
    ('unit = "weeks"', 'unit = "weeks"\nknown_to = "2012"', "known_to that is not a date"),
    ('source = "Human resources framework for the transition, redeployment", ', "", "without a source"),
    (
        'source = "Human resources framework for the transition, redeployment"',
        'source = " "',
        "without a source",
    ),
    ('status = "recalled"', 'status = "certain"', "status 'certain'"),
    (', status = "recalled"', "", "status None"),
    ("from = 2011-01-01", 'from = "2011-01-01"', "without the date it is in force from"),
    ("from = 2011-01-01", "from = 2011-01-01T00:00:00", "without the date it is in force from"),
    ("from = 2011-01-01, ", "", "without the date it is in force from"),
    ("value = 4", 'value = "4"', "not a number"),
    ("value = 4", "value = true", "not a number"),
    ("value = 4", "value = nan", "not a number"),
    ("value = 4", "value = 4, worth = 4", "unknown key 'worth'"),
    ("from = 2011-01-01", "from = 2011-13-01", "cannot be read"),
]


@pytest.mark.parametrize(("old", "new", "fault"), TOML_FAULTS)
def test_a_spoilt_parameter_is_refused_with_file_fault_and_example(folder, old, new, fault):
    edit(folder, "filling.toml", old, new)
    with pytest.raises(RuleFileError, match=fault) as refused:
        load_rules(folder)
    assert "filling.toml" in str(refused.value)
    assert "For example: " in str(refused.value)


def test_values_must_be_a_list_of_dated_values(folder):
    path = folder / "filling.toml"
    path.write_text('[trial]\nlabel = "Trial"\nunit = "weeks"\nvalues = [4]\n', encoding="utf-8")
    with pytest.raises(RuleFileError, match="without its date, source and status"):
        load_rules(folder)
    path.write_text('[trial]\nlabel = "Trial"\nunit = "weeks"\nvalues = []\n', encoding="utf-8")
    with pytest.raises(RuleFileError, match="has no values"):
        load_rules(folder)


def test_values_stand_in_the_order_of_their_dates(folder):
    edit(folder, "statutory.toml", "from = 2012-02-01", "from = 2011-02-01")
    with pytest.raises(RuleFileError, match="'statutory_weekly_cap': has values that are not in the order"):
        load_rules(folder)


def test_a_name_stands_in_one_file_only(folder):
    shutil.copy(folder / "mars.toml", folder / "more.toml")
    with pytest.raises(RuleFileError, match="'mars_months_a_year': stands in another file too"):
        load_rules(folder)


CSV_FAULTS = [
    ("pay_spine.csv", "from,point", "from,points", "'the header'"),
    ("pay_spine.csv", "13653", "n/a", "has 'n/a' where a number must be"),
    ("pay_spine.csv", "13653", "nan", "where a number must be"),
    ("pay_spine.csv", "2010-04-01,1,", "1/4/2010,1,", "has '1/4/2010' where a date must be"),
    ("pay_spine.csv", "2010-04-01,2,", "2010-04-01,1,", "has two values from 2010-04-01"),
    ("pay_spine.csv", "2010-04-01,1,", "2009-04-01,1,", "has no value from 2009-04-01"),
    ("pay_spine.csv", ",published", ",", "status ''"),
    ("pay_spine.csv", "£ a year", "", "has no unit"),
    ("pay_spine.csv", "£ a year", "£ a week", "more than one"),
    ("pay_spine.csv", ",published", "", "too few cells"),
    ("pay_spine.csv", ',"NHS Employers', ',"NHS" Employers', "cannot be read"),
    ("key_dates.csv", "royal_assent,", "abolition,", "stands twice"),
    ("key_dates.csv", "2012-03-27", "27 March", "where a date must be"),
    ("key_dates.csv", "Health and Social Care Act 2012,published", ",published", "without a source"),
    ("assumptions.csv", "leaver_rate,", "closure_factor,", "stands twice"),
    ("assumptions.csv", "judgement", "certain", "unknown status"),
    ("assumptions.csv", "a year,", ",", "has no unit"),
    ("assumptions.csv", "0.10", "tbc", "has 'tbc' where a number must be"),
    ("assumptions.csv", "stage_slot_in,", "stage_slotin,", "'stage_slot_in': is missing"),
    ("book.toml", "issued", "dated", "must have a title and the day"),
    ("book.toml", "issued = ", 'issued = "today"\n# ', "must have a title and the day"),
]


@pytest.mark.parametrize(("name", "old", "new", "fault"), CSV_FAULTS)
def test_a_spoilt_table_is_refused_with_file_and_fault(folder, name, old, new, fault):
    edit(folder, name, old, new)
    with pytest.raises(RuleFileError, match=fault) as refused:
        load_rules(folder)
    assert name in str(refused.value)


def test_a_table_without_values_is_refused(folder):
    path = folder / "vsm_spot_rates.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(header + "\n", encoding="utf-8")
    with pytest.raises(RuleFileError, match="has no values"):
        load_rules(folder)
    path.write_text("", encoding="utf-8")
    with pytest.raises(RuleFileError, match="'the header'"):
        load_rules(folder)


def test_a_missing_file_or_band_or_zone_is_refused(folder):
    edit(folder, "band_points.csv", ",7,first,", ",7,1st,")
    with pytest.raises(RuleMissingError, match="7 first"):
        load_rules(folder)
    (folder / "band_points.csv").unlink()
    with pytest.raises(RuleFileError, match=r"band_points\.csv"):
        load_rules(folder)
    (folder / "book.toml").unlink()
    with pytest.raises(RuleFileError, match=r"book\.toml"):
        load_rules(folder)


def test_a_table_that_nothing_reads_is_refused(folder):
    (folder / "extra.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"extra\.csv.*not one of the tables"):
        load_rules(folder)
