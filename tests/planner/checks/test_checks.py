"""Each check on plans small enough to reckon by hand: where it holds, where it fails, and on its edge."""

from datetime import date

import pytest

from planner.checks.directory import CHECKS
from planner.engine.evaluate import evaluate
from planner.model.results import Behind
from tests.planner.engine.small_plans import (
    EVERYONE_ACCEPTS,
    FUNCTIONS,
    NOBODY_RESIGNS,
    ORGANISATIONS,
    SCENARIO,
    budget,
    changed,
    claim,
    locked,
    person,
    plan_of,
    post,
)

CERTAIN = {**NOBODY_RESIGNS, **EVERYONE_ACCEPTS, "saving_buy": 0.0, "saving_share": 0.0}
THREE = [person("E1", "CON"), person("E2", "PRO"), person("E3", "RED")]
ALL_DONE = [claim(code, "C1", "do") for code in ("CON", "PRO", "RED")]


def at(threshold_key, value):
    return {**CERTAIN, threshold_key: value}


# ---------------------------------------------------------------- do, share, buy


@pytest.mark.parametrize(("threshold", "passes"), [(100, True), (99.9, False)])
def test_all_done_by_the_groups_is_a_hundred_per_cent(judged, threshold, passes):
    found = judged(
        "Do, share, buy in balance",
        staff=THREE,
        allocations=ALL_DONE,
        assumptions=at("check_balance_threshold", threshold),
    )
    assert (found.measure, found.passed) == (100, passes)
    assert set(found.behind) == {Behind("function", code) for code in ("CON", "PRO", "RED")}


def test_three_ways_alike_carry_a_third_each(judged):
    allocations = [claim("CON", "C1", "do"), claim("PRO", "C1", "share"), claim("RED", "S1", "buy")]
    found = judged("Do, share, buy in balance", staff=THREE, allocations=allocations, assumptions=CERTAIN)
    assert found.measure == pytest.approx(100 / 3)
    assert found.passed


def test_work_moved_to_a_council_is_none_of_the_three(judged):
    found = judged("Do, share, buy in balance", staff=THREE[:1], allocations=[claim("CON", "L1", "move")])
    assert found.passed
    assert found.measure != found.measure


# ---------------------------------------------------------------- the same old pattern


def test_where_everybody_goes_on_as_now_no_money_moves(judged):
    found = judged("The same old pattern", staff=THREE, allocations=ALL_DONE, assumptions=CERTAIN)
    assert found.measure == pytest.approx(0, abs=1e-9)
    assert not found.passed


@pytest.mark.parametrize(("threshold", "passes"), [(100 / 3 - 1e-6, True), (100 / 3 + 1e-6, False)])
def test_a_third_of_the_money_moves_where_one_of_three_functions_stops(judged, threshold, passes):
    allocations = [*ALL_DONE[:2], claim("RED", None, "stop")]
    found = judged(
        "The same old pattern",
        staff=THREE,
        allocations=allocations,
        assumptions=at("check_same_old_pattern_threshold", threshold),
    )
    assert found.measure == pytest.approx(100 / 3)
    assert found.passed is passes
    assert found.behind[0] == Behind("function", "RED")


# ---------------------------------------------------------------- transaction over insight

KINDS = changed(FUNCTIONS, CON={"kind": "transactional"}, PRO={"kind": "insight"}, RED={"kind": "clinical"})


@pytest.mark.parametrize(("threshold", "passes"), [(50 - 100 / 3 + 1e-6, True), (0, False)])
def test_transactional_work_gains_where_insight_stops(judged, threshold, passes):
    allocations = [ALL_DONE[0], claim("PRO", None, "stop"), ALL_DONE[2]]
    found = judged(
        "Transaction over insight",
        staff=THREE,
        functions=KINDS,
        allocations=allocations,
        assumptions=at("check_insight_threshold", threshold),
    )
    assert found.measure == pytest.approx(50 - 100 / 3)
    assert found.passed is passes
    assert found.behind == (Behind("function", "CON"),)


