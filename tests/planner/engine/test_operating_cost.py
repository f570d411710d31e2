"""What each receiver costs to run, and who pays whom."""

import numpy as np
import pytest

from tests.planner.engine.small_plans import (
    EVERYONE_ACCEPTS,
    FUNCTIONS,
    NOBODY_RESIGNS,
    ORGANISATIONS,
    budget,
    changed,
    claim,
    locked,
    of_receiver,
    person,
    post,
)

SURE = NOBODY_RESIGNS | EVERYONE_ACCEPTS | {"saving_buy": 0, "saving_share": 0}
"""Everyone stays and takes the post that they are offered; no post is saved."""


def cost_2013(pay, *, member=False):
    ni = 0.138 * (pay - 7_696)
    if member:
        ni = 0.104 * (min(pay, 40_040) - 7_696) + 0.138 * max(pay - 40_040, 0) - 0.034 * (7_696 - 5_668)
    return pay + ni + (0.14 * pay if member else 0)


PAY = 36_500 * 40_558 / 40_157
"""A salary in band 7 changes as the top of the band does."""

ONE = cost_2013(PAY)


def line(results, receiver, name, year="2013/14"):
    return of_receiver(results, receiver, year)[name]


def of_service(results, receiver, function="CON", year="2013/14"):
    rows = results.services
    rows = rows[(rows["receiver"] == receiver) & (rows["function"] == function) & (rows["year"] == year)]
    assert len(rows) == 1
    return rows.iloc[0]


# ------------------------------------------------------------------ staff


@pytest.mark.parametrize(
    ("receiver", "mode"), [("C1", "do"), ("C1", "share"), ("S1", "buy"), ("B1", "board"), ("L1", "move")]
)
def test_staff_placed_cost_their_pay_of_the_year_with_on_costs(evaluated, receiver, mode):
    results = evaluated(staff=[person("E1")], allocations=[claim("CON", receiver, mode)], assumptions=SURE)
    for year in results.years:
        assert line(results, receiver, "staff", year) == pytest.approx(ONE)
    service = of_service(results, receiver)
    assert (service["mode"], service["cost"]) == (mode, pytest.approx(ONE))


def test_staff_are_weighed_by_their_odds(evaluated):
    results = evaluated(staff=[person("E1")], allocations=[claim("CON", "C1", "do")])
    assert line(results, "C1", "staff") == pytest.approx(0.87 * 0.99 * ONE)


def test_staff_who_go_down_a_band_keep_their_pay(evaluated):
    results = evaluated(
        staff=[person("E1")],
        posts=[post("X1", "C1", "RED", "6", 1.0)],
        allocations=[claim("CON", None, "stop")],
        assumptions=SURE,
    )
    assert line(results, "C1", "staff") == pytest.approx(ONE)


def test_staff_keep_the_high_cost_area_that_they_had(evaluated):
    zones = changed(ORGANISATIONS, P1={"hcas_zone": "inner"}, C1={"hcas_zone": "fringe"})
    results = evaluated(
        organisations=zones, staff=[person("E1")], allocations=[claim("CON", "C1", "do")], assumptions=SURE
    )
    assert line(results, "C1", "staff") == pytest.approx(cost_2013(PAY + 6_279))


# ------------------------------------------------------------------ vacancies


@pytest.mark.parametrize(
    ("band", "middle"), [("5", 23_825), ("6", 29_759), ("7", 35_536), ("8a", 42_190), ("9", 85_535)]
)
def test_nine_in_ten_vacancies_are_filled_at_the_middle_of_their_band(evaluated, band, middle):
    results = evaluated(posts=[post("X1", "C1", "CON", band, 0.8)], allocations=[claim("CON", "C1", "do")])
    assert line(results, "C1", "vacancies") == pytest.approx(0.9 * 0.8 * cost_2013(middle, member=True))


def test_how_many_vacancies_are_filled_is_an_assumption(evaluated):
    results = evaluated(
        posts=[post("X1", "C1", "CON", "7", 1.0)],
        allocations=[claim("CON", "C1", "do")],
        assumptions={"vacancy_fill": 0.4},
    )
    assert line(results, "C1", "vacancies") == pytest.approx(0.4 * cost_2013(35_536, member=True))


