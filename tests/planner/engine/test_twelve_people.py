"""The sample "Twelve people", reckoned by hand and held against the engine.

Nothing in the reckoning comes from the planner: pay points, caps and thresholds are written out here
as they stand in the published tables, and each round of filling posts is one block of sums. Figures
agree to the penny, odds to 1e-9.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

from planner.engine.evaluate import evaluate
from planner.model.results import Results
from planner.rules.rulebook import load_rules
from planner.workbook.samples import twelve_people

# ------------------------------------------------------------------ pay and what an exit costs

WEEKS = 365 / 7
CAP = 450  # a week's statutory pay, 1 February 2013 to 5 April 2014
MONTH = 4.35 / WEEKS  # one month for section 16 as a part of annual pay: 4.35 weeks beats one twelfth

PAY = {  # 2012/13, contracted
    "E01": 55_945,  # point 42
    "E02": 40_157,  # point 34
    "E03": 36_303 * 0.6,  # point 31
    "E04": 34_189,  # point 29
    "E05": 35_184,  # point 30
    "E06": 40_157 * 0.8,  # point 34
    "E07": 24_554,  # point 20
    "E08": 24_000 * 0.8,  # salary in the list
    "E09": 31_454,  # point 27
    "E10": 27_625 * 0.8,  # point 23
    "E11": 26_556,  # point 22
    "E12": 32_573,  # point 28
}
YEARS = {  # complete reckonable years on 31 March 2013 (E07: on 14 January 2013)
    "E01": 12, "E02": 17, "E03": 10, "E04": 3, "E05": 14, "E06": 4, "E07": 1, "E08": 7, "E09": 9,
    "E10": 5, "E11": 0, "E12": 1,
}  # fmt: skip
SECTION_16 = {one: YEARS[one] * MONTH * PAY[one] for one in PAY} | {"E07": 0.0, "E12": 0.0}  # no 104 weeks
STATUTORY = {
    "E01": 18 * CAP,  # 55: twelve years, all from 42 up
    "E02": (16 * 1.5 + 1) * CAP,  # 57: sixteen years from 42 up, one below
    "E03": (2 * 1.5 + 8) * PAY["E03"] / WEEKS,  # 43; a week's pay is under the cap
    "E04": 3 * CAP,
    "E05": (5 * 1.5 + 7) * CAP,  # 46; twelve continuous years, though fourteen are reckonable
    "E06": 4 * CAP,
    "E07": 0.0,
    "E08": 7 * PAY["E08"] / WEEKS,
    "E09": 9 * CAP,
    "E10": 5 * PAY["E10"] / WEEKS,
    "E11": (6 * 1.5 + 5) * CAP,  # 47; eleven continuous years
    "E12": 0.0,
}
YEARS_TO_60 = (date(2017, 5, 20) - date(2013, 3, 31)).days / 365.25
DISCOUNT = 1.03**-YEARS_TO_60
LN_103 = 0.029558802241544403
PENSION = 30 * 55_945 / 80
CAPITAL = {"E01": PENSION * (1 - DISCOUNT) / LN_103 + 3 * PENSION * (1 - DISCOUNT), "E02": 61_250.0}
PENSION_STATE = dict.fromkeys(PAY, "not eligible") | {
    "E01": "estimate", "E02": "quote", "E07": "not a member", "E11": "not a member",
}  # fmt: skip
RETENTION = {"E03": 500}


def pence(pounds: float) -> float:
    """Half up to the penny."""
    return float(Decimal(repr(round(pounds, 6))).quantize(Decimal("0.01"), ROUND_HALF_UP))


LUMP = {one: pence(max(SECTION_16[one], STATUTORY[one])) for one in PAY}
COST = {one: pence(max(LUMP[one], CAPITAL.get(one, 0))) + RETENTION.get(one, 0) for one in PAY}


def ni_2012(pay: float, member: bool) -> float:
    if not member:
        return 0.138 * (pay - 7_488)
    return 0.104 * (min(pay, 40_040) - 7_488) + 0.138 * max(pay - 40_040, 0) - 0.034 * (7_488 - 5_564)


def ni_2013(pay: float, member: bool) -> float:
    if not member:
        return 0.138 * (pay - 7_696)
    return 0.104 * (min(pay, 40_040) - 7_696) + 0.138 * max(pay - 40_040, 0) - 0.034 * (7_696 - 5_668)


NOT_MEMBERS = ("E07", "E11")


def employer_cost(pay: float, member: bool, ni: float) -> float:
    return pay + ni + (0.14 * pay if member else 0)


COST_2012 = {
    one: employer_cost(pay, one not in NOT_MEMBERS, ni_2012(pay, one not in NOT_MEMBERS))
    for one, pay in PAY.items()
}

# ------------------------------------------------------------------ who resigns before 1 April 2013

# Contracting is bought with a saving of 30% (set by the scenario), so of each FTE 0.3 looks left over
# and people with 104 weeks wait: 1 - 0.5 x 0.3 = 0.85. Twelve months at 10% a year x 1.3.
YEAR = 0.10 * 1.3
RESIGNED = {
    "E01": YEAR * 0.85,
    "E02": YEAR * 0.85,
    "E03": YEAR * 0.85,
    "E04": YEAR * 4 / 3 * 0.85,  # scarce
    "E05": YEAR,  # 1.85 posts for 1.8 holders: nothing to wait for
    "E06": YEAR,
    "E07": 0.0,  # the fixed term ends on 14 January
    "E08": 0.0,  # locked
    "E09": YEAR * 0.95,  # information is shared with a saving of 10%
    "E10": YEAR * 4 / 3 * 0.95,
    "E11": YEAR * 0.5,  # no post at all
    "E12": YEAR,  # no 104 weeks, so nothing to wait for
}
STAY = {one: 1 - resigned for one, resigned in RESIGNED.items()} | {"E07": 0.0}

# ------------------------------------------------------------------ filling posts, in FTE

# Pools:             CON 8b       CON 7             CON 6    RED 7                INF 6    INF 5
# posts now open at: S1 0.70      S1 1.12           S1 0.70  C1 0.85, C2 1.00     C2 0.90  C2 0.72
# C1's redesign posts by the requirement model: 0.5 + 10 x 12,000 / 100,000 = 1.7, half in band 7 and
# half in band 5, as the holders' 3.6 FTE are now. C2's are on the Posts sheet; its band 5 is E08's.

# 1 lift and shift: information, all to C2, with no fewer posts than stayers.
INF6_SEEK, INF5_SEEK = STAY["E09"], 0.8 * STAY["E10"]
INF6_IN, INF5_IN = INF6_SEEK * 0.99, INF5_SEEK * 0.99
INF6_OPEN, INF5_OPEN = 0.9 - INF6_IN, 0.72 - INF5_IN

# 2 slot-in: redesign band 7, two receivers, 1.85 posts for 1.8 x 0.87 stayers.
RED7_SEEK = 1.8 * STAY["E05"]
RED7_IN = RED7_SEEK * 0.99
RED7_OPEN = 1.85 - RED7_IN
TO_C1, TO_C2 = 0.85 / 1.85, 1.00 / 1.85

# 3 competitive slot-in: contracting; every post is offered, 97 in 100 are taken.
CON8B_LEFT, CON7_LEFT, CON6_LEFT = STAY["E01"] - 0.70, 1.6 * STAY["E02"] - 1.12, STAY["E04"] - 0.70
CON8B_SLOT, CON7_SLOT, CON6_SLOT = 0.70 * 0.97, 1.12 * 0.97, 0.70 * 0.97
CON8B_OPEN, CON7_OPEN, CON6_OPEN = 0.70 * 0.03, 1.12 * 0.03, 0.70 * 0.03

# 4 ring-fence, narrow: the posts refused go to those left over; legacy band 5 finds information's.
CON8B_NARROW, CON7_NARROW, CON6_NARROW = CON8B_OPEN * 0.93, CON7_OPEN * 0.93, CON6_OPEN * 0.93
CON8B_LEFT, CON7_LEFT, CON6_LEFT = CON8B_LEFT - CON8B_OPEN, CON7_LEFT - CON7_OPEN, CON6_LEFT - CON6_OPEN
CON8B_OPEN, CON7_OPEN, CON6_OPEN = CON8B_OPEN * 0.07, CON7_OPEN * 0.07, CON6_OPEN * 0.07
LEG5_NARROW = INF5_OPEN * 0.93
LEG5_LEFT = STAY["E11"] - INF5_OPEN
INF5_OPEN = INF5_OPEN * 0.07
LEG7_LEFT = STAY["E12"]

# 5 ring-fence, wider, from the highest band: band 8b finds no post in 8c or 8a of its family.
CON7_WIDER = CON6_OPEN * 0.93  # band 7 is offered what is open in band 6
CON7_LEFT, CON6_OPEN = CON7_LEFT - CON6_OPEN, CON6_OPEN * 0.07
LEG7_WIDER = INF6_OPEN * 0.93
LEG7_LEFT, INF6_OPEN = LEG7_LEFT - INF6_OPEN, INF6_OPEN * 0.07
CON6_WIDER = CON7_OPEN * 0.93  # then band 6 what is open in band 7
CON6_LEFT, CON7_OPEN = CON6_LEFT - CON7_OPEN, CON7_OPEN * 0.07
LEG5_WIDER = INF6_OPEN * 0.93  # then band 5 what is open in band 6
LEG5_LEFT, INF6_OPEN = LEG5_LEFT - INF6_OPEN, INF6_OPEN * 0.07

# 6 redeployment in the same band, all families together.
CON8B_SAME = CON8B_OPEN * 0.8
CON8B_LEFT, CON8B_OPEN = CON8B_LEFT - CON8B_OPEN, CON8B_OPEN * 0.2
SEVENS, SEVENS_OPEN = CON7_LEFT + LEG7_LEFT, CON7_OPEN + RED7_OPEN
CON7_SAME, LEG7_SAME = (SEVENS_OPEN * 0.8 * part / SEVENS for part in (CON7_LEFT, LEG7_LEFT))
CON7_LEFT, LEG7_LEFT = (part - SEVENS_OPEN * part / SEVENS for part in (CON7_LEFT, LEG7_LEFT))
SEVENS_AT_S1, SEVENS_AT_C1, SEVENS_AT_C2 = (
    part / SEVENS_OPEN for part in (CON7_OPEN, RED7_OPEN * TO_C1, RED7_OPEN * TO_C2)
)
CON7_OPEN, RED7_OPEN = CON7_OPEN * 0.2, RED7_OPEN * 0.2
SIXES_OPEN = CON6_OPEN + INF6_OPEN  # only contracting seeks in band 6
CON6_SAME = SIXES_OPEN * 0.8
CON6_LEFT = CON6_LEFT - SIXES_OPEN
SIXES_AT_S1, SIXES_AT_C2 = CON6_OPEN / SIXES_OPEN, INF6_OPEN / SIXES_OPEN
CON6_OPEN, INF6_OPEN = CON6_OPEN * 0.2, INF6_OPEN * 0.2
RED5_OPEN = 0.85  # at C1; nobody has sought it yet
FIVES_OPEN = INF5_OPEN + RED5_OPEN  # 0.854 posts for 0.874 of E11
LEG5_SAME = FIVES_OPEN * 0.8
LEG5_LEFT = LEG5_LEFT - FIVES_OPEN
FIVES_AT_C1, FIVES_AT_C2 = RED5_OPEN / FIVES_OPEN, INF5_OPEN / FIVES_OPEN
INF5_OPEN, RED5_OPEN = INF5_OPEN * 0.2, RED5_OPEN * 0.2

# 6 redeployment one band lower, pay protected: 8b finds no 8a; 7 finds 6; 6 finds 5; 5 finds no 4.
SEVENS, LOWER_SIXES = CON7_LEFT + LEG7_LEFT, CON6_OPEN + INF6_OPEN
CON7_LOWER, LEG7_LOWER = (LOWER_SIXES * 0.8 * part / SEVENS for part in (CON7_LEFT, LEG7_LEFT))
CON7_LEFT, LEG7_LEFT = (part - LOWER_SIXES * part / SEVENS for part in (CON7_LEFT, LEG7_LEFT))
CON6_OPEN, INF6_OPEN = CON6_OPEN * 0.2, INF6_OPEN * 0.2
LOWER_FIVES = INF5_OPEN + RED5_OPEN  # 0.171 posts for 0.127 of E04: all are offered one
CON6_LOWER = CON6_LEFT * 0.8
LOWER_FIVES_TAKEN = CON6_LOWER / LOWER_FIVES
INF5_OPEN, RED5_OPEN = INF5_OPEN * (1 - LOWER_FIVES_TAKEN), RED5_OPEN * (1 - LOWER_FIVES_TAKEN)
CON6_LEFT = 0.0

# ------------------------------------------------------------------ odds

CON7_PLACED = CON7_SLOT + CON7_NARROW + CON7_WIDER + CON7_SAME + CON7_LOWER  # of 1.6 FTE
CON7_AT_S1 = CON7_SLOT + CON7_NARROW + CON7_WIDER + CON7_SAME * SEVENS_AT_S1 + CON7_LOWER * SIXES_AT_S1
CON7_AT_C1 = CON7_SAME * SEVENS_AT_C1
CON7_AT_C2 = CON7_SAME * SEVENS_AT_C2 + CON7_LOWER * SIXES_AT_C2
CON6_AT_S1 = CON6_SLOT + CON6_NARROW + CON6_WIDER + CON6_SAME * SIXES_AT_S1
PLACED_AT = {
    "E01": {"S1": CON8B_SLOT + CON8B_NARROW + CON8B_SAME},
    "E02": {"S1": CON7_AT_S1 / 1.6, "C1": CON7_AT_C1 / 1.6, "C2": CON7_AT_C2 / 1.6},
    "E03": {"S1": CON7_AT_S1 / 1.6, "C1": CON7_AT_C1 / 1.6, "C2": CON7_AT_C2 / 1.6},
    "E04": {
        "S1": CON6_AT_S1,
        "C1": CON6_LOWER * FIVES_AT_C1,
        "C2": CON6_SAME * SIXES_AT_C2 + CON6_LOWER * FIVES_AT_C2,
    },
    "E05": {"C1": RED7_IN / 1.8 * TO_C1, "C2": RED7_IN / 1.8 * TO_C2},
    "E06": {"C1": RED7_IN / 1.8 * TO_C1, "C2": RED7_IN / 1.8 * TO_C2},
    "E07": {},
    "E08": {"C2": 1.0},
    "E09": {"C2": INF6_IN},
    "E10": {"C2": INF5_IN / 0.8},
    "E11": {
        "C1": LEG5_SAME * FIVES_AT_C1,
        "C2": LEG5_NARROW + LEG5_WIDER + LEG5_SAME * FIVES_AT_C2,
    },
    "E12": {
        "S1": LEG7_SAME * SEVENS_AT_S1 + LEG7_LOWER * SIXES_AT_S1,
        "C1": LEG7_SAME * SEVENS_AT_C1,
        "C2": LEG7_WIDER + LEG7_SAME * SEVENS_AT_C2 + LEG7_LOWER * SIXES_AT_C2,
    },
}
PLACED = {one: sum(where.values()) for one, where in PLACED_AT.items()}
REDUNDANT = dict.fromkeys(PAY, 0.0) | {
    "E01": CON8B_LEFT, "E02": CON7_LEFT / 1.6, "E03": CON7_LEFT / 1.6, "E04": CON6_LEFT, "E11": LEG5_LEFT,
}  # fmt: skip
ENDED = dict.fromkeys(PAY, 0.0) | {"E07": 1.0}
LEFT = {one: 1 - RESIGNED[one] - ENDED[one] - PLACED[one] - REDUNDANT[one] for one in PAY}
EXPECTED = {one: pence(REDUNDANT[one] * COST[one]) for one in PAY}

# ------------------------------------------------------------------ operating cost, 2013/14

PAY_2013 = {
    "E01": 56_504, "E02": 40_558, "E03": 36_666 * 0.6, "E04": 34_530, "E05": 35_536, "E06": 40_558 * 0.8,
    "E08": 24_000 * 27_901 / 27_625 * 0.8, "E09": 31_768, "E10": 27_901 * 0.8, "E11": 26_822, "E12": 32_898,
}  # fmt: skip
COST_2013 = {
    one: employer_cost(pay, one not in NOT_MEMBERS, ni_2013(pay, one not in NOT_MEMBERS))
    for one, pay in PAY_2013.items()
} | {"E07": 0.0}
MIDDLE = {  # the band's middle point (the lower of two), a scheme member
    band: employer_cost(pay, True, ni_2013(pay, True))
    for band, pay in {"5": 23_825, "6": 29_759, "7": 35_536, "8b": 49_473}.items()
}
STAFF = {
    receiver: sum(where.get(receiver, 0) * COST_2013[one] for one, where in PLACED_AT.items())
    for receiver in ("C1", "C2", "S1")
}
VACANCIES = {  # nine in ten of the posts still open are filled from outside
    "C1": 0.9 * (RED7_OPEN * TO_C1 * MIDDLE["7"] + RED5_OPEN * MIDDLE["5"]),
    "C2": 0.9 * (RED7_OPEN * TO_C2 * MIDDLE["7"] + INF6_OPEN * MIDDLE["6"] + INF5_OPEN * MIDDLE["5"]),
    "S1": 0.9 * (CON8B_OPEN * MIDDLE["8b"] + CON7_OPEN * MIDDLE["7"] + CON6_OPEN * MIDDLE["6"]),
}
FIXED = {"C1": 40_000, "C2": 35_000, "S1": 0}
NON_PAY = {"C1": 0.6 * 4_000, "C2": 0.4 * 4_000 + 6_000, "S1": 12_000}
PRICE = 1.03 * (STAFF["S1"] + VACANCIES["S1"] + NON_PAY["S1"])
# The information service at C2: who works in it, its vacancies and its non-pay. 12,000 of the 20,000
# people are C1's, so C1 pays six tenths; C2 bears the rest.
IN_INFORMATION = {
    "E09": PLACED_AT["E09"]["C2"],
    "E10": PLACED_AT["E10"]["C2"],
    "E11": PLACED_AT["E11"]["C2"],
    "E12": LEG7_WIDER + LEG7_LOWER * SIXES_AT_C2,
    "E02": CON7_LOWER * SIXES_AT_C2 / 1.6,
    "E03": CON7_LOWER * SIXES_AT_C2 / 1.6,
    "E04": PLACED_AT["E04"]["C2"],
}
INFORMATION = (
    sum(odds * COST_2013[one] for one, odds in IN_INFORMATION.items())
    + 0.9 * (INF6_OPEN * MIDDLE["6"] + INF5_OPEN * MIDDLE["5"])
    + 6_000
)
OWN_COST = {one: STAFF[one] + VACANCIES[one] + FIXED[one] + NON_PAY[one] for one in FIXED}
TOTAL = {
    "C1": OWN_COST["C1"] + 0.6 * PRICE + 0.6 * INFORMATION,
    "C2": OWN_COST["C2"] + 0.4 * PRICE - 0.6 * INFORMATION,
    "S1": OWN_COST["S1"] - PRICE,
}
TARGET = {"C1": 25 * 12_000, "C2": 25 * 8_000, "S1": 0}
LEGACY = {"2013/14": 5_000, "2014/15": 5_000, "2015/16": 0}  # a lease to 31 March 2015

# ------------------------------------------------------------------ talent

WEIGHT = {1: 0.25, 2: 0.5, 3: 1, 4: 2, 5: 4}
VALUE = {
    "E01": WEIGHT[5], "E02": WEIGHT[4], "E03": 0.6 * WEIGHT[3], "E04": WEIGHT[3], "E05": WEIGHT[4],
    "E06": 0.8 * WEIGHT[3], "E07": WEIGHT[2], "E08": 0.8 * WEIGHT[3], "E09": WEIGHT[3],
    "E10": 0.8 * WEIGHT[3], "E11": WEIGHT[1], "E12": WEIGHT[2],
}  # fmt: skip
FTE = dict.fromkeys(PAY, 1.0) | {"E03": 0.6, "E06": 0.8, "E08": 0.8, "E10": 0.8}
TALENT_LOST = 100 * sum(VALUE[one] * (1 - PLACED[one]) for one in VALUE) / sum(VALUE.values())

# ------------------------------------------------------------------ the engine agrees


@cache
def _results() -> Results:
    return evaluate(twelve_people(), "One of each", load_rules())


def _person(number):
    people = _results().people
    return people.iloc[people["employee_number"].tolist().index(number)]


def _receiver(code, year):
    frame = _results().receivers
    return frame[(frame["receiver"] == code) & (frame["year"] == year)].iloc[0]


def test_every_person_of_the_sample_is_reckoned_here():
    assert sorted(_results().people["employee_number"]) == sorted(PAY)


@pytest.mark.parametrize("number", PAY)
def test_what_an_exit_costs_agrees_to_the_penny(number):
    person = _person(number)
    found = {
        "annual_pay": pence(PAY[number]),
        "employer_cost": pence(COST_2012[number]),
        "complete_years": YEARS[number],
        "section16": pence(SECTION_16[number]),
        "statutory": pence(STATUTORY[number]),
        "lump_sum": LUMP[number],
        "capital_cost": pence(CAPITAL.get(number, 0.0)),
        "pension_state": PENSION_STATE[number],
        "pay_in_lieu": 0.0,
        "cost_if_redundant": COST[number],
        "expected_cost": EXPECTED[number],
    }
    assert {key: person[key] for key in found} == found


@pytest.mark.parametrize("number", PAY)
def test_the_odds_of_each_person_agree(number):
    person = _person(number)
    odds = {
        "p_placed": PLACED, "p_resigned": RESIGNED, "p_ended": ENDED, "p_left": LEFT,
        "p_redundant": REDUNDANT,
    }  # fmt: skip
    for key, by_hand in odds.items():
        assert person[key] == pytest.approx(by_hand[number], abs=1e-9), key
    assert person["p_mars"] == 0


@pytest.mark.parametrize("number", PAY)
def test_where_each_person_may_go_agrees(number):
    results = _results()
    found: dict[str, float] = {}
    position = results.people["employee_number"].tolist().index(number)
    for (receiver, _), odds in results.placements.of_person(position).items():
        found[receiver] = found.get(receiver, 0.0) + odds
    found = {receiver: odds for receiver, odds in found.items() if odds > 0}
    assert found == pytest.approx(PLACED_AT[number], abs=1e-9)


@pytest.mark.parametrize("year", ["2013/14", "2014/15", "2015/16"])
@pytest.mark.parametrize("code", ["C1", "C2", "S1"])
def test_what_each_receiver_costs_agrees_to_the_penny(code, year):
    # Pay tables end with 2013/14 and no budget row follows, so the later years are the same.
    row = _receiver(code, year)
    found = {
        "staff": STAFF, "vacancies": VACANCIES, "fixed": FIXED, "non_pay": NON_PAY, "total": TOTAL,
        "target": TARGET,
    }  # fmt: skip
    for key, by_hand in found.items():
        assert row[key] == pytest.approx(by_hand[code], abs=0.005), key
    assert row["over"] == pytest.approx(TOTAL[code] - TARGET[code], abs=0.005)


def test_what_is_bought_and_earned_agrees_to_the_penny():
    assert _receiver("C1", "2013/14")["bought"] == pytest.approx(0.6 * (PRICE + INFORMATION), abs=0.005)
    assert _receiver("S1", "2013/14")["earned"] == pytest.approx(PRICE, abs=0.005)


def test_the_headline_agrees():
    headline = _results().headline
    assert headline.redundancy_cost == pytest.approx(sum(EXPECTED.values()), abs=0.001)
    assert headline.redundancies_heads == pytest.approx(sum(REDUNDANT.values()), abs=1e-9)
    assert headline.redundancies_fte == pytest.approx(sum(REDUNDANT[one] * FTE[one] for one in FTE), abs=1e-9)
    assert headline.talent_lost_percent == pytest.approx(TALENT_LOST, abs=1e-9)
    assert headline.operating_cost == pytest.approx(
        {year: sum(TOTAL.values()) + legacy for year, legacy in LEGACY.items()}, abs=0.01
    )
    assert headline.target["2013/14"] == sum(TARGET.values())
    assert headline.over_target["2013/14"] == pytest.approx(
        sum(TOTAL.values()) - sum(TARGET.values()), abs=0.01
    )


def test_every_stage_of_filling_posts_has_someone_in_it():
    steps = {step.stage for step in _results().placements.steps if step.taken.sum() > 0}
    assert steps == {
        "lift_and_shift", "slot_in", "competitive_slot_in", "ring_fence_narrow", "ring_fence_wider",
        "redeployment",
    }  # fmt: skip
    assert _results().posts["vacant_fte"].sum() > 0