def test_where_every_post_stays_nothing_gains(judged):
    found = judged(
        "Transaction over insight", staff=THREE, functions=KINDS, allocations=ALL_DONE, assumptions=CERTAIN
    )
    assert found.measure == pytest.approx(0)
    assert found.passed


# ---------------------------------------------------------------- the Board


def test_the_board_that_buys_what_its_hosted_support_sells_is_both(judged):
    found = judged(
        "The Board's three roles",
        staff=THREE[:1],
        allocations=[claim("CON", "S1", "buy", customers="B1;C1")],
    )
    assert (found.measure, found.passed) == (1, False)
    assert found.behind == (Behind("function", "CON"),)


def test_the_board_may_buy_from_others(judged):
    private = changed(ORGANISATIONS, S1={"kind": "CSO private"})
    found = judged(
        "The Board's three roles",
        staff=THREE[:1],
        organisations=private,
        allocations=[claim("CON", "S1", "buy", customers="B1;C1")],
    )
    assert (found.measure, found.passed) == (0, True)


@pytest.mark.parametrize(
    ("closes", "passes"),
    [(date(2016, 3, 31), True), (date(2016, 4, 1), False), (None, False)],
    ids=["the last day", "the day after", "no day given"],
)
def test_hosting_ends_by_march_2016(judged, closes, passes):
    found = judged(
        "The Board's exit",
        staff=THREE[:1],
        organisations=changed(ORGANISATIONS, S1={"closes": closes}),
        allocations=[claim("CON", "S1", "buy")],
    )
    assert found.passed is passes
    assert found.behind == (() if passes else (Behind("receiver", "S1"),))


# ---------------------------------------------------------------- commissioner and provider


@pytest.mark.parametrize(("also", "passes"), [("Y", False), ("N", True), (None, True)])
def test_a_group_that_also_provides_is_both(judged, also, passes):
    found = judged(
        "Commissioner and provider",
        staff=THREE,
        organisations=changed(ORGANISATIONS, C1={"also_provides": also}),
        allocations=ALL_DONE,
    )
    assert (found.measure, found.passed) == (0 if passes else 1, passes)


def test_a_hospital_that_only_sells_support_does_not_commission(judged):
    found = judged("Commissioner and provider", staff=THREE[:1], allocations=[claim("CON", "V1", "move")])
    assert found.passed


# ---------------------------------------------------------------- suppliers


def test_a_support_organisation_without_fixed_cost_earns_its_margin(judged):
    found = judged(
        "Supplier viability: income",
        staff=THREE[:1],
        allocations=[claim("CON", "S1", "buy")],
        assumptions=at("cso_margin", 0.05),
    )
    assert found.measure == pytest.approx(5)
    assert found.passed


@pytest.mark.parametrize(("threshold", "passes"), [(3.0 - 1e-6, True), (3.0 + 1e-6, False)])
def test_the_edge_of_enough_income(judged, threshold, passes):
    found = judged(
        "Supplier viability: income",
        staff=THREE[:1],
        allocations=[claim("CON", "S1", "buy")],
        assumptions={**at("check_supplier_income_threshold", threshold), "cso_margin": 0.03},
    )
    assert found.passed is passes


def test_fixed_cost_that_nobody_pays_for_is_a_loss(judged):
    found = judged(
        "Supplier viability: income",
        staff=THREE[:1],
        organisations=changed(ORGANISATIONS, S1={"fixed_cost": 1_000_000}),
        allocations=[claim("CON", "S1", "buy")],
    )
    assert not found.passed
    assert "short of its cost" in found.message


@pytest.mark.parametrize(("threshold", "passes"), [(75, True), (74.9, False)])
def test_a_group_of_three_quarters_of_the_people_pays_three_quarters(judged, threshold, passes):
    found = judged(
        "Supplier viability: customers",
        staff=THREE[:1],
        allocations=[claim("CON", "S1", "buy")],
        assumptions=at("check_supplier_dependence_threshold", threshold),
    )
    assert found.measure == pytest.approx(75)
    assert found.passed is passes


# ---------------------------------------------------------------- the size of a CCG