def test_who_is_recruited_has_the_high_cost_area_of_the_receiver(evaluated):
    zones = changed(ORGANISATIONS, C1={"hcas_zone": "fringe"})
    results = evaluated(
        organisations=zones,
        posts=[post("X1", "C1", "CON", "7", 1.0)],
        allocations=[claim("CON", "C1", "do")],
    )
    assert line(results, "C1", "vacancies") == pytest.approx(0.9 * cost_2013(35_536 + 1_632, member=True))


@pytest.mark.parametrize("key", ["stage_open_competition", "stage_open_competition@C1"])
def test_without_open_competition_vacancies_stay_empty(evaluated, key):
    posts = [post("X1", "C1", "CON", "7", 1.0)]
    results = evaluated(posts=posts, allocations=[claim("CON", "C1", "do")], assumptions={key: 0})
    assert line(results, "C1", "vacancies") == 0
    assert results.posts["vacant_fte"].tolist() == [1.0]


def vsm_cost(pay):
    return pytest.approx(0.9 * cost_2013(pay, member=True))


def test_a_very_senior_vacancy_is_paid_the_mean_of_the_holders(evaluated):
    staff = [
        person("E1", band="VSM", annual_salary=100_000), person("E2", band="VSM", annual_salary=120_000),
        person("E3", band="VSM", annual_salary=500_000, fte=0),
    ]  # fmt: skip
    stop = {f"stage_{stage}": 0 for stage in ("lift_and_shift", "slot_in", "competitive_slot_in",
            "ring_fence_narrow", "ring_fence_wider", "redeployment")}  # fmt: skip
    posts = [post("X1", "C1", "CON", "VSM", 1.0)]
    results = evaluated(staff=staff, posts=posts, allocations=[claim("CON", "C1", "do")], assumptions=stop)
    assert line(results, "C1", "vacancies") == vsm_cost(110_000)


def test_a_very_senior_vacancy_of_a_function_without_a_holder_is_paid_the_mean_of_the_plans(evaluated):
    results = evaluated(
        staff=[person("E1", "RED", "VSM", annual_salary=130_000)],
        posts=[post("X1", "C1", "CON", "VSM", 1.0, stage_limit="slot_in")],
        allocations=[claim("CON", "C1", "do"), claim("RED", None, "stop")],
    )
    assert line(results, "C1", "vacancies") == vsm_cost(130_000)


def test_a_very_senior_vacancy_without_holders_is_paid_the_spot_rate_for_the_population(evaluated):
    posts = [post("X1", "C1", "CON", "VSM", 1.0), post("X2", "C2", "CON", "VSM", 1.0)]
    bigger = changed(ORGANISATIONS, C2={"population": 300_001})
    rows = [claim("CON", "C1", "do", 50), claim("CON", "C2", "do", 50)]
    results = evaluated(organisations=bigger, posts=posts, allocations=rows)
    assert line(results, "C1", "vacancies") == vsm_cost(106_346)
    assert line(results, "C2", "vacancies") == vsm_cost(128_760)


# ------------------------------------------------------------------ fixed cost, totals, targets


def test_fixed_corporate_cost_is_that_of_receivers(evaluated):
    fixed = changed(ORGANISATIONS, C1={"fixed_cost": 40_000}, P1={"fixed_cost": 90_000})
    results = evaluated(organisations=fixed, allocations=[claim("CON", "C1", "do")])
    assert line(results, "C1", "fixed") == 40_000
    assert line(results, "C2", "fixed") == 0
    assert "P1" not in set(results.receivers["receiver"])
    assert results.system["receivers"].tolist() == [40_000] * 3


