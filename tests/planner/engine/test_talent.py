"""How much commissioning talent drains away."""

from datetime import date

import numpy as np
import pytest

from planner.engine.skills import parsed_skills
from tests.planner.engine.small_plans import (
    EVERYONE_ACCEPTS,
    FUNCTIONS,
    NOBODY_RESIGNS,
    ORGANISATIONS,
    changed,
    claim,
    locked,
    of_person,
    person,
    post,
)

SURE = NOBODY_RESIGNS | EVERYONE_ACCEPTS
ALL = [claim("CON", "C1", "do")]
STOPS = [claim("CON", None, "stop")]


def test_talent_lost_is_value_times_the_odds_of_leaving(evaluated):
    results = evaluated(staff=[person("E1", criticality=5), person("E2", fte=0.5)], allocations=ALL)
    gone = 1 - 0.87 * 0.99
    assert results.people["talent_lost"].tolist() == pytest.approx([4 * gone, 0.5 * gone])
    assert results.headline.talent_lost_percent == pytest.approx(100 * gone)


@pytest.mark.parametrize("outcome", ["redundant", "mars", "resigned", "retired", "contract ended"])
def test_every_way_out_is_a_loss(evaluated, outcome):
    results = evaluated(
        staff=[person("E1", criticality=4), person("E2")],
        allocations=ALL, placements=[locked("E1", outcome)], assumptions=SURE,
    )  # fmt: skip
    assert results.people["talent_lost"].tolist() == pytest.approx([2, 0])
    assert results.headline.talent_lost_percent == pytest.approx(100 * 2 / 3)
    function = results.functions.set_index("function").loc["CON"]
    assert (function["talent_value"], function["talent_lost"]) == pytest.approx((3, 2))
    assert function["talent_lost_percent"] == pytest.approx(100 * 2 / 3)


@pytest.mark.parametrize(("receiver", "lost"), [("V1", 1), ("L1", 0)])
def test_who_moves_to_a_provider_leaves_commissioning(evaluated, receiver, lost):
    moves = evaluated(staff=[person("E1")], allocations=[claim("CON", receiver, "move")], assumptions=SURE)
    assert of_person(moves, "E1")["talent_lost"] == pytest.approx(lost)
    fixed = evaluated(
        staff=[person("E1")], allocations=ALL, placements=[locked("E1", "placed", receiver=receiver)]
    )
    assert of_person(fixed, "E1")["talent_lost"] == pytest.approx(lost)


def test_a_provider_is_one_wherever_it_stands_among_the_organisations(evaluated):
    results = evaluated(
        organisations=ORGANISATIONS[::-1],
        staff=[person("E1")], allocations=ALL, placements=[locked("E1", "placed", receiver="V1")],
    )  # fmt: skip
    assert of_person(results, "E1")["talent_lost"] == 1


def test_part_of_a_pool_that_may_go_to_a_provider_is_lost_in_that_part(evaluated):
    rows = [claim("CON", "V1", "move", 25), claim("CON", "C1", "do", 75)]
    results = evaluated(staff=[person("E1")], allocations=rows)
    stay = 0.87
    assert of_person(results, "E1")["talent_lost"] == pytest.approx(1 - stay * 0.99 * 0.75)


def test_who_goes_to_a_provider_in_a_later_stage_is_lost_too(evaluated):
    results = evaluated(
        staff=[person("E1"), person("E2", "RED")],
        posts=[post("X1", "V1", "PRO", "7", 0.5), post("X2", "C1", "PRO", "7", 0.5)],
        allocations=[*STOPS, claim("RED", "C1", "do")],
        assumptions=NOBODY_RESIGNS,
    )
    kept = 0.5 * 0.93 + 0.5 * 0.07 * 0 + 0
    assert of_person(results, "E1")["talent_lost"] == pytest.approx(1 - kept)
    assert of_person(results, "E2")["talent_lost"] == pytest.approx(0.01)


def test_without_people_no_talent_is_lost(evaluated):
    assert evaluated(allocations=ALL).headline.talent_lost_percent == 0


# ------------------------------------------------------------------ experience and leaders


def test_experience_lost_is_the_reckonable_years_of_those_who_leave(evaluated):
    staff = [person("E1"), person("E2", reckonable_from=date(1993, 4, 1)), person("E3", "RED")]
    rows = [*STOPS, claim("RED", "C1", "do")]
    results = evaluated(staff=staff, allocations=rows, assumptions=SURE)
    assert results.headline.experience_lost_years == pytest.approx(10 + 20)


def test_the_years_of_a_person_in_two_pools_are_lost_once(evaluated):
    staff = [person("E1", fte=0.5), person("E1", "RED", fte=0.25)]
    stop = claim("RED", None, "stop")
    gone = evaluated(staff=staff, allocations=[*STOPS, stop], assumptions=SURE)
    assert gone.headline.experience_lost_years == pytest.approx(10)
    part = evaluated(staff=staff, allocations=[*ALL, stop], assumptions=SURE)
    assert part.headline.experience_lost_years == pytest.approx(10 / 3)


def test_years_that_are_not_known_are_none_lost(evaluated):
    blank = {"continuous_from": None, "reckonable_from": None}
    results = evaluated(staff=[person("E1", **blank)], allocations=STOPS)
    assert results.headline.experience_lost_years == 0


@pytest.mark.parametrize(("band", "is_senior"), [("8c", False), ("8d", True), ("9", True), ("VSM", True)])
def test_senior_leaders_are_band_8d_and_above(evaluated, band, is_senior):
    staff = [person("E1", band=band, fte=0.5, annual_salary=90_000)]
    results = evaluated(staff=staff, allocations=STOPS)
    assert results.headline.senior_leaders_lost_fte == pytest.approx(0.5 if is_senior else 0)