@pytest.mark.parametrize(("fixed", "passes"), [(250_000, True), (250_001, False)])
def test_a_group_of_50000_may_spend_a_fifth_of_its_allowance_on_fixed_cost(judged, fixed, passes):
    found = judged(
        "CCG size",
        staff=THREE,
        organisations=changed(ORGANISATIONS, C2={"fixed_cost": fixed, "allowance_per_head": 25}),
        allocations=ALL_DONE,
    )
    assert found.measure == pytest.approx(fixed / 12_500)
    assert found.passed is passes
    assert "needs 50,000 people" in found.message


# ---------------------------------------------------------------- framework


@pytest.mark.parametrize(
    ("months", "framework", "passes"),
    [(12, "N", True), (13, "N", False), (13, "Y", True), (None, "N", True)],
    ids=["just in time", "a month late", "call-off", "nine where none are given"],
)
def test_what_is_bought_outside_a_framework_must_be_procured_in_twelve_months(
    judged, months, framework, passes
):
    functions = changed(FUNCTIONS, CON={"framework": framework, "procurement_months": months})
    found = judged("Framework", staff=THREE[:1], functions=functions, allocations=[claim("CON", "S1", "buy")])
    assert found.passed is passes


# ---------------------------------------------------------------- cover


def statutory(least):
    return changed(FUNCTIONS, CON={"statutory": "Y", "minimum_cover": least})


@pytest.mark.parametrize(("least", "passes"), [(50, True), (50.1, False), (None, False)])
def test_half_of_a_statutory_function_claimed_is_half_its_cover(judged, least, passes):
    found = judged(
        "Statutory functions covered",
        staff=[person("E1"), person("E2")],
        functions=statutory(least),
        allocations=[claim("CON", "C1", "do", 50)],
        assumptions=CERTAIN,
    )
    assert found.measure == pytest.approx(50)
    assert (found.severity, found.passed) == ("must", passes)


@pytest.mark.parametrize(("threshold", "passes"), [(0.5, True), (0.49, False)])
def test_half_a_post_that_nobody_claims(judged, threshold, passes):
    found = judged(
        "Unclaimed work",
        staff=[person("E1")],
        allocations=[claim("CON", "C1", "do", 50)],
        assumptions=at("check_unclaimed_threshold", threshold),
    )
    assert found.measure == pytest.approx(0.5)
    assert found.passed is passes


@pytest.mark.parametrize(("least", "passes"), [(50, True), (50.1, False), (None, True)])
def test_half_of_any_other_function_is_under_a_least_of_more_than_half(judged, least, passes):
    found = judged(
        "Other functions covered",
        staff=[person("E1"), person("E2")],
        functions=changed(FUNCTIONS, CON={"minimum_cover": least}),
        allocations=[claim("CON", "C1", "do", 50)],
        assumptions=CERTAIN,
    )
    assert (found.measure, found.passed) == (0 if passes else 1, passes)


def test_a_function_with_nobody_in_post_is_not_covered_though_it_names_no_least(judged):
    found = judged(
        "Other functions covered",
        staff=[person("E1")],
        allocations=ALL_DONE[:1],
        placements=[locked("E1", "redundant")],
        assumptions={"vacancy_fill": 0.0},
    )
    assert (found.measure, found.passed) == (1, False)
    assert found.behind == (Behind("function", "CON"),)


@pytest.mark.parametrize(("share", "passes"), [(50, True), (50.1, False)])
def test_claims_that_come_to_more_than_the_whole(rules, share, passes):
    claims = [claim("CON", "C1", "do", 50), claim("CON", "S1", "buy", share)]
    plan = plan_of(staff=THREE[:1], allocations=claims)
    check = next(one for one in CHECKS if one.name == "Over-claimed work")
    found = check.result(evaluate(plan, SCENARIO, rules))
    assert (found.measure, found.passed) == (0 if passes else 1, passes)
    assert found.behind == (() if passes else (Behind("function", "CON"),))


# ---------------------------------------------------------------- people