def test_a_total_is_the_sum_of_its_lines(evaluated):
    results = evaluated(
        organisations=changed(ORGANISATIONS, C1={"fixed_cost": 40_000}),
        staff=[person("E1"), person("E2", "RED")],
        budgets=[budget("CON", 9_000), budget("RED", 2_000)],
        allocations=[claim("CON", "S1", "buy"), claim("RED", "C1", "share")],
    )
    rows = results.receivers
    lines = (
        rows["staff"] + rows["vacancies"] + rows["fixed"] + rows["non_pay"] + rows["bought"] - rows["earned"]
    )
    assert rows["total"].tolist() == pytest.approx(lines.tolist())
    assert rows["over"].dropna().tolist() == pytest.approx((rows["total"] - rows["target"]).dropna().tolist())
    c1 = of_receiver(results, "C1")
    assert c1["over_percent"] == pytest.approx((c1["total"] - c1["target"]) / c1["target"] * 100)
    by_year = results.headline.operating_cost
    assert list(by_year.values()) == results.system["total"].tolist()
    assert sum(rows.loc[rows["year"] == "2014/15", "total"]) == pytest.approx(by_year["2014/15"])


def test_a_ccgs_target_is_its_allowance_per_head(evaluated):
    own = changed(ORGANISATIONS, C1={"allowance_per_head": 22.5, "target": 7})
    results = evaluated(organisations=own)
    assert line(results, "C1", "target") == 22.5 * 150_000
    assert line(results, "C2", "target") == 25 * 50_000
    results = evaluated(organisations=own, assumptions={"running_cost_allowance": 20})
    assert line(results, "C1", "target") == 22.5 * 150_000
    assert line(results, "C2", "target") == 20 * 50_000


def test_anyone_elses_target_is_the_one_given(evaluated):
    given = changed(
        ORGANISATIONS,
        S1={"target": 9_000, "population": 70_000}, C2={"population": None, "target": 800}, B1={"target": 0},
    )  # fmt: skip
    results = evaluated(organisations=given)
    assert line(results, "S1", "target") == 9_000
    assert line(results, "C2", "target") == 800
    assert np.isnan(line(results, "L1", "target"))
    assert np.isnan(line(results, "L1", "over"))
    assert np.isnan(line(results, "B1", "over_percent"))
    assert results.headline.target["2013/14"] == 25 * 150_000 + 9_000 + 800
    assert results.headline.over_target["2013/14"] == -(25 * 150_000 + 9_000 + 800)


def test_without_any_target_the_headlines_target_is_not_known(evaluated):
    bare = changed(ORGANISATIONS, C1={"population": None}, C2={"population": None})
    head = evaluated(organisations=bare).headline
    assert np.isnan(head.target["2013/14"])
    assert np.isnan(head.over_target["2013/14"])


# ------------------------------------------------------------------ who pays whom


def test_a_supplier_charges_full_cost_and_the_margin_by_population(evaluated):
    results = evaluated(
        staff=[person("E1")],
        budgets=[budget("CON", 10_000)],
        posts=[post("X1", "S1", "CON", "6", 2.0)],
        allocations=[claim("CON", "S1", "buy")],
        assumptions=SURE | {"cso_margin": 0.05},
    )
    row = of_receiver(results, "S1")
    cost = row["staff"] + row["vacancies"] + 10_000
    assert row["staff"] > 0
    assert row["vacancies"] > 0
    assert row["earned"] == pytest.approx(1.05 * cost)
    assert row["total"] == pytest.approx(-0.05 * cost)
    assert line(results, "C1", "bought") == pytest.approx(0.75 * 1.05 * cost)
    assert line(results, "C2", "bought") == pytest.approx(0.25 * 1.05 * cost)
    assert of_service(results, "S1")["income"] == pytest.approx(1.05 * cost)


def test_the_margin_is_three_per_cent_unless_assumed_otherwise(evaluated):
    results = evaluated(budgets=[budget("CON", 10_000)], allocations=[claim("CON", "S1", "buy")])
    assert line(results, "S1", "earned") == pytest.approx(10_300)


def test_a_host_charges_its_group_the_cost_its_own_part_included(evaluated):
    results = evaluated(budgets=[budget("CON", 10_000)], allocations=[claim("CON", "C1", "share")])
    assert line(results, "C1", "earned") == pytest.approx(10_000)
    assert line(results, "C1", "bought") == pytest.approx(7_500)
    assert line(results, "C1", "total") == pytest.approx(7_500)
    assert line(results, "C2", "total") == pytest.approx(2_500)


@pytest.mark.parametrize(("receiver", "mode"), [("C1", "do"), ("B1", "board"), ("L1", "move")])
def test_nobody_else_charges(evaluated, receiver, mode):
    results = evaluated(budgets=[budget("CON", 10_000)], allocations=[claim("CON", receiver, mode)])
    assert results.charges.empty
    assert line(results, receiver, "total") == 10_000