# ------------------------------------------------------------------ skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("tendering:4; Excel", {"tendering": 4, "Excel": 1}),
        (" tariff : 2.5 ;", {"tariff": 2.5}),
        ("tariff:", {"tariff": 1}),
        ("tariff:good", {"tariff": 1}),
        (";:3; ", {}),
        ("a:1;a:3", {"a": 3}),
    ],
)
def test_skills_are_read_with_their_proficiency(text, skills):
    assert parsed_skills(text) == skills


def skill(results, name):
    return results.skills.set_index("skill").loc[name]


def test_a_skill_is_kept_as_far_as_its_people_are(evaluated):
    staff = [person("E1", skills="tariff:4; audit:2"), person("E2", "RED", fte=0.5, skills="tariff:2")]
    results = evaluated(staff=staff, allocations=[*STOPS, claim("RED", "C1", "do")], assumptions=SURE)
    assert results.skills["skill"].tolist() == ["audit", "tariff"]
    row = skill(results, "tariff")
    assert (row["people"], row["fte_now"], row["fte_kept"], row["p_all_leave"]) == (2, 5, 1, 0)
    row = skill(results, "audit")
    assert (row["people"], row["fte_now"], row["fte_kept"]) == (1, 2, 0)
    assert row["p_all_leave"] == pytest.approx(1)


def test_skills_are_in_the_order_of_the_alphabet_whatever_their_case(evaluated):
    staff = [person("E1", skills="Zoning"), person("E2", skills="audit; Budgets"), person("E3")]
    assert evaluated(staff=staff, allocations=ALL).skills["skill"].tolist() == ["audit", "Budgets", "Zoning"]


@pytest.mark.parametrize(
    ("heads", "share", "is_last"),
    [(1, 100, True), (2, 20, True), (2, 80, False), (3, 0.5, False)],
    ids=["one holder", "two who are likely to go", "two who are likely to stay", "three holders"],
)
def test_a_last_expert_is_one_holder_or_two_who_are_likely_to_go(evaluated, heads, share, is_last):
    staff = [person(f"E{n}", skills="tariff") for n in range(heads)]
    results = evaluated(staff=staff, allocations=[claim("CON", "C1", "do", share)], assumptions=SURE)
    gone = 1 - share / 100
    assert skill(results, "tariff")["p_all_leave"] == pytest.approx(gone**heads, abs=1e-9)
    assert bool(skill(results, "tariff")["is_last_expert"]) == is_last


def test_two_of_whom_the_odds_of_both_going_are_a_half_are_not_last_experts(evaluated):
    staff = [person("E1", skills="tariff"), person("E2", "RED", skills="tariff")]
    rows = [*STOPS, claim("RED", "C1", "do", 50)]
    row = skill(evaluated(staff=staff, allocations=rows, assumptions=SURE), "tariff")
    assert row["p_all_leave"] == pytest.approx(0.5)
    assert not row["is_last_expert"]


def test_a_skill_is_kept_while_any_job_of_its_holder_is(evaluated):
    staff = [person("E1", fte=0.5, skills="tariff:2"), person("E1", "RED", fte=0.25, skills="tariff:4")]
    rows = [*STOPS, claim("RED", "C1", "do")]
    for order in (staff, staff[::-1]):
        row = skill(evaluated(staff=order, allocations=rows, assumptions=SURE), "tariff")
        assert (row["people"], row["fte_now"], row["fte_kept"]) == (1, 2, 1)
        assert row["p_all_leave"] == 0


def test_people_who_do_not_count_bring_no_skills(evaluated):
    staff = [person("E1"), person("E2", contract="Bank", skills="tariff")]
    assert evaluated(staff=staff, allocations=ALL).skills.empty


# ------------------------------------------------------------------ competencies


def test_a_competency_is_kept_as_far_as_the_holders_of_its_functions_are(evaluated):
    functions = changed(
        FUNCTIONS, CON={"competencies": "7; 11"}, RED={"competencies": "7;x;"}, PRO={"competencies": "2"}
    )
    results = evaluated(
        functions=functions,
        staff=[person("E1"), person("E2", "RED", fte=0.5)],
        allocations=[*STOPS, claim("RED", "C1", "do")],
        assumptions=SURE,
    )
    table = results.competencies.set_index("competency")
    assert table.index.tolist() == [2, 7, 11]
    assert table["fte_now"].tolist() == [0, 1.5, 1]
    assert table["fte_kept"].tolist() == pytest.approx([0, 0.5, 0])
    assert np.isnan(table["kept_percent"][2])
    assert table["kept_percent"].tolist()[1:] == pytest.approx([100 / 3, 0])


def test_cover_on_day_one_is_who_is_placed_of_what_is_needed(evaluated):
    results = evaluated(
        staff=[person("E1"), person("E2", fte=0.5)],
        allocations=[claim("CON", "C1", "do", 80)],
        placements=[locked("E2", "placed", receiver="C1")],
        assumptions=SURE,
    )
    row = results.functions.set_index("function").loc["CON"]
    assert (row["posts_fte"], row["unclaimed_fte"]) == pytest.approx((1.2, 0.3))
    assert (row["placed_fte"], row["vacant_fte"]) == pytest.approx((1.2, 0))
    assert row["cover_percent"] == pytest.approx(80)
    assert row["redundant_fte"] == pytest.approx(0.3)