def test_the_only_expert_who_is_redundant_takes_the_skill_along(judged):
    found = judged(
        "Last expert",
        staff=[person("E1", skills="tariff:4"), person("E2", skills="audit")],
        placements=[locked("E1", "redundant"), locked("E2", "placed", receiver="C1")],
        allocations=ALL_DONE[:1],
    )
    assert (found.measure, found.passed) == (100, False)
    assert found.behind == (Behind("skill", "tariff"),)


def test_odds_of_leaving_that_just_reach_the_threshold_hold(judged):
    found = judged(
        "Last expert",
        staff=[person("E1", skills="tariff:4")],
        placements=[locked("E1", "redundant")],
        allocations=ALL_DONE[:1],
        assumptions={"check_last_expert_threshold": 100},
    )
    assert (found.measure, found.passed) == (100, True)


def test_an_expert_who_is_placed_keeps_it(judged):
    found = judged(
        "Last expert",
        staff=[person("E1", skills="tariff:4")],
        placements=[locked("E1", "placed", receiver="C1")],
        allocations=ALL_DONE[:1],
    )
    assert found.passed


@pytest.mark.parametrize(("threshold", "passes"), [(50, True), (49.9, False)])
def test_one_of_two_leaders_lost_is_half(judged, threshold, passes):
    found = judged(
        "Leadership clear-out",
        staff=[person("E1", band="9", annual_salary=90_000), person("E2", band="9", annual_salary=90_000)],
        placements=[locked("E1", "redundant"), locked("E2", "placed", receiver="C1")],
        allocations=ALL_DONE[:1],
        assumptions=at("check_leadership_threshold", threshold),
    )
    assert found.measure == pytest.approx(50)
    assert found.passed is passes


# ---------------------------------------------------------------- equality


def of_sexes(women, redundant_women, men, redundant_men):
    """People of two sexes, so many of each redundant for sure and the others placed."""
    staff, placements = [], []
    for sex, count, redundant in (("Female", women, redundant_women), ("Male", men, redundant_men)):
        for at in range(count):
            number, is_gone = f"{sex[0]}{at}", at < redundant
            staff.append(person(number, sex=sex, born=None))
            fate = {} if is_gone else {"receiver": "C1"}
            placements.append(locked(number, "redundant" if is_gone else "placed", **fate))
    return {"staff": staff, "placements": placements, "allocations": ALL_DONE[:1]}


@pytest.mark.parametrize(("threshold", "passes"), [(50, True), (49.9, False)])
def test_half_the_men_and_no_woman_redundant_are_fifty_points_apart(judged, threshold, passes):
    found = judged(
        "Equality", **of_sexes(20, 0, 20, 10), assumptions=at("check_equality_threshold", threshold)
    )
    assert found.measure == pytest.approx(50)
    assert (found.severity, found.passed) == ("should", passes)
    assert found.message == (
        "Sex: odds of redundancy are 50.0% for Male and 0.0% for Female; 1 of 1 comparisons is more than "
        "chance would do."
    )


def test_functions_in_which_the_sexes_part_stand_behind_it(judged):
    given = of_sexes(20, 0, 20, 10)
    given["staff"] += [person(f"P{number}", "PRO", sex="Female") for number in range(10)]
    given["allocations"] = ALL_DONE[:2]
    assert judged("Equality", **given, assumptions=CERTAIN).behind == (Behind("function", "CON"),)


def test_what_chance_would_do_as_often_is_no_failure(judged):
    found = judged("Equality", **of_sexes(20, 9, 20, 10), assumptions=at("check_equality_threshold", 0))
    assert (found.measure, found.passed) == (0, True)
    assert found.message.startswith("Of 1 comparison")


@pytest.mark.parametrize(("level", "passes"), [(0.02, True), (0.1, False)])
def test_how_seldom_is_more_than_chance_is_the_plans_to_say(judged, level, passes):
    """Half of 20 men and no woman: dealt anew, 4 times in 10,000."""
    found = judged("Equality", **of_sexes(20, 0, 20, 10), assumptions=at("check_equality_chance", level))
    assert found.passed is passes


@pytest.mark.parametrize(("men", "passes"), [(10, False), (9, True)])
def test_nine_men_are_too_few_to_say(judged, men, passes):
    found = judged("Equality", **of_sexes(20, 0, men, 9), assumptions=CERTAIN)
    assert found.passed is passes