def test_customers_that_are_named_pay_and_no_others(evaluated):
    results = evaluated(
        budgets=[budget("CON", 10_000)], allocations=[claim("CON", "S1", "buy", customers="C2")]
    )
    assert results.charges.loc[results.charges["year"] == "2013/14", ["customer", "amount"]].to_dict(
        "records"
    ) == [{"customer": "C2", "amount": pytest.approx(10_300)}]


@pytest.mark.parametrize(
    ("people", "parts"),
    [((None, None), (0.5, 0.5)), ((None, 90_000), (0.0, 1.0)), ((0, 0), (0.5, 0.5))],
    ids=str,
)
def test_customers_whose_people_are_not_known_pay_equal_parts_or_nothing(evaluated, people, parts):
    bare = changed(ORGANISATIONS, C1={"population": people[0]}, C2={"population": people[1]})
    results = evaluated(
        organisations=bare, budgets=[budget("CON", 10_000)], allocations=[claim("CON", "S1", "buy")]
    )
    bought = (line(results, "C1", "bought"), line(results, "C2", "bought"))
    assert bought == pytest.approx(tuple(10_300 * part for part in parts))


def test_work_without_a_customer_earns_nothing(evaluated):
    nobody = [row for row in ORGANISATIONS if row["kind"] != "CCG"]
    results = evaluated(
        organisations=nobody, budgets=[budget("CON", 10_000)], allocations=[claim("CON", "S1", "buy")]
    )
    assert results.charges.empty
    assert line(results, "S1", "total") == 10_000


PRICED = changed(FUNCTIONS, CON={"price_per_head": 1.5})


def test_a_price_per_head_is_what_customers_pay_whatever_the_cost(evaluated):
    results = evaluated(
        functions=PRICED, budgets=[budget("CON", 10_000)], allocations=[claim("CON", "S1", "buy")]
    )
    assert line(results, "C1", "bought") == 225_000
    assert line(results, "C2", "bought") == 75_000
    assert line(results, "S1", "total") == 10_000 - 300_000


def test_part_of_the_work_is_bought_at_that_part_of_the_price(evaluated):
    rows = [claim("CON", "S1", "buy", 40, customers="C1"), claim("CON", "C2", "do", 60)]
    results = evaluated(functions=PRICED, budgets=[budget("CON", 10_000)], allocations=rows)
    assert line(results, "C1", "bought") == pytest.approx(0.4 * 225_000)


def test_a_host_never_charges_by_head(evaluated):
    results = evaluated(
        functions=PRICED, budgets=[budget("CON", 10_000)], allocations=[claim("CON", "C1", "share")]
    )
    assert line(results, "C1", "earned") == pytest.approx(10_000)


def test_a_customer_that_is_served_from_two_senders_pays_the_price_once(evaluated):
    staff = [person("E1"), person("E2", organisation="P2", fte=0.5)]
    rows = [
        claim("CON", "S1", "buy", sender="P1", customers="C1"),
        claim("CON", "S1", "buy", 50, sender="P2", customers="C1"),
    ]
    results = evaluated(functions=PRICED, staff=staff, allocations=rows)
    assert line(results, "C1", "bought") == pytest.approx(225_000 * (1 + 0.5 * 0.5) / 1.5)


def test_claims_that_share_a_service_pay_for_the_part_that_each_takes(evaluated):
    # 2 FTE of P1 for C1, 1 FTE of P2 for C2: two thirds and one third of what it costs.
    staff = [person("E1"), person("E2"), person("E3", organisation="P2")]
    rows = [
        claim("CON", "S1", "buy", sender="P1", customers="C1"),
        claim("CON", "S1", "buy", sender="P2", customers="C2"),
    ]
    results = evaluated(staff=staff, allocations=rows, assumptions=SURE)
    cost = of_service(results, "S1")["cost"]
    assert cost == pytest.approx(3 * ONE)
    assert line(results, "C1", "bought") == pytest.approx(1.03 * cost * 2 / 3)
    assert line(results, "C2", "bought") == pytest.approx(1.03 * cost / 3)


