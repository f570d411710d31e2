"""People are matched to named posts by what suits, blind to all else; ties are left to a competition."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from planner.advise.match import matchable_pools
from planner.advise.taking import take_fault, take_name, take_pairs
from planner.base.errors import UnknownPoolError
from planner.engine.basis import basis_of
from planner.model.tables import STAFF
from planner.report.matching import COMPETES, MATCHED, NO_POST, detail_of, match_sentence, match_table
from tests.planner.advise.conftest import SCENARIO, posts, staff

LOOKED_AT = {
    "employee_number", "organisation", "function", "band", "fte", "skills", "establishment", "notes",
    "contract", "contract_ends", "leaving_date", "assignment_status",
}  # fmt: skip
"""What a match may look at, and what says whether somebody seeks a post at all."""


def pairs(found):
    return {one.seeker.employee: one.post for one in found.pairs}


def ties(found):
    return {(one.employees, one.posts, one.places) for one in found.ties}


# ---------------------------------------------------------------- what suits


def test_the_skills_that_a_post_asks_for_decide(plan_of, matched):
    people = staff({"skills": "tariff:3"}, {"skills": "tendering:2"})
    found = matched(plan_of(people, posts({"skills": "Tendering"}, {"skills": "tariff"})))
    assert pairs(found) == {"E1": "N2", "E2": "N1"}
    assert not found.ties


def test_a_skill_counts_up_to_the_proficiency_asked(plan_of, matched):
    people = staff({"skills": "tendering:1"}, {"skills": "tendering:3"})
    found = matched(plan_of(people, posts({"skills": "tendering:3"})))
    assert pairs(found) == {"E2": "N1"}
    # band .2 and function .3 in full, a third of skills .3
    assert found.unmatched[0].best == round(100 * (0.5 + 0.3 / 3) / 0.8)


def test_the_place_of_a_post_decides_where_all_else_is_the_same(plan_of, matched):
    people = staff({"establishment": "Leeds House"}, {"establishment": "City Mills, Bradford"})
    found = matched(plan_of(people, posts({"location": "Bradford"})))
    assert pairs(found) == {"E2": "N1"}


@pytest.mark.parametrize(
    "stated", ["Preference: N2.", "Acting up. Prefers: nhs bradford city ccg", "preference: Leeds; Bradford"]
)
def test_a_stated_preference_decides_where_all_else_is_the_same(plan_of, matched, stated):
    people = staff({"notes": stated}, {"notes": "Preference: N1"})
    wanted = posts({"location": "Wakefield"}, {"location": "Bradford", "receiver": "C2"})
    plan = plan_of(people, wanted)
    claims = plan.allocations.copy()
    claims.loc[claims["function"] == "CON", "share"] = 50.0
    more = claims.iloc[[0]].assign(receiver="C2").set_axis([9])
    plan = plan.with_table("allocations", pd.concat([claims, more]))
    assert pairs(matched(plan)) == {"E1": "N2", "E2": "N1"}


def test_what_cannot_be_judged_does_not_count(plan_of, matched):
    found = matched(plan_of(staff({}), posts({})))
    (pair,) = found.pairs
    assert pair.percent == 100
    assert [one.name for one in pair.parts if one.is_judged] == ["band", "function"]
    assert pair.reason == "Matched on same band; same function (100%)"


def test_weights_and_threshold_are_assumptions(plan_of, matched):
    people, wanted = staff({}), posts({"skills": "tariff"})
    assert matched(plan_of(people, wanted)).unmatched[0].best == 63
    assert pairs(matched(plan_of(people, wanted, match_threshold=0.6))) == {"E1": "N1"}
    assert pairs(matched(plan_of(people, wanted, match_weight_skills=0.1))) == {"E1": "N1"}


# ---------------------------------------------------------------- who and what is matched


def test_as_many_posts_as_possible_are_filled(plan_of, matched):
    people = staff({"skills": "tariff; law"}, {"skills": "law"})
    wanted = posts({"skills": "law"}, {"skills": "tariff"})
    assert pairs(matched(plan_of(people, wanted))) == {"E1": "N2", "E2": "N1"}


def test_nobody_is_put_into_a_post_with_fewer_hours(plan_of, matched):
    people = staff({"fte": 1.0}, {"fte": 0.6})
    found = matched(plan_of(people, posts({"fte": 0.8})))
    assert pairs(found) == {"E2": "N1"}
    assert [(one.posts, round(one.fte, 2)) for one in found.posts_left] == [(("N1",), 0.2)]
    assert found.unmatched[0].best is None


def test_a_post_of_several_whole_time_equivalents_is_so_many_posts(plan_of, matched):
    found = matched(plan_of(staff({}, {}, {}), posts({"fte": 2.6})))
    assert ties(found) == {(("E1", "E2", "E3"), ("N1",), 2)}
    assert pairs(matched(plan_of(staff({}, {"fte": 0.5}), posts({"fte": 2.6})))) == {"E1": "N1", "E2": "N1"}


def test_locked_and_recorded_placements_are_respected(plan_of, matched, placed):
    plan = plan_of(staff({}, {}, {}, {}), posts({}, {}, {}))
    plan = placed(
        plan,
        employee_number=["E1", "E2"],
        outcome=["placed", "placed"],
        receiver=["C1", "C1"],
        post=["N1", "N2"],
        stage=["placed", "offered"],
        locked=["Y", None],
    )
    found = matched(plan)
    assert {one.employee for one in found.settled} == {"E1", "E2"}
    assert ties(found) == {(("E3", "E4"), ("N3",), 1)}


def test_who_is_gone_before_the_work_moves_seeks_nothing(plan_of, matched):
    people = staff({"leaving_date": pd.Timestamp(2012, 12, 31)}, {})
    found = matched(plan_of(people, posts({})))
    assert pairs(found) == {"E2": "N1"}
    assert [one.employee for one in found.settled] == ["E1"]


def test_the_ring_fence_brings_the_family_in_where_the_stage_is_on(plan_of, matched, rules):
    people = staff({"function": "TEN", "skills": "tariff"}, {})
    wanted = posts({"skills": "tariff"})
    plan = plan_of(people, wanted)
    assert not matched(plan).pairs
    assert pairs(matched(plan, ring_fence=True)) == {"E1": "N1"}
    assert (
        matched(plan_of(people, posts({"skills": "tariff", "stage_limit": "slot_in"})), ring_fence=True).pairs
        == ()
    )
    rows = {
        one.pool: (one.posts, one.ring_fence_posts)
        for one in matchable_pools(basis_of(plan, rules), SCENARIO)
    }
    assert rows == {"CON 7": (1, 1), "TEN 7": (0, 1)}


def test_a_pool_that_is_not_there_is_refused(plan_of, matched):
    with pytest.raises(UnknownPoolError, match="CON 8a"):
        matched(plan_of(staff({}), posts({})), "CON 8a")


# ---------------------------------------------------------------- ties


def test_people_who_suit_the_same_are_left_to_a_competition(plan_of, matched):
    found = matched(plan_of(staff({}, {}), posts({})))
    assert not found.pairs
    assert ties(found) == {(("E1", "E2"), ("N1",), 1)}
    assert not found.ties[0].is_sure


def test_less_than_a_percentage_point_decides_nothing(plan_of, matched):
    skills = "; ".join(f"s{at}" for at in range(99))
    people = staff({"skills": f"{skills}; s99"}, {"skills": skills})
    wanted = posts({"skills": f"{skills}; s99"})
    assert matched(plan_of(people, wanted, match_weight_skills=0.1)).ties
    assert not matched(plan_of(people, wanted, match_weight_skills=1.0)).ties


def test_posts_that_are_alike_are_no_tie_for_who_gets_one_of_them(plan_of, matched):
    found = matched(plan_of(staff({}), posts({}, {})))
    (pair,) = found.pairs
    assert (pair.posts, pair.post) == (("N1", "N2"), "")
    assert [(one.count, one.posts) for one in found.posts_left] == [(1, ("N1", "N2"))]


def test_who_is_sure_of_a_post_but_not_of_which_is_told_so(plan_of, matched):
    found = matched(plan_of(staff({}, {}), posts({"title": "Lead"}, {"title": "Deputy"})))
    assert [(one.is_sure, one.places) for one in found.ties] == [(True, 2)]


# ---------------------------------------------------------------- blind


def many_people():
    draw = np.random.default_rng(5)
    return staff(
        *(
            {
                "employee_number": f"E{at:03d}",
                "skills": "; ".join(
                    draw.choice(["law", "tariff", "audit"], draw.integers(0, 3), replace=False)
                ),
                "establishment": str(draw.choice(["Leeds House", "Bradford Mills"])),
                "fte": float(draw.choice([0.6, 1.0])),
                "annual_salary": float(draw.integers(31_000, 40_000)),
                "continuous_from": pd.Timestamp(int(draw.integers(1985, 2011)), 4, 1),
                "born": pd.Timestamp(int(draw.integers(1950, 1980)), 6, 1),
                "sex": str(draw.choice(["Female", "Male"])),
                "ethnicity": str(draw.choice(["A", "D", "N"])),
                "disability": str(draw.choice(["Yes", "No"])),
                "religion": str(draw.choice(["Sikh", "None"])),
                "criticality": float(draw.integers(1, 6)),
                "retention_payment": float(draw.integers(0, 5_000)),
                "pension_section": str(draw.choice(["1995", "2008"])),
            }
            for at in range(24)
        )
    )


def many_posts():
    draw = np.random.default_rng(6)
    return posts(
        *(
            {
                "skills": str(draw.choice(["law", "tariff", "audit"])),
                "location": str(draw.choice(["Leeds", "Bradford"])),
            }
            for _ in range(16)
        )
    )


def told(found):
    return pairs(found), ties(found), {one.seeker.employee for one in found.unmatched}


@pytest.fixture(scope="module")
def people_and_posts():
    return many_people(), many_posts()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_may_not_be_looked_at_changes_nothing(plan_of, matched, people_and_posts, seed):
    people, wanted = people_and_posts
    before = told(matched(plan_of(people, wanted)))
    assert len(before[0]) > 3
    assert before[1]
    mixed = people.copy()
    order = np.random.default_rng(seed).permutation(len(people))
    for column in STAFF.keys:
        if column not in LOOKED_AT:
            mixed[column] = people[column].to_numpy()[order]
    assert not mixed["sex"].equals(people["sex"])
    assert told(matched(plan_of(mixed, wanted))) == before


def test_the_order_of_rows_changes_nothing(plan_of, matched, people_and_posts):
    people, wanted = people_and_posts
    before = told(matched(plan_of(people, wanted)))
    assert told(matched(plan_of(people.iloc[::-1], wanted.iloc[::-1]))) == before


def test_the_order_of_employee_numbers_changes_nothing(plan_of, matched, people_and_posts):
    people, wanted = people_and_posts
    before = matched(plan_of(people, wanted))
    numbers = people["employee_number"].tolist()
    other = dict(zip(numbers, reversed(numbers), strict=True))
    after = matched(plan_of(people.assign(employee_number=[other[one] for one in numbers]), wanted))
    assert pairs(after) == {other[one]: post for one, post in pairs(before).items()}
    assert {frozenset(one.employees) for one in after.ties} == {
        frozenset(other[one] for one in tie.employees) for tie in before.ties
    }


def test_what_may_be_looked_at_does_change_it(plan_of, matched, people_and_posts):
    people, wanted = people_and_posts
    mixed = people.assign(skills=people["skills"].to_numpy()[::-1])
    assert told(matched(plan_of(mixed, wanted))) != told(matched(plan_of(people, wanted)))


# ---------------------------------------------------------------- taking and telling


def test_pairs_are_recorded_as_slated_unlocked_with_match_and_reason(plan_of, matched):
    people = staff({"skills": "tariff"}, {"skills": "law"})
    plan = plan_of(people, posts({"skills": "law"}, {"skills": "tariff"}))
    found = matched(plan)
    assert take_fault(plan, SCENARIO, found.pairs) == ""
    after = take_pairs(plan, SCENARIO, found.pairs)
    rows = after.placements.set_index("employee_number")
    assert rows["post"].to_dict() == {"E1": "N2", "E2": "N1"}
    assert set(rows["stage"]) == {"slated"}
    assert rows["match"].tolist() == [100.0, 100.0]
    assert rows["locked"].isna().all()
    assert rows["reason"].str.startswith("Matched on").all()
    assert take_name(found.pairs) == "Slate E2 and E1 for the posts that suit them"
    assert matched(after).settled
    assert take_fault(replace(plan, scenarios=plan.scenarios.assign(locked="Y")), SCENARIO, found.pairs)


def test_one_of_several_posts_alike_is_recorded_at_the_receiver(plan_of, matched):
    plan = plan_of(staff({}), posts({}, {}))
    after = take_pairs(plan, SCENARIO, matched(plan).pairs)
    assert after.placements["receiver"].tolist() == ["C1"]
    assert after.placements["post"].isna().all()


def test_the_table_says_of_everyone_what_came_of_it(plan_of, matched):
    people = staff({"skills": "tariff"}, {}, {}, {"fte": 1.2})
    found = matched(plan_of(people, posts({"skills": "tariff"}, {})))
    table = match_table(found)
    assert dict(zip(table["employee_number"], table["result"], strict=True)) == {
        "E1": MATCHED, "E2": COMPETES, "E3": COMPETES, "E4": NO_POST,
    }  # fmt: skip
    assert match_sentence(found).startswith(
        "4 people and 2 named posts: 1 matched, 2 tied, 1 without a post."
    )
    for position, employee in enumerate(table["employee_number"]):
        heading, lines = detail_of(found, position)
        assert heading.startswith(f"{employee}: ")
        assert lines


def test_a_pool_of_200_is_matched_in_a_moment(plan_of, matched):
    import time

    draw = np.random.default_rng(8)
    kinds = ["law", "tariff", "audit", "estates", "payroll"]
    people = staff(*({"skills": "; ".join(draw.choice(kinds, 2))} for _ in range(200)))
    wanted = posts(*({"skills": str(draw.choice(kinds))} for _ in range(180)))
    plan = plan_of(people, wanted)
    begun = time.process_time()
    found = matched(plan)
    assert time.process_time() - begun < 4
    assert found.seekers == 200