def test_a_difference_that_gives_small_numbers_away_fails_without_figures(judged):
    """Nine of ten men go: the rate would tell that one stays."""
    found = judged("Equality", **of_sexes(20, 0, 10, 9), assumptions=CERTAIN)
    assert not found.passed
    assert found.measure != found.measure
    assert found.message.startswith(
        "Sex: odds of redundancy are higher for Male than for Female (figures held"
    )
    assert "%" not in found.message


# ---------------------------------------------------------------- the clock


@pytest.mark.parametrize(("announced", "passes"), [(date(2012, 10, 1), True), (date(2013, 3, 1), False)])
def test_notice_must_fit_between_the_announcement_and_the_last_day(judged, announced, passes):
    found = judged(
        "Consultation clock",
        facts={"announced": announced},
        staff=[person("E1")],
        allocations=[claim("CON", None, "stop")],
        assumptions=NOBODY_RESIGNS,
    )
    assert found.passed is passes


def test_the_day_on_which_notice_just_fits(judged):
    """Twelve weeks of notice from 6 January end on 31 March."""
    last = judged(
        "Consultation clock",
        facts={"announced": date(2013, 1, 6), "plan_start": date(2012, 4, 1)},
        staff=[person("E1")],
        allocations=[claim("CON", None, "stop")],
        assumptions=NOBODY_RESIGNS,
    )
    late = judged(
        "Consultation clock",
        facts={"announced": date(2013, 1, 7), "plan_start": date(2012, 4, 1)},
        staff=[person("E1")],
        allocations=[claim("CON", None, "stop")],
        assumptions=NOBODY_RESIGNS,
    )
    assert (last.measure, last.passed) == (0, True)
    assert last.message.endswith("the last safe day to begin consultation is 6 January 2013.")
    assert (late.measure, late.passed) == (1, False)
    assert "consultation had to begin by 6 January 2013" in late.message


# ---------------------------------------------------------------- money


def test_what_is_committed_is_set_against_the_saving_that_is_asked_for(judged):
    """Pay and £10,000 of non-pay are spent on contracting, and the groups may spend nothing."""

    def found_at(threshold):
        no_allowance = {"allowance_per_head": 0.0}
        return judged(
            "Concreted in",
            staff=[person("E1")],
            organisations=changed(ORGANISATIONS, C1=no_allowance, C2=no_allowance),
            budgets=[budget("CON", 10_000, committed_until=date(2014, 3, 31))],
            allocations=ALL_DONE[:1],
            assumptions=at("check_committed_threshold", threshold),
        )

    measure = found_at(100).measure
    assert 10_000 / measure * 100 == pytest.approx(10_000 + 36_500 + 0.138 * (36_500 - 7_696), rel=0.02)
    assert found_at(100).message.startswith("£10,000 is committed in 2013/14")
    assert [found_at(limit).passed for limit in (measure, measure - 0.1)] == [True, False]


@pytest.mark.parametrize(("over", "passes"), [(0, True), (1, False)])
def test_a_target_met_to_the_penny_is_met(judged, over, passes):
    given = {
        "staff": [person("E1")],
        "allocations": [claim("CON", "L1", "move")],
        "assumptions": CERTAIN,
        "placements": [locked("E1", "placed", receiver="L1")],
    }
    cost = judged("Targets met", organisations=changed(ORGANISATIONS, L1={"target": 1.0}), **given)
    total = float(cost.message.rpartition("£")[2].rstrip(".").replace(",", "")) + 1.0
    found = judged(
        "Targets met", organisations=changed(ORGANISATIONS, L1={"target": total + 1 - 2 * over}), **given
    )
    assert found.passed is passes


def test_posts_and_nobody_to_judge_is_no_failure(judged):
    for name in (
        "Consultation clock",
        "Leadership clear-out",
        "Last expert",
        "Supplier viability: income",
        "Equality",
    ):
        found = judged(name, posts=[post("X1", "C1", "CON", "7", 1.0)], allocations=ALL_DONE[:1])
        assert found.passed, name