def test_claims_on_work_that_nobody_does_yet_pay_by_their_shares(evaluated):
    rows = [claim("CON", "S1", "buy", 60, customers="C1"), claim("CON", "S1", "buy", 20, customers="C2")]
    results = evaluated(budgets=[budget("CON", 10_000)], allocations=rows)
    assert line(results, "C1", "bought") == pytest.approx(1.03 * 8_000 * 0.75)
    assert line(results, "C2", "bought") == pytest.approx(1.03 * 8_000 * 0.25)


def test_a_host_that_also_does_its_own_work_charges_for_the_shared_part(evaluated):
    rows = [claim("CON", "C1", "do", 60), claim("CON", "C1", "share", 40, customers="C2")]
    results = evaluated(budgets=[budget("CON", 10_000)], allocations=rows)
    assert line(results, "C2", "bought") == pytest.approx(4_000)
    assert of_service(results, "C1")["mode"] == "do"


def test_the_mode_of_a_service_is_that_of_most_of_its_work_in_however_many_rows(evaluated):
    rows = [claim("CON", "C1", "do", 30), claim("CON", "C1", "do", 30), claim("CON", "C1", "share", 40)]
    for order in (rows, rows[::-1]):
        assert of_service(evaluated(staff=[person("E1")], allocations=order), "C1")["mode"] == "do"


def test_of_equal_parts_the_first_mode_in_the_order_of_modes_is_the_services(evaluated):
    rows = [claim("CON", "C1", "share", 50), claim("CON", "C1", "do", 50)]
    assert of_service(evaluated(staff=[person("E1")], allocations=rows), "C1")["mode"] == "do"


def test_posts_and_people_without_a_claim_are_a_service_of_no_mode(evaluated):
    results = evaluated(
        staff=[person("E1")],
        posts=[post("X1", "L1", "RED", "7", 1.0)],
        allocations=[claim("CON", "C1", "do")],
        placements=[locked("E1", "placed", receiver="C2")],
    )
    assert results.services.loc[results.services["receiver"] != "C1", "mode"].isna().all()
    assert of_service(results, "C2")["staff"] == pytest.approx(ONE)
    assert of_service(results, "L1", "RED")["vacancies"] > 0


def test_charges_of_one_customer_supplier_function_and_mode_are_one_row(evaluated):
    rows = [claim("CON", "S1", "buy", 60), claim("CON", "S1", "buy", 40)]
    charges = evaluated(budgets=[budget("CON", 10_000)], allocations=rows).charges
    assert charges["customer"].tolist() == ["C1", "C2"] * 3
    assert charges["year"].tolist() == ["2013/14"] * 2 + ["2014/15"] * 2 + ["2015/16"] * 2
    assert charges["amount"].tolist() == pytest.approx([7_725, 2_575] * 3)


def test_each_of_several_services_earns_what_its_own_customers_pay(evaluated):
    results = evaluated(
        budgets=[budget("CON", 1_000), budget("PRO", 20_000), budget("RED", 300)],
        allocations=[
            claim("PRO", "S1", "buy", customers="C1"),
            claim("RED", "S1", "buy", customers="C2"),
            claim("CON", "C2", "share", customers="C1"),
        ],
    )
    income = {
        (receiver, function): of_service(results, receiver, function)["income"]
        for receiver, function in (("S1", "PRO"), ("S1", "RED"), ("C2", "CON"))
    }
    assert income == pytest.approx({("S1", "PRO"): 20_600, ("S1", "RED"): 309, ("C2", "CON"): 1_000})
    assert (line(results, "S1", "earned"), line(results, "C2", "earned")) == pytest.approx((20_909, 1_000))
    assert (line(results, "C1", "bought"), line(results, "C2", "bought")) == pytest.approx((21_600, 309))


def test_a_customer_of_work_that_nobody_does_yet_is_served_from_each_sender_in_equal_parts(evaluated):
    rows = [
        claim("CON", "S1", "buy", sender="P1", customers="C1"),
        claim("CON", "S1", "buy", 50, sender="P2", customers="C1"),
    ]
    results = evaluated(functions=PRICED, allocations=rows)
    assert line(results, "C1", "bought") == pytest.approx(225_000 * 0.75)
