"""Pension on redundancy: who may take it, how its cost is known, and a worked estimate."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.dates import as_days
from planner.base.errors import RuleNotInForceError
from planner.base.money import penny
from planner.rules.pension import ESTIMATE, PENSION_STATES, birthday, capital_cost
from planner.rules.rulebook import load_rules
from planner.rules.working import NO_WORKING, Recorder

NAN = np.nan


@dataclass
class Member:
    """A head of contracting, band 8b, born 20 May 1957, whose estimate was worked independently."""

    section: Any = 1
    membership_years: Any = 19.0
    fte: Any = 1.0
    full_time_pensionable: Any = 55945.0
    reckonable_years: Any = 20.0
    qualifies: Any = True
    born: Any = "1957-05-20"
    is_protected: Any = False
    quote: Any = NAN
    last_day: Any = "2013-03-31"
    discount_rate: Any = 0.03

    def cost(self, working=NO_WORKING):
        cost, state = capital_cost(
            self.section,
            self.membership_years,
            self.fte,
            self.full_time_pensionable,
            self.reckonable_years,
            self.qualifies,
            as_days(self.born),
            self.is_protected,
            self.quote,
            as_days(self.last_day),
            self.discount_rate,
            load_rules(),
            working,
        )
        return cost, state

    @property
    def state(self):
        return PENSION_STATES[int(self.cost()[1])]


def test_a_worked_estimate_to_the_penny():
    cost, state = Member().cost()
    assert penny(float(cost)) == 56326.84
    assert PENSION_STATES[int(state)] == "estimate"


def test_the_2008_section_has_no_lump_sum_and_a_later_normal_age():
    cost, _ = Member(section=2).cost()
    years = (np.datetime64("2022-05-20") - np.datetime64("2013-03-31")).astype(int) / 365.25
    annuity = (1 - 1.03**-years) / np.log(1.03)
    assert float(cost) == pytest.approx(19 * 55945 / 60 * annuity)


def test_membership_that_is_not_given_is_reckonable_years_at_the_fte():
    given_membership, _ = Member(membership_years=10.0, fte=0.5).cost()
    derived, _ = Member(membership_years=NAN, fte=0.5).cost()
    assert float(derived) == pytest.approx(float(given_membership))


def test_a_nil_discount_rate_is_worth_every_year_in_full():
    cost, _ = Member(discount_rate=0.0).cost()
    years = (np.datetime64("2017-05-20") - np.datetime64("2013-03-31")).astype(int) / 365.25
    assert float(cost) == pytest.approx(19 * 55945 / 80 * years)


STATES = [
    ("not a member", {"section": 0}),
    ("not a member", {"section": 0, "quote": 5.0}),
    ("not eligible", {"qualifies": False}),
    ("not eligible", {"qualifies": False, "quote": 5.0, "born": "1940-01-01"}),
    ("not eligible", {"born": "1958-04-01"}),
    ("estimate", {"born": "1958-03-31"}),
    ("not eligible", {"born": "1963-04-01", "is_protected": True}),
    ("estimate", {"born": "1963-03-31", "is_protected": True}),
    ("not eligible", {"membership_years": 1.99}),
    ("estimate", {"membership_years": 2.0}),
    ("estimate", {"membership_years": 1.0, "fte": 0.5}),
    ("not eligible", {"membership_years": 0.99, "fte": 0.5}),
    ("not eligible", {"membership_years": NAN, "reckonable_years": 1.0}),
    ("estimate", {"membership_years": NAN, "reckonable_years": 2.0}),
    ("estimate", {"membership_years": 1.0, "fte": 0.0}),
    ("past normal age", {"born": "1953-03-31"}),
    ("past normal age", {"born": "1953-03-31", "quote": 5.0}),
    ("estimate", {"born": "1953-04-01"}),
    ("estimate", {"born": "1953-03-31", "section": 2}),
    ("past normal age", {"born": "1948-03-31", "section": 2}),
    ("past normal age", {"born": "1948-03-31", "section": 3}),
    ("quote", {"quote": 5.0}),
    ("quote", {"quote": 0.0}),
    ("quote", {"quote": 5.0, "section": 3}),
    ("quote", {"quote": 5.0, "born": "NaT"}),
    ("not eligible", {"quote": 5.0, "born": "NaT", "membership_years": 1.0}),
    ("needs a quote", {"born": "NaT"}),
    ("needs a quote", {"section": 3}),
    ("needs a quote", {"full_time_pensionable": NAN}),
    ("needs a quote", {"membership_years": NAN, "reckonable_years": NAN}),
    ("needs a quote", {"fte": 0.0, "reckonable_years": NAN}),
    ("needs a quote", {"last_day": "NaT"}),
]


@pytest.mark.parametrize(("state", "facts"), STATES)
def test_who_may_take_a_pension_and_how_its_cost_is_known(state, facts):
    assert Member(**facts).state == state


@pytest.mark.parametrize(("state", "facts"), STATES)
def test_the_cost_is_nil_a_figure_or_not_known(state, facts):
    cost = float(Member(**facts).cost()[0])
    if state == "needs a quote":
        assert np.isnan(cost)
    elif state == "quote":
        assert cost == facts["quote"]
    elif state == "estimate":
        assert cost > 0 or facts.get("fte") == 0
    else:
        assert cost == 0


def test_many_members_are_worked_as_each_alone():
    members = [Member(**facts) for _, facts in STATES]
    columns = {name: np.array([getattr(one, name) for one in members]) for name in vars(members[0])}
    cost, state = Member(**columns).cost()
    for row, one in enumerate(members):
        alone = one.cost()
        assert np.array_equal([cost[row], state[row]], [alone[0], alone[1]], equal_nan=True), STATES[row]


def test_before_6_april_2010_the_minimum_age_was_50():
    facts = {"born": "1959-01-01", "membership_years": 19.0}
    assert Member(**facts, last_day="2010-04-05").state == "estimate"
    assert Member(**facts, last_day="2010-04-06").state == "not eligible"
    with pytest.raises(RuleNotInForceError):
        Member(**facts, last_day="2004-09-30").cost()


@given(
    st.dates(np.datetime64("1953-04-02").item(), np.datetime64("1958-03-30").item()), st.sampled_from([1, 2])
)
def test_who_is_nearer_normal_age_costs_less(born, section):
    older, younger = (Member(section=section, born=np.datetime64(born) + day).cost()[0] for day in (0, 1))
    assert older < younger


@given(st.floats(0.0, 0.1))
def test_without_a_lump_sum_a_higher_discount_rate_costs_less(rate):
    higher, lower = (Member(section=2, discount_rate=one).cost()[0] for one in (rate + 0.001, rate))
    assert higher < lower


@pytest.mark.parametrize(
    ("born", "age", "reached"),
    [
        ("1957-05-20", 60, "2017-05-20"),
        ("1956-02-29", 60, "2016-02-29"),
        ("1956-02-29", 65, "2021-03-01"),
        ("1957-12-31", 60, "2017-12-31"),
        ("NaT", 60, "NaT"),
        ("1957-05-20", NAN, "NaT"),
    ],
)
def test_the_day_an_age_is_reached(born, age, reached):
    assert str(birthday(as_days(born), age)) == reached


@pytest.mark.parametrize(("section", "name"), [(1, "1995 section"), (2, "2008 section")])
def test_the_working_of_an_estimate_cites_its_own_section_and_asks_for_a_quote(section, name):
    recorder = Recorder(0)
    cost, state = Member(section=section).cost(recorder)
    estimate, last = recorder.steps
    assert state == ESTIMATE
    assert "ask NHS Pensions for a quote" in estimate.label
    assert [rule.label.endswith(name) for rule in estimate.rules[:3]] == [True] * 3
    assert estimate.result == last.result == float(cost)
    assert all(rule.status in ("recalled", "derived") for rule in estimate.rules)


@pytest.mark.parametrize(("is_protected", "least"), [(False, 55), (True, 50)])
def test_the_working_cites_the_age_that_applies(is_protected, least):
    recorder = Recorder(0)
    Member(is_protected=is_protected, quote=5.0).cost(recorder)
    (step,) = recorder.steps
    assert dict(step.inputs)["least age"] == least
    assert ("protected" in step.rules[0].label) == is_protected
