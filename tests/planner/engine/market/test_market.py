"""The market on plans small enough to reckon by hand: what is bought, the way to buy it, who lives on it."""

from datetime import date

import pandas as pd
import pytest

from planner.engine.market.bought import (
    PublishedPrice,
    all_bought,
    bought,
    bought_by_function,
    published_price,
)
from planner.engine.market.routes import routes
from planner.engine.market.suppliers import largest_customers, sales, suppliers
from tests.planner.engine.small_plans import (
    EVERYONE_ACCEPTS,
    FUNCTIONS,
    NOBODY_RESIGNS,
    ORGANISATIONS,
    changed,
    claim,
    person,
    plan_of,
    tried,
)

CERTAIN = {**NOBODY_RESIGNS, **EVERYONE_ACCEPTS, "saving_buy": 0.0}
THREE = [person("E1", "CON"), person("E2", "CON"), person("E3", "PRO")]
YEAR = "2013/14"
TWO_SUPPLIERS = [
    *ORGANISATIONS, {"code": "S2", "name": "Second support", "kind": "CSO private"},
]  # fmt: skip


@pytest.fixture
def market(rules):
    def of(*allocations, organisations=ORGANISATIONS, functions=FUNCTIONS, facts=None, **assumptions):
        plan = plan_of(
            staff=THREE,
            allocations=allocations,
            organisations=organisations,
            functions=functions,
            facts=facts,
            assumptions=CERTAIN | assumptions,
        )
        return tried(plan, rules)

    return of


# ------------------------------------------------------------------------------- what is bought


def test_a_lot_has_its_posts_people_money_and_price_a_head(market):
    found = market(claim("CON", "S1", "buy"))
    lot = bought(found).set_index("year").loc[YEAR]
    assert (lot["function"], lot["name"], lot["supplier"], lot["supplier_name"]) == (
        "CON", "Contracting", "S1", "Support",
    )  # fmt: skip
    assert (lot["customers"], lot["people"], lot["fte"]) == (2, 200_000, 2.0)
    paid = found.charges[found.charges["year"] == YEAR]["amount"].sum()
    assert lot["amount"] == pytest.approx(paid)
    assert lot["per_head"] == pytest.approx(paid / 200_000)


def test_customers_of_two_suppliers_count_once_and_money_twice(market):
    found = market(
        claim("CON", "S1", "buy", 50),
        claim("CON", "S2", "buy", 50, customers="C1"),
        organisations=TWO_SUPPLIERS,
    )
    one = bought_by_function(found, YEAR).iloc[0]
    assert (one["suppliers"], one["supplier_name"], one["customers"], one["people"]) == (2, "", 2, 200_000)
    lots = bought(found)
    assert one["amount"] == pytest.approx(lots.loc[lots["year"] == YEAR, "amount"].sum())
    assert one["fte"] == 2.0


def test_what_is_shared_or_done_is_not_bought(market):
    found = market(claim("CON", "C1", "share"), claim("PRO", "C1", "do"))
    assert bought(found).empty
    assert bought_by_function(found, YEAR).empty
    assert all_bought(found, YEAR)[0] == 0


def test_the_dearest_function_is_first_and_all_of_it_is_the_charges(market):
    found = market(claim("PRO", "S1", "buy"), claim("CON", "S1", "buy"))
    table = bought_by_function(found, YEAR)
    assert table["function"].tolist() == ["CON", "PRO"]
    amount, people, per_head = all_bought(found, YEAR)
    assert amount == pytest.approx(table["amount"].sum())
    assert (people, per_head) == (200_000, pytest.approx(amount / 200_000))


def test_people_not_known_leave_the_price_not_known(market):
    nobody = changed(ORGANISATIONS, C1={"population": None}, C2={"population": None})
    found = market(claim("CON", "S1", "buy"), organisations=nobody)
    one = bought_by_function(found, YEAR).iloc[0]
    assert one[["people", "per_head"]].isna().all()
    assert published_price(found).place(one["per_head"]) == ""


@pytest.mark.parametrize(
    ("per_head", "place"),
    [(4.99, "below"), (5.0, "within"), (9.0, "within"), (15.0, "within"), (15.01, "above")],
)
def test_where_a_price_lies_in_the_published_range(market, per_head, place):
    price = published_price(market(claim("CON", "S1", "buy")))
    assert price == PublishedPrice(5, 9, 15)
    assert price.place(per_head) == place


# ------------------------------------------------------------------------------- the way to buy it


