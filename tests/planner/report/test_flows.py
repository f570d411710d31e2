"""Flows tie at every node, however they are cut, and say in words what they carry."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine.evaluate import evaluate
from planner.model.results import OUTCOME_ODDS
from planner.model.tables import BASELINE
from planner.report.behind import people_where
from planner.report.flow_words import band_words, flow_sentence, node_words, undrawn_words
from planner.report.flows import ENDS, Kind, Measure, bands_table, flows, folded, is_by_family
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds, generated_plan, twelve_people
from tests.planner.engine.random_plans import plans
from tests.planner.engine.small_plans import SCENARIO

WEIGHTS = {Measure.PEOPLE: "fte", Measure.MONEY: "employer_cost"}
KEYS = {Kind.SENDER: "organisation", Kind.FUNCTION: "function", Kind.FAMILY: "family"}
KEYS |= {Kind.RECEIVER: "receiver", Kind.OUTCOME: "outcome"}


@pytest.fixture(
    scope="module", params=[twelve_people, airedale_bradford_and_leeds], ids=["twelve", "cluster"]
)
def every(request):
    plan, rules = request.param(), load_rules()
    return [evaluate(plan, name, rules) for name in (BASELINE, *plan.scenario_names)]


@pytest.fixture(scope="module")
def cluster():
    plan = airedale_bradford_and_leeds()
    return evaluate(plan, "Buy from the support organisation", load_rules())


def assert_ties(made, results):
    """Each node's bands come to it on both sides, and each column to the whole."""
    size = len(made.nodes)
    value = np.array([one.value for one in made.nodes])
    column = np.array([one.column for one in made.nodes])
    out = np.bincount(made.source, made.value, size)
    into = np.bincount(made.target, made.value, size)
    assert out[column < 2] == pytest.approx(value[column < 2])
    assert into[column > 0] == pytest.approx(value[column > 0])
    assert np.array_equal(column[made.target], column[made.source] + 1)
    whole = float(results.people[WEIGHTS[made.measure]].sum())
    for number in range(3):
        assert value[column == number].sum() == pytest.approx(whole)


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("by_family", [True, False])
def test_what_comes_into_a_node_goes_out_of_it(every, measure, by_family):
    for results in every:
        made = flows(results, measure, by_family=by_family)
        assert_ties(made, results)
        assert (made.value > 0).all()


@settings(max_examples=25)
@given(plan=plans(), most=st.integers(1, 6), by_family=st.booleans())
def test_flows_of_any_plan_tie_whole_and_folded(plan, most, by_family):
    results = evaluate(plan, SCENARIO, load_rules())
    for measure in Measure:
        made = flows(results, measure, by_family=by_family)
        if made.nodes:
            assert_ties(made, results)
            assert_ties(folded(made, most), results)


def test_ends_are_the_odds_of_the_people(every):
    for results in every:
        made = flows(results)
        values = {one.code: one.value for one in made.nodes if one.kind is Kind.OUTCOME}
        for odds in ENDS:
            expected = float((results.people[odds] * results.people["fte"]).sum())
            assert values.get(odds, 0.0) == pytest.approx(expected)
        placed = sum(one.value for one in made.nodes if one.kind is Kind.RECEIVER)
        assert placed == pytest.approx(float((results.people["p_placed"] * results.people["fte"]).sum()))
    assert {*ENDS, "p_placed"} == set(OUTCOME_ODDS)


def test_what_goes_to_a_receiver_is_everyones_odds_of_it(every):
    """Against the odds of one person after another, which are worked out elsewhere."""
    for results in every:
        made = flows(results, by_family=False)
        expected = dict.fromkeys(results.placements.receivers, 0.0)
        for at, fte in enumerate(results.people["fte"]):
            for (receiver, _stage), odds in results.placements.of_person(at).items():
                expected[receiver] += odds * fte
        found = {one.code: one.value for one in made.nodes if one.kind is Kind.RECEIVER}
        assert found == pytest.approx({code: value for code, value in expected.items() if value > 1e-9})


def test_behind_every_band_there_are_people(cluster):
    for by_family in (True, False):
        made = flows(cluster, by_family=by_family)
        for source, target in zip(made.source, made.target, strict=True):
            pairs = [(KEYS[made.nodes[at].kind], made.nodes[at].code) for at in (source, target)]
            assert len(people_where(cluster, pairs)) > 0


def test_families_stand_in_where_there_are_many_functions(every):
    results = every[0]
    with_people = int((results.functions["heads"] > 0).sum())
    assert is_by_family(results) == (with_people > 15)
    assert flows(results).is_by_family == is_by_family(results)


def test_folding_keeps_the_largest_and_every_way_out(cluster):
    whole = flows(cluster)
    made = folded(whole, 8)
    for column in range(3):
        inside = [one for one in made.nodes if one.column == column]
        assert len(inside) <= max(8, len(ENDS) + 1)
        assert sum(one.count for one in inside) == sum(one.column == column for one in whole.nodes)
    ways_out = [one for one in whole.nodes if one.kind is Kind.OUTCOME]
    assert [one for one in made.nodes if one.kind is Kind.OUTCOME] == ways_out
    kept = [one.value for one in made.nodes if one.kind is Kind.RECEIVER]
    merged = [one for one in whole.nodes if one.kind is Kind.RECEIVER and one not in made.nodes]
    assert max(one.value for one in merged) <= min(kept)
    others = next(one for one in made.nodes if one.kind is Kind.OTHERS and one.column == 2)
    assert others.name == f"{len(merged)} other receivers"
    assert folded(whole, 100).nodes == whole.nodes


def test_the_table_has_every_band_with_its_share(cluster):
    made = flows(cluster)
    table = bands_table(made)
    assert table["value"].sum() == pytest.approx(2 * made.total)
    assert table["of_whole"].sum() == pytest.approx(200)
    assert table.groupby("source", sort=False)["of_source"].sum().to_numpy() == pytest.approx(100)


def test_words_say_how_much_goes_where(cluster):
    people, money = flows(cluster), flows(cluster, Measure.MONEY)
    assert flow_sentence(people) == (
        "Of 833.49 FTE now: 696.52 FTE likely to go to 15 receivers, 52.03 FTE to redundancy and "
        "84.94 FTE out otherwise."
    )
    assert flow_sentence(money).startswith("Of £35,773,634 of pay a year: £")
    for made in (people, money):
        for band in range(len(made.value)):
            words = band_words(made, band)
            assert words[0].isdigit() or words[0] == "£"
            assert words.endswith(".")
    leeds = next(at for at, one in enumerate(people.nodes) if one.name == "Leeds PCT")
    assert node_words(people, leeds) == "Leeds PCT: 480.04 FTE, 57.6% of the whole."


def test_bands_too_thin_to_draw_are_counted(cluster):
    made = flows(cluster)
    thin = made.value < made.total * 0.001
    said = undrawn_words(made, 0.001)
    assert said.startswith(
        f"{int(thin.sum())} bands of under 0.83 FTE each, {made.value[thin].sum():.2f} FTE"
    )
    assert undrawn_words(made, 0.0) == ""


def test_flows_of_a_large_plan_are_quick():
    plan = generated_plan(20_000, 60, 40, 60, seed=1)
    results = evaluate(plan, plan.scenario_names[-1], load_rules())
    took = []
    for _ in range(3):
        start = time.perf_counter()
        made = flows(results, by_family=False)
        took.append(time.perf_counter() - start)
    assert_ties(made, results)
    assert min(took) < 0.1