@pytest.mark.parametrize(
    ("framework", "months", "takes", "is_given", "begin_by"),
    [
        ("Y", None, 3, False, date(2013, 1, 1)),
        ("Y", 12, 3, False, date(2013, 1, 1)),
        ("N", None, 9, False, date(2012, 7, 1)),
        (None, 6, 6, True, date(2012, 10, 1)),
        ("N", 4.5, 4.5, True, date(2012, 11, 1)),
    ],
    ids=["call-off", "call-off whatever a procurement takes", "assumed", "given", "half a month is a whole"],
)
def test_the_route_and_the_latest_day_to_begin(market, framework, months, takes, is_given, begin_by):
    functions = changed(FUNCTIONS, CON={"framework": framework, "procurement_months": months})
    one = routes(market(claim("CON", "S1", "buy"), functions=functions)).iloc[0]
    assert (one["is_framework"], one["months"], one["is_given"]) == (framework == "Y", takes, is_given)
    assert one["begin_by"].date() == begin_by
    assert (one["there_are"], one["is_late"]) == (12, False)


@pytest.mark.parametrize(("months", "is_late"), [(12, False), (13, True)])
def test_it_is_late_where_it_takes_longer_than_the_plan_has(market, months, is_late):
    functions = changed(FUNCTIONS, CON={"framework": "N", "procurement_months": months})
    assert routes(market(claim("CON", "S1", "buy"), functions=functions))["is_late"].tolist() == [is_late]


def test_work_that_moves_later_may_be_bought_later_by_the_first_of_its_claims(market):
    claims = [claim("CON", "S1", "buy", 50, date=day) for day in (date(2013, 10, 1), date(2014, 1, 1))]
    one = routes(market(*claims)).iloc[0]
    assert one["needed"].date() == date(2013, 10, 1)
    assert one["begin_by"].date() == date(2013, 1, 1)
    assert one["there_are"] == 18


def test_a_call_off_can_come_too_late(market):
    functions = changed(FUNCTIONS, CON={"framework": "Y"})
    late = market(
        claim("CON", "S1", "buy"),
        functions=functions,
        facts={"plan_start": date(2013, 2, 1), "announced": date(2013, 2, 1)},
    )
    assert routes(late)["is_late"].tolist() == [True]


# ------------------------------------------------------------------------------- who lives on it


def test_a_support_organisation_earns_its_margin_and_its_largest_customer_pays_by_population(market):
    found = market(claim("CON", "S1", "buy"), cso_margin=0.03)
    one = suppliers(found).iloc[0]
    assert one["income"] == pytest.approx(1.03 * one["cost"])
    assert one["surplus_percent"] == pytest.approx(3)
    assert (one["largest_customer"], one["largest_percent"]) == ("C1", pytest.approx(75))
    assert (one["customers"], one["people"]) == (2, 200_000)
    assert largest_customers(found) == {"S1": "C1"}
    assert (one["from_board"], one["surplus_without"]) == (0, one["surplus"])


def test_fixed_cost_that_nobody_pays_for_is_a_loss(market):
    poor = changed(ORGANISATIONS, S1={"fixed_cost": 1_000_000})
    one = suppliers(market(claim("CON", "S1", "buy"), organisations=poor, cso_margin=0.0)).iloc[0]
    assert one["surplus"] == pytest.approx(-1_000_000)


def test_without_the_board_its_income_is_gone_and_the_cost_is_not(market):
    board = changed(ORGANISATIONS, B1={"population": 200_000})
    one = suppliers(market(claim("CON", "S1", "buy", customers="B1;C1;C2"), organisations=board)).iloc[0]
    assert one["from_board"] == pytest.approx(one["income"] / 2)
    assert one["income_without"] == pytest.approx(one["income"] / 2)
    assert one["surplus_without"] == pytest.approx(one["income"] / 2 - one["cost"])


@pytest.mark.parametrize(
    ("kind", "closes", "exit_day"),
    [
        ("CSO hosted", None, date(2016, 3, 31)),
        ("CSO hosted", date(2015, 3, 31), date(2015, 3, 31)),
        ("CSO hosted", date(2018, 3, 31), date(2016, 3, 31)),
        ("CSO private", None, None),
    ],
    ids=["at the latest", "its own day", "no later than the latest", "nothing to do with the Board"],
)
def test_the_day_by_which_the_board_leaves(market, kind, closes, exit_day):
    given = changed(ORGANISATIONS, S1={"kind": kind, "closes": closes})
    found = suppliers(market(claim("CON", "S1", "buy"), organisations=given))["exit"].iloc[0]
    assert (None if pd.isna(found) else found.date()) == exit_day


def test_sales_add_up_to_what_is_earned(market):
    found = market(claim("CON", "S1", "buy"), claim("PRO", "S1", "buy", customers="C2"))
    earned = found.receivers[found.receivers["receiver"] == "S1"]["earned"].sum()
    assert sales(found)["amount"].sum() == pytest.approx(earned)
    assert suppliers(found)["income"].sum() == pytest.approx(earned)


def test_a_support_organisation_that_does_nothing_is_not_there(market):
    assert suppliers(market(claim("CON", "C1", "do"))).empty
    assert largest_customers(market(claim("CON", "C1", "do"))) == {}
